from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data_bundle.annonce import CIBLE, encode
from desktop.errors import CoteACoteError, UpdateCancelled, UpdateError, WriteError
from desktop.update import confiance, verify
from desktop.update.folder import FolderSource
from desktop.update.refus import INCHANGE
from desktop.update.sources import Coupe
from desktop.update.store import Store
from desktop.update.suivi import muet
from desktop.update.trust import Racine
from desktop.update.verify import Trouve, check
from tests.desktop.update.depots import (
    ROLES,
    Depot,
    autres_cles,
    cles,
    depot,
    expire,
    mal_signe,
    nouvelles_cles,
    noyau_invente,
    sans_signature,
)


def source(made: Depot | Path) -> FolderSource:
    return FolderSource(made.folder if isinstance(made, Depot) else made, "E:\\depot")


def looked(made: Depot, store: Store, racine: bytes | None = None) -> Trouve:
    return check(source(made), Racine(racine or made.racine, essai=False), store, muet)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(made: Depot, store: Store, says: str, racine: bytes | None = None) -> UpdateError:
    """The dépôt is refused in one French sentence, what was trusted before has not moved, no file is left behind."""
    before = tree(store.folder)
    with pytest.raises(UpdateError, match=says) as caught:
        looked(made, store, racine)
    error = caught.value
    assert error.code == 6
    assert error.phrase.endswith(INCHANGE)
    assert "\n" not in error.phrase
    after = tree(store.folder)
    assert {name for name in after if not name.endswith("root.json")} == {
        name for name in before if not name.endswith("root.json")
    }
    assert before.items() <= after.items()
    return error


@pytest.fixture(autouse=True)
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The temporary folder is our own, and empty after each test."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def test_what_is_published_is_found_with_its_metadata(publie: Depot, store: Store) -> None:
    found = looked(publie, store)
    assert found.annonce == publie.annonce
    assert set(found.cibles) == {CIBLE, found.annonce.paquet.nom}
    assert not found.essai
    here = {path.name: path.read_bytes() for path in (publie.folder / "metadata").iterdir()}
    assert found.metadonnees == here
    assert set(here) == {"1.root.json", "1.targets.json", "1.snapshot.json", "timestamp.json"}


def test_trial_keys_are_told(publie: Depot, store: Store) -> None:
    assert check(source(publie), Racine(publie.racine, essai=True), store, muet).essai


def test_the_same_publication_can_be_looked_at_again_and_the_next_one_too(publie: Depot, store: Store) -> None:
    for expected in (1, 1, 2, 3):
        if publie.version < expected:
            publie.publier(noyau_invente(graine=expected))
        assert looked(publie, store).annonce.publication == expected


def test_a_publication_without_a_file_of_metadata_that_is_already_known_is_enough(publie: Depot, store: Store) -> None:
    """What was trusted is not read again: only what is new is asked of the dépôt."""
    looked(publie, store)
    asked: list[str] = []

    class Told(FolderSource):
        def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
            asked.append(path)
            return super().read(path, offset, limit)

    check(Told(publie.folder, "x"), Racine(publie.racine, essai=False), store, muet)
    assert asked[:2] == ["metadata/2.root.json", "metadata/timestamp.json"]
    assert [path.partition(".")[2] for path in asked[2:]] == [CIBLE]


@pytest.mark.parametrize("known", [False, True])
def test_an_older_depot_is_refused_once_a_newer_one_was_seen(
    publie: Depot, store: Store, tmp_path: Path, known: bool
) -> None:
    old = publie.copie(tmp_path / "ancien")
    if known:
        looked(publie, store)
    publie.publier(noyau_invente(graine=2))
    looked(publie, store)
    publie.folder = old
    refused(publie, store, "plus ancienne")


