"""Onisep, Idéo: read into a file of its own, under its own licence, and never into the snapshot."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle import onisep, sources_path
from data_bundle.builder import read_onisep
from data_bundle.builder.__main__ import main
from data_bundle.builder.errors import BadInputError, CannotWriteError
from data_bundle.builder.files import Inputs
from data_bundle.builder.onisep import build
from data_bundle.builder.onisep_file import check
from data_bundle.builder.read_onisep import Fiche, Metier
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from tests.data_bundle.readers import abimer
from tests.data_bundle.readers.abimer import Lignes, abimes, reads_rightly_or_stops

FORMATIONS = "onisep-ideo/ideo-formations_initiales_en_france_invente.csv"
METIERS = "onisep-ideo/ideo-metiers_onisep_invente.csv"
HEADER = [
    "code CNIS", "sigle type formation", "libellé type formation", "libellé formation principal", "sigle formation",
    "durée", "code RNCP", "niveau RNCP", "libellé niveau RNCP", "tutelle", "lien site onisep.fr",
    "domaine/sous-domaine",
]  # fmt: skip
NEWER = [
    "code NSF", "code scolarité", "sigle type formation", "libellé type formation", "libellé formation principal",
    "sigle formation", "durée", "niveau de sortie indicatif", "code RNCP", "niveau de certification",
    "libellé niveau de certification", "tutelle", "URL et ID Onisep", "domaine/sous-domaine", "date création",
    "date de modification",
]  # fmt: skip
JOBS = [
    "libellé métier", "lien site onisep.fr", "nom publication", "collection", "année", "gencod", "GFE", "code ROME",
    "libellé ROME", "lien ROME", "domaine/sous-domaine",
]  # fmt: skip
FOR = "http://www.onisep.fr/http/redirection/formation/slug/FOR.{}"
MET = "http://www.onisep.fr/http/redirection/metier/slug/MET.{}"

Row = dict[str, str]


def diploma(number: int, rncp: str = "99001", **more: str) -> Row:
    """Return a made-up row about a diploma, to the header of 2022."""
    return {
        "libellé type formation": "diplôme inventé",
        "libellé formation principal": f"CAP Fabulateur {number} (inventé)",
        "durée": "2 ans",
        "code RNCP": rncp,
        "libellé niveau RNCP": "niveau 3 (niveau CAP)",
        "lien site onisep.fr": FOR.format(number),
    } | more


def job(number: int, rome: str = "N9901", **more: str) -> Row:
    """Return a made-up row about a job."""
    return {
        "libellé métier": f"conteur / conteuse {number} (inventé)",
        "lien site onisep.fr": MET.format(number),
        "code ROME": rome,
        "domaine/sous-domaine": "contes/veillées",
    } | more


def text_of(header: list[str], *rows: Row) -> str:
    lines = [header, *([row.get(name, "") for name in header] for row in rows)]
    return "".join(";".join(f'"{text}"' for text in line) + "\n" for line in lines)


@pytest.fixture(scope="module", autouse=True)
def catalogue() -> Iterator[None]:
    """Have the damaged files found by the catalogue of these two datasets: that of the snapshot does not know them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(abimer, "load", lambda: load(onisep.sources_path()))
        yield


@pytest.fixture
def dossier_onisep(tmp_path: Path) -> Path:
    """A folder with two small made-up files."""
    folder = tmp_path / "bruts-onisep"
    write(folder, FORMATIONS, text_of(HEADER, diploma(2), diploma(1), diploma(3, rncp="")))
    write(folder, METIERS, text_of(JOBS, job(7), job(8, rome="")))
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8-sig", newline="")


def opened(folder: Path) -> Inputs:
    return Inputs(folder, load(onisep.sources_path()), Report())


def built(folder: Path, target: Path, day: str | None = None) -> Path:
    build(folder, target, day, StringIO())
    return target


