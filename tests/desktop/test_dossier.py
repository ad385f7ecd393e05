"""A dossier as bytes and as words: strict reading, anonymous by its shape, a name that only a date makes."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.dossier import (
    MAX_BYTES,
    DamagedDossierError,
    Dossier,
    NewerDossierError,
    decode,
    encode,
    label,
    nom,
    too_old,
)

REFS = ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53#2022_2023", "parcoursup:12345@fr")
ONE = Dossier("2026-03-12T14:05", REFS, "region", "extrait-53-04.2026-11-22")
HELD = json.loads(encode(ONE))


def test_what_is_written_is_what_is_read() -> None:
    assert decode(encode(ONE)) == ONE
    assert decode(encode(Dossier("1970-01-01T00:00", (), None, ""))).references == ()


def test_a_dossier_has_no_room_for_a_person_a_commune_or_a_note() -> None:
    assert [field.name for field in fields(Dossier)] == ["date", "references", "niveau", "instantane"]
    assert set(HELD) == {"format", "date", "references", "niveau", "instantane"}


@pytest.mark.parametrize(
    "change",
    [
        {"nom": "inventé"},
        {"commune": "35085"},
        {"format": True},
        {"format": 0},
        {"format": "1"},
        {"date": "hier"},
        {"date": "2026-02-30T10:00"},
        {"date": "2026-03-12T14:05:00"},
        {"date": 12},
        {"references": "cfd:50022146@reg:53"},
        {"references": [12]},
        {"references": ["élève inventé"]},
        {"references": ["CFD:50022146@reg:53"]},
        {"references": ["cfd:50022146@reg:53", "cfd:50022146@reg:53"]},
        {"references": [f"cfd:{number:08}@reg:53" for number in range(10_000)]},
        {"references": ["cfd:50022146@reg:53\u0000"]},
        {"niveau": "un mot libre"},
        {"niveau": ["region"]},
        {"niveau": 3},
        {"instantane": "pour une personne"},
        {"instantane": None},
    ],
)
def test_a_file_edited_by_hand_is_not_ours(change: dict[str, object]) -> None:
    with pytest.raises(DamagedDossierError):
        decode(json.dumps(HELD | change).encode())


@pytest.mark.parametrize("missing", sorted(HELD))
def test_a_file_that_lacks_a_key_is_not_ours(missing: str) -> None:
    with pytest.raises(DamagedDossierError):
        decode(json.dumps({key: value for key, value in HELD.items() if key != missing}).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 400,
        b"[" * 60_000,
        b"{",
        b"null",
        b"[1, 2]",
        b'{"format": 1e999}',
        b'{"format": ' + b"9" * 5000 + b"}",
        b"\xff\xfe\x00\xd8",
        b" " * (MAX_BYTES + 1) + encode(ONE),
        encode(ONE)[:-20],
        encode(ONE).replace(b"2026", "２０２６".encode()),
    ],
)
def test_bytes_that_are_no_dossier_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(DamagedDossierError, match="n’a pas pu être lu"):
        decode(content)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "latin-1"])
def test_another_encoding_of_the_same_text_is_read(encoding: str) -> None:
    assert decode(encode(ONE).decode().encode(encoding)) == ONE


def test_a_newer_version_is_refused_in_other_words() -> None:
    with pytest.raises(NewerDossierError, match="plus récente"):
        decode(json.dumps({"format": 2, "autre": "chose"}).encode())


@given(st.binary(max_size=300))
def test_no_bytes_make_it_crash(content: bytes) -> None:
    with pytest.raises((DamagedDossierError, NewerDossierError)):
        decode(content)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from(sorted(HELD)), json_values))
def test_no_value_makes_it_crash(change: dict[str, object]) -> None:
    try:
        found = decode(json.dumps(HELD | change).encode())
    except (DamagedDossierError, NewerDossierError):
        return
    assert decode(encode(found)) == found


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-03-12T14:05", "dossier du 12\u00a0mars, 14\u00a0h\u00a005"),
        ("2026-08-01T09:30", "dossier du 1er\u00a0août, 9\u00a0h\u00a030"),
        ("2025-12-31T00:00", "dossier du 31\u00a0décembre\u00a02025, 0\u00a0h\u00a000"),
        ("1970-01-01T00:04", "dossier nº\u00a07, sans date (l’horloge n’était pas à l’heure)"),
    ],
)
def test_the_name_is_the_date_in_words(when: str, said: str) -> None:
    assert nom(7, when, date(2026, 11, 22)) == said


def test_two_dossiers_of_a_minute_are_told_apart() -> None:
    assert nom(8, "2026-03-12T14:05", date(2026, 3, 12), 2).endswith("14\u00a0h\u00a005 (2)")


def test_the_label_is_local_time_to_the_minute() -> None:
    assert label(datetime(2026, 3, 12, 14, 5, 59)) == "2026-03-12T14:05"


NOW = datetime(2026, 11, 22, 10, 0)


def ago(days: int) -> str:
    return label(NOW - timedelta(days=days))


def test_only_what_is_more_than_thirty_days_old_is_too_old() -> None:
    assert too_old([ago(0), ago(30), ago(31), ago(200)], NOW, 30) == {ago(31), ago(200)}
    assert too_old([], NOW, 30) == set()


@pytest.mark.parametrize("clock", [datetime(1970, 1, 1), NOW - timedelta(days=90), datetime(2099, 1, 1)])
def test_a_clock_that_went_back_or_jumped_makes_nothing_too_old(clock: datetime) -> None:
    assert too_old([ago(0), ago(60)], clock, 30) == set()


def test_a_dossier_dated_by_a_clock_that_was_never_set_is_not_too_old() -> None:
    assert too_old([ago(0), "1970-01-01T00:04"], NOW, 30) == set()
