"""Opening a snapshot: what is wrong with the file is said in one sentence, with exit code 4."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from data_bundle import SCHEMA_MAJOR, USER_VERSION
from desktop.errors import SnapshotError
from desktop.snapshot import integrity, open_snapshot
from tests.desktop.inventes import Invente


def sentence(path: Path) -> str:
    with pytest.raises(SnapshotError) as error:
        open_snapshot(path).close()
    assert error.value.code == 4
    assert error.value.phrase.endswith(".")
    return error.value.phrase


def pragma(path: Path, text: str) -> None:
    db = sqlite3.connect(path)
    db.execute(text)
    db.commit()
    db.close()


def test_a_whole_one_opens_and_passes_the_long_check(invente: Invente) -> None:
    snapshot = open_snapshot(invente.write())
    integrity(snapshot)
    assert (snapshot.id, snapshot.construit_le, snapshot.est_extrait) == ("invente-1", "2026-01-02", False)


def test_a_missing_one_is_said_so(tmp_path: Path) -> None:
    assert "introuvable" in sentence(tmp_path / "rien.sqlite")


def test_an_empty_one_and_a_few_bytes_are_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "vide.sqlite"
    path.write_bytes(b"")
    assert "incomplet" in sentence(path)
    path.write_bytes(b"SQLite format 3\x00court")
    assert "incomplet" in sentence(path)


def test_a_folder_can_t_be_read(tmp_path: Path) -> None:
    assert "ne peut pas être lu" in sentence(tmp_path)


@pytest.mark.parametrize("cut", [1, 4096, 40_000])
def test_a_truncated_one_is_incomplete(invente: Invente, cut: int) -> None:
    path = invente.write()
    path.write_bytes(path.read_bytes()[:-cut])
    assert "incomplet" in sentence(path)


def test_a_half_written_one_with_its_journal_is_incomplete(invente: Invente) -> None:
    path = invente.write()
    Path(f"{path}-journal").write_bytes(b"x")
    assert "incomplet" in sentence(path)


def test_a_foreign_file_and_a_foreign_database_are_not_ours(tmp_path: Path, invente: Invente) -> None:
    text = tmp_path / "lettre.sqlite"
    text.write_text("Bonjour " * 100, encoding="utf-8")
    assert "n’est pas un fichier de données" in sentence(text)
    path = invente.write()
    pragma(path, "PRAGMA application_id = 7")
    assert "n’est pas un fichier de données" in sentence(path)


def test_a_newer_major_is_refused_and_a_newer_minor_is_read(invente: Invente) -> None:
    path = invente.write()
    pragma(path, f"PRAGMA user_version = {USER_VERSION + 1}")
    open_snapshot(path).close()
    pragma(path, f"PRAGMA user_version = {(SCHEMA_MAJOR + 1) * 1000}")
    assert "version plus récente" in sentence(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipe on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau")
    assert "n’est pas un fichier de données" in sentence(tmp_path / "tuyau")


def test_one_without_a_day_is_damaged(invente: Invente) -> None:
    path = invente.write()
    pragma(path, "UPDATE meta SET valeur = 'hier' WHERE cle = 'construit_le'")
    assert "abîmé" in sentence(path)


def test_scrambled_pages_are_damaged_not_a_traceback(invente: Invente) -> None:
    path = invente.write()
    content = bytearray(path.read_bytes())
    content[100:] = b"\x5a" * (len(content) - 100)
    path.write_bytes(bytes(content))
    assert "abîmé" in sentence(path)


def test_a_row_without_its_parent_fails_the_long_check(invente: Invente) -> None:
    invente.mesure(77, "reg:90", "2022_2023", {"part_poursuite": (50, 100, 50)})
    snapshot = open_snapshot(invente.write())
    with pytest.raises(SnapshotError):
        integrity(snapshot)


@pytest.mark.parametrize("name", ["a#b.sqlite", "a?b.sqlite", "a b%20é.sqlite"])
def test_a_name_with_odd_characters_opens_read_only(invente: Invente, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    invente.write().rename(path)
    snapshot = open_snapshot(path)
    with pytest.raises(sqlite3.OperationalError):
        snapshot.connection.execute("DELETE FROM meta")
    assert sorted(p.name for p in tmp_path.glob("*.sqlite*")) == [name]


def test_one_changed_digit_in_a_sound_file_fails_the_long_check(extrait: Path, tmp_path: Path) -> None:
    path = tmp_path / "touche.sqlite"
    path.write_bytes(extrait.read_bytes())
    integrity(open_snapshot(path))
    pragma(path, "UPDATE chiffre SET valeur = valeur + 1 WHERE valeur BETWEEN 40 AND 50 AND ligne % 97 = 0")
    snapshot = open_snapshot(path)
    with pytest.raises(SnapshotError):
        integrity(snapshot)
