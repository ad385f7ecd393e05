"""The quality report of a build: what became of every row, how far the figures reach, in JSON and in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder.build import build
from data_bundle.builder.quality.coverage import Line, lines, states
from data_bundle.builder.quality.document import Quality, document
from data_bundle.builder.quality.facts import Entry, Facts, of_file, of_tables
from data_bundle.builder.quality.facts import Line as Row
from data_bundle.builder.quality.gain import gain, gains
from data_bundle.builder.quality.words import words
from data_bundle.builder.report import Report
from data_bundle.builder.sources import Catalogue
from tests.data_bundle.conftest import INVENTES
from tests.data_bundle.lecture import Lecture

DAY = "2025-03-04"
NAMES = {"53": "Bretagne", "04": "La Réunion"}
KEY = ("cfd", "90000001")


def told(path: Path) -> dict[str, Any]:
    """Return the report that a snapshot carries."""
    found: dict[str, Any] = json.loads(Lecture(path).one("SELECT valeur FROM meta WHERE cle = 'qualite'"))
    return found


def source(report: dict[str, Any], code: str) -> dict[str, Any]:
    [found] = [one for one in report["sources"] if one["code"] == code]
    return dict(found)


def rows(report: dict[str, Any]) -> list[dict[str, Any]]:
    table = report["couverture"]
    return [dict(zip(table["colonnes"], row, strict=True)) for row in table["lignes"]]


def facts(entries: dict[tuple[str, str], Entry] | None = None, lignes: tuple[Row, ...] = (), **more: Any) -> Facts:
    opened = {KEY: Entry("apprentissage", "CAP", "2012-09-01", None)}
    return Facts(entries or opened, list(lignes), more.get("offres", []), more.get("regions", {}))


def ligne(lieu: str, millesime: str = "2022_2023", origine: str = "propre", publie: bool = True) -> Row:
    return Row(KEY, lieu, millesime, origine, publie)


def test_the_report_stands_beside_the_snapshot_and_inside_it(dossier: Path, construire: Callable[..., Path]) -> None:
    target = construire()
    beside = json.loads(target.with_name("construit.sqlite.qualite.json").read_text(encoding="utf-8"))
    assert beside["qualite"] == told(target)
    assert beside["instantane"] == Lecture(target).one("SELECT valeur FROM meta WHERE cle = 'id'")
    said = target.with_name("construit.sqlite.qualite.md").read_text(encoding="utf-8")
    assert said.startswith(f"# Rapport de qualité de l’instantané {beside['instantane']}\n")
    assert sorted(path.name for path in target.parent.iterdir()) == [
        "bruts",
        "construit.sqlite",
        "construit.sqlite.qualite.json",
        "construit.sqlite.qualite.md",
    ]


def test_every_row_read_is_kept_left_out_with_a_reason_or_merged(invente_path: Path) -> None:
    report = told(invente_path)
    depp = source(report, "inserjeunes-depp-etablissements")
    assert (depp["lues"], depp["gardees"]) == (7, 5)
    reasons = {one["motif"]: one["lignes"] for one in depp["ecartees"]}
    assert reasons["CFA déjà lus dans l’export du portail"] == 1
    assert source(report, "bcn")["gardees"] is None
    for one in report["sources"]:
        if one["gardees"] is not None:
            left = sum(ecart["lignes"] for ecart in one.get("ecartees", []))
            assert one["lues"] == one["gardees"] + left + one.get("autres", 0), one["code"]


def test_real_rows_of_figures_are_all_accounted_for(instantane_complet: Path) -> None:
    report = told(instantane_complet)
    assert source(report, "inserjeunes-regions")["lues"] == 27999
    for code in ("inserjeunes-regions", "fr-en-inserjeunes-cfa", "inserjeunes-depp-etablissements"):
        one = source(report, code)
        left = sum(ecart["lignes"] for ecart in one.get("ecartees", []))
        assert one["lues"] == one["gardees"] + left, code
        assert one["lues"] == sum(one["fichiers"].values())


def test_rows_refused_are_counted_by_row_and_named_by_code(dossier: Path, construire: Callable[..., Path]) -> None:
    path = dossier / "inserjeunes-regions/ij_region_data_invente.csv"
    text = path.read_text(encoding="utf-8").replace("01090020", "01099999")
    again = text.splitlines()[6].replace("2022_2023", "2019_2020")
    path.write_text(f"{text}{again}\n", encoding="utf-8")
    [ecart] = source(told(construire()), "inserjeunes-regions")["ecartees"]
    assert ecart == {
        "motif": "codes absents de la nomenclature",
        "lignes": 2,
        "exemples": ["01099999"],
        "voulu": False,
    }


def test_an_unknown_column_and_an_absent_source_are_data(dossier: Path, construire: Callable[..., Path]) -> None:
    path = dossier / "offre-scolaire/constat_rentree_2020_presence.csv"
    held = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line};x" for line in held).replace("mefstat11;x", "mefstat11;nouvelle"), "utf-8")
    (dossier / "annuaire/fr-en-annuaire-education_invente.csv").unlink()
    report = told(construire())
    name = "offre-scolaire/constat_rentree_2020_presence.csv"
    assert source(report, "offre-scolaire")["colonnes_inconnues"] == {name: ["nouvelle"]}
    assert report["absentes"]["fr-en-annuaire-education"] == "Annuaire de l’éducation"
    assert "bcn" not in report["absentes"]


def test_nothing_but_the_files_decides_the_report(dossier: Path, tmp_path: Path) -> None:
    """What a download says depends on the network; where the folder stands, on the machine."""
    build(dossier, tmp_path / "a.sqlite", None, None, StringIO())

    def downloaded(_: Catalogue, report: Report) -> None:
        report.note("téléchargé aujourd’hui")

    build(INVENTES, tmp_path / "b.sqlite", None, None, StringIO(), downloaded)
    first = (tmp_path / "a.sqlite").read_bytes()
    assert first == (tmp_path / "b.sqlite").read_bytes()
    assert str(dossier) not in json.dumps(told(tmp_path / "a.sqlite"))


def test_what_was_measured_stands_under_its_own_key() -> None:
    report = Report()
    report.fact("rapprochement", {"lignes": 12, "rapprochees": 9})
    assert report.facts == {"rapprochement": {"lignes": 12, "rapprochees": 9}}
    told = Quality(DAY, (), (), {"x": "Titre"}, (), (), {}, (), ("noté",), report.facts)
    assert document(told)["rapprochement"] == {"lignes": 12, "rapprochees": 9}
    assert "- Titre (x)" in words(told, NAMES)


def test_figures_copies_small_groups_and_nothing_are_told_apart(invente_path: Path) -> None:
    report = told(invente_path)
    by_key = {(r["niveau"], r["voie"], r["diplome"], r["region"]): r for r in rows(report)}
    cap = by_key["region", "scolaire", "CAP", "53"]
    assert (cap["ouvertes"], cap["vues"], cap["direct"], cap["continuum"], cap["sous_seuil"]) == (4, 2, 1, 1, 0)
    far = by_key["region", "scolaire", "CAP", "04"]
    assert (far["vues"], far["direct"], far["continuum"], far["sous_seuil"]) == (3, 0, 0, 1)
    bac = by_key["region", "scolaire", "Bac pro", "53"]
    assert (bac["vues"], bac["sous_seuil"]) == (1, 1)
    assert report["promotions"] == {"region": {"apprentissage": "2022_2023", "scolaire": "2022_2023"}}
    assert "76" in report["regions_sans_ligne"]
    assert "53" not in report["regions_sans_ligne"]
    assert "06" not in report["regions"]


def test_only_what_can_be_entered_that_day_is_counted() -> None:
    entries = {
        KEY: Entry("apprentissage", "CAP", None, None),
        ("cfd", "90000002"): Entry("apprentissage", "CAP", None, "2025-03-04"),
        ("cfd", "90000003"): Entry("apprentissage", "CAP", "2025-03-05", None),
    }
    known = [replace_key(ligne("reg:53"), key) for key in entries]
    [_, region] = lines(states(facts(entries, tuple(known))), DAY)
    assert (region.niveau, region.ouvertes, region.vues, region.direct) == ("region", 1, 1, 1)


def replace_key(row: Row, key: tuple[str, str]) -> Row:
    return row._replace(formation=key)


def test_mayotte_and_places_outside_the_regions_are_not_counted() -> None:
    found = lines(states(facts(lignes=(ligne("reg:06"), ligne("9880001A")))), DAY)
    assert {line.niveau for line in found} == {"national"}


def test_what_an_establishment_teaches_is_seen_in_its_region_and_in_the_country() -> None:
    where = facts(offres=[(KEY, "0359901X")], regions={"0359901X": "53"})
    found = {line.niveau: line for line in lines(states(where), DAY)}
    assert {niveau: line.vues for niveau, line in found.items()} == {"national": 1, "region": 1, "etablissement": 1}
    assert found["region"].aucun == 1
    assert found["etablissement"].ouvertes == 1


def test_an_old_cohort_counts_apart_from_the_newest_one() -> None:
    other = ("cfd", "90000002")
    entries = {KEY: Entry("apprentissage", "CAP", None, None), other: Entry("apprentissage", "CAP", None, None)}
    known = (ligne("reg:53", "2019_2020"), replace_key(ligne("reg:53"), other))
    [region] = [line for line in lines(states(facts(entries, known)), DAY) if line.niveau == "region"]
    assert (region.direct, region.direct_toutes, region.aucun) == (1, 2, 1)


def test_the_newest_cohort_is_that_of_its_own_level() -> None:
    rows = (ligne("fr", "2024"), ligne("fr", "2023"), ligne("reg:53", "2022_2023"), ligne("reg:53", "2021_2022"))
    assert states(facts(lignes=rows)).promotions == {
        ("national", "apprentissage"): "2024",
        ("region", "apprentissage"): "2022_2023",
    }


def test_a_figure_of_once_still_counts_when_the_newest_cohort_is_too_small() -> None:
    rows = (ligne("reg:53", "2019_2020"), ligne("reg:53", publie=False))
    [_, region] = lines(states(facts(lignes=rows)), DAY)
    assert (region.direct, region.sous_seuil, region.direct_toutes) == (0, 1, 1)


ORIGINES = st.sampled_from(["propre", "ancienne", "nouvelle", "autre_site"])
ROWS = st.builds(ligne, st.sampled_from(["reg:53", "reg:04"]), st.just("2022_2023"), ORIGINES, st.booleans())


@given(st.lists(ROWS, max_size=8))
def test_the_states_of_a_formation_exclude_one_another(known: list[Row]) -> None:
    for line in lines(states(facts(lignes=tuple(known))), DAY):
        counts = (line.direct, line.continuum, line.autre_site, line.sous_seuil, line.aucun)
        assert min(counts) >= 0
        assert sum(counts) == line.vues == 1


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_a_copy_never_hides_a_figure_of_ones_own(known: list[Row]) -> None:
    own = {row.lieu[4:] for row in known if row.origine == "propre" and row.publie}
    found = lines(states(facts(lignes=tuple(known))), DAY)
    assert {line.region for line in found if line.direct and line.niveau == "region"} == own


def test_a_written_snapshot_is_counted_as_its_tables_were(invente_path: Path) -> None:
    known = lines(states(of_file(Lecture(invente_path).db)), DAY)
    assert [list(vars_of(line).values()) for line in known] == [list(row.values()) for row in rows(told(invente_path))]


def vars_of(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in Line.__slots__}


def test_facts_of_tables_leave_out_first_years_and_lines_of_parcoursup(invente_path: Path) -> None:
    db = Lecture(invente_path).db
    names = ("formation", "lot", "chiffre", "ligne", "offre", "etablissement")
    tables = {name: db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}
    assert ("mefstat11", "23810090010") not in of_tables(tables).formations
    changed = [(row[0], "parcoursup", *row[2:]) for row in tables["formation"]]
    assert of_tables(tables | {"formation": changed}).formations == {}


def test_gains_are_points_of_what_was_seen(invente_path: Path) -> None:
    [apprentissage, scolaire] = told(invente_path)["continuum"]
    assert (apprentissage["voie"], apprentissage["points"]) == ("apprentissage", 0.0)
    assert (scolaire["vues"], scolaire["avant"], scolaire["apres"], scolaire["points"]) == (7, 14.3, 28.6, 14.3)
    assert (scolaire["ouvertes"], scolaire["points_ouvertes"]) == (6 * 17, 1.0)


def test_on_real_data_the_continuum_adds_more_than_ten_points_to_two_voies(instantane_complet: Path) -> None:
    found = {one["voie"]: one for one in told(instantane_complet)["continuum"]}
    assert found["apprentissage"]["points"] >= 10
    assert found["scolaire"]["points"] >= 10
    for one in found.values():
        assert one["apres"] == pytest.approx(one["avant"] + one["points"], abs=0.11)
        assert one["points_ouvertes"] < one["points"] or not one["points"]


def test_other_diplomas_and_other_levels_are_not_in_the_gain() -> None:
    line = Line("region", "scolaire", "CAP", "53", 10, 10, 1, 5, 0, 0, 1, 5, 0)
    others = [
        replace(line, diplome="Autres diplômes"),
        replace(line, niveau="national"),
        replace(line, voie="superieur"),
    ]
    assert gains([line, *others]) == [gain("scolaire", [line], 17)]
    assert gains([line])[0].points == 50.0
    assert gain("scolaire", [], 17).points == 0.0


def test_an_extract_tells_of_its_own_regions_and_stays_small(construire: Callable[..., Path]) -> None:
    report = told(construire("53"))
    assert {row["region"] for row in rows(report)} == {"fr", "53"}
    assert report["regions"] == ["53"]
    assert report["regions_sans_ligne"] == []


def test_the_report_of_the_whole_country_is_small_enough_to_carry(instantane_complet: Path) -> None:
    [size] = Lecture(instantane_complet).column("SELECT length(cast(valeur AS BLOB)) FROM meta WHERE cle = 'qualite'")
    assert 10_000 < size < 60_000


def test_the_words_say_every_part_and_no_empty_level_in_full(invente_path: Path) -> None:
    beside = invente_path.with_name(f"{invente_path.name}.qualite.md").read_text(encoding="utf-8")
    for title in ("Lignes lues, gardées, écartées", "Colonnes inconnues", "Couverture", "Remarques"):
        assert f"\n## {title}\n" in beside
    assert "| Voie scolaire, CAP | 68 | 5 | 1 | 1 | 0 | 1 | 2 | 20\u00a0% | 40\u00a0% | +20\u00a0points |" in beside
    assert "| Bretagne | 50\u00a0→ 100\u00a0% (2) | 0\u00a0→ 0\u00a0% (1) | +33,3\u00a0points |" in beside
    assert beside.count("Aucune ligne de chiffres par formation à ce niveau") == 2
    assert beside.count("| Voie et diplôme |") == 1
    ours = re.sub(r"(?m)^- .*\)$", "", beside)  # titles of sources are as sources.toml writes them
    assert re.findall(r"\S [:;!?%»]|« (?!\u00a0)", ours) == []


def test_too_small_a_gain_says_why_from_the_data() -> None:
    line = Line("region", "scolaire", "CAP", "53", 10, 100, 60, 5, 0, 25, 60, 5, 0)
    report = Quality(DAY, ("53",), (), {}, (line,), (gain("scolaire", [line], 1),), {}, (), (), {})
    said = "\n".join(words(report, NAMES))
    assert "Aucune voie ne gagne 10\u00a0points." in said
    assert "25\u00a0% des formations vues ont une ligne dont rien n’est publié" in said
    assert "10\u00a0% n’en ont aucune" in said
    enough = replace(line, continuum=15, sous_seuil=15)
    report = replace(report, couverture=(enough,), gains=(gain("scolaire", [enough], 1),))
    assert "Aucune voie ne gagne" not in "\n".join(words(report, NAMES))
