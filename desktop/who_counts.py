"""Who is behind a figure of InserJeunes, who is not, and of which cohort, in the words of « Pourquoi ce chiffre ? ».

Source: DOMAIN.md §1.1 (dernière année, sortants), §2 and §4 (B8, B10, B15). The rubriques have `desktop.definitions`.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_bundle.indicators import ETABLISSEMENT
from desktop.break_words import BEFORE_2022
from desktop.breaks import before_2022
from desktop.figures import Figure
from desktop.typography import NBSP, annees, promotions
from desktop.wording import D1, D2, D3, D4, SESSIONS

_WORK = f"Travaillent{NBSP}: ils avaient un emploi salarié 6{NBSP}mois après la fin de l’année."
_STUDY = f"Étudient{NBSP}: ils étaient inscrits dans une formation à la rentrée suivante. {D1}"
_BOTH = f"En études ou en emploi{NBSP}: les deux parts additionnées."
_RATE = f"Taux{NBSP}: sur 100{NBSP}jeunes qui ont arrêté leurs études, combien travaillaient à cette date."
_EXPECTED = (
    "Attendu, observé\u00a0: ce qu’on attendrait d’un établissement au public et au bassin d’emploi proches, "
    "et ce qui a été constaté."
)
_MEANING = {
    "part_emploi": (_WORK, D2),
    "part_poursuite_ou_emploi": (_BOTH,),
    "part_poursuite": (_STUDY,),
    "part_autres": (D3,),
    "taux_emploi_6m_attendu": (_EXPECTED,),
    "va_emploi": (_EXPECTED,),
    "taux_emploi_": (_RATE, D2),
}
_UNSEEN = (
    "Pas vus comme travaillant\u00a0: les indépendants, ceux qui travaillent à l’étranger ou chez un particulier, "
    "une partie de l’agriculture."
)
_LEFT = "Ils n’étaient plus en formation scolaire ou en apprentissage, en France, à la rentrée suivante."
_ALL = f"Tous les diplômes de l’établissement sont réunis{NBSP}: ce n’est pas le chiffre d’une seule formation."


def meaning(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return what these figures mean, once each, in their order; nothing of a gap."""
    found: dict[str, None] = {}
    for figure in _told(figures):
        starts = [start for start in _MEANING if figure.indicateur.nom.startswith(start)]
        if starts:
            found |= dict.fromkeys(_MEANING[max(starts, key=len)])
    return tuple(found)


def counted(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return who is counted in figures of InserJeunes and, after, who is not; nothing of a gap."""
    inside: dict[str, None] = {}
    outside: dict[str, None] = {}
    for figure in _told(figures):
        who = "apprentis" if figure.voie == "apprentissage" else "élèves"
        if figure.indicateur.denominateur == "derniere_annee":
            inside[f"Tous les {who} de dernière année, diplôme obtenu ou non."] = None
            outside["Pas comptés\u00a0: ceux qui sont partis avant la dernière année."] = None
        elif figure.indicateur.denominateur == "sortants":
            inside[f"{D4} {_LEFT}"] = None
            outside["Pas comptés\u00a0: ceux qui continuaient leurs études."] = None
        elif figure.indicateur.denominateur == "contrats":
            inside["Tous les contrats d’apprentissage commencés."] = None
        if "emploi" in figure.indicateur.nom:
            outside[_UNSEEN] = None
        if figure.indicateur.nom.endswith(ETABLISSEMENT):
            inside[_ALL] = None
        if figure.population == "ensemble" and figure.voie != "apprentissage":
            inside["Élèves et apprentis de l’établissement ensemble."] = None
    return (*inside, *outside)


def cohort(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return which young people, by their last year or the year when they left, or which session."""
    found: dict[str, None] = {}
    for figure in figures:
        if not figure.millesime:
            continue
        when, which = annees(figure.millesime), promotions(figure.millesime)
        together = " réunies pour être assez nombreux" if "_" in figure.millesime else ""
        if figure.indicateur.portee in SESSIONS:
            found[f"Session {when}."] = None
        elif figure.indicateur.denominateur == "derniere_annee":
            found[f"Jeunes en dernière année, {which}{together}."] = None
        elif figure.indicateur.denominateur in ("sortants", "salaries"):
            tail = f"deux promotions{together}" if together else "une seule promotion"
            found[f"Jeunes sortis en {when}, {tail}."] = None
        else:
            found[f"{which.capitalize()}{' réunies' if together else ''}."] = None
    return tuple(found)


def uncounted(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return what was not counted before 2022 where a figure of jobs is so old, that of an older cohort included."""
    told = [*figures, *(figure.anterieur for figure in figures if figure.anterieur is not None)]
    return (BEFORE_2022,) if any(figure.connue and before_2022(figure) for figure in told) else ()


def _told(figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if f.connue and f.indicateur.portee in ("formation", "etablissement")]
