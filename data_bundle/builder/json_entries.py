"""A JSON answer of an API as a table: one row an entry, nested objects as ``region.code``.

Like the CSV exports of the same API, ``null`` is written in full and a key that is not there is an empty text.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Readable
from data_bundle.builder.report import Report
from data_bundle.builder.tables import Columns, Table

ABSENT, NULL = "", "null"


class Entries(Table):
    """A table whose rows are the entries of a JSON list: what is wrong is said by entry, as its lines say nothing."""

    def place(self, position: int) -> str:
        """Return where an entry stands, in words."""
        return f"entrée {position + 1}"


def loads(file: Readable) -> Any:
    """Return what a file says; also when an API wrote its JSON as a text inside JSON. Raises BadInputError."""
    with file.lines() as stream:
        text = stream.read()
    try:
        found = json.loads(text)
        return json.loads(found) if isinstance(found, str) else found
    except (ValueError, RecursionError):
        raise damaged(file) from None


def damaged(file: Readable) -> BadInputError:
    """Return the error about a file that is no JSON, or not that of this API."""
    return BadInputError(f"{file.name} est abîmé ou d’une autre forme\u00a0: téléchargez-le de nouveau.")


def entries(file: Readable, found: Sequence[Any], columns: Columns, report: Report, known: Collection[str]) -> Entries:
    """Return a list of objects as a table of the columns asked for, each under the first of its names that is there.

    ``known`` are keys left aside on purpose; any other goes to the report.
    """
    if not found or not all(isinstance(entry, dict) for entry in found):
        raise damaged(file)
    flat = [_flat(entry) for entry in found]
    given = {key for row in flat for key in row}
    header = {ours: there for ours, names in columns.items() if (there := next((n for n in names if n in given), None))}
    if not header:
        raise damaged(file)
    aside = {*known, *header.values()}
    report.unknown_columns(file.name, sorted(k for k in given if k not in aside and k.partition(".")[0] not in aside))
    report.file_rows(file.name, len(flat))
    return Entries(file, {ours: [row.get(key, ABSENT) for row in flat] for ours, key in header.items()}, header)


def _flat(entry: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in entry.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{key}.")
        elif value is None:
            found[prefix + key] = NULL
        elif isinstance(value, list):
            found[prefix + key] = "liste" if value else ABSENT
        else:
            found[prefix + key] = str(value).strip()
    return found
