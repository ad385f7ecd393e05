"""Breaks in comparability: a pair that is not homogeneous always says why, and never has a verdict (DOMAIN.md §4)."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.indicators import PAR_NOM
from desktop.breaks import homogenes, ruptures
from desktop.comparison import Ligne, compare
from desktop.facts import Calibration, Lieu
from desktop.figures import Figure
from desktop.meetings import meetings
from desktop.other_columns import with_others
from desktop.selection import Choix, Selection
from desktop.snapshot import Source
from desktop.typography import NBSP
from desktop.verdicts import EGAL, NET, SANS, departage
from desktop.wording import D10
from tests.desktop.inventes import Invente

LIEUX = (
    Lieu("0900001M", "etablissement", "0900001M", "Lycée inventé", "90"),
    Lieu("reg:90", "region", "90", "Région inventée", "90"),
    Lieu("reg:91", "region", "91", "Autre région inventée", "91"),
    Lieu("fr", "national", "fr", "France"),
)


def source(number: int, dispositif: str = "InserJeunes") -> Source:
    return Source(number, f"jeu-{number}", "Jeu inventé", "X", dispositif, "libre", "s", "u", None, "x", 1)


SOURCES = (source(1), source(2), source(3, "InserSup"))
TESTED = Calibration("taux_emploi_6m", "scolaire", 300, 2.33, 0.9, 0.85, 1.96, 0.95, 0, 0)


def figure(
    nom: str = "taux_emploi_6m",
    lieu: Lieu = LIEUX[1],
    millesime: str = "2022_2023",
    voie: str = "scolaire",
    population: str | None = None,
    of: Source = SOURCES[0],
    origine: str = "propre",
    row: int = 1,
    valeur: int = 50,
) -> Figure:
    return Figure(
        PAR_NOM[nom], "valeur", None, valeur, 100, valeur, (40, 60), (34, 66), lieu, voie, millesime, population,
        origine, False, of, TESTED, (), (row, lieu.ref, millesime, population, of.id),
    )  # fmt: skip


figures = st.builds(
    figure,
    nom=st.just("taux_emploi_6m"),
    lieu=st.sampled_from(LIEUX),
    millesime=st.sampled_from(("2019_2020", "2021_2022", "2022_2023", "2023")),
    voie=st.sampled_from(("scolaire", "scolaire_agricole", "apprentissage")),
    population=st.sampled_from((None, "ensemble", "apprentis")),
    of=st.sampled_from(SOURCES),
    origine=st.sampled_from(("propre", "ancienne", "nouvelle", "autre_site")),
    row=st.integers(1, 3),
    valeur=st.integers(0, 100),
)


def same_by_the_rule(a: Figure, b: Figure) -> bool:
    """Say again, in the words of DOMAIN.md §4, when two figures of one indicator may be compared."""
    alike = (a.lieu.niveau, a.millesime, a.population, a.source) == (b.lieu.niveau, b.millesime, b.population, b.source)
    shared = "autre_site" in (a.origine, b.origine) and a.cle[0] == b.cle[0]
    once = a.cle == b.cle or (shared and (a.valeur, a.effectif) == (b.valeur, b.effectif))
    return alike and not once


@given(figures, figures)
def test_a_pair_is_not_homogeneous_exactly_when_a_break_that_blocks_is_named_and_then_has_no_verdict(
    a: Figure, b: Figure
) -> None:
    blocking = [r for r in ruptures(a, b) if r.bloque]
    assert homogenes(a, b) == same_by_the_rule(a, b) == (not blocking)
    [verdict] = departage((a, b)).verdicts
    if blocking:
        assert verdict.issue == SANS
        assert verdict.motif in {r.motif for r in blocking}
    else:
        assert verdict.issue in (NET, EGAL) or verdict.motif == "voie"


@given(figures, figures)
def test_the_breaks_of_a_pair_are_the_same_from_both_sides_and_made_of_sentences(a: Figure, b: Figure) -> None:
    assert ruptures(a, b) == ruptures(b, a)
    for rupture in ruptures(a, b):
        assert rupture.court.endswith(".")
        assert rupture.phrase.endswith(".")
        assert rupture.court[0].islower()


@pytest.mark.parametrize(
    ("other", "regle", "motif"),
    [
        ({"lieu": LIEUX[0]}, "§4", "niveau"),
        ({"lieu": LIEUX[3], "millesime": "2023"}, "B3", "niveau"),
        ({"millesime": "2021_2022"}, "B1", "millesime"),
        ({"millesime": "2023_2024"}, "B4", "millesime"),
        ({"millesime": "2024_2025"}, "§4", "millesime"),
        ({"of": SOURCES[1]}, "§4", "source"),
        ({"of": SOURCES[2]}, "B6", "source"),
        ({"population": "apprentis"}, "B9", "population"),
        ({}, "B11", "meme_chiffre"),
        ({"origine": "autre_site", "lieu": LIEUX[2]}, "B14", "meme_chiffre"),
        ({"voie": "apprentissage", "row": 2}, "B7", "voie"),
        ({"origine": "ancienne", "row": 2}, "B11", "version"),
    ],
)
def test_each_break_has_its_rule(other: dict[str, object], regle: str, motif: str) -> None:
    found = ruptures(figure(), figure(**other))  # type: ignore[arg-type]
    assert (found[0].regle, found[0].motif) == (regle, motif)


def test_public_jobs_break_no_row_of_studies() -> None:
    old, new = figure("part_poursuite", millesime="2019_2020"), figure("part_poursuite")
    assert [r.regle for r in ruptures(old, new)] == ["§4"]


def test_autres_situations_break_with_the_public_jobs() -> None:
    old, new = figure("part_autres_6m", millesime="2019_2020"), figure("part_autres_6m")
    assert [r.regle for r in ruptures(old, new)] == ["B1"]


def test_public_jobs_were_always_counted_in_higher_education() -> None:
    nom = "sup_taux_emploi_salarie_fr_6m"
    old, new = figure(nom, millesime="2019_2020", of=SOURCES[2]), figure(nom, of=SOURCES[2])
    assert [r.regle for r in ruptures(old, new)] == ["§4"]


def test_the_job_market_is_named_of_jobs_only() -> None:
    for nom, told in (("part_poursuite", False), ("taux_emploi_6m", True), ("part_autres_6m", True)):
        [rupture] = ruptures(figure(nom), figure(nom, millesime="2024_2025"))
        assert ("marché du travail" in rupture.phrase) == told


@pytest.mark.parametrize("other", [{"row": 2}, {"lieu": LIEUX[2]}])
def test_a_year_in_common_is_the_same_young_people_only_for_one_formation_at_one_place(
    other: dict[str, object],
) -> None:
    [same] = ruptures(figure(), figure(millesime="2023_2024"))
    [apart] = ruptures(figure(), figure(millesime="2023_2024", **other))  # type: ignore[arg-type]
    assert "ce ne sont pas deux groupes distincts" in same.phrase
    assert apart.phrase == f"Promotions différentes{NBSP}: l’écart ne se compare pas."
    assert "en commun" not in apart.court


@pytest.mark.parametrize(
    ("nom", "voies", "told"),
    [
        ("taux_emploi_6m", ("scolaire", "apprentissage"), True),
        ("taux_emploi_6m", ("scolaire_agricole", "apprentissage"), True),
        ("taux_emploi_6m", ("scolaire", "scolaire_agricole"), False),
        ("taux_emploi_6m_etablissement", ("scolaire", "apprentissage"), True),
        ("taux_acces_parcoursup", ("scolaire", "superieur"), False),
        ("taux_acces_parcoursup", ("scolaire", "apprentissage"), False),
    ],
)
def test_publics_differ_between_apprentissage_and_school_alone(nom: str, voies: tuple[str, str], told: bool) -> None:
    a, b = (figure(nom, voie=voie, row=i) for i, voie in enumerate(voies))
    assert ("B7" in {r.regle for r in ruptures(a, b)}) == told


def test_a_lycee_and_a_cfa_read_in_two_files_are_all_diplomas_together() -> None:
    lycee = figure("part_emploi_6m_etablissement", LIEUX[0])
    cfa = figure("part_emploi_6m_etablissement", LIEUX[0], voie="apprentissage", of=SOURCES[1], row=2)
    assert [r.regle for r in ruptures(lycee, cfa)] == ["B10", "B7"]


def test_higher_education_says_its_own_caution() -> None:
    assert ruptures(figure(), figure(of=SOURCES[2]))[0].phrase == D10


def test_two_formations_alike_have_no_break() -> None:
    assert ruptures(figure(), figure(row=2)) == ()
    assert ruptures(figure(), figure(row=2, lieu=LIEUX[2])) == ()


def row(*shown: Figure | None) -> Ligne:
    gap = replace(figure(), statut="sous_seuil", valeur=None)
    cells = tuple(one or gap for one in shown)
    return Ligne(PAR_NOM["taux_emploi_6m"], cells, departage(cells), departage(cells))


NAMES = ("A", "B", "C", "D")


def test_breaks_are_said_of_neighbours_and_name_their_columns() -> None:
    found = meetings([row(figure(), figure(row=2), figure(row=3, millesime="2024_2025"))], NAMES[:3])
    assert found == [((1, 2), f"B et C{NBSP}: promotions différentes, l’écart ne se compare pas.")]


def test_cells_on_both_sides_of_a_gap_meet() -> None:
    [(columns, sentence)] = meetings([row(figure(), None, figure(row=3, population="apprentis"))], NAMES[:3])
    assert columns == (0, 2)
    assert sentence.startswith(f"A et C{NBSP}: groupes différents")


def test_one_break_between_three_neighbours_is_one_sentence() -> None:
    cells = [figure(), figure(row=2, voie="apprentissage"), figure(row=3)]
    assert [columns for columns, _ in meetings([row(*cells)], NAMES[:3])] == [(0, 1, 2)]


def test_two_columns_need_no_name() -> None:
    [(_, sentence)] = meetings([row(figure(), figure(row=2, voie="apprentissage"))], NAMES[:2])
    assert sentence == "Publics différents, l’écart ne dit pas quelle voie convient."


def test_nothing_is_said_under_a_row_with_one_value() -> None:
    assert meetings([row(figure(), None, None)], NAMES[:3]) == []


def test_the_panel_tells_every_other_column_what_may_be_said_of_its_gap() -> None:
    ligne = row(figure(), figure(row=2, valeur=52), figure(row=3, millesime="2019_2020"), None)
    alike, older = with_others([ligne], 0, NAMES)
    assert alike.startswith(f"B{NBSP}: On ne peut pas les départager")
    assert older.startswith(f"C{NBSP}: Avant 2022, les emplois publics n’étaient pas comptés.")


def test_every_pair_of_a_real_comparison_obeys(invente: Invente) -> None:
    for i, voie in enumerate(("scolaire", "apprentissage", "scolaire")):
        code = f"9000000000{i}" if voie == "scolaire" else f"9000000{i}"
        formation = invente.formation(code, f"CAP Inventé {i}", voie)
        when = "2022_2023" if i < 2 else "2023_2024"
        invente.mesure(formation, "reg:90", when, {"taux_emploi_6m": (50 + i, 200, 100 + 2 * i)}, voie)
    refs = ("mefstat11:90000000000@reg:90", "cfd:90000001@reg:90", "mefstat11:90000000002@reg:90")
    ligne = compare(invente.open(), Selection(tuple(map(Choix.parse, refs)))).ligne("taux_emploi_6m")
    assert ligne is not None
    verdicts = {(v.i, v.j): v for v in ligne.departage.verdicts}
    for i, j in combinations(range(3), 2):
        if not homogenes(ligne.cellules[i], ligne.cellules[j]):
            assert verdicts[i, j].issue == SANS
