"""Streams from a folder that never end, that wait for ever, or that are not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.securite.forge import RACINE, racine
from tests.securite.mesures import Attaques, Cas, attaques
from tests.securite.scene import Scene

FAMILLE = "Fichiers absents, sans fin ou spéciaux (dossier)"
PARTIES = ("timestamp", "2.snapshot", "2.targets", "2.root", "instantane.json", ".xz")
GRAND = 20 * 2**30
"""Bytes that a sparse file seems to hold."""


def fichiers(scene: Scene) -> dict[str, bytes]:
    """Return a sound repository of B without its delta, its root renewed once."""
    files = scene.depot_b.tourne(racine(2), RACINE[:2]).files()
    return {name: content for name, content in files.items() if ".bsdiff" not in name}


def _a(scene: Scene, part: str, pose: Callable[[Path, bytes], None]) -> Path:
    """Return the folder of a repository in which something else stands at the place of one file."""
    files = fichiers(scene)
    (name,) = [one for one in files if part in one]
    place = scene.depot(files)
    (place / name).unlink()
    pose(place / name, files[name])
    return place


def _agrandi(path: Path, content: bytes) -> None:
    """Write the right bytes, then twenty sparse gigabytes."""
    path.write_bytes(content)
    os.truncate(path, GRAND)


def _coupe(path: Path, content: bytes) -> None:
    path.write_bytes(content[: len(content) // 2])


def _lie(path: Path, content: bytes) -> None:
    """Write the right bytes elsewhere, and a symbolic link to them."""
    other = path.with_name("vrai-contenu")
    other.write_bytes(content)
    path.symlink_to(other)


def _boucle(path: Path, content: bytes) -> None:
    path.symlink_to(path.name)


def _dossier_lie(scene: Scene, nom: str) -> Path:
    """Replace a folder of the repository by a link to it, moved elsewhere."""
    place = scene.depot(fichiers(scene))
    other = scene.nouveau("ailleurs")
    shutil.move(place / nom, other)
    (place / nom).symlink_to(other)
    return place


POSES: dict[str, Callable[[Path, bytes], None]] = {
    "absent": lambda path, content: None,
    "vide": lambda path, content: path.write_bytes(b"") and None,
    "coupé en deux": _coupe,
    "vingt gigaoctets": _agrandi,
    "tube qui attend": lambda path, content: os.mkfifo(path),
    "lien vers /dev/zero": lambda path, content: path.symlink_to("/dev/zero"),
    "lien vers le vrai fichier": _lie,
    "lien vers soi-même": _boucle,
    "dossier à la place": lambda path, content: path.mkdir(),
}


def _toutes(pose: str, parties: tuple[str, ...] = PARTIES) -> Attaques:
    return {part: lambda scene, part=part: _a(scene, part, POSES[pose]) for part in parties}


SANS_RACINE = tuple(part for part in PARTIES if part != "2.root")
DOSSIERS: Attaques = {
    "dossier vide": lambda s: _vide(s),
    "dossier absent": lambda s: s.nouveau("absent"),
    "un fichier": lambda s: s.base,
    "metadata lié": lambda s: _dossier_lie(s, "metadata"),
    "targets lié": lambda s: _dossier_lie(s, "targets"),
    "/dev": lambda s: Path("/dev"),
    "/dev/zero": lambda s: Path("/dev/zero"),
    "texte quelconque": lambda s: "n’importe quoi",
    "nom très long": lambda s: "/" + "x" * 5000,
    "octet nul": lambda s: "dossier\0autre",
    "deux lignes": lambda s: "dossier\nautre",
    "ftp": lambda s: "ftp://exemple.invalid/depot",
    "http sans protection": lambda s: "http://exemple.invalid/depot",
    "mot de passe dans l’adresse": lambda s: "https://nom:mot@exemple.invalid/depot",
}


def _vide(scene: Scene) -> Path:
    place = scene.nouveau("vide")
    place.mkdir()
    return place


CAS: tuple[Cas, ...] = (
    *(
        attaques(
            FAMILLE,
            f"{pose} (à la place de chaque fichier)",
            _toutes(pose),
            ("refusé", "installé") if pose == "vingt gigaoctets" else ("refusé",),
            court=2,
        )
        for pose in POSES
        if pose != "absent"
    ),
    attaques(FAMILLE, "absent (chaque fichier, sauf la racine nouvelle)", _toutes("absent", SANS_RACINE), court=2),
    attaques(FAMILLE, "racine nouvelle absente, mêmes clés", _toutes("absent", ("2.root",)), ("installé",)),
    attaques(FAMILLE, "source qui n’en est pas une", DOSSIERS, court=6),
)
