"""The structure tree, the bookmarks and the metadata of a sheet, put into the file that reportlab wrote (PDF/UA-1).

Elements are parsed by qpdf in one go, then bound to one another: a few microseconds each. Nothing depends on the clock,
so that the same sheet gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from desktop.sheet.tags import HEADINGS, Node, Tree


def attach(content: bytes, tree: Tree, lang: str) -> bytes:
    """Return the file with its structure. ``lang`` is the language of its words (BCP 47)."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        pages = [page.obj for page in pdf.pages]
        nodes = list(tree.root.walk())
        elements = _elements(pdf, nodes, pages, root)
        for number, page in enumerate(pages):
            page.StructParents = number
            page.Tabs = Name.S
        by_node = dict(zip(map(id, nodes), elements, strict=True))
        owners = [Array([by_node[id(node)] for node in page]) for page in tree.pages[: len(pages)]]
        numbers = [item for number, page in enumerate(owners) for item in (number, pdf.make_indirect(page))]
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(pages)
        root.K = elements[0]
        named = sorted(
            (str(n.attributes["id"]), e) for n, e in zip(nodes, elements, strict=True) if "id" in n.attributes
        )
        if named:
            names = [item for name, element in named for item in (String(name), element)]
            root.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
        catalog = pdf.Root
        catalog.StructTreeRoot = root
        catalog.MarkInfo = Dictionary(Marked=True)
        catalog.Lang = String(lang)
        catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _bookmarks(pdf, [node for node in nodes if node.role in HEADINGS and node.words], by_node, pages)
        _metadata(pdf, lang)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _elements(pdf: Pdf, nodes: Sequence[Node], pages: Sequence[Object], root: Object) -> list[Object]:
    """Return the elements of the nodes, the first under ``root``, each bound to its page, its parent, its children."""
    parsed = Object.parse(b"[" + b"".join(map(_written, nodes)) + b"]")
    elements = [pdf.make_indirect(element) for element in parsed]
    place = {id(node): number for number, node in enumerate(nodes)}
    for node, element in zip(nodes, elements, strict=True):
        element.P = root if node.above is None else elements[place[id(node.above)]]
        if node.page is not None:
            element.Pg = pages[node.page]
        if any(isinstance(child, Node) for child in node.children):
            element.K = Array(
                [child if isinstance(child, int) else elements[place[id(child)]] for child in node.children]
            )
    return elements


def _written(node: Node) -> bytes:
    """Return an element as PDF writes it, without what binds it to others."""
    parts = [f"<</Type/StructElem/S/{node.role}"]
    if node.children and all(isinstance(child, int) for child in node.children):
        parts.append(f"/K[{' '.join(map(str, node.children))}]")
    if node.attributes:
        parts += _attributes(node.attributes)
    parts.append(">>")
    return "".join(parts).encode("ascii")


def _attributes(given: dict[str, object]) -> list[str]:
    written = [f"/{key}{_string(str(given[name]))}" for name, key in _STRINGS.items() if given.get(name)]
    table = [f"/{key}/{given[name]}" for name, key in _NAMES.items() if name in given]
    table += [f"/{key} {given[name]}" for name, key in _NUMBERS.items() if name in given]
    if headers := given.get("headers"):
        assert isinstance(headers, tuple)
        table.append(f"/Headers[{''.join(map(_string, headers))}]")
    if table:
        written.append(f"/A<</O/Table{''.join(table)}>>")
    if box := given.get("box"):
        assert isinstance(box, tuple)
        written.append(f"/A<</O/Layout/BBox[{' '.join(f'{side:.2f}' for side in box)}]>>")
    return written


_STRINGS = {"id": "ID", "alt": "Alt", "lang": "Lang", "actual": "ActualText"}
_NAMES = {"scope": "Scope"}
_NUMBERS = {"rows": "RowSpan", "columns": "ColSpan"}


def _string(text: str) -> str:
    written = text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be", "replace")
    return f"<{written.hex()}>"


def _bookmarks(pdf: Pdf, headings: Sequence[Node], elements: dict[int, Object], pages: Sequence[Object]) -> None:
    """Give each page's title a bookmark, and under it one to each heading of the page."""
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    tops: list[tuple[Object, list[Object]]] = []
    seen = -1
    for node in headings:
        page = node.page or 0
        item = pdf.make_indirect(
            Dictionary(
                Title=String("".join(node.words).strip()),
                Dest=Array([pages[page], Name.XYZ, 0, round(node.top, 2), 0]),
                SE=elements[id(node)],
            )
        )
        if page > seen or not tops:
            tops.append((item, []))
            seen = page
        else:
            tops[-1][1].append(item)
    for title, under in tops:
        _bind(title, under)
    _bind(outlines, [item for item, _ in tops])
    if tops:
        outlines.Count = len(tops) + sum(len(under) for _, under in tops)
        pdf.Root.Outlines = outlines


def _bind(above: Object, items: Sequence[Object]) -> None:
    for number, item in enumerate(items):
        item.Parent = above
        if number:
            item.Prev, items[number - 1].Next = items[number - 1], item
    if items:
        above.First, above.Last, above.Count = items[0], items[-1], len(items)


def _metadata(pdf: Pdf, lang: str) -> None:
    """Write the same facts as the information dictionary, without its invented dates, and the mark of PDF/UA-1."""
    info = pdf.docinfo
    for key in ("/CreationDate", "/ModDate", "/Trapped", "/Keywords"):
        if key in info:
            del info[key]
    facts = {key: escape(str(info[f"/{key}"])) for key in ("Title", "Author", "Subject", "Creator", "Producer")}
    stream = pdf.make_stream(_XMP.format(lang=lang, **facts).encode("utf-8"))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{Author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{Creator}</xmp:CreatorTool>
<pdf:Producer>{Producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
