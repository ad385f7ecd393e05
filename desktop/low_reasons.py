"""Why a figure may be low without being bad: what is known of the formation and of the place, then what is general.

Source: DOMAIN.md §7.1 (list) and §4 (B1, B7, B8). A trade is named only where its speciality group (NSF) says it.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_bundle.indicators import ETABLISSEMENT
from desktop.breaks import PUBLIC_JOBS
from desktop.facts import Formation
from desktop.figures import Figure
from desktop.typography import NBSP, pourcent

TITRE = "Pourquoi ce chiffre peut être bas"
FRONTIERES = frozenset(
    "01 02 04 05 06 08 09 25 31 39 54 55 57 59 64 65 66 67 68 73 74 90 973 978".split()  # noqa: SIM905
)
"""Départements with a land border, where some work on the other side."""
_FRONTIERE = "Département frontalier\u00a0: un emploi à l’étranger n’est pas compté."
_MANY = 50
"""Percent of those who study from which few are left to have worked."""
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
_HEALTH_BEFORE = (
    "Santé et social\u00a0: avant 2022, les emplois publics (hôpital, mairie, école) n’étaient pas comptés."
)
_HEALTH_AFTER = "Santé et social\u00a0: une aide à domicile payée par un particulier n’est pas vue."
_GENERAL = (
    f"Le lieu{NBSP}: là où il y a peu d’employeurs, on met plus de temps à trouver.",
    f"La date{NBSP}: on ne regarde qu’un jour, et beaucoup commencent un peu plus tard.",
    "Un travail à son compte, à l’étranger ou chez un particulier n’est pas vu.",
)
_TRAINING = f"Peu d’études ensuite{NBSP}: continuer en apprentissage demande souvent un nouvel employeur."
_FEW_DIPLOMAS = f"Peu d’études ensuite{NBSP}: après certains diplômes, travailler tout de suite est l’usage."


def low_reasons(formation: Formation, figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return why the figures of a cell may be low, what is surely so first; nothing for figures of another kind."""
    known = [f for f in figures if f.connue and f.indicateur.portee in ("formation", "etablissement")]
    if not known:
        return ()
    work = [f for f in known if "emploi" in f.indicateur.nom and "poursuite" not in f.indicateur.nom]
    studying = [f for f in known if f.indicateur.nom.removesuffix(ETABLISSEMENT) == "part_poursuite"]
    found = [
        f"Ici, {pourcent(f.valeur or 0)} continuaient leurs études{NBSP}: peu de jeunes cherchaient un emploi."
        for f in studying
        if (f.valeur or 0) >= _MANY
    ]
    if work:
        found += _work(formation, work)
    if studying:
        found.append(_TRAINING if formation.voie == "apprentissage" else _FEW_DIPLOMAS)
    return tuple(found)


def _work(formation: Formation, figures: Sequence[Figure]) -> list[str]:
    found = []
    group = (formation.nsf or "")[:3]
    whole = all(f.indicateur.portee == "etablissement" for f in figures)
    if group in _HEALTH and not whole:
        before = any(_before_public_jobs(f) for f in figures)
        found.append(_HEALTH_BEFORE if before else _HEALTH_AFTER)
    elif not whole:
        found += [sentence for groups, sentence in _TRADES if group in groups]
    if any(_at_border(f) for f in figures):
        found.append(_FRONTIERE)
    if not whole and formation.voie.startswith("scolaire"):
        found.append("À l’école, on connaît moins d’employeurs au départ\u00a0: voyez aussi à 12, 18 et 24\u00a0mois.")
    return [*found, *_GENERAL]


def _at_border(figure: Figure) -> bool:
    place = figure.lieu.etablissement
    return place is not None and place.departement in FRONTIERES


def _before_public_jobs(figure: Figure) -> bool:
    return bool(figure.millesime) and int((figure.millesime or "").split("_")[0]) < PUBLIC_JOBS
