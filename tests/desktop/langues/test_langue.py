"""French sentences said in another language: figures as they stand, names in French, unknown words never dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.langues import LANGUES
from desktop.langues.catalogue import modeles
from desktop.langues.champs import CHAMP, nombres
from desktop.langues.gabarits import MUETS, gabarits
from desktop.langues.langue import Langue
from desktop.langues.marques import MARQUES, etoiles, morceaux, nu
from desktop.typography import MOIS, NBSP

NAMES = ("CAP", "Bac pro Cuisine inventée", "BTS Gestion de la PME inventée", "Lycée inventé")
CODES = [one.code for one in LANGUES if one.code != "fr"]


def anglais() -> Langue:
    return Langue("en", NAMES)


@pytest.mark.parametrize(
    ("french", "said"),
    [
        (f"64{NBSP}%", "64%"),
        ("de 57 à 71 %", "57 to 71%"),
        ("199 élèves, 2022 et 2023, élèves et apprentis", "199 pupils, 2022 and 2023, pupils and apprentices"),
        ("Au lycée, 2 ans", "At a high school (lycée), 2 years"),
        (f"Étudient{NBSP}: pas encore connu", "Studying: not known yet"),
        ("sortants 2022 et 2023 cumulés", "leavers 2022 and 2023 together"),
        ("CAP au lycée", "CAP at a lycée"),
        ("Données réunies le 1er juillet 2026 (2026-07-01a).", "Data gathered on 1 July 2026 (2026-07-01a)."),
        ("Formation fermée depuis août 2025.", "Course closed since August 2025."),
        (f"*{NBSP}Chiffre recalculé par Côte à Côte.", "* Figure recalculated by Côte à Côte."),
        (f"64{NBSP}%**", "64%**"),
        ("12 places, 1\u202f540 candidatures en 2025.", "12 places, 1\u202f540 applications in 2025."),
        ("Lycée inventé, privé", "Lycée inventé, private"),
    ],
)
def test_the_words_of_the_sheet_are_said_in_english(french: str, said: str) -> None:
    found = anglais().traduire(french)
    assert found is not None
    assert nu(found).replace(NBSP, " ") == said


def test_several_sentences_are_said_one_after_the_other() -> None:
    french = f"Ces chiffres parlent du passé{NBSP}: ce n’est pas une promesse. Côte à Côte est un outil indépendant."
    said = nu(anglais().dire(french))
    assert said == "These figures speak of the past: they are not a promise. Côte à Côte is an independent tool."


def test_emphasis_stays_on_the_same_words_and_names_keep_their_commas() -> None:
    french = (
        "**On ne peut pas départager** CAP, Bac pro Cuisine inventée et BTS Gestion de la PME inventée "
        f"(étudient, emploi à 6 et 12 mois){NBSP}: d’une promotion à l’autre, l’ordre peut s’inverser."
    )
    parts = morceaux(anglais().dire(etoiles(french)))
    assert [part.mots for part in parts if part.gras] == ["We cannot tell apart"]
    assert [part.mots for part in parts if part.francais] == [*NAMES[:3]]
    assert "(studying, work at 6" in "".join(part.mots for part in parts)


def test_pairs_that_clearly_differ_stay_apart() -> None:
    french = (
        "**L’écart est net** entre CAP et Bac pro Cuisine inventée, entre CAP et BTS Gestion de la PME inventée "
        f"(étudient){NBSP}: 9 fois sur 10, l’ordre est resté le même à la promotion d’après."
    )
    said = nu(anglais().dire(etoiles(french)))
    pairs = "between CAP and Bac pro Cuisine inventée, CAP and BTS Gestion de la PME inventée (studying)"
    assert said.replace(NBSP, " ").startswith(f"The gap is clear {pairs}: 9 times out of 10")


def test_what_no_template_knows_stays_french_is_marked_so_and_is_told() -> None:
    langue = anglais()
    [part] = morceaux(langue.dire("Une phrase que personne n’a prévue."))
    assert part.mots == "Une phrase que personne n’a prévue."
    assert part.francais
    assert list(langue.inconnues) == ["Une phrase que personne n’a prévue."]


def test_a_name_is_no_sentence_and_a_sentence_no_name() -> None:
    langue = anglais()
    assert langue.traduire("Lycée inventé") == "\ue000Lycée inventé\ue001"
    assert langue.traduire("Lycée inconnu") is None


def test_a_name_in_a_sentence_is_marked_as_french_without_its_full_stop() -> None:
    parts = morceaux(anglais().dire("C’est à La Rochelle inventée."))
    assert [(part.mots, part.francais) for part in parts] == [
        ("It is in ", False),
        ("La Rochelle inventée", True),
        (".", False),
    ]


def test_a_code_is_carried_as_it_stands_and_kept_in_its_own_order() -> None:
    said = anglais().dire("Données réunies le 20 juillet 2026 (2026-07-20a).")
    assert [part.mots for part in morceaux(said) if part.francais] == ["2026-07-20a"]


def test_an_unknown_sentence_leaves_the_others_translated() -> None:
    langue = anglais()
    said = langue.dire("Ce n’est pas une promesse. Phrase inventée. Il y a un internat.")
    assert nu(said) == "They are not a promise. Phrase inventée. There is boarding."
    assert list(langue.inconnues) == ["Phrase inventée."]


def test_the_chip_of_a_level_is_told_from_the_word_of_a_source_line() -> None:
    assert anglais().traduire("Établissement") == "This school"
    assert anglais().traduire("établissement") == "school"


VALUES = {
    "n": st.integers(0, 99_999).map(lambda n: f"{n:,}".replace(",", "\u202f")),
    "nombres": st.lists(st.integers(2, 2030), min_size=1, max_size=3).map(
        lambda ns: " et ".join(filter(None, (", ".join(map(str, ns[:-1])), str(ns[-1]))))
    ),
    "date": st.tuples(st.integers(2, 28), st.sampled_from(MOIS), st.integers(2000, 2030)).map(
        lambda d: " ".join(map(str, d))
    ),
    "mois_an": st.tuples(st.sampled_from(MOIS), st.integers(2000, 2030)).map(lambda d: " ".join(map(str, d))),
    "code": st.integers(1, 95).map(str),
    "nom": st.sampled_from(NAMES),
    "noms": st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(
        lambda ns: " et ".join(filter(None, (", ".join(ns[:-1]), ns[-1])))
    ),
    "mots": st.sampled_from(("étudient", "travaillent, autres situations", "emploi à 6 et 12 mois")),
    "phrase": st.sampled_from(("du lycée", "pas encore connu", "de 5 à 9 %")),
    "groupes": st.sampled_from(("CAP et Lycée inventé (étudient)", "CAP (travaillent) ; Lycée inventé (étudient)")),
}
SENTENCES = [cle for cle in modeles() if cle.partition(".")[0] not in MUETS]


@given(data=st.data())
@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_very_numbers_of_the_french_sentence(code: str, data: st.DataObject) -> None:
    cle = data.draw(st.sampled_from(SENTENCES))
    if cle not in modeles(code):
        return  # test_catalogue tells
    modele = modeles()[cle]
    french = CHAMP.sub(lambda match: data.draw(VALUES[match[1]]), etoiles(modele))
    said = Langue(code, NAMES).traduire(french)
    assert said is not None, french
    assert nombres(nu(said)) == nombres(nu(french))
    assert not set(nu(said)) & set(MARQUES)


def test_a_turkish_first_letter_keeps_its_dot_or_has_none() -> None:
    """Other languages take i for the small letter of I: « iş » would become « Iş »."""
    turkish = Langue("tr", NAMES)
    low, high = gabarits({"inventé.bas": "emploi inventé", "inventé.haut": "Emploi inventé autre"}).fixes.values()
    assert turkish._casse("iş", low, "Emploi inventé") == "İş"
    assert turkish._casse("ılık", low, "Emploi inventé") == "Ilık"
    assert turkish._casse("iş", low, "emploi inventé") == "iş"
    assert turkish._casse("İş", high, "emploi inventé") == "iş"
    assert turkish._casse("Okuyanlar", high, "emploi inventé") == "okuyanlar"
