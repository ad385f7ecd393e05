"""A download not finished yet: the bytes received, and beside them what is needed to ask for the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

_STRONG_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Origin:
    """What the bytes of a body belong to. ``encoding`` is the Content-Encoding, empty for none."""

    url: str
    etag: str = ""
    last_modified: str = ""
    encoding: str = ""
    validator: str = ""

    @classmethod
    def of(cls, url: str, headers: Mapping[str, str]) -> Origin:
        """Return the origin of a body from the headers of its answer.

        ``validator`` is what If-Range may hold: a strong ETag, or a date that is strong because it was a minute old
        when sent (RFC 9110 §8.8.2.2); empty when there is neither, and then nothing can be resumed.
        """
        etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
        validator = etag
        if not etag or etag.startswith("W/"):
            validator = modified if _is_strong(modified, headers.get("Date", "")) else ""
        return cls(url, etag, modified, headers.get("Content-Encoding", "").strip().lower(), validator)

    def goes_on_with(self, rest: Origin) -> bool:
        """Return whether ``rest``, a part of a body, is of the same version as this one."""
        same_etag = not rest.etag or rest.etag == self.etag
        same_date = not rest.last_modified or rest.last_modified == self.last_modified
        return same_etag and same_date and rest.encoding == self.encoding


class Partial:
    """The unfinished body of ``target``: ``<target>.partiel``, and ``<target>.partiel.json`` for its origin."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(target.name + ".partiel")
        self._side = target.with_name(target.name + ".partiel.json")

    @property
    def size(self) -> int:
        """Bytes received."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def resumable(self, url: str) -> Origin | None:
        """Return the origin of the bytes received when the rest of them can be asked for at this address."""
        try:
            origin = Origin(**json.loads(self._side.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return origin if self.size and origin.url == url and origin.validator else None

    def start(self, origin: Origin) -> None:
        """Forget what was received, and note the origin of what comes now."""
        self.drop()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._side.write_text(json.dumps(asdict(origin), ensure_ascii=False), encoding="utf-8")

    def drop(self) -> None:
        """Forget everything."""
        self.path.unlink(missing_ok=True)
        self._side.unlink(missing_ok=True)


def _is_strong(modified: str, sent: str) -> bool:
    try:
        age = parsedate_to_datetime(sent) - parsedate_to_datetime(modified)
    except (ValueError, TypeError):
        return False
    return age.total_seconds() >= _STRONG_SECONDS
