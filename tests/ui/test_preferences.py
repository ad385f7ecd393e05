"""The preferences by keys: what is chosen is used and kept, the place of work only when the person says so."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.paths import settings_path
from desktop.settings import Settings
from tests.ui.hands import press, type_text
from ui.preferences import PreferencesDialog
from ui.program import Program
from ui.search.departure import AT_WORK, IN_MEMORY
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import DARK, LIGHT, Theme
from ui.tokens import CONTRAST_DARK
from ui.window import Window


@pytest.fixture
def dialog(program: Program, window: Window, session: Session, qtbot: QtBot) -> PreferencesDialog:
    return shown(program, window, session, qtbot)


def shown(
    program: Program, window: Window, session: Session, qtbot: QtBot, settings: Settings | None = None
) -> PreferencesDialog:
    made = PreferencesDialog(settings or Settings(), True, session, program.theme, window)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def test_a_place_of_work_is_chosen_by_keys_and_moves_nothing_yet(dialog: PreferencesDialog, session: Session) -> None:
    dialog.commune.setFocus()
    type_text("Rennes")
    press(Qt.Key.Key_Return, "\r")
    assert dialog.settings.lieu_de_travail == "35238"
    assert session.depuis is None
    dialog.forget.click()
    assert dialog.settings.lieu_de_travail is None


def test_enter_saves(dialog: PreferencesDialog) -> None:
    dialog.notes.setFocus()
    press(Qt.Key.Key_Space)
    assert dialog.settings == Settings(notes=True)
    dialog.save.setFocus()
    press(Qt.Key.Key_Return, "\r")
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_escape_changes_nothing(dialog: PreferencesDialog) -> None:
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_what_is_chosen_is_used_at_once_and_kept(
    program: Program, window: Window, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: PreferencesDialog) -> int:
        dialog.look.choose("contraste_sombre")
        dialog.zoom.choose(1.5)
        dialog.keep.choose("30_jours")
        dialog._place.set_depuis(session.catalogue.commune("35238"))
        return 1

    monkeypatch.setattr(PreferencesDialog, "exec", choose)
    window.named_actions["preferences"].trigger()
    program.writer.wait()
    assert (program.theme.tokens, program.theme.zoom) == (CONTRAST_DARK, 1.5)
    assert json.loads(settings_path().read_text(encoding="utf-8")) == {
        "theme": "contraste_sombre",
        "zoom": 1.5,
        "lieu_de_travail": "35238",
        "garder": "30_jours",
    }
    assert session.depuis is not None
    assert session.depuis.code == "35238"


def test_the_field_of_departure_tells_the_place_of_work_from_any_other(
    program: Program, session: Session, page: SearchPage
) -> None:
    assert program.desk is not None
    program.prefer(lieu_de_travail="35238")
    program.desk.interview.settle()
    assert page.departure.field.toolTip() == AT_WORK
    session.set_depuis(session.catalogue.commune("35085"))
    assert page.departure.field.toolTip() == IN_MEMORY
    program.desk.interview.settle()
    assert session.depuis is not None
    assert session.depuis.code == "35085"  # a departure that was typed is not changed for the place of work


def test_a_place_of_other_data_stays_unless_another_is_chosen(
    program: Program, window: Window, session: Session, qtbot: QtBot
) -> None:
    dialog = shown(program, window, session, qtbot, Settings(lieu_de_travail="98818"))
    assert "98818" in dialog.commune.placeholderText()
    assert dialog.settings.lieu_de_travail == "98818"


def test_a_folder_that_can_not_be_written_is_said(program: Program, window: Window) -> None:
    settings_path().parent.write_text("inventé", encoding="utf-8")
    window.named_actions["sombre"].trigger()
    program.writer.wait()
    QApplication.processEvents()
    assert window.notice_text == ("Les préférences n’ont pas pu être enregistrées. Elles durent jusqu’à la fermeture.")
    assert program.theme.tokens == DARK


def test_every_field_has_a_name_and_its_label_leads_to_it(dialog: PreferencesDialog) -> None:
    buddies = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy()}
    assert buddies == {dialog.look, dialog.zoom, dialog.commune, dialog.keep}
    assert all(field.accessibleName() for field in buddies)
    walked = []
    dialog.look.setFocus()
    for _ in range(12):
        walked.append(QApplication.focusWidget())
        QApplication.focusWidget().focusNextChild()
    order = [dialog.look, dialog.zoom, dialog.commune, dialog.forget, dialog.keep, dialog.notes, dialog.save]
    places = [walked.index(stop) for stop in order]
    assert places == sorted(places)


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0, 2.5])
def test_nothing_is_cut_on_a_small_screen(
    program: Program, window: Window, session: Session, qtbot: QtBot, zoom: float
) -> None:
    program.wear(Theme(LIGHT, zoom))
    dialog = shown(program, window, session, qtbot, Settings(theme="contraste_sombre"))
    assert dialog.width() <= 1366
    assert dialog.height() <= 690
    [area] = dialog.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    for widget in [*dialog.findChildren(QPushButton), *dialog.findChildren(QLabel)]:
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        need = widget.heightForWidth(widget.width()) if wraps else widget.minimumSizeHint().height()
        assert widget.height() >= need, widget
        assert wraps or widget.width() >= widget.minimumSizeHint().width(), widget
