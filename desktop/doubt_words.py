"""How far the doubt of figures was tested on past cohorts, in the words of the panel (DOMAIN.md §6.3, §6.6)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.figures import Figure
from desktop.row_words import headings
from desktop.typography import NBSP, nombre
from desktop.wording import EFFECTIF_INCONNU, SANS_FOURCHETTE, sur_dix

NEITHER = f"Ce n’est ni une promesse ni une erreur de mesure{NBSP}: tous les jeunes ont été comptés."
DEFAULT = "Fourchette prudente, par défaut\u00a0: trop peu de promotions pour la vérifier sur le passé."


def doubt(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return the share of past promotions that stayed in the range, rounded down, or why there is no range.

    A share that was not measured is never said; the indicators are named where they differ.
    """
    young = [f for f in figures if f.connue and f.indicateur.denominateur in ("derniere_annee", "sortants")]
    by_sentence: dict[str, list[Figure]] = {}
    for figure in young:
        by_sentence.setdefault(_range(figure), []).append(figure)
    said = [
        sentence if len(by_sentence) == 1 else f"{headings([f.indicateur for f in of])}{NBSP}: {_lower(sentence)}"
        for sentence, of in by_sentence.items()
    ]
    return (*said, NEITHER) if any(f.plage for f in young) else tuple(said)


def _range(figure: Figure) -> str:
    if figure.plage is None:
        return SANS_FOURCHETTE if figure.effectif else EFFECTIF_INCONNU
    calibration = figure.calibration
    share = sur_dix(calibration.part_plage_brute) if calibration and not calibration.par_defaut else None
    if calibration is None or share is None:
        return DEFAULT
    tested = (
        f"essayé sur {nombre(calibration.n)}{NBSP}groupes, chacun une formation dans une région, deux ans plus tard"
    )
    both = ", les deux voies réunies" if calibration.regroupee else ""
    return (
        f"La fourchette vient du passé{NBSP}: {share} fois sur{NBSP}10, la promotion d’après y est restée "
        f"({tested}{both})."
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
