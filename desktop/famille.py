"""The pages of the family mode: one indicator at a time, out of ten, without a percent (DESIGN-TOKENS.md §5).

Every figure is one of the Comparison, counted by ``desktop.tens``; every reason is worded by ``desktop.wording``. A
range is said out of ten, widened to whole figures: what held for the tested range holds all the more for a wider one.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_bundle.doubt import plage
from desktop.cell_words import MOINS_DE_UN, mot
from desktop.comparison import Comparison, Ligne
from desktop.famille_mots import (
    a_dire,
    a_la_place,
    communs,
    departages,
    en_notes,
    niveau_et_promotion,
    pourquoi,
    verdicts,
)
from desktop.famille_notes import ranges
from desktop.famille_page import AUTRES, ETUDES, TRAVAIL, Cellule, ColonneFamille, PageFamille, Rang, Titre
from desktop.famille_titres import noms_de_phrase, titres
from desktop.figures import Figure
from desktop.tens import ten
from desktop.typography import NBSP
from desktop.wording import D2, D3, D4, GLYPHES, PROMESSE, RUPTURE_B1, dizaine, fourchettes

PARTS = ("part_emploi_6m", "part_poursuite", "part_autres_6m")
HORIZONS = (6, 12, 18, 24)
QUESTION_PARTS = f"6{NBSP}mois après, que faisaient 10{NBSP}anciens élèves{NBSP}?"
DEVINER_PARTS = f"Sur 10{NBSP}anciens élèves, combien travaillaient 6{NBSP}mois après{NBSP}?"
COUNTED_FROM = "2022"
"""Leavers from this year on have their public jobs counted (DOMAIN.md B1)."""
SANS_EMPLOI = "Sans emploi salarié"


def pages(comparison: Comparison) -> tuple[PageFamille, ...]:
    """Return the pages of a comparison, in the order of its window; what became of everybody comes first, always."""
    from desktop.famille_faits import pages_de_faits

    heads = titres(comparison.colonnes)
    parts = [ligne for nom in PARTS if (ligne := comparison.ligne(nom)) is not None]
    drawn = (TRAVAIL, ETUDES, AUTRES)
    rangs = tuple(Rang(mot(ligne.indicateur), d) for ligne, d in zip(parts, drawn, strict=False))
    found = [_page(comparison, heads, ("parts", QUESTION_PARTS, DEVINER_PARTS), rangs, parts, (D3,))]
    for h in HORIZONS:  # those that at least one formation was followed up to
        ligne = comparison.ligne(f"taux_emploi_{h}m")
        if ligne is not None and any(_shown([cell])[0].connue for cell in ligne.cellules):
            asked = f"combien travaillaient {h}{NBSP}mois après{NBSP}?"
            question = f"Parmi ceux qui ont arrêté leurs études, {asked}"
            guess = f"Sur 10{NBSP}jeunes qui ont arrêté leurs études, {asked}"
            two = (Rang("Travaillent", TRAVAIL), Rang(SANS_EMPLOI, AUTRES))
            words = (ligne.indicateur.nom, question, guess)
            found.append(_page(comparison, heads, words, two, [ligne], (D4, D2)))
    return (*found, *pages_de_faits(comparison, heads))


def fourchette(figure: Figure, n: int) -> str:
    """Return the tested range out of ten, widened to whole figures: ``entre 5 et 8``; empty when there is none.

    It is widened from the bounds before they are rounded to percents, so that it never is narrower than they are.
    """
    if figure.plage is None or figure.calibration is None or not figure.effectif:
        return ""
    size = figure.effectif
    hits = (figure.valeur or 0.0) * size / 100.0 if figure.numerateur is None else figure.numerateur
    low, high = plage(hits, size, figure.calibration.z_plage)
    least = max(figures for figures in range(11) if figures / 10 <= low)
    most = min(figures for figures in range(11) if figures / 10 >= high)
    return f"entre {min(least, n)} et {max(most, n)}"


def _page(
    comparison: Comparison,
    heads: Sequence[Titre],
    asked: tuple[str, str, str],
    rangs: tuple[Rang, ...],
    lignes: Sequence[Ligne],
    notes: tuple[str, ...],
) -> PageFamille:
    own = [[ligne.cellules[i] for ligne in lignes] for i in range(len(heads))]
    shown = [_shown(cells) for cells in own]
    columns = tuple(_column(head, *pair) for head, *pair in zip(heads, own, shown, strict=True))
    columns, beside = en_notes(columns, noms_de_phrase(comparison.colonnes))
    left, when, _ = communs(columns)
    told = [verdicts(ligne, [figures[at] for figures in shown]) for at, ligne in enumerate(lignes)]
    alike, why, groups = departages(comparison.colonnes, told, rangs)
    doubt = fourchettes(figure for figures in shown for figure in figures)
    early = any((f.millesime or "9999") < COUNTED_FROM for figures in shown for f in figures if f.connue)
    ranged = (doubt,) if doubt else ()
    said = (*notes, PROMESSE, *why, *ranged, *((RUPTURE_B1,) if early else ()), *beside)
    return PageFamille(*asked, rangs, left, when, alike, ranges(said), groups)


def _column(head: Titre, own: Sequence[Figure], shown: Sequence[Figure]) -> ColonneFamille:
    known = [figure for figure in shown if figure.connue]
    lacking = next((figure for figure in own if not figure.connue), None)
    gap, glyph = (pourquoi(lacking), GLYPHES[lacking.statut]) if lacking is not None else ("", "")
    if not known:
        return ColonneFamille(head, manque=gap, glyphe=glyph)
    stands_for = own[0] if known[0] is not own[0] and known[0] is own[0].repli else None
    chip = a_la_place(known[0], stands_for) if stands_for is not None else ""
    return ColonneFamille(head, _counted(shown), (), *niveau_et_promotion(known[0]), chip, gap, glyph, a_dire(known))


def _shown(cells: Sequence[Figure]) -> list[Figure]:
    """Return the figures shown: the place's own, else its substitutes when they are one row, else what there is."""
    instead = [cell.repli for cell in cells if cell.repli is not None and cell.repli.connue]
    one_row = len(instead) == len(cells) and len({(f.lieu.ref, f.millesime) for f in instead}) == 1
    return instead if one_row and not all(cell.connue for cell in cells) else list(cells)


