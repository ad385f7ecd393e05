"""Affelnet, places and wishes after 3e or 2de, where a user has the file of an académie.

There is no open dataset: columns are known by several names. Codes are those of the first year, as one asks for it;
figures are attached to the diploma as the offer is (DOMAIN.md §5.2), a shared first year stands for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from data_bundle import codes
from data_bundle.builder.access_figures import cells, counts, pressure
from data_bundle.builder.files import Inputs
from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key, Mesure
from data_bundle.builder.numbers import Number
from data_bundle.builder.read_bcn import Bcn
from data_bundle.builder.reading import Reading, Seen
from data_bundle.builder.report import Report
from data_bundle.builder.statuses import NON_APPLICABLE, NON_DIFFUSE, Cell
from data_bundle.builder.tables import Columns, Table, read_table

CODE = "affelnet"
_COLUMNS: Columns = {
    "session": ("session", "Session", "annee", "Année", "rentree", "Rentrée"),
    "uai": ("uai", "Code UAI", "numero_uai", "cod_uai"),
    "etablissement": ("libelle", "Établissement", "etablissement", "nom_etablissement"),
    "mefstat11": ("mefstat11", "mef_stat_11", "code_formation_mefstat11", "Code MEFSTAT11"),
    "mef": ("mef", "mef10", "code_mef", "Code MEF"),
    "places": ("capacite", "Capacité", "capacite_accueil"),
    "voeux_1": ("voeux_1", "Vœux 1", "nb_voeux_1", "Demandes en 1er vœu"),
    "voeux_tous": ("voeux_tous", "Vœux tous rangs", "nb_voeux", "Total des vœux"),
}
_REQUIRED = ("session", "uai", "places")
_YEAR = re.compile(r"^20[0-9]{2}$")
_MEF10 = re.compile(r"^[0-9A-Z]{10}$")
_FEW = 5
"""Up to so many places, no rate of pressure (DOMAIN.md §2.2)."""

MEF10 = "mef10"
"""Type of a code that only BCN can turn into a MEFSTAT11."""


def read(inputs: Inputs) -> Reading:
    """Read every row of every file, under the code as written: a MEFSTAT11, or a MEF of ten characters."""
    found = Reading()
    for file in inputs.open(CODE):
        table = read_table(file, _COLUMNS, _REQUIRED, inputs.report)
        table.codes("uai", codes.UAI)
        table.codes("mefstat11", codes.MEFSTAT11, empty=True)
        table.codes("mef", _MEF10, empty=True)
        figures = {
            "capacite": counts(table, "places"),
            "voeux_1": counts(table, "voeux_1"),
            "voeux_tous": counts(table, "voeux_tous"),
        }
        for i, (first, every) in enumerate(zip(figures["voeux_1"], figures["voeux_tous"], strict=True)):
            if first is not None and every is not None and first > every:
                raise table.wrong("voeux_1", i, f"dépasse le nombre de vœux de tous rangs, {every}")
        empty = {nom: NON_DIFFUSE for nom, column in figures.items() if all(n is None for n in column)}
        for i, session in enumerate(table["session"]):
            if not _YEAR.match(session):
                raise table.wrong("session", i, "n’est pas une session")
            row = _cells({nom: column[i] for nom, column in figures.items()}, empty)
            uai, nom = table["uai"][i], table["etablissement"][i]
            found.mesures.append(Mesure(_key(table, i), uai, "scolaire", session, None, CODE, row, portee="acces"))
            found.noms.append(Seen(uai, nom, session, CODE, "lycee"))
        inputs.read(CODE, len(table))
    return found


def coded(mesures: Iterable[Mesure], bcn: Bcn) -> list[Mesure]:
    """Return the rows under a MEFSTAT11 where the file gave a MEF that BCN knows; the others as they are."""
    found = {mef.mef10: mef.mefstat11 for mef in bcn.mefs.values()}
    return [
        replace(row, formation=("mefstat11", found[row.formation[1]]))
        if row.formation and row.formation[0] == MEF10 and row.formation[1] in found
        else row
        for row in mesures
    ]


def attached(
    mesures: Iterable[Mesure], rows: Mapping[Key, Formation], leads: Mapping[str, list[str]], report: Report
) -> list[Mesure]:
    """Return all the rows, those of Affelnet under the last year of their cycle where there is one only.

    ``leads`` gives the last years of a MEFSTAT11. Entering the first year goes before entering a later one. Rows that
    differ for one formation and place are refused: adding them up would publish what nobody published.
    """
    kept: list[Mesure] = []
    groups: dict[tuple[Key, str, str], list[tuple[int, Mesure]]] = defaultdict(list)
    for row in mesures:
        if row.source != CODE or row.formation is None or row.formation not in rows:
            kept.append(row)
            continue
        asked = rows[row.formation]
        last = leads.get(asked.code, [])
        key = ("mefstat11", last[0]) if len(last) == 1 and not asked.commune else asked.key
        key = key if key in rows else asked.key
        under = replace(row, formation=key, voie=rows[key].voie)
        groups[key, row.lieu, row.millesime].append((asked.annee or 0, under))
    for (key, uai, session), several in groups.items():
        first = min(annee for annee, _ in several)
        entered = [row for annee, row in several if annee == first]
        if all(row.cells == entered[0].cells for row in entered):
            kept.append(entered[0])
            report.aside(CODE, "entrées dans une année suivante, ou lignes répétées", len(several) - 1)
        else:
            what = [f"{key[1]} {uai} {session}"]
            report.refused(CODE, "places différentes pour une même formation", what, len(several))
    return kept


def _key(table: Table, i: int) -> Key:
    if table["mefstat11"][i]:
        return "mefstat11", table["mefstat11"][i].removeprefix("MEFSTAT11:")
    if table["mef"][i]:
        return MEF10, table["mef"][i]
    raise table.wrong(
        "mefstat11" if "mefstat11" in table else "uai", i, "n’a pas de code de formation (mefstat11 ou mef)"
    )


def _cells(said: dict[str, Number | None], empty: dict[str, int]) -> tuple[Cell, ...]:
    """Return the cells of a row; wishes for a place are told for more than five places only."""
    parcoursup = ("voeux", "taux_acces_parcoursup", "taux_pression_voeux")
    without = dict.fromkeys(parcoursup, NON_APPLICABLE) | {"admis": NON_DIFFUSE} | empty
    places, first = said["capacite"], said["voeux_1"]
    if places is not None and first is not None:
        said["taux_pression_voeux1"] = pressure(first, places) if places > _FEW else None
        without["taux_pression_voeux1"] = NON_DIFFUSE
    return cells(said, without)
