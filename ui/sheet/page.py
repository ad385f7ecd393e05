"""The page of the sheet: choices and buttons at the left, the pages of the PDF beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import CoteACoteError
from ui.jobs import JobRunner
from ui.sheet.choices import LARGE, Choices
from ui.sheet.jobs import SheetJobs
from ui.sheet.options import Options
from ui.sheet.pdf import Paper
from ui.sheet.places import WHOLE, WIDE
from ui.sheet.turner import Turner
from ui.sheet.view import PaperView
from ui.sheet.words import COMING, COPY_TELLS, NOTHING, TITLE, number_of
from ui.theme import Theme
from ui.widgets.announce import announce
from ui.widgets.buttons import set_icon
from ui.widgets.flags import never_sideways
from ui.widgets.flow import FlowLayout
from ui.widgets.segmented import Segmented
from ui.widgets.tab_order import chain

SIDE = 290
"""Design pixels of what stands at the left; never more than what is left of a small screen."""
Order = Callable[[Options], Callable[[], bytes] | None]
"""Given on the window's thread what is asked for, returns what makes the PDF off it; None for an empty selection."""


class SheetPage(QWidget):
    """``order`` is asked again after each change, while the page is shown; before that it waits."""

    print_asked = Signal()
    save_asked = Signal()
    batch_asked = Signal()
    copy_asked = Signal(int)
    """The number, from 0, of the page to copy."""
    options_changed = Signal(object)

    def __init__(
        self, order: Order, jobs: JobRunner, options: Options, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._order = order
        self._theme = theme
        self._options = options
        self._stale = True
        self._fit_chosen = False
        self._once_ready: Callable[[Paper], object] | None = None
        self._jobs = SheetJobs(jobs, self)
        self._jobs.ready.connect(self._show_paper)
        self._jobs.refused.connect(self._show_nothing)
        self.choices = Choices(options, theme)
        self.choices.changed.connect(self._change)
        self.print_button = self._button("Imprimer…", self.print_asked.emit, "primary")
        self.save_button = self._button("Enregistrer le PDF…", self.save_asked.emit)
        self.copy_button = self._button("Copier l’image", lambda: self.copy_asked.emit(self.view.current))
        self.copy_button.setToolTip(COPY_TELLS)
        self.copy_button.setAccessibleDescription(COPY_TELLS)
        self.batch_button = self._button("Plusieurs fiches…", self.batch_asked.emit)
        self.batch_button.setToolTip("Préparer les fiches de plusieurs dossiers, ou d’une classe")
        self.title = QLabel(TITLE)
        self.title.setProperty("kind", "card")
        self.title.setWordWrap(True)
        self.turner = Turner(theme)
        self.fit = Segmented("Taille de la page", [(WHOLE, "Page entière"), (WIDE, "Pleine largeur")])
        self.view = PaperView(self._jobs, theme)
        self.view.set_grey(options.gris)
        self.view.current_changed.connect(lambda _page: self._show_number())
        self.turner.turned.connect(self.view.go)
        self.view.copy_asked.connect(self.copy_button.click)
        self.fit.chosen.connect(self._fit)
        self._build()
        self.set_theme(theme)
        self._show_state()

    @property
    def paper(self) -> Paper | None:
        """The PDF shown, None while another is being made or when there is none."""
        return self._jobs.paper

    def refresh(self) -> None:
        """Make the PDF again: now when the page is shown, else once it will be. What was shown is gone at once."""
        self._stale = True
        self._jobs.drop()
        self.view.blank()
        if self.isVisible():
            self._prepare()
        self._show_state()

    def once_ready(self, call: Callable[[Paper], object]) -> None:
        """Call with the PDF as soon as there is one: now, or when it is made; never when it can't be."""
        self._once_ready = call
        if self.paper is not None:
            self._show_paper(self.paper)

    def forget(self) -> None:
        """Let go of everything: the window closes."""
        self._once_ready = None
        self._jobs.close()
        self.view.blank()

    def take_focus(self) -> None:
        """Put the focus on the pages."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        self._theme = theme
        px = theme.px
        self.title.setVisible(theme.zoom < LARGE)
        self.choices.set_theme(theme)
        self.view.set_theme(theme)
        if not self._fit_chosen:  # whole pages are too small to be read where everything is large
            self.fit.choose(WIDE if theme.zoom >= LARGE else WHOLE)
            self.view.set_fit(str(self.fit.value))
        for button, icon, ink in ((self.print_button, "imprimer", "on_accent"), (self.save_button, "exporter", "ink")):
            set_icon(button, theme, icon, ink, 18)
        self.turner.set_theme(theme)
        self._turn.set_gap(px(12))
        self._row.setSpacing(px(12))
        self._row.setContentsMargins(px(16), px(10), px(8), px(8))
        self._right.setSpacing(px(8))
        self._left.setSpacing(px(8))
        self._left.setContentsMargins(px(2), px(2), px(6), px(8))
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._prepare()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # one went elsewhere: a print dialog would come out of nowhere
            self._once_ready = None

    def _prepare(self) -> None:
        self._stale = False
        try:
            make = self._order(self.choices.options)
        except CoteACoteError as error:
            self._show_nothing(error.phrase)
            return
        if make is None:
            self._show_nothing(NOTHING)
            return
        if not self.view.count:
            self.view.show_words(COMING)
        self._jobs.prepare(make)
        self._show_state()

    def _show_paper(self, paper: Paper) -> None:
        self.view.show_paper(paper)
        self._show_state()
        announce(self, number_of(self.view.current, self.view.count))
        call, self._once_ready = self._once_ready, None
        if call is not None:
            call(paper)

    def _show_nothing(self, sentence: str) -> None:
        self._once_ready = None
        self._jobs.drop()
        self.view.show_words(sentence)
        self._show_state()
        announce(self, sentence)

    def _show_state(self) -> None:
        there = self.paper is not None
        for button in (self.print_button, self.save_button, self.copy_button):
            if not there and button.hasFocus():  # else it would go to a button that does something else
                self.take_focus()
            button.setEnabled(there)
        self._show_number()

    def _show_number(self) -> None:
        self.turner.show_page(self.view.current, self.view.count)

    def _change(self, options: Options) -> None:
        only_shown = replace(self._options, gris=options.gris) == options
        self._options = options
        self.view.set_grey(options.gris)
        self.options_changed.emit(options)
        if not only_shown:
            self.refresh()

    def _fit(self, fit: object) -> None:
        self._fit_chosen = True
        self.view.set_fit(str(fit))

    def _build(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        self._left = QVBoxLayout(inside)
        self._left.addWidget(self.title)
        self._left.addWidget(self.choices)
        self._left.addSpacing(self._theme.px(6))
        for button in (self.print_button, self.save_button, self.copy_button, self.batch_button):
            self._left.addWidget(button)
        self._left.addStretch()
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        never_sideways(self.side)
        self.side.setWidget(inside)
        self.side.setAccessibleName(TITLE)
        self._turn = FlowLayout()
        self._turn.addWidget(self.turner)
        self._turn.addWidget(self.fit)
        self._right = QVBoxLayout()
        self._right.addLayout(self._turn)
        self._right.addWidget(self.view, 1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.side)
        self._row.addLayout(self._right, 1)
        chain([self])

    def _button(self, text: str, slot: Callable[[], object], kind: str = "plain") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _share(self) -> None:
        """Give the choices their width, less than half of a small screen."""
        self.side.setFixedWidth(min(self._theme.px(SIDE), round(self.width() * 0.46)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
