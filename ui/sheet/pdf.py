"""The pages of a PDF as pictures: pdfium draws straight into the pixels of a QImage."""

from __future__ import annotations

import ctypes
import threading
from types import TracebackType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.errors import CoteACoteError
from desktop.typography import NBSP

UNDRAWN = f"Cette page ne peut pas être montrée. La fiche peut toujours être enregistrée en PDF{NBSP}: Ctrl+S."
_ONE_AT_A_TIME = threading.Lock()
"""pdfium is one for the whole process, and not made for two threads."""


class PageError(CoteACoteError):
    """A page, or the whole document, can't be drawn."""


class Paper:
    """The pages of ``content``, the bytes of a PDF. Any thread may ask; one at a time is served.

    ``sizes`` are the width and height of each page in points. Raises PageError.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._document: Any = None
        self._pages: dict[int, Any] = {}
        with _ONE_AT_A_TIME:
            try:
                import pypdfium2

                self._document = pypdfium2.PdfDocument(content)
                numbers = range(len(self._document))
                self.sizes = tuple(self._document.get_page_size(number) for number in numbers)
            except (RuntimeError, ImportError, OSError) as error:  # pdfium's own is a RuntimeError
                self._close()
                raise PageError(UNDRAWN) from error

    def __len__(self) -> int:
        return len(self.sizes)

    def __enter__(self) -> Paper:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.close()

    def image(
        self, number: int, width: int, height: int, *, grey: bool = False, top: int = 0, rows: int | None = None
    ) -> QImage:
        """Return page ``number``, from 0, drawn ``width`` × ``height`` pixels; only its ``rows`` from ``top`` on.

        Raises PageError, also once the document is closed.
        """
        rows = height if rows is None else rows
        image = QImage(width, rows, QImage.Format.Format_RGB32)
        if image.isNull():  # too large for the memory there is
            raise PageError(UNDRAWN)
        image.fill(Qt.GlobalColor.white)
        with _ONE_AT_A_TIME:
            if self._document is None:
                raise PageError(UNDRAWN)
            try:
                self._draw(number, image, (0, -top, width, height))
            except (RuntimeError, IndexError) as error:
                raise PageError(UNDRAWN) from error
        # drawn in grey by pdfium itself, letters stick to whole pixels and words run into one another
        return image.convertToFormat(QImage.Format.Format_Grayscale8) if grey else image

    def close(self) -> None:
        """Let go of the document and of its bytes; what was drawn stays."""
        with _ONE_AT_A_TIME:
            self._close()
            self.content = b""

    def _draw(self, number: int, image: QImage, place: tuple[int, int, int, int]) -> None:
        from pypdfium2 import PdfBitmap, raw

        memory = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
        size = (image.width(), image.height(), raw.FPDFBitmap_BGRx)
        if number not in self._pages:  # read once: bands and other sizes are drawn from it
            self._pages[number] = self._document[number]
        bitmap = PdfBitmap.new_native(*size, buffer=memory, stride=image.bytesPerLine())
        raw.FPDF_RenderPageBitmap(bitmap, self._pages[number], *place, 0, raw.FPDF_ANNOT)
        bitmap.close()

    def _close(self) -> None:
        if self._document is not None:
            for page in self._pages.values():
                page.close()
            self._pages.clear()
            self._document.close()
            self._document = None
