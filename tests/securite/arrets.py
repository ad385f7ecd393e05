"""kill -9 at random moments of an update and of an autosave: the old state or the new one, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from desktop.dossier_folder import DossierFolder
from desktop.settings import read_settings
from tests.securite.forge import sha256
from tests.securite.mesures import Cas, Mesure
from tests.securite.pilote import TUE, Pilote
from tests.securite.poste import Poste, Verdict, ouvrable
from tests.securite.scene import Scene

FAMILLE = "Arrêts brutaux (kill -9)"


def _duree(scene: Scene, pilote: Pilote, poste: Any, geste: str, **autres: Any) -> float:
    """Return the median duration of what will be interrupted, in seconds."""
    found = []
    for _ in range(3):
        held = poste()
        answer = pilote.demande(geste, held, **autres)
        if answer["fin"] or answer["dit"][-1]["code"]:
            raise RuntimeError(f"{geste} n’aboutit pas : {answer}")
        found.append(answer["duree"])
        scene.oublie(held.folder)
    return median(found)


TOURNEE = 25
"""How many moments before the duration is measured again: other work runs beside."""


def _moments(scene: Scene, combien: int, duree: Callable[[], float]) -> Iterator[float]:
    """Yield moments spread over the whole duration and a little after its end, in any order."""
    parts = list(range(combien))
    scene.hasard.shuffle(parts)
    for count, part in enumerate(parts):
        if count % TOURNEE == 0:
            whole = duree() * 1.05
        yield (part + scene.hasard.random()) * whole / combien


def _tue(
    scene: Scene, pilote: Pilote, faite: Callable[[], Poste], moment: float, geste: str, **autres: Any
) -> tuple[Poste, dict[str, Any]]:
    """Return a computer on which something was killed, and how; one that was quicker than its killer is let go."""
    while True:
        poste = faite()
        answer = pilote.demande(geste, poste, apres=moment, **autres)
        if answer["fin"] or moment < 0.001:
            return poste, answer
        scene.oublie(poste.folder)
        moment *= 0.8


def _juge(scene: Scene, poste: Poste, answer: dict[str, Any], avant: dict[str, str], bons: dict[str, str]) -> Verdict:
    """Judge what a killed update left: sound data of before or of after, and dossiers and settings as they were."""
    held, wrong = poste.installe(), ouvrable(poste)
    if held not in bons:
        wrong.append("ni l’ancien instantané ni le nouveau")
    photo = poste.photo()
    wrong += [
        f"{name} a changé"
        for name in avant
        if name.startswith(("dossiers", "reglages")) and photo.get(name) != avant[name]
    ]
    if answer["fin"] == TUE:
        then = poste.installer(scene.sain_b)
        if then.code or poste.installe() != scene.b.sha256:
            wrong.append(f"la mise à jour suivante n’aboutit pas : {then}")
        elif left := _restes(poste):
            wrong.append(f"restes après la mise à jour suivante : {left}")
    elif answer["fin"]:
        wrong.append(f"fin {answer['fin']}")
    nom = "fini avant l’arrêt" if answer["fin"] == 0 else bons.get(held, "perdu")
    return Verdict(nom, tuple(wrong))


def _restes(poste: Poste) -> list[str]:
    """Return what should not be there once an update has ended: unfinished files."""
    return sorted(str(path.relative_to(poste.folder)) for path in poste.folder.rglob("*") if "partiel" in path.name)


def _mise_a_jour(neuf: bool, par_delta: bool) -> Any:
    def faire(scene: Scene, mesure: Mesure, combien: int) -> None:
        faite = scene.poste_neuf if neuf else scene.poste
        place = scene.sain_b if par_delta else scene.depot(_sans_delta(scene))
        avant_installe = sha256(faite().courant().read_bytes())
        bons = {avant_installe: "ancien", scene.b.sha256: "nouveau"}
        with scene.pilote() as pilote:
            for moment in _moments(
                scene, combien, lambda: _duree(scene, pilote, faite, "installer", depuis=str(place))
            ):
                poste, answer = _tue(scene, pilote, faite, moment, "installer", depuis=str(place))
                avant = {} if neuf else scene.photo
                mesure.note(f"à {moment * 1000:.0f} ms", _juge(scene, poste, answer, avant, bons), ATTENDUES)
                scene.oublie(poste.folder)

    return faire


def _sans_delta(scene: Scene) -> dict[str, bytes]:
    return {name: content for name, content in scene.depot_b.files().items() if ".bsdiff" not in name}


def _appels(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Kill an update at each of its calls that touch a file (in the tests: an installed one), one after the other."""
    bons = {scene.a.sha256: "ancien", scene.b.sha256: "nouveau"}
    with scene.pilote() as pilote:
        court = combien < 100
        for place in (scene.sain_b,) if court else (scene.sain_b, scene.depot(_sans_delta(scene))):
            appel, killed = 1, True
            while killed:
                poste = scene.poste()
                avant = poste.photo()
                answer = pilote.demande(
                    "installer", poste, depuis=str(place), appel=appel, sous="/instantanes/" if court else "/"
                )
                killed = answer["fin"] == TUE
                if killed:
                    mesure.note(f"appel {appel}", _juge(scene, poste, answer, avant, bons), ATTENDUES)
                scene.oublie(poste.folder)
                appel += 1


