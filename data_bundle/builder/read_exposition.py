"""Exports of the Exposition API (InserJeunes-InserSup), JSON or CSV: formations, régions, France.

Beware: its ``taux_en_emploi_6_mois`` is out of all final-year pupils, what open data call a part (DOMAIN.md §2.1).
``null`` is under the threshold, a key that is not there cannot be computed. Figures that the API copied from another
version of the diploma are filed under the version whose they are: the copies are made again by our own rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from data_bundle import codes
from data_bundle.builder import counted_figures, salary_figures
from data_bundle.builder.cohorts import millesimes
from data_bundle.builder.exposition_entries import (
    CODE,
    COUNTS,
    NUMBERS,
    OBSERVED_COUNTS,
    PAY,
    SHARES,
    Entry,
    entries_of,
    tables,
)
from data_bundle.builder.files import Inputs
from data_bundle.builder.formation_figures import OBSERVED, Gathered, Row, checked
from data_bundle.builder.measures import Mesure
from data_bundle.builder.numbers import Number
from data_bundle.builder.reading import Reading, Seen
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.report import Report
from data_bundle.builder.statuses import Column
from data_bundle.builder.tables import Table


def read(inputs: Inputs) -> Reading:
    """Read every export of the folder; nothing when there is none."""
    gathered: Gathered[Entry] = Gathered(NUMBERS, OBSERVED_COUNTS)
    seen: dict[tuple[str, str], Seen] = {}
    for file in inputs.open_large(CODE):
        for table in tables(file, inputs):
            when = millesimes(table)
            kept = entries_of(table, inputs.report)
            numbers = checked(table, SHARES)
            numbers |= {name: table.numbers(name) for name in (*COUNTS, *PAY) if name in table}
            _check(table, numbers)
            figures = {name: [column[i] for i in kept] for name, column in numbers.items()}
            gathered.add(kept.values(), [when[i] for i in kept], figures)
            for i, entry in kept.items():
                for one in _names(entry, table["libelle"][i], when[i]):
                    seen.setdefault((one.uai, one.libelle), one)
            inputs.read(CODE, len(table))
    return Reading(mesures=_mesures(gathered, inputs.report), noms=list(seen.values()))


def _names(entry: Entry, libelle: str, millesime: str) -> Iterator[Seen]:
    nature = "cfa" if entry.voie == "apprentissage" else "lycee"
    for uai, name in ((entry.lieu, libelle), (entry.donnee, "")):
        if codes.UAI.match(uai):
            yield Seen(uai, name, millesime, CODE, nature)


def _check(table: Table, numbers: Mapping[str, list[Number | None]]) -> None:
    for i, values in enumerate(zip(*numbers.values(), strict=True)):
        row = dict(zip(numbers, values, strict=True))
        found = counted_figures.contradiction(row) or salary_figures.contradiction(row)
        if found:
            raise table.wrong(found[0], i, found[1])


def _mesures(gathered: Gathered[Entry], report: Report) -> list[Mesure]:
    own: list[Mesure] = []
    lent: list[tuple[Mesure, Mesure]] = []
    for entry, millesime, row, states in gathered.rows():
        for mesure in _both(entry, millesime, row, states):
            own.append(mesure)
            if entry.donnee != entry.lieu:
                shown = replace(mesure, lieu=entry.lieu, formation=entry.formation, origine="autre_site")
                lent.append((replace(shown, formation_origine=entry.propre), mesure))
    kept = without_repeats(own, CODE, report)
    held, rows = {_key(m) for m in kept}, set(kept)
    return kept + without_repeats([m for m, whose in lent if whose in rows and _key(m) not in held], CODE, report)


def _key(mesure: Mesure) -> tuple[object, ...]:
    return mesure.lieu, mesure.formation, mesure.millesime, mesure.portee


def _both(entry: Entry, millesime: str, row: Row, states: Mapping[str, Column]) -> list[Mesure]:
    """Return the own rows of an entry: what became of the pupils, and their pay where the whole of France has it."""
    columns = {name: Column.FILLED if name in entry.nulls else state for name, state in states.items()}
    columns |= {name: columns[name.removeprefix("taux_")] for name in OBSERVED}
    figures = counted_figures.cells(row, columns, contrats=entry.voie == "apprentissage", rates_from_counts=True)
    found = [Mesure(entry.propre, entry.donnee, entry.voie, millesime, None, CODE, figures)]
    if entry.donnee == "fr" and any(states[name] is not Column.NEVER for name in PAY):
        pay = salary_figures.cells(row, columns)
        found.append(Mesure(entry.propre, "fr", entry.voie, millesime, None, CODE, pay, portee="salaire"))
    return found
