"""The formations of a basket as one whole number, as small as their usual shapes allow, and back (`desktop.retour`).

A number is a pile of (value, radix). The tables below are part of the code that is printed: a change of any of them
is another version of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data_bundle.codes import UAI as UAI_SHAPE
from data_bundle.codes import uai_letter
from desktop.errors import UsageError
from desktop.selection import MAXIMUM, Choix

MEFS = (
    "232100", "232200", "231100", "233200", "233300", "233100", "322210", "322110", "321110", "238100", "238300",
    "238200", "239100", "23K000", "322120", "322220", "23B100", "23C100", "23C200", "238110", "236100", "237100",
    "237200", "321120", "23J000", "238210", "238310", "232110", "232210", "511100", "511110", "323110", "323210",
    "323310", "326100", "326200", "237110", "237210", "323120", "323220", "323320", "323330", "324200", "328100",
    "328200", "511200", "327100", "327200", "327300", "329100", "32A110", "32A210", "32A310", "32B110", "32B210",
    "521110",
)  # fmt: skip
"""Dispositif, year and ministry: the first six characters of the MEFSTAT11 in use (DOMAIN.md §1.2)."""

NIVEAUX = (
    "500", "320", "400", "36X", "56T", "46X", "450", "46T", "010", "36T", "463", "56X", "355", "350", "461", "323",
    "446", "321", "363", "403", "401", "460", "36C", "561", "360", "553", "56M", "36M", "46M", "453", "503", "46C",
    "336", "563", "46E", "560", "56E", "464", "260", "430", "420", "46N", "46Q", "322", "346", "364", "36E", "36N",
    "36Q", "36R", "36S", "36U", "46R", "56J", "56R", "36A", "36K", "46A", "46J", "46S", "013",
)  # fmt: skip
"""Levels: the first three characters of the CFD in use."""

TYPES = ("mefstat11", "cfd", "sise", "parcoursup")
AGAIN = len(TYPES)  # the formation before, elsewhere
FR, REG, ACA, UAI, NEAR, SAME, ODD = range(7)
"""Places: the last four are the département of the last UAI, that UAI again, and a UAI whose letter is wrong."""
NO, YEAR, TWO, FAR = range(4)
"""Cohorts: none asked for, one year, a year and the next, two other years."""
LISTED, OTHER = range(2)

PARCOURSUP = re.compile(r"([0-9]{7}[A-Z])-([0-9a-f]{8})")
UPPER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ANY = f"{UPPER}abcdefghijklmnopqrstuvwxyz-"
LONGEST = 24


def pack(choix: Sequence[Choix]) -> int:
    """Return the number of one to six formations."""
    dated = any(c.millesime for c in choix)
    pile = _In()
    pile.put(len(choix) - 1, MAXIMUM)
    pile.put(int(dated), 2)
    before: Choix | None = None
    for one in choix:
        if before is not None and (before.type_code, before.code) == (one.type_code, one.code):
            pile.put(AGAIN, AGAIN + 1)
        else:
            pile.put(TYPES.index(one.type_code), AGAIN + 1)
            pile.put_code(one.type_code, one.code)
        pile.put_place(one.lieu)
        if dated:
            pile.put_cohort(one.millesime)
        before = one
    return pile.number()


def unpack(number: int) -> tuple[Choix, ...] | None:
    """Return the formations of a number, None when it is nobody's."""
    pile = _Out(number)
    count, dated = pile.take(MAXIMUM) + 1, pile.take(2)
    found: list[Choix] = []
    for _ in range(count):
        kind = pile.take(AGAIN + 1)
        if kind < AGAIN:
            formation = TYPES[kind], pile.take_code(TYPES[kind])
        elif found:
            formation = found[-1].type_code, found[-1].code
        else:
            return None
        found.append(Choix(*formation, pile.take_place(), pile.take_cohort() if dated else None))
    right = pile.empty and len(set(found)) == count and all(_is_written_right(one) for one in found)
    return tuple(found) if right else None


def _is_written_right(choix: Choix) -> bool:
    """Tell whether the reference has the right shape; the letter of a UAI may be wrong, as it is in some sources."""
    there = replace(choix, lieu="fr") if UAI_SHAPE.fullmatch(choix.lieu) else choix
    try:
        return Choix.parse(there.ref) == there
    except UsageError:
        return False


