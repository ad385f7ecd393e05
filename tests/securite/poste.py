"""A computer with Côte à Côte on it, in one folder: what is installed, what an update does to it, and a verdict."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from desktop.errors import CoteACoteError
from desktop.paths import VARIABLE
from desktop.policy import Policy
from desktop.snapshot import integrity, open_snapshot
from desktop.update.installed import current_snapshot
from desktop.update.service import MiseAJour
from desktop.update.store import Store
from desktop.update.trust import Racine
from tests.securite.forge import sha256
from tests.securite.phrases import fautes

REFUSE, DISQUE = 6, 5
Suivi = Callable[[str, int, int], None]


def _rien(step: str, done: int, total: int) -> None:
    """Say nothing of the progress."""


@dataclass(frozen=True, slots=True)
class Essai:
    """How an update ended: exit code, sentence, how it was installed; ``bogue``: the trace of what nobody expected."""

    code: int
    phrase: str = ""
    comment: str = ""
    bogue: str = ""


class Poste:
    """A computer whose program trusts one root."""

    def __init__(self, folder: Path, racine: bytes) -> None:
        self.folder = folder
        self.racine = racine

    def service(self) -> MiseAJour:
        """Return a façade as the program makes one at its start."""
        policy = Policy(source=None, web=True, notes=True)
        return MiseAJour(Store(self.folder), policy, lambda: Racine(self.racine, essai=False))

    def installer(self, depuis: Path | str, suivi: Suivi = _rien) -> Essai:
        """Update, and tell how it ended; never raises but for a cancelled test."""
        return self._essai(lambda held: held.installer(str(depuis), suivi)[1])

    def verifier(self, depuis: Path | str, suivi: Suivi = _rien) -> Essai:
        """Look for an update, and tell how it ended."""
        return self._essai(lambda held: held.verifier(str(depuis), suivi))

    def revenir(self) -> Essai:
        """Go back to the previous data, and tell how it ended."""
        return self._essai(lambda held: held.revenir())

    def _essai(self, fait: Callable[[MiseAJour], object]) -> Essai:
        with mock.patch.dict(os.environ, {VARIABLE: str(self.folder)}):
            try:
                done = fait(self.service())
            except CoteACoteError as error:
                return Essai(error.code, error.phrase)
            except Exception:
                return Essai(70, bogue=traceback.format_exc(limit=-4))
        return Essai(0, comment=getattr(done, "comment", "inchangé"))

    def courant(self) -> Path:
        """Return the data that the program would open."""
        with mock.patch.dict(os.environ, {VARIABLE: str(self.folder)}):
            return current_snapshot()

    def installe(self) -> str:
        """Return the SHA-256 of the data that the program would open."""
        return sha256(self.courant().read_bytes())

    def photo(self) -> dict[str, str]:
        """Return what must not move when an update is refused: data, pointer, dossiers, settings, as SHA-256."""
        seen = {"données ouvertes": self.installe()}
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and not name.startswith("maj/"):
                seen[name] = sha256(path.read_bytes())
        return seen


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one attack: ``issue`` in a word, and what broke the promise (nothing, when it held)."""

    issue: str
    fautes: tuple[str, ...] = ()
    phrase: str = ""


def juger(
    poste: Poste, avant: dict[str, str], essai: Essai, publies: Collection[str], codes: Collection[int] = (REFUSE,)
) -> Verdict:
    """Judge an update: refused with nothing moved and one sentence, or what is installed is what was published."""
    if essai.bogue:
        return Verdict("erreur", (essai.bogue,))
    apres, wrong = poste.photo(), []
    if essai.code == 0:
        if apres["données ouvertes"] not in publies:
            wrong.append("ce qui est installé n’a été publié par personne")
        wrong += [
            f"{name} a changé"
            for name in avant
            if name.startswith(("dossiers", "reglages")) and avant[name] != apres.get(name)
        ]
        return Verdict("inchangé" if essai.comment == "inchangé" else "installé", (*wrong, *ouvrable(poste)))
    if essai.code not in codes:
        wrong.append(f"code de sortie {essai.code} : {essai.phrase!r}")
    if apres != avant:
        moved = sorted(name for name in apres.keys() | avant.keys() if apres.get(name) != avant.get(name))
        wrong.append(f"refusé, mais ont changé : {', '.join(moved)}")
    return Verdict("refusé", (*wrong, *fautes(essai.phrase)), essai.phrase)


def ouvrable(poste: Poste) -> list[str]:
    """Return what is wrong with the data that the program would open: nothing when they are whole."""
    try:
        snapshot = open_snapshot(poste.courant())
        try:
            integrity(snapshot)
        finally:
            snapshot.close()
    except CoteACoteError as error:
        return [f"données illisibles : {error.phrase}"]
    return []
