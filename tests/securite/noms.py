"""Names that point elsewhere, and announcements that say anything, signed as the editors sign."""

from __future__ import annotations

import json
from typing import Any

from data_bundle.annonce import CIBLE
from tests.securite.forge import RACINE, Cle, racine, sceller
from tests.securite.mesures import Attaques, Cas, Mesure, attaques
from tests.securite.poste import Verdict
from tests.securite.scene import Scene

FAMILLE = "Noms et annonces piégés"
NOMS = {
    "dossier parent": "../../../../volé.xz",
    "chemin absolu": "/tmp/vol.xz",
    "contre-obliques": "..\\..\\vol.xz",
    "lettre de lecteur": "C:\\vol.xz",
    "lettre de lecteur sans oblique": "c:vol.xz",
    "partage de réseau": "\\\\serveur\\part\\vol.xz",
    "octet nul": "noyau.xz\0.txt",
    "fin de ligne": "noyau\n.xz",
    "cinq mille signes": "n" * 5000 + ".xz",
    "nom vide": "",
    "point": ".",
    "deux points": "..",
    "sous-dossier": "maj/noyau.xz",
    "adresse": "https://exemple.invalid/vol.xz",
    "encodé": "%2e%2e%2fvol.xz",
    "accent décomposé": "noyaue\u0301.xz",
    "sens de lecture": "noyau\u202ezx.xz",
    "flux de Windows": "noyau.xz:cache",
    "nom réservé de Windows": "CON",
    "option": "-rf",
    "variable": "$HOME",
    "demi-caractère": "\ud800.xz",
    "annonce elle-même": CIBLE,
}
VALEURS: tuple[Any, ...] = (
    None, True, -1, 0, 1, 2**31, 2**63, 2**400, 1.5, "", "x", "é" * 300, "../x", [], [1], {}, {"a": 1}, [[]], "NaN",
    "2026-13-45",
)  # fmt: skip


def _signee(scene: Scene, content: bytes) -> dict[str, bytes]:
    """Return a well signed repository whose announcement is these bytes."""
    return scene.depot_a.publie(scene.b.contenus | {CIBLE: content}).files()


