"""What one source says, in the terms of the snapshot: the result of every reader of figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Mesure
from data_bundle.builder.offre import Offre


@dataclass(frozen=True, slots=True)
class Seen:
    """The name under which a file shows an establishment; ``nature`` is lycee, cfa or autre.

    With an empty ``millesime`` the name serves only for want of any other.
    """

    uai: str
    libelle: str
    millesime: str
    source: str
    nature: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Rows of figures, names of establishments, formations that only this source knows, and where they were seen."""

    mesures: list[Mesure] = field(default_factory=list)
    noms: list[Seen] = field(default_factory=list)
    formations: list[Formation] = field(default_factory=list)
    offre: list[Offre] = field(default_factory=list)


def joined(readings: list[Reading]) -> Reading:
    """Return several readings as one, in their order."""
    return Reading(
        [row for reading in readings for row in reading.mesures],
        [row for reading in readings for row in reading.noms],
        [row for reading in readings for row in reading.formations],
        [row for reading in readings for row in reading.offre],
    )
