"""The cards at the head of the columns: they stay while the rows scroll, and have equal heights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.typography import quantite
from desktop.verdict_words import noms
from ui.compare.cell import Painted
from ui.compare.geometry import Geometry
from ui.compare.head_card import HeadCard
from ui.compare.head_content import head_content
from ui.compare.look import Look
from ui.compare.navigator import Navigator
from ui.widgets.text_block import Text


class Header(QWidget):
    """One card a column, and at their left how many there are and that their order is the person's own."""

    closed = Signal(int)
    """The person takes a formation out: its column number."""
    beside = Signal(int)
    """The person wants the same diploma by the other voie beside a formation: its column number."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self.cards: tuple[HeadCard, ...] = ()
        self.note: Painted | None = None

    @property
    def painted(self) -> list[Painted]:
        """Every widget that shows words."""
        return [*([self.note] if self.note else []), *self.cards]

    def fill(self, look: Look, comparison: Comparison, depuis: Commune | None, others: Sequence[str] = ()) -> None:
        """Show the cards of this comparison in place of those shown; ``others`` as in `Board.show_comparison`."""
        for widget in self.painted:
            widget.hide()
            widget.deleteLater()
        theme, count = look.theme, len(comparison.colonnes)
        words = [Text(theme, quantite(count, "formation"), bold=True)]
        words += [look.caption(line, "ink_2") for line in ("Ordre\u00a0: celui de la sélection.", "Aucun classement.")]
        self.note = Painted(theme, look.stack([*words], 2), (0, theme.px(6)), "", self)
        cards = []
        for column, (colonne, name) in enumerate(zip(comparison.colonnes, noms(comparison.colonnes), strict=True)):
            card = HeadCard(theme, head_content(look, comparison, colonne, depuis), column, name, self)
            if others and others[column] and not look.brief:
                card.offer(others[column])
            card.closed.connect(self.closed)
            card.beside.connect(self.beside)
            self._navigator.watch(card)
            cards.append(card)
        self.cards = tuple(cards)

    def wanted(self, places: Geometry) -> int:
        """Return the height of the highest card of all columns, without what it offers."""
        return max((card.plain_height(places.wide) for card in self.cards), default=0)

    def arrange(self, places: Geometry) -> None:
        """Place the cards, all as high as the highest of those shown."""
        seen = [card for card in self.cards if places.shows(card.column)]
        tall = max((card.heightForWidth(places.wide) for card in seen), default=0)
        if self.note is not None:
            self.note.setVisible(not places.stacked)
            if not places.stacked:
                own = self.note.heightForWidth(places.labels)
                tall = max(tall, own)
                self.note.setGeometry(QRect(places.left, (tall - own) // 2, places.labels, own))
        for card in self.cards:
            card.setVisible(places.shows(card.column))
            if places.shows(card.column):
                card.setGeometry(QRect(places.x(card.column), 0, places.wide, tall))
        self.setFixedHeight(tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._navigator.handle(event):
            super().keyPressEvent(event)
