"""The file: the same bytes, its language and fonts, written whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from desktop.comparison import Comparison
from desktop.errors import WriteError
from desktop.sheet.document import render, save
from tests.desktop.inventes import Invente
from tests.desktop.sheet.cases import REAL, regional, side_by_side
from tests.desktop.sheet.paper import Paper

Real = Callable[[str], Comparison]

ANEW = """
import sys, hashlib
from desktop.catalogue import Catalogue
from desktop.snapshot import open_snapshot
from desktop.sheet.document import render
from tests.desktop.sheet.cases import REAL, side_by_side
from pathlib import Path
comparison = side_by_side(Catalogue(open_snapshot(Path(sys.argv[1]))), REAL["trois lieux"])
print(hashlib.sha256(render(comparison)).hexdigest())
"""


def test_the_same_comparison_gives_the_same_bytes(real: Real) -> None:
    for name in ("une", "quatre lieux"):
        comparison = real(name)
        assert render(comparison) == render(comparison)


def test_another_process_gives_the_same_bytes(root: Path, extrait: Path) -> None:
    seen = {
        subprocess.run(
            [sys.executable, "-c", ANEW, str(extrait)],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert len(seen.pop().strip()) == 64


def test_the_file_says_its_title_its_author_and_its_language(real: Real) -> None:
    content = render(real("trois régions"))
    known = Paper(content).metadata()
    assert known["Author"] == "Côte à Côte"
    assert known["Title"].startswith("Trois formations côte à côte")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root["/Lang"]) == "fr-FR"


def test_only_inter_is_used_and_it_is_embedded(real: Real) -> None:
    with pikepdf.open(BytesIO(render(real("trois lieux")))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert {str(font.BaseFont).partition("+")[2] for font in fonts} == {"Inter-Regular", "Inter-SemiBold"}
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_nobody_and_no_machine_is_named_in_the_file(real: Real) -> None:
    content = render(real("deux"))
    for trace in (b"/work", b"/home", b"/tmp", str(Path.home()).encode()):
        assert trace not in content


def test_it_is_written_whole(invente: Invente, tmp_path: Path) -> None:
    refs = regional(invente, 2)
    comparison = side_by_side(invente.open(), refs)
    path = tmp_path / "fiche.pdf"
    path.write_bytes(b"older")
    save(comparison, path)
    assert path.read_bytes() == render(comparison)
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".sqlite"] == ["fiche.pdf"]


def test_a_missing_folder_is_said_in_french(real: Real, tmp_path: Path) -> None:
    with pytest.raises(WriteError) as failure:
        save(real("une"), tmp_path / "absent" / "fiche.pdf")
    assert "n’existe pas" in failure.value.phrase


def test_a_folder_in_place_of_the_file_is_said_in_french(real: Real, tmp_path: Path) -> None:
    with pytest.raises(WriteError) as failure:
        save(real("une"), tmp_path)
    assert "est un dossier" in failure.value.phrase


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_or_a_file_in_use_leaves_the_older_file(
    real: Real, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "fiche.pdf"
    path.write_bytes(b"older")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((Path, "replace") if call == "replace" else ("os.fsync",)), fail)
    with pytest.raises(WriteError) as failure:
        save(real("une"), path)
    monkeypatch.undo()
    assert "Impossible d’écrire" in failure.value.phrase
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_every_count_of_columns_is_covered_by_the_cases() -> None:
    assert {len(refs) for refs in REAL.values()} == {1, 2, 3, 4, 5, 6}
