"""Why a figure may be low without being bad: what is known of the formation and of the place, then what is general.

Source: DOMAIN.md §7.1 (list) and §4 (B1, B7, B8). A trade is named only where its speciality group (NSF) says it.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_bundle.indicators import ETABLISSEMENT
from desktop.break_words import BEFORE_2022
from desktop.breaks import before_2022
from desktop.facts import Formation
from desktop.figures import Figure
from desktop.typography import NBSP, pourcent

TITRE = "Pourquoi ce chiffre peut être bas"
FRONTIERES = frozenset(
    "01 02 04 05 06 08 09 25 31 39 54 55 57 59 64 65 66 67 68 73 74 90 973 978".split()  # noqa: SIM905
)
"""Départements with a land border, where some work on the other side."""
_FRONTIERE = "Département frontalier\u00a0: un emploi à l’étranger n’est pas compté."
_HEALTH, _HAIR, _TOURISM, _SAFETY, _DRIVING = ("330", "331", "332"), ("336",), ("334",), ("344",), ("311",)
_TRADES: tuple[tuple[tuple[str, ...], str], ...] = (
    (_HAIR, "Métiers souvent exercés à son compte, ce qui n’est pas compté."),
    (
        ("210", "211", "212", "213", "214"),
        f"Agriculture{NBSP}: s’installer, aider en famille ou travailler à la saison n’est pas toujours vu.",
    ),
    (_TOURISM, f"Hôtellerie et tourisme{NBSP}: le travail de saison n’est pas vu s’il tombe hors de la date regardée."),
    (_SAFETY, "On entre dans une partie de ces métiers par un concours ou avec une carte professionnelle."),
    (_DRIVING, "Certains de ces métiers demandent un permis ou un âge minimum."),
)
_HEALTH_BEFORE = "Santé et social\u00a0: ces emplois publics y sont nombreux (hôpital, mairie, école)."
_HEALTH_AFTER = "Santé et social\u00a0: une aide à domicile payée par un particulier n’est pas vue."
_GENERAL = (
    f"Le lieu{NBSP}: là où il y a peu d’employeurs, on met plus de temps à trouver.",
    f"La date{NBSP}: on ne regarde qu’un jour. Un emploi fini avant, ou commencé après, n’est pas compté.",
    "Un travail à son compte, à l’étranger ou chez un particulier n’est pas vu.",
)


def low_reasons(formation: Formation, figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return why the figures of a cell may be low, what is surely so first; nothing for figures of another kind."""
    known = [f for f in figures if f.connue and f.indicateur.portee in ("formation", "etablissement")]
    if not known:
        return ()
    work = [f for f in known if "emploi" in f.indicateur.nom and "poursuite" not in f.indicateur.nom]
    studying = [f for f in known if f.indicateur.nom.removesuffix(ETABLISSEMENT) == "part_poursuite"]
    found = []
    if any(f.indicateur.nom.startswith("part_") for f in work):
        found += [_studying(f) for f in studying if f.valeur]
    if work:
        found += _work(formation, work)
    return tuple(found)


def _studying(figure: Figure) -> str:
    share = f"{pourcent(figure.valeur or 0)} continuaient leurs études"
    return f"Dans ce groupe, {share}{NBSP}: ceux-là ne sont pas comptés parmi ceux qui travaillent."


def _work(formation: Formation, figures: Sequence[Figure]) -> list[str]:
    found = []
    group = (formation.nsf or "")[:3]
    whole = all(f.indicateur.portee == "etablissement" for f in figures)
    before = any(before_2022(f) for f in figures)
    if before:
        found.append(BEFORE_2022)
    if group in _HEALTH and not whole:
        found.append(_HEALTH_BEFORE if before else _HEALTH_AFTER)
    elif not whole:
        found += [sentence for groups, sentence in _TRADES if group in groups]
    if any(_at_border(f) for f in figures):
        found.append(_FRONTIERE)
    return [*found, *_GENERAL]


def _at_border(figure: Figure) -> bool:
    place = figure.lieu.etablissement
    return place is not None and place.departement in FRONTIERES
