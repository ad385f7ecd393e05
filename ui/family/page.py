"""The screen of the family mode: no menu, no note, no name of a dossier; keys turn the pages (DESIGN-TOKENS.md §5)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.famille_page import PageFamille
from ui.family.bar import Bar
from ui.family.content import assemble, grid_of
from ui.family.guess import ANSWER, HINT, GuessBoard
from ui.family.look import Large
from ui.family.sheet import MARGIN, Area, Sheet
from ui.family.slides import Slide, slides
from ui.theme import Theme
from ui.widgets import accessible
from ui.widgets.announce import announce
from ui.widgets.blocks import Stack
from ui.widgets.text_block import Text

_NEXT = (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)
_LEAVE = (Qt.Key.Key_Escape, Qt.Key.Key_F11)
_ZOOM = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
ROLL = 0.5
"""Share of the height of the area that an arrow scrolls by."""


class FamilyScreen(QWidget):
    """A window of its own: nothing of the other can be reached from here but leaving and the zoom.

    ``left`` when it is closed; ``zoom_asked`` 1, -1 or 0 for larger, smaller, as it was; ``guessing`` when the person
    wants to guess first, or no longer.
    """

    left = Signal()
    zoom_asked = Signal(int)
    guessing = Signal(bool)

    def __init__(
        self, pages: Sequence[PageFamille], theme: Theme, guess: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        accessible.install()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Côte à Côte")
        self._pages = tuple(pages)
        self._look = Large(theme)
        self._slides: list[Slide] = []
        self._at = 0
        self._hidden = False
        self._guessed: dict[int, int] = {}
        self.board: GuessBoard | None = None
        self.area = Area()
        self.bar = Bar(self._look)
        self.bar.guess.setChecked(guess)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.bar)
        self.bar.back_asked.connect(self.back)
        self.bar.next_asked.connect(self.forward)
        self.bar.leave_asked.connect(self.close)
        sides = self.area.verticalScrollBar()
        sides.valueChanged.connect(lambda _value: self._tell())
        sides.rangeChanged.connect(lambda _least, _most: self._tell())
        self.bar.guess_switched.connect(self._switch_guess)
        self.set_theme(theme)

    @property
    def slide(self) -> Slide:
        """The page shown, with the formations shown."""
        return self._slides[self._at]

    @property
    def number(self) -> tuple[int, int]:
        """Which page is shown, from 1, and how many there are."""
        return self._at + 1, len(self._slides)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on; the question shown stays, its answer too."""
        self._look = Large(theme)
        self.bar.set_theme(self._look)
        self._arrange()

    def forward(self) -> None:
        """Go down to what is not seen yet; then give the answer when it is not there; then turn the page."""
        if (below := self.area.onward()) is not None:
            self.area.verticalScrollBar().setValue(below)
        elif self._hidden:
            self._hidden = False
            self._guessed = self.board.values if self.board is not None else {}
            self._show()
        elif self._at < len(self._slides) - 1:
            self._go(self._at + 1)

    def back(self) -> None:
        """Go up, then turn back to the end of the page before; what was answered stays answered."""
        if (above := self.area.backward()) is not None:
            self.area.verticalScrollBar().setValue(above)
        elif self._at:
            self._go(self._at - 1, answered=True)
            self.area.verticalScrollBar().setValue(self.area.verticalScrollBar().maximum())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in _ZOOM:
                self.zoom_asked.emit(_ZOOM[Qt.Key(key)])
        elif key in _LEAVE:
            self.close()
        elif key in _BACK or (key == Qt.Key.Key_Space and shift):
            self.back()
        elif key in _NEXT:
            self.forward()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._roll(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._slides) - 1, answered=True)
        elif key == Qt.Key.Key_D:
            self.bar.guess.toggle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()

    def _roll(self, way: int) -> None:
        self.area.roll(round(self.area.height() * ROLL) * way)

    def _tell(self) -> None:
        """Say where one is; the focus leaves a button that has nothing more to do."""
        bar, held = self.area.verticalScrollBar(), self.focusWidget()
        at, end = bar.value(), bar.maximum()
        self.bar.show_place(*self.number, answer=self._hidden, below=at < end, above=at > 0)
        if held in (self.bar.back, self.bar.next) and not held.isEnabled():
            (self.board.rows[0] if self.board is not None else self.sheet).setFocus()

    def _arrange(self) -> None:
        """Share the formations out again at the size of now, on the same question."""
        first_time = not self._slides
        self._share()
        if first_time:
            self._hidden = self._asks(self._at)
        self._show(announced=False)

    def _share(self) -> None:
        shown = (self.slide.page.cle, self.slide.first) if self._slides else ("", 0)
        bar = self.area.verticalScrollBar().sizeHint().width()
        room = max(1, self.width() - 2 * self._look.px(MARGIN) - bar)
        screen = max(1, self.height() - self._bar_height() - 2 * self.area.frameWidth())
        self._slides = slides(self._pages, self._look, room, screen, self.bar.guess.isChecked())
        same = [at for at, slide in enumerate(self._slides) if slide.page.cle == shown[0] and slide.first <= shown[1]]
        self._at = same[-1] if same else 0

    def _bar_height(self) -> int:
        wraps = self.bar.hasHeightForWidth()
        return self.bar.heightForWidth(self.width()) if wraps else self.bar.sizeHint().height()

    def _asks(self, at: int) -> bool:
        return self.bar.guess.isChecked() and bool(self._slides[at].page.deviner)

    def _switch_guess(self, on: bool) -> None:
        self.guessing.emit(on)
        self._share()  # a guess takes room beside its answer
        self._hidden = self._asks(self._at)
        self._guessed = {}
        self._show()

    def _go(self, at: int, answered: bool = False) -> None:
        self._at, self._guessed = at, {}
        self._hidden = not answered and self._asks(at)
        self._show()

    def _show(self, announced: bool = True) -> None:
        held = self.focusWidget()
        on_button = held is not None and self.bar.isAncestorOf(held) and held.isEnabled()
        kept = self.board.values if self.board is not None and self._hidden and not announced else {}
        self.board = None
        shown = self._question(kept) if self._hidden else self._answer()
        older = self.area.takeWidget()  # it may be handling the very key that turned the page: gone a little later
        self.area.setWidget(shown)
        shown.setAutoFillBackground(False)
        if older is not None:
            older.hide()
            older.setParent(self)  # else nobody would hold it but this function
            older.deleteLater()
        self.area.verticalScrollBar().setValue(0)
        self._tell()
        self.setTabOrder(self.sheet, self.bar.back)
        if not (on_button and held is not None and held.isEnabled()):
            (self.board.rows[0] if self.board is not None else self.sheet).setFocus()
        if announced:
            self._announce()

    def _answer(self) -> QWidget:
        slide, look = self.slide, self._look
        grid = grid_of(look, slide.page, slide.setting, self._guessed, slide.where)
        block = assemble(look, slide.page, grid, slide.setting.folded)
        self.sheet = Sheet(look, block, self._spoken())
        return self.sheet

    def _question(self, kept: dict[int, int]) -> QWidget:
        slide, look, whole = self.slide, self._look, QWidget()
        items = [Text(look, slide.page.deviner, "card", bold=True)]
        if slide.where:
            items.append(Text(look, slide.where, color="ink_2"))
        items.append(Text(look, f"{HINT} {ANSWER}", color="ink_2"))
        self.sheet = Sheet(look, Stack(items, look.px(10)), self._spoken())
        self.board = GuessBoard([(column.titre.court, column.titre.phrase) for column in slide.page.colonnes], look)
        for at, value in kept.items():
            self.board.rows[at].say(value)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        inside = QVBoxLayout()
        inside.setContentsMargins(look.px(MARGIN) - look.px(8), 0, look.px(MARGIN), 0)
        inside.addWidget(self.board)
        column.addLayout(inside, 1)
        return whole

    def _spoken(self) -> str:
        slide, (number, count) = self.slide, self.number
        where = f"{slide.where}. " if slide.where else ""
        if self._hidden:
            return f"Page {number} sur {count}. {where}{slide.page.deviner} {HINT} {ANSWER}"
        return f"Page {number} sur {count}. {where}{slide.page.phrase}"

    def _announce(self) -> None:
        """Have a screen reader say the page that came, whoever has the focus."""
        announce(self.sheet, self.sheet.accessibleName())
