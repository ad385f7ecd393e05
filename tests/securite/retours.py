"""Repositories of another time: older, expired, or put together from the parts of several."""

from __future__ import annotations

from tests.securite.forge import EN_LIGNE, RACINE, dans, racine, sceller
from tests.securite.mesures import Attaques, Cas, Mesure, attaques
from tests.securite.poste import juger
from tests.securite.scene import Scene

FAMILLE = "Dépôts d’un autre moment"


def _perime(role: str, scene: Scene) -> dict[str, bytes]:
    held = scene.depot_b.copie()
    held.jours[role] = -1
    return held.files()


def _racine_perimee(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Refuse a root that is out of date; a computer that has met it follows the next one."""
    poste = scene.poste()
    perimee = scene.depot_b.tourne(racine(2, jours=-1), RACINE[:2])
    avant = poste.photo()
    verdict = juger(poste, avant, poste.installer(scene.depot(perimee.files())), scene.publies)
    mesure.note("périmée", verdict, ("refusé",))
    if combien > 1:
        suivante = perimee.tourne(racine(3), RACINE[:2])
        mesure.note("renouvelée", scene.essayer(suivante.files(), poste), ("installé",))


def _melange(role: str, scene: Scene) -> dict[str, bytes]:
    """Return the repository of B with the file of one role taken from that of A, under the name that B asks for."""
    new, old = scene.depot_b.files(), scene.depot_a.files()
    return new | {f"metadata/2.{role}.json": old[f"metadata/1.{role}.json"]}


def _cible(part: str, scene: Scene) -> dict[str, bytes]:
    """Return the repository of C, of which one target has the bytes of that of B."""
    new, old = scene.depot_c.files(), scene.depot_b.files()
    (place,) = [name for name in new if part in name]
    (other,) = [name for name in old if part in name]
    return {name: content for name, content in new.items() if ".bsdiff" not in name} | {place: old[other]}


def _sans_taille(scene: Scene) -> dict[str, bytes]:
    """Return a repository whose timestamp does not say the hash of a swapped list."""
    files = scene.depot_b.files()
    meta = {"snapshot.json": {"version": 2}}
    signed = {"_type": "timestamp", "spec_version": "1.0.31", "version": 2, "expires": dans(9), "meta": meta}
    return files | {
        "metadata/timestamp.json": sceller(signed, ("horodatage",)),
        "metadata/2.snapshot.json": scene.depot_a.files()["metadata/1.snapshot.json"],
    }


def _recul(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Offer what a computer has left behind: the one before, and the one before that."""
    places = {"publication d’avant": scene.sain_b, "deux publications avant": scene.depot(scene.depot_a.files())}
    for name, place in list(places.items())[:combien]:
        poste = scene.poste()
        essai = poste.installer(scene.sain_c)
        if essai.code:
            mesure.fautes.append(f"la mise à jour saine n’aboutit pas : {essai}")
        mesure.note(name, scene.essayer(place, poste), ("refusé",))


def _meme(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Offer the same publication again: nothing moves, and it is not an error."""
    for _ in range(combien):
        mesure.note("même publication", scene.essayer(scene.folder / "sain-a"), ("inchangé",))


def _recul_partiel(scene: Scene, mesure: Mesure, combien: int) -> None:
    """After C, offer a newer timestamp over an older list of targets or of metadata."""
    for role in ["snapshot", "targets"][:combien]:
        poste = scene.poste()
        poste.installer(scene.sain_c)
        held = scene.depot_b.copie()
        held.versions = dict.fromkeys(EN_LIGNE, 9) | {role: 2}
        mesure.note(role, scene.essayer(held.files(), poste, ensuite=False), ("refusé",))


MELANGES: Attaques = {
    "liste des métadonnées d’avant": lambda s: _melange("snapshot", s),
    "liste des cibles d’avant": lambda s: _melange("targets", s),
    "annonce d’avant sous le nom de la nouvelle": lambda s: _cible("instantane.json", s),
    "paquet d’avant sous le nom du nouveau": lambda s: _cible(".xz", s),
    "liste d’avant, horodatage sans empreinte": _sans_taille,
}
PERIMES: Attaques = {role: lambda s, role=role: _perime(role, s) for role in EN_LIGNE}

CAS = (
    Cas(FAMILLE, "dépôt plus ancien que ce qui est installé", _recul, 2, 2),
    Cas(FAMILLE, "horodatage neuf sur une liste plus ancienne", _recul_partiel, 2, 2),
    attaques(FAMILLE, "parties de deux dépôts mêlées", MELANGES),
    attaques(FAMILLE, "métadonnées périmées (trois rôles)", PERIMES),
    Cas(FAMILLE, "racine périmée, puis renouvelée par ses éditeurs", _racine_perimee, 2, 2),
    Cas(FAMILLE, "même publication présentée de nouveau", _meme, 1, 3),
)
