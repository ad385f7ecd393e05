"""The line at the bottom: whose tool it is, what it keeps, how fresh and how wide the data are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import set_icon


class StatusLine(QFrame):
    """``extent_asked`` when the person wants to know how to get the rest of the data."""

    extent_asked = Signal()
    help_asked = Signal()
    trial_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.trial_button = QPushButton("Données d’essai")
        self.trial_button.setProperty("kind", "statusLink")
        self.trial_button.clicked.connect(self.trial_asked)
        self.trial_button.hide()
        self._independent = _caption("Outil indépendant, non officiel")
        self._private = _caption("Aucun nom, aucune donnée personnelle")
        self._icon = QLabel()
        self._freshness = _caption("")
        self._extent = QPushButton()
        self._extent.setProperty("kind", "statusLink")
        self._extent.hide()
        self._extent.setToolTip("Comment obtenir les données de toute la France")
        self._extent.clicked.connect(self.extent_asked)
        self._zoom = _caption("")
        self.help_button = QPushButton("F1\u00a0: aide")
        self.help_button.setProperty("kind", "statusLink")
        self.help_button.clicked.connect(self.help_asked)
        self._row = QHBoxLayout()
        self._row.addWidget(self.trial_button)
        self._row.addWidget(self._independent)
        self._row.addWidget(self._private)
        self._row.addStretch()
        self._fresh_row = QHBoxLayout()
        self._fresh_row.addWidget(self._icon)
        self._fresh_row.addWidget(self._freshness)
        self._row.addLayout(self._fresh_row)
        for widget in (self._extent, self._zoom, self.help_button):
            self._row.addWidget(widget)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule)
        column.addLayout(self._row)
        self.set_theme(theme)

    def show_data(self, freshness: str, renewal: str, extent: str) -> None:
        """Say how fresh the figures are, when others come, which part of the country they cover (empty: the whole)."""
        self._freshness.setText(freshness)
        self._freshness.setToolTip(f"Parution\u00a0: {renewal}" if renewal else "")
        if freshness:  # never a sign without words
            self._icon.setPixmap(self._theme.icon("fraicheur", "ink_3", 14))
        else:
            self._icon.clear()
        self._extent.setText(extent)
        self._extent.setVisible(bool(extent))

    def show_trial(self, sentence: str) -> None:
        """Say for as long as the window that its figures are for trials only; empty when they are not."""
        self.trial_button.setToolTip(sentence)
        self.trial_button.setAccessibleDescription(sentence)
        self.trial_button.setVisible(bool(sentence))
        self.set_theme(self._theme)

    @property
    def texts(self) -> list[str]:
        """What the line says, from left to right."""
        said = (self.trial_button, self._independent, self._private, self._freshness, self._extent, self._zoom)
        return [part.text() for part in said if not part.isHidden()]

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on; what the menus also say gives way when everything is large."""
        trial = not self.trial_button.isHidden()
        large = theme.zoom >= (1.25 if trial else 1.5)
        self._theme = theme
        set_icon(self.trial_button, theme, "alerte", "caution", 14)
        if self._freshness.text():
            self._icon.setPixmap(theme.icon("fraicheur", "ink_3", 14))
        self._zoom.setText(f"Zoom {round(theme.zoom * 100)}\u00a0%")
        self._private.setVisible(not large)
        self.help_button.setVisible(not large)
        self._zoom.setVisible(theme.zoom < 2)
        for widget in (self._icon, self._freshness):
            widget.setVisible(theme.zoom < (1.75 if trial else 2.25))
        self._row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._row.setSpacing(theme.px(8 if large else 16))
        self._fresh_row.setSpacing(theme.px(4))
        self.setFixedHeight(theme.px(24) + 1)


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "caption")
    return label