def rows(path: Path, query: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def plain(path: Path) -> Lignes:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_page_read_is_a_line_of_the_real_file(opendata: Path) -> None:
    raw = plain(opendata / "onisep-ideo" / "ideo-formations_initiales_en_france.csv.gz")
    said = {
        (r["lien site onisep.fr"], r["code RNCP"], r["libellé formation principal"], r["durée"],
         r["libellé niveau RNCP"], r["libellé type formation"])
        for r in raw if r["code RNCP"]
    }  # fmt: skip
    found = read_onisep.fiches(opened(opendata))
    assert {(f.url, f.rncp, f.libelle, f.duree, f.niveau, f.type) for f in found} == said
    assert len(found) == len(said) == 2993
    assert [f.libelle for f in found if f.rncp == "19117"] == [
        f"bac pro Maintenance des véhicules option {option}"
        for option in ("C motocycles", "A voitures particulières", "B véhicules de transport routier")
    ]


def test_every_job_read_is_one_of_the_real_file_once(opendata: Path) -> None:
    raw = plain(opendata / "onisep-ideo" / "ideo-metiers_onisep.csv")
    said = {
        (r["lien site onisep.fr"], r["code ROME"], r["libellé métier"], r["domaine/sous-domaine"])
        for r in raw if r["code ROME"]
    }  # fmt: skip
    found = read_onisep.metiers(opened(opendata))
    assert {(m.url, m.rome, m.libelle, m.domaine) for m in found} == said
    assert len(found) == len(said) == 725
    assert next(m.rome for m in found if m.id == "MET.782") == "K1301"


def test_the_header_that_came_after_2022_is_read_too_with_its_date(tmp_path: Path) -> None:
    row = diploma(5) | {
        "URL et ID Onisep": FOR.format(5).replace("http:", "https:"),
        "libellé niveau de certification": "niveau 3",
        "code RNCP": "RNCP99005",
        "date de modification": "04/03/2026",
    }
    write(tmp_path, FORMATIONS, text_of(NEWER, row))
    inputs = opened(tmp_path)
    [fiche] = read_onisep.fiches(inputs)
    assert (fiche.id, fiche.rncp, fiche.niveau, fiche.duree) == ("FOR.5", "99005", "niveau 3", "2 ans")
    assert inputs.updated(read_onisep.FICHES) == "2026-03-04"
    assert inputs.report.unknown == {}


def test_pages_come_by_number_and_what_has_no_code_is_counted(dossier_onisep: Path) -> None:
    inputs = opened(dossier_onisep)
    assert [f.id for f in read_onisep.fiches(inputs)] == ["FOR.1", "FOR.2"]
    assert [m.id for m in read_onisep.metiers(inputs)] == ["MET.7"]
    assert [(r.fichier, r.motif, r.lignes, r.voulu) for r in inputs.report.left_out] == [
        (FORMATIONS, "sans code RNCP", 1, True),
        (METIERS, "sans code ROME", 1, True),
    ]


def test_a_job_with_a_row_for_each_publication_is_one(dossier_onisep: Path) -> None:
    twice = [job(7, **{"nom publication": name}) for name in ("Les métiers du conte", "Les métiers du soir")]
    write(dossier_onisep, METIERS, text_of(JOBS, *twice))
    inputs = opened(dossier_onisep)
    assert len(read_onisep.metiers(inputs)) == 1
    assert [(r.motif, r.lignes) for r in inputs.report.left_out] == [("fiches déjà lues", 1)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (METIERS, text_of(JOBS, job(7), job(8), job(7, rome="N9902")), ["lignes 2 et 4", "la même fiche"]),
        (FORMATIONS, text_of(HEADER, diploma(1), diploma(1, rncp="99002")), ["lignes 2 et 3", "la même fiche"]),
        (FORMATIONS, text_of(HEADER, diploma(1, rncp="99001.0")), ["ligne 2", "«\u00a0code RNCP\u00a0»", "tableur"]),
        (METIERS, text_of(JOBS, job(7, rome="N990")), ["ligne 2", "«\u00a0code ROME\u00a0»", "«\u00a0N990\u00a0»"]),
        (METIERS, text_of(JOBS, job(7, rome="O9901")), ["ligne 2", "«\u00a0code ROME\u00a0»"]),
        (
            FORMATIONS,
            text_of(HEADER, diploma(1), diploma(2, **{"lien site onisep.fr": "http://ailleurs.invalid/FOR.2"})),
            ["ligne 3", "«\u00a0lien site onisep.fr\u00a0»", "adresse"],
        ),
        (FORMATIONS, text_of(HEADER, diploma(1, **{"lien site onisep.fr": MET.format(1)})), ["ligne 2", "adresse"]),
        (
            METIERS,
            text_of(JOBS, job(7, **{"libellé métier": " "})),
            ["ligne 2", "«\u00a0libellé métier\u00a0»", "vide"],
        ),
        (METIERS, text_of(JOBS, job(7, **{"libellé métier": "conteur\nN9901"})), ["ligne 3", "fin de ligne"]),
        (METIERS, text_of(JOBS[:-1], job(7)), ["ligne 1", "«\u00a0domaine/sous-domaine\u00a0»", "manque"]),
        (METIERS, text_of(JOBS), ["sans aucune ligne"]),
    ],
)
def test_a_damaged_file_is_named_with_line_and_reason(
    dossier_onisep: Path, tmp_path: Path, name: str, text: str, words: list[str]
) -> None:
    write(dossier_onisep, name, text)
    with pytest.raises(BadInputError) as stop:
        built(dossier_onisep, tmp_path / "onisep.sqlite")
    said = str(stop.value)
    assert [word for word in [name, *words] if word not in said] == []
    assert "\n" not in said
    assert list(tmp_path.glob("*onisep.sqlite*")) == []


