"""The three person pictograms and the three-part strip: solid, striped, dashed, so that grey loses nothing.

Grid of 24 × 32. Stripes are 1.5 in 4 on white ground (DESIGN-TOKENS.md §1).
"""

from __future__ import annotations

from math import sqrt

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet.icons import trace
from desktop.sheet.palette import OTHER_LINE, STUDY, STUDY_LINE, WHITE, WORK
from desktop.sheet.pen import Pen
from desktop.sheet.svg_path import segments

WORKS, STUDIES, OTHER = range(3)
"""Fixed order of the outcomes: travaillent, étudient, autres situations."""

GRID = (24.0, 32.0)
_BODY = "M2.2 31.2V25A9.8 9.8 0 0 1 21.8 25V31.2Z"
_STRIPE, _EVERY = 1.5, 4.0


def person(pen: Pen, outcome: int, x: float, y: float, height: float) -> None:
    """Draw one silhouette of ``height`` points, its feet on ``y``."""
    name, paint = (("travaille", _works), ("etudie", _studies), ("autre", _other))[outcome]
    pen.stamp(f"personne-{name}", paint, x, y, height / GRID[1])


def strip(pen: Pen, parts: tuple[float, float, float], x: float, y: float, width: float, height: float) -> None:
    """Draw the three parts of a whole on one bar; ``parts`` are percents that sum to 100."""
    at = x
    for outcome, part in enumerate(parts):
        size = width * part / 100
        if size > 0:
            _strip_part(pen, outcome, at, y, size, height)
        at += size


def _strip_part(pen: Pen, outcome: int, x: float, y: float, width: float, height: float) -> None:
    inset = min(0.4, width / 2)
    if outcome == WORKS:
        pen.frame(x, y, width, height, line=0, fill=WORK)
        return
    if outcome == STUDIES:
        for step in range(1, int(height / 3) + 1):
            level = y + step * height / (int(height / 3) + 1)
            pen.line(x, level, x + width, level, 1.2, STUDY)
    colour = STUDY_LINE if outcome == STUDIES else OTHER_LINE
    dash = () if outcome == STUDIES else (1.8, 1.4)
    pen.frame(x + inset, y + 0.4, max(0.1, width - 2 * inset), height - 0.8, line=0.8, colour=colour, dash=dash)


def _upright(canvas: Canvas) -> None:
    canvas.transform(1, 0, 0, -1, 0, GRID[1])
    canvas.setLineJoin(1)
    canvas.setDash()  # the state of the page that asks first would else be inherited


def _works(canvas: Canvas) -> None:
    _upright(canvas)
    canvas.setFillColorRGB(*WORK)
    canvas.circle(12, 7.6, 5.6, stroke=0, fill=1)
    canvas.drawPath(trace(canvas, segments(_BODY)), stroke=0, fill=1)
    canvas.setStrokeColorRGB(*WHITE)
    canvas.setLineWidth(1.5)
    canvas.roundRect(6.8, 22.4, 10.4, 6.6, 1.2, stroke=1, fill=0)
    canvas.drawPath(trace(canvas, segments("M10 22.4V20.4H14V22.4M6.8 25.6H17.2")), stroke=1, fill=0)


def _studies(canvas: Canvas) -> None:
    _upright(canvas)
    canvas.setStrokeColorRGB(*STUDY)
    canvas.setLineWidth(_STRIPE)
    level = 17.6
    while level < 31:
        half = 9.8 if level >= 25 else sqrt(9.8**2 - (25 - level) ** 2)
        canvas.line(12 - half, level, 12 + half, level)
        level += _EVERY
    canvas.setStrokeColorRGB(*STUDY_LINE)
    canvas.setLineWidth(1.5)
    canvas.drawPath(trace(canvas, segments(_BODY)), stroke=1, fill=0)
    canvas.circle(12, 9.4, 4.7, stroke=1, fill=0)
    canvas.setFillColorRGB(*STUDY_LINE)
    canvas.drawPath(trace(canvas, segments("M1.6 4.4 12 .6 22.4 4.4 12 8.2Z")), stroke=0, fill=1)
    canvas.drawPath(trace(canvas, segments("M21.6 4.6V10")), stroke=1, fill=0)


def _other(canvas: Canvas) -> None:
    _upright(canvas)
    canvas.setStrokeColorRGB(*OTHER_LINE)
    canvas.setLineWidth(1.5)
    canvas.setDash([2.4, 1.9])
    canvas.drawPath(trace(canvas, segments(_BODY)), stroke=1, fill=0)
    canvas.circle(12, 8, 5.2, stroke=1, fill=0)
