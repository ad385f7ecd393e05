"""What people and computers do without malice: stop an update, start two, live with a wrong clock."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from unittest import mock

from desktop.errors import UpdateCancelled
from tests.securite.mesures import Cas, Mesure
from tests.securite.poste import REFUSE, Essai, Poste, Verdict, juger, ouvrable
from tests.securite.scene import Scene

FAMILLE = "Gestes et horloge"
ARRET = "Mise à jour arrêtée. Les données n’ont pas changé."
HORLOGES = {"trente ans de retard": -30, "dix ans de retard": -10, "un an de retard": -1, "six mois d’avance": 0.5,
            "deux ans d’avance": 2, "trente ans d’avance": 30, "cinq cents ans d’avance": 500}  # fmt: skip


def _arrets(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Stop at the nth step told, for every n in turn: nothing moved, or the update was over; then it resumes."""
    steps: list[str] = []
    scene.poste().installer(scene.sain_b, lambda step, done, total: steps.append(step))
    for one in range(combien):
        tour, count = one % len(steps) + 1, [0]

        def suivi(step: str, done: int, total: int, tour: int = tour, count: list[int] = count) -> None:
            count[0] += 1
            if count[0] == tour:
                raise UpdateCancelled(ARRET)

        poste = scene.poste()
        avant = poste.photo()
        verdict = juger(poste, avant, poste.installer(scene.sain_b, suivi), scene.publies)
        fautes = [one for one in verdict.fautes if "ne dit pas quoi faire" not in one]  # who stops it knows
        again = poste.installer(scene.sain_b)
        fautes += [] if not again.code and poste.installe() == scene.b.sha256 else [f"reprise : {again}"]
        mesure.note(
            f"étape {tour} ({steps[tour - 1]})",
            Verdict(verdict.issue, tuple(fautes), verdict.phrase),
            ("refusé", "installé"),
        )
        scene.oublie(poste.folder)


def _deux(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Start several updates of one computer at the same time: each ends well or says that it has to wait."""
    with scene.pilote() as pilote:
        for _ in range(combien):
            poste = scene.poste()
            answer = pilote.demande("installer", poste, depuis=str(scene.sain_b), combien=3)
            wrong = ouvrable(poste)
            if poste.installe() != scene.b.sha256:
                wrong.append("la mise à jour n’est pas faite")
            for one in (answer, *answer["autres"]):
                essai = Essai(**one["dit"][-1]) if one["dit"] else Essai(70, bogue=str(one))
                if essai.bogue or essai.code not in (0, REFUSE):
                    wrong.append(f"{essai}")
            mesure.note("trois à la fois", Verdict("installé", tuple(wrong)), ("installé",))
            scene.oublie(poste.folder)


def _horloges(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Update with a clock that is years off: late, the update is taken; far ahead, it is refused and says the date."""
    for nom in list(HORLOGES)[:combien]:
        late = HORLOGES[nom] < 1
        with _horloge(HORLOGES[nom]):
            poste = scene.poste()
            avant = poste.photo()
            verdict = juger(poste, avant, poste.installer(scene.sain_b), scene.publies)
        mesure.note(
            nom,
            Verdict(verdict.issue, (*verdict.fautes, *_remise(scene, poste)), verdict.phrase),
            ("installé" if late else "refusé",),
        )
        scene.oublie(poste.folder)


def _remise(scene: Scene, poste: Poste) -> list[str]:
    """Return what is wrong once the clock is right again."""
    return scene.repris(poste)


def _horloge(annees: float) -> mock._patch[object]:  # type: ignore[type-arg]
    """Have the metadata be looked at from another date."""
    now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=365.25 * annees)
    held = SimpleNamespace(datetime=SimpleNamespace(now=lambda _zone: now), timezone=datetime.timezone)
    return mock.patch("tuf.ngclient._internal.trusted_metadata_set.datetime", held)


CAS = (
    Cas(FAMILLE, "arrêt demandé à chaque étape, puis reprise", _arrets, 6, 100),
    Cas(FAMILLE, "trois mises à jour à la fois", _deux, 2, 50),
    Cas(FAMILLE, "horloge fausse", _horloges, 3, len(HORLOGES)),
)