def _counted(figures: Sequence[Figure]) -> tuple[Cellule, ...]:
    """Return the outcomes out of ten: three parts of all, a rate and those it leaves, or what is published alone."""
    if len(figures) == len(PARTS) and all(figure.connue for figure in figures):
        work, study, other = (round(figure.valeur or 0) for figure in figures)
        if counts := ten((work, study, other)):
            said = dizaine(counts, (work, study, other))
            return tuple(_cell(f, n, s) for f, n, s in zip(figures, counts, said, strict=True))
    if len(figures) == 1:
        one = _alone(figures[0], 0)
        rest = 100 - round(figures[0].valeur or 0)
        return one, Cellule(10 - (one.sur_dix or 0), precision=_less(rest, 10 - (one.sur_dix or 0)))
    return tuple(_alone(figure, at) if figure.connue else Cellule(None) for at, figure in enumerate(figures))


def _alone(figure: Figure, at: int) -> Cellule:
    """Return one outcome out of ten; ``at`` is its place among travaillent, étudient, autres."""
    part = round(figure.valeur or 0)
    n = (ten((part, 100 - part)) or (0,))[0]
    counts, parts = [0, 0, 0], [0, 0, 0]
    counts[at], parts[at] = n, part
    return _cell(figure, n, dizaine((counts[0], counts[1], counts[2]), (parts[0], parts[1], parts[2]))[at])


def _cell(figure: Figure, n: int, said: str) -> Cellule:
    return Cellule(n, fourchette(figure, n), _less(round(figure.valeur or 0), n), said)


def _less(part: int, n: int) -> str:
    return MOINS_DE_UN if part and not n else ""
