"""« a, b et c » cut where each part is known: a part may itself hold a comma or « et »."""

from __future__ import annotations

import re
from collections.abc import Callable

_JOINTS = re.compile(r", entre |, de |, | et de | et ")


def enumeration(
    text: str,
    element: Callable[[str], str | None],
    virgule: str,
    et: str,
    garder: Callable[[str], str] | None = None,
) -> str | None:
    """Return the parts translated by ``element`` and joined in the other language; the longest known part first.

    None when a part is unknown, unless ``garder`` says what to do with it: unknown parts beside one another are kept
    together with what joins them.
    """
    cuts = [(m.start(), m.end(), m[0]) for m in _JOINTS.finditer(text)]
    starts = [0, *(end for _, end, _ in cuts)]
    ends = [*(start for start, _, _ in cuts), len(text)]
    found: list[tuple[bool, str, str]] = []
    at = 0
    while at < len(starts):
        known = None
        for last in range(len(ends) - 1, at - 1, -1):
            if (said := element(text[starts[at] : ends[last]])) is not None:
                known = (last, said)
                break
        joint = cuts[at - 1][2] if at else ""
        if known is not None:
            found.append((True, joint, known[1]))
            at = known[0] + 1
        elif garder is None:
            return None
        elif found and not found[-1][0]:
            found[-1] = (False, found[-1][1], found[-1][2] + joint + text[starts[at] : ends[at]])
            at += 1
        else:
            found.append((False, joint, text[starts[at] : ends[at]]))
            at += 1
    joints = {"": "", ", ": virgule, ", entre ": virgule, " et ": et, " et de ": et, ", de ": virgule}
    return "".join(joints[joint] + (said if ok or garder is None else garder(said)) for ok, joint, said in found)
