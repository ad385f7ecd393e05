"""The facets: diploma, voie, domain, school, boarding, level of entry; each value with how many results it leaves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from data_bundle.folding import fold
from ui.search.row_words import FACETS, VOIE_ICONS, facet_value
from ui.theme import Theme
from ui.widgets.check_box import CheckBox

FEW = 8
USUAL = ("Bac pro", "BP", "BTS", "BUT", "CAP", "CS", "Licence", "MC")
"""Diplomas shown before the sixty others: a fixed list, so that a value stays where the hand looks for it."""
ENTREES = ("Après la 3e", "Après un CAP", "Après le bac")
"""In the order of schooling; the values that follow are in the order of the alphabet, which is theirs."""


class ValueBox(CheckBox):
    """A check box of a value: how high it is at a width is worked out once, a list of them is laid out at each key."""

    def __init__(self, text: str, theme: Theme, icon: str, parent: QWidget) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(text, theme, icon, parent)
        super().set_count(0)  # room for a count from the start

    def set_theme(self, theme: Theme) -> None:
        self._heights.clear()
        super().set_theme(theme)

    def set_count(self, count: int | None) -> None:
        if count != self._count:
            super().set_count(count)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


class FacetGroup(QWidget):
    """One facet: a heading, its usual or first values and those ticked, in alphabetical order, a link to the others."""

    changed = Signal()

    def __init__(self, facet: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facet = facet
        self._theme = theme
        self.boxes: dict[str, ValueBox] = {}
        self._counts: dict[str, int] = {}
        self._unfolded = False
        heading = QLabel(FACETS[facet])
        heading.setProperty("kind", "strong")
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._unfold)
        self._values = QVBoxLayout()
        self._column = QVBoxLayout(self)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        self._column.addWidget(rule)
        self._column.addWidget(heading)
        self._column.addLayout(self._values)
        self._column.addWidget(self.more)
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
        order = sorted(self._counts, key=self._rank)
        few = len(order) if self._unfolded or len(order) == FEW + 1 else FEW
        known = [value for value in order if value in USUAL]
        first = {*known, *[value for value in order if value not in known][: few - len(known)]}
        shown = [value for value in order if value in first or value in self.chosen]
        for value, box in self.boxes.items():
            if value not in shown and not box.isHidden():
                box.hide()
        for at, value in enumerate(shown):
            box = self.boxes.get(value) or self._add(value)
            box.set_count(self._counts[value])
            if self._values.indexOf(box) != at:
                self._values.insertWidget(at, box)
            if box.isHidden():
                box.show()
        hidden = len(order) - len(shown)
        others = "Voir l’autre" if hidden == 1 else f"Voir les {hidden} autres"
        if (words := others if hidden else "Réduire la liste") != self.more.text():
            self.more.setText(words)
            self.more.setAccessibleName(f"{FACETS[self._facet]}\u00a0: {words}")
        self.more.setVisible(hidden > 0 or (self._unfolded and len(order) > FEW + 1))
        self.setVisible(bool(order))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self._column.setContentsMargins(0, theme.px(8), 0, 0)
        self._column.setSpacing(theme.px(4))
        self._values.setSpacing(0)
        for box in self.boxes.values():
            box.set_theme(theme)

    def _rank(self, value: str) -> tuple[int, str, str]:
        at = ENTREES.index(value) if value in ENTREES else len(ENTREES)
        return at, fold(facet_value(self._facet, value)), value

    def _add(self, value: str) -> ValueBox:
        icon = VOIE_ICONS.get(value, "") if self._facet == "voie" else "internat" if self._facet == "internat" else ""
        box = ValueBox(facet_value(self._facet, value), self._theme, icon, self)
        box.toggled.connect(lambda _on: self.changed.emit())
        self.boxes[value] = box
        return box

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self.show_counts(self._counts)


class FacetPanel(QWidget):
    """Every facet; ``changed`` when the person ticks or unticks a value."""

    changed = Signal()
    grown = Signal()
    """There are new boxes, which Tab does not know yet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = 0
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

    def group(self, facet: str) -> FacetGroup:
        """Return one facet."""
        return self._groups[facet]

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
        self.setUpdatesEnabled(False)
        for facet, group in self._groups.items():
            group.show_counts(counts.get(facet, {}))
        self.setUpdatesEnabled(True)
        before, self._boxes = self._boxes, sum(len(group.boxes) for group in self._groups.values())
        if self._boxes != before:
            self.grown.emit()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        for group in self._groups.values():
            group.set_theme(theme)
