"""What is shown when the data can't be opened at the start: the sentence, and a way out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme

FILTER = "Données de Côte à Côte (*.sqlite);;Tous les fichiers (*)"


def ask_data_file(parent: QWidget | None) -> Path | None:
    """Ask the person for a data file; None when they change their mind."""
    name, _ = QFileDialog.getOpenFileName(parent, "Choisir un fichier de données", "", FILTER)
    return Path(name) if name else None


class DataProblem(QDialog):
    """Accepted once a file was chosen, which is then in ``chosen``; rejected when the person gives up."""

    def __init__(self, sentence: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.chosen: Path | None = None
        self.setWindowTitle("Côte à Côte")
        icon = QLabel()
        icon.setPixmap(theme.icon("alerte", "caution", 32))
        self.words = QLabel(sentence)
        self.words.setProperty("kind", "group")
        self.words.setWordWrap(True)
        self.choose_button = QPushButton("Choisir un fichier de données…")
        self.choose_button.setProperty("kind", "primary")
        self.choose_button.clicked.connect(self._choose)
        leave = QPushButton("Quitter")
        leave.clicked.connect(self.reject)
        top = QHBoxLayout()
        top.setSpacing(px(16))
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(10))
        foot.addStretch()
        foot.addWidget(leave)
        foot.addWidget(self.choose_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(24))
        column.addLayout(top)
        column.addLayout(foot)
        self.setMinimumWidth(px(520))

    def _choose(self) -> None:
        self.chosen = ask_data_file(self)
        if self.chosen is not None:
            self.accept()
