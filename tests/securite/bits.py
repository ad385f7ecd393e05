"""A flipped bit at random places of every file of a repository, and of what a computer keeps of earlier updates."""

from __future__ import annotations

import shutil

import resources
from tests.securite.forge import RACINE, racine
from tests.securite.mesures import Cas, Mesure
from tests.securite.poste import Poste, juger
from tests.securite.scene import Scene

FAMILLE = "Un bit retourné"
FICHIERS = {
    "1.root": "racine, version 1 (déjà connue)",
    "2.root": "racine, version 2",
    "targets.json": "liste des cibles",
    "snapshot.json": "liste des métadonnées",
    "timestamp": "horodatage",
    "instantane.json": "annonce",
    ".xz": "paquet",
    ".bsdiff": "différence, paquet présent",
    "seul": "différence, paquet absent",
    "LISEZ-MOI": "notice",
}


def _depot(scene: Scene) -> dict[str, bytes]:
    files = scene.depot_b.tourne(racine(2), RACINE[:2]).files()
    return files | {"LISEZ-MOI.txt": "Dossier de mise à jour (inventé).\n".encode()}


def _nom(files: dict[str, bytes], part: str) -> str:
    part = ".bsdiff" if part == "seul" else part
    (found,) = [name for name in files if part in name]
    return found


def _places(scene: Scene, size: int, combien: int) -> list[tuple[int, int]]:
    """Return that many different bits, as (byte, bit)."""
    bits = scene.hasard.sample(range(size * 8), min(combien, size * 8))
    return [divmod(bit, 8) for bit in sorted(bits)]


def retourne(content: bytes, octet: int, bit: int) -> bytes:
    """Return the bytes with one bit flipped."""
    held = bytearray(content)
    held[octet] ^= 1 << bit
    return bytes(held)


def _bits(part: str) -> Cas:
    def faire(scene: Scene, mesure: Mesure, combien: int) -> None:
        files = _depot(scene)
        name = _nom(files, part)
        if part == "seul":
            del files[_nom(files, ".xz")]
        by_delta = ".bsdiff" in name
        place = scene.depot(files)
        for count, (octet, bit) in enumerate(_places(scene, len(files[name]), combien)):
            (place / name).write_bytes(retourne(files[name], octet, bit))
            poste = scene.poste() if by_delta else scene.poste_neuf()
            verdict = scene.essayer(place, poste, ensuite=count % 20 == 0)
            mesure.note(f"octet {octet}, bit {bit}", verdict, ("refusé", "installé"))
        shutil.rmtree(place)

    return Cas(FAMILLE, FICHIERS[part], faire, 6, 500)


def _publie(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Flip bits of every file of a repository that the true command of the editors has made (that of ``controle``)."""
    modele = resources.path("controle/racine.json").parent / "depot"
    racine_du_controle = resources.path("controle/racine.json").read_bytes()
    premier = Poste(scene.nouveau("neuf"), racine_du_controle)
    essai = premier.installer(modele)
    if essai.code:
        mesure.fautes.append(f"le dépôt de controle ne s’installe pas : {essai}")
    publie, place = premier.installe(), shutil.copytree(modele, scene.nouveau("depot"))
    names = sorted(path.relative_to(place) for path in place.rglob("*") if path.is_file())
    for name in names:
        content = (place / name).read_bytes()
        for octet, bit in _places(scene, len(content), combien // 8):
            (place / name).write_bytes(retourne(content, octet, bit))
            poste = Poste(scene.nouveau("neuf"), racine_du_controle)
            verdict = juger(poste, poste.photo(), poste.installer(place), {publie})
            mesure.note(f"{name}, octet {octet}, bit {bit}", verdict, ("refusé", "installé"))
            scene.oublie(poste.folder)
        (place / name).write_bytes(content)
    scene.oublie(premier.folder, place)


def _garde(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Flip a bit in what the computer keeps of earlier updates, under ``maj``, then update from a sound repository."""
    modele = scene.poste()
    kept = sorted(path for path in (modele.folder / "maj").rglob("*") if path.is_file() and path.stat().st_size)
    names = [path.relative_to(modele.folder) for path in kept]
    for one in range(combien):
        name = names[one % len(names)]
        poste = scene.poste()
        content = (poste.folder / name).read_bytes()
        ((octet, bit),) = _places(scene, len(content), 1)
        (poste.folder / name).write_bytes(retourne(content, octet, bit))
        verdict = scene.essayer(scene.sain_b, poste)
        mesure.note(f"{name}, octet {octet}, bit {bit}", verdict, ("installé",))


def _installees(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Flip a bit in the installed data or in the pointer: something sound opens, and a sound repository repairs it."""
    for one in range(combien):
        poste = scene.poste()
        folder = poste.folder / "instantanes"
        names = sorted(path for path in folder.iterdir() if path.is_file() and path.stat().st_size)
        path = names[one % len(names)]
        content = path.read_bytes()
        ((octet, bit),) = _places(scene, len(content), 1)
        path.write_bytes(retourne(content, octet, bit))
        avant = {name: said for name, said in poste.photo().items() if name.startswith(("dossiers", "reglages"))}
        verdict = juger(poste, avant, poste.installer(scene.sain_b), scene.publies)
        mesure.note(f"{path.name}, octet {octet}, bit {bit}", verdict, ("installé",))
        scene.oublie(poste.folder)


CAS = (
    *(_bits(part) for part in FICHIERS),
    Cas(FAMILLE, "chaque fichier d’un dépôt fait par la commande des éditeurs", _publie, 8, 4000),
    Cas(FAMILLE, "ce que le poste garde des mises à jour, puis dépôt sain", _garde, 8, 500),
    Cas(FAMILLE, "données installées ou fichier qui les désigne, puis dépôt sain", _installees, 4, 200),
)
