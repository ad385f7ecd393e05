"""The slow work of the page, off the window's thread: making the PDF, drawing its pages. The last asked wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.errors import CoteACoteError
from ui.jobs import JobRunner
from ui.sheet.pdf import Paper
from ui.sheet.words import UNMADE


class Picture(NamedTuple):
    """A page as it is wanted: its number from 0, its size in pixels of the screen."""

    page: int
    width: int
    height: int
    grey: bool


class SheetJobs(QObject):
    """What was asked before something else was is never handed on."""

    ready = Signal(object)
    """The Paper that was asked for last."""
    refused = Signal(str)
    """A sentence: there is no paper."""
    drawn = Signal(object, object)
    """A Picture of the paper of now, and its QImage."""
    undrawn = Signal(object, str)
    """A Picture that can't be drawn, and a sentence."""

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked = 0
        self._under_way: set[Picture] = set()
        self.paper: Paper | None = None

    def prepare(self, make: Callable[[], bytes]) -> None:
        """Make another PDF in the place of the one there is, which is gone at once."""
        self.drop()
        number = self._asked

        def work() -> Paper:
            return Paper(make())

        self._jobs.run(work, lambda paper: self._made(number, paper), lambda error: self._failed(number, error))

    def drop(self) -> None:
        """Let go of the paper, and of what is still being made."""
        self._asked += 1
        self._under_way.clear()
        if self.paper is not None:
            paper, self.paper = self.paper, None
            self._jobs.run(paper.close, lambda _none: None, _raise)  # a page may still be drawn from it

    def close(self) -> None:
        """Let go of the paper now; nothing more is handed on."""
        self._asked += 1
        self._under_way.clear()
        if self.paper is not None:
            self.paper.close()
            self.paper = None

    def want(self, pictures: set[Picture]) -> None:
        """Draw these pages, and forget those that were wanted before and are not drawn yet."""
        if self.paper is None:
            return
        new = pictures - self._under_way
        self._under_way &= pictures
        self._under_way |= new
        for picture in sorted(new):
            self._draw(self.paper, picture, self._asked)

    def _draw(self, paper: Paper, picture: Picture, number: int) -> None:
        def work() -> QImage | None:
            if number != self._asked or picture not in self._under_way:
                return None
            return paper.image(picture.page, picture.width, picture.height, grey=picture.grey)

        def done(image: QImage | None) -> None:
            if image is not None and number == self._asked:
                self._under_way.discard(picture)
                self.drawn.emit(picture, image)

        def failed(error: Exception) -> None:
            if number == self._asked:
                self._under_way.discard(picture)
                self.undrawn.emit(picture, _sentence(error))

        self._jobs.run(work, done, failed)

    def _made(self, number: int, paper: Paper) -> None:
        if number != self._asked:
            paper.close()
            return
        self.paper = paper
        self.ready.emit(paper)

    def _failed(self, number: int, error: Exception) -> None:
        if number != self._asked:
            return
        if not isinstance(error, CoteACoteError):
            self.refused.emit(UNMADE)
            raise error
        self.refused.emit(error.phrase)


def _sentence(error: Exception) -> str:
    if not isinstance(error, CoteACoteError):
        raise error
    return error.phrase


def _raise(error: Exception) -> None:
    raise error
