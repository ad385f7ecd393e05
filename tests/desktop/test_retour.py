"""The code of a sheet: it gives the same basket back, a mistake in it never gives another one."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data_bundle.codes import uai_letter
from desktop import retour
from desktop.catalogue import Catalogue
from desktop.errors import UsageError
from desktop.retour_nombre import MEFS, NIVEAUX
from desktop.selection import MAXIMUM, Choix, Selection
from desktop.snapshot import open_snapshot

AZERTY = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "AZERTYUIOPQSDFGHJKLWXCVBN?", strict=True))
"""What a French keyboard makes of the upper-case letters of a scanner set for an American one."""


def basket(*refs: str) -> Selection:
    return Selection(tuple(Choix.parse(ref) for ref in refs))


USUAL = basket("mefstat11:23220022146@0352446U", "cfd:50022146@reg:53", "mefstat11:23830033403@0350032V")


@pytest.fixture(scope="module")
def offered(extrait: Path) -> list[Choix]:
    """Every formation of the extract somewhere: in its établissements, else in the two regions and in France."""
    connection = Catalogue(open_snapshot(extrait)).snapshot.connection
    there = connection.execute(
        "SELECT f.type_code, f.code, e.uai FROM offre o JOIN formation f ON f.id = o.formation"
        " JOIN etablissement e ON e.id = o.etablissement ORDER BY o.id"
    )
    found = [Choix(*row) for row in there]
    for type_code, code in connection.execute("SELECT type_code, code FROM formation WHERE type_code <> 'parcoursup'"):
        found += [Choix(type_code, code, lieu) for lieu in ("reg:53", "reg:04", "aca:14", "fr")]
    return found


@settings(max_examples=300)
@given(data=st.data())
def test_any_basket_of_the_extract_comes_back_in_its_order(offered: list[Choix], data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(offered), min_size=1, max_size=MAXIMUM, unique=True))
    selection = Selection(tuple(some))
    code = retour.code(selection)
    assert set(code) <= set(retour.ALPHABET)
    assert retour.parse(code) == selection
    assert retour.parse(retour.grouped(code).lower()) == selection
    assert retour.looks_like(code)


@pytest.mark.parametrize("mark", ["\u202a", "\u202c", "\u200f", "\u2067", "\u2069", "\u200b", "\ufeff", "\u00ad"])
def test_unseen_marks_that_come_with_a_copied_code_do_not_count(mark: str) -> None:
    code = retour.grouped(retour.code(USUAL))
    copied = mark + code.replace(" ", f" {mark}") + mark
    assert retour.looks_like(copied)
    assert retour.parse(copied) == USUAL


def uais() -> st.SearchStrategy[str]:
    digits = st.text(string.digits, min_size=7, max_size=7)
    return digits.map(lambda d: d + uai_letter(d))


def any_choix() -> st.SearchStrategy[Choix]:
    """References of every shape that is written rightly, real or not."""
    upper = string.digits + string.ascii_uppercase
    codes = st.one_of(
        st.tuples(st.just("cfd"), st.text(upper, min_size=8, max_size=8)),
        st.tuples(st.just("mefstat11"), st.text(upper, min_size=11, max_size=11)),
        st.tuples(st.just("sise"), st.text(upper, min_size=7, max_size=7)),
        st.tuples(st.just("parcoursup"), st.text(upper + string.ascii_lowercase + "-", min_size=1, max_size=24)),
        st.tuples(
            st.just("parcoursup"), st.tuples(uais(), st.integers(0, 16**8 - 1)).map(lambda p: f"{p[0]}-{p[1]:08x}")
        ),
    )
    two = st.integers(0, 99)
    places = st.one_of(st.just("fr"), two.map("reg:{:02}".format), two.map("aca:{:02}".format), uais())
    years = st.integers(0, 9999)
    cohorts = st.one_of(
        st.none(),
        years.map("{:04}".format),
        years.map(lambda y: f"{y:04}_{y + 1:04}").filter(lambda text: len(text) == 9),
        st.tuples(years, years).map(lambda p: f"{p[0]:04}_{p[1]:04}"),
    )
    return st.tuples(codes, places, cohorts).map(lambda p: Choix(*p[0], p[1], p[2]))


@settings(max_examples=500)
@given(st.lists(any_choix(), min_size=1, max_size=MAXIMUM, unique=True))
def test_any_reference_that_can_be_written_comes_back(some: list[Choix]) -> None:
    assert [Choix.parse(choix.ref) for choix in some] == some
    assert retour.parse(retour.code(Selection(tuple(some)))).choix == tuple(some)


def test_an_etablissement_whose_letter_is_wrong_in_the_source_comes_back() -> None:
    selection = Selection((Choix("cfd", "50022137", "0351603R"), Choix("cfd", "50022137", "reg:53")))
    assert uai_letter("0351603") != "R"
    assert retour.parse(retour.code(selection)) == selection


def test_the_cohort_asked_for_is_kept() -> None:
    selection = basket("cfd:40025219@reg:53#2019_2020", "cfd:40025219@reg:53", "cfd:40025219@reg:53#2021")
    assert retour.parse(retour.code(selection)) == selection


def test_every_letter_is_at_one_place_on_a_french_and_on_an_american_keyboard() -> None:
    assert len(set(retour.ALPHABET)) == 19
    assert set(retour.PREFIX) <= set(retour.ALPHABET)
    assert not set(retour.ALPHABET) & set("IO" + string.digits)
    code = retour.code(USUAL)
    typed = "".join(AZERTY[letter] for letter in code)
    assert retour.parse(typed) == USUAL
    assert "".join(AZERTY[letter] for letter in "CAQ") != "CAQ"  # the map does move letters


def test_a_usual_code_is_short_and_its_words_are_fixed_for_ever() -> None:
    """Sheets are kept: a code printed by this version is read by the next ones."""
    code = "CXCD DFJD LCDL PPTK PDTN CBCL NRDD GRHG VRTF"
    assert retour.grouped(retour.code(USUAL)) == code
    assert retour.parse(code) == USUAL
    assert len(retour.code(basket("mefstat11:23220022146@0352446U"))) <= 20


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Don't look where the mistake is: there are thousands of them here."""
    monkeypatch.setattr(retour, "_where", lambda _written: "")


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("selection", [USUAL, basket("cfd:50022137@fr"), Selection(USUAL.choix[::-1])])
def test_one_wrong_letter_is_always_found(selection: Selection) -> None:
    code = retour.code(selection)
    tried = 0
    for at, right in enumerate(code):
        for wrong in retour.ALPHABET.replace(right, ""):
            tried += 1
            with pytest.raises(UsageError):
                retour.parse(code[:at] + wrong + code[at + 1 :])
    assert tried == 18 * len(code)


