"""Our SVG icons as reportlab paths: read once, drawn in a grid of 24, in the ink of the text.

Only what ``resources/icons`` uses is understood: path, rect, circle, and the attributes fill, stroke,
stroke-width and stroke-dasharray, alone or on a group.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from xml.etree import ElementTree

from reportlab.pdfgen.canvas import Canvas

from desktop.sheet.palette import INK
from desktop.sheet.pen import Pen
from desktop.sheet.svg_path import Segment, segments
from resources import path

GRID = 24.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of an icon: absolute segments with y downwards, and how it is painted."""

    segments: tuple[Segment, ...]
    stroke: bool = True
    fill: bool = False
    width: float = 1.75
    dash: tuple[float, ...] = ()


@cache
def shapes(name: str) -> tuple[Shape, ...]:
    """Return the shapes of the icon ``name``; FileNotFoundError when there is none."""
    root = ElementTree.fromstring(path(f"icons/{name}.svg").read_text(encoding="utf-8"))
    return tuple(_read(root, Shape(())))


def draw(pen: Pen, name: str, x: float, y: float, size: float) -> None:
    """Draw an icon in a square of ``size`` points whose bottom left corner is (x, y)."""
    pen.stamp(f"icone-{name}", _painter(name), x, y, size / GRID)


@cache
def _painter(name: str) -> Callable[[Canvas], None]:
    return lambda canvas: _paint(canvas, shapes(name))


def _read(element: ElementTree.Element, above: Shape) -> list[Shape]:
    style = _style(element, above)
    found: list[Shape] = []
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "g":
            found += _read(child, style)
        else:
            found.append(replace(_style(child, style), segments=_outline(tag, child)))
    return found


def _style(element: ElementTree.Element, above: Shape) -> Shape:
    get = element.get
    dash = get("stroke-dasharray")
    return Shape(
        (),
        above.stroke if get("stroke") is None else get("stroke") != "none",
        above.fill if get("fill") is None else get("fill") != "none",
        float(get("stroke-width") or above.width),
        tuple(float(n) for n in dash.replace(",", " ").split()) if dash else above.dash,
    )


def _outline(tag: str, element: ElementTree.Element) -> tuple[Segment, ...]:
    def number(name: str) -> float:
        return float(element.get(name) or 0)

    if tag == "path":
        return segments(element.get("d") or "")
    if tag == "circle":
        x, y, r = number("cx"), number("cy"), number("r")
        return segments(f"M{x - r} {y}A{r} {r} 0 0 1 {x + r} {y}A{r} {r} 0 0 1 {x - r} {y}Z")
    if tag == "rect":
        x, y, w, h, r = (number(n) for n in ("x", "y", "width", "height", "rx"))
        arc = f"a{r} {r} 0 0 1" if r else "l"
        corner = (f"{arc} {r} {r}", f"{arc} {-r} {r}", f"{arc} {-r} {-r}", f"{arc} {r} {-r}")
        return segments(
            f"M{x + r} {y}h{w - 2 * r}{corner[0]}v{h - 2 * r}{corner[1]}h{2 * r - w}{corner[2]}v{2 * r - h}{corner[3]}Z"
        )
    raise ValueError(f"shape {tag!r} is not supported")


def _paint(canvas: Canvas, drawn: tuple[Shape, ...]) -> None:
    canvas.transform(1, 0, 0, -1, 0, GRID)
    canvas.setStrokeColorRGB(*INK)
    canvas.setFillColorRGB(*INK)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for shape in drawn:
        canvas.setLineWidth(shape.width)
        canvas.setDash(*([list(shape.dash)] if shape.dash else []))
        canvas.drawPath(trace(canvas, shape.segments), stroke=int(shape.stroke), fill=int(shape.fill))


def trace(canvas: Canvas, parts: tuple[Segment, ...]) -> object:
    """Return reportlab's path of these segments."""
    outline = canvas.beginPath()
    for letter, numbers in parts:
        if letter == "M":
            outline.moveTo(*numbers)
        elif letter == "L":
            outline.lineTo(*numbers)
        elif letter == "C":
            outline.curveTo(*numbers)
        else:
            outline.close()
    return outline
