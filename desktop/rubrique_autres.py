"""What a sheet tells beside its first page: jobs or studies together, months followed for an older cohort only.

Told in the words of the rubriques: each fact with its level, its cohort, its count and its tested range.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain

from data_bundle.indicators import ETABLISSEMENT, HORIZONS
from desktop.comparison import Comparison
from desktop.figures import Figure
from desktop.rubrique_facts import Fait, Figures, told
from desktop.rubriques import Rubrique, communes
from desktop.typography import NBSP, annees, liste, pourcent
from desktop.wording import (
    EFFECTIF_INCONNU,
    RUPTURE_B1,
    effectif,
    manque,
    manque_court,
    niveau,
    plage_courte,
    repli,
    reserves,
)

CLE, TITRE = "autres", "Autres chiffres"
LEAVERS = f"18 et 24{NBSP}mois{NBSP}: emploi des sortants."
_HERE = "Emploi dans cet établissement "
_ENSEMBLE = "part_poursuite_ou_emploi_6m"
_TAUX = tuple(f"taux_emploi_{h}m" for h in HORIZONS)
_COUNTED_FROM = 2022
"""Public jobs are counted from this year on (DOMAIN.md B1)."""


def autres(comparison: Comparison, dits: Sequence[Collection[str]], *, avant: bool = False) -> Rubrique | None:
    """Return the figures left to tell of each column when the indicators of ``dits`` are told already, None without.

    ``dits`` holds a set of names a column. ``avant`` adds the earlier cohort of each rate on leavers.
    """
    cells = []
    for i, already in enumerate(dits):
        figures = {ligne.indicateur.nom: ligne.cellules[i] for ligne in comparison.lignes}
        cells.append((*_together(figures, already), *_older(figures, already, avant), *_whole_place(figures, already)))
    if not any(cells):
        return None
    cohorts = {f.millesime for cell in cells for fait in cell for f in fait.figures if f.millesime}
    months = any(f.indicateur.denominateur == "sortants" for cell in cells for fait in cell for f in fait.figures)
    said = [LEAVERS] if months else []
    said += [RUPTURE_B1] if any(int(cohort[:4]) < _COUNTED_FROM for cohort in cohorts) else []
    note = " ".join(said)
    return Rubrique(CLE, TITRE, note, tuple(cells), communes(cells))


def mois_muets(comparison: Comparison, dits: Collection[str], *, suivis: bool) -> tuple[str, ...]:
    """Return why no column has a rate at some months, of a formation or of a whole établissement.

    The reasons of ``dits`` are told already; where rates are ``suivis``, so are the months to come.
    """
    placed = [i for i, colonne in enumerate(comparison.colonnes) if colonne.lieu.etablissement]
    said: dict[tuple[str, str], dict[str, None]] = {}
    for tail, columns, where in (("", range(len(comparison.colonnes)), "Emploi "), (ETABLISSEMENT, placed, _HERE)):
        for nom in _TAUX:
            ligne = comparison.ligne(nom + tail)
            cells = [ligne.cellules[i] for i in columns] if ligne else []
            told = any(cell.connue or cell.repli for cell in cells)
            for cell in cells:
                later = cell.statut == "horizon_non_observe"
                if (later and suivis) or (told and not later) or manque(cell) in dits:
                    continue
                said.setdefault((where, _reason(cell)), {})[str(cell.indicateur.horizon)] = None
    return tuple(f"{where}à {liste(list(months))}{NBSP}mois{NBSP}: {words}" for (where, words), months in said.items())


def _reason(cell: Figure) -> str:
    if cell.statut == "horizon_non_observe":
        return f"{manque_court(cell)}."
    words = manque(cell)
    return words[:1].lower() + words[1:]


def _together(figures: Figures, already: Collection[str]) -> tuple[Fait, ...]:
    cell = figures.get(_ENSEMBLE)
    if cell is None or _ENSEMBLE in already or not (cell.connue or cell.repli):
        return ()
    shown = cell if cell.connue or cell.repli is None else cell.repli
    strong = f"{cell.indicateur.libelle}{NBSP}: {pourcent(shown.valeur or 0)}"
    fait = told(f"{strong}{_range(shown)}.", [cell], strong)
    return (replace(fait, quand=_who(shown), lieu=niveau(shown.lieu) if cell.connue else repli(shown, cell.lieu)),)


def _older(figures: Figures, already: Collection[str], avant: bool) -> tuple[Fait, ...]:
    """Return a fact for each row of a source with rates on leavers that are not told yet."""
    rows: dict[tuple[object, ...], list[tuple[Figure, Figure]]] = {}
    for nom in _TAUX:
        if (cell := figures.get(nom)) is None:
            continue
        shown = cell if cell.connue else cell.repli
        earlier = (f.anterieur for f in (cell, cell.repli) if f is not None and avant)
        for figure in chain([shown] if nom not in already else [], earlier):
            if figure is not None and figure.connue:
                row = rows.setdefault((figure.lieu.ref, *figure.cle), [])
                if all(figure.indicateur != other.indicateur for _, other in row):
                    row.append((cell, figure))
    return tuple(_rates(row) for row in rows.values())


def _rates(row: Sequence[tuple[Figure, Figure]]) -> Fait:
    cell, first = row[0]
    shown = tuple(figure for _, figure in row)
    own = cell.connue and cell.millesime == first.millesime
    strong = f"En emploi{NBSP}:"
    parts = [f"{pourcent(f.valeur or 0)} à {f.indicateur.horizon}{NBSP}mois{_range(f)}" for f in shown]
    beside = dict.fromkeys(sentence for f in shown for sentence in reserves(f))
    if first.effectif is None:
        beside[EFFECTIF_INCONNU] = None
    return Fait(
        f"{strong} {liste(parts)}.",
        shown,
        niveau(first.lieu) if own else repli(first, cell.lieu),
        _who(first),
        tuple(beside),
        fort=strong,
        repli=not own,
    )


def _whole_place(figures: Figures, already: Collection[str]) -> tuple[Fait, ...]:
    """Return the other figures of the whole établissement, never under the name of one diploma."""
    noms = [f"{nom}{ETABLISSEMENT}" for nom in (_ENSEMBLE, *_TAUX)]
    cells = [f for nom in noms if nom not in already and (f := figures.get(nom)) is not None and f.connue]
    if not cells:
        return ()
    strong = "Dans cet établissement, tous diplômes confondus"
    parts = [f"{_name(f)} {pourcent(f.valeur or 0)}" for f in cells]
    return (replace(told(f"{strong}{NBSP}: {liste(parts)}.", cells, strong), quand=_who(cells[0])),)


def _name(figure: Figure) -> str:
    horizon = figure.indicateur.horizon
    if figure.indicateur.denominateur == "sortants":
        return f"en emploi {horizon}{NBSP}mois après, parmi les sortants,"
    return "en études ou en emploi"


def _range(figure: Figure) -> str:
    short = plage_courte(figure)
    return f" ({short})" if short else ""


def _who(figure: Figure) -> str:
    return ", ".join(
        bit for bit in (effectif(figure) if figure.effectif else "", annees(figure.millesime or "")) if bit
    )
