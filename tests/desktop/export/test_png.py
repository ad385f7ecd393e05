"""The pictures of the sheet: the pages of the very PDF, at a known size."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from desktop.comparison import Comparison
from desktop.export.as_png import pages
from desktop.sheet.demande import Demande
from desktop.sheet.document import render

Real = Callable[[str], Comparison]


@pytest.mark.parametrize("name", ["une", "six"])
def test_a_picture_a_page_at_the_size_of_a4(real: Real, name: str) -> None:
    pdf = render(real(name))
    found = pages(pdf)
    document = PdfDocument(pdf)
    assert len(found) == len(document) > 0
    document.close()
    for content in found:
        picture = Image.open(BytesIO(content))
        assert picture.format == "PNG"
        assert abs(picture.width - 210 / 25.4 * 150) < 2
        assert abs(picture.height - 297 / 25.4 * 150) < 2
        assert round(picture.info["dpi"][0]) == 150
        assert len(set(picture.convert("L").resize((60, 80)).tobytes())) > 3  # something is drawn


def test_the_size_follows_the_dots_an_inch(real: Real) -> None:
    pdf = render(real("une"), Demande(verso=False))
    small, large = (Image.open(BytesIO(pages(pdf, dpi)[0])) for dpi in (75, 150))
    assert abs(large.width - 2 * small.width) <= 2


def test_two_runs_give_the_same_bytes(real: Real) -> None:
    assert pages(render(real("deux"))) == pages(render(real("deux")))
