"""The basket at the bottom of the search: six places, what is in them, and the button that compares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.flags import CENTER, align, restyle

if TYPE_CHECKING:
    from desktop.selection import Choix, Selection
    from ui.widgets.menu_button import MenuButton
    from ui.widgets.tile import Tile

PLACES = 6
NOT_YET = "Ajoutez au moins deux formations pour les comparer."


class Place(QLabel):
    """An empty place: its number in a dashed frame. Drawn as SVG: the style sheet's 1 px dashes come out as dots."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__(str(number))
        self._theme = theme
        self.setProperty("kind", "place")
        align(self, CENTER)

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtSvg import QSvgRenderer

        width, height, color = self.width(), self.height(), self._theme.tokens.line_strong
        frame = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect x=".5" y=".5" '
            f'width="{width - 1}" height="{height - 1}" rx="{self._theme.px(6)}" fill="none" stroke="{color}" '
            'stroke-dasharray="3 3"/></svg>'
        )
        painter = QPainter(self)
        QSvgRenderer(frame.encode()).render(painter)
        painter.end()
        super().paintEvent(event)


class Tray(QFrame):
    """Follows the session's selection; ``compare_asked`` when its button is pressed."""

    compare_asked = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.tiles: list[Tile] = []
        self.setProperty("kind", "tray")
        self.setAccessibleName("Sélection")
        self._count = QLabel()
        self._count.setProperty("kind", "group")
        self._hint = QLabel("Ctrl+2\u00a0: comparer")
        self._hint.setProperty("kind", "caption")
        self.compare_button = QPushButton("Comparer")
        self.compare_button.setProperty("kind", "primary")
        self.compare_button.clicked.connect(self.compare_asked)
        self.folded: MenuButton | None = None
        """In the place of the tiles when everything is large."""
        self._places = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._count)
        words.addWidget(self._hint)
        words.addStretch()
        self._row = QHBoxLayout(self)
        self._row.addLayout(words)
        self._row.addLayout(self._places, 1)
        self._row.addWidget(self.compare_button)
        session.selection_changed.connect(self._show)
        self.set_theme(theme)

    def current_choix(self) -> Choix | None:
        """Return the formation whose tile, or cross, has the focus."""
        return next((t.choix for t in self.tiles if t.hasFocus() or t.isAncestorOf(self.focusWidget() or self)), None)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on; when everything is large a menu stands for the tiles: none is cut."""
        self._theme = theme
        self._large = theme.zoom >= 1.5
        high = theme.px(2 if self._large else 8)
        self._row.setContentsMargins(theme.px(16), high, theme.px(16), high)
        self._row.setSpacing(theme.px(16))
        self._places.setSpacing(theme.px(8))
        self._hint.setVisible(not self._large)
        self._count.setVisible(not self._large)
        if self._large and self.folded is None:
            from ui.widgets.menu_button import MenuButton

            self.folded = MenuButton("Sélection", theme)
            self.folded.chosen.connect(self._session.remove)
            self._row.insertWidget(1, self.folded)
        if self.folded is not None:
            self.folded.setVisible(self._large)
            self.folded.set_theme(theme)
        if self.compare_button.property("large") is not (not self._large):
            self.compare_button.setProperty("large", not self._large)
            restyle(self.compare_button)
        self._show(self._session.selection if self._session.count else None)

    def _show(self, selection: Selection | None) -> None:
        current = self.current_choix()
        at = next((n for n, tile in enumerate(self.tiles) if tile.choix == current), None)
        self._empty()
        ready = selection is not None and selection.comparable
        words = f"Sélection {self._session.count}/{PLACES}"
        if self._large:
            self._fill_menu(selection, words)
        else:
            self._fill_places(selection)
            self._focus_again(current, at)
        self._count.setText(words)
        self.setVisible(not self._large or self._session.count > 0)  # an empty one would take a line of the list
        self.compare_button.setEnabled(ready)
        self.compare_button.setToolTip("" if ready else NOT_YET)
        self.compare_button.setAccessibleDescription("" if ready else NOT_YET)
        set_icon(self.compare_button, self._theme, "panier", "on_accent", 18)

    def _fill_places(self, selection: Selection | None) -> None:
        for choix in selection.choix if selection else ():
            from ui.widgets.tile import Tile  # later than the first window

            tile = Tile(choix, self._session.facts(choix), self._theme, self)
            tile.removed.connect(self._session.remove)
            self.tiles.append(tile)
            self._put(tile, 3)
        for number in range(self._session.count, PLACES):
            self._put(Place(number + 1, self._theme), 1)

    def _focus_again(self, choix: Choix | None, at: int | None) -> None:
        """Give the focus back to the tile that had it, or to the one that took its place."""
        if at is None or not self.tiles:
            return
        same = next((tile for tile in self.tiles if tile.choix == choix), None)
        tile = same or self.tiles[min(at, len(self.tiles) - 1)]
        tile.show()
        tile.setFocus()

    def _fill_menu(self, selection: Selection | None, words: str) -> None:
        from ui.widgets.tile import spoken

        assert self.folded is not None
        chosen = selection.choix if selection else ()
        options = [(choix, f"Retirer {spoken(*self._session.facts(choix))}") for choix in chosen]
        self.folded.set_options(options, None)
        self.folded.setText(words)
        self.folded.setAccessibleName(f"{words}\u00a0: retirer une formation")
        self.folded.setEnabled(bool(options))
        self._places.addStretch()

    def _put(self, widget: QWidget, stretch: int) -> None:
        widget.setFixedHeight(self._theme.px(50))
        self._places.addWidget(widget, stretch)

    def _empty(self) -> None:
        self.tiles = []
        while (item := self._places.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
