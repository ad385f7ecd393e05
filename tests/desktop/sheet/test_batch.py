"""Many sheets at once: whole files or none, each sheet as it is alone, one that fails stops no other."""

from __future__ import annotations

import errno
import os
import subprocess
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from desktop.catalogue import Catalogue
from desktop.errors import NotFoundError, WriteError
from desktop.sheet import batch as batch_module
from desktop.sheet.batch import NONE_KNOWN, Batch, Made, Sheet, comparison_of, stem
from desktop.sheet.demande import Demande
from desktop.sheet.document import render
from desktop.snapshot import open_snapshot
from tests.desktop.sheet.paper import Paper
from tests.desktop.sheet.structured import Structured

DOSSIERS = {
    "dossier du 12 mars": ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"),
    "dossier du 13 mars": ("cfd:50022139@reg:53",),
    "dossier du 14 mars": ("mefstat11:23830033403@0350005R", "cfd:50022146@reg:53"),
}
UNKNOWN = "cfd:99999999@reg:53"


@pytest.fixture(scope="module")
def catalogue(extrait: Path) -> Iterator[Catalogue]:
    snapshot = open_snapshot(extrait)
    yield Catalogue(snapshot)
    snapshot.close()


@pytest.fixture
def sheets(catalogue: Catalogue) -> list[Sheet]:
    def one(name: str, refs: tuple[str, ...]) -> Sheet:
        def make() -> Made:
            comparison, remark = comparison_of(catalogue, refs, None)
            return Made(comparison, Demande(), remark)

        return Sheet(name, f"Fiche {name[-7:]}", make)

    return [one(name, refs) for name, refs in DOSSIERS.items()]


def never() -> bool:
    return False


def quietly(_done: int, _total: int) -> None:
    pass


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused() -> Sheet:
    def make() -> Made:
        raise NotFoundError(NONE_KNOWN)

    return Sheet("dossier perdu", "Fiche perdue", make)


def test_one_pdf_holds_every_sheet_in_order(sheets: list[Sheet], tmp_path: Path) -> None:
    path = tmp_path / "lot.pdf"
    outcome = Batch(sheets, quietly, never).in_one(path)
    assert (outcome.files, outcome.sheets, outcome.said, outcome.stopped) == ((path,), 3, (), False)
    alone = [sheet.make() for sheet in sheets]
    texts = [page for made in alone for page in Paper(render(made.comparison, made.demande)).texts]
    assert Paper(path.read_bytes()).texts == texts


def test_one_pdf_keeps_the_structure_of_every_sheet(sheets: list[Sheet], tmp_path: Path) -> None:
    path = tmp_path / "lot.pdf"
    Batch(sheets, quietly, never).in_one(path)
    roles: list[str] = []
    for sheet in sheets:
        made = sheet.make()
        roles += [node.role for node in Structured(render(made.comparison, made.demande)).root.walk()][1:]
    together = Structured(path.read_bytes())
    assert [node.role for node in together.root.walk()][1:] == roles
    with pikepdf.open(path) as pdf:
        ids = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
        assert len(set(ids)) == len(ids) > 3
        parents = [int(page.obj.StructParents) for page in pdf.pages]
        assert parents == list(range(len(pdf.pages)))
        assert str(pdf.docinfo["/Title"]) == "3 fiches"


def test_pdfinfo_reads_the_titles_of_all_sheets(sheets: list[Sheet], tmp_path: Path) -> None:
    path = tmp_path / "lot.pdf"
    Batch(sheets, quietly, never).in_one(path)
    said = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True).stdout
    assert said.count("côte à côte") >= 2


def test_copies_of_a_sheet_weigh_little_more_than_one(sheets: list[Sheet], tmp_path: Path) -> None:
    path = tmp_path / "classe.pdf"
    made = sheets[0].make()
    Batch([Sheet("exemplaire", "", lambda: made)] * 10, quietly, never).in_one(path)
    alone = render(made.comparison, made.demande)
    assert len(Paper(path.read_bytes()).texts) == 10 * len(Paper(alone).texts)
    assert path.stat().st_size < 5 * len(alone)


