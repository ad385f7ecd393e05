"""InserJeunes by establishment and formation: what each cell says, and what a row says of the offer (made-up rows)."""

from __future__ import annotations

from functools import partial, reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder import read_inserjeunes_fine
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.measures import Mesure
from data_bundle.builder.offre import Offre
from data_bundle.builder.read_inserjeunes_fine import AGRICOLES, CFA, LYCEES, read
from data_bundle.builder.tables import read_chunks
from tests.data_bundle.readers.abimer import Chiffres, abimes, lire, reads_rightly_or_stops
from tests.data_bundle.readers.invente import (
    CONTEUR,
    DRAGONNIER,
    DRAGONS,
    FEES,
    FINE,
    FINE_CFA,
    FINE_LABELS,
    LICORNES,
    LICORNIER,
    PARTS,
    TAUX,
    cases,
    csv,
    statuts,
    valeurs,
)  # fmt: skip

PATHS = {jeu.code: f"{jeu.code}/{jeu.code}.csv" for jeu in (LYCEES, CFA, AGRICOLES)}
ROWS = (
    f"cumul 2023-2024;{FEES};Lycée inventé des fées;BRETAGNE;{CONTEUR};BAC PRO;CONTEUR;3;;30;57;13;30;81;73;;",
    f"cumul 2023-2024;{FEES};Lycée inventé des fées;BRETAGNE;{LICORNIER};CAP;LICORNIER;2;;40;;;40;;;;",
    f"cumul 2023-2024;{FEES};Lycée inventé des fées;BRETAGNE;{DRAGONNIER};CAP;DRAGONNIER;1;;84;16;0;84;;;;",
    f"cumul 2023-2024;{DRAGONS};Lycée inventé des dragons;LA REUNION;{LICORNIER};CAP;LICORNIER;2;;;;;;;;;",
    f"cumul 2021-2022;{FEES};Lycée inventé;BRETAGNE;{CONTEUR};BAC PRO;CONTEUR;3;;25;50;25;25;60;61;62;63",
    f"cumul 2018-2019;{FEES};Lycée inventé;BRETAGNE;{CONTEUR};BAC PRO;CONTEUR;3;;;;;38;55;59;55;66",
)
TEXT = csv(FINE, *ROWS)


def lycees(text: str) -> dict[tuple[str, str, str], Mesure]:
    found, _ = lire(read, PATHS[LYCEES.code], text.encode())
    return {(m.lieu, m.formation[1], m.millesime): m for m in found.mesures if m.formation}


def test_parts_and_rates_are_stored_as_published() -> None:
    row = lycees(TEXT)[FEES, CONTEUR, "2023_2024"]
    assert (row.formation, row.voie, row.population, row.portee) == (
        ("mefstat11", CONTEUR),
        "scolaire",
        None,
        "formation",
    )
    assert valeurs(row, *PARTS, *TAUX[:2]) == (30, 57, 13, 81, 73)
    both = cases(row)["part_poursuite_ou_emploi_6m"]
    assert (both.valeur, both.recalcule) == (87, 1)


def test_a_zero_is_a_value() -> None:
    row = lycees(TEXT)[FEES, DRAGONNIER, "2023_2024"]
    assert valeurs(row, *PARTS) == (84, 16, 0)
    assert statuts(row, *TAUX[:2]) == ("sous_seuil:sortants",) * 2


def test_each_gap_says_why() -> None:
    rows = lycees(TEXT)
    assert statuts(rows[FEES, LICORNIER, "2023_2024"], *PARTS) == ("valeur", "non_diffuse", "non_diffuse")
    blank = rows[DRAGONS, LICORNIER, "2023_2024"]
    assert statuts(blank, *PARTS, TAUX[0]) == ("sous_seuil",) * 4
    for row in (blank, rows[FEES, CONTEUR, "2023_2024"]):
        assert statuts(row, *TAUX[2:]) == ("horizon_non_observe",) * 2
        assert statuts(row, "taux_rupture_contrats") == ("non_applicable",)


