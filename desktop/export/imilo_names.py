"""Names of formations short enough for a summary: whole with the place, then without, then cut with an ellipsis."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.comparison import Colonne
from desktop.export.plain import clean
from desktop.verdict_words import noms

_CUT = (60, 44, 32, 22, 12)
"""Characters of a label that is cut; of what tells it apart in brackets, LONGEST_TAIL."""
LONGEST_TAIL = 16
_VOIES = {"apprentissage": "appr.", "voie scolaire": "scol."}
PLACED, WHOLE, CUT = 0, 1, 2
SHORTEST = CUT + len(_CUT) - 1


class Names:
    """The names of the columns at each length, from PLACED, the longest, to SHORTEST."""

    def __init__(self, colonnes: Sequence[Colonne]) -> None:
        self._whole = [clean(name) for name in noms(colonnes)]
        self._places = [clean(c.lieu.nom) for c in colonnes]
        self._labels = [clean(c.formation.libelle) for c in colonnes]

    def at(self, number: int, length: int) -> str:
        """Return the name of a column, shorter as ``length`` grows."""
        whole, place, label = self._whole[number], self._places[number], self._labels[number]
        if length == PLACED:
            return whole if place in whole else f"{whole}, {place}"
        if length == WHOLE:
            return whole
        tail = whole[len(label) :] if whole.startswith(label) else ""
        for voie, short in _VOIES.items():
            tail = tail.replace(voie, short) if length > CUT + 1 else tail
        return _cut(label, _CUT[length - CUT]) + _cut(tail, LONGEST_TAIL if length == SHORTEST else 2 * LONGEST_TAIL)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
