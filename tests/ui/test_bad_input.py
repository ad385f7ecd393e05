"""What nobody types on purpose, a clock that lies and a disk that is full: no crash, nothing lost, one sentence."""

from __future__ import annotations

import errno
import os
import random
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QListView
from pytestqt.qtbot import QtBot

from desktop.catalogue import Catalogue
from desktop.dossier import Dossier, decode
from desktop.paths import dossiers_path
from desktop.search import Recherche
from desktop.snapshot import open_snapshot
from tests.ui.hands import Drawer, strike, type_text
from tests.ui.journey import Answer, active, focus, refs, search, tab_to, write
from ui.program import Program
from ui.search.page import SearchPage
from ui.session import Session
from ui.window import Window

NASTY = {
    "a novel": "Longtemps, je me suis couché de bonne heure. À peine ma bougie éteinte…\n" * 3000,
    "one endless word": "é" * 200_000,
    "emoji": "🙂👩‍🍳🇫🇷 cuisine 🧑🏽‍🎓",
    "right to left": "مرحبا שלום cuisine",
    "turned round": "\u202ecuisine\u202c\u200f\u2066cap\u2069",
    "control characters": "cap\0cuisine\x01\x07\x08\x1b[31m\x7f\r\n\t\u2028\u2029",
    "accents on accents": "c" + "\u0301" * 500 + "uisine",
    "lone halves and the end of Unicode": "cap \ufeff\ufffe\uffff\U0010ffff cuisine",
    "SQL": "'; DROP TABLE formation; --",
    "more SQL": "\" OR 1=1 UNION SELECT * FROM sqlite_master WHERE name LIKE '%' --",
    "operators of FTS": '"cap" NEAR/2 (cuisine*) AND NOT {a b}: ^brest OR *',
    "only marks": "%_*\"'`\\/|&;<>()[]{}!?#@",
    "markup": "<b onload=x>&amp;</b><img src='file:///etc/passwd'>",
    "only spaces": " \u00a0\u2003\u3000" * 200,
}
ALPHABET = "abcdeéèçœæimnorst0123456789 '’\"*-():+^%_@#&;\\/\0\n\t🙂ﬁ\u0301\u202e\u200fمש漢"
WORDS = ("cuisine", "cap", "coiffure", "boulanger", "menuiserie", "bac", "pro", "rennes", "brest", "melec", "vente")
FULL = "Le dossier n’a pas pu être enregistré\u00a0: le disque est plein. La sélection reste ouverte."


def strange(chance: random.Random) -> str:
    """Return letters drawn at random, or real words with letters changed, which cost a correction more to read."""
    if chance.random() < 0.7:
        return "".join(chance.choices(ALPHABET, k=chance.randint(0, 30)))
    words = [list(chance.choice(WORDS)) for _ in range(chance.randint(1, 4))]
    for word in words:
        word[chance.randrange(len(word))] = chance.choice(ALPHABET)
    return " ".join("".join(word) for word in words)


def answered(window: Window, page: SearchPage) -> None:
    """The page shows a list, a sentence in its place, or what it showed at first; nobody is told of a bug."""
    QApplication.processEvents()
    shown = page.outcome.currentWidget()
    assert shown.isVisible()
    if shown is page.outcome.results:
        listed = page.results.rows.rowCount() > 0 and page.results.view.isVisible()
        assert listed or (page.results.empty.isVisible() and page.results.empty.text)
    else:
        assert shown is page.start
    assert window.notice_text == ""


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)
    strike("Ctrl+A")
    strike("Ctrl+V")


def test_whatever_is_pasted_in_the_search_is_answered(window: Window, page: SearchPage, session: Session) -> None:
    for what, text in NASTY.items():
        strike("Ctrl+F")
        paste(text)
        answered(window, page)
        assert not window.grab().isNull(), what
        strike("Return")
        strike("Down")
        assert focus() is page.field.line, what
        search("cap cuisine")
        answered(window, page)
        assert page.results.rows.rowCount() > 0, what
        strike("Ctrl+Z", session.count)


