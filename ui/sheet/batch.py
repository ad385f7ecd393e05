"""The dialog of many sheets: of which dossiers, or for a class; how far it is; what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QIntValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import CoteACoteError
from ui.jobs import JobRunner
from ui.sheet.batch_rows import BatchRows, Line
from ui.sheet.batch_words import NO_DOSSIER, NO_SELECTION, STOPPING, TITLE, moving, settings, told
from ui.sheet.options import Options
from ui.sheet.progress import Progress
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.bar_style import bar_style
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_ring import FocusRing
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from desktop.sheet.batch import Outcome

DOSSIERS, CLASS = "dossiers", "classe"
MOST = 100
USUAL = 24


class Wanted(NamedTuple):
    """What is to be made: the lines, or so many copies of the selection; ``one`` PDF or one each."""

    lines: tuple[Line, ...]
    copies: int
    one: bool


class Hands(NamedTuple):
    """What the dialog has others do. ``work`` returns, on the window's thread, what makes the sheets off it."""

    ask: Callable[[Wanted], Path | None]
    work: Callable[[Wanted, Path, Progress], Callable[[], Outcome]]
    show: Callable[[Path], object]


class BatchDialog(QDialog):
    """Stays open while it works; Escape asks it to stop, then closes it."""

    def __init__(
        self,
        lines: Sequence[Line],
        formations: int,
        options: Options,
        hands: Hands,
        jobs: JobRunner,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hands = hands
        self._jobs = jobs
        self._theme = theme
        self._formations = formations
        self._progress: Progress | None = None
        self._files: tuple[Path, ...] = ()
        self.said = ""
        """What came of the last batch, in sentences."""
        self.setWindowTitle(TITLE)
        self.what = Segmented("Fiches", [(DOSSIERS, "De plusieurs dossiers"), (CLASS, "Pour une classe")])
        self.rows = BatchRows(lines, theme, self)
        self.view = _ticked(self.rows)
        self.all = self._button("Tout cocher", lambda: self.rows.take_all(True), "link")
        self.none = self._button("Tout décocher", lambda: self.rows.take_all(False), "link")
        self.copies_label = QLabel("&Exemplaires de la fiche de la sélection")
        self.copies_label.setProperty("kind", "strong")
        self.copies = QLineEdit(str(USUAL))
        self.copies.setValidator(QIntValidator(2, MOST, self))
        self.copies.setAccessibleName("Exemplaires")
        self.copies.setAccessibleDescription(f"De 2 à {MOST}.")
        self.copies.setToolTip(f"De 2 à {MOST}")
        self.copies_label.setBuddy(self.copies)
        self.files = Segmented("Fichiers", [(True, "Un seul PDF"), (False, "Un PDF par dossier")])
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Avancement")
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("Ce qui a été fait")
        self.make_button = self._button("Préparer les fiches…", self._start, "primary")
        self.open_button = self._button("Ouvrir", self._open)
        self.stop_button = self._button("Arrêter", self._stop)
        self.close_button = self._button("Fermer", self.reject)
        self._settings = QLabel(settings(options))
        self._settings.setProperty("kind", "caption")
        self._settings.setWordWrap(True)
        self._build()
        self._ring = FocusRing(self, theme)
        self.what.chosen.connect(lambda _what: self._say(""))
        self.copies.textChanged.connect(lambda _text: self._show())
        self.rows.dataChanged.connect(lambda *_: self._show())
        if not lines and formations:
            self.what.choose(CLASS)
        self._show()

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        if self.what.value == CLASS:
            return Wanted((), int(self.copies.text()) if self.copies.hasAcceptableInput() else 0, True)
        return Wanted(tuple(self.rows.taken), 0, bool(self.files.value))

    def reject(self) -> None:
        if self._progress is not None:
            self._stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._progress is not None:
            self._stop()
            event.ignore()
        else:
            super().closeEvent(event)

    def _start(self) -> None:
        wanted = self.wanted
        target = self._hands.ask(wanted)
        if target is None:
            return
        progress = Progress(self)
        progress.moved.connect(self._move)
        total = len(wanted.lines) or wanted.copies
        try:
            work = self._hands.work(wanted, target, progress)
        except CoteACoteError as error:
            self._tell(error.phrase)
            return
        self._progress = progress
        self._files = ()
        self._say("")
        self.bar.setRange(0, total)
        self._move(0, total)
        self.stop_button.setFocus()
        self._jobs.run(work, lambda outcome: self._done(outcome, total), self._failed)

    def _move(self, done: int, total: int) -> None:
        self.bar.setValue(done)
        if self._progress is not None and not self._progress.stopped():
            self.words.setText(moving(done, total))

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self.words.setText(STOPPING)
            announce(self, STOPPING)

    def _done(self, outcome: Outcome, total: int) -> None:
        self._files = outcome.files
        self._tell(told(outcome, total))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CoteACoteError):
            self._progress = None
            self._show()
            raise error
        self._tell(error.phrase)

    def _tell(self, words: str) -> None:
        self._progress = None
        self._say(words)
        self.report.setFocus()
        announce(self, words)

    def _say(self, words: str) -> None:
        """Show what came of it in the place of what is asked for; nothing: what is asked for again."""
        self.said = words
        self.report.setPlainText(words)
        self._show()

    def _open(self) -> None:
        if self._files:
            self._hands.show(self._files[0] if len(self._files) == 1 else self._files[0].parent)

    def _show(self) -> None:
        running = self._progress is not None
        of_class = self.what.value == CLASS
        reason = "" if of_class or self.rows.rowCount() else NO_DOSSIER
        reason = NO_SELECTION if of_class and not self._formations else reason
        asking = not running and not self.said and not reason
        for part in (self.view, self.all, self.none, self.files):
            part.setVisible(asking and not of_class)
        self.copies_label.setVisible(asking and of_class)
        self.copies.setVisible(asking and of_class)
        self._settings.setVisible(asking)
        self.what.setEnabled(not running)
        self.words.setVisible(running or bool(reason))
        if reason:
            self.words.setText(reason)
        self.bar.setVisible(running)
        self.report.setVisible(bool(self.said) and not running)
        self.make_button.setEnabled(not running and not reason and bool(self.wanted.lines or self.wanted.copies))
        self.make_button.setVisible(not running)
        self.stop_button.setVisible(running)
        self.close_button.setVisible(not running)
        self.open_button.setVisible(bool(self._files) and not running)
        self.open_button.setText("Ouvrir le PDF" if len(self._files) == 1 else "Ouvrir le dossier des PDF")

    def _build(self) -> None:
        px = self._theme.px
        ticks = QHBoxLayout()
        ticks.addWidget(self.all)
        ticks.addWidget(self.none)
        ticks.addStretch()
        copies = QHBoxLayout()
        copies.addWidget(self.copies_label)
        copies.addWidget(self.copies)
        copies.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(12))
        column.setSpacing(px(8))
        column.addWidget(self.what, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.view, 1)
        column.addLayout(ticks)
        column.addLayout(copies)
        column.addWidget(self.files, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._settings)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(self.report, 1)
        column.addStretch()
        foot = FlowLayout()
        foot.set_gap(px(10))
        for button in (self.make_button, self.stop_button, self.open_button, self.close_button):
            foot.addWidget(button)
        column.addLayout(foot)
        self.report.setMinimumHeight(px(44))
        self.copies.setFixedWidth(px(72))
        self.bar.setStyleSheet(bar_style(self._theme))
        self.resize(min(px(620), 1240), min(px(460), 640))

    def _button(self, text: str, slot: Callable[[], object], kind: str = "plain") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: slot())
        return button


def _ticked(rows: BatchRows) -> QListView:
    view = QListView()
    view.setStyleSheet("QListView::indicator { width: 0; height: 0; }")  # the rows have a box of their own
    view.clicked.connect(rows.turn)
    view.setObjectName("dossiers")
    view.setModel(rows)
    view.setAccessibleName("Dossiers")
    view.setAccessibleDescription("Espace coche ou décoche.")
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if rows.rowCount():
        view.setCurrentIndex(rows.index(0))
    return view
