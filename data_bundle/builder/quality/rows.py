"""What became of the rows of each source: read, kept as rows of the snapshot, left out and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from data_bundle.builder.derive import Derived
from data_bundle.builder.files import Inputs, Record
from data_bundle.builder.report import Refused, Report
from data_bundle.builder.sources import Catalogue

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Ecart:
    """Rows left out for one reason; a few of them."""

    motif: str
    lignes: int
    exemples: tuple[str, ...]
    voulu: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """The rows of one source. ``fichiers`` are (name, rows) of its tables.

    ``gardees`` counts rows of figures, or of the offer, that the snapshot holds; None for a source that only names or
    places things. ``autres`` are rows neither kept nor refused: merged with another one, or of no use to us.
    """

    code: str
    titre: str
    role: str
    lues: int
    gardees: int | None
    autres: int
    ecarts: tuple[Ecart, ...]
    fichiers: tuple[tuple[str, int], ...]
    inconnues: tuple[tuple[str, tuple[str, ...]], ...]


def fates(inputs: Inputs, content: Derived, catalogue: Catalogue, report: Report) -> tuple[Fate, ...]:
    """Return the fate of the rows of every source that was read, in the order of ``sources.toml``."""
    figures = Counter(row.source for row in content.mesures if row.origine == "propre")
    offers = Counter(offer.source for offer in content.offre)
    return tuple(
        _fate(inputs.records[source.code], figures[source.code] or offers[source.code], report)
        for source in catalogue.sources
        if source.code in inputs.records
    )


def _fate(record: Record, kept: int, report: Report) -> Fate:
    code, titre, role = record.source.code, record.source.titre, record.source.role
    names = [file.name for file in record.fichiers]
    files = tuple((name, report.files[name]) for name in names if name in report.files)
    read = max(record.lignes, sum(rows for _, rows in files))
    ecarts = tuple(_ecart(one) for one in report.left_out if one.fichier in (code, *names))
    counted = role in ("chiffres", "offre") or kept > 0
    held = min(kept, read - sum(ecart.lignes for ecart in ecarts))  # one row may be told under two formations
    rest = read - held - sum(ecart.lignes for ecart in ecarts) if counted else 0
    unknown = tuple((name, report.unknown[name]) for name in names if name in report.unknown)
    return Fate(code, titre, role, read, held if counted else None, rest, ecarts, files, unknown)


def _ecart(one: Refused) -> Ecart:
    return Ecart(one.motif, one.lignes, one.exemples[:EXAMPLES], one.voulu)
