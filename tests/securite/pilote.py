"""A process that has everything imported, and makes children of itself to be killed, measured or run side by side.

A moment drawn at random then falls in the update, and not in the start of Python. Started by ``Pilote``; it speaks
lines of JSON: a request, then what became of the child.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any
from unittest import mock

from desktop.dossier import Dossier
from desktop.dossier_folder import DossierFolder
from desktop.paths import VARIABLE
from desktop.settings import change_settings
from desktop.update.trust import Racine
from tests.securite.poste import Essai, Poste, Verdict, juger

ROOT = Path(__file__).resolve().parent.parent.parent
TOUCHE = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.truncate", "shutil.copyfile", "sqlite3.connect"}
TUE = -signal.SIGKILL


class Pilote:
    """The process, until ``close``. One request at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.securite.pilote"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait(timeout=30)

    def demande(self, geste: str, poste: Poste, **autres: Any) -> dict[str, Any]:
        """Have a child do something (``installer``, ``revenir``, ``dossiers``, ``reglages``) and tell how it ended.

        ``apres``: seconds after which it is killed; ``appel``: it is, at its nth call that touches a file
        (``sous``: of a folder of the computer). Answers ``fin`` (0, or -9 when it was killed in time), ``dit`` (the
        lines that it wrote), ``duree`` in seconds and ``memoire`` in bytes; with ``combien``, the ``autres`` that were
        started at the same time.
        """
        asked = {"geste": geste, "dossier": str(poste.folder), "racine": poste.racine.decode(), **autres}
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def juge(self, scene: Any, poste: Poste, place: Path) -> tuple[Verdict, int]:
        """Let a child update from ``place``; return the verdict, and the bytes of memory that it took at most."""
        avant = poste.photo()
        answer = self.demande("installer", poste, depuis=str(place), apres=60)
        scene.oublie(place)
        if answer["fin"]:
            return Verdict("erreur", (f"fin {answer['fin']} après {answer['duree']:.0f} s",)), answer["memoire"]
        return juger(poste, avant, Essai(**answer["dit"][-1]), scene.publies), answer["memoire"]


def main() -> None:
    """Answer the requests, one after the other."""
    for line in sys.stdin:
        asked = json.loads(line)
        children = [_enfant(asked) for _ in range(asked.get("combien", 1))]
        answers = [_suivi(child, pipe, asked.get("apres")) for child, pipe in children]
        print(json.dumps(answers[0] | {"autres": answers[1:]}), flush=True)


def _enfant(asked: dict[str, Any]) -> tuple[int, int]:
    """Return a child at work, and the pipe that it writes into."""
    ours, its = os.pipe()
    child = os.fork()
    if child:
        os.close(its)
        return child, ours
    os.close(ours)
    if "appel" in asked:
        sys.addaudithook(_Compteur(asked["appel"], asked["dossier"] + asked.get("sous", "")))
    try:
        _fait(asked, its)
    finally:
        os._exit(0)


class _Compteur:
    """Kills its process at the nth call that touches a file of a folder."""

    def __init__(self, appel: int, dossier: str) -> None:
        self._left, self._dossier = appel, dossier

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        """See one event of the interpreter."""
        if event in TOUCHE and any(isinstance(one, str) and one.startswith(self._dossier) for one in map(_texte, args)):
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _texte(held: object) -> object:
    return os.fsdecode(held) if isinstance(held, (bytes, os.PathLike)) else held


def _suivi(child: int, pipe: int, apres: float | None) -> dict[str, Any]:
    """Wait for a child, or kill it; it can't be another process of that number: it is not yet waited for."""
    start = time.perf_counter()
    while apres is not None and time.perf_counter() - start < apres:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            break
        time.sleep(min(0.0005, apres / 4))
    else:
        if apres is not None:
            os.kill(child, signal.SIGKILL)
    with os.fdopen(pipe, encoding="utf-8") as file:
        lines = file.read().split("\n")[:-1]
    _, status, usage = os.wait4(child, 0)
    return {
        "fin": os.waitstatus_to_exitcode(status),
        "dit": [json.loads(line) for line in lines],
        "duree": time.perf_counter() - start,
        "memoire": usage.ru_maxrss * 1024,
    }


def _fait(asked: dict[str, Any], pipe: int) -> None:
    poste = Poste(Path(asked["dossier"]), asked["racine"].encode())
    match asked["geste"]:
        case "installer":
            _dit(pipe, asdict(poste.installer(asked["depuis"])))
        case "commande":
            _dit(pipe, _commande(poste, asked["depuis"]))
        case "revenir":
            _dit(pipe, asdict(poste.revenir()))
        case "dossiers":
            held = DossierFolder(poste.folder / "dossiers").take(1)
            for number in range(asked["de"], 10**6):
                if held is not None:
                    held.write(dossier(number))
                _dit(pipe, number)
        case "reglages":
            for number in range(asked["de"], 10**6):
                change_settings(poste.folder / "reglages.json", zoom=1 + number % 100 / 100)
                _dit(pipe, number)


def _commande(poste: Poste, depuis: str) -> dict[str, Any]:
    """Run the command line, with the root of the tests in place of the program's own; return what it wrote."""
    from desktop import cli

    sortie, erreurs = io.StringIO(), io.StringIO()
    with (
        mock.patch("desktop.update.service.trusted_root", return_value=Racine(poste.racine, essai=False)),
        mock.patch.dict(os.environ, {VARIABLE: str(poste.folder)}),
        contextlib.redirect_stdout(sortie),
        contextlib.redirect_stderr(erreurs),
    ):
        code = cli.main(["maj", "installer", "--depuis", depuis])
    return {"code": code, "sortie": sortie.getvalue(), "erreurs": erreurs.getvalue()}


def dossier(number: int) -> Dossier:
    """Return the dossier of that number: its basket says which one it is."""
    jour, minute = divmod(number, 1440)
    date = f"2026-{1 + jour // 28:02}-{1 + jour % 28:02}T{minute // 60:02}:{minute % 60:02}"
    return Dossier(date, ("mefstat11:40025214311@reg:53",), None, f"essai-{number}")


def _dit(pipe: int, said: object) -> None:
    os.write(pipe, f"{json.dumps(said)}\n".encode())


if __name__ == "__main__":
    main()
