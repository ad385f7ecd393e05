"""The line of a public file that a figure was read from, as that file writes it: enough to find it again.

Source of the rule: DOMAIN.md §8.7. A code that we made, or that the file does not hold, is never given as its key.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_bundle.indicators import ETABLISSEMENT
from desktop.catalogue import Catalogue
from desktop.facts import Formation
from desktop.figures import Figure
from desktop.typography import NBSP, nombre, valeur
from desktop.wording import SESSIONS

_LEVELS = {"region": "région", "academie": "académie", "national": "France", "etablissement": "UAI"}
_CODES = {"mefstat11": "MEFSTAT11", "cfd": "CFD", "sise": "SISE", "parcoursup": "Parcoursup"}
_PORTAL = "fr-en-inserjeunes"
"""Datasets that write two cohorts « cumul 2023-2024 »."""
_EPLE = {"ensemble": "ensemble", "apprentis": "dont apprentis", "scolaires": "dont élèves en voie pro sco"}
"""Populations of the files by lycée; those by CFA have no such column."""
_LABELS = {"fr-esr-parcoursup": "lib_comp_voe_ins", "fr-esr-parcoursup-apprentissage": "lib_for_voe_ins"}
"""Datasets of Parcoursup: the column that names the formation, which is found by it and not by a code."""
_COUNTS = ("capacite", "voeux")
"""What tells apart the lines of Parcoursup that have one name at one place (DOMAIN.md §10, T17)."""
LONGEST_LABEL = 120
"""Characters of a label in a short line: beginning, place and session still find it."""
LEAST_TOLD = 20
"""A count below it may be used, never shown alone (DOMAIN.md §2.3)."""
_FROM_PARTS = {"part_autres_6m": "100 moins les deux autres parts", "part_poursuite_ou_emploi_6m": "les deux parts"}
"""Parts worked out of rounded parts, not of counts (DOMAIN.md §2.2)."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The key of a line: dataset, cohort or session, place and its code, formation code (None: see ``libelle``)…

    ``colonne`` is the column that holds ``libelle``, where the formation has no code in the file; ``nombres`` what the
    line says besides, that tells it from another of the same name.
    """

    jeu: str
    millesime: str
    niveau: str
    lieu: str
    code: str | None
    voie: str | None
    population: str | None
    libelle: str | None
    colonne: str | None = None
    nombres: tuple[str, ...] = ()
    session: bool = False

    @property
    def court(self) -> str:
        """The line in few words: ``inserjeunes-regions, 2022_2023, région 53, MEFSTAT11 23220022146, scolaire``."""
        where = "France" if self.niveau == "national" else f"{_LEVELS[self.niveau]} {self.lieu}"
        begins = (
            self.libelle if len(self.libelle or "") <= LONGEST_LABEL else f"{(self.libelle or '')[:LONGEST_LABEL]}…"
        )
        label = f"«{NBSP}{begins}{NBSP}»" if self.colonne else None
        when = f"session {self.millesime}" if self.session else self.millesime
        bits = (self.jeu, when, where, self.code, label, self.voie, self.population)
        return ", ".join(bit for bit in bits if bit)

    @property
    def lignes(self) -> tuple[str, ...]:
        """The same, one fact a line, each after its name."""
        insee = " (code Insee)" if self.niveau == "region" else ""
        where = "France entière" if self.niveau == "national" else f"{_LEVELS[self.niveau]} {self.lieu}{insee}"
        column = f" (colonne {self.colonne})" if self.colonne else ""
        facts = (
            ("Jeu de données", self.jeu),
            ("Session" if self.session else "Millésime", self.millesime),
            ("Lieu", where),
            ("Formation", self.code or (None if self.colonne else "tout l’établissement")),
            ("Voie", self.voie),
            ("Population", self.population),
            (f"Nom dans la source{column}", self.libelle),
            ("Sur cette ligne", ", ".join(self.nombres)),
        )
        return tuple(f"{name}{NBSP}: {what}" for name, what in facts if what)


def source_row(catalogue: Catalogue, formation: Formation, figure: Figure) -> SourceRow | None:
    """Return the line that a figure was read from, None when there is no line: most gaps are read nowhere."""
    if figure.source is None or not figure.millesime:
        return None
    own = figure.cle[0] if figure.cle else None
    read = catalogue.formations([int(str(own))]).get(int(str(own))) if own and own != formation.id else None
    coded = read or formation
    jeu, session = figure.source.code, figure.indicateur.portee in SESSIONS
    lieu, niveau = figure.lieu.code, figure.lieu.niveau
    if jeu in _LABELS and own is not None:
        code = _CODES["parcoursup"] + f" {coded.code}" if coded.type_code == "parcoursup" else None
        code = code if coded.code.isdigit() else None  # the others are ours: the file has no number
        label, counts = figure.rapproche or coded.libelle_officiel, _counts(catalogue, coded, figure)
        return SourceRow(
            jeu, figure.millesime, niveau, lieu, code, None, None, label, _LABELS[jeu], counts, session=True
        )
    code = None if own is None else f"{_CODES[coded.type_code]} {coded.code}"
    when, who = _cohort(jeu, figure.millesime), _population(figure)
    return SourceRow(jeu, when, niveau, lieu, code, figure.voie, who, figure.rapproche, session=session)


def raw(figure: Figure) -> str:
    """Return the value as it is stored, with the count behind it if it was read or worked out of counts, and how."""
    nom, of, how = figure.indicateur.nom.removesuffix(ETABLISSEMENT), "", "comme la source le publie"
    if figure.recalcule:
        how = "recalculé par Côte à Côte"
        if nom in _FROM_PARTS:
            how += f"{NBSP}: {_FROM_PARTS[nom]}"
    if figure.effectif and (figure.numerateur or 0) >= LEAST_TOLD and not (figure.recalcule and nom in _FROM_PARTS):
        of = f" ({nombre(figure.numerateur or 0)} sur {nombre(figure.effectif)})"
    return f"{figure.indicateur.libelle}{NBSP}: {valeur(figure.valeur or 0, figure.indicateur.unite)}{of}, {how}."


def _cohort(jeu: str, millesime: str) -> str:
    return f"cumul {millesime.replace('_', '-')}" if jeu.startswith(_PORTAL) and "_" in millesime else millesime


def _population(figure: Figure) -> str | None:
    """Return the population as the file names it, None where it has no such column."""
    if figure.indicateur.portee != "etablissement":
        return figure.population
    return None if figure.voie == "apprentissage" else _EPLE.get(figure.population or "", figure.population)


def _counts(catalogue: Catalogue, coded: Formation, figure: Figure) -> tuple[str, ...]:
    """Return places and candidacies of the line of Parcoursup that a figure comes from."""
    source = figure.source.id if figure.source else None
    rows = catalogue.mesures(coded.id, figure.lieu.ref)
    found = [m for m in rows if (m.source, m.millesime) == (source, figure.millesime) and m.portee == "acces"]
    if len(found) != 1:
        return ()
    cells = [(nom, found[0].cellules.get(nom)) for nom in _COUNTS]
    units = {"capacite": "places", "voeux": "candidatures"}
    return tuple(valeur(cell.valeur, units[nom]) for nom, cell in cells if cell is not None and cell.valeur is not None)
