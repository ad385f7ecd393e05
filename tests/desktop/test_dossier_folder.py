"""The folder of dossiers: nobody writes over another’s, nothing good is lost, whatever disk and clock do."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop import dossier_folder
from desktop.dossier import Dossier, decode, encode, label
from desktop.dossier_folder import DossierFolder, Held, file_of
from desktop.errors import WriteError

REFS = ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53")
NOW = datetime(2026, 3, 12, 14, 5)


def made(count: int = 2, when: datetime = NOW) -> Dossier:
    return Dossier(label(when), REFS[:count], None, "extrait")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "données" / "dossiers"


def keep(folder: Path, *dossiers: Dossier) -> list[int]:
    """Write dossiers and let go of them; return their numbers."""
    numbers = []
    for dossier in dossiers:
        held = DossierFolder(folder).new()
        held.write(dossier)
        held.release()
        numbers.append(held.number)
    return numbers


def die(folder: Path, *dossiers: Dossier) -> None:
    """Have another process write dossiers and die at once, as in a power cut."""
    code = (
        "import os, sys; from pathlib import Path\n"
        "from desktop.dossier import decode; from desktop.dossier_folder import DossierFolder\n"
        "held = []\n"
        "for text in sys.argv[2:]:\n"
        "    held.append(DossierFolder(Path(sys.argv[1])).new()); held[-1].write(decode(text.encode()))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    texts = [encode(dossier).decode() for dossier in dossiers]
    done = subprocess.run([sys.executable, "-c", code, str(folder), *texts], check=False)
    assert done.returncode == -9


def test_an_absent_folder_is_an_empty_one(folder: Path) -> None:
    assert DossierFolder(folder).listing().entries == ()
    assert not folder.exists()


def test_what_is_kept_is_listed_the_newest_first(folder: Path) -> None:
    first, second = keep(folder, made(1), made(2))
    entries = DossierFolder(folder).listing().entries
    assert [entry.number for entry in entries] == [second, first]
    assert [entry.dossier.references for entry in entries] == [REFS, REFS[:1]]
    assert not any(entry.busy or entry.interrupted for entry in entries)


def test_the_file_is_small_and_private_and_nothing_else_stays(folder: Path) -> None:
    [number] = keep(folder, made())
    assert [path.name for path in folder.iterdir()] == ["dossier-000001.json"]
    assert file_of(folder, number).stat().st_size < 400
    if os.name == "posix":
        assert folder.stat().st_mode & 0o077 == 0


def test_the_last_good_state_stays_beside_and_is_read_when_the_file_is_cut(folder: Path) -> None:
    held = DossierFolder(folder).new()
    held.write(made(1))
    held.write(made(2))
    held.release()
    path = file_of(folder, held.number)
    path.write_bytes(path.read_bytes()[:40])
    listing = DossierFolder(folder).listing()
    assert [entry.dossier.references for entry in listing.entries] == [REFS[:1]]
    assert listing.said == (
        "Un fichier de dossier n’a pas pu être lu\u00a0: il est mis de côté sous le nom "
        "«\u00a0dossier-000001.ecarte-1.json\u00a0».",
    )
    assert (folder / "dossier-000001.ecarte-1.json").stat().st_size == 40
    assert DossierFolder(folder).listing().said == ()


def test_writing_the_same_again_writes_nothing(folder: Path) -> None:
    held = DossierFolder(folder).new()
    held.write(made())
    before = file_of(folder, held.number).stat()
    held.write(made())
    assert file_of(folder, held.number).stat().st_ino == before.st_ino
    held.release()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 99, b"{}", json.dumps({"format": 1, "nom": "inventé"}).encode(), b"x" * 5_000_000, b"[" * 60_000],
)
def test_a_bad_file_is_set_aside_whole_and_the_others_are_read(folder: Path, content: bytes) -> None:
    keep(folder, made())
    file_of(folder, 2).write_bytes(content)
    file_of(folder, 3).write_bytes(content)
    listing = DossierFolder(folder).listing()
    assert [entry.number for entry in listing.entries] == [1]
    assert len(listing.said) == 1
    assert listing.said[0].startswith("2 fichiers de dossiers n’ont pas pu être lus")
    assert (folder / "dossier-000002.ecarte-1.json").read_bytes() == content
    assert (folder / "dossier-000003.ecarte-1.json").read_bytes() == content


def test_a_file_of_a_newer_version_stays_where_it_is_and_is_not_written_over(folder: Path) -> None:
    keep(folder, made())
    newer = json.dumps({"format": 2, "autre": 1})
    file_of(folder, 2).write_text(newer, encoding="utf-8")
    store = DossierFolder(folder)
    listing = store.listing()
    assert [entry.number for entry in listing.entries] == [1]
    assert "plus récente" in listing.said[0]
    assert store.new().number == 3
    store.tidy(NOW + timedelta(days=300), 30)
    assert file_of(folder, 2).read_text(encoding="utf-8") == newer


def test_a_file_changed_by_hand_while_it_is_open_is_set_aside_before_ours_is_written(folder: Path) -> None:
    held = DossierFolder(folder).new()
    held.write(made(1))
    file_of(folder, held.number).write_text('{"format": 1, "nom": "inventé"}', encoding="utf-8")
    held.write(made(2))
    assert decode(file_of(folder, held.number).read_bytes()) == made(2)
    assert "inventé" in (folder / "dossier-000001.ecarte-1.json").read_text(encoding="utf-8")
    held.release()


def test_a_folder_in_the_place_of_a_file_harms_nothing(folder: Path) -> None:
    keep(folder, made())
    file_of(folder, 2).mkdir()
    assert [entry.number for entry in DossierFolder(folder).listing().entries] == [1]
    assert DossierFolder(folder).new().number == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_the_place_of_a_file_does_not_hold_the_program(folder: Path) -> None:
    keep(folder, made())
    os.mkfifo(file_of(folder, 2))
    assert [entry.number for entry in DossierFolder(folder).listing().entries] == [1]


def test_a_number_as_large_as_a_hand_can_write_it_makes_no_file_be_written_over(folder: Path) -> None:
    keep(folder, made())
    giant = folder / f"dossier-{10**12 - 1}.json"
    giant.write_bytes(encode(made(1)))
    numbers = keep(folder, made(), made())
    assert len(set(numbers)) == 2
    assert decode(giant.read_bytes()) == made(1)
    assert len({path.name for path in folder.glob("*.json")}) == 4


class TestTwoWindows:
    def test_each_has_its_own_file(self, folder: Path) -> None:
        one, other = DossierFolder(folder).new(), DossierFolder(folder).new()
        one.write(made(1))
        other.write(made(2))
        assert one.number != other.number
        assert decode(file_of(folder, one.number).read_bytes()).references == REFS[:1]
        for held in (one, other):
            held.release()

    def test_what_one_has_the_other_can_neither_open_nor_erase(self, folder: Path) -> None:
        mine = DossierFolder(folder).new()
        mine.write(made())
        there = DossierFolder(folder)
        assert there.listing().entries[0].busy
        assert there.take(mine.number) is None
        assert not there.delete(mine.number)
        there.tidy(NOW + timedelta(days=300), 30)
        assert file_of(folder, mine.number).exists()
        mine.release()
        assert there.take(mine.number) is not None

    def test_twenty_processes_at_once_make_twenty_dossiers(self, folder: Path) -> None:
        code = (
            "import sys; from pathlib import Path\n"
            "from desktop.dossier import Dossier; from desktop.dossier_folder import DossierFolder\n"
            "held = DossierFolder(Path(sys.argv[1])).new()\n"
            f"held.write(Dossier('2026-03-12T14:05', {REFS!r}, None, sys.argv[2]))\n"
            "held.release()"
        )
        running = [subprocess.Popen([sys.executable, "-c", code, str(folder), str(n)]) for n in range(20)]
        assert [process.wait() for process in running] == [0] * 20
        entries = DossierFolder(folder).listing().entries
        assert {entry.dossier.instantane for entry in entries} == {str(n) for n in range(20)}


@pytest.mark.skipif(os.name != "posix", reason="signals")
class TestAfterAPowerCut:
    def test_the_dossier_is_found_and_known_as_interrupted(self, folder: Path) -> None:
        die(folder, made(1), made(2))
        entries = DossierFolder(folder).listing().entries
        assert [(entry.interrupted, entry.busy, len(entry.dossier.references)) for entry in entries] == [
            (True, False, 2),
            (True, False, 1),
        ]

    def test_its_lock_is_known_to_be_stale_and_it_can_be_taken(self, folder: Path) -> None:
        die(folder, made())
        held = DossierFolder(folder).take(1)
        assert isinstance(held, Held)
        held.release()
        assert not DossierFolder(folder).listing().entries[0].interrupted

    def test_one_that_is_left_among_the_others_is_not_interrupted_any_more(self, folder: Path) -> None:
        die(folder, made())
        DossierFolder(folder).settle(1)
        assert not DossierFolder(folder).listing().entries[0].interrupted

    def test_a_death_before_the_first_writing_leaves_nothing(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "dossier-000004.ouvert").touch()
        (folder / ".cote-a-cote.reste.partiel").touch()
        DossierFolder(folder).tidy(NOW, 30)
        assert not (folder / "dossier-000004.ouvert").exists()
        assert DossierFolder(folder).listing().entries == ()


class TestBadDisk:
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
    def test_a_disk_that_fails_leaves_the_last_good_state(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        held = DossierFolder(folder).new()
        held.write(made(1))

        def full(_descriptor: int) -> None:
            raise OSError(number, "inventé")

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            with pytest.raises(WriteError) as caught:
                held.write(made(2))
        assert isinstance(caught.value.__cause__, OSError)
        assert decode(file_of(folder, held.number).read_bytes()) == made(1)
        held.write(made(2))
        assert decode(file_of(folder, held.number).read_bytes()) == made(2)
        assert [path.name for path in folder.iterdir() if "partiel" in path.name] == []
        held.release()

    def test_an_antivirus_that_lets_go_soon_is_waited_for(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        held, times = DossierFolder(folder).new(), []
        replace = Path.replace

        def blocked(self: Path, target: Path) -> Path:
            times.append(target)
            if len(times) < 3:
                raise PermissionError(errno.EACCES, "inventé")
            return replace(self, target)

        monkeypatch.setattr(dossier_folder, "PAUSE", 0.0)
        monkeypatch.setattr(Path, "replace", blocked)
        held.write(made())
        assert len(times) == 3
        held.release()

    def test_a_place_that_is_no_folder_is_an_error_of_the_system(self, tmp_path: Path) -> None:
        (tmp_path / "dossiers").write_text("inventé", encoding="utf-8")
        store = DossierFolder(tmp_path / "dossiers")
        assert store.listing().entries == ()
        with pytest.raises(FileExistsError, match="dossiers"):
            store.new()


class TestClocks:
    def test_the_order_is_that_of_making_whatever_the_clock_said(self, folder: Path) -> None:
        clocks = [NOW, datetime(1970, 1, 1, 0, 4), NOW - timedelta(days=400), datetime(1970, 1, 1, 0, 4)]
        numbers = keep(folder, *(made(2, when) for when in clocks))
        assert [entry.number for entry in DossierFolder(folder).listing().entries] == numbers[::-1]

    @pytest.mark.parametrize("clock", [datetime(1970, 1, 1), NOW - timedelta(days=3000), datetime(2106, 1, 1)])
    def test_a_wrong_clock_deletes_nothing(self, folder: Path, clock: datetime) -> None:
        keep(folder, made(2, NOW - timedelta(days=60)), made(2, NOW), made(2, datetime(1970, 1, 1)))
        DossierFolder(folder).tidy(clock, 30)
        assert len(DossierFolder(folder).listing().entries) == 3

    def test_thirty_days_later_by_a_right_clock_it_goes(self, folder: Path) -> None:
        keep(folder, made(2, NOW - timedelta(days=31)), made(2, NOW - timedelta(days=29)), made(2, NOW))
        DossierFolder(folder).tidy(NOW, 30)
        assert [entry.number for entry in DossierFolder(folder).listing().entries] == [3, 2]
        assert {path.name for path in folder.iterdir()} == {"dossier-000002.json", "dossier-000003.json"}
