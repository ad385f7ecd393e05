"""Which snapshot a release carries: the one named, the full one at hand when it is current, one made now, or none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from project import Project, ReleaseError

EXTRACT = "Données ouvertes absentes : le programme est livré avec l’extrait (Bretagne et La Réunion)."


def choose(project: Project, opendata: Path, given: str, say: Callable[[str], None]) -> Path | None:
    """Return the full snapshot to ship, None for the extract of the checkout. ReleaseError when it is unsound."""
    if given:
        path = Path(given)
    elif not opendata.is_dir():
        say(EXTRACT)
        return None
    else:
        path = project.root / "build" / "instantane.sqlite"
        if not is_current(project, path, opendata):
            say("Construction de l’instantané complet (quelques minutes)…")
            command = [
                sys.executable,
                "-m",
                "data_bundle.builder",
                "build",
                "--from",
                str(opendata),
                "--out",
                str(path),
            ]
            if subprocess.run(command, cwd=project.root).returncode:
                raise ReleaseError("L’instantané n’a pas été construit : voyez le message au-dessus.")
    command = [sys.executable, "-m", "data_bundle.builder", "check", str(path)]
    if subprocess.run(command, cwd=project.root, stdout=subprocess.DEVNULL).returncode:
        raise ReleaseError(f"L’instantané {path} n’est pas en ordre : il n’est pas livré.")
    return path


def is_current(project: Project, path: Path, opendata: Path) -> bool:
    """Tell whether a snapshot is newer than the files that it is made of and than the code that made it."""
    if not path.is_file():
        return False
    made_of = [*(project.root / "data_bundle" / "builder").rglob("*.py"), *opendata.rglob("*")]
    made_of += [project.root / "data_bundle" / name for name in ("schema.sql", "sources.toml", "codes.py")]
    return max(file.stat().st_mtime for file in made_of if file.is_file()) <= path.stat().st_mtime