def test_before_the_parts_existed_they_are_rebuilt_and_say_so() -> None:
    row = lycees(TEXT)[FEES, CONTEUR, "2018_2019"]
    assert valeurs(row, *PARTS, *TAUX) == (38, 34, 28, 55, 59, 55, 66)
    assert [cases(row)[nom].recalcule for nom in PARTS] == [0, 1, 1]


def test_parts_missing_from_a_recent_cohort_are_not_rebuilt() -> None:
    row = f"cumul 2022-2023;{FEES};Lycée inventé;BRETAGNE;{CONTEUR};BAC PRO;CONTEUR;3;;;;;38;55;59;;"
    assert statuts(lycees(csv(FINE, row))[FEES, CONTEUR, "2022_2023"], *PARTS[1:]) == ("non_diffuse",) * 2


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_gap_is_told_from_all_the_parts_of_a_file(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    whole = lycees(TEXT)
    monkeypatch.setattr(read_inserjeunes_fine, "read_chunks", partial(read_chunks, size=size))
    assert lycees(TEXT) == whole


def test_labels_and_technical_names_say_the_same() -> None:
    assert lycees(csv(FINE_LABELS, *ROWS)) == lycees(TEXT)


def test_a_row_is_a_sight_of_the_diploma_and_the_newest_is_kept() -> None:
    found, _ = lire(read, PATHS[LYCEES.code], TEXT.encode())
    assert Offre(("mefstat11", CONTEUR), FEES, 2024, None, LYCEES.code, "promotion") in found.offre
    assert len(found.offre) == 4
    names = {(seen.uai, seen.libelle, seen.millesime, seen.nature) for seen in found.noms}
    assert (FEES, "Lycée inventé", "2021_2022", "lycee") in names
    assert (FEES, "Lycée inventé des fées", "2023_2024", "lycee") in names


def test_a_cfa_has_its_contracts_and_its_cfd_however_the_column_is_called() -> None:
    row = "cumul 2023-2024;{};CFA inventé;BRETAGNE;{};CAP;LICORNIER;2;;30;57;13;30;81;73;;;12"
    for name in ("code_formation_apprentissage", "Code formation diplôme", "cfd"):
        header = FINE_CFA.replace("code_formation_apprentissage", name) + ";taux_contrats_interrompus"
        found, report = lire(read, PATHS[CFA.code], csv(header, row.format(LICORNES, "CFD:50090002")).encode())
        [only] = found.mesures
        assert (only.formation, only.voie, only.lieu) == (("cfd", "50090002"), "apprentissage", LICORNES)
        assert valeurs(only, "taux_rupture_contrats", TAUX[0]) == (12, 81)
        assert found.offre == [Offre(("cfd", "50090002"), LICORNES, 2024, None, CFA.code, "promotion")]
        assert [seen.nature for seen in found.noms] == ["cfa"]
        assert report.unknown == {}


def test_an_agricultural_establishment_has_its_own_voie() -> None:
    found, _ = lire(read, PATHS[AGRICOLES.code], TEXT.encode())
    assert {m.voie for m in found.mesures} == {"scolaire_agricole"}
    assert statuts(found.mesures[0], "taux_rupture_contrats") == ("non_applicable",)


def test_equal_rows_are_one_and_rows_that_differ_are_none() -> None:
    other = ROWS[0].replace(";81;73;", ";82;73;")
    found, report = lire(read, PATHS[LYCEES.code], csv(FINE, *ROWS, ROWS[1]).encode())
    assert len(found.mesures) == len(ROWS)
    found, report = lire(read, PATHS[LYCEES.code], csv(FINE, *ROWS, other).encode())
    assert len(found.mesures) == len(ROWS) - 1
    [said] = [one for one in report.left_out if not one.voulu]
    assert (said.lignes, said.exemples) == (2, (f"{FEES} {CONTEUR} 2023_2024",))
    assert Offre(("mefstat11", CONTEUR), FEES, 2024, None, LYCEES.code, "promotion") in found.offre


@pytest.mark.parametrize("uai", ["1360003P", "9990003P"])
def test_an_establishment_abroad_is_refused_and_said(uai: str) -> None:
    found, report = lire(read, PATHS[LYCEES.code], TEXT.replace(DRAGONS, uai).encode())
    whole, _ = lire(read, PATHS[LYCEES.code], csv(FINE, *(row for row in ROWS if DRAGONS not in row)).encode())
    assert found == whole
    said = [(r.fichier, r.motif, r.lignes, r.exemples) for r in report.left_out]
    assert said == [(LYCEES.code, "établissement hors de France", 1, (uai,))]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "30;57;13;30;",
            "30;57;13;33;",
            ["ligne 2", "taux_poursuite_etudes", "contredit la part en poursuite d’études, 30"],
        ),
        ("30;57;13", "30;57;14", ["ligne 2", "101 au lieu de 100"]),
        ("30;57;13", "30;57;12", ["ligne 2", "99 au lieu de 100"]),
        (";40;;;40;", ";40;61;;40;", ["ligne 3", "101 au lieu de 100"]),
        ("type_diplome", "uai", ["ligne 1", "«\u00a0uai\u00a0» est là deux fois"]),
        (";81;73;", ";81;" + "7" * 500 + ";", ["ligne 2", "taux_emploi_12_mois", "777…\u00a0» est hors des bornes."]),
        (";81;", ";181;", ["ligne 2", "taux_emploi_6_mois", "«\u00a0181\u00a0»", "bornes"]),
        (";84;16;0;", ";12 **;16;0;", ["ligne 4", "«\u00a012 **\u00a0»", "nombre"]),
        (CONTEUR, "2383009001", ["ligne 2", "code_formation_mefstat11", "tableur"]),
        ("cumul 2023-2024", "cumul 2023-2025", ["ligne 2", "cumul de deux promotions"]),
        (FEES, "359901X", ["ligne 2", "uai"]),
        ("part_des_autres_situations", "autre", ["ligne 1", "DEVENIR Part autre situation 6 mois", "manque"]),
    ],
)
def test_a_damaged_file_is_named_with_column_and_line(old: str, new: str, words: list[str]) -> None:
    with pytest.raises(BadInputError) as stop:
        lycees(TEXT.replace(old, new, 1))
    assert [word for word in [PATHS[LYCEES.code], *words] if word not in str(stop.value)] == []


