"""Repositories behind an address that answers wrongly: every answer, for every file. Nothing leaves this computer."""

from __future__ import annotations

import time
from unittest import mock

from desktop.update import fetch, web
from tests.securite.flux import fichiers
from tests.securite.mesures import Cas, Mesure
from tests.securite.poste import Verdict
from tests.securite.scene import Scene
from tests.securite.serveur import REPONSES, serveur

FAMILLE = "Adresse web qui répond mal"
PARTIES = ("timestamp", "2.root", "2.snapshot", "2.targets", "instantane.json", ".xz")
PATIENCE = 8.0
"""Seconds that a refusal may take, with waits a hundred times shorter than in the program."""
DROLES = ("code inconnu", "longueur annoncée d’un téraoctet", "longueur négative", "corps sans fin")
_COURTES = {"WINDOW": 0.5, "SLOWEST": 1024}


def _mauvaises(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Answer wrongly for one file: refused in time, or the right bytes came all the same."""
    files = fichiers(scene)
    pairs = [(part, nom) for nom in REPONSES for part in PARTIES]
    with (
        mock.patch.multiple(web, **_COURTES),
        mock.patch.object(fetch, "PAUSES", (0.01,)),
        mock.patch.object(web.WebSource.__init__, "__defaults__", _defauts()),
    ):
        for part, nom in sorted(scene.hasard.sample(pairs, combien), key=pairs.index):
            with serveur(files, {part: REPONSES[nom]}) as address:
                start = time.perf_counter()
                verdict = scene.essayer(address)
                spent = time.perf_counter() - start
            late = (f"{spent:.1f} s",) if spent > PATIENCE else ()
            mesure.note(
                f"{part}, {nom}", Verdict(verdict.issue, (*verdict.fautes, *late), verdict.phrase), attendues(part, nom)
            )


def attendues(part: str, nom: str) -> tuple[str, ...]:
    """Return how a wrong answer may end: a new root that is not there, or the right bytes oddly sent, are no harm."""
    absent = part == "2.root" and nom in ("absent (404)", "refusé (403)")
    return ("refusé", "installé") if absent or nom in DROLES else ("refusé",)


def _defauts() -> tuple[object, ...]:
    """Return the defaults of a source with short waits."""
    context, clock, _ = web.WebSource.__init__.__defaults__ or ()
    return context, clock, (0.5, 0.5)


def _reprise(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Break the packed file off in the middle, again and again, then let it through: the update ends well."""
    files = fichiers(scene)
    for _ in range(combien):
        poste = scene.poste()
        with (
            serveur(files, {".xz": REPONSES["coupé au milieu"]}) as address,
            mock.patch.object(fetch, "PAUSES", (0.0,)),
        ):
            mesure.note("coupé", scene.essayer(address, ensuite=False), ("refusé",))
            poste.installer(address)
        with serveur(files, {}) as address:
            mesure.note("repris", scene.essayer(address, poste), ("installé",))


CAS = (
    Cas(
        FAMILLE,
        "réponse fausse, lente, sans fin ou d’ailleurs, pour chaque fichier",
        _mauvaises,
        8,
        len(PARTIES) * len(REPONSES),
    ),
    Cas(FAMILLE, "coupure au milieu du paquet, puis reprise", _reprise, 1, 20),
)
