"""The same refusals seen from the command line: exit code 6, one line on stderr, nothing on stdout."""

from __future__ import annotations

from pathlib import Path

from tests.securite.cles import MAUVAISES, RACINES
from tests.securite.donnees import ANNONCES, CONTENUS, PAS_DES_DONNEES
from tests.securite.flux import DOSSIERS, fichiers
from tests.securite.mesures import Cas, Mesure
from tests.securite.noms import PIEGES
from tests.securite.phrases import fautes
from tests.securite.poste import REFUSE, Verdict
from tests.securite.retours import MELANGES, PERIMES
from tests.securite.scene import Scene

FAMILLE = "Ligne de commande (maj installer)"
SANS_NUL = {nom: faite for nom, faite in DOSSIERS.items() if nom != "octet nul"}  # no system lets it be typed
TOUTES = MAUVAISES | RACINES | MELANGES | PERIMES | PIEGES | PAS_DES_DONNEES | CONTENUS | ANNONCES | SANS_NUL


def _lance(scene: Scene, source: object) -> tuple[dict[str, object], Verdict]:
    """Run the command on a fresh computer; return what it wrote, and what moved."""
    place = str(scene.depot(source) if isinstance(source, dict) else source)
    poste = scene.poste()
    avant = poste.photo()
    with scene.pilote() as pilote:
        said = pilote.demande("commande", poste, depuis=place, apres=60)
    apres = poste.photo()
    answer = said["dit"][-1] if said["dit"] else {"code": said["fin"], "sortie": "", "erreurs": ""}
    moved = tuple(f"a changé : {name}" for name in avant if apres.get(name) != avant[name]) if answer["code"] else ()
    if not answer["code"] and apres["données ouvertes"] != scene.b.sha256:
        moved = ("ce qui est installé n’a été publié par personne",)
    scene.oublie(poste.folder, Path(place) if isinstance(source, dict) else None)
    return answer, Verdict("installé" if not answer["code"] else "refusé", moved)


def _refus(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Run the command on hostile repositories of every kind."""
    for nom in sorted(scene.hasard.sample(list(TOUTES), combien)):
        answer, verdict = _lance(scene, TOUTES[nom](scene))
        said = str(answer["erreurs"])
        wrong = [*verdict.fautes, *fautes(said.removesuffix("\n"))]
        wrong += [f"code de sortie {answer['code']}"] if answer["code"] != REFUSE else []
        wrong += [f"sur la sortie : {answer['sortie']!r}"] if answer["sortie"] else []
        mesure.note(nom, Verdict(verdict.issue, tuple(wrong)), ("refusé",))


def _saine(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Run the command on a sound repository: code 0."""
    for _ in range(combien):
        answer, verdict = _lance(scene, fichiers(scene))
        wrong = (f"{answer}",) if answer["code"] or answer["erreurs"] else ()
        mesure.note("saine", Verdict(verdict.issue, (*verdict.fautes, *wrong)), ("installé",))


CAS = (
    Cas(FAMILLE, "dépôts hostiles de toutes sortes : code 6, une ligne", _refus, 6, len(TOUTES)),
    Cas(FAMILLE, "dépôt sain : code 0", _saine, 1, 3),
)
