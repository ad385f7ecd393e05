"""Says in French why a line answers when its label does not say it, and how words of no label were understood."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from data_bundle.folding import fold, words
from desktop.facts import Formation
from desktop.search.small_words import PETITS
from desktop.search.terms import COURT, Terme, Unite
from desktop.typography import NBSP

_PIECE = re.compile(r"[^\W_]+")
_LONG = 5
"""Letters of a word that may have another ending and be the same."""


def sens(termes: Sequence[Terme]) -> tuple[str, ...]:
    """Return how usual names, and jobs that are no word of a label, were understood."""
    said: list[str] = []
    for terme in termes:
        unite = terme.unite
        if unite.sens and not _same(unite):
            said.append(f"{unite.tape}{NBSP}: {unite.sens}")
        elif terme.formations and not terme.niveaux[2] and not terme.lieux:
            said.append(f"{unite.tape}{NBSP}: métier (ROME)")
    return tuple(said)


class Raisons:
    """Words the reason of one formation after another, for one query."""

    def __init__(self, db: sqlite3.Connection, mineure: int, termes: Sequence[Terme]) -> None:
        self._db = db
        self._mineure = mineure
        self._termes = termes

    def of(self, formation: Formation, at: int) -> str | None:
        """Return why a formation answers, None when its label says it. ``at`` is its place in the index."""
        for terme in self._termes:
            if not terme.formations >> at & 1 or (terme.niveaux[1] >> at & 1 and not terme.unite.usages):
                continue
            mots, label = terme.unite.mots, set(words(f"{formation.libelle} {formation.diplome}"))
            if all(_begins(mot, label) for mot in mots):
                continue
            if terme.niveaux[0] >> at & 1:
                if not self._evident(terme, formation, label):
                    return f"pour «{NBSP}{terme.unite.tape}{NBSP}»"
            elif not terme.niveaux[1] >> at & 1:
                return self._older(formation, mots) if terme.niveaux[2] >> at & 1 else self._job(formation, mots)
        return None

    def _evident(self, terme: Terme, formation: Formation, label: set[str]) -> bool:
        """Tell whether nobody has to be told: a diploma in full, a word of the label with another ending."""
        diplome = set(words(formation.diplome))
        if not terme.unite.usages or any(diplome.issuperset(some) for some in terme.unite.usages):
            return True
        return all(any(_alike(mot, word) for word in label) for mot in terme.unite.mots)

    def _older(self, formation: Formation, mots: Sequence[str]) -> str | None:
        for label in (formation.anciens_libelles or "").split(" | "):
            if all(_begins(mot, set(words(label))) for mot in mots):
                return f"ancien nom{NBSP}: {label}"
        codes = (("CFD", formation.cfd), ("MEFSTAT11", formation.mefstat11), ("RNCP", formation.rncp))
        for name, code in (*codes, (formation.type_code.upper(), formation.code)):
            if code and len(mots[0]) > COURT and fold(code).startswith(mots[0]):
                return f"code {name}{NBSP}: {code}"
        return None

    def _job(self, formation: Formation, mots: Sequence[str]) -> str | None:
        if self._mineure < 1 or not formation.rome:
            return None
        for code in formation.rome.split():
            for row in self._db.execute("SELECT libelle FROM metier WHERE code = ?", (code,)):
                if any(_begins(mot, set(words(row[0]))) for mot in mots):
                    return f"métier{NBSP}: {row[0]}"
        return None


def as_written(word: str, text: str, lower: bool = True) -> str | None:
    """Return how ``text`` writes the folded ``word``, in lower case unless it is a sigle or the name of a place."""
    pieces: list[str] = _PIECE.findall(text)
    for piece in pieces:
        if fold(piece) == word:
            return piece if not lower or (piece.isupper() and len(piece) > 1) else piece.lower()
    return None


def _same(unite: Unite) -> bool:
    """Tell whether a meaning only says the words typed again: « boulanger ou boulangerie »."""
    told = [word for word in words(unite.sens or "") if word not in PETITS]
    return all(any(mot == word or (len(mot) >= _LONG and _alike(mot, word)) for mot in unite.mots) for word in told)


def _begins(mot: str, label: set[str]) -> bool:
    return mot in label or any(word.startswith(mot) for word in label)


def _alike(mot: str, word: str) -> bool:
    """Tell whether two words differ by their ending only: « boulangère » and « boulanger »."""
    same = max(5, len(mot) - 3)
    return mot[:same] == word[:same]
