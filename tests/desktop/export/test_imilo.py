"""The text for i-milo: short whatever is compared, and no number that the Comparison does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.export.as_imilo import ALONE, ELSE, HEAD, LONGEST, MAIN, RANGE, text
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.selection import MAXIMUM, Choix, Selection
from desktop.typography import NBSP, valeur
from desktop.wording import niveau, quand
from tests.desktop.export.hostile import LABELS, spoiled
from tests.desktop.sheet.cases import REAL

Real = Callable[[str], Comparison]
NUMBER = re.compile(r"[0-9]+(?:[,.][0-9]+)?")


@pytest.fixture(scope="module")
def offered(catalogue: Catalogue) -> list[str]:
    """Every formation of the extract where it has a row or is seen."""
    places = catalogue.snapshot.connection.execute(
        "SELECT f.type_code, f.code, l.lieu FROM ligne l JOIN formation f ON f.id = l.formation"
        " UNION SELECT f.type_code, f.code, e.uai FROM offre o JOIN formation f ON f.id = o.formation"
        " JOIN etablissement e ON e.id = o.etablissement ORDER BY 1, 2, 3"
    )
    return [f"{kind}:{code}@{lieu}" for kind, code, lieu in places]


def year(told: str) -> bool:
    """Tell whether a cohort or a session is named."""
    return re.search("20[0-9]{2}", told) is not None


def numbers(told: str) -> set[str]:
    return set(NUMBER.findall(told.replace("\u202f", "")))


def held(comparison: Comparison) -> set[str]:
    """Return every number of a comparison: values, bounds, cohorts, and those of names, words and sources."""
    found = {str(number) for number in range(1, len(comparison.colonnes) + 1)}
    for _, words in (*MAIN, *ELSE, ALONE):
        found |= numbers(words)
    for colonne in comparison.colonnes:
        found |= numbers(f"{colonne.formation.libelle} {colonne.lieu.nom} {colonne.formation.duree} ans")
        found |= numbers(
            f"{colonne.formation.code} {colonne.formation.fermeture} {colonne.millesime}".replace("_", " ")
        )
    for figure in figures(comparison):
        found |= numbers(f"{quand(figure)} {niveau(figure.lieu)}")
        if figure.valeur is not None:
            found |= numbers(valeur(figure.valeur, figure.indicateur.unite))
        found |= {str(bound) for bound in figure.plage or ()}
        if figure.source is not None:
            source = figure.source
            found |= numbers(f"{source.producteur} {source.dispositif} {source.licence} {source.mise_a_jour}")
            found |= {str(int(bit)) for bit in (source.mise_a_jour or "").split("-") if bit}
    return found | {"20"}  # « moins de 20 jeunes »


def figures(comparison: Comparison) -> list[Figure]:
    cells = [cell for ligne in comparison.lignes for cell in ligne.cellules]
    return [figure for cell in cells for figure in (cell, cell.repli) if figure is not None]


def holds(comparison: Comparison) -> str:
    told = text(comparison)
    assert len(told) <= LONGEST
    assert told.startswith(HEAD)
    assert numbers(told) <= held(comparison), (told, numbers(told) - held(comparison))
    return told


@pytest.mark.parametrize("name", REAL)
def test_a_usual_selection_fits_and_says_only_what_the_comparison_holds(real: Real, name: str) -> None:
    told = holds(real(name))
    assert "\u00a0%" in told
    assert "Source\u00a0: DEPP" in told
    assert re.search(r"promotions?[ \u00a0][0-9]{4}", told)
    assert not re.search(r"sortants [0-9]", told)  # those who study have not left


def test_whatever_is_compared_fits(catalogue: Catalogue, offered: list[str]) -> None:
    chance, with_figures = Random(8), 0
    for _ in range(150):
        refs = chance.sample(offered, chance.randint(1, MAXIMUM))
        told = holds(compare(catalogue, Selection(tuple(Choix.parse(ref) for ref in refs))))
        with_figures += bool(re.search(r"[0-9]\u00a0%", told))
        lines = told.splitlines()
        common = any(
            re.match(r"(Sauf|Région|Établissement|France|promotion|session)", one) and year(one) for one in lines
        )
        for cell in (cell for line in lines for cell in line.split("\u00a0; ")):
            assert common or not re.search(r"[0-9]\u00a0%", cell) or year(cell), told
    assert with_figures > 60


def test_each_figure_keeps_its_level_and_cohort(real: Real) -> None:
    told = text(real("promotions"))
    for cohort in ("2019 et 2020", "2022 et 2023", "2021 et 2022"):
        assert re.search(rf"[0-9]+\u00a0% \([0-9]+ à [0-9]+\u00a0%\), promotions {cohort}", told)
    assert "Sauf mention\u00a0: Région · Bretagne." in told


def test_where_all_share_level_and_cohort_they_are_said_once(real: Real) -> None:
    told = text(real("trois régions"))
    assert told.count("promotions 2022 et 2023") == 1
    assert "\nRégion · Bretagne, promotions 2022 et 2023.\n" in told


def test_a_single_formation_says_everything(real: Real) -> None:
    comparison = real("une")
    told = text(comparison)
    assert "CAP Boulanger, Bretagne" in told
    assert RANGE in told
    assert "Licence" in told
    for nom, words in MAIN:
        ligne = comparison.ligne(nom)
        assert ligne is not None
        figure = shown(ligne.cellules[0])
        assert figure is not None
        assert f"{words}\u00a0: 1) {valeur(figure.valeur or 0, '%')}" in told


def test_where_nobody_is_followed_places_and_candidacies_are_told_with_their_session(entree: Comparison) -> None:
    told = holds(entree)
    assert re.search("session\u00a020[0-9]{2}", told)
    assert "Candidatures\u00a0: 1)" in told or "Places\u00a0: 1)" in told


def test_every_formation_gets_the_same_figures(real: Real) -> None:
    for name in REAL:
        comparison = real(name)
        count = len(comparison.colonnes)
        for line in text(comparison).splitlines():
            if line.partition(f"{NBSP}: ")[0] in {words for _, words in (*MAIN, *ELSE, ALONE)}:
                told = [int(n) for n in re.findall(r"(?:: |; )([1-6])\) ", line.replace(NBSP, " "))]
                assert told == list(range(1, count + 1))


@pytest.mark.parametrize(("name", "kept"), [("une", [0, 1, 2]), ("trois régions", [0, 1]), ("six", [3])])
def test_figures_go_one_by_one_from_the_last_and_the_last_left_tells_both_halves(
    real: Real, name: str, kept: list[int]
) -> None:
    words = [*(words for _, words in MAIN), ALONE[1]]
    lines = [line.partition(f"{NBSP}: ")[0] for line in text(real(name)).splitlines()]
    assert [words.index(line) for line in lines if line in words] == kept


def test_gaps_are_said_in_short_or_left_to_the_sheet(real: Real) -> None:
    assert "On ne peut pas départager 1 et 3." in text(real("trois régions"))
    assert "Écart net entre" in text(real("La Réunion"))
    assert "Écarts\u00a0: voir la fiche." in text(real("trois lieux"))


@pytest.mark.parametrize("label", LABELS)
def test_no_label_makes_it_too_long_or_breaks_its_lines(real: Real, label: str) -> None:
    told = text(spoiled(real("six"), label))
    assert len(told) <= LONGEST
    assert not re.search("[\x00-\x09\x0b-\x1f\u2028\u202e]", told)
    assert told.count("\n") < 14


@given(st.lists(st.text(max_size=300), min_size=2, max_size=2))
def test_no_names_make_it_too_long(real: Real, labels: list[str]) -> None:
    assert len(text(spoiled(real("six"), labels[0], labels[1]))) <= LONGEST


def test_two_runs_give_the_same_text(real: Real) -> None:
    assert text(real("six")) == text(real("six"))
