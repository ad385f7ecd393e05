"""Reading the index: once, late, in any thread; a file that can't be read lets its error out."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from desktop.catalogue import Catalogue
from desktop.errors import SnapshotError
from desktop.search import Recherche
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente


def test_another_thread_may_read_it_and_it_is_read_once(extrait: Path) -> None:
    recherche = Recherche(Catalogue(open_snapshot(extrait)))
    failed: list[BaseException] = []

    def load() -> None:
        try:
            recherche.charger()
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    read = recherche._charge
    assert recherche.chercher("cap cuisine").total
    assert recherche._charge is read is not None


def test_a_damaged_file_lets_the_error_of_sqlite_out(extrait: Path, tmp_path: Path) -> None:
    copy = tmp_path / "abîmé.sqlite"
    copy.write_bytes(extrait.read_bytes())
    recherche = Recherche(Catalogue(open_snapshot(copy)))
    content = bytearray(copy.read_bytes())
    content[50 * 4096 :] = bytes(len(content) - 50 * 4096)
    copy.write_bytes(content)
    with pytest.raises(sqlite3.DatabaseError):
        recherche.chercher("cuisine")


def test_another_file_in_its_place_is_refused(invente: Invente, extrait: Path) -> None:
    invente.formation("90000000001", "CAP Inventé")
    catalogue = invente.open()
    invente.path.write_bytes(extrait.read_bytes())
    with pytest.raises(SnapshotError):
        Recherche(catalogue).chercher("inventé")


def test_neither_rapidfuzz_nor_the_usual_names_are_read_before_they_are_needed(extrait: Path, root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.catalogue import Catalogue;"
        " from desktop.search import Recherche;"
        f" from desktop.snapshot import open_snapshot; r = Recherche(Catalogue(open_snapshot(Path({str(extrait)!r}))));"
        " print('rapidfuzz' in sys.modules); r.chercher('cuisine'); print('rapidfuzz' in sys.modules);"
        " r.chercher('cuisinne'); print('rapidfuzz' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]