def _ecrite(held: Any) -> bytes:
    return (json.dumps(held, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _paquet_nomme(scene: Scene, nom: str, part: str) -> dict[str, bytes]:
    """Name the packed file, or the delta, in another way; whatever can stand in targets.json is there, too."""
    held = json.loads(scene.b.contenus[CIBLE])
    old = held["paquet"]["nom"] if part == "paquet" else held["deltas"][0]["nom"]
    target = held["paquet"] if part == "paquet" else held["deltas"][0]
    target["nom"] = nom
    depot = scene.depot_a.publie(scene.b.contenus | {CIBLE: _ecrite(held)})
    content = scene.b.contenus[old]
    if "\ud800" not in nom:
        depot.decrits[nom] = {"length": len(content), "hashes": {"sha256": "0" * 64}}
    return depot.files()


def _seulement_nommee(scene: Scene, nom: str) -> dict[str, bytes]:
    """Let targets.json name one more target, that nobody asks for."""
    depot = scene.depot_b.copie()
    depot.decrits[nom] = {"length": 4, "hashes": {"sha256": "0" * 64}}
    return depot.files()


def _deleguee(scene: Scene, role: str) -> dict[str, bytes]:
    """Let targets.json hand the announcement over to a role whose name is a path."""
    contenus = {nom: content for nom, content in scene.b.contenus.items() if nom != CIBLE}
    depot = scene.depot_a.publie(contenus)
    voleur = Cle("voleur-1")
    depot.pousses["targets"] = {
        "delegations": {
            "keys": {voleur.id: voleur.publique},
            "roles": [{"name": role, "keyids": [voleur.id], "threshold": 1, "terminating": False, "paths": ["*"]}],
        }
    }
    files = depot.files()
    if len(role) > 200:  # no system has such a file
        return files
    return files | {f"metadata/1.{role.replace('/', '%2F')}.json": sceller({"_type": "targets"}, ("voleur-1",))}


def _racine_nommee(scene: Scene, nom: str) -> dict[str, bytes]:
    """Sign a root that has one more role, whose name is a path."""
    signed = racine(2)
    signed["roles"][nom] = signed["roles"]["targets"]
    return scene.depot_b.tourne(signed, RACINE[:2]).files()


def _remplace(held: Any, chemin: list[Any], value: Any) -> None:
    for step in chemin[:-1]:
        held = held[step]
    held[chemin[-1]] = value


def _chemins(held: Any) -> list[list[Any]]:
    """Return every place of a document, as lists of keys."""
    items = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    return [[key, *rest] for key, inner in items for rest in ([], *_chemins(inner))]


def _fantaisie(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Put any value at any place of the announcement: refused, or what is installed is what was published."""
    original = json.loads(scene.b.contenus[CIBLE])
    places = _chemins(original)
    for one in range(combien):
        held = json.loads(scene.b.contenus[CIBLE])
        chemin, value = scene.hasard.choice(places), scene.hasard.choice(VALEURS)
        _remplace(held, chemin, value)
        content = _ecrite(held)
        verdict = scene.essayer(_signee(scene, content), ensuite=one % 20 == 0)
        mesure.note(f"{chemin} = {value!r}"[:120], verdict, ("refusé", "installé", "inchangé"))


def _dehors(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Try the names again on a computer alone in its folder: nothing may appear beside it."""
    for nom in list(NOMS)[:combien]:
        around = scene.nouveau("autour")
        around.mkdir()
        poste = scene.poste()
        poste.folder = poste.folder.rename(around / "poste")
        verdict = scene.essayer(_paquet_nomme(scene, NOMS[nom], "paquet"), poste)
        found = [path.name for path in around.iterdir() if path.name != "poste"]
        wrong = (f"écrit ailleurs : {found}",) if found else ()
        mesure.note(nom, Verdict(verdict.issue, (*verdict.fautes, *wrong)), ("refusé",))
        scene.oublie(around)


PIEGES: Attaques = {
    "pas du JSON": lambda s: _signee(s, b"bonjour"),
    "vide": lambda s: _signee(s, b""),
    "imbriquée cent mille fois": lambda s: _signee(s, b"[" * 100_000),
    "nombre d’un million de chiffres": lambda s: _signee(s, b'{"format": ' + b"1" * 200_000 + b"}"),
    "pas de l’UTF-8": lambda s: _signee(s, b'{"format": "\xff\xfe"}'),
    "champ en plus": lambda s: _signee(s, _ecrite(json.loads(s.b.contenus[CIBLE]) | {"autre": 1})),
    "champ en double": lambda s: _signee(s, s.b.contenus[CIBLE].replace(b"{", b'{"format": 1,', 1)),
    "format d’après": lambda s: _signee(s, _ecrite(json.loads(s.b.contenus[CIBLE]) | {"format": 2})),
    "d’un mégaoctet": lambda s: _signee(s, _ecrite(json.loads(s.b.contenus[CIBLE]) | {"notes": ["x" * 1000] * 1000})),
    "note qui efface l’écran": lambda s: _signee(s, _ecrite(json.loads(s.b.contenus[CIBLE]) | {"notes": ["\x1b[2J"]})),
    "absente de la liste des cibles": lambda s: s.depot_a.publie(
        {nom: content for nom, content in s.b.contenus.items() if nom != CIBLE}
    ).files(),
    "de publication nulle": lambda s: _signee(s, _ecrite(json.loads(s.b.contenus[CIBLE]) | {"publication": 0})),
}
DELEGUES = ("../../../vol", "/tmp/vol", "..\\vol", "x" * 3000, "root", "timestamp")

CAS = (
    attaques(FAMILLE, "nom du paquet dans l’annonce",
             {nom: lambda s, text=text: _paquet_nomme(s, text, "paquet") for nom, text in NOMS.items()}, court=6),
    attaques(FAMILLE, "nom de la différence dans l’annonce",
             {nom: lambda s, text=text: _paquet_nomme(s, text, "delta") for nom, text in NOMS.items()}, court=4),
    attaques(FAMILLE, "nom dans la liste des cibles",
             {nom: lambda s, text=text: _seulement_nommee(s, text) for nom, text in NOMS.items()
              if "\ud800" not in text}, ("refusé", "installé"), court=4),
    attaques(FAMILLE, "nom d’un rôle délégué ou de plus",
             {f"délégué {nom[:20]}": lambda s, nom=nom: _deleguee(s, nom) for nom in DELEGUES}
             | {f"de plus {nom[:20]}": lambda s, nom=nom: _racine_nommee(s, nom) for nom in DELEGUES[:4]},
             ("refusé", "installé"), court=3),
    Cas(FAMILLE, "rien n’est écrit hors du dossier des données", _dehors, 3, len(NOMS)),
    attaques(FAMILLE, "annonce signée mais illisible", PIEGES, court=5),
    Cas(FAMILLE, "annonce signée, une valeur au hasard remplacée", _fantaisie, 10, 500),
)  # fmt: skip