def test_two_versions_of_one_dataset_stop(dossier_onisep: Path) -> None:
    shutil.copy(dossier_onisep / METIERS, dossier_onisep / METIERS.replace("_invente", "_invente_2"))
    with pytest.raises(BadInputError, match="deux versions du même jeu"):
        read_onisep.metiers(opened(dossier_onisep))


def test_a_missing_file_is_named(dossier_onisep: Path, tmp_path: Path) -> None:
    (dossier_onisep / METIERS).unlink()
    with pytest.raises(BadInputError, match=r"Il manque onisep-ideo/ideo-metiers_onisep.*Idéo-Métiers Onisep"):
        built(dossier_onisep, tmp_path / "onisep.sqlite")


def fiches_rightly(found: list[Fiche], lignes: Lignes, _report: Report) -> None:
    said = by_address(lignes, "code rncp")
    assert {f.url for f in found} == said.keys()
    for f in found:
        assert re.fullmatch("FOR\\.[0-9]+", f.id)
        assert f.url.endswith(f"/{f.id}")
        assert re.fullmatch("[0-9]{2,6}", f.rncp)
        for ligne in said[f.url]:
            assert ligne["code rncp"].removeprefix("RNCP") == f.rncp
            assert (ligne["libellé formation principal"], ligne["durée"]) == (f.libelle, f.duree)
            assert (ligne["libellé type formation"], ligne["libellé niveau rncp"]) == (f.type, f.niveau)


def metiers_rightly(found: list[Metier], lignes: Lignes, _report: Report) -> None:
    said = by_address(lignes, "code rome")
    assert {m.url for m in found} == said.keys()
    for m in found:
        assert re.fullmatch("MET\\.[0-9]+", m.id)
        assert re.fullmatch("[A-N][0-9]{4}", m.rome)
        for ligne in said[m.url]:
            assert (ligne["code rome"], ligne["libellé métier"]) == (m.rome, m.libelle)
            assert ligne["domaine/sous-domaine"] == m.domaine


def by_address(lignes: Lignes, code: str) -> dict[str, Lignes]:
    said: dict[str, Lignes] = defaultdict(list)
    for ligne in lignes:
        if ligne[code]:
            said[ligne["lien site onisep.fr"]].append(ligne)
    return said


@given(st.data())
def test_damaged_pages_of_diplomas_are_read_rightly_or_stop(data: st.DataObject) -> None:
    text = text_of(HEADER, diploma(1), diploma(2, rncp="RNCP99002"), diploma(3, rncp=""))
    damaged = data.draw(abimes(text))
    reads_rightly_or_stops(read_onisep.fiches, FORMATIONS, damaged, fiches_rightly)


@given(st.data())
def test_damaged_pages_of_jobs_are_read_rightly_or_stop(data: st.DataObject) -> None:
    damaged = data.draw(abimes(text_of(JOBS, job(7), job(7, gencod="9789999999999"), job(8), job(9, rome=""))))
    reads_rightly_or_stops(read_onisep.metiers, METIERS, damaged, metiers_rightly)


