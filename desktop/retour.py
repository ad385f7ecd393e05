"""The code of a sheet: what rebuilds its basket at the next meeting, typed by hand or by a scanner (issue 5).

It holds the formations and their order, nothing else: no name, no date, no place of departure (DOMAIN.md §8). Its
nineteen letters stand at the same place on a French and on an American keyboard, so that a hand scanner set for the
other one still types them right; digits, A, M, Q, W and Z don't, and I and O are read as digits. Case, spaces and
hyphens do not count. Three check letters find every wrong letter and every pair exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desktop.errors import UsageError
from desktop.retour_nombre import pack, unpack
from desktop.selection import Choix, Selection
from desktop.typography import NBSP, liste

ALPHABET = "BCDEFGHJKLNPRSTUVXY"
PREFIX = "CXC"
"""« Côte × Côte ». Its third letter is the version of what follows."""
GROUP = 4
LONGEST = 400
SEARCHED = 120
"""Letters of the longest code in which a mistake is looked for: those of real formations have fewer than 100."""

_CHECKS = 3
_PRIME = len(ALPHABET)
_ROOT = 2  # its powers go through all the numbers from 1 to 18
_BETWEEN = re.compile(r"[\s\-‐‑–.\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
"""Between groups: spaces, hyphens, and the unseen marks that a copy out of a sheet written from the right brings."""


def code(selection: Selection) -> str:
    """Return the code of a basket of one to six formations, upper-case letters without a space; UsageError if empty."""
    if not selection.choix:
        raise UsageError("La sélection est vide. Ajoutez au moins une formation.")
    body = PREFIX + _letters(pack(selection.choix))
    return body + _check(body)


def parse(text: str) -> Selection:
    """Read a code however it was typed. UsageError with a sentence that says where the mistake is, when one can tell.

    The formations may be unknown to the data loaded: `known` tells them apart.
    """
    written = _compact(text)
    if len(written) > LONGEST:
        raise UsageError("Ce texte est trop long pour être le code d’une fiche.")
    for at, letter in enumerate(written):
        if letter not in ALPHABET:
            wrong = f"Il n’y a jamais de «{NBSP}{letter}{NBSP}» dans le code d’une fiche."
            raise UsageError(f"{wrong} Vérifiez le {_ordinal(at)} groupe.")
    found = _read(written)
    if found is not None:
        return found
    if _checked(written) and written[:2] == PREFIX[:2] and written[2] != PREFIX[2]:
        raise UsageError("Ce code vient d’une version plus récente de Côte à Côte.")
    raise UsageError(f"Ce code contient une erreur, ou il est incomplet. {_where(written)}")


def looks_like(text: str) -> bool:
    """Tell whether someone who types this means the code of a sheet, right or damaged, and not words to search."""
    written = _compact(text)
    if len(written) < len(PREFIX) + 1 + _CHECKS:
        return False
    if written[:2] == PREFIX[:2]:
        return True
    same = sum(a == b for a, b in zip(written, PREFIX, strict=False))
    return same == len(PREFIX) - 1 and len(written) > 4 * GROUP and set(written) <= set(ALPHABET)


def grouped(written: str) -> str:
    """Return a code in groups of four letters, as it is printed and read aloud."""
    return " ".join(written[at : at + GROUP] for at in range(0, len(written), GROUP))


def known(selection: Selection, knows: Callable[[Choix], bool]) -> tuple[Selection, tuple[Choix, ...]]:
    """Return what of a basket the data loaded know, and what they don't, both in its order."""
    apart = tuple(choix for choix in selection.choix if not knows(choix))
    return Selection(tuple(choix for choix in selection.choix if choix not in apart)), apart


def missing(apart: tuple[Choix, ...]) -> str:
    """Return the sentence that names the formations of a sheet that the data loaded don't know; empty for none."""
    if not apart:
        return ""
    refs = liste([choix.ref for choix in apart])
    if len(apart) == 1:
        return f"Une formation de la fiche n’est pas dans les données chargées{NBSP}: {refs}."
    return f"{len(apart)} formations de la fiche ne sont pas dans les données chargées{NBSP}: {refs}."


def _compact(text: str) -> str:
    return _BETWEEN.sub("", text).upper()


def _letters(number: int) -> str:
    written = ""
    while number or not written:
        number, digit = divmod(number, _PRIME)
        written = ALPHABET[digit] + written
    return written


def _check(body: str) -> str:
    """Return the check letters: sums modulo 19, each letter weighted by its place.

    No two places have proportional weights, so that one wrong letter is told from another one elsewhere.
    """
    values = [ALPHABET.index(letter) for letter in body]
    powers = (
        [at for at, _ in enumerate(values)],
        [2 * at for at, _ in enumerate(values)],
        [3 * at + at // (_PRIME - 1) for at, _ in enumerate(values)],
    )
    sums = (sum(v * pow(_ROOT, power, _PRIME) for v, power in zip(values, some, strict=True)) for some in powers)
    return "".join(ALPHABET[total % _PRIME] for total in sums)


def _checked(written: str) -> bool:
    return len(written) > len(PREFIX) + _CHECKS and _check(written[:-_CHECKS]) == written[-_CHECKS:]


def _read(written: str) -> Selection | None:
    """Return the basket of a code that is right in every way."""
    if not written.startswith(PREFIX) or not _checked(written):
        return None
    number = 0
    for letter in written[len(PREFIX) : -_CHECKS]:
        number = number * _PRIME + ALPHABET.index(letter)
    choix = unpack(number)
    if choix is None or code(Selection(choix)) != written:
        return None
    return Selection(choix)


def _where(written: str) -> str:
    """Say which group to look at, when changing one letter or exchanging two makes a code in one place only."""
    guesses = _near(written) if len(written) <= SEARCHED else ()
    groups = {_ordinal(at) for at, guess in guesses if _read(guess) is not None}
    return f"Vérifiez le {groups.pop()} groupe." if len(groups) == 1 else "Vérifiez ses lettres, groupe par groupe."


def _near(written: str) -> Iterator[tuple[int, str]]:
    for at, letter in enumerate(written):
        for other in ALPHABET:
            if other != letter:
                yield at, written[:at] + other + written[at + 1 :]
        pair = written[at : at + 2]
        yield at, written[:at] + pair[::-1] + written[at + 2 :]


def _ordinal(at: int) -> str:
    group = at // GROUP + 1
    return "1er" if group == 1 else f"{group}e"
