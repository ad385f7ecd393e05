"""The keys of an update repository: six private ones, each in its file, and the signed root that tells them apart.

A folder of keys holds ``racine-1.pem`` to ``racine-3.pem`` (two of them sign the root), ``cibles.pem``,
``instantane.pem``, ``horodatage.pem``, ``racine.json`` (the newest root, public) and ``racines/`` (every root so far).
To publish, the three ``racine-*.pem`` need not be there: their holders keep them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root

from data_bundle.builder.errors import BadInputError, CannotWriteError, WrongUsageError
from data_bundle.builder.publish.files import put

_SOURCES = Path(__file__).resolve().parents[3]
"""The folder of our sources, which may have been copied without their history."""
ROLES: Mapping[str, str] = {
    "racine-1": "root",
    "racine-2": "root",
    "racine-3": "root",
    "cibles": "targets",
    "instantane": "snapshot",
    "horodatage": "timestamp",
}
"""Name of a key (its file without ``.pem``) -> what it signs, in the words of TUF."""
THRESHOLD = 2
"""Keys that must sign a root."""
ROOT_DAYS = 5 * 365 + 1
NAME = "nom"
"""Field of a key in the root that says its name here."""
PHRASE = "COTE_A_COTE_PHRASE"
"""Environment variable with the passphrase of all private keys; ``…_RACINE_1`` for that of one of them."""


@dataclass(frozen=True)
class Trousseau:
    """A folder of keys, opened: every root so far, oldest first, of which the last one counts."""

    folder: Path
    roots: tuple[bytes, ...]
    root: Metadata[Root]

    def signers(self, role: str) -> list[CryptoSigner]:
        """Return the signers of a role whose private keys are at hand and that the root names."""
        found = (load(self.folder, name) for name in names_of(role) if key_path(self.folder, name).is_file())
        return [signer for signer in found if signer.public_key.keyid in self.root.signed.roles[role].keyids]

    def signer(self, role: str) -> CryptoSigner:
        """Return the signer of a role that one key signs. Raises BadInputError when it is not at hand."""
        found = self.signers(role)
        if not found:
            [name] = names_of(role)
            raise BadInputError(
                f"La clé {name}.pem n’est pas dans {self.folder}, ou n’est plus celle que nomme racine.json\u00a0: "
                "posez-y la bonne, ou faites une rotation (docs/publier.md)."
            )
        return found[0]


def create_keys(
    folder: Path, *, now: datetime | None = None, jours: int = ROOT_DAYS, only: Iterable[str] | None = None
) -> None:
    """Make keys in ``folder``: all six with a first signed root, or the ``only`` ones, for ``rotate_root``.

    Private keys are readable by their owner only, and behind the passphrase of the environment when there is one.
    Nothing that exists is overwritten. Raises WrongUsageError, CannotWriteError.
    """
    from data_bundle.builder.publish.root import first_root, keep_root

    check_folder(folder)
    names = list(ROLES) if only is None else list(only)
    if unknown := sorted(set(names) - set(ROLES)):
        raise WrongUsageError(f"«\u00a0{unknown[0]}\u00a0» n’est pas le nom d’une clé\u00a0: {', '.join(ROLES)}.")
    there = [p for n in names if (p := key_path(folder, n)).exists()] or [p for p in [root_path(folder)] if p.exists()]
    if there:
        raise CannotWriteError(f"{there[0]} existe déjà\u00a0: choisissez un dossier neuf, aucune clé n’est remplacée.")
    for name in names:
        put(key_path(folder, name), _pem(name, Ed25519PrivateKey.generate()), mode=0o600)
    if only is None:
        when = now or datetime.now(UTC)
        keep_root(folder, first_root({name: load(folder, name) for name in names}, when + timedelta(days=jours)))


def open_keys(folder: Path) -> Trousseau:
    """Return the keys of ``folder``. Raises BadInputError when it is not a folder of keys, WrongUsageError."""
    check_folder(folder)
    try:
        newest = root_path(folder).read_bytes()
        root = Metadata[Root].from_bytes(newest)
        root.signed.verify_delegate("root", root.signed_bytes, root.signatures)
        older = [numbered_root(folder, n).read_bytes() for n in range(1, root.signed.version)]
    except FileNotFoundError as absent:
        raise BadInputError(
            f"{absent.filename} n’existe pas\u00a0: faites des clés avec cles creer, ou donnez le bon dossier à --cles."
        ) from None
    except (OSError, RepositoryError, ValueError):
        raise BadInputError(f"{root_path(folder)} est illisible ou mal signé\u00a0: reprenez-en une copie.") from None
    return Trousseau(folder, (*older, newest), root)


def load(folder: Path, name: str) -> CryptoSigner:
    """Return the signer of one key, whose public part says its name. Raises BadInputError."""
    path = key_path(folder, name)
    try:
        private = load_pem_private_key(path.read_bytes(), _phrase(name))
    except OSError:
        raise BadInputError(f"La clé {path} ne peut pas être lue\u00a0: vérifiez le dossier et vos droits.") from None
    except (TypeError, ValueError):
        raise BadInputError(
            f"La clé {path} est abîmée, ou sa phrase secrète n’est pas celle de la variable {PHRASE}."
        ) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise BadInputError(f"La clé {path} n’est pas une clé ed25519\u00a0: faites-en une avec cles creer.")
    public = SSlibKey.from_crypto(private.public_key())
    public.unrecognized_fields[NAME] = name
    return CryptoSigner(private, public)


def check_folder(folder: Path) -> None:
    """Raise WrongUsageError for a folder whose private keys would end up in the history of a program."""
    real = folder.resolve()
    places = (real, *real.parents)
    checkout = next((place for place in places if place == _SOURCES or (place / ".git").exists()), None)
    if checkout is not None and not real.is_relative_to(checkout / "build"):
        raise WrongUsageError(
            f"{folder} est dans le dépôt du code\u00a0: une clé privée n’y a pas sa place. "
            "Donnez un dossier hors de lui, ou sous build/ pour un essai."
        )


def names_of(role: str) -> list[str]:
    """Return the names of the keys of a role."""
    return [name for name, of in ROLES.items() if of == role]


def key_path(folder: Path, name: str) -> Path:
    """Return where a private key is."""
    return folder / f"{name}.pem"


def root_path(folder: Path) -> Path:
    """Return where the newest root is: the file that ships with the program."""
    return folder / "racine.json"


def numbered_root(folder: Path, version: int) -> Path:
    """Return where one version of the root is."""
    return folder / "racines" / f"{version}.root.json"


def _phrase(name: str) -> bytes | None:
    own = os.environ.get(f"{PHRASE}_{name.upper().replace('-', '_')}") or os.environ.get(PHRASE)
    return own.encode() if own else None


def _pem(name: str, private: Ed25519PrivateKey) -> bytes:
    phrase = _phrase(name)
    hidden = BestAvailableEncryption(phrase) if phrase else NoEncryption()
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden)
