"""What « Pourquoi ce chiffre ? » says of a cell, gaps and rubriques included, in sections (DOMAIN.md §6.6, §7.1, §8.7).

The figure with its doubt, what it means, who is counted, why it may be low, and the line that it was read from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data_bundle.indicators import Indicateur
from desktop.attribution import attributions, mise_a_jour
from desktop.catalogue import Catalogue
from desktop.cell_words import compte
from desktop.comparison import Comparison, Ligne
from desktop.definitions import definitions
from desktop.doubt_words import doubt
from desktop.figures import Figure
from desktop.low_reasons import TITRE as LOW
from desktop.low_reasons import low_reasons
from desktop.meetings import shown
from desktop.other_columns import broken_contracts, with_others
from desktop.row_words import headings
from desktop.rubriques import Rubrique
from desktop.source_row import raw, source_row
from desktop.typography import NBSP, liste, promotions
from desktop.verdict_words import noms
from desktop.who_counts import cohort, counted, meaning, uncounted
from desktop.wording import doute, manque, niveau, phrase, repli_phrase, reserves

WHY = f"Pourquoi ce chiffre{NBSP}?"
WHENCE = "D’où cela vient"
MISSING = "Pourquoi il n’y a pas de chiffre"
LEVEL = "À quel niveau"
LINE = "Ligne de la source"

_RULES = {
    "sous_seuil": f"Raison déduite des règles de la source{NBSP}: le fichier laisse la case vide.",
    "hors_instantane": "Le jeu de données qui le porte n’a pas été chargé ici.",
    "horizon_non_observe": "Il paraîtra quand ces jeunes auront été suivis assez longtemps.",
    "non_couvert": "Ce n’est pas un oubli du fichier.",
    "raison_inconnue": "Aucune règle connue de la source ne l’explique.",
}
_FACTS = {
    "tete": ("fr-en-annuaire-education", "bcn", "certif-info"),
    "entree": (),
    "lieu": ("fr-en-annuaire-education",),
    "metiers": ("certif-info", "rome"),
    "apres": ("bcn", "certif-info"),
}
"""Datasets behind the rows without figures, by row."""
_USUAL = "Façon habituelle d’entrer dans ce type de diplôme, à vérifier auprès de l’établissement."
_DISTANCE = "Les distances sont à vol d’oiseau."


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A cell to explain: its row, its column, the rows of figures in it, what else it tells."""

    rangee: str
    colonne: int
    lignes: tuple[Ligne, ...] = ()
    faits: tuple[str, ...] = ()
    rubrique: Rubrique | None = None

    @property
    def titre(self) -> str:
        """The title over its sections: a case without figures says where it comes from."""
        return WHY if self.lignes else WHENCE


def subject(comparison: Comparison, case: Case) -> str:
    """Return which formation is spoken of, and where."""
    colonne = comparison.colonnes[case.colonne]
    place = colonne.lieu_de(case.rangee)
    return f"{colonne.formation.libelle}, {colonne.formation.voie_libelle.lower()} · {place.nom}"


def explain(catalogue: Catalogue, comparison: Comparison, case: Case) -> list[Section]:
    """Return everything to be said of a cell, in sections; empty ones are left out."""
    colonne = comparison.colonnes[case.colonne]
    cells = [ligne.cellules[case.colonne] for ligne in case.lignes]
    values = [figure for cell in cells if (figure := shown(cell)) is not None]
    rows = [source_row(catalogue, colonne.formation, figure) for figure in values]
    told = list(dict.fromkeys(row for row in rows if row is not None))
    line = (*told[0].lignes, *(f"Et aussi{NBSP}: {row.court}." for row in told[1:])) if told else ()
    names = noms(comparison.colonnes)
    found = [
        *_said(case, cells),
        Section("Ce que cela veut dire", (*meaning(values), *_rubrique_meaning(case))),
        Section("Qui est compté, qui ne l’est pas", counted(values)),
        Section(MISSING, _missing(cells)),
        Section("Quelle promotion", (*cohort(values), *uncounted((*cells, *values)))),
        Section("Le doute", doubt(values)),
        Section("Les autres formations", with_others(case.lignes, case.colonne, names, broken_contracts(comparison))),
        Section(LOW, low_reasons(colonne.formation, values)),
        Section("Valeur lue", tuple(raw(figure) for figure in values)),
        Section(LINE, line),
        Section("Source", _sources(comparison, case)),
    ]
    return [section for section in found if section.lines]


