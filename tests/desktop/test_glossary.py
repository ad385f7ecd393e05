"""The glossary: every entry is short and typeset, every row has its word, and search finds it as people type."""

from __future__ import annotations

import re

import pytest

from desktop.glossary import LIGNES, entry, entry_of_row, glossary, search
from desktop.rubriques import _TITRES
from tests.desktop.test_french import APOSTROPHE, PLAIN_SPACE

FORBIDDEN = re.compile(r"\b(chances?|risques?|meilleur\w*|échecs?|recommandé\w*|chômage)\b", re.IGNORECASE)


def test_entries_are_short_typeset_and_neutral() -> None:
    assert len(glossary()) >= 30
    for one in glossary():
        said = f"{one.mot} {one.texte}"
        assert 40 <= len(one.texte) <= 320, one.cle
        assert one.texte.endswith("."), one.cle
        assert not APOSTROPHE.search(said), one.cle
        assert not PLAIN_SPACE.search(said), one.cle
        assert "!" not in said, one.cle
        assert not FORBIDDEN.search(said), one.cle
        assert max(len(s.split()) for s in re.split(r"[.:]", one.texte)) <= 30, one.cle


def test_every_entry_named_elsewhere_exists() -> None:
    keys = {one.cle for one in glossary()}
    assert {key for one in glossary() for key in one.voir} <= keys
    assert set(LIGNES.values()) <= keys
    assert entry("inventé") is None


@pytest.mark.parametrize("row", ["parts", "etablissement", "sortants", "attendu", "entree", "lieu", *_TITRES])
def test_every_row_opens_at_a_word_of_its_own(row: str) -> None:
    assert row in LIGNES
    assert entry(entry_of_row(row)) is not None


def test_a_row_without_a_word_opens_at_the_start() -> None:
    assert entry(entry_of_row("inventée")) is not None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("sortants", "sortants"),
        ("mediane", "salaire"),
        ("RUPTURE", "contrat-rompu"),
        ("départager", "departager"),
        ("mefstat11", "mef-cfd"),
        ("moins de 20", "sous-le-seuil"),
        ("plage", "fourchette"),
        ("seconde commune", "seconde-commune"),
        ("MC", "mention-complementaire"),
        ("CSA", "mention-complementaire"),
        ("1re année commune", "seconde-commune"),
        ("RNCP", "rncp"),
    ],
)
def test_a_word_is_found_as_people_type_it(typed: str, key: str) -> None:
    assert search(typed)[0].cle == key


def test_entries_say_what_the_panel_says() -> None:
    said = {one.cle: one.texte for one in glossary()}
    assert "semblables" in said["attendu"]
    assert "plus en formation scolaire ou en apprentissage" in said["sortants"]
    assert "nulle part" not in said["sortants"]
    assert "dernière année" in said["cumul"]
    assert "sortis" not in said["cumul"]
    assert "Une interruption est autre chose" in said["contrat-rompu"]
    assert "CSA" in said["mention-complementaire"]


def test_what_is_not_there_finds_nothing_and_nothing_typed_finds_all() -> None:
    assert search("xyzxyz") == ()
    assert search("  ") == glossary()
    assert search("🙂 '; DROP") == ()
