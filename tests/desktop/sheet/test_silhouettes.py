"""The three outcomes differ without colour: how full the ink is tells them apart in grey."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet import silhouettes
from desktop.sheet.charts import People
from desktop.sheet.pen import Pen
from tests.desktop.sheet.paper import Paper


def test_in_grey_the_three_are_solid_striped_and_nearly_empty() -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595.28, 841.89), invariant=1)
    pen = Pen(canvas)
    for outcome in range(3):
        silhouettes.person(pen, outcome, 100 + 100 * outcome, 400, 64)
    canvas.save()
    paper = Paper(buffer.getvalue())
    solid, striped, empty = (paper.darkness(0, (100 + 100 * i, 400, 148 + 100 * i, 464)) for i in range(3))
    assert solid > striped + 5 > empty + 10


def test_ten_figures_fit_their_column() -> None:
    for width in (123.0, 167.0, 250.0):
        box = People((3, 4, 3), "inventé", 19.0)
        assert box.height(width) <= 21.0
        step = (box.height(width) - 2.0) * silhouettes.GRID[0] / silhouettes.GRID[1]
        assert 10 * step + 2 * 4.0 <= width + 0.01
