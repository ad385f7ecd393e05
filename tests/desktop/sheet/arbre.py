"""What is wrong with the tables of a sheet as a screen reader gets them: cells, headers, each figure once."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.cell_words import mot
from desktop.comparison import Comparison
from desktop.sheet.layout import spread
from desktop.sheet.subject import PARTS, followed, shown
from desktop.sheet.values import SHORT
from desktop.typography import NBSP, pourcent
from desktop.wording import TITRE_PARTS, TITRE_SORTANTS, plage_courte
from tests.desktop.sheet.paper import flat
from tests.desktop.sheet.structured import Element, Structured


def irregular(sheet: Structured) -> Iterator[str]:
    """Yield tables whose rows are not full, and cells without headers of their own table, or with another column's."""
    for table in sheet.root.all("Table"):
        heads = {cell.id: cell for cell in table.all("TH")}
        columns = [cell.id for cell in table.children[0].all("TH")]
        yield from (
            f"header {one.scope!r}" for one in heads.values() if not one.id or one.scope not in ("Row", "Column")
        )
        yield from (f"{row.role} among rows" for row in table.children if row.role != "TR")
        placed, full = _placed(table)
        if not full:
            yield "a row is not full"
        for number, place, cell in placed:
            if cell.role not in ("TH", "TD") or not set(cell.headers) <= heads.keys():
                yield f"{cell.role} at {number}, {place}: headers {cell.headers}"
            if cell.role == "TD" and cell.said and not cell.headers:
                yield f"no header at {number}, {place}"
            if place + cell.columns > len(columns) + 1:
                yield f"too wide at {number}, {place}"
            elif cell.role == "TD" and place and cell.columns == 1 and cell.headers[:1] != (columns[place - 1],):
                yield f"header of another column at {number}, {place}"


def misplaced(sheet: Structured, comparison: Comparison) -> Iterator[str]:
    """Yield figures of the two first sections that don't stand once under their formation and their section."""
    told: dict[int, list[str]] = {i: [] for i in range(len(comparison.colonnes))}
    for table in sheet.root.all("Table"):
        if sections := _sections(sheet, table, TITRE_PARTS, TITRE_SORTANTS):
            group = _group_of(sheet, table, comparison)
            for _, place, cell in _placed(table)[0]:
                if place and len(cell.headers) == 2 and cell.headers[1] in sections and place <= len(group):
                    told[group[place - 1]] += [flat(sheet.text(p)) for p in cell.all("P")]
    rows = [comparison.ligne(nom) for nom in PARTS]
    for i in told:
        group = next(g for g in spread(len(comparison.colonnes)) if i in g)
        for ligne in (*rows, *followed(comparison, group)[0]):
            if ligne is None or (figure := shown(ligne.cellules[i])) is None or not figure.connue:
                continue
            indicateur = ligne.indicateur
            words = [mot(indicateur) if indicateur.denominateur != "sortants" else f"{indicateur.horizon}{NBSP}mois"]
            if words[0].startswith("Autres"):
                words.append(SHORT[2])
            starts = tuple(flat(f"{word} {pourcent(figure.valeur or 0)}") for word in words)
            found = [p for p in told[i] if p.startswith(starts)]
            if len(found) != 1 or flat(plage_courte(figure) or "").removeprefix("de ") not in found[0]:
                yield f"column {i}: {starts[0]} stands {len(found)} times"


def _placed(table: Element) -> tuple[list[tuple[int, int, Element]], bool]:
    """Return the cells with row and column once spans are counted, and whether every row comes out full."""
    taken: set[tuple[int, int]] = set()
    found = []
    width = sum(cell.columns for cell in table.children[0].children)
    for number, row in enumerate(table.children):
        place = 0
        for cell in row.children:
            while (number, place) in taken:
                place += 1
            found.append((number, place, cell))
            taken |= {(number + down, place + right) for down in range(cell.rows) for right in range(cell.columns)}
            place += cell.columns
    return found, taken == {(row, column) for row in range(len(table.children)) for column in range(width)}


def _sections(sheet: Structured, table: Element, *titles: str) -> set[str]:
    return {cell.id for cell in table.all("TH") if cell.all("H2") and flat(sheet.text(cell)) in map(flat, titles)}


def _group_of(sheet: Structured, table: Element, comparison: Comparison) -> tuple[int, ...]:
    """Return the columns of a table, known by the names in its headers; none if it is of another comparison."""
    heads = [flat(sheet.text(cell)) for cell in table.children[0].all("TH")]
    for group in spread(len(comparison.colonnes)):
        names = [flat(comparison.colonnes[i].formation.libelle) for i in group]
        if len(heads) == len(names) and all(h.startswith(n) for h, n in zip(heads, names, strict=True)):
            return group
    return ()
