"""The repository that ships for the self-check: sound, small, trusted by nothing else, good for a hundred years."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from data_bundle import search_words
from data_bundle.builder.check import check
from data_bundle.builder.publish.controle import cut, make
from tests.data_bundle.publish.conftest import Reader


@pytest.fixture(scope="session")
def shipped(root_folder: Path) -> Path:
    return root_folder / "resources" / "controle"


@pytest.fixture(scope="session")
def root_folder() -> Path:
    return Path(__file__).resolve().parents[3]


def test_what_ships_is_read_and_is_cut_from_the_embedded_extract(
    shipped: Path, extrait: Path, tmp_path: Path, read: Reader
) -> None:
    annonce = read(shipped / "depot", (shipped / "racine.json").read_bytes())
    with closing(sqlite3.connect(cut(extrait, tmp_path / "petit"))) as db:
        [identity] = db.execute("SELECT valeur FROM meta WHERE cle = 'id'").fetchone()
    assert annonce.id == identity
    assert identity.startswith("controle-")
    assert annonce.regle == search_words.regle(), "python -m data_bundle.builder depot-controle"


def test_it_is_small_and_good_until_2126(shipped: Path) -> None:
    size = sum(path.stat().st_size for path in shipped.rglob("*") if path.is_file())
    assert size < 80_000
    metadata = shipped / "depot" / "metadata"
    for name, kind in (
        ("1.root", Root),
        ("1.targets", Targets),
        ("1.snapshot", Snapshot),
        ("timestamp", Timestamp),
    ):
        signed = Metadata.from_file(str(metadata / f"{name}.json")).signed
        assert isinstance(signed, kind)
        assert signed.expires == datetime(2126, 1, 1, tzinfo=UTC)


def test_nobody_has_its_keys(shipped: Path) -> None:
    content = b"".join(path.read_bytes() for path in shipped.rglob("*") if path.is_file())
    assert b"PRIVATE" not in content
    assert not list(shipped.rglob("*.pem"))


def test_no_private_key_is_in_the_history_of_the_program(root_folder: Path) -> None:
    if not (root_folder / ".git").exists():
        pytest.skip("not a checkout")
    known = subprocess.run(["git", "ls-files"], cwd=root_folder, capture_output=True, text=True, check=True).stdout
    assert "README.md" in known
    assert not [name for name in known.splitlines() if name.endswith((".pem", ".key"))]


def test_its_snapshot_passes_every_check_and_has_rows_in_every_table(extrait: Path, tmp_path: Path) -> None:
    small = cut(extrait, tmp_path / "petit")
    check(small)
    with closing(sqlite3.connect(small)) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table
        assert db.execute("SELECT count(DISTINCT formation) FROM mesure WHERE origine = 'propre'").fetchone()[0] >= 2


def test_it_can_be_made_again_with_other_keys(extrait: Path, tmp_path: Path, read: Reader) -> None:
    roots = set()
    for _ in range(2):
        made = make(tmp_path / "controle", extrait)
        roots.add((tmp_path / "controle" / "racine.json").read_bytes())
    assert len(roots) == 2
    assert (
        read(tmp_path / "controle" / "depot", roots.pop() and (tmp_path / "controle" / "racine.json").read_bytes())
        == made
    )
