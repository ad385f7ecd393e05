"""Why a figure is what it is: gaps, doubt, source line, low reasons; and what a report of a figure holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from data_bundle.indicators import ETABLISSEMENT
from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.doubt_words import DEFAULT, NEITHER, doubt
from desktop.explain import LINE, MISSING, WHENCE, WHY, Case, Section, explain, subject
from desktop.facts import Etablissement, Formation, Lieu
from desktop.low_reasons import TITRE as LOW
from desktop.low_reasons import low_reasons
from desktop.meetings import shown
from desktop.report_figure import LAST, LONGEST, report, where_to_send
from desktop.rubrique_facts import phrases
from desktop.rubriques import rubriques
from desktop.selection import Choix, Selection
from desktop.snapshot import open_snapshot
from desktop.source_row import source_row
from desktop.typography import NBSP
from tests.desktop.inventes import Invente
from tests.desktop.test_breaks import figure

PARTS = ("part_emploi_6m", "part_poursuite", "part_autres_6m")
REAL = ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R")
"""CAP Cuisine at a lycée, the same by apprenticeship, a bac pro: Bretagne, in the embedded extract."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(open_snapshot(Path(__file__).parents[2] / "data_bundle" / "extrait.sqlite"))


@pytest.fixture(scope="module")
def comparison(catalogue: Catalogue) -> Comparison:
    return compare(catalogue, Selection(tuple(map(Choix.parse, REAL))))


def case(comparison: Comparison, rangee: str, colonne: int, names: Sequence[str]) -> Case:
    lignes = tuple(ligne for nom in names if (ligne := comparison.ligne(nom)) is not None)
    return Case(rangee, colonne, lignes)


def told(found: Sequence[Section]) -> dict[str, str]:
    return {section.title: " ".join(section.lines) for section in found}


def every_case(comparison: Comparison) -> list[Case]:
    rows = {
        "parts": PARTS,
        "sortants": [f"taux_emploi_{h}m" for h in (6, 12, 18, 24)],
        "etablissement": [nom + ETABLISSEMENT for nom in PARTS],
    }
    columns = range(len(comparison.colonnes))
    found = [case(comparison, row, i, names) for row, names in rows.items() for i in columns]
    for rubrique in rubriques(comparison):
        for i, cell in enumerate(rubrique.cellules):
            names = dict.fromkeys(f.indicateur.nom for fait in cell for f in fait.figures)
            one = case(comparison, rubrique.cle, i, tuple(names))
            found.append(replace(one, faits=phrases(cell, tous=True), rubrique=rubrique))
    return [*found, *(Case(row, i, (), ("Fait inventé.",)) for row in ("tete", "entree", "lieu") for i in columns)]


def test_every_cell_says_something_and_says_it_in_whole_sentences(catalogue: Catalogue, comparison: Comparison) -> None:
    cases = every_case(comparison)
    assert len(cases) > 20
    for one in cases:
        found = explain(catalogue, comparison, one)
        assert found, one.rangee
        assert len({section.title for section in found}) == len(found), one.rangee
        for section in found:
            assert all(line.strip() for line in section.lines)
        values = [f for ligne in one.lignes if (f := shown(ligne.cellules[one.colonne])) is not None]
        assert (LINE in told(found)) == bool(values), one.rangee
        assert one.titre == (WHY if one.lignes else WHENCE)


def test_a_substitute_says_why_and_where_its_line_is(catalogue: Catalogue, comparison: Comparison) -> None:
    said = told(explain(catalogue, comparison, case(comparison, "parts", 0, PARTS)))
    assert "pas dans les données chargées" in said[MISSING]
    assert "Région · Bretagne est montré à défaut" in said[MISSING]
    line = said[LINE]
    for bit in ("inserjeunes-regions", "2022_2023", "région 53", "MEFSTAT11 23220022139", "scolaire"):
        assert bit in line  # the code is that of the older diploma, whose line was read
    assert "Licence" in said["Source"]
    assert f"128 sur{NBSP}199".replace(NBSP, " ") in said["Valeur lue"].replace(NBSP, " ")
    assert "recalculé par Côte à Côte" in said["Valeur lue"]


def test_the_panel_speaks_of_the_place_that_its_row_asks_for(comparison: Comparison, catalogue: Catalogue) -> None:
    one = case(comparison, "parts", 0, PARTS)
    assert subject(comparison, one).endswith("Lycée professionnel Notre-Dame")
    wide = compare(catalogue, Selection(tuple(map(Choix.parse, REAL))), None, {"parts": "region"})
    assert subject(wide, one).endswith("· Bretagne")


