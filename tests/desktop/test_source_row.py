"""The line of a public file is told as the file writes it: nothing of ours that nobody could look up there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.figures import Figure
from desktop.report_figure import LONGEST, report
from desktop.selection import Choix, Selection
from desktop.snapshot import open_snapshot
from desktop.source_row import LONGEST_LABEL, SourceRow, raw, source_row
from desktop.typography import NBSP
from tests.desktop.test_breaks import LIEUX, figure, source
from tests.desktop.test_explain import case

PARCOURSUP = "parcoursup:0220013V-6822cf6d@0220013V"
MATCHED = "mefstat11:32221031409@0220013V"
"""A BTS of the extract under the code made for Parcoursup, and another one matched by its label."""
CFA = "cfd:50022139@0352382Z"
ACCES = ("capacite", "voeux", "admis", "taux_acces_parcoursup")
ATTENDU = ("taux_emploi_6m_attendu_etablissement", "taux_emploi_6m_etablissement", "va_emploi_6m_etablissement")


@pytest.fixture(scope="module")
def catalogue(extrait: Path) -> Catalogue:
    return Catalogue(open_snapshot(extrait))


def compared(catalogue: Catalogue, ref: str) -> Comparison:
    return compare(catalogue, Selection((Choix.parse(ref),)))


def row_of(catalogue: Catalogue, ref: str, nom: str) -> SourceRow:
    comparison = compared(catalogue, ref)
    ligne = comparison.ligne(nom)
    assert ligne is not None
    found = source_row(catalogue, comparison.colonnes[0].formation, ligne.cellules[0])
    assert found is not None
    return found


@pytest.mark.parametrize("ref", [PARCOURSUP, MATCHED])
def test_a_line_of_parcoursup_is_found_by_its_name_and_not_by_a_code_of_ours(catalogue: Catalogue, ref: str) -> None:
    row = row_of(catalogue, ref, "voeux")
    assert "session 2025, UAI 0220013V" in row.court
    assert f"«{NBSP}BTS - Services - Gestion de la PME{NBSP}»" in row.court
    assert "6822cf6d" not in row.court
    assert "MEFSTAT11" not in row.court
    told = " ".join(row.lignes)
    assert f"Nom dans la source (colonne lib_comp_voe_ins){NBSP}: BTS - Services - Gestion de la PME" in told
    assert "candidatures" in told.partition("Sur cette ligne")[2]
    assert "tout l’établissement" not in told


def test_a_number_that_parcoursup_gave_is_told(catalogue: Catalogue) -> None:
    comparison = compared(catalogue, PARCOURSUP)
    ligne = comparison.ligne("voeux")
    assert ligne is not None
    numbered = replace(comparison.colonnes[0].formation, code="4242")
    cell = ligne.cellules[0]
    found = source_row(catalogue, numbered, replace(cell, cle=(numbered.id, *cell.cle[1:])))
    assert found is not None
    assert "Parcoursup 4242" in found.court


def test_the_report_of_a_line_of_parcoursup_holds_its_name(catalogue: Catalogue) -> None:
    comparison = compared(catalogue, PARCOURSUP)
    text = report(catalogue, comparison, case(comparison, "acces", 0, ACCES), "1.2.3")
    assert len(text) <= LONGEST
    assert "BTS - Services - Gestion de la PME" in text
    assert f"Session{NBSP}: 2025" in text
    assert "places" not in text.partition("Montré")[2].partition("\n")[0]  # « Places 24 », said once


def test_a_long_name_is_cut_in_a_short_line_only() -> None:
    row = SourceRow("fr-esr-parcoursup", "2025", "etablissement", "0900001M", None, None, None, "x" * 300, "colonne")
    assert len(row.court) < LONGEST_LABEL + 80
    assert "x" * 300 in " ".join(row.lignes)


def test_a_cfa_is_told_as_its_file_writes_it(catalogue: Catalogue) -> None:
    row = row_of(catalogue, CFA, "part_poursuite_etablissement")
    assert row.millesime == "cumul 2021-2022"
    assert row.population is None
    assert "Population" not in " ".join(row.lignes)


def test_a_population_of_a_lycee_is_told_in_the_words_of_its_file(catalogue: Catalogue) -> None:
    made = catalogue.formations([1])[1]
    eple = figure("part_poursuite_etablissement", LIEUX[0], of=source(1), population="apprentis")
    for ours, theirs in (("apprentis", "dont apprentis"), ("scolaires", "dont élèves en voie pro sco")):
        row = source_row(catalogue, made, replace(eple, population=ours, cle=()))
        assert row is not None
        assert row.population == theirs


def test_the_report_names_what_was_expected(catalogue: Catalogue) -> None:
    comparison = compared(catalogue, CFA)
    text = report(catalogue, comparison, case(comparison, "attendu", 0, ATTENDU), "1.2.3").replace(NBSP, " ")
    assert "Attendu " in text
    assert "Valeur ajoutée " in text
    assert text.count("À 6 mois") == 1


def test_autres_situations_worked_out_of_the_two_other_parts_have_no_count() -> None:
    def told(nom: str, **more: object) -> str:
        made: Figure = replace(figure(nom), valeur=16, effectif=124, numerateur=21, **more)  # type: ignore[arg-type]
        return raw(made).replace(NBSP, " ")

    said = told("part_autres_6m", recalcule=True)
    assert said == "Autres situations : 16 %, recalculé par Côte à Côte : 100 moins les deux autres parts."
    assert "(21 sur 124), comme la source" in told("part_autres_6m", recalcule=False)
    assert "(21 sur 124), recalculé" in told("part_emploi_6m", recalcule=True)
