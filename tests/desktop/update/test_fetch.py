from __future__ import annotations

import lzma
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from data_bundle.annonce import CIBLE, encode
from desktop.errors import UpdateCancelled, UpdateError, WriteError
from desktop.update.fetch import PAUSES, fetch_noyau
from desktop.update.folder import FolderSource
from desktop.update.refus import INCHANGE
from desktop.update.sources import Coupe
from desktop.update.store import Store
from desktop.update.suivi import muet
from desktop.update.trust import Racine
from desktop.update.verify import Trouve, check
from tests.desktop.update.depots import Depot, change, noyau_invente, sha256

OLD = noyau_invente(400_000)
NEW = change(OLD)


@dataclass
class Counted:
    """A folder that breaks off where it is told, and counts what is read of it."""

    folder: Path
    dite: str
    web: bool = False
    read_of: dict[str, int] = field(default_factory=dict)
    offsets: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)  # bytes after which a reading breaks off, once each
    altered: int | None = None  # byte of the paquet that comes out wrong

    def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
        self.offsets.append(offset)
        broken = self.breaks.pop(0) if self.breaks else None
        for piece in FolderSource(self.folder, self.dite).read(path, offset, limit if broken is None else broken):
            given = bytearray(piece)
            if self.altered is not None and offset <= self.altered < offset + len(piece):
                given[self.altered - offset] ^= 1
            offset += len(piece)
            kind = path.split(".")[1].split("-")[0]
            self.read_of[kind] = self.read_of.get(kind, 0) + len(piece)
            yield bytes(given)
        if broken is not None:
            raise Coupe("coupé")


def found(made: Depot, store: Store) -> Trouve:
    return check(FolderSource(made.folder, "E:"), Racine(made.racine, essai=False), store, muet)


def fetched(made: Depot, store: Store, **options: Any) -> tuple[bytes, Counted]:
    source = Counted(made.folder, "E:", **options)
    return fetch_noyau(found(made, store), source, store, muet, lambda _: None).read_bytes(), source


def keep(made: Depot, store: Store) -> None:
    """Put what is published where an installation keeps it."""
    targets = store.depot / "targets"
    targets.mkdir(parents=True, exist_ok=True)
    for path in targets.iterdir():
        path.unlink()
    for name in (CIBLE, next(name for name in made.cibles if name.startswith("noyau-"))):
        (targets / made.chemin(name).name).write_bytes(made.cibles[name])


@pytest.fixture
def second(tmp_path: Path, store: Store) -> Depot:
    """Two publications, the first of them kept here, with a delta between them."""
    made = Depot(tmp_path / "depot").publier(OLD)
    keep(made, store)
    return made.publier(NEW, delta_depuis=OLD)


def test_the_noyau_is_taken_whole_and_its_paquet_stays_beside_it(publie: Depot, store: Store) -> None:
    got, source = fetched(publie, store)
    assert got == noyau_invente()
    assert publie.annonce is not None
    assert source.read_of == {"noyau": publie.annonce.paquet.taille}
    assert {path.name for path in store.atelier.iterdir()} == {
        publie.chemin_paquet.name,
        f"{publie.annonce.paquet.sha256_noyau}.noyau",
    }


def test_what_was_fetched_is_not_fetched_again(publie: Depot, store: Store) -> None:
    fetched(publie, store)
    got, source = fetched(publie, store)
    assert got == noyau_invente()
    assert source.read_of == {}


def test_a_noyau_or_a_paquet_that_rotted_here_is_made_again(publie: Depot, store: Store) -> None:
    fetched(publie, store)
    for path in store.atelier.iterdir():
        content = bytearray(path.read_bytes())
        content[1000] ^= 1
        path.write_bytes(content)
    got, source = fetched(publie, store)
    assert got == noyau_invente()
    assert source.offsets == [0]


@pytest.mark.parametrize("there", [1, 1000, -1])
def test_a_download_is_taken_up_where_it_stopped(publie: Depot, store: Store, there: int) -> None:
    content = publie.chemin_paquet.read_bytes()[:there]
    (store.atelier / f"{sha256(publie.chemin_paquet.read_bytes())}.partiel").write_bytes(content)
    got, source = fetched(publie, store)
    assert got == noyau_invente()
    assert source.offsets == [len(content)]


@pytest.mark.parametrize("wrong", ["altered", "too long", "whole but altered"])
def test_a_wrong_part_is_thrown_away_once_and_taken_again(publie: Depot, store: Store, wrong: str) -> None:
    content = bytearray(publie.chemin_paquet.read_bytes())
    name = f"{sha256(bytes(content))}.partiel"
    content[10] ^= 1
    part = {"altered": content[:5000], "too long": content + b"x", "whole but altered": content}[wrong]
    (store.atelier / name).write_bytes(part)
    got, source = fetched(publie, store)
    assert got == noyau_invente()
    assert source.offsets[-1] == 0


