"""A language is « à relire » until a person signs it, and again as soon as its texts change."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.langues import LANGUES, relecture
from desktop.langues.catalogue import modeles
from desktop.langues.langue import Langue
from desktop.langues.relecture import a_relire, empreinte
from desktop.sheet.mention import mention

SIGNED = {"signe_le": "2026-11-30", "fonction": "professeure de lettres (fonction inventée)"}


def sign(monkeypatch: pytest.MonkeyPatch, **fields: str) -> None:
    monkeypatch.setattr(relecture, "signatures", lambda: {"en": {**SIGNED, **fields}})


def test_nobody_has_signed_yet_so_every_language_but_french_is_to_be_read_over() -> None:
    assert [one.code for one in LANGUES if not one.a_relire] == ["fr"]
    assert len(mention(Langue("en"))) == 1


def test_signing_takes_the_mention_off(monkeypatch: pytest.MonkeyPatch) -> None:
    sign(monkeypatch, empreinte=empreinte(modeles(), modeles("en")))
    assert not a_relire("en")
    assert mention(Langue("en")) == ()


@pytest.mark.parametrize("lacking", ["signe_le", "fonction", "empreinte"])
def test_a_signature_without_its_date_its_role_or_its_texts_is_none(
    lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(monkeypatch, **{"empreinte": empreinte(modeles(), modeles("en")), lacking: " "})
    assert a_relire("en")


def test_a_signature_is_void_once_a_translation_or_its_french_sentence_has_changed() -> None:
    source, cible = modeles(), modeles("en")
    signed = empreinte(source, cible)
    assert empreinte(source, {**cible, "mot.autres": "Others"}) != signed
    assert empreinte({**source, "mot.autres": "Le reste"}, cible) != signed
    assert empreinte(dict(reversed(source.items())), cible) == signed


def test_the_file_of_signatures_names_every_language_and_no_person(root: Path) -> None:
    assert set(relecture.signatures()) == {one.code for one in LANGUES if one.code != "fr"}
    for signed in relecture.signatures().values():
        assert set(signed) == {"signe_le", "fonction", "empreinte"}


def test_the_mention_is_said_in_french_and_in_the_language() -> None:
    [text] = mention(Langue("en"))
    words = "".join(span.words for span in text.spans)
    assert words == "Traduction à relire. Translation to be checked."
    assert mention(None) == ()
