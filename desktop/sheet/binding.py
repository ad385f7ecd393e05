"""What makes one file of sheets: pages and forms that reportlab's canvas has collected, its fonts, their structure.

Each sheet is written and let go of when it is drawn: a hundred take little more memory than one.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from html import escape
from io import BytesIO
from zlib import compress

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import BasicFonts, PDFPage, PDFStream
from reportlab.pdfgen.canvas import Canvas

from desktop.sheet.fonts import REGULAR, load
from desktop.sheet.look import PAGE_HEIGHT, PAGE_WIDTH
from desktop.sheet.objects import Objects, references, string
from desktop.sheet.structure import Structure
from desktop.sheet.tags import Tree

AUTHOR = "Côte à Côte"
PRODUCER = "ReportLab PDF Library - (opensource)"
_FORM = b"/Type/XObject/Subtype/Form/BBox[%b]/Resources<<>>"


class Binding:
    """``canvas`` and ``tree`` are for the pens; ``sheet`` comes after the last page of each sheet."""

    def __init__(self) -> None:
        load()
        self.canvas = Canvas(
            BytesIO(),
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=0,  # done here
            initialFontName=REGULAR,  # else an unembedded Helvetica is named in every page
        )
        self.tree = Tree()
        self._document = self.canvas._doc
        self._objects = Objects(self._document)
        self._structure = Structure(self._objects)
        self._above = self._objects.number()
        self._pages: list[int] = []
        self._forms: set[str] = set()
        self._contents: dict[bytes, int] = {}

    def sheet(self) -> None:
        """Write the sheet that is drawn."""
        document, written = self._document, len(self._pages)
        for page in document.Pages.pages:
            self._page(page)
        document.Pages.pages.clear()
        self._structure.add(self.tree.root, self.tree.pages[: len(self._pages) - written], self._pages)
        self.tree.clear()

    def close(self, title: str, subject: str, lang: str) -> bytes:
        """Return the file. ``lang`` is the language of its words (BCP 47)."""
        put, number = self._objects.put, self._objects.number
        self._resources()
        self._structure.close()
        outlines = self._structure.bookmarks(self._pages)
        put(self._above, b"<</Type/Pages/Count %d/Kids%b>>" % (len(self._pages), references(self._pages)))
        facts = {"Title": title, "Author": AUTHOR, "Subject": subject, "Creator": AUTHOR, "Producer": PRODUCER}
        info, metadata, root = number(), number(), number()
        put(info, f"<<{''.join(f'/{key}{string(words)}' for key, words in facts.items())}>>".encode("ascii"))
        said = _XMP.format(lang=lang, **{key: escape(words) for key, words in facts.items()})
        self._objects.plain(metadata, b"/Type/Metadata/Subtype/XML", said.encode("utf-8"))
        keys = [
            f"<</Type/Catalog/Pages {self._above} 0 R/StructTreeRoot {self._structure.number} 0 R",
            f"/Metadata {metadata} 0 R/Lang{string(lang)}/MarkInfo<</Marked true>>",
            f"/ViewerPreferences<</DisplayDocTitle true>>{f'/Outlines {outlines} 0 R' if outlines else ''}>>",
        ]
        put(root, "".join(keys).encode("ascii"))
        return self._objects.close(root, info)

    def _page(self, page: PDFPage) -> None:
        """Write a page, the forms that it is the first to show, and what it shows unless another shows the same."""
        document = self._document
        del document.idToObject[page.__InternalName__]
        forms = sorted(page.XObjects.dict) if page.XObjects else []
        for name in forms:
            if name not in self._forms:
                self._form(name)
        content = page.stream.encode("ascii")
        found = sha256(content).digest()
        if found not in self._contents:
            self._contents[found] = self._objects.number()
            self._objects.stream(self._contents[found], b"", content)
        shown = "".join(f"/{name} {self._number(name)} 0 R" for name in forms)
        keys = (
            f"<</Type/Page/Parent {self._above} 0 R/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
            f"/Resources<</Font {self._number(BasicFonts)} 0 R/XObject<<{shown}>>>>"
            f"/Contents {self._contents[found]} 0 R/StructParents {len(self._pages)}/Tabs/S>>"
        )
        self._pages.append(self._objects.number())
        self._objects.put(self._pages[-1], keys.encode("ascii"))

    def _form(self, name: str) -> None:
        """Write a form and forget its ink; reportlab only has to know that it is there."""
        form = self._document.idToObject[name]
        box = " ".join(f"{side:g}" for side in form.BBoxList()).encode("ascii")
        self._objects.pressed(self._number(name), _FORM % box, _pressed(form.stream))
        form.stream = b""
        self._forms.add(name)

    def _resources(self) -> None:
        """Write the fonts, each with the letters of all sheets."""
        document = self._document
        for font in document.delayedFonts:
            font.addObjects(document)
        written = set(self._forms)
        while waiting := [name for name in document.idToObject if name not in written]:
            for name in waiting:  # to write one may name others
                thing, number = document.idToObject[name], self._number(name)
                if isinstance(thing, PDFStream):
                    content = thing.content if isinstance(thing.content, bytes) else thing.content.encode("latin-1")
                    self._objects.stream(number, pdfdoc.format(thing.dictionary, document)[2:-2], content)
                else:
                    self._objects.put(number, pdfdoc.format(thing, document, toplevel=1))
            written.update(waiting)

    def _number(self, name: str) -> int:
        return int(self._document.idToObjectNumberAndVersion[name][0])


@lru_cache(maxsize=128)
def _pressed(ink: bytes) -> bytes:
    """Return the ink of a form as it stands in files: the same pictograms and codes come back."""
    return compress(ink)


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