def test_a_suppressed_figure_says_that_its_reason_is_deduced(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    invente.mesure(formation, "reg:90", "2022_2023", {"part_emploi_6m": ("sous_seuil",)})
    catalogue = invente.open()
    one = compare(catalogue, Selection((Choix.parse("mefstat11:90000000001@reg:90"),)))
    said = told(explain(catalogue, one, case(one, "parts", 0, ["part_emploi_6m"])))
    assert "déduite des règles de la source" in said[MISSING]
    assert LINE not in said
    assert LOW not in said


def test_a_count_under_the_threshold_is_never_told(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    invente.mesure(formation, "reg:90", "2022_2023", {"part_emploi_6m": (6, 100, 6)})
    catalogue = invente.open()
    one = compare(catalogue, Selection((Choix.parse("mefstat11:90000000001@reg:90"),)))
    said = told(explain(catalogue, one, case(one, "parts", 0, ["part_emploi_6m"])))
    assert "sur 100" not in said["Valeur lue"]


def test_the_measured_share_is_rounded_down_and_a_default_is_said_so() -> None:
    tested = figure()
    assert tested.calibration is not None
    measured = replace(tested, calibration=replace(tested.calibration, part_plage_brute=0.899))
    assert "8 fois sur" in doubt([measured])[0].replace(NBSP, " ")
    assert doubt([measured])[-1] == NEITHER
    for calibration in (replace(tested.calibration, par_defaut=1, part_plage_brute=0.95), None):
        assert doubt([replace(tested, calibration=calibration)])[0] == DEFAULT
    assert "Effectif non publié" in doubt([replace(tested, plage=None, effectif=None)])[0]


def test_shares_of_several_indicators_are_named_when_they_differ() -> None:
    tested = figure()
    assert tested.calibration is not None
    other = replace(figure("taux_emploi_12m"), calibration=replace(tested.calibration, part_plage_brute=0.95))
    said = doubt([tested, other])
    assert [line.split(NBSP)[0] for line in said[:2]] == ["À 6", "À 12"]


def formation(invente: Invente, **more: object) -> Formation:
    invente.formation("90000000001", "CAP Inventé", **more)  # type: ignore[arg-type]
    return invente.open().formation("mefstat11", "90000000001")


@pytest.mark.parametrize(
    ("nsf", "millesime", "said"),
    [
        ("330", "2019_2020", "les emplois publics"),
        ("331", "2022_2023", "payée par un particulier"),
        ("336", "2022_2023", "à son compte"),
        ("212", "2022_2023", "Agriculture"),
        ("334", "2022_2023", "saison"),
        ("344", "2022_2023", "concours"),
        ("311", "2022_2023", "permis"),
    ],
)
def test_a_trade_is_named_where_its_speciality_says_it(invente: Invente, nsf: str, millesime: str, said: str) -> None:
    assert said in " ".join(low_reasons(formation(invente, nsf=nsf), [figure(millesime=millesime)]))


def test_an_unknown_trade_has_only_general_reasons(invente: Invente) -> None:
    said = " ".join(low_reasons(formation(invente, nsf=None), [figure()]))
    assert "peu d’employeurs" in said
    assert not re.search("Agriculture|Santé|saison|permis|concours", said)


def test_a_border_is_said_of_a_place_only(invente: Invente) -> None:
    made = formation(invente)
    names: dict[str, object] = dict.fromkeys(Etablissement.__dataclass_fields__)
    place = Etablissement(**{**names, "id": 1, "uai": "0670001A", "nom": "X", "nature": "lycee", "departement": "67"})  # type: ignore[arg-type]
    there = Lieu("0670001A", "etablissement", "0670001A", "X", "44", None, place)
    assert "Département frontalier" in " ".join(low_reasons(made, [figure(lieu=there)]))
    assert "Département frontalier" not in " ".join(low_reasons(made, [figure()]))


def test_many_who_go_on_studying_leave_few_to_work(invente: Invente) -> None:
    said = low_reasons(formation(invente), [figure("part_emploi_6m"), figure("part_poursuite", valeur=64)])
    assert said[0].startswith(f"Dans ce groupe, 64{NBSP}% continuaient leurs études")
    assert not re.search("cherchaient|l’usage|nouvel employeur|connaît moins", " ".join(said))


def test_studies_explain_no_rate_of_those_who_stopped_them_and_have_no_reason_of_their_own(invente: Invente) -> None:
    made = formation(invente)
    assert "continuaient" not in " ".join(low_reasons(made, [figure()]))
    assert low_reasons(made, [figure("part_poursuite", valeur=4)]) == ()


@pytest.mark.parametrize(
    ("nom", "millesime", "said"),
    [
        ("taux_emploi_6m", "2019_2020", True),
        ("part_emploi_6m", "2021_2022", True),
        ("part_autres_6m", "2019_2020", True),
        ("part_poursuite", "2019_2020", False),
        ("taux_emploi_6m", "2022_2023", False),
    ],
)
def test_what_was_not_counted_before_2022_is_said_of_every_such_figure(
    invente: Invente, nom: str, millesime: str, said: bool
) -> None:
    made = invente.formation("90000000001", "CAP Inventé", nsf="221")
    invente.mesure(made, "reg:90", millesime, {nom: (50, 100, 50)})
    catalogue = invente.open()
    one = compare(catalogue, Selection((Choix.parse("mefstat11:90000000001@reg:90"),)))
    sections = told(explain(catalogue, one, case(one, "parts", 0, [nom])))
    before = "Avant 2022, les emplois publics n’étaient pas comptés. Le service civique non plus."
    assert (before in sections["Quelle promotion"]) == said
    assert (before in sections.get(LOW, "")) == (said and "emploi" in nom)


def test_a_gap_says_nothing_of_who_would_be_counted(invente: Invente) -> None:
    made = invente.formation("90000000001", "BTS Inventé")
    invente.mesure(made, "reg:90", "2022_2023", {"part_emploi_6m": ("sous_seuil",)})
    catalogue = invente.open()
    one = compare(catalogue, Selection((Choix.parse("mefstat11:90000000001@reg:90"),)))
    for names in (["part_emploi_6m"], ["taux_rupture_contrats"]):
        sections = told(explain(catalogue, one, case(one, "parts", 0, names)))
        assert "Qui est compté, qui ne l’est pas" not in sections
        assert "Ce que cela veut dire" not in sections


def test_what_the_range_was_tested_on_are_groups() -> None:
    assert "groupes, chacun une formation dans une région" in doubt([figure()])[0]


def test_a_figure_of_another_kind_has_no_low_reason(invente: Invente) -> None:
    assert low_reasons(formation(invente), [figure("capacite")]) == ()


def test_a_report_is_short_and_says_where_to_find_the_line(catalogue: Catalogue, comparison: Comparison) -> None:
    for one in every_case(comparison):
        text = report(catalogue, comparison, one, "1.2.3")
        assert len(text) <= LONGEST, one.rangee
        assert text.endswith(LAST)
        assert comparison.colonnes[one.colonne].choix.ref in text
        assert comparison.instantane.id in text
        assert "1.2.3" in text
    text = report(catalogue, comparison, case(comparison, "parts", 1, PARTS), "1.2.3")
    assert f"Travaillent 37{NBSP}%" in text
    assert "inserjeunes-regions, 2022_2023, région 53, CFD 50022139, apprentissage" in text
    assert f"Statut{NBSP}: valeur" in text


def test_a_report_says_who_may_be_told_and_that_nothing_was_sent(comparison: Comparison) -> None:
    said = where_to_send(comparison, case(comparison, "parts", 1, PARTS))
    assert "inserjeunes.education.gouv.fr" in said
    assert "Rien n’a été envoyé" in said


def test_a_report_never_says_how_far_one_starts_from(catalogue: Catalogue, comparison: Comparison) -> None:
    for row in ("tete", "lieu"):
        text = report(catalogue, comparison, Case(row, 0, (), (f"Saint-Méen-le-Grand · 40{NBSP}km, 50 minutes",)), "1")
        assert "Saint-Méen-le-Grand" in text
        assert "40" not in text.replace(comparison.colonnes[0].choix.ref, "")
        assert "minutes" not in text


def test_a_very_long_cell_is_cut_but_for_what_finds_it(catalogue: Catalogue, comparison: Comparison) -> None:
    text = report(catalogue, comparison, Case("metiers", 0, (), ("Métier inventé. " * 100,)), "1")
    assert len(text) <= LONGEST
    assert comparison.colonnes[0].choix.ref in text
    assert text.endswith(LAST)


def test_a_gap_that_nobody_published_has_no_line(catalogue: Catalogue, comparison: Comparison) -> None:
    ligne = comparison.ligne("part_emploi_6m")
    assert ligne is not None
    assert source_row(catalogue, comparison.colonnes[0].formation, ligne.cellules[0]) is None
