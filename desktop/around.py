"""The figures of a column that are not what became of its leavers: access, exam, pay, level of the CFA, supérieur.

Each has its own level and its own time (a session, a cohort of its own) and none takes the place of another. What is
not there says why (DOMAIN.md §3): not measured at that place, without object, not in the data loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_bundle.indicators import Indicateur
from desktop.catalogue import Catalogue
from desktop.facts import Formation, Lieu, Mesure
from desktop.figures import Figure, but, known, like, missing

PARCOURSUP_FROM = 5
"""Level of the first diplomas that one enters through Parcoursup; below, families ask through Affelnet."""

_PLACES = ("acces", "reussite", "niveau")
"""Portées that no source tells of anything but an établissement."""
_PARCOURSUP = ("taux_acces_parcoursup", "taux_pression_voeux")
_AFFELNET = ("voeux_1", "voeux_tous", "taux_pression_voeux1")


class Around:
    """Answers the figure of any indicator of these portées for one formation at one place.

    ``mesures`` are the rows of the formation by place (the place itself, its région, France), ``whole`` those of its
    établissement; both newest first. ``origines`` are the labels of the versions whose figures a row may hold.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        formation: Formation,
        lieu: Lieu,
        france: Lieu,
        mesures: Mapping[str, Sequence[Mesure]],
        whole: Sequence[Mesure],
        origines: Mapping[int, tuple[str, ...]],
    ) -> None:
        self._catalogue = catalogue
        self._formation = formation
        self._lieu = lieu
        self._france = france
        self._origines = origines
        here, wide = mesures.get(lieu.ref, ()), mesures.get("fr", ())
        self._rows: dict[str, Mesure | None] = {
            "acces": _of(here, "acces"),
            "salaire": _of(wide, "salaire"),
            "superieur": _of(here, "superieur"),
            "reussite": _of(whole, "reussite", "professionnel"),
            "niveau": None,
        }
        if formation.voie == "apprentissage":
            found = (_of(whole, "niveau", who) for who in _levels(formation))
            self._rows["niveau"] = next(filter(None, found), None)
        for portee, row in self._rows.items():
            if row is not None and self._without_object(portee):
                self._rows[portee] = None
        self._patterns: dict[str, Figure] = {}
        self._sup_france = _of(wide, "superieur")

    def figures(self, portee: str, indicateurs: Sequence[Indicateur]) -> list[Figure]:
        """Return the figures of one portée, or its gaps with their reason.

        Pay and the supérieur have the figure of France as a substitute where the place has none.
        """
        row, lieu = self._rows[portee], self._lieu
        if row is not None and (portee != "salaire" or lieu.niveau == "national"):
            return [self._known(i, row, lieu) for i in indicateurs]
        gaps = self._gaps(portee, indicateurs)
        wider = row if portee == "salaire" else self._sup_france if portee == "superieur" else None
        if wider is None:
            return gaps
        wide = (self._known(i, wider, self._france) for i in indicateurs)
        return [but(gap, repli=f) if f.connue else gap for gap, f in zip(gaps, wide, strict=True)]

    def tells(self, portee: str) -> bool:
        """Tell whether there is a row of a portée, here or for France."""
        return self._rows[portee] is not None or (portee == "superieur" and self._sup_france is not None)

    def _known(self, indicateur: Indicateur, row: Mesure, lieu: Lieu) -> Figure:
        source = self._catalogue.snapshot.sources[row.source]
        version = self._origines.get(row.formation_origine or 0, ())
        return known(indicateur, row.cellules[indicateur.nom], row, lieu, source, None, version)

    def _gaps(self, portee: str, indicateurs: Sequence[Indicateur]) -> list[Figure]:
        if portee == "acces":
            gap, void = self._gap(self._reason(portee), indicateurs[0]), self._gap("non_applicable", indicateurs[0])
            theirs = self._not_asked()
            return [like(void if i.nom.startswith(theirs) else gap, (i,))[0] for i in indicateurs]
        return like(self._gap(self._reason(portee), indicateurs[0]), indicateurs)

    def _gap(self, statut: str, indicateur: Indicateur) -> Figure:
        if statut not in self._patterns:
            self._patterns[statut] = missing(indicateur, statut, self._lieu, self._formation.voie)
        return self._patterns[statut]

    def _reason(self, portee: str) -> str:
        """Return why there is no row (DOMAIN.md §3, the end of the resolution order)."""
        formation, here = self._formation, self._lieu.niveau == "etablissement"
        if self._without_object(portee):
            return "non_applicable"
        if portee in _PLACES and not here:
            return "non_diffuse"
        if portee not in self._catalogue.portees:
            return "hors_instantane"
        if portee == "salaire":
            return "non_couvert" if self._lieu.niveau == "national" else "non_diffuse"
        if portee == "superieur" and formation.type_code != "sise":
            return "hors_instantane"
        if not here:
            return "non_diffuse"
        return "hors_instantane" if portee == "acces" else "non_couvert"

    def _not_asked(self) -> tuple[str, ...]:
        """Return how the indicators begin that this way of asking for a place does not have."""
        after = (self._formation.niveau or PARCOURSUP_FROM) >= PARCOURSUP_FROM
        if self._formation.voie == "apprentissage":  # one finds an employer: nobody counts wishes for a place
            return ("taux_pression_voeux", *_AFFELNET) if after else ("",)
        return _AFFELNET if after else _PARCOURSUP

    def _without_object(self, portee: str) -> bool:
        voie, place = self._formation.voie, self._lieu.etablissement
        if portee == "reussite":
            return voie in ("apprentissage", "superieur") or (place is not None and place.nature != "lycee")
        if portee == "niveau":
            return voie != "apprentissage"
        if portee == "superieur":
            return voie != "superieur"
        return portee == "salaire" and voie == "superieur"  # InserSup measures that pay, under its own names


def _levels(formation: Formation) -> tuple[str, ...]:
    """Return the populations of a CFA that a formation belongs to: its kind of diploma, else its level."""
    level, kind = f"niveau_{formation.niveau}", formation.diplome.casefold().replace(" ", "_")
    return f"{level}_{kind}", level


def _of(rows: Sequence[Mesure], portee: str, population: str | None = None) -> Mesure | None:
    """Return the newest row of a portée that publishes anything, or the newest one."""
    if not rows:
        return None
    found = [r for r in rows if r.portee == portee and (population is None or r.population == population)]
    return next((r for r in found if r.publiee), found[0] if found else None)
