"""The folder that receives the downloads: what must be placed there by hand, and what is there already."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.sources import Catalogue, Source


def check_hand_placed(folder: Path, catalogue: Catalogue) -> None:
    """Raise BadInputError when a required file is neither there nor served by a portal; all are named at once."""
    missing = []
    for source in catalogue.sources:
        if source.obligatoire:
            patterns = [pattern for pattern in source.fichiers if not _is_downloaded(source, pattern)]
            missing += [f"{pattern} ({source.site})" for pattern in patterns if not files(folder, pattern)]
    if missing:
        raise BadInputError(
            f"Il manque dans {folder} des fichiers qu’aucun portail ne sert, à y placer à la main avant de "
            f"recommencer\u00a0: {', '.join(missing)}."
        )


def files(folder: Path, pattern: str) -> list[str]:
    """Return the files of a pattern of ``sources.toml``, plain or packed, as paths below the folder."""
    found = [*folder.glob(pattern), *folder.glob(pattern + ".gz")]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def present(folder: Path, source: Source) -> list[str]:
    """Return the files already there that can stand for the download of a source."""
    found = {name for pattern in source.fichiers if _is_downloaded(source, pattern) for name in files(folder, pattern)}
    return sorted(found)


def _is_downloaded(source: Source, pattern: str) -> bool:
    return bool(source.jeu) and fnmatchcase(source.telecharge, pattern)
