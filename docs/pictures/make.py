"""Draw the pictures of the documentation: every page and dialog at 100 and 200 %, light and dark, and the sheets.

python docs/pictures/make.py                    all of them beside this file
python docs/pictures/make.py carte famille      only these
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
sys.path[:0] = [str(ROOT), str(HERE)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_OWN = tempfile.TemporaryDirectory()  # nobody's preferences and dossiers are shown, none is left
os.environ["COTE_A_COTE_DOSSIER"] = _OWN.name

import papers
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QImage
from scenes import SIZE, Scene, compared, scenes, settle

from data_bundle import snapshot_path
from ui.program import Program
from ui.theme import DARK, LIGHT, Theme

COLORS = 96
"""Enough for flat fills and the edges of letters."""
LOOKS = {"": Theme(LIGHT), "-200": Theme(LIGHT, 2.0), "-sombre": Theme(DARK), "-sombre-200": Theme(DARK, 2.0)}


def main() -> int:
    parser = argparse.ArgumentParser(description="Dessiner les images de la documentation.")
    parser.add_argument("--fenetre", type=Path, metavar="FICHIER", help="la page de comparaison seule")
    parser.add_argument("noms", nargs="*", help="seulement ces images")
    asked = parser.parse_args()
    qInstallMessageHandler(lambda *_: None)  # the off-screen platform says in English what it can't do
    program = Program()
    program.preferences.use(visite_vue=True)
    if asked.fenetre is not None:
        _open(program, Theme(LIGHT))
        compared(program).save(str(asked.fenetre))
        return _end(program)
    for suffix, look in LOOKS.items():
        for scene in scenes():
            if not asked.noms or scene.name in asked.noms:
                _shoot(program, scene, look, HERE / f"{scene.name}{suffix}.png")
    if not asked.noms:
        papers.draw()
    return _end(program)


def _shoot(program: Program, scene: Scene, look: Theme, target: Path) -> None:
    """Save one picture, of a window that was just opened; few colours, so that it is a small file."""
    _open(program, look)
    from PIL import Image  # of reportlab's

    shot = scene.shoot(program).toImage().convertToFormat(QImage.Format.Format_RGB888)
    raw = Image.frombuffer("RGB", (shot.width(), shot.height()), shot.constBits(), "raw", "RGB", shot.bytesPerLine())
    raw.quantize(COLORS, dither=Image.Dither.NONE).save(target, optimize=True)


def _open(program: Program, look: Theme) -> None:
    window = program.open(snapshot_path())
    program.wear(look)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    settle()
    assert program.desk is not None
    program.desk.session.restore((), None)
    window.hush()


def _end(program: Program) -> int:
    if program.desk is not None:  # none when only the sheet was asked for
        program.desk.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