def test_three_hundred_strange_words_are_typed(window: Window, page: SearchPage) -> None:
    chance = random.Random(4)
    for number in range(300):
        strike("Ctrl+F")
        for letter in strange(chance):
            type_text(letter)
            if number % 30 == 0:
                QApplication.processEvents()
        answered(window, page)
    assert not window.grab().isNull()


def test_ten_thousand_strange_words_are_searched(extrait: Path) -> None:
    recherche = Recherche(Catalogue(open_snapshot(extrait)))
    recherche.charger()
    chance, found = random.Random(5), 0
    start = time.perf_counter()
    for _ in range(10_000):
        some = recherche.chercher(strange(chance))
        assert len(some.lignes) <= some.total
        found += some.total > 0
    print(f"10 000 strange words: {time.perf_counter() - start:.1f} s, {found} found something")
    assert 0 < found < 10_000
    assert recherche.chercher("cap cuisine").total > 0


def test_whatever_is_pasted_in_the_commune_is_no_commune(window: Window, page: SearchPage, session: Session) -> None:
    for what, text in NASTY.items():
        tab_to("Depuis", "Shift+Tab")
        paste(text)
        strike("Return")
        assert session.depuis is None, what
        strike("Esc")
        strike("Ctrl+F")
        assert focus() is page.field.line, what
        assert page.departure.field.text() == "", what
        assert window.notice_text == "", what


def test_enter_on_words_that_name_no_commune_does_nothing_else_in_the_preferences(window: Window, qtbot: QtBot) -> None:
    """Not the menu of the first button, nor saving without the place that was wanted."""

    def open_still() -> bool:
        dialog = QApplication.activeModalWidget()
        return dialog is not None and dialog.isVisible() and QApplication.activePopupWidget() is None

    asked = Answer(lambda: tab_to("Lieu de travail"), lambda: write("zzzz"), "Return", open_still, "Tab", "Return")
    strike("Ctrl+,")
    active(window, qtbot)
    assert asked.seen[3] is True


def test_whatever_is_pasted_in_the_glossary_finds_words_or_says_so(window: Window, qtbot: QtBot) -> None:
    def look(text: str) -> str:
        paste(text)
        dialog = QApplication.activeModalWidget()
        assert not dialog.grab().isNull()
        found, said = dialog.current, dialog.none
        return "word" if found is not None and dialog.text.toPlainText() else said.text() if said.isVisible() else ""

    asked = Answer(*(lambda text=text: look(text) for text in NASTY.values()), "Esc")
    strike("Alt+E")
    strike("G")
    active(window, qtbot)
    assert asked.closed
    assert len(asked.seen) == len(NASTY) + 1
    assert all(asked.seen[: len(NASTY)])


def on_disk() -> list[Dossier]:
    return [decode(path.read_bytes()) for path in sorted(dossiers_path().glob("dossier-??????.json"))]


def add(program: Program, words: str) -> None:
    search(words)
    strike("Return")
    program.writer.wait()
    QApplication.processEvents()


