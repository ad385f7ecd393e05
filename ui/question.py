"""A question before something is lost: what will go, and buttons that are verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_ring import FocusRing


class Question(QDialog):
    """``answer`` is the number of the verb chosen, None for ``stay`` or Escape. The first verb has the focus."""

    def __init__(
        self,
        sentence: str,
        detail: str,
        verbs: Sequence[str],
        stay: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.answer: int | None = None
        self.setWindowTitle("Côte à Côte")
        self.setAccessibleDescription(f"{sentence} {detail}")
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        for text, kind in ((sentence, "card"), (detail, "body")):
            label = QLabel(text)
            label.setProperty("kind", kind)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(px(8))
        foot = FlowLayout()
        foot.set_gap(px(10))
        self.buttons = [self._button(verb, number) for number, verb in enumerate(verbs)]
        self.buttons[0].setProperty("kind", "primary")
        self.buttons[0].setFocus()
        back = QPushButton(stay)
        back.clicked.connect(self.reject)
        for button in (*self.buttons, back):
            foot.addWidget(button)
        column.addLayout(foot)
        self.setFixedWidth(min(px(620), 1240))
        self._ring = FocusRing(self, theme)

    def showEvent(self, event: QShowEvent) -> None:
        self.ensurePolished()
        if (column := self.layout()) is not None:
            self.setFixedHeight(column.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def _button(self, verb: str, number: int) -> QPushButton:
        button = QPushButton(verb)
        button.clicked.connect(lambda: self._chosen(number))
        return button

    def _chosen(self, number: int) -> None:
        self.answer = number
        self.accept()


def ask(parent: QWidget, sentence: str, detail: str, verbs: Sequence[str], stay: str, theme: Theme) -> int | None:
    """Ask, and return the number of the verb chosen, None to leave everything as it is."""
    question = Question(sentence, detail, verbs, stay, theme, parent)
    question.exec()
    question.deleteLater()
    return question.answer
