"""What may be said of the gaps of several rows, one statement a kind, columns named and never numbered.

The sentences are those of ``desktop.verdict_words``; the rows concerned stand in brackets after the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_bundle.indicators import Indicateur
from desktop.cell_words import mot
from desktop.comparison import Ligne
from desktop.sheet.boxes import Box, Items
from desktop.sheet.look import Look
from desktop.sheet.palette import INK
from desktop.sheet.pen import Pen
from desktop.sheet.text import Span, Text, bold
from desktop.typography import NBSP, liste
from desktop.verdict_words import EGAL_PHRASE, MOTIFS, groupes, net_phrase
from desktop.verdicts import EGAL, NET
from desktop.wording import sur_dix

Columns = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which columns a statement may speak: those of one page, or those that stand on different pages."""

    names: tuple[str, ...]
    page: frozenset[int]
    others: frozenset[int] = frozenset()

    @property
    def alone(self) -> bool:
        """Tell whether the statement needs no names: two columns, both here."""
        return len(self.names) == 2

    def pair(self, i: int, j: int) -> bool:
        """Tell whether this pair of columns counts."""
        if not self.others:
            return i in self.page and j in self.page
        return True

    def group(self, columns: Columns) -> bool:
        """Tell whether this group of columns is spoken of: across pages, it must have some on both."""
        if not self.others:
            return True
        return bool(self.page & set(columns)) and bool(self.others & set(columns))


_COLON = f"{NBSP}: "


class Barred:
    """A statement with a thick line on its left, so that it is not read as a cell of a column."""

    _INDENT = 9.0

    def __init__(self, text: Text) -> None:
        self._text = text

    def height(self, width: float) -> float:
        """Return the height of the words."""
        return self._text.height(width - self._INDENT)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the line, then the words."""
        high = self.height(width)
        pen.line(x + 1, top - 1.2, x + 1, top - high + 1.2, 1.8, INK)
        self._text.draw(pen, x + self._INDENT, top, width - self._INDENT)


def statements(lignes: Sequence[Ligne], scope: Scope, look: Look, said: set[str]) -> Box | None:
    """Return what is said of the figures shown in these rows, for the columns in ``scope``.

    None when nothing may be said. ``said`` holds the reasons that the page has given already; it is added to.
    """
    boxes: list[Box] = []
    if equal := _equal(lignes, scope):
        boxes.append(Barred(look.text(*equal, icon="incertitude")))
    boxes += [Barred(look.text(*spans)) for spans in _clear(lignes, scope)]
    for sentence in _silent(lignes, scope):
        if sentence not in said:
            boxes.append(Barred(look.text(sentence)))
            said.add(sentence)
    return Items(tuple(boxes), look.row + 1) if boxes else None


def _equal(lignes: Sequence[Ligne], scope: Scope) -> list[Span | str]:
    found: dict[Columns, list[Indicateur]] = {}
    for ligne in lignes:
        for group in groupes(p for p in ligne.departage_repli.pairs(EGAL) if scope.pair(*p)):
            if scope.group(group):
                found.setdefault(group, []).append(ligne.indicateur)
    if not found:
        return []
    _, colon, tail = EGAL_PHRASE.partition(_COLON)
    if all(len(group) == len(scope.names) for group in found):
        [rows] = found.values()
        return [bold("On ne peut pas les départager"), f" ({_rows(rows)}){colon}{tail}"]
    where = f"{NBSP}; ".join(
        f"{liste([scope.names[i] for i in group])} ({_rows(rows)})" for group, rows in found.items()
    )
    return [bold("On ne peut pas départager"), f" {where}{colon}{tail}"]


def _clear(lignes: Sequence[Ligne], scope: Scope) -> list[list[Span | str]]:
    """Return a statement for each measured share: pairs with the rows in which their gap is clear."""
    found: dict[str, dict[Columns, list[Indicateur]]] = {}
    for ligne in lignes:
        for verdict in sorted(ligne.departage_repli.verdicts, key=lambda v: -(sur_dix(v.part) or 0)):
            pair: Columns = (verdict.i, verdict.j)
            if verdict.issue == NET and scope.pair(verdict.i, verdict.j) and scope.group(pair):
                found.setdefault(net_phrase(verdict.part), {}).setdefault(pair, []).append(ligne.indicateur)
    said: list[list[Span | str]] = []
    for sentence, pairs in found.items():
        head, mark, tail = _split(sentence)
        by_rows: dict[str, list[Columns]] = {}
        for pair, indicators in pairs.items():
            by_rows.setdefault(_rows(indicators), []).append(pair)
        if scope.alone:
            where = f" ({next(iter(by_rows))})"
        else:
            where = " entre " + f"{NBSP}; ".join(
                f"{', entre '.join(f'{scope.names[i]} et {scope.names[j]}' for i, j in ps)} ({rows})"
                for rows, ps in by_rows.items()
            )
        said.append([bold(head), f"{where}{mark}{tail}"])
    return said


def _silent(lignes: Sequence[Ligne], scope: Scope) -> Iterable[str]:
    """Yield once each reason why some pairs have no verdict; the same figure names its columns."""
    verdicts = [
        v
        for ligne in lignes
        for v in ligne.departage_repli.verdicts
        if scope.pair(v.i, v.j) and scope.group((v.i, v.j))
    ]
    for motif, sentence in MOTIFS.items():
        pairs = {(v.i, v.j) for v in verdicts if v.motif == motif}
        if pairs and motif == "meme_chiffre" and not scope.alone:
            yield from (f"{liste([scope.names[i] for i in g])}{_COLON}{_lower(sentence)}" for g in groupes(pairs))
        elif pairs:
            yield sentence


def _rows(indicators: Sequence[Indicateur]) -> str:
    """Return ``étudient, emploi à 6 et 12 mois`` for the rows that say the same."""
    words = [_lower(mot(i)) for i in indicators if i.denominateur != "sortants"]
    months = [str(i.horizon) for i in indicators if i.denominateur == "sortants"]
    if months:
        words.append(f"emploi à {liste(months)}{NBSP}mois")
    return ", ".join(words)


def _split(sentence: str) -> tuple[str, str, str]:
    """Return the head of a clear-gap sentence, its mark and the rest."""
    for mark in (_COLON, ", "):
        head, found, tail = sentence.partition(mark)
        if found:
            return head, found, tail
    return sentence, "", ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
