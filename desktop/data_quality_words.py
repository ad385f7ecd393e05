"""What became of the rows of each source, in words: the quality report of the build that made the data."""

from __future__ import annotations

from desktop.data_blocks import Items, Paragraph, Section, Table
from desktop.data_facts import DataFacts
from desktop.quality import Lecture, Quality
from desktop.typography import NBSP, nombre, pourcent, quantite

TITLE = "Qualité"
NONE = (
    "Ce fichier de données ne contient pas de rapport de qualité\u00a0: il a été construit par une version plus "
    "ancienne. Un fichier plus récent en porte un."
)
_HEADS = ("Source", "Lignes lues", "Gardées", "Écartées", "Réunies ou sans usage")
_WHAT = (
    f"«{NBSP}Gardées{NBSP}»{NBSP}: les lignes de chiffres, ou les présences dans un établissement, que contient ce "
    f"fichier. Un tiret{NBSP}: la source ne sert qu’à nommer ou à situer. «{NBSP}Réunies ou sans usage{NBSP}»{NBSP}: "
    "années d’un même cycle, doublons identiques, présences vues plus récemment ailleurs."
)


def quality(facts: DataFacts) -> Section:
    """Return the section about quality; it says so when the file carries no report."""
    blocks = _blocks(facts.qualite) if facts.qualite else (Paragraph(NONE),)
    return Section("qualite", "Qualité de cette construction", TITLE, blocks)


def _blocks(told: Quality) -> tuple[Paragraph | Items | Table, ...]:
    rows = tuple(_row(one) for one in told.lectures)
    blocks: list[Paragraph | Items | Table] = [Table("Lignes lues dans chaque source", _HEADS, rows), Paragraph(_WHAT)]
    left = [line for one in told.lectures for line in _left_out(one)]
    blocks += [Paragraph("Lignes laissées hors du fichier\u00a0:"), Items(tuple(left))] if left else []
    unknown = [f"{one.titre}{NBSP}: {', '.join(one.inconnues)}" for one in told.lectures if one.inconnues]
    if unknown:
        blocks += [Paragraph("Colonnes inconnues, laissées de côté\u00a0:"), Items(tuple(unknown))]
    else:
        blocks.append(Paragraph("Aucune colonne inconnue."))
    if told.absentes:
        blocks += [Paragraph("Sources prévues, absentes de ce fichier\u00a0:"), Items(told.absentes)]
    if matched := matching(told):
        blocks += [Paragraph("Formations de Parcoursup rapprochées d’un diplôme par leur nom\u00a0:"), Items(matched)]
    return tuple(blocks)


def matching(told: Quality) -> tuple[str, ...]:
    """Return how many lines of Parcoursup found their diploma, and how many of these could be confirmed."""
    said = [
        f"{one.diplome}{NBSP}: {nombre(one.rapprochees)} sur {quantite(one.lignes, 'ligne')} "
        f"({pourcent(round(100 * one.rapprochees / one.lignes))})"
        for one in told.rapprochements
        if one.lignes
    ]
    if (truth := told.verite) and truth.verifiables:
        said.append(
            f"Vérification{NBSP}: {nombre(truth.confirmees)} des {nombre(truth.verifiables)} que la rentrée "
            f"{truth.rentree} permet de vérifier y étaient enseignées "
            f"({pourcent(round(100 * truth.confirmees / truth.verifiables))})."
        )
    return tuple(said)


def totals(told: Quality) -> str:
    """Return the rows read, kept and left out by all sources of figures and of offer together, in a sentence."""
    counted = [one for one in told.lectures if one.gardees is not None]
    read, kept = sum(one.lues for one in counted), sum(one.gardees or 0 for one in counted)
    left = sum(ecart.lignes for one in counted for ecart in one.ecarts)
    return f"{nombre(read)} lignes de chiffres et de présences lues, {nombre(kept)} gardées, {nombre(left)} écartées."


def _row(one: Lecture) -> tuple[str, ...]:
    left = nombre(sum(ecart.lignes for ecart in one.ecarts))
    kept = ("–", left, "–") if one.gardees is None else (nombre(one.gardees), left, nombre(one.autres))
    return (one.titre, nombre(one.lues), *kept)


def _left_out(one: Lecture) -> list[str]:
    return [f"{one.titre}{NBSP}: {quantite(ecart.lignes, 'ligne')}, {ecart.motif}" for ecart in one.ecarts]