@pytest.mark.usefixtures("blind")
@given(data=st.data())
@settings(max_examples=60)
def test_two_letters_exchanged_are_always_found(offered: list[Choix], data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(offered), min_size=1, max_size=MAXIMUM, unique=True))
    code = retour.code(Selection(tuple(some)))
    pairs = [(at, by) for at in range(len(code)) for by in (1, 2, 4, 18, 19) if at + by < len(code)]
    for at, by in pairs:
        swapped = list(code)
        swapped[at], swapped[at + by] = swapped[at + by], swapped[at]
        if swapped != list(code):
            with pytest.raises(UsageError):
                retour.parse("".join(swapped))


@pytest.mark.usefixtures("blind")
def test_a_letter_missing_doubled_or_added_is_found() -> None:
    code = retour.code(USUAL)
    for at in range(len(code)):
        for text in (code[:at] + code[at + 1 :], code[:at] + code[at] + code[at:], code[:at], code + code[at]):
            with pytest.raises(UsageError):
                retour.parse(text)


@pytest.mark.parametrize("at", [0, 3, 4, 17, 20, 35])
def test_the_sentence_names_the_group_to_look_at(at: int) -> None:
    code = retour.code(USUAL)
    wrong = code[:at] + ("Y" if code[at] != "Y" else "X") + code[at + 1 :]
    group = "1er" if at < 4 else f"{at // 4 + 1}e"
    with pytest.raises(UsageError) as caught:
        retour.parse(wrong)
    assert caught.value.phrase == f"Ce code contient une erreur, ou il est incomplet. Vérifiez le {group} groupe."


