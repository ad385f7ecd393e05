"""What an administrator decides for a computer: where updates come from, no web, no notes. A policy never permits.

``politique.json`` stands in the machine's folder or beside the program (`desktop.paths.policy_paths`) and may hold
``source`` (a folder or an https address), ``web`` and ``notes`` (``false`` forbids). Each file can only forbid more,
the first ``source`` counts, other keys are for other versions. A file that can't be understood forbids both.
"""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from desktop.typography import NBSP

MAX_BYTES = 65_536


class Policy(NamedTuple):
    """What is decided for this computer. ``source`` None leaves the choice to the person."""

    source: str | None = None
    web: bool = True
    notes: bool = True
    problem: str = ""
    """The sentence about a file that could not be understood, for the administrator; empty when all could be."""


def read_policy(paths: Sequence[Path] | None = None) -> Policy:
    """Return what all the policy files decide together, those of this computer unless others are given."""
    if paths is None:
        from desktop.paths import policy_paths

        paths = policy_paths()
    whole = Policy()
    for path in paths:
        try:
            one = _read(path)
        except (OSError, ValueError, RecursionError):
            one = Policy(web=False, notes=False, problem=_unread(path))
        whole = Policy(
            whole.source or one.source,
            whole.web and one.web,
            whole.notes and one.notes,
            whole.problem or one.problem,
        )
    return whole


def _read(path: Path) -> Policy:
    """Return what one file decides, nothing when there is none. OSError or ValueError when it can't be understood."""
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    if not stat.S_ISREG(kind):
        raise ValueError("not a file")
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError("too large to be a policy")
    import json  # only when there is a file to read

    held = json.loads(content)
    if not isinstance(held, dict):
        raise ValueError("not an object")
    source, web, notes = held.get("source"), held.get("web", True), held.get("notes", True)
    if not (source is None or (isinstance(source, str) and source.strip())):
        raise ValueError("not a source")
    if not (isinstance(web, bool) and isinstance(notes, bool)):
        raise ValueError("neither true nor false")
    return Policy(source.strip() if source else None, web, notes)


def _unread(path: Path) -> str:
    return (
        f"Le fichier «{NBSP}{path}{NBSP}» n’a pas pu être lu{NBSP}: tant qu’il n’est pas corrigé, "
        "les notes et le web sont interdits sur ce poste."
    )
