"""Certif-Info: accented labels, RNCP and ROME codes of a CFD."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder.files import Inputs
from data_bundle.builder.labels.make import CertifLabel
from data_bundle.builder.read_bcn import iso_date
from data_bundle.builder.tables import Columns, read_table

_COLUMNS: Columns = {
    "libelle": ("Libelle_Diplome",),
    "type": ("Libelle_Type_Diplome",),
    "formacode": ("Libelle_FormaCode",),
    "maj": ("Date_MaJ",),
    "cfd": ("Code_Scolarité",),
    "rncp": ("Code_RNCP",),
    "session": ("Annee_Premiere_Session",),
    "etat": ("Etat_Libelle",),
    **{f"rome{i}": (f"Code_Rome_{i}",) for i in range(1, 6)},
}
_RNCP = re.compile(r"^(?:RNCP)?([0-9]{2,6})$")
_ROME = re.compile(r"^[A-N][0-9]{4}$")


@dataclass(frozen=True, slots=True)
class CertifInfo:
    """One certification with a CFD: its label, and what else it is known as."""

    label: CertifLabel
    rncp: str | None
    rome: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Certifications:
    """What Certif-Info knows: by CFD (current and newest first), and every accented label for the vocabulary."""

    par_cfd: dict[str, list[CertifInfo]]
    vocabulaire: tuple[str, ...]

    def labels(self) -> dict[str, list[CertifLabel]]:
        """Return the labels by CFD."""
        return {cfd: [entry.label for entry in entries] for cfd, entries in self.par_cfd.items()}

    def rncp(self, cfd: str) -> str | None:
        """Return the RNCP code of a CFD."""
        return next((e.rncp for e in self.par_cfd.get(cfd, ()) if e.rncp), None)

    def rome(self, cfd: str) -> str | None:
        """Return up to five ROME codes of a CFD, most meaningful first, separated by spaces."""
        return next((" ".join(e.rome) for e in self.par_cfd.get(cfd, ()) if e.rome), None)


def read(inputs: Inputs) -> Certifications:
    """Read Certif-Info; most of its rows have no CFD, which is normal."""
    [file] = inputs.open("certif-info")
    known = inputs.records["certif-info"].source.connues
    required = ("libelle", "type", "cfd", "rncp", "etat")
    table = read_table(file, _COLUMNS, required, inputs.report, known=known)
    table.codes("cfd", codes.CFD, empty=True)
    found: dict[str, list[CertifInfo]] = {}
    for libelle, kind, cfd, rncp, session, etat, *rome in table.rows(
        "libelle", "type", "cfd", "rncp", "session", "etat", *(f"rome{i}" for i in range(1, 6))
    ):
        if cfd:
            first = int(session) if session.isdigit() else None
            label = CertifLabel(cfd, libelle, kind, etat == "Publié", first)
            number = _RNCP.match(rncp)
            kept = tuple(code for code in rome if _ROME.match(code))
            found.setdefault(cfd, []).append(CertifInfo(label, number[1] if number else None, kept))
    for entries in found.values():
        entries.sort(key=lambda e: (e.label.publie, e.label.premiere_session or 0), reverse=True)
    dates = {iso_date(text) for text in set(table["maj"])}
    inputs.read("certif-info", len(table), [d for d in dates if d])
    return Certifications(found, (*table["libelle"], *table["formacode"]))
