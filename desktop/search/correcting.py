"""Replaces the words of a query that match nothing, each by itself, by words that give results with the others."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from desktop.search.index import Index
from desktop.search.reading import Tape
from desktop.search.small_words import PETITS
from desktop.search.spelling import Orthographe, correctable
from desktop.search.terms import Termes

INCONNUS = 3
"""With more unknown words than these it is no typo but another text."""

EN_COURS = 5
"""A last word of fewer letters is still being typed, if it begins a known word."""

Trouve = Callable[[Tape], int]
"""The lines that words have together."""


class Correction:
    """Corrects queries.

    ``found`` searches words; ``protected`` tells the name of a commune; ``written`` how a folded word is written;
    ``usual`` are the words of usual names.
    """

    def __init__(
        self,
        index: Index,
        termes: Termes,
        spelling: Orthographe,
        usual: frozenset[str],
        *,
        protected: Callable[[str], bool],
        written: Callable[[str], str],
    ) -> None:
        self._index = index
        self._termes = termes
        self._spelling = spelling
        self._usual = usual
        self._protected = protected
        self._written = written

    def corrected(self, tape: Tape, found: Trouve) -> tuple[Tape, dict[str, str]]:
        """Return the words to search when ``tape`` finds nothing, and what was typed with what stands for it.

        Words that match nothing are replaced. When each matches something but nothing has them all, a word that is
        only the beginning of a known one is by a whole word one mistake away; the last, which may still be being
        typed, if it is long enough.
        """
        if joined := self._joined(tape, found):
            return joined
        unknown = [piece for piece in tape if not self._matches(piece[0])]
        if len(unknown) > INCONNUS:
            return tape, {}
        typing = tape[-1:] if len(tape[-1][0]) < EN_COURS else []
        doubtful = unknown or [piece for piece in tape if piece not in typing and not self._known(piece[0])]
        told: dict[str, str] = {}
        for piece in doubtful:
            at = tape.index(piece)
            known = [one if one not in unknown else None for one in tape]
            before, after = _known(known[:at]), _known(known[at + 1 :])
            instead = self._chosen(piece, before, after, found)
            if instead:
                told[piece[1]] = " ".join(typed for _, typed in instead)
                tape = [*tape[:at], *instead, *tape[at + 1 :]]
                if not unknown:
                    break
        return tape, told

    def _chosen(self, piece: tuple[str, str], before: Tape, after: Tape, found: Trouve) -> Tape:
        """Return what to search in the place of a word between others, nothing when nothing is near.

        The nearest that gives results with the other words; when a whole word is one mistake away, nothing farther,
        even if it gives none: the correction is then told, and that nothing was found.
        """
        mot, typed = piece
        if not correctable(mot):
            return []
        for pair in self._spelling.halves(mot):
            if found([*before, *((half, typed) for half in pair), *after]):
                return [(half, self._spelled(half)) for half in pair]
        protected, matches = self._protected(mot), self._matches(mot)
        nearest = ""
        for other, distance, beginning in self._spelling.nearest(mot):
            if protected and self._place_only(other):  # a commune without results is not another commune
                continue
            if (nearest and distance > 1) or (matches and (beginning or distance > 1)):
                break
            if found([*before, (other, typed), *after]):
                return [(other, self._spelled(other))]
            if distance == 1 and not beginning and not nearest and not self._place_only(other):
                nearest = other
        return [(nearest, self._spelled(nearest))] if nearest and not matches else []

    def _joined(self, tape: Tape, found: Trouve) -> tuple[Tape, dict[str, str]] | None:
        """Return the words with two of them put together that are one in labels: « électro technique »."""
        for at, (left, right) in enumerate(pairwise(tape)):
            mot = left[0] + right[0]
            if mot.isalpha() and (mot in self._usual or len(self._index.libelles.starting(mot))):
                spelled = self._spelled(mot)
                tried = [*tape[:at], (mot, spelled), *tape[at + 2 :]]
                if found(tried):
                    return tried, {f"{left[1]} {right[1]}": spelled}
        return None

    def _spelled(self, mot: str) -> str:
        return self._written(mot if mot in self._usual else self._spelling.fullest(mot))

    def _matches(self, mot: str) -> bool:
        return mot in PETITS or mot in self._usual or any(self._termes.word(mot))

    def _known(self, mot: str) -> bool:
        index = self._index
        every = (index.libelles, index.metiers, index.lieux, index.anciens)
        return mot in PETITS or any(postings.count(mot) for postings in every)

    def _place_only(self, mot: str) -> bool:
        *formations, places = self._termes.word(mot)
        return not any(formations) and (bool(places) or mot not in self._usual)


def _known(pieces: list[tuple[str, str] | None]) -> Tape:
    return [piece for piece in pieces if piece is not None]
