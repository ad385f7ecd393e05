"""A build with InserSup of a million rows and formations by the hundred thousand: its time, and its peak memory.

Both files are made up (inventer_gros.py), the others are those of ../shared/opendata. One round takes minutes, most of
them for `sqlite-utils insert`: it is run once, whatever ``--fois`` says.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import inventer_gros
from bench_construction import insert, plain, run
from harness import OPENDATA, Row, UnmeasurableError

MEMORY_MB = 1500
"""What a build may take at most (DESIGN.md §7)."""

# Runs the builder, then says on the last two lines its peak memory in kilobytes and the files that it opened.
WATCHED = """
import resource, runpy, sys
folder, opened = sys.argv[3], set()
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(folder):
        opened.add(arguments[0])
sys.addaudithook(watch)
try:
    runpy.run_module("data_bundle.builder", run_name="__main__", alter_sys=True)
except SystemExit as end:
    if end.code:
        raise
print("\\n" + str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
print("\\t".join(sorted(opened)))
"""


def rows(times: int) -> list[Row]:
    if not OPENDATA.is_dir():
        raise UnmeasurableError("Le dossier ../shared/opendata est absent.")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        raw = work / "bruts"
        raw.mkdir()
        for path in OPENDATA.iterdir():
            (raw / path.name).symlink_to(path)
        inventer_gros.write(raw)
        start = time.perf_counter()
        said = run(["-c", WATCHED, "build", "--from", str(raw), "--out", str(work / "construit.sqlite")]).splitlines()
        ours = time.perf_counter() - start
        found = [Path(name) for name in said[-1].split("\t")]
        files = [str(plain(path, work)) for path in found if path.suffix in {".csv", ".json", ".gz"}]
        if not all(any(name in file for file in files) for name in (inventer_gros.INSERSUP, inventer_gros.FINE)):
            raise UnmeasurableError("Le constructeur n’a pas ouvert les deux gros fichiers.")
        start = time.perf_counter()
        insert(work / "brut.sqlite", files)
        theirs = time.perf_counter() - start
    return [
        Row("construction, gros", [ours], "s", f"sqlite-utils insert, {len(files)} fichiers", [theirs], 1.0),
        Row("mémoire, gros", [int(said[-2]) / 1024], "Mo", "plafond", [MEMORY_MB], 1.0),
    ]
