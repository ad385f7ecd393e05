"""The one comparison that screen, paper, files and command line draw: rows of indicators × columns of formations.

Nothing downstream computes a figure, chooses a substitute or words a gap (DESIGN.md §2, "The one stream").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data_bundle.indicators import Indicateur
from desktop.around import Around
from desktop.catalogue import Catalogue
from desktop.facts import Formation, Lieu, Mesure, Metier, Offre, Suite
from desktop.figures import Figure, but, known, like, missing
from desktop.ladder import Column, retain
from desktop.row_levels import RANGEES, apart
from desktop.selection import Choix, Selection
from desktop.snapshot import Snapshot, Source
from desktop.verdicts import Departage, departage, departage_of_none


@dataclass(frozen=True, slots=True)
class Colonne:
    """A formation somewhere. ``lieu`` is the place chosen, ``lieu_chiffres`` the one whose figures are asked for.

    ``offre`` is its dated presence in the établissement; ``successeurs`` the newer versions of a closed diploma;
    ``debouches`` the spécialités behind a shared first year; ``fermee`` tells that one can no longer enter it;
    ``metiers`` the jobs that it leads to, as the ROME names them; ``apres`` the open diplomas of the same speciality or
    trade one level above, a fact and no advice. ``lieux`` are the places asked for rows that have their own level.
    """

    choix: Choix
    formation: Formation
    lieu: Lieu
    lieu_chiffres: Lieu
    millesime: str | None
    offre: Offre | None
    successeurs: tuple[Formation, ...]
    debouches: tuple[Formation, ...]
    fermee: bool = False
    metiers: tuple[Metier, ...] = ()
    apres: tuple[Suite, ...] = ()
    lieux: tuple[tuple[str, Lieu], ...] = ()

    def lieu_de(self, rangee: str) -> Lieu:
        """Return the place whose figures a row asks for (`desktop.row_levels`)."""
        return next((lieu for row, lieu in self.lieux if row == rangee), self.lieu_chiffres)

    @property
    def region(self) -> str | None:
        """INSEE code of the region around the place."""
        return self.lieu.region


class Ligne(NamedTuple):
    """One indicator across the columns. ``departage_repli`` is the verdict between the substitutes shown as such."""

    indicateur: Indicateur
    cellules: tuple[Figure, ...]
    departage: Departage
    departage_repli: Departage


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns in the person's order, rows in the snapshot's order, the snapshot and the sources that were used.

    ``niveau`` is the level asked for, ``rangees`` that of rows that do not follow it (`desktop.row_levels`), by row.
    """

    instantane: Snapshot
    colonnes: tuple[Colonne, ...]
    lignes: tuple[Ligne, ...]
    niveau: str | None
    rangees: tuple[tuple[str, str], ...] = ()

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


def compare(
    catalogue: Catalogue, selection: Selection, niveau: str | None = None, rangees: Mapping[str, str] | None = None
) -> Comparison:
    """Put the formations of a selection side by side.

    ``niveau`` ('region' or 'national') asks the figures of the wider place for every column; None asks each at its own.
    ``rangees`` asks another level for whole rows (`desktop.row_levels`). Raises NotFoundError for an unknown formation
    or place.
    """
    rows_apart = apart(rangees, niveau) if rangees else {}
    columns = [_Colonne(catalogue, choix, niveau, rows_apart) for choix in selection.choix]
    lignes: list[Ligne] = []
    for portee, indicateurs in catalogue.par_portee:
        rows = zip(indicateurs, *(column.figures(portee, indicateurs) for column in columns), strict=True)
        if any(column.tells(portee) for column in columns):
            lignes += [_ligne(indicateur, cells, columns) for indicateur, *cells in rows]
        else:
            nothing = departage_of_none(len(columns))
            lignes += [Ligne(indicateur, tuple(cells), nothing, nothing) for indicateur, *cells in rows]
    chosen = tuple((row, rangees[row]) for row in rows_apart) if rangees else ()
    return Comparison(catalogue.snapshot, tuple(c.colonne for c in columns), tuple(lignes), niveau, chosen)


def _ligne(indicateur: Indicateur, found: list[Figure], columns: list[_Colonne]) -> Ligne:
    cells = tuple(found)
    own = departage(cells)
    if not [cell for cell in cells if cell.repli is not None]:
        return Ligne(indicateur, cells, own, own)
    substitutes = tuple(column.substitute(cell) for column, cell in zip(columns, cells, strict=True))
    if all(substitute is None for substitute in substitutes):
        return Ligne(indicateur, cells, own, own)
    return Ligne(indicateur, cells, own, departage(tuple(s or c for s, c in zip(substitutes, cells, strict=True))))


