"""The folders of the installed data, their lock, and what is said when they can't be written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.errors import UpdateError, WriteError
from desktop.update.lock import only_one
from desktop.update.store import Store, is_full, no_room, remove, unwritable


def test_nothing_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    store = Store(tmp_path / "poste")
    assert not store.folder.exists()
    store.make()
    assert sorted(p.relative_to(store.folder).as_posix() for p in store.folder.rglob("*")) == [
        "instantanes", "maj", "maj/atelier", "maj/confiance",
    ]  # fmt: skip


def test_a_place_that_can_t_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "poste").write_bytes(b"un fichier")
    with pytest.raises(WriteError, match="en lecture seule") as refused:
        Store(tmp_path / "poste").make()
    assert refused.value.code == 5


def test_a_folder_without_the_right_to_write_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(WriteError, match="en lecture seule"):
        Store(tmp_path).make()


def test_a_full_disk_is_told_from_one_that_refuses(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert "Il manque de la place" in unwritable(store, OSError(errno.ENOSPC, "")).phrase
    assert "lecture seule" in unwritable(store, PermissionError(errno.EACCES, "")).phrase
    caused = ValueError("not one")
    caused.__cause__ = OSError(errno.ENOSPC, "")
    assert is_full(caused)
    assert not is_full(ValueError())


def test_the_room_that_is_missing_is_said_in_megabytes() -> None:
    assert no_room(85_400_000).phrase == (
        "Il manque de la place\u00a0: il faut environ 86\u00a0Mo libres là où sont rangées les données. "
        "Libérez de la place, puis recommencez. Les données installées n’ont pas changé."
    )
    assert no_room().phrase.startswith("Il manque de la place là où sont rangées les données. ")


def test_one_update_at_a_time(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with only_one(store), pytest.raises(UpdateError, match="met déjà ces données à jour") as refused, only_one(store):
        pass
    assert refused.value.code == 6
    with only_one(store):
        pass
    assert not store.verrou.exists()


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from desktop.update.store import Store;"
        "from desktop.update.lock import only_one\n"
        f"with only_one(Store(Path({str(tmp_path)!r}))): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert Store(tmp_path).verrou.exists()
    with only_one(Store(tmp_path)):
        pass


def test_a_file_that_can_t_go_now_goes_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ouvert"
    path.write_bytes(b"x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        remove(path)
    assert path.exists()
    remove(path)
    remove(path)
    assert not path.exists()
