"""The choices at the left of the page: which sheet, which language, how it is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.sheet.demande import COMPARAISON, SIMPLE
from desktop.typography import NBSP
from ui.sheet.options import TO_REVIEW, Options, languages
from ui.sheet.words import ADDRESS, IS_GREY, IS_TO_REVIEW, VERSO_TELLS
from ui.theme import Theme
from ui.widgets.check_box import CheckBox
from ui.widgets.menu_button import MenuButton
from ui.widgets.segmented import Segmented

LARGE = 1.5
"""Zoom from which what the verso holds is told by its tooltip and its description only."""


class Choices(QWidget):
    """Emits ``changed`` with the Options of now; those without a meaning for the sheet asked for are not shown."""

    changed = Signal(object)

    def __init__(self, options: Options, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = options
        self._large = False
        self.genre = Segmented("Fiche", [(COMPARAISON, "Avec chiffres"), (SIMPLE, "Simple")])
        self.verso = CheckBox("Avec le verso", theme)
        self.verso_words = _caption(VERSO_TELLS)
        self.verso.setAccessibleDescription(VERSO_TELLS)
        self.address_label = _label(ADDRESS)
        self.address = Segmented(ADDRESS, [(True, f"«{NBSP}tu{NBSP}»"), (False, f"«{NBSP}vous{NBSP}»")])
        self.language_label = _label("&Langue")
        self.language = MenuButton("Langue", theme)
        self.language_label.setBuddy(self.language)
        self.both = CheckBox("Avec le français à côté", theme)
        self.to_review = _caption(IS_TO_REVIEW)
        self.grey = CheckBox("Comme en noir et blanc", theme)
        self.grey_words = _caption(IS_GREY)
        self.grey.setAccessibleDescription(IS_GREY)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (
            self.genre,
            self.verso,
            self.verso_words,
            self.address_label,
            self.address,
            self.language_label,
            self.language,
            self.to_review,
            self.both,
            self.grey,
            self.grey_words,
        ):
            self._column.addWidget(part)
        self.genre.chosen.connect(lambda genre: self.change(genre=genre))
        self.verso.toggled.connect(lambda on: self.change(verso=on))
        self.address.chosen.connect(lambda tu: self.change(tutoiement=tu))
        self.language.chosen.connect(lambda code: self.change(langue=code))
        self.both.toggled.connect(lambda on: self.change(bilingue=on))
        self.grey.toggled.connect(lambda on: self.change(gris=on))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw with another theme from now on."""
        for part in (self.verso, self.language, self.both, self.grey):
            part.set_theme(theme)
        self._column.setSpacing(theme.px(6))
        self.verso.setToolTip(VERSO_TELLS)
        self._large = theme.zoom >= LARGE
        self._show()
        for label in (self.language_label, self.address_label):
            label.setContentsMargins(0, theme.px(8), 0, 0)

    def change(self, **what: object) -> None:
        """Change some of the Options, as the person does."""
        changed = replace(self.options, **what)  # type: ignore[arg-type]
        if changed != self.options:
            self.options = changed
            self._show()
            self.changed.emit(changed)

    def _show(self) -> None:
        options = self.options
        self.genre.choose(options.genre)
        self.verso.setChecked(options.verso)
        self.address.choose(options.tutoiement)
        self.language.set_options(languages(), options.langue)
        self.both.setChecked(options.bilingue)
        self.grey.setChecked(options.gris)
        self.verso.setVisible(not options.simple)
        self.verso_words.setVisible(not options.simple and not self._large)
        self.address_label.setVisible(options.simple)
        self.address.setVisible(options.simple)
        self.to_review.setVisible(TO_REVIEW in dict(languages())[options.langue])
        self.both.setVisible(options.traduite)
        self.grey_words.setVisible(options.gris)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "strong")
    label.setWordWrap(True)
    return label


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "caption")
    label.setWordWrap(True)
    return label
