"""Which pairs can be told apart: homogeneous rows only, calibrated z, B7 between voies (DOMAIN.md §4, §6.2)."""

from __future__ import annotations

import pytest

from desktop.comparison import Colonne, compare
from desktop.selection import Choix, Selection
from desktop.verdict_words import EGAL_PHRASE, VOIE_PHRASE, bandes, groupes, net_phrase, noms, phrase
from desktop.verdicts import Departage
from tests.desktop.inventes import Invente

SCOLAIRE = "scolaire"
APPRENTI = "apprentissage"


def row(
    invente: Invente, *cases: tuple[str, int | None, int | None, int | None], **more: object
) -> tuple[Departage, tuple[Colonne, ...]]:
    """Compare one invented column a case: (voie, value, denominator, numerator)."""
    choices = []
    for i, (voie, value, n, k) in enumerate(cases):
        code = f"9000000000{i}" if voie == SCOLAIRE else f"9000000{i}"
        formation = invente.formation(code, f"CAP Inventé {i}", voie)
        cell = ("sous_seuil", "sortants") if value is None else (value, n, k)
        invente.mesure(formation, "reg:90", "2022_2023", {"taux_emploi_6m": cell}, voie, **more)
        choices.append(Choix("mefstat11" if voie == SCOLAIRE else "cfd", code, "reg:90"))
    comparison = compare(invente.open(), Selection(tuple(choices)))
    ligne = comparison.ligne("taux_emploi_6m")
    assert ligne is not None
    return ligne.departage, comparison.colonnes


def test_golden_cases_g23_to_g25_at_the_calibrated_z(invente: Invente) -> None:
    departage, _ = row(invente, (SCOLAIRE, 61, 187, 114), (SCOLAIRE, 52, 208, 108), (SCOLAIRE, 41, 44, 18))
    assert departage.indistinguables == [(0, 1), (1, 2)]
    assert departage.distinguables == [(0, 2)]


def test_the_same_gap_is_not_clear_at_the_wider_z_of_apprenticeship(invente: Invente) -> None:
    departage, _ = row(invente, (APPRENTI, 61, 187, 114), (APPRENTI, 41, 44, 18))
    assert departage.indistinguables == [(0, 1)]


def test_another_voie_may_be_undecided_but_never_clear(invente: Invente) -> None:
    departage, columns = row(invente, (SCOLAIRE, 20, 500, 100), (APPRENTI, 80, 500, 400), (APPRENTI, 21, 500, 105))
    assert [(v.i, v.j, v.issue, v.motif) for v in departage.verdicts] == [
        (0, 1, "sans", "voie"),
        (0, 2, "egal", None),
        (1, 2, "net", None),
    ]
    assert VOIE_PHRASE in phrase(departage, noms(columns))


@pytest.mark.parametrize(
    ("other", "motif"), [((SCOLAIRE, None, None, None), "valeur"), ((SCOLAIRE, 59, None, None), "effectif")]
)
def test_a_gap_or_an_unknown_count_has_no_verdict(
    invente: Invente, other: tuple[str, int | None, int | None, int | None], motif: str
) -> None:
    departage, _ = row(invente, (SCOLAIRE, 61, 187, 114), other)
    assert [(v.issue, v.motif) for v in departage.verdicts] == [("sans", motif)]


def test_the_same_row_shown_twice_is_not_compared_with_itself(invente: Invente) -> None:
    old = invente.formation("90000000001", "CAP Ancien inventé")
    new = invente.formation("90000000002", "CAP Nouveau inventé")
    cell = {"taux_emploi_6m": (61, 187, 114)}
    invente.mesure(old, "reg:90", "2022_2023", cell)
    invente.mesure(new, "reg:90", "2022_2023", cell, origine="ancienne", formation_origine=old)
    refs = ("mefstat11:90000000001@reg:90", "mefstat11:90000000002@reg:90")
    comparison = compare(invente.open(), Selection(tuple(Choix.parse(r) for r in refs)))
    ligne = comparison.ligne("taux_emploi_6m")
    assert ligne is not None
    assert [v.motif for v in ligne.departage.verdicts] == ["meme_chiffre"]
    assert ligne.cellules[1].precisions == ("CAP Ancien inventé",)


def test_substitutes_of_one_level_are_told_apart_in_a_row_of_their_own(invente: Invente) -> None:
    invente.etablissement("0900001M", "Lycée inventé")
    for i, k in ((1, 20), (2, 160)):
        formation = invente.formation(f"9000000000{i}", f"CAP Inventé {i}")
        invente.mesure(formation, "reg:90", "2022_2023", {"taux_emploi_6m": (k // 2, 200, k)})
    refs = [f"mefstat11:9000000000{i}@0900001M" for i in (1, 2)]
    comparison = compare(invente.open(), Selection(tuple(Choix.parse(r) for r in refs)))
    ligne = comparison.ligne("taux_emploi_6m")
    assert ligne is not None
    assert ligne.departage.sans_verdict == [(0, 1)]
    assert ligne.departage_repli.distinguables == [(0, 1)]


def test_sentences_name_columns_only_when_needed(invente: Invente) -> None:
    departage, columns = row(invente, (SCOLAIRE, 61, 187, 114), (SCOLAIRE, 52, 208, 108))
    assert phrase(departage, noms(columns)) == EGAL_PHRASE
    assert bandes(departage, noms(columns)) == [((0, 1), "on ne peut pas départager CAP Inventé 0 et CAP Inventé 1")]
    assert net_phrase(0.958).startswith("L’écart est net\u00a0: 9\u00a0fois") or "9 fois" in net_phrase(0.958)
    assert "fois" not in net_phrase(None)


def test_groups_are_the_largest_ones() -> None:
    assert groupes([(0, 1), (0, 2), (1, 2), (2, 3)]) == [(0, 1, 2), (2, 3)]
    assert groupes([]) == []


def test_a_substitute_from_an_older_cohort_is_shown_but_not_told_apart(invente: Invente) -> None:
    for i, k in ((1, 20), (2, 160)):
        formation = invente.formation(f"9000000000{i}", f"CAP Inventé {i}")
        older = {"taux_emploi_6m": (k // 2, 200, k), "taux_emploi_24m": (k // 2, 200, k)}
        invente.mesure(formation, "reg:90", "2019_2020", older)
        newer = {"taux_emploi_6m": (k // 2, 200, k), "taux_emploi_24m": ("horizon_non_observe",)}
        invente.mesure(formation, "reg:90", "2022_2023", newer)
    refs = [f"mefstat11:9000000000{i}@reg:90" for i in (1, 2)]
    ligne = compare(invente.open(), Selection(tuple(Choix.parse(r) for r in refs))).ligne("taux_emploi_24m")
    assert ligne is not None
    assert [c.repli.millesime for c in ligne.cellules if c.repli] == ["2019_2020", "2019_2020"]
    assert ligne.departage_repli.sans_verdict == [(0, 1)]
