"""What the dialog of updates is made of, and what of it each step shows; the deeds are in ``ui.update.dialog``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.update import words
from ui.update.asking import Asking
from ui.update.model import Here, Step
from ui.update.report import Report
from ui.widgets.bar_style import bar_style
from ui.widgets.caution import Caution
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_ring import FocusRing


class UpdateFrame(QDialog):
    """The trial notice, then where to look, or how far it is, or what came of it; the buttons of the step below."""

    def __init__(self, here: Here, ask: Callable[[str], str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = here
        self._theme = theme
        self.step = Step.ASK
        self.setWindowTitle(words.TITLE)
        self.setWindowModality(Qt.WindowModality.WindowModal)  # the guide stays at hand beside it
        self.trial = Caution(theme)
        self.trial.show_words(words.TRIAL if here.trial else "")
        self.check_button = _button("Vérifier")
        self.install_button = _button("Installer")
        self.open_button = _button("Ouvrir les nouvelles données")
        self.stop_button = _button("Arrêter")
        self.copy_button = _button("Copier le texte")
        self.back_button = _button("")
        self.elsewhere_button = _button("Chercher ailleurs")
        self.close_button = _button("Fermer")
        self.asking = Asking(here, ask, theme, self.check_button.setFocus)
        self.refusal = Caution(theme)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._page())
        self.area.setAccessibleName(words.TITLE)
        self.moving = QLabel()
        self.moving.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName("Avancement")
        self.bar.setStyleSheet(bar_style(theme))
        self.work = QWidget()
        self.work.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.report = Report(theme)
        self._build()
        self._ring = FocusRing(self, theme)
        QTimer.singleShot(0, self, self.begin)

    def begin(self) -> None:
        """Give the focus to the first thing to do: say where to look, or look there."""
        (self.check_button if self._here.fixed or self.asking.source else self.asking.field).setFocus()

    def show_step(self, step: Step, refusal: str, before: str | None, new: bool) -> None:
        """Show what belongs to a step, or why nothing came of it; its first button answers Enter.

        ``before`` names the data that one can go back to; ``new`` tells that this dialog installed some.
        """
        self.step = step
        told = step in (Step.FOUND, Step.CURRENT, Step.DONE) and not refusal
        self.area.setVisible(step is Step.ASK or bool(refusal))
        self.asking.setVisible(step is Step.ASK)
        self.report.setVisible(told)
        self.work.setVisible(step is Step.RUNNING)
        self.refusal.show_words(refusal)
        self.area.verticalScrollBar().setValue(0)
        self.check_button.setText("Vérifier")
        self.install_button.setText("Installer")
        self.copy_button.setText("Copier le texte")
        self.open_button.setText("Ouvrir les nouvelles données" if new else "Ouvrir les données installées")
        self.back_button.setText(words.back_to(before) if before else "")
        waits = new or self._here.waiting is not None
        self._show_buttons(
            {
                self.check_button: step is Step.ASK,
                self.install_button: step is Step.FOUND,
                self.open_button: step is Step.DONE or (waits and step in (Step.ASK, Step.CURRENT)),
                self.stop_button: step is Step.RUNNING,
                self.copy_button: told,
                self.back_button: bool(before) and step in (Step.ASK, Step.CURRENT, Step.DONE),
                self.elsewhere_button: step in (Step.FOUND, Step.CURRENT) and not self._here.fixed,
                self.close_button: step is not Step.RUNNING,
            }
        )

    def _show_buttons(self, shown: dict[QPushButton, bool]) -> None:
        first = next(button for button, there in shown.items() if there)
        for button, there in shown.items():
            button.setAccessibleDescription("")
            button.setVisible(there)
            button.setProperty("kind", "primary" if button is first and button is not self.stop_button else "plain")
            button.style().unpolish(button)
            button.style().polish(button)
        first.setDefault(True)

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(px(10))
        above = QHBoxLayout()
        above.setContentsMargins(px(20), px(14), px(20), 0)
        above.addWidget(self.trial)
        column.addLayout(above)
        column.addWidget(self.area, 1)
        inside = QVBoxLayout(self.work)
        inside.setContentsMargins(0, px(16), 0, 0)
        inside.setSpacing(px(10))
        inside.addWidget(self.moving)
        inside.addWidget(self.bar)
        inside.addStretch()
        body = QVBoxLayout()
        body.setContentsMargins(px(20), px(4), px(20), 0)
        for part in (self.work, self.report):
            body.addWidget(part)
        column.addLayout(body)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        column.addWidget(rule)
        foot = FlowLayout()
        foot.set_gap(px(10))
        below = QHBoxLayout()
        below.setContentsMargins(px(20), 0, px(20), 0)
        below.addLayout(foot)
        for button in (self.check_button, self.install_button, self.open_button, self.stop_button, self.copy_button,
                       self.back_button, self.elsewhere_button, self.close_button):  # fmt: skip
            foot.addWidget(button)
        column.addLayout(below)
        self.resize(min(px(760), 1240), min(px(420), 640))

    def _page(self) -> QWidget:
        """Return what scrolls: why nothing came of it, then where to look."""
        px = self._theme.px
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(20), px(12), px(20), px(8))
        column.setSpacing(px(12))
        column.addWidget(self.refusal)
        column.addWidget(self.asking)
        column.addStretch()
        return page


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