def test_a_file_cut_in_the_middle_of_a_letter_is_refused() -> None:
    with pytest.raises(BadInputError, match="ligne 8\u00a0: 1 colonnes au lieu de 17"):
        lire(read, PATHS[LYCEES.code], TEXT.encode() + "é".encode()[:1])


def _cle(ligne: dict[str, str]) -> tuple[str, ...]:
    code = ligne.get("code_formation_mefstat11") or ligne.get("code_formation_apprentissage") or ""
    return ligne.get("uai", ""), code[-11:].rpartition(":")[2], ligne.get("annee", "")[-9:].replace("-", "_")


COLONNES = {
    "part_poursuite": ("part_en_poursuite_d_etudes", "taux_poursuite_etudes"),
    "part_emploi_6m": ("part_en_emploi_6_mois_apres_la_sortie",),
    "part_autres_6m": ("part_des_autres_situations",),
    **{f"taux_emploi_{h}m": (f"taux_emploi_{h}_mois",) for h in (6, 12, 18, 24)},
}
CHIFFRES = Chiffres(COLONNES, _cle, lambda m: (m.lieu, m.formation and m.formation[1], m.millesime))


@given(abimes(TEXT))
def test_a_damaged_file_of_lycees_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, PATHS[LYCEES.code], data, CHIFFRES)


CFDS = {CONTEUR: "40090011", LICORNIER: "50090002", DRAGONNIER: "50090003"}
TEXT_CFA = reduce(lambda text, code: text.replace(code, CFDS[code]), CFDS, csv(FINE_CFA, *ROWS))


@given(abimes(TEXT_CFA))
def test_a_damaged_file_of_cfa_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, PATHS[CFA.code], data, CHIFFRES)


@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(rows: list[str]) -> None:
    assert lycees(csv(FINE, *rows)) == lycees(TEXT)
