"""A service of updates made up for the window: it publishes what a test says, and tells its steps as the real one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from data_bundle.annonce import Annonce, Paquet
from desktop.errors import CoteACoteError, UpdateError
from desktop.update.install import Installe
from desktop.update.service import Verification
from desktop.update.suivi import CONTROLE, TELECHARGEMENT, VERIFICATION, Suivi

NOTES = ("Sortants 2023 et 2024 de toutes les régions (inventé).", "Deux lycées ouverts en 2026 (inventé).")
BEFORE = "les données du 30\u00a0mars\u00a02026"
SHARE = "/partage/cote-a-cote"
REFUSED = "Ce dossier n’est pas une mise à jour reconnue. Les données installées n’ont pas changé."


def annonce(perimetre: tuple[str, ...] = ("53", "04")) -> Annonce:
    """Return a made-up publication."""
    return Annonce(
        publication=7,
        id="2026-10-12-invente",
        construit_le="2026-10-12",
        schema="1.1",
        perimetre=perimetre,
        sqlite="3.45.1",
        regle="invente",
        taille_installe=28_000_000,
        sha256_installe="a" * 64,
        empreinte="b" * 64,
        lignes={"formation": 12},
        paquet=Paquet("noyau-invente.sqlite.xz", 3_900_000, 24_700_000, "c" * 64),
        deltas=(),
        retraits=(),
        notes=NOTES,
    )


class Publisher:
    """The fake: ``new`` is the file that an installation brings, ``own`` the one before it.

    ``refusals`` are raised one after the other before anything else; ``at_step`` is called at each step told.
    """

    def __init__(self, own: Path, new: Path) -> None:
        self.own, self.new = own, new
        self.current = own
        self.found = Verification(False, annonce(), "avant", 3_900_000, False, SHARE, None)
        self.essai = False
        self.source_par_defaut: str | None = None
        self.refusals: list[CoteACoteError] = []
        self.asked: list[tuple[str, str | None]] = []
        self.at_step: Callable[[str, int], object] = lambda _step, _percent: None
        self.busy = False

    def verifier(self, depuis: str | None, suivi: Suivi) -> Verification:
        self._begin("verifier", depuis)
        self._steps(suivi, VERIFICATION)
        return self.found

    def installer(self, depuis: str | None, suivi: Suivi) -> tuple[Verification, Installe | None]:
        self._begin("installer", depuis)
        self._steps(suivi, VERIFICATION, TELECHARGEMENT, CONTROLE)
        if self.found.a_jour:
            return self.found, None
        self.current = self.new
        return self.found, Installe(self.new, "2026-10-12-invente", "avant", self.found.essai, "complet")

    def revenir(self) -> Installe:
        self._begin("revenir", None)
        self.current = self.own if self.current == self.new else self.new
        return Installe(self.current, "avant", "apres", self.essai, "retour")

    def precedent(self) -> str | None:
        if self.current == self.own:
            return "les données du 12\u00a0octobre\u00a02026" if ("revenir", None) in self.asked else None
        return BEFORE

    def publish(self, **changes: object) -> None:
        """Change what is found at the source."""
        self.found = replace(self.found, **changes)

    def _begin(self, verb: str, depuis: str | None) -> None:
        self.asked.append((verb, depuis))
        if self.refusals:
            raise self.refusals.pop(0)

    def _steps(self, suivi: Suivi, *steps: str) -> None:
        for step in steps:
            suivi(step, 0, 0)
            for percent in (25, 50, 100):
                suivi(step, percent * 39_000, 3_900_000)
                self.at_step(step, percent)


def refused(sentence: str = REFUSED) -> UpdateError:
    return UpdateError(sentence)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as db, db:
        yield db


def newer(extrait: Path, target: Path, forget: str = "") -> Path:
    """Write a made-up later snapshot: the extract of another day, one school under another number when asked."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(extrait.read_bytes())
    with opened(target) as db:
        db.execute("UPDATE meta SET valeur = '2026-10-12' WHERE cle = 'construit_le'")
        db.execute("UPDATE meta SET valeur = '2026-10-12-invente' WHERE cle = 'id'")
        if forget:
            db.execute("UPDATE etablissement SET uai = '0359999X' WHERE uai = ?", (forget,))
    return target
