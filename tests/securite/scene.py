"""What every attack starts from: three publications, their sound repositories, and a computer that has the first."""

from __future__ import annotations

import random
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from desktop.dossier import Dossier
from desktop.dossier_folder import DossierFolder
from desktop.settings import change_settings
from tests.securite.contenu import autre, coupe, publication
from tests.securite.forge import Depot, depot, ecrire
from tests.securite.pilote import Pilote
from tests.securite.poste import REFUSE, Poste, Verdict, juger


class Scene:
    """The publications ``a`` (installed), ``b`` (offered) and ``c``, and a folder for what the attacks make."""

    def __init__(self, folder: Path, graine: int = 6) -> None:
        self.folder = folder
        self.graine = graine
        self.hasard = random.Random(graine)
        self._count = 0
        self._pilote: Pilote | None = None
        self.base = folder / "base.sqlite"
        coupe(self.base)
        self.a = publication(self.base, 1, [autre("2026-03-30-essai-a")])
        self.b = publication(self.base, 2, [autre("2026-07-15-essai-b", 4)], avant=self.a)
        self.c = publication(self.base, 3, [autre("2026-11-20-essai-c", 5)], avant=self.b)
        self.depot_a: Depot = depot(self.a.contenus)
        self.depot_b = self.depot_a.publie(self.b.contenus)
        self.depot_c = self.depot_b.publie(self.c.contenus)
        self.racine = self.depot_a.racines[0]
        self.publies = {one.sha256 for one in (self.a, self.b, self.c)}
        self.sain_b = self.depot_b.ecrire(folder / "sain-b")
        self.sain_c = self.depot_c.ecrire(folder / "sain-c")
        self._modele = self._equipe(folder / "modele")
        self.photo = self._modele.photo()
        """What is on a computer before an update."""

    def nouveau(self, nom: str = "lieu") -> Path:
        """Return a path of the folder that nothing has."""
        self._count += 1
        return self.folder / f"{nom}-{self._count}"

    def poste(self) -> Poste:
        """Return a computer that has the first publication, a dossier and settings."""
        return Poste(shutil.copytree(self._modele.folder, self.nouveau("poste"), symlinks=True), self.racine)

    def poste_neuf(self) -> Poste:
        """Return a computer on which nothing was ever installed."""
        return Poste(self.nouveau("neuf"), self.racine)

    def depot(self, files: Mapping[str, bytes]) -> Path:
        """Write a repository into a folder of its own."""
        return ecrire(files, self.nouveau("depot"))

    def essayer(
        self,
        source: Mapping[str, bytes] | Path | str,
        poste: Poste | None = None,
        codes: Collection[int] = (REFUSE,),
        ensuite: bool = True,
    ) -> Verdict:
        """Let a computer update from ``source``; with ``ensuite``, a sound repository must then be taken as usual."""
        place = self.depot(source) if isinstance(source, Mapping) else source
        held = poste or self.poste()
        avant = held.photo()
        verdict = juger(held, avant, held.installer(place), self.publies, codes)
        if ensuite and verdict.issue == "refusé":
            verdict = Verdict(verdict.issue, (*verdict.fautes, *self.repris(held)), verdict.phrase)
        self.oublie(held.folder, place if isinstance(source, Mapping) else None)
        return verdict

    def repris(self, poste: Poste) -> list[str]:
        """Return what is wrong when the computer then updates from a sound repository: nothing."""
        then = poste.installer(self.sain_c)
        if then.code or poste.installe() != self.c.sha256:
            return [f"une mise à jour saine n’aboutit plus ensuite : {then.phrase or then.bogue or then.comment!r}"]
        return []

    @contextmanager
    def pilote(self) -> Iterator[Pilote]:
        """Give the process that makes children, started once; one whose talk was cut short is replaced."""
        held, self._pilote = self._pilote or Pilote(), None
        try:
            yield held
        except BaseException:
            held.close()
            raise
        self._pilote = held

    def close(self) -> None:
        """End the process that makes children."""
        if self._pilote is not None:
            self._pilote.close()

    def oublie(self, *places: Path | None) -> None:
        """Take away what an attack made."""
        for place in places:
            if place is not None and place.parent == self.folder:
                shutil.rmtree(place, ignore_errors=True)

    def _equipe(self, folder: Path) -> Poste:
        poste = Poste(folder, self.racine)
        folder.mkdir()
        change_settings(folder / "reglages.json", zoom=1.5)
        held = DossierFolder(folder / "dossiers").new()
        held.write(Dossier("2026-03-12T14:05", ("mefstat11:40025214311@reg:53",), None, self.a.annonce.id))
        held.release()
        essai = poste.installer(self.depot_a.ecrire(self.folder / "sain-a"))
        if essai.code or poste.installe() != self.a.sha256:
            raise RuntimeError(f"la première installation n’aboutit pas : {essai.phrase or essai.bogue}")
        return poste
