"""The program's icon as a picture, drawn from the SVG that its own header shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COLOR = "#1f3b57"
SVG = Path(__file__).resolve().parent.parent.parent / "resources" / "icons" / "marque.svg"
_DRAW = """
import sys
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

app = QGuiApplication([])
side = int(sys.argv[2])
image = QImage(side, side, QImage.Format.Format_ARGB32)
image.fill(0)
painter = QPainter(image)
QSvgRenderer(sys.stdin.buffer.read()).render(painter, QRectF(0, 0, side, side))
painter.end()
sys.exit(not image.save(sys.argv[1]))
"""


def svg() -> str:
    """Return the icon in its own colour: on a desktop nobody sets ``currentColor``."""
    return SVG.read_text(encoding="utf-8").replace("currentColor", COLOR)


def write(target: Path, side: int) -> Path:
    """Draw the icon in a square of so many pixels, as a PNG; return its path."""
    target.parent.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _DRAW, str(target), str(side)]
    subprocess.run(command, input=svg().encode(), env=environment, check=True, stderr=subprocess.DEVNULL)
    return target
