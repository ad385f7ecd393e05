"""The one comparison that screen, paper, files and command line draw: rows of indicators × columns of formations.

Nothing downstream computes a figure, chooses a substitute or words a gap (DESIGN.md §2, "The one stream").
"""

from __future__ import annotations

from dataclasses import dataclass

from data_bundle.indicators import Indicateur
from desktop.catalogue import Catalogue
from desktop.facts import Formation, Lieu, Mesure, Offre
from desktop.figures import Figure, known, missing
from desktop.ladder import Column, retain
from desktop.selection import Choix, Selection
from desktop.snapshot import Snapshot, Source
from desktop.verdicts import Departage, departage


@dataclass(frozen=True, slots=True)
class Colonne:
    """A formation somewhere. ``lieu`` is the place chosen, ``lieu_chiffres`` the one whose figures are asked for.

    ``offre`` is its dated presence in the établissement; ``successeurs`` the newer versions of a closed diploma.
    """

    choix: Choix
    formation: Formation
    lieu: Lieu
    lieu_chiffres: Lieu
    millesime: str | None
    offre: Offre | None
    successeurs: tuple[Formation, ...]
    debouches: tuple[Formation, ...]

    @property
    def region(self) -> str | None:
        """INSEE code of the region around the place."""
        return self.lieu.region


@dataclass(frozen=True, slots=True)
class Ligne:
    """One indicator across the columns. ``departage_repli`` is the verdict between the substitutes shown as such."""

    indicateur: Indicateur
    cellules: tuple[Figure, ...]
    departage: Departage
    departage_repli: Departage


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns in the person's order, rows in the snapshot's order, the snapshot and the sources that were used."""

    instantane: Snapshot
    colonnes: tuple[Colonne, ...]
    lignes: tuple[Ligne, ...]
    niveau: str | None

    def ligne(self, nom: str) -> Ligne | None:
        """Return the row of an indicator, None when the snapshot does not hold that indicator."""
        return next((ligne for ligne in self.lignes if ligne.indicateur.nom == nom), None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of every figure shown, substitutes included, in the snapshot's order."""
        used: dict[int, Source] = {}
        for ligne in self.lignes:
            for cell in ligne.cellules:
                for figure in (cell, cell.repli, cell.anterieur):
                    if figure is not None and figure.source is not None:
                        used[figure.source.id] = figure.source
        return tuple(used[number] for number in sorted(used))


def compare(catalogue: Catalogue, selection: Selection, niveau: str | None = None) -> Comparison:
    """Put the formations of a selection side by side.

    ``niveau`` ('region' or 'national') asks the figures of the wider place for every column; None asks each at its own.
    Raises NotFoundError for an unknown formation or place.
    """
    columns = [_Colonne(catalogue, choix, niveau) for choix in selection.choix]
    lignes = []
    for indicateur in catalogue.indicateurs:
        cells = tuple(column.figure(indicateur) for column in columns)
        own = shown = departage(cells)
        substitutes = tuple(column.substitute(cell) for column, cell in zip(columns, cells, strict=True))
        if any(substitute is not None for substitute in substitutes):
            shown = departage(tuple(s or cell for s, cell in zip(substitutes, cells, strict=True)))
        lignes.append(Ligne(indicateur, cells, own, shown))
    return Comparison(catalogue.snapshot, tuple(c.colonne for c in columns), tuple(lignes), niveau)


class _Colonne:
    """Builds one column: its header facts and its figures, formation-level and whole-establishment."""

    def __init__(self, catalogue: Catalogue, choix: Choix, niveau: str | None) -> None:
        self._catalogue = catalogue
        self._choix = choix
        formation = catalogue.formation(choix.type_code, choix.code)
        lieu = catalogue.lieu(choix.lieu)
        asked = _widen(catalogue, lieu, niveau)
        self._column = Column(catalogue, formation, asked, choix.millesime)
        self._lieu = lieu
        self._formation = formation
        self._ici, self._ailleurs = self._whole()
        place = lieu.etablissement
        closed = formation.fermeture is not None
        self.colonne = Colonne(
            choix,
            formation,
            lieu,
            asked,
            self._column.millesime,
            catalogue.offre(formation.id, place.id) if place else None,
            tuple(catalogue.liens(formation.id, "continuum")) if closed else (),
            tuple(catalogue.liens(formation.id, "specialite")) if formation.commune else (),
        )

    def substitute(self, cell: Figure) -> Figure | None:
        """Return the substitute that may be told apart from others: of the cohort retained at its place, no older."""
        return cell.repli if cell.repli is not None and self._column.is_retained(cell.repli) else None

    def figure(self, indicateur: Indicateur) -> Figure:
        if indicateur.portee == "formation":
            return self._column.figure(indicateur)
        return self._here(indicateur)

    def _whole(self) -> tuple[Mesure | None, bool]:
        """Return the whole-establishment row, and whether there are any at all, of another cohort than the one asked.

        The row is of the same voie if there is one, everyone together, of the newest published cohort.
        """
        if self._lieu.etablissement is None:
            return None, False
        rows = [m for m in self._catalogue.mesures(None, self._lieu.ref) if m.population in (None, "ensemble")]
        same = [m for m in rows if m.voie == self._formation.voie]
        return retain(same or rows, self._choix.millesime), bool(rows)

    def _here(self, indicateur: Indicateur) -> Figure:
        lieu, voie, row = self._lieu, self._formation.voie, self._ici
        if row is not None and indicateur.nom in row.cellules:
            source = self._catalogue.snapshot.sources[row.source]
            return known(indicateur, row.cellules[indicateur.nom], row, lieu, source, None)
        if indicateur.denominateur == "contrats" and voie != "apprentissage":
            return missing(indicateur, "non_applicable", lieu, voie)
        if not lieu.etablissement:
            return missing(indicateur, "non_diffuse", lieu, voie)
        elsewhere = self._ailleurs or voie == "scolaire_agricole"  # other cohorts, or files of another ministry
        return missing(indicateur, "hors_instantane" if elsewhere else "non_couvert", lieu, voie)


def _widen(catalogue: Catalogue, lieu: Lieu, niveau: str | None) -> Lieu:
    if niveau == "national":
        return catalogue.lieu("fr")
    if niveau == "region" and lieu.niveau in ("etablissement", "academie") and lieu.region:
        return catalogue.lieu(f"reg:{lieu.region}")
    return lieu
