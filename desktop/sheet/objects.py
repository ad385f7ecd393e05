"""A PDF file as it is written: numbered objects, streams compressed, all else gathered in compressed streams (PDF 1.7).

What is written is not kept as objects: a file of a hundred sheets takes the room of its bytes.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections.abc import Sequence
from io import BytesIO
from zlib import compress

from reportlab.pdfbase.pdfdoc import PDFDocument

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_GATHERED = 100
"""Objects in one stream: to read one of them is to read them all."""
_FREE, _PLAIN, _INSIDE = range(3)
"""Kinds of a place: the number is not used, the object is at an offset, or in a stream at an index."""
_FIELDS = "[1 5 2]"
"""Bytes of a place: its kind, the offset or the number of the stream, the index."""


class Objects:
    """Writes objects in any order. Numbers are those of ``document``, which gives its fonts their own by itself."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._out = BytesIO(_HEADER)
        self._out.seek(0, 2)
        self._places = array("Q")
        self._gathered: list[tuple[int, bytes]] = []

    def number(self) -> int:
        """Return the number of an object to come."""
        return self.numbers(1)[0]

    def numbers(self, count: int) -> range:
        """Return the numbers of several objects to come."""
        first = int(self._document.objectcounter) + 1
        self._document.objectcounter += count
        return range(first, first + count)

    def put(self, number: int, content: bytes) -> None:
        """Write an object that is no stream."""
        self._gathered.append((number, content))
        if len(self._gathered) == _GATHERED:
            self._gather()

    def stream(self, number: int, keys: bytes, content: bytes) -> None:
        """Write a stream; ``keys`` are those of its dictionary beside its length and its filter."""
        self.pressed(number, keys, compress(content))

    def pressed(self, number: int, keys: bytes, content: bytes) -> None:
        """Write a stream that is compressed already."""
        self.plain(number, b"/Filter/FlateDecode" + keys, content)

    def plain(self, number: int, keys: bytes, content: bytes) -> None:
        """Write a stream as it is."""
        self._placed(number, _PLAIN, self._out.tell())
        self._out.write(b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, keys, len(content)))
        self._out.write(content)
        self._out.write(b"\nendstream\nendobj\n")

    def close(self, root: int, info: int) -> bytes:
        """Return the whole file. ``root`` is the number of its catalogue, ``info`` that of its facts."""
        self._gather()
        number, start = self.number(), self._out.tell()
        self._placed(number, _PLAIN, start)
        found = hashlib.sha256(self._out.getbuffer()).hexdigest()[:32]
        keys = f"/Type/XRef/Size {len(self._places)}/W{_FIELDS}/Root {root} 0 R/Info {info} 0 R/ID[<{found}><{found}>]"
        places = self._places[:]
        if sys.byteorder == "little":
            places.byteswap()
        self.stream(number, keys.encode("ascii"), places.tobytes())
        self._out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._out.getvalue()

    def _gather(self) -> None:
        """Write the objects that wait as one stream."""
        if not self._gathered:
            return
        number, at, heads = self.number(), 0, list[str]()
        for index, (one, content) in enumerate(self._gathered):
            self._placed(one, _INSIDE, number, index)
            heads.append(f"{one} {at}")
            at += len(content) + 1
        head = " ".join(heads).encode("ascii") + b"\n"
        body = b"\n".join(content for _, content in self._gathered)
        self.stream(number, b"/Type/ObjStm/N %d/First %d" % (len(heads), len(head)), head + body)
        self._gathered.clear()

    def _placed(self, number: int, kind: int, where: int, index: int = 0) -> None:
        if number >= len(self._places):
            self._places.extend([_FREE] * (number + 1 - len(self._places)))
        self._places[number] = kind << 56 | where << 16 | index


def references(numbers: Sequence[int]) -> bytes:
    """Return an array of references."""
    return b"[%b]" % b" ".join([b"%d 0 R" % number for number in numbers])


def string(text: str) -> str:
    """Return text as PDF writes it."""
    written = text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be", "replace")
    return f"<{written.hex()}>"
