"""The sheet « Sources et définitions »: whose the figures are, what they and the gaps mean, what they are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop.attribution import attributions, presences
from desktop.cell_words import fraicheur, offre, successeurs
from desktop.comparison import Colonne, Comparison
from desktop.definitions import definitions
from desktop.doubt_words import NEITHER, doubt
from desktop.export.detail_sheet import NOM as DETAIL
from desktop.export.detail_sheet import detail
from desktop.export.table import Column, Sheet
from desktop.export.wide_sheet import shown_rows
from desktop.facts import VOIES
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.presence import fermeture
from desktop.rubrique_facts import phrases
from desktop.rubriques import Rubrique, absents
from desktop.typography import NBSP, jour, liste, quantite
from desktop.update.trial import presente
from desktop.verdict_words import noms
from desktop.who_counts import counted, meaning
from desktop.wording import PROMESSE, SIGNES, manque

NOM = "Sources et définitions"
_ORDER = "Les formations sont dans l’ordre choisi, les chiffres dans celui des données. Rien n’est classé par résultat."
_EMPTY = f"Une case vide n’est pas zéro{NBSP}: son statut dit pourquoi il n’y a pas de chiffre."
_DEDUCED = f"Raison déduite des règles de la source{NBSP}: le fichier laisse la case vide."


def about(comparison: Comparison, plus: Sequence[Rubrique] = ()) -> Sheet:
    """Return everything to know beside the figures, in three columns: the subject, its name, the text."""
    columns = (Column("Sujet", 18), Column("Nom", 44), Column("Texte", 110))
    return Sheet(NOM, columns, tuple(_rows(comparison, plus)), figees=1)


def _rows(comparison: Comparison, plus: Sequence[Rubrique]) -> Iterator[tuple[str, str, str]]:
    snapshot = comparison.instantane
    yield "Présentation", "Côte à Côte", presente(snapshot.path)
    yield "Présentation", "Ordre", _ORDER
    yield "Présentation", "Le passé", PROMESSE
    yield "Données", "Identifiant", snapshot.id
    yield "Données", "Arrêtées au", jour(snapshot.construit_le)
    yield "Données", "Âge", f"{fraicheur(comparison)}."
    if lacking := absents(comparison):
        yield "Données", "Absentes", lacking
    names = noms(comparison.colonnes)
    for number, (name, colonne) in enumerate(zip(names, comparison.colonnes, strict=True), 1):
        for what in _facts(colonne, snapshot.construit_le):
            yield "Formation", f"[{number}] {name}", what
    for rubrique in plus:
        for number, cell in enumerate(rubrique.cellules, 1):
            yield rubrique.titre, f"[{number}] {names[number - 1]}", " ".join(phrases(cell, tous=True))
        yield rubrique.titre, "Source", rubrique.note
    for sentence in attributions(comparison):
        yield "Source", "Chiffres", sentence
    for sentence in presences(comparison):
        yield "Source", "Présence des formations", sentence
    yield from _doubt(comparison)
    yield from _meanings(comparison)
    yield from _statuses(comparison)
    for column in detail(comparison).colonnes:
        yield f"Feuille {DETAIL}", column.titre, column.aide


def _facts(colonne: Colonne, day: str) -> Iterator[str]:
    formation = colonne.formation
    length = f", {quantite(formation.duree, 'an')}" if formation.duree else ""
    yield f"Référence{NBSP}: {colonne.choix.ref}. {VOIES[formation.voie]}{length}. Lieu{NBSP}: {colonne.lieu.nom}."
    for said in (offre(colonne), fermeture(formation, day), successeurs(colonne)):
        if said:
            yield said if said.endswith(".") else f"{said}."
    if colonne.metiers:
        yield f"Métiers{NBSP}: {liste([metier.libelle for metier in colonne.metiers])}."
    if colonne.apres:
        yield f"Études ensuite, par exemple{NBSP}: {liste([suite.libelle for suite in colonne.apres])}."


def _doubt(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    yield from _by_text("Doute", comparison, lambda figures: [one for one in doubt(figures) if one != NEITHER])
    yield "Doute", "Toutes les fourchettes", NEITHER


def _meanings(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    yield from _by_text("Définition", comparison, lambda fs: (*meaning(fs), *definitions(fs), *counted(fs)))


def _by_text(
    subject: str, comparison: Comparison, tell: Callable[[Sequence[Figure]], Sequence[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield what is told of the figures of each row, once for the rows of which the same is told."""
    found: dict[str, list[str]] = {}
    for ligne in shown_rows(comparison):
        figures = [f for cell in ligne.cellules if (f := shown(cell)) is not None]
        if told := " ".join(dict.fromkeys(tell(figures))):
            found.setdefault(told, []).append(ligne.indicateur.libelle)
    for told, libelles in found.items():
        yield subject, f"{NBSP}; ".join(libelles), told


def _statuses(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """Yield what each status met here means, in the sentences that its cells say."""
    found: dict[str, dict[str, None]] = {}
    for ligne in comparison.lignes:
        for cell in ligne.cellules:
            if not cell.connue:
                found.setdefault(cell.statut, {})[manque(cell)] = None
    yield "Statut", "valeur", f"Un chiffre publié, zéro compris. {_EMPTY}"
    for statut, sentences in found.items():
        why = [_DEDUCED] if statut == "sous_seuil" else []
        yield "Statut", f"{statut} ({SIGNES[statut]})", " ".join([*sentences, *why])
