"""A page on the clipboard, as a picture large enough to be printed in a document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication, QImage

from ui.jobs import JobRunner
from ui.sheet.pdf import PageError, Paper

DPI = 150


def copy_page(
    paper: Paper,
    number: int,
    grey: bool,
    jobs: JobRunner,
    told: Callable[[str], object],
    wanted: Callable[[], bool] = lambda: True,
) -> None:
    """Draw page ``number``, from 0, off the window's thread and put it on the clipboard.

    ``told`` is called at the end with a sentence when that can't be done, else with nothing to say. Nothing happens
    once it is not ``wanted`` any more: the interview has ended meanwhile.
    """
    width, height = (round(side * DPI / 72) for side in paper.sizes[number])

    def work() -> QImage:
        return paper.image(number, width, height, grey=grey)

    def done(image: QImage) -> None:
        if not wanted():
            return
        image.setDotsPerMeterX(round(DPI / 0.0254))
        image.setDotsPerMeterY(round(DPI / 0.0254))
        QGuiApplication.clipboard().setImage(image)
        told("")

    def failed(error: Exception) -> None:
        if not isinstance(error, PageError):
            raise error
        if wanted():
            told(error.phrase)

    jobs.run(work, done, failed)
