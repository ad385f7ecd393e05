"""The words of the memo to print: two sides of sections, and one cell made up to show how cells are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

Paire = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading: lines, each a strong beginning and the rest, or pairs with a term at the left.

    ``retrait`` is the room of the terms in points, 0 for lines; ``signes`` are icons with what they mean.
    """

    titre: str
    lignes: tuple[Paire, ...] = ()
    paires: tuple[Paire, ...] = ()
    signes: tuple[Paire, ...] = ()
    retrait: float = 0.0
    numeros: bool = False


@dataclass(frozen=True, slots=True)
class Exemple:
    """A made-up cell, with what each of its four parts is; ``dit`` says its picture in words."""

    titre: str
    niveau: str
    effectif: str
    silhouettes: tuple[int, int, int]
    parts: tuple[tuple[str, str, str], ...]
    dit: str
    lignes: tuple[Paire, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """One side: two columns, and sections as wide as the page under them."""

    gauche: tuple[Section, ...]
    droite: tuple[Section, ...]
    large: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """Both sides, their titles, and the sentence at the foot of both."""

    titre: str
    suite: str
    pied: str
    recto: Face
    verso: Face
    exemple: Exemple


@cache
def memo() -> Memo:
    """Return the memo; ``resources/texts/memo.toml`` is read once."""
    import tomllib  # for this question only

    told = tomllib.loads(resources.path("texts/memo.toml").read_text(encoding="utf-8"))
    one = told["exemple"]
    example = Exemple(
        one["titre"],
        one["niveau"],
        one["effectif"],
        tuple(one["silhouettes"]),
        tuple((word, figure, span) for word, figure, span in one["parts"]),
        one["dit"],
        _pairs(one["lignes"]),
    )
    return Memo(told["titre"], told["suite"], told["pied"], _side(told["recto"]), _side(told["verso"]), example)


def _side(told: dict[str, list[dict[str, Any]]]) -> Face:
    return Face(*(tuple(_section(one) for one in told.get(place, ())) for place in ("gauche", "droite", "large")))


def _section(told: dict[str, Any]) -> Section:
    return Section(
        told["titre"],
        _pairs(told.get("lignes", ())),
        _pairs(told.get("paires", ())),
        _pairs(told.get("signes", ())),
        float(told.get("retrait", 0)),
        bool(told.get("numeros", False)),
    )


def _pairs(told: Sequence[str | Sequence[str]]) -> tuple[Paire, ...]:
    return tuple(("", line) if isinstance(line, str) else (line[0], line[1]) for line in told)
