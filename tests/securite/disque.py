"""Disks: full at any byte, read-only, failing at any call; a key pulled out at any reading."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from desktop.update import fetch
from tests.securite.mesures import Cas, Mesure
from tests.securite.poste import DISQUE, REFUSE, Poste, Verdict, juger
from tests.securite.scene import Scene

FAMILLE = "Disque et clé"
ECRIT = ("write", "fsync", "replace", "mkdir", "open", "copyfile", "unlink")


class Panne:
    """Counts the calls of a kind, and raises OSError at the one whose turn has come, then at every later one."""

    def __init__(self, tour: int | None, code: int, dure: bool = True) -> None:
        self.count = 0
        self.muette = 0
        self._tour, self._code, self._dure = tour, code, dure

    def __call__(self) -> None:
        """Let one call through, or raise."""
        self.count += 1
        reached = self._tour is not None and (self.count >= self._tour if self._dure else self.count == self._tour)
        if reached:
            raise OSError(self._code, os.strerror(self._code))


def _autour(real: Callable[..., Any], panne: Panne, concerne: Callable[..., bool]) -> Callable[..., Any]:
    def called(*args: Any, **named: Any) -> Any:
        if concerne(*args, **named):
            panne()
        return real(*args, **named)

    return called


class _Fichier(io.FileIO):
    """A file of which every reading, or every writing, may fail."""

    panne: Panne

    def write(self, content: Any, /) -> int:
        self.panne()
        return super().write(content) or 0


def _ouvre(panne: Panne, dans: Path) -> Callable[..., Any]:
    """Return ``open`` for files under a folder, whose writings may fail."""
    real = io.open

    def opened(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
        inside = isinstance(file, (str, os.PathLike)) and str(os.fspath(file)).startswith(f"{dans}/")
        if not inside or "b" not in mode or mode == "rb":
            return real(file, mode, *args, **named)
        panne()
        raw = _Fichier(file, mode.replace("b", ""))
        raw.panne = panne
        return io.BufferedWriter(raw)

    return opened


@contextlib.contextmanager
def pannes_d_ecriture(dans: Path, panne: Panne) -> Iterator[None]:
    """Have the writing calls on a folder fail: open, write, fsync, replace, mkdir, copy."""

    def inside(path: Any, *_: Any, **__: Any) -> bool:
        return isinstance(path, (str, os.PathLike)) and str(os.fspath(path)).startswith(str(dans))

    def always(*_: Any, **__: Any) -> bool:
        return True

    with contextlib.ExitStack() as stack:
        replaced = {
            "os.replace": _autour(os.replace, panne, inside),
            "os.mkdir": _autour(os.mkdir, panne, inside),
            "os.fsync": _autour(os.fsync, panne, always),
            "shutil.copyfile": _autour(shutil.copyfile, panne, lambda _source, target, **__: inside(target)),
            "io.open": _ouvre(panne, dans),
            "builtins.open": _ouvre(panne, dans),
        }
        for name, fake in replaced.items():
            stack.enter_context(mock.patch(name, fake))
        yield


@contextlib.contextmanager
def pannes_de_lecture(panne: Panne) -> Iterator[None]:
    """Have the readings of a repository in a folder fail (`os.read`, of which only it makes use)."""
    with mock.patch("os.read", _autour(os.read, panne, lambda *_: True)):
        yield


def _ecritures(code: int, dure: bool) -> Callable[[Scene, Mesure, int], None]:
    """Make the nth writing call fail, for every n in turn; then let the disk be well again."""

    def faire(scene: Scene, mesure: Mesure, combien: int) -> None:
        poste, panne = scene.poste(), Panne(None, code)
        with pannes_d_ecriture(poste.folder, panne):
            poste.installer(scene.sain_b)
        tours = range(1, panne.count + 1)
        for tour in sorted(scene.hasard.sample(tours, min(combien, len(tours)))):
            poste, panne = scene.poste(), Panne(tour, code, dure)
            avant = poste.photo()
            with pannes_d_ecriture(poste.folder, panne):
                essai = poste.installer(scene.sain_b)
            mesure.note(
                f"appel {tour}",
                _ensuite(scene, poste, juger(poste, _tri(avant, poste), essai, scene.publies, (DISQUE, REFUSE))),
                ("refusé", "installé"),
            )

    return faire


def _tri(avant: dict[str, str], poste: Poste) -> dict[str, str]:
    """Return the photo, with what an unfinished file beside the data adds to it: it is swept away next time."""
    left = {name: said for name, said in poste.photo().items() if name not in avant and "/." in name}
    return avant | left


def _ensuite(scene: Scene, poste: Poste, verdict: Verdict) -> Verdict:
    """Add what is wrong when the same update is then done again."""
    again = poste.installer(scene.sain_b)
    wrong = [] if again.code == 0 and poste.installe() == scene.b.sha256 else [f"reprise : {again}"]
    scene.oublie(poste.folder)
    return Verdict(verdict.issue, (*verdict.fautes, *wrong), verdict.phrase)


def _lectures(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Pull the key out at the nth reading, for every n in turn, then plug it in again."""
    place = scene.depot({name: content for name, content in scene.depot_b.files().items() if ".bsdiff" not in name})
    panne = Panne(None, errno.EIO)
    with pannes_de_lecture(panne):
        scene.poste().installer(place)
    tours = range(1, panne.count + 1)
    with mock.patch.object(fetch, "PAUSES", (0.0,)):
        for one in range(combien):
            tour = tours[one % len(tours)]
            poste = scene.poste()
            avant = poste.photo()
            with pannes_de_lecture(Panne(tour, scene.hasard.choice((errno.EIO, errno.ENODEV, errno.ESTALE)))):
                essai = poste.installer(place)
            mesure.note(
                f"lecture {tour}", _ensuite(scene, poste, juger(poste, avant, essai, scene.publies)), ("refusé",)
            )


