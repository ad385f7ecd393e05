"""Every figure of the comparison that the page prints is there with its doubt and cohort; every gap with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from desktop.cell_words import attendu_observe, compte
from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.figures import Figure
from desktop.sheet.demande import Demande
from desktop.sheet.document import render
from desktop.sheet.layout import spread
from desktop.sheet.subject import HORIZONS, ICI, PARTS, drawn
from desktop.typography import annees, pourcent
from desktop.wording import (
    D2,
    D4,
    EFFECTIF_INCONNU,
    INDEPENDANT,
    PROMESSE,
    RECALCULE,
    RUPTURE_B1,
    manque,
    manque_court,
    plage_courte,
    repli,
    reserves,
)
from tests.desktop.inventes import Invente
from tests.desktop.sheet.cases import CFA, LYCEE, LYCEE_LONG, REAL, full, places, regional, side_by_side
from tests.desktop.sheet.paper import Paper, flat

COMBOURG = Commune("90001", "Combourg inventé", "90000", "90", "90", 48.1, -2.0)
Real = Callable[[str], Comparison]


def read(comparison: Comparison, depuis: Commune | None = None) -> str:
    return Paper(render(comparison, Demande(depuis=depuis))).text


def front(comparison: Comparison) -> str:
    """The words of the page of figures."""
    return Paper(render(comparison)).texts[0]


def printed(comparison: Comparison) -> list[tuple[Figure, Figure | None]]:
    """The cells of the rows drawn about formations, each with the figure shown for it."""
    every = range(len(comparison.colonnes))
    rows = [ligne for ligne in drawn(comparison, every) if not ligne.indicateur.nom.endswith(ICI)]
    assert [ligne.indicateur.nom for ligne in rows][:3] == list(PARTS)
    return [(cell, cell if cell.connue else cell.repli) for ligne in rows for cell in ligne.cellules]


def said(text: str, words: str) -> bool:
    """Tell whether the page says so, also as the end of a sentence that names what is missing."""
    return flat(words).lower() in text.lower()


@pytest.mark.parametrize("name", REAL)
def test_every_value_is_printed_with_its_range_its_count_and_its_cohort(real: Real, name: str) -> None:
    comparison = real(name)
    text = read(comparison)
    figures = [shown for _, shown in printed(comparison) if shown is not None]
    assert figures or name == "rien"
    for figure in figures:
        assert flat(pourcent(figure.valeur or 0)) in text
        assert annees(figure.millesime or "") in text
        if short := plage_courte(figure):
            assert flat(short).removeprefix("de ") in text
        assert flat(compte(figure).split(", ")[0]) in text
        for sentence in reserves(figure):
            assert said(text, sentence)


@pytest.mark.parametrize("name", REAL)
def test_every_gap_says_its_reason_and_every_substitute_its_level(real: Real, name: str) -> None:
    comparison = real(name)
    text = read(comparison)
    for cell, shown in printed(comparison):
        if cell.connue:
            continue
        assert said(text, manque(cell)) or (cell.statut == "horizon_non_observe" and said(text, manque_court(cell))), (
            manque(cell)
        )
        if shown is not None:
            asked = next(c.lieu_chiffres for c in comparison.colonnes if c.lieu_chiffres == cell.lieu)
            assert flat(repli(shown, asked)) in text


@pytest.mark.parametrize("name", REAL)
def test_every_page_of_figures_says_who_made_it_on_which_data_and_that_it_promises_nothing(
    real: Real, name: str
) -> None:
    comparison = real(name)
    fronts = len(spread(len(comparison.colonnes)))
    for page in Paper(render(comparison)).texts[:fronts]:
        for words in (INDEPENDANT, PROMESSE, comparison.instantane.id, "Source : DEPP", "Côte à Côte"):
            assert flat(words) in page


def test_the_first_name_is_for_the_hand(real: Real) -> None:
    text = read(real("trois lieux"))
    assert "Prénom : Date du rendez-vous : " in text


def test_a_rate_of_leavers_has_its_two_reserves_and_horizons_to_come_are_named_once(real: Real) -> None:
    text = read(real("trois régions"))
    assert flat(D4) in text
    assert flat(D2) in text
    assert text.count("À 18 et 24 mois : pas encore connus.") == 1


def test_zero_is_a_value(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    cells = full(works=0, studies=70, rate=0)
    invente.mesure(formation, "reg:90", "2022_2023", cells)
    text = front(side_by_side(invente.open(), ["mefstat11:90000000001@reg:90"]))
    assert text.count(" 0 %") == 2
    assert "Aucun jeune en emploi salarié à cette date." in text


def test_a_class_too_small_for_a_silhouette_is_said(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    invente.mesure(formation, "reg:90", "2022_2023", full(works=3, studies=70))
    text = read(side_by_side(invente.open(), ["mefstat11:90000000001@reg:90"]))
    assert "Moins d’1 jeune sur 10 travaillait." in text


def test_without_a_count_there_is_no_range_and_the_cell_says_so(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    cells = {nom: (cell[0], None, None) if len(cell) == 3 else cell for nom, cell in full().items()}
    invente.mesure(formation, "reg:90", "2022_2023", cells)
    text = read(side_by_side(invente.open(), ["mefstat11:90000000001@reg:90"]))
    assert EFFECTIF_INCONNU[:-1] in text
    assert re.search(r"\d+ à \d+ %", text) is None
    assert "fourchettes" not in text


def test_figures_of_an_older_diploma_say_so_in_the_cell(invente: Invente) -> None:
    old = invente.formation("90000000001", "CAP Inventé ancien")
    new = invente.formation("90000000002", "CAP Inventé nouveau")
    invente.mesure(new, "reg:90", "2022_2023", full(), origine="ancienne", formation_origine=old)
    text = read(side_by_side(invente.open(), ["mefstat11:90000000002@reg:90"]))
    assert "Chiffres de l’ancienne version du diplôme : CAP Inventé ancien." in text


def test_figures_before_2022_say_that_public_jobs_were_not_counted(real: Real) -> None:
    assert RUPTURE_B1 in read(real("promotions"))
    assert RUPTURE_B1 not in front(real("trois régions"))


def test_recalculated_figures_carry_a_mark_explained_once(real: Real) -> None:
    text = front(real("une"))
    assert text.count(RECALCULE) == 1
    assert f"* {RECALCULE}" in text
    assert " %*" in text


def test_a_common_year_lists_its_specialities(real: Real) -> None:
    comparison = real("2de commune")
    text = read(comparison)
    assert "Cela dépend de la spécialité choisie ensuite : voir les 9 spécialités." in text
    listed = [f for f in comparison.colonnes[0].debouches if f"– {f.libelle}" in text]
    assert listed
    assert len(listed) == 9 or f"et {9 - len(listed)} autres" in text


def test_the_whole_place_stands_apart_with_expected_and_observed(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    invente.mesure(formation, "reg:90", "2022_2023", full())
    places(invente)
    comparison = side_by_side(invente.open(), [f"mefstat11:90000000001@{LYCEE}", "mefstat11:90000000001@reg:90"])
    text = read(comparison)
    pair = [comparison.ligne(f"taux_emploi_6m{tail}{ICI}") for tail in ("_attendu", "")]
    assert attendu_observe(*(ligne.cellules[0] for ligne in pair if ligne)).replace("\xa0", " ") in text
    for words in ("Dans cet établissement.", "26 %", "64 %", "10 %", "tous diplômes confondus", EFFECTIF_INCONNU):
        assert flat(words) in text


def test_a_card_says_place_distance_and_a_dated_offer(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé", diplome="CAP")
    invente.mesure(formation, "reg:90", "2022_2023", full())
    places(invente)
    invente.offre(formation, 1)
    catalogue = invente.open()
    refs = [f"mefstat11:90000000001@{LYCEE}"]
    text = read(side_by_side(catalogue, refs), COMBOURG)
    for words in (
        "Depuis Combourg inventé (90). Les distances sont à vol d’oiseau.",
        "Au lycée, 2 ans", "Lycée inventé", "Ville-Inventée-sur-Mer, 11 km, public, internat",
        "Présente à la rentrée 2020, à vérifier.", "Après la 3e, vœu Affelnet",
    ):  # fmt: skip
        assert words in text
    assert " km" not in read(side_by_side(catalogue, refs))


def test_a_closed_formation_has_its_badge_and_its_successor(invente: Invente) -> None:
    old = invente.formation("90000000001", "CAP Inventé ancien", fermeture="2025-08-31")
    new = invente.formation("90000000002", "CAP Inventé nouveau")
    invente.lien("continuum", old, new)
    text = read(side_by_side(invente.open(), ["mefstat11:90000000001@reg:90"]))
    assert "Formation fermée depuis août 2025." in text
    assert "CAP Inventé nouveau." in text


def test_apprenticeship_is_named_after_its_centre(invente: Invente) -> None:
    formation = invente.formation("90000001", "CAP Inventé", "apprentissage")
    invente.mesure(formation, "reg:90", "2022_2023", full(), "apprentissage")
    places(invente)
    text = read(side_by_side(invente.open(), [f"cfd:90000001@{CFA}"]))
    for words in ("En apprentissage, 2 ans", "À défaut du CFA : Région inventée", "puis s’inscrire au CFA"):
        assert words in text


def test_a_long_school_name_keeps_its_words(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    invente.mesure(formation, "reg:90", "2022_2023", full())
    places(invente)
    text = read(side_by_side(invente.open(), [f"mefstat11:90000000001@{LYCEE_LONG}"]))
    assert "Lycée polyvalent privé inventé Estran-Fénelon" in text


def test_no_row_of_a_later_month_is_drawn_for_an_older_cohort_alone(real: Real) -> None:
    comparison = real("trois régions")
    months = [x.indicateur.horizon for x in drawn(comparison, range(3)) if x.indicateur.nom.startswith("taux_emploi_")]
    assert set(months) == set(HORIZONS[:2])
    assert "2019" not in front(comparison).partition("Source : ")[0]
    assert "264 sortants, 2019 et 2020" in read(comparison)


def test_the_words_of_a_ranking_are_nowhere(invente: Invente) -> None:
    refs = regional(invente, 3)
    text = read(side_by_side(invente.open(), refs)).lower()
    for word in ("meilleur", "classement", "score", "chance", "risque", "échec", "rang "):
        assert word not in text
