"""The list of licences of the frozen program: read where it stands, silent where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import licences
from desktop.licences import LIST, licences_folder, parts
from desktop.snapshot import open_snapshot
from ui.help import about

LISTED = """Côte à Côte 0.1 : de quoi il est fait

Partie inventée 1.2
    licence MIT, dossier partie-inventee
Autre partie inventée 3
    licence BSD-3-Clause AND Apache-2.0, dossier autre
"""


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up program folder with a list of licences."""
    folder = tmp_path / "licences"
    folder.mkdir()
    (folder / LIST).write_text(LISTED, encoding="utf-8")
    monkeypatch.setattr(licences, "program_folder", lambda: tmp_path)
    return folder


def test_each_part_is_listed_with_its_licence(frozen: Path) -> None:
    assert licences_folder() == frozen
    assert parts(frozen) == (
        ("Partie inventée 1.2", "MIT"),
        ("Autre partie inventée 3", "BSD-3-Clause AND Apache-2.0"),
    )


def test_a_list_that_cannot_be_read_is_empty(frozen: Path) -> None:
    (frozen / LIST).write_bytes(b"\xff\xfe\x00")
    assert parts(frozen) == ()
    (frozen / LIST).unlink()
    assert (licences_folder(), parts(frozen)) == (None, ())


def test_about_says_where_the_licences_are(frozen: Path, extrait: Path) -> None:
    (_, _), (title, lines) = about(open_snapshot(extrait))
    assert "licences" in title
    assert str(frozen) in lines[0][1]
    assert [term for term, _ in lines[1:]] == ["Partie inventée 1.2", "Autre partie inventée 3"]


def test_a_checkout_lists_nothing(extrait: Path) -> None:
    assert len(about(open_snapshot(extrait))) == 1
