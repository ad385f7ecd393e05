"""A program on the embedded extract, its window shown and warm."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.hands import Drawer
from ui.jobs import JobRunner
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.window import SEARCH, Window


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def program(qapp: QApplication, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setenv("COTE_A_COTE_DOSSIER", str(tmp_path / "donnees"))  # its own preferences and dossiers
    hook = sys.excepthook
    made = Program(JobRunner(drawer))
    made.preferences.use(visite_vue=True)
    sys.excepthook = hook  # an error in a slot fails the test, rather than open the calm dialog
    yield made
    gc.enable()
    if made.desk is not None:
        made.desk.window.close()
        made.desk.window.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(program: Program, extrait: Path, qtbot: QtBot, drawer: Drawer) -> Window:
    """The window at the size of the design, with everything that is made while the person looks at it."""
    made = program.open(extrait)
    made.resize(1366, 690)
    made.show()
    made.activateWindow()
    program.warm_up()
    drawer.drain()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    page: SearchPage = made.page(SEARCH)
    page.focus_field()
    return made


@pytest.fixture
def session(program: Program, window: Window) -> Session:
    assert program.desk is not None
    return program.desk.session


@pytest.fixture
def page(window: Window) -> SearchPage:
    found: SearchPage = window.page(SEARCH)
    return found
