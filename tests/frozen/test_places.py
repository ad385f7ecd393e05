"""Where the frozen program writes: its own folder with ``portable.txt``, the home without, nowhere on a locked key."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.frozen.conftest import NO_NETWORK, Fige

WINDOW = {"QT_QPA_PLATFORM": "offscreen", "COTE_A_COTE_BANC": "1"}


def _files(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_with_portable_txt_nothing_is_written_outside_the_folder(copie: Fige) -> None:
    (copie.folder / "portable.txt").touch()
    before = _files(copie.folder)
    copie.more |= WINDOW
    assert copie.run().returncode == 0
    assert copie.run("fiche", "cfd:50022139@reg:53", "--json").returncode == 0
    assert copie.written() == set()
    after = _files(copie.folder)
    assert {name for name in after if not name.startswith("donnees/")} == before.keys()
    assert all(after[name] == before[name] for name in before)


def test_without_it_the_folder_of_the_program_stays_as_it_is(copie: Fige) -> None:
    (copie.folder / "portable.txt").unlink(missing_ok=True)
    before = _files(copie.folder)
    copie.more |= WINDOW
    assert copie.run().returncode == 0
    assert copie.run("fiche", "cfd:50022139@reg:53", "--json").returncode == 0
    assert _files(copie.folder) == before


@pytest.mark.parametrize(
    "asked", [(), ("controle",), ("chercher", "boulanger")], ids=["window", "controle", "chercher"]
)
def test_a_key_that_can_only_be_read_works(copie: Fige, asked: tuple[str, ...]) -> None:
    (copie.folder / "portable.txt").touch()
    copie.more |= WINDOW
    locked = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    command = [*NO_NETWORK, "-m", "sh", "-c", locked, "sh", str(copie.folder), str(copie.program), *asked]
    done = subprocess.run(command, env=copie.environment, capture_output=True, timeout=120)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    assert copie.written() == set()


def test_the_folder_may_have_a_name_with_spaces_and_accents(copie: Fige) -> None:
    copie.folder = copie.folder.rename(copie.folder.with_name("Clé à moi (2)"))
    done = copie.run("comparer", "cfd:50022139@reg:53", "mefstat11:23220022139@reg:53", "--pdf", copie.home / "f.pdf")
    assert done.returncode == 0, done.stderr.decode()
