"""IVAL on the real file of 2012 to 2017, on rows made up to the header of today, and the rule of what is too old."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder import read_ival
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.read_ival import GENERAL, OLDER_PRO, PRO, Jeu
from data_bundle.builder.reading import Reading
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from data_bundle.builder.too_old import YEARS, check_future, oldest_kept
from data_bundle.indicators import INDICATEURS, STATUTS
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.abimer import Chiffres, abimes, lire, reads_rightly_or_stops

TODAY = (
    "annee;uai;libelle_uai;presents_total;taux_reu_total;va_reu_total;taux_men_total;va_men_total;taux_acces_2nde;"
    "va_acces_2nde\n"
)
OLDER = (
    "Code établissement;Etablissement;Année;Effectifs présents Total secteurs;Taux Brut de Réussite Total secteurs;"
    "Taux Réussite Attendu France;Taux_Brut_de_mentions_Total_secteurs;Taux accès Brut seconde BAC;"
    "Taux accès Attendu France seconde BAC;code région\n"
)
STATUS = {s.id: f"{s.nom}:{s.variante}" if s.variante else s.nom for s in STATUTS}
NAMES = {i.id: i.nom for i in INDICATEURS}


def path_of(jeu: Jeu) -> str:
    return {
        OLDER_PRO: f"ival-lycees-pro/{OLDER_PRO.code}_invente.csv",
        PRO: f"ival-lycees-pro/{PRO.code}_invente.csv",
        GENERAL: f"ival-lycees-gt/{GENERAL.code}_invente.csv",
    }[jeu]


def read(text: str, jeu: Jeu = PRO) -> tuple[Reading, Report]:
    return lire(read_ival.read, path_of(jeu), text.encode())


def cells(mesure: Mesure) -> dict[str, object]:
    """Return by indicateur the value, or the status of a gap."""
    return {NAMES[c.indicateur]: STATUS[c.statut] if c.valeur is None else c.valeur for c in mesure.cells}


def test_the_real_file_has_a_cell_for_every_indicator_and_a_reason_for_every_gap(opendata: Path) -> None:
    found = read_ival.read(Inputs(opendata, load(), Report()))
    expected = [i.id for i in INDICATEURS if i.portee == "reussite"]
    assert {tuple(c.indicateur for c in m.cells) for m in found.mesures} == {tuple(expected)}
    statuses = {said for m in found.mesures for said in cells(m).values() if isinstance(said, str)}
    assert statuses == {"sous_seuil", "non_diffuse", "raison_inconnue"}


def test_the_table_of_today_gives_its_valeur_ajoutee() -> None:
    found, _ = read(TODAY + "2025;0350001A;Lycée des fées;101;92;-3;41,0;+2;65.0;\u22124\n")
    [row] = found.mesures
    assert (row.lieu, row.millesime, row.population, row.source) == ("0350001A", "2025", "professionnel", PRO.code)
    assert cells(row) == {
        "taux_reussite": 92, "taux_reussite_attendu": "non_diffuse", "va_reussite": -3, "taux_mention": 41,
        "va_mention": 2, "taux_acces_2nde_bac": 65, "taux_acces_2nde_bac_attendu": "non_diffuse",
        "va_acces_2nde_bac": -4,
    }  # fmt: skip
    [nom] = found.noms
    assert (nom.libelle, nom.nature, nom.millesime) == ("Lycée des fées", "lycee", "2025")


def test_a_session_may_be_written_as_a_day() -> None:
    found, _ = read(TODAY + "2025-01-01;0350001A;Lycée;101;92;-3;41;2;65;-4\n")
    assert found.mesures[0].millesime == "2025"


@pytest.mark.parametrize(
    ("jeu", "presents", "shown", "effectif"),
    [
        (PRO, 9, False, None), (PRO, 10, True, None), (PRO, 19, True, None), (PRO, 20, True, 20),
        (GENERAL, 19, False, None), (GENERAL, 20, True, 20),
    ],
)  # fmt: skip
def test_too_few_at_the_exam_leave_no_figure_and_few_are_not_told(
    jeu: Jeu, presents: int, shown: bool, effectif: int | None
) -> None:
    found, _ = read(TODAY + f"2025;0350001A;Lycée;{presents};92;-3;41;2;65;-4\n", jeu)
    [row] = found.mesures
    assert cells(row)["taux_reussite"] == (92 if shown else "sous_seuil")
    assert cells(row)["taux_reussite_attendu"] == "non_diffuse"
    assert row.cells[0].effectif == effectif
    assert {c.effectif for c in row.cells[1:]} == {None}


def test_a_mark_a_blank_and_an_empty_column_have_their_own_reason() -> None:
    text = OLDER + "0350001A;Lycée;2016;ND;ND;50;;;70;53\n" + "0350002B;Lycée;2016;30;92;ND;;60;;53\n"
    first, second = (cells(m) for m in read(text, OLDER_PRO)[0].mesures)
    assert (first["taux_reussite"], first["taux_acces_2nde_bac"]) == ("non_diffuse", "raison_inconnue")
    assert (first["taux_reussite_attendu"], first["taux_acces_2nde_bac_attendu"]) == (50, 70)
    assert (second["taux_reussite_attendu"], second["taux_mention"]) == ("non_diffuse", "non_diffuse")
    assert second["taux_acces_2nde_bac_attendu"] == "raison_inconnue"


def test_two_rows_that_differ_by_region_alone_are_one_and_by_figures_none() -> None:
    one = "0350001A;Lycée;2016;30;92;90;;60;61;"
    found, _ = read(OLDER + one + "0\n" + one + "01\n", OLDER_PRO)
    assert len(found.mesures) == 1
    found, report = read(OLDER + one + "0\n" + one.replace("92", "93") + "01\n", OLDER_PRO)
    assert found.mesures == []
    assert [one.lignes for one in report.left_out] == [2]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("An 2025;0350001A;Lycée;101;92;-3;41;2;65;-4", "annee", "session"),
        ("2025;0350001;Lycée;101;92;-3;41;2;65;-4", "uai", "code entier"),
        ("2025;0350001A;Lycée;101;101;-3;41;2;65;-4", "taux_reu_total", "hors des bornes"),
        ("2025;0350001A;Lycée;101;92;-3;-1;2;65;-4", "taux_men_total", "hors des bornes"),
        ("2025;0350001A;Lycée;101;92;-101;41;2;65;-4", "va_reu_total", "hors des bornes"),
        ("2025;0350001A;Lycée;-1;92;-3;41;2;65;-4", "presents_total", "hors des bornes"),
        ("2025;0350001A;Lycée;10,5;92;-3;41;2;65;-4", "presents_total", "nombre entier"),
        ("2025;0350001A;Lycée;101;bien;-3;41;2;65;-4", "taux_reu_total", "pas un nombre"),
    ],
)
def test_what_cannot_be_stops_with_its_line(row: str, column: str, reason: str) -> None:
    text = TODAY + "2025;0350002B;Lycée;101;92;-3;41;2;65;-4\n" + row + "\n"
    with pytest.raises(BadInputError, match=rf"_invente\.csv, ligne 3, colonne «\u00a0{column}\u00a0».*{reason}"):
        read(text)


@pytest.mark.parametrize("name", ["uai", "annee", "presents_total", "taux_reu_total", "taux_acces_2nde"])
def test_a_file_without_a_column_that_decides_is_refused(name: str) -> None:
    with pytest.raises(BadInputError, match=r"ligne 1.*manque"):
        read(TODAY.replace(name, "autre") + "2025;0350001A;Lycée;101;92;-3;41;2;65;-4\n")


BASE = TODAY + "2025;0350001A;Lycée des fées;101;92;-3;41;2;65;-4\n2024;0350001A;Lycée des fées;8;75;;;ND;50;1\n"
CHIFFRES = Chiffres(
    colonnes=read_ival._FIGURES,
    cle=lambda one: (one["uai"], one["annee"][:4]),
    de=lambda mesure: (mesure.lieu, mesure.millesime),
    tous=False,
)


@given(abimes(BASE))
def test_a_damaged_file_is_read_rightly_or_refused(data: bytes) -> None:
    reads_rightly_or_stops(read_ival.read, path_of(PRO), data, CHIFFRES)


def mesure(source: str, millesime: str, portee: str = "reussite") -> Mesure:
    return Mesure(None, "0350001A", "scolaire", millesime, "ensemble", source, (), portee=portee)


def test_a_row_is_too_old_beside_a_much_newer_one_of_its_own_source_and_portee() -> None:
    rows = [mesure("a", "2023_2024", "etablissement"), mesure("a", "2018_2019", "etablissement"), mesure("a", "2022")]
    assert oldest_kept(rows, "2026-03-30") == {("a", "etablissement"): 2019, ("a", "reussite"): 2017}


def test_a_source_that_stops_long_before_the_day_is_too_old_as_a_whole() -> None:
    assert oldest_kept([mesure("a", "2021")], "2026-03-30") == {("a", "reussite"): 2016}
    assert oldest_kept([mesure("a", "2020")], "2026-03-30") == {("a", "reussite"): 2021}
    assert oldest_kept([mesure("a", "2020")], "2025-12-31") == {("a", "reussite"): 2015}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("2026_2027", "formation"), "promotion 2026-2027 dans le futur (1 ligne)"), (("2025_2026", "formation"), None),
        (("2034", "etablissement"), "promotion 2034 dans le futur (1 ligne)"), (("2027", "reussite"), None),
        (("2028", "reussite"), "session 2028 dans le futur (1 ligne)"), (("2027", "acces"), None),
        (("2028", "acces"), "session 2028 dans le futur (1 ligne)"),
    ],
)  # fmt: skip
def test_a_row_of_the_future_stops_instead_of_making_the_others_old(row: tuple[str, str], said: str | None) -> None:
    rows = [mesure("a", "2024", row[1]), mesure("b", *row)]
    if said is None:
        check_future(rows, "2026-03-30")
        return
    with pytest.raises(BadInputError) as stop:
        check_future(rows, "2026-03-30")
    assert str(stop.value) == f"b\u00a0: {said}\u00a0; reprenez le fichier d’origine."


@given(st.lists(st.integers(2000, 2040), min_size=1), st.integers(2010, 2040))
def test_nothing_kept_is_more_than_five_cohorts_behind(years: list[int], year: int) -> None:
    rows = [mesure("a", str(y)) for y in years]
    kept = [y for y in years if y >= oldest_kept(rows, f"{year}-06-01")["a", "reussite"]]
    assert kept == ([y for y in years if y >= max(years) - YEARS] if max(years) >= year - YEARS else [])


def test_the_full_snapshot_keeps_every_cohort_of_inserjeunes_and_no_session_of_ival(complet: Lecture) -> None:
    cohorts = dict(complet.all("SELECT portee, min(millesime) FROM mesure WHERE portee <> 'acces' GROUP BY 1"))
    assert cohorts["etablissement"] == "2018_2019"
    assert cohorts["formation"] == "2019_2020"
    assert "reussite" not in cohorts
    assert complet.column("SELECT code FROM source WHERE dispositif = 'IVAL'") == []
    assert "professionnels" not in complet.one("SELECT valeur FROM meta WHERE cle = 'jeux'")
    said = complet.one("SELECT valeur FROM meta WHERE cle = 'qualite'")
    assert "sessions 2012 à 2017, trop anciennes pour l’instantané (plus de cinq ans)" in said


def write(folder: Path, jeu: Jeu, text: str) -> None:
    path = folder / path_of(jeu)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_lycee_that_only_an_old_session_names_is_not_in_the_snapshot(
    dossier: Path, construire: Callable[..., Path]
) -> None:
    write(dossier, OLDER_PRO, OLDER + "0359912J;Lycée disparu;2017;30;92;90;;60;61;53\n")
    sessions = ("2024;0359901X", "2019;0359901X", "2018;0359913K")
    write(dossier, PRO, TODAY + "".join(f"{one};Lycée;101;92;-3;41;2;65;-4\n" for one in sessions))
    found = Lecture(construire())
    assert found.column("SELECT uai FROM etablissement WHERE uai IN ('0359912J', '0359913K')") == []
    kept = found.all("SELECT lieu, millesime FROM mesure WHERE portee = 'reussite' ORDER BY 2")
    assert kept == [("0359901X", "2019"), ("0359901X", "2024")]
    said = found.one("SELECT valeur FROM meta WHERE cle = 'qualite'")
    assert "sessions 2017, trop anciennes" in said
    assert "sessions 2018, trop anciennes" in said
    assert found.column("SELECT code FROM source WHERE dispositif = 'IVAL'") == [PRO.code]
    row = found.lignes("0359901X", "2024")[0]
    assert row.cases["taux_reussite"] == ("valeur", 92, 101, None, 0)
