"""The CFA of the region, apart from the results: the data do not say which diplomas each prepares."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.facts import Etablissement
from desktop.search import CFA_PHRASE
from desktop.typography import NBSP, kilometres, nombre
from ui.theme import Theme

Cfas = tuple[tuple[Etablissement, float | None], ...]


class CfaBlock(QFrame):
    """One line under the results, which opens into the list; hidden when no result is by apprenticeship.

    When everything is large the line is shown with its list only: ``opener``, a button elsewhere, opens it.
    """

    def __init__(self, theme: Theme, opener: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "band")
        self._large = False
        self._opener = opener
        opener.setAccessibleDescription(CFA_PHRASE)
        opener.setToolTip(CFA_PHRASE)
        self._count = 0
        self._icon = QLabel()
        self._sentence = QLabel(CFA_PHRASE)
        self._sentence.setWordWrap(True)
        self.button = QPushButton()
        self.button.setProperty("kind", "link")
        self.button.setCheckable(True)
        self.button.setAccessibleDescription(CFA_PHRASE)
        opener.clicked.connect(self.button.toggle)
        self.button.toggled.connect(self._show)
        self.names = QStringListModel(self)
        self._list = QListView()
        self._list.setObjectName("cfas")
        self._list.setModel(self.names)
        self._list.setWordWrap(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName("CFA de la région")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._line = QHBoxLayout()
        self._line.addWidget(self._icon)
        self._line.addWidget(self._sentence, 1)
        self._line.addWidget(self.button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._line)
        self._column.addWidget(self._list)
        self.set_theme(theme)
        self._show()

    def show_cfas(self, cfas: Cfas) -> None:
        """Show the CFA, in the order given."""
        self.names.setStringList([_line(cfa, away) for cfa, away in cfas])
        self._count = len(cfas)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        px = theme.px
        self._column.setContentsMargins(px(10), px(2), px(10), px(2))
        self._column.setSpacing(px(2))
        self._line.setSpacing(px(8))
        self._list.setFixedHeight(px(160))
        self._icon.setPixmap(theme.icon("apprentissage", "ink", 16))
        self._large = theme.zoom >= 1.5
        self._show()

    def _show(self) -> None:
        unfolded, words = self.button.isChecked(), f"Voir les {nombre(self._count)} CFA"
        self._list.setVisible(unfolded)
        self.button.setText("Refermer la liste" if unfolded else words)
        self._opener.setText(words)
        self._opener.setVisible(self._large and not unfolded and self._count > 0)
        self.setVisible(self._count > 0 and (unfolded or not self._large))


def _line(cfa: Etablissement, away: float | None) -> str:
    bits = [cfa.nom]
    if cfa.commune_nom:
        bits.append(cfa.commune_nom)
    if away is not None:
        bits.append(kilometres(away))
    if cfa.telephone:
        bits.append(f"tél.{NBSP}{_paired(cfa.telephone)}")
    return " · ".join(bits)


def _paired(telephone: str) -> str:
    """Return a French number in pairs of digits; anything else as it is."""
    if len(telephone) != 10 or not telephone.isdigit():
        return telephone
    return NBSP.join(telephone[at : at + 2] for at in range(0, 10, 2))
