"""How much ink blocks will take, estimated from their letters before any is drawn (mean grey of a page, in percent)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache

from desktop.sheet.charts import Doubt, People
from desktop.sheet.fonts import BOLD
from desktop.sheet.look import Look
from desktop.sheet.palette import Colour
from desktop.sheet.qr import Code
from desktop.sheet.text import Text

LIMITS = {1: 5.0, 2: 5.0, 3: 5.0}
"""The most ink of a page by columns, in percent (DESIGN-TOKENS.md §4)."""
MOST = 7.0
_LETTER, _HEAVY, _CODE, _BASE = 1.79e-5, 2.64e-5, 0.26, 0.41
_PEOPLE, _BAR, _ICON = 5e-4, 0.01, 0.008
"""Ink of a black letter for each square point of its size, regular and bold; of a code, of lines; of ten silhouettes
for each square point of their height; of a bar, of an icon. Fitted on 114 pages of random sheets."""
_SURE = 0.1
MARGIN = 0.1
"""How much less a page that can still leave something out is planned for."""
_OTHER_WAYS = ("_options", "_heights")
"""What a box keeps beside what it draws: the same words in other lengths."""
_FOREIGN = (str, bytes, int, float, type(None), Look)


def weight(blocks: Sequence[object]) -> float:
    """Return the estimate for a page of these blocks, about a tenth of a percent too low or too high."""
    return _BASE + ink(blocks)


def ink(thing: object) -> float:
    """Return what a block, or several, add to a page."""
    total = 0.0
    for found in _inked(thing):
        if isinstance(found, Code):
            total += _CODE
        elif isinstance(found, People):
            total += _PEOPLE * found.tall**2
        elif isinstance(found, Doubt):
            total += _BAR
        else:
            letters = sum(len(s.words) * _dark(s.colour) * (_HEAVY if s.font == BOLD else _LETTER) for s in found.spans)
            total += letters * found.size**2 + (_ICON if found.icon else 0.0)
    return total


def limit(columns: int) -> float:
    """Return the most that a page may be planned for, on a sheet of so many formations."""
    return LIMITS.get(columns, MOST) - _SURE


def _inked(thing: object) -> Iterator[Text | Code | People | Doubt]:
    if isinstance(thing, Text | Code | People | Doubt):
        yield thing
    elif isinstance(thing, Mapping):
        for one in thing.values():
            yield from _inked(one)
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from _inked(one)
    elif not isinstance(thing, _FOREIGN):
        kind: type[object] = type(thing)
        for name in _names(kind) if is_dataclass(kind) else vars(thing):
            if name not in _OTHER_WAYS:
                yield from _inked(getattr(thing, name))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _dark(colour: Colour) -> float:
    red, green, blue = colour
    return 1 - (0.299 * red + 0.587 * green + 0.114 * blue)
