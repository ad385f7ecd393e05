"""A comparison in at most 500 characters, to paste in i-milo or in an e-mail (DOMAIN.md §8.7). Nothing is kept.

A line a figure, the formations by their numbers: each gets the same figures and the same room. What does not fit goes
in a fixed order (`_plans`); a figure goes whole, its range, level and cohort with it, never one of these alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.attribution import mise_a_jour
from desktop.comparison import Comparison, Ligne
from desktop.export.imilo_cells import cell_text, gap_texts, usual_of
from desktop.export.imilo_names import CUT, PLACED, SHORTEST, WHOLE, Names
from desktop.export.plain import clean
from desktop.meetings import shown
from desktop.snapshot import Source
from desktop.typography import NBSP
from desktop.update.trial import ON_PAPER, is_trial

LONGEST = 500
MAIN = (
    ("part_emploi_6m", "Travaillaient à 6\u00a0mois"),
    ("part_poursuite", "Étudiaient"),
    ("taux_emploi_6m", "Sortants en emploi à 6\u00a0mois"),
)
ELSE = (
    ("sup_taux_emploi_salarie_fr_12m", "Salariés en France à 12\u00a0mois, après le supérieur"),
    ("part_emploi_6m_etablissement", "Travaillaient à 6\u00a0mois, tout l’établissement"),
    ("part_poursuite_etablissement", "Étudiaient, tout l’établissement"),
    ("capacite", "Places"),
    ("voeux", "Candidatures"),
)
"""Told where no column has any of MAIN: another source, another population, never beside them."""
ALONE = ("part_poursuite_ou_emploi_6m", "Étudiaient ou travaillaient à 6\u00a0mois")
"""Told where there is room for one figure only: those who work, without those who study, would be half of the story."""
MOST = 3
HEAD = "Côte à Côte, outil indépendant."
RANGE = "Entre parenthèses, la fourchette."
NONE = f"Devenir des anciens élèves{NBSP}: pas de chiffre ici."
NO_ROOM = f"Chiffres{NBSP}: voir la fiche."
GAPS_ELSEWHERE = f"Écarts{NBSP}: voir la fiche."


SAID, ELSEWHERE, UNSAID = range(3)
"""What becomes of the gaps between figures: said, left to the sheet, or left out."""
Row = tuple[str, Ligne]
"""A row with its words."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a try tells: how many figures, gaps how, the source with its licence and date or not, names how long."""

    figures: int
    gaps: int
    whole: bool
    names: int


def text(comparison: Comparison) -> str:
    """Return the summary: at most LONGEST characters, the fullest that fits."""
    rows, alone, names = _rows(comparison), _alone(comparison), Names(comparison.colonnes)
    head = ON_PAPER if is_trial(comparison.instantane.path) else HEAD
    for plan in _plans(len(rows)):
        told = _text(head, rows, alone, names, len(comparison.colonnes), plan)
        if len(told) <= LONGEST:
            return told
    raise AssertionError  # six names of the shortest length fit


def _plans(rows: int) -> Iterator[Plan]:
    """Yield the tries: licence and date go first, then places, ends of names, figures one by one, gaps, all figures."""
    yield Plan(rows, gaps=SAID, whole=True, names=PLACED)
    for count in range(rows, 0, -1):
        for names in (PLACED, WHOLE, CUT, CUT + 1):
            yield Plan(count, gaps=SAID, whole=False, names=names)
    one = min(1, rows)
    tries = ((one, ELSEWHERE, PLACED, CUT + 3), (one, UNSAID, CUT + 1, SHORTEST), (0, UNSAID, PLACED, SHORTEST))
    for figures, gaps, longest, shortest in tries:
        for names in range(longest, shortest + 1):
            yield Plan(figures, gaps, whole=False, names=names)


def _rows(comparison: Comparison) -> list[Row]:
    """Return the rows told, in their order."""
    kept = [row for nom, words in MAIN if (row := _row(comparison, nom, words))]
    return kept or [row for nom, words in ELSE if (row := _row(comparison, nom, words))][:MOST]


def _row(comparison: Comparison, nom: str, words: str) -> Row | None:
    """Return a row with its words, None when no column has anything to show there."""
    ligne = comparison.ligne(nom)
    return (words, ligne) if ligne is not None and any(shown(cell) for cell in ligne.cellules) else None


def _alone(comparison: Comparison) -> Row | None:
    """Return the row told alone, None where it would say less than the first of the others."""
    row, first = _row(comparison, *ALONE), _row(comparison, *MAIN[0])
    if row is None or first is None:
        return None
    told, could = (sum(shown(cell) is not None for cell in ligne.cellules) for _, ligne in (row, first))
    return row if told >= could else None


def _text(head: str, rows: Sequence[Row], alone: Row | None, names: Names, count: int, plan: Plan) -> str:
    told = rows[: plan.figures] if plan.figures > 1 or not alone else [alone][: plan.figures]
    figures = [f for _, ligne in told for cell in ligne.cellules if (f := shown(cell)) is not None]
    lines = [head, *(f"{number + 1}) {names.at(number, plan.names)}" for number in range(count))]
    usual = usual_of(figures)
    if not told:
        lines.append(NO_ROOM if rows else NONE)
    if common := ", ".join(filter(None, (usual.lieu, usual.quand))):
        lines.append(f"{common}." if usual.tous else f"Sauf mention{NBSP}: {common}.")
    if plan.gaps != UNSAID and any(figure.plage for figure in figures):
        lines.append(RANGE)
    for words, ligne in told:
        cells = f"{NBSP}; ".join(
            f"{i}) {cell_text(cell, usual, plan.gaps == UNSAID)}" for i, cell in enumerate(ligne.cellules, 1)
        )
        gaps = list(gap_texts(ligne))
        said = {SAID: gaps, ELSEWHERE: [GAPS_ELSEWHERE] if gaps else [], UNSAID: []}[plan.gaps]
        lines.append(" ".join([f"{words}{NBSP}: {cells}.", *said]))
    sources = {f.source.id: f.source for f in figures if f.source}
    ours = any(figure.recalcule for figure in figures)
    lines += [_source(sources[number], whole=plan.whole, ours=ours) for number in sorted(sources)]
    return "\n".join(lines)


def _source(source: Source, *, whole: bool, ours: bool) -> str:
    told = f"Source{NBSP}: {source.producteur}, {source.dispositif}"[:90]
    made = ", calculs Côte à Côte" if ours else ""
    return clean(f"{told}{made}, {mise_a_jour(source)}, {source.licence}." if whole else f"{told}{made}.")
