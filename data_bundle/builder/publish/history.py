"""What a repository has published so far, newest first, read from the lists that it keeps."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Targets

from data_bundle.annonce import CIBLE, Annonce, decode
from data_bundle.builder.publish.files import SUFFIX
from data_bundle.builder.publish.repository import Served, read_target, target_path

KEPT = 3
"""Publications whose files stay: the one served, and two before it: readers may be fetching them, deltas need them."""
_BULKY = re.compile(r"[0-9a-f]{64}\.(?:noyau|delta)-.*")


@dataclass(frozen=True)
class Past:
    """One publication: its targets and its annonce."""

    targets: Targets
    annonce: Annonce


def history(depot: Path, served: Served | None) -> list[Past]:
    """Return every publication that can still be read, newest first, each once.

    Older lists are not verified: their keys may be gone. They only serve to name what was published and to make deltas,
    whose result is checked.
    """
    found: dict[int, Past] = {}
    for version in range(served.targets.version if served else 0, 0, -1):
        with contextlib.suppress(OSError, KeyError, ValueError, RepositoryError):
            targets = Metadata[Targets].from_file(str(depot / "metadata" / f"{version}.targets.json")).signed
            annonce = decode(read_target(depot, targets, CIBLE))
            found.setdefault(annonce.publication, Past(targets, annonce))
    return [found[number] for number in sorted(found, reverse=True)]


def prune(depot: Path, past: list[Past]) -> None:
    """Delete the packed files that none of the kept publications names, and what a stopped publication left."""
    kept = {target_path(depot, target) for one in past[:KEPT] for target in one.targets.targets.values()}
    for folder in (depot / "targets", depot / "metadata"):
        for path in folder.iterdir():
            bulky = folder.name == "targets" and _BULKY.fullmatch(path.name) and path not in kept
            if bulky or (path.name.startswith(".") and path.name.endswith(SUFFIX)):
                with contextlib.suppress(OSError):  # on a server some reader has it open: next time
                    path.unlink()
