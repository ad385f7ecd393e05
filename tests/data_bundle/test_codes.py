from __future__ import annotations

import pytest

from data_bundle.codes import CFD, MEFSTAT11, canonical_departement, departement_of_uai, is_uai, uai_letter


def test_the_check_letter_tells_a_good_uai_from_a_wrong_one() -> None:
    assert is_uai("0630003L")
    assert not is_uai("0630003M")
    assert not is_uai("0630003I")
    assert uai_letter("0630003") == "L"


@pytest.mark.parametrize(
    ("uai", "departement"), [("0694268P", "69"), ("9741754N", "974"), ("6200042B", "2A"), ("7200751D", "2B")]
)
def test_a_uai_says_its_departement(uai: str, departement: str) -> None:
    assert departement_of_uai(uai) == departement


@pytest.mark.parametrize(
    ("written", "code"), [("001", "01"), ("02A", "2A"), ("20B", "2B"), ("1", "01"), ("971", "971"), ("035", "35")]
)
def test_a_departement_has_one_code_whatever_the_source_writes(written: str, code: str) -> None:
    assert canonical_departement(written) == code


@pytest.mark.parametrize("damaged", ["1022110", "4.00E+07", "5002213", "50022137 "])
def test_a_damaged_cfd_is_not_a_cfd(damaged: str) -> None:
    assert not CFD.match(damaged)


def test_codes_may_hold_letters_and_leading_zeros() -> None:
    assert CFD.match("01022110")
    assert CFD.match("46T32401")
    assert MEFSTAT11.match("23110022137")
