"""The portable archive: a folder that runs from where it is unpacked, packed in the same bytes for the same folder."""

from __future__ import annotations

import lzma
import tarfile
from pathlib import Path

from project import Project

PORTABLE = """Ce fichier rend ce dossier portable : vos réglages et vos dossiers restent ici, dans « donnees »,
et rien n’est écrit ailleurs sur l’ordinateur. Pour une clé USB, gardez-le.
Sur un poste à vous, effacez-le : réglages et dossiers iront alors dans votre dossier personnel.
"""


def pack(project: Project, made: Path, target: Path) -> None:
    """Pack a folder: names in order, one date, no owner. ``portable.txt`` goes in as the folder's own file."""
    part = target.with_name(target.name + ".partiel")
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 2**26}]
    with (
        lzma.open(part, "wb", filters=filters) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in [made, *sorted(made.rglob("*"))]:
            tar.add(
                path, str(path.relative_to(made.parent)), recursive=False, filter=lambda entry: _plain(entry, project)
            )
    part.replace(target)


def _plain(entry: tarfile.TarInfo, project: Project) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = project.epoch
    return entry
