"""The pages of the sheet as pictures: those of the very PDF, drawn by pypdfium2."""

from __future__ import annotations

from io import BytesIO

DPI = 150
POINTS = 72
"""Points of an inch, in which a PDF counts."""


def pages(pdf: bytes, dpi: int = DPI) -> list[bytes]:
    """Return a PNG a page; the same bytes for the same PDF."""
    from pypdfium2 import PdfDocument  # drawing pages is for this alone

    document = PdfDocument(pdf)
    try:
        found = []
        for number in range(len(document)):
            page = document[number]
            buffer = BytesIO()
            page.render(scale=dpi / POINTS).to_pil().save(buffer, "PNG", dpi=(dpi, dpi), optimize=False)
            page.close()
            found.append(buffer.getvalue())
        return found
    finally:
        document.close()
