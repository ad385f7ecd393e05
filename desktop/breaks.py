"""Where two figures of one row can't be compared, and why: the breaks in comparability of DOMAIN.md §4.

A break that blocks is a difference of place level, cohort, population or source, or one figure shown twice: the pair
is not homogeneous and has no verdict. The others (another voie, another version of the diploma) are only said.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.figures import Figure
from desktop.typography import NBSP
from desktop.wording import D10, RUPTURE_B1, SESSIONS

PUBLIC_JOBS = 2022
"""First cohort whose public jobs and service civique are counted (DOMAIN.md B1, B2)."""
OTHER_VERSION = ("ancienne", "nouvelle")
_INSERSUP = "InserSup"


@dataclass(frozen=True, slots=True)
class Rupture:
    """A break: ``regle`` is its number in DOMAIN.md §4, ``court`` follows a colon, ``phrase`` is the full text.

    ``bloque`` tells that the pair is not homogeneous: nothing may be said of its gap.
    """

    regle: str
    motif: str
    court: str
    phrase: str
    bloque: bool = True


_NO_GAP = "l’écart ne se compare pas"
_NIVEAU = Rupture(
    "§4",
    "niveau",
    f"niveaux différents, {_NO_GAP}.",
    f"Niveaux différents{NBSP}: on ne compare pas un lieu à un autre plus large.",
)
_NATIONAL = Rupture(
    "B3",
    "niveau",
    f"un lieu et la France entière, {_NO_GAP}.",
    f"Niveaux différents{NBSP}: la France porte sur une promotion, un lieu plus petit sur deux. "
    "On ne compare pas un lieu à un autre plus large.",
)
_SESSION = Rupture(
    "B15",
    "millesime",
    f"sessions différentes, {_NO_GAP}.",
    f"Sessions différentes{NBSP}: les places et les candidats changent chaque année.",
)
_MILLESIME = Rupture(
    "§4",
    "millesime",
    f"promotions différentes, {_NO_GAP}.",
    f"Promotions différentes{NBSP}: le marché du travail a pu changer entre les deux.",
)
_SHARED_YEAR = Rupture(
    "B4",
    "millesime",
    f"promotions différentes qui ont une année en commun, {_NO_GAP}.",
    f"Promotions différentes qui ont une année en commun{NBSP}: ce ne sont pas deux groupes distincts.",
)
_PUBLIC = Rupture(
    "B1",
    "millesime",
    "promotions d’avant et d’après 2022, emplois publics comptés seulement après.",
    f"{RUPTURE_B1} Le service civique non plus{NBSP}: l’écart entre ces promotions ne se compare pas.",
)
_POPULATION = Rupture(
    "B9",
    "population",
    f"groupes différents, {_NO_GAP}.",
    f"Groupes différents{NBSP}: d’un côté tout le monde, de l’autre les élèves seuls ou les apprentis seuls.",
)
_SOURCE = Rupture(
    "§4",
    "source",
    f"sources différentes, {_NO_GAP}.",
    f"Sources différentes{NBSP}: chacune compte à sa façon.",
)
_WHOLE = Rupture(
    "B10",
    "source",
    f"lycée et CFA comptés à part, tous diplômes confondus, {_NO_GAP}.",
    f"Lycée et CFA viennent de deux fichiers{NBSP}: chacun réunit tous les diplômes du lieu, et pas les mêmes.",
)
_SUPERIEUR = Rupture("B6", "source", "supérieur et lycée ne sont pas mesurés de la même façon.", D10)
_SITES = Rupture(
    "B14",
    "meme_chiffre",
    "même chiffre, que les sites d’un CFA partagent.",
    f"C’est le même chiffre{NBSP}: les sites d’un même CFA le partagent.",
)
_SAME = Rupture("B11", "meme_chiffre", "même chiffre des deux côtés.", "C’est le même chiffre, montré deux fois.")
_VOIE = Rupture(
    "B7",
    "voie",
    "publics différents, l’écart ne dit pas quelle voie convient.",
    f"Publics différents{NBSP}: l’écart ne dit pas quelle voie convient. Regardez aussi à 12, 18 et 24{NBSP}mois, "
    "et les contrats rompus.",
    bloque=False,
)
_VERSION = Rupture(
    "B11",
    "version",
    "l’un des chiffres vient d’une autre version du diplôme.",
    f"L’un des deux chiffres vient de l’ancienne ou de la nouvelle version du diplôme{NBSP}: le contenu a pu changer.",
    bloque=False,
)


def ruptures(a: Figure, b: Figure) -> tuple[Rupture, ...]:
    """Return the breaks between two figures of one indicator that both have a value, those that block first."""
    found = [r for r in (_of_level(a, b), _of_time(a, b), _of_population(a, b), _of_source(a, b)) if r is not None]
    if not found and same_figure(a, b):
        found.append(_SITES if "autre_site" in (a.origine, b.origine) else _SAME)
    if a.voie != b.voie:
        found.append(_VOIE)
    if (a.origine in OTHER_VERSION) != (b.origine in OTHER_VERSION):
        found.append(_VERSION)
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


def _of_level(a: Figure, b: Figure) -> Rupture | None:
    if a.lieu.niveau == b.lieu.niveau:
        return None
    one_of_many = len(_years(a)) != len(_years(b)) and a.indicateur.portee not in SESSIONS
    return _NATIONAL if "national" in (a.lieu.niveau, b.lieu.niveau) and one_of_many else _NIVEAU


def _of_time(a: Figure, b: Figure) -> Rupture | None:
    if a.millesime == b.millesime:
        return None
    if a.indicateur.portee in SESSIONS:
        return _SESSION
    one, other = _years(a), _years(b)
    if _public(one) != _public(other) and "emploi" in a.indicateur.nom:
        return _PUBLIC
    return _SHARED_YEAR if set(one) & set(other) else _MILLESIME


def _of_population(a: Figure, b: Figure) -> Rupture | None:
    return None if a.population == b.population else _POPULATION


def _of_source(a: Figure, b: Figure) -> Rupture | None:
    if a.source is b.source:
        return None
    systems = {source.dispositif for source in (a.source, b.source) if source is not None}
    if _INSERSUP in systems and len(systems) > 1:
        return _SUPERIEUR
    return _WHOLE if a.indicateur.portee == "etablissement" and a.voie != b.voie else _SOURCE


def _years(figure: Figure) -> tuple[str, ...]:
    return tuple((figure.millesime or "").split("_")) if figure.millesime else ()


def _public(years: tuple[str, ...]) -> int:
    """Return how many of the cohorts have their public jobs counted: none, some (-1) or all (1)."""
    counted = [int(year) >= PUBLIC_JOBS for year in years if year.isdigit()]
    return 1 if all(counted) else -1 if any(counted) else 0
