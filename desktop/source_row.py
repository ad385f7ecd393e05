"""The line of a public file that a figure was read from: enough to find it again (DOMAIN.md §8.7)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.catalogue import Catalogue
from desktop.facts import Formation
from desktop.figures import Figure
from desktop.typography import NBSP, nombre, valeur

_LEVELS = {"region": "région", "academie": "académie", "national": "France", "etablissement": "UAI"}
_CODES = {"mefstat11": "MEFSTAT11", "cfd": "CFD", "sise": "SISE", "parcoursup": "Parcoursup"}
LEAST_TOLD = 20
"""A count below it may be used, never shown alone (DOMAIN.md §2.3)."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The key of a line: dataset, cohort, place and its code, formation code (None for a whole place), voie…"""

    jeu: str
    millesime: str
    niveau: str
    lieu: str
    code: str | None
    voie: str
    population: str | None
    libelle: str | None

    @property
    def court(self) -> str:
        """The line in few words: ``inserjeunes-regions, 2022_2023, région 53, MEFSTAT11 23220022146, scolaire``."""
        where = "France" if self.niveau == "national" else f"{_LEVELS[self.niveau]} {self.lieu}"
        return ", ".join(bit for bit in (self.jeu, self.millesime, where, self.code, self.voie, self.population) if bit)

    @property
    def lignes(self) -> tuple[str, ...]:
        """The same, one fact a line, each after its name."""
        insee = " (code Insee)" if self.niveau == "region" else ""
        where = "France entière" if self.niveau == "national" else f"{_LEVELS[self.niveau]} {self.lieu}{insee}"
        facts = (
            ("Jeu de données", self.jeu),
            ("Millésime", self.millesime),
            ("Lieu", where),
            ("Formation", self.code or "tout l’établissement"),
            ("Voie", self.voie),
            ("Population", self.population),
            ("Nom dans la source", self.libelle),
        )
        return tuple(f"{name}{NBSP}: {what}" for name, what in facts if what)


def source_row(catalogue: Catalogue, formation: Formation, figure: Figure) -> SourceRow | None:
    """Return the line that a figure was read from, None when there is no line: most gaps are read nowhere."""
    if figure.source is None or not figure.millesime:
        return None
    own = figure.cle[0] if figure.cle else None
    read = catalogue.formations([int(str(own))]).get(int(str(own))) if own and own != formation.id else None
    coded = read or formation
    code = None if own is None else f"{_CODES[coded.type_code]} {coded.code}"
    lieu, niveau = figure.lieu.code, figure.lieu.niveau
    return SourceRow(
        figure.source.code, figure.millesime, niveau, lieu, code, figure.voie, figure.population, figure.rapproche
    )


def raw(figure: Figure) -> str:
    """Return the value as it is stored, with the count behind it, and whether we worked it out."""
    of = ""
    if figure.effectif and figure.numerateur is not None and figure.numerateur >= LEAST_TOLD:
        of = f" ({nombre(figure.numerateur)} sur {nombre(figure.effectif)})"
    how = "recalculé par Côte à Côte" if figure.recalcule else "comme la source le publie"
    return f"{figure.indicateur.libelle}{NBSP}: {valeur(figure.valeur or 0, figure.indicateur.unite)}{of}, {how}."
