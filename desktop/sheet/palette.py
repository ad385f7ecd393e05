"""Colours of the paper: the light theme on white ground (DESIGN-TOKENS.md §1). A colour never carries sense alone."""

from __future__ import annotations

Colour = tuple[float, float, float]


def _hex(text: str) -> Colour:
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


WHITE = _hex("#FFFFFF")
INK = _hex("#22262B")
INK_2 = _hex("#4A4E54")
INK_3 = _hex("#62656A")
LINE = _hex("#857E72")
WORK = _hex("#0B5570")
STUDY = _hex("#E2A33B")
STUDY_LINE = _hex("#754E05")
OTHER_LINE = _hex("#625D57")
