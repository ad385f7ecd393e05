"""The attached Onisep file: opened with care, off unless asked for, and told under its own name and licence."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from data_bundle.onisep import MAJOR, USER_VERSION
from desktop.catalogue import Catalogue
from desktop.cli import main
from desktop.comparison import Comparison, compare
from desktop.errors import SnapshotError
from desktop.onisep import open_onisep
from desktop.onisep_facts import SANS_FICHE, attribution, rubriques
from desktop.rubriques import rubriques as own_rubriques
from desktop.selection import parse_selection
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente
from tests.desktop.onisep_inventes import FOR, seal, write_onisep
from tests.desktop.sheet.paper import Paper

Out = pytest.CaptureFixture[str]
A, B = "mefstat11:90000000001@reg:90", "cfd:90000002@reg:90"
FICHES = [
    (30, "99001", "CAP Inventé option soir"),
    (4, "99001", "CAP Inventé option matin"),
    (5, "99002", "bac pro d'ailleurs (inventé)"),
]
METIERS = [
    (1, "N9902", "veilleur / veilleuse (inventé)"),
    (2, "N9901", "rêveur / rêveuse (inventé)"),
    (3, "N9901", "écouteur / écouteuse (inventé)"),
    (4, "N9903", "autre (inventé)"),
]
READ = "www.onisep.fr/http/redirection/formation/slug/FOR.{}"
SOURCE = "Source\u00a0: Onisep, Idéo, données sous licence ODbL 1.0 (partage à l’identique)"


@pytest.fixture
def onisep(tmp_path: Path) -> Path:
    return write_onisep(tmp_path / "onisep_invente.sqlite", FICHES, METIERS)


@pytest.fixture
def snapshot(invente: Invente) -> Path:
    """Two invented formations: one with an RNCP code and jobs, one without."""
    invente.formation("90000000001", "CAP Inventé option matin", rncp="99001", rome="N9901 N9902")
    invente.formation("90000002", "CAP Oublié (inventé)", "apprentissage")
    return invente.write()


@pytest.fixture
def comparison(snapshot: Path) -> Comparison:
    return compare(Catalogue(open_snapshot(snapshot)), parse_selection([A, B]))


def sentence(path: Path) -> str:
    with pytest.raises(SnapshotError) as error:
        open_onisep(path)
    assert error.value.code == 4
    said = error.value.phrase
    assert said.startswith(f"Le fichier Onisep «\u00a0{path.name}\u00a0» ")
    assert said.endswith(".")
    return said


def change(path: Path, *queries: str, sealed: bool = False) -> Path:
    with closing(sqlite3.connect(path)) as db:
        for query in queries:
            db.execute(query)
        db.commit()
        if sealed:
            seal(db)
    return path


def test_pages_come_by_rncp_code_the_nearest_label_first(onisep: Path, comparison: Comparison) -> None:
    file = open_onisep(onisep)
    first, second = (colonne.formation for colonne in comparison.colonnes)
    assert [f.id for f in file.fiches(first)] == ["FOR.4", "FOR.30"]
    assert file.fiches(first)[0].url == FOR.format(4)
    assert [f.id for f in file.fiches(replace(first, libelle="CAP du soir"))] == ["FOR.30", "FOR.4"]
    assert file.fiches(second) == ()


def test_jobs_come_in_the_order_of_the_codes_then_of_the_alphabet(onisep: Path, comparison: Comparison) -> None:
    file = open_onisep(onisep)
    first, second = (colonne.formation for colonne in comparison.colonnes)
    assert [m.id for m in file.metiers(first)] == ["MET.3", "MET.2", "MET.1"]
    assert [m.id for m in file.metiers(replace(first, rome="N9902 N9901 N9902"))] == ["MET.1", "MET.3", "MET.2"]
    assert file.metiers(second) == ()


def test_it_is_whole_in_memory_once_opened(onisep: Path, comparison: Comparison) -> None:
    file = open_onisep(onisep)
    onisep.unlink()
    assert len(file.fiches(comparison.colonnes[0].formation)) == 2


def test_the_date_is_told_when_the_file_has_one(onisep: Path, tmp_path: Path) -> None:
    assert open_onisep(onisep).mise_a_jour is None
    dated = open_onisep(write_onisep(tmp_path / "date_invente.sqlite", FICHES, METIERS, "2026-03-01"))
    assert attribution(dated) == f"{SOURCE}. Données mises à jour le 1er\u00a0mars\u00a02026."
    assert attribution(open_onisep(onisep)) == f"{SOURCE}."


def test_a_missing_one_is_said_so(tmp_path: Path) -> None:
    assert "introuvable" in sentence(tmp_path / "rien.sqlite")


def test_a_folder_can_t_be_read(tmp_path: Path) -> None:
    assert "ne peut pas être lu" in sentence(tmp_path)


@pytest.mark.parametrize("content", [b"", b"SQL", b"SQLite format 3\x00court"])
def test_an_empty_one_and_a_few_bytes_are_incomplete(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vide.sqlite"
    path.write_bytes(content)
    assert "incomplet" in sentence(path)


@pytest.mark.parametrize("cut", [1, 4096])
def test_a_truncated_one_is_incomplete(onisep: Path, cut: int) -> None:
    onisep.write_bytes(onisep.read_bytes()[:-cut])
    assert "incomplet" in sentence(onisep)


def test_a_half_written_one_with_its_journal_is_incomplete(onisep: Path) -> None:
    Path(f"{onisep}-journal").write_bytes(b"x")
    assert "incomplet" in sentence(onisep)


def test_a_text_another_database_and_a_snapshot_are_foreign(onisep: Path, tmp_path: Path, extrait: Path) -> None:
    text = tmp_path / "lettre.sqlite"
    text.write_text("Bonjour " * 100, encoding="utf-8")
    for path in (text, change(onisep, "PRAGMA application_id = 7"), extrait):
        assert "n’a pas les données Onisep" in sentence(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipe on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau")
    assert "n’a pas les données Onisep" in sentence(tmp_path / "tuyau")


def test_a_newer_major_is_refused_and_a_newer_minor_is_read(onisep: Path) -> None:
    open_onisep(change(onisep, f"PRAGMA user_version = {USER_VERSION + 1}"))
    change(onisep, f"PRAGMA user_version = {(MAJOR + 1) * 1000}")
    assert "version plus récente" in sentence(onisep)


def test_scrambled_pages_are_damaged_not_a_traceback(onisep: Path) -> None:
    content = bytearray(onisep.read_bytes())
    content[100:] = b"\x5a" * (len(content) - 100)
    onisep.write_bytes(bytes(content))
    assert "abîmé" in sentence(onisep)


@pytest.mark.parametrize(
    ("query", "sealed"),
    [
        ("UPDATE fiche SET libelle = 'autre' WHERE id = 'FOR.4'", False),
        ("UPDATE fiche SET url = 'http://ailleurs.invalid/FOR.4' WHERE id = 'FOR.4'", True),
        ("UPDATE metier SET url = 'http://www.onisep.fr/http/redirection/metier/slug/MET.9' WHERE id = 'MET.1'", True),
        ("UPDATE meta SET valeur = 'hier' WHERE cle = 'mise_a_jour'", True),
        ("DELETE FROM meta WHERE cle = 'empreinte'", False),
        ("DROP TABLE metier", True),
    ],
)
def test_one_that_is_not_what_was_written_is_damaged(onisep: Path, query: str, sealed: bool) -> None:
    assert "abîmé" in sentence(change(onisep, query, sealed=sealed))


@pytest.mark.parametrize("name", ["a#b.sqlite", "a?b.sqlite", "a b%20é.sqlite"])
def test_a_name_with_odd_characters_opens_and_leaves_nothing_beside(onisep: Path, tmp_path: Path, name: str) -> None:
    path, before = onisep.rename(tmp_path / name), onisep
    assert open_onisep(path).id == "onisep-invente"
    assert not before.exists()
    assert [p.name for p in tmp_path.glob("*.sqlite*")] == [name]


def test_its_rubrique_names_pages_with_their_address_then_jobs_and_its_licence(
    onisep: Path, comparison: Comparison
) -> None:
    [found] = rubriques(comparison, open_onisep(onisep))
    assert (found.titre, found.note) == ("Fiches Onisep", f"{SOURCE}.")
    told, gap = found.cellules
    assert [fait.texte for fait in told] == [
        f"CAP Inventé option matin ({READ.format(4)})",
        f"CAP Inventé option soir ({READ.format(30)})",
        "Métiers nommés par l’Onisep\u00a0: écouteur / écouteuse (inventé), rêveur / rêveuse (inventé), "
        "veilleur / veilleuse (inventé).",
    ]
    assert [(fait.texte, fait.connu, fait.phrase) for fait in gap] == [(SANS_FICHE, False, SANS_FICHE)]


def test_three_pages_and_five_jobs_are_named_and_the_others_counted(tmp_path: Path, comparison: Comparison) -> None:
    pages = [(n, "99001", f"CAP d'essai {n} (inventé)") for n in range(1, 7)]
    jobs = [(n, "N9901", f"essayeur {n} (inventé)") for n in range(1, 8)]
    [found] = rubriques(comparison, open_onisep(write_onisep(tmp_path / "long_invente.sqlite", pages, jobs)))
    *named, more, work = found.cellules[0]
    assert [fait.texte[:13] for fait in named] == [f"CAP d’essai {n}" for n in (1, 2, 3)]
    assert more.texte == "et 3\u00a0autres fiches"
    assert "CAP d’essai 6 (inventé)" in more.phrase
    assert work.texte.endswith("essayeur 5 (inventé) et 2\u00a0autres.")
    assert "essayeur 7" in work.phrase


def test_a_file_that_knows_no_column_has_no_rubrique(tmp_path: Path, comparison: Comparison) -> None:
    assert rubriques(comparison, open_onisep(write_onisep(tmp_path / "loin_invente.sqlite", FICHES[2:]))) == ()


def test_the_comparison_and_its_rubriques_know_nothing_of_it(onisep: Path, comparison: Comparison) -> None:
    assert rubriques(comparison, open_onisep(onisep))
    assert "nisep" not in repr(comparison)
    assert [r.cle for r in own_rubriques(comparison) if "onisep" in r.cle] == []


def test_the_document_has_its_keys_only_when_it_is_attached(snapshot: Path, onisep: Path, capsys: Out) -> None:
    asked = ["--instantane", str(snapshot), "comparer", A, B, "--json"]
    assert main(asked) == 0
    plain = json.loads(capsys.readouterr().out)
    assert main([*asked, "--onisep", str(onisep)]) == 0
    attached = json.loads(capsys.readouterr().out)
    assert attached["onisep"]["attribution"] == f"{SOURCE}."
    assert (attached["onisep"]["id"], attached["onisep"]["licence"]) == ("onisep-invente", "ODbL 1.0")
    first, second = (column.pop("onisep") for column in attached["colonnes"])
    assert first["fiches"][0] == {
        "id": "FOR.4", "libelle": "CAP Inventé option matin", "duree": "2 ans", "niveau": "niveau 3 (niveau CAP)",
        "url": FOR.format(4),
    }  # fmt: skip
    assert [m["id"] for m in first["metiers"]] == ["MET.3", "MET.2", "MET.1"]
    assert second == {"fiches": [], "metiers": []}
    del attached["onisep"]
    assert attached == plain


def test_it_may_be_asked_for_before_or_after_the_verb(snapshot: Path, onisep: Path, capsys: Out) -> None:
    file, said = ["--onisep", str(onisep)], []
    data = ["--instantane", str(snapshot)]
    for asked in (
        [*file, *data, "fiche", A, "--json"],
        [*data, *file, "fiche", A, "--json"],
        ["fiche", *file, A, "--json", *data],
        [*data, "fiche", A, "--json", f"--onisep={onisep}"],
    ):
        assert main(asked) == 0
        said.append(capsys.readouterr().out)
    assert len(set(said)) == 1
    assert "FOR.4" in said[0]


def test_a_file_named_like_a_verb_is_not_taken_for_one(snapshot: Path, onisep: Path, capsys: Out) -> None:
    comparer = onisep.rename(onisep.with_name("comparer"))
    before = Path.cwd()
    os.chdir(comparer.parent)
    try:
        assert main(["--onisep", "comparer", "--instantane", str(snapshot), "fiche", A, "--json"]) == 0
    finally:
        os.chdir(before)
    assert "FOR.4" in capsys.readouterr().out


@pytest.mark.parametrize("verb", [["chercher", "inventé"], ["instantane"], ["controle"]])
def test_other_verbs_do_not_know_it(snapshot: Path, onisep: Path, verb: list[str], capsys: Out) -> None:
    assert main(["--instantane", str(snapshot), *verb, "--onisep", str(onisep)]) == 2
    assert "--onisep" in capsys.readouterr().err


def test_one_that_can_not_be_read_stops_before_any_output(snapshot: Path, tmp_path: Path, capsys: Out) -> None:
    pdf = tmp_path / "fiche.pdf"
    asked = ["--instantane", str(snapshot), "fiche", A, "--pdf", str(pdf), "--onisep", str(tmp_path / "absent.sqlite")]
    assert main(asked) == 4
    out = capsys.readouterr()
    assert (out.out, pdf.exists()) == ("", False)
    assert out.err == (
        "Le fichier Onisep «\u00a0absent.sqlite\u00a0» est introuvable. "
        "Vérifiez son nom, ou choisissez un autre fichier.\n"
    )


def test_the_text_has_it_when_it_is_attached(snapshot: Path, onisep: Path, capsys: Out) -> None:
    asked = ["--instantane", str(snapshot), "comparer", A, B]
    assert main(asked) == 0
    assert "nisep" not in capsys.readouterr().out
    assert main([*asked, "--onisep", str(onisep)]) == 0
    said = capsys.readouterr().out
    assert f"CAP Inventé option matin ({READ.format(4)})" in said
    assert SANS_FICHE in said
    assert f"{SOURCE}." in said


def test_the_sheet_has_it_only_when_it_is_attached(snapshot: Path, onisep: Path, tmp_path: Path) -> None:
    plain, attached = tmp_path / "sans.pdf", tmp_path / "avec.pdf"
    asked = ["--instantane", str(snapshot), "comparer", A, B, "--pdf"]
    assert main([*asked, str(plain)]) == 0
    assert main([*asked, str(attached), "--onisep", str(onisep)]) == 0
    assert "Onisep" not in printed(plain)
    assert "Métiers nommés par l’Onisep" in printed(attached)
    assert "licence ODbL 1.0 (partage à l’identique)" in printed(attached)


def test_an_address_is_printed_whole_where_its_line_ends(invente: Invente, onisep: Path, tmp_path: Path) -> None:
    """A hyphen where it goes on to the next line would be typed with the rest."""
    for number in range(1, 5):
        invente.formation(f"9000000000{number}", f"CAP Inventé {number}", rncp="99001")
    refs = [f"mefstat11:9000000000{number}@reg:90" for number in range(1, 5)]
    sheet = tmp_path / "fiche.pdf"
    assert (
        main(["--instantane", str(invente.write()), "comparer", *refs, "--pdf", str(sheet), "--onisep", str(onisep)])
        == 0
    )
    assert f"({READ.format(30)})" in printed(sheet).replace(" ", "")  # once for the four that say the same


def test_nothing_of_it_is_loaded_unless_asked_for(root: Path, snapshot: Path) -> None:
    code = (
        "import sys; from desktop.cli import main; "
        f"main(['--instantane', {str(snapshot)!r}, 'comparer', {A!r}, {B!r}, '--json']); "
        "print(*sorted(m for m in sys.modules if 'onisep' in m), 'fin', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["fin"]


def test_every_page_of_the_real_file_is_found_by_its_code(opendata: Path, tmp_path: Path, extrait: Path) -> None:
    from data_bundle.builder.onisep import build

    path = tmp_path / "onisep.sqlite"
    with (tmp_path / "rapport.txt").open("w", encoding="utf-8") as report:
        build(opendata, path, None, report)
    file = open_onisep(path)
    formation = Catalogue(open_snapshot(extrait)).formation("mefstat11", "23830022106")
    assert [m.libelle for m in file.metiers(formation)] == ["cuisinier / cuisinière"]
    found = {code: [f.id for f in file.fiches(replace(formation, rncp=code))] for code in file.par_rncp}
    assert sorted(found["19117"]) == ["FOR.5614", "FOR.5615", "FOR.5616"]
    assert sum(map(len, found.values())) == 2993


def printed(path: Path) -> str:
    return Paper(path.read_bytes()).text
