"""Lines of Parcoursup beside diplomas of the same label: made-up ones for the rules, the real file for the measure."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Mesure
from data_bundle.builder.rapprochement import match as rapprochement
from data_bundle.builder.rapprochement.facts import tell, truth
from data_bundle.builder.rapprochement.match import Rapprochement
from data_bundle.builder.rapprochement.titles import keys, title_of
from data_bundle.builder.read_bcn import Bcn, Groupe, Mef
from data_bundle.builder.read_offre import Presence
from data_bundle.builder.report import Report
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.parcoursup_inventes import diplome, lu, put

FEE = diplome("32221090101", "Licornier")
OLD = diplome("32221090100", "Licornier", fermeture="2024-08-31")
LEAVING = diplome("32221090102", "Licornier", fermeture="2026-08-31")
NEXT = diplome("32221090103", "Licornier", ouverture="2026-09-01", premiere_session=2027)
ONE_YEAR = diplome("32111090101", "Licornier", cfd=FEE.cfd, duree=1)
LICORNE = "BTS - Services - Licornier"
MADE_UP_BCN = Bcn(mefs={"32221090101": Mef("32221090101", "3119010122", "32090101", "311", 2, 2, "", None, None)})


def matched(folder: Path, formations: list[Formation], *rows: dict[str, str], by: bool = False) -> Rapprochement:
    reading, _ = lu(folder, *rows, apprentissage=by)
    return rapprochement.match([*formations, *reading.formations], reading.mesures)


def codes(found: Rapprochement) -> list[str]:
    return [m.formation[1] for m in found.matches]


@pytest.mark.parametrize(
    ("label", "titre"),
    [
        ("BTS - Services - Gestion de la PME", "Gestion de la PME"),
        ("BTS - Production - Métiers de la mode-vêtements", "Métiers de la mode, vêtement"),
        ("BTS - Production - Maintenance - option A Systèmes", "Maintenance, option A systèmes"),
        ("BTS - Production - Véhicules option motocycles", "Véhicules, option C motocycles"),
        (
            "BTS - Services - Métiers de l'audio-visuel opt : métiers du son",
            "Métiers de l’audiovisuel, option métiers du son",
        ),
        ("BTS - Production - Electrotechnique - parcours Marine Nationale/Maistrance-Défense", "Électrotechnique"),
        ("BTS - Services - Tourisme - Entièrement en distanciel", "Tourisme"),
        ("BTS - Services - Qualité (BioQUALIM) produits laitiers", "Qualité, option produits laitiers"),
    ],
)
def test_a_label_is_matched_with_the_title_that_says_the_same_words(tmp_path: Path, label: str, titre: str) -> None:
    found = matched(tmp_path, [diplome("32221090199", titre), FEE], {"lib_comp_voe_ins": label})
    assert codes(found) == ["32221090199"]


@pytest.mark.parametrize(
    ("label", "titre"),
    [
        ("BTS - Production - Electronique", "Électrotechnique"),
        ("BTS - Production - Maintenance - option A Systèmes", "Maintenance, option B systèmes éoliens"),
        ("BTS - Services - Métiers du montage", "Métiers du montage et du son"),
        ("BTS - Agricole - Licornier", "Licornier"),
        ("Licence - Licornier", "Licornier"),
    ],
)
def test_other_words_or_another_diploma_are_no_match(tmp_path: Path, label: str, titre: str) -> None:
    found = matched(tmp_path, [diplome("32221090101", titre)], {"lib_comp_voe_ins": label})
    assert codes(found) == []


def test_an_open_diploma_goes_before_a_closed_one_and_one_that_lasts_before_one_that_ends(tmp_path: Path) -> None:
    assert codes(matched(tmp_path, [OLD, FEE], {})) == [FEE.code]
    assert codes(matched(tmp_path, [LEAVING, FEE], {})) == [FEE.code]
    assert codes(matched(tmp_path, [replace(FEE, derniere_session=2026), NEXT], {})) == [NEXT.code]
    assert codes(matched(tmp_path, [OLD], {})) == []


def test_a_diploma_that_ends_before_those_who_enter_leave_is_no_match(tmp_path: Path) -> None:
    for ending in (LEAVING, replace(FEE, derniere_session=2026)):
        found = matched(tmp_path, [OLD, ending], {})
        assert codes(found) == []
        assert [(c.lignes, c.sans_diplome) for c in found.comptes] == [(1, 1)]
    assert codes(matched(tmp_path, [replace(FEE, derniere_session=2027)], {})) == [FEE.code]


def test_a_label_of_two_open_diplomas_is_matched_with_none(tmp_path: Path) -> None:
    found = matched(tmp_path, [FEE, diplome("32221090109", "Licornier")], {})
    assert codes(found) == []
    assert [(c.lignes, c.ambigues) for c in found.comptes] == [(1, 1)]


def test_two_lines_of_one_place_for_one_diploma_are_both_left_alone(tmp_path: Path) -> None:
    twice = [{}, {"lib_comp_voe_ins": f"{LICORNE} - Parcours Marine Nationale"}]
    elsewhere = {"cod_uai": "0359902Y"}
    found = matched(tmp_path, [FEE], *twice, elsewhere)
    assert [m.uai for m in found.matches] == ["0359902Y"]
    assert [(c.lignes, c.rapprochees, c.repetees) for c in found.comptes] == [(3, 1, 2)]


def test_a_bts_is_entered_for_two_years_unless_the_label_says_three(tmp_path: Path) -> None:
    three = diplome("32331090101", "Licornier", cfd=FEE.cfd, duree=3)
    formations = [ONE_YEAR, FEE, three]
    assert codes(matched(tmp_path, formations, {})) == [FEE.code]
    assert codes(matched(tmp_path, formations, {"lib_comp_voe_ins": f"{LICORNE} - en 3 ans"})) == [three.code]
    assert codes(matched(tmp_path, [ONE_YEAR, FEE], {"lib_comp_voe_ins": f"{LICORNE} - en 3 ans"})) == []


def test_a_shared_first_year_is_matched_with_itself(tmp_path: Path) -> None:
    shared = diplome("32211090190", "Licornier (1re année commune)", terminale=0, commune=1, annee=1)
    said = {"lib_comp_voe_ins": f"{LICORNE} (1ère année commune)"}
    assert codes(matched(tmp_path, [shared, FEE], said)) == [shared.code]
    assert codes(matched(tmp_path, [shared, FEE], {})) == [FEE.code]
    assert codes(matched(tmp_path, [shared], {})) == [shared.code]


def test_a_year_that_is_not_the_last_is_no_match(tmp_path: Path) -> None:
    assert codes(matched(tmp_path, [diplome("32211090101", "Licornier", terminale=0, annee=1)], {})) == []


def test_an_apprentice_is_matched_by_cfd_and_a_pupil_is_not(tmp_path: Path) -> None:
    cfd = diplome("32090101", "Licornier", type_code="cfd", mefstat11=None, voie="apprentissage", duree=None)
    assert codes(matched(tmp_path, [cfd, FEE], {}, by=True)) == ["32090101"]
    assert codes(matched(tmp_path, [cfd, FEE], {})) == [FEE.code]


def test_a_licence_is_matched_by_sise(tmp_path: Path) -> None:
    droit = diplome(
        "2500025",
        "DROIT",
        type_code="sise",
        cfd=None,
        mefstat11=None,
        diplome="Licence",
        libelle_officiel="DROIT",
        duree=None,
    )
    found = matched(
        tmp_path, [droit], {"lib_comp_voe_ins": "Licence - Droit"}, {"lib_comp_voe_ins": "Licence - Droits"}
    )
    assert codes(found) == []
    assert codes(matched(tmp_path, [droit], {"lib_comp_voe_ins": "Licence - Droit"})) == ["2500025"]


def test_a_match_brings_figures_offer_and_link_and_keeps_the_label_as_written(tmp_path: Path) -> None:
    agricole = replace(FEE, voie="scolaire_agricole")
    reading, _ = lu(tmp_path, {}, {"lib_comp_voe_ins": "CPGE - MPSI"})
    rows = {f.key: f for f in [agricole, *reading.formations]}
    found = rapprochement.match(rows.values(), reading.mesures)
    own: Mesure = reading.mesures[0]
    [copy] = found.mesures(reading.mesures, rows)
    assert (copy.formation, copy.voie, copy.libelle_source) == (FEE.key, "scolaire_agricole", LICORNE)
    assert (copy.cells, copy.lieu, copy.millesime, copy.portee) == (own.cells, own.lieu, "2025", "acces")
    assert [o.formation for o in found.offre(reading.offre)] == [FEE.key, reading.formations[1].key]
    assert found.liens == [("rapprochement", own.formation, FEE.key)]


def test_the_truth_is_what_the_constat_saw_of_diplomas_that_existed(tmp_path: Path) -> None:
    young = diplome("32221090103", "Dragonnier", ouverture="2023-09-01")
    rows = [{}, {"cod_uai": "0359902Y"}, {"cod_uai": "0359903Z"}, {"lib_comp_voe_ins": "BTS - Services - Dragonnier"}]
    found = matched(tmp_path, [FEE, young], *rows)
    assert len(found.matches) == 4
    by_key = {f.key: f for f in (FEE, young)}
    presences = [Presence("0359901X", FEE.code, 2020), Presence("0359902Y", "32221099999", 2020)]
    other = Mef("32221099999", "3119999922", "32099999", "311", 2, 2, "", None, None)
    bcn = Bcn(mefs={**MADE_UP_BCN.mefs, other.mefstat11: other})
    checked = truth(found.matches, by_key, presences, bcn)
    assert checked is not None
    assert (checked.rentree, checked.verifiables, checked.confirmees) == (2020, 2, 1)
    assert truth(found.matches, by_key, [], bcn) is None
    report = Report()
    tell(found, checked, report)
    assert any("1 des 2 que la rentrée 2020 permet de vérifier" in line for line in report.lines)
    assert report.facts["rapprochement"]["verite"]["confirmees"] == 1


def test_a_shared_first_year_is_confirmed_by_any_of_its_specialities(tmp_path: Path) -> None:
    shared = diplome("32211090190", "Licornier (1re année commune)", terminale=0, commune=1, annee=1)
    found = matched(tmp_path, [shared], {})
    groups = {"G9": Groupe("G9", "TG03", "Licornier", ("32090190", "32090101"))}
    bcn = Bcn(mefs=MADE_UP_BCN.mefs, groupes=groups)
    checked = truth(found.matches, {shared.key: shared}, [Presence("0359901X", "32221090101", 2020)], bcn)
    assert checked is not None
    assert (checked.verifiables, checked.confirmees) == (1, 1)


def test_letters_of_options_count_before_they_are_set_aside() -> None:
    first = [next(iter(keys(title))) for title in ("Métier, option A bois", "Métier, option B bois")]
    assert first[0] != first[1]
    assert title_of("Métier, option A bois, en 3 ans, réservé aux sportifs") == ("Métier, option A bois", False, 3)


@pytest.fixture
def avec_bts(dossier: Path) -> Path:
    """The made-up files with a made-up BTS in BCN, in two years."""
    for name, lines in {
        "N_FORMATION_DIPLOME.csv": ["32090101;320;221;BTS;LICORNIER (BTS);01/09/2012;;2014;;;;01/02/2025"],
        "N_MEF.csv": [
            "3119010121;311;32090101;2;1;1BTS2 LICORNIER;01/09/2012;;32211090101",
            "3119010122;311;32090101;2;2;2BTS2 LICORNIER;01/09/2013;;32221090101",
        ],
    }.items():
        with (dossier / "bcn" / name).open("a", encoding="cp1252") as stream:
            stream.writelines(line + "\n" for line in lines)
    return dossier


def test_a_matched_line_stands_in_the_snapshot_but_not_twice_in_a_search(
    avec_bts: Path, construire: Callable[..., Path]
) -> None:
    put(avec_bts, {"cod_aff_form": "7"}, {"cod_aff_form": "8", "lib_comp_voe_ins": "CPGE - MPSI"})
    snapshot = Lecture(construire())
    assert snapshot.liens("rapprochement", "7") == {"32221090101"}
    words = "SELECT mot FROM mot_formation m JOIN formation f ON f.id = m.formation WHERE f.code = ?"
    assert snapshot.column(words, "7") == []
    assert {"mpsi", "cpge", "8"} <= set(snapshot.column(words, "8"))
    assert "licornier" in snapshot.column(words, "32221090101")
    [own], [shown] = snapshot.lignes("0359901X", "2025", "7"), snapshot.lignes("0359901X", "2025", "32221090101")
    assert own.cases == shown.cases
    assert (own.voie, shown.voie) == ("superieur", "scolaire")
    offers = """SELECT f.code, o.rentree, o.constat FROM offre o JOIN formation f ON f.id = o.formation
                WHERE o.constat = 'session'"""
    assert sorted(snapshot.all(offers)) == [("32221090101", 2025, "session"), ("8", 2025, "session")]
    assert snapshot.one("SELECT libelle_source FROM ligne WHERE libelle_source IS NOT NULL") == LICORNE


def test_a_session_is_a_newer_sight_than_the_constat(avec_bts: Path, construire: Callable[..., Path]) -> None:
    put(avec_bts, {})
    with (avec_bts / "offre-scolaire/constat_rentree_2020_presence.csv").open("a", encoding="utf-8") as stream:
        stream.write("2020;0359901X;32221090101\n")
    query = (
        "SELECT o.rentree, o.constat FROM offre o JOIN formation f ON f.id = o.formation WHERE f.code = '32221090101'"
    )
    assert Lecture(construire()).all(query) == [(2025, "session")]


@pytest.mark.parametrize("diploma", ["BTS", "BTSA", "DCG"])
def test_nineteen_lines_in_twenty_find_their_diploma(complet: Lecture, diploma: str) -> None:
    query = """SELECT count(*), count(l.vers) FROM formation f
               LEFT JOIN lien l ON l.de = f.id AND l.genre = 'rapprochement'
               WHERE f.type_code = 'parcoursup' AND f.voie = 'superieur' AND f.diplome = ?"""
    [(lines, found)] = complet.all(query, diploma)
    assert lines > 80
    assert found / lines > 0.95


def test_the_matches_are_true_nineteen_times_in_twenty(opendata: Path, complet: Lecture) -> None:
    """Counted here by plain SQL: BTS open in 2020 already, in the lycées whose diplomas of 2020 are all known."""
    with gzip.open(opendata / "offre-scolaire/constat_rentree_2020_presence.csv.gz", "rt", encoding="utf-8") as stream:
        seen = {(row["uai"], row["mefstat11"][-5:]) for row in csv.DictReader(stream, delimiter=";")}
    lycees = {uai for uai, _ in seen}
    query = """SELECT l.lieu, f.mefstat11 FROM ligne l JOIN formation f ON f.id = l.formation
               WHERE l.libelle_source LIKE 'BTS%' AND f.terminale AND f.ouverture <= '2020-09-01'"""
    told = [(uai, code[-5:]) in seen for uai, code in complet.all(query) if uai in lycees]
    assert len(told) > 2000
    assert sum(told) / len(told) > 0.95


def test_every_matched_figure_is_that_of_its_line(complet: Lecture) -> None:
    query = """SELECT count(*), sum(a.valeur IS b.valeur) FROM lien r
               JOIN ligne x ON x.formation = r.de JOIN ligne y ON y.formation = r.vers AND y.lieu = x.lieu
               JOIN chiffre a ON a.ligne = x.id LEFT JOIN chiffre b ON b.ligne = y.id AND b.indicateur = a.indicateur
               WHERE r.genre = 'rapprochement' AND y.libelle_source IS NOT NULL"""
    [(figures, same)] = complet.all(query)
    assert figures > 20_000
    assert same == figures


def test_no_matched_diploma_ends_before_those_who_enter_leave(complet: Lecture) -> None:
    query = """SELECT count(*), sum(f.derniere_session < 2025 + f.duree) FROM lien r
               JOIN formation f ON f.id = r.vers WHERE r.genre = 'rapprochement'"""
    [(links, ended)] = complet.all(query)
    assert links > 5000
    assert not ended


def test_no_matched_diploma_had_closed_before_the_session(complet: Lecture) -> None:
    query = """SELECT count(*), sum(f.fermeture IS NOT NULL AND f.fermeture <= '2025-09-01'),
                      count(DISTINCT r.de)
               FROM lien r JOIN formation f ON f.id = r.vers WHERE r.genre = 'rapprochement'"""
    [(links, closed, lines)] = complet.all(query)
    assert links == lines > 5000
    assert closed == 0
