"""IVAL of the professional lycées: success at the exam and the way from 2de to the bac, by lycée and session.

A reader only: the cohorts at hand (2012 to 2017) are too old for the snapshot. Nothing is computed; there is no
valeur ajoutée in this form of the file (DOMAIN.md §11, G28).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from data_bundle import codes
from data_bundle.builder.files import RawFile
from data_bundle.builder.numbers import Number
from data_bundle.builder.report import Report
from data_bundle.builder.tables import Columns, read_table

_COLUMNS: Columns = {
    "uai": ("Code établissement", "code_etablissement"),
    "session": ("Année", "annee"),
    "region": ("code région", "code_region"),
    "presents": ("Effectifs présents Total secteurs",),
    "reussite": ("Taux Brut de Réussite Total secteurs",),
    "acces": ("Taux accès Brut seconde BAC",),
    "acces_france": ("Taux accès Attendu France seconde BAC",),
}
_OUTRE_MER = "0"
"""Code of a region in the second row of an overseas lycée: the same figures, filed under no region."""


class Resultat(NamedTuple):
    """One lycée at one session; rates are percents, None where the source says ND or nothing (``non_diffuse``)."""

    uai: str
    session: str
    region: str
    presents: Number | None
    taux_reussite: Number | None
    taux_acces_2nde_bac: Number | None
    taux_acces_2nde_bac_attendu_france: Number | None


def read_file(file: RawFile, report: Report, known: Iterable[str] = ()) -> dict[tuple[str, str], Resultat]:
    """Return the results by UAI and session; of two rows that differ by the region alone, the one that has it."""
    table = read_table(file, _COLUMNS, tuple(_COLUMNS), report, known=tuple(known))
    table.codes("uai", codes.UAI)
    figures = zip(*(table.numbers(n) for n in ("presents", "reussite", "acces", "acces_france")), strict=True)
    found: dict[tuple[str, str], Resultat] = {}
    for (uai, session, region), numbers in zip(table.rows("uai", "session", "region"), figures, strict=True):
        older = found.get((uai, session))
        if older is None or older.region == _OUTRE_MER:
            found[uai, session] = Resultat(uai, session, region, *numbers)
    return found
