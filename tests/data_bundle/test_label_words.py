"""Accents and case given back word by word, never guessed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder.labels.titles import intitule_of
from data_bundle.builder.labels.words import Restored, Vocabulary
from data_bundle.folding import fold, words
from tests.data_bundle.textes import TEXTS


def test_an_ambiguous_word_is_settled_by_its_neighbours() -> None:
    vocabulary = Vocabulary(TEXTS)
    assert vocabulary.restore("DIPLOME D'ETAT DE MONITEUR").text == "diplôme d'État de moniteur"
    assert vocabulary.restore("TOUS CORPS D'ETAT").text == "tous corps d'état"


def test_an_ambiguous_word_without_neighbours_stays_in_doubt() -> None:
    assert Vocabulary(TEXTS).restore("ETAT TRAITE").doute == ("etat", "traite")


def test_the_letter_a_is_a_preposition_but_after_option() -> None:
    assert Vocabulary(TEXTS).restore("MACON A L'ATELIER OPTION A").text == "maçon à l'atelier option A"


def test_acronyms_keep_their_capitals() -> None:
    assert Vocabulary(TEXTS).restore("SOUDAGE TIG").text == "soudage TIG"
    assert Vocabulary(TEXTS).restore("MAINTENANCE CVC") == Restored("maintenance CVC", ())


def test_an_acronym_made_of_the_title_keeps_its_capitals() -> None:
    restored = Vocabulary(TEXTS).restore("MAINTENANCE DES EQUIPEMENTS ELECTRIQUES (MEE)")
    assert restored.text == "maintenance des équipements électriques (MEE)"


def test_a_plural_is_known_by_its_singular_and_a_feminine_by_its_masculine() -> None:
    vocabulary = Vocabulary(["agent protégé", "pièce traitée", "le pâtissier"])
    assert vocabulary.restore("PATISSIERS").text == "pâtissiers"
    assert vocabulary.restore("CULTURES PROTEGEES") == Restored("cultures protégées", ("cultures",))
    assert vocabulary.restore("PIECES").text == "pièces"


def test_texts_that_lost_their_accents_teach_nothing() -> None:
    vocabulary = Vocabulary(["Le pâtissier du bâtiment", "Patissier batiment carriere", "1cap2 carriere"])
    assert vocabulary.restore("PATISSIER").text == "pâtissier"
    assert vocabulary.restore("CARRIERE").doute == ("carriere",)


def test_a_capital_e_says_nothing_of_its_accent() -> None:
    assert Vocabulary(["Etudes de marché"]).restore("ETUDES").doute == ("etudes",)
    assert Vocabulary(["Études de marché"]).restore("ETUDES").text == "études"


def test_two_spellings_of_one_word_are_no_doubt() -> None:
    vocabulary = Vocabulary(
        ["un événement", "bel évènement", "événement", "la main d'oeuvre", "gros oeuvre", "l'œuvre"]
    )
    assert vocabulary.restore("EVENEMENT").text == "événement"
    assert vocabulary.restore("OEUVRE").text == "œuvre"


def test_the_capitals_of_a_heading_are_no_doubt() -> None:
    vocabulary = Vocabulary(["vins et céréales", "Céréales et Vins", "négoce des VINS"])
    assert vocabulary.restore("VINS").text == "vins"


def test_a_letter_that_folds_to_nothing_breaks_nothing() -> None:
    assert Vocabulary(TEXTS).restore("AAA : Þ").text == "aaa : Þ"


def test_a_word_cut_short_is_in_doubt() -> None:
    assert "agent" in Vocabulary(TEXTS).restore("AGENT.DE MAINTENANCE").doute


ACCENTED = st.sampled_from(sorted({m.group().lower() for t in TEXTS for m in re.finditer(r"[^\W_]+", t)}))
TITLES = st.lists(st.tuples(ACCENTED, st.sampled_from([" ", ", ", "-", " : ", " / ", " ("])), min_size=1, max_size=9)


@given(TITLES)
def test_restoring_changes_no_letter_and_loses_no_word(parts: list[tuple[str, str]]) -> None:
    title = "".join(word + between for word, between in parts)
    capitals = fold(title).upper()
    assert fold(Vocabulary(TEXTS).restore(capitals).text) == fold(capitals)
    assert fold(intitule_of(Vocabulary(TEXTS).restore(title.upper()).text)) == fold(title)


@given(st.text(st.characters(codec="cp1252", exclude_characters="\x00"), max_size=40))
def test_any_text_is_restored_without_losing_a_word(text: str) -> None:
    ordinals = {"1ere", "2nde", "2eme", "3eme"}
    if not ordinals & set(words(text)) and all(len(fold(c).split()) < 2 for c in text):
        assert fold(Vocabulary(TEXTS).restore(text).text) == fold(text)