def _debranche(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Take the folder of the repository away at any step that is told, then bring it back."""
    place = scene.depot(scene.depot_b.files())
    away, steps = scene.nouveau("debranche"), [0]
    poste = scene.poste()
    poste.installer(place, lambda *_: steps.__setitem__(0, steps[0] + 1))
    for one in range(combien):
        tour, count = one % steps[0] + 1, [0]

        def suivi(step: str, done: int, total: int, tour: int = tour, count: list[int] = count) -> None:
            count[0] += 1
            if count[0] == tour and place.exists():
                place.rename(away)

        poste = scene.poste()
        avant = poste.photo()
        essai = poste.installer(place, suivi)
        if away.exists():
            away.rename(place)
        mesure.note(
            f"étape {tour}", _ensuite(scene, poste, juger(poste, avant, essai, scene.publies)), ("refusé", "installé")
        )


def _peut_monter() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount") is not None


def _plein(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Fill a small disk to within some bytes of its end, then update; give it room, and update again."""
    if not _peut_monter():
        mesure.issues["non essayé : il faut être administrateur"] += 1
        return
    for one in range(combien):
        room = 4096 * round(300 * one / combien)
        with _disque(scene) as folder:
            poste = _pose(scene, folder)
            avant = poste.photo()
            _remplit(folder, room)
            with mock.patch("shutil.disk_usage", _menteur):  # the disk that fills while we write
                essai = poste.installer(scene.sain_b)
            verdict = juger(poste, _tri(avant, poste), essai, scene.publies, (DISQUE,))
            (folder / "bouchon").unlink()
            again = poste.installer(scene.sain_b)
            wrong = [] if again.code == 0 and poste.installe() == scene.b.sha256 else [f"reprise : {again}"]
            mesure.note(
                f"{room} octets libres",
                Verdict(verdict.issue, (*verdict.fautes, *wrong), verdict.phrase),
                ("refusé", "installé"),
            )


def _lecture_seule(scene: Scene, mesure: Mesure, combien: int) -> None:
    """Update on a disk that can't be written."""
    if not _peut_monter():
        mesure.issues["non essayé : il faut être administrateur"] += 1
        return
    for _ in range(combien):
        with _disque(scene) as folder:
            poste = _pose(scene, folder)
            avant = poste.photo()
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
            mesure.note(
                "lecture seule",
                juger(poste, avant, poste.installer(scene.sain_b), scene.publies, (DISQUE,)),
                ("refusé",),
            )


def _menteur(_path: object) -> Any:
    return shutil._ntuple_diskusage(10**12, 0, 10**12)  # type: ignore[attr-defined]


@contextlib.contextmanager
def _disque(scene: Scene) -> Iterator[Path]:
    """Give a disk of twelve megabytes, in memory."""
    folder = scene.nouveau("disque")
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def _pose(scene: Scene, folder: Path) -> Poste:
    """Return a computer whose data are on that disk."""
    modele = scene.poste()
    shutil.copytree(modele.folder, folder / "poste")
    scene.oublie(modele.folder)
    return Poste(folder / "poste", scene.racine)


def _remplit(folder: Path, room: int) -> None:
    """Fill a disk but for ``room`` bytes."""
    with (folder / "bouchon").open("wb") as file:
        while True:
            free = os.statvfs(folder).f_bavail * 4096 - room
            if free <= 0:
                return
            file.write(bytes(min(free, 2**20)))
            file.flush()


CAS = (
    Cas(FAMILLE, "disque plein, un petit disque rempli à quelques pages près", _plein, 4, 150),
    Cas(FAMILLE, "disque plein à chaque écriture (ENOSPC)", _ecritures(errno.ENOSPC, dure=True), 6, 1000),
    Cas(FAMILLE, "une seule écriture manquée (EIO), chacune à son tour", _ecritures(errno.EIO, dure=False), 6, 1000),
    Cas(FAMILLE, "disque en lecture seule", _lecture_seule, 1, 3),
    Cas(FAMILLE, "clé retirée : erreur à chaque lecture, puis reprise", _lectures, 6, 100),
    Cas(FAMILLE, "dossier du dépôt retiré à chaque étape, puis remis", _debranche, 5, 100),
)
