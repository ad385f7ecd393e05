"""A question to the engine, as the page puts it, and the answers to variants of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ui.session import Session

if TYPE_CHECKING:
    from desktop.facts import Etablissement
    from desktop.search import Filtres, Recherche, Resultats


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed and what narrows it. ``bounded``: only établissements of the session's region.

    Unbounded, the region still says where the results stand of what no établissement shows.
    """

    text: str = ""
    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    radius_km: float | None = None
    by_distance: bool = False
    bounded: bool = True
    as_typed: bool = False

    @property
    def filtered(self) -> bool:
        """Tell whether any facet narrows it."""
        return any(self.chosen.values())


class Asker:
    """Asks the engine, made at the first question."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._engine: Recherche | None = None

    @property
    def engine(self) -> Recherche:
        """The engine on the session's data."""
        if self._engine is None:
            from desktop.search import Recherche

            self._engine = Recherche(self._session.catalogue)
        return self._engine

    def filtres(self, question: Question) -> Filtres:
        """Return the filters of a question, as the engine has them."""
        from desktop.search import Filtres

        chosen, none = question.chosen, frozenset[str]()
        return Filtres(
            region=(self._session.region or None) if question.bounded else None,
            commune=self._session.depuis,
            rayon_km=question.radius_km,
            voie=chosen.get("voie", none),
            diplome=chosen.get("diplome", none),
            domaine=chosen.get("domaine", none),
            secteur=chosen.get("secteur", none),
            internat=chosen.get("internat", none),
            par_distance=question.by_distance,
            entree=chosen.get("entree", none),
        )

    def ask(self, question: Question, limit: int) -> Resultats:
        """Return the first ``limit`` results of a question."""
        found = self.engine.chercher(question.text, self.filtres(question), limit, corriger=not question.as_typed)
        return found if question.bounded or not self._session.region else self._around(found, question)

    def total(self, question: Question) -> int:
        """Return how many results a question has."""
        return self.ask(question, 1).total

    def _around(self, found: Resultats, question: Question) -> Resultats:
        """Put what no établissement shows at the region around, whose CFA are listed apart."""
        if found.cfas or found.ailleurs:  # the query names a place, whose region is shown already
            return found
        catalogue, region = self._session.catalogue, self._session.region
        here = catalogue.lieu(f"reg:{region}")
        lines = tuple(replace(r, lieu=here) if r.lieu.ref == "fr" else r for r in found.lignes)
        voies = question.chosen.get("voie") or found.facettes.get("voie", {})
        cfas = self._cfas(question.by_distance) if found.total and "apprentissage" in voies else ()
        return replace(found, lignes=lines, cfas=cfas)

    def _cfas(self, by_distance: bool) -> tuple[tuple[Etablissement, float | None], ...]:
        from desktop.alentours import eloignement

        some = self._session.catalogue.cfas(self._session.region)
        found = [(cfa, eloignement(self._session.depuis, cfa)) for cfa in some]
        if by_distance:
            found.sort(key=lambda pair: (pair[1] is None, pair[1] or 0.0, pair[0].id))
        return tuple(found)
