"""The line cell: rates of the sortants at 6, 12, 18 and 24 months, on the same axis in every column."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.cell_words import mots
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.typography import pourcent
from desktop.wording import manque_court
from ui.compare.look import Look, doubts, gap_line, gap_lines, level_line
from ui.compare.lots import Lot, lots
from ui.widgets.blocks import Block
from ui.widgets.line_chart import Line, LineChart, Point

UNKNOWN = "horizon_non_observe"


def line_block(look: Look, cells: Sequence[Figure], marked: Collection[str], said: Collection[str]) -> Block:
    """Return the drawing of the rates of one formation; indicators ``marked`` have a clear gap with another column."""
    later = [cell for cell in cells if is_later(cell, cells)]
    groups = lots([cell for cell in cells if cell not in later])
    lines = [*_solid(groups, marked), *_earlier(cells, marked)]
    waiting = [cell for cell in later if cell.statut == UNKNOWN]
    inside = bool(lines and waiting) and not look.compact
    figures = tuple(figure for lot in groups for figure in lot.figures)
    items = [*gap_lines(look, cells, without=UNKNOWN), *(level_line(look, lot) for lot in groups)]
    items += doubts(look, figures, said)
    if waiting and not inside:
        items.append(gap_line(look, waiting, mots([cell.indicateur for cell in waiting])))
    spring = len(items)
    if lines:
        unknown = frozenset(cell.indicateur.horizon or 0 for cell in later)
        items.append(LineChart(look.theme, lines, unknown, manque_court(waiting[0]) if inside else ""))
    return look.stack(items, spring=spring)


def is_later(cell: Figure, cells: Sequence[Figure]) -> bool:
    """Tell whether nobody of the cohort has been observed that long yet: any substitute is an older cohort's.

    A substitute older than the others from the same place is there for that reason only (DOMAIN.md §5.6).
    """
    if cell.statut == UNKNOWN or cell.repli is None:
        return cell.statut == UNKNOWN
    same = [figure for one in cells if (figure := shown(one)) and figure.lieu == cell.repli.lieu]
    return (cell.repli.millesime or "") < max(figure.millesime or "" for figure in same)


def earlier_cohorts(cells: Sequence[Figure]) -> list[str]:
    """Return the older cohorts drawn in a cell, newest first."""
    return sorted({figure.millesime or "" for figure in _older(cells)}, reverse=True)


def _solid(groups: Sequence[Lot], marked: Collection[str]) -> list[Line]:
    return [
        Line(
            tuple(
                Point(
                    figure.indicateur.horizon or 0,
                    figure.valeur or 0,
                    pourcent(figure.valeur or 0),
                    figure.plage,
                    figure.indicateur.nom in marked,
                )
                for figure in lot.figures
            ),
            solid=True,
        )
        for lot in groups
    ]


def _earlier(cells: Sequence[Figure], marked: Collection[str]) -> list[Line]:
    """Return one dotted line a cohort and place; a value is written where it is the substitute of the cell."""
    found: dict[tuple[str, str | None], dict[int, Point]] = {}
    for figure in _older(cells):
        month, value = figure.indicateur.horizon or 0, figure.valeur or 0
        stands_in = any(cell.repli is figure for cell in cells)
        clear = stands_in and figure.indicateur.nom in marked
        point = Point(month, value, pourcent(value) if stands_in else "", marked=clear)
        points = found.setdefault((figure.lieu.ref, figure.millesime), {})
        if stands_in or month not in points:
            points[month] = point
    return [Line(tuple(points[month] for month in sorted(points)), solid=False) for points in found.values()]


def _older(cells: Sequence[Figure]) -> list[Figure]:
    older: list[Figure | None] = []
    for cell in cells:
        figure = shown(cell)
        older += [cell.repli if is_later(cell, cells) else None, cell.anterieur, figure.anterieur if figure else None]
    return [figure for figure in older if figure is not None and figure.connue]
