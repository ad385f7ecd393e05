"""Long names of folders and addresses on several lines: a wrapping label breaks between words only."""

from __future__ import annotations

import re

_ROOM = "\u200b"
_LONG = re.compile(r"\S{25,}")
_PIECE = re.compile(r".{1,24}?(?:[/\\_.-]|$)|.{24}")


def breakable(text: str) -> str:
    """Return a text whose runs of more than 24 signs may be broken, after a sign that parts names where there is one.

    What is added has no width; give it to nothing but a label.
    """
    return _LONG.sub(lambda run: _ROOM.join(_PIECE.findall(run[0])), text)
