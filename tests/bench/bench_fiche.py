"""The tagged sheet of three formations, front and back, beside the same sheet made with typst: time, bytes, elements.

Then a hundred sheets in one run: beside a hundred times one that is made alone, and what memory they leave.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

from fiche_typst import Typst, source
from harness import ROOT, Row, UnmeasurableError, in_turns

REFS = ("mefstat11:23220022139@reg:53", "cfd:50022139@reg:53", "mefstat11:23830033403@reg:53")
REPEAT = 10
TYPST = "typst, même fiche"

# One sheet in a process that has loaded everything, then a hundred: seconds of both, memory after ten and after all.
BATCH = """
import json, sys, time
sys.path[:0] = sys.argv[1:]
import segno
from bench_fiche import made
render = made()
def timed(count):
    start = time.perf_counter()
    for _ in range(count):
        render()
    return time.perf_counter() - start
def memory():
    for line in open("/proc/self/status", encoding="ascii"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
one = timed(1)
timed(9)
early = memory()
print(json.dumps([one, timed(100), early, memory()]))
"""


def rows(times: int) -> list[Row]:
    sys.path.append(str(ROOT))
    from tests.desktop.sheet.structured import Structured

    render, typst = made(), Typst()
    ours = Structured(render())
    text = source(ours, _icons(render))
    theirs = Structured(typst.compile(text), words=False)
    if len(ours.pages) != len(theirs.pages):
        raise UnmeasurableError(f"La fiche a {len(ours.pages)} pages, celle de typst {len(theirs.pages)}.")
    seconds = in_turns(
        times,
        lambda: [render() for _ in range(REPEAT)],
        lambda: [typst.compile(text) for _ in range(REPEAT)],
    )
    per = [[s * 1000 / REPEAT for s in series] for series in seconds]
    size = [len(render()) / 1024, len(typst.compile(text)) / 1024]
    count = [float(len(list(sheet.root.walk()))) for sheet in (ours, theirs)]
    batches = [_batch() for _ in range(max(1, times // 3))]
    return [
        Row("fiche_balisee", per[0], "ms", TYPST, per[1], 1.5),
        Row("fiche_octets", [size[0]], "Ko", TYPST, [size[1]], 1.5),
        Row("fiche_elements", [count[0]], "balises", TYPST, [count[1]], 1.5),
        Row("fiche_lot_de_100", [b[1] for b in batches], "s", "100 fois une", [100 * b[0] for b in batches], 1.0),
        Row("fiche_memoire_lot", [b[3] for b in batches], "Mo", "après 10 fiches", [b[2] for b in batches], 1.05),
    ]


def made() -> Callable[[], bytes]:
    """Return what makes the sheet."""
    from desktop.catalogue import Catalogue
    from desktop.comparison import compare
    from desktop.selection import parse_selection
    from desktop.sheet.document import render
    from desktop.snapshot import open_snapshot

    catalogue = Catalogue(open_snapshot(ROOT / "data_bundle" / "extrait.sqlite"))
    comparison = compare(catalogue, parse_selection(list(REFS)))
    return lambda: render(comparison)


def _icons(render: Callable[[], bytes]) -> list[str]:
    """Return the names of the pictograms that stand beside words, in order."""
    from desktop.sheet.pen import Pen

    names: list[str] = []
    stamp = Pen.stamp

    def watch(self: Pen, name: str, *rest: object) -> None:
        names.append(name)
        stamp(self, name, *rest)  # type: ignore[arg-type]

    Pen.stamp = watch  # type: ignore[method-assign]
    try:
        render()
    finally:
        Pen.stamp = stamp  # type: ignore[method-assign]
    return [name.removeprefix("icone-") for name in names if name.startswith("icone-")]


def _batch() -> list[float]:
    asked = [sys.executable, "-c", BATCH, str(ROOT), str(ROOT / "tests" / "bench")]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnmeasurableError(f"Le lot de fiches a échoué : {done.stderr.strip()[-300:]}")
    return [float(number) for number in json.loads(done.stdout)]
