"""What is found in the folder of the data: links to elsewhere, other things at the place of a folder or of a file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.securite.forge import sha256
from tests.securite.mesures import Cas, Mesure
from tests.securite.poste import Verdict
from tests.securite.scene import Scene

FAMILLE = "Dossier des données piégé ou abîmé"
DOSSIERS = (
    "maj",
    "maj/atelier",
    "maj/confiance",
    "maj/depot",
    "maj/depot/targets",
    "maj/depot/metadata",
    "instantanes",
)
CHOIX = "instantanes/choix"
ISSUES = ("refusé", "installé")


def _victime(folder: Path) -> dict[str, str]:
    """Make a folder of somebody else's files; return what it holds."""
    for name in ("roman.txt", "photos/ete.jpg", ".partiel", f"{'a' * 64}.partiel", "1.root.json"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"À quelqu’un d’autre : {name}", encoding="utf-8")
    return _photo(folder)


def _photo(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): sha256(p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}


def _liens(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Replace a folder of the store by a link to somebody else's: nothing of theirs is changed or taken away."""
    for nom in DOSSIERS[:combien]:
        for plein in (False, True):
            poste, ailleurs = scene.poste(), scene.nouveau("ailleurs")
            if plein:
                shutil.copytree(poste.folder / nom, ailleurs)
            held = _victime(ailleurs)
            shutil.rmtree(poste.folder / nom)
            (poste.folder / nom).symlink_to(ailleurs)
            essai = poste.installer(scene.sain_b)
            now = _photo(ailleurs)
            wrong = [f"touché : {name}" for name in _leurs(held) if now.get(name) != held[name]]
            if essai.bogue or essai.code not in (0, 5, 6):
                wrong.append(f"{essai}")
            if not essai.code and poste.installe() != scene.b.sha256:
                wrong.append("ce qui est installé n’a été publié par personne")
            mesure.note(
                f"{nom}, {'copié' if plein else 'vide'}",
                Verdict("installé" if not essai.code else "refusé", tuple(wrong)),
                ISSUES,
            )
            scene.oublie(poste.folder, ailleurs)


def _leurs(held: dict[str, str]) -> list[str]:
    return [name for name in held if name in ("roman.txt", "photos/ete.jpg")]


def _fichiers_lies(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Plant links at every name that an update will write: what they lead to stays as it is."""
    (paquet,) = (name.partition("/")[2] for name in scene.depot_b.files() if name.endswith(".xz"))
    names = [
        f"maj/atelier/{paquet[:64]}.partiel",
        f"maj/atelier/{paquet}",
        f"maj/atelier/{sha256(scene.b.noyau)}.noyau",
        f"maj/atelier/{sha256(scene.b.noyau)}.partiel",
        "maj/confiance/timestamp.json",
        "maj/depot/metadata/timestamp.json",
        f"maj/depot/targets/{paquet}",
        "maj/verrou",
        "instantanes/choix",
        f"instantanes/{scene.b.annonce.id}-{sha256(scene.b.noyau)[:12]}.sqlite",
    ]
    for nom in names[:combien]:
        poste, victime = scene.poste(), scene.nouveau("victime")
        victime.write_bytes(b"A quelqu'un d'autre")
        (poste.folder / nom).unlink(missing_ok=True)
        (poste.folder / nom).symlink_to(victime)
        essai = poste.installer(scene.depot({n: c for n, c in scene.depot_b.files().items() if ".bsdiff" not in n}))
        wrong = [] if victime.read_bytes() == b"A quelqu'un d'autre" else ["le fichier visé par le lien a changé"]
        if essai.bogue or essai.code not in (0, 5, 6):
            wrong.append(f"{essai}")
        mesure.note(nom, Verdict("installé" if not essai.code else "refusé", tuple(wrong)), ISSUES)
        scene.oublie(poste.folder)
        victime.unlink()


def _fichier(path: Path) -> None:
    path.write_bytes(b"pas un dossier")


def _dossier(path: Path) -> None:
    (path / "dedans").mkdir(parents=True)


def _ordures(path: Path) -> None:
    path.write_bytes(b"\xff\x00{[" * 5000)


ETRANGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "fichier à la place de maj": ("maj", _fichier),
    "fichier à la place de confiance": ("maj/confiance", _fichier),
    "fichier à la place de l’atelier": ("maj/atelier", _fichier),
    "fichier à la place du dépôt gardé": ("maj/depot", _fichier),
    "dossier à la place du verrou": ("maj/verrou", _dossier),
    "dossier à la place de choix": (CHOIX, _dossier),
    "choix illisible": (CHOIX, _ordures),
    "choix vide": (CHOIX, lambda path: path.write_bytes(b"") and None),
    "choix vers un autre dossier": (
        "instantanes/choix",
        lambda path: path.write_bytes(b"../../x.sqlite\n\n\n") and None,
    ),
    "horodatage gardé illisible": ("maj/confiance/timestamp.json", _ordures),
    "dossier à la place de l’horodatage gardé": ("maj/confiance/timestamp.json", _dossier),
    "racine gardée illisible": ("maj/confiance/1.root.json", _ordures),
    "racine 2 étrangère déjà là": ("maj/confiance/2.root.json", _ordures),
}


def _etranges(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Find something else where the store keeps its own: repaired, or refused in a sentence."""
    for nom in list(ETRANGES)[:combien]:
        place, pose = ETRANGES[nom]
        poste = scene.poste()
        path = poste.folder / place
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        pose(path)
        verdict = scene.essayer(scene.sain_b, poste, codes=(5, 6), ensuite=False)
        if place == CHOIX:  # what it named was out of reach already: it may be swept away
            said = "refusé, mais ont changé : instantanes/"
            verdict = replace(verdict, fautes=tuple(one for one in verdict.fautes if not one.startswith(said)))
        mesure.note(nom, verdict, ISSUES)


CAS = (
    Cas(FAMILLE, "dossier remplacé par un lien vers celui de quelqu’un", _liens, 2, len(DOSSIERS)),
    Cas(FAMILLE, "lien posé là où une mise à jour écrit", _fichiers_lies, 3, 10),
    Cas(FAMILLE, "autre chose à la place d’un fichier ou d’un dossier", _etranges, 4, len(ETRANGES)),
)
