"""Codes of the field: their shapes, the check letter of a UAI, where a UAI stands (DOMAIN.md §1.2, §1.3, §5.9).

Every code is text: leading zeros and letters are part of it.
"""

from __future__ import annotations

import re

UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"

UAI = re.compile(r"^[0-9]{7}[A-Z]$")
CFD = re.compile(r"^(?:CFD:)?([0-9A-Z]{8})$")
MEFSTAT11 = re.compile(r"^(?:MEFSTAT11:)?([0-9A-Z]{11})$")
SISE = re.compile(r"^SISE:([A-Z0-9]{7})$")
COMMUNE = re.compile(r"^(?:[0-9]{5}|2[AB][0-9]{3})$")


def uai_letter(digits: str) -> str:
    """Return the check letter of the first seven digits of a UAI."""
    return UAI_LETTERS[int(digits) % 23]


def is_uai(text: str) -> bool:
    """Tell whether ``text`` has the shape of a UAI and the right check letter."""
    return bool(UAI.match(text)) and text[7] == uai_letter(text[:7])


def departement_of_uai(uai: str) -> str:
    """Return the canonical département code of a UAI: ``620…`` is 2A, ``720…`` is 2B, ``97x`` keeps three digits."""
    if uai.startswith("620"):
        return "2A"
    if uai.startswith("720"):
        return "2B"
    return uai[:3] if uai.startswith("9") else uai[1:3]


def canonical_departement(code: str) -> str:
    """Return ``01``…``95``, ``2A``, ``2B``, ``971``… for any spelling of the sources (``001``, ``02A``, ``20A``)."""
    text = code.strip().upper()
    if text in {"02A", "20A", "2A", "620"}:
        return "2A"
    if text in {"02B", "20B", "2B", "720"}:
        return "2B"
    if len(text) == 3 and text.startswith("0"):
        return text[1:]
    return text.zfill(2)
