"""The page of the map: the picture, and beside it the same places as a list. Escape goes back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.outlines import Contours, read
from ui.map.model import PlaceList, PlaceModel
from ui.map.picture import FACTOR, LEAST, Picture
from ui.map.places import Asked, Place, places_of, territories
from ui.map.words import (
    AS_THE_CROW_FLIES,
    BACK,
    KEYS,
    NOTHING,
    TITLE,
    detail,
    missing,
    picture_name,
    source,
    summary,
    territory,
)
from ui.theme import Theme
from ui.widgets import accessible
from ui.widgets.announce import announce
from ui.widgets.buttons import set_icon
from ui.widgets.flags import never_sideways, restyle
from ui.widgets.flow import FlowLayout
from ui.widgets.menu_button import MenuButton

LARGE = 1.5
"""Zoom from which what is said elsewhere gives its room to the map."""
SIDE = 380
"""Design pixels of the list; never more than what is left of a small screen."""


class MapPage(QWidget):
    """``closed`` when the person goes back; ``narrowed`` with the UAI to search."""

    closed = Signal()
    narrowed = Signal(str)

    def __init__(self, theme: Theme, outlines: Contours | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._outlines = outlines or read()
        self._asked = Asked("", ())
        self._places: tuple[Place, ...] = ()
        self._told = ""
        self.title = QLabel(TITLE)
        self.title.setProperty("kind", "card")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.close_button = QPushButton()
        self.close_button.setToolTip(f"{BACK} (Échap)")
        self.close_button.setAccessibleName(BACK)
        self.close_button.clicked.connect(self.closed)
        self.closer, self.farther = self._button("+", "Agrandir la carte"), self._button("−", "Réduire la carte")
        self.all = self._button("Tout voir", "Tout voir sur la carte")
        self.maps = MenuButton("Carte", theme)
        self.picture = Picture(self._outlines, theme)
        self.model = PlaceModel(self)
        self.list = PlaceList(theme)
        self.list.setModel(self.model)
        self.list.setAccessibleName("Établissements, dans l’ordre des résultats")
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.narrow = QPushButton("Voir ses formations")
        self.narrow.setToolTip("Chercher cet établissement (Entrée)")
        self.narrow.clicked.connect(lambda: self._narrow(self.list.currentIndex().row()))
        self.credit = QLabel(source(self._outlines.source, self._outlines.licence))
        self.credit.setProperty("kind", "caption")
        self.credit.setWordWrap(True)
        self._build()
        self.closer.clicked.connect(lambda: self.picture.zoom(FACTOR))
        self.farther.clicked.connect(lambda: self.picture.zoom(1 / FACTOR))
        self.all.clicked.connect(self.picture.show_all)
        self.maps.chosen.connect(self._change_map)
        self.picture.chosen.connect(self.choose)
        self.list.current.connect(self._follow)
        self.list.picked.connect(self._narrow)
        self.set_theme(theme)

    def show_asked(self, asked: Asked) -> None:
        """Show what was searched, on the map of the region searched."""
        self._asked, self._places = asked, places_of(asked, self._outlines)
        maps = territories(asked, self._places, self._outlines)
        self.model.show(self._places)
        self._offer(maps)
        self.picture.show_places(asked, self._places, maps[0])
        outside = sum(place.territory is None for place in self._places)
        crow = [AS_THE_CROW_FLIES] if asked.start is not None and self._places else []
        said = summary(asked, self._places)
        words = [f"{said[:1].upper()}{said[1:]}.", *crow, *missing(asked, outside)]
        self.said.setText(" ".join(words) if self._places else NOTHING)
        self._tell(None)

    def choose(self, number: int) -> None:
        """Choose a place, as if in the list."""
        self.list.setCurrentIndex(self.model.reach(number))

    @property
    def _large(self) -> bool:
        return self._theme.zoom >= LARGE

    def take_focus(self) -> None:
        """Put the focus in the list, or on the picture when the list is empty."""
        if self._places and not self.list.currentIndex().isValid():
            self.choose(0)
        (self.list if self._places else self.picture).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, picture_name(self._asked, self._places))

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        px = theme.px
        self.picture.set_theme(theme)
        self.maps.set_theme(theme)
        self.list.set_theme(theme)
        self.close_button.setText("" if self._large else BACK)
        self.close_button.setProperty("kind", "icon" if self._large else "quiet")
        restyle(self.close_button)
        set_icon(self.close_button, theme, "retour", "ink_2", 16)
        self._column.setContentsMargins(px(16), px(8), px(16), px(6))
        self._column.setSpacing(px(6))
        self._top.setSpacing(px(12))
        self._middle.setSpacing(px(12))
        self._tools.set_gap(px(8))
        self._side_column.setSpacing(px(6))
        for button in (self.closer, self.farther):
            button.setFixedWidth(px(40))
        for part in (self.list, self._area):
            part.setMinimumHeight(LEAST // 2)
        self.title.setVisible(not self._large)
        self.credit.setVisible(not self._large)
        self._show_detail()
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.picture.zoom_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _build(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self.title)
        self._top.addWidget(self.said, 1)
        self._tools = FlowLayout()
        for tool in (self.closer, self.farther, self.all, self.maps):
            self._tools.addWidget(tool)
        self._top.addWidget(self.close_button)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        never_sideways(self._area)
        self._area.setWidget(self.detail)
        self._area.setAccessibleName("Formations de l’établissement choisi")
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.addWidget(self.list, 3)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        self._side_column.addWidget(rule)
        self._side_column.addWidget(self._area, 2)
        self._side_column.addWidget(self.narrow)
        left = QVBoxLayout()
        left.addLayout(self._tools)
        left.addWidget(self.picture, 1)
        self._middle = QHBoxLayout()
        self._middle.addLayout(left, 1)
        self._middle.addWidget(self._side)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addLayout(self._middle, 1)
        self._column.addWidget(self.credit)

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _share(self) -> None:
        """Give the list its width, less than half of a small screen."""
        self._side.setFixedWidth(min(self._theme.px(SIDE), round(self.width() * 0.44)))

    def _offer(self, maps: tuple[str, ...]) -> None:
        """Let the person choose among maps, when several have something to show."""
        counts = {name: sum(p.territory == name for p in self._places) for name in maps}
        self.maps.set_options([(name, f"{territory(name)} ({counts[name]})") for name in maps], maps[0])
        self.maps.setVisible(len(maps) > 1)

    def _change_map(self, name: object) -> None:
        self.picture.show_places(self._asked, self._places, str(name))

    def _follow(self, number: int) -> None:
        name = self._places[number].territory
        if name is not None and name != self.picture.territory:
            self.picture.show_places(self._asked, self._places, name)
            self.maps.choose(name)
        self.picture.choose(number if name is not None else None)
        self._tell(number)

    def _tell(self, number: int | None) -> None:
        place = self._places[number] if number is not None else None
        self._told = detail(place, self._asked.labels(place.point.uai)) if place is not None else KEYS
        self._show_detail()
        self.narrow.setEnabled(place is not None)
        self._area.verticalScrollBar().setValue(0)

    def _show_detail(self) -> None:
        """Show the formations of the place chosen; where everything is large, what else has no room follows them."""
        told = f"{self._told}\n\n{self.credit.text()}" if self._large else self._told
        self.detail.setText(told)
        self.detail.setAccessibleName(told.replace("\n", ". "))

    def _narrow(self, number: int) -> None:
        if 0 <= number < len(self._places):
            self.narrowed.emit(self._places[number].point.uai)
