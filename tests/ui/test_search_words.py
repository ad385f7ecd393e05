"""The words of a line of results, the letters underlined, and what is shown when figures lack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.folding import fold, words
from desktop.apercu import apercu
from desktop.catalogue import Catalogue
from desktop.search import Filtres, Recherche, Resultat
from desktop.snapshot import open_snapshot
from ui.search.glances import glance
from ui.search.matching import matched
from ui.search.row_words import about_presence, about_school, caption, facet_value, place, short_sentence, way


@pytest.fixture(scope="module")
def catalogue(extrait: Path) -> Catalogue:
    return Catalogue(open_snapshot(extrait))


@pytest.fixture(scope="module")
def cuisine(catalogue: Catalogue) -> list[Resultat]:
    depart = Filtres(region="53", commune=catalogue.commune("35085"), rayon_km=50, par_distance=True)
    return list(Recherche(catalogue).chercher("cuisine", depart).lignes)


@pytest.mark.parametrize(
    ("label", "typed", "spans"),
    [
        ("Cuisine", "cui", [(0, 3)]),
        ("Art de la cuisine allégée", "CUISINE alle", [(10, 7), (18, 4)]),
        ("Pâtissier, chocolatier", "patissier", [(0, 9)]),
        ("Œuvre d’art", "oeuv", [(0, 3)]),
        ("Métiers du commerce", "merce", []),
        ("Cuisine", "", []),
    ],
)
def test_letters_that_begin_a_word_are_underlined(label: str, typed: str, spans: list[tuple[int, int]]) -> None:
    assert matched(label, typed) == spans


@given(st.text(max_size=30), st.text(max_size=8))
def test_underlined_letters_fold_to_the_beginning_of_what_was_typed(label: str, typed: str) -> None:
    wanted = words(typed)
    for start, length in matched(label, typed):
        assert 0 <= start < start + length <= len(label)
        assert any(fold(label[start : start + length]).startswith(word) for word in wanted)


def test_a_line_at_a_school_says_the_school_and_when_the_formation_was_seen(cuisine: list[Resultat]) -> None:
    seen = next(r for r in cuisine if r.lieu.etablissement and r.offre and r.offre.observee is None)
    assert seen.lieu.etablissement is not None
    assert place(seen).startswith(f"{seen.lieu.etablissement.nom} · ")
    assert about_school(seen)[0] in ("Public", "Privé")
    assert about_presence(seen, "2026-03-30")[0] == "Présente à la rentrée 2020, à vérifier"


def test_a_line_seen_under_an_older_diploma_says_so(cuisine: list[Resultat]) -> None:
    older = next(r for r in cuisine if r.offre and r.offre.observee)
    assert about_presence(older, "2026-03-30")[0] == "Présente à la rentrée 2020 sous l’ancien diplôme, à vérifier"


def test_apprenticeship_says_whose_results_it_shows(cuisine: list[Resultat]) -> None:
    line = next(r for r in cuisine if r.formation.voie == "apprentissage")
    assert place(line) == "Résultats de la région Bretagne"
    assert about_school(line) == []


def test_a_closing_date_is_past_or_to_come_by_the_date_of_the_data(cuisine: list[Resultat]) -> None:
    closed = replace(cuisine[0], formation=replace(cuisine[0].formation, fermeture="2024-08-31"))
    assert about_presence(closed, "2026-03-30")[-1] == "Formation fermée depuis août\u00a02024"
    assert about_presence(closed, "2024-01-01")[-1] == "Fermeture prévue en août\u00a02024"


def test_the_three_parts_of_a_school_are_those_of_its_region_and_named(
    catalogue: Catalogue, cuisine: list[Resultat]
) -> None:
    line = next(r for r in cuisine if r.lieu.etablissement and r.formation.libelle == "Bac pro Cuisine")
    seen = glance(apercu(catalogue, line.formation, line.lieu))
    assert seen.parts == (22, 62, 16)
    assert caption(seen, "Bretagne") == ""
    assert caption(seen, "La Réunion") == "Bretagne"
    assert caption(seen, "") == "6\u00a0mois après · Bretagne"


def test_figures_of_another_version_of_the_diploma_are_never_silent(
    catalogue: Catalogue, cuisine: list[Resultat]
) -> None:
    line = next(r for r in cuisine if r.lieu.etablissement and r.formation.libelle == "CAP Cuisine")
    seen = glance(apercu(catalogue, line.formation, line.lieu))
    assert caption(seen, "Bretagne") == "Ancienne version du diplôme"


def test_parts_that_are_not_all_known_show_a_gap(catalogue: Catalogue, cuisine: list[Resultat]) -> None:
    line = next(r for r in cuisine if r.lieu.etablissement is None)
    one, two, three = apercu(catalogue, line.formation, line.lieu)
    without = glance((one, replace(two, valeur=None, statut="sous_seuil", repli=None), three))
    assert without.parts is None
    assert without.gap is not None
    assert without.gap.statut == "sous_seuil"
    elsewhere = glance((one, replace(two, millesime="2019_2020"), three))
    assert elsewhere.parts is None


def test_the_spoken_line_tells_all_that_the_eye_sees(catalogue: Catalogue, cuisine: list[Resultat]) -> None:
    line = next(r for r in cuisine if r.lieu.etablissement and r.formation.libelle == "Bac pro Cuisine")
    said = short_sentence(line, glance(apercu(catalogue, line.formation, line.lieu)), "2026-03-30", True, "53")
    assert said.startswith("Bac pro Cuisine, voie scolaire, ")
    for part in (
        "\u00a0km à vol d’oiseau, environ ",
        " en voiture, estimation sans compter relief ni estuaires. ",
        "travaillent 22\u00a0%",
        "étudient 62\u00a0%",
        "autres situations 16\u00a0%",
        "Bretagne",
    ):
        assert part in said
    assert said.endswith("Dans la sélection.")


def test_facet_values_are_words(catalogue: Catalogue) -> None:
    facets = Recherche(catalogue).chercher("", Filtres(region="53")).facettes
    said = [facet_value(facet, value) for facet, values in facets.items() for value in values]
    assert len(said) > 40
    assert not [word for word in said if "_" in word or word in ("prive", "public", "oui")]


def test_the_length_tells_two_cycles_of_one_diploma_apart(catalogue: Catalogue) -> None:
    one, two = (catalogue.formation("mefstat11", code) for code in ("23110022146", "23220022146"))
    assert one.libelle == two.libelle
    assert [way(one), way(two)] == ["Voie scolaire, 1\u00a0an", "Voie scolaire, 2\u00a0ans"]
