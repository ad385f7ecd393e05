"""The quality report that a snapshot carries since version 1.1 (``meta``, key ``qualite``), as frozen dataclasses.

Whatever a newer builder adds is left aside; a report that can't be understood is as good as none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ecart:
    """Rows left out for one reason; ``voulu`` when the rule wants it."""

    motif: str
    lignes: int
    voulu: bool


@dataclass(frozen=True, slots=True)
class Lecture:
    """What became of the rows of one source; ``gardees`` is None for one that only names or places things."""

    code: str
    titre: str
    lues: int
    gardees: int | None
    autres: int
    ecarts: tuple[Ecart, ...]
    inconnues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Couverture:
    """Formations of one level, voie, diploma family and région, in the newest cohort."""

    niveau: str
    voie: str
    diplome: str
    region: str
    ouvertes: int
    vues: int
    direct: int
    continuum: int
    autre_site: int
    sous_seuil: int

    @property
    def avec_chiffre(self) -> int:
        """Those with a figure, of their own or taken over."""
        return self.direct + self.continuum + self.autre_site

    @property
    def aucun(self) -> int:
        """Those seen without any row."""
        return self.vues - self.avec_chiffre - self.sous_seuil


@dataclass(frozen=True, slots=True)
class Gain:
    """What figures taken over add to one voie by région, in percents of the formations seen, and in points."""

    voie: str
    vues: int
    avant: float
    apres: float
    points: float


@dataclass(frozen=True, slots=True)
class Rapprochement:
    """Lines of Parcoursup of one diploma whose label leads to exactly one formation."""

    diplome: str
    lignes: int
    rapprochees: int


@dataclass(frozen=True, slots=True)
class Verite:
    """Matches that the offer of a rentrée can confirm, and how many it confirms."""

    rentree: int
    verifiables: int
    confirmees: int


@dataclass(frozen=True, slots=True)
class Quality:
    """The report. ``regions`` and ``sans_ligne`` are Insee codes, ``absentes`` titles of sources not there."""

    lectures: tuple[Lecture, ...]
    absentes: tuple[str, ...]
    regions: tuple[str, ...]
    sans_ligne: tuple[str, ...]
    promotions: dict[tuple[str, str], str]
    gains: tuple[Gain, ...]
    couverture: tuple[Couverture, ...]
    rapprochements: tuple[Rapprochement, ...]
    verite: Verite | None
    notes: tuple[str, ...]


def parse(told: dict[str, Any] | None) -> Quality | None:
    """Return the report of a document, None when there is none or it can't be understood."""
    try:
        return _quality(told) if told else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _quality(told: dict[str, Any]) -> Quality:
    matched = told.get("rapprochement") or {}
    truth = matched.get("verite")
    return Quality(
        lectures=tuple(_lecture(one) for one in told["sources"]),
        absentes=tuple(told["absentes"].values()),
        regions=tuple(told["regions"]),
        sans_ligne=tuple(told["regions_sans_ligne"]),
        promotions={(niveau, voie): m for niveau, some in told["promotions"].items() for voie, m in some.items()},
        gains=tuple(
            Gain(one["voie"], one["vues"], one["avant"], one["apres"], one["points"]) for one in told["continuum"]
        ),
        couverture=_couverture(told["couverture"]),
        rapprochements=tuple(
            Rapprochement(one["diplome"], one["lignes"], one["rapprochees"]) for one in matched.get("diplomes", ())
        ),
        verite=Verite(truth["rentree"], truth["verifiables"], truth["confirmees"]) if truth else None,
        notes=tuple(told["notes"]),
    )


def _lecture(one: dict[str, Any]) -> Lecture:
    unknown = one.get("colonnes_inconnues", {})
    return Lecture(
        code=one["code"],
        titre=one["titre"],
        lues=one["lues"],
        gardees=one["gardees"],
        autres=one.get("autres", 0),
        ecarts=tuple(Ecart(e["motif"], e["lignes"], e["voulu"]) for e in one.get("ecartees", ())),
        inconnues=tuple(column for columns in unknown.values() for column in columns),
    )


def _couverture(table: dict[str, Any]) -> tuple[Couverture, ...]:
    names = table["colonnes"]
    at = [names.index(name) for name in Couverture.__dataclass_fields__]
    return tuple(Couverture(*(row[i] for i in at)) for row in table["lignes"])