@pytest.mark.parametrize("lost", ["timestamp.json", "snapshot.json", "targets.json"])
def test_an_older_depot_is_refused_also_when_part_of_what_was_trusted_is_lost(
    publie: Depot, store: Store, tmp_path: Path, lost: str
) -> None:
    """A timestamp or a snapshot alone is enough to see that it is older; the targets are under the snapshot."""
    old = publie.copie(tmp_path / "ancien")
    publie.publier(noyau_invente(graine=2))
    looked(publie, store)
    (store.confiance / lost).unlink()
    publie.folder = old
    refused(publie, store, "plus ancienne")


def test_an_old_timestamp_put_back_over_new_files_is_refused(publie: Depot, store: Store) -> None:
    old = (publie.folder / "metadata" / "timestamp.json").read_bytes()
    publie.publier(noyau_invente(graine=2))
    looked(publie, store)
    (publie.folder / "metadata" / "timestamp.json").write_bytes(old)
    refused(publie, store, "plus ancienne")


def test_a_depot_copied_in_part_is_refused_and_its_whole_neighbour_still_taken(
    publie: Depot, store: Store, tmp_path: Path
) -> None:
    neighbour = publie.copie(tmp_path / "voisin")
    publie.publier(noyau_invente(graine=2))
    (publie.folder / "metadata" / "2.targets.json").unlink()
    refused(publie, store, "Il manque un fichier")
    publie.folder = neighbour
    assert looked(publie, store).annonce.publication == 1


@pytest.mark.parametrize("roles", [("timestamp",), ("snapshot",), ("targets",), ()])
def test_expired_metadata_are_refused_with_the_date_of_this_computer(
    publie: Depot, store: Store, roles: tuple[str, ...]
) -> None:
    expire(publie, *roles)
    error = refused(publie, store, "n’est plus valable à la date de ce PC")
    assert str(datetime.now(UTC).year) in error.phrase
    assert "corrigez-la" in error.phrase


def test_an_expired_root_is_refused_and_a_newer_one_gets_over_it(tmp_path: Path, store: Store) -> None:
    made = Depot(tmp_path / "depot").fonder(jours=-1).publier()
    refused(made, store, "n’est plus valable")
    made.tourner(nouvelles_cles())
    assert looked(made, store).annonce.publication == 1


@pytest.mark.parametrize("role", ROLES[1:])
def test_one_role_signed_with_another_key_is_refused(publie: Depot, store: Store, role: str) -> None:
    mal_signe(publie, role)
    refused(publie, store, "n’est pas signée par les éditeurs")


@pytest.mark.parametrize("name", ["timestamp.json", "1.snapshot.json", "1.targets.json"])
def test_metadata_without_signatures_are_refused(publie: Depot, store: Store, name: str) -> None:
    sans_signature(publie.folder / "metadata" / name)
    refused(publie, store, "n’est pas signée|abîmée|plus long")


def test_a_depot_of_somebody_else_is_refused(tmp_path: Path, store: Store, publie: Depot) -> None:
    other = Depot(tmp_path / "autre", cles=autres_cles()).publier()
    refused(other, store, "n’est pas signée par les éditeurs", publie.racine)


def test_a_root_rotation_is_followed_also_from_two_versions_behind(publie: Depot, store: Store) -> None:
    looked(publie, store)
    publie.tourner(nouvelles_cles()).tourner(nouvelles_cles())
    found = looked(publie, store)
    assert [name for name in found.metadonnees if name.endswith("root.json")] == [
        "1.root.json",
        "2.root.json",
        "3.root.json",
    ]
    assert looked(publie, store).annonce.publication == 1


def test_after_a_rotation_the_old_keys_are_worth_nothing(publie: Depot, store: Store, tmp_path: Path) -> None:
    """What an old key signs later is refused by a computer that has seen the rotation, and only by it."""
    before = Depot(publie.copie(tmp_path / "avant"), version=1, racines=list(publie.racines), cibles=publie.cibles)
    publie.tourner(nouvelles_cles())
    looked(publie, store)
    before.annonce = publie.annonce
    before.resigner(version=9)
    refused(before, store, "n’est pas signée")


