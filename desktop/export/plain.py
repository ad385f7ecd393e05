"""Text that any spreadsheet takes for text: no control characters, no line breaks, a length that fits in a cell."""

from __future__ import annotations

import re

LONGEST = 32_000
"""Characters of a cell: Excel takes 32 767."""
FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"
"""What a formula starts with, full-width forms included; a tab or a line break can't stand in a cleaned text."""
_GONE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]")
"""Unseen marks that turn or hide the text after them, and what XML can't hold."""
_SPACES = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_NUMBER_LIKE = re.compile(r"[0-9][0-9 .,:/_-]*(?:[eE][+-]?[0-9]+)?%?")


def clean(text: str) -> str:
    """Return a text on one line without control characters, cut with an ellipsis where it is longer than a cell."""
    shown = _SPACES.sub(" ", _GONE.sub("", text)).strip()
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def starts_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula."""
    return text[:1] != "" and text[0] in FORMULA


def looks_like_number(text: str) -> bool:
    """Tell whether a spreadsheet would read a text as a number, a date or an hour: ``1-2``, ``0123``, ``12e5``."""
    return _NUMBER_LIKE.fullmatch(text) is not None
