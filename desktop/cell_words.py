"""Short words around the figures of a column: row words, counts, populations, the dated offer, what took over.

The sentences about the figures themselves are in ``desktop.wording``.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_bundle.indicators import ETABLISSEMENT, Indicateur
from desktop.comparison import Colonne, Comparison
from desktop.facts import Etablissement, Formation
from desktop.figures import Figure
from desktop.presence import version, vue
from desktop.typography import NBSP, annees, liste, mois_annee, pourcent, promotions
from desktop.wording import RECALCULE, effectif, parle

MOINS_DE_UN = f"moins de 1{NBSP}sur{NBSP}10"
"""Beside a part of 1 to 4 % that has no silhouette (DOMAIN.md §6.4)."""
AUCUN_ECART_NET = "Aucun écart net avec la première formation."
PAS_ENCORE = "pas encore connu"
"""In the legend of the months that nobody of the cohort has been observed for yet."""
EMPLOI_ICI = "Emploi attendu et observé ici"

_MOTS = {
    "part_emploi_6m": "Travaillent",
    "part_poursuite": "Étudient",
    "part_autres_6m": "Autres situations",
    "part_poursuite_ou_emploi_6m": "En études ou en emploi",
}
_POPULATIONS = {
    "ensemble": "élèves et apprentis",
    "scolaires": "élèves seuls",
    "apprentis": "apprentis seuls",
}


def mot(indicateur: Indicateur) -> str:
    """Return the heading of an indicator in a row: ``Étudient``, ``À 6 mois``."""
    nom = indicateur.nom.removesuffix(ETABLISSEMENT)
    if indicateur.denominateur == "sortants" and indicateur.horizon:
        return f"À {indicateur.horizon}{NBSP}mois"
    return _MOTS.get(nom, indicateur.libelle)


def mots(indicateurs: Sequence[Indicateur]) -> str:
    """Return the headings of several indicators: ``Travaillent et Étudient``, ``À 18 et 24 mois``."""
    if all(i.denominateur == "sortants" and i.horizon for i in indicateurs):
        return f"À {liste([str(i.horizon) for i in indicateurs])}{NBSP}mois"
    return liste([mot(i) for i in indicateurs])


def compte(figure: Figure) -> str:
    """Return who is counted and when: ``199 élèves, 2022 et 2023``, with the population where there are several.

    That a count is not published is a sentence of its own (``desktop.wording.EFFECTIF_INCONNU``).
    """
    bits = [effectif(figure)] if figure.effectif else []
    if figure.millesime:
        bits.append(annees(figure.millesime))
    if figure.population:
        who = "apprentis" if figure.voie == "apprentissage" else _POPULATIONS.get(figure.population)
        bits.append(who or figure.population)
    return ", ".join(bits)


def attendu_observe(attendu: Figure, observe: Figure) -> str:
    """Return the pair that stands for the valeur ajoutée (DOMAIN.md §6.5, §7.1 ``va``)."""
    return f"Attendu {pourcent(attendu.valeur or 0)}, observé {pourcent(observe.valeur or 0)}."


def parle_cellule(formation: Formation, figures: Sequence[Figure]) -> str:
    """Return the spoken name of a cell that holds several figures: each place is said once."""
    said: list[str] = []
    place = ""
    for figure in figures:
        sentence = parle(formation, figure)
        head, colon, rest = sentence.partition(f"{NBSP}: ")
        said.append(rest[:1].upper() + rest[1:] if colon and head == place else sentence)
        place = head
    return " ".join(said)


def offre(colonne: Colonne) -> str | None:
    """Return when the formation was seen there, never as today's offer; None when it was not seen."""
    return f"{vue(colonne.offre, nommer=True, formation=colonne.formation)}." if colonne.offre else None


def successeurs(colonne: Colonne) -> str | None:
    """Return what took over from a closed formation, None when nothing did."""
    labels = [version(f, colonne.formation) for f in colonne.successeurs]
    return f"Nouvelle version{NBSP}: {liste(labels)}" if labels else None


def internat(place: Etablissement) -> str | None:
    """Return whether there is boarding, None when the source does not say."""
    if place.internat is None:
        return None
    return "Internat" if place.internat else "Pas d’internat"


def promotion(colonne: Colonne) -> str | None:
    """Return the cohort that was asked for, None when the newest one was taken."""
    return promotions(colonne.choix.millesime) if colonne.choix.millesime else None


def fraicheur(comparison: Comparison) -> str:
    """Return the quiet line about the age of the figures: ``Données de janvier 2025, sortants 2022 et 2023``.

    Where a source gives no date, the day of the whole file is told instead: no figure is younger.
    """
    cohorts = sorted({c.millesime for c in comparison.colonnes if c.millesime}, reverse=True)
    bits = [f"sortants {', '.join(annees(c) for c in cohorts)}"] if cohorts else []
    dates = [source.mise_a_jour for source in comparison.sources]
    if not dates or None in dates:
        bits.insert(0, f"données arrêtées en {mois_annee(comparison.instantane.construit_le)}")
    else:
        month = mois_annee(max(date for date in dates if date))
        bits.insert(0, f"données {'d’' if month[0] in 'ao' else 'de '}{month}")
    line = ", ".join(bits)
    return line[:1].upper() + line[1:]


def recalcul(indicateurs: Sequence[Indicateur]) -> str:
    """Return, for the label of a row, which of its figures are recalculated in every column."""
    return f"{liste([mot(i) for i in indicateurs])}{NBSP}: {RECALCULE[:1].lower()}{RECALCULE[1:]}"
