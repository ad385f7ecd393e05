"""Keys: six, private, never overwritten, and two of three to sign a root."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.exceptions import UnsignedMetadataError
from tuf.api.metadata import Metadata, Root

from data_bundle.builder.errors import BadInputError, CannotWriteError, WrongUsageError
from data_bundle.builder.publish import create_keys
from data_bundle.builder.publish.keys import ROLES, load, open_keys


def test_there_are_six_keys_of_their_own_that_only_their_owner_reads(keys: Path) -> None:
    private = sorted(keys.glob("*.pem"))
    assert [path.stem for path in private] == sorted(ROLES)
    assert len({path.read_bytes() for path in private}) == 6
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}
    root = open_keys(keys).root.signed
    assert [len(root.roles[role].keyids) for role in ("root", "targets", "snapshot", "timestamp")] == [3, 1, 1, 1]
    assert len({keyid for role in root.roles.values() for keyid in role.keyids}) == 6
    assert all(key.keytype == "ed25519" for key in root.keys.values())
    assert root.consistent_snapshot


def test_no_private_key_is_in_what_ships(keys: Path, root: bytes) -> None:
    assert b"PRIVATE" not in root
    for name in ROLES:
        signer = load(keys, name)
        assert signer.private_bytes.splitlines()[1] not in root


def test_one_root_key_of_three_is_not_enough_and_two_are(keys: Path, root: bytes) -> None:
    for names, good in ((["racine-1"], False), (["racine-1", "cibles"], False), (["racine-3", "racine-2"], True)):
        made = Metadata[Root].from_bytes(root)
        made.signatures.clear()
        for name in names:
            made.sign(load(keys, name), append=True)
        if good:
            made.signed.verify_delegate("root", made.signed_bytes, made.signatures)
        else:
            with pytest.raises(UnsignedMetadataError):
                made.signed.verify_delegate("root", made.signed_bytes, made.signatures)


def test_a_folder_whose_root_one_key_signed_is_refused(keys: Path, tmp_path: Path) -> None:
    copy = tmp_path / "cles"
    copy.mkdir()
    made = open_keys(keys).root
    made.signatures = dict([next(iter(made.signatures.items()))])
    (copy / "racine.json").write_bytes(made.to_bytes())
    with pytest.raises(BadInputError, match="mal signé"):
        open_keys(copy)


@pytest.mark.parametrize("there", ["cibles.pem", "racine.json"])
def test_nothing_that_exists_is_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_bytes(b"invente")
    with pytest.raises(CannotWriteError, match=r"existe déjà"):
        create_keys(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_bytes() == b"invente"


def test_keys_have_no_place_in_the_history_of_the_program(root: bytes, tmp_path: Path) -> None:
    checkout = tmp_path / "programme"
    (checkout / ".git").mkdir(parents=True)
    for inside in ("cles", "resources/confiance", "build-cles", "build/../cles"):
        with pytest.raises(WrongUsageError, match=r"dépôt du code"):
            create_keys(checkout / inside)
    (checkout / "build").mkdir()
    (checkout / "build" / "lien").symlink_to(checkout)
    with pytest.raises(WrongUsageError, match=r"dépôt du code"):
        create_keys(checkout / "build" / "lien" / "cles")
    create_keys(checkout / "build" / "cles-essai")
    assert not list((checkout).glob("*.pem"))


def test_sources_copied_without_their_history_hold_no_keys_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_bundle.builder.publish.keys._SOURCES", tmp_path)
    with pytest.raises(WrongUsageError, match=r"dépôt du code"):
        create_keys(tmp_path / "docs" / "cles")
    create_keys(tmp_path / "build" / "cles-essai")


def test_a_passphrase_hides_the_private_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COTE_A_COTE_PHRASE", "phrase inventée")
    monkeypatch.setenv("COTE_A_COTE_PHRASE_RACINE_1", "une autre")
    folder = tmp_path / "cles"
    create_keys(folder)
    assert all(b"ENCRYPTED" in path.read_bytes() for path in folder.glob("*.pem"))
    assert isinstance(load(folder, "racine-1"), CryptoSigner)
    monkeypatch.delenv("COTE_A_COTE_PHRASE_RACINE_1")
    with pytest.raises(BadInputError, match="phrase secrète"):
        load(folder, "racine-1")
    monkeypatch.delenv("COTE_A_COTE_PHRASE")
    with pytest.raises(BadInputError, match="phrase secrète"):
        load(folder, "cibles")


def test_the_name_of_a_key_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="racine-4"):
        create_keys(tmp_path, only=["racine-4"])


def test_a_folder_that_is_not_one_of_keys_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cles creer"):
        open_keys(tmp_path)
    (tmp_path / "racine.json").write_bytes(b"{}")
    with pytest.raises(BadInputError, match="illisible"):
        open_keys(tmp_path)
