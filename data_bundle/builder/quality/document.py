"""The quality report of a build: what was read, what became of it, how far the figures reach.

It depends on the raw files alone: it goes into ``meta`` (key ``qualite``) as JSON, beside whatever was measured under
its own key (`Report.fact`). What changed since another snapshot is told apart (`changes`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from data_bundle.builder.derive import Derived
from data_bundle.builder.files import Inputs
from data_bundle.builder.quality.coverage import COLUMNS, REGIONS, Line, States, as_row, lines
from data_bundle.builder.quality.gain import Gain, gains
from data_bundle.builder.quality.rows import Fate, fates
from data_bundle.builder.sources import Catalogue

VERSION = 1


@dataclass(frozen=True, slots=True)
class Quality:
    """The report. ``promotions`` are the newest cohorts, by level and voie; ``gains`` those of the whole country.

    ``absentes`` are the titles of the sources that the folder lacks, by code. ``regions`` are those that the snapshot
    holds, Mayotte apart, ``sans_ligne`` those without any row of figures.
    """

    jour: str
    regions: tuple[str, ...]
    sources: tuple[Fate, ...]
    absentes: dict[str, str]
    couverture: tuple[Line, ...]
    gains: tuple[Gain, ...]
    promotions: dict[tuple[str, str], str]
    sans_ligne: tuple[str, ...]
    notes: tuple[str, ...]
    mesures: dict[str, Any]

    def within(self, regions: Sequence[str]) -> Quality:
        """Return the report of an extract: the coverage of its régions and of the country, the rest as it is."""
        kept = tuple(line for line in self.couverture if line.region in ("fr", *regions))
        without = tuple(code for code in self.sans_ligne if code in regions)
        return replace(self, couverture=kept, regions=tuple(regions), sans_ligne=without)


def quality(known: States, inputs: Inputs, content: Derived, catalogue: Catalogue, day: str) -> Quality:
    """Return the report of what was read and derived; ``known`` are the states of the whole country."""
    coverage = tuple(lines(known, day))
    present = {line.lieu[4:] for line in known.facts.lignes if line.lieu.startswith("reg:")}
    report = inputs.report
    return Quality(
        jour=day,
        regions=REGIONS,
        sources=fates(inputs, content, catalogue, report),
        absentes={one.code: one.titre for one in catalogue.sources if one.code not in inputs.records},
        couverture=coverage,
        gains=tuple(gains(coverage)),
        promotions=known.promotions,
        sans_ligne=tuple(code for code in REGIONS if code not in present),
        notes=tuple(report.notes),
        mesures=report.facts,
    )


def document(report: Quality) -> dict[str, Any]:
    """Return the report as JSON holds it. ``couverture`` is a table: names of columns, then rows."""
    promotions: dict[str, dict[str, str]] = {}
    for (niveau, voie), millesime in sorted(report.promotions.items()):
        promotions.setdefault(niveau, {})[voie] = millesime
    return {
        "version": VERSION,
        "jour": report.jour,
        "sources": [_source(fate) for fate in report.sources],
        "absentes": report.absentes,
        "regions": list(report.regions),
        "promotions": promotions,
        "regions_sans_ligne": list(report.sans_ligne),
        "continuum": [asdict(gain) for gain in report.gains],
        "couverture": {"colonnes": list(COLUMNS), "lignes": [as_row(line) for line in report.couverture]},
        "notes": list(report.notes),
        **report.mesures,
    }


def compact(report: Quality) -> str:
    """Return the report as the shortest JSON, for ``meta``."""
    return json.dumps(document(report), ensure_ascii=False, separators=(",", ":"))


def _source(fate: Fate) -> dict[str, Any]:
    told: dict[str, Any] = {"code": fate.code, "titre": fate.titre, "role": fate.role, "lues": fate.lues}
    told["gardees"] = fate.gardees
    if fate.autres:
        told["autres"] = fate.autres
    if fate.ecarts:
        told["ecartees"] = [
            {"motif": one.motif, "lignes": one.lignes, "exemples": list(one.exemples), "voulu": one.voulu}
            for one in fate.ecarts
        ]
    if fate.fichiers:
        told["fichiers"] = dict(fate.fichiers)
    if fate.inconnues:
        told["colonnes_inconnues"] = {name: list(columns) for name, columns in fate.inconnues}
    return told
