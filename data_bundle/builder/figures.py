"""The rows of ``lot``, ``ligne``, ``motif`` and ``chiffre``: every figure once, compactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from data_bundle.builder.measures import Key, Mesure
from data_bundle.builder.statuses import VALEUR

Tables = dict[str, list[tuple[Any, ...]]]
"""Rows by table, in the order in which tables are filled."""


def figures(mesures: Iterable[Mesure], formations: Mapping[Key, int], sources: Mapping[str, int]) -> Tables:
    """Return the four tables of figures, those of one place and formation side by side."""
    numbered = sorted(
        (
            (
                row.lieu,
                formations[row.formation] if row.formation else 0,
                row.millesime,
                row.portee,
                sources[row.source],
                row.voie,
                row.population or "",
                row.origine,
                formations[row.formation_origine] if row.formation_origine else None,
                row,
            )
            for row in mesures
        ),
        key=lambda r: r[:8],
    )
    keys = sorted({(r[3], *r[4:6], r[2], *r[6:8]) for r in numbered})
    lots = {key: number for number, key in enumerate(keys, 1)}
    patterns = sorted({gaps for r in numbered if (gaps := _gaps(r[-1]))})
    motifs = {(): 0} | {gaps: number for number, gaps in enumerate(patterns, 1)}
    lignes: list[tuple[Any, ...]] = []
    chiffres: list[tuple[Any, ...]] = []
    for number, (lieu, formation, millesime, portee, source, voie, population, origine, origin, row) in enumerate(
        numbered, 1
    ):
        lot = lots[portee, source, voie, millesime, population, origine]
        lignes.append((number, formation or None, lieu, lot, motifs[_gaps(row)], origin, row.libelle_source, row.sites))
        chiffres.extend((number, c.indicateur, *c[2:]) for c in row.cells if c.statut == VALEUR)
    return {
        "lot": [(number, *key[:4], key[4] or None, key[5]) for key, number in lots.items()],
        "ligne": lignes,
        "motif": [(number, *gap) for gaps, number in motifs.items() for gap in gaps],
        "chiffre": chiffres,
    }


def _gaps(row: Mesure) -> tuple[tuple[int, int], ...]:
    return tuple((cell.indicateur, cell.statut) for cell in row.cells if cell.statut != VALEUR)


def promotions(found: Tables) -> list[tuple[Any, ...]]:
    """Return the rows of ``promotion``: where which cohorts of formations were loaded, all UAI together."""
    lots = {row[0]: row for row in found["lot"]}
    seen = set()
    for _, _, lieu, number, *_ in found["ligne"]:
        _, portee, _, voie, millesime, *_ = lots[number]
        if portee == "formation":
            seen.add((lieu if lieu == "fr" or ":" in lieu else "etablissement", voie, millesime))
    return sorted(seen)
