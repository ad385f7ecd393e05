"""Notes: off until they are wanted, never when they are forbidden, in memory only, gone at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop import paths
from tests.ui.hands import press, type_text
from ui import crash
from ui.interview import Interview
from ui.notes import BANNER, Notes
from ui.preferences import FORBIDDEN, PreferencesDialog
from ui.program import Program
from ui.session import Session
from ui.theme import DARK, Theme
from ui.window import Window

SECRET = "Prénom inventé : projet cuisine"


@pytest.fixture
def interview(program: Program, window: Window) -> Interview:
    assert program.desk is not None
    return program.desk.interview


@pytest.fixture
def notes(program: Program, window: Window, interview: Interview, qtbot: QtBot) -> Notes:
    """The notes, permitted and open, with something written."""
    program.prefer(notes=True)
    interview.settle()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    made = window.findChild(Notes)
    assert made is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.text)
    type_text(SECRET)
    return made


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy = tmp_path / "politique.json"
    policy.write_text('{"notes": false}', encoding="utf-8")
    monkeypatch.setattr(paths, "policy_paths", lambda: (policy,))


def test_they_are_off_at_first_and_the_menu_does_not_show_them(window: Window, interview: Interview) -> None:
    assert not interview.notes_on
    assert not window.named_actions["notes"].isVisible()
    interview.show_notes()
    assert window.findChild(Notes) is None
    assert "ne sont pas permises" in window.notice_text


def test_once_permitted_one_key_opens_them_with_the_caret_in_the_text(notes: Notes, window: Window) -> None:
    assert window.named_actions["notes"].isVisible()
    assert notes.text.toPlainText() == SECRET
    assert BANNER in [label.text() for label in notes.findChildren(QLabel)]
    assert notes.text.accessibleName() == "Notes de l’entretien"
    assert BANNER in notes.text.accessibleDescription()


def test_escape_puts_them_away_and_what_is_written_stays(notes: Notes, window: Window, interview: Interview) -> None:
    press(Qt.Key.Key_Escape)
    assert not notes.isVisible()
    interview.show_notes()
    assert notes.text.toPlainText() == SECRET


def test_a_policy_forbids_them_whatever_is_preferred(
    forbidden: None, program: Program, window: Window, interview: Interview
) -> None:
    program.prefer(notes=True)
    interview.settle()
    assert not window.named_actions["notes"].isVisible()
    interview.show_notes()
    assert window.findChild(Notes) is None


def test_the_preferences_say_that_a_policy_forbids_them(
    program: Program, window: Window, session: Session, qtbot: QtBot
) -> None:
    settings = program.preferences.settings._replace(notes=True)
    dialog = PreferencesDialog(settings, False, session, program.theme, window)
    qtbot.addWidget(dialog)
    assert not dialog.notes.isEnabled()
    assert FORBIDDEN in [label.text() for label in dialog.findChildren(QLabel)]
    assert dialog.settings.notes  # what the person prefers is not lost for another computer


def test_the_end_of_the_interview_asks_then_they_are_gone(
    program: Program, window: Window, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ui.question.ask", lambda _parent, _what, detail, *_: asked.append(detail) or 0)
    window.named_actions["fin"].trigger()
    assert asked == ["Seront effacés\u00a0: les notes."]
    assert program.desk is not None
    assert program.desk.window.findChild(Notes) is None
    program.warm_up()
    program.desk.interview.show_notes()
    fresh = program.desk.window.findChild(Notes)
    assert fresh is not None
    assert fresh.text.toPlainText() == ""


def test_erasing_leaves_nothing_to_undo(notes: Notes) -> None:
    notes.erase.click()
    notes.text.undo()
    assert notes.text.toPlainText() == ""


def test_nothing_is_copied_by_itself(notes: Notes) -> None:
    assert SECRET not in QApplication.clipboard().text()


def test_input_methods_are_asked_to_learn_nothing(notes: Notes) -> None:
    hints = notes.text.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_tab_leaves_the_text(notes: Notes) -> None:
    QApplication.focusWidget().focusNextChild()
    assert isinstance(QApplication.focusWidget(), QPushButton)
    assert notes.text.tabChangesFocus()


def test_a_crash_report_quotes_nothing_of_them(notes: Notes) -> None:
    def fail(text: QPlainTextEdit) -> None:
        raise ValueError(text.toPlainText())

    try:
        fail(notes.text)
    except ValueError as error:
        quoted, said = str(error), crash.report(type(error), error.__traceback__)
    assert quoted == SECRET
    assert "test_notes.py" in said
    assert "inventé" not in said


def test_they_follow_the_theme(program: Program, notes: Notes) -> None:
    program.wear(Theme(DARK, 1.5))
    image = notes.grab().toImage()
    seen = {image.pixelColor(x, y).name().upper() for x in range(0, image.width(), 5) for y in range(0, 200, 5)}
    assert {DARK.bg, DARK.surface, DARK.caution_bg} <= seen
