"""The long table: one line a figure, to filter. It is the whole CSV and the sheet « Détail » of the spreadsheets.

A substitute and the figure of an older cohort are figures with a level, a cohort and a source of their own: each has a
line of its own, which ``ligne`` names. Lines of « chiffre » alone are the Comparison cell by cell (DOMAIN.md §3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.break_words import BEFORE_2022
from desktop.breaks import before_2022
from desktop.comparison import Colonne, Comparison, Ligne
from desktop.export.table import CODE, NOMBRE, TEXTE, Cell, Column, Sheet, numbered
from desktop.figures import Figure
from desktop.typography import NBSP
from desktop.update.trial import presente
from desktop.verdict_words import noms
from desktop.verdict_words import phrase as gap_phrase
from desktop.wording import SIGNES, manque, phrase

NOM = "Détail"
CHIFFRE, A_DEFAUT, ANTERIEURE = "chiffre", "à défaut", "promotion antérieure"
"""What a line is: the cell itself, the wider place or older cohort shown instead, or the cohort before."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of a comparison where it stands."""

    numero: int
    nom: str
    colonne: Colonne
    ligne: Ligne
    figure: Figure
    role: str
    ecarts: str
    comparison: Comparison


def detail(comparison: Comparison) -> Sheet:
    """Return every figure of a comparison, gaps included, one a line: by indicator, then by column."""
    rows = tuple(tuple(read(line) for _, read in _COLUMNS) for line in lines(comparison))
    return Sheet(NOM, tuple(column for column, _ in _COLUMNS), rows, figees=2, plie=False)


def lines(comparison: Comparison) -> Iterator[Line]:
    """Yield the lines of the table."""
    names, numbers = noms(comparison.colonnes), numbered(comparison)
    for ligne in comparison.lignes:
        own = gap_phrase(ligne.departage, numbers)
        instead = own if ligne.departage_repli == ligne.departage else gap_phrase(ligne.departage_repli, numbers)
        for number, (name, colonne, cell) in enumerate(zip(names, comparison.colonnes, ligne.cellules, strict=True), 1):
            for figure, role, gaps in (
                (cell, CHIFFRE, own),
                (cell.repli, A_DEFAUT, instead),
                (_before(cell), ANTERIEURE, ""),
            ):
                if figure is not None:
                    yield Line(number, name, colonne, ligne, figure, role, gaps, comparison)


def _before(cell: Figure) -> Figure | None:
    """Return the figure of an older cohort that stands beside the one shown."""
    shown = cell if cell.connue or cell.repli is None else cell.repli
    earlier = cell.anterieur or shown.anterieur
    instead = cell.repli is not None and earlier is not None and earlier.cle == cell.repli.cle
    return None if instead else earlier


def _said(line: Line) -> str:
    told = phrase(line.figure)
    return f"{told} {BEFORE_2022}" if line.figure.connue and before_2022(line.figure) else told


def _bound(pair: str, at: int) -> Callable[[Line], Cell]:
    def read(line: Line) -> Cell:
        bounds: tuple[int, int] | None = getattr(line.figure, pair)
        return bounds[at] if bounds else None

    return read


def _of_source(name: str) -> Callable[[Line], Cell]:
    return lambda line: getattr(line.figure.source, name) if line.figure.source else None


