"""The window of the frozen program, without a screen and on a real X server."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from tests.frozen.conftest import NO_NETWORK, Fige

needs_x = pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("import")), reason="Xvfb or import is absent")


def test_the_window_is_ready_without_a_screen(fige: Fige) -> None:
    fige.more |= {"QT_QPA_PLATFORM": "offscreen", "COTE_A_COTE_BANC": "1"}
    done = fige.run()
    assert (done.stdout, done.returncode) == (b"pret\n", 0), done.stderr.decode()


def test_without_any_screen_it_says_so(fige: Fige) -> None:
    done = fige.run()
    assert done.returncode == 2
    assert done.stderr.decode().startswith("Aucun écran ici")


@needs_x
def test_the_window_is_drawn_on_a_real_screen(fige: Fige, tmp_path: Path) -> None:
    picture = tmp_path / "fenetre.png"
    with _screen(tmp_path) as display:
        fige.more["DISPLAY"] = display
        opened = subprocess.Popen([*NO_NETWORK, str(fige.program)], env=fige.environment, stderr=subprocess.PIPE)
        try:
            colors = _wait_for_window(display, picture)
        finally:
            opened.terminate()
            told = opened.communicate(timeout=20)[1].decode()
    assert colors > 40, told


def _wait_for_window(display: str, picture: Path) -> int:
    """Return how many colours the screen shows, once it shows more than an empty one does or after ten seconds."""
    for _ in range(50):
        time.sleep(0.2)
        command = ["import", "-display", display, "-window", "root", str(picture)]
        if subprocess.run(command, capture_output=True).returncode == 0:
            with Image.open(picture) as image:
                colors = image.convert("RGB").getcolors(1_000_000) or []
            if len(colors) > 40:
                return len(colors)
    return 0


@contextmanager
def _screen(folder: Path) -> Iterator[str]:
    """Open an X server on a free display and give its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with (folder / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(command, pass_fds=[writing], stdout=log, stderr=log)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
