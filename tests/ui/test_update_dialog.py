"""The dialog of updates, by its keys: look, install, stop, be refused, go back, on a made-up publisher."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.errors import WriteError
from desktop.policy import Policy
from desktop.selection import parse_selection
from tests.ui.hands import Drawer, press, strike, type_text
from tests.ui.journey import focus, tab_to
from tests.ui.test_app_looks import cut
from tests.ui.update_help import BEFORE, NOTES, REFUSED, SHARE, Publisher, newer, refused
from tests.ui.walking import settle, spoken, stops, walk
from ui.program import Program
from ui.session import Session
from ui.theme import DARK, LIGHT, ZOOMS, Theme
from ui.update import words
from ui.update.dialog import UpdateDialog
from ui.update.model import Place, Step
from ui.window import Window

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"]
CHANGES = (("Formations nouvelles", ("CAP Cuisine, lycée inventé",)), ("Formations fermées", ()))
Open = Callable[..., UpdateDialog]


@pytest.fixture
def publisher(extrait: Path, tmp_path: Path) -> Publisher:
    return Publisher(extrait, newer(extrait, tmp_path / "donnees" / "instantanes" / "nouveau.sqlite"))


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch) -> Callable[[Policy], None]:
    return lambda one: monkeypatch.setattr("desktop.policy.read_policy", lambda: one)


@pytest.fixture
def opened(
    program: Program, window: Window, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Open:
    """Open the dialog as the menu does, without waiting for its end."""
    assert program.desk is not None
    updating = program.desk.updating
    monkeypatch.setattr("ui.updating._changes", lambda *_: CHANGES)
    monkeypatch.setattr("ui.updating.make_service", lambda: publisher)
    monkeypatch.setattr("ui.update.volumes.offered", list)

    def opens(source: str = SHARE) -> UpdateDialog:
        publisher.source_par_defaut = source or None
        dialog = updating.dialog(publisher)
        qtbot.addWidget(dialog)
        dialog.setModal(True)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        settle()
        return dialog

    return opens


def checked(dialog: UpdateDialog, drawer: Drawer) -> UpdateDialog:
    """Press « Vérifier », which has the focus."""
    drawer.drain()
    assert spoken(focus()) in ("Vérifier", "Réessayer")
    strike("Space")
    assert dialog.running
    drawer.drain()
    return dialog


def installed(dialog: UpdateDialog, drawer: Drawer) -> UpdateDialog:
    checked(dialog, drawer)
    tab_to("Installer")
    strike("Space")
    drawer.drain()
    return dialog


def said(dialog: UpdateDialog) -> str:
    return dialog.report.toPlainText().replace("\u00a0", " ")


def test_nothing_is_asked_before_the_person_asks(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    dialog = opened()
    drawer.drain()
    assert publisher.asked == []
    assert dialog.asking.field.text() == SHARE
    assert "Rien ne part sans que vous le demandiez" in words.PROMISE


def test_a_whole_update_by_the_keyboard(opened: Open, publisher: Publisher, drawer: Drawer, session: Session) -> None:
    session.add_all(parse_selection(REFS).choix)
    dialog = opened(source="")
    drawer.drain()
    assert focus() is dialog.asking.field
    type_text(SHARE)
    press(Qt.Key.Key_Return, "\r")
    assert spoken(focus()) == "Arrêter"
    drawer.drain()
    assert focus() is dialog.report
    text = said(dialog)
    for piece in (
        "De nouvelles données sont publiées",
        "12 octobre 2026",
        "Publication n° 7",
        "À copier : 3,9 Mo",
        SHARE,
    ):
        assert piece in text, piece
    assert all(note in dialog.report.toPlainText() for note in NOTES)
    press(Qt.Key.Key_Return, "\r")  # Enter is the first button
    drawer.drain()
    assert publisher.asked == [("verifier", SHARE), ("installer", SHARE)]
    assert "Les nouvelles données sont installées" in said(dialog)
    assert "CAP Cuisine, lycée inventé" in said(dialog)
    assert "Formations fermées" not in said(dialog)
    assert spoken(focus()) == "Ce qui a changé"
    press(Qt.Key.Key_Return, "\r")
    assert not dialog.isVisible()
    assert (dialog.opens, dialog.went_back) == (publisher.new, False)


def test_what_is_found_by_internet_is_downloaded(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    publisher.publish(source="https://exemple.invalid/depot", octets=260_000)
    dialog = checked(opened("https://exemple.invalid/depot"), drawer)
    assert "À télécharger : 0,3 Mo." in said(dialog)


def test_up_to_date_is_said_and_there_is_nothing_to_install(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    publisher.publish(a_jour=True, octets=0)
    dialog = checked(opened(), drawer)
    assert said(dialog).startswith("Vos données sont à jour.")
    assert not dialog.install_button.isVisible()
    assert dialog.report.property("announced") or dialog.property("announced") == "Vos données sont à jour."
    strike("Esc")
    assert not dialog.isVisible()


def test_withdrawn_data_are_said_first_and_plainly(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    why = "Les données installées, du 30 mars 2026, ont été retirées par leur éditeur : erreur inventée."
    publisher.publish(retrait=why)
    dialog = checked(opened(), drawer)
    assert said(dialog).startswith(f"Données retirées\n{why}")


def test_a_refusal_is_one_sentence_with_the_key_to_try_again(
    opened: Open, publisher: Publisher, drawer: Drawer
) -> None:
    publisher.refusals = [refused()]
    dialog = checked(opened(), drawer)
    assert dialog.refusal.text == REFUSED
    assert dialog.property("announced") == REFUSED
    assert spoken(focus()) == "Réessayer"
    description = QAccessible.queryAccessibleInterface(focus()).text(QAccessible.Text.Description)
    assert description == REFUSED
    checked(dialog, drawer)
    assert dialog.refusal.text == ""
    assert dialog.install_button.isVisible()


def test_an_installation_that_fails_is_taken_up_again(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    dialog = checked(opened(), drawer)
    publisher.refusals = [refused("«\u00a0E:\u00a0» ne se lit plus. Remettez la clé."), WriteError("Plein.")]
    tab_to("Installer")
    strike("Space")
    drawer.drain()
    assert "Remettez la clé" in dialog.refusal.text
    assert not dialog.asking.isVisible()
    for _ in range(2):
        assert spoken(focus()) == "Reprendre l’installation"
        strike("Space")
        drawer.drain()
    assert "installées" in said(dialog)


@pytest.mark.parametrize("key", ["Space", "Esc"])
@pytest.mark.parametrize("step", ["Vérification", "Téléchargement", "Contrôle"])
def test_stopped_at_any_step_nothing_has_changed(
    opened: Open, publisher: Publisher, drawer: Drawer, key: str, step: str
) -> None:
    dialog = checked(opened(), drawer)
    stopping: list[str] = []

    def stop(now: str, percent: int) -> None:
        if (now, percent) == (step, 50):
            strike(key)  # Space is on Arrêter, which has the focus
            stopping.append(dialog.moving.text())

    publisher.at_step = stop
    tab_to("Installer")
    strike("Space")
    drawer.drain()
    assert stopping == [words.STOPPING]
    assert publisher.current == publisher.own
    if key == "Esc":
        assert not dialog.isVisible()
        assert dialog.said == words.STOPPED
    else:
        assert dialog.refusal.text == words.STOPPED
        assert spoken(focus()) == "Reprendre l’installation"
        publisher.at_step = lambda *_: None
        strike("Space")
        drawer.drain()
        assert publisher.current == publisher.new


def test_what_can_no_longer_be_stopped_is_shown(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    dialog = checked(opened(), drawer)
    publisher.at_step = lambda step, percent: strike("Esc") if (step, percent) == ("Contrôle", 100) else None
    tab_to("Installer")
    strike("Space")
    drawer.drain()
    assert dialog.isVisible()
    assert spoken(dialog.report) == words.CHANGED


def test_closing_the_window_stops_what_runs_and_asks_nothing(
    opened: Open, publisher: Publisher, drawer: Drawer, window: Window
) -> None:
    dialog = opened()
    drawer.drain()
    strike("Space")
    assert dialog.running
    window.close()
    assert not window.isVisible()
    assert not dialog.isVisible()
    drawer.drain()  # the work ends in its own time, nobody hears of it
    assert publisher.current == publisher.own
    assert dialog.opens is None


def test_progress_is_a_bar_whose_value_is_spoken(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    dialog = checked(opened(), drawer)
    heard: list[tuple[object, ...]] = []

    def hear(_step: str, percent: int) -> None:
        bar = QAccessible.queryAccessibleInterface(dialog.bar)
        value = bar.valueInterface().currentValue()
        heard.append((bar.role(), bar.text(QAccessible.Text.Name), value, dialog.moving.text()))

    publisher.at_step = hear
    tab_to("Installer")
    strike("Space")
    drawer.drain()
    role = QAccessible.Role.ProgressBar
    assert heard[3:6] == [(role, "Avancement", n, f"Téléchargement\u00a0: {n}\u00a0%") for n in (25, 50, 100)]


def test_the_place_that_answered_is_remembered_and_no_other(
    opened: Open, publisher: Publisher, drawer: Drawer, program: Program
) -> None:
    publisher.refusals = [refused()]
    dialog = checked(opened(), drawer)
    assert program.preferences.settings.source_maj is None
    checked(dialog, drawer)
    assert program.preferences.settings.source_maj == SHARE


def test_without_a_place_the_field_asks_for_one(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    dialog = opened(source="")
    press(Qt.Key.Key_Return, "\r")
    assert dialog.refusal.text == words.EMPTY
    assert focus() is dialog.asking.field
    assert publisher.asked == []


def test_a_folder_is_chosen_and_the_next_key_verifies(
    opened: Open, program: Program, publisher: Publisher, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.desk is not None
    monkeypatch.setattr(program.desk.updating, "ask_folder", lambda _start: "/cle/maj")
    dialog = opened(source="")
    tab_to("Choisir un dossier…")
    strike("Space")
    assert dialog.asking.field.text() == "/cle/maj"
    checked(dialog, drawer)
    assert publisher.asked == [("verifier", "/cle/maj")]


def test_a_key_that_holds_data_is_offered_by_its_name(
    opened: Open, publisher: Publisher, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(source="")
    dialog.asking.offer([Place("CIO35", "/media/CIO35")])
    dialog.asking.field.setFocus()
    tab_to("Prendre sur «\u00a0CIO35\u00a0»")
    strike("Space")
    assert dialog.asking.field.text() == "/media/CIO35"
    checked(dialog, drawer)
    assert publisher.asked == [("verifier", "/media/CIO35")]


def test_a_policy_that_forbids_the_web_is_said(opened: Open, policy: Callable[[Policy], None]) -> None:
    policy(Policy(web=False))
    dialog = opened(source="")
    assert spoken(dialog.asking.field) == "Dossier, clé ou partage"
    assert words.NO_WEB in [label.text() for label in dialog.asking.findChildren(type(dialog.moving))]
    press(Qt.Key.Key_Return, "\r")
    assert dialog.refusal.text == words.EMPTY_NO_WEB


def test_a_policy_that_sets_the_source_leaves_no_other(
    opened: Open, policy: Callable[[Policy], None], publisher: Publisher, drawer: Drawer, program: Program
) -> None:
    policy(Policy(source="//serveur/cio"))
    dialog = opened()
    assert not dialog.asking.field.isVisible()
    assert not dialog.asking.browse.isVisible()
    assert any("//serveur/cio" in label.text() for label in dialog.asking.findChildren(type(dialog.moving)))
    checked(dialog, drawer)
    assert publisher.asked == [("verifier", None)]
    assert not dialog.elsewhere_button.isVisible()
    assert program.preferences.settings.source_maj is None


def test_trial_keys_are_said_in_every_step(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    publisher.essai = True
    publisher.publish(essai=True)
    dialog = opened()
    assert dialog.trial.text == words.TRIAL
    checked(dialog, drawer)
    assert dialog.trial.text == words.TRIAL
    tab_to("Installer")
    strike("Space")
    assert dialog.trial.isVisible()
    drawer.drain()
    assert dialog.trial.text == words.TRIAL_DATA


def test_changes_are_copied_as_text(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    dialog = installed(opened(), drawer)
    tab_to("Copier le texte")
    strike("Space")
    assert QGuiApplication.clipboard().text().endswith("Formations nouvelles\n- CAP Cuisine, lycée inventé")
    assert dialog.property("announced") == words.COPIED


def test_changes_that_cannot_be_read_are_said_so(
    opened: Open, publisher: Publisher, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened()
    monkeypatch.setattr("ui.updating._changes", lambda *_: ())
    installed(dialog, drawer)
    assert words.UNTOLD in dialog.report.toPlainText()


def test_going_back_is_one_key_after_an_installation(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    dialog = installed(opened(), drawer)
    tab_to(f"Revenir {BEFORE.replace('les', 'aux')}")
    strike("Space")
    drawer.drain()
    assert (dialog.opens, dialog.went_back) == (publisher.own, True)


def test_installed_data_left_unopened_are_said_by_the_window(
    opened: Open, publisher: Publisher, drawer: Drawer
) -> None:
    dialog = installed(opened(), drawer)
    strike("Esc")
    assert dialog.opens is None
    assert dialog.said == f"{words.DONE} {words.LATER}"


def test_elsewhere_leads_back_to_the_field(opened: Open, drawer: Drawer) -> None:
    dialog = checked(opened(), drawer)
    tab_to("Chercher ailleurs")
    strike("Space")
    assert dialog.area.isVisible()
    assert not dialog.report.isVisible()
    assert focus() is dialog.check_button


def test_a_bug_of_ours_is_not_hidden_and_the_dialog_stays_usable(opened: Open, drawer: Drawer) -> None:
    dialog = opened()
    drawer.drain()
    strike("Space")
    drawer.waiting.clear()
    with pytest.raises(ValueError, match="inventé"):
        dialog._failed(ValueError("inventé"))
    assert not dialog.running
    assert dialog.check_button.isVisible()


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_nothing_is_cut_and_every_stop_has_a_name(
    opened: Open, publisher: Publisher, drawer: Drawer, program: Program, zoom: float, tokens: type[LIGHT]
) -> None:
    program.wear(Theme(tokens, zoom))
    publisher.essai = True
    publisher.publish(essai=True, retrait="Les données installées ont été retirées (inventé).")
    publisher.current = publisher.new
    dialog = opened()
    steps = [Step.ASK, Step.RUNNING, Step.FOUND, Step.RUNNING, Step.DONE]
    for number, step in enumerate(steps):
        settle()
        assert dialog.step is step
        assert dialog.width() <= 1366
        assert dialog.height() <= 690
        inside = dialog.asking if step is Step.ASK else dialog
        assert cut(inside) == []
        buttons = [button for button in dialog.findChildren(type(dialog.check_button)) if button.isVisible()]
        assert [spoken(one) for one in buttons if min(one.width(), one.height()) < 24] == []
        if step is not Step.RUNNING:
            walked = walk()
            assert all(spoken(widget).strip() for widget in walked)
            assert {spoken(widget) for widget in stops(dialog) - set(walked)} == set()
        if number in (0, 2):
            (dialog.check_button if step is Step.ASK else dialog.install_button).setFocus()
            strike("Space")
        else:
            drawer.drain()


@pytest.mark.parametrize("verb", ["Vérifier", "Installer"])
def test_a_long_refusal_at_the_largest_scrolls_and_is_never_cut(
    opened: Open, publisher: Publisher, drawer: Drawer, program: Program, verb: str
) -> None:
    program.wear(Theme(LIGHT, 2.5))
    publisher.essai = True
    publisher.current = publisher.new  # one button more
    dialog = opened()
    drawer.drain()
    if verb == "Installer":
        checked(dialog, drawer)
        tab_to(verb)
    publisher.refusals = [refused(f"{REFUSED} {REFUSED}")]
    strike("Space")
    drawer.drain()
    settle()
    assert dialog.refusal.isVisible()
    assert dialog.area.verticalScrollBar().value() == 0
    assert dialog.area.viewport().height() >= 150
    assert dialog.width() == 1240
    assert dialog.height() <= 660
    assert cut(dialog) == []


@pytest.mark.parametrize("zoom", ZOOMS)
def test_long_names_of_folders_and_volumes_make_nothing_wider(
    opened: Open, program: Program, publisher: Publisher, policy: Callable[[Policy], None], drawer: Drawer,
    monkeypatch: pytest.MonkeyPatch, zoom: float,
) -> None:  # fmt: skip
    long = "/media/élodie/CLÉ DU CIO/" + "mises_à_jour_du_centre_" * 12
    monkeypatch.setattr("ui.update.volumes.offered", lambda: [Place("CLÉ USB DU CIO DE SAINT-BRIEUC & FILS", long)])
    program.wear(Theme(LIGHT, zoom))
    dialog = opened(long)
    publisher.refusals = [refused(f"Il n’y a pas de mise à jour dans «\u00a0{long}\u00a0».")]
    checked(dialog, drawer)
    settle()
    assert dialog.refusal.text.endswith(f"{long}\u00a0».")
    assert dialog.asking.places[0].accessibleName().endswith("SAINT-BRIEUC & FILS\u00a0»")
    assert dialog.area.horizontalScrollBar().maximum() == 0
    dialog.close()
    policy(Policy(source=long, web=False))
    fixed = opened()
    settle()
    assert fixed.area.horizontalScrollBar().maximum() == 0
    assert not any(label.text() == words.NO_WEB for label in fixed.asking.findChildren(QLabel))  # nothing to choose


def test_the_guide_can_be_read_beside_it(opened: Open, program: Program, drawer: Drawer) -> None:
    assert program.desk is not None
    dialog = opened()
    assert dialog.windowModality() == Qt.WindowModality.WindowModal


def test_a_path_pasted_between_quotes_is_taken_without_them(opened: Open, publisher: Publisher, drawer: Drawer) -> None:
    dialog = opened(source="")
    drawer.drain()
    type_text(f'"{SHARE}" ')
    press(Qt.Key.Key_Return, "\r")
    drawer.drain()
    assert publisher.asked == [("verifier", SHARE)]
    assert dialog.step is Step.FOUND
