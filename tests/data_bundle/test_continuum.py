"""Reuse of the figures of another version of a diploma (DOMAIN.md §5.1; golden cases G07 to G11, G13, T13, T14)."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder.continuum import Copy, MefKey, copies, edges, links, mef_links, one_to_one

CODES = st.sampled_from("abcdefgh")
NAMED = st.dictionaries(CODES, st.lists(CODES, max_size=3), max_size=8)


def test_a_link_said_by_one_side_only_is_a_link() -> None:
    assert links({}, {"50023429": ["50023436"]}) == {"50023429": "50023436"}
    assert links({"50023436": ["50023429"]}, {}) == {"50023429": "50023436"}


def test_a_diploma_that_names_itself_is_not_its_own_ancestor() -> None:
    assert links({"50022426": ["50022426"]}, {"50022426": ["50022426"]}) == {}


def test_a_self_reference_does_not_hide_the_real_successor() -> None:
    assert links({}, {"a": ["a", "b"]}) == {"a": "b"}


def test_a_merge_gives_no_link() -> None:
    assert links({"40033007": ["40033003", "40033004"]}, {}) == {}


def test_a_split_gives_no_link() -> None:
    assert links({}, {"a": ["b", "c"]}) == {}


def test_two_ancestors_of_which_each_side_names_one_give_no_link() -> None:
    assert links({"40030001": ["40031402"]}, {"40032402": ["40030001"]}) == {}


@given(NAMED, NAMED)
def test_every_code_has_at_most_one_older_and_one_newer_version(
    anciens: dict[str, list[str]], nouveaux: dict[str, list[str]]
) -> None:
    found = links(anciens, nouveaux)
    assert len(set(found.values())) == len(found)
    assert all(old != new for old, new in found.items())
    assert set(found.items()) <= edges(anciens, nouveaux)


@given(NAMED)
def test_both_columns_say_the_same_thing(nouveaux: dict[str, list[str]]) -> None:
    anciens: dict[str, list[str]] = {}
    for code, news in nouveaux.items():
        for new in news:
            anciens.setdefault(new, []).append(code)
    assert links(anciens, {}) == links({}, nouveaux) == links(anciens, nouveaux)


def test_one_mef_on_each_side_is_linked_as_it_stands() -> None:
    mefs = [MefKey("23910022001", "01022001", "253"), MefKey("23K00022001", "46122001", "25B")]
    assert mef_links({"01022001": "46122001"}, mefs) == {"23910022001": "23K00022001"}


def test_several_mefs_are_linked_by_dispositif_and_year() -> None:
    old = [MefKey(f"238{y}0030001", "40030001", "247") for y in (1, 2, 3)]
    new = [MefKey(f"238{y}0030004", "40030004", "247") for y in (2, 3)]
    assert mef_links({"40030001": "40030004"}, old + new) == {
        "23820030001": "23820030004",
        "23830030001": "23830030004",
    }


def test_several_cycles_of_a_diploma_do_not_cross() -> None:
    old = [MefKey("23110022106", "50022106", "240"), MefKey("23220022106", "50022106", "241")]
    new = [MefKey("23110022137", "50022137", "240"), MefKey("23220022137", "50022137", "241")]
    assert mef_links({"50022106": "50022137"}, old + new) == {
        "23110022106": "23110022137",
        "23220022106": "23220022137",
    }


def test_another_dispositif_is_another_formation() -> None:
    old = [MefKey("23110000001", "a", "240"), MefKey("23220000001", "a", "241")]
    new = [MefKey("23110000002", "b", "276"), MefKey("23220000002", "b", "241")]
    assert mef_links({"a": "b"}, old + new) == {"23220000001": "23220000002"}


def test_several_candidates_give_no_link() -> None:
    old = [MefKey("23110000001", "a", "240")]
    new = [MefKey("23110000002", "b", "240"), MefKey("23111000002", "b", "240")]
    assert mef_links({"a": "b"}, old + new) == {}
    assert mef_links({"b": "a"}, old + new) == {}


def test_the_same_mef_seen_twice_counts_once() -> None:
    mefs = [MefKey("x", "a", "240"), MefKey("x", "a", "276"), MefKey("y", "b", "240")]
    assert mef_links({"a": "b"}, mefs) == {"x": "y"}


def test_the_newer_version_without_a_row_takes_the_figures_of_the_older_one() -> None:
    found = copies({"23830030001"}, {"23830030001": "23830030004"})
    assert found == [Copy("23830030004", "23830030001", "ancienne")]


def test_two_versions_alive_keep_their_own_rows() -> None:
    assert copies({"23830030001", "23830030004"}, {"23830030001": "23830030004"}) == []


def test_both_ends_of_a_chain_take_the_figures_of_the_middle() -> None:
    succ = {"50023107": "50023116", "50023116": "50023119", "50023119": "50023124"}
    assert copies({"50023119"}, succ) == [
        Copy("50023116", "50023119", "nouvelle"),
        Copy("50023107", "50023119", "nouvelle"),
        Copy("50023124", "50023119", "ancienne"),
    ]


def test_between_two_versions_with_a_row_the_newer_one_speaks() -> None:
    assert copies({"a", "c"}, {"a": "b", "b": "c"}) == [Copy("b", "c", "nouvelle")]


def test_a_walk_stops_at_the_first_row() -> None:
    assert copies({"a", "b"}, {"a": "b", "b": "c"}) == [Copy("c", "b", "ancienne")]


def test_a_circle_ends() -> None:
    assert copies({"a"}, {"a": "b", "b": "a"}) == [Copy("b", "a", "nouvelle")]


@given(st.sets(CODES, min_size=1), NAMED)
def test_copies_start_from_own_rows_and_cover_none(own: set[str], nouveaux: dict[str, list[str]]) -> None:
    succ = links({}, nouveaux)
    found = copies(own, succ)
    written = [copy.code for copy in found]
    assert len(written) == len(set(written))
    assert not own & set(written)
    assert {copy.code_origine for copy in found} <= own
    linked = own | set(written)
    assert all((old in linked) == (new in linked) for old, new in succ.items())


def _table(path: Path, encoding: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode(encoding)), delimiter=";"))


@pytest.fixture(scope="module")
def columns(opendata: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    rows = _table(opendata / "bcn" / "N_FORMATION_DIPLOME.csv.gz", "cp1252")

    def named(prefix: str) -> dict[str, list[str]]:
        return {r["FORMATION_DIPLOME"]: [c for i in range(1, 8) if (c := r[f"{prefix}_{i}"])] for r in rows}

    return named("ANCIEN_DIPLOME"), named("NOUVEAU_DIPLOME")


@pytest.mark.donnees
def test_the_file_facts_hold(columns: tuple[dict[str, list[str]], dict[str, list[str]]]) -> None:
    anciens, nouveaux = columns
    every, by_old, by_new = edges(anciens, nouveaux), edges(anciens, {}), edges({}, nouveaux)
    assert (len(every), len(by_old - by_new), len(by_new - by_old)) == (1532, 102, 110)
    assert len(links(anciens, nouveaux)) == len(one_to_one(every)) == 856
    assert sum(n > 1 for n in Counter(new for _, new in every).values()) == 185
    assert sum(n > 1 for n in Counter(old for old, _ in every).values()) == 127
    selves = {c for named in columns for c, others in named.items() if c in others}
    assert len(selves) == 3
    assert "50022426" in selves


@pytest.mark.donnees
def test_the_golden_links_hold(columns: tuple[dict[str, list[str]], dict[str, list[str]]], opendata: Path) -> None:
    found = links(*columns)
    assert found["50023429"] == "50023436"
    assert found["50023119"] == "50023124"
    assert found["50023116"] == "50023119"
    assert {"40033003", "40033004", "40031402", "40032402"}.isdisjoint(found)
    assert {"40030001", "40033007"}.isdisjoint(found.values())
    mefs = [
        MefKey(r["MEF_STAT_11"], r["FORMATION_DIPLOME"], r["DISPOSITIF_FORMATION"])
        for r in _table(opendata / "bcn" / "N_MEF.csv.gz", "utf-8-sig")
    ]
    by_mef = mef_links(found, mefs)
    assert by_mef["23830030001"] == "23830030004"
    assert len(set(by_mef.values())) == len(by_mef) > 2000
