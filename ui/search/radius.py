"""How far from the commune: a slider from 10 to 150 kilometres, then without limit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from desktop.typography import NBSP

STEP = 10
FARTHEST = 150
WITHOUT_LIMIT = FARTHEST // STEP + 1
USUAL = 5  # 50 km


class Radius(QWidget):
    """``changed`` when the person moves it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel("Jusqu’à")
        label.setProperty("kind", "caption")
        self._words = QLabel()
        self._words.setProperty("kind", "strong")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, WITHOUT_LIMIT)
        self.slider.setPageStep(2)
        self.slider.setAccessibleName("Distance à vol d’oiseau")
        self.slider.valueChanged.connect(self._moved)
        label.setBuddy(self.slider)
        words = QHBoxLayout()
        words.addWidget(label)
        words.addStretch()
        words.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(words)
        column.addWidget(self.slider)
        self.slider.setValue(USUAL)

    @property
    def kilometres(self) -> float | None:
        """The radius, None without limit."""
        value = self.slider.value()
        return None if value >= WITHOUT_LIMIT else float(value * STEP)

    def widen(self, kilometres: int) -> None:
        """Search as far as ``kilometres``."""
        self.slider.setValue(min(WITHOUT_LIMIT, kilometres // STEP))

    def _moved(self, value: int) -> None:
        words = "sans limite" if value >= WITHOUT_LIMIT else f"{value * STEP}{NBSP}km à vol d’oiseau"
        self._words.setText(words)
        self.slider.setAccessibleDescription(words)
        self.changed.emit()
