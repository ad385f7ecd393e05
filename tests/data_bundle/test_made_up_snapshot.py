"""The whole way on made-up files: every rule of the figures on rows small enough to check by eye."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from data_bundle import APPLICATION_ID, USER_VERSION
from tests.data_bundle.conftest import INVENTES
from tests.data_bundle.lecture import Lecture

PARTS = ("part_emploi_6m", "part_poursuite", "part_autres_6m", "part_poursuite_ou_emploi_6m")
TAUX = ("taux_emploi_6m", "taux_emploi_12m", "taux_emploi_18m", "taux_emploi_24m")
E = "_etablissement"


def test_published_rates_are_kept_and_parts_come_from_the_counts(invente: Lecture) -> None:
    row = invente.ligne("reg:53", "2019_2020", "23220090001")
    assert row.valeurs(*TAUX) == (20, 40, 50, 60)
    assert row.valeurs(*PARTS) == (10, 50, 40, 60)
    assert [row.cases[n].recalcule for n in (*PARTS, *TAUX)] == [1, 0, 1, 1, 0, 0, 0, 0]
    assert row.cases["part_emploi_6m"][2:4] == (80, 8)
    assert row.cases["part_autres_6m"][2:4] == (80, 32)
    assert row.cases["part_poursuite_ou_emploi_6m"][2:4] == (80, 48)
    assert row.cases["taux_emploi_12m"][2:4] == (40, 16)


def test_a_rate_is_stored_as_published_even_off_by_one(invente: Lecture) -> None:
    row = invente.ligne("reg:53", "2022_2023", "23220090001")
    assert row.cases["taux_emploi_6m"] == ("valeur", 51, 40, 20, 0)
    assert row.cases["taux_emploi_12m"] == ("valeur", 53, 40, 21, 0)


def test_the_last_part_is_what_the_rounded_ones_leave(invente: Lecture) -> None:
    row = invente.ligne("reg:53", "2022_2023", "23220090001")
    assert row.valeurs(*PARTS) == (33, 33, 34, 66)


def test_a_share_without_counts_leaves_its_neighbours_empty_with_a_reason(invente: Lecture) -> None:
    row = invente.ligne("reg:53", "2022_2023", "23220090003")
    assert row.valeurs("part_poursuite") == (77,)
    assert row.statuts("part_emploi_6m", "part_autres_6m") == ("non_diffuse",) * 2
    assert row.statuts("taux_emploi_6m", "taux_emploi_24m") == ("sous_seuil:sortants", "horizon_non_observe")
    assert {case.effectif for case in row.cases.values()} == {None}


def test_a_blank_row_is_under_the_threshold(invente: Lecture) -> None:
    row = invente.ligne("reg:53", "2022_2023", "23830090011")
    assert row.statuts(*PARTS, *TAUX) == ("sous_seuil",) * 6 + ("horizon_non_observe",) * 2


def test_zero_is_a_value(invente: Lecture) -> None:
    row = invente.ligne("reg:53", "2022_2023", "50090002")
    assert row.cases["taux_emploi_6m"] == ("valeur", 0, 50, 0, 0)
    assert row.valeurs(*PARTS) == (0, 50, 50, 50)
    assert invente.ligne("reg:04", "2022_2023", "01090020").valeurs("part_poursuite") == (0,)


def test_a_leaked_count_under_twenty_takes_its_rates_with_it(invente: Lecture) -> None:
    row = invente.ligne("reg:04", "2022_2023", "23220090003")
    assert row.statuts(*PARTS, *TAUX[:2]) == ("sous_seuil",) * 6
    assert invente.column("SELECT effectif FROM valeur WHERE effectif < 20") == []


def test_figures_of_an_older_version_are_copied_with_their_origin(invente: Lecture) -> None:
    old, new = invente.ligne("reg:53", "2022_2023", "23220090001"), invente.ligne("reg:53", "2022_2023", "23220090002")
    assert (old.origine, new.origine, new.code_origine) == ("propre", "ancienne", "23220090001")
    assert new.cases == old.cases
    back = invente.ligne("reg:53", "2022_2023", "50090001")
    assert (back.origine, back.code_origine) == ("nouvelle", "50090002")


def test_a_merge_of_two_diplomas_gives_no_link(invente: Lecture) -> None:
    assert invente.liens("continuum", "50090006", backward=True) == set()
    assert invente.liens("continuum", "50090001") == {"50090002"}
    assert invente.liens("continuum", "50090003") == set()


def test_cfa_rows_have_every_indicator_of_an_establishment(invente: Lecture) -> None:
    row = invente.ligne("0359903Z", "2022_2023")
    assert (row.voie, row.population, row.source) == ("apprentissage", "ensemble", "fr-en-inserjeunes-cfa")
    assert row.valeurs(*(n + E for n in PARTS)) == (57, 30, 13, 87)
    assert row.valeurs("taux_emploi_6m_attendu" + E, "va_emploi_6m" + E) == (73, 8)
    assert row.statuts("taux_emploi_24m" + E, "taux_rupture_contrats" + E) == ("horizon_non_observe", "non_diffuse")
    assert len(row.cases) == 11


def test_before_the_parts_existed_one_is_rebuilt_and_says_so(invente: Lecture) -> None:
    row = invente.ligne("0359903Z", "2018_2019")
    assert row.valeurs(*(n + E for n in PARTS)) == (34, 38, 28, 72)
    assert [row.cases[n + E].recalcule for n in PARTS] == [1, 0, 1, 1]
    assert row.valeurs("taux_rupture_contrats" + E) == (51,)


def test_a_part_of_zero_is_not_looked_for_elsewhere(invente: Lecture) -> None:
    row = invente.ligne("0359907D", "2022_2023")
    assert row.valeurs(*(n + E for n in PARTS)) == (90, 0, 10, 90)


def test_a_share_published_alone_leaves_the_other_parts_unpublished(invente: Lecture) -> None:
    row = invente.ligne("9749904X", "2022_2023")
    assert row.valeurs("part_poursuite" + E) == (47,)
    assert row.statuts("part_emploi_6m" + E, "part_poursuite_ou_emploi_6m" + E) == ("non_diffuse",) * 2
    assert row.statuts("taux_emploi_6m" + E, "va_emploi_6m" + E) == ("sous_seuil:sortants",) * 2


def test_the_three_populations_of_a_lycee_stay_apart(invente: Lecture) -> None:
    shares = {
        row.population: row.valeurs(*(n + E for n in PARTS[:3])) for row in invente.lignes("0359901X", "2022_2023")
    }
    assert shares == {"ensemble": (25, 46, 29), "apprentis": (47, 24, 29), "scolaires": (0, 89, 11)}
    pupils = invente.ligne("0359901X", "2022_2023", population="scolaires")
    assert pupils.statuts("taux_emploi_6m" + E, "taux_rupture_contrats" + E) == (
        "sous_seuil:sortants",
        "non_applicable",
    )
    assert pupils.statuts("taux_emploi_12m" + E) == ("non_diffuse",)
    older = invente.ligne("0359901X", "2018_2019")
    assert older.valeurs("taux_emploi_24m" + E, "part_emploi_6m" + E) == (56, 24)


def test_one_of_two_equal_sources_is_kept_and_the_other_fills_its_holes(invente: Lecture) -> None:
    assert invente.ligne("0359903Z", "2022_2023").valeurs("part_poursuite" + E) == (30,)
    assert invente.ligne("0359906C", "2022_2023").source == "inserjeunes-depp-etablissements"


def test_the_offer_stands_under_the_diploma_that_one_would_enter_today(invente: Lecture) -> None:
    query = """SELECT f.code, e.uai, o.rentree, v.code FROM offre o JOIN formation f ON f.id = o.formation
               JOIN etablissement e ON e.id = o.etablissement LEFT JOIN formation v ON v.id = o.observee
               ORDER BY 1, 2"""
    assert invente.all(query) == [
        ("23110090003", "9749902V", 2020, None),
        ("23220090002", "0359901X", 2020, "23220090001"),
        ("23220090002", "9749902V", 2020, None),
        ("23220090003", "0359901X", 2020, None),
        ("23810090010", "0359901X", 2020, None),
        ("23830090011", "9749902V", 2020, None),
    ]


def test_years_before_the_last_lead_to_it(invente: Lecture) -> None:
    assert invente.liens("terminale", "23820090011") == {"23830090011"}
    assert invente.formation("23820090011", "libelle", "terminale") == ("Bac pro Conteur (1re)", 0)
    assert invente.formation("23210090003", "libelle") == ("CAP Dragonnier (1re année)",)


def test_a_shared_first_year_leads_to_each_speciality(invente: Lecture) -> None:
    for code in ("23810090010", "40090010"):
        assert invente.liens("specialite", code) == {"23830090011", "23830090012"}
    assert invente.formation("40090010", "type_code", "voie", "commune") == ("cfd", "scolaire", 1)
    columns = ("libelle", "diplome", "commune", "terminale", "famille_libelle")
    assert invente.formation("23810090010", *columns) == (
        "2de commune Métiers des contes", "Bac pro", 1, 0, "Métiers des contes",
    )  # fmt: skip


def test_cap_of_one_and_two_years_are_two_formations(invente: Lecture) -> None:
    found = invente.all("SELECT code, duree FROM formation WHERE cfd = '50090003' AND terminale ORDER BY 1")
    assert found == [("23110090003", 1), ("23220090003", 2), ("50090003", None)]
    assert invente.liens("autre_voie", "50090003") == {"23110090003", "23220090003"}


def test_a_mention_complementaire_has_the_level_of_its_own_row(invente: Lecture) -> None:
    assert invente.formation("01090020", "niveau", "nsf", "domaine_libelle") == (3, "221", "Transformations")


def test_places_come_from_the_directory_then_from_the_name(invente: Lecture) -> None:
    columns = "nom, commune, position, departement, region, academie, nature, internat, latitude"
    query = f"SELECT {columns} FROM etablissement WHERE uai = ?"
    assert invente.all(query, "0359901X") == [
        ("Lycée professionnel des fées (inventé)", "35288", "etablissement", "35", "53", "14", "lycee", 1, 48.64)
    ]
    [cfa] = invente.all(query, "0359903Z")
    assert cfa[1:3] == ("35238", "commune")
    assert cfa[6] == "cfa"
    [unknown] = invente.all(query, "0359905B")
    assert unknown[1:3] == (None, None)


def test_a_date_far_ahead_of_all_others_is_not_believed(invente: Lecture) -> None:
    dates = dict(invente.all("SELECT code, mise_a_jour FROM source"))
    assert dates["bcn"] == "2025-02-02"
    assert dates["certif-info"] == "2024-03-13"
    assert dates["inserjeunes-regions"] is None
    assert invente.one("SELECT valeur FROM meta WHERE cle = 'construit_le'") == "2025-03-04"


def test_the_snapshot_says_what_it_is(invente: Lecture) -> None:
    assert invente.one("PRAGMA application_id") == APPLICATION_ID
    assert invente.one("PRAGMA user_version") == USER_VERSION
    assert invente.one("PRAGMA journal_mode") == "delete"
    assert invente.one("PRAGMA page_size") == 4096
    meta = dict(invente.all("SELECT * FROM meta"))
    assert meta["id"].startswith("2025-03-04-")
    assert json.loads(meta["perimetre"]) == ["fr"]
    assert "inserjeunes-regions" in json.loads(meta["jeux"])
    assert "communes-centres" not in json.loads(meta["jeux"])


def test_a_source_of_one_file_has_the_hash_of_that_file(invente: Lecture) -> None:
    raw = (INVENTES / "certif-info/certif_info.csv").read_bytes()
    query = "SELECT sha256, fichiers FROM source WHERE code = 'certif-info'"
    assert invente.all(query) == [(hashlib.sha256(raw).hexdigest(), '["certif-info/certif_info.csv"]')]


def test_another_figure_gives_another_id(invente: Lecture, dossier: Path, construire: Callable[..., Path]) -> None:
    path = dossier / "inserjeunes-regions/ij_region_data_invente.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(";51;33", ";50;33"), encoding="utf-8")
    query = "SELECT valeur FROM meta WHERE cle = 'id'"
    assert Lecture(construire()).one(query) != invente.one(query)


def test_promotions_say_what_was_loaded(invente: Lecture) -> None:
    assert invente.all("SELECT * FROM promotion") == [
        ("reg:04", "apprentissage", "2022_2023"),
        ("reg:04", "scolaire", "2022_2023"),
        ("reg:53", "apprentissage", "2022_2023"),
        ("reg:53", "scolaire", "2019_2020"),
        ("reg:53", "scolaire", "2022_2023"),
    ]


def test_words_lead_to_formations_and_places(invente: Lecture) -> None:
    by_word = (
        "SELECT f.code, m.ancien FROM mot_formation m JOIN formation f ON f.id = m.formation WHERE mot = ? ORDER BY 1"
    )
    assert invente.all(by_word, "dragonnier") == [("23110090003", 0), ("23220090003", 0), ("50090003", 0)]
    assert ("23220090003", 0) in invente.all(by_word, "aptitude")
    assert ("23220090002", 0) in invente.all(by_word, "licornier")
    assert "50090001" not in {code for code, _ in invente.all(by_word, "licornier")}
    assert invente.all(by_word, "50090001")[-1] == ("50090001", 1)
    assert invente.all(by_word, "99003")[0][1] == 1
    assert invente.all(by_word, "seconde") == [("23810090010", 0)]
    assert invente.all(by_word, "40090010") == [("23810090010", 1)]
    assert {code for code, _ in invente.all(by_word, "ogre")} == {"50090006"} | {"23220090006"}
    places = "SELECT e.uai FROM mot_lieu m JOIN etablissement e ON e.id = m.etablissement WHERE mot = ? ORDER BY 1"
    assert invente.column(places, "malo") == ["0359901X"]
    assert len(invente.column(places, "bretagne")) == 5
    assert invente.column(places, "9749904x") == ["9749904X"]


def test_coverage_counts_figures_copies_and_small_groups(invente: Lecture) -> None:
    query = "SELECT voie, diplome, region, formations, avec_chiffre, par_continuum, sous_seuil FROM couverture"
    assert invente.all(f"{query} WHERE region = '53'") == [
        ("apprentissage", "CAP", "53", 1, 1, 0, 0),
        ("scolaire", "Bac pro", "53", 1, 0, 0, 1),
        ("scolaire", "CAP", "53", 3, 2, 1, 0),
    ]
