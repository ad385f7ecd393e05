"""Which UAI stand in France: ``112…``, ``136…`` or ``350…`` are campuses abroad, ``999…`` is nothing (DOMAIN.md §5.9).

A row about an établissement elsewhere is refused and reported, whoever publishes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from data_bundle import codes
from data_bundle.builder.report import Report

_STARTS = re.compile(r"^(?:0(?:0[1-9]|1[0-9]|2[1-9]|[3-8][0-9]|9[0-5])|620|720|97[1-8]|98[34678])")
"""Départements by the first three digits; Corse is 620 and 720, Nouvelle-Calédonie 983, Polynésie 984."""


def is_abroad(uai: str) -> bool:
    """Tell whether a text is a UAI, well formed, of no French département."""
    return bool(codes.UAI.match(uai)) and not _STARTS.match(uai)


def refuse(uais: Iterable[str], source: str, report: Report) -> None:
    """Report the rows of a source that were left out because their établissement is not in France, one UAI a row."""
    report.refused(source, "établissement hors de France", uais)
