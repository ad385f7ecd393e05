"""The line over the comparison: departure, level asked for, clear gaps, which columns are shown, age of the data.

When everything is large the departure is in the cards only. The age of the data, which the end of the page says too,
stands here where it has room.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.facts import Commune
from ui.compare.actions_button import ActionsButton
from ui.compare.geometry import STACKED_FROM, Geometry
from ui.compare.stepper import Stepper
from ui.theme import Theme
from ui.widgets.buttons import set_icon
from ui.widgets.check_box import CheckBox
from ui.widgets.segmented import Segmented

LEVELS = ((None, "Établissement"), ("region", "Région"), ("national", "France"))
LEVEL = "Comparer au niveau"
HIGHLIGHT = "Surligner les écarts nets"


class Toolbar(QWidget):
    """Its items stand on one line and go on to the next; the age of the data keeps to the right of the last."""

    level_chosen = Signal(object)
    """None, 'region' or 'national'."""
    highlighted = Signal(bool)
    """Clear gaps are to be marked, or not."""
    family_asked = Signal()
    """The person wants to show the comparison to the family."""
    stepped = Signal(int)
    """The person wants the columns before (-1) or after (1)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from = _Iconed("lieu", self)
        self._known_from = False
        self.offers_national = True
        self._level_word = QLabel(LEVEL, self)
        self._level_word.setProperty("kind", "quiet")
        self.level = Segmented(LEVEL, LEVELS, self)
        self.highlight = CheckBox(HIGHLIGHT, theme, parent=self)
        self.family = QPushButton("Mode famille", self)
        self.family.setToolTip("Un chiffre à la fois, en plein écran (F11)")
        self.family.clicked.connect(self.family_asked)
        self.folded = ActionsButton(self, self.highlight, self.family)
        self.stepper = Stepper(self)
        self.fresh = _Iconed("fraicheur", self)
        self.fresh.words.setProperty("kind", "caption")
        self.level.chosen.connect(self.level_chosen)
        self.highlight.toggled.connect(self.highlighted)
        self.stepper.stepped.connect(self.stepped)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.stepper.hide()
        self._from.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        self.highlight.set_theme(theme)
        self.folded.set_theme(theme)
        set_icon(self.family, theme, "projecteur", "ink", 18)
        for part in (self._from, self.stepper, self.fresh):
            part.set_theme(theme)
        self._level_word.setVisible(not self._large)
        self._from.setVisible(not self._large and self._known_from)
        self.updateGeometry()
        self._arrange(self.width(), True)

    @property
    def _large(self) -> bool:
        return self._theme.zoom >= STACKED_FROM

    def show_from(self, commune: Commune | None) -> None:
        """Say where distances count from, nothing when it is not known."""
        self._known_from = commune is not None
        self._from.setVisible(self._known_from and not self._large)
        if commune is not None:
            self._from.say(f"Depuis <span style='font-weight: 600'>{commune.nom}</span> ({commune.departement})")
        self.updateGeometry()
        self._arrange(self.width(), True)

    def offer_national(self, offered: bool) -> None:
        """Let the level of the whole country be chosen, or say that its figures are not loaded."""
        self.offers_national = offered
        self.level.set_available("national", offered, "Ces chiffres ne sont pas dans les données chargées ici.")

    def show_freshness(self, words: str) -> None:
        """Say how old the figures are."""
        self.fresh.say(words)
        self._arrange(self.width(), True)

    def show_columns(self, places: Geometry, count: int) -> None:
        """Say which columns are on the screen when they are not all there."""
        self.stepper.setVisible(places.shown < count)
        self.stepper.show_columns(places, count)
        self.updateGeometry()
        self._arrange(self.width(), True)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, False)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._arrange(max(self.width(), self._theme.px(400)), False))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(36))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.width(), True)

    def _arrange(self, width: int, move: bool) -> int:
        """Place the items for a width and return the height that they take."""
        px = self._theme.px
        left, gap, tall = px(16), px(16), px(36)
        x, y = left, px(2)
        end = width - left
        items: list[QWidget] = self._shown(end - left)
        if move:
            for tool in (self.highlight, self.family, self.folded):
                tool.setVisible(tool in items)
        for item in items:
            size = item.sizeHint()
            if x > left and x + size.width() > end:
                x, y = left, y + tall
            if move:
                item.setGeometry(QRect(x, y + (tall - size.height()) // 2, size.width(), size.height()))
            x += size.width() + (px(10) if item is self._level_word else gap)
        if move:
            size = self.fresh.sizeHint()
            self.fresh.setVisible(not self._large and x + size.width() <= end)
            place = QRect(end - size.width(), y + (tall - size.height()) // 2, size.width(), size.height())
            self.fresh.setGeometry(place)
        return y + tall + px(2)

    def _shown(self, room: int) -> list[QWidget]:
        """Return what the line holds: when everything is large and it would take two, its buttons fold into one."""
        before: list[QWidget] = [item for item in (self._from, self._level_word, self.level) if not item.isHidden()]
        after: list[QWidget] = [item for item in (self.stepper,) if not item.isHidden()]
        whole: list[QWidget] = [*before, self.highlight, self.family, *after]
        wide = sum(item.sizeHint().width() + self._theme.px(16) for item in whole) - self._theme.px(16)
        return [*before, self.folded, *after] if self._large and wide > room else whole


class _Iconed(QWidget):
    """An icon and words."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self.words = QLabel()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._picture)
        self._row.addWidget(self.words)

    def set_theme(self, theme: Theme) -> None:
        self._picture.setPixmap(theme.icon(self._icon, "ink_2", 16))
        self._row.setSpacing(theme.px(5))

    def say(self, words: str) -> None:
        self.words.setText(words)