_COLUMNS: tuple[tuple[Column, Callable[[Line], Cell]], ...] = (
    (Column("colonne", 8, NOMBRE, "Numéro de la formation, dans l’ordre choisi."), lambda line: line.numero),
    (Column("formation", 42, TEXTE, "Nom de la formation."), lambda line: line.nom),
    (Column("ref", 32, CODE, "Formation et lieu choisis."), lambda line: line.colonne.choix.ref),
    (Column("diplome", 14, TEXTE, "Type de diplôme."), lambda line: line.colonne.formation.diplome),
    (Column("voie", 20, TEXTE, "Voie de la formation."), lambda line: line.colonne.formation.voie),
    (Column("lieu", 34, TEXTE, "Lieu choisi."), lambda line: line.colonne.lieu.nom),
    (Column("indicateur", 30, CODE, "Nom court du chiffre."), lambda line: line.ligne.indicateur.nom),
    (Column("libelle", 46, TEXTE, "Le chiffre, en mots."), lambda line: line.ligne.indicateur.libelle),
    (Column("unite", 12, TEXTE, "Unité de la valeur et des bornes."), lambda line: line.ligne.indicateur.unite),
    (Column("denominateur", 16, TEXTE, "Sur qui porte le chiffre."), lambda line: line.ligne.indicateur.denominateur),
    (
        Column("ligne", 20, TEXTE, f"«{NBSP}{CHIFFRE}{NBSP}»{NBSP}: la case. «{NBSP}{A_DEFAUT}{NBSP}»{NBSP}: ce qui "
               f"est montré quand la case est vide. «{NBSP}{ANTERIEURE}{NBSP}»{NBSP}: les jeunes d’avant."),
        lambda line: line.role,
    ),
    (
        Column("valeur", 10, NOMBRE, f"Vide si le statut n’est pas «{NBSP}valeur{NBSP}»."),
        lambda line: line.figure.valeur,
    ),
    (Column("statut", 20, TEXTE, "Pourquoi la valeur est là, ou manque."), lambda line: line.figure.statut),
    (Column("signe", 10, TEXTE, "Signe court du manque."), lambda line: SIGNES.get(line.figure.statut)),
    (
        Column("statut_texte", 46, TEXTE, "Phrase du manque."),
        lambda line: None if line.figure.connue else manque(line.figure),
    ),
    (Column("effectif", 10, NOMBRE, "Jeunes comptés. Vide si non publié."), lambda line: line.figure.effectif),
    (Column("plage_basse", 12, NOMBRE, "Bas de la fourchette essayée sur le passé."), _bound("plage", 0)),
    (Column("plage_haute", 12, NOMBRE, "Haut de la fourchette essayée sur le passé."), _bound("plage", 1)),
    (Column("intervalle_bas", 14, NOMBRE, "Bas de l’intervalle de Wilson à 95\u00a0%."), _bound("intervalle", 0)),
    (Column("intervalle_haut", 14, NOMBRE, "Haut de l’intervalle de Wilson à 95\u00a0%."), _bound("intervalle", 1)),
    (Column("niveau", 14, TEXTE, "Niveau du chiffre."), lambda line: line.figure.lieu.niveau),
    (Column("lieu_chiffre", 34, TEXTE, "Lieu du chiffre."), lambda line: line.figure.lieu.nom),
    (Column("lieu_chiffre_ref", 16, CODE, "Code du lieu du chiffre."), lambda line: line.figure.lieu.ref),
    (Column("millesime", 12, CODE, "Promotions ou session."), lambda line: line.figure.millesime),
    (Column("population", 14, TEXTE, "Groupe, quand il y en a plusieurs."), lambda line: line.figure.population),
    (
        Column("origine", 14, TEXTE, "Version du diplôme, ou site, dont vient le chiffre."),
        lambda line: line.figure.origine,
    ),
    (
        Column("recalcule", 10, TEXTE, "Recalculé par Côte à Côte\u00a0: oui ou non."),
        lambda line: "oui" if line.figure.recalcule else "non",
    ),
    (Column("rapproche", 24, TEXTE, "Nom dans la source, quand lui seul relie."), lambda line: line.figure.rapproche),
    (Column("phrase", 60, TEXTE, "Ce que dit la case, doute compris."), _said),
    (Column("ecarts", 46, TEXTE, "Ce qu’on peut dire des écarts de la ligne."), lambda line: line.ecarts or None),
    (Column("source", 26, CODE, "Jeu de données."), _of_source("code")),
    (Column("producteur", 20, TEXTE, "Qui publie."), _of_source("producteur")),
    (Column("dispositif", 20, TEXTE, "Ce qui mesure."), _of_source("dispositif")),
    (Column("licence", 20, TEXTE, "Licence de la source."), _of_source("licence")),
    (Column("site", 24, TEXTE, "Site de la source."), _of_source("site")),
    (Column("mise_a_jour", 12, CODE, "Mise à jour de la source."), _of_source("mise_a_jour")),
    (Column("donnees", 24, CODE, "Identifiant des données."), lambda line: line.comparison.instantane.id),
    (
        Column("donnees_du", 12, CODE, "Jour auquel les données sont arrêtées."),
        lambda line: line.comparison.instantane.construit_le,
    ),
    (
        Column("mention", 30, TEXTE, "Qui présente ces chiffres."),
        lambda line: presente(line.comparison.instantane.path),
    ),
)  # fmt: skip
