"""The noyau and the way back: the same rows, the same bytes, and sizes that are never believed."""

from __future__ import annotations

import hashlib
import lzma
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import bsdiff4
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_bundle import noyau, search_words
from data_bundle.builder.check import check
from data_bundle.fingerprint import KEY, fingerprint
from tests.data_bundle.publish.suite import later


def prints(path: Path) -> tuple[str, str]:
    """The fingerprint of a snapshot, and what it says of it."""
    with closing(sqlite3.connect(path)) as db:
        return fingerprint(db), db.execute("SELECT valeur FROM meta WHERE cle = ?", (KEY,)).fetchone()[0]


def quiet(_: int) -> None:
    pass


@pytest.fixture(scope="module")
def bare(extrait: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The noyau of the embedded extract."""
    path = tmp_path_factory.mktemp("noyau") / "noyau"
    noyau.strip(extrait, path)
    return path


@pytest.fixture(scope="module")
def packed(bare: Path) -> Path:
    """The same, packed."""
    path = bare.with_name("paquet")
    path.write_bytes(noyau.pack(bare.read_bytes()))
    return path


def test_the_extract_comes_back_with_every_row_and_passes_every_check(
    extrait: Path, bare: Path, tmp_path: Path
) -> None:
    noyau.complete(bare, tmp_path / "complet")
    assert prints(tmp_path / "complet") == prints(extrait)
    check(tmp_path / "complet")


@pytest.mark.donnees
def test_the_full_snapshot_comes_back_with_every_row(instantane_complet: Path, tmp_path: Path) -> None:
    noyau.strip(instantane_complet, tmp_path / "noyau")
    noyau.complete(tmp_path / "noyau", tmp_path / "complet")
    assert prints(tmp_path / "complet") == prints(instantane_complet)
    packed = len(noyau.pack((tmp_path / "noyau").read_bytes()))
    assert packed / (tmp_path / "complet").stat().st_size <= 0.25


def test_the_same_file_gives_the_same_bytes_each_time(extrait: Path, bare: Path, packed: Path, tmp_path: Path) -> None:
    noyau.strip(extrait, tmp_path / "noyau")
    assert (tmp_path / "noyau").read_bytes() == bare.read_bytes()
    assert noyau.pack(bare.read_bytes()) == packed.read_bytes()
    digests = set()
    for seed in ("1", "2"):
        target = tmp_path / seed
        program = (
            "import sys; from pathlib import Path; from data_bundle import noyau;"
            "noyau.complete(Path(sys.argv[1]), Path(sys.argv[2]))"
        )
        subprocess.run([sys.executable, "-c", program, bare, target], check=True, env={"PYTHONHASHSEED": seed})
        digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_noyau_has_no_search_word_and_is_smaller(extrait: Path, bare: Path) -> None:
    with closing(sqlite3.connect(bare)) as db:
        assert db.execute("SELECT count(*) FROM mot_lieu").fetchone() == (0,)
        assert db.execute("SELECT DISTINCT mot FROM mot_formation").fetchall() == [("",)]
    assert bare.stat().st_size < extrait.stat().st_size


def test_words_made_by_the_rules_of_another_version_leave_a_sound_snapshot(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher = search_words.regle()
    monkeypatch.setitem(search_words._EXPANSIONS, "cap", "mot invente")
    assert search_words.regle() != publisher
    noyau.complete(bare, tmp_path / "ailleurs")
    own, said = prints(tmp_path / "ailleurs")
    assert own != said
    noyau.complete(bare, tmp_path / "ici", publisher)
    own, said = prints(tmp_path / "ici")
    assert own == said
    check(tmp_path / "ici")


def test_unpacking_gives_the_noyau_and_tells_how_far_it_is(bare: Path, packed: Path, tmp_path: Path) -> None:
    told: list[int] = []
    size = bare.stat().st_size
    assert noyau.unpack(packed, tmp_path / "x", size, told.append) == hashlib.sha256(bare.read_bytes()).hexdigest()
    assert (tmp_path / "x").read_bytes() == bare.read_bytes()
    assert told == sorted(told)
    assert told[-1] == size
    assert len(told) > 5


def test_unpacking_stops_when_asked_to(bare: Path, packed: Path, tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def stop(_: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        noyau.unpack(packed, tmp_path / "x", bare.stat().st_size, stop)


def test_a_bomb_is_stopped_one_byte_after_the_size_it_says(tmp_path: Path) -> None:
    bomb = tmp_path / "bombe"
    bomb.write_bytes(lzma.compress(bytes(200_000_000), preset=1))
    assert bomb.stat().st_size < 100_000
    with pytest.raises(ValueError, match="more than it says"):
        noyau.unpack(bomb, tmp_path / "x", 1000, quiet)
    assert (tmp_path / "x").stat().st_size <= 1001


def test_a_packed_file_that_wants_much_memory_is_refused(tmp_path: Path) -> None:
    greedy = tmp_path / "gourmand"
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 128 * 2**20}]
    greedy.write_bytes(lzma.compress(b"x" * 1000, filters=filters))
    with pytest.raises(ValueError, match="Memory usage limit"):
        noyau.unpack(greedy, tmp_path / "x", 1000, quiet)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_our_own_packed_file_is_unpacked_in_little_memory(packed: Path, bare: Path, tmp_path: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path; from data_bundle import noyau;"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "noyau.unpack(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), lambda n: None);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base)"
    )
    arguments = [sys.executable, "-c", program, packed, tmp_path / "x", str(bare.stat().st_size)]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    assert int(done.stdout) < 48 * 1024


@pytest.mark.parametrize("size", [0, -1, noyau.TAILLE_MAX + 1])
def test_a_size_that_cannot_be_is_refused_before_anything_is_written(packed: Path, tmp_path: Path, size: int) -> None:
    with pytest.raises(ValueError, match="size"):
        noyau.unpack(packed, tmp_path / "x", size, quiet)
    with pytest.raises(ValueError, match="size"):
        noyau.apply_delta(packed, packed, tmp_path / "x", size)
    assert not (tmp_path / "x").exists()


def test_a_packed_file_cut_short_longer_or_followed_by_another_is_refused(
    bare: Path, packed: Path, tmp_path: Path
) -> None:
    content, size = packed.read_bytes(), bare.stat().st_size
    for wrong in (b"", content[:-1], content[: len(content) // 2], content + b"\0", content * 2, b"PK\3\4" + content):
        (tmp_path / "p").write_bytes(wrong)
        with pytest.raises(ValueError):  # noqa: PT011
            noyau.unpack(tmp_path / "p", tmp_path / "x", size, quiet)
    for other in (size - 1, size + 1):
        with pytest.raises(ValueError, match="says"):
            noyau.unpack(packed, tmp_path / "x", other, quiet)


@pytest.fixture(scope="module")
def delta(extrait: Path, bare: Path) -> tuple[Path, Path]:
    """A delta from the noyau of the extract to that of a made-up later one, and the latter."""
    later(extrait, bare.with_name("suite.sqlite"))
    noyau.strip(bare.with_name("suite.sqlite"), bare.with_name("suite"))
    path = bare.with_name("delta")
    path.write_bytes(bsdiff4.diff(bare.read_bytes(), bare.with_name("suite").read_bytes()))
    return path, bare.with_name("suite")


def test_a_delta_makes_the_later_noyau_bit_for_bit(bare: Path, delta: tuple[Path, Path], tmp_path: Path) -> None:
    path, new = delta
    content = new.read_bytes()
    assert noyau.apply_delta(bare, path, tmp_path / "x", len(content)) == hashlib.sha256(content).hexdigest()
    assert (tmp_path / "x").read_bytes() == content


def test_a_delta_that_says_another_size_is_refused_before_it_is_made(
    bare: Path, delta: tuple[Path, Path], tmp_path: Path
) -> None:
    path, new = delta
    size = new.stat().st_size
    for other in (size - 1, size + 1):
        with pytest.raises(ValueError, match="size"):
            noyau.apply_delta(bare, path, tmp_path / "x", other)
    content = bytearray(path.read_bytes())
    content[24:32] = (2**62).to_bytes(8, "little")
    (tmp_path / "enorme").write_bytes(content)
    with pytest.raises(ValueError, match="size"):
        noyau.apply_delta(bare, tmp_path / "enorme", tmp_path / "x", size)
    assert not (tmp_path / "x").exists()


def test_a_delta_whose_parts_swell_is_refused(bare: Path, tmp_path: Path) -> None:
    import bz2

    swollen = bz2.compress(bytes(100_000_000))
    empty = bz2.compress(b"")
    for parts in ((swollen, empty, empty), (empty, swollen, empty), (empty, empty, swollen)):
        header = b"BSDIFF40" + b"".join(n.to_bytes(8, "little") for n in (len(parts[0]), len(parts[1]), 5000))
        (tmp_path / "d").write_bytes(header + b"".join(parts))
        with pytest.raises(ValueError, match="too long"):
            noyau.apply_delta(bare, tmp_path / "d", tmp_path / "x", 5000)


@settings(max_examples=150)
@given(place=st.integers(0, 10**9), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_delta_is_refused_or_makes_another_file_never_more(
    bare: Path, delta: tuple[Path, Path], place: int, bit: int, cut: bool
) -> None:
    path, new = delta
    content = bytearray(path.read_bytes())
    place %= len(content)
    content[place] ^= 1 << bit
    damaged, target = path.with_name("abime"), path.with_name("produit")
    damaged.write_bytes(content[:place] if cut else content)
    try:
        sha256 = noyau.apply_delta(bare, damaged, target, new.stat().st_size)
    except ValueError:
        return
    assert sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert target.stat().st_size == new.stat().st_size


@pytest.mark.parametrize("content", [b"", b"pas une base", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_not_a_snapshot_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    for turn in (noyau.strip, noyau.complete):
        with pytest.raises(ValueError):  # noqa: PT011
            turn(tmp_path / "x", tmp_path / "y")


def test_a_folder_that_is_gone_is_told_apart_from_wrong_content(bare: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nulle"):
        noyau.complete(bare, tmp_path / "nulle" / "part")
    with pytest.raises(OSError, match="absent"):
        noyau.strip(tmp_path / "absent", tmp_path / "y")
