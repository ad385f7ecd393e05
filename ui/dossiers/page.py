"""The list of dossiers: open one, erase one or all, begin another. Every gesture has its key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from desktop.typography import NBSP, quantite
from ui.dossiers.keeper import DAYS, Keeper
from ui.dossiers.model import DossierRows, Line, lines_of
from ui.question import ask
from ui.session import Session
from ui.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_ring import FocusRing

EMPTY = "Aucun dossier. Le dossier naît avec la première formation ajoutée à la sélection."
KEPT = f"Un dossier contient des formations et une date, rien d’autre. Il s’efface après {DAYS}{NBSP}jours."
NOT_LASTING = "Un dossier contient des formations et une date, rien d’autre. Il dure jusqu’à la fermeture."
BUSY = "Ce dossier est ouvert dans une autre fenêtre."
STUCK = "Ce dossier n’a pas pu être effacé. Son emplacement est protégé ou occupé."


class _List(QListView):
    """A list in which Enter opens and Delete erases."""

    erase_asked = Signal()
    open_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.erase_asked.emit()
        else:
            super().keyPressEvent(event)


class DossiersDialog(QDialog):
    """Accepted when a dossier is to be opened, ``chosen``, or another begun: then ``chosen`` is None."""

    def __init__(self, keeper: Keeper, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._session = session
        self._theme = theme
        self.chosen: int | None = None
        self.setWindowTitle("Dossiers")
        self.words = QLabel()
        self.words.setWordWrap(True)
        label = QLabel("Do&ssiers, du plus récent au plus ancien")
        label.setProperty("kind", "strong")
        self.rows = DossierRows(self)
        self.view = _List()
        self.view.setObjectName("dossiers")
        self.view.setModel(self.rows)
        self.view.setAccessibleName("Dossiers")
        self.view.setAccessibleDescription("Entrée ouvre, Suppr efface.")
        self.view.setWordWrap(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label.setBuddy(self.view)
        self.open_button = self._button("Ouvrir le dossier", self._open, "primary")
        self.new_button = self._button("Commencer un autre dossier", self.accept)
        self.erase_button = self._button("Effacer le dossier", self._erase)
        self.erase_all_button = self._button("Effacer tous les dossiers", self._erase_all)
        close = self._button("Fermer", self.reject)
        kept = QLabel(KEPT if keeper.lasting else NOT_LASTING)
        kept.setProperty("kind", "caption")
        kept.setWordWrap(True)
        foot = FlowLayout()
        foot.set_gap(theme.px(10))
        for button in (self.open_button, self.new_button, self.erase_button, self.erase_all_button, close):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        for widget in (self.words, label, self.view, kept):
            column.addWidget(widget, 1 if widget is self.view else 0)
        column.addLayout(foot)
        self.resize(min(theme.px(640), 1200), min(theme.px(420), 620))
        self._ring = FocusRing(self, theme)
        self.view.open_asked.connect(self._open)
        self.view.erase_asked.connect(self._erase)
        self.view.doubleClicked.connect(lambda _index: self._open())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.refresh()

    def refresh(self, at: int | None = None, said: str = "") -> None:
        """Read the folder again and show it, the line ``at`` current, or the first to be opened; say what happened."""
        listing = self._keeper.listing()
        lines = lines_of(listing.entries, self._keeper, self._session)
        self.rows.show_lines(lines)
        words = " ".join(filter(None, (said, *listing.said, "" if lines else EMPTY)))
        self.words.setText(words)
        self.words.setVisible(bool(words))
        if lines:
            if at is None:
                at = next((number for number, line in enumerate(lines) if not line.mine and not line.busy), 0)
            self.view.setCurrentIndex(self.rows.index(min(at, len(lines) - 1)))
            self.view.setFocus()
        self._enable()
        if not lines:
            self.new_button.setFocus()

    @property
    def current(self) -> Line | None:
        """The line that the keys are on."""
        return self.rows.line(self.view.currentIndex())

    def _button(self, text: str, slot: object, kind: str = "plain") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _enable(self) -> None:
        line = self.current
        free = line is not None and not line.busy
        self.open_button.setEnabled(free and line is not None and not line.mine)
        self.erase_button.setEnabled(free)
        self.erase_all_button.setEnabled(self.rows.rowCount() > 0)
        self.new_button.setEnabled(self._session.count > 0 or self.rows.rowCount() == 0)

    def _open(self) -> None:
        line = self.current
        if line is None:
            return
        if line.busy:
            self.refresh(self.view.currentIndex().row(), BUSY)
        elif line.mine:
            self.reject()
        else:
            self.chosen = line.number
            self.accept()

    def _erase(self) -> None:
        line = self.current
        if line is None:
            return
        at = self.view.currentIndex().row()
        if line.busy:
            self.refresh(at, BUSY)
            return
        what = f"Effacer le {line.name[:1].lower()}{line.name[1:]}{NBSP}?"
        detail = "La sélection sera vidée avec lui." if line.mine else "Il ne pourra pas être repris."
        if ask(self, what, detail, ["Effacer le dossier"], "Garder le dossier", self._theme) is not None:
            self.refresh(at, "" if self._keeper.erase(line.number) else STUCK)

    def _erase_all(self) -> None:
        lines = [line for index in range(self.rows.rowCount()) if (line := self.rows.line(self.rows.index(index)))]
        free = [line.number for line in lines if not line.busy]
        what = f"Effacer {quantite(len(free), 'dossier')}{NBSP}?"
        detail = "La sélection sera vidée aussi. Les dossiers ouverts dans une autre fenêtre restent."
        if ask(self, what, detail, ["Effacer tous les dossiers"], "Garder les dossiers", self._theme) is not None:
            gone = [self._keeper.erase(number) for number in free]
            self.refresh(None, "" if all(gone) else STUCK)
