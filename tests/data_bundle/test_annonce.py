"""The annonce: one writing, and nothing in it believed unread."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.annonce import (
    MAX_ANNONCE,
    TAILLE_MAX,
    Annonce,
    Delta,
    Paquet,
    Retrait,
    TropRecentError,
    decode,
    encode,
)

SHA = "0123456789abcdef" * 4
INVENTEE = Annonce(
    publication=3,
    id="2026-03-30-2a876423",
    construit_le="2026-03-30",
    schema="1.1",
    perimetre=("fr",),
    sqlite="3.40.1-01175f220167",
    regle="1-24fe0a1a0dba",
    taille_installe=28_000_000,
    sha256_installe=SHA,
    empreinte=SHA,
    lignes={"chiffre": 449_661, "meta": 9},
    paquet=Paquet("noyau-2026-03-30-2a876423.sqlite.xz", 3_900_000, 24_000_000, SHA),
    deltas=(Delta("delta-a-b.bsdiff", 280_000, SHA),),
    retraits=(Retrait("2026-02-01-00000000", "Les chiffres des apprentis étaient décalés d’une ligne."),),
    notes=("Les sortants de 2025 sont là\u00a0: dix-huit régions.",),
)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The made-up annonce with something in it changed, written as an annonce is."""
    content = json.loads(encode(INVENTEE))
    change(content)
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def test_what_is_written_is_read_back() -> None:
    assert decode(encode(INVENTEE)) == INVENTEE
    assert changed(lambda _: None) == encode(INVENTEE)


names = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,150}", fullmatch=True)
sizes = st.integers(1, TAILLE_MAX)
sha256 = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
sentences = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=80)


@given(
    st.builds(
        Annonce,
        publication=st.integers(1, 2**31),
        id=names,
        construit_le=st.dates().map(str),
        schema=st.just("1.1"),
        perimetre=st.lists(st.sampled_from(["fr", "53", "2A"]), min_size=1, max_size=3).map(tuple),
        sqlite=st.just("3.40.1"),
        regle=st.just("1-a"),
        taille_installe=sizes,
        sha256_installe=sha256,
        empreinte=sha256,
        lignes=st.dictionaries(st.from_regex(r"[a-z_]{1,20}", fullmatch=True), st.integers(0, 10**9), min_size=1),
        paquet=st.builds(Paquet, st.just("noyau.xz"), sizes, sizes, sha256),
        deltas=st.lists(st.builds(Delta, names, sizes, sha256), max_size=2, unique_by=lambda d: d.nom).map(tuple),
        retraits=st.just(()),
        notes=st.lists(sentences, max_size=3).map(tuple),
    ).filter(lambda a: {"noyau.xz", "instantane.json"}.isdisjoint(d.nom for d in a.deltas))
)
def test_any_annonce_is_read_back_as_it_was_written(annonce: Annonce) -> None:
    assert decode(encode(annonce)) == annonce


WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "no publication": lambda a: a.pop("publication"),
    "publication zero": lambda a: a.update(publication=0),
    "a publication that is true": lambda a: a.update(publication=True),
    "a publication with a fraction": lambda a: a.update(publication=1.0),
    "an unknown key": lambda a: a.update(surprise=1),
    "an id that climbs": lambda a: a.update(id="../../etc/passwd"),
    "an id with a capital": lambda a: a.update(id="A"),
    "an empty id": lambda a: a.update(id=""),
    "an endless id": lambda a: a.update(id="a" * 152),
    "digits of another script": lambda a: a.update(construit_le="٢٠٢٦-٠٣-٣٠"),
    "a day that is not one": lambda a: a.update(construit_le="2026-02-30"),
    "a schema without a minor": lambda a: a.update(schema="1"),
    "no region at all": lambda a: a.update(perimetre=[]),
    "regions that are a text": lambda a: a.update(perimetre="fr"),
    "a hash in capitals": lambda a: a.update(empreinte=SHA.upper()),
    "a short hash": lambda a: a.update(sha256_installe=SHA[:-1]),
    "no table": lambda a: a.update(lignes={}),
    "a table that injects": lambda a: a.update(lignes={"chiffre; DROP TABLE meta": 1}),
    "rows below zero": lambda a: a.update(lignes={"meta": -1}),
    "a huge noyau": lambda a: a["paquet"].update(taille_noyau=TAILLE_MAX + 1),
    "an endless number": lambda a: a["paquet"].update(taille=10**400),
    "a target in a folder": lambda a: a["paquet"].update(nom="a/b"),
    "a target above": lambda a: a["paquet"].update(nom=".."),
    "a target on another drive": lambda a: a["paquet"].update(nom="c:noyau"),
    "a target with a line break": lambda a: a["paquet"].update(nom="noyau\n"),
    "a target that is the annonce": lambda a: a["paquet"].update(nom="instantane.json"),
    "two deltas of one name": lambda a: a.update(deltas=a["deltas"] * 2),
    "a delta named as the paquet": lambda a: a["deltas"][0].update(nom=a["paquet"]["nom"]),
    "a delta that is a text": lambda a: a.update(deltas=["delta"]),
    "a withdrawal of itself": lambda a: a["retraits"][0].update(id=a["id"]),
    "a reason that is empty": lambda a: a["retraits"][0].update(raison=""),
    "a note on two lines": lambda a: a.update(notes=["un\ndeux"]),
    "a note that turns the text round": lambda a: a.update(notes=["sûr \u202e fichier"]),
    "an endless note": lambda a: a.update(notes=["a" * 1001]),
    "endless notes": lambda a: a.update(notes=["a"] * 201),
    "a format below": lambda a: a.update(format=0),
    "a format that is a text": lambda a: a.update(format="1"),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_an_annonce_with_something_wrong_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (any ValueError: the reader says one sentence for all)
        decode(changed(change))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        encode(INVENTEE) + b" ",
        encode(INVENTEE).replace(b"\n ", b"\n  "),
        encode(INVENTEE).replace(b'"id"', b'"id": "autre",\n "id"'),
        b" " * (MAX_ANNONCE + 1),
    ],
    ids=["empty", "not text", "a list", "nothing", "no key", "deep", "longer", "indented", "a key twice", "too long"],
)
def test_only_the_one_writing_of_an_annonce_is_read(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        decode(content)


def test_a_later_format_is_told_apart() -> None:
    with pytest.raises(TropRecentError):
        decode(changed(lambda a: a.update(format=2, nouveau="champ")))


@given(st.integers(0, len(encode(INVENTEE)) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_changes_what_is_read(place: int, bit: int) -> None:
    content = bytearray(encode(INVENTEE))
    content[place] ^= 1 << bit
    try:
        read = decode(bytes(content))
    except ValueError:
        return
    assert read != INVENTEE
    assert encode(read) == content
