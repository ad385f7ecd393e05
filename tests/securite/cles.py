"""Keys: wrong, too few, swapped, stolen, renewed. The attacker's keys are those whose names begin with ``voleur``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tests.securite.contenu import autre, publication
from tests.securite.forge import EN_LIGNE, RACINE, Cle, Depot, racine, sceller
from tests.securite.mesures import Attaques, Cas, Mesure, attaques
from tests.securite.scene import Scene

FAMILLE = "Clés"
VOLEUR = ("voleur-1", "voleur-2", "voleur-3")
A_LUI = {role: f"voleur-{nom}" for role, nom in EN_LIGNE.items()}
NEUVES = ("racine-4", "racine-5", "racine-6")


def _a_lui(held: Depot) -> Depot:
    """Let the attacker sign every role but the root."""
    held.cles = {role: (nom,) for role, nom in A_LUI.items()}
    return held


def _role_mal_signe(role: str, scene: Scene) -> dict[str, bytes]:
    held = scene.depot_b.copie()
    held.cles[role] = (A_LUI[role],)
    return held.files()


def _role_non_signe(role: str, scene: Scene) -> dict[str, bytes]:
    held = scene.depot_b.copie()
    held.cles[role] = ()
    return held.files()


def _signe_par_un_autre(role: str, scene: Scene) -> dict[str, bytes]:
    """Sign a role with the key of the next one."""
    roles = list(EN_LIGNE)
    held = scene.depot_b.copie()
    held.cles[role] = (EN_LIGNE[roles[(roles.index(role) + 1) % 3]],)
    return held.files()


def _racine(scene: Scene, signed: dict[str, Any], cles: Iterable[str], voleur: bool = True) -> dict[str, bytes]:
    held = scene.depot_b.tourne(signed, cles)
    return (_a_lui(held) if voleur else held).files()


def _double(scene: Scene, sous_un_autre_nom: bool) -> dict[str, bytes]:
    """Sign the root twice with one key: the same signature again, or the same key under a second name."""
    signed = racine(2, en_ligne=A_LUI)
    un = Cle("racine-1")
    if sous_un_autre_nom:
        signed["keys"]["0" * 64] = un.publique
        signed["roles"]["root"]["keyids"].append("0" * 64)
    held = json.loads(sceller(signed, ("racine-1",)))
    twice = dict(held["signatures"][0])
    held["signatures"].append(twice | {"keyid": "0" * 64} if sous_un_autre_nom else twice)
    depot = _a_lui(scene.depot_b.copie())
    depot.racines.append(json.dumps(held).encode())
    return depot.files()


def _type(scene: Scene, role: str) -> dict[str, bytes]:
    """Put the metadata of another role, well signed, where a role is expected."""
    files = scene.depot_b.files()
    return files | {
        f"metadata/{'timestamp' if role == 'timestamp' else f'2.{role}'}.json": files["metadata/1.root.json"]
    }


MAUVAISES: Attaques = {
    **{f"{r} signé par une clé inconnue": lambda s, r=r: _role_mal_signe(r, s) for r in EN_LIGNE},
    **{f"{r} sans signature": lambda s, r=r: _role_non_signe(r, s) for r in EN_LIGNE},
    **{f"{r} signé par la clé d’un autre rôle": lambda s, r=r: _signe_par_un_autre(r, s) for r in EN_LIGNE},
    **{f"racine à la place de {r}": lambda s, r=r: _type(s, r) for r in EN_LIGNE},
    "dépôt entier d’un inconnu": lambda s: _a_lui(
        Depot([sceller(racine(1, VOLEUR, A_LUI), VOLEUR[:2])], dict(s.b.contenus))
    ).files(),
}
RACINES: Attaques = {
    "une clé de deux": lambda s: _racine(s, racine(2, en_ligne=A_LUI), ("racine-1",)),
    "une clé de deux et une inconnue": lambda s: _racine(s, racine(2, en_ligne=A_LUI), ("racine-1", "voleur-1")),
    "deux fois la même signature": lambda s: _double(s, sous_un_autre_nom=False),
    "la même clé sous deux noms": lambda s: _double(s, sous_un_autre_nom=True),
    "seuil abaissé à un, une clé": lambda s: _racine(s, racine(2, en_ligne=A_LUI, seuil=1), ("racine-1",)),
    "seuil abaissé à un, clé inconnue": lambda s: _racine(s, racine(2, VOLEUR, A_LUI, seuil=1), ("voleur-1",)),
    "clés échangées, signées par les nouvelles seules": lambda s: _racine(s, racine(2, VOLEUR, A_LUI), VOLEUR[:2]),
    "clés échangées, signées par les anciennes seules": lambda s: _racine(s, racine(2, VOLEUR, A_LUI), RACINE[:2]),
    "clés échangées, une ancienne et les nouvelles": lambda s: _racine(
        s, racine(2, VOLEUR, A_LUI), ("racine-1", *VOLEUR[:2])
    ),
    "version 3 à la place de la 2": lambda s: _racine(s, racine(3), RACINE[:2], voleur=False),
    "version 1 à la place de la 2": lambda s: _racine(s, racine(1), RACINE[:2], voleur=False),
    "seuil nul": lambda s: _racine(s, racine(2, VOLEUR, A_LUI, seuil=0), VOLEUR),
    "seuil plus haut que le nombre de clés": lambda s: _racine(s, racine(2, seuil=4), RACINE, voleur=False),
    "racine du voleur signée, et 2.root.json illisible": lambda s: (
        _racine(s, racine(2, VOLEUR, A_LUI), VOLEUR) | {"metadata/2.root.json": b"{" * 4000}
    ),
}


def _tournee(scene: Scene, tours: int, jours: float = 1825) -> Depot:
    """Return the repository of C after that many rotations: every key changes at the first, and again at each."""
    held, avant = scene.depot_c.copie(), RACINE
    for tour in range(1, tours + 1):
        apres = tuple(f"racine-{tour}-{one}" for one in range(3))
        en_ligne = {role: f"{nom}-{tour}" for role, nom in EN_LIGNE.items()}
        last = racine(tour + 1, apres, en_ligne, jours=1825 if tour == tours else jours)
        held = held.tourne(last, (*avant[:2], *apres[:2]))
        held.cles = {role: (nom,) for role, nom in en_ligne.items()}
        avant = apres
    return held


ROTATIONS: Attaques = {
    "une version de retard": lambda s: _tournee(s, 1).files(),
    "deux versions de retard": lambda s: _tournee(s, 2).files(),
    "cinq versions de retard": lambda s: _tournee(s, 5).files(),
    "deux versions de retard, celle du milieu périmée": lambda s: _tournee(s, 2, jours=-30).files(),
    "une clé racine perdue, remplacée": lambda s: s.depot_c.tourne(
        racine(2, ("racine-1", "racine-3", "racine-4")), ("racine-1", "racine-3")
    ).files(),
    "clé des cibles perdue, remplacée": lambda s: _remplacee(s, "targets"),
    "clé de l’horodatage perdue, remplacée": lambda s: _remplacee(s, "timestamp"),
}


def _remplacee(scene: Scene, role: str) -> dict[str, bytes]:
    held = scene.depot_c.tourne(racine(2, en_ligne=EN_LIGNE | {role: "neuve"}), RACINE[:2])
    held.cles[role] = ("neuve",)
    return held.files()


def _trou(scene: Scene) -> dict[str, bytes]:
    """Leave out a version of the root that a computer needs to follow the others."""
    files = _tournee(scene, 2).files()
    del files["metadata/2.root.json"]
    return files


def _vol(scene: Scene, mesure: Mesure, combien: int) -> None:
    """All three online keys stolen: what the thief publishes is installed; a rotation of the root puts an end to it."""
    faux = publication(scene.base, 1_000, [autre("2026-12-24-essai-vol", 2)])
    held = scene.depot_b.publie(faux.contenus)
    held.versions = dict.fromkeys(EN_LIGNE, 2**31)
    poste = scene.poste()
    scene.publies.add(faux.sha256)
    mesure.note("publication du voleur", scene.essayer(held.files()), ("installé",))
    essai = poste.installer(scene.depot(held.files()))
    if essai.code:
        mesure.fautes.append(f"la publication du voleur n’est pas prise : {essai}")
    scene.publies.discard(faux.sha256)
    apres = publication(scene.base, 1_001, [autre("2026-12-30-essai-apres", 6)])
    scene.publies.add(apres.sha256)
    repris = _tournee(scene, 1)
    repris.contenus = dict(apres.contenus)
    mesure.note("après changement de toutes les clés", scene.essayer(repris.files(), poste), ("installé",))
    mesure.note("voleur, sur un poste qui a suivi", _voleur_apres(scene, repris, held), ("refusé",))
    scene.publies.discard(apres.sha256)


def _voleur_apres(scene: Scene, repris: Depot, voleur: Depot) -> Any:
    poste = scene.poste()
    poste.installer(scene.depot(repris.files()))
    held = voleur.copie()
    held.racines = list(repris.racines)
    return scene.essayer(held.files(), poste, ensuite=False)


def _cle_seule(role: str, scene: Scene) -> dict[str, bytes]:
    """One online key stolen: the thief signs one role, and everything else with keys of his own."""
    held = _a_lui(scene.depot_b.publie(scene.b.contenus | {"instantane.json": b"{}"}))
    held.cles[role] = (EN_LIGNE[role],)
    return held.files()


VOLEES: Attaques = {role: lambda s, role=role: _cle_seule(role, s) for role in EN_LIGNE}
CAS = (
    attaques(FAMILLE, "clés inconnues, absentes ou d’un autre rôle", MAUVAISES, court=5),
    attaques(FAMILLE, "racine d’un attaquant : une clé de deux, seuil abaissé, clés échangées…", RACINES, court=7),
    attaques(FAMILLE, "rotation : version intermédiaire absente", {"trou": _trou}),
    attaques(FAMILLE, "une seule clé en ligne volée", VOLEES),
    attaques(FAMILLE, "rotation suivie, clé perdue remplacée", ROTATIONS, ("installé",), court=4),
    Cas(FAMILLE, "trois clés en ligne volées, puis changées", _vol, 1, 1),
)
