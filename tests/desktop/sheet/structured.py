"""Reads the structure of a sheet back: its elements, what each one says, and whatever on a page belongs to none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "Tj", "TJ", "'", '"', "BI"}
TEXT = {"Tj", "TJ", "'", '"'}
ARTIFACT = -1


@dataclass
class Element:
    """An element with its attributes and all that is said in it, in reading order."""

    role: str
    above: Element | None
    page: int | None
    mcids: list[int] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)
    said: list[Element | int] = field(default_factory=list)
    id: str = ""
    alt: str = ""
    scope: str = ""
    headers: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1
    box: tuple[float, ...] = ()

    def walk(self) -> Iterator[Element]:
        """Yield this element and all under it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, role: str) -> list[Element]:
        """Return the elements of a role under this one."""
        return [element for element in self.walk() if element.role == role]


@dataclass
class Page:
    """What a page paints: the words of each piece of marked content, those with drawings, and faults of marking."""

    words: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    drawn: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


class Structured:
    """A tagged PDF. Without ``words``, only its elements: what it says can be read in files of ours alone."""

    def __init__(self, content: bytes, words: bool = True) -> None:
        self.pdf = pikepdf.open(BytesIO(content))
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.pages = [_read(page) if words else Page() for page in self.pdf.pages]
        top = self.pdf.Root.StructTreeRoot.K
        self.root = self._element(top[0] if isinstance(top, pikepdf.Array) else top, None)

    def text(self, element: Element) -> str:
        """Return what an element says, pictures in the words that stand for them."""
        if element.alt:
            return element.alt
        bits = [
            self.text(part) if isinstance(part, Element) else self.pages[element.page or 0].words[part]
            for part in element.said
        ]
        return ("" if element.role in ("P", "Span", "H1", "H2", "H3") else " ").join(bits)

    def _element(self, obj: pikepdf.Object, above: Element | None) -> Element:
        page = self._numbers[obj.Pg.objgen] if "/Pg" in obj else None
        element = Element(str(obj.S)[1:], above, page, id=str(obj.get("/ID", "")), alt=_string(obj, "/Alt"))
        if above is not None:
            assert obj.P.objgen != obj.objgen
        given: Any = obj.get("/A", {})
        if isinstance(given, pikepdf.Array):
            given = given[0]
        element.scope = str(given.get("/Scope", ""))[1:]
        element.headers = tuple(str(name) for name in given.get("/Headers", []))
        element.rows, element.columns = int(given.get("/RowSpan", 1)), int(given.get("/ColSpan", 1))
        element.box = tuple(float(side) for side in given.get("/BBox", []))
        kids = obj.get("/K", pikepdf.Array())
        each: list[Any] = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        for kid in each:
            if isinstance(kid, int):
                element.mcids.append(kid)
                element.said.append(kid)
            elif kid.get("/Type") in ("/OBJR", "/MCR"):
                continue
            else:
                child = self._element(kid, element)
                element.children.append(child)
                element.said.append(child)
        return element

    def parents(self) -> list[list[tuple[int, int]]]:
        """Return for each page the elements (object numbers) of the parent tree, by number of marked content."""
        numbers = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        by_key = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        return [[node.objgen for node in by_key[int(page.StructParents)]] for page in self.pdf.pages]


def _string(obj: pikepdf.Object, key: str) -> str:
    """Return a text, which stands in the file in one of the two ways that PDF 1.7 knows."""
    if key not in obj:
        return ""
    written = bytes(obj[key])
    assert written.isascii() or written.startswith(b"\xfe\xff")
    return str(obj[key])


def _read(page: pikepdf.Page) -> Page:
    found = Page()
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    stack: list[int | None] = []
    depth: list[str] = []
    font: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands, operator = step.operands, step.operator
        name = str(operator)
        owner = next((mark for mark in reversed(stack) if mark is not None), None)
        if name in ("BMC", "BDC"):
            tag = str(operands[0])[1:]
            given: Any = operands[1] if name == "BDC" else {}
            mark = ARTIFACT if tag == "Artifact" else int(given["/MCID"]) if "/MCID" in given else None
            if mark is not None and owner is not None:
                found.faults.append(f"{tag} within marked content")
            if mark is not None and mark != ARTIFACT:
                found.order.append(mark)
                found.words[mark] = ""
            if owner is not None and "/ActualText" in given:
                found.words[owner] += str(given["/ActualText"])
            depth.append(f"mark {len(stack)}")
            stack.append(mark if mark is not None else -2 if "/ActualText" in given else None)
        elif name == "EMC":
            if not depth or not depth.pop().startswith("mark"):
                found.faults.append("EMC ends what it did not begin")
            stack.pop()
        elif name in ("BT", "q"):
            depth.append(name)
        elif name in ("ET", "Q"):
            if not depth or depth.pop() != {"ET": "BT", "Q": "q"}[name]:
                found.faults.append(f"{name} out of step")
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in PAINTS:
            if owner is None:
                found.faults.append(f"{name} outside of marked content")
            elif name not in TEXT:
                found.drawn.add(owner)
            elif name == "Tj" and stack[-1] is not None and stack[-1] >= 0:
                found.words[stack[-1]] += "".join(font[code] for code in bytes(operands[0]))
    if depth:
        found.faults.append(f"left open: {depth}")
    return found


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Return the characters of the codes of a font, from its ToUnicode."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,})>", table)
    found = {int(code, 16): bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}
    for start, _, block in re.findall(r"<(\w\w)>\s*<(\w\w)>\s*\[([^\]]*)\]", table):
        for step, letters in enumerate(re.findall(r"<(\w+)>", block)):
            found[int(start, 16) + step] = bytes.fromhex(letters).decode("utf-16-be")
    return found
