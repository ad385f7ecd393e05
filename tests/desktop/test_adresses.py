"""The addresses printed: official, rightly written, and nothing in them but a formation."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from data_bundle.codes import UAI
from desktop import adresses
from desktop.adresses import Adresse, adresse, adresse_formation, faults, hotes, recherche, site, table
from desktop.catalogue import Catalogue
from desktop.comparison import compare
from desktop.facts import Formation
from desktop.selection import Choix, Selection
from desktop.snapshot import open_snapshot
from resources import path

SITES = ("inserjeunes", "affelnet", "alternance")


@pytest.fixture(scope="module")
def formations(extrait: Path) -> list[Formation]:
    """Every formation of the extract."""
    return held(extrait)


def held(snapshot: Path) -> list[Formation]:
    catalogue = Catalogue(open_snapshot(snapshot))
    ids = [row[0] for row in catalogue.snapshot.connection.execute("SELECT id FROM formation")]
    return list(catalogue.formations(ids).values())


def check(formations: list[Formation]) -> set[str]:
    """Assert the form of the address of each formation; return the short addresses seen."""
    seen = set()
    for formation in formations:
        found = adresse_formation(formation)
        assert faults(found.url) == [], (formation.libelle, found.url)
        assert len(found.url) <= adresses.LEGIBLE
        seen.add(found.courte)
    return seen


def test_every_formation_of_the_extract_leads_to_an_official_page(formations: list[Formation]) -> None:
    assert len(formations) > 3_000
    assert check(formations) == {"onisep.fr", "parcoursup.fr", "francecompetences.fr"}


def test_so_does_every_formation_of_the_full_snapshot(instantane_complet: Path) -> None:
    formations = held(instantane_complet)
    assert len(formations) > 15_000
    assert check(formations) == {"onisep.fr", "parcoursup.fr", "francecompetences.fr"}


def test_a_formation_of_a_lycee_leads_to_the_search_for_its_name(extrait: Path) -> None:
    catalogue = Catalogue(open_snapshot(extrait))
    (colonne,) = compare(catalogue, Selection((Choix.parse("mefstat11:23220022146@0352446U"),))).colonnes
    assert adresse(colonne) == Adresse(
        "https://www.onisep.fr/recherche?context=formation&text=CAP+Cuisine",
        "onisep.fr",
        "La recherche de cette formation sur onisep.fr",
    )


def test_an_address_says_nothing_of_where_one_looked(formations: list[Formation]) -> None:
    """Neither the lycée nor the commune: the page would tell where a young person lives."""
    psup = [f for f in formations if f.type_code == "parcoursup"]
    assert psup
    for formation in psup:
        found = adresse_formation(formation).url
        assert formation.code.partition("-")[0] not in found
    assert not any(UAI.search(part) for f in formations for part in adresse_formation(f).url.split("="))


def test_words_come_out_of_the_address_as_they_went_in(formations: list[Formation]) -> None:
    cut = 0
    for formation in formations:
        query = parse_qs(urlsplit(adresse_formation(formation).url).query)
        words = query.get("text", query.get("search", [""]))[0].split()
        named = formation.libelle.replace("’", "'")
        assert all(word in named for word in words)
        cut += bool(words) and words[-1] not in named[-40:]
    assert cut < len(formations) / 10


def test_a_title_with_a_rncp_number_leads_to_its_official_page(formations: list[Formation]) -> None:
    titres = [f for f in formations if adresse_formation(f).courte == "francecompetences.fr"]
    assert titres
    for formation in titres:
        assert formation.rncp is not None
        assert adresse_formation(formation).url.endswith(f"/rncp/{formation.rncp}/")
        assert formation.diplome not in ("CAP", "Bac pro", "BTS", "BP", "MC")


@pytest.mark.parametrize(
    ("libelle", "words"),
    [
        ("BTS Fluide, énergie, domotique", "BTS+Fluide+%C3%A9nergie+domotique"),
        ("CS Technicien(ne) en soudage", "CS+Technicien+en+soudage"),
        ("CAP Mareyage (1re année)", "CAP+Mareyage"),
        ("Diplôme d’ingénieur Bac + 5", "Dipl%C3%B4me+d%27ing%C3%A9nieur+Bac+5"),
        ("Métier inventé 😀 & <autre> #1 ?x=y", "M%C3%A9tier+invent%C3%A9+autre+1+x+y"),
        ("mot\u202einventé\u0000", "mot+invent%C3%A9"),
        ("M" * 300, "M" * 12),
        ("😀", ""),
    ],
)
def test_a_name_becomes_the_words_of_a_search(libelle: str, words: str) -> None:
    found = recherche(libelle)
    assert found.url == f"https://www.onisep.fr/recherche?context=formation&text={words}"
    assert faults(found.url) == []


def test_a_long_name_keeps_whole_words_and_ends_on_one_that_says_something() -> None:
    found = recherche("BTS Métiers inventés de la conception de la réalisation et de la maintenance des choses")
    words = parse_qs(urlsplit(found.url).query)["text"][0]
    assert words == "BTS Métiers inventés de la conception"
    assert len(found.url) <= adresses.LEGIBLE


@pytest.mark.parametrize("nom", SITES)
def test_the_sites_of_the_table_are_official_and_whole(nom: str) -> None:
    found = site(nom)
    assert faults(found.url) == []
    assert found.courte in found.url


def test_every_row_says_where_its_form_comes_from_and_that_nobody_tried_it_here() -> None:
    rows = tomllib.loads(path("texts/adresses.toml").read_text(encoding="utf-8"))
    assert set(rows) == {"hotes", *table()}
    assert set(SITES) < set(table())
    for nom in table():
        assert set(rows[nom]) == {"url", "courte", "quoi", "vu"}
        assert "Non essayée ici\u00a0: pas de réseau." in rows[nom]["vu"].replace(" :", "\u00a0:")
        assert rows[nom]["url"].split("/")[2] in hotes()
        assert rows[nom]["courte"].islower()
        assert "/" not in rows[nom]["courte"]


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://www.onisep.fr/", "not https"),
        ("https://www.onisep.fr.exemple.org/", "foreign host"),
        ("https://moi@www.onisep.fr/", "foreign host"),
        ("https://www.onisep.fr:8443/", "foreign host"),
        ("https://www.onisep.fr/recherche?text=été", "not percent-encoded"),
        ("https://www.onisep.fr/recherche?text=a b", "not percent-encoded"),
        ("https://www.onisep.fr/recherche?text=100%", "not percent-encoded"),
        ("https://www.onisep.fr/recherche?utm_source=fiche", "tracking"),
        ("https://www.onisep.fr/" + "a" * 200, "too long"),
    ],
)
def test_a_wrong_address_is_seen(url: str, fault: str) -> None:
    assert fault in faults(url)
