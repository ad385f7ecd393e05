"""Says where a frozen folder still names a folder of the machine that built it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

from project import NAME, Project
from PyInstaller.archive.readers import CArchiveReader


def find(project: Project, made: Path) -> list[str]:
    """Return the files, and the modules of the archive, that hold a path of this machine."""
    marks = {str(project.root).encode(), sys.base_prefix.encode()} - {b"/usr"}
    found = [
        str(path.relative_to(made))
        for path in made.rglob("*")
        if path.is_file() and not path.is_symlink() and any(mark in path.read_bytes() for mark in marks)
    ]
    archive = CArchiveReader(str(made / NAME)).open_embedded_archive("PYZ.pyz")
    for name in archive.toc:
        code = archive.extract(name)
        if isinstance(code, CodeType) and any(mark.decode() in text for text in _texts(code) for mark in marks):
            found.append(name)
    return found


def _texts(code: CodeType) -> Iterator[str]:
    yield code.co_filename
    for value in code.co_consts:
        if isinstance(value, str):
            yield value
        elif isinstance(value, CodeType):
            yield from _texts(value)
