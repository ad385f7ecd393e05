"""What changed since the snapshot before, as Markdown, and what of it stops a build."""

from __future__ import annotations

from collections.abc import Mapping

from data_bundle.builder.quality.changes import Changes, Compared, SourceChange
from data_bundle.builder.quality.changes_coverage import PARTOUT, CoverageChange
from data_bundle.builder.quality.text import NBSP, NIVEAUX, VOIES, cohort, number, points, share, table

DROP = 5.0
"""Points of coverage that a build may lose without being asked about."""

_NOT_COMPARED = {
    "absent": "Pas d’instantané précédent à cet endroit.",
    "autre_perimetre": "L’instantané précédent ne couvre pas les mêmes régions\u00a0: rien n’est comparé.",
    "autre_version": "L’instantané précédent est d’une autre version\u00a0: rien n’est comparé.",
    "illisible": "Le fichier précédent n’est pas un instantané, ou il est abîmé\u00a0: rien n’est comparé.",
}
_SIGNS = {"nouvelle": "Nouvelle source", "disparue": "Source disparue", "changee": "Fichiers changés"}


def losses(found: Changes) -> list[str]:
    """Return what a person must accept: sources that vanished, coverage that falls by more than DROP points."""
    if found.compare is None:
        return []
    gone = [source.code for source in found.compare.sources if source.genre == "disparue"]
    fallen = [
        f"{name(change)} ({points(change.points)})"
        for change in found.compare.couverture
        if change.region == PARTOUT and change.points < -DROP
    ]
    said = [f"sources disparues{NBSP}: {', '.join(gone)}"] if gone else []
    return said + ([f"couverture en baisse{NBSP}: {', '.join(fallen)}"] if fallen else [])


def name(change: CoverageChange) -> str:
    """Return what a change of coverage is about: ``région, apprentissage, Bac pro``."""
    return f"{NIVEAUX[change.niveau].lower()}, {VOIES[change.voie].lower()}, {change.diplome}"


def words(found: Changes, names: Mapping[str, str]) -> list[str]:
    """Return the lines that say what changed; ``names`` are the régions by Insee code."""
    said = ["## Ce qui a changé depuis l’instantané précédent", ""]
    if found.compare is None:
        return [*said, _NOT_COMPARED[found.etat], ""]
    compared = found.compare
    said += [f"Précédent{NBSP}: {compared.id}, schéma {compared.schema}.", ""]
    return [*said, *_sources(compared), *_formations(compared), *_figures(compared), *_coverage(compared, names)]


def _sources(compared: Compared) -> list[str]:
    said = [f"- {_SIGNS[one.genre]}{NBSP}: {one.code} ({one.titre}){_rows(one)}" for one in compared.sources]
    return [*said, f"- Sources inchangées{NBSP}: {compared.sources_identiques}"]


def _rows(one: SourceChange) -> str:
    known = [number(count) for count in (one.lignes_avant, one.lignes_apres) if count is not None]
    return f", {' → '.join(known)} lignes"


def _formations(compared: Compared) -> list[str]:
    moved = compared.formations
    said = []
    for count, verb, some in (
        (moved.ajoutees, "ajoutées", moved.exemples_ajoutees),
        (moved.retirees, "retirées", moved.exemples_retirees),
    ):
        more = "…" if len(some) < count else ""
        said.append(f"- Formations {verb}{NBSP}: {number(count)}" + (f" ({', '.join(some)}{more})" if some else ""))
    return said


def _figures(compared: Compared) -> list[str]:
    found = compared.chiffres
    said = [
        f"- Chiffres publiés dans les deux{NBSP}: {number(found.comparees)}, dont {number(found.revisees)} "
        f"révisés{NBSP}; {number(found.nouvelles)} nouveaux, {number(found.disparues)} disparus",
        "",
    ]
    revised = [one for one in found.par_source if one.revisees]
    if revised:
        rows = [[one.source, number(one.comparees), number(one.revisees)] for one in revised]
        said += table(("Source", "Chiffres comparés", "Chiffres révisés"), rows)
        said += table(
            ("Plus grandes révisions", "Lieu", "Promotion", "Indicateur", "Avant", "Après"),
            [
                [one.formation or "Tout l’établissement", one.lieu, cohort(one.millesime), one.indicateur,
                 number(one.avant), number(one.apres)]
                for one in found.exemples
            ],
        )  # fmt: skip
    return said


def _coverage(compared: Compared, names: Mapping[str, str]) -> list[str]:
    moved = [change for change in compared.couverture if change.avant != change.apres]
    said = ["### Couverture, à formations égales", ""]
    if not moved:
        return [*said, "Aucun changement.", ""]
    rows = [
        [name(one), names.get(one.region, one.region) if one.region else "Ensemble", share(one.avant, one.vues),
         share(one.apres, one.vues), points(one.points)]
        for one in moved
    ]  # fmt: skip
    return said + table(("Niveau, voie, diplôme", "Région", "Avant", "Après", "Écart"), rows)
