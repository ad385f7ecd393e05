"""What a portal says of a dataset beside its rows. Nothing here is required: an answer that lacks it is no error."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

MOST_BYTES = 8 << 20
"""Longest answer read, in bytes."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """``mise_a_jour`` (AAAA-MM-JJ, UTC) and ``version`` are empty, ``records`` is None, when they are not said."""

    mise_a_jour: str = ""
    version: str = ""
    records: int | None = None


def read_metadata(body: bytes) -> Metadata:
    """Read the JSON of ``catalog/datasets/{id}`` (Explore API v2.1): ``metas.default``.

    ``data_processed`` is when the portal last processed the rows; ``modified``, what its producer declares.
    """
    try:
        said = json.loads(body)["metas"]["default"]
        processed, modified, count = (said.get(key) for key in ("data_processed", "modified", "records_count"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Metadata()
    version = processed if isinstance(processed, str) else ""
    records = count if type(count) is int and count >= 0 else None
    return Metadata(_day(version) or _day(modified), version, records)


def _day(text: object) -> str:
    try:
        return date.fromisoformat(str(text)[:10]).isoformat()
    except ValueError:
        return ""
