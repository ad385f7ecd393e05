"""Golden cases of DOMAIN.md §11 in the full snapshot, as far as the builder answers for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_bundle.builder import read_bcn
from data_bundle.builder.derive import successors
from data_bundle.builder.files import Inputs
from data_bundle.builder.read_bcn import Bcn
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from tests.data_bundle.lecture import Lecture

pytestmark = pytest.mark.donnees

E = "_etablissement"
PARTS = ("part_poursuite", "part_emploi_6m", "part_autres_6m")
PARTS_E = tuple(nom + E for nom in PARTS)
EMPLOI = tuple(f"taux_emploi_{h}m" for h in (6, 12, 18, 24))
EMPLOI_E = tuple(nom + E for nom in EMPLOI)
LATER_E = EMPLOI_E[2:]
ATTENDU, VA, RUPTURE = (n + E for n in ("taux_emploi_6m_attendu", "va_emploi_6m", "taux_rupture_contrats"))
SMALL_E = (EMPLOI_E[0], ATTENDU, VA, EMPLOI_E[1])
NORMANDIE = "reg:28"


@pytest.fixture(scope="module")
def bcn(opendata: Path) -> Bcn:
    """The nomenclature, as read."""
    return read_bcn.read(Inputs(opendata, load(), Report()))


def test_g02_a_bac_pro_and_all_its_codes(complet: Lecture) -> None:
    columns = ("cfd", "mef10", "dispositif", "duree", "annee", "intitule", "rncp", "rome", "nsf", "terminale")
    cfd, mef10, dispositif, duree, annee, intitule, rncp, rome, nsf, terminale = complet.formation(
        "23830022106", *columns
    )
    assert (cfd, mef10, dispositif, duree, annee) == ("40022106", "2472210633", "247", 3, 3)
    assert (intitule, rncp, rome.split()[0], nsf, terminale) == ("Cuisine", "37910", "G1601", "221", 1)


def test_g03_one_cfd_is_three_formations_at_school(complet: Lecture) -> None:
    rows = complet.all(
        """SELECT substr(code, 1, 3), code, duree, terminale FROM formation
           WHERE cfd = '50022137' AND type_code = 'mefstat11'"""
    )
    assert {code for _, code, _, _ in rows} == {
        "23110022137", "23210022137", "23220022137", "23310022137", "23320022137", "23330022137",
    }  # fmt: skip
    assert {(cycle, duree) for cycle, _, duree, _ in rows} == {("231", 1), ("232", 2), ("233", 3)}
    assert {code for _, code, _, last in rows if last} == {"23110022137", "23220022137", "23330022137"}


def test_g04_a_leading_zero_a_region_and_a_level(complet: Lecture) -> None:
    row = complet.ligne("reg:52", "2022_2023", "01022110")
    assert row.voie == "apprentissage"
    assert row.cases["part_poursuite"][1:3] == (54, 463)
    assert row.valeurs("taux_emploi_6m") == (74,)
    assert complet.formation("01022110", "niveau", "cfd") == (3, "01022110")
    assert complet.all("SELECT nom, code_ra FROM territoire WHERE lieu = 'reg:52'") == [("Pays de la Loire", "17")]


def test_g05_a_year_before_the_last_leads_to_the_last(complet: Lecture) -> None:
    assert complet.liens("terminale", "23810022106") == {"23830022106"}
    assert complet.formation("23810022106", "terminale", "commune") == (0, 0)
    assert (
        complet.one("SELECT count(*) FROM mesure JOIN formation f ON f.id = formation WHERE f.code = '23810022106'")
        == 0
    )


def test_g06_a_shared_first_year_leads_to_nine_specialities(complet: Lecture) -> None:
    ends = ("23102", "23203", "23205", "23206", "23207", "23210", "23303", "23304", "25406")
    for code in ("23810020006", "40020006"):
        assert complet.liens("specialite", code) == {f"238300{end}" for end in ends}
    columns = ("commune", "terminale", "famille", "libelle")
    commune, terminale, famille, libelle = complet.formation("23810020006", *columns)
    assert (commune, terminale, famille) == (1, 0, "G0003")
    assert libelle.startswith("2de commune Métiers de la construction durable")
    assert complet.formation("23830023102", "fermeture") == ("2025-08-31",)


def test_g07_a_copy_from_the_older_version(complet: Lecture) -> None:
    row = complet.ligne(NORMANDIE, "2019_2020", "23830030004")
    assert (row.origine, row.code_origine) == ("ancienne", "23830030001")
    assert row.cases["part_poursuite"] == ("valeur", 61, 2435, 1486, 0)
    assert row.cases["taux_emploi_6m"] == ("valeur", 25, 949, 241, 0)
    assert row.valeurs("taux_emploi_12m", "taux_emploi_24m") == (35, 49)


def test_g08_two_versions_alive_are_two_rows_of_their_own(complet: Lecture) -> None:
    for code, values in (("23830030001", (59, 45)), ("23830030004", (70, 34))):
        row = complet.ligne(NORMANDIE, "2022_2023", code)
        assert row.origine == "propre"
        assert row.valeurs("part_poursuite", "taux_emploi_6m") == values


def test_g09_a_merge_stops_the_walk(bcn: Bcn, complet: Lecture) -> None:
    assert {"40031402", "40032402"} <= set(bcn.diplomes["40030001"].anciens)
    succ = successors(bcn)["cfd"]
    assert "40030001" not in succ.values()
    assert {"40033003", "40033004"} & succ.keys() == set()
    assert complet.liens("continuum", "40033007", backward=True) == set()


def test_g10_links_are_made_symmetric_and_never_to_oneself(bcn: Bcn, complet: Lecture) -> None:
    assert bcn.diplomes["50023436"].anciens == ()
    succ = successors(bcn)["cfd"]
    assert succ["50023429"] == "50023436"
    assert [code for code, other in succ.items() if code == other] == []
    assert "50022426" in bcn.diplomes["50022426"].nouveaux
    assert "50022426" not in succ
    assert complet.all("SELECT * FROM lien WHERE de = vers") == []


def test_g11_copies_go_forward_and_backward_from_an_own_row(complet: Lecture) -> None:
    own = complet.ligne(NORMANDIE, "2022_2023", "50023119")
    assert own.origine == "propre"
    assert own.cases["taux_emploi_6m"] == ("valeur", 68, 34, 23, 0)
    assert own.cases["part_poursuite"][1:3] == (70, 114)
    assert own.valeurs("taux_emploi_12m") == (85,)
    newer = complet.ligne(NORMANDIE, "2022_2023", "50023124")
    older = complet.ligne(NORMANDIE, "2022_2023", "50023116")
    assert (newer.origine, older.origine) == ("ancienne", "nouvelle")
    assert {newer.code_origine, older.code_origine} == {"50023119"}
    assert newer.cases == older.cases == own.cases
    before = complet.liens("continuum", "50023116", backward=True)
    for code in before:
        assert complet.ligne(NORMANDIE, "2022_2023", code).origine == "nouvelle"


def test_g12_a_cfa_with_everything_published(complet: Lecture) -> None:
    row = complet.ligne("0630003L", "2023_2024")
    assert row.valeurs(*PARTS_E) == (30, 57, 13)
    assert row.valeurs(EMPLOI_E[0], ATTENDU, VA, EMPLOI_E[1]) == (81, 73, 8, 73)
    assert row.statuts(*LATER_E, RUPTURE) == ("horizon_non_observe", "horizon_non_observe", "non_diffuse")
    assert {case.effectif for case in row.cases.values()} == {None}


def test_g13_zero_is_a_value(complet: Lecture) -> None:
    row = complet.ligne("0694268P", "2023_2024")
    assert row.valeurs(*PARTS_E, EMPLOI_E[0]) == (0, 75, 25, 75)
    assert row.statuts(*PARTS_E) == ("valeur",) * 3


def test_g14_parts_without_rates(complet: Lecture) -> None:
    row = complet.ligne("0912283M", "2022_2023")
    assert row.valeurs(*PARTS_E) == (84, 16, 0)
    assert row.statuts(*SMALL_E) == ("sous_seuil:sortants",) * 4


def test_g15_a_share_alone_and_a_row_all_blank(complet: Lecture) -> None:
    alone, blank = complet.ligne("0741322K", "2023_2024"), complet.ligne("0642020Y", "2023_2024")
    assert alone.valeurs(PARTS_E[0]) == (47,)
    assert alone.statuts(*PARTS_E[1:], *SMALL_E) == ("non_diffuse",) * 2 + ("sous_seuil:sortants",) * 4
    assert blank.statuts(*PARTS_E, *SMALL_E) == ("sous_seuil",) * 7
    for row in (alone, blank):
        assert row.statuts(*LATER_E) == ("horizon_non_observe",) * 2


def test_g16_the_added_value_is_never_recomputed(complet: Lecture) -> None:
    assert complet.ligne("0161223T", "2022_2023").valeurs(EMPLOI_E[0], ATTENDU, VA) == (71, 71, 1)


def test_g17_the_oldest_cohort_of_a_cfa(complet: Lecture) -> None:
    row = complet.ligne("0131781R", "2018_2019")
    assert row.valeurs(RUPTURE, PARTS_E[0], *EMPLOI_E, VA) == (51, 38, 55, 59, 55, 66, 2)
    assert row.cases[PARTS_E[1]] == ("valeur", 34, None, None, 1)


def test_g18_three_populations_of_one_lycee(complet: Lecture) -> None:
    expected = {
        "ensemble": (46, 25, 29, 46, 2),
        "apprentis": (24, 47, 29, 62, -7),
        "scolaires": (49, 22, 29, 43, 4),
    }
    rows = [row for row in complet.lignes("0010006B", "2022_2023") if row.voie == "scolaire"]
    assert {row.population: row.valeurs(*PARTS_E, EMPLOI_E[0], VA) for row in rows} == expected
    assert complet.ligne("0010006B", "2022_2023", population="ensemble").valeurs(ATTENDU) == (44,)


def test_g19_nd_is_a_small_group_and_zero_a_value(complet: Lecture) -> None:
    row = complet.ligne("0572951Y", "2022_2023", population="ensemble")
    assert row.valeurs(*PARTS_E) == (89, 0, 11)
    assert row.statuts(PARTS_E[1], EMPLOI_E[0], ATTENDU, VA) == ("valeur", *("sous_seuil:sortants",) * 3)


def test_g20_parts_recalculated_from_counts(complet: Lecture) -> None:
    row = complet.ligne(NORMANDIE, "2022_2023", "23830022106")
    assert row.valeurs(*PARTS) == (53, 25, 22)
    assert [row.cases[nom].recalcule for nom in PARTS] == [0, 1, 1]
    assert [row.cases[nom].effectif for nom in (*PARTS, "taux_emploi_6m")] == [440, 440, 440, 208]
    assert row.cases["taux_emploi_6m"][1:4] == (52, 208, 108)
    assert row.statuts(*EMPLOI[2:]) == ("horizon_non_observe",) * 2


def test_g21_nobody_in_work_is_zero(complet: Lecture) -> None:
    assert complet.ligne("reg:01", "2022_2023", "23830025406").cases["taux_emploi_6m"] == ("valeur", 0, 29, 0, 0)


def test_g22_two_voies_of_one_diploma_are_two_rows(complet: Lecture) -> None:
    school = complet.ligne(NORMANDIE, "2022_2023", "23220022137")
    apprentices = complet.ligne(NORMANDIE, "2022_2023", "50022137")
    assert school.cases["part_poursuite"][:3] == ("valeur", 59, None)
    assert school.statuts("taux_emploi_6m") == ("sous_seuil:sortants",)
    assert apprentices.valeurs("part_poursuite") == (61,)
    assert apprentices.cases["taux_emploi_6m"][1:3] == (62, 253)
    assert "50022137" in complet.liens("autre_voie", "23220022137")


def test_g26_both_ways_of_rounding_are_kept_as_published(complet: Lecture) -> None:
    assert complet.ligne("reg:11", "2019_2020", "32221034304").cases["taux_emploi_6m"][1:4] == (53, 40, 21)
    assert complet.ligne("reg:11", "2022_2023", "23830025410").cases["taux_emploi_6m"][1:4] == (62, 24, 15)


def test_figures_of_public_agriculture_are_not_invented(complet: Lecture) -> None:
    voies = """SELECT DISTINCT m.voie FROM mesure m JOIN formation f ON f.id = m.formation
               WHERE f.voie = 'scolaire_agricole' AND m.portee = 'formation'"""
    assert complet.column(voies) == ["scolaire"]
    assert complet.formation("32221034304", "voie", "diplome") == ("scolaire", "BTS")
    assert complet.one("SELECT count(*) FROM formation WHERE voie = 'scolaire_agricole' AND cfd NOT LIKE '__3%'") == 0
