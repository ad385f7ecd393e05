"""Where the figures come from, in the words that the licences ask for (DOMAIN.md §7.3)."""

from __future__ import annotations

from desktop.comparison import Comparison
from desktop.facts import NIVEAUX
from desktop.figures import Figure
from desktop.snapshot import Source
from desktop.typography import jour, liste
from desktop.wording import SESSIONS, quand

_NIVEAUX = {
    "etablissement": "établissement",
    "academie": "académie",
    "region": "région",
    "national": "France",
}
SIGNATURE = "Choix et présentation\u00a0: Côte à Côte."


def attributions(comparison: Comparison) -> list[str]:
    """Return one sentence a source used by the comparison, substitutes and earlier cohorts included."""
    used: dict[int, tuple[Source, set[str], set[str]]] = {}
    for figure in _figures(comparison):
        if figure.source is not None and figure.valeur is not None:
            _, cohorts, levels = used.setdefault(figure.source.id, (figure.source, set(), set()))
            cohorts.add(quand(figure) if figure.indicateur.portee in SESSIONS else _sortants(figure.millesime or ""))
            levels.add(figure.lieu.niveau)
    return [_sentence(source, cohorts, levels) for _, (source, cohorts, levels) in sorted(used.items())]


def presences(comparison: Comparison) -> list[str]:
    """Return one sentence a source that says in which établissements the formations were seen, and when."""
    seen = {(c.offre.source, c.offre.rentree) for c in comparison.colonnes if c.offre and c.offre.source}
    said = []
    for number, rentree in sorted(seen):
        source = comparison.instantane.sources[number]
        said.append(f"Présence\u00a0: {source.producteur}, {source.dispositif} {rentree}, {source.licence}.")
    return said


def mise_a_jour(source: Source) -> str:
    """Return when a source was updated, or that it does not say."""
    if source.mise_a_jour is None:
        return "date de mise à jour non précisée par la source"
    return f"données mises à jour le {jour(source.mise_a_jour)}"


def _sentence(source: Source, cohorts: set[str], levels: set[str]) -> str:
    when = liste(sorted(filter(None, cohorts), reverse=True))
    where = liste([_NIVEAUX[n] for n in NIVEAUX if n in levels])
    return (
        f"Source\u00a0: {source.producteur}, {source.dispositif}, {when}, {where} – {source.site}, "
        f"{mise_a_jour(source)}, {source.licence}. {SIGNATURE}"
    )


def _sortants(millesime: str) -> str:
    years = millesime.split("_")
    return f"sortants {years[0]}" if len(years) == 1 else f"sortants {years[0]} et {years[1]} cumulés"


def _figures(comparison: Comparison) -> list[Figure]:
    cells = [cell for ligne in comparison.lignes for cell in ligne.cellules]
    shown = [f for cell in cells for f in (cell, cell.repli) if f is not None]
    return shown + [f.anterieur for f in shown if f.anterieur is not None]
