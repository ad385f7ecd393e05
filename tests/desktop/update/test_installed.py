"""Which snapshot a start opens, whatever is in its folder."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.update.installed import Choice, current_snapshot, read_choice, stamp, standing, write_choice
from tests.desktop.update.publications import instantane

A, B = f"invente-a-{'a' * 12}.sqlite", f"invente-b-{'b' * 12}.sqlite"


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return instantane(tmp_path_factory.mktemp("programme"), "2026-03-30")


@pytest.fixture
def folder(tmp_path: Path, own: Path) -> Path:
    made = tmp_path / "instantanes"
    made.mkdir()
    for name in (A, B):
        (made / name).write_bytes(own.read_bytes())
    return made


def choose(folder: Path, own: Path, courant: str, precedent: str) -> None:
    write_choice(folder, Choice(courant, precedent, stamp(own)))


def test_without_a_choice_it_is_the_program_s_own(tmp_path: Path, folder: Path, own: Path) -> None:
    assert current_snapshot(folder, own) == own
    assert current_snapshot(tmp_path / "absent", own) == own
    assert standing(folder, own) == (own, None)


def test_the_choice_is_followed(folder: Path, own: Path) -> None:
    choose(folder, own, A, B)
    assert standing(folder, own) == (folder / A, folder / B)
    assert current_snapshot(folder, own) == folder / A
    choose(folder, own, "", A)
    assert standing(folder, own) == (own, folder / A)
    choose(folder, own, A, "")
    assert standing(folder, own) == (folder / A, own)


@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\x00", b"%PDF-1.7" + b"x" * 5000, "cut"])
def test_a_file_that_is_not_a_snapshot_gives_way_to_the_one_before(
    folder: Path, own: Path, content: bytes | str | None
) -> None:
    choose(folder, own, A, B)
    (folder / A).unlink()
    if content is not None:
        (folder / A).write_bytes(content if isinstance(content, bytes) else own.read_bytes()[:-4096])
    assert standing(folder, own) == (folder / B, own)
    (folder / B).unlink()
    assert standing(folder, own) == (own, None)


def test_a_file_of_a_newer_program_gives_way(folder: Path, own: Path) -> None:
    choose(folder, own, A, "")
    content = bytearray(own.read_bytes())
    content[60:64] = (2000).to_bytes(4, "big")
    (folder / A).write_bytes(content)
    assert current_snapshot(folder, own) == own


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n",
        "\n\n\n\n",
        f"{A}\n{B}\n",
        f"../instantanes/{A}\n\n\n",
        f"/tmp/{A}\n\n\n",
        f"..\\{A}\n\n\n",
        f"C:{A}\n\n\n",
        f".{A}\n\n\n",
        f"{A} \n\n\n",
        f"{A}\0\n\n\n",
        f"{A}\n..\n\n",
        f"{A.upper()}\n\n\n",
        f"é{A}\n\n\n",
        "a" * 5000,
    ],
)
def test_a_pointer_that_is_not_ours_points_nowhere(folder: Path, own: Path, text: str) -> None:
    (folder / "choix").write_bytes(text.encode())
    assert read_choice(folder) is None
    assert current_snapshot(folder, own) == own


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.binary(max_size=300))
def test_no_pointer_makes_a_start_fail_or_leave_its_folder(folder: Path, own: Path, content: bytes) -> None:
    (folder / "choix").write_bytes(content)
    path = current_snapshot(folder, own)
    assert path == own or path.parent == folder


def test_a_pointer_that_is_a_folder_points_nowhere(folder: Path, own: Path) -> None:
    (folder / "choix").mkdir()
    assert current_snapshot(folder, own) == own


def test_the_choice_is_written_whole_or_not_at_all(folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(folder, own, A, B)

    def refuse(*_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(OSError, match="full"):
            choose(folder, own, B, A)
    assert current_snapshot(folder, own) == folder / A
    assert sorted(path.name for path in folder.iterdir()) == ["choix", A, B]


def test_newer_data_of_an_updated_program_win(tmp_path: Path, folder: Path, own: Path) -> None:
    choose(folder, own, A, B)
    newer = instantane(tmp_path / "nouveau", "2026-09-01", 4)
    assert standing(folder, newer) == (newer, folder / A)
    older = instantane(tmp_path / "ancien", "2026-01-01", 4)
    assert current_snapshot(folder, older) == folder / A
    extract = instantane(tmp_path / "extrait", "2026-09-01", 4, perimetre='["53"]')
    assert current_snapshot(folder, extract) == folder / A
    named = extract.rename(extract.with_name("extrait.sqlite"))
    assert current_snapshot(folder, named) == folder / A


def test_the_choice_made_beside_newer_data_of_the_program_stays(tmp_path: Path, folder: Path) -> None:
    newer = instantane(tmp_path / "nouveau", "2026-09-01", 4)
    choose(folder, newer, A, "")
    assert standing(folder, newer) == (folder / A, newer)


def test_the_stamp_tells_files_apart(tmp_path: Path, own: Path) -> None:
    assert stamp(own) == stamp(own)
    assert stamp(own) != stamp(instantane(tmp_path / "autre", "2026-03-31"))
    assert stamp(tmp_path / "absent") == ""


def test_it_costs_a_start_almost_nothing(folder: Path, own: Path) -> None:
    def least() -> float:
        seconds = []
        for _ in range(50):
            start = time.perf_counter()
            current_snapshot(folder, own)
            seconds.append(time.perf_counter() - start)
        return min(seconds)  # other work may run beside

    assert least() < 0.0003
    choose(folder, own, A, B)
    assert least() < 0.001


def test_a_start_imports_nothing_of_updates_but_this(tmp_path: Path) -> None:
    code = (
        "import sys; from desktop.update.installed import current_snapshot; current_snapshot();"
        "print([m for m in ('json', 'lzma', 'sqlite3', 'platformdirs', 'tuf', 'ssl', 'hashlib') if m in sys.modules],"
        " [m for m in sys.modules if m.startswith('desktop.update.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] ['desktop.update.installed']"