def test_a_paquet_that_is_altered_in_the_depot_is_refused_and_not_kept(publie: Depot, store: Store) -> None:
    with pytest.raises(UpdateError, match="abîmée ou incomplète") as caught:
        fetched(publie, store, altered=500)
    assert caught.value.phrase.endswith(INCHANGE)
    assert list(store.atelier.iterdir()) == []
    assert fetched(publie, store)[0] == noyau_invente()


def test_a_paquet_that_is_shorter_or_longer_than_signed(publie: Depot, store: Store) -> None:
    path = publie.chemin_paquet
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    with pytest.raises(UpdateError, match="abîmée"):
        fetched(publie, store)
    with path.open("wb") as file:
        file.write(content)
        file.truncate(2**31)
    got, source = fetched(publie, store)  # its signed bytes are those: the rest is never read
    assert got == noyau_invente()
    assert source.read_of == {"noyau": len(content)}


def test_a_connection_that_breaks_off_is_taken_up_within_the_run(publie: Depot, store: Store) -> None:
    got, source = fetched(publie, store, breaks=[1000, 0, 5000, 0, 0, 3])
    assert got == noyau_invente()
    assert source.offsets == [0, 1000, 1000, 6000, 6000, 6000, 6003]


def test_a_connection_that_brings_nothing_more_is_given_up_and_resumed_by_the_next_run(
    publie: Depot, store: Store
) -> None:
    with pytest.raises(Coupe):
        fetched(publie, store, breaks=[1000] + [0] * (len(PAUSES) + 1))
    got, source = fetched(publie, store)
    assert got == noyau_invente()
    assert source.offsets == [1000]


def test_a_part_that_mixes_two_good_halves_of_a_flapping_source_is_refused_by_its_hash(
    publie: Depot, store: Store
) -> None:
    name = f"{sha256(publie.chemin_paquet.read_bytes())}.partiel"
    (store.atelier / name).write_bytes(b"\0" * 4000)
    with pytest.raises(UpdateError, match="abîmée"):
        fetched(publie, store, altered=9000)
    assert list(store.atelier.iterdir()) == []


def test_a_small_delta_makes_the_same_bytes(second: Depot, store: Store) -> None:
    got, source = fetched(second, store)
    assert got == NEW
    assert second.annonce is not None
    assert source.read_of == {"delta": second.annonce.deltas[0].taille}
    assert second.annonce.deltas[0].taille < second.annonce.paquet.taille / 5
    assert not any(path.suffix in (".ancien", ".partiel") for path in store.atelier.iterdir())


@pytest.mark.parametrize("why", ["nothing kept", "another kept", "larger", "mostly here already"])
def test_without_a_fitting_smaller_delta_the_noyau_is_taken_whole(tmp_path: Path, store: Store, why: str) -> None:
    made = Depot(tmp_path / "depot").publier(noyau_invente(graine=9) if why == "another kept" else OLD)
    if why != "nothing kept":
        keep(made, store)
    made.publier(NEW, delta_depuis=OLD, delta=os.urandom(500_000) if why == "larger" else None)
    if why == "mostly here already":
        content = made.chemin_paquet.read_bytes()
        (store.atelier / f"{sha256(content)}.partiel").write_bytes(content[:-100])
    got, source = fetched(made, store)
    assert got == NEW
    assert set(source.read_of) == {"noyau"}


def test_a_noyau_that_is_kept_already_is_not_downloaded(publie: Depot, store: Store) -> None:
    """After a return to the previous data, and for older content under a newer publication."""
    keep(publie, store)
    publie.publier(noyau_invente())
    got, source = fetched(publie, store)
    assert got == noyau_invente()
    assert source.read_of == {}


def test_a_link_in_the_workshop_is_never_written_through(publie: Depot, store: Store, tmp_path: Path) -> None:
    mine = tmp_path / "a-moi.txt"
    mine.write_bytes(b"a moi")
    for name in (f"{sha256(publie.chemin_paquet.read_bytes())}.partiel", "autre"):
        (store.atelier / name).symlink_to(mine)
    assert fetched(publie, store)[0] == noyau_invente()
    assert mine.read_bytes() == b"a moi"


WRONG_DELTAS = {
    "not one": b"x" * 1000,
    "empty of sense": b"BSDIFF40" + b"\0" * 24,
    "of another size": b"BSDIFF40" + b"\0" * 16 + (2**40).to_bytes(8, "little"),
    "negative": b"BSDIFF40" + b"\xff" * 24 + b"x" * 50,
}