def test_copies_show_the_same_ink_and_each_has_its_own_structure(sheets: list[Sheet], tmp_path: Path) -> None:
    path = tmp_path / "classe.pdf"
    made = sheets[0].make()
    Batch([Sheet("exemplaire", "", lambda: made)] * 3, quietly, never).in_one(path)
    with pikepdf.open(path) as pdf:
        assert list(pdf.check_pdf_syntax()) == []
        pages = [page.obj for page in pdf.pages]
        shown = {page.Contents.objgen for page in pages}
        assert len(pages) == 3 * len(shown)
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = [{element.objgen for element in parents[2 * n + 1]} for n in range(len(pages))]
        assert sum(map(len, owners)) == len(set().union(*owners))
        for number, page in enumerate(pages):
            assert {element.Pg.objgen for element in parents[2 * number + 1]} == {page.objgen}


def test_one_pdf_of_many_sheets_takes_the_memory_of_its_bytes(sheets: list[Sheet], tmp_path: Path) -> None:
    held: list[int] = []
    tracemalloc.start()
    try:
        wanted = [sheet.make() for sheet in sheets] * 12
        each = [Sheet("exemplaire", "", lambda made=made: made) for made in wanted]  # type: ignore[misc]
        Batch(each, lambda *_: held.append(tracemalloc.get_traced_memory()[0]), never).in_one(tmp_path / "lot.pdf")
        held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert (held[36] - held[12]) / 24 < 40_000


