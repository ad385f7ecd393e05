"""What each picture shows and by which keys and actions one comes there, on the embedded extract."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from updates import update

from desktop.selection import parse_selection
from ui.program import Program
from ui.window import COMPARE, SEARCH, SHEET

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]
"""CAP Cuisine at a lycée, CAP Cuisine by apprenticeship, bac pro at another lycée: Bretagne."""
COMBOURG = "35085"
SIZE = (1366, 690)
"""What a screen of 1366 × 768 leaves under its title bar and above its task bar."""
SETTLE_MS = 400

Shot = Callable[[Program], QPixmap]


class Scene(NamedTuple):
    """A picture: the name of its file, and what makes it."""

    name: str
    shoot: Shot


def settle() -> None:
    """Let the window do what it puts off until it is idle."""
    until = QDeadlineTimer(SETTLE_MS)
    while not until.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def scenes() -> list[Scene]:
    """Return every page and dialog, in the order in which an interview meets them."""
    return [
        Scene("accueil", _welcome),
        Scene("recherche", _results),
        Scene("recherche-corrigee", lambda program: _typed(program, "coifure brest")),
        Scene("recherche-vide", lambda program: _typed(program, "xylophone")),
        Scene("specialites", lambda program: _typed(program, "2de construction durable", "specialites")),
        Scene("proches", lambda program: _typed(program, "cap cuisine", "proches")),
        Scene("carte", lambda program: _typed(program, "cuisine", "carte")),
        Scene("comparaison", compared),
        Scene("pourquoi", _why),
        Scene("apercu", lambda program: _paper(program)),
        Scene("apercu-simple", lambda program: _paper(program, genre="simple", gris=True)),
        Scene("famille", _family),
        Scene("donnees", lambda program: _action(program, "les_donnees")),
        Scene("mise-a-jour", lambda program: _update(program, done=False)),
        Scene("mise-a-jour-faite", lambda program: _update(program, done=True)),
        Scene("glossaire", lambda program: _dialog(program, "glossaire")),
        Scene("dossiers", lambda program: _dialog(program, "dossiers")),
        Scene("lot", lambda program: _dialog(program, "lot")),
        Scene("exporter", lambda program: _dialog(program, "exporter")),
        Scene("rouvrir", lambda program: _dialog(program, "rouvrir")),
        Scene("preferences", lambda program: _dialog(program, "preferences")),
        Scene("fin-entretien", lambda program: _dialog(program, "fin")),
        Scene("aide", lambda program: _dialog(program, "touches")),
        Scene("guide", lambda program: _guide(program)),
        Scene("guide-trouver", lambda program: _guide(program, "clé")),
        Scene("memo-apercu", _memo),
        Scene("accessibilite", lambda program: _dialog(program, "accessibilite")),
    ]


def compared(program: Program) -> QPixmap:
    """Return the picture of three formations side by side."""
    _fill(program)
    _window(program).show_page(COMPARE)
    return _grab(_window(program))


def _welcome(program: Program) -> QPixmap:
    return _action(program, "visite")


def _results(program: Program) -> QPixmap:
    _fill(program)
    return _typed(program, "cuisine")


def _typed(program: Program, words: str, action: str = "") -> QPixmap:
    window = _window(program)
    assert program.desk is not None
    program.desk.session.set_depuis(program.desk.session.catalogue.commune(COMBOURG))
    settle()
    page = window.page(SEARCH)
    page.focus_field()
    page.field.line.setText(words)
    settle()
    return _action(program, action) if action else _grab(window)


def _action(program: Program, action: str) -> QPixmap:
    window = _window(program)
    window.named_actions[action].trigger()
    return _grab(window)


def _why(program: Program) -> QPixmap:
    compared(program)
    page = _window(program).page(COMPARE)
    page.explain(page.board.cell("parts", 1))
    return _grab(_window(program))


def _family(program: Program) -> QPixmap:
    compared(program)
    assert program.desk is not None
    program.desk.showing.show_family()
    screen = program.desk.showing.screen
    assert screen is not None
    screen.showNormal()
    screen.resize(1366, 768)
    shot = _grab(screen)
    screen.close()
    return shot


def _paper(program: Program, **asked: object) -> QPixmap:
    """Return the picture of the page of the sheet; ``asked`` changes its choices."""
    _fill(program)
    _window(program).named_actions["apercu"].trigger()
    if asked:
        _window(program).page(SHEET).choices.change(**asked)
    program.jobs.wait()
    return _grab(_window(program))


def _dialog(program: Program, action: str) -> QPixmap:
    """Return the picture of the dialog that an action opens, which is closed again."""
    _fill(program)
    taken: list[QPixmap] = []

    def take() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        taken.append(dialog.grab())
        dialog.close()

    QTimer.singleShot(SETTLE_MS, take)
    _window(program).named_actions[action].trigger()
    return taken[0]


def _guide(program: Program, wanted: str = "") -> QPixmap:
    """Return the picture of the guide, with words looked for in it."""
    _window(program).named_actions["guide"].trigger()
    assert program.desk is not None
    reader = program.desk.guiding.reader
    assert reader is not None
    reader.finder.field.setText(wanted)
    shot = _grab(reader)
    reader.close()
    return shot


def _memo(program: Program) -> QPixmap:
    assert program.desk is not None
    dialog = program.desk.guiding.memo_dialog()
    dialog.show()
    settle()
    program.jobs.wait()
    shot = _grab(dialog)
    dialog.close()
    return shot


def _update(program: Program, done: bool) -> QPixmap:
    _fill(program)
    return update(program, _grab, done)


def _fill(program: Program) -> None:
    assert program.desk is not None
    session = program.desk.session
    session.set_depuis(session.catalogue.commune(COMBOURG))
    for choix in parse_selection(REFS).choix:
        if choix not in session.selection:
            session.add(choix)


def _window(program: Program) -> QWidget:
    assert program.desk is not None
    return program.desk.window


def _grab(widget: QWidget) -> QPixmap:
    settle()
    return widget.grab()
