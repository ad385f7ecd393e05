"""The diplomas that one can enter at the rentrée of a session, by what their titles say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key
from data_bundle.builder.rapprochement.titles import Key as TitleKey
from data_bundle.builder.rapprochement.titles import diplome_key, keys, title_of, titles_of

_USUAL_YEARS = {"bts": 2, "btsa": 2, "dcg": 3, "dn made": 3, "cs": 1}
"""Length of the cycle that one enters by Parcoursup, where a diploma has several (a BTS in one year)."""


class Index:
    """The last years, and the shared first years, of the diplomas of one type of code."""

    def __init__(self, formations: Iterable[Formation], session: int) -> None:
        self._session = session
        self._by_title: dict[tuple[str, TitleKey], list[Formation]] = defaultdict(list)
        self._diplomes: set[str] = set()
        for row in formations:
            self._diplomes.add(diplome_key(row.diplome))
            if row.is_open(f"{session}-09-01") and (row.terminale or row.commune):
                for key in {key for title in titles_of(row) for key in keys(title)}:
                    self._by_title[diplome_key(row.diplome), key].append(row)

    def knows(self, diplome: str) -> bool:
        """Tell whether there is any formation of that diploma, open or not."""
        return diplome_key(diplome) in self._diplomes

    def find(self, line: Formation) -> list[Key]:
        """Return the formation that a line leads to; several when one cannot tell, none when no label fits.

        A line that says a shared first year, or a title that only a shared first year has, leads to that year.
        """
        title, commune, years = title_of(line.intitule)
        diplome = diplome_key(line.diplome)
        for key in keys(title):
            rows = self._by_title.get((diplome, key), [])
            whole = [row for row in rows if not row.commune]
            rows = whole if whole and not commune else [row for row in rows if row.commune]
            if rows:
                return [row.key for row in self._entered(rows, years, _USUAL_YEARS.get(diplome))]
        return []

    def _entered(self, rows: list[Formation], years: int | None, usual: int | None) -> list[Formation]:
        """Return the cycles of the length said, else of the usual one, still there when those who enter leave.

        None when all have ended by then: they would sit the exam of a later version, which no file has yet.
        """
        if years:
            rows = [row for row in rows if row.duree == years]
        else:
            rows = [row for row in rows if row.duree == usual] or rows
        return [row for row in rows if self._lasts(row)]

    def _lasts(self, row: Formation) -> bool:
        exam = self._session + (row.duree or 1)
        return row.is_open(f"{exam - 1}-09-01") and (row.derniere_session is None or row.derniere_session >= exam)