def test_the_same_batch_gives_the_same_bytes(sheets: list[Sheet], tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        Batch(sheets, quietly, never).in_one(tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_each_pdf_is_the_sheet_made_alone(sheets: list[Sheet], tmp_path: Path) -> None:
    outcome = Batch(sheets, quietly, never).one_each(tmp_path)
    assert [path.name for path in outcome.files] == ["Fiche 12 mars.pdf", "Fiche 13 mars.pdf", "Fiche 14 mars.pdf"]
    for path, sheet in zip(outcome.files, sheets, strict=True):
        made = sheet.make()
        assert path.read_bytes() == render(made.comparison, made.demande)
    assert names(tmp_path) == sorted(path.name for path in outcome.files)


def test_a_file_that_is_there_is_left_alone(sheets: list[Sheet], tmp_path: Path) -> None:
    (tmp_path / "Fiche 12 mars.pdf").write_bytes(b"a moi")
    (tmp_path / "Fiche 12 mars (2).pdf").write_bytes(b"a moi aussi")
    outcome = Batch(sheets[:1], quietly, never).one_each(tmp_path)
    assert [path.name for path in outcome.files] == ["Fiche 12 mars (3).pdf"]
    assert (tmp_path / "Fiche 12 mars.pdf").read_bytes() == b"a moi"
    twins = Batch([sheets[1], sheets[1]], quietly, never).one_each(tmp_path)
    assert [path.name for path in twins.files] == ["Fiche 13 mars.pdf", "Fiche 13 mars (2).pdf"]


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_one_dossier_that_can_not_be_made_stops_no_other(sheets: list[Sheet], tmp_path: Path, at: int) -> None:
    some = [*sheets[:at], refused(), *sheets[at:]]
    said = f"Dossier perdu\u00a0: {NONE_KNOWN[:1].lower()}{NONE_KNOWN[1:]}"
    each = Batch(some, quietly, never).one_each(tmp_path)
    assert (len(each.files), each.said) == (3, (said,))
    together = Batch(some, quietly, never).in_one(tmp_path / "lot.pdf")
    assert (together.sheets, together.said) == (3, (said,))


def test_when_no_sheet_can_be_made_there_is_no_file(sheets: list[Sheet], tmp_path: Path) -> None:
    outcome = Batch([refused()] * 2, quietly, never).in_one(tmp_path / "lot.pdf")
    assert (outcome.files, len(outcome.said), outcome.stopped) == ((), 2, False)
    assert names(tmp_path) == []


@pytest.mark.parametrize("after", range(6))
def test_stopped_at_any_point_one_pdf_is_not_there_at_all(sheets: list[Sheet], tmp_path: Path, after: int) -> None:
    asked = iter(range(100))
    outcome = Batch(sheets, quietly, lambda: next(asked) >= after).in_one(tmp_path / "lot.pdf")
    assert outcome.stopped is (after < 4)
    assert names(tmp_path) == ([] if outcome.stopped else ["lot.pdf"])


@pytest.mark.parametrize("after", range(5))
def test_stopped_at_any_point_the_files_made_are_whole_and_named(
    sheets: list[Sheet], tmp_path: Path, after: int
) -> None:
    asked = iter(range(100))
    outcome = Batch(sheets, quietly, lambda: next(asked) >= after).one_each(tmp_path)
    assert outcome.stopped is (after < 3)
    assert names(tmp_path) == [path.name for path in outcome.files]
    assert len(outcome.files) == min(after, 3)
    for path in outcome.files:
        assert Paper(path.read_bytes()).texts


def test_it_tells_how_far_it_is(sheets: list[Sheet], tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    Batch(sheets, lambda *how: heard.append(how), never).in_one(tmp_path / "lot.pdf")
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_said_and_holds_nothing(sheets: list[Sheet], tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert Batch(sheets, quietly, never).one_each(tmp_path).files == ()
        with pytest.raises(WriteError):
            Batch(sheets, quietly, never).in_one(tmp_path / "lot.pdf")
    finally:
        tmp_path.chmod(0o700)


Break = Callable[[OSError], None]


@pytest.fixture
def broken_disk(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Make the second file fail to be put in its place, and those after it."""

    def breaks(error: OSError) -> None:
        done = iter(range(1000))
        replace = Path.replace

        def fails(self: Path, target: Path) -> Path:
            if next(done) == 0:
                return replace(self, target)
            raise error

        monkeypatch.setattr(Path, "replace", fails)

    return breaks


def test_a_full_disk_ends_it_and_leaves_whole_files_only(
    sheets: list[Sheet], tmp_path: Path, broken_disk: Break
) -> None:
    broken_disk(OSError(errno.ENOSPC, "plein"))
    outcome = Batch(sheets, quietly, never).one_each(tmp_path)
    assert [path.name for path in outcome.files] == ["Fiche 12 mars.pdf"]
    assert names(tmp_path) == ["Fiche 12 mars.pdf"]
    [said] = outcome.said
    assert said.startswith("Dossier du 13 mars\u00a0: impossible d’écrire «\u00a0Fiche 13 mars.pdf\u00a0»")


def test_a_file_open_elsewhere_stops_no_other(sheets: list[Sheet], tmp_path: Path, broken_disk: Break) -> None:
    broken_disk(PermissionError(errno.EACCES, "ouvert ailleurs"))
    outcome = Batch(sheets, quietly, never).one_each(tmp_path)
    assert len(outcome.files) == 1
    assert [said.partition("\u00a0:")[0] for said in outcome.said] == ["Dossier du 13 mars", "Dossier du 14 mars"]
    assert names(tmp_path) == ["Fiche 12 mars.pdf"]


def test_one_pdf_that_can_not_be_written_leaves_the_older_one(
    sheets: list[Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lot.pdf"
    path.write_bytes(b"avant")

    def fails(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "ouvert ailleurs")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(WriteError):
        Batch(sheets, quietly, never).in_one(path)
    assert path.read_bytes() == b"avant"
    assert names(tmp_path) == ["lot.pdf"]


def test_a_folder_that_goes_away_ends_it(sheets: list[Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = Batch(sheets, quietly, never).one_each(tmp_path / "absent")
    assert outcome.files == ()
    assert len(outcome.said) == 1
    assert "n’existe pas" in outcome.said[0]


def test_a_dossier_is_made_of_what_the_data_know_and_says_what_is_left_out(catalogue: Catalogue) -> None:
    refs = DOSSIERS["dossier du 12 mars"]
    comparison, remark = comparison_of(catalogue, [refs[0], UNKNOWN, refs[1]], "region")
    assert [colonne.choix.ref for colonne in comparison.colonnes] == list(refs)
    assert remark == "fiche faite sans 1\u00a0formation de ce dossier."
    with pytest.raises(NotFoundError):
        comparison_of(catalogue, [UNKNOWN], None)


def test_a_file_is_named_by_its_day_and_nothing_else() -> None:
    assert stem("2026-03-12T14:05") == "Fiche 2026-03-12 14h05"


def test_a_sheet_is_asked_for_only_when_its_turn_comes(
    sheets: list[Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    write = batch_module.write_whole

    def watch(sheet: Sheet) -> Sheet:
        def make() -> Made:
            seen.append(sheet.name)
            return sheet.make()

        return Sheet(sheet.name, sheet.stem, make)

    def written(path: Path, content: bytes) -> None:
        seen.append(path.name)
        write(path, content)

    monkeypatch.setattr(batch_module, "write_whole", written)
    Batch([watch(sheet) for sheet in sheets], quietly, never).one_each(tmp_path)
    assert seen == [
        "dossier du 12 mars",
        "Fiche 12 mars.pdf",
        "dossier du 13 mars",
        "Fiche 13 mars.pdf",
        "dossier du 14 mars",
        "Fiche 14 mars.pdf",
    ]
