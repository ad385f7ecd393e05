"""The line above the results: how many, the filters in force as chips that can be taken off, the order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.typography import NBSP, quantite
from ui.search.row_words import FACETS, facet_value
from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.flow import FlowLayout
from ui.widgets.menu_button import MenuButton

MAP = "Voir les résultats sur une carte"
ALPHABET, DISTANCE = "alphabet", "distance"


class FilterBar(QWidget):
    """``removed`` with (facet, value) when a chip is pressed; ``order_asked`` with an order."""

    removed = Signal(str, str)
    cleared = Signal()
    order_asked = Signal(object)
    facets_asked = Signal()
    map_asked = Signal()
    """The person wants the results on a map."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._large = False
        self.total: int | None = None
        self._chips: list[QPushButton] = []
        self._filters: dict[str, frozenset[str]] = {}
        self._count = QLabel()
        self._count.setProperty("kind", "group")
        self.fold = QPushButton("Filtres")
        self.fold.setProperty("kind", "menu")
        self.fold.setCheckable(True)
        self.fold.clicked.connect(self.facets_asked)
        self.map = QPushButton("Carte")
        self.map.setProperty("kind", "menu")
        self.map.setAccessibleDescription(MAP)
        self.map.setToolTip(f"{MAP} (Ctrl+M)")
        self.map.clicked.connect(self.map_asked)
        self._sort_label = QLabel(f"Trier{NBSP}:")
        self._sort_label.setProperty("kind", "quiet")
        self.order = MenuButton("Trier", theme)
        self.order.set_options([(ALPHABET, "Alphabet"), (DISTANCE, "Distance")], ALPHABET)
        self.order.set_option_enabled(DISTANCE, False)
        self.order.chosen.connect(self.order_asked)
        self._sort_label.setBuddy(self.order)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self.fold)
        self._flow.addWidget(self._count)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(holder, 1)
        self._right = QHBoxLayout()
        self.cfas = QPushButton()
        self.cfas.setProperty("kind", "link")
        self.cfas.hide()
        self._flow.addWidget(self.cfas)
        self._row.addLayout(self._right)
        self._row.setAlignment(self._right, Qt.AlignmentFlag.AlignTop)
        self.set_theme(theme)

    @property
    def chips(self) -> list[QPushButton]:
        """The chips shown, one a filter in force."""
        return self._chips

    def offer_distance(self, offered: bool) -> None:
        """Sort by distance, or no longer: there is none without a commune."""
        self.order.set_option_enabled(DISTANCE, offered)
        self.order.choose(DISTANCE if offered else ALPHABET)

    def show_count(self, total: int | None) -> None:
        """Show how many results there are, nothing when nothing was searched."""
        self.total = total
        self._count.setText("" if total is None else quantite(total, "formation"))
        self._count.setVisible(total is not None)
        for part in (self.map, self.order):
            part.setVisible(bool(total))
        self._sort_label.setVisible(bool(total) and not self._large)

    def show_filters(self, filters: dict[str, frozenset[str]]) -> None:
        """Show a chip for each value ticked."""
        self._filters = filters
        in_force = [(facet, value) for facet in FACETS for value in sorted(filters.get(facet, ()))]
        words = [facet_value(facet, value) for facet, value in in_force]
        self.fold.setText(f"Filtres ({len(words)})" if words else "Filtres")
        self.fold.setAccessibleDescription(", ".join(words))
        self.fold.setToolTip(", ".join(words))
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        if self._large:  # the boxes of the facets take them off; the lines of the list need the room
            return
        for (facet, value), word in zip(in_force, words, strict=True):
            self._add(word, f"Retirer le filtre {word}", lambda f=facet, v=value: self.removed.emit(f, v))
        if len(self._chips) > 1:
            self._add("Tout retirer", "Retirer tous les filtres", self.cleared.emit)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on; the facets fold away when everything is large."""
        self._theme = theme
        self._flow.set_gap(theme.px(8))
        self._row.setSpacing(theme.px(8))
        self.order.set_theme(theme)
        self._right.setSpacing(theme.px(8))
        set_icon(self.fold, theme, "filtre", "ink_2", 16)
        set_icon(self.map, theme, "lieu", "ink", 16)
        self.fold.setVisible(theme.zoom >= 1.5)
        self._count.setMinimumHeight(theme.px(28))
        self._large = theme.zoom >= 1.5
        self._place_ends()
        self._sort_label.setVisible(not self._large and bool(self.total))
        self.show_filters(self._filters)

    def _place_ends(self) -> None:
        """Keep the map and the order at the right, or let them follow the rest when everything is large."""
        ends: tuple[QWidget, ...] = (self.map, self._sort_label, self.order)
        for part in ends:
            self._right.removeWidget(part)
            self._flow.removeWidget(part)
        for part in ends:
            (self._flow if self._large else self._right).addWidget(part)

    def _add(self, word: str, spoken: str, pressed: object) -> None:
        chip = QPushButton(word)
        chip.setProperty("kind", "chip")
        set_icon(chip, self._theme, "fermer", "ink_2", 12, after=True)
        chip.setAccessibleName(spoken)
        chip.setToolTip(spoken)
        chip.clicked.connect(lambda _checked: pressed())  # type: ignore[operator]
        before = self._chips[-1] if self._chips else self.cfas
        self._chips.append(chip)
        self._flow.addWidget(chip)
        QWidget.setTabOrder(before, chip)
        chip.show()
