"""What is shown when the data can't be opened at the start: the sentence, and the ways out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.breaks import breakable
from ui.widgets.flow import FlowLayout

FILTER = "Données de Côte à Côte (*.sqlite);;Tous les fichiers (*)"


def ask_data_file(parent: QWidget | None) -> Path | None:
    """Ask the person for a data file; None when they change their mind."""
    name, _ = QFileDialog.getOpenFileName(parent, "Choisir un fichier de données", "", FILTER)
    return Path(name) if name else None


class DataProblem(QDialog):
    """Accepted once a file was chosen, which is then in ``chosen``, or when the person ``goes_back``; else rejected.

    ``back`` is the word for going back to the data before; empty when there are none.
    """

    def __init__(self, sentence: str, theme: Theme, back: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.chosen: Path | None = None
        self.goes_back = False
        self.setWindowTitle("Côte à Côte")
        icon = QLabel()
        icon.setPixmap(theme.icon("alerte", "caution", 32))
        self.words = QLabel(breakable(sentence))
        self.words.setAccessibleName(sentence)
        self.words.setProperty("kind", "group")
        self.words.setWordWrap(True)
        self.choose_button = QPushButton("Choisir un fichier de données…")
        self.choose_button.clicked.connect(self._choose)
        self.back_button = QPushButton(back)
        self.back_button.setVisible(bool(back))
        self.back_button.clicked.connect(self._go_back)
        first = self.back_button if back else self.choose_button
        first.setProperty("kind", "primary")
        leave = QPushButton("Quitter")
        leave.clicked.connect(self.reject)
        top = QHBoxLayout()
        top.setSpacing(px(16))
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.words, 1)
        foot = FlowLayout()
        foot.set_gap(px(10))
        for button in ([self.back_button] if back else []) + [self.choose_button, leave]:
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(24))
        column.addLayout(top)
        column.addLayout(foot)
        self.setFixedWidth(min(px(620), 1240))
        first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        self.ensurePolished()
        if (column := self.layout()) is not None:
            self.setFixedHeight(column.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def _go_back(self) -> None:
        self.goes_back = True
        self.accept()

    def _choose(self) -> None:
        self.chosen = ask_data_file(self)
        if self.chosen is not None:
            self.accept()
