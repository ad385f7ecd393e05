"""A process that dies at any step that touches the disk leaves the old snapshot or the new one, whole."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.snapshot import integrity, open_snapshot
from desktop.update.installed import current_snapshot
from tests.desktop.update.publications import depot_de, instantane, publie, service_de

STEPS = ((os, "fsync"), (os, "open"), (os, "close"), (os, "replace"), (Path, "replace"), (Path, "unlink"),
         (Path, "mkdir"), (Path, "chmod"), (Path, "open"))  # fmt: skip


def die_at(number: int) -> Callable[[], int]:
    """Have this process end, as killed, just before its ``number``-th step on the disk; return the count so far."""
    count = 0

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **options: object) -> object:
            nonlocal count
            count += 1
            if count == number:
                os._exit(9)
            return call(*args, **options)

        return step

    for owner, name in STEPS:
        setattr(owner, name, watched(getattr(owner, name)))
    return lambda: count


def in_a_child(work: Callable[[], object]) -> int:
    """Run ``work`` in a copy of this process; return the code with which it ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other threads of the test run are of no use to the child
        child = os.fork()
    if child == 0:
        code = 70
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_whenever_the_process_dies_the_start_finds_a_whole_snapshot(tmp_path: Path) -> None:
    own = publie(instantane(tmp_path / "programme", "2026-01-02", 2)).fichier
    first = publie(instantane(tmp_path / "premier", "2026-06-12", 3))
    second = publie(instantane(tmp_path / "second", "2026-09-01", 4, 61.0))
    made = depot_de(tmp_path / "depot", first)
    base = service_de(tmp_path / "pc", made, own)
    base.installer(str(made.folder))
    made.publier(second.noyau, **second.champs)
    at, ended, seen = 1, 9, set()
    while ended == 9:
        updates = service_de(tmp_path / "pc", made, own)

        def work(at: int = at) -> None:
            die_at(at)
            service_de(tmp_path / "pc", made, own).installer(str(made.folder))

        ended = in_a_child(work)
        path = current_snapshot(updates.store.instantanes, own)
        with_it = open_snapshot(path)
        integrity(with_it)
        with_it.close()
        seen.add(with_it.id)
        assert with_it.id in ("invente-2026-06-12", "invente-2026-09-01")
        if with_it.id == "invente-2026-09-01":
            assert updates.verifier(str(made.folder)).a_jour
            updates.revenir()
            assert updates.installe.courant.read_bytes() == first.fichier.read_bytes()
        at += 7
    assert ended == 0
    assert at > 60
    assert seen == {"invente-2026-06-12", "invente-2026-09-01"}
    _found, done = service_de(tmp_path / "pc", made, own).installer(str(made.folder))
    assert done is not None
    assert not [path for path in updates.store.instantanes.iterdir() if path.name.startswith(".")]
    assert list(updates.store.atelier.iterdir()) == []
