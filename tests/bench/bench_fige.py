"""The frozen program that stands in dist/: its start against the start from the sources, its size on disk and packed.

``fige_dossier`` and ``fige_archive`` compare millions of bytes with the most that a release may take.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench_demarrage import OURS, ready
from harness import ROOT, Row

FOLDER_MB = 190
ARCHIVE_MB = 60
SOURCES = "démarrage depuis les sources"


def rows(times: int) -> list[Row]:
    folder = next((path for path in sorted((ROOT / "dist").glob("cote-a-cote-*")) if path.is_dir()), None)
    if folder is None:
        print("fige : laissé de côté, dist/ ne contient aucun programme (make release).", file=sys.stderr)
        return []
    snapshot = folder / "_internal" / "data_bundle" / "instantane.sqlite"
    on = ["--instantane", str(snapshot)] if snapshot.is_file() else []
    commands = [str(folder / "cote-a-cote"), *on], [sys.executable, OURS, *on]
    seconds: tuple[list[float], list[float]] = ([], [])
    with tempfile.TemporaryDirectory() as home, _own_folder(home):
        for turn in range(times + 1):
            for command, kept in zip(commands, seconds, strict=True):
                took, _ = ready(command, home)
                if turn:  # the first one fills the caches
                    kept.append(took)
    archive = folder.with_name(folder.name + ".tar.xz")
    found = [Row("fige_demarrage", seconds[0], "s", SOURCES, seconds[1], 1.3)]
    found.append(Row("fige_dossier", [_size(folder)], "Mo", "place admise", [FOLDER_MB], 1))
    if archive.is_file() and snapshot.is_file():
        found.append(Row("fige_archive", [archive.stat().st_size / 1e6], "Mo", "place admise", [ARCHIVE_MB], 1))
    return found


@contextmanager
def _own_folder(home: str) -> Iterator[None]:
    """Keep what the programs write away from dist/, where ``portable.txt`` would put it."""
    before = os.environ.get("COTE_A_COTE_DOSSIER")
    os.environ["COTE_A_COTE_DOSSIER"] = f"{home}/tout"
    try:
        yield
    finally:
        os.environ.pop("COTE_A_COTE_DOSSIER")
        if before is not None:
            os.environ["COTE_A_COTE_DOSSIER"] = before


def _size(folder: Path) -> float:
    """Return the millions of bytes of a folder, without what was kept there by who tried it."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files if path.relative_to(folder).parts[0] != "donnees") / 1e6
