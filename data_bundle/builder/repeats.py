"""Rows that a source gives twice: equal ones are one, and of those that differ nobody knows which is right."""

from __future__ import annotations

from collections.abc import Iterable

from data_bundle.builder.measures import Mesure
from data_bundle.builder.report import Report

_Key = tuple[str, tuple[str, str] | None, str, str, str | None, str]


def without_repeats(mesures: Iterable[Mesure], file: str, report: Report) -> list[Mesure]:
    """Return the rows of one source, one for each place, formation, voie, cohort, population and portée.

    Rows that differ are all refused; they go to the report under the name of their ``file``.
    """
    kept: dict[_Key, Mesure] = {}
    equal, refused = 0, dict[_Key, int]()
    for row in mesures:
        key = (row.lieu, row.formation, row.voie, row.millesime, row.population, row.portee)
        first = kept.setdefault(key, row)
        if first is row:
            continue
        if key in refused or first.cells != row.cells:
            refused[key] = refused.get(key, 1) + 1
        else:
            equal += 1
    if equal:
        report.aside(file, "lignes répétées à l’identique", equal)
    if refused:
        named = sorted(" ".join((lieu, *(code[1:] if code else ()), year)) for lieu, code, _, year, *_ in refused)
        report.refused(file, "chiffres différents pour un même établissement", named, rows=sum(refused.values()))
    return [row for key, row in kept.items() if key not in refused]
