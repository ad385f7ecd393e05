"""References in text and the basket of one to six."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.errors import UsageError
from desktop.selection import MAXIMUM, Choix, Selection, parse_selection


@pytest.mark.parametrize(
    "ref",
    [
        "cfd:50022137@reg:53",
        "mefstat11:23220022137@0350030T",
        "mefstat11:23220022137@fr#2022_2023",
        "cfd:01022110@aca:14",
        "sise:2500025@fr#2024",
        "parcoursup:0692185A-1a2b3c4d@fr",
    ],
)
def test_a_reference_reads_back(ref: str) -> None:
    assert Choix.parse(ref).ref == ref


@pytest.mark.parametrize(
    "ref",
    [
        "", "@", "cfd:50022137", "cfd:5002213@reg:53", "cfd:50022137@reg:5", "cfd:50022137@", "x:1@fr",
        "cfd:50022137@0350030A", "cfd:50022137@reg:53#22", "cfd:50022137@reg:53#", "cfd:50022137@dep:35",
        "mefstat11:50022137@fr", "cfd:5002\u06612137@fr",
    ],
)  # fmt: skip
def test_a_malformed_reference_gets_a_sentence(ref: str) -> None:
    with pytest.raises(UsageError) as error:
        Choix.parse(ref)
    assert error.value.phrase.endswith(".")


def test_a_wrong_uai_letter_is_refused_in_its_own_words() -> None:
    with pytest.raises(UsageError) as error:
        Choix.parse("cfd:50022137@0630003M")
    assert error.value.phrase == "Ce numéro d’établissement n’est pas valide\u00a0: vérifiez la lettre finale."


def test_one_a_seventh_or_the_same_twice_are_refused() -> None:
    refs = [f"cfd:5002213{i}@fr" for i in range(7)]
    for wrong in (refs[:1], refs, [refs[0], refs[0]], []):
        with pytest.raises(UsageError):
            parse_selection(wrong)
    assert len(parse_selection(refs[:6])) == 6
    assert len(parse_selection([refs[0], refs[0] + "#2022_2023"])) == 2


class Basket(RuleBasedStateMachine):
    """Whatever is done to it, the basket stays at most six different references in the order of the choices."""

    def __init__(self) -> None:
        super().__init__()
        self.selection = Selection()
        self.expected: list[Choix] = []

    choices = st.integers(0, 8).map(lambda i: Choix("cfd", f"5002213{i}", "fr"))

    @rule(choix=choices)
    def add(self, choix: Choix) -> None:
        if choix in self.expected or len(self.expected) == MAXIMUM:
            with pytest.raises(UsageError):
                self.selection.ajouter(choix)
        else:
            self.selection = self.selection.ajouter(choix)
            self.expected.append(choix)

    @rule(choix=choices)
    def remove(self, choix: Choix) -> None:
        self.selection = self.selection.retirer(choix)
        if choix in self.expected:
            self.expected.remove(choix)

    @rule(choix=choices, pas=st.integers(-7, 7))
    def move(self, choix: Choix, pas: int) -> None:
        before = self.selection
        self.selection = before.deplacer(choix, pas)
        if choix in self.expected:
            at = self.expected.index(choix)
            self.expected.remove(choix)
            self.expected.insert(max(0, min(len(self.expected), at + pas)), choix)

    @invariant()
    def same(self) -> None:
        assert list(self.selection.choix) == self.expected


TestBasket = Basket.TestCase