def test_the_file_says_whose_it_is_and_under_which_licence(dossier_onisep: Path, tmp_path: Path) -> None:
    path = built(dossier_onisep, tmp_path / "onisep.sqlite", "2026-05-04")
    meta = dict(rows(path, "SELECT cle, valeur FROM meta"))
    assert (meta["licence"], meta["mise_a_jour"]) == ("ODbL 1.0", "2026-05-04")
    assert re.fullmatch("onisep-2026-05-04-[0-9a-f]{8}", meta["id"])
    assert "ODbL 1.0 (partage à l’identique)" in meta["attribution"]
    assert "sous la même licence, en citant l’Onisep" in meta["partage"]
    assert rows(path, "SELECT code, licence, lignes FROM source") == [
        ("onisep-ideo-formations", "ODbL 1.0", 3),
        ("onisep-ideo-metiers", "ODbL 1.0", 2),
    ]
    assert rows(path, "PRAGMA application_id") == [(onisep.APPLICATION_ID,)]
    assert rows(path, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict") == [(4,)]


def test_the_same_files_give_the_same_bytes(opendata: Path, tmp_path: Path) -> None:
    one, other = (built(opendata, tmp_path / f"{name}.sqlite").read_bytes() for name in ("un", "deux"))
    assert one == other
    assert len(one) < 2_000_000


def test_the_date_is_that_of_the_manifest_and_unknown_without_one(dossier_onisep: Path, tmp_path: Path) -> None:
    path = tmp_path / "onisep.sqlite"
    date = "SELECT valeur FROM meta WHERE cle = 'mise_a_jour'"
    assert rows(built(dossier_onisep, path), date) == [("",)]
    manifest = {"fichiers": {FORMATIONS: {"mise_a_jour": "2026-02-03"}, METIERS: {"mise_a_jour": "2026-01-02"}}}
    (dossier_onisep / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert rows(built(dossier_onisep, path), date) == [("2026-02-03",)]


def test_a_snapshot_is_never_replaced_by_it_and_an_older_one_is(
    dossier_onisep: Path, tmp_path: Path, extrait: Path
) -> None:
    path = tmp_path / "instantane.sqlite"
    shutil.copy(extrait, path)
    with pytest.raises(CannotWriteError, match="n’est pas un fichier Onisep"):
        built(dossier_onisep, path)
    assert path.read_bytes() == extrait.read_bytes()
    older = built(dossier_onisep, tmp_path / "onisep.sqlite", "2025-01-01").read_bytes()
    assert built(dossier_onisep, tmp_path / "onisep.sqlite", "2026-01-01").read_bytes() != older


def test_files_without_any_code_leave_the_older_one_as_it_was(dossier_onisep: Path, tmp_path: Path) -> None:
    path = built(dossier_onisep, tmp_path / "onisep.sqlite")
    before = path.read_bytes()
    write(dossier_onisep, METIERS, text_of(JOBS, job(8, rome="")))
    with pytest.raises(BadInputError, match="aucune fiche de métier"):
        built(dossier_onisep, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if "incomplet" in p.name] == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE fiche SET libelle = 'autre' WHERE id = 'FOR.1'", "son contenu n’est plus"),
        ("UPDATE fiche SET url = 'http://ailleurs.invalid/FOR.1' WHERE id = 'FOR.1'", "adresse"),
        ("DELETE FROM metier", "aucune fiche de métier"),
        ("PRAGMA application_id = 7", "ce n’est pas un fichier Onisep"),
    ],
)
def test_the_check_sees_what_was_changed(dossier_onisep: Path, tmp_path: Path, change: str, words: str) -> None:
    path = built(dossier_onisep, tmp_path / "onisep.sqlite")
    check(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(change)
        db.commit()
    with pytest.raises(BadInputError, match=words):
        check(path)


def test_the_command_writes_it_and_says_what_it_is(
    dossier_onisep: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "onisep.sqlite"
    assert main(["onisep", "--from", str(dossier_onisep), "--out", str(path)]) == 0
    said = capsys.readouterr().err
    assert "2 fiches de formation, 1 de métier" in said
    assert "ODbL" in said
    check(path)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--out", "x.sqlite"], 2),
        (["--from", "."], 2),
        (["--from", ".", "--out", "x.sqlite", "--date", "hier"], 2),
        (["--from", ".", "--out", "x.sqlite", "--extrait", "53"], 2),
        (["--from", "nulle-part", "--out", "x.sqlite"], 4),
    ],
)
def test_a_command_that_can_not_be_obeyed_has_its_code(
    words: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["onisep", *words]) == code
    assert list(tmp_path.iterdir()) == []


def test_the_help_names_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "onisep --from DOSSIER --out FICHIER" in capsys.readouterr().out


def test_a_snapshot_built_beside_the_onisep_files_has_nothing_of_them(
    dossier: Path, construire: Callable[..., Path], dossier_onisep: Path
) -> None:
    """The same bytes with and without: no row, no table, no address."""
    without = construire().read_bytes()
    shutil.copytree(dossier_onisep / "onisep-ideo", dossier / "onisep-ideo")
    assert construire().read_bytes() == without


def test_the_full_snapshot_has_nothing_of_onisep(opendata: Path, instantane_complet: Path, tmp_path: Path) -> None:
    marks = re.compile(rb"\b(?:FOR|MET)\.[0-9]+|ODbL|onisep-ideo")
    assert len(marks.findall(built(opendata, tmp_path / "onisep.sqlite").read_bytes())) > 3000
    assert marks.findall(instantane_complet.read_bytes()) == []
    assert rows(instantane_complet, "SELECT name FROM sqlite_master WHERE name = 'fiche' OR sql LIKE '%onisep%'") == []
    names = rows(instantane_complet, "SELECT code, licence FROM source")
    assert len(names) > 10
    assert [name for name in names if "onisep" in name[0] or "ODbL" in name[1]] == []


def test_the_catalogue_of_the_snapshot_names_no_share_alike_source() -> None:
    ours, theirs = load(sources_path()).sources, load(onisep.sources_path()).sources
    assert [s.code for s in ours if "ODbL" in s.licence or "onisep" in s.code] == []
    assert {s.licence for s in theirs} == {"ODbL 1.0"}
