"""Understands a query: its units, what each matches, and the corrections of those that match nothing."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from dataclasses import dataclass, field

from desktop.search.correcting import Correction
from desktop.search.index import Index
from desktop.search.matching import lines
from desktop.search.reading import Tape, tape, units
from desktop.search.reasons import as_written
from desktop.search.spelling import Orthographe
from desktop.search.terms import Terme, Termes
from desktop.vocabulary import Usages

_KEPT = 32


@dataclass(frozen=True, slots=True)
class Charge:
    """What is read once, in any thread: the index, what words match, those for corrections, the usual names."""

    index: Index
    termes: Termes
    orthographe: Orthographe
    usages: Usages


@dataclass(frozen=True, slots=True)
class Compris:
    """A query as understood: its terms, and what was typed with what is searched in its place."""

    termes: tuple[Terme, ...]
    corrige: dict[str, str] = field(default_factory=dict)


class Comprehension:
    """Understands queries; the last ones are kept, as one query is asked for its lines, its map and more lines."""

    def __init__(self, charge: Charge, db: sqlite3.Connection) -> None:
        self._charge = charge
        self._db = db
        self._termes = charge.termes
        self._correction = Correction(
            charge.index,
            self._termes,
            charge.orthographe,
            charge.usages.mots,
            protected=self._is_commune,
            written=self._written,
        )
        self._kept: OrderedDict[tuple[str, bool, str | None], Compris] = OrderedDict()

    def understand(self, texte: str, corriger: bool, region: str | None) -> Compris:
        """Return a query as understood. At a region, a formation without a place may answer for the places there."""
        key = (texte, corriger, region)
        if key not in self._kept:
            self._kept[key] = self._read(*key)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _read(self, texte: str, corriger: bool, region: str | None) -> Compris:
        typed = tape(texte, self._charge.index, self._charge.usages.mots)
        told: dict[str, str] = {}
        if corriger and typed and not self._found(typed, region):
            typed, told = self._correction.corrected(typed, lambda words: self._found(words, region))
        return Compris(self._terms(typed), told)

    def _terms(self, typed: Tape) -> tuple[Terme, ...]:
        return tuple(self._termes.terme(unit) for unit in units(typed, self._termes, self._charge.usages))

    def _found(self, typed: Tape, region: str | None) -> int:
        return lines(self._charge.index, self._terms(typed), region)

    def _is_commune(self, mot: str) -> bool:
        return self._db.execute("SELECT 1 FROM commune WHERE nom_plie = ? LIMIT 1", (mot,)).fetchone() is not None

    def _written(self, mot: str) -> str:
        """Return a folded word as people write it: as a label, a job or the name of a place does."""
        index = self._charge.index
        for postings, sql, numbers, lower in (
            (index.libelles, "SELECT libelle || ' ' || diplome FROM formation WHERE id = ?", index.formations, True),
            (index.anciens, "SELECT anciens_libelles FROM formation WHERE id = ?", index.formations, True),
            (index.lieux, "SELECT commune_nom || ' ' || nom FROM etablissement WHERE id = ?", index.places, False),
        ):
            for at in postings.exact(mot)[:20]:
                text = self._db.execute(sql, (numbers[at],)).fetchone()[0]
                if text and (found := as_written(mot, text, lower)):
                    return found
        for (label,) in self._db.execute("SELECT libelle FROM metier") if len(index.metiers.numbers) else ():
            if found := as_written(mot, label):
                return found
        return mot
