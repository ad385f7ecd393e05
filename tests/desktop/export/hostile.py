"""A comparison in which every label is one that a file could stumble on."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from desktop.comparison import Comparison
from desktop.figures import Figure, _figure

LABELS = (
    "=1+1", "+33 1 23", "-2+3", "@SUM(A1)", "\t=cmd|' /C calc'!A0", "\r\n=1", "＝1+1", "1-2", "01/02", "0123", "12e5",
    "une \u0000\u0007\u000b\u001b barre", "a;b\"c'd", "ligne\nautre", "x" * 300,
    "Boulanger 🥖👩🏽‍🍳", "خباز \u202eabc", "\ufffe\uffff",
    "_x0041_", "<b>&amp;", "a  b", "\ud800", "\u2028", "\u00a0=1",
)  # fmt: skip
"""What labels of a broken source could be; none of them is real."""


def spoiled(comparison: Comparison, label: str, other: str = "producteur inventé") -> Comparison:
    """Return the comparison with a label as the name of every formation, place and source."""
    columns = tuple(
        replace(c, formation=replace(c.formation, libelle=label), lieu=replace(c.lieu, nom=label))
        for c in comparison.colonnes
    )
    names = cycle((label, other))

    def figure(one: Figure | None) -> Figure | None:
        if one is None:
            return None
        source = replace(one.source, producteur=next(names), dispositif=label) if one.source else None
        changed = {
            "source": source,
            "rapproche": label,
            "lieu": replace(one.lieu, nom=label),
            "repli": figure(one.repli),
        }
        return _figure(one.__dict__ | changed)

    rows = tuple(
        row._replace(cellules=tuple(f for cell in row.cellules if (f := figure(cell)) is not None))
        for row in comparison.lignes
    )
    return replace(comparison, colonnes=columns, lignes=rows)
