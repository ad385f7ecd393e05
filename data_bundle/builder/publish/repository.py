"""The repository on disk: what it serves, and how the next thing takes its place in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from securesystemslib.signer import Signer
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from data_bundle.annonce import CIBLE, Annonce, decode
from data_bundle.builder.errors import BadInputError, WrongUsageError
from data_bundle.builder.publish.files import put
from data_bundle.builder.publish.keys import Trousseau

T = TypeVar("T", Timestamp, Snapshot, Targets)
_SHA = ["sha256"]


@dataclass(frozen=True)
class Served:
    """What readers find: the versions of the three signed lists, the targets and the annonce."""

    timestamp: Timestamp
    snapshot: Snapshot
    targets: Targets
    annonce: Annonce


def check_places(depot: Path, keys: Path) -> None:
    """Raise WrongUsageError when the keys would be served, or the repository lies among the keys."""
    served, private = depot.resolve(), keys.resolve()
    if private.is_relative_to(served) or served.is_relative_to(private):
        raise WrongUsageError("Les clés et le dépôt se rangent à part\u00a0: donnez deux dossiers séparés.")
    if depot.exists() and not depot.is_dir():
        raise WrongUsageError(f"{depot} n’est pas un dossier\u00a0: donnez celui du dépôt à --to.")


def served(depot: Path, trousseau: Trousseau) -> Served | None:
    """Return what a repository serves, None for a new one; signed by the keys at hand, or by those before them.

    Dates are not looked at: what has expired is there to be signed anew. Raises BadInputError.
    """
    if not (depot / "metadata" / "timestamp.json").exists():
        return None
    roots = [Metadata[Root].from_bytes(content).signed for content in reversed(trousseau.roots[-2:])]
    try:
        timestamp = _signed(depot, "timestamp.json", Timestamp, roots)
        snapshot = _signed(depot, f"{timestamp.snapshot_meta.version}.snapshot.json", Snapshot, roots)
        targets = _signed(depot, f"{snapshot.meta['targets.json'].version}.targets.json", Targets, roots)
        content = read_target(depot, targets, CIBLE)
        return Served(timestamp, snapshot, targets, decode(content))
    except (OSError, KeyError, RepositoryError, ValueError):
        raise BadInputError(
            f"{depot} n’est pas un dépôt signé par ces clés, ou il est abîmé\u00a0: "
            "donnez les bonnes clés, ou reprenez une copie saine du dépôt (docs/publier.md)."
        ) from None


def read_target(depot: Path, targets: Targets, name: str) -> bytes:
    """Return the bytes of a target, as signed. Raises KeyError, OSError, RepositoryError."""
    target = targets.targets[name]
    content = target_path(depot, target).read_bytes()
    target.verify_length_and_hashes(content)
    return content


def target_path(depot: Path, target: TargetFile) -> Path:
    """Return where a target is."""
    return depot / "targets" / f"{target.hashes['sha256']}.{target.path}"


def add_targets(depot: Path, contents: Mapping[str, bytes]) -> dict[str, TargetFile]:
    """Write targets by name and return what is to be signed of them. Nobody is told of them yet."""
    found = {}
    for name, content in contents.items():
        found[name] = TargetFile.from_data(name, content, _SHA)
        path = target_path(depot, found[name])
        if not path.exists() or path.read_bytes() != content:  # on a server some reader may have it open
            put(path, content)
    return found


def serve(
    depot: Path,
    trousseau: Trousseau,
    before: Served | None,
    targets: Mapping[str, TargetFile],
    expires: datetime,
) -> None:
    """Sign the three lists anew and put them in place; the timestamp is last: until then nothing has changed.

    Raises BadInputError when a key is missing, before anything is written, and CannotWriteError.
    """
    signers = {role: trousseau.signer(role) for role in ("targets", "snapshot", "timestamp")}
    folder = depot / "metadata"
    list_ = Targets(before.targets.version + 1 if before else 1, expires=expires, targets=dict(targets))
    signed_list = _sign(list_, signers["targets"])
    state = Snapshot(
        before.snapshot.version + 1 if before else 1,
        expires=expires,
        meta={"targets.json": MetaFile.from_data(list_.version, signed_list, _SHA)},
    )
    signed_state = _sign(state, signers["snapshot"])
    stamp = Timestamp(
        before.timestamp.version + 1 if before else 1,
        expires=expires,
        snapshot_meta=MetaFile.from_data(state.version, signed_state, _SHA),
    )
    signed_stamp = _sign(stamp, signers["timestamp"])
    put(folder / f"{list_.version}.targets.json", signed_list)
    put(folder / f"{state.version}.snapshot.json", signed_state)
    for version, root in enumerate(trousseau.roots, 1):
        path = folder / f"{version}.root.json"
        if not path.exists() or path.read_bytes() != root:
            put(path, root)
    put(folder / "timestamp.json", signed_stamp)


def _sign(signed: T, signer: Signer) -> bytes:
    metadata = Metadata(signed)
    metadata.sign(signer)
    return metadata.to_bytes()


def _signed(depot: Path, name: str, kind: type[T], roots: list[Root]) -> T:
    """Return one list, signed by the keys of one of the roots."""
    found = Metadata[T].from_file(str(depot / "metadata" / name))
    if not isinstance(found.signed, kind):
        raise ValueError(f"{name} is another list")
    if not any(root.get_verification_result(kind.type, found.signed_bytes, found.signatures) for root in roots):
        raise ValueError(f"{name} is not signed")
    return found.signed
