"""The full snapshot from raw files, against `sqlite-utils insert` of the files that the builder opens."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import OPENDATA, ROOT, Row, UnmeasurableError, in_turns

# Runs the builder, then names on the last line the files that it opened under the folder of raw data.
WATCHED = """
import runpy, sys
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
print("\\n" + "\\t".join(sorted(opened)))
"""


def rows(times: int) -> list[Row]:
    if not OPENDATA.is_dir():
        raise UnmeasurableError("Le dossier ../shared/opendata est absent.")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        raw = [str(plain(path, work)) for path in files_read(work / "lus.sqlite")]
        # Unlike most, one call takes tens of seconds: what a warm cache changes is lost in it.
        ours, theirs = in_turns(
            times,
            lambda: build(work / "construit.sqlite"),
            lambda: insert(work / "brut.sqlite", raw),
            warm=False,
        )
    return [Row("construction", ours, "s", f"sqlite-utils insert, {len(raw)} fichiers", theirs, 1.0)]


def arguments(out: Path) -> list[str]:
    return ["build", "--from", str(OPENDATA), "--out", str(out)]


def files_read(out: Path) -> list[Path]:
    said = run(["-c", WATCHED, *arguments(out)])
    found = [Path(name) for name in said.splitlines()[-1].split("\t") if Path(name).suffix in {".csv", ".json", ".gz"}]
    if not found:
        raise UnmeasurableError("Le constructeur n’a ouvert aucun fichier de données.")
    return found


def plain(path: Path, work: Path) -> Path:
    """Return the file itself, or an unpacked copy of it."""
    if path.suffix != ".gz":
        return path
    copy = work / path.stem
    with gzip.open(path) as packed, copy.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    return copy


def build(out: Path) -> None:
    out.unlink(missing_ok=True)
    run(["-m", "data_bundle.builder", *arguments(out)])


def insert(out: Path, files: list[str]) -> None:
    out.unlink(missing_ok=True)
    run(["tests/bench/inserer_brut.py", str(out), *files])


def run(command: list[str]) -> str:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnmeasurableError(f"La commande a échoué : {done.stderr.strip()[-300:]}")
    return done.stdout
