"""The field of the commune of departure, completed as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QListView

    from desktop.facts import Commune


class CommuneField(QLineEdit):
    """``picked`` with the Commune that is chosen, or None when the field is emptied. Enter takes the first one."""

    picked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: list[Commune] = []
        self._names: QStringListModel | None = None
        self._popup: QListView | None = None
        self.setPlaceholderText("Commune ou code postal")
        self.textEdited.connect(self._edited)

    def show_commune(self, commune: Commune | None) -> None:
        """Show the commune chosen."""
        self._found = []
        self.setText(commune_name(commune) if commune else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._names is None:
            self._complete()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._popup is None or not self._popup.isVisible():
            self.show_commune(self._session.depuis)  # words that name no commune do not stay

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isModified():
            if self._found:
                if self._popup is not None:
                    self._popup.hide()
                self.picked.emit(self._found[0])
            return  # words that name no commune are not an answer to the dialog around
        super().keyPressEvent(event)

    def _complete(self) -> None:
        """Set up the list of communes, at the first focus."""
        from PySide6.QtCore import QStringListModel, Qt
        from PySide6.QtWidgets import QCompleter, QListView

        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setObjectName("completions")
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.setMinimumWidth(2 * self.width())  # long names of communes are never cut
        completer.setPopup(self._popup)
        completer.activated[str].connect(self._activated)  # type: ignore[index]
        self.setCompleter(completer)

    def _edited(self, text: str) -> None:
        from data_bundle.folding import fold

        self._found = self._session.catalogue.communes(fold(text)) if fold(text) else []
        if self._names is not None:
            self._names.setStringList([commune_name(commune) for commune in self._found])
        if not text.strip():
            self.picked.emit(None)

    def _activated(self, name: str) -> None:
        for commune in self._found:
            if commune_name(commune) == name:
                self.picked.emit(commune)
                return


def commune_name(commune: Commune) -> str:
    """Return a commune as people tell it from another: ``Combourg (35)``."""
    return f"{commune.nom} ({commune.departement})"
