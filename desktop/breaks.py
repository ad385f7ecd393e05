"""Where two figures of one row can't be compared, and why: the breaks in comparability of DOMAIN.md §4.

A break that blocks is a difference of place level, cohort, population or source, or one figure shown twice: the pair
is not homogeneous and has no verdict. The others (another voie, another version of the diploma) are only said.
"""

from __future__ import annotations

from desktop.break_words import (
    MILLESIME,
    MILLESIME_JOBS,
    NATIONAL,
    NIVEAU,
    POPULATION,
    PUBLIC,
    SAME,
    SESSION,
    SHARED_YEAR,
    SITES,
    SOURCE,
    SUPERIEUR,
    VERSION,
    VOIE,
    WHOLE,
    Rupture,
)
from desktop.figures import Figure
from desktop.wording import SESSIONS

PUBLIC_JOBS = 2022
"""First cohort whose public jobs and service civique are counted (DOMAIN.md B1, B2)."""
OTHER_VERSION = ("ancienne", "nouvelle")
_INSERSUP = "InserSup"
_BY_VOIE = ("formation", "etablissement", "niveau")
"""Portées whose figures are of other publics by apprentissage than at school: those of InserJeunes."""


def ruptures(a: Figure, b: Figure) -> tuple[Rupture, ...]:
    """Return the breaks between two figures of one indicator that both have a value, those that block first."""
    found = [r for r in (_of_level(a, b), _of_time(a, b), _of_population(a, b), _of_source(a, b)) if r is not None]
    if not found and same_figure(a, b):
        found.append(SITES if "autre_site" in (a.origine, b.origine) else SAME)
    if a.indicateur.portee in _BY_VOIE and _two_voies(a, b):
        found.append(VOIE)
    if (a.origine in OTHER_VERSION) != (b.origine in OTHER_VERSION):
        found.append(VERSION)
    return tuple(found)


def homogenes(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are of one level, cohort, population and source, and not one and the same figure."""
    return not any(r.bloque for r in ruptures(a, b))


def same_figure(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are one row of a source, or one that the sites of a CFA share (DOMAIN.md B14)."""
    if a.cle == b.cle:
        return True
    shared = "autre_site" in (a.origine, b.origine) and bool(a.cle and b.cle) and a.cle[0] == b.cle[0]
    return shared and (a.valeur, a.effectif) == (b.valeur, b.effectif)


def marked(figure: Figure, rupture: Rupture) -> bool:
    """Tell whether a figure is on the side that a break names first: apprentissage, another version of the diploma."""
    if rupture is VOIE:
        return figure.voie == "apprentissage"
    return rupture is VERSION and figure.origine in OTHER_VERSION


def counts_jobs(figure: Figure) -> bool:
    """Tell whether jobs of InserJeunes are in a figure, or out of it: autres situations are what is neither of both."""
    nom = figure.indicateur.nom
    return figure.indicateur.portee in _BY_VOIE and ("emploi" in nom or nom.startswith("part_autres"))


def before_2022(figure: Figure) -> bool:
    """Tell whether jobs are counted in a figure of which one cohort at least had its public jobs left out (B1, B2)."""
    return counts_jobs(figure) and _public(_years(figure)) != 1


def _two_voies(a: Figure, b: Figure) -> bool:
    return (a.voie == "apprentissage") != (b.voie == "apprentissage")


def _of_level(a: Figure, b: Figure) -> Rupture | None:
    if a.lieu.niveau == b.lieu.niveau:
        return None
    one_of_many = len(_years(a)) != len(_years(b)) and a.indicateur.portee not in SESSIONS
    return NATIONAL if "national" in (a.lieu.niveau, b.lieu.niveau) and one_of_many else NIVEAU


def _of_time(a: Figure, b: Figure) -> Rupture | None:
    if a.millesime == b.millesime:
        return None
    if a.indicateur.portee in SESSIONS:
        return SESSION
    one, other = _years(a), _years(b)
    if counts_jobs(a) and _public(one) != _public(other):
        return PUBLIC
    if set(one) & set(other):
        return SHARED_YEAR if _same_group(a, b) else MILLESIME
    return MILLESIME_JOBS if counts_jobs(a) else MILLESIME


def _same_group(a: Figure, b: Figure) -> bool:
    """Tell whether both figures are of one formation at one place: then a year in common is the same young people."""
    return bool(a.cle) and a.cle[:2] == b.cle[:2] and a.voie == b.voie


def _of_population(a: Figure, b: Figure) -> Rupture | None:
    return None if a.population == b.population else POPULATION


def _of_source(a: Figure, b: Figure) -> Rupture | None:
    if a.source is b.source:
        return None
    systems = {source.dispositif for source in (a.source, b.source) if source is not None}
    if _INSERSUP in systems and len(systems) > 1:
        return SUPERIEUR
    return WHOLE if a.indicateur.portee == "etablissement" and _two_voies(a, b) else SOURCE


def _years(figure: Figure) -> tuple[str, ...]:
    return tuple((figure.millesime or "").split("_")) if figure.millesime else ()


def _public(years: tuple[str, ...]) -> int:
    """Return how many of the cohorts have their public jobs counted: none, some (-1) or all (1)."""
    counted = [int(year) >= PUBLIC_JOBS for year in years if year.isdigit()]
    return 1 if all(counted) else -1 if any(counted) else 0
