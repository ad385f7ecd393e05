"""Rotation: new keys, the same readers; a key that is gone or stolen signs nothing any more."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from tuf.api.exceptions import UnsignedMetadataError
from tuf.api.metadata import Metadata, Targets

from data_bundle.builder.errors import BadInputError, WrongUsageError
from data_bundle.builder.publish import create_keys, publish, rotate_root
from data_bundle.builder.publish.keys import ROLES, load, open_keys
from tests.data_bundle.publish.conftest import NOW, Reader


@pytest.fixture
def own(keys: Path, tmp_path: Path) -> Path:
    """A copy of the keys, free to lose."""
    return shutil.copytree(keys, tmp_path / "cles-1")


@pytest.fixture
def depot(small: Path, own: Path, tmp_path: Path) -> Path:
    """A repository with one publication."""
    publish(small, tmp_path / "depot", own)
    return tmp_path / "depot"


def test_a_client_two_roots_behind_reads_what_the_newest_keys_sign(
    depot: Path, own: Path, root: bytes, after: Path, tmp_path: Path, read: Reader
) -> None:
    read(depot, root)
    for turn in (2, 3):
        create_keys(tmp_path / f"cles-{turn}")
        assert rotate_root(depot, tmp_path / f"cles-{turn - 1}", tmp_path / f"cles-{turn}") == turn
    published = publish(after, depot, tmp_path / "cles-3")
    assert read(depot, root) == published
    assert published.publication == 2
    assert {path.name for path in (depot / "metadata").glob("*.root.json")} == {f"{n}.root.json" for n in (1, 2, 3)}
    first, last = open_keys(own).root.signed, open_keys(tmp_path / "cles-3").root.signed
    assert first.keys.keys().isdisjoint(last.keys)


def test_the_keys_of_before_publish_nothing_any_more(depot: Path, own: Path, after: Path, tmp_path: Path) -> None:
    create_keys(tmp_path / "cles-2")
    rotate_root(depot, own, tmp_path / "cles-2")
    with pytest.raises(BadInputError, match="signé par ces clés"):
        publish(after, depot, own)


def test_a_stolen_key_is_replaced_alone_and_what_it_signs_is_refused(
    depot: Path, own: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    new = tmp_path / "cles-2"
    create_keys(new, only=["cibles"])
    rotate_root(depot, own, new)
    read(depot, root)
    assert sorted(path.stem for path in new.glob("*.pem")) == ["cibles", "horodatage", "instantane"]
    before, now = open_keys(own).root.signed, open_keys(new).root.signed
    assert before.roles["root"].keyids == now.roles["root"].keyids
    assert before.roles["targets"].keyids != now.roles["targets"].keyids
    forged = Metadata(Targets(9, expires=NOW + timedelta(days=9)))
    forged.sign(load(own, "cibles"))
    with pytest.raises(UnsignedMetadataError):
        now.verify_delegate("targets", forged.signed_bytes, forged.signatures)


def test_a_lost_root_key_is_replaced_by_the_two_others(
    depot: Path, own: Path, root: bytes, after: Path, tmp_path: Path, read: Reader
) -> None:
    (own / "racine-2.pem").unlink()
    new = tmp_path / "cles-2"
    create_keys(new, only=["racine-2"])
    rotate_root(depot, own, new)
    published = publish(after, depot, new)
    assert read(depot, root) == published


def test_one_root_key_alone_turns_nothing(depot: Path, own: Path, tmp_path: Path) -> None:
    for name in ("racine-1", "racine-3"):
        (own / f"{name}.pem").unlink()
    before = {path: path.read_bytes() for path in depot.rglob("*.json")}
    create_keys(tmp_path / "cles-2")
    with pytest.raises(BadInputError, match="deux clés racine d’avant"):
        rotate_root(depot, own, tmp_path / "cles-2")
    assert {path: path.read_bytes() for path in depot.rglob("*.json")} == before
    assert open_keys(tmp_path / "cles-2").root.signed.version == 1


def test_the_same_folder_twice_only_moves_the_date_of_the_root(
    depot: Path, own: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    before = open_keys(own).root.signed
    assert rotate_root(depot, own, own, now=NOW, jours_racine=3000) == 2
    now = open_keys(own).root.signed
    assert now.expires == NOW + timedelta(days=3000)
    assert (now.keys, {name: role.keyids for name, role in now.roles.items()}) == (
        before.keys, {name: role.keyids for name, role in before.roles.items()},
    )  # fmt: skip
    read(depot, root)


def test_a_root_that_has_expired_is_renewed_and_serves_again(small: Path, tmp_path: Path, read: Reader) -> None:
    own, depot = tmp_path / "cles", tmp_path / "depot"
    create_keys(own, now=NOW - timedelta(days=60), jours=30)
    publish(small, depot, own, now=NOW - timedelta(days=50), jours=20)
    shipped = (own / "racine.json").read_bytes()
    rotate_root(depot, own, own)
    assert read(depot, shipped).publication == 1


def test_keys_can_turn_before_anything_is_published(
    own: Path, root: bytes, small: Path, tmp_path: Path, read: Reader
) -> None:
    create_keys(tmp_path / "cles-2")
    assert rotate_root(tmp_path / "neuf", own, tmp_path / "cles-2") == 2
    publish(small, tmp_path / "neuf", tmp_path / "cles-2")
    read(tmp_path / "neuf", root)


def test_the_keys_of_somebody_else_are_not_taken_over(depot: Path, own: Path, tmp_path: Path) -> None:
    create_keys(tmp_path / "autres")
    rotate_root(tmp_path / "ailleurs", tmp_path / "autres", tmp_path / "autres")
    before = {path: path.read_bytes() for path in (tmp_path / "autres").iterdir() if path.is_file()}
    with pytest.raises(WrongUsageError, match="lignée"):
        rotate_root(depot, own, tmp_path / "autres")
    assert {path: path.read_bytes() for path in (tmp_path / "autres").iterdir() if path.is_file()} == before


def test_a_private_key_that_the_root_does_not_name_signs_nothing(depot: Path, own: Path, after: Path) -> None:
    (own / "cibles.pem").unlink()
    create_keys(own.with_name("autres"))
    shutil.copyfile(own.with_name("autres") / "cibles.pem", own / "cibles.pem")
    with pytest.raises(BadInputError, match=r"cibles\.pem"):
        publish(after, depot, own)
    assert set(ROLES) == {path.stem for path in own.glob("*.pem")}