class _Colonne:
    """Builds one column: its header facts and its figures, formation-level and whole-establishment.

    ``rows_apart`` is the level of each row that is not asked at ``niveau``.
    """

    def __init__(
        self, catalogue: Catalogue, choix: Choix, niveau: str | None, rows_apart: Mapping[str, str | None]
    ) -> None:
        self._catalogue = catalogue
        self._choix = choix
        formation = catalogue.formation(choix.type_code, choix.code)
        lieu = catalogue.lieu(choix.lieu)
        asked = _widen(catalogue, lieu, niveau)
        self._column = Column(catalogue, formation, asked, choix.millesime)
        elsewhere = {row: _widen(catalogue, lieu, level) for row, level in rows_apart.items()}
        other = {p: Column(catalogue, formation, p, choix.millesime) for p in elsewhere.values() if p != asked}
        self._apart = {nom: other[p] for row, p in elsewhere.items() if p != asked for nom in RANGEES[row]}
        self._lieu = lieu
        self._formation = formation
        whole = catalogue.mesures(None, lieu.ref) if lieu.etablissement else []
        self._whole_rows = [m for m in whole if m.portee == "etablissement"]
        self._ici, self._ailleurs = self._whole(self._whole_rows)
        self._nowhere: Figure | None = None
        rows = self._column.mesures
        if (
            lieu != asked
        ):  # places and candidacies stay those of the place chosen, whatever level the others are asked at
            rows = rows | {lieu.ref: catalogue.mesures(formation.id, lieu.ref)}
        france = self._column.etages[-1].lieu
        self._around = Around(catalogue, formation, lieu, france, rows, whole, self._column.origines)
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
            closed and (formation.fermeture or "") <= catalogue.snapshot.construit_le,
            catalogue.metiers(formation),
            catalogue.apres(formation),
            tuple(elsewhere.items()),
        )

    def substitute(self, cell: Figure) -> Figure | None:
        """Return the substitute that may be told apart from others: of the cohort retained at its place, no older."""
        column = self._apart.get(cell.indicateur.nom, self._column)
        return cell.repli if cell.repli is not None and column.is_retained(cell.repli) else None

    def figures(self, portee: str, indicateurs: Sequence[Indicateur]) -> list[Figure]:
        """Return the figure of each indicator of a portée, in their order."""
        if portee == "formation":
            own, others = self._column, self._apart
            return [(others.get(i.nom, own) if others else own).figure(i) for i in indicateurs]
        if portee == "etablissement":
            return [self._here(i) for i in indicateurs]
        return self._around.figures(portee, indicateurs)

    def tells(self, portee: str) -> bool:
        """Tell whether any figure of a portée may have a value or a substitute; True when it would take long to say."""
        return portee in ("formation", "etablissement") or self._around.tells(portee)

    def _whole(self, mesures: list[Mesure]) -> tuple[Mesure | None, bool]:
        """Return the whole-establishment row, and whether there are any at all, of another cohort than the one asked.

        The row is of the same voie if there is one, everyone together, of the newest published cohort.
        """
        rows = [m for m in mesures if m.population in (None, "ensemble")]
        same = [m for m in rows if m.voie == self._formation.voie]
        return retain(same or rows, self._choix.millesime), bool(rows)

    def _here(self, indicateur: Indicateur) -> Figure:
        lieu, voie, row = self._lieu, self._formation.voie, self._ici
        if indicateur.denominateur == "contrats" and voie != "apprentissage":
            return missing(indicateur, "non_applicable", lieu, voie)
        if indicateur.denominateur == "contrats" and row is not None and row.voie != voie:
            return missing(indicateur, "non_diffuse", lieu, voie)
        if row is not None and indicateur.nom in row.cellules:
            own = self._told(indicateur, row)
            older = None if own.connue or indicateur.denominateur != "contrats" else self._older(indicateur, row)
            return but(own, repli=self._told(indicateur, older)) if older else own
        if self._nowhere is None:
            elsewhere = self._ailleurs or voie == "scolaire_agricole"  # other cohorts, or files of another ministry
            absent = "hors_instantane" if elsewhere else "non_couvert"
            self._nowhere = missing(indicateur, absent if lieu.etablissement else "non_diffuse", lieu, voie)
        return like(self._nowhere, (indicateur,))[0]

    def _told(self, indicateur: Indicateur, row: Mesure) -> Figure:
        source = self._catalogue.snapshot.sources[row.source]
        return known(indicateur, row.cellules[indicateur.nom], row, self._lieu, source, None)

    def _older(self, indicateur: Indicateur, row: Mesure) -> Mesure | None:
        """Return the newest older row that has the value: broken contracts were published for one cumul only."""
        older = (m for m in self._whole_rows if m.millesime < row.millesime and m.voie == row.voie)
        return next((m for m in older if m.cellules[indicateur.nom].valeur is not None), None)


def _widen(catalogue: Catalogue, lieu: Lieu, niveau: str | None) -> Lieu:
    if niveau == "national":
        return catalogue.lieu("fr")
    if niveau == "region" and lieu.niveau in ("etablissement", "academie") and lieu.region:
        return catalogue.lieu(f"reg:{lieu.region}")
    return lieu
