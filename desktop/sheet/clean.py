"""Words that can be printed: what has no ink of its own is dropped, what the fonts lack becomes a visible sign.

Labels come from files that others wrote: emoji, control characters and marks of direction stand in some of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from desktop.sheet import fonts

ABSENT = "□"
"""What stands for a character that no font of the sheet draws: an empty box would not be seen as one."""
_USUAL = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u017f‘’“”–—…•€\u202f×−≈→]*")
_SPACES = {"Zs": " ", "Zl": " ", "Zp": " "}
_KEPT_SPACES = "\u00a0\u202f"
_INKLESS = ("Cc", "Cf", "Cs", "Co", "Cn", "Me")
_VARIANTS = range(0xFE00, 0xFE10)
_SKIN = range(0x1F3FB, 0x1F400)


@lru_cache(maxsize=20_000)
def clean(words: str) -> str:
    """Return the words as they can be printed: the same text, most of the time.

    A tab or a line end is a space. Only labels and our French sentences come here, not what is translated from them.
    """
    if _USUAL.fullmatch(words):
        return words
    return "".join(_printed(sign) for sign in unicodedata.normalize("NFC", words))


def _printed(sign: str) -> str:
    code, category = ord(sign), unicodedata.category(sign)
    if sign in "\t\n\r\v\f":
        return " "
    if sign in _KEPT_SPACES:
        return sign
    if category in _SPACES:
        return _SPACES[category]
    if category in _INKLESS or code in _VARIANTS or code in _SKIN:
        return ""
    if _drawn(code):
        return sign
    return "" if category == "Mn" else ABSENT


def _drawn(code: int) -> bool:
    return all(code in fonts.load()[name].face.charToGlyph for name in (fonts.REGULAR, fonts.BOLD))
