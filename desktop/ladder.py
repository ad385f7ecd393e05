"""The cells of one column: its own figures, one cohort for all, and the ladder établissement → région → national.

A substitute never replaces: it stands as ``repli`` beside a cell that keeps its own status (DOMAIN.md §5.6).
"""

from __future__ import annotations

from dataclasses import dataclass

from data_bundle.indicators import Indicateur
from desktop.catalogue import Catalogue
from desktop.facts import Formation, Lieu, Mesure
from desktop.figures import Figure, but, known, like, missing
from desktop.presence import version

MAYOTTE = "06"


@dataclass(frozen=True, slots=True)
class Etage:
    """One level of the ladder: a place, its rows (newest cohort first) and the row of the cohort retained."""

    lieu: Lieu
    mesures: tuple[Mesure, ...]
    retenue: Mesure | None

    def plus_ancienne(self, nom: str) -> Mesure | None:
        """Return the newest row older than the one retained that has a value for the indicator ``nom``."""
        if self.retenue is None:
            return None
        for mesure in self.mesures:
            older = mesure.millesime < self.retenue.millesime and mesure.population == self.retenue.population
            if older and (cell := mesure.cellules.get(nom)) and cell.statut == "valeur":
                return mesure
        return None

    def promotion_anterieure(self) -> Mesure | None:
        """Return the newest row that shares no cohort with the one retained (DOMAIN.md B4)."""
        if self.retenue is None:
            return None
        first = self.retenue.millesime.split("_")[0]
        for mesure in self.mesures:
            if mesure.millesime.split("_")[-1] < first and mesure.population == self.retenue.population:
                return mesure
        return None


def retain(mesures: list[Mesure], millesime: str | None) -> Mesure | None:
    """Return the row of the cohort asked for, or the newest with a published figure, or the newest (DESIGN.md §4)."""
    if millesime is not None:
        return next((m for m in mesures if m.millesime == millesime), None)
    return next((m for m in mesures if m.publiee), mesures[0] if mesures else None)


