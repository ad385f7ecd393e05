"""docs/sources.md: one row a source, whole, with the licence that sources.toml gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data_bundle.builder.sources import load

HEADS = ["Source", "Ce qu’elle répond", "Qui est compté", "Depuis quand", "Quand elle change", "Licence"]


@pytest.fixture(scope="module")
def lignes(root: Path) -> list[list[str]]:
    """The cells of the table, row by row, the heads first."""
    text = (root / "docs" / "sources.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_every_source_has_one_row_and_no_row_speaks_of_another(lignes: list[list[str]]) -> None:
    assert lignes[0] == HEADS
    named = [match[1] for row in lignes[1:] if (match := re.fullmatch(r"`([^`]+)`", row[0]))]
    assert sorted(named) == sorted(source.code for source in load().sources)


def test_every_cell_says_something(lignes: list[list[str]]) -> None:
    assert len(lignes) > 20
    assert [row for row in lignes if len(row) != len(HEADS) or not all(row)] == []


def test_the_licence_is_that_of_sources_toml(lignes: list[list[str]]) -> None:
    written = {row[0].strip("`"): row[5].replace("\u00a0", " ") for row in lignes}
    assert {s.code: s.licence.replace("\u00a0", " ") for s in load().sources}.items() <= written.items()


def test_onisep_stands_apart_under_its_own_licence(lignes: list[list[str]]) -> None:
    [row] = [row for row in lignes if "onisep" in row[0]]
    assert "fichier à part" in row[0]
    assert row[5].startswith("ODbL")


def test_the_page_is_typeset_in_french(root: Path) -> None:
    text = (root / "docs" / "sources.md").read_text(encoding="utf-8")
    prose = re.sub(r"`[^`]*`", "", text)
    assert re.findall(r"\S [:;?!%»]|« (?!\u00a0)|\w'\w", prose) == []
