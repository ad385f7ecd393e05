"""One sheet of three formations against the same content drawn by bare reportlab.

What our pen puts on the page is recorded once: texts, lines, frames, pictograms, with their places. The reference gives
just that to a reportlab canvas, with nothing left to lay out.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from harness import ROOT, Row, in_turns

REFS = ("mefstat11:23220022139@reg:53", "cfd:50022139@reg:53", "mefstat11:23830033403@reg:53")
Mark = tuple[str, tuple[Any, ...], dict[str, Any]]


def rows(times: int) -> list[Row]:
    from desktop.catalogue import Catalogue
    from desktop.comparison import compare
    from desktop.selection import parse_selection
    from desktop.sheet.document import render
    from desktop.snapshot import open_snapshot

    catalogue = Catalogue(open_snapshot(ROOT / "data_bundle" / "extrait.sqlite"))
    comparison = compare(catalogue, parse_selection(list(REFS)))
    pages = _record(lambda: render(comparison))
    repeat = 10
    ours, bare = in_turns(
        times,
        lambda: [render(comparison) for _ in range(repeat)],
        lambda: [_bare(pages) for _ in range(repeat)],
    )
    per = [[s * 1000 / repeat for s in series] for series in (ours, bare)]
    return [Row("fiche_3_formations", per[0], "ms", "reportlab seul, même contenu", per[1], 2.0)]


def _record(draw: Callable[[], bytes]) -> list[list[Mark]]:
    """Return what each page receives, in order."""
    from reportlab.pdfgen.canvas import Canvas

    from desktop.sheet.pen import Pen

    pages: list[list[Mark]] = [[]]
    kept = {name: getattr(Pen, name) for name in ("text", "line", "frame", "stamp")}
    show = Canvas.showPage

    def watch(name: str) -> Callable[..., None]:
        def call(self: Pen, *args: Any, **named: Any) -> None:
            pages[-1].append((name, args, named))
            kept[name](self, *args, **named)

        return call

    def turn(self: Canvas) -> None:
        pages.append([])
        show(self)

    try:
        for name in kept:
            setattr(Pen, name, watch(name))
        Canvas.showPage = turn
        draw()
    finally:
        for name, method in kept.items():
            setattr(Pen, name, method)
        Canvas.showPage = show
    return [page for page in pages if page]


def _bare(pages: list[list[Mark]]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1, lang="fr-FR")
    for page in pages:
        for name, args, named in page:
            _DRAW[name](canvas, *args, **named)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _text(canvas: Any, x: float, y: float, pieces: Any, size: float) -> None:
    for offset, words, font, colour in pieces:
        canvas.setFillColorRGB(*colour)
        canvas.setFont(font, size)
        canvas.drawString(x + offset, y, words)


def _line(
    canvas: Any,
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    width: float = 0.6,
    colour: Any = (0, 0, 0),
    dash: Any = (),
) -> None:
    canvas.setStrokeColorRGB(*colour)
    canvas.setLineWidth(width)
    canvas.setDash(*([list(dash)] if dash else []))
    canvas.line(x1, y1, x2, y2)


def _frame(canvas: Any, x: float, y: float, width: float, height: float, **how: Any) -> None:
    fill = how.get("fill")
    canvas.setStrokeColorRGB(*how.get("colour", (0, 0, 0)))
    canvas.setLineWidth(how.get("line", 0.6))
    canvas.setDash(*([list(how["dash"])] if how.get("dash") else []))
    if fill is not None:
        canvas.setFillColorRGB(*fill)
    canvas.roundRect(x, y, width, height, how.get("radius", 0.0) or 0.01, stroke=1, fill=int(fill is not None))


def _stamp(canvas: Any, name: str, paint: Callable[[Any], None], x: float, y: float, scale: float) -> None:
    if not canvas.hasForm(name):
        canvas.beginForm(name, -2, -2, 34, 34)
        paint(canvas)
        canvas.endForm()
    canvas.saveState()
    canvas.transform(scale, 0, 0, scale, x, y)
    canvas.doForm(name)
    canvas.restoreState()


_DRAW: dict[str, Callable[..., None]] = {"text": _text, "line": _line, "frame": _frame, "stamp": _stamp}
