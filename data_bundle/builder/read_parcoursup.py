"""Parcoursup, places and candidacies of a session: a reader only, nothing of it is in the snapshot yet.

The file at hand has no ``cod_aff_form`` and 1 326 rows share UAI, formation and coordinates: every row stays apart.
A blank stays a blank, never a mean (DOMAIN.md §10, T16 and T17; §11, G29).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from data_bundle.builder.files import RawFile
from data_bundle.builder.numbers import Number
from data_bundle.builder.report import Report
from data_bundle.builder.tables import Columns, read_table

_COLUMNS: Columns = {
    "session": ("session", "Session"),
    "uai": ("cod_uai", "Code UAI de l'établissement"),
    "libelle": ("lib_comp_voe_ins",),
    "places": ("capa_fin",),
    "candidatures": ("voe_tot",),
    "admis": ("acc_tot",),
    "acces": ("taux_acces_ens",),
}
_FIGURES = ("places", "candidatures", "admis", "acces")


class Formation(NamedTuple):
    """One row. ``capacite`` and ``admis`` may be 0, which is a value; a blank is None (``raison_inconnue``)."""

    session: str
    uai: str
    libelle: str
    capacite: Number | None
    voeux: Number | None
    admis: Number | None
    taux_acces_parcoursup: Number | None


def read_file(file: RawFile, report: Report, known: Iterable[str] = ()) -> list[Formation]:
    """Return every row of the file, in its order."""
    table = read_table(file, _COLUMNS, tuple(_COLUMNS), report, known=tuple(known))
    figures = zip(*(table.numbers(name) for name in _FIGURES), strict=True)
    texts = table.rows("session", "uai", "libelle")
    return [
        Formation(session, uai, libelle, *numbers)
        for (session, uai, libelle), numbers in zip(texts, figures, strict=True)
    ]
