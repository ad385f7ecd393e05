"""The frozen folder: PyInstaller, then the snapshot and the root of trust, then no trace of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from project import NAME, Project, ReleaseError

INSIDE = "_internal"


def freeze(project: Project, snapshot: Path | None, root: bytes | None) -> Path:
    """Build the folder of the program and return it. Without a snapshot it carries the extract of the checkout."""
    made = project.work / "fige" / NAME
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(project.epoch), "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--distpath", str(made.parent), "--workpath", str(project.work / "travail")]
    if subprocess.run([*command, "packaging/app.spec"], cwd=project.root, env=environment).returncode:
        raise ReleaseError("PyInstaller n’a pas construit le programme : voyez le message au-dessus.")
    inside = made / INSIDE
    if snapshot is not None:
        shutil.copyfile(snapshot, inside / "data_bundle" / "instantane.sqlite")
        (inside / "data_bundle" / "extrait.sqlite").unlink()
    if root is not None:
        target = inside / "resources" / "confiance" / "racine.json"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(root)
    _strip(inside)
    _forget(made)
    for path in made.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == made / NAME else 0o644)
    return made


def _strip(inside: Path) -> None:
    """Take the debugger's tables out of Python's own libraries: two thirds of them. The wheels' have none."""
    for path in (*inside.glob("libpython*"), *inside.glob("python3.*/lib-dynload/*.so")):
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def _forget(made: Path) -> None:
    """Where a library names the folder that Python was built for, name /usr in as many letters.

    The last part of the path stays: the linker shares the ends of strings, and libpython's own version is one of them.
    """
    own = sys.base_prefix.encode()
    head, _, last = own.rpartition(b"/")
    if not own.startswith((b"/root", b"/home", b"/work", b"/opt")) or len(head) < len(b"/usr"):
        return
    neutral = b"/usr" + b"/." * ((len(head) - 4) // 2) + b"/" * ((len(head) - 4) % 2)
    for path in made.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if own in content:
                path.write_bytes(content.replace(own, neutral + b"/" + last))
