"""What the eye sees: nothing cut at any zoom, one palette, words in French, the same picture every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.hands import type_text
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import DARK, LIGHT, Theme
from ui.widgets.elided import ElidedLabel
from ui.window import COMPARE, SEARCH, Window

SCREEN = (1366, 690)
ZOOMS = (1.0, 1.25, 1.5, 2.0, 2.5)


@pytest.fixture
def busy(page: SearchPage, session: Session) -> SearchPage:
    """The page in the midst of an interview: a departure, words, a filter, three formations."""
    session.set_depuis(session.catalogue.commune("35085"))
    type_text("cuisine")
    page.search()
    for row in (0, 2, 4):
        session.add(page.results.rows.result(page.results.rows.index(row)).choix)  # type: ignore[union-attr]
    page.facets.box("voie", "scolaire").setChecked(True)
    return page


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def cut(window: QWidget) -> list[str]:
    """Return the visible labels and buttons whose words have less room than they need."""
    found = []
    for widget in [*window.findChildren(QLabel), *window.findChildren(QPushButton)]:
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        need = widget.heightForWidth(widget.width()) if wraps else widget.minimumSizeHint().height()
        wide = wraps or widget.width() >= widget.minimumSizeHint().width()
        if not wide or widget.height() < need:
            found.append(f"{type(widget).__name__} {widget.text()!r} {widget.size()} {widget.minimumSizeHint()}")
    return found


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_word_is_cut_on_a_small_screen(program: Program, window: Window, busy: SearchPage, zoom: float) -> None:
    program.wear(Theme(LIGHT, zoom))
    window.resize(*SCREEN)
    settle()
    assert (window.width(), window.height()) == SCREEN
    assert len([label for label in window.findChildren(QLabel) if label.isVisible()]) > 3
    assert cut(window) == []


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_title_of_the_list_is_cut(program: Program, window: Window, busy: SearchPage, zoom: float) -> None:
    """Words wrap and the line grows: each part of a line stays inside it and clear of the button."""
    busy.field.line.setText("mécanicien conducteur scieries")
    busy.facets.clear()
    program.wear(Theme(LIGHT, zoom))
    window.resize(*SCREEN)
    settle()
    view, rows = busy.results.view, busy.results.rows
    assert rows.rowCount()
    for number in range(rows.rowCount()):
        index = rows.index(number)
        item = view.visualRect(index)
        layout = busy.results.delegate.layout_of(index, item.width())
        assert item.height() == layout.height
        bottom = max(layout.second_at[1] + layout.second.height, layout.percents.bottom())
        assert bottom <= layout.card.bottom()
        assert layout.title_at[0] + layout.columns.words <= layout.columns.button + layout.title_at[0]
        assert layout.voie.right() <= layout.columns.left + layout.columns.words


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_grounds_are_those_of_the_theme(
    program: Program, window: Window, busy: SearchPage, tokens: type[LIGHT]
) -> None:
    program.wear(Theme(tokens, 1.0))
    settle()
    image = window.grab().toImage()
    seen = {image.pixelColor(x, y).name().upper() for x in range(0, 1366, 7) for y in range(0, 690, 7)}
    for token in ("bg", "surface", "sunk", "chip", "work", "accent"):
        assert getattr(tokens, token) in seen, token
    foreign = LIGHT if tokens is DARK else DARK
    assert foreign.bg not in seen


def test_the_same_window_gives_the_same_picture(window: Window, busy: SearchPage) -> None:
    settle()
    assert picture(window) == picture(window)


def test_both_pages_are_drawn(window: Window, busy: SearchPage) -> None:
    for number in (SEARCH, COMPARE):
        window.show_page(number)
        settle()
        image = picture(window)
        colours = {image.pixelColor(x, y).name() for x in range(300, 1366, 5) for y in range(70, 600, 5)}
        assert {LIGHT.work.lower(), LIGHT.surface.lower(), LIGHT.bg.lower()} <= colours


def picture(window: Window) -> QImage:
    return window.grab().toImage()


def test_words_shown_to_people_have_french_typography_and_no_english(
    root: Path, window: Window, busy: SearchPage
) -> None:
    said = {words for widget in window.findChildren(QWidget) for words in spoken(widget) if words}
    assert len(said) > 60
    assert [w for w in said if re.search(r" [:;?!%»]|« (?!\u00a0)", w)] == []
    assert [w for w in said if re.search(r"\b(Open|Close|Search|Cancel|Yes|No|OK|Save|Undo)\b", w)] == []


def spoken(widget: QWidget) -> list[str]:
    words = widget.text() if isinstance(widget, QLabel | QPushButton) else ""
    return [words, widget.toolTip(), widget.accessibleName()]
