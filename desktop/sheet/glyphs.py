"""Arabic letters for the paper: shaped by HarfBuzz, drawn glyph by glyph from an embedded subset.

reportlab writes characters, not glyphs: each glyph gets a private code of its own, and the table that gives the text
back (ToUnicode) is written with the real letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from desktop.sheet.fonts import BOLD, REGULAR, load, width
from resources import path

ARABE = {REGULAR: "CoteACote-Arabe", BOLD: "CoteACote-ArabeSemiBold"}
"""The Arabic font that stands beside each weight of Inter."""
_FILES = {
    "CoteACote-Arabe": "IBMPlexSansArabic-Regular.ttf",
    "CoteACote-ArabeSemiBold": "IBMPlexSansArabic-SemiBold.ttf",
}
_PRIVATE = 0xF0000
_ASIDE = 0.002
_MARK = "\u200d"
"""What a glyph without letters of its own is for those who copy: a joiner, which nobody sees."""
_RANGES = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


class Glyph(NamedTuple):
    """A placed glyph: its private code, and where it stands from the left of its word, as ratios of the size."""

    code: str
    x: float
    y: float
    unseen: bool = False
    """Tell whether it is there for its letter alone, which another glyph draws."""


class GlyphFont(TTFont):
    """A font whose glyphs are asked for by number."""

    def __init__(self, name: str, file: Path) -> None:
        import uharfbuzz

        super().__init__(name, str(file))
        self.shaper = uharfbuzz.Font(uharfbuzz.Face(file.read_bytes()))
        self._codes: dict[tuple[int, str], int] = {}
        self._letters: dict[int, str] = {}

    def code(self, glyph: int, letters: str) -> str:
        """Return the private character that draws a glyph where it stands for these letters."""
        code = self._codes.get((glyph, letters))
        if code is None:
            code = self._codes[glyph, letters] = _PRIVATE + len(self._codes)
            self._letters[code] = letters or _MARK
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.shaper.get_glyph_h_advance(glyph) * 1000 / self.shaper.face.upem
        return chr(code)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's name)
        """Write the subsets, then the real letters of their codes."""
        subsets = [list(subset) for subset in self.state[doc].subsets] if doc in self.state else []
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("latin-1")
            stream = doc.idToObject.get(f"toUnicodeCMap:{name}")
            if stream is not None:
                stream.content = _to_unicode(name, [self._letters.get(code, _plain(code)) for code in subset])


def is_arabic(sign: str) -> bool:
    """Tell whether a character is written with the Arabic font."""
    code = ord(sign)
    return any(low <= code <= high for low, high in _RANGES)


@cache
def arabic(font: str) -> GlyphFont:
    """Return the Arabic font that goes with a weight of Inter, registered once."""
    name = ARABE[font]
    built = GlyphFont(name, path(f"fonts/{_FILES[name]}"))
    pdfmetrics.registerFont(built)
    load()[name] = built
    return built


@lru_cache(maxsize=5_000)
def shape(word: str, font: str) -> tuple[tuple[Glyph, ...], float]:
    """Return the glyphs of an Arabic word in reading order, and its width as a ratio of the size.

    A letter comes before its vowel signs, as it is written.
    """
    import uharfbuzz

    face = arabic(font)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.shaper, buffer, {"kern": False, "liga": False})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    said = {start: word[start:end] for start, end in zip(starts, [*starts[1:], len(word)], strict=True)}
    upem, at = face.shaper.face.upem, 0
    found: dict[int, list[Glyph]] = {start: [] for start in starts}
    for info, place in zip(infos, places, strict=True):
        x, y = (at + place.x_offset) / upem, place.y_offset / upem
        # a letter comes before its vowel signs, which HarfBuzz puts on its left
        found[info.cluster].insert(0, Glyph(str(info.codepoint), x, y))
        at += place.x_advance
    return tuple(glyph for start in starts for glyph in _told(face, said[start], found[start])), at / upem


def _told(face: GlyphFont, letters: str, glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs of a cluster, each with what it says: one letter, the last one all that is left.

    Letters of a ligature that have no glyph (lam-alef) get one that is not seen, at its left: those who read by place,
    from the right, then find them in their order.
    """
    spare = len(letters) - len(glyphs)
    for number, glyph in enumerate(glyphs):
        yield glyph._replace(code=face.code(int(glyph.code), letters[number : number + 1]))
    for number in range(spare):
        left = min(glyph.x for glyph in glyphs) - _ASIDE * (number + 1)
        letter = letters[len(glyphs) + number]
        yield Glyph(face.code(face.shaper.get_nominal_glyph(ord(letter)) or 0, letter), left, glyphs[0].y, True)


def advance(word: str, font: str) -> float:
    """Return the width of Arabic letters as a ratio of the size."""
    return shape(word, font)[1]


def mixed(text: str, font: str) -> float:
    """Return the width of a text with Arabic letters in it as a ratio of the size."""
    parts = (("".join(part), kind) for kind, part in groupby(text, key=is_arabic))
    return sum(advance(part, font) if kind else width(part, font, 1.0) for part, kind in parts)


def _plain(code: int) -> str:
    return chr(code) if code < _PRIVATE else ""


def _to_unicode(name: str, letters: list[str]) -> str:
    lines = [f"<{n:02X}> <{(text or ' ').encode('utf-16-be').hex().upper()}>" for n, text in enumerate(letters)]
    parts = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo\n<< /Registry ({name})\n/Ordering ({name})\n/Supplement 0\n>> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n1 begincodespacerange\n<00> <{len(letters) - 1:02X}>\n"
        f"endcodespacerange\n{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
