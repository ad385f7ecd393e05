"""A comparison as an OpenDocument spreadsheet: the sheets of the Excel workbook, for LibreOffice.

The tables are written as XML text and handed to odfdo whole: an object a cell would take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from desktop.comparison import Comparison
from desktop.export.as_csv import number
from desktop.export.ods_parts import landscape, manifest, settings, styles
from desktop.export.plain import clean
from desktop.export.repack import parts, repack
from desktop.export.table import AUTEUR, CODE, Book, Cell, Column, Sheet, book
from desktop.rubriques import Rubrique

LANGUE = "fr-FR"
KEPT = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml")
"""Parts of odfdo's document that say something of ours, the first one first; not its empty menus and thumbnail."""
MANIFEST = "META-INF/manifest.xml"
_NS = (
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_ROW = '<table:table-row table:style-name="ligne">{}</table:table-row>'


def document(comparison: Comparison, plus: Sequence[Rubrique] = ()) -> bytes:
    """Return the whole spreadsheet; the same bytes for the same comparison."""
    return write(book(comparison, plus))


def write(made: Book) -> bytes:
    """Return a book as ODS."""
    from datetime import datetime

    from odfdo import Document, Element  # made for this alone

    file = Document("spreadsheet")
    body = file.body
    body.clear()
    for at, sheet in enumerate(made.feuilles):
        body.append(Element.from_tag(_table(sheet, at)))
    old, container = file.content.root.get_element("office:automatic-styles"), file.container
    assert old is not None
    assert container is not None
    file.content.root.replace_element(old, Element.from_tag(styles(made.feuilles)))
    day = datetime.fromisoformat(made.date)
    meta = file.meta
    meta.title, meta.subject, meta.language = clean(made.titre), clean(made.sujet), LANGUE
    meta.creator = meta.initial_creator = meta.generator = AUTEUR
    meta.creation_date = meta.date = day
    if (counts := meta.root.get_element("//meta:document-statistic")) is not None:
        counts.delete()  # those of an empty document
    meta.clear_user_defined_metadata()
    if isinstance(empty := container.get_part("styles.xml"), bytes):
        container.set_part("styles.xml", landscape(empty))
    container.set_part("settings.xml", settings(made.feuilles).encode("utf-8"))
    buffer = BytesIO()
    file.save(buffer)
    saved = parts(buffer.getvalue())
    kept = {name: saved[name] for name in KEPT}
    return repack({**kept, MANIFEST: manifest(saved["mimetype"].decode("ascii"), KEPT[1:]).encode("utf-8")})


def _table(sheet: Sheet, at: int) -> str:
    columns = [f'<table:table-column table:style-name="col{c.largeur}"/>' for c in sheet.colonnes]
    columns.insert(sheet.figees, "</table:table-header-columns>")
    heads = "".join(_text(column.titre, "tete") for column in sheet.colonnes)
    rows = "".join(_ROW.format("".join(_row(sheet, line))) for line in sheet.lignes)
    return (
        f'<table:table {_NS} table:name={quoteattr(sheet.nom)} table:style-name="feuille">'
        f"<table:table-header-columns>{''.join(columns)}"
        f"<table:table-header-rows>{_ROW.format(heads)}</table:table-header-rows>{rows}</table:table>"
    )


def _row(sheet: Sheet, line: Sequence[Cell]) -> Iterator[str]:
    for column, cell in zip(sheet.colonnes, line, strict=True):
        yield _cell(column, cell, "texte" if sheet.plie else "nombre")


def _cell(column: Column, cell: Cell, words: str) -> str:
    if cell is None or (isinstance(cell, str) and not clean(cell)):
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return _text(cell, "code" if column.genre == CODE else words)
    return (
        f'<table:table-cell table:style-name="nombre" office:value-type="float" office:value="{cell!r}">'
        f"<text:p>{number(cell)}</text:p></table:table-cell>"
    )


def _text(text: str, style: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"<text:p>{escape(clean(text))}</text:p></table:table-cell>"
    )
