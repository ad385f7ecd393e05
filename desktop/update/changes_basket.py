"""The figures of the basket that moved: each as the one comparison shows it, before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.breaks import ruptures
from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.errors import NotFoundError
from desktop.facts import Formation, Lieu
from desktop.figures import Figure
from desktop.selection import Choix, Selection
from desktop.snapshot import Snapshot
from desktop.typography import NBSP

CORRECTED = f"Même promotion, autre chiffre{NBSP}: les données ont été corrigées."


@dataclass(frozen=True, slots=True)
class Moved:
    """Two figures of one indicator, and the sentence about why their gap does not compare, empty when nothing says so.

    One of the two at least has a value.
    """

    avant: Figure
    apres: Figure
    reserve: str


@dataclass(frozen=True, slots=True)
class Column:
    """A formation of the basket. ``connue`` tells whether each of the two snapshots knows it and its place."""

    choix: Choix
    formation: Formation | None
    lieu: Lieu | None
    connue: tuple[bool, bool]
    chiffres: tuple[Moved, ...]


def basket(before: Snapshot, after: Snapshot, selection: Selection) -> tuple[Column, ...]:
    """Return what moved for each formation of the basket, in its order; those for which nothing did are left out."""
    catalogues = Catalogue(before), Catalogue(after)
    found = [_column(catalogues, choix) for choix in selection.choix]
    return tuple(c for c in found if c.chiffres or c.connue[0] != c.connue[1])


def _column(catalogues: tuple[Catalogue, Catalogue], choix: Choix) -> Column:
    old, new = (_alone(catalogue, choix) for catalogue in catalogues)
    known = new or old
    head = known.colonnes[0] if known is not None else None
    return Column(
        choix,
        head.formation if head else None,
        head.lieu if head else None,
        (old is not None, new is not None),
        _moved(old, new) if old is not None and new is not None else (),
    )


def _alone(catalogue: Catalogue, choix: Choix) -> Comparison | None:
    """Return the comparison of one formation; None when the data do not know it or its place."""
    try:
        return compare(catalogue, Selection((choix,)))
    except NotFoundError:
        return None


def _moved(old: Comparison, new: Comparison) -> tuple[Moved, ...]:
    found = []
    for ligne in new.lignes:
        was = old.ligne(ligne.indicateur.nom)
        if was is None:
            continue
        a, b = _shown(was.cellules[0]), _shown(ligne.cellules[0])
        if (a.connue or b.connue) and _told(a) != _told(b):
            found.append(Moved(a, b, _reserve(a, b)))
    return tuple(found)


def _shown(cell: Figure) -> Figure:
    """Return the figure that a person sees in a cell: its own, or the substitute beside its gap."""
    return cell.repli if not cell.connue and cell.repli is not None else cell


def _told(figure: Figure) -> tuple[object, ...]:
    where = (figure.lieu.ref, figure.millesime) if figure.connue else ()
    return (figure.statut, figure.valeur, *where)


def _reserve(a: Figure, b: Figure) -> str:
    if not (a.connue and b.connue):
        return ""
    one_file = a.source is not None and b.source is not None and a.source.code == b.source.code
    if (a.lieu.ref, a.millesime, a.population) == (b.lieu.ref, b.millesime, b.population) and one_file:
        return CORRECTED
    blocking = ruptures(a, replace(b, source=a.source) if one_file else b)
    return next((r.phrase for r in blocking if r.bloque and r.motif != "meme_chiffre"), "")
