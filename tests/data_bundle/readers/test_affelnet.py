"""Affelnet, on made-up files: no open dataset holds it, a user may bring that of an académie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder import read_affelnet
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.read_affelnet import CODE, attached, coded
from data_bundle.builder.read_bcn import Bcn, Mef
from data_bundle.builder.reading import Reading
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from data_bundle.indicators import INDICATEURS, STATUTS
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.abimer import Chiffres, abimes, reads_rightly_or_stops
from tests.data_bundle.readers.parcoursup_inventes import diplome

FILE = "affelnet/affelnet_invente.csv"
HEADER = "session;uai;mefstat11;capacite;voeux_1;voeux_tous"
NOMS = {i.id: i.nom for i in INDICATEURS}
STATUS = {s.id: s.nom for s in STATUTS}
OF_PARCOURSUP = ("voeux", "taux_acces_parcoursup", "taux_pression_voeux")


def put(folder: Path, *lines: str, header: str = HEADER) -> None:
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")


def lu(folder: Path, *lines: str, header: str = HEADER) -> Reading:
    put(folder, *lines, header=header)
    return read_affelnet.read(Inputs(folder, load(), Report()))


def cells(reading: Reading, at: int = 0) -> dict[str, tuple[str, object]]:
    return {NOMS[c.indicateur]: (STATUS[c.statut], c.valeur) for c in reading.mesures[at].cells}


def test_places_and_wishes_are_read_and_pressure_is_ours(tmp_path: Path) -> None:
    row = cells(lu(tmp_path, "2025;0359901X;23210090002;12;30;95"))
    assert {nom: value for nom, (_, value) in row.items() if value is not None} == {
        "capacite": 12, "voeux_1": 30, "voeux_tous": 95, "taux_pression_voeux1": 2.5,
    }  # fmt: skip
    assert [row[nom][0] for nom in (*OF_PARCOURSUP, "admis")] == ["non_applicable"] * 3 + ["non_diffuse"]


@pytest.mark.parametrize(("places", "pressure"), [("6", 5), ("5", None), ("0", None)])
def test_up_to_five_places_have_no_pressure(tmp_path: Path, places: str, pressure: object) -> None:
    row = cells(lu(tmp_path, f"2025;0359901X;23210090002;{places};30;95"))
    assert row["capacite"] == ("valeur", int(places))
    assert row["taux_pression_voeux1"] == ("valeur" if pressure else "non_diffuse", pressure)


def test_a_blank_has_its_reason(tmp_path: Path) -> None:
    reading = lu(tmp_path, "2025;0359901X;23210090002;;30;", "2025;0359901X;23110090003;12;;")
    assert cells(reading)["capacite"] == cells(reading)["taux_pression_voeux1"] == ("raison_inconnue", None)
    assert cells(reading, 1)["voeux_1"] == ("raison_inconnue", None)
    assert cells(reading)["voeux_tous"] == ("non_diffuse", None)


def test_columns_are_known_by_other_names_and_a_mef_of_ten_will_do(tmp_path: Path) -> None:
    header = "Rentrée;Code UAI;Code MEF;Capacité;Vœux 1;Total des vœux"
    reading = lu(tmp_path, "2025;0359901X;2419000221;12;30;95", header=header)
    assert reading.mesures[0].formation == ("mef10", "2419000221")
    bcn = Bcn(mefs={"23210090002": Mef("23210090002", "2419000221", "50090002", "241", 2, 1, "", None, None)})
    assert [m.formation for m in coded(reading.mesures, bcn)] == [("mefstat11", "23210090002")]
    assert coded(reading.mesures, Bcn()) == reading.mesures


def test_figures_stand_under_the_last_year_and_a_shared_first_year_stands_for_itself(tmp_path: Path) -> None:
    first = diplome("23210090002", "Licornier", annee=1, terminale=0)
    last = diplome("23220090002", "Licornier", voie="scolaire_agricole")
    shared = diplome("23810090010", "Contes", terminale=0, commune=1)
    rows = {f.key: f for f in (first, last, shared)}
    leads = {first.code: [last.code], shared.code: [last.code]}
    reading = lu(tmp_path, "2025;0359901X;23210090002;12;30;95", "2025;0359901X;23810090010;24;30;95")
    found = attached(reading.mesures, rows, leads, Report())
    assert [(m.formation, m.voie) for m in found] == [(last.key, "scolaire_agricole"), (shared.key, "scolaire")]
    assert [m.cells for m in found] == [m.cells for m in reading.mesures]


def test_the_first_year_that_one_enters_goes_before_a_later_one(tmp_path: Path) -> None:
    first, second = diplome("23810090011", "x", annee=1), diplome("23820090011", "x", annee=2)
    last = diplome("23830090011", "x", annee=3)
    rows = {f.key: f for f in (first, second, last)}
    leads = {code: [last.code] for code in (first.code, second.code)}
    report = Report()
    reading = lu(tmp_path, "2025;0359901X;23820090011;3;4;5", "2025;0359901X;23810090011;24;30;95")
    [only] = attached(reading.mesures, rows, leads, report)
    assert (only.formation, only.cells) == (last.key, reading.mesures[1].cells)
    assert [(r.lignes, r.voulu) for r in report.left_out] == [(1, True)]


def test_rows_that_differ_for_one_place_are_refused_and_never_added_up(tmp_path: Path) -> None:
    only = diplome("23110090003", "Dragonnier")
    reading = lu(tmp_path, "2025;0359901X;23110090003;12;30;95", "2025;0359901X;23110090003;6;9;20")
    report = Report()
    assert attached(reading.mesures, {only.key: only}, {}, report) == []
    [refused] = report.left_out
    assert (refused.fichier, refused.lignes, refused.exemples) == (CODE, 2, ("23110090003 0359901X 2025",))


def test_a_file_of_an_academie_reaches_the_snapshot(dossier: Path, construire: Callable[..., Path]) -> None:
    put(
        dossier,
        "2025;0359901X;23210090002;12;30;95", "2025;0359901X;23810090010;24;30;95", "2025;0359901X;99999999999;1;1;1",
    )  # fmt: skip
    snapshot = Lecture(construire())
    row = snapshot.ligne("0359901X", "2025", "23220090002")
    assert row.valeurs("capacite", "voeux_1", "taux_pression_voeux1") == (12, 30, 2.5)
    assert snapshot.ligne("0359901X", "2025", "23810090010").valeurs("capacite") == (24,)
    assert snapshot.one("SELECT count(*) FROM ligne l JOIN lot t ON t.id = l.lot WHERE t.portee = 'acces'") == 2
    assert "affelnet" in snapshot.one("SELECT valeur FROM meta WHERE cle = 'jeux'")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2025;0359901X;;12;30;95", ["mefstat11", "code de formation"]),
        ("2025;359901X;23210090002;12;30;95", ["uai"]),
        ("25;0359901X;23210090002;12;30;95", ["session"]),
        ("2025;0359901X;2,3E+10;12;30;95", ["mefstat11", "tableur"]),
        ("2025;0359901X;23210090002;-1;30;95", ["capacite", "nombre de places"]),
        (
            "2025;0359901X;23210090002;12;96;95",
            ["voeux_1", "«\u00a096\u00a0» dépasse le nombre de vœux de tous rangs, 95"],
        ),
        ("2025;0359901X;23210090002;12;*30;95", ["voeux_1", "n’est pas un nombre"]),
    ],
)
def test_a_bad_cell_stops_with_its_line_and_column(tmp_path: Path, line: str, words: list[str]) -> None:
    with pytest.raises(BadInputError) as stop:
        lu(tmp_path, "2025;0359901X;23110090003;12;30;95", line)
    assert [word for word in (FILE, "ligne 3", *words) if word not in str(stop.value)] == []


_CHIFFRES = Chiffres(
    {nom: (nom,) for nom in ("capacite", "voeux_1", "voeux_tous")},
    lambda row: (row["session"], row["uai"], row["mefstat11"].removeprefix("MEFSTAT11:")),
    lambda m: (m.millesime, m.lieu, m.formation[1] if m.formation else ""),
)


@given(data=st.data())
def test_a_damaged_file_is_read_rightly_or_stops(data: st.DataObject) -> None:
    lines = [f"2025;0359901X;2321009000{n};{10 + n};{30 + n};{90 + n}" for n in range(1, 5)]
    damaged = data.draw(abimes("\n".join([HEADER, *lines]) + "\n"))

    def rightly(found: Reading, lignes: list[dict[str, str]], report: Report) -> None:
        keys = [(m.formation, m.lieu, m.millesime) for m in found.mesures]
        assert len(keys) == len(lignes)
        if len(set(keys)) == len(keys) and all(n in lignes[0] for n in HEADER.split(";")):
            _CHIFFRES(found, lignes, report)

    reads_rightly_or_stops(read_affelnet.read, FILE, damaged, rightly)
