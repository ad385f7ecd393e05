"""Readers of datasets that the snapshot does not hold yet: golden cases G28 and G29, on the real files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from data_bundle.builder import read_ival, read_parcoursup
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import RawFile
from data_bundle.builder.report import Report

IVAL = "ival-lycees-pro/fr-en-indicateurs-de-resultat-des-lycees-denseignement-professionnels.csv"
PARCOURSUP = "fr-esr-parcoursup/fr-esr-parcoursup.csv"


def raw(opendata: Path, name: str) -> RawFile:
    return RawFile(name, gzip.decompress((opendata / f"{name}.gz").read_bytes()))


def test_g28_ival_is_keyed_by_session_and_keeps_the_row_that_has_its_region(opendata: Path) -> None:
    found = read_ival.read_file(raw(opendata, IVAL), Report())
    bougainville = found["0440036A", "2017"]
    assert (bougainville.taux_reussite, bougainville.presents) == (92, 101)
    assert (bougainville.taux_acces_2nde_bac, bougainville.taux_acces_2nde_bac_attendu_france) == (65, 69)
    assert found["9711033W", "2012"].region == "01"
    assert len(found) == 12_283 - 126


def test_g29_parcoursup_keeps_a_blank_as_a_blank(opendata: Path) -> None:
    rows = [r for r in read_parcoursup.read_file(raw(opendata, PARCOURSUP), Report()) if r.uai == "0692185A"]
    one = next(r for r in rows if "Orthoptiste" in r.libelle)
    other = next(r for r in rows if "udioprothésiste" in r.libelle)
    assert (one.session, one.capacite, one.voeux, one.admis, one.taux_acces_parcoursup) == ("2025", 40, 936, 40, 13)
    assert (other.capacite, other.voeux, other.taux_acces_parcoursup) == (52, 1162, None)


def test_no_share_of_parcoursup_was_filled_in_and_zero_is_kept(opendata: Path) -> None:
    rows = read_parcoursup.read_file(raw(opendata, PARCOURSUP), Report())
    assert len(rows) == 13_034
    assert sum(r.taux_acces_parcoursup is None for r in rows) == 1188
    assert sum(r.admis == 0 for r in rows) == 158


def test_a_made_up_ival_with_nd_has_no_figure_and_without_a_column_is_refused() -> None:
    header = (
        "Code établissement;Année;code région;Effectifs présents Total secteurs;Taux Brut de Réussite Total secteurs;"
        "Taux accès Brut seconde BAC;Taux accès Attendu France seconde BAC\n"
    )
    row = "0350001A;2016;53;ND;ND;;70\n"
    found = read_ival.read_file(RawFile("invente.csv", (header + row).encode()), Report())
    [only] = found.values()
    assert only[3:] == (None, None, None, 70)
    with pytest.raises(BadInputError, match="Année"):
        read_ival.read_file(RawFile("invente.csv", (header + row).replace("Année", "An").encode()), Report())