@pytest.mark.parametrize("wrong", [*WRONG_DELTAS, "for another result"])
def test_a_signed_delta_that_lies_falls_back_on_the_whole(tmp_path: Path, store: Store, wrong: str) -> None:
    import bsdiff4

    made = Depot(tmp_path / "depot").publier(OLD)
    keep(made, store)
    lie = WRONG_DELTAS.get(wrong) or bsdiff4.diff(OLD, change(OLD, graine=7))
    made.publier(NEW, delta_depuis=OLD, delta=lie)
    got, source = fetched(made, store)
    assert got == NEW
    assert set(source.read_of) == {"delta", "noyau"}


@pytest.mark.parametrize("wrong", ["absent", "altered"])
def test_a_delta_that_is_not_there_or_altered_falls_back_on_the_whole(second: Depot, store: Store, wrong: str) -> None:
    assert second.annonce is not None
    path = second.chemin(second.annonce.deltas[0].nom)
    content = path.read_bytes()
    path.unlink()
    if wrong == "altered":
        path.write_bytes(content[:100] + b"\0" + content[101:])
    assert fetched(second, store)[0] == NEW


@pytest.mark.parametrize("wrong", ["altered", "cut", "bomb", "absent", "unreadable annonce"])
def test_a_kept_paquet_that_is_no_longer_the_old_one_falls_back_on_the_whole(
    second: Depot, store: Store, wrong: str
) -> None:
    (kept,) = (store.depot / "targets").glob("*.xz")
    (annonce,) = (store.depot / "targets").glob(f"*.{CIBLE}")
    content = kept.read_bytes()
    if wrong == "absent":
        kept.unlink()
    elif wrong == "unreadable annonce":
        annonce.write_bytes(b"{")
    else:
        kept.write_bytes(
            {
                "altered": content[:9000] + b"\0" + content[9001:],
                "cut": content[:-500],
                "bomb": lzma.compress(b"\0" * 10_000_000),
            }[wrong]
        )
    got, source = fetched(second, store)
    assert got == NEW
    assert "noyau" in source.read_of
    assert not any(path.suffix in (".ancien", ".partiel") for path in store.atelier.iterdir())


PACKED_WRONG = {
    "not packed": b"x" * 5000,
    "a bomb": lzma.compress(b"\0" * 20_000_000),
    "two streams": lzma.compress(OLD) + lzma.compress(OLD),
    "cut": lzma.compress(OLD)[:-30],
    "something else": lzma.compress(NEW),
    "damaged": b"\xfd7zXZ\0" + b"\xff" * 4000,
}


@pytest.mark.parametrize("wrong", PACKED_WRONG)
def test_a_signed_paquet_that_is_not_what_is_announced_is_refused(tmp_path: Path, store: Store, wrong: str) -> None:
    made = Depot(tmp_path / "depot").publier(OLD, paquet=PACKED_WRONG[wrong])
    with pytest.raises(UpdateError, match="son contenu n’est pas celui qu’elle annonce"):
        fetched(made, store)
    assert {path.name for path in store.atelier.iterdir()} <= {made.chemin_paquet.name}
    assert sum(path.stat().st_size for path in store.atelier.iterdir()) < 1_000_000


def test_stopping_stops_at_any_step_and_the_next_run_ends_the_same(second: Depot, store: Store) -> None:
    trouve, source = found(second, store), FolderSource(second.folder, "x")
    calls: list[tuple[str, int, int]] = []
    fetch_noyau(trouve, source, store, lambda *told: calls.append(told))
    assert {step for step, _, _ in calls} == {"Décompression", "Téléchargement", "Contrôle"}
    assert all(0 <= done <= total for _, done, total in calls)
    for last in range(len(calls)):
        for path in store.atelier.iterdir():
            path.unlink()
        left = last

        def stop(*_: object) -> None:
            nonlocal left
            if left == 0:
                raise UpdateCancelled
            left -= 1

        with pytest.raises(UpdateCancelled, match="Mise à jour arrêtée"):
            fetch_noyau(trouve, source, store, stop)
        assert fetch_noyau(trouve, source, store, muet).read_bytes() == NEW


def test_a_place_to_stop_comes_every_256_kilobytes(tmp_path: Path, store: Store) -> None:
    noyau = noyau_invente(6_000_000)
    made = Depot(tmp_path / "depot").publier(noyau)
    told: list[tuple[str, int]] = []
    path = fetch_noyau(
        found(made, store),
        FolderSource(made.folder, "x"),
        store,
        lambda step, done, _total: told.append((step, done)),
    )
    assert path.stat().st_size == len(noyau)
    for (step, done), (next_step, next_done) in pairwise(told):
        assert next_step != step or next_done - done <= 262_144


