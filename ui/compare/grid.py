"""The scrolled part of the page: headings, labels, cells and bands, placed row by row under the header cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.compare.cell import Cell, Painted
from ui.compare.geometry import Geometry
from ui.compare.label import Label, label_block
from ui.compare.look import Look
from ui.compare.navigator import Navigator
from ui.compare.row import Group, Row
from ui.widgets.band import band_block
from ui.widgets.text_block import Text


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """The widgets of one row: its label, its cells, and its bands with the columns that they span."""

    key: str
    title: str
    label: Label
    cells: tuple[Cell, ...]
    bands: tuple[tuple[Painted, tuple[int, ...]], ...]


class Heading(Painted):
    """The question over a group of rows."""

    accessible_role = QAccessible.Role.Heading


class BandStrip(Painted):
    """The sentence under a row, on the ground of the bands with its lower corners round."""

    def paint_ground(self, painter: QPainter) -> None:
        radius = self.theme.px(5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.color("band"))
        painter.setBrush(self.theme.color("band"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)


class Grid(QWidget):
    """Holds the rows; it is laid out again for a Geometry, and hands its keys to the navigator."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._placed: list[tuple[Heading, list[PlacedRow]]] = []
        self._tall = 0
        self._look: Look | None = None
        self._last: list[Painted] = []

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The cells, row by row."""
        return [row.cells for _, rows in self._placed for row in rows]

    @property
    def painted(self) -> list[Painted]:
        """Every widget that shows words: headings, labels, cells and bands."""
        found: list[Painted] = [*self._last]
        for heading, rows in self._placed:
            found.append(heading)
            for row in rows:
                found += [row.label, *row.cells, *(band for band, _ in row.bands)]
        return found

    def label(self, row: str) -> Label | None:
        """Return the label of a row, None when it is not shown."""
        return next((one.label for _, rows in self._placed for one in rows if one.key == row), None)

    def title(self, row: str) -> str | None:
        """Return the name of a row, None when it is not shown."""
        return next((one.title for _, rows in self._placed for one in rows if one.key == row), None)

    def fill(self, look: Look, groups: Sequence[Group], last: Sequence[Sequence[str]]) -> None:
        """Show these groups in place of what was shown, and quiet paragraphs under them, each of some lines."""
        older, self._placed, self._last, self._look = self.painted, [], [], None
        for widget in older:  # hiding the one that has the focus gives it to the next: nothing may place them again
            widget.hide()
            widget.deleteLater()
        self._look = look
        for lines in last:
            said = look.stack([look.caption(line) for line in lines], 3)
            self._last.append(Painted(look.theme, said, (0, look.theme.px(6)), "", self))
        self._placed = [
            (self._heading(look, group), [self._row(look, row) for row in group.rows]) for group in groups if group.rows
        ]

    def arrange(self, places: Geometry) -> None:
        """Place every widget, and take the height that this needs."""
        if self._look is None:
            return
        px = self._look.theme.px
        y = px(4)
        for heading, rows in self._placed:
            y += px(6)
            y += self._put(heading, places.left, y, places.whole) + px(4)
            for row in rows:
                y = self._arrange_row(row, places, y, px(8))
        for paragraph in self._last:
            y += self._put(paragraph, places.left, y, places.whole)
        self._tall = y + px(16)
        self.setFixedHeight(self._tall)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._navigator.handle(event):
            super().keyPressEvent(event)

    def _arrange_row(self, row: PlacedRow, places: Geometry, y: int, below: int) -> int:
        seen = [cell for cell in row.cells if places.shows(cell.column)]
        tall = max(cell.heightForWidth(places.wide) for cell in seen)
        bottom = y
        if places.stacked:
            y += self._put(row.label, places.left, y, places.whole)
        else:
            bottom = y + self._put(row.label, places.left, y, places.labels)
        for cell in row.cells:
            cell.setVisible(places.shows(cell.column))
            if places.shows(cell.column):
                cell.setGeometry(QRect(places.x(cell.column), y, places.wide, tall))
        y += tall
        for band, columns in row.bands:
            span = places.span(min(columns), max(columns))
            band.setVisible(span is not None)
            if span is not None:
                y += self._put(band, span[0], y, span[1]) + 1
        return max(y, bottom) + below

    @staticmethod
    def _put(widget: Painted, x: int, y: int, width: int) -> int:
        tall = widget.heightForWidth(width)
        widget.setGeometry(QRect(x, y, width, tall))
        widget.show()
        return tall

    def _heading(self, look: Look, group: Group) -> Heading:
        theme = look.theme
        words = [Text(theme, group.title, "group", True)]
        if group.aside:
            words.append(look.caption(group.aside, "ink_2"))
        return Heading(theme, look.flow([*words], 8), (0, 0), "", self)

    def _row(self, look: Look, row: Row) -> PlacedRow:
        theme = look.theme
        label = Label(theme, label_block(look, row), row, self)
        label.asked.connect(lambda what: self._navigator.ask_row(row.key, what))
        cells = tuple(Cell(theme, content, row.key, i, self) for i, content in enumerate(row.cells))
        pad = (theme.px(12), theme.px(4))
        bands: list[tuple[Painted, tuple[int, ...]]] = [
            (BandStrip(theme, band_block(theme, b.lead, b.words, b.sign), pad, "", self), b.columns) for b in row.bands
        ]
        if row.remarks:
            said = look.caption(" ".join(row.remarks), "ink_2")
            bands.append((Painted(theme, said, pad, "", self), tuple(range(len(cells)))))
        for cell in cells:
            under = [band.accessibleName() for band, columns in bands if cell.column in columns]
            cell.setAccessibleDescription(" ".join(under))
            self._navigator.watch(cell)
        return PlacedRow(row.key, row.title, label, cells, tuple(bands))
