"""What else is measured: the exam, pay, broken contracts, and jobs after the supérieur."""

from __future__ import annotations

from desktop.figures import Figure
from desktop.rubrique_facts import Fait, Figures, cell_of, gap, known_of, told, value_of
from desktop.typography import NBSP, euros, liste, pourcent

_QUARTILES = ("q1", "median", "q3")
_MONTHS = (6, 12, 18, 24, 30)
_ICI_NIVEAU = " dans ce CFA, au même niveau de diplôme"


def reussite(figures: Figures) -> tuple[Fait, ...]:
    """Return the exam results of a lycée, expected beside observed, and the way from 2de to the bac (D8)."""
    found = []
    for nom, name in (
        ("taux_reussite", "Réussite au bac pro"),
        ("taux_mention", "Mentions au bac pro"),
        ("taux_acces_2nde_bac", "De la 2de au bac dans le lycée"),
    ):
        rate, expected = figures.get(nom), known_of(figures, f"{nom}_attendu")
        if rate is None:
            continue
        if not rate.connue:
            if nom == "taux_reussite":
                found.append(gap(rate))
            continue
        observed = pourcent(rate.valeur or 0)
        if expected is not None:
            observed = f"attendu {pourcent(expected.valeur or 0)}, observé {observed}"
        text = f"{name}{NBSP}: {observed}."
        whole = f"Résultat de la session {rate.millesime}, pour tout le lycée."
        found.append(told(text, [rate, *([expected] if expected else [])], text, (whole,)))
    if len(found) > 1 and not found[0].connu:
        return (gap(figures["taux_reussite"], "Réussite au bac pro"), *found[1:])
    return tuple(found)


def salaire(figures: Figures) -> tuple[Fait, ...]:
    """Return the three quartiles as sentences; they are those of France (DOMAIN.md B13)."""
    pay = _quartiles(figures, "salaire_net_12m")
    if not pay:
        own = [f for q in _QUARTILES if (f := figures.get(f"salaire_net_12m_{q}")) and not f.connue]
        return (gap(own[0]),) if own else ()
    q1, median, q3 = (euros(value_of(f)) for f in pay)
    strong = f"La moitié gagne moins de {median} net par mois."
    text = f"{strong} Un jeune sur quatre gagne moins de {q1}, un sur quatre plus de {q3}."
    return (told(text, pay, strong),)


def rupture(figures: Figures) -> tuple[Fait, ...]:
    """Return the contracts broken: for the formation, else for its level at the CFA, else for the whole CFA."""
    found = []
    for nom, of in (
        ("taux_rupture_contrats", ""),
        ("taux_rupture_contrats_niveau", _ICI_NIVEAU),
        ("taux_rupture_contrats_etablissement", " dans cet établissement, tous diplômes confondus"),
    ):
        if cell := cell_of(figures, nom):
            strong = f"{pourcent(value_of(cell))} des contrats d’apprentissage ont été rompus"
            found.append(told(f"{strong}{of}.", [cell], strong))
            break
    if stopped := cell_of(figures, "taux_interruption_formation"):
        strong = f"{pourcent(value_of(stopped))} ont interrompu la formation"
        found.append(told(f"{strong}{_ICI_NIVEAU}.", [stopped], strong))
    gaps = [f for stem in ("", "_niveau", "_etablissement") if (f := figures.get(f"taux_rupture_contrats{stem}"))]
    if not found and gaps:
        return (gap(next((f for f in gaps if f.statut == "non_applicable"), gaps[0])),)
    return tuple(found)


def superieur(figures: Figures) -> tuple[Fait, ...]:
    """Return what InserSup says of those who left: each kind of job over the months, then pay (D10)."""
    found = []
    for kind, name in (
        ("salarie_fr", "Salariés en France"),
        ("non_salarie", "À leur compte"),
        ("etranger", "À l’étranger"),
        ("stable", "En emploi stable"),
    ):
        cells = [f for h in _MONTHS if (f := cell_of(figures, f"sup_taux_emploi_{kind}_{h}m"))]
        if cells:
            parts = [f"{pourcent(round(value_of(f)))}{NBSP}à{NBSP}{f.indicateur.horizon}" for f in cells]
            strong = f"{name}{NBSP}:"
            found.append(told(f"{strong} {liste(parts)}{NBSP}mois.", cells, strong))
    for h in _MONTHS:
        pay = _quartiles(figures, f"sup_salaire_net_{h}m")
        if h in (12, 30) and pay:
            q1, median, q3 = (euros(value_of(f)) for f in pay)
            strong = f"Salaire net à {h}{NBSP}mois{NBSP}:"
            text = f"{strong} la moitié gagne moins de {median}, un quart moins de {q1}, un quart plus de {q3}."
            found.append(told(text, pay, strong))
    own = figures.get("sup_taux_emploi_salarie_fr_6m")
    return tuple(found) if found or own is None else (gap(own),)


def _quartiles(figures: Figures, stem: str) -> list[Figure]:
    """Return the cells of the three quartiles, nothing when one of them is missing."""
    cells = [f for q in _QUARTILES if (f := cell_of(figures, f"{stem}_{q}"))]
    return cells if len(cells) == len(_QUARTILES) else []
