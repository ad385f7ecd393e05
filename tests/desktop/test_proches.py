"""Formations near another: each with its reason, by distance or alphabet, never by outcome."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.facts import Commune
from desktop.proches import Proche, proches
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente

ST_MEEN = "0350807M"


@pytest.fixture(scope="module")
def catalogue(extrait: Path) -> Catalogue:
    return Catalogue(open_snapshot(extrait))


@pytest.fixture(scope="module")
def combourg(catalogue: Catalogue) -> Commune:
    return catalogue.commune("35085")


def near(catalogue: Catalogue, code: str, lieu: str, depuis: Commune | None = None) -> tuple[Proche, ...]:
    kind = "cfd" if len(code) == 8 else "mefstat11"
    return proches(catalogue, catalogue.formation(kind, code), catalogue.lieu(lieu), depuis)


def reasons(some: tuple[Proche, ...]) -> list[str]:
    return [why for why, _ in groupby(p.raison for p in some)]


def test_each_reason_is_said_in_words_and_in_one_order(catalogue: Catalogue, combourg: Commune) -> None:
    assert reasons(near(catalogue, "23220022146", ST_MEEN, combourg)) == [
        "Même diplôme, par l’apprentissage",
        "Même diplôme, dans un autre établissement",
        "Version plus ancienne du diplôme",
        "Même domaine\u00a0: Agro-alimentaire, alimentation, cuisine, même niveau",
        "Après ce diplôme, un niveau au-dessus",
    ]


def test_inside_a_reason_the_nearest_comes_first(catalogue: Catalogue, combourg: Commune) -> None:
    for _, some in groupby(near(catalogue, "23220022146", ST_MEEN, combourg), key=lambda p: p.raison):
        away = [p.distance_km for p in some if p.distance_km is not None]
        assert away == sorted(away)
        assert all(km <= 100 for km in away)


def test_without_a_departure_the_distance_is_from_the_lycee_and_said_in_the_reason(catalogue: Catalogue) -> None:
    elsewhere = [p for p in near(catalogue, "23220022146", ST_MEEN) if "autre établissement" in p.raison]
    assert elsewhere[0].raison == "Même diplôme, dans un autre établissement, à 49\u00a0km"
    assert all(p.distance_km is None for p in elsewhere)


def test_the_other_voie_of_an_apprenticeship_is_in_the_lycees(catalogue: Catalogue, combourg: Commune) -> None:
    lines = [p for p in near(catalogue, "50022146", "reg:53", combourg) if "par la voie" in p.raison]
    assert {p.raison for p in lines} == {"Même diplôme, par la voie scolaire"}
    assert all(p.lieu.etablissement is not None and p.formation.cfd == "50022146" for p in lines)
    away = [p.distance_km or 0.0 for p in lines]
    assert away == sorted(away)


def test_a_specialite_has_the_others_of_its_famille(catalogue: Catalogue) -> None:
    why = "Même famille de métiers\u00a0: Métiers de l’hôtellerie-restauration"
    same = [p for p in near(catalogue, "23830022106", "reg:53") if p.raison == why]
    assert [p.formation.libelle for p in same] == ["Bac pro Commercialisation et services en restauration"]


def test_nothing_is_near_itself_nor_said_twice_nor_closed(catalogue: Catalogue, combourg: Commune) -> None:
    for code, lieu in (("23220022146", ST_MEEN), ("50022146", "reg:53"), ("23830022106", "fr")):
        some = near(catalogue, code, lieu, combourg)
        assert len({p.choix for p in some}) == len(some) > 0
        assert not [p for p in some if p.choix.code == code and p.choix.lieu == lieu]
        built = catalogue.snapshot.construit_le
        assert not [
            p for p in some if "Version" not in p.raison and p.formation.fermeture and p.formation.fermeture <= built
        ]


def test_a_line_of_france_stays_at_the_level_of_france(catalogue: Catalogue) -> None:
    assert {p.lieu.ref for p in near(catalogue, "23830022106", "fr")} == {"fr"}


def test_no_reason_speaks_of_an_outcome(catalogue: Catalogue) -> None:
    words = " ".join(p.raison for p in near(catalogue, "50022146", "reg:53")).lower()
    assert words
    assert not [w for w in ("emploi", "travaill", "%", "sortants") if w in words]


def test_both_versions_of_a_diploma_are_told_apart(invente: Invente) -> None:
    older = invente.formation("90000000001", "CAP Inventé ancien", fermeture="2019-08-31")
    newer = invente.formation("90000000002", "CAP Inventé")
    invente.lien("continuum", older, newer)
    catalogue = invente.open()
    [one] = near(catalogue, "90000000002", "reg:90")
    assert (one.formation.id, one.raison) == (older, "Version plus ancienne du diplôme")
    [two] = near(catalogue, "90000000001", "reg:90")
    assert (two.formation.id, two.raison) == (newer, "Version plus récente du diplôme")


def test_a_formation_that_nobody_shows_around_is_not_near(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé un", nsf="221", nsf_libelle="Cuisine inventée", niveau=3)
    invente.formation("90000000002", "CAP Inventé deux", nsf="221", niveau=3)
    assert near(invente.open(), "90000000001", "reg:90") == ()


def parcoursup(invente: Invente, diplome: str, *intitules: str) -> tuple[Proche, ...]:
    """Return what is near the first of lines of Parcoursup, each in a school of its own 22 km from the last."""
    for number, intitule in enumerate(intitules, 1):
        uai = f"090000{number}M"
        line = invente.formation(
            f"{uai}-{number}",
            f"{diplome} {intitule}",
            "superieur",
            type_code="parcoursup",
            diplome=diplome,
            intitule=intitule,
        )
        place = invente.etablissement(uai, f"École inventée {number}", latitude=44.8 + number / 5, longitude=1.0)
        invente.offre(line, place)
    catalogue = invente.open()
    return proches(catalogue, catalogue.formation("parcoursup", "0900001M-1"), catalogue.lieu("0900001M"))


@pytest.mark.parametrize(
    ("diplome", "intitule", "expected"),
    [
        ("Licence", "Inventée", "Même diplôme"),
        ("Licence", "Portail Invention", "Même intitulé"),
        ("BUT", "Invention", "Même diplôme"),
        ("CPGE", "INV", "Même intitulé"),
    ],
)
def test_lines_of_parcoursup_of_one_name_are_near_each_other(
    invente: Invente, diplome: str, intitule: str, expected: str
) -> None:
    first, second = parcoursup(invente, diplome, intitule, intitule, f"{intitule} (ligne 2 sur 2 de ce nom)")
    assert (first.lieu.ref, second.lieu.ref) == ("0900002M", "0900003M")
    assert first.raison == f"{expected}, dans un autre établissement, à 22\u00a0km"


@pytest.mark.parametrize(
    ("diplome", "intitule"),
    [
        ("Diplôme d’ingénieur", "Bac + 5, bacs généraux inventés"),
        ("École de commerce", "École de commerce (ligne 1 sur 2 de ce nom)"),
        ("Bachelor", "Management inventé"),
        ("Autre formation", "Formation inventée"),
    ],
)
def test_what_each_school_names_by_itself_is_not_the_same_diploma(
    invente: Invente, diplome: str, intitule: str
) -> None:
    assert parcoursup(invente, diplome, intitule, intitule) == ()


def famille(invente: Invente, diplome: str, *ends: str) -> tuple[Proche, ...]:
    """Return what is near the first of spécialités of one group of the BCN, seen in one lycée."""
    place = invente.etablissement("0900001M", "Lycée inventé", latitude=45.0, longitude=1.0)
    for number, end in enumerate(ends, 1):
        one = invente.formation(
            f"9000000000{number}",
            f"{diplome} {end}",
            diplome=diplome,
            famille="G9999",
            famille_libelle="Métiers inventés",
        )
        invente.offre(one, place)
    return near(invente.open(), "90000000001", "0900001M")


def test_another_option_is_told_from_another_diploma_of_the_famille(invente: Invente) -> None:
    found = famille(invente, "Bac pro", "Cuir inventé, option sac", "Cuir inventé, option botte", "Toile inventée")
    assert [(p.formation.libelle, p.raison) for p in found] == [
        ("Bac pro Cuir inventé, option botte", "Autre option du même diplôme"),
        ("Bac pro Toile inventée", "Même famille de métiers\u00a0: Métiers inventés"),
    ]


def test_a_bts_has_options_and_no_famille_de_métiers(invente: Invente) -> None:
    found = famille(invente, "BTS", "Invention, option A", "Invention, option B", "Autre invention, option B")
    assert [p.raison for p in found] == ["Autre option du même diplôme"]


def test_a_newer_version_or_another_length_is_not_of_the_same_domain(invente: Invente) -> None:
    place = invente.etablissement("0900001M", "Lycée inventé", latitude=45.0, longitude=1.0)
    asked, newer, shorter, other = (
        invente.formation(code, f"CAP {name}", cfd=cfd, duree=duree, nsf="221", nsf_libelle="Cuisine", niveau=3)
        for code, name, cfd, duree in (
            ("90000000001", "Inventé", "90000001", 2),
            ("90000000002", "Inventé nouveau", "90000002", 2),
            ("90000000003", "Inventé", "90000001", 1),
            ("90000000004", "Autre invention", "90000004", 2),
        )
    )
    for one in (asked, newer, shorter, other):
        invente.offre(one, place)
    invente.lien("continuum", asked, newer)
    assert [(p.formation.id, p.raison) for p in near(invente.open(), "90000000001", "0900001M")] == [
        (shorter, "Même diplôme, en 1\u00a0an"),
        (newer, "Version plus récente du diplôme"),
        (other, "Même domaine\u00a0: Cuisine, même niveau"),
    ]
