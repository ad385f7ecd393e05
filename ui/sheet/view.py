"""The view of the pages: those in sight are drawn at their size on this screen, and kept while they stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from ui.sheet.jobs import Picture, SheetJobs
from ui.sheet.pdf import Paper
from ui.sheet.places import WHOLE, WIDE, places, whole
from ui.sheet.words import TAGGED, number_of
from ui.theme import Theme
from ui.widgets import accessible
from ui.widgets.announce import announce

GAP = 14
"""Design pixels around a page."""
LEAST = 120


class PaperView(QAbstractScrollArea):
    """Keys: the pages with PageUp and PageDown, the arrows to scroll, Ctrl+C for the page as a picture."""

    accessible_role = QAccessible.Role.Graphic
    current_changed = Signal(int)
    """The number, from 0, of the page that one is on."""
    copy_asked = Signal()

    def __init__(self, jobs: SheetJobs, theme: Theme, parent: QWidget | None = None, *, told: str = TAGGED) -> None:
        super().__init__(parent)
        accessible.install()
        self._told = told
        self._jobs = jobs
        self._theme = theme
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._places: list[QRect] = []
        self._images: dict[int, tuple[Picture, QImage]] = {}
        self._failures: dict[int, str] = {}
        self._words = ""
        self.current = 0
        self.fit = WHOLE
        self.grey = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(LEAST, LEAST)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._follow_scroll)
        jobs.drawn.connect(self._show_image)
        jobs.undrawn.connect(self._show_failure)
        self._name()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def shown(self) -> dict[int, QImage]:
        """The pages that are drawn at the size and in the colours of now."""
        return {page: image for page, (picture, image) in self._images.items() if picture == self._picture(page)}

    def show_paper(self, paper: Paper) -> None:
        """Show another paper, from the page of the same number on."""
        self.blank()
        self._sizes, self._words = paper.sizes, ""
        self._go(min(self.current, len(self._sizes) - 1))
        self._arrange()
        self._name()

    def blank(self) -> None:
        """Leave the pages where they are with nothing on them: what was there is not true any more."""
        self._images.clear()
        self._failures.clear()
        self.viewport().update()

    def show_words(self, words: str) -> None:
        """Show a sentence in the place of pages."""
        self.blank()
        self._sizes, self._words = (), words
        self._arrange()
        self._name()

    def set_fit(self, fit: str) -> None:
        """Show whole pages, or pages as wide as the view; the page that one is on stays."""
        self.fit = fit
        self._arrange()
        self._reveal()

    def set_grey(self, grey: bool) -> None:
        """Show the pages without their colours, or with them."""
        self.grey = grey
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on: the ground, never the paper."""
        self._theme = theme
        self._arrange()

    def go(self, page: int) -> None:
        """Go to a page, from 0, and show it."""
        if 0 <= page < self.count:
            self._go(page)
            self._reveal()
            self._name()
            announce(self, number_of(page, self.count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count - 1}
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif key in ends:
            self.go(ends[Qt.Key(key)])
        elif key in pages and self.fit == WHOLE:
            self.go(self.current + pages[Qt.Key(key)])
        elif key in pages:
            bar.setValue(bar.value() + pages[Qt.Key(key)] * round(self.viewport().height() * 0.9))
        elif key in steps:
            bar.setValue(bar.value() + steps[Qt.Key(key)] * bar.singleStep())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint() + self._offset()
        for page, place in enumerate(self._places):
            if place.contains(at):
                self.go(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wanted = set()
        for page, place in enumerate(self._places):
            on_screen = place.translated(-self._offset())
            if not on_screen.intersects(self.viewport().rect()):
                self._images.pop(page, None)
                continue
            self._paint_page(painter, page, on_screen)
            picture = self._picture(page)
            if page not in self._failures and (page not in self._images or self._images[page][0] != picture):
                wanted.add(picture)
        if self._words:
            self._write(painter, self._words, self.viewport().rect(), "ink", "card")
        painter.end()
        self._jobs.want(wanted)

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)
        if page in self._images:  # for an instant of another size, or with other colours
            painter.drawImage(QRectF(place), self._images[page][1])
        here = page == self.current and self.count > 1
        painter.setPen(QPen(self._theme.color("accent" if here else "line_strong"), 2 if here else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if page in self._failures:
            self._write(painter, self._failures[page], place, "", "body")

    def _write(self, painter: QPainter, words: str, place: QRect, ink: str, role: str) -> None:
        painter.setPen(self._theme.color(ink) if ink else Qt.GlobalColor.black)  # paper is white in every theme
        painter.setFont(self._theme.font(role))
        room = place.adjusted(*(self._theme.px(24) * side for side in (1, 1, -1, -1)))
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignCenter), words)

    def _picture(self, page: int) -> Picture:
        ratio = self.viewport().devicePixelRatioF()
        place = self._places[page]
        return Picture(page, round(place.width() * ratio), round(place.height() * ratio), self.grey)

    def _show_image(self, picture: Picture, image: QImage) -> None:
        if picture.page < self.count:
            self._images[picture.page] = (picture, image)
            self.viewport().update()

    def _show_failure(self, picture: Picture, sentence: str) -> None:
        self._failures[picture.page] = sentence
        self._name()
        self.viewport().update()

    def _arrange(self) -> None:
        """Place the pages; in a view without its scroll bar first, so that it comes only where it is needed."""
        gap = self._theme.px(GAP)
        room = self.maximumViewportSize()
        self._places = places(self._sizes, room, self.fit, gap)
        if whole(self._places, gap).height() > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
            self._places = places(self._sizes, room, self.fit, gap)
        size = whole(self._places, gap)
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setPageStep(room.height())
        bar.setRange(0, max(0, size.height() - room.height()))
        across.setRange(0, 0)
        self.viewport().update()

    def _reveal(self) -> None:
        if self.current < len(self._places):
            place, gap = self._places[self.current], self._theme.px(GAP)
            bar = self.verticalScrollBar()
            seen = QRect(0, bar.value(), 1, self.viewport().height())
            if self.fit == WIDE or not (seen.top() <= place.top() and place.bottom() <= seen.bottom()):
                bar.setValue(place.top() - gap)
        self.viewport().update()

    def _follow_scroll(self) -> None:
        """When a page is larger than the view, the one in the middle of the view is the one that one is on."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        if self.fit == WIDE:
            above = [page for page, place in enumerate(self._places) if place.top() <= middle]
            if above and above[-1] != self.current:
                self._go(above[-1])
                self._name()
        self.viewport().update()

    def _go(self, page: int) -> None:
        if page != self.current:
            self.current = page
            self.current_changed.emit(page)

    def _offset(self) -> QPoint:
        return QPoint(0, self.verticalScrollBar().value())

    def _name(self) -> None:
        where = number_of(self.current, self.count)
        failed = self._failures.get(self.current, "")
        self.setAccessibleName(self._words or f"{where}. {failed or self._told}")
        self.setAccessibleDescription("Page précédente et suivante changent de page, Ctrl+C copie la page comme image.")
