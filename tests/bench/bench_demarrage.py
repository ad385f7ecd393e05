"""Start: from the process to the first usable window, and the memory that it took, against an empty window.

With ``COTE_A_COTE_BANC=1`` the program prints ``pret`` once its first window is painted and the event loop is
idle, then quits.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from harness import ROOT, Row, UnmeasurableError

OURS = "main.py"
EMPTY = "tests/bench/fenetre_vide.py"
REFERENCE = "fenêtre PySide6 vide"


def rows(times: int) -> list[Row]:
    seconds: dict[str, list[float]] = {OURS: [], EMPTY: []}
    memory: dict[str, list[float]] = {OURS: [], EMPTY: []}
    with tempfile.TemporaryDirectory() as home:
        for turn in range(times + 1):
            for script in (OURS, EMPTY):
                took, peak = start(script, home)
                if turn:  # the first one fills the caches
                    seconds[script].append(took)
                    memory[script].append(peak)
    return [
        Row("demarrage", seconds[OURS], "s", REFERENCE, seconds[EMPTY], 1.5),
        Row("memoire_demarrage", memory[OURS], "Mo", REFERENCE, memory[EMPTY], 1.5),
    ]


def start(script: str, home: str) -> tuple[float, float]:
    """Start a script of ours with this Python and wait for its window."""
    return ready([sys.executable, script], home)


def ready(command: list[str], home: str) -> tuple[float, float]:
    """Return the seconds until the window is ready, and the largest resident memory of the process in MB."""
    environment = os.environ | {"COTE_A_COTE_BANC": "1", "HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    environment |= {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    said = process.stdout.readline().strip()
    took = time.perf_counter() - begin
    process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if said != "pret" or process.returncode:
        raise UnmeasurableError(f"{' '.join(command)} ne s’est pas ouvert (code {process.returncode}).")
    return took, used.ru_maxrss / 1024
