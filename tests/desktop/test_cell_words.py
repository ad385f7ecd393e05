"""Short words around figures: row words, counts, what is dated, what closed, how old the figures are."""

from __future__ import annotations

import pytest

from data_bundle.indicators import PAR_NOM
from desktop.cell_words import (
    attendu_observe,
    compte,
    fraicheur,
    mot,
    mots,
    offre,
    parle_cellule,
    promotion,
    recalcul,
    successeurs,
)
from desktop.comparison import Comparison, compare
from desktop.facts import Offre
from desktop.presence import fermeture, version, vue
from desktop.selection import Choix, Selection
from desktop.typography import NBSP
from tests.desktop.inventes import Invente

HERE = "0900001"
HERE += "ABCDEFGHJKLMNPRSTUVWXYZ"[int(HERE) % 23]


@pytest.fixture
def comparison(invente: Invente) -> Comparison:
    """An invented formation in its lycée, closed since, and its successor in the region."""
    old = invente.formation("90000000001", "CAP Inventé ancien", fermeture="2024-08-31")
    new = invente.formation("90000000002", "CAP Inventé nouveau")
    place = invente.etablissement(HERE, "Lycée inventé")
    invente.lien("continuum", old, new)
    invente.offre(old, place)
    parts = {"part_emploi_6m": (30, 200, 60), "part_poursuite": (50, 200, 100), "part_autres_6m": (20, 200, 40)}
    invente.mesure(new, "reg:90", "2022_2023", parts)
    whole = {"taux_emploi_6m_etablissement": (81, None, None), "taux_emploi_6m_attendu_etablissement": (73, None, None)}
    invente.mesure(None, HERE, "2021_2022", whole, population="ensemble")
    choix = (f"mefstat11:90000000001@{HERE}", "mefstat11:90000000002@reg:90#2022_2023")
    return compare(invente.open(), Selection(tuple(Choix.parse(text) for text in choix)))


def test_row_words_are_short_and_horizons_are_gathered() -> None:
    assert mot(PAR_NOM["part_poursuite"]) == mot(PAR_NOM["part_poursuite_etablissement"]) == "Étudient"
    assert mot(PAR_NOM["taux_emploi_6m"]) == f"À 6{NBSP}mois"
    assert mots([PAR_NOM["taux_emploi_18m"], PAR_NOM["taux_emploi_24m"]]) == f"À 18 et 24{NBSP}mois"
    assert mots([PAR_NOM["part_emploi_6m"], PAR_NOM["part_autres_6m"]]) == "Travaillent et Autres situations"
    said = recalcul([PAR_NOM["part_emploi_6m"]])
    assert said == f"Travaillent{NBSP}: chiffre recalculé par Côte à Côte."


def test_a_count_is_said_with_its_cohort_and_population(comparison: Comparison) -> None:
    known = comparison.ligne("part_poursuite")
    whole = comparison.ligne("taux_emploi_6m_etablissement")
    assert known is not None
    assert whole is not None
    assert compte(known.cellules[1]) == f"200{NBSP}élèves, 2022 et 2023"
    assert compte(whole.cellules[0]) == "2021 et 2022, élèves et apprentis"


def test_the_valeur_ajoutee_is_a_pair(comparison: Comparison) -> None:
    attendu = comparison.ligne("taux_emploi_6m_attendu_etablissement")
    observe = comparison.ligne("taux_emploi_6m_etablissement")
    assert attendu is not None
    assert observe is not None
    said = attendu_observe(attendu.cellules[0], observe.cellules[0])
    assert said == f"Attendu 73{NBSP}%, observé 81{NBSP}%."


def test_an_offer_is_dated_and_a_closed_formation_says_what_took_over(comparison: Comparison) -> None:
    old, new = comparison.colonnes
    assert offre(old) == "Présente à la rentrée 2020, à vérifier."
    assert offre(new) is None
    assert fermeture(old.formation, "2026-01-02") == f"Formation fermée depuis août{NBSP}2024"
    assert fermeture(old.formation, "2024-01-02") == f"Fermeture prévue en août{NBSP}2024"
    assert fermeture(new.formation, "2026-01-02") is None
    assert successeurs(old) == f"Nouvelle version{NBSP}: CAP Inventé nouveau"
    assert promotion(old) is None
    assert promotion(new) == "promotions 2022 et 2023"


def test_the_age_of_the_figures_is_never_made_up(comparison: Comparison) -> None:
    assert fraicheur(comparison) == f"Données arrêtées en janvier{NBSP}2026, sortants 2022 et 2023"


def test_a_cell_of_several_figures_says_its_place_once(comparison: Comparison) -> None:
    names = ("part_emploi_6m", "part_poursuite", "part_autres_6m")
    figures = [ligne.cellules[1] for nom in names if (ligne := comparison.ligne(nom))]
    said = parle_cellule(comparison.colonnes[1].formation, figures)
    assert said.count("Région inventée") == 1
    assert said.count(f"{NBSP}%") == 6  # three values and the end of three ranges


def test_two_versions_of_one_name_are_told_apart_by_a_year_or_a_code(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé", fermeture="2025-08-31", ouverture="2016-09-01")
    invente.formation("90000000002", "CAP Inventé", ouverture="2025-09-01")
    invente.formation("90000000003", "CAP Inventé")
    invente.formation("90000000004", "CAP Inventé autre")
    catalogue = invente.open()
    old, new, bare, other = (catalogue.formation("mefstat11", f"9000000000{i}") for i in (1, 2, 3, 4))
    assert version(old, new) == "arrêt en 2025"
    assert version(new, old) == "début en 2025"
    assert version(bare, new) == "code 90000000003"
    assert version(other, new) == "CAP Inventé autre"
    seen = Offre(2020, old)
    assert vue(seen, nommer=True, formation=new).endswith("sous l’ancien diplôme, qui s’arrête en 2025, à vérifier")
    assert f"«{NBSP}CAP Inventé{NBSP}»" in vue(seen, nommer=True, formation=other)
