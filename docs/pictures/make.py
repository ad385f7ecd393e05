"""Draw the pictures of the documentation: the two pages of the window and the sheet, on the embedded extract.

python docs/pictures/make.py                    search, comparison and sheet beside this file
python docs/pictures/make.py --fenetre FICHIER  the comparison page alone; needs no tool of development
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_OWN = tempfile.TemporaryDirectory()  # nobody's preferences and dossiers are shown, none is left
os.environ["COTE_A_COTE_DOSSIER"] = _OWN.name

from PySide6.QtCore import QDeadlineTimer, QEventLoop, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from data_bundle import snapshot_path
from desktop.catalogue import Catalogue
from desktop.comparison import compare
from desktop.selection import parse_selection
from desktop.snapshot import open_snapshot
from ui.program import Program
from ui.window import COMPARE, SEARCH, Window

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]
"""CAP Cuisine at a lycée, CAP Cuisine by apprenticeship, bac pro at another lycée: Bretagne."""
COMBOURG = "35085"
SIZE = (1366, 768)
SETTLE_MS = 400


def main() -> int:
    parser = argparse.ArgumentParser(description="Dessiner les images de la documentation.")
    parser.add_argument("--fenetre", type=Path, metavar="FICHIER", help="la page de comparaison seule")
    asked = parser.parse_args()
    qInstallMessageHandler(lambda *_: None)  # the off-screen platform says in English what it can't do
    program = Program()
    program.preferences.use(visite_vue=True)
    window = program.open(snapshot_path())
    window.resize(*SIZE)
    window.show()
    _settle()
    if asked.fenetre is None:
        _search(program, window, HERE / "recherche.png")
    _compare(program, window, asked.fenetre or HERE / "comparaison.png")
    if asked.fenetre is None:
        _sheet(HERE / "fiche.png")
    window.close()
    return 0


def _search(program: Program, window: Window, target: Path) -> None:
    _fill(program)
    page = window.page(SEARCH)
    page.field.line.setText("cuisine")
    page.search()
    _grab(window, target)


def _compare(program: Program, window: Window, target: Path) -> None:
    _fill(program)
    window.show_page(COMPARE)
    _grab(window, target)


def _fill(program: Program) -> None:
    session = program.desk.session if program.desk else None
    assert session is not None
    session.set_depuis(session.catalogue.commune(COMBOURG))
    for choix in parse_selection(REFS).choix:
        if choix not in session.selection:
            session.add(choix)


def _grab(window: Window, target: Path) -> None:
    _settle()
    window.grab().save(str(target))


def _settle() -> None:
    """Let the window do what it puts off until it is idle."""
    until = QDeadlineTimer(SETTLE_MS)
    while not until.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _sheet(target: Path) -> None:
    import pypdfium2

    from desktop.sheet.document import render

    catalogue = Catalogue(open_snapshot(snapshot_path()))
    content = render(compare(catalogue, parse_selection(REFS)), catalogue.commune(COMBOURG))
    pypdfium2.PdfDocument(content)[0].render(scale=110 / 72).to_pil().save(target)


if __name__ == "__main__":
    sys.exit(main())