def test_a_clock_that_falls_back_to_1970_loses_nothing_and_gives_no_false_date(
    program: Program, window: Window, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    add(program, "cap cuisine")
    [before] = on_disk()
    monkeypatch.setattr(program.keeper, "_now", lambda: datetime(1970, 1, 1, 0, 3))
    add(program, "bac pro cuisine")
    [after] = on_disk()
    assert (after.date, len(after.references)) == (before.date, 2)
    other = Answer(lambda: tab_to("Commencer un autre dossier"), "Space")
    strike("Ctrl+O")
    active(window, qtbot)
    assert other.closed
    assert session.count == 0
    add(program, "boulanger")
    assert on_disk() == [after, Dossier("1970-01-01T00:03", tuple(refs(session)), None, session.snapshot.id)]
    seen = Answer(lambda: names(QApplication.activeModalWidget()), "Esc")
    strike("Ctrl+O")
    active(window, qtbot)
    [listed] = seen.seen[:1]
    assert len(listed) == 2  # type: ignore[arg-type]
    assert "sans date (l’horloge n’était pas à l’heure)" in listed[0]  # type: ignore[index]
    program.keeper.start()  # as at the next start, the clock being still wrong
    assert len(on_disk()) == 2


def names(dialog: object) -> list[str]:
    assert isinstance(dialog, QDialog)
    rows = dialog.findChild(QListView, "dossiers").model()
    return [str(rows.data(rows.index(row, 0))) for row in range(rows.rowCount())]


class Disk:
    """A disk that can be filled: from then on a step of writing fails, in the folder of the dossiers or everywhere."""

    def __init__(self, patch: pytest.MonkeyPatch, step: str) -> None:
        self._patch, self._step = patch, step

    def fill(self) -> None:
        true_open, folder = os.open, str(dossiers_path())

        def no_room(*_what: object, **_named: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def open_or_not(path: object, flags: int, *rest: int, **named: int) -> int:
            if flags & os.O_CREAT and str(path).startswith(folder):
                no_room()
            return true_open(path, flags, *rest, **named)  # type: ignore[arg-type]

        class Slow:
            """Takes everything, and has it nowhere."""

            def __init__(self, handle: int, _mode: str) -> None:
                os.close(handle)

            def __enter__(self) -> Slow:
                return self

            def __exit__(self, *_error: object) -> None: ...

            write = no_room

        steps = {"open": ("open", open_or_not), "write": ("fdopen", Slow), "fsync": ("fsync", no_room)}
        if self._step == "rename":
            self._patch.setattr(Path, "replace", no_room)
        else:
            self._patch.setattr(os, *steps[self._step])

    def empty(self) -> None:
        self._patch.undo()


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Iterator[Disk]:
    with pytest.MonkeyPatch.context() as patch:
        yield Disk(patch, request.param)


STEPS = pytest.mark.parametrize("disk", ["open", "write", "fsync", "rename"], indirect=True)


@STEPS
def test_a_disk_that_fills_up_in_the_middle_keeps_the_last_good_dossier_and_says_it_once(
    disk: Disk, program: Program, window: Window, session: Session
) -> None:
    add(program, "cap cuisine")
    good = on_disk()
    told: list[str] = []
    program.keeper.told.connect(told.append)
    disk.fill()
    add(program, "bac pro cuisine")
    assert window.notice_text == FULL
    add(program, "boulanger")
    strike("Ctrl+Z")
    program.writer.wait()
    QApplication.processEvents()
    assert told == [FULL]
    assert (session.count, on_disk()) == (2, good)
    disk.empty()
    add(program, "coiffure")
    assert on_disk()[0].references == tuple(refs(session))
    assert told == [FULL]
    assert not [path.name for path in dossiers_path().iterdir() if "partiel" in path.name]


@STEPS
def test_a_disk_that_is_full_from_the_start_stops_nothing(
    disk: Disk, program: Program, window: Window, session: Session
) -> None:
    disk.fill()
    add(program, "cap cuisine")
    assert (session.count, window.notice_text) == (1, FULL)
    assert on_disk() == []
    strike("Ctrl++")
    program.writer.wait()
    QApplication.processEvents()
    assert program.theme.zoom > 1
    disk.empty()
    add(program, "bac pro cuisine")
    assert [held.references for held in on_disk()] == [tuple(refs(session))]


@STEPS
def test_a_sheet_on_a_full_disk_is_one_sentence(
    disk: Disk, program: Program, window: Window, session: Session, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(program, "cap cuisine")
    add(program, "bac pro cuisine")
    assert program.desk is not None
    sheet = dossiers_path() / "fiche.pdf"
    monkeypatch.setattr(program.desk, "ask_path", lambda _proposed: sheet)
    disk.fill()
    strike("Ctrl+S")
    drawer.drain()
    assert window.notice_text.startswith("Impossible d’écrire «\u00a0fiche.pdf\u00a0»")
    assert "qu’il reste de la place" in window.notice_text
    assert not sheet.exists()
    assert session.count == 2
