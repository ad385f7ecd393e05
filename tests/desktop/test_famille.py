"""The pages of the family mode say the figures of the Comparison, out of ten, without a percent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data_bundle.doubt import plage
from data_bundle.indicators import PAR_NOM
from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.facts import Calibration, Cellule, Lieu, Mesure
from desktop.famille import DEVINER_PARTS, PARTS, QUESTION_PARTS, SANS_EMPLOI, _shown, fourchette, pages
from desktop.famille_faits import sur_dix
from desktop.famille_mots import ANCIEN, ANCIENS, _alike, verdicts
from desktop.famille_notes import LIMITES, ORIGINE, ranges
from desktop.famille_page import AUTRES, ETUDES, TRAVAIL, Lot, PageFamille
from desktop.figures import Figure, known
from desktop.selection import parse_selection
from desktop.snapshot import Source, open_snapshot
from desktop.tens import ten
from desktop.typography import NBSP
from desktop.verdict_words import MOTIFS
from desktop.verdicts import SANS
from desktop.wording import PROMESSE, RUPTURE_B1, dizaine
from tests.desktop.inventes import Invente
from tests.desktop.rubriques_inventees import REFS as RUBRIQUES
from tests.desktop.rubriques_inventees import catalogue as rubriques_inventees
from tests.desktop.rubriques_inventees import side_by_side
from tests.ui.compare_help import REFS, snapshot

EXTRAIT = [
    "mefstat11:23220022146@0350807M",
    "cfd:50022146@reg:53",
    "mefstat11:23830033403@0350005R",
    "mefstat11:23830022106@reg:53",
    "cfd:40022106@reg:53",
]
FORBIDDEN = re.compile(r"%|chance|risque|meilleur|échec|recommandé|\bvous\b|\bvos\b|\bvotre\b|!|'", re.IGNORECASE)


def compared(catalogue: Catalogue, refs: list[str] | tuple[str, ...]) -> Comparison:
    return compare(catalogue, parse_selection(list(refs)))


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return snapshot(tmp_path_factory.mktemp("invente"))


@pytest.fixture
def real(extrait: Path) -> Catalogue:
    return Catalogue(open_snapshot(extrait))


def page(found: tuple[PageFamille, ...], cle: str) -> PageFamille:
    return next(page for page in found if page.cle == cle)


@pytest.mark.parametrize("refs", [EXTRAIT, EXTRAIT[:2], EXTRAIT[2:]])
def test_no_page_has_a_percent_a_judgement_or_speaks_to_anybody(real: Catalogue, refs: list[str]) -> None:
    found = pages(compared(real, refs))
    assert len(found) > 3
    for one in found:
        assert FORBIDDEN.findall(one.phrase + one.deviner) == []
        assert re.findall(r"\S [:;?»]|« ", one.phrase) == []


def test_the_figures_are_those_of_the_comparison_counted_by_the_one_algorithm(invented: Catalogue) -> None:
    comparison = compared(invented, REFS)
    told = page(pages(comparison), "parts")
    assert told.question == QUESTION_PARTS
    assert told.deviner == DEVINER_PARTS
    assert [rang.dessin for rang in told.rangs] == [TRAVAIL, ETUDES, AUTRES]
    counted = 0
    for at, column in enumerate(told.colonnes):
        cells = [ligne.cellules[at] for nom in PARTS if (ligne := comparison.ligne(nom))]
        figures = [cell if cell.connue else cell.repli for cell in cells]
        if any(figure is None or figure.valeur is None for figure in figures):
            continue
        parts = tuple(round(figure.valeur) for figure in figures if figure and figure.valeur is not None)
        counts = ten(parts)
        assert counts is not None
        assert tuple(cell.sur_dix for cell in column.cellules) == counts
        assert tuple(cell.constat for cell in column.cellules) == dizaine((counts[0], counts[1], counts[2]), parts)
        counted += 1
    assert counted == 5


def test_columns_keep_the_order_of_the_person(invented: Catalogue) -> None:
    for refs in (REFS, REFS[::-1]):
        comparison = compared(invented, refs)
        for told in pages(comparison):
            assert [c.titre.nom for c in told.colonnes] == [c.formation.libelle for c in comparison.colonnes]


def test_a_substitute_says_what_it_stands_for_and_why(invented: Catalogue) -> None:
    told = page(pages(compared(invented, REFS[:2])), "parts")
    first, second = told.colonnes
    assert first.repli == "À défaut du lycée"
    assert second.repli == ""
    assert told.commun == "Région inventée, promotions 2022 et 2023"
    assert any(note.startswith(f"CAP au lycée{NBSP}: ce chiffre existe peut-être") for note in told.notes)


def test_a_gap_is_a_whole_sentence_with_its_sign(invented: Catalogue) -> None:
    small = page(pages(compared(invented, REFS[1:3])), "parts").colonnes[1]
    assert small.cellules == ()
    assert small.manque == f"Chiffre non communiqué{NBSP}: moins de 20{NBSP}jeunes dans ce groupe."
    assert small.glyphe == "manque-moins-de-20"
    assert small.manque in small.phrase


def test_nobody_and_less_than_one_in_ten_are_not_the_same(invented: Catalogue) -> None:
    told = page(pages(compared(invented, (REFS[1], REFS[3]))), "parts")
    none, few = (column.cellules[0] for column in told.colonnes)
    assert (none.sur_dix, none.precision, none.constat) == (0, "", "Aucun jeune ne travaillait.")
    assert (few.sur_dix, few.precision) == (0, f"moins de 1{NBSP}sur{NBSP}10")
    assert few.constat == f"Moins d’1{NBSP}jeune sur{NBSP}10 travaillait."


def test_without_a_count_there_is_no_range_and_the_page_says_so(invented: Catalogue) -> None:
    told = page(pages(compared(invented, (REFS[3], REFS[5]))), "parts")
    column = told.colonnes[0]
    assert {cell.fourchette for cell in column.cellules} == {""}
    assert f"BTS{NBSP}: effectif non publié, au moins 20 jeunes." in told.notes


def test_what_became_of_everybody_and_of_leavers_are_never_on_one_page(invented: Catalogue) -> None:
    found = pages(compared(invented, REFS[:2]))
    assert found[0].cle == "parts"
    assert [one.cle for one in found if one.cle.startswith("taux_emploi_")][:2] == ["taux_emploi_6m", "taux_emploi_12m"]
    leavers = page(found, "taux_emploi_6m")
    assert leavers.question.startswith("Parmi ceux qui ont arrêté leurs études")
    assert [rang.mot for rang in leavers.rangs] == ["Travaillent", SANS_EMPLOI]
    for column in leavers.colonnes:
        assert sum(cell.sur_dix or 0 for cell in column.cellules) == 10


def test_what_can_not_be_told_apart_is_said_and_only_that(invented: Catalogue) -> None:
    comparison = compared(invented, (REFS[0], REFS[5]))
    told = page(pages(comparison), "taux_emploi_6m")
    assert comparison.ligne("taux_emploi_6m").departage_repli.distinguables == [(0, 1)]  # type: ignore[union-attr]
    assert told.departages == ()
    same = compared(invented, (REFS[4], REFS[5]))
    alike = page(pages(same), "parts").departages
    assert bool(alike) == any(
        (ligne := same.ligne(nom)) is not None and bool(ligne.departage_repli.indistinguables) for nom in PARTS
    )


def test_a_horizon_that_nobody_was_followed_up_to_has_no_page_and_an_older_one_says_its_break(
    invented: Catalogue, real: Catalogue
) -> None:
    none = pages(compared(invented, REFS[1:3]))
    assert "taux_emploi_24m" not in {one.cle for one in none}
    older = page(pages(compared(real, EXTRAIT[:3])), "taux_emploi_24m")
    assert RUPTURE_B1 in older.notes
    assert PROMESSE in older.notes


def test_the_spoken_page_holds_everything_that_is_shown(real: Catalogue) -> None:
    for one in pages(compared(real, EXTRAIT[:3])):
        spoken = one.phrase
        assert spoken.startswith(one.question)
        for column in one.colonnes:
            assert column.titre.nom in spoken
            assert all(text in spoken for text in (*column.textes, *column.reserves, column.manque, column.repli))
            assert all(cell.constat.rstrip(".") in spoken for cell in column.cellules)
            assert all(cell.fourchette in spoken for cell in column.cellules)
        assert all(sentence in spoken for sentence in (*one.departages, *one.notes, one.commun))


def _figure(
    value: float, nom: str = "part_emploi_6m", n: int | None = None, k: int | None = None, z: float = 2.33
) -> Figure:
    """Return a made-up figure, with a tested range where there is a count ``n``."""
    source = Source(*[None] * len(Source.__dataclass_fields__))  # type: ignore[arg-type]
    mesure = Mesure(1, 1, "reg:90", "scolaire", "2022_2023", None, 1, "propre", None, {})
    cell = Cellule("valeur", None, value, n, k, False)
    tested = Calibration(nom, "scolaire", 300, z, 0.91, 0.85, 1.96, 0.95, 0, 0)
    return known(PAR_NOM[nom], cell, mesure, Lieu("reg:90", "region", "90", "Région inventée"), source, tested)


@given(
    st.integers(20, 2000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    st.booleans(),
    st.floats(2.33, 3.3),
)
@example((212, 127), True, 2.33)
def test_a_range_out_of_ten_holds_the_exact_tested_one(count: tuple[int, int], counted: bool, z: float) -> None:
    size, hits = count
    part = round(100 * hits / size)
    low, high = plage(hits if counted else part * size / 100, size, z)
    n = (ten((part, 100 - part)) or (0,))[0]
    figure = _figure(float(part), n=size, k=hits if counted else None, z=z)
    found = re.fullmatch(r"entre (\d+) et (\d+)", fourchette(figure, n))
    assert found is not None
    least, most = int(found[1]), int(found[2])
    assert least / 10 <= low
    assert most / 10 >= high
    assert least <= n <= most
    assert low - least / 10 < 0.1 or n == least  # no wider than whole figures ask for
    assert most / 10 - high < 0.1 or n == most


def test_a_bound_a_little_over_a_whole_figure_is_not_cut_to_it() -> None:
    k, n = next((k, n) for n in range(50, 400) for k in range(n) if 0.7 < plage(k, n, 2.33)[1] < 0.7049)
    assert round(100 * plage(k, n, 2.33)[1]) == 70
    assert fourchette(_figure(round(100 * k / n), n=n, k=k), 6).endswith(" et 8")


@pytest.mark.parametrize(
    ("nom", "value", "sentence"),
    [
        ("taux_rupture_contrats", 31, "3 contrats sur 10 ont été rompus."),
        ("taux_rupture_contrats_etablissement", 12, "1 contrat sur 10 a été rompu."),
        ("taux_reussite", 3, "Moins d’1 candidat sur 10 a réussi."),
        ("taux_reussite", 0, "Aucun candidat n’a réussi."),
        ("taux_acces_parcoursup", 57, "6 candidats classés sur 10 pouvaient être appelés."),
        ("taux_acces_2nde_bac", 66, "7 élèves de 2de sur 10 sont allés ici jusqu’au bac."),
        ("taux_reussite_attendu", 66, "Attendu : 7 sur 10."),
        ("va_reussite", 4, ""),
    ],
)
def test_a_rate_is_said_out_of_ten(nom: str, value: int, sentence: str) -> None:
    assert sur_dix(_figure(value, nom)).replace(NBSP, " ") == sentence


def test_a_pair_of_substitutes_is_told_apart_or_not_by_their_own_verdict(real: Catalogue) -> None:
    comparison = compared(real, EXTRAIT[:3])
    row = comparison.ligne("part_poursuite")
    assert row is not None
    assert row.departage.indistinguables == []
    assert row.departage_repli.indistinguables == [(0, 2)]
    told = page(pages(comparison), "parts")
    [said] = told.departages
    assert said == (
        f"Étudient et autres situations{NBSP}: on ne peut pas départager CAP au lycée et Bac pro{NBSP};"
        " autres situations\u00a0: CAP au lycée et CAP en apprentissage."
    )


def test_what_is_told_in_sentences_has_figures_out_of_ten_and_its_caution(invente: Invente) -> None:
    comparison = side_by_side(rubriques_inventees(invente), *RUBRIQUES)
    found = {one.cle: one for one in pages(comparison)}
    assert {"acces", "reussite", "salaire", "rupture", "superieur", "metiers", "apres"} <= found.keys()
    for one in found.values():
        assert FORBIDDEN.findall(one.phrase.replace("inventé d'ailleurs", "").replace("inventé d’ailleurs", "")) == []
    exam = [column.textes for column in found["reussite"].colonnes]
    assert exam[0][:2] == (
        f"9{NBSP}candidats sur{NBSP}10 ont réussi.",
        f"Attendu{NBSP}: 9 sur{NBSP}10.",
    )
    access = found["acces"]
    assert f"5{NBSP}candidats classés sur{NBSP}10 pouvaient être appelés." in access.colonnes[0].textes
    assert any("ils changent chaque année." in note for note in access.notes)
    broken = found["rupture"].colonnes[3].textes
    assert broken == (
        f"5{NBSP}contrats sur{NBSP}10 ont été rompus dans cet établissement, tous diplômes confondus.",
        f"1{NBSP}apprenti sur{NBSP}10 a interrompu la formation dans ce CFA, au même niveau de diplôme.",
    )
    assert f"5{NBSP}sortants sur{NBSP}10 étaient salariés en France 6{NBSP}mois après." in (
        found["superieur"].colonnes[4].textes
    )
    assert all(not one.deviner for one in found.values() if not one.rangs)


def test_notes_are_said_once_one_idea_a_line_under_short_headings(real: Catalogue, invented: Catalogue) -> None:
    compared_ones = (compared(real, EXTRAIT[:3]), compared(real, EXTRAIT), compared(invented, REFS))
    for one in [one for comparison in compared_ones for one in pages(comparison) if one.rangs]:
        assert [lot.titre for lot in one.lots] == [ORIGINE, LIMITES]
        assert len(set(one.notes)) == len(one.notes) <= 10
        assert one.lots[1].phrases[0] == PROMESSE
        assert all(note.endswith((".", "…")) and note.count(NBSP + ":") <= 1 for note in one.notes)
        assert all("(" not in note and len(note.split(". ")) <= 2 for note in one.notes)


def test_few_sentences_have_no_heading_and_none_no_notes() -> None:
    assert ranges(("A.", PROMESSE, "A.")) == (Lot("", ("A.", PROMESSE)),)
    assert ranges(()) == ()
    assert ranges(("A.", PROMESSE, "B.")) == (Lot(ORIGINE, ("A.", "B.")), Lot(LIMITES, (PROMESSE,)))


def test_cohorts_that_differ_are_apart_from_the_place_that_all_share(real: Catalogue) -> None:
    refs = [EXTRAIT[0], f"{EXTRAIT[1]}#2019_2020", EXTRAIT[2]]
    told = page(pages(compared(real, refs)), "parts")
    assert told.commun == "Bretagne"
    assert {column.quand for column in told.colonnes} == {""}
    assert [column.annees for column in told.colonnes] == ["2022 et 2023", "2019 et 2020", "2022 et 2023"]
    assert all(column.promotion in column.phrase for column in told.colonnes)
    same = page(pages(compared(real, EXTRAIT[:3])), "parts")
    assert (same.commun, same.colonnes[0].annees) == ("Bretagne, promotions 2022 et 2023", "")


def test_several_groups_are_told_in_one_sentence_outcome_by_outcome() -> None:
    names = ("A", "B", "C")
    alike = {(0, 1): ["Travaillent"], (1, 2): ["Travaillent"], (0, 1, 2): ["Étudient", "Autres situations"]}
    [said] = _alike(alike, names, outcomes=True)
    assert said.replace(NBSP, " ") == (
        "Travaillent : on ne peut pas départager A et B, ni B et C ; étudient et autres situations : les 3 formations."
    )
    assert _alike({(0, 1, 2): ["Travaillent"]}, names, outcomes=False) == ("On ne peut pas les départager.",)
    assert _alike({(0, 2): ["Travaillent"]}, names, outcomes=False) == ("On ne peut pas départager A et C.",)
    assert _alike({}, names, outcomes=True) == ()


def _followed_later(invente: Invente) -> list[str]:
    """Write two made-up formations of which only an older cohort was followed 18 months."""
    for i, k in ((1, 114), (2, 130)):
        formation = invente.formation(f"9000000000{i}", f"CAP Inventé {i}")
        rates: dict[str, tuple[object, ...]] = {"taux_emploi_6m": (k // 2, 200, k), "taux_emploi_18m": (k // 2, 200, k)}
        invente.mesure(formation, "reg:90", "2019_2020", rates)
        newer = {"taux_emploi_6m": (k // 2, 200, k), "taux_emploi_18m": ("horizon_non_observe",)}
        invente.mesure(formation, "reg:90", "2022_2023", newer)
    return [f"mefstat11:9000000000{i}@reg:90" for i in (1, 2)]


def test_months_not_followed_yet_name_the_cohort_that_they_are_those_of(invente: Invente) -> None:
    refs = _followed_later(invente)
    told = page(pages(compared(invente.open(), refs)), "taux_emploi_18m")
    assert told.commun == "Région inventée, promotions 2019 et 2020"
    asked = f"Pas encore connu{NBSP}: les jeunes des promotions 2022 et 2023 n’ont pas encore été suivis 18{NBSP}mois."
    assert asked in told.notes
    assert "cette promotion" not in told.phrase


def test_older_figures_side_by_side_say_why_they_are_not_told_apart(invente: Invente) -> None:
    refs = _followed_later(invente)
    catalogue = invente.open()
    assert ANCIENS in page(pages(compared(catalogue, refs)), "taux_emploi_18m").notes
    assert ANCIENS not in page(pages(compared(catalogue, refs)), "taux_emploi_6m").notes
    mixed = [f"{refs[0]}#2019_2020", refs[1]]  # one asked for, the other for want of its months
    assert ANCIENS in page(pages(compared(catalogue, mixed)), "taux_emploi_18m").notes
    apart = [f"{refs[0]}#2019_2020", refs[1]]
    assert MOTIFS["millesime"] in page(pages(compared(catalogue, apart)), "taux_emploi_6m").notes


def test_two_shown_values_have_a_verdict_or_a_reason(real: Catalogue, invented: Catalogue) -> None:
    seen = 0
    for comparison in (compared(invented, REFS), compared(real, EXTRAIT), compared(real, EXTRAIT[:3])):
        for nom in (*PARTS, "taux_emploi_6m", "taux_emploi_18m", "taux_emploi_24m"):
            ligne = comparison.ligne(nom)
            if ligne is None:
                continue
            shown = [_shown([cell])[0] for cell in ligne.cellules]
            for verdict in verdicts(ligne, shown):
                assert verdict.issue != SANS or verdict.motif in {*MOTIFS, ANCIEN}
                assert shown[verdict.i].connue
                assert shown[verdict.j].connue
                seen += 1
    assert seen > 20
