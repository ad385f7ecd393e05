"""The one comparison that screen, paper, files and command line draw: rows of indicators × columns of formations.

Nothing downstream computes a figure, chooses a substitute or words a gap (DESIGN.md §2, "The one stream").
"""

from __future__ import annotations

from dataclasses import dataclass

from data_bundle.indicators import Indicateur
from desktop.around import Around
from desktop.catalogue import Catalogue
from desktop.facts import Formation, Lieu, Mesure, Metier, Offre
from desktop.figures import Figure, known, like, missing
from desktop.ladder import Column, retain
from desktop.selection import Choix, Selection
from desktop.snapshot import Snapshot, Source
from desktop.verdicts import Departage, departage


@dataclass(frozen=True, slots=True)
class Colonne:
    """A formation somewhere. ``lieu`` is the place chosen, ``lieu_chiffres`` the one whose figures are asked for.

    ``offre`` is its dated presence in the établissement; ``successeurs`` the newer versions of a closed diploma;
    ``debouches`` the spécialités behind a shared first year; ``metiers`` the jobs that it leads to, as the ROME names
    them; ``apres`` the open diplomas of the same speciality group one level above, a fact and no advice.
    """

    choix: Choix
    formation: Formation
    lieu: Lieu
    lieu_chiffres: Lieu
    millesime: str | None
    offre: Offre | None
    successeurs: tuple[Formation, ...]
    debouches: tuple[Formation, ...]
    metiers: tuple[Metier, ...] = ()
    apres: tuple[Formation, ...] = ()

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
    rows = zip(*(column.figures() for column in columns), strict=True)
    lignes = tuple(_ligne(i, cells, columns) for i, cells in zip(catalogue.indicateurs, rows, strict=True))
    return Comparison(catalogue.snapshot, tuple(c.colonne for c in columns), lignes, niveau)


def _ligne(indicateur: Indicateur, cells: tuple[Figure, ...], columns: list[_Colonne]) -> Ligne:
    own = departage(cells)
    if not [cell for cell in cells if cell.repli is not None]:
        return Ligne(indicateur, cells, own, own)
    substitutes = tuple(column.substitute(cell) for column, cell in zip(columns, cells, strict=True))
    if all(substitute is None for substitute in substitutes):
        return Ligne(indicateur, cells, own, own)
    return Ligne(indicateur, cells, own, departage(tuple(s or c for s, c in zip(substitutes, cells, strict=True))))


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
        whole = catalogue.mesures(None, lieu.ref) if lieu.etablissement else []
        self._ici, self._ailleurs = self._whole([m for m in whole if m.portee == "etablissement"])
        self._nowhere: Figure | None = None
        france = self._column.etages[-1].lieu
        self._around = Around(catalogue, formation, asked, france, self._column.mesures, whole)
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
            catalogue.metiers(formation),
            tuple(catalogue.liens(formation.id, "apres")),
        )

    def substitute(self, cell: Figure) -> Figure | None:
        """Return the substitute that may be told apart from others: of the cohort retained at its place, no older."""
        return cell.repli if cell.repli is not None and self._column.is_retained(cell.repli) else None

    def figures(self) -> list[Figure]:
        """Return the figure of each indicator of the snapshot, in their order."""
        found: list[Figure] = []
        for portee, indicateurs in self._catalogue.par_portee:
            if portee == "formation":
                found += map(self._column.figure, indicateurs)
            elif portee == "etablissement":
                found += map(self._here, indicateurs)
            else:
                found += self._around.figures(portee, indicateurs)
        return found

    def _whole(self, mesures: list[Mesure]) -> tuple[Mesure | None, bool]:
        """Return the whole-establishment row, and whether there are any at all, of another cohort than the one asked.

        The row is of the same voie if there is one, everyone together, of the newest published cohort.
        """
        rows = [m for m in mesures if m.population in (None, "ensemble")]
        same = [m for m in rows if m.voie == self._formation.voie]
        return retain(same or rows, self._choix.millesime), bool(rows)

    def _here(self, indicateur: Indicateur) -> Figure:
        lieu, voie, row = self._lieu, self._formation.voie, self._ici
        if row is not None and indicateur.nom in row.cellules:
            source = self._catalogue.snapshot.sources[row.source]
            return known(indicateur, row.cellules[indicateur.nom], row, lieu, source, None)
        if indicateur.denominateur == "contrats" and voie != "apprentissage":
            return missing(indicateur, "non_applicable", lieu, voie)
        if self._nowhere is None:
            elsewhere = self._ailleurs or voie == "scolaire_agricole"  # other cohorts, or files of another ministry
            absent = "hors_instantane" if elsewhere else "non_couvert"
            self._nowhere = missing(indicateur, absent if lieu.etablissement else "non_diffuse", lieu, voie)
        return like(self._nowhere, indicateur)


def _widen(catalogue: Catalogue, lieu: Lieu, niveau: str | None) -> Lieu:
    if niveau == "national":
        return catalogue.lieu("fr")
    if niveau == "region" and lieu.niveau in ("etablissement", "academie") and lieu.region:
        return catalogue.lieu(f"reg:{lieu.region}")
    return lieu
