"""Where to look for new data: a field for a folder or an address, a button for a folder, the keys that hold some."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.typography import NBSP
from ui.theme import Theme
from ui.update.model import Here, Place
from ui.update.words import NO_WEB, PROMISE, WAITING, WHERE, WHERE_NO_WEB, fixed, shown
from ui.widgets.breaks import breakable
from ui.widgets.buttons import set_icon
from ui.widgets.flow import FlowLayout

NAME = 24
"""Signs of a volume's name that are shown."""


class Asking(QWidget):
    """``ask`` has the person choose a folder, beginning at one, and returns it, empty when they change their mind."""

    def __init__(self, here: Here, ask: Callable[[str], str], theme: Theme, chosen: Callable[[], object]) -> None:
        super().__init__()
        self._here = here
        self._ask = ask
        self._theme = theme
        self._chosen = chosen
        self.field = QLineEdit(here.source)
        self.field.setMaxLength(500)
        words = WHERE if here.web else WHERE_NO_WEB
        self.field.setAccessibleName(words.replace("&", ""))
        self.field.setAccessibleDescription(" ".join([PROMISE] if here.web else [NO_WEB, PROMISE]))
        self._label = _label(words, "strong")
        self._label.setBuddy(self.field)
        self.browse = QPushButton("Choisir un dossier…")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.places: list[QPushButton] = []
        self._flow = FlowLayout()
        self._build()

    @property
    def source(self) -> str:
        """Where to look, as it was typed or chosen; empty when a policy has chosen, or nobody yet."""
        if self._here.fixed:
            return ""
        text = self.field.text().strip()
        return text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] == '"' else text  # as Windows copies paths

    def offer(self, places: Sequence[Place]) -> None:
        """Offer the volumes that hold a dépôt, by the names that people know."""
        if self._here.fixed:
            return
        for place in places:
            button = QPushButton(f"Prendre sur «{NBSP}{_short(place.name)}{NBSP}»")
            button.setAccessibleName(f"Prendre sur «{NBSP}{place.name}{NBSP}»")
            button.setProperty("kind", "link")
            button.setAutoDefault(False)
            button.setAccessibleDescription(place.folder)
            button.setToolTip(place.folder)
            set_icon(button, self._theme, "usb", "accent", 16)
            button.clicked.connect(lambda _checked, folder=place.folder: self._take(folder))
            self._flow.addWidget(button)
            self.places.append(button)
            button.show()

    def _browse(self) -> None:
        self._take(self._ask(self.field.text().strip()))

    def _take(self, folder: str) -> None:
        if folder:
            self.field.setText(folder)
            self._chosen()

    def _build(self) -> None:
        px, here = self._theme.px, self._here
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        top = QHBoxLayout()
        top.setSpacing(px(8))
        icon = QLabel()
        icon.setPixmap(self._theme.icon("fraicheur", "ink_2", 18))
        top.addWidget(icon)
        top.addWidget(_label(shown(here), "strong"), 1)
        column.addLayout(top)
        if here.waiting is not None:
            column.addWidget(_label(WAITING, "quiet"))
        rule = QFrame()
        rule.setProperty("kind", "rule")
        column.addWidget(rule)
        if here.fixed:
            self.field.setParent(None)
            self.browse.setParent(None)
            source = _label(breakable(fixed(here.source)), "body")
            source.setAccessibleName(fixed(here.source))
            column.addWidget(source)
        else:
            column.addWidget(self._label)
            column.addWidget(self.field)
            self._flow.set_gap(px(14))
            self._flow.addWidget(self.browse)
            column.addLayout(self._flow)
        if not here.web and not here.fixed:
            column.addWidget(_label(NO_WEB, "quiet"))
        column.addWidget(_label(PROMISE, "caption"))
        column.addStretch()


def _short(name: str) -> str:
    """Return a name that a button has room for at every size; Qt would underline a letter after « & »."""
    return (name if len(name) <= NAME else f"{name[: NAME - 1]}…").replace("&", "&&")


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label
