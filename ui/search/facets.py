"""The facets: diploma, voie, domain, school, boarding; each value with how many results it would leave."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from data_bundle.folding import fold
from ui.search.row_words import FACETS, VOIE_ICONS, facet_value
from ui.theme import Theme
from ui.widgets.check_box import CheckBox

FEW = 6


class FacetGroup(QWidget):
    """One facet: a heading, its most frequent values in alphabetical order, and a link to the others."""

    changed = Signal()

    def __init__(self, facet: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facet = facet
        self._theme = theme
        self.boxes: dict[str, CheckBox] = {}
        self._counts: dict[str, int] = {}
        self._unfolded = False
        heading = QLabel(FACETS[facet])
        heading.setProperty("kind", "strong")
        self._more = QPushButton()
        self._more.setProperty("kind", "link")
        self._more.clicked.connect(self._unfold)
        self._values = QVBoxLayout()
        self._column = QVBoxLayout(self)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        self._column.addWidget(rule)
        self._column.addWidget(heading)
        self._column.addLayout(self._values)
        self._column.addWidget(self._more)
        self.set_theme(theme)

    @property
    def chosen(self) -> frozenset[str]:
        """The values that are ticked."""
        return frozenset(value for value, box in self.boxes.items() if box.isChecked())

    def clear(self, value: str | None = None) -> None:
        """Untick one value, or all, without a signal."""
        for one, box in self.boxes.items():
            if value in (None, one):
                box.blockSignals(True)
                box.setChecked(False)
                box.blockSignals(False)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show the values that there are, and the ticked ones even when they have nothing left."""
        self._counts = counts | {value: counts.get(value, 0) for value in self.chosen}
        order = sorted(self._counts, key=lambda value: (fold(facet_value(self._facet, value)), value))
        few = len(order) if self._unfolded or len(order) == FEW + 1 else FEW
        usual = set(sorted(order, key=lambda value: -self._counts[value])[:few])  # the most frequent, never the "best"
        shown = [value for value in order if value in usual or value in self.chosen]
        for value, box in self.boxes.items():
            box.setVisible(value in shown)
        for at, value in enumerate(shown):
            box = self.boxes.get(value) or self._add(value)
            box.set_count(self._counts[value])
            if self._values.indexOf(box) != at:
                self._values.insertWidget(at, box)
            box.show()
        hidden = len(order) - len(shown)
        others = "Voir l’autre" if hidden == 1 else f"Voir les {hidden} autres"
        self._more.setText(others if hidden else "Réduire la liste")
        self._more.setAccessibleName(f"{FACETS[self._facet]}\u00a0: {self._more.text()}")
        self._more.setVisible(hidden > 0 or (self._unfolded and len(order) > FEW + 1))
        self.setVisible(bool(order))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._column.setContentsMargins(0, theme.px(8), 0, 0)
        self._column.setSpacing(theme.px(4))
        self._values.setSpacing(0)
        for box in self.boxes.values():
            box.set_theme(theme)

    def _add(self, value: str) -> CheckBox:
        icon = VOIE_ICONS.get(value, "") if self._facet == "voie" else "internat" if self._facet == "internat" else ""
        box = CheckBox(facet_value(self._facet, value), self._theme, icon, self)
        box.toggled.connect(lambda _on: self.changed.emit())
        self.boxes[value] = box
        return box

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self.show_counts(self._counts)


class FacetPanel(QWidget):
    """Every facet; ``changed`` when the person ticks or unticks a value."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._groups = {facet: FacetGroup(facet, theme) for facet in FACETS}
        for group in self._groups.values():
            group.changed.connect(self.changed)
            group.hide()
            column.addWidget(group)

    @property
    def chosen(self) -> dict[str, frozenset[str]]:
        """The ticked values of each facet, by the facet's name."""
        return {facet: group.chosen for facet, group in self._groups.items()}

    def box(self, facet: str, value: str) -> CheckBox:
        """Return the check box of a value; KeyError when no result has it."""
        return self._groups[facet].boxes[value]

    def clear(self, facet: str | None = None, value: str | None = None) -> None:
        """Untick a value of a facet, or everything, and say so."""
        for name, group in self._groups.items():
            if facet in (None, name):
                group.clear(value)
        self.changed.emit()

    def show_counts(self, counts: dict[str, dict[str, int]]) -> None:
        """Show how many results each value would leave."""
        for facet, group in self._groups.items():
            group.show_counts(counts.get(facet, {}))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        for group in self._groups.values():
            group.set_theme(theme)
