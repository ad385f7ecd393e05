"""Typos of French hands, made the same at each run: one key wrong on an AZERTY keyboard, in one word."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from data_bundle.folding import fold
from desktop.vocabulary import usages

_PLUS_COURT = 5
_RANGEES = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_DECALAGES = (0.0, 0.25, 0.75)
_TOUCHES = {c: (y, x + _DECALAGES[y]) for y, row in enumerate(_RANGEES) for x, c in enumerate(row)}
_VOISINES = {
    a: sorted(b for b, (yb, xb) in _TOUCHES.items() if b != a and abs(ya - yb) <= 1 and abs(xa - xb) <= 1)
    for a, (ya, xa) in _TOUCHES.items()
}
_SIGLES = frozenset({"deust", "bcpst", "bpjeps"})


def avec_faute(text: str, graine: int) -> str | None:
    """Return ``text`` with one typo in one of its words; None when no word is fit for one.

    Fit are words of five letters or more that are neither codes nor sigles.
    """
    hasard = Random(f"{graine} {text}")
    typed = re.split(r"([^\w]+)", text)
    fit = [i for i, word in enumerate(typed) if len(word) >= _PLUS_COURT and word.isalpha() and not _sigle(word)]
    if not fit:
        return None
    at = hasard.choice(fit)
    typed[at] = _faute(typed[at], hasard)
    return "".join(typed)


def _faute(word: str, hasard: Random) -> str:
    """Return ``word`` with one key wrong; the first letter is left alone half of the time."""
    while True:
        at = hasard.randrange(1 if hasard.random() < 0.5 else 0, len(word))
        near = hasard.choice(_VOISINES[fold(word[at])[:1]])
        kind = hasard.choice(["substitution", "suppression", "ajout", "inversion"])
        if kind == "inversion":
            wrong = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        else:
            kept = {"substitution": near, "suppression": "", "ajout": word[at] + near}[kind]
            wrong = word[:at] + kept + word[at + 1 :]
        if fold(wrong) != fold(word):
            return wrong


def _sigle(word: str) -> bool:
    return fold(word) in _sigles()


@cache
def _sigles() -> frozenset[str]:
    """Return the words that the file of usual names writes in capitals."""
    noms = re.findall(r'^"([^"]*)" =', usages().source.read_text(encoding="utf-8"), re.MULTILINE)
    return _SIGLES | {fold(w) for name in noms for w in re.findall(r"\w+", name) if sum(map(str.isupper, w)) > 1}
