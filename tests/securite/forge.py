"""An update repository of which every byte can be bent: plain dictionaries, signed by hand (TUF 1.0, ed25519).

It shares no code with the publisher nor with the client, so that neither can hide the other's mistake. Keys come from
their names: the same name is the same key at every run.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from securesystemslib.formats import encode_canonical

RACINE = ("racine-1", "racine-2", "racine-3")
EN_LIGNE = {"targets": "cibles", "snapshot": "instantane", "timestamp": "horodatage"}
ROLES = ("root", *EN_LIGNE)
JOURS = 400
DEPART = datetime.now(UTC)
"""The moment from which dates of a run are counted: the same metadata have the same bytes."""


@dataclass(frozen=True, slots=True)
class Cle:
    """A pair of keys, made from a name."""

    nom: str

    @property
    def _privee(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"forge:{self.nom}".encode()).digest())

    @property
    def publique(self) -> dict[str, Any]:
        """The key as root metadata writes it."""
        content = self._privee.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": content.hex()}}

    @property
    def id(self) -> str:
        """The SHA-256 of the public key."""
        return hashlib.sha256(canonique(self.publique)).hexdigest()

    def signature(self, content: bytes) -> dict[str, str]:
        """Return the signature of some bytes as metadata writes it."""
        return {"keyid": self.id, "sig": self._privee.sign(content).hex()}


def canonique(held: Mapping[str, Any]) -> bytes:
    """Return the bytes that are signed."""
    return encode_canonical(held).encode()


def sceller(signed: Mapping[str, Any], cles: Iterable[str]) -> bytes:
    """Return metadata signed by the keys of these names."""
    content = canonique(signed)
    return json.dumps(
        {"signatures": [Cle(nom).signature(content) for nom in cles], "signed": signed}, indent=1
    ).encode()


def dans(jours: float) -> str:
    """Return the date in that many days as metadata writes it."""
    return (DEPART + timedelta(days=jours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def sha256(content: bytes) -> str:
    """Return the hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def _decrit(content: bytes) -> dict[str, Any]:
    return {"length": len(content), "hashes": {"sha256": sha256(content)}}


def racine(
    version: int,
    cles: Iterable[str] = RACINE,
    en_ligne: Mapping[str, str] = EN_LIGNE,
    seuil: int = 2,
    jours: float = 1825,
) -> dict[str, Any]:
    """Return root metadata, not signed."""
    cles = tuple(cles)
    held = {role: {"keyids": [Cle(nom).id], "threshold": 1} for role, nom in en_ligne.items()}
    return {
        "_type": "root",
        "spec_version": "1.0.31",
        "version": version,
        "expires": dans(jours),
        "consistent_snapshot": True,
        "keys": {Cle(nom).id: Cle(nom).publique for nom in (*cles, *en_ligne.values())},
        "roles": {"root": {"keyids": [Cle(nom).id for nom in cles], "threshold": seuil}, **held},
    }


@dataclass
class Depot:
    """A repository in memory. ``cles`` tells which key signs each role; ``files`` signs and returns everything."""

    racines: list[bytes]
    contenus: dict[str, bytes]
    versions: dict[str, int] = field(default_factory=lambda: {"targets": 1, "snapshot": 1, "timestamp": 1})
    jours: dict[str, float] = field(default_factory=lambda: dict.fromkeys(EN_LIGNE, JOURS))
    cles: dict[str, tuple[str, ...]] = field(default_factory=lambda: {role: (nom,) for role, nom in EN_LIGNE.items()})
    decrits: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What targets.json says of a target, in place of the truth."""
    pousses: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What is written over the fields of a role before it is signed."""

    def copie(self) -> Depot:
        """Return another repository that says the same, to be bent."""
        return copy.deepcopy(self)

    def publie(self, contenus: Mapping[str, bytes]) -> Depot:
        """Return the repository of the next publication."""
        suivant = self.copie()
        suivant.contenus = dict(contenus)
        suivant.versions = {role: number + 1 for role, number in self.versions.items()}
        return suivant

    def tourne(self, signed: Mapping[str, Any], cles: Iterable[str]) -> Depot:
        """Return the repository with one more version of the root."""
        suivant = self.copie()
        suivant.racines.append(sceller(signed, cles))
        return suivant

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file by its path in the repository."""
        written = {f"metadata/{number}.root.json": content for number, content in enumerate(self.racines, 1)}
        targets = self._role("targets", {"targets": {n: _decrit(c) for n, c in self.contenus.items()} | self.decrits})
        meta = {"targets.json": {"version": self.versions["targets"], **_decrit(targets)}}
        snapshot = self._role("snapshot", {"meta": meta})
        meta = {"snapshot.json": {"version": self.versions["snapshot"], **_decrit(snapshot)}}
        written[f"metadata/{self.versions['targets']}.targets.json"] = targets
        written[f"metadata/{self.versions['snapshot']}.snapshot.json"] = snapshot
        written["metadata/timestamp.json"] = self._role("timestamp", {"meta": meta})
        return written | {f"targets/{sha256(content)}.{name}": content for name, content in self.contenus.items()}

    def ecrire(self, folder: Path) -> Path:
        """Write the repository into a folder; return the folder."""
        return ecrire(self.files(), folder)

    def _role(self, role: str, fields: Mapping[str, Any]) -> bytes:
        signed = {
            "_type": role,
            "spec_version": "1.0.31",
            "version": self.versions[role],
            "expires": dans(self.jours[role]),
            **fields,
        }
        return sceller(signed | self.pousses.get(role, {}), self.cles[role])


def depot(contenus: Mapping[str, bytes]) -> Depot:
    """Return a sound repository of a first publication."""
    return Depot([sceller(racine(1), RACINE[:2])], dict(contenus))


def ecrire(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files into a folder; return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
