"""One story a test, from its first key to its last, by the keyboard alone; what is read is only read to be checked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.dossier import decode
from desktop.exemple import REFS
from desktop.paths import dossiers_path
from tests.ui.driving import Driven
from tests.ui.hands import Drawer, strike
from tests.ui.journey import (
    Answer,
    Offline,
    active,
    bytes_under,
    desk_window,
    focus,
    refs,
    results,
    search,
    tab_to,
    write,
    written_anywhere,
)
from tests.ui.walking import spoken
from ui.compare.cell import Cell
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.window import COMPARE, MAP, SEARCH, Window

SECRET = "Prenominvente veut cuisiner"
COMMUNE, INSEE = "Combourg", "35085"


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> Offline:
    return Offline(monkeypatch)


def test_the_interview_from_a_typo_to_its_end_leaves_nothing_and_asks_no_network(
    program: Program,
    window: Window,
    page: SearchPage,
    session: Session,
    drawer: Drawer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    offline: Offline,
) -> None:
    already = set(sys.modules)
    save = "Enregistrer les préférences"
    permit = Answer(lambda: tab_to("Permettre des notes"), "Space", lambda: tab_to(save), "Return")
    strike("Ctrl+,")
    assert permit.closed
    active(window, qtbot)
    strike("F8")
    notes = QApplication.activeWindow()
    assert notes is not None
    assert notes is not window
    write(SECRET)
    strike("Esc")
    active(window, qtbot)

    tab_to("Depuis", "Shift+Tab")
    write("combourg")
    strike("Return")
    assert session.depuis is not None
    assert session.depuis.code == INSEE
    strike("Tab", 2)
    assert spoken(focus()) == "Distance à vol d’oiseau"
    strike("Right", 2)
    assert page.departure.radius_km == 70

    search("cap cuisne")
    understood = page.results.understood
    assert understood.isVisible()
    assert understood.words.startswith("Résultats pour «\u00a0cap cuisine\u00a0».")
    away = [one.distance_km for one in results(page.results.lines) if one.distance_km is not None]
    assert away == sorted(away)
    assert 0 < max(away) <= 70
    strike("Return")
    for words in ("bac pro cuisine", "commercialisation services restauration"):
        search(words)
        strike("Return")
    assert session.count == 3
    program.writer.wait()
    assert len(list(dossiers_path().glob("dossier-??????.json"))) == 1

    strike("Ctrl+2")
    compare = window.page(COMPARE)
    assert [c.choix for c in compare.comparison.colonnes] == list(session.selection.choix)
    strike("Down")
    strike("Right")
    cell = focus()
    assert isinstance(cell, Cell)
    assert (cell.row, cell.column) == ("parts", 1)
    strike("Return")
    assert focus() is compare.panel.text
    assert "Source" in compare.panel.text.toPlainText()
    strike("Esc")
    assert focus() is cell
    strike("S")
    assert refs(session)[1] in QApplication.clipboard().text()

    strike("F11")
    assert program.desk is not None
    screen = program.desk.showing.screen
    assert screen is not None
    active(screen, qtbot)
    seen = [screen.number]
    for _ in range(60):
        strike("Space")
        seen.append(screen.number)
    assert seen[-1][0] == seen[-1][1] > 3
    assert [number for number, _ in seen] == sorted(number for number, _ in seen)
    assert {number for number, _ in seen} == set(range(1, seen[-1][1] + 1))
    strike("Esc")
    active(window, qtbot)
    assert focus() is cell

    sheet = tmp_path / "fiche.pdf"
    monkeypatch.setattr(program.desk, "ask_path", lambda _proposed: sheet)
    strike("Ctrl+S")
    drawer.drain()
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert window.notice_text == "La fiche est enregistrée\u00a0: fiche.pdf"

    monkeypatch.setattr("ui.interview.owns_clipboard", lambda: True)  # the off-screen platform owns nothing
    end = Answer(lambda: QApplication.activeModalWidget().accessibleDescription(), "Return")
    strike("Ctrl+Shift+Del")
    assert end.closed
    assert str(end.seen[0]).endswith("Seront effacés\u00a0: la sélection (3\u00a0formations), les notes.")
    fresh = desk_window(program, qtbot)
    drawer.drain()
    assert fresh is not window
    assert program.desk.window.notice_text == "L’entretien est terminé. Rien n’en est gardé."
    anew, now = program.desk.session, fresh.page(SEARCH)
    assert focus() is now.field.line
    assert (now.field.text, now.departure.field.text(), now.tray.tiles) == ("", "", [])
    assert (anew.count, anew.depuis, anew.can_undo, anew.rangees) == (0, None, False, {})
    assert (session.count, session.depuis, session.can_undo) == (0, None, False)
    assert QApplication.clipboard().text() == ""
    assert not list(dossiers_path().iterdir())
    strike("Ctrl+Z")
    assert anew.count == 0
    strike("F8")
    assert QApplication.focusWidget().toPlainText() == ""  # type: ignore[union-attr]
    strike("Esc")
    held = written_anywhere()
    assert "Chercher" in held or "Tapez" in held
    assert [trace for trace in (SECRET, COMMUNE, "cap cuisne") if trace in held] == []
    on_disk = bytes_under(tmp_path / "donnees")
    assert b'"notes": true' in on_disk
    assert [trace for trace in (SECRET, COMMUNE, INSEE, "cuisne") if trace.encode() in on_disk] == []
    assert offline.tried == []
    assert {name for name in set(sys.modules) - already if "Network" in name or name in ("ssl", "http.client")} == set()


def test_a_job_leads_to_formations_the_other_voie_and_a_report_of_a_figure(
    window: Window, page: SearchPage, session: Session
) -> None:
    search("plombier")
    assert page.results.understood.words.startswith("plombier\u00a0: monteur en installations sanitaires")
    assert [one.raison for one in results(page.results.lines)[:3]] == ["pour «\u00a0plombier\u00a0»"] * 3
    strike("Down")
    strike("Return")
    search("menuisier")
    strike("Return")
    by_school, other = refs(session)
    assert by_school.startswith("mefstat11:23830022707@")
    strike("Ctrl+2")
    strike("V")
    assert refs(session) == [by_school, "cfd:40022707@reg:53", other]
    strike("Down")
    cell = focus()
    assert isinstance(cell, Cell)
    assert (cell.row, cell.column) == ("parts", 0)
    strike("N")
    strike("Down", 2)
    strike("Return")
    assert session.rangees == {"parts": "region"}
    held = focus()
    assert isinstance(held, Cell)
    assert (held.row, held.column) == ("parts", 0)
    strike("S")
    copied = QApplication.clipboard().text()
    assert f"Référence\u00a0: {by_school}" in copied
    assert "Niveau\u00a0: Région · Bretagne" in copied
    assert session.snapshot.id in copied
    assert "Rien n’a été envoyé" in window.notice_text


def test_a_2de_commune_leads_to_its_specialites_and_to_their_comparison(
    window: Window, page: SearchPage, session: Session
) -> None:
    search("2de construction durable")
    first = page.outcome.current
    assert first is not None
    assert first.formation.commune
    strike("Ctrl+D")
    detour = page.outcome.detour
    assert focus() is detour.lines.view
    behind = results(detour.lines)
    assert len(behind) == 9
    assert all(one.formation.diplome == "Bac pro" for one in behind)
    strike("Return")
    strike("Down", 2)
    strike("Return")
    assert refs(session) == [behind[0].choix.ref, behind[2].choix.ref]
    tab_to("Comparer la sélection (2 sur 6)", "Shift+Tab")
    strike("Space")
    assert window.current_number == COMPARE
    assert [c.choix.ref for c in window.page(COMPARE).comparison.colonnes] == refs(session)
    assert isinstance(focus(), Cell)
    strike("Ctrl+1")
    assert focus() is page.field.line


def test_near_formations_are_added_and_the_focus_goes_back_to_the_line(
    window: Window, page: SearchPage, session: Session
) -> None:
    search("cap cuisine")
    tab_to("Résultats")
    strike("Down", 2)
    line, row = focus(), page.results.view.currentIndex().row()
    strike("Ctrl+R")
    near = results(page.outcome.detour.lines)
    assert len(near) > 5
    assert all(one.raison for one in near)
    strike("Down")
    strike("Return")
    assert refs(session) == [near[1].choix.ref]
    strike("Esc")
    assert focus() is line
    assert page.results.view.currentIndex().row() == row == 2
    strike("Return")
    assert session.count == 2


def test_a_place_is_chosen_on_the_map_and_escape_takes_one_back(
    window: Window, page: SearchPage, session: Session
) -> None:
    search("cuisine")
    strike("Ctrl+M")
    assert window.current_number == MAP
    shown = window.page(MAP)
    assert focus() is shown.list
    strike("Down", 2)
    chosen = shown.list.currentIndex().row()
    assert chosen == shown.picture._choice == 2
    strike("Return")
    assert window.current_number == SEARCH
    assert focus() is page.results.view
    found = {one.lieu.etablissement.uai for one in results(page.results.lines) if one.lieu.etablissement}
    assert found == {page.field.text}
    tab_to("Revenir à «\u00a0cuisine\u00a0»", "Shift+Tab")
    strike("Space")
    assert page.field.text == "cuisine"
    assert focus() is page.field.line
    strike("Down")
    strike("Return")
    assert session.count == 1
    tab_to("Résultats")
    strike("Ctrl+M")
    assert focus() is shown.list
    strike("Esc")
    assert window.current_number == SEARCH
    assert focus() is page.results.view


class TestOtherProcesses:
    """Real programs, ended as a power cut ends them."""

    @pytest.fixture
    def start(self, root: Path, extrait: Path, tmp_path: Path) -> Iterator[Callable[[], Driven]]:
        running: list[Driven] = []

        def run() -> Driven:
            wanted = {"COTE_A_COTE_DOSSIER": str(tmp_path / "donnees"), "QT_QPA_PLATFORM": "offscreen"}
            running.append(Driven(root, extrait, wanted))
            return running[-1]

        yield run
        for one in running:
            one.close()

    def dossiers(self, tmp_path: Path) -> list[tuple[str, ...]]:
        files = sorted((tmp_path / "donnees" / "dossiers").glob("dossier-??????.json"))
        return [decode(path.read_bytes()).references for path in files]

    def test_after_a_power_cut_the_dossier_is_found_and_one_may_start_from_nothing(
        self, start: Callable[[], Driven], tmp_path: Path
    ) -> None:
        first = start()
        first.does("texte cap cuisine")
        first.does("touche Return")
        first.does("touche Down")
        first.does("touche Return")
        before = first.says()
        assert len(before["refs"]) == 2
        first.kill()
        second = start()
        found = second.says()
        assert found["refs"] == before["refs"]
        assert str(found["notice"]).endswith("retrouvé.")
        assert found["button"] == "Repartir à vide"
        assert found["focus"] == "Chercher une formation"
        second.does("vers Repartir à vide")
        second.does("touche Space")
        empty = second.says()
        assert empty["refs"] == []
        assert "gardé" in str(empty["notice"])
        assert empty["focus"]
        second.does("touche Ctrl+F")
        second.does("texte boulanger")
        second.does("touche Return")
        after = second.says()
        assert self.dossiers(tmp_path) == [tuple(before["refs"]), tuple(after["refs"])]
        assert after["network"] == []

    def test_two_windows_at_once_keep_a_dossier_each(self, start: Callable[[], Driven], tmp_path: Path) -> None:
        one, other = start(), start()
        one.does("texte cap cuisine")
        one.does("touche Return")
        other.does("texte boulanger")
        other.does("touche Return")
        one.does("touche Down")
        one.does("touche Return")
        mine, theirs = one.says()["refs"], other.says()["refs"]
        assert (len(mine), len(theirs)) == (2, 1)
        assert self.dossiers(tmp_path) == [tuple(mine), tuple(theirs)]
        one.kill()
        other.does("touche Down")
        other.does("touche Return")
        assert self.dossiers(tmp_path) == [tuple(mine), tuple(other.says()["refs"])]
        third = start()
        assert third.says()["refs"] == mine


def test_the_first_start_goes_from_the_tour_to_the_sample_and_back(
    program: Program, extrait: Path, drawer: Drawer, tmp_path: Path, qtbot: QtBot
) -> None:
    program.preferences.use(visite_vue=False)
    program.open(extrait).show()
    window = desk_window(program, qtbot)
    drawer.drain()
    assert program.desk is not None
    session, page = program.desk.session, window.page(SEARCH)
    assert focus() is page.field.line
    tab_to("Suivant", "Shift+Tab")
    tour = program.desk.welcome.tour
    assert tour is not None
    first = tour.accessibleName()
    strike("Space")
    assert tour.accessibleName() != first
    tab_to("Voir un exemple")
    strike("Space")
    assert window.current_number == COMPARE
    assert refs(session) == list(REFS)
    cell = focus()
    assert isinstance(cell, Cell)
    strike("Right")
    assert focus() is not cell
    strike("Ctrl+1")
    assert focus() is page.field.line
    strike("Ctrl+Z")
    assert session.count == 0
    tab_to("Passer la visite", "Shift+Tab")
    strike("Space")
    assert program.desk.welcome.tour is None
    assert focus() is page.field.line
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    strike("F11")
    assert window.notice_text == "Ajoutez au moins deux formations pour les comparer."
    program.writer.wait()
    assert b'"visite_vue": true' in bytes_under(tmp_path / "donnees")


@pytest.fixture
def compared(window: Window, page: SearchPage, session: Session) -> Session:
    """Two formations of cuisine, the comparison shown, the focus in its first row."""
    for words in ("bac pro cuisine", "cap cuisine"):
        search(words)
        strike("Return")
    strike("Ctrl+2")
    return session


def test_f1_on_a_row_explains_its_words_and_gives_the_focus_back(
    window: Window, compared: Session, qtbot: QtBot
) -> None:
    strike("Down")
    cell = focus()
    asked = Answer(
        lambda: QApplication.activeModalWidget().current.cle,
        lambda: write("médiane"),
        lambda: QApplication.activeModalWidget().current.cle,
        "Return",
        lambda: spoken(focus()),
        "Esc",
    )
    strike("F1")
    active(window, qtbot)
    assert asked.closed
    assert asked.seen[0] == "part"
    assert asked.seen[2] == "salaire"
    assert asked.seen[4] == "Ce que le mot veut dire"
    assert focus() is cell


def test_every_change_of_the_basket_is_taken_back_by_ctrl_z(
    program: Program, window: Window, page: SearchPage, session: Session
) -> None:
    states = [refs(session)]

    def done(*keys: str) -> None:
        for key in keys:
            strike(key)
        states.append(refs(session))
        assert states[-1] != states[-2]

    search("bac pro cuisine")
    done("Return")
    search("cap cuisine")
    done("Return")
    strike("Ctrl+2")
    done("Alt+Right")
    done("Left", "V")
    done("Del")
    strike("Ctrl+1")
    strike("Down")
    done("Return")
    search("boulanger")
    done("Return")
    for before in reversed(states[:-1]):
        strike("Ctrl+Z")
        assert refs(session) == before
    assert page.field.text == "boulanger"
    strike("Ctrl+Z")
    assert refs(session) == []
    program.writer.wait()


def test_dark_and_large_and_back_in_the_middle_of_it_all_the_focus_stays(
    program: Program, window: Window, page: SearchPage, compared: Session
) -> None:
    strike("Down")
    strike("Right")
    where = ("parts", 1)
    light = program.theme.tokens
    sizes = [program.theme.zoom]

    def here() -> tuple[str, int]:
        cell = focus()
        assert isinstance(cell, Cell)
        assert not cell.visibleRegion().isEmpty()
        return cell.row, cell.column

    strike("Alt+A")
    strike("S")
    assert program.theme.tokens is not light
    assert here() == where
    for _ in range(12):
        strike("Ctrl++")
        sizes.append(program.theme.zoom)
        assert here() == where
    assert sizes[-1] == 2.5
    strike("Return")
    assert focus() is window.page(COMPARE).panel.text
    strike("Esc")
    assert here() == where
    strike("Ctrl+1")
    assert focus() is page.field.line
    search("cap cuisine")
    strike("Ctrl+2")
    assert here() == where
    strike("Ctrl+0")
    assert (program.theme.zoom, here()) == (1.0, where)
    strike("Alt+A")
    strike("S")
    assert program.theme.tokens is light
    assert here() == where
    assert program.preferences.settings.theme == "clair"


@pytest.mark.parametrize("keys", [("F1",), ("Alt+E", "C"), ("Alt+E", "G"), ("Ctrl+,",), ("Ctrl+O",)])
def test_a_dialog_that_was_closed_is_gone_before_the_next_key(keys: tuple[str, ...], window: Window) -> None:
    """Else the garbage collector may take it away while Qt dresses every widget in another size: the program dies."""
    closed = Answer("Esc")
    for key in keys:
        strike(key)
    assert closed.closed
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the event loop does
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)] == []
