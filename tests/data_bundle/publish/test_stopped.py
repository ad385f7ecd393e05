"""Publishing, renewing or turning keys stopped at every write: readers keep what they had, and it can be run again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data_bundle.builder.errors import CannotWriteError
from data_bundle.builder.publish import create_keys, publish, renew, rotate_root
from tests.data_bundle.publish.conftest import Reader


class PowerCutError(BaseException):
    """Nothing catches it, as nothing catches a power cut."""


@contextmanager
def cut_at(number: int, *, after: bool, patch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Cut the power just before, or just after, the write of that number is put in place."""
    real, seen = Path.replace, []  # type: ignore[var-annotated]

    def replace(self: Path, target: Path) -> Path:
        seen.append(str(target))
        if len(seen) - 1 == number and not after:
            raise PowerCutError
        done = real(self, target)
        if len(seen) - 1 == number:
            raise PowerCutError
        return done

    with patch.context() as context:
        context.setattr(Path, "replace", replace)
        yield seen


def cut_everywhere(run: Callable[[], object], check: Callable[[str | None], None], patch: pytest.MonkeyPatch) -> int:
    """Run with the power cut at every write in turn, ``check`` after each with the last write; return how many."""
    number = 0
    while True:
        with cut_at(number // 2, after=bool(number % 2), patch=patch) as seen:
            try:
                run()
            except PowerCutError:
                check(seen[-1] if number % 2 else None)
                number += 1
                continue
        return number


def test_a_publication_stopped_at_any_write_leaves_the_one_before(
    small: Path, after: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    depot = tmp_path / "depot"
    served = [publish(small, depot, keys)]

    def check(last: str | None) -> None:
        found = read(depot, root)
        if last is not None and last.endswith("timestamp.json"):  # the one write that readers notice
            assert found.publication == served[-1].publication + 1
            served.append(found)
        assert found == served[-1]

    cuts = cut_everywhere(lambda: publish(after, depot, keys), check, monkeypatch)
    assert cuts >= 10
    assert len(served) == 2
    assert read(depot, root).publication == 3
    assert not list(depot.rglob(".*"))


def test_a_renewal_stopped_at_any_write_leaves_a_good_repository(
    small: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    depot = tmp_path / "depot"
    published = publish(small, depot, keys)
    cuts = cut_everywhere(
        lambda: renew(depot, keys), lambda _: _assert_equal(read(depot, root), published), monkeypatch
    )
    assert cuts >= 6
    assert read(depot, root) == published


def test_a_rotation_stopped_at_any_write_is_finished_by_running_it_again(
    small: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = 0
    while True:
        place = tmp_path / str(number)
        own, new, depot = (place / name for name in ("cles", "neuves", "depot"))
        shutil.copytree(keys, own)
        published = publish(small, depot, own)
        create_keys(new)
        with cut_at(number // 2, after=bool(number % 2), patch=monkeypatch):
            try:
                rotate_root(depot, own, new)
            except PowerCutError:
                stopped = True
            else:
                stopped = False
        if not stopped:
            break
        assert rotate_root(depot, own, new) == 2
        assert _fresh(read, tmp_path)(depot, root) == published
        number += 1
    assert number >= 12


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_a_publisher_killed_at_any_moment_leaves_the_publication_before_or_the_new_one(
    small: Path, after: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    depot = tmp_path / "depot"
    publish(small, depot, keys)
    program = (
        "import sys; from pathlib import Path; from data_bundle.builder.publish import publish;"
        "publish(*map(Path, sys.argv[1:]), accepter=True)"
    )
    seen = 1
    for delay in (0.3, 0.6, 0.8, 1.0, 1.1, 1.2, 1.3, 1.4):
        running = subprocess.Popen([sys.executable, "-c", program, after, depot, keys])
        time.sleep(delay)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        found = read(depot, root).publication
        assert found in {seen, seen + 1}
        seen = found
    assert publish(after, depot, keys, accepter=True).publication == seen + 1


def test_a_disk_that_refuses_is_said_in_one_sentence_and_nothing_has_changed(
    small: Path, after: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    depot = tmp_path / "depot"
    publish(small, depot, keys)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(os, "fsync", full)
        with pytest.raises(CannotWriteError, match="place libre"):
            publish(after, depot, keys)
    assert read(depot, root).publication == 1
    assert not list(depot.rglob(".*"))


def _assert_equal(one: object, other: object) -> None:
    assert one == other


def _fresh(read: Reader, tmp_path: Path) -> Reader:
    """The same client with nothing seen yet."""
    for path in (tmp_path / "lecteur").rglob("*"):
        if path.is_file() or path.is_symlink():
            path.unlink()
    return read
