"""The files of translations: whole in every language, and what is wrong with them is said."""

from __future__ import annotations

import re

import pytest

from desktop.langues import LANGUES, langage
from desktop.langues.__main__ import main
from desktop.langues.catalogue import ecarts, modeles, traductions
from desktop.langues.champs import CHAMP

CODES = [one.code for one in LANGUES if one.code != "fr"]
NEVER = {
    "en": r"\b(?:chances?|risks?|best|fail\w*|recommend\w*|unemploy\w*|sorry)\b",
    "pt": r"\b(?:sorte|riscos?|melhor(?:es)?|fracass\w*|recomend\w*|desempreg\w*)\b",
    "tr": r"\b(?:şans\w*|risk\w*|en iyi|başarısız\w*|işsiz\w*)\b",
    "uk": r"\b(?:шанс\w*|ризик\w*|найкращ\w*|провал\w*|безробіт\w*)\b",
    "ar": r"(?:الحظ|مخاطر|الأفضل|البطالة)",
}
"""Words that the sheet never uses, in any language (DOMAIN.md §6.5)."""


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_of_the_sheet_is_said_in_the_language(code: str) -> None:
    assert ecarts(modeles(), modeles(code)) == {}
    assert len(modeles(code)) > 400


@pytest.mark.parametrize("code", CODES)
def test_no_translation_judges_or_promises(code: str) -> None:
    said = {cle: words for cle, words in modeles(code).items() if re.search(NEVER[code], words, re.IGNORECASE)}
    assert said == {}


@pytest.mark.parametrize(
    ("code", "word"), [("en", "situation"), ("pt", "situaç"), ("tr", "durum"), ("uk", "ситуаці"), ("ar", "وضع")]
)
def test_another_situation_is_never_something_that_one_did(code: str, word: str) -> None:
    said = {cle: modeles(code)[cle] for cle, here in modeles().items() if "autre situation" in here and "{n}" in here}
    assert len(said) >= 4
    assert [cle for cle, words in said.items() if word not in words] == []


@pytest.mark.parametrize("code", CODES)
def test_names_and_sigles_stay_french(code: str) -> None:
    source = modeles()
    kept = ("Affelnet", "Parcoursup", "InserJeunes", "InserSup", "ROME", "Côte à Côte")
    lost = [
        (cle, name)
        for cle, words in modeles(code).items()
        for name in kept
        if cle in source and name in source[cle] and name not in words
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("{n} sortants", "", "manque"),
        ("{n} sortants", "leavers", "champs différents"),
        ("{n} sortants", "{n} leavers {nom}", "champs différents"),
        ("{n} sortants", "{m} leavers", "champs différents"),
        ("{n} sortants", "{n leavers", "champs différents"),
        ("**Net** : oui", "Clear: yes", "gras différent"),
        ("{n} fois sur 10", "{n} times", "nombres différents"),
        ("avant 2022", "before 2021", "nombres différents"),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(here: str, there: str, said: str) -> None:
    assert ecarts({"a.b": here}, {"a.b": there}) == {"a.b": said}


def test_first_wish_may_be_said_without_a_digit_and_an_unknown_key_is_not_kept() -> None:
    assert ecarts({"a.b": "en 1er vœu"}, {"a.b": "as first choice"}) == {}
    assert ecarts({}, {"a.b": "x"}) == {"a.b": "n’existe pas en français"}


def test_french_sentences_have_known_fields_and_differ_from_one_another() -> None:
    said: dict[str, str] = {}
    for cle, words in modeles().items():
        if cle.partition(".")[0] in ("mois", "mois_seul"):
            continue
        same = said.setdefault(CHAMP.sub("{}", words), cle)
        assert same == cle, f"{cle} says what {same} says"


def test_a_language_lacking_a_sentence_keeps_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.langues import catalogue

    whole = dict(modeles("en"))
    del whole["mot.travaillent"]
    whole["mot.etudient"] = "{n}"
    monkeypatch.setattr(catalogue, "modeles", lambda code="fr": whole if code == "en" else modeles(code))
    traductions.cache_clear()
    kept = traductions("en")
    traductions.cache_clear()
    assert "mot.travaillent" not in kept
    assert "mot.etudient" not in kept
    assert kept["mot.autres"] == "Other"


def test_translators_are_told_whether_their_file_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["en"]) == 0
    assert "complet" in capsys.readouterr().out


def test_the_languages_are_those_of_the_issue_and_say_whether_they_run_from_the_right() -> None:
    assert [one.code for one in LANGUES] == ["fr", "en", "ar", "uk", "tr", "pt"]
    assert [one.code for one in LANGUES if one.rtl] == ["ar"]
    assert langage("uk").nom == "українська"
    with pytest.raises(KeyError):
        langage("xx")