def _said(case: Case, cells: Sequence[Figure]) -> list[Section]:
    """Return what the cell itself says: its facts, or a section a figure with its sentences."""
    if case.rubrique is not None:
        return [Section(case.rubrique.titre, case.faits)]
    by_lines: dict[tuple[str, ...], list[Ligne]] = {}
    for ligne, cell in zip(case.lignes, cells, strict=True):
        by_lines.setdefault(_figure(cell), []).append(ligne)
    told = [Section(_title([ligne.indicateur for ligne in of]), lines) for lines, of in by_lines.items()]
    return [Section("Ce que dit la case", case.faits), *told, Section(LEVEL, _levels(cells))]


def _title(indicateurs: Sequence[Indicateur]) -> str:
    return indicateurs[0].libelle if len(indicateurs) == 1 else headings(indicateurs)


def _figure(cell: Figure) -> tuple[str, ...]:
    """Return the sentences of a cell: its own or its substitute's, and the older cohort's."""
    other = cell.repli
    said = [phrase(cell)] if other is None else [repli_phrase(other), doute(other)]
    earlier = cell.anterieur or (other.anterieur if other else None)
    if earlier is not None and earlier.connue and (other is None or earlier.cle != other.cle):
        when = promotions(earlier.millesime or "")
        said.append(f"{when[:1].upper()}{when[1:]}{NBSP}: {phrase(earlier)}")
    return tuple(said)


def _levels(cells: Sequence[Figure]) -> tuple[str, ...]:
    """Return level, count and cohort of what is shown, once each, and what must be said beside substitutes."""
    found: dict[str, None] = {}
    for cell in cells:
        if (figure := shown(cell)) is not None:
            found[f"{niveau(figure.lieu)}{NBSP}: {compte(figure)}."] = None
            found |= dict.fromkeys(reserves(figure) if figure is not cell else ())
    return tuple(found)


def _rubrique_meaning(case: Case) -> tuple[str, ...]:
    if case.rubrique is None:
        return ()
    known = [f for fait in case.rubrique.cellules[case.colonne] if fait.connu for f in fait.figures]
    return (*definitions(known), *filter(None, [case.rubrique.note]))


def _missing(cells: Sequence[Figure]) -> tuple[str, ...]:
    """Return the reason of each gap, the rule that it comes from, and that a wider place stands in for it."""
    found: dict[str, None] = {}
    for cell in cells:
        if cell.connue:
            continue
        found[manque(cell)] = None
        if cell.statut in _RULES:
            found[_RULES[cell.statut]] = None
        if cell.statut == "annee_non_terminale" and len(cell.precisions) > 1:
            found[f"Spécialités{NBSP}: {liste(cell.precisions)}."] = None
        if cell.repli is not None and cell.repli.lieu != cell.lieu:
            found[f"{niveau(cell.repli.lieu)} est montré à défaut, et nommé dans la case."] = None
    return tuple(found)


def _sources(comparison: Comparison, case: Case) -> tuple[str, ...]:
    """Return the attribution of the figures of this cell alone, or of what it says without figures."""
    if case.lignes:
        alone = tuple(ligne._replace(cellules=(ligne.cellules[case.colonne],)) for ligne in case.lignes)
        return tuple(attributions(replace(comparison, lignes=alone)))
    snapshot = comparison.instantane
    numbers = {source.code: source for source in snapshot.sources.values()}
    used = [numbers[code] for code in _FACTS.get(case.rangee, ()) if code in numbers]
    offre = comparison.colonnes[case.colonne].offre
    if offre is not None and offre.source is not None and case.rangee in ("tete", "lieu"):
        used.append(snapshot.sources[offre.source])
    said = [f"{s.producteur}, {s.titre} – {s.site}, {mise_a_jour(s)}, {s.licence}." for s in used]
    if case.rangee == "entree":
        said.append(_USUAL)
    if case.rangee == "lieu":
        said.append(_DISTANCE)
    return tuple(said)
