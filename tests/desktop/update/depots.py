"""Signed dépôts made for tests with tuf's own API: whole, expired, signed with wrong keys, rotated, older, mangled.

``Depot`` writes the format of notes « Signed updates »: consistent snapshots, root threshold 2 of 3, one key for each
other role. Its content is made up (« noyau inventé ») unless a real one is given: ``publier`` takes any noyau and any
annonce, ``reprendre`` takes what a real publisher wrote, to sign it again with keys of our own.
"""

from __future__ import annotations

import functools
import hashlib
import json
import lzma
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from data_bundle.annonce import CIBLE, Annonce, Delta, Paquet, decode, encode

ROLES = ("root", "targets", "snapshot", "timestamp")
JOURS = 400


@dataclass(frozen=True)
class Cles:
    """Three root keys and one key for each other role."""

    racine: tuple[CryptoSigner, ...]
    targets: CryptoSigner
    snapshot: CryptoSigner
    timestamp: CryptoSigner

    def of(self, role: str) -> tuple[CryptoSigner, ...]:
        """Return the signers of a role; two of three for the root, as a ceremony does."""
        return self.racine[:2] if role == "root" else (getattr(self, role),)


def nouvelles_cles() -> Cles:
    """Return fresh keys."""
    made = [CryptoSigner.generate_ed25519() for _ in range(6)]
    return Cles(tuple(made[:3]), made[3], made[4], made[5])


@functools.cache
def cles() -> Cles:
    """Return the keys of this process: those that the dépôts below are signed with unless told otherwise."""
    return nouvelles_cles()


