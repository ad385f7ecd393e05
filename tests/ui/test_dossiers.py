"""The basket is kept after every change and found again; the end of the interview lets go of everything."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.dossier import Dossier, decode, encode, label
from desktop.dossier_folder import DossierFolder, file_of
from desktop.paths import dossiers_path
from desktop.selection import Choix
from tests.ui.hands import press, type_text
from ui import interview as interview_module
from ui.dossiers.model import DossierRows
from ui.dossiers.page import EMPTY, DossiersDialog
from ui.program import Program
from ui.question import Question
from ui.search.page import SearchPage
from ui.session import Session
from ui.theme import DARK, LIGHT, Theme
from ui.tokens import CONTRAST_DARK
from ui.window import COMPARE, SEARCH, Window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
REFS = ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R")
UNKNOWN = "cfd:99999999@reg:53"


def answer(monkeypatch: pytest.MonkeyPatch, chosen: int | None) -> list[tuple[str, str, list[str]]]:
    """Have every question answered; return those that were asked."""
    asked: list[tuple[str, str, list[str]]] = []

    def ask(_parent: object, sentence: str, detail: str, verbs: list[str], stay: str, _theme: Theme) -> int | None:
        asked.append((sentence, detail, [*verbs, stay]))
        return chosen

    monkeypatch.setattr("ui.question.ask", ask)
    monkeypatch.setattr("ui.dossiers.page.ask", ask)
    return asked


def folder() -> Path:
    return dossiers_path()


def written() -> list[Dossier]:
    return [decode(path.read_bytes()) for path in sorted(folder().glob("dossier-??????.json"))]


def keep(*references: str, when: str = "2026-03-12T14:05") -> int:
    """Put a dossier in the folder, as a window that was closed has left it."""
    held = DossierFolder(folder()).new()
    held.write(Dossier(when, references, None, "inventé-1".replace("é", "e")))
    held.release()
    return held.number


def now() -> str:
    from datetime import datetime

    return label(datetime.now())


def settle(program: Program) -> None:
    program.writer.wait()
    QApplication.processEvents()


@pytest.fixture
def power_cut(program: Program) -> Callable[..., None]:
    """What another window that died has left in the folder of this program."""

    def die(*references: str, when: str = "") -> None:
        code = (
            "import os, sys; from pathlib import Path\n"
            "from desktop.dossier import decode; from desktop.dossier_folder import DossierFolder\n"
            "held = DossierFolder(Path(sys.argv[1])).new(); held.write(decode(sys.argv[2].encode()))\n"
            "os._exit(1)\n"
        )
        text = encode(Dossier(when or now(), references, None, "invente")).decode()
        subprocess.run([sys.executable, "-c", code, str(folder()), text], check=False)

    return die


@pytest.fixture
def opened(program: Program, extrait: Path, qtbot: QtBot) -> Callable[[], Window]:
    """Open the window later than the test begins: what is on the disk is found at the start."""

    def start() -> Window:
        window = program.open(extrait)
        window.show()
        window.activateWindow()
        program.warm_up()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return window

    return start


@pytest.fixture
def basket(session: Session) -> Session:
    for ref in REFS:
        session.add(Choix.parse(ref))
    return session


class TestKept:
    def test_every_change_by_the_keyboard_is_in_the_file(
        self, program: Program, window: Window, page: SearchPage, qtbot: QtBot
    ) -> None:
        type_text("cap cuisine")
        press(Qt.Key.Key_Return, "\r")
        settle(program)
        [one] = written()
        assert len(one.references) == 1
        type_text("bac pro commerce")
        page.field.line.selectAll()
        type_text("bac pro commercialisation")
        press(Qt.Key.Key_Return, "\r")
        settle(program)
        assert len(written()[0].references) == 2
        qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
        settle(program)
        assert written() == [one]

    def test_the_file_holds_references_in_their_order_and_nothing_of_the_interview(
        self, program: Program, basket: Session
    ) -> None:
        basket.set_depuis(basket.catalogue.commune("35085"))
        basket.move(Choix.parse(REFS[2]), -2)
        settle(program)
        text = file_of(folder(), 1).read_text(encoding="utf-8")
        assert json.loads(text)["references"] == [REFS[2], *REFS[:2]]
        assert json.loads(text)["instantane"] == basket.snapshot.id
        assert "35085" not in text
        assert "Combourg" not in text

    def test_the_level_of_the_comparison_is_kept(self, program: Program, basket: Session) -> None:
        basket.compare("region")
        settle(program)
        assert written()[0].niveau == "region"

    def test_an_interview_without_a_formation_leaves_no_file(self, program: Program, window: Window) -> None:
        window.close()
        assert not folder().exists()

    def test_a_basket_that_was_emptied_leaves_no_file(self, program: Program, window: Window, basket: Session) -> None:
        basket.clear()
        window.close()
        assert list(folder().iterdir()) == []

    def test_closing_the_window_keeps_the_dossier_and_lets_go_of_it(
        self, program: Program, window: Window, basket: Session
    ) -> None:
        window.close()
        [entry] = DossierFolder(folder()).listing().entries
        assert entry.dossier.references == REFS
        assert not entry.busy
        assert not entry.interrupted

    def test_a_full_disk_is_said_once_and_tried_again_at_the_next_change(
        self, program: Program, window: Window, basket: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settle(program)
        said: list[str] = []
        program.keeper.told.connect(said.append)

        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "inventé")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            basket.remove(Choix.parse(REFS[0]))
            settle(program)
            assert window.notice_text == (
                "Le dossier n’a pas pu être enregistré\u00a0: le disque est plein. La sélection reste ouverte."
            )
            basket.remove(Choix.parse(REFS[1]))
            settle(program)
        assert len(said) == 1
        assert written()[0].references == REFS
        basket.add(Choix.parse(REFS[0]))
        settle(program)
        assert written()[0].references == (REFS[2], REFS[0])
        assert len(said) == 1

    def test_a_folder_that_can_not_be_made_never_stops_the_interview(
        self, program: Program, window: Window, session: Session
    ) -> None:
        folder().parent.mkdir(exist_ok=True)
        folder().write_text("inventé", encoding="utf-8")
        session.add(Choix.parse(REFS[0]))
        settle(program)
        assert "La sélection reste ouverte." in window.notice_text
        assert session.count == 1
        window.close()


class TestFoundAgain:
    def test_the_dossier_of_a_power_cut_is_open_again_with_one_line(
        self, program: Program, power_cut: Callable[..., None], opened: Callable[[], Window]
    ) -> None:
        power_cut(*REFS)
        window = opened()
        assert program.desk is not None
        session = program.desk.session
        assert tuple(choix.ref for choix in session.selection.choix) == REFS
        assert window.notice_text.startswith("Dossier du ")
        assert window.notice_text.endswith(" retrouvé.")
        session.remove(Choix.parse(REFS[0]))
        settle(program)
        assert [dossier.references for dossier in written()] == [REFS[1:]]

    @pytest.mark.skipif(os.name != "posix", reason="signals")
    def test_the_whole_program_killed_in_the_midst_is_found_again_by_the_next(
        self, program: Program, opened: Callable[[], Window], extrait: Path
    ) -> None:
        killed = (
            "import os, sys; from pathlib import Path; from ui.program import Program\n"
            "from desktop.selection import Choix\n"
            "program = Program(); window = program.open(Path(sys.argv[1])); window.show(); program.warm_up()\n"
            "program.desk.session.set_depuis(program.desk.session.catalogue.commune('35085'))\n"
            f"for ref in {REFS!r}: program.desk.session.add(Choix.parse(ref))\n"
            "program.writer.wait(); os.kill(os.getpid(), 9)\n"
        )
        done = subprocess.run([sys.executable, "-c", killed, str(extrait)], check=False, capture_output=True)
        assert done.returncode == -9
        window = opened()
        assert program.desk is not None
        assert program.desk.session.count == 3
        assert program.desk.session.depuis is None  # memory only: it died with the program
        assert "retrouvé" in window.notice_text

    def test_one_may_start_from_nothing_and_the_dossier_stays(
        self, program: Program, power_cut: Callable[..., None], opened: Callable[[], Window]
    ) -> None:
        power_cut(*REFS)
        window = opened()
        assert window.notice.button.text() == "Repartir à vide"
        window.notice.button.setFocus()
        press(Qt.Key.Key_Space)
        assert program.desk is not None
        session = program.desk.session
        assert session.count == 0
        assert not session.can_undo
        assert "gardé" in window.notice_text
        session.add(Choix.parse(REFS[0]))
        settle(program)
        assert [dossier.references for dossier in written()] == [REFS, REFS[:1]]

    def test_that_of_another_day_is_only_offered(
        self, program: Program, power_cut: Callable[..., None], opened: Callable[[], Window]
    ) -> None:
        power_cut(*REFS, when="2026-03-12T14:05" if not now().startswith("2026-03-12") else "2026-03-11T14:05")
        window = opened()
        assert program.desk is not None
        assert program.desk.session.count == 0
        assert "interrompu" in window.notice_text
        assert window.notice.button.text() == "Ouvrir le dossier"
        window.notice.button.click()
        assert program.desk.session.count == 3

    def test_after_a_proper_end_nothing_comes_back_by_itself(
        self, program: Program, opened: Callable[[], Window]
    ) -> None:
        keep(*REFS, when=now())
        window = opened()
        assert program.desk is not None
        assert program.desk.session.count == 0
        assert window.notice_text == ""

    def test_formations_of_other_data_stay_in_the_file_and_are_told(
        self, program: Program, power_cut: Callable[..., None], opened: Callable[[], Window]
    ) -> None:
        power_cut(REFS[0], UNKNOWN, REFS[1], "cfd:50022146@reg:99")
        window = opened()
        assert program.desk is not None
        session = program.desk.session
        assert session.count == 2
        assert (
            "2\u00a0formations de ce dossier ne sont pas dans les données chargées. Elles restent dans le dossier."
            in window.notice_text
        )
        session.add(Choix.parse(REFS[2]))
        settle(program)
        assert written()[0].references == (REFS[0], UNKNOWN, REFS[1], "cfd:50022146@reg:99", REFS[2])

    def test_a_bad_file_is_one_sentence_at_the_start(self, program: Program, opened: Callable[[], Window]) -> None:
        keep(*REFS)
        file_of(folder(), 1).write_bytes(b'{"format": 1, "nom": "invente"}')
        window = opened()
        assert "mis de côté" in window.notice_text
        assert (folder() / "dossier-000001.ecarte-1.json").exists()

    def test_other_data_keep_the_same_basket(
        self, program: Program, window: Window, basket: Session, extrait: Path
    ) -> None:
        program.open(extrait).show()
        program.warm_up()
        assert program.desk is not None
        assert tuple(choix.ref for choix in program.desk.session.selection.choix) == REFS
        settle(program)
        assert len(written()) == 1


class TestEnd:
    @pytest.fixture
    def busy(self, program: Program, window: Window, page: SearchPage, basket: Session) -> Session:
        basket.set_depuis(basket.catalogue.commune("35085"))
        page.focus_field()
        type_text("cuisine")
        page.search()
        page.facets.box("voie", "scolaire").setChecked(True)
        window.show_page(COMPARE)
        return basket

    def test_it_asks_what_would_be_lost_and_clears_everything(
        self, program: Program, window: Window, busy: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
    ) -> None:
        asked = answer(monkeypatch, 0)
        settle(program)
        assert written()
        qtbot.keyClick(window, Qt.Key.Key_Delete, CTRL | SHIFT)
        assert asked == [
            (
                "Terminer l’entretien\u00a0?",
                "Seront effacés\u00a0: la sélection (3\u00a0formations).",
                ["Terminer l’entretien", "Terminer et garder le dossier", "Continuer l’entretien"],
            )
        ]
        assert program.desk is not None
        after, session = program.desk.window, program.desk.session
        program.warm_up()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is after)
        assert session.count == 0
        assert not session.can_undo
        assert session.depuis is None
        assert (busy.depuis, busy.count, busy.can_undo) == (None, 0, False)
        assert after.current_number == SEARCH
        fresh: SearchPage = after.page(SEARCH)
        assert fresh.field.text == ""
        assert not any(fresh.facets.chosen.values())
        assert QApplication.focusWidget() is fresh.field.line
        assert after.notice_text == "L’entretien est terminé. Rien n’en est gardé."
        assert list(folder().iterdir()) == []

    def test_one_may_go_on(
        self, program: Program, window: Window, busy: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer(monkeypatch, None)
        window.named_actions["fin"].trigger()
        assert program.desk is not None
        assert program.desk.window is window
        assert busy.count == 3

    def test_one_may_keep_the_dossier(
        self, program: Program, window: Window, busy: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer(monkeypatch, 1)
        window.named_actions["fin"].trigger()
        assert program.desk is not None
        assert program.desk.session.count == 0
        assert program.desk.window.notice_text.endswith("gardé.")
        assert [dossier.references for dossier in written()] == [REFS]

    def test_nothing_to_lose_is_not_asked(
        self, program: Program, window: Window, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = answer(monkeypatch, None)
        window.named_actions["fin"].trigger()
        assert asked == []
        assert program.desk is not None
        assert program.desk.window is not window

    def test_who_keeps_dossiers_thirty_days_is_not_asked_either(
        self, program: Program, window: Window, busy: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = answer(monkeypatch, None)
        program.prefer(garder="30_jours")
        window.named_actions["fin"].trigger()
        assert asked == []
        assert [dossier.references for dossier in written()] == [REFS]

    def test_the_next_interview_has_its_own_dossier(
        self, program: Program, window: Window, busy: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer(monkeypatch, 1)
        window.named_actions["fin"].trigger()
        assert program.desk is not None
        program.desk.session.add(Choix.parse(REFS[1]))  # before the window is warm
        program.warm_up()
        settle(program)
        assert [dossier.references for dossier in written()] == [REFS, REFS[1:2]]

    def test_the_departure_goes_back_to_the_place_of_work(
        self, program: Program, window: Window, busy: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer(monkeypatch, 0)
        program.prefer(lieu_de_travail="35238")
        window.named_actions["fin"].trigger()
        program.warm_up()
        assert program.desk is not None
        depuis = program.desk.session.depuis
        assert depuis is not None
        assert depuis.code == "35238"

    @pytest.mark.parametrize(("ours", "left"), [(True, ""), (False, "une copie")])
    def test_the_clipboard_is_emptied_when_it_is_ours(
        self, program: Program, window: Window, monkeypatch: pytest.MonkeyPatch, ours: bool, left: str
    ) -> None:
        QApplication.clipboard().setText("une copie")
        monkeypatch.setattr(interview_module, "owns_clipboard", lambda: ours)
        window.named_actions["fin"].trigger()
        assert QApplication.clipboard().text() == left
        QApplication.clipboard().clear()

    def test_the_attached_file_stays_attached(self, program: Program, window: Window, session: Session) -> None:
        marker = object()
        session.attach(marker)  # type: ignore[arg-type]
        window.named_actions["fin"].trigger()
        assert program.desk is not None
        assert program.desk.session.onisep is marker
        session.attach(None)


class TestQuestion:
    @pytest.fixture
    def question(self, program: Program, window: Window, qtbot: QtBot) -> Question:
        verbs = ["Terminer l’entretien", "Terminer et garder le dossier"]
        made = Question("Terminer\u00a0?", "Seront effacés.", verbs, "Continuer", program.theme, window)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
        return made

    def test_enter_answers_with_the_first_verb(self, question: Question) -> None:
        assert QApplication.focusWidget() is question.buttons[0]
        press(Qt.Key.Key_Return, "\r")
        assert question.answer == 0

    def test_tab_and_enter_answer_with_the_second(self, question: Question) -> None:
        press(Qt.Key.Key_Tab, "\t")
        press(Qt.Key.Key_Return, "\r")
        assert question.answer == 1

    def test_escape_leaves_everything_as_it_is(self, question: Question) -> None:
        press(Qt.Key.Key_Escape)
        assert question.answer is None
        assert not question.isVisible()

    @pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0, 2.5])
    def test_no_word_of_it_is_cut(self, program: Program, window: Window, qtbot: QtBot, zoom: float) -> None:
        program.wear(Theme(LIGHT, zoom))
        verbs = ["Terminer l’entretien", "Terminer et garder le dossier"]
        detail = "Seront effacés\u00a0: la sélection (6\u00a0formations), les notes."
        made = Question("Terminer\u00a0?", detail, verbs, "Continuer l’entretien", program.theme, window)
        qtbot.addWidget(made)
        made.show()
        QApplication.processEvents()
        for button in made.findChildren(QPushButton):
            assert button.width() >= button.minimumSizeHint().width()
            assert made.rect().contains(button.geometry())
        for words in made.findChildren(QLabel):
            assert words.height() >= words.heightForWidth(words.width())


class TestList:
    @pytest.fixture
    def dialog(self, program: Program, window: Window, session: Session, qtbot: QtBot) -> DossiersDialog:
        keep(*REFS[:1], when="1970-01-01T00:04")
        keep(*REFS, when="2025-03-12T14:05")
        keep(*REFS[1:], UNKNOWN, when="2025-03-12T14:05")
        made = DossiersDialog(program.keeper, session, program.theme, window)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
        return made

    def test_each_line_says_when_how_many_and_which(self, dialog: DossiersDialog) -> None:
        said = [dialog.rows.index(row).data() for row in range(3)]
        assert said[0].startswith(
            "Dossier du 12\u00a0mars\u00a02025, 14\u00a0h\u00a005 (2)\n3\u00a0formations · CAP Cuisine"
        )
        assert said[0].endswith("1 hors des données chargées")
        assert said[1].startswith(
            "Dossier du 12\u00a0mars\u00a02025, 14\u00a0h\u00a005\n3\u00a0formations · CAP Cuisine (2)"
        )
        assert said[2].startswith("Dossier nº\u00a01, sans date")
        spoken = dialog.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "\n" not in spoken

    def test_the_model_is_a_right_one(self, dialog: DossiersDialog) -> None:
        rows = DossierRows()
        QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
        rows.show_lines([line for n in range(3) if (line := dialog.rows.line(dialog.rows.index(n)))])
        assert rows.rowCount() == 3

    def test_down_and_enter_open(self, dialog: DossiersDialog) -> None:
        assert QApplication.focusWidget() is dialog.view
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return, "\r")
        assert (dialog.result(), dialog.chosen) == (QDialog.DialogCode.Accepted, 2)

    def test_delete_erases_one_after_a_question(self, dialog: DossiersDialog, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = answer(monkeypatch, 0)
        press(Qt.Key.Key_Delete)
        assert asked[0][0].startswith("Effacer le dossier du 12\u00a0mars")
        assert dialog.rows.rowCount() == 2
        assert len(written()) == 2
        answer(monkeypatch, None)
        press(Qt.Key.Key_Delete)
        assert len(written()) == 2

    def test_all_can_be_erased_with_the_one_in_hand(
        self, program: Program, basket: Session, dialog: DossiersDialog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settle(program)
        dialog.refresh()
        assert dialog.rows.rowCount() == 4
        assert "ouvert ici" in dialog.rows.index(3).data()
        dialog.view.setCurrentIndex(dialog.rows.index(3))
        assert not dialog.open_button.isEnabled()
        answer(monkeypatch, 0)
        dialog.erase_all_button.click()
        assert dialog.words.text() == EMPTY
        assert basket.count == 0
        assert not basket.can_undo
        assert list(folder().iterdir()) == []
        assert QApplication.focusWidget() is dialog.new_button

    def test_what_another_window_has_can_neither_be_opened_nor_erased(self, dialog: DossiersDialog) -> None:
        other = DossierFolder(folder()).take(3)
        assert other is not None
        dialog.refresh(0)
        assert "ouvert dans une autre fenêtre" in dialog.rows.index(0).data()
        assert not dialog.open_button.isEnabled()
        press(Qt.Key.Key_Return, "\r")
        press(Qt.Key.Key_Delete)
        assert dialog.words.text() == "Ce dossier est ouvert dans une autre fenêtre."
        assert dialog.isVisible()
        assert len(written()) == 3
        other.release()

    def test_every_button_has_words_and_the_list_a_name(self, dialog: DossiersDialog) -> None:
        assert dialog.view.accessibleName() == "Dossiers"
        assert len([b for b in dialog.findChildren(QPushButton) if b.text()]) == 5
        assert any(one.buddy() is dialog.view for one in dialog.findChildren(QLabel))

    @pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST_DARK])
    def test_at_250_per_cent_it_fits_a_small_screen(
        self, program: Program, dialog: DossiersDialog, window: Window, session: Session, tokens: object, qtbot: QtBot
    ) -> None:
        program.wear(Theme(tokens, 2.5))  # type: ignore[arg-type]
        large = DossiersDialog(program.keeper, session, program.theme, window)
        qtbot.addWidget(large)
        large.show()
        QApplication.processEvents()
        assert large.width() <= 1366
        assert large.height() <= 690
        for button in large.findChildren(QPushButton):
            assert button.width() >= button.minimumSizeHint().width()
            assert button.height() >= button.minimumSizeHint().height()


def test_opening_one_keeps_the_one_in_hand(
    program: Program, window: Window, basket: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(program)
    older = keep(REFS[0])
    assert program.desk is not None
    monkeypatch.setattr(DossiersDialog, "exec", lambda self: setattr(self, "chosen", older) or 1)
    window.named_actions["dossiers"].trigger()
    assert [choix.ref for choix in basket.selection.choix] == [REFS[0]]
    assert window.notice_text == "Dossier du 12\u00a0mars, 14\u00a0h\u00a005 ouvert."
    assert not basket.can_undo
    basket.add(Choix.parse(REFS[1]))
    settle(program)
    assert [dossier.references for dossier in written()] == [REFS, REFS[:2]]


def test_two_programs_keep_two_dossiers(program: Program, window: Window, basket: Session, extrait: Path) -> None:
    settle(program)
    other = (
        "import sys; from pathlib import Path; from ui.program import Program; from desktop.selection import Choix\n"
        "program = Program(); window = program.open(Path(sys.argv[1])); window.show(); program.warm_up()\n"
        f"program.desk.session.add(Choix.parse({REFS[2]!r})); window.close()\n"
    )
    subprocess.run([sys.executable, "-c", other, str(extrait)], check=True, capture_output=True)
    basket.remove(Choix.parse(REFS[2]))
    settle(program)
    assert [dossier.references for dossier in written()] == [REFS[:2], REFS[2:]]