def test_two_mistakes_are_said_without_a_place() -> None:
    code = retour.code(USUAL)
    with pytest.raises(UsageError) as caught:
        retour.parse(f"{code[:10]}BB{code[12:-6]}CCCCCC")
    assert caught.value.phrase.endswith("Vérifiez ses lettres, groupe par groupe.")


@pytest.mark.parametrize(("letter", "group"), [("0", "2e"), ("M", "2e"), ("&", "2e"), ("é", "2e"), ("😀", "2e")])
def test_a_sign_that_no_code_has_is_named(letter: str, group: str) -> None:
    code = retour.code(USUAL)
    with pytest.raises(UsageError) as caught:
        retour.parse(f"{code[:6]}{letter}{code[7:]}")
    assert caught.value.phrase == (
        f"Il n’y a jamais de «\u00a0{letter.upper()}\u00a0» dans le code d’une fiche. Vérifiez le {group} groupe."
    )


@pytest.mark.parametrize("text", ["", " ", "CXC", "CXCB", "B" * 401, "CXC" + "Y" * 390, "\u202e\u0000"])
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        retour.parse(text)
    assert caught.value.phrase.endswith(".")


def test_a_code_of_a_later_version_is_told_apart_from_a_damaged_one() -> None:
    code = retour.code(USUAL)
    body = f"CXD{code[3:-3]}"
    with pytest.raises(UsageError) as caught:
        retour.parse(body + retour._check(body))
    assert caught.value.phrase == "Ce code vient d’une version plus récente de Côte à Côte."


@given(st.integers(0, 19**60))
@example(3642)  # the code of a formation of Parcoursup whose lycée would be an académie
def test_a_number_that_is_nobodys_gives_no_basket(number: int) -> None:
    body = retour.PREFIX + retour._letters(number)
    code = body + retour._check(body)
    try:
        found = retour.parse(code)
    except UsageError:
        return
    assert retour.code(found) == code


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("CXCD DFJD LCDL PPTK PDTN CBCL NRDD GRHG VRTF", True),
        ("cxcd dfjd", True),
        ("VXCD DFJD LCDL PPTK PDTN CBCL", True),
        ("CXC", False),
        ("cuisine", False),
        ("cyclisme", False),
        ("cap accompagnant éducatif petite enfance", False),
        ("coccinelle", False),
        ("0352446U", False),
        ("", False),
    ],
)
def test_a_code_is_told_from_words_to_search(text: str, means: bool) -> None:
    assert retour.looks_like(text) is means


def test_no_name_of_the_extract_is_taken_for_a_code(extrait: Path) -> None:
    connection = Catalogue(open_snapshot(extrait)).snapshot.connection
    names = [row[0] for row in connection.execute("SELECT libelle FROM formation UNION SELECT nom FROM etablissement")]
    assert len(names) > 2_000
    assert not [name for name in names if retour.looks_like(name)]


def test_what_the_data_do_not_know_is_named_in_the_order_of_the_sheet() -> None:
    found, apart = retour.known(USUAL, lambda choix: choix.type_code == "cfd")
    assert found.choix == (USUAL.choix[1],)
    assert apart == (USUAL.choix[0], USUAL.choix[2])
    assert retour.missing(apart) == (
        "2 formations de la fiche ne sont pas dans les données chargées\u00a0: "
        "mefstat11:23220022146@0352446U et mefstat11:23830033403@0350032V."
    )
    assert retour.missing(()) == ""


def test_an_empty_basket_has_no_code() -> None:
    with pytest.raises(UsageError):
        retour.code(Selection())


def test_the_tables_hold_each_prefix_once() -> None:
    assert len(set(MEFS)) == len(MEFS)
    assert len(set(NIVEAUX)) == len(NIVEAUX)
    assert {len(m) for m in MEFS} == {6}
    assert {len(n) for n in NIVEAUX} == {3}
