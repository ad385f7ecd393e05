"""Reads a sheet back: its words, where each letter stands, how much ink it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import pypdfium2.raw as raw

POINTS_A4 = (595.28, 841.89)


@dataclass(frozen=True)
class Letter:
    """A visible letter with its size and the box of its ink, in points from the bottom left."""

    char: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


class Paper:
    """The pages of a PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._document = pypdfium2.PdfDocument(content)

    def __len__(self) -> int:
        return len(self._document)

    @cached_property
    def texts(self) -> list[str]:
        """The words of each page, spaces and line ends made one."""
        return [flat(page.get_textpage().get_text_range()) for page in self._document]

    @property
    def text(self) -> str:
        """The words of all pages."""
        return " ".join(self.texts)

    def metadata(self) -> dict[str, str]:
        """Title, author and the rest."""
        return dict(self._document.get_metadata_dict())

    def letters(self, number: int) -> list[Letter]:
        """Every letter of a page that leaves ink."""
        words = self._document[number].get_textpage()
        found = []
        for index in range(words.count_chars()):
            char = words.get_text_range(index, 1)
            if not char.strip() or raw.FPDFText_IsGenerated(words, index) == 1:
                continue
            found.append(Letter(char, raw.FPDFText_GetFontSize(words, index), *words.get_charbox(index)))
        return found

    def ink(self, number: int) -> float:
        """The mean grey of a page at 150 dots an inch, in percent."""
        grey = self._document[number].render(scale=150 / 72, grayscale=True).to_pil().tobytes()
        return 100 * (1 - sum(grey) / len(grey) / 255)

    def darkness(self, number: int, box: tuple[float, float, float, float]) -> float:
        """The mean grey of a part of a page (left, bottom, right, top in points), in percent."""
        scale = 150 / 72
        image = self._document[number].render(scale=scale, grayscale=True).to_pil()
        left, bottom, right, top = box
        part = image.crop(
            (
                round(left * scale),
                round((POINTS_A4[1] - top) * scale),
                round(right * scale),
                round((POINTS_A4[1] - bottom) * scale),
            )
        ).tobytes()
        return 100 * (1 - sum(part) / len(part) / 255)


def flat(text: str) -> str:
    """Return a text with every run of spaces, no-break ones included, as one space."""
    return re.sub(r"\s+", " ", text.replace("\ufffe", "-").replace("\x02", "-")).strip()


def overlaps(letters: list[Letter]) -> list[tuple[Letter, Letter]]:
    """Return the pairs of letters whose ink boxes cover one another, slight touching aside."""
    found = []
    ordered = sorted(letters, key=lambda one: one.left)
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.left >= one.right - 0.6:
                break
            wide = min(one.right, other.right) - other.left
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            if wide > 0.6 and high > 0.9:
                found.append((one, other))
    return found