def _revenir(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Kill the return to the previous data."""

    def faite() -> Poste:
        poste = scene.poste()
        poste.installer(scene.sain_b)
        return poste

    bons = {scene.b.sha256: "ancien", scene.a.sha256: "nouveau"}
    with scene.pilote() as pilote:
        for moment in _moments(scene, combien, lambda: _duree(scene, pilote, faite, "revenir")):
            poste, answer = _tue(scene, pilote, faite, moment, "revenir")
            avant = scene.photo
            mesure.note(f"à {moment * 1000:.1f} ms", _juge(scene, poste, answer, avant, bons), ATTENDUES)
            scene.oublie(poste.folder)


def _dossiers(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Kill an autosave that writes without end: the last dossier that was said to be written, or the one being so."""
    poste, dernier = scene.poste(), 0
    with scene.pilote() as pilote:
        for _ in range(combien):
            de = dernier + 1
            moment = 0.004 + scene.hasard.random() * 0.02
            answer = pilote.demande("dossiers", poste, de=de, apres=moment)
            dernier = answer["dit"][-1] if answer["dit"] else dernier
            listed = DossierFolder(poste.folder / "dossiers").listing()
            found = [entry.dossier.instantane for entry in listed.entries]
            wrong = list(listed.said)
            if found and found[0] == f"essai-{dernier + 1}":
                dernier += 1
            elif found != [f"essai-{dernier}"] and dernier:
                wrong.append(f"dossier {dernier} attendu, lu : {found}")
            mesure.note(
                f"après {moment * 1000:.0f} ms", Verdict("dernier dossier lu", tuple(wrong)), ("dernier dossier lu",)
            )


def _reglages(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Kill the writing of the settings: the last ones, or those being written."""
    poste, dernier = scene.poste(), 0
    with scene.pilote() as pilote:
        for _ in range(combien):
            moment = 0.004 + scene.hasard.random() * 0.02
            answer = pilote.demande("reglages", poste, de=dernier + 1, apres=moment)
            dernier = answer["dit"][-1] if answer["dit"] else dernier
            settings, problem = read_settings(poste.folder / "reglages.json")
            good = {1 + number % 100 / 100 for number in (dernier, dernier + 1)} | ({1.5} if not dernier else set())
            wrong = [problem] if problem else []
            wrong += [] if settings.zoom in good else [f"réglage {settings.zoom}, attendu {good}"]
            mesure.note(
                f"après {moment * 1000:.0f} ms",
                Verdict("derniers réglages lus", tuple(wrong)),
                ("derniers réglages lus",),
            )


ATTENDUES = ("ancien", "nouveau", "fini avant l’arrêt")
CAS = (
    Cas(FAMILLE, "mise à jour par différence", _mise_a_jour(neuf=False, par_delta=True), 6, 200),
    Cas(FAMILLE, "mise à jour entière", _mise_a_jour(neuf=False, par_delta=False), 4, 200),
    Cas(FAMILLE, "première mise à jour", _mise_a_jour(neuf=True, par_delta=False), 2, 100),
    Cas(FAMILLE, "à chacun des appels qui touchent un fichier", _appels, 4, 200),
    Cas(FAMILLE, "retour aux données d’avant", _revenir, 3, 100),
    Cas(FAMILLE, "enregistrement d’un dossier", _dossiers, 10, 200),
    Cas(FAMILLE, "enregistrement des réglages", _reglages, 6, 200),
)
