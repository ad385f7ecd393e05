"""Inter in two weights with tabular figures, loaded once; sizes of the paper in points (DESIGN-TOKENS.md §2)."""

from __future__ import annotations

import re
import struct
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import path

REGULAR = "CoteACote-Regular"
BOLD = "CoteACote-SemiBold"
EN_FRANCAIS = {REGULAR: f"{REGULAR}@fr-FR", BOLD: f"{BOLD}@fr-FR"}
"""The same fonts for words that stay French on a sheet in another language."""
_FILES = {REGULAR: "fonts/Inter-Regular.ttf", BOLD: "fonts/Inter-SemiBold.ttf"}

TITLE = 17.6
HEADING = 12.4
BODY = 11.0
SMALL = 9.3
"""Sources only; nothing is smaller."""

_ARABIC = re.compile("[\u0600-\u06ff]")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@cache
def load() -> dict[str, TTFont]:
    """Register the fonts with reportlab, their digits replaced by the tabular ones, and return them by name."""
    fonts = {}
    for name, file in _FILES.items():
        font = TTFont(name, str(path(file)))
        _tabular(font)
        pdfmetrics.registerFont(font)
        fonts[name] = fonts[EN_FRANCAIS[name]] = font
    return fonts


def langue(font: str) -> str:
    """Return the language of words in this font, empty for that of the sheet."""
    return font.partition("@")[2]


@lru_cache(maxsize=20_000)
def width(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    if _ARABIC.search(text):
        from desktop.sheet import glyphs  # shapes letters: for a sheet in Arabic only

        return glyphs.mixed(text, font) * size
    return float(load()[font].stringWidth(text, size))


def _tabular(font: TTFont) -> None:
    """Point the ten digits at Inter's glyphs of equal width (reportlab knows no OpenType features)."""
    face = font.face
    glyphs = _glyph_numbers(face._ttf_data)
    widths = {face.getCharWidth(ord(digit)) for digit in "0123456789"}
    for digit, name in enumerate(_DIGITS):
        code, glyph = ord("0") + digit, glyphs[f"{name}.tf"]
        face.charToGlyph[code] = glyph
        face.charWidths[code] = face._pdfScale(_advance(face._ttf_data, glyph))
    assert len(widths) > 1, "the default digits are tabular already"


def _glyph_numbers(data: bytes) -> dict[str, int]:
    """Return the numbers of the named glyphs from the table ``post``, version 2."""
    start, length = _table(data, b"post")
    post = data[start : start + length]
    count = struct.unpack_from(">H", post, 32)[0]
    indexes = struct.unpack_from(f">{count}H", post, 34)
    names, at = [], 34 + 2 * count
    while at < length:
        names.append(post[at + 1 : at + 1 + post[at]].decode("latin-1"))
        at += 1 + post[at]
    return {names[index - 258]: glyph for glyph, index in enumerate(indexes) if index >= 258}


def _advance(data: bytes, glyph: int) -> int:
    """Return the advance width of a glyph from ``hmtx``, in font units."""
    metrics = struct.unpack_from(">H", data, _table(data, b"hhea")[0] + 34)[0]
    return int(struct.unpack_from(">H", data, _table(data, b"hmtx")[0] + 4 * min(glyph, metrics - 1))[0])


def _table(data: bytes, tag: bytes) -> tuple[int, int]:
    for record in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[record : record + 4] == tag:
            start, length = struct.unpack_from(">LL", data, record + 8)
            return start, length
    raise ValueError(f"no table {tag!r} in the font")
