"""The dialog of updates: where to look, what is published, how far the installation is, what has changed.

Nothing is looked for before « Vérifier » is pressed, nothing changes before « Installer » is; all work is off the
window's thread and can be stopped, after which the data are what they were.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.errors import CoteACoteError, UpdateCancelled
from ui.jobs import JobRunner
from ui.theme import Theme
from ui.update import words
from ui.update.frame import UpdateFrame
from ui.update.model import Hands, Here, Outcome, Part, Place, Step, Suivi
from ui.update.progress import Progress
from ui.widgets.announce import announce

if TYPE_CHECKING:
    from desktop.update.install import Installe
    from desktop.update.service import Verification

T = TypeVar("T")


class UpdateDialog(UpdateFrame):
    """Accepted when the window is to go on with the file in ``opens``; Escape stops what runs, and closes.

    ``said`` is what the window has to say once the dialog is gone; ``went_back`` tells why ``opens`` is opened.
    """

    def __init__(self, here: Here, hands: Hands, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(here, hands.ask, theme, parent)
        self._hands = hands
        self._jobs = jobs
        self._from = Step.ASK
        self._progress: Progress | None = None
        self._parts: list[Part] = []
        self._leaving = self._gone = False
        self._told = ""
        self._installed: Path | None = None
        self._before = hands.before()
        self.opens: Path | None = None
        self.said = ""
        self.went_back = False
        for button, deed in {
            self.check_button: self._check,
            self.install_button: self._install,
            self.open_button: self._open,
            self.stop_button: self._stop,
            self.copy_button: self._copy,
            self.back_button: self._go_back,
            self.elsewhere_button: self._ask_again,
            self.close_button: self.reject,
        }.items():
            button.clicked.connect(lambda _checked, deed=deed: deed())
        self._show(Step.ASK)
        self._window = parent.window() if parent is not None else None
        if self._window is not None:
            self._window.installEventFilter(self)
        if not here.fixed:
            jobs.run(hands.places, self._offer, lambda _error: None)

    @property
    def running(self) -> bool:
        """Tell whether work is under way."""
        return self._progress is not None

    def reject(self) -> None:
        """Leave; what runs is stopped first, and the dialog goes once it is."""
        if self.running:
            self._leaving = True
            self._stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.running:
            self.reject()
            event.ignore()
        else:
            super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window close at once: what runs is stopped, nobody waits for what it gives."""
        if event.type() == QEvent.Type.Close and watched is self._window:
            self._gone = True
            if self._progress is not None:
                self._progress.stop()
            super().reject()
        return super().eventFilter(watched, event)

    def _check(self) -> None:
        source = self.asking.source
        if not source and not self._here.fixed:
            self._refuse(words.EMPTY if self._here.web else words.EMPTY_NO_WEB)
            self.asking.field.setFocus()
            return
        check, asked = self._hands.check, source or None
        self._run("Vérification", lambda suivi: check(asked, suivi), self._checked)

    def _install(self) -> None:
        install, asked = self._hands.install, self.asking.source or None
        self._run("Installation", lambda suivi: install(asked, suivi), self._done)

    def _go_back(self) -> None:
        back = self._hands.back
        self._run("Retour aux données précédentes", lambda _suivi: back(), self._back)

    def _run(self, step: str, work: Callable[[Suivi], T], done: Callable[[T], object]) -> None:
        progress = Progress()  # no child of ours: the work may outlive the dialog by a moment
        progress.moved.connect(self._move)
        self._progress = progress
        self._from, self._told = self.step, ""
        self._show(Step.RUNNING)
        self._move(step, 0)
        self.stop_button.setFocus()

        def answered(result: T) -> None:
            if not self._gone:
                self._progress = None
                done(result)

        self._jobs.run(lambda: work(progress.tell), answered, self._failed)

    def _move(self, step: str, percent: int) -> None:
        if self._progress is None or self._progress.stopped():
            return
        text = words.moving(step, percent)
        if step != self._told:
            self._told = step
            announce(self, step)
        self.moving.setText(text)
        self.bar.setValue(max(0, percent))

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self.moving.setText(words.STOPPING)
            announce(self, words.STOPPING)

    def _failed(self, error: Exception) -> None:
        if self._gone:
            return
        self._progress = None
        if not isinstance(error, CoteACoteError):
            self._show(self._from)
            raise error
        if self._leaving:
            self.said = error.phrase
            super().reject()
            return
        self._refuse(error.phrase, stopped=isinstance(error, UpdateCancelled))

    def _refuse(self, sentence: str, stopped: bool = False) -> None:
        """Show why nothing came of it where one was before, the key to try again in hand."""
        self._show(self._from if self.step is Step.RUNNING else self.step, sentence)
        again = {Step.ASK: self.check_button, Step.FOUND: self.install_button}.get(self.step, self.back_button)
        if again is self.install_button:
            again.setText("Reprendre l’installation")
        elif again is self.check_button and not stopped:
            again.setText("Réessayer")
        again.setAccessibleDescription(sentence)
        again.setFocus()
        announce(self, sentence)

    def _checked(self, found: Verification) -> None:
        if self._leaving:
            super().reject()
            return
        if source := self.asking.source:
            self._hands.remember(source)
        self.trial.show_words(words.TRIAL if found.essai or self._here.trial else "")
        self._tell(Step.CURRENT, words.current(found)) if found.a_jour else self._tell(Step.FOUND, words.found(found))

    def _done(self, outcome: Outcome) -> None:
        self._leaving = False  # too late: what has changed is shown
        if outcome.installed is None:
            self._tell(Step.CURRENT, words.current(outcome.found))
            return
        self._installed = outcome.installed.path
        self._before = self._hands.before()
        self.said = f"{words.DONE} {words.LATER}"
        if outcome.installed.essai:
            self.trial.show_words(words.TRIAL_DATA)
        self._tell(Step.DONE, words.done(outcome.parts))

    def _back(self, installed: Installe) -> None:
        self.opens, self.went_back = installed.path, True
        self.accept()

    def _open(self) -> None:
        self.opens = self._installed or self._here.waiting
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(words.plain(self._parts))
        self.copy_button.setText(words.COPIED)
        announce(self, words.COPIED)

    def _ask_again(self) -> None:
        self._show(Step.ASK)
        self.begin()

    def _offer(self, places: Sequence[Place]) -> None:
        if not self._gone:
            self.asking.offer(places)

    def _tell(self, step: Step, parts: list[Part]) -> None:
        self._parts = parts
        self.report.show_parts(words.CHANGED if step is Step.DONE else parts[0][0], parts)
        self._show(step)
        self.report.setFocus()
        announce(self, f"{parts[0][0]}.".replace("..", "."))

    def _show(self, step: Step, refusal: str = "") -> None:
        self.show_step(step, refusal, self._before, self._installed is not None)
