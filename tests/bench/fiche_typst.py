"""A sheet of ours written for typst: the same words in the same headings, cells and lists, the same pictures drawn.

What is read back from our own file is set by typst's own layout, in our font, as PDF/UA-1.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING

from harness import ROOT

if TYPE_CHECKING:
    from tests.desktop.sheet.structured import Element, Structured

_HEAD = """
#set document(title: "Fiche", author: "Côte à Côte")
#set page(paper: "a4", margin: (x: 38pt, y: 32pt))
#set text(font: "Inter", lang: "fr", size: 11pt)
#set par(leading: 0.25em, spacing: 0.5em)
#show heading: set text(size: 12.4pt)
#let icon(name) = box(pdf.artifact(image("/resources/icons/" + name + ".svg", height: 0.9em)))
#let axis(value, low, high) = box(width: 100%, height: 9pt, {
  place(horizon, line(length: 100%, stroke: 0.6pt + gray))
  for tick in (0%, 50%, 100%) { place(horizon, dx: tick, line(angle: 90deg, length: 5pt, stroke: 0.6pt + gray)) }
  place(horizon, dx: low * 1%, rect(width: (high - low) * 1%, height: 6pt, stroke: 0.8pt, fill: white))
  place(horizon, dx: value * 1%, line(angle: 90deg, length: 9pt, stroke: 2.4pt))
})
#let person(kind) = box(width: 11pt, height: 15pt, {
  place(dx: 3pt, circle(radius: 2.5pt, stroke: 0.7pt, fill: if kind == 0 { navy } else { none }))
  place(dy: 6pt, rect(width: 9pt, height: 8pt, radius: (top: 4pt), stroke: (thickness: 0.7pt,
    dash: if kind == 2 { "dashed" } else { "solid" }), fill: if kind == 0 { navy } else { none }))
  if kind == 1 { for level in (9pt, 11pt, 13pt) { place(dy: level, line(length: 9pt, stroke: 0.7pt)) } }
})
#let people(..counts) = for (kind, count) in counts.pos().enumerate() { person(kind) * count }
#let shown(body, alt) = figure(body, alt: alt, supplement: none, outlined: false)
"""


def source(sheet: Structured, icons: list[str]) -> str:
    """Return the sheet in typst's language; the pictograms stand before the first paragraphs of the cells."""
    return _HEAD + _Writer(sheet, icons).document()


class _Writer:
    def __init__(self, sheet: Structured, icons: list[str]) -> None:
        self._sheet = sheet
        self._icons = list(reversed(icons))

    def document(self) -> str:
        parts: list[str] = []
        for number in range(len(self._sheet.pages)):
            blocks = [e for e in self._sheet.root.children if _page(e) == number]
            parts.append(self._columns(blocks) if number else self._joined(blocks))
        return "\n#pagebreak()\n".join(parts)

    def _columns(self, blocks: list[Element]) -> str:
        """Return what follows the last table in two columns, as on our back page."""
        last = max((n for n, e in enumerate(blocks) if e.role == "Table"), default=0) + 1
        return f"{self._joined(blocks[:last])}\n\n#columns(2, gutter: 20pt)[\n{self._joined(blocks[last:])}\n]"

    def _joined(self, blocks: list[Element]) -> str:
        return "\n\n".join(self._block(e) for e in blocks)

    def _block(self, element: Element) -> str:
        if element.role == "Table":
            return self._table(element)
        if element.role == "L":
            return "\n".join(f"- {self._inline(item)}" for item in element.children)
        if element.role in ("H1", "H2", "H3"):
            return f"#heading(level: {element.role[1]})[{_text(self._sheet.text(element))}]"
        if element.role == "Figure":
            return self._figure(element.alt)
        return self._inline(element)

    def _table(self, table: Element) -> str:
        count = len(table.children[0].children) - 1
        rows = [f"#table(columns: (1fr,) * {count}, stroke: none, inset: 2pt,"]
        head, *body = table.children
        rows.append(f"table.header({', '.join(self._cell(cell) for cell in head.children[1:])}),")
        for row in body:
            cells = [cell for cell in row.children if cell.role == "TH" or cell.headers]
            rows += [f"{self._cell(cell, count if cell.role == 'TH' else cell.columns)}," for cell in cells]
        return "\n".join([*rows, ")"])

    def _cell(self, cell: Element, columns: int = 1) -> str:
        words = "\n\n".join(self._iconic(self._block(child)) for child in cell.children)
        return f"table.cell(colspan: {columns})[{words}]" if columns > 1 else f"[{words}]"

    def _iconic(self, words: str) -> str:
        return f'#icon("{self._icons.pop()}") {words}' if self._icons and not words.startswith("#") else words

    def _inline(self, element: Element) -> str:
        return _text(self._sheet.text(element))

    def _figure(self, alt: str) -> str:
        numbers = [int(n) for n in re.findall(r"\d+", alt)]
        if "axe" in alt:
            value, low, high = [*numbers[2:], 0, 0][:3]
            return f"#shown(axis({value}, {low}, {high}), {json.dumps(alt, ensure_ascii=False)})"
        if "jeune" in alt:
            return f"#shown(people({', '.join(map(str, numbers[::2]))}), {json.dumps(alt, ensure_ascii=False)})"
        return f"#shown(image(bytes(sys.inputs.code), height: 60pt), {json.dumps(alt, ensure_ascii=False)})"


def _text(words: str) -> str:
    return re.sub(r"([\\#*_`$<>@\[\]~=/-])", r"\\\1", words.strip())


def _page(element: Element) -> int:
    return next((e.page for e in element.walk() if e.page is not None), 0)


class Typst:
    """Compiles sheets: fonts found once; the text made new each time, as a sheet of ours is."""

    def __init__(self) -> None:
        import segno
        import typst

        code = BytesIO()
        segno.make("https://www.onisep.fr", error="l").save(code, kind="svg", xmldecl=False)
        self._inputs = {"code": code.getvalue().decode()}
        self._fonts = typst.Fonts(False, False, [str(ROOT / "resources" / "fonts")])
        self._compiler = typst.Compiler
        self._count = 0

    def compile(self, text: str) -> bytes:
        """Return the file that typst makes of the text."""
        self._count += 1
        again = f"{text}\n// {self._count}".encode()
        compiler = self._compiler(again, str(ROOT), self._fonts, ignore_system_fonts=True, sys_inputs=self._inputs)
        made = compiler.compile(format="pdf", pdf_standards="ua-1")
        assert isinstance(made, bytes)
        return made