class _In:
    """Values put one on another; `number` puts the first on top."""

    def __init__(self) -> None:
        self._held: list[tuple[int, int]] = []
        self._uai = ""

    def number(self) -> int:
        total = 0
        for value, radix in reversed(self._held):
            total = total * radix + value
        return total

    def put(self, value: int, radix: int) -> None:
        self._held.append((value, radix))

    def put_text(self, text: str, alphabet: str) -> None:
        for letter in text:
            self.put(alphabet.index(letter), len(alphabet))

    def put_code(self, type_code: str, code: str) -> None:
        if type_code == "parcoursup":
            self._put_parcoursup(code)
        elif type_code == "sise":
            self.put_text(code, UPPER)
        else:
            self._put_listed(MEFS if type_code == "mefstat11" else NIVEAUX, code)

    def put_place(self, lieu: str) -> None:
        if lieu == "fr":
            self.put(FR, ODD + 1)
        elif ":" in lieu:
            self.put(REG if lieu.startswith("reg:") else ACA, ODD + 1)
            self.put(int(lieu[4:]), 100)
        else:
            self._put_uai(lieu)

    def put_cohort(self, millesime: str | None) -> None:
        years = [int(year) for year in millesime.split("_")] if millesime else []
        next_one = len(years) == 2 and years[1] == years[0] + 1
        self.put(TWO if next_one else (NO, YEAR, FAR)[len(years)], FAR + 1)
        for year in years[:1] if next_one else years:
            self.put(year, 10**4)

    def _put_listed(self, table: Sequence[str], code: str) -> None:
        head, tail = code[:-5], code[-5:]
        if head in table and tail.isdecimal():
            self.put(LISTED, 2)
            self.put(table.index(head), len(table))
            self.put(int(tail), 10**5)
        else:
            self.put(OTHER, 2)
            self.put_text(code, UPPER)

    def _put_parcoursup(self, code: str) -> None:
        usual = PARCOURSUP.fullmatch(code)
        if usual and uai_letter(usual[1][:7]) == usual[1][7]:
            self.put(LISTED, 2)
            self.put_place(usual[1])
            self.put(int(usual[2], 16), 16**8)
        else:
            self.put(OTHER, 2)
            self.put(len(code), LONGEST + 1)
            self.put_text(code, ANY)

    def _put_uai(self, uai: str) -> None:
        if uai[7] != uai_letter(uai[:7]):
            self.put(ODD, ODD + 1)
            self.put(int(uai[:7]), 10**7)
            self.put_text(uai[7], UPPER)
            return
        if uai == self._uai:
            self.put(SAME, ODD + 1)
        elif uai[:3] == self._uai[:3]:
            self.put(NEAR, ODD + 1)
            self.put(int(uai[3:7]), 10**4)
        else:
            self.put(UAI, ODD + 1)
            self.put(int(uai[:7]), 10**7)
        self._uai = uai


class _Out:
    """The same values in the same order, out of their number. Nonsense comes out of a number that is nobody's."""

    def __init__(self, number: int) -> None:
        self._rest = number
        self._uai = ""

    @property
    def empty(self) -> bool:
        return self._rest == 0

    def take(self, radix: int) -> int:
        self._rest, found = divmod(self._rest, radix)
        return found

    def take_text(self, length: int, alphabet: str) -> str:
        return "".join(alphabet[self.take(len(alphabet))] for _ in range(length))

    def take_code(self, type_code: str) -> str:
        if type_code == "parcoursup":
            if self.take(2) == LISTED:
                return f"{self.take_place()}-{self.take(16**8):08x}"
            return self.take_text(self.take(LONGEST + 1), ANY)
        if type_code == "sise":
            return self.take_text(7, UPPER)
        table, length = (MEFS, 11) if type_code == "mefstat11" else (NIVEAUX, 8)
        if self.take(2) == LISTED:
            return f"{table[self.take(len(table))]}{self.take(10**5):05}"
        return self.take_text(length, UPPER)

    def take_place(self) -> str:
        kind = self.take(ODD + 1)
        if kind == FR:
            return "fr"
        if kind in (REG, ACA):
            return f"{'reg' if kind == REG else 'aca'}:{self.take(100):02}"
        if kind == ODD:
            return f"{self.take(10**7):07}{self.take_text(1, UPPER)}"
        if kind == UAI or not self._uai:
            self._uai = _lettered(self.take(10**7), "")
        elif kind == NEAR:
            self._uai = _lettered(self.take(10**4), self._uai[:3])
        return self._uai

    def take_cohort(self) -> str | None:
        kind = self.take(FAR + 1)
        if kind == NO:
            return None
        year = self.take(10**4)
        if kind == YEAR:
            return f"{year:04}"
        return f"{year:04}_{year + 1 if kind == TWO else self.take(10**4):04}"


def _lettered(number: int, start: str) -> str:
    digits = start + str(number).zfill(7 - len(start))
    return digits + uai_letter(digits)
