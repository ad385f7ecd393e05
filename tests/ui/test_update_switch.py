"""Other data under an interview: no page mixes two snapshots, and what goes on meanwhile decides what is carried."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import retour
from desktop.selection import parse_selection
from desktop.snapshot import damaged
from tests.ui.hands import Drawer, strike
from tests.ui.journey import Answer, active, refs, results, search, written_anywhere
from tests.ui.update_help import Publisher, newer, opened
from tests.ui.walking import settle
from ui import updating
from ui.notes import Notes
from ui.program import Program
from ui.session import Session
from ui.window import COMPARE, DATA, MAP, SEARCH, SHEET, Window

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"]
NEW = "(refait)"
PARTS = {"part_poursuite": 41, "part_emploi_6m": 37, "part_autres_6m": 22}


def rewritten(extrait: Path, target: Path) -> Path:
    """Write a made-up later snapshot: every share is another, and every formation has another name."""
    newer(extrait, target)
    with opened(target) as db:
        for name, value in PARTS.items():
            at = "(SELECT id FROM indicateur WHERE nom = ?)"
            db.execute(f"UPDATE chiffre SET valeur = ? WHERE indicateur = {at}", (value, name))
        db.execute("UPDATE formation SET libelle = libelle || ?, intitule = intitule || ?", (f" {NEW}", f" {NEW}"))
    return target


@pytest.fixture
def publisher(extrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    made = Publisher(extrait, rewritten(extrait, tmp_path / "donnees" / "instantanes" / "nouveau.sqlite"))
    monkeypatch.setattr(updating, "make_service", lambda: made)
    return made


def now(program: Program) -> tuple[Window, Session]:
    assert program.desk is not None
    return program.desk.window, program.desk.session


def switch(program: Program, publisher: Publisher, qtbot: QtBot) -> tuple[Window, Session]:
    """Have the window go on with the new data, as « Ouvrir les nouvelles données » does."""
    publisher.current = publisher.new
    assert program.desk is not None
    program.desk.updating.open(publisher.new, back=False)
    settle()
    active(now(program)[0], qtbot)
    return now(program)


def see_everything(program: Program, drawer: Drawer) -> None:
    """Look at every page that keeps something: search, comparison, sheet, map, data, glossary."""
    window, _session = now(program)
    search("cuisine")
    for action in ("comparer", "apercu", "carte", "les_donnees", "comparer"):
        window.named_actions[action].trigger()
        drawer.drain()
        settle()


def test_after_the_switch_nothing_on_screen_is_of_the_data_before(
    program: Program, window: Window, session: Session, publisher: Publisher, qtbot: QtBot, drawer: Drawer
) -> None:
    session.add_all(parse_selection(REFS).choix)
    see_everything(program, drawer)
    before = session.compare(None)
    window, session = switch(program, publisher, qtbot)
    drawer.drain()
    see_everything(program, drawer)
    assert all(NEW in c.formation.libelle for c in window.page(COMPARE).comparison.colonnes)
    assert {c.instantane.id for c in (window.page(COMPARE).comparison,)} == {"2026-10-12-invente"}
    shown = [
        figure.valeur
        for ligne in window.page(COMPARE).comparison.lignes
        if ligne.indicateur.nom in PARTS
        for figure in ligne.cellules
    ]
    assert shown
    assert set(shown) <= {*PARTS.values(), None}
    window.named_actions["chercher"].trigger()
    active(window, qtbot)
    search("boulanger")
    drawer.drain()
    settle()
    found = results(window.page(SEARCH).results)
    assert found
    assert all(NEW in one.formation.libelle for one in found)
    said = written_anywhere()
    old = [c.formation.libelle for c in before.colonnes]
    for name in old:
        assert not re.search(re.escape(name) + r"(?!\s*\(refait\))", said), name
    assert "30\u00a0mars\u00a02026" not in window.page(DATA).text.toPlainText()
    assert {COMPARE, SHEET, MAP, DATA} <= set(window._made)


def test_the_sheet_and_its_print_are_of_the_new_data(
    program: Program, window: Window, session: Session, publisher: Publisher, qtbot: QtBot, drawer: Drawer
) -> None:
    session.add_all(parse_selection(REFS).choix)
    window.named_actions["apercu"].trigger()
    drawer.drain()
    window, session = switch(program, publisher, qtbot)
    window.named_actions["apercu"].trigger()
    drawer.drain()
    settle()
    paper = pypdfium2.PdfDocument(window.page(SHEET).paper.content)
    text = " ".join("\n".join(page.get_textpage().get_text_range() for page in paper).split())
    paper.close()
    assert "12 octobre 2026" in text.replace("\u00a0", " ")
    assert "30 mars 2026" not in text.replace("\u00a0", " ")
    assert NEW in text


@pytest.mark.parametrize(("action", "page"), [("comparer", COMPARE), ("apercu", SHEET), ("les_donnees", DATA)])
def test_the_page_that_was_open_is_open_again(
    program: Program,
    window: Window,
    session: Session,
    publisher: Publisher,
    qtbot: QtBot,
    drawer: Drawer,
    action: str,
    page: int,
) -> None:
    session.add_all(parse_selection(REFS).choix)
    window.named_actions[action].trigger()
    drawer.drain()
    window, session = switch(program, publisher, qtbot)
    assert window.current_number == page
    assert "sont ouvertes" in window.notice_text


def test_a_code_of_before_opens_the_formations_of_now(
    program: Program, window: Window, session: Session, publisher: Publisher, qtbot: QtBot
) -> None:
    code = retour.code(parse_selection(REFS))
    _window, session = switch(program, publisher, qtbot)
    assert program.desk is not None
    assert program.desk.retour.reopen(code) == ""
    assert refs(session) == REFS
    assert NEW in session.facts(session.selection.choix[0])[0].libelle


def test_an_interview_ended_while_it_goes_back_leaves_nothing_to_the_next(
    program: Program, window: Window, session: Session, publisher: Publisher, drawer: Drawer, qtbot: QtBot
) -> None:
    program.prefer(notes=True)
    assert program.desk is not None
    program.desk.interview.settle()
    session.add_all(parse_selection(REFS).choix)
    program.desk.interview.show_notes()
    notes = window.findChild(Notes)
    assert notes is not None
    notes.text.setPlainText("confidence")
    publisher.current = publisher.new
    window.named_actions["maj_retour"].trigger()
    program.keeper.close(keep=False)
    program.begin_again()
    program.warm_up()
    settle()
    drawer.drain()
    qtbot.waitUntil(lambda: "sont ouvertes" in now(program)[0].notice_text)
    window, session = now(program)
    assert session.snapshot.path == publisher.own
    assert session.count == 0
    assert "confidence" not in written_anywhere()


def test_a_window_closed_while_it_goes_back_does_not_come_again(
    program: Program, window: Window, session: Session, publisher: Publisher, drawer: Drawer
) -> None:
    publisher.current = publisher.new
    window.named_actions["maj_retour"].trigger()
    window.close()
    drawer.drain()
    settle()
    assert not any(isinstance(one, Window) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_going_back_waits_for_the_dialog_that_is_open(
    program: Program, window: Window, session: Session, publisher: Publisher, drawer: Drawer, qtbot: QtBot
) -> None:
    publisher.current = publisher.new
    window.named_actions["maj_retour"].trigger()
    seen: list[bool] = []

    def meanwhile() -> None:
        drawer.drain()
        settle()
        seen.append(now(program)[0] is window)

    answer = Answer(meanwhile, "Esc")
    window.named_actions["preferences"].trigger()
    assert answer.closed
    assert seen == [True]
    qtbot.waitUntil(lambda: now(program)[0] is not window)
    assert now(program)[1].snapshot.path == publisher.own


def test_the_family_mode_never_outlives_its_data(
    program: Program, window: Window, session: Session, publisher: Publisher, drawer: Drawer, qtbot: QtBot
) -> None:
    session.add_all(parse_selection(REFS).choix)
    publisher.current = publisher.new
    window.named_actions["maj_retour"].trigger()
    window.named_actions["famille"].trigger()
    assert program.desk is not None
    screen = program.desk.showing.screen
    assert screen is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is screen)
    drawer.drain()
    settle()
    assert now(program)[0] is window  # nothing changes in front of the family
    strike("Esc")
    qtbot.waitUntil(lambda: now(program)[0] is not window)
    assert now(program)[1].snapshot.path == publisher.own


def test_a_sheet_saved_while_the_data_change_is_written_all_the_same(
    program: Program, window: Window, session: Session, publisher: Publisher, qtbot: QtBot, drawer: Drawer,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    session.add_all(parse_selection(REFS).choix)
    assert program.desk is not None
    monkeypatch.setattr(program.desk, "ask_path", lambda _proposed: tmp_path / "fiche.pdf")
    window.named_actions["enregistrer"].trigger()
    window, session = switch(program, publisher, qtbot)
    drawer.drain()
    settle()
    assert (tmp_path / "fiche.pdf").exists()


def test_damage_found_later_offers_the_data_before(
    program: Program, window: Window, session: Session, publisher: Publisher, qtbot: QtBot, drawer: Drawer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window, _session = switch(program, publisher, qtbot)
    monkeypatch.setattr("desktop.update.installed.current_snapshot", lambda: publisher.new)
    assert program.desk is not None
    program.desk.say_damage(damaged(publisher.new))
    assert window.notice.button.text() == "Revenir aux données du 30\u00a0mars\u00a02026"
    window.notice.button.click()
    drawer.drain()
    assert now(program)[1].snapshot.path == publisher.own


def test_damage_without_data_before_offers_another_file(
    program: Program, window: Window, session: Session, publisher: Publisher
) -> None:
    assert program.desk is not None
    program.desk.say_damage(damaged(publisher.own))
    assert window.notice.button.text() == "Choisir un fichier de données…"


def test_the_words_searched_and_the_guide_beside_are_there_again(
    program: Program, window: Window, session: Session, publisher: Publisher, qtbot: QtBot, drawer: Drawer
) -> None:
    search("boulanger")
    drawer.drain()
    window.named_actions["guide"].trigger()
    assert program.desk is not None
    assert program.desk.guiding.reader is not None
    program.desk.guiding.reader.go("mettre-a-jour")
    window, _session = switch(program, publisher, qtbot)
    drawer.drain()
    settle()
    assert window.page(SEARCH).field.text == "boulanger"
    assert all(NEW in one.formation.libelle for one in results(window.page(SEARCH).results))
    assert results(window.page(SEARCH).results)
    assert program.desk.guiding.reader is not None
    assert program.desk.guiding.reader.current == "mettre-a-jour"
    assert program.desk.guiding.reader.parent() is window


def test_a_place_of_departure_and_a_region_that_are_not_there_are_said(
    program: Program, window: Window, session: Session, publisher: Publisher, qtbot: QtBot
) -> None:
    session.set_depuis(session.catalogue.commune("35238"))
    session.set_region("53")
    with opened(publisher.new) as db:
        db.execute("DELETE FROM commune WHERE code = '35238'")
        db.execute("UPDATE meta SET valeur = '[\"04\"]' WHERE cle = 'perimetre'")
    window, session = switch(program, publisher, qtbot)
    assert (session.depuis, session.region) == (None, "04")
    assert "La commune de départ n’y est pas." in window.notice_text
    assert "La région cherchée n’est plus la même." in window.notice_text
