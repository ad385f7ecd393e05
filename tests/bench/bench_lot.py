"""A hundred sheets by the batch, in one PDF and one PDF each: beside a hundred times one, and the memory it takes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from harness import ROOT, Row, UnmeasurableError

REFS = (
    ("mefstat11:23220022139@reg:53", "cfd:50022139@reg:53", "mefstat11:23830033403@reg:53"),
    ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"),
    ("cfd:50022139@reg:53", "cfd:50022146@reg:53"),
    ("mefstat11:23830033403@reg:53",),
)
COUNT = 100

# In a process of its own: what one sheet takes, then both ways of making a hundred, and the memory on the way.
RUN = """
import json, sys, tempfile, time
sys.path[:0] = sys.argv[1:]
from pathlib import Path
from bench_lot import batch, dossiers, memory, one, ignored
with tempfile.TemporaryDirectory() as folder:
    seconds = one(Path(folder))
    seen = []
    start = time.perf_counter()
    batch(lambda *_: seen.append(memory()), dossiers()).one_each(Path(folder))
    each = time.perf_counter() - start
    start = time.perf_counter()
    batch(ignored, dossiers()).in_one(Path(folder) / "lot.pdf")
    print(json.dumps([seconds, each, time.perf_counter() - start, seen[10], seen[-1]]))
"""

# In another: what it holds after ten sheets, all different, and the most it held until the one PDF of all is written.
HELD = """
import json, sys, tempfile
sys.path[:0] = sys.argv[1:]
from pathlib import Path
from bench_lot import batch, different, memory, most
with tempfile.TemporaryDirectory() as folder:
    seen = []
    batch(lambda *_: seen.append(memory()), different()).in_one(Path(folder) / "lot.pdf")
    print(json.dumps([seen[10], most()]))
"""


def rows(times: int) -> list[Row]:
    runs = [_run(RUN) for _ in range(max(1, times // 2))]
    held = [_run(HELD) for _ in range(max(1, times // 2))]
    alone = [COUNT * run[0] for run in runs]
    return [
        Row("lot_un_pdf", [run[2] for run in runs], "s", f"{COUNT} fois un lot d’une fiche", alone, 1.0),
        Row("lot_un_pdf_chacun", [run[1] for run in runs], "s", f"{COUNT} fois un lot d’une fiche", alone, 1.0),
        Row("lot_memoire", [run[4] for run in runs], "Mo", "après 10 fiches", [run[3] for run in runs], 1.05),
        Row("lot_memoire_un_pdf", [run[1] for run in held], "Mo", "après 10 fiches", [run[0] for run in held], 1.25),
    ]


def batch(moved: Callable[[int, int], object], some: Sequence[Sequence[str]]):  # type: ignore[no-untyped-def]
    """Return a batch of the sheets of these dossiers, each made when its turn comes."""
    from desktop.catalogue import Catalogue
    from desktop.sheet.batch import Batch, Made, Sheet, comparison_of
    from desktop.sheet.demande import Demande
    from desktop.snapshot import open_snapshot

    catalogue = Catalogue(open_snapshot(ROOT / "data_bundle" / "extrait.sqlite"))

    def sheet(refs: Sequence[str]) -> Sheet:
        return Sheet("dossier", "Fiche", lambda: Made(comparison_of(catalogue, refs, None)[0], Demande()))

    return Batch([sheet(refs) for refs in some], moved, lambda: False)


def dossiers() -> list[Sequence[str]]:
    """Return a hundred dossiers."""
    return [REFS[number % len(REFS)] for number in range(COUNT)]


def different() -> list[Sequence[str]]:
    """Return a hundred dossiers of which no two are the same, nor their sheets."""
    from tests.desktop.sheet.hasard import selections

    return list(selections(ROOT / "data_bundle" / "extrait.sqlite", COUNT))


def one(folder: Path) -> float:
    """Return the seconds of a batch of one sheet, the mean of the dossiers."""
    path = folder / "une.pdf"
    batch(ignored, REFS).in_one(path)
    start = time.perf_counter()
    for refs in REFS * 5:
        batch(ignored, [refs]).in_one(path)
    return (time.perf_counter() - start) / (5 * len(REFS))


def ignored(_done: int, _total: int) -> None:
    """Hear how far a batch is."""


def memory() -> float:
    """Return what the process holds, in megabytes."""
    return _status("VmRSS")


def most() -> float:
    """Return the most that the process has held, in megabytes."""
    return _status("VmHWM")


def _status(name: str) -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def _run(program: str) -> list[float]:
    here = Path(__file__).resolve().parent
    command = [sys.executable, "-c", program, str(here), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnmeasurableError(done.stderr[-500:])
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found
