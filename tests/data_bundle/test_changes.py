"""What changed since the snapshot before, and the losses that a build does not let pass unasked."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from data_bundle import APPLICATION_ID
from data_bundle.builder.__main__ import main
from data_bundle.builder.quality.changes import Changes, Compared, Formations, SourceChange, changes
from data_bundle.builder.quality.changes_coverage import CoverageChange, coverage_changes
from data_bundle.builder.quality.changes_figures import Figures
from data_bundle.builder.quality.changes_words import losses, words
from data_bundle.builder.quality.coverage import states
from data_bundle.builder.quality.facts import Entry, Facts, of_file
from data_bundle.builder.quality.facts import Line as Row
from tests.data_bundle.lecture import Lecture

DAY = "2025-03-04"
REGIONS = "inserjeunes-regions/ij_region_data_invente.csv"
ANNUAIRE = "annuaire/fr-en-annuaire-education_invente.csv"


@pytest.fixture
def cible(tmp_path: Path) -> Path:
    """Where the snapshot is built, beside the folder of raw files."""
    return tmp_path / "sortie" / "cible.sqlite"


@pytest.fixture
def depart(dossier: Path, cible: Path) -> Path:
    """The folder of raw files, once built into ``cible``."""
    assert run(dossier, cible) == 0
    return dossier


def run(folder: Path, target: Path, *options: str) -> int:
    return main(["build", "--from", str(folder), "--out", str(target), *options])


def beside(target: Path, kind: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        target.with_name(f"{target.name}{kind}.qualite.json").read_text(encoding="utf-8")
    )
    return found


def compared(new: Path, old: Path) -> Changes:
    return changes(new, states(of_file(Lecture(new).db)), old, DAY)


def edit(path: Path, *replaced: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_without_a_snapshot_before_there_is_nothing_to_compare(dossier: Path, cible: Path) -> None:
    assert run(dossier, cible) == 0
    assert beside(cible)["changements"] == {"etat": "absent", "compare": None}
    said = cible.with_name("cible.sqlite.qualite.md").read_text(encoding="utf-8")
    assert "Pas d’instantané précédent à cet endroit." in said


def test_the_same_files_change_nothing(depart: Path, cible: Path) -> None:
    assert run(depart, cible) == 0
    found = beside(cible)["changements"]["compare"]
    assert (found["sources"], found["formations"]["ajoutees"], found["formations"]["retirees"]) == ([], 0, 0)
    assert found["sources_identiques"] == 11
    figures = found["chiffres"]
    assert (figures["revisees"], figures["disparues"], figures["nouvelles"]) == (0, 0, 0)
    own = "SELECT count(*) FROM chiffre c JOIN ligne l ON l.id = c.ligne JOIN lot t ON t.id = l.lot WHERE origine = ?"
    assert figures["comparees"] == Lecture(cible).one(own, "propre")
    assert all(one["avant"] == one["apres"] for one in found["couverture"])


def test_a_revised_figure_is_counted_and_shown_and_its_copies_are_not(depart: Path, cible: Path) -> None:
    edit(depart / REGIONS, ("b;2022_2023;03;53;scolaire;;23220090001;60;21;;;20;20;40;53;;;51;33",
                            "b;2022_2023;03;53;scolaire;;23220090001;60;21;;;20;20;40;53;;;50;33"))  # fmt: skip
    assert run(depart, cible) == 0
    found = beside(cible)["changements"]["compare"]
    assert found["chiffres"]["revisees"] == 1
    [revision] = found["chiffres"]["exemples"]
    assert (revision["lieu"], revision["millesime"], revision["indicateur"]) == (
        "reg:53",
        "2022_2023",
        "taux_emploi_6m",
    )
    assert (revision["avant"], revision["apres"], revision["source"]) == (51, 50, "inserjeunes-regions")
    [moved] = found["sources"]
    assert (moved["code"], moved["genre"]) == ("inserjeunes-regions", "changee")
    said = cible.with_name("cible.sqlite.qualite.md").read_text(encoding="utf-8")
    assert "dont 1 révisés" in said
    assert "| CAP Licornier | reg:53 | 2022 et 2023 | taux_emploi_6m | 51 | 50 |" in said


def test_a_figure_that_comes_or_goes_is_not_a_revision(depart: Path, cible: Path) -> None:
    edit(depart / REGIONS, ("40;53;;;51;33", "40;;;;51;33"), (";;;;;;;77", ";;;;50;;;77"))
    assert run(depart, cible, "--accepter") == 0
    figures = beside(cible)["changements"]["compare"]["chiffres"]
    assert (figures["revisees"], figures["disparues"], figures["nouvelles"]) == (0, 1, 1)


def test_formations_that_come_and_go_are_named(depart: Path, cible: Path) -> None:
    edit(depart / "bcn/N_MEF.csv", ("2409000311;240;50090003;1;1;1CAP1 DRAGONNIER;01/09/2012;;23110090003\n",
                                    "2409000399;240;50090006;1;1;1CAP1 OGRE;01/09/2012;;23110090006\n"))  # fmt: skip
    assert run(depart, cible, "--accepter") == 0
    moved = beside(cible)["changements"]["compare"]["formations"]
    assert (moved["ajoutees"], moved["retirees"]) == (1, 1)
    assert (moved["exemples_ajoutees"], moved["exemples_retirees"]) == (["CAP Ogre"], ["CAP Dragonnier"])


def test_a_source_that_vanished_stops_the_build_until_it_is_accepted(
    depart: Path, cible: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = cible.read_bytes()
    (depart / ANNUAIRE).unlink()
    capsys.readouterr()
    assert run(depart, cible) == 4
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == (
        "Instantané non remplacé\u00a0: sources disparues\u00a0: fr-en-annuaire-education\u00a0; "
        "ajoutez --accepter si c’est voulu (détail dans cible.sqlite.refus.qualite.md)."
    )
    assert cible.read_bytes() == before
    assert beside(cible, ".refus")["refuse"] is True
    assert beside(cible)["refuse"] is False
    refused = cible.with_name("cible.sqlite.refus.qualite.md").read_text(encoding="utf-8")
    assert "**Refusé**\u00a0: sources disparues\u00a0: fr-en-annuaire-education." in refused
    assert run(depart, cible, "--accepter") == 0
    assert cible.read_bytes() != before
    assert "**Accepté par --accepter**" in cible.with_name("cible.sqlite.qualite.md").read_text(encoding="utf-8")
    assert [path.name for path in cible.parent.iterdir() if "refus" in path.name or "incomplet" in path.name] == []


def test_a_fall_of_coverage_stops_the_build(depart: Path, cible: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = cible.read_bytes()
    edit(depart / REGIONS, ("e;2022_2023;03;53;apprentissage;50090002;;100;30;;;0;50;50;60;;;0;50\n", ""))
    capsys.readouterr()
    assert run(depart, cible) == 4
    last = capsys.readouterr().err.splitlines()[-1]
    assert "couverture en baisse\u00a0: région, apprentissage, CAP (−100\u00a0points)" in last
    assert "ajoutez --accepter" in last
    assert cible.read_bytes() == before


def test_another_perimeter_is_not_compared_and_stops_nothing(depart: Path, cible: Path) -> None:
    (depart / ANNUAIRE).unlink()
    assert run(depart, cible, "--extrait", "53") == 0
    assert beside(cible)["changements"]["etat"] == "autre_perimetre"
    assert run(depart, cible, "--extrait", "53") == 0
    assert beside(cible)["changements"]["etat"] == "compare"


@pytest.mark.parametrize("content", [b"", b"bonjour", b"SQLite format 3\x00" + b"\xa5" * 4000])
def test_a_file_that_is_no_snapshot_is_said_and_replaced(dossier: Path, cible: Path, content: bytes) -> None:
    cible.parent.mkdir()
    cible.write_bytes(content)
    assert run(dossier, cible) == 0
    assert beside(cible)["changements"]["etat"] == "illisible"
    assert Lecture(cible).one("SELECT count(*) FROM source") == 11


def test_a_damaged_snapshot_is_said_and_replaced(depart: Path, cible: Path) -> None:
    damaged = bytearray(cible.read_bytes())
    damaged[8192:] = b"\xa5" * (len(damaged) - 8192)
    cible.write_bytes(bytes(damaged))
    assert run(depart, cible) == 0
    assert beside(cible)["changements"]["etat"] == "illisible"


def test_a_database_of_something_else_and_one_of_another_major_are_said(invente_path: Path, tmp_path: Path) -> None:
    foreign, newer = tmp_path / "autre.sqlite", tmp_path / "nouveau.sqlite"
    with closing(sqlite3.connect(foreign)) as db:
        db.execute("CREATE TABLE notes (texte TEXT)")
    shutil.copy(invente_path, newer)
    with closing(sqlite3.connect(newer)) as db:
        db.execute("PRAGMA user_version = 2000")
    assert compared(invente_path, foreign) == Changes("illisible")
    assert compared(invente_path, newer) == Changes("autre_version")


def test_a_snapshot_of_version_1_0_is_compared(invente_path: Path, tmp_path: Path) -> None:
    """Made up from the new one: 1.0 had tables of rows and cells where 1.1 has views, and no portée."""
    old = tmp_path / "ancien-invente.sqlite"
    with closing(sqlite3.connect(old)) as db:
        db.execute("ATTACH ? AS neuf", (str(invente_path),))
        for table in ("meta", "source", "formation", "offre", "etablissement", "indicateur"):
            db.execute(f"CREATE TABLE {table} AS SELECT * FROM neuf.{table}")
        db.execute(
            "CREATE TABLE mesure AS SELECT id, formation, lieu, voie, millesime, population, source, origine,"
            " formation_origine FROM neuf.mesure"
        )
        db.execute("CREATE TABLE valeur AS SELECT * FROM neuf.valeur")
        db.execute("UPDATE valeur SET valeur = valeur + 1 WHERE mesure = 1 AND valeur IS NOT NULL AND indicateur = 120")
        db.execute("DELETE FROM meta WHERE cle = 'qualite'")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1000")
        db.commit()
    found = compared(invente_path, old)
    assert found.compare is not None
    assert (found.compare.chiffres.revisees, found.compare.chiffres.nouvelles) == (1, 0)
    assert found.compare.chiffres.comparees > 20
    assert all(one.avant == one.apres for one in found.compare.couverture)


def entry(closed: str | None = None) -> Entry:
    return Entry("apprentissage", "CAP", None, closed)


def facts(codes: dict[str, Entry], seen: set[str]) -> Facts:
    rows = [Row(("cfd", code), "reg:53", "2022_2023", "propre", True) for code in sorted(seen)]
    return Facts({("cfd", code): entry for code, entry in codes.items()}, rows, [], {})


def moved(old: Facts, new: Facts) -> CoverageChange:
    found = coverage_changes(states(old), states(new), DAY)
    [change] = [one for one in found if (one.niveau, one.region) == ("region", "")]
    return change


def test_a_file_cut_in_half_can_not_hide_behind_a_smaller_denominator() -> None:
    codes = {f"9000000{n}": entry() for n in range(8)}
    change = moved(facts(codes, set(codes)), facts(codes, {"90000000", "90000001", "90000002", "90000003"}))
    assert (change.vues, change.avant, change.apres, change.points) == (8, 8, 4, -50.0)


def test_a_diploma_closed_since_is_no_loss_and_one_that_the_nomenclature_lost_is() -> None:
    old = facts({"90000000": entry(), "90000001": entry()}, {"90000000", "90000001"})
    closed = facts({"90000000": entry(), "90000001": entry("2024-08-31")}, {"90000000"})
    assert moved(old, closed).points == 0.0
    lost = facts({"90000000": entry()}, {"90000000"})
    assert moved(old, lost).points == -50.0


def test_five_points_pass_and_more_do_not() -> None:
    def lost(apres: int, region: str = "") -> list[str]:
        change = CoverageChange("region", "scolaire", "BTS", region, 1000, 500, apres)
        empty = Figures(0, 0, 0, 0, (), ())
        kept = (SourceChange("x", "X", "changee", 2, 1),)
        found = Compared("id", DAY, "1.1", kept, 0, Formations(0, 0, (), ()), empty, (change,))
        return losses(Changes("compare", found))

    assert lost(450) == []
    assert lost(449) == ["couverture en baisse\u00a0: région, voie scolaire, BTS (−5,1\u00a0points)"]
    assert lost(400, "53") == []
    assert losses(Changes("absent")) == []


def test_the_words_say_what_moved() -> None:
    found = Compared(
        "ancien", DAY, "1.0",
        (SourceChange("a", "Titre A", "nouvelle", None, 12), SourceChange("b", "Titre B", "disparue", 1500, None)), 3,
        Formations(2, 0, ("CAP Fée", "CAP Ogre"), ()), Figures(10, 0, 1, 2, (), ()),
        (CoverageChange("region", "scolaire", "CAP", "53", 10, 5, 7),),
    )  # fmt: skip
    said = "\n".join(words(Changes("compare", found), {"53": "Bretagne"}))
    assert "- Nouvelle source\u00a0: a (Titre A), 12 lignes" in said
    assert "- Source disparue\u00a0: b (Titre B), 1\u202f500 lignes" in said
    assert "- Formations ajoutées\u00a0: 2 (CAP Fée, CAP Ogre)" in said
    assert "2 nouveaux, 1 disparus" in said
    assert "| région, voie scolaire, CAP | Bretagne | 50\u00a0% | 70\u00a0% | +20\u00a0points |" in said