@pytest.mark.parametrize("signed_by", ["one of the old", "the old only", "the new only", "somebody else"])
def test_a_rotation_needs_two_old_keys_and_two_new_ones(publie: Depot, store: Store, signed_by: str) -> None:
    new = nouvelles_cles()
    old = publie.cles.of("root")
    signers = {
        "one of the old": (old[0], *new.of("root")),
        "the old only": old,
        "the new only": new.of("root"),
        "somebody else": (*autres_cles().of("root"), *new.of("root")),
    }[signed_by]
    publie.tourner(new, signers=signers)
    refused(publie, store, "n’est pas signée par les éditeurs")


def test_one_key_of_two_makes_no_root(tmp_path: Path, store: Store) -> None:
    made = Depot(tmp_path / "depot").fonder(signers=cles().racine[:1]).publier()
    refused(made, store, "n’est pas signée")


def test_the_same_key_twice_is_one_key(tmp_path: Path, store: Store) -> None:
    made = Depot(tmp_path / "depot").fonder(signers=(cles().racine[0], cles().racine[0])).publier()
    refused(made, store, "n’est pas signée|abîmée")


@pytest.mark.parametrize("name", ["timestamp.json", "1.snapshot.json", "1.targets.json", "2.root.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b"null", b'{"signed": 1e999}', b"<html>"])
def test_a_file_of_metadata_that_is_something_else_is_refused(
    publie: Depot, store: Store, name: str, content: bytes
) -> None:
    (publie.folder / "metadata" / name).write_bytes(content)
    refused(publie, store, "abîmée ou incomplète|plus long que prévu")


@pytest.mark.parametrize("name", ["timestamp.json", "1.snapshot.json", "1.targets.json", "2.root.json"])
def test_oversized_metadata_are_refused_and_not_read_to_the_end(publie: Depot, store: Store, name: str) -> None:
    path = publie.folder / "metadata" / name
    with path.open("ab") as file:
        file.truncate(2**31)
    read = 0

    class Counting(FolderSource):
        def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
            nonlocal read
            for piece in super().read(path, offset, limit):
                read += len(piece)
                yield piece

    with pytest.raises(UpdateError, match="plus long que prévu"):
        check(Counting(publie.folder, "x"), Racine(publie.racine, essai=False), store, muet)
    assert read < 100_000


def test_a_length_that_a_signed_file_tells_is_bounded_too(publie: Depot, store: Store) -> None:
    def alter(signed: Any) -> None:
        if signed.type == "timestamp":
            signed.snapshot_meta.length = 2**40
            signed.snapshot_meta.hashes = None

    publie.resigner(alter=alter)
    with (publie.folder / "metadata" / "2.snapshot.json").open("ab") as file:
        file.truncate(2**31)
    refused(publie, store, "plus long que prévu")


@pytest.mark.parametrize("content", [b"{}", b"{", b"[" * 100_000, b"\xff"])
def test_an_annonce_that_is_not_one_is_refused(tmp_path: Path, store: Store, content: bytes) -> None:
    refused(Depot(tmp_path / "depot").publier(annonce=content), store, "son contenu n’est pas celui")


def test_an_annonce_of_a_later_format_asks_for_a_newer_program(publie: Depot, store: Store) -> None:
    assert publie.annonce is not None
    content = json.loads(encode(publie.annonce)) | {"format": 2}
    publie.publier(annonce=json.dumps(content).encode())
    refused(publie, store, "Installez une version plus récente du programme")


def test_an_annonce_longer_than_any_is_not_read(tmp_path: Path, store: Store) -> None:
    made = Depot(tmp_path / "depot").publier(annonce=b" " * 300_000)
    made.chemin(CIBLE).unlink()  # asked for, it would be told as absent
    refused(made, store, "son contenu n’est pas celui")


def test_an_annonce_that_was_changed_is_refused(publie: Depot, store: Store) -> None:
    path = publie.chemin(CIBLE)
    path.write_bytes(path.read_bytes().replace(b'"publication": 1', b'"publication": 9'))
    refused(publie, store, "abîmée")


@pytest.mark.parametrize("wrong", ["absent", "length", "hash", "huge"])
def test_a_paquet_that_is_not_signed_as_announced_is_refused(publie: Depot, store: Store, wrong: str) -> None:
    assert publie.annonce is not None
    name = publie.annonce.paquet.nom

    def alter(signed: Any) -> None:
        if signed.type == "targets":
            told = signed.targets[name]
            if wrong == "absent":
                del signed.targets[name]
            elif wrong == "length":
                told.length += 1
            elif wrong == "huge":
                told.length = 2**50
            else:
                told.hashes = {"sha256": "../../../../etc/passwd"}

    publie.resigner(alter=alter)
    refused(publie, store, "son contenu n’est pas celui")


def test_a_target_without_a_sha256_is_refused(publie: Depot, store: Store) -> None:
    def alter(signed: Any) -> None:
        if signed.type == "targets":
            signed.targets[CIBLE].hashes = {"md5": "0" * 32}

    publie.resigner(alter=alter)
    refused(publie, store, "son contenu n’est pas celui")


def test_stopping_stops_at_any_step_and_leaves_nothing(publie: Depot, store: Store) -> None:
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    check(source(publie), Racine(publie.racine, essai=False), Store(store.folder / "autre"), count)
    assert calls >= 6
    for last in range(1, calls + 1):
        left = last

        def stop(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise UpdateCancelled

        fresh = Store(store.folder / str(last))
        with pytest.raises(UpdateCancelled):
            check(source(publie), Racine(publie.racine, essai=False), fresh, stop)
        assert [name for name in tree(fresh.folder) if not name.endswith("root.json")] == []


def test_a_reading_that_breaks_off_is_taken_again_and_given_up_after_three(publie: Depot, store: Store) -> None:
    class Broken(FolderSource):
        def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
            tries[path] = tries.get(path, 0) + 1
            if tries[path] <= bad:
                yield b"x"
                raise Coupe("coupé")
            yield from super().read(path, offset, limit)

    bad, tries = 2, dict[str, int]()
    check(Broken(publie.folder, "x"), Racine(publie.racine, essai=False), store, muet)
    assert set(tries.values()) == {3}
    bad, tries = 3, {}
    with pytest.raises(Coupe):
        check(Broken(publie.folder, "x"), Racine(publie.racine, essai=False), store, muet)


@pytest.mark.parametrize("killed_after", range(7))
def test_what_was_trusted_holds_wherever_its_writing_is_cut(
    publie: Depot, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_after: int
) -> None:
    """The old dépôt or the new one is what is trusted then: the new one is taken, an older one than the old never."""
    oldest = publie.copie(tmp_path / "ancien")
    publie.publier(noyau_invente(graine=2))
    looked(publie, store)
    publie.tourner(nouvelles_cles()).publier(noyau_invente(graine=3))
    put, left = confiance._put, killed_after

    def cut(path: Path, content: bytes) -> None:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        put(path, content)

    monkeypatch.setattr(confiance, "_put", cut)
    try:
        looked(publie, store)
        assert killed_after >= 5
    except KeyboardInterrupt:
        pass
    monkeypatch.undo()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    newest, publie.folder = publie.folder, oldest
    refused(publie, store, "plus ancienne|n’est pas signée")
    publie.folder = newest
    assert looked(publie, store).annonce.publication == 4


@pytest.mark.parametrize("name", ["timestamp.json", "snapshot.json", "targets.json", "1.root.json", "2.root.json"])
@pytest.mark.parametrize("content", [b"", b"\0" * 2_000_000, b"{"])
def test_damaged_memory_of_what_was_trusted_does_not_forbid_the_next_update(
    publie: Depot, store: Store, name: str, content: bytes
) -> None:
    looked(publie, store)
    (store.confiance / name).write_bytes(content)
    publie.publier(noyau_invente(graine=2))
    assert looked(publie, store).annonce.publication == 2
    assert looked(publie, store).annonce.publication == 2


def test_what_another_root_trusted_is_let_go_of(tmp_path: Path, store: Store, publie: Depot) -> None:
    """A checkout goes from trial keys to the editors' own."""
    trial = Depot(tmp_path / "essai", cles=autres_cles()).publier().tourner(nouvelles_cles()).publier()
    looked(trial, store)
    assert looked(publie, store).annonce.publication == 1


def test_a_place_that_cannot_be_written_is_told_as_such(
    publie: Depot, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(confiance, "_put", full)
    with pytest.raises(WriteError, match="place") as caught:
        looked(publie, store)
    assert caught.value.code == 5


def test_where_no_link_can_be_made_the_workshop_lends_its_room(
    publie: Depot, store: Store, monkeypatch: pytest.MonkeyPatch, private: Path
) -> None:
    """A temporary folder on a FAT key: then the workshop, then a sentence."""
    link = Path.symlink_to

    def fat(self: Path, target: str) -> None:
        if self.is_relative_to(forbidden):
            raise PermissionError(1, "Operation not permitted")
        link(self, target)

    forbidden = private
    monkeypatch.setattr(Path, "symlink_to", fat)
    assert looked(publie, store).annonce.publication == 1
    assert list(store.atelier.iterdir()) == []
    forbidden = store.folder.parent
    with pytest.raises(WriteError, match="Impossible d’écrire"):
        looked(publie, store)
    assert list(store.atelier.iterdir()) == []


def test_nothing_that_tuf_needs_beside_files_is_kept(publie: Depot, store: Store) -> None:
    """The memory of what was trusted holds on a key: plain files in one folder, no link."""
    looked(publie, store)
    found = list(store.confiance.iterdir())
    assert {path.name for path in found} == {"1.root.json", "timestamp.json", "snapshot.json", "targets.json"}
    assert not any(path.is_symlink() or path.is_dir() for path in found)


def test_a_check_in_a_thread_leaves_the_process_as_it_was(publie: Depot, store: Store) -> None:
    import signal

    before = (Path.cwd(), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), os.environ.copy())
    found: list[Trouve] = []
    thread = threading.Thread(target=lambda: found.append(looked(publie, store)))
    thread.start()
    thread.join(20)
    assert [one.annonce.publication for one in found] == [1]
    assert before == (Path.cwd(), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), os.environ.copy())


def test_whatever_a_parser_says_becomes_a_sentence(
    publie: Depot, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for strange in (RecursionError, MemoryError, KeyError, OverflowError, ZeroDivisionError):

        def boom(*_: object, kind: type[Exception] = strange) -> None:
            raise kind("une bizarrerie")

        monkeypatch.setattr(verify, "decode", boom)
        error = refused(publie, store, "abîmée")
        assert "bizarrerie" not in error.phrase


def test_a_shipped_root_that_is_damaged_is_refused(publie: Depot, store: Store) -> None:
    for content in (b"", b"{}", publie.racine[:-10], publie.racine.replace(b'"version":1', b'"version":7')):
        with pytest.raises(CoteACoteError) as caught:
            looked(publie, store, content or b" ")
        assert caught.value.code == 6


def test_publications_far_apart_are_told_by_their_number_not_by_their_dates(tmp_path: Path, store: Store) -> None:
    """A withdrawal: older content under a newer publication is taken."""
    made = depot(tmp_path / "depot", construit_le="2026-06-30")
    looked(made, store)
    made.maintenant += timedelta(days=1)
    made.publier(noyau_invente(graine=9), construit_le="2026-03-30")
    found = looked(made, store)
    assert (found.annonce.publication, found.annonce.construit_le) == (2, "2026-03-30")
    assert replace(found.annonce) == made.annonce
    shutil.rmtree(made.folder)
