"""Where cells of a row meet: each break is said of the columns and of the indicators that it holds for, of no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data_bundle.indicators import PAR_NOM
from desktop.catalogue import Catalogue
from desktop.comparison import Ligne, compare
from desktop.figures import Figure
from desktop.meetings import meetings
from desktop.selection import Choix, Selection
from desktop.snapshot import open_snapshot
from desktop.typography import NBSP
from desktop.verdicts import departage
from tests.desktop.test_breaks import LIEUX, figure

NAMES = ("A", "B", "C", "D")
CUISINE = "mefstat11:23830022106@reg:53"


@pytest.fixture(scope="module")
def catalogue(extrait: Path) -> Catalogue:
    return Catalogue(open_snapshot(extrait))


def row(*shown: Figure | None, nom: str = "taux_emploi_6m") -> Ligne:
    cells = tuple(
        replace(one or figure(), indicateur=PAR_NOM[nom], **({} if one else {"statut": "sous_seuil", "valeur": None}))  # type: ignore[arg-type]
        for one in shown
    )
    return Ligne(PAR_NOM[nom], cells, departage(cells), departage(cells))


def real(catalogue: Catalogue, refs: tuple[str, ...], noms: tuple[str, ...]) -> list[str]:
    comparison = compare(catalogue, Selection(tuple(map(Choix.parse, refs))))
    lignes = [ligne for nom in noms if (ligne := comparison.ligne(nom)) is not None]
    return [sentence for _, sentence in meetings(lignes, NAMES[: len(refs)])]


def test_one_figure_shown_twice_is_said_of_its_months_alone(catalogue: Catalogue) -> None:
    months = tuple(f"taux_emploi_{h}m" for h in (6, 12, 18, 24))
    assert real(catalogue, (CUISINE, f"{CUISINE}#2021_2022"), months) == [
        f"À 6 et 12{NBSP}mois{NBSP}: promotions d’avant et d’après 2022, emplois publics comptés seulement après.",
        f"À 18 et 24{NBSP}mois{NBSP}: c’est le même chiffre.",
    ]


def test_autres_situations_break_with_the_public_jobs_and_studies_do_not(catalogue: Catalogue) -> None:
    parts = ("part_emploi_6m", "part_poursuite", "part_autres_6m")
    assert real(catalogue, (CUISINE, f"{CUISINE}#2019_2020"), parts) == [
        f"Travaillent et Autres situations{NBSP}: promotions d’avant et d’après 2022, "
        "emplois publics comptés seulement après.",
        f"Étudient{NBSP}: promotions différentes, l’écart ne se compare pas.",
    ]


def test_a_break_that_holds_for_all_that_its_columns_show_names_no_indicator() -> None:
    older = figure(row=2, millesime="2024_2025")
    lignes = [row(figure(), older), row(figure(), None, nom="taux_emploi_12m")]
    assert [said for _, said in meetings(lignes, NAMES[:2])] == ["Promotions différentes, l’écart ne se compare pas."]


def test_columns_are_named_after_the_indicators() -> None:
    older = figure(row=2, millesime="2024_2025")
    lignes = [row(figure(), older, None), row(figure(), figure(row=2), None, nom="taux_emploi_12m")]
    [(columns, sentence)] = meetings(lignes, NAMES[:3])
    assert columns == (0, 1)
    assert sentence == f"À 6{NBSP}mois · A et B{NBSP}: promotions différentes, l’écart ne se compare pas."


def test_who_differs_from_whom_is_said_apprentissage_first() -> None:
    cells = [figure(), figure(row=2, voie="apprentissage"), figure(row=3)]
    [(columns, sentence)] = meetings([row(*cells)], NAMES[:3])
    assert columns == (0, 1, 2)
    assert sentence.startswith(f"B, à côté de A et C{NBSP}: publics différents")


def test_who_shows_another_version_is_said_first() -> None:
    cells = [figure(), figure(row=2, origine="ancienne"), figure(row=3), figure(row=4, origine="nouvelle")]
    [(_, sentence)] = meetings([row(*cells)], NAMES)
    assert sentence == f"B et D, à côté de A et C{NBSP}: d’un côté, chiffres d’une autre version du diplôme."


def test_columns_that_all_differ_are_only_named() -> None:
    cells = [figure(millesime=when, row=i) for i, when in enumerate(("2022_2023", "2024_2025", "2026_2027"))]
    [(_, sentence)] = meetings([row(*cells)], NAMES[:3])
    assert sentence.startswith(f"A, B et C{NBSP}: promotions différentes")


def test_a_gap_on_one_line_does_not_part_a_break_in_pieces() -> None:
    cells = [figure(), figure(row=2, voie="apprentissage"), figure(row=3)]
    lignes = [row(*cells), row(cells[1], None, cells[2], nom="taux_emploi_12m")]
    groups = [columns for columns, _ in meetings(lignes, NAMES[:3])]
    assert (0, 1, 2) in groups


def test_two_bts_of_two_ways_into_them_have_no_other_publics() -> None:
    bts = figure("taux_acces_parcoursup", LIEUX[0], "2025", "scolaire")
    other = figure("taux_acces_parcoursup", LIEUX[0], "2025", "superieur", row=2)
    assert meetings([row(bts, other, nom="taux_acces_parcoursup")], NAMES[:2]) == []
