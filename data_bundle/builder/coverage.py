"""Rows of the table ``couverture``: how many formations have a figure in each région, in the newest cohort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key, Mesure

Row = tuple[str, str, str, str, int, int, int, int]


def coverage(mesures: Iterable[Mesure], formations: Mapping[Key, Formation], day: str) -> list[Row]:
    """Return one row for each niveau, voie, diplôme and région, sorted.

    Counted are formations with a row: with a figure of their own, only with one taken over from another version of
    the diploma, or with nothing but suppressed cells. A closed diploma that only takes over figures is not counted.
    """
    frame = pd.DataFrame(
        [
            (row.voie, formations[row.formation].diplome, row.lieu[4:], row.formation[1], row.millesime,
             row.origine == "propre", any(cell.valeur is not None for cell in row.cells))
            for row in mesures
            if row.formation is not None and row.lieu.startswith("reg:")
            and (row.origine == "propre" or formations[row.formation].is_open(day))
        ],
        columns=["voie", "diplome", "region", "code", "millesime", "propre", "chiffre"],
    )  # fmt: skip
    if frame.empty:
        return []
    newest = frame[frame["millesime"] == frame["millesime"].max()].copy()
    newest["avec_chiffre"] = newest["propre"] & newest["chiffre"]
    newest["par_continuum"] = ~newest["propre"] & newest["chiffre"]
    newest["sous_seuil"] = ~newest["chiffre"]
    keys = ["voie", "diplome", "region"]
    counts = newest.groupby(keys)[["avec_chiffre", "par_continuum", "sous_seuil"]].sum()
    counts.insert(0, "formations", newest.groupby(keys)["code"].nunique())
    return [("region", *key, *(int(n) for n in row)) for key, *row in counts.itertuples(name=None)]
