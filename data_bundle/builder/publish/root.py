"""The root: which keys sign what. Two of its three keys sign it, and two of those before it each later one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner, Key
from tuf.api.metadata import Metadata, Root

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.publish.files import put
from data_bundle.builder.publish.keys import NAME, ROLES, THRESHOLD, Trousseau, numbered_root, root_path


def first_root(signers: Mapping[str, CryptoSigner], expires: datetime) -> Metadata[Root]:
    """Return the first root of six keys, by name, signed by its three."""
    root = Metadata(_root(1, expires, {name: signer.public_key for name, signer in signers.items()}))
    for name, signer in signers.items():
        if ROLES[name] == "root":
            root.sign(signer, append=True)
    return root


def next_root(old: Trousseau, new: Mapping[str, CryptoSigner], expires: datetime) -> Metadata[Root]:
    """Return the root after that of ``old``, in which the keys of ``new`` replace those of the same name.

    Signed by every key at hand of the old root and of the new one. Raises BadInputError when they are not two of each.
    """
    before = old.root.signed
    keys = named_keys(before) | {name: signer.public_key for name, signer in new.items()}
    root = Metadata(_root(before.version + 1, expires, keys))
    signers = [*old.signers("root"), *(signer for name, signer in new.items() if ROLES[name] == "root")]
    for signer in {signer.public_key.keyid: signer for signer in signers}.values():
        root.sign(signer, append=True)
    if not root.signed.get_root_verification_result(before, root.signed_bytes, root.signatures):
        raise BadInputError(
            "Une nouvelle racine se signe avec deux clés racine d’avant et deux d’après\u00a0: "
            "réunissez celles qui manquent (docs/publier.md)."
        )
    return root


def named_keys(root: Root) -> dict[str, Key]:
    """Return the keys of a root by their names."""
    return {str(key.unrecognized_fields.get(NAME)): key for key in root.keys.values()}


def keep_root(folder: Path, root: Metadata[Root]) -> None:
    """Write a root into a folder of keys, as the newest."""
    content = root.to_bytes()
    put(numbered_root(folder, root.signed.version), content)
    put(root_path(folder), content)


def _root(version: int, expires: datetime, keys: Mapping[str, Key]) -> Root:
    root = Root(version=version, expires=expires, consistent_snapshot=True)
    root.roles["root"].threshold = THRESHOLD
    for name, role in ROLES.items():
        root.add_key(keys[name], role)
    return root
