"""The parts of an OpenDocument spreadsheet beside its tables: styles of columns and cells, what stays in view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from desktop.export.table import Sheet

_CM_A_CHARACTER = 0.19
_STYLES = """<office:automatic-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><number:text-style style:name="N49"
><number:text-content/></number:text-style>{columns}<style:style style:name="ligne" style:family="table-row"
><style:table-row-properties style:use-optimal-row-height="true"/></style:style><style:style style:name="feuille"
 style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" style:writing-mode="lr-tb"/></style:style>{cells}
</office:automatic-styles>"""
_CELL = (
    '<style:style style:name="{0}" style:family="table-cell" style:parent-style-name="Default"{1}>'
    '<style:table-cell-properties style:vertical-align="top"{2}/>{3}</style:style>'
)
_WRAP = ' fo:wrap-option="wrap"'
_CELLS = (
    ("tete", "", f'{_WRAP} fo:border-bottom="0.75pt solid #000000"', '<style:text-properties fo:font-weight="bold"/>'),
    ("texte", "", _WRAP, ""),
    ("code", ' style:data-style-name="N49"', "", ""),
    ("nombre", "", "", ""),
)


def styles(sheets: Iterable[Sheet]) -> str:
    """Return the automatic styles: a column style for each width, named after it, and those of the cells."""
    widths = sorted({column.largeur for sheet in sheets for column in sheet.colonnes})
    return _STYLES.format(columns="".join(map(_width, widths)), cells="".join(_CELL.format(*one) for one in _CELLS))


def manifest(mimetype: str, names: Iterable[str]) -> str:
    """Return the list of the parts."""
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = [entry.format("/", mimetype), *(entry.format(name, "text/xml") for name in names)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        f'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{"".join(entries)}</manifest:manifest>'
    )


def landscape(styles_part: bytes) -> bytes:
    """Return odfdo's own styles with A4 pages lying down: the tables are wide."""
    page = b'<style:page-layout style:name="Mpm1"><style:page-layout-properties '
    a4 = b'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" '
    return styles_part.replace(page, page + a4)


def _width(characters: int) -> str:
    return (
        f'<style:style style:name="col{characters}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{0.3 + _CM_A_CHARACTER * characters:.2f}cm"/></style:style>'
    )


def settings(sheets: Sequence[Sheet]) -> str:
    """Return the settings: the header row and the first columns of each sheet stay in view."""

    def item(name: str, kind: str, value: object) -> str:
        return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'

    tables = []
    for sheet in sheets:
        split = (
            ("HorizontalSplitMode", "short", 2),
            ("VerticalSplitMode", "short", 2),
            ("HorizontalSplitPosition", "int", sheet.figees),
            ("VerticalSplitPosition", "int", 1),
            ("ActiveSplitRange", "short", 3),
            ("PositionLeft", "int", 0),
            ("PositionRight", "int", sheet.figees),
            ("PositionTop", "int", 0),
            ("PositionBottom", "int", 1),
        )
        inside = "".join(item(*one) for one in split)
        name = quoteattr(sheet.nom)
        tables.append(f"<config:config-item-map-entry config:name={name}>{inside}</config:config-item-map-entry>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-settings '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:ooo="http://openoffice.org/2004/office" '
        'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        f"<config:config-item-map-entry>{item('ViewId', 'string', 'view1')}"
        f'<config:config-item-map-named config:name="Tables">{"".join(tables)}</config:config-item-map-named>'
        f"{item('ActiveTable', 'string', escape(sheets[0].nom))}</config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"
    )
