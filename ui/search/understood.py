"""How the words typed were understood: what was corrected, with the way back, and what a sigle or a job stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from data_bundle.folding import fold
from desktop.typography import NBSP
from ui.theme import Theme
from ui.widgets.flow import FlowLayout


class Understood(QWidget):
    """``as_typed_asked`` with True to search the words as they are typed, False to correct them again.

    Hidden when there is nothing to say. ``words`` is what a screen reader says of it.
    """

    as_typed_asked = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._as_typed = False
        self._large = False
        self._elsewhere = ""
        self._line = QLabel()
        self.button = QPushButton()
        self.button.setProperty("kind", "link")
        self.button.clicked.connect(lambda: self.as_typed_asked.emit(not self._as_typed))
        self._meaning = QLabel()
        self._meaning.setProperty("kind", "quiet")
        self._meaning.setWordWrap(True)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        self._flow.addWidget(self._line)
        self._flow.addWidget(self.button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._holder)
        self._column.addWidget(self._meaning)
        self.set_theme(theme)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown, as one text: ``Résultats pour « coiffure ».``."""
        shown = [label.text() for label in (self._line, self._meaning) if label.text()]
        return " ".join(shown)

    def show_found(
        self, typed: str, corrected: Mapping[str, str], meaning: Sequence[str], as_typed: bool, elsewhere: str = ""
    ) -> None:
        """Say what was searched in the place of what was typed; ``as_typed`` when the person refused it.

        ``elsewhere`` says why another place than the one typed is shown: it is always on screen.
        """
        self._as_typed = as_typed
        self._elsewhere = elsewhere
        line, word = "", ""
        if as_typed:
            line = f"Recherche de «{NBSP}{typed}{NBSP}» tel quel."
            word = "Corriger l’orthographe"
        elif corrected:
            line = f"Résultats pour «{NBSP}{with_corrections(typed, corrected)}{NBSP}»."
            word = f"Chercher «{NBSP}{typed}{NBSP}» tel quel"
        self._line.setText(line)
        self.button.setText(word.replace("&", "&&"))
        self.button.setAccessibleDescription(line)
        self._meaning.setText(" · ".join([elsewhere, *meaning] if elsewhere else meaning))
        self._line.setToolTip(self._meaning.text())
        self._holder.setVisible(bool(line))
        self.setVisible(bool(line or meaning or elsewhere))
        self._share()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._flow.set_gap(theme.px(6))
        self._column.setSpacing(theme.px(2))
        self._large = theme.zoom >= 1.5
        self._share()

    def _share(self) -> None:
        """When everything is large, a correction leaves no line to the meaning, which stays its tooltip."""
        hidden = self._large and self._line.text() and not self._elsewhere
        self._meaning.setVisible(bool(self._meaning.text()) and not hidden)


def with_corrections(typed: str, corrected: Mapping[str, str]) -> str:
    """Return what was typed with each corrected word in its place.

    >>> with_corrections("Coifure rennes", {"coifure": "coiffure"})
    'coiffure rennes'
    """
    known = {fold(word): right for word, right in corrected.items()}
    words = [known.get(fold(word), word) for word in typed.split()]
    missing = [right for right in corrected.values() if right not in words]
    return " ".join([*words, *missing]) if known else typed
