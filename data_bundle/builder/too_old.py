"""Figures too old for the snapshot: left out, and said to be (DOMAIN.md §11, G28).

People choose for the years to come, so a cohort that left long ago answers nothing. What « older than five cohorts »
means, for every source alike:

- a row is too old when its cohort, or session, is more than five years older than the newest one of its source and
  portée: a source is republished with more or less delay, and its own newest cohort is what it has to say today.
  Beside the cumul 2023-2024, the cumul 2018-2019 is five cohorts older and stays; with 2024-2025 it goes;
- a whole source is too old when its newest cohort, or session, is itself more than five years older than the day of
  the snapshot: at the end of March 2026, nothing from a source that stops in 2017, or even in 2020.

A row of the future is a slip, and would make all the others old: it stops the build. No cohort has left after the year
of the snapshot, and no session is later than the year after it.

A cumul counts for its last year. Names of establishments, offers and formations that only such rows brought go too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import replace

from data_bundle.builder.cohorts import last_year
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.inputs import Raw
from data_bundle.builder.measures import Mesure
from data_bundle.builder.report import Report

YEARS = 5
"""How many cohorts, or sessions, older than the newest one a figure may be."""

SESSIONS = frozenset({"acces", "reussite"})
"""Portées told by session; the others are told by cohort."""


def without_old(raw: Raw, day: str, report: Report) -> Raw:
    """Return what the sources say without what is too old on ``day`` (AAAA-MM-JJ), which goes to the report.

    Raises BadInputError for a cohort or a session of the future.
    """
    every = [*raw.regions, *raw.others.mesures, *raw.places]
    check_future(every, day)
    oldest = oldest_kept(every, day)
    old = [row for row in every if _is_old(row, oldest)]
    if not old:
        return raw
    _tell(old, report)
    seen = {(row.source, row.millesime) for row in every if not _is_old(row, oldest)}
    gone = {(row.source, row.millesime) for row in old} - seen
    years = {(source, last_year(millesime)) for source, millesime in gone}
    offre = [o for o in raw.others.offre if (o.source, o.rentree) not in years]
    mesures = [row for row in raw.others.mesures if not _is_old(row, oldest)]
    alone = {row.formation for row in old} - {row.formation for row in mesures}
    others = replace(
        raw.others,
        mesures=mesures,
        noms=[nom for nom in raw.others.noms if (nom.source, nom.millesime) not in gone],
        formations=[row for row in raw.others.formations if row.key not in alone],
        offre=offre,
    )
    return replace(
        raw,
        regions=[row for row in raw.regions if not _is_old(row, oldest)],
        places=[row for row in raw.places if not _is_old(row, oldest)],
        noms=[nom for nom in raw.noms if (nom.source, nom.millesime) not in gone],
        others=others,
    )


def check_future(mesures: Iterable[Mesure], day: str) -> None:
    """Raise BadInputError for the first source, by name, with a cohort or a session that cannot be on ``day``."""
    this = int(day[:4])
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in mesures:
        session = row.portee in SESSIONS
        if last_year(row.millesime) > this + session:
            found[row.source, "session" if session else "promotion", row.millesime] += 1
    if found:
        (source, what, millesime), count = min(found.items())
        rows = "1 ligne" if count == 1 else f"{count} lignes"
        raise BadInputError(
            f"{source}\u00a0: {what} {millesime.replace('_', '-')} dans le futur ({rows})\u00a0; "
            "reprenez le fichier d’origine."
        )


def oldest_kept(mesures: Iterable[Mesure], day: str) -> dict[tuple[str, str], int]:
    """Return, by source and portée, the oldest year that stays; one after all its rows when none does."""
    newest: dict[tuple[str, str], int] = defaultdict(int)
    for key, millesime in {((row.source, row.portee), row.millesime) for row in mesures}:
        newest[key] = max(newest[key], last_year(millesime))
    limit = int(day[:4]) - YEARS
    return {key: year - YEARS if year >= limit else year + 1 for key, year in newest.items()}


def _is_old(row: Mesure, oldest: dict[tuple[str, str], int]) -> bool:
    return last_year(row.millesime) < oldest[row.source, row.portee]


def _tell(old: list[Mesure], report: Report) -> None:
    """Say which sessions, or cohorts, of which source were left out, and how many rows."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in old:
        what = "sessions" if row.portee in SESSIONS else "promotions"
        found[row.source, what].append(last_year(row.millesime))
    for (source, what), years in sorted(found.items()):
        report.aside(
            source, f"{what} {_span(set(years))}, trop anciennes pour l’instantané (plus de cinq ans)", len(years)
        )


def _span(years: Set[int]) -> str:
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first} à {last}"
