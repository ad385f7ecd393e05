"""The window around updates: other data with the interview going on, one key back, the ways in, the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from data_bundle import APPLICATION_ID
from desktop.errors import UpdateError
from desktop.paths import data_path
from desktop.selection import Choix, parse_selection
from desktop.update.installed import Choice, stamp, write_choice
from desktop.update.trust import Racine
from tests.ui.hands import Drawer, press, strike, type_text
from tests.ui.journey import Answer, active, focus, refs, tab_to
from tests.ui.update_help import BEFORE, SHARE, Publisher, newer
from tests.ui.walking import settle, spoken
from ui import updating
from ui.actions import ROWS
from ui.data.page import DataPage
from ui.data_problem import DataProblem
from ui.notes import Notes
from ui.program import Program
from ui.session import Session
from ui.theme import LIGHT, ZOOMS, Theme
from ui.update import volumes, words
from ui.update.dialog import UpdateDialog
from ui.window import DATA, Window

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"]
SCHOOL = "0350807M"
RENNES = "35238"


@pytest.fixture
def publisher(extrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    folder = tmp_path / "donnees" / "instantanes"
    made = Publisher(extrait, newer(extrait, folder / "nouveau.sqlite"))
    made.source_par_defaut = SHARE
    monkeypatch.setattr(updating, "make_service", lambda: made)
    monkeypatch.setattr("ui.update.volumes.offered", list)
    monkeypatch.setattr(updating, "_changes", lambda *_: (("Formations nouvelles", ("CAP inventé",)),))
    return made


@pytest.fixture
def dialogs(window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Callable[[Callable[[], None]], None]:
    """Have keys struck in the dialog of updates when it opens; what they leave open is closed."""

    def use(keys: Callable[[], None]) -> None:
        def exec_(dialog: UpdateDialog) -> int:
            dialog.show()
            dialog.activateWindow()
            qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
            settle()
            keys()
            dialog.hide()
            return dialog.result()

        monkeypatch.setattr(UpdateDialog, "exec", exec_)

    return use


def now(program: Program) -> tuple[Window, Session]:
    assert program.desk is not None
    return program.desk.window, program.desk.session


def update_and_open(drawer: Drawer) -> Callable[[], None]:
    def keys() -> None:
        drawer.drain()
        strike("Space")  # Vérifier
        drawer.drain()
        tab_to("Installer")
        strike("Space")
        drawer.drain()
        tab_to("Ouvrir les nouvelles données")
        strike("Space")

    return keys


def test_the_interview_goes_on_with_the_new_data(
    program: Program, window: Window, session: Session, publisher: Publisher, drawer: Drawer, qtbot: QtBot,
    dialogs: Callable[[Callable[[], None]], None],
) -> None:  # fmt: skip
    program.prefer(notes=True)
    assert program.desk is not None
    program.desk.interview.settle()
    session.add_all(parse_selection(REFS).choix)
    session.set_depuis(session.catalogue.commune(RENNES))
    program.desk.interview.show_notes()
    qtbot.waitUntil(lambda: spoken(focus()).startswith("Notes"))
    type_text("salon le 12")
    active(window, qtbot)
    program.writer.wait()
    number = program.keeper.number
    dialogs(update_and_open(drawer))
    window.named_actions["maj"].trigger()
    window, session = now(program)
    drawer.drain()
    assert session.snapshot.path == publisher.new
    assert refs(session) == REFS
    assert session.depuis is not None
    assert session.depuis.code == RENNES
    notes = window.findChild(Notes)
    assert notes is not None
    assert notes.text.toPlainText() == "salon le 12"
    program.writer.wait()
    assert program.keeper.number == number
    assert window.notice_text == (
        "Les données arrêtées au 12\u00a0octobre\u00a02026 sont ouvertes. La sélection est gardée\u00a0: 2 sur 2."
    )


def test_formations_that_the_new_data_do_not_know_are_named_and_stay_in_the_dossier(
    program: Program, window: Window, session: Session, publisher: Publisher, drawer: Drawer, extrait: Path,
    dialogs: Callable[[Callable[[], None]], None],
) -> None:  # fmt: skip
    session.add_all(parse_selection(REFS).choix)
    name = session.facts(Choix.parse(REFS[0]))[1].nom
    newer(extrait, publisher.new, forget=SCHOOL)
    program.writer.wait()
    dialogs(update_and_open(drawer))
    window.named_actions["maj"].trigger()
    window, session = now(program)
    assert refs(session) == REFS[1:]
    assert name in window.notice_text
    assert "n’y est pas. Elle reste dans le dossier." in window.notice_text
    program.writer.wait()
    [entry] = program.keeper.listing().entries
    assert list(entry.dossier.references) == REFS
    publisher.current = publisher.new
    window.named_actions["maj_retour"].trigger()
    drawer.drain()
    assert refs(now(program)[1]) == REFS  # nothing was lost


def test_one_key_goes_back_and_the_same_key_comes_again(
    program: Program, window: Window, session: Session, publisher: Publisher, drawer: Drawer, qtbot: QtBot
) -> None:
    session.add_all(parse_selection(REFS).choix)
    publisher.current = publisher.new
    window.named_actions["maj_retour"].trigger()
    drawer.drain()
    window, session = now(program)
    assert session.snapshot.path == publisher.own
    assert "30\u00a0mars\u00a02026 sont ouvertes" in window.notice_text
    assert window.notice.button.text() == "Revenir aux données du 12\u00a0octobre\u00a02026"
    active(window, qtbot)
    window.notice.button.setFocus()
    press(Qt.Key.Key_Space)
    drawer.drain()
    assert now(program)[1].snapshot.path == publisher.new
    assert refs(now(program)[1]) == REFS


def test_without_data_before_there_is_nothing_to_go_back_to(
    window: Window, publisher: Publisher, program: Program
) -> None:
    window.named_actions["maj_retour"].trigger()
    assert window.notice_text == updating.NONE_BEFORE
    assert publisher.asked == []


def test_a_way_back_that_is_refused_is_said(
    program: Program, window: Window, publisher: Publisher, drawer: Drawer
) -> None:
    publisher.current = publisher.new
    publisher.refusals = [UpdateError("Les données précédentes sont abîmées.")]
    window.named_actions["maj_retour"].trigger()
    drawer.drain()
    assert window.notice_text == "Les données précédentes sont abîmées."
    assert now(program)[0] is window


def test_data_installed_but_left_unopened_are_said_and_offered_again(
    program: Program, window: Window, publisher: Publisher, drawer: Drawer, monkeypatch: pytest.MonkeyPatch,
    dialogs: Callable[[Callable[[], None]], None],
) -> None:  # fmt: skip
    def leave() -> None:
        drawer.drain()
        strike("Space")
        drawer.drain()
        tab_to("Installer")
        strike("Space")
        drawer.drain()
        strike("Esc")

    dialogs(leave)
    window.named_actions["maj"].trigger()
    assert now(program)[0] is window
    assert window.notice_text == f"{words.DONE} {words.LATER}"
    monkeypatch.setattr("desktop.update.installed.current_snapshot", lambda: publisher.new)

    def open_them() -> None:
        drawer.drain()
        tab_to("Ouvrir les données installées")
        strike("Space")

    dialogs(open_them)
    window.named_actions["maj"].trigger()
    assert now(program)[1].snapshot.path == publisher.new


def test_a_stopped_update_is_said_by_the_window(
    window: Window, publisher: Publisher, drawer: Drawer, dialogs: Callable[[Callable[[], None]], None]
) -> None:
    def keys() -> None:
        drawer.drain()
        strike("Space")
        strike("Esc")
        drawer.drain()

    dialogs(keys)
    window.named_actions["maj"].trigger()
    assert window.notice_text == words.STOPPED


def test_the_data_page_leads_there_by_the_keyboard(
    window: Window, publisher: Publisher, qtbot: QtBot, dialogs: Callable[[Callable[[], None]], None]
) -> None:
    seen: list[str] = []
    dialogs(lambda: seen.append(spoken(focus())))
    strike("F2")
    page: DataPage = window.page(DATA)
    assert page.notice.text == ""
    tab_to("Mettre à jour les données…", "Shift+Tab")
    strike("Space")
    assert seen == ["Vérifier"]


def test_the_help_about_the_whole_country_leads_there(
    window: Window, publisher: Publisher, dialogs: Callable[[Callable[[], None]], None]
) -> None:
    seen: list[str] = []
    dialogs(lambda: seen.append(spoken(focus())))
    answer = Answer(lambda: tab_to("Mettre à jour les données…"), "Space")
    window.named_actions["etendue"].trigger()
    assert answer.closed
    assert seen == ["Vérifier"]


def test_data_installed_under_trial_keys_say_so_on_every_page_at_every_size(
    program: Program, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.update.trust.trusted_root", lambda: Racine(b"{}", essai=True))
    for path, said in ((publisher.new, words.TRIAL_DATA), (publisher.own, "")):
        window = program.open(path)
        window.resize(1366, 690)
        window.show()
        program.warm_up()
        trial = window.status.trial_button
        for action in ("les_donnees", "chercher", "comparer"):
            window.named_actions[action].trigger()
            assert trial.isVisible() == bool(said)
        for zoom in ZOOMS:
            program.wear(Theme(LIGHT, zoom))
            settle()
            assert window.width() == 1366, zoom
        assert trial.accessibleDescription() == said
        window.status.trial_button.click()
        page: DataPage = window.page(DATA)
        assert page.notice.text == said


@pytest.fixture
def broken(publisher: Publisher) -> Path:
    """Installed data of which the header alone is whole, chosen for every start."""
    folder = data_path() / "instantanes"
    name = "invente-0123456789ab.sqlite"
    content = bytearray(publisher.own.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    (folder / name).write_bytes(content)
    write_choice(folder, Choice(name, "", stamp(publisher.own)))
    publisher.current = publisher.new
    return folder / name


def test_a_start_on_damaged_data_offers_the_ones_before(
    program: Program, publisher: Publisher, broken: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert APPLICATION_ID
    seen: list[str] = []

    def exec_(problem: DataProblem) -> int:
        problem.show()
        problem.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is problem)
        seen.append(spoken(focus()))
        strike("Space")
        return problem.result()

    monkeypatch.setattr(DataProblem, "exec", exec_)
    program.start(broken)
    qtbot.waitUntil(lambda: bool(publisher.asked))
    assert seen == [f"Revenir {BEFORE.replace('les', 'aux')}"]
    assert now(program)[1].snapshot.path == publisher.own


def test_a_start_on_a_file_of_ones_own_choice_offers_no_way_back(
    program: Program, publisher: Publisher, broken: Path, tmp_path: Path
) -> None:
    other = tmp_path / "choisi.sqlite"
    other.write_bytes(broken.read_bytes())
    assert updating.way_back(other) is None
    assert updating.way_back(broken) is not None
    publisher.current = publisher.own
    assert updating.way_back(broken) is None


@pytest.mark.parametrize("zoom", ZOOMS)
def test_the_dialog_of_damaged_data_fits_with_both_ways_out(qapp: QApplication, qtbot: QtBot, zoom: float) -> None:
    theme = Theme(LIGHT, zoom)
    qapp.setStyleSheet(theme.stylesheet())
    problem = DataProblem("Le fichier est abîmé. " * 3, theme, f"Revenir {BEFORE.replace('les', 'aux')}")
    qtbot.addWidget(problem)
    problem.show()
    settle()
    assert problem.width() <= 1366
    assert problem.height() <= 690
    assert problem.rect().contains(problem.back_button.geometry())
    assert problem.choose_button.isVisible()
    qapp.setStyleSheet("")


def test_the_menu_has_both_deeds_with_a_key_of_their_own(window: Window) -> None:
    menu = [row for row in ROWS if row.menu == "outils"]
    letters = [row.text[row.text.index("&") + 1].lower() for row in menu]
    assert {"maj", "maj_retour"} <= {row.id for row in menu}
    assert len(set(letters)) == len(letters)


def test_the_service_that_cannot_be_had_is_said(
    window: Window, monkeypatch: pytest.MonkeyPatch, program: Program
) -> None:
    def none() -> Publisher:
        raise UpdateError("Cette copie du programme ne porte pas encore la clé de ses éditeurs.")

    monkeypatch.setattr(updating, "make_service", none)
    for action in ("maj", "maj_retour"):
        window.hush()
        window.named_actions[action].trigger()
        assert window.notice_text.startswith("Cette copie du programme")


def test_only_real_volumes_with_a_depot_are_offered(tmp_path: Path) -> None:
    assert not volumes.holds_depot(tmp_path)
    (tmp_path / "maj" / "depot" / "metadata").mkdir(parents=True)
    (tmp_path / "maj" / "depot" / "metadata" / "timestamp.json").write_text("{}")
    assert volumes.holds_depot(tmp_path)
    assert isinstance(volumes.offered(), list)


def test_no_dialog_is_left_behind(
    window: Window, publisher: Publisher, drawer: Drawer, dialogs: Callable[[Callable[[], None]], None]
) -> None:
    for _ in range(3):
        dialogs(lambda: strike("Esc"))
        window.named_actions["maj"].trigger()
        drawer.drain()
    settle()
    assert [one for one in window.findChildren(QDialog) if isinstance(one, UpdateDialog)] == []


def test_the_menu_opens_the_dialog_and_escape_closes_it(window: Window, publisher: Publisher, drawer: Drawer) -> None:
    answer = Answer("Esc")
    window.named_actions["maj"].trigger()
    drawer.drain()
    assert answer.closed
    assert (window.notice_text, publisher.asked) == ("", [])


def test_closing_the_window_under_the_dialog_ends_both(window: Window, publisher: Publisher, drawer: Drawer) -> None:
    answer = Answer(lambda: tab_to("Vérifier"), "Space", window.close)
    window.named_actions["maj"].trigger()
    drawer.drain()
    assert answer.closed
    assert not window.isVisible()
    assert publisher.current == publisher.own
