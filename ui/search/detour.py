"""Another list in the place of the results: the spécialités of a famille, or what is near a formation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.familles import Famille, famille
from desktop.proches import RIEN, proches
from desktop.search import Resultat, Resultats
from desktop.selection import MAXIMUM, Choix, Selection
from desktop.typography import NBSP, quantite
from ui.search.columns import AROUND
from ui.search.lines import Lines
from ui.search.row_words import place
from ui.search.speaker import Speaker
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import set_icon

LEAST_LIST = 90
"""Pixels of the list under which the note gives way to it."""
HOW = "Entrée ajoute à la sélection, Échap revient aux résultats."


class Detour(QWidget):
    """``left`` when the person goes back to the results; ``compare_asked`` when what is listed is to be compared."""

    left = Signal()
    compare_asked = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._famille: Famille | None = None
        self._found = Resultats((), 0, {})
        self._told = ""
        self._large = False
        self.lines = Lines(session, theme, lambda _limit: self._found, "Formations")
        self.back = QPushButton("Retour aux résultats")
        self.back.setProperty("kind", "quiet")
        self.back.clicked.connect(self.left)
        self.compare = QPushButton()
        self.compare.setProperty("kind", "primary")
        self.compare.clicked.connect(self._compare)
        self._title = QLabel()
        self._title.setProperty("kind", "group")
        self._note = QLabel()
        self._note.setProperty("kind", "quiet")
        for label in (self._title, self._note):
            label.setWordWrap(True)
        self.speaker = Speaker(self)
        self._head = QHBoxLayout()
        self._head.addWidget(self.back)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self.compare)
        self._words = QVBoxLayout()
        self._words.addLayout(self._head)
        self._words.addWidget(self._note)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._words)
        self._column.addWidget(self.lines, 1)
        self.lines.view.setMinimumHeight(40)
        for stop in (self.back, self.compare, self.lines.view):
            stop.installEventFilter(self)
        session.selection_changed.connect(self._selection_changed)
        self.set_theme(theme)

    @property
    def title(self) -> str:
        """What is listed."""
        return self._title.text()

    @property
    def note(self) -> str:
        """What is said under the title."""
        return self._note.text()

    def show_behind(self, result: Resultat) -> bool:
        """List what stands behind a common year; False when the formation is none."""
        session = self._session
        found = famille(session.catalogue, result.formation, result.lieu, session.depuis)
        if found is None:
            return False
        self._famille = found
        lines = [Resultat(s.formation, s.lieu, s.offre, None, s.phrase) for s in found.specialites]
        count = quantite(len(lines), "spécialité")
        self._show(f"{found.nom}{NBSP}: {count}", _told(found, result), lines, with_distance=False)
        return True

    def show_near(self, result: Resultat) -> None:
        """List what is near a formation, each with its reason."""
        self._famille = None
        session = self._session
        found = proches(session.catalogue, result.formation, result.lieu, session.depuis)
        lines = [Resultat(p.formation, p.lieu, p.offre, p.distance_km, p.raison) for p in found]
        note = "Ce qui est proche et pourquoi, ni conseil ni classement." if lines else RIEN
        where = place(result) if result.lieu.etablissement is not None else result.lieu.nom
        title = f"Formations proches{NBSP}: {result.formation.libelle} · {where}"
        self._show(title, note, lines, with_distance=session.depuis is not None)

    def minimumSizeHint(self) -> QSize:
        """Ask for the list and its title: the note goes where there is no room, and is spoken anyway."""
        size = super().minimumSizeHint()
        note = 0 if self._note.isHidden() else self._note.minimumSizeHint().height() + self._words.spacing()
        return QSize(size.width(), size.height() - note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        note, head = self._note.heightForWidth(self.width()), self._head.minimumSize().height()
        self._note.setVisible(self.height() >= head + note + LEAST_LIST)

    def take_focus(self) -> None:
        """Put the focus on the first line, or on the way back when there is none."""
        (self.lines.view if self._found.total else self.back).setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self.lines.set_theme(theme)
        set_icon(self.back, theme, "retour", "ink_2", 16)
        self._large = theme.zoom >= 1.5
        self._show_note()
        self._column.setSpacing(theme.px(6))
        self._words.setSpacing(theme.px(3))
        self._head.setSpacing(theme.px(10))
        self._words.setContentsMargins(AROUND, 0, theme.px(10) + AROUND, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _show(self, title: str, note: str, lines: list[Resultat], with_distance: bool) -> None:
        self._title.setText(title)
        self._found = Resultats(tuple(lines), len(lines), {})
        self._told = note
        self._show_note()
        self.lines.view.setAccessibleName(title)
        self.lines.show_lines(self._found, "", with_distance)
        self.lines.setVisible(bool(lines))
        self._show_compare()
        self.speaker.say(f"{title}. {note} {HOW}")

    def _show_note(self) -> None:
        """Say the keys too, where there is room; the help says them everywhere."""
        keys = "" if self._large or not self._found.total else f" {HOW}"
        self._note.setText(f"{self._told}{keys}")

    def _show_compare(self) -> None:
        """Offer to compare all that are open when they are few enough, else those that the person has chosen."""
        self.compare.setVisible(self._famille is not None)
        if self._famille is None:
            return
        count = len(self._famille.ouvertes)
        if self._famille.tient:
            closed = len(self._famille.specialites) - count
            self.compare.setText(f"Comparer les {count}{' ouvertes' if closed else ''}")
            self.compare.setEnabled(True)
            return
        chosen = [c for c in self._choices() if c in self._session.selection]
        self.compare.setText(f"Comparer la sélection ({len(self._session.selection)} sur {MAXIMUM})")
        self.compare.setEnabled(self._session.selection.comparable and bool(chosen))

    def _choices(self) -> list[Choix]:
        return [s.choix for s in self._famille.ouvertes] if self._famille is not None else []

    def _compare(self) -> None:
        if self._famille is not None and self._famille.tient:
            self._session.add_all(self._choices())
            if not all(choix in self._session.selection for choix in self._choices()):
                return  # there was no room: the notice says so
        self.compare_asked.emit()

    def _selection_changed(self, _selection: Selection) -> None:
        if self.isVisible():
            self._show_compare()


def _told(found: Famille, result: Resultat) -> str:
    """Return what to do with the list."""
    year = "Cette 2de n’a" if result.formation.libelle.startswith("2de") else "Cette 1re année n’a"
    none = f"{year} pas de chiffres à elle{NBSP}: ils dépendent de la spécialité choisie ensuite."
    if len(found.ouvertes) > MAXIMUM:
        return f"{none} Choisissez-en jusqu’à {MAXIMUM} à comparer."
    return none
