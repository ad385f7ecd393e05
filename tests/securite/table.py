"""The table of attacks and faults: every case, and its rows as ``docs/securite.md`` shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.securite import (
    arrets,
    bits,
    bombes,
    cles,
    commande,
    disque,
    donnees,
    flux,
    gestes,
    liens,
    noms,
    retours,
    web,
)
from tests.securite.mesures import Cas, Mesure

DOC = Path(__file__).resolve().parent.parent.parent / "docs" / "securite.md"
DEBUT, FIN = "<!-- tableau : début (python -m tests.securite --doc) -->", "<!-- tableau : fin -->"
_FAUTES = "promesses non tenues"
_ROW = re.compile(r"^\| ([^|]+) \| (\d[^|]* \| [^|]+) \|$", re.MULTILINE)
CAS: tuple[Cas, ...] = tuple(
    cas
    for module in (bits, retours, cles, noms, donnees, bombes, flux, web, liens, disque, arrets, gestes, commande)
    for cas in module.CAS
)


def lignes(mesures: Sequence[Mesure], page: str, graine: int) -> str:
    """Return the table in Markdown, a part for each family; a case that was not tried keeps its row of ``page``."""
    rows = dict(_ROW.findall(page)) | {one.cas: f"{one.essais} | {_issues(one)}" for one in mesures}
    kept = [cas for cas in CAS if cas.nom in rows]
    said, famille = [], ""
    for cas in kept:
        if cas.famille != famille:
            famille = cas.famille
            said += ["", f"**{famille}**", "", "| cas | essais | ce qui s’est passé |", "|---|---:|---|"]
        said.append(f"| {cas.nom} | {rows[cas.nom]} |")
    essais = sum(int(rows[cas.nom].partition(" ")[0]) for cas in kept)
    fautes = sum(_FAUTES in rows[cas.nom] for cas in kept)
    total = (
        f"{len(kept)} cas, {_nombre(essais)} essais (graine {graine}), {fautes} cas où une promesse n’a pas été tenue."
    )
    return "\n".join([total, *said])


def _issues(mesure: Mesure) -> str:
    found = ", ".join(f"{issue}\u00a0: {count}" for issue, count in sorted(mesure.issues.items()))
    return f"{found}, **{_FAUTES}\u00a0: {len(mesure.fautes)}**" if mesure.fautes else found


def _nombre(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def pose(doc: str, table: str) -> str:
    """Return the page with another table between its two marks."""
    avant, _, reste = doc.partition(DEBUT)
    _, _, apres = reste.partition(FIN)
    if not apres:
        raise ValueError("marks are missing")
    return f"{avant}{DEBUT}\n\n{table}\n\n{FIN}{apres}"
