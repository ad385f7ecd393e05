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
from data_bundle.builder.figures import Tables
from data_bundle.builder.files import Inputs
from data_bundle.builder.quality_coverage import COLUMNS, REGIONS, Gain, Line, as_row, gains, lines, states
from data_bundle.builder.quality_facts import of_tables
from data_bundle.builder.quality_rows import Fate, fates
from data_bundle.builder.sources import Catalogue

VERSION = 1


@dataclass(frozen=True, slots=True)
class Quality:
    """The report. ``promotions`` are the newest cohorts, by level and voie; ``gains`` those of the whole country."""

    jour: str
    sources: tuple[Fate, ...]
    absentes: tuple[str, ...]
    couverture: tuple[Line, ...]
    gains: tuple[Gain, ...]
    promotions: dict[tuple[str, str], str]
    sans_ligne: tuple[str, ...]
    notes: tuple[str, ...]
    mesures: dict[str, Any]

    def within(self, regions: Sequence[str]) -> Quality:
        """Return the report of an extract: the coverage of its régions and of the country, the rest as it is."""
        kept = tuple(line for line in self.couverture if line.region in ("fr", *regions))
        return replace(self, couverture=kept)


def quality(found: Tables, inputs: Inputs, content: Derived, catalogue: Catalogue, day: str) -> Quality:
    """Return the report of what was read and derived; ``found`` are the tables of the whole country."""
    facts = of_tables(found)
    known = states(facts)
    coverage = tuple(lines(facts, known, day))
    present = {line.lieu[4:] for line in facts.lignes if line.lieu.startswith("reg:")}
    report = inputs.report
    return Quality(
        jour=day,
        sources=fates(inputs, content, catalogue, report),
        absentes=tuple(source.code for source in catalogue.sources if source.code not in inputs.records),
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
        "absentes": list(report.absentes),
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
    told: dict[str, Any] = {"code": fate.code, "role": fate.role, "lues": fate.lues, "gardees": fate.gardees}
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