@functools.cache
def autres_cles() -> Cles:
    """Return the keys of somebody else."""
    return nouvelles_cles()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def noyau_invente(taille: int = 300_000, graine: int = 1) -> bytes:
    """Return made-up bytes that pack to about half: half noise, half repeated."""
    noise = random.Random(graine).randbytes(taille // 2)
    return (b"noyau invente " + noise + b"\0" * taille)[:taille]


def change(noyau: bytes, part: float = 0.01, graine: int = 2) -> bytes:
    """Return ``noyau`` with a share of its bytes changed, as a new publication would."""
    drawn, new = random.Random(graine), bytearray(noyau)
    for _ in range(int(len(new) * part)):
        new[drawn.randrange(len(new))] = drawn.randrange(256)
    return bytes(new)


def annonce_de(noyau: bytes, paquet: bytes, **autres: Any) -> Annonce:
    """Return an annonce that fits a noyau and its packed form; ``autres`` replaces fields."""
    publication = autres.get("publication", 1)
    identifiant = autres.pop("id", f"invente-{publication}")
    fields: dict[str, Any] = {
        "publication": publication,
        "id": identifiant,
        "construit_le": "2026-03-30",
        "schema": "1.1",
        "perimetre": ("53",),
        "sqlite": "3.40.1",
        "regle": "inventee",
        "taille_installe": len(noyau),
        "sha256_installe": sha256(noyau),
        "empreinte": sha256(b"empreinte" + noyau),
        "lignes": {"formation": 1},
        "paquet": Paquet(f"noyau-{identifiant}.sqlite.xz", len(paquet), len(noyau), sha256(noyau)),
        "deltas": (),
        "retraits": (),
        "notes": ("Publication inventée pour un essai.",),
    }
    return Annonce(**(fields | autres))


@dataclass
class Depot:
    """A dépôt on disk and the state that its next publication starts from."""

    folder: Path
    cles: Cles = field(default_factory=cles)
    maintenant: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    version: int = 0  # of targets, snapshot and timestamp alike
    racines: list[bytes] = field(default_factory=list)
    cibles: dict[str, bytes] = field(default_factory=dict)
    annonce: Annonce | None = None
    noyaux: dict[str, bytes] = field(default_factory=dict)  # by publication id

    # -- roots -----------------------------------------------------------------------------------------------------
    @property
    def racine(self) -> bytes:
        """The first root: what a program that was shipped then trusts."""
        return self.racines[0]

    def fonder(self, *, jours: int = 5 * 366, seuil: int = 2, signers: tuple[CryptoSigner, ...] | None = None) -> Depot:
        """Write 1.root.json, signed by two of its three keys unless ``signers`` says otherwise."""
        return self._ecrire_racine(self.cles, signers or self.cles.of("root"), jours, seuil)

    def tourner(
        self, nouvelles: Cles, *, signers: tuple[CryptoSigner, ...] | None = None, jours: int = 5 * 366
    ) -> Depot:
        """Rotate every key: the next root is signed by the old and the new ones, the rest by the new ones."""
        both = (*self.cles.of("root"), *nouvelles.of("root"))
        self._ecrire_racine(nouvelles, signers or both, jours, 2)
        self.cles = nouvelles
        return self.resigner() if self.version else self

    def _ecrire_racine(self, keys: Cles, signers: tuple[CryptoSigner, ...], jours: int, seuil: int) -> Depot:
        root = Root(version=len(self.racines) + 1, expires=self._dans(jours), consistent_snapshot=True)
        for role in ROLES:
            for signer in keys.racine if role == "root" else keys.of(role):
                root.add_key(signer.public_key, role)
        root.roles["root"].threshold = seuil
        content = _signed(root, signers)
        self.racines.append(content)
        self._write(f"metadata/{root.version}.root.json", content)
        return self

    # -- publications ----------------------------------------------------------------------------------------------
    def publier(
        self,
        noyau: bytes | None = None,
        *,
        paquet: bytes | None = None,
        delta_depuis: bytes | None = None,
        delta: bytes | None = None,
        annonce: bytes | None = None,
        jours: int = JOURS,
        cibles: Mapping[str, bytes] | None = None,
        **champs: Any,
    ) -> Depot:
        """Publish a noyau: pack it, add a delta from ``delta_depuis``, write the annonce, sign everything.

        ``paquet``, ``delta`` and ``annonce`` replace the right bytes by others (signed all the same): an archive bomb,
        a delta that lies, an annonce that isn't one. ``cibles`` are further signed targets. ``champs``: the annonce's.
        """
        if not self.racines:
            self.fonder()
        noyau = noyau_invente() if noyau is None else noyau
        packed = lzma.compress(noyau, preset=0) if paquet is None else paquet
        champs = {"publication": self.version + 1} | champs
        told = annonce_de(noyau, packed, **champs)
        targets = {told.paquet.nom: packed}
        if delta_depuis is not None:
            import bsdiff4

            patch = bsdiff4.diff(delta_depuis, noyau) if delta is None else delta
            name = f"delta-ancien-{told.id}.bsdiff"
            told = replace(told, deltas=(Delta(name, len(patch), sha256(delta_depuis)),))
            targets[name] = patch
        targets[CIBLE] = encode(told) if annonce is None else annonce
        self.annonce, self.cibles = told, targets | dict(cibles or {})
        self.noyaux[told.id] = noyau
        return self.resigner(jours=jours)

    def reprendre(self, folder: Path, **champs: Any) -> Depot:
        """Publish with our keys what another publisher wrote in ``folder``; ``champs`` replaces fields of its annonce.

        Only the newest annonce there is taken, its paquet and its deltas.
        """
        found = [decode(path.read_bytes()) for path in (folder / "targets").glob(f"*.{CIBLE}")]
        told = replace(max(found, key=lambda one: one.publication), **champs)
        targets = {CIBLE: encode(told)}
        for name in (told.paquet.nom, *(one.nom for one in told.deltas)):
            (path,) = (folder / "targets").glob(f"*.{name}")
            targets[name] = path.read_bytes()
        if not self.racines:
            self.fonder()
        self.annonce, self.cibles = told, targets
        return self.resigner()

    def resigner(
        self,
        *,
        version: int | None = None,
        jours: int = JOURS,
        expires: Mapping[str, int] | None = None,
        signers: Mapping[str, tuple[CryptoSigner, ...]] | None = None,
        alter: Callable[[Targets | Snapshot | Timestamp], None] | None = None,
        ecrire_cibles: bool = True,
    ) -> Depot:
        """Sign targets, snapshot and timestamp again under the next version (or ``version``).

        ``expires``: days left by role (negative: expired). ``signers``: other keys by role. ``alter`` is called with
        each of the three before it is signed, to make it wrong. The files of the targets are written first.
        """
        self.version = self.version + 1 if version is None else version
        lasts = dict.fromkeys(ROLES, jours) | dict(expires or {})
        keys = {role: self.cles.of(role) for role in ROLES} | dict(signers or {})
        targets = Targets(version=self.version, expires=self._dans(lasts["targets"]))
        for name, content in self.cibles.items():
            told = TargetFile.from_data(name, content, ["sha256"])
            targets.targets[name] = told
            if ecrire_cibles:
                self._write(f"targets/{sha256(content)}.{name}", content)
        signed = self._sign(targets, keys["targets"], alter)
        self._write(f"metadata/{self.version}.targets.json", signed)
        snapshot = Snapshot(version=self.version, expires=self._dans(lasts["snapshot"]))
        snapshot.meta["targets.json"] = MetaFile(self.version, len(signed), {"sha256": sha256(signed)})
        signed = self._sign(snapshot, keys["snapshot"], alter)
        self._write(f"metadata/{self.version}.snapshot.json", signed)
        timestamp = Timestamp(version=self.version, expires=self._dans(lasts["timestamp"]))
        timestamp.snapshot_meta = MetaFile(self.version, len(signed), {"sha256": sha256(signed)})
        self._write("metadata/timestamp.json", self._sign(timestamp, keys["timestamp"], alter))
        return self

    @staticmethod
    def _sign(
        signed: Targets | Snapshot | Timestamp,
        signers: tuple[CryptoSigner, ...],
        alter: Callable[[Targets | Snapshot | Timestamp], None] | None,
    ) -> bytes:
        if alter is not None:
            alter(signed)
        return _signed(signed, signers)

    # -- what else a test asks ---------------------------------------------------------------------------------------
    def chemin(self, name: str) -> Path:
        """Return the file of a target: ``instantane.json``, a paquet, a delta."""
        return self.folder / "targets" / f"{sha256(self.cibles[name])}.{name}"

    @property
    def chemin_paquet(self) -> Path:
        """The file of the newest paquet."""
        assert self.annonce is not None
        return self.chemin(self.annonce.paquet.nom)

    def copie(self, folder: Path) -> Path:
        """Copy the dépôt as it is now elsewhere: an older one to serve later."""
        shutil.copytree(self.folder, folder)
        return folder

    def fichiers(self) -> list[Path]:
        """Return every file of the dépôt."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def _dans(self, jours: int) -> datetime:
        return self.maintenant + timedelta(days=jours)

    def _write(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def depot(folder: Path, noyau: bytes | None = None, **options: Any) -> Depot:
    """Return a dépôt with one publication, signed with ``cles()``."""
    return Depot(folder).publier(noyau, **options)


def expire(made: Depot, *roles: str) -> Depot:
    """Sign again under a next version, with these roles expired yesterday (all three when none is named)."""
    return made.resigner(expires=dict.fromkeys(roles or ROLES[1:], -1))


def mal_signe(made: Depot, role: str) -> Depot:
    """Sign again, one role with somebody else's key."""
    return made.resigner(signers={role: autres_cles().of(role)})


def sans_signature(path: Path) -> None:
    """Take the signatures off a metadata file."""
    content = json.loads(path.read_bytes())
    content["signatures"] = []
    path.write_text(json.dumps(content), encoding="utf-8")


def _signed(payload: Any, signers: tuple[CryptoSigner, ...]) -> bytes:
    metadata: Metadata[Any] = Metadata(payload)
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes(JSONSerializer(compact=True))
