"""A row of the table: a case, how many times it was tried, how each try ended, and what broke the promise."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.securite.poste import Verdict
from tests.securite.scene import Scene

Source = Mapping[str, bytes] | Path | str
Attaques = Mapping[str, Callable[[Scene], Source]]


@dataclass
class Mesure:
    """How the tries of one case ended; ``fautes`` is empty when every promise held."""

    cas: str
    issues: Counter[str] = field(default_factory=Counter)
    fautes: list[str] = field(default_factory=list)
    phrases: set[str] = field(default_factory=set)
    secondes: float = 0.0

    @property
    def essais(self) -> int:
        """How many tries."""
        return self.issues.total()

    def note(self, nom: str, verdict: Verdict, attendues: Iterable[str]) -> None:
        """Count a verdict; an issue that is not among those expected is a fault."""
        self.issues[verdict.issue] += 1
        if verdict.phrase:
            self.phrases.add(verdict.phrase)
        wrong = list(verdict.fautes)
        if verdict.issue not in attendues:
            wrong.append(f"issue « {verdict.issue} »")
        self.fautes += [f"{self.cas}, {nom} : {one}" for one in wrong]


@dataclass(frozen=True, slots=True)
class Cas:
    """A case of the table: ``court`` tries in the tests, ``complet`` with the command."""

    famille: str
    nom: str
    faire: Callable[[Scene, Mesure, int], None]
    court: int
    complet: int

    def mesure(self, scene: Scene, complet: bool) -> Mesure:
        """Run the case and return its row."""
        found, start = Mesure(self.nom), time.perf_counter()
        scene.hasard.seed(f"{scene.graine} {self.famille} {self.nom}")  # the same alone and among the others
        self.faire(scene, found, self.complet if complet else self.court)
        found.secondes = time.perf_counter() - start
        if not found.essais:
            found.fautes.append(f"{self.nom} : aucun essai")
        return found


def attaques(famille: str, nom: str, liste: Attaques, attendues: Iterable[str] = ("refusé",), court: int = 0) -> Cas:
    """Return the case that tries each of these repositories once; the tests take ``court`` of them, all when 0."""
    attendues = tuple(attendues)

    def faire(scene: Scene, mesure: Mesure, combien: int) -> None:
        for one in _choisies(scene, list(liste), combien):
            mesure.note(one, scene.essayer(liste[one](scene)), attendues)

    return Cas(famille, nom, faire, court or len(liste), len(liste))


def _choisies(scene: Scene, noms: list[str], combien: int) -> list[str]:
    """Return that many of the names, spread at random but in their order."""
    return sorted(scene.hasard.sample(noms, min(combien, len(noms))), key=noms.index)