class Column:
    """Answers the figure of any indicator for one formation at one place.

    ``mesures`` keeps every row read, by place; ``origines`` the label of the other version whose figures a row holds.
    """

    def __init__(self, catalogue: Catalogue, formation: Formation, lieu: Lieu, millesime: str | None) -> None:
        self._catalogue = catalogue
        self._formation = formation
        self._asked = millesime
        self.mesures: dict[str, list[Mesure]] = {}
        self._gaps: dict[str, Figure] = {}
        self.etages = tuple(self._etage(place) for place in _places(catalogue, lieu))
        self.origines = self._labels()
        self._earlier = {etage.lieu.ref: etage.promotion_anterieure() for etage in self.etages}

    @property
    def millesime(self) -> str | None:
        """The one cohort of the column, None when its place has no row of its own."""
        retenue = self.etages[0].retenue
        return retenue.millesime if retenue else self._asked

    def is_retained(self, figure: Figure) -> bool:
        """Tell whether a figure is of the cohort retained at its place, not of an older one shown for want of it."""
        return any(e.lieu == figure.lieu and e.retenue and e.retenue.millesime == figure.millesime for e in self.etages)

    def figure(self, indicateur: Indicateur) -> Figure:
        """Return the column's figure for a formation-level indicator, with its substitute where one is needed."""
        own = self._at(self.etages[0], indicateur)
        if own.connue or own.statut in ("annee_non_terminale", "non_applicable"):
            return own
        repli = self._older(self.etages[0], indicateur) if _later(own) else None
        if repli is None and own.statut != "horizon_non_observe":
            repli = self._wider(indicateur)
        return but(own, repli=repli) if repli else own

    def _wider(self, indicateur: Indicateur) -> Figure | None:
        for etage in self.etages[1:]:
            if etage.retenue is None:
                continue
            figure = self._at(etage, indicateur)
            if figure.connue:
                return figure
            if _later(figure) and (older := self._older(etage, indicateur)):
                return older
        return None

    def _older(self, etage: Etage, indicateur: Indicateur) -> Figure | None:
        mesure = etage.plus_ancienne(indicateur.nom)
        return self._known(indicateur, mesure, etage.lieu) if mesure else None

    def _at(self, etage: Etage, indicateur: Indicateur) -> Figure:
        if etage.retenue is None or indicateur.nom not in etage.retenue.cellules:
            if indicateur.denominateur == "contrats" and self._formation.voie != "apprentissage":
                return missing(indicateur, "non_applicable", etage.lieu, self._formation.voie)
            if etage.lieu.ref not in self._gaps:
                self._gaps[etage.lieu.ref] = self._absent(etage.lieu, indicateur)
            return like(self._gaps[etage.lieu.ref], (indicateur,))[0]
        earlier = self._earlier[etage.lieu.ref] if indicateur.denominateur == "sortants" else None
        anterieur = self._known(indicateur, earlier, etage.lieu) if earlier else None
        return self._known(indicateur, etage.retenue, etage.lieu, anterieur)

    def _known(self, indicateur: Indicateur, mesure: Mesure, lieu: Lieu, anterieur: Figure | None = None) -> Figure:
        catalogue = self._catalogue
        return known(
            indicateur,
            mesure.cellules[indicateur.nom],
            mesure,
            lieu,
            catalogue.snapshot.sources[mesure.source],
            catalogue.calibrations.get((indicateur.nom, mesure.voie)),
            self.origines.get(mesure.formation_origine or 0, ()),
            anterieur,
        )

    def _absent(self, lieu: Lieu, indicateur: Indicateur) -> Figure:
        formation = self._formation
        if not formation.terminale or formation.commune:
            behind = self._catalogue.liens(formation.id, "specialite") or self._catalogue.liens(
                formation.id, "terminale"
            )
            variante = "plusieurs" if formation.commune or len(behind) != 1 else None
            labels = tuple(f.libelle for f in behind)
            return missing(indicateur, "annee_non_terminale", lieu, formation.voie, None, variante, labels)
        return missing(indicateur, self._reason(lieu), lieu, formation.voie, self._asked)

    def _reason(self, lieu: Lieu) -> str:
        """Return the status of a row that is not there (DOMAIN.md §3, end of the resolution order)."""
        catalogue, formation = self._catalogue, self._formation
        if lieu.region == MAYOTTE or formation.voie == "superieur":
            return "hors_instantane" if _followed(formation) else "non_couvert"
        if lieu.niveau == "academie":
            return "non_diffuse"
        loaded = catalogue.promotions(lieu, formation.voie)
        if not loaded or (self._asked is not None and self._asked not in loaded):
            return "hors_instantane"
        last = int((self._asked or loaded[-1]).split("_")[-1])
        opened = formation.premiere_session or (
            int(formation.ouverture[:4]) + (formation.duree or 1) if formation.ouverture else 0
        )
        return "formation_nouvelle" if opened > last else "non_couvert"

    def _etage(self, lieu: Lieu) -> Etage:
        rows = self.mesures[lieu.ref] = self._catalogue.mesures(self._formation.id, lieu.ref)
        mesures = [m for m in rows if m.portee == "formation"]
        return Etage(lieu, tuple(mesures), retain(mesures, self._asked))

    def _labels(self) -> dict[int, tuple[str, ...]]:
        ids = {m.formation_origine for rows in self.mesures.values() for m in rows if m.formation_origine}
        found = self._catalogue.formations(ids) if ids else {}
        return {n: (version(f, self._formation),) for n, f in found.items()}


def _followed(formation: Formation) -> bool:
    """Tell whether InserJeunes follows a line of Parcoursup, under a code that the line does not give: a BTS, a CS."""
    return formation.diplome.startswith("BTS") or formation.diplome in ("CS", "CSA")


def _later(figure: Figure) -> bool:
    """Tell whether an older cohort may stand in: its months are not followed yet, or no row of the cohort has them."""
    told = figure.indicateur.denominateur == "sortants" and figure.statut == "non_diffuse"
    return told or figure.statut == "horizon_non_observe"


def _places(catalogue: Catalogue, lieu: Lieu) -> list[Lieu]:
    places = [lieu]
    if lieu.niveau in ("etablissement", "academie") and lieu.region:
        places.append(catalogue.lieu(f"reg:{lieu.region}"))
    if lieu.niveau != "national":
        places.append(catalogue.lieu("fr"))
    return places
