"""The root metadata that a release trusts: a sound one, never that of the trial keys."""

from __future__ import annotations

from pathlib import Path

from project import Project, ReleaseError
from tuf.api.metadata import Metadata, Root

TRIAL = Path("build") / "cles-essai"


def read(project: Project, given: str) -> bytes | None:
    """Return the root to put into the program, None when none is given. ReleaseError when it must not be trusted."""
    own = project.root / "resources" / "confiance" / "racine.json"
    if not given and not own.is_file():
        return None
    path = Path(given) if given else own
    try:
        content = path.read_bytes()
        root = Metadata[Root].from_bytes(content)
        root.verify_delegate(Root.type, root)
    except OSError as error:
        raise ReleaseError(f"La racine de confiance {path} ne se lit pas.") from error
    except Exception as error:  # tuf and securesystemslib each have their own
        raise ReleaseError(f"{path} n’est pas une racine de confiance signée par ses propres clés.") from error
    trial = project.root / TRIAL
    if trial.resolve() in path.resolve().parents or _keys(root) & _trial_keys(trial):
        raise ReleaseError("Cette racine est celle des clés d’essai : un programme livré ne s’y fie jamais.")
    return content


def _keys(root: Metadata[Root]) -> set[str]:
    return {key for role in root.signed.roles.values() for key in role.keyids}


def _trial_keys(folder: Path) -> set[str]:
    try:
        return _keys(Metadata[Root].from_bytes((folder / "racine.json").read_bytes()))
    except Exception:
        return set()