def test_what_another_publication_left_is_cleared_and_nothing_else(publie: Depot, store: Store) -> None:
    for name in (f"{'0' * 64}.partiel", f"{'1' * 64}.noyau", f"{'2' * 64}.noyau-x.sqlite.xz", f"{'3' * 64}.ancien"):
        (store.atelier / name).write_bytes(b"x")
    (store.atelier / "autre.txt").write_bytes(b"x")
    (store.atelier / f"{'4' * 64}.dossier").mkdir()
    fetched(publie, store)
    assert publie.annonce is not None
    assert {path.name for path in store.atelier.iterdir()} == {
        "autre.txt",
        f"{'4' * 64}.dossier",
        publie.chemin_paquet.name,
        f"{publie.annonce.paquet.sha256_noyau}.noyau",
    }


def test_a_disk_without_room_is_told_before_anything_is_taken(
    publie: Depot, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(WriteError, match="Mo") as caught:
        fetched(publie, store)
    assert caught.value.code == 5
    assert caught.value.phrase.endswith(INCHANGE)
    assert list(store.atelier.iterdir()) == []


@pytest.mark.parametrize("when", ["download", "unpacking", "delta"])
def test_a_disk_that_fills_up_on_the_way_is_told_and_the_next_run_goes_on(
    second: Depot, store: Store, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    if when != "delta":
        for path in (store.depot / "targets").iterdir():
            path.unlink()
    opened, target = Path.open, {"download": ".partiel", "unpacking": ".partiel", "delta": ".ancien"}[when]

    def full(self: Path, mode: str = "r", *args: Any, **named: Any) -> Any:
        writing = ("a" in mode) if when == "download" else ("w" in mode)
        if writing and self.parent == store.atelier and self.suffix in (target, ".partiel"):
            raise OSError(28, "No space left on device")
        return opened(self, mode, *args, **named)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(WriteError, match="place") as caught:
        fetched(second, store)
    assert caught.value.code == 5
    monkeypatch.setattr(Path, "open", opened)
    assert fetched(second, store)[0] == NEW


def test_a_source_that_is_pulled_out_leaves_a_part_for_the_next_run(publie: Depot, store: Store) -> None:
    class Pulled(FolderSource):
        def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
            yield from super().read(path, offset, 7000)
            raise UpdateError("la clé")

    with pytest.raises(UpdateError, match="la clé"):
        fetch_noyau(found(publie, store), Pulled(publie.folder, "x"), store, muet)
    got, source = fetched(publie, store)
    assert got == noyau_invente()
    assert source.offsets == [7000]


def test_every_byte_of_the_paquet_counts(tmp_path: Path, store: Store) -> None:
    """A flipped bit at places drawn over the whole paquet: refused each time."""
    made = Depot(tmp_path / "depot").publier(noyau_invente(3000))
    trouve, size = found(made, store), made.chemin_paquet.stat().st_size
    for place in range(0, size, 7):
        with pytest.raises(UpdateError):
            fetch_noyau(trouve, Counted(made.folder, "x", altered=place), store, muet)
    assert list(store.atelier.iterdir()) == []


def test_the_kept_annonce_can_promise_nothing(second: Depot, store: Store) -> None:
    """What is kept isn't signed again: an annonce changed here names another noyau, and the whole is taken."""
    (annonce,) = (store.depot / "targets").glob(f"*.{CIBLE}")
    assert second.annonce is not None
    lie = replace(second.annonce.paquet, sha256_noyau=sha256(OLD), nom="noyau-invente-1.sqlite.xz", taille_noyau=999)
    annonce.write_bytes(encode(replace(second.annonce, publication=1, paquet=lie, deltas=())))
    got, source = fetched(second, store)
    assert got == NEW
    assert set(source.read_of) == {"noyau"}


def test_errors_carry_the_codes_of_the_command_line() -> None:
    assert [kind.code for kind in (UpdateError, UpdateCancelled, WriteError)] == [6, 6, 5]
    assert issubclass(UpdateCancelled, UpdateError)


def test_a_kept_paquet_that_cannot_be_read_falls_back_on_the_whole(
    second: Depot, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def unreadable(self: Path, *args: Any, **named: Any) -> Any:
        if self.is_relative_to(store.depot) and self.suffix == ".xz":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **named)

    monkeypatch.setattr(Path, "open", unreadable)
    got, source = fetched(second, store)
    assert got == NEW
    assert set(source.read_of) == {"noyau"}


def test_a_computer_without_memory_is_told_so(publie: Depot, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object) -> str:
        raise MemoryError

    monkeypatch.setattr("data_bundle.noyau.unpack", greedy)
    with pytest.raises(UpdateError, match="assez de mémoire"):
        fetched(publie, store)
