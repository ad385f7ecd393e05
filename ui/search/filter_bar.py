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

ALPHABET, DISTANCE = "alphabet", "distance"


class FilterBar(QWidget):
    """``removed`` with (facet, value) when a chip is pressed; ``order_asked`` with an order."""

    removed = Signal(str, str)
    cleared = Signal()
    order_asked = Signal(object)
    facets_asked = Signal()

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
        self._sort_label = QLabel(f"Trier{NBSP}:")
        self._sort_label.setProperty("kind", "quiet")
        self.order = MenuButton("Trier", theme)
        self.order.set_options([(ALPHABET, "Alphabet"), (DISTANCE, "Distance")], ALPHABET)
        self.order.set_option_enabled(DISTANCE, False)
        self.order.chosen.connect(self.order_asked)
        self._sort_label.setBuddy(self.order)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self._count)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(holder, 1)
        sort = QHBoxLayout()
        sort.addWidget(self._sort_label)
        sort.addWidget(self.order)
        self.cfas = QPushButton()
        self.cfas.setProperty("kind", "link")
        self.cfas.hide()
        self._flow.addWidget(self.cfas)
        self._row.addLayout(sort)
        self._row.setAlignment(sort, Qt.AlignmentFlag.AlignTop)
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
        self.order.setVisible(total is not None)
        self._sort_label.setVisible(total is not None and not self._large)

    def show_filters(self, filters: dict[str, frozenset[str]]) -> None:
        """Show a chip for each value ticked."""
        self._filters = filters
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for facet in FACETS:
            for value in sorted(filters.get(facet, ())):
                word = facet_value(facet, value)
                self._add(word, f"Retirer le filtre {word}", lambda f=facet, v=value: self.removed.emit(f, v))
        if len(self._chips) > 1:
            self._add("Tout retirer", "Retirer tous les filtres", self.cleared.emit)
        in_force = sum(map(len, filters.values()))
        self.fold.setText(f"Filtres ({in_force})" if in_force else "Filtres")

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on; the facets fold away when everything is large."""
        self._theme = theme
        self._flow.set_gap(theme.px(8))
        self._row.setSpacing(theme.px(8))
        self.order.set_theme(theme)
        set_icon(self.fold, theme, "filtre", "ink_2", 16)
        self.fold.setVisible(theme.zoom >= 1.5)
        self._count.setMinimumHeight(theme.px(28))
        self._large = theme.zoom >= 1.5
        self._sort_label.setVisible(not self._large and not self.order.isHidden())
        self.show_filters(self._filters)

    def _add(self, word: str, spoken: str, pressed: object) -> None:
        chip = QPushButton(word)
        chip.setProperty("kind", "chip")
        set_icon(chip, self._theme, "fermer", "ink_2", 12, after=True)
        chip.setAccessibleName(spoken)
        chip.setToolTip(spoken)
        chip.clicked.connect(lambda _checked: pressed())  # type: ignore[operator]
        self._chips.append(chip)
        self._flow.addWidget(chip)
        chip.show()
