"""What the snapshot speaks of, as frozen dataclasses: formation, établissement, lieu, commune, offre, mesure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

NIVEAUX = ("etablissement", "academie", "region", "national")
"""Levels of a place, from the narrowest to the widest."""

VOIES = {
    "scolaire": "Voie scolaire",
    "scolaire_agricole": "Voie scolaire agricole",
    "apprentissage": "Apprentissage",
    "superieur": "Enseignement supérieur",
}


@dataclass(frozen=True, slots=True)
class Formation:
    """A certification in one voie. ``duree`` and ``annee`` count years; dates are AAAA-MM-JJ; codes are text."""

    id: int
    type_code: str
    code: str
    voie: str
    cfd: str | None
    mefstat11: str | None
    mef10: str | None
    dispositif: str | None
    diplome: str
    intitule: str
    libelle: str
    libelle_officiel: str
    anciens_libelles: str | None
    niveau: int | None
    duree: int | None
    annee: int | None
    terminale: int
    commune: int
    nsf: str | None
    domaine: str | None
    domaine_libelle: str | None
    ouverture: str | None
    fermeture: str | None
    premiere_session: int | None
    famille: str | None
    famille_libelle: str | None
    rncp: str | None
    rome: str | None

    @property
    def ref(self) -> str:
        """The code part of a reference: ``cfd:50022137``."""
        return f"{self.type_code}:{self.code}"

    @property
    def voie_libelle(self) -> str:
        """The voie in words."""
        return VOIES[self.voie]


@dataclass(frozen=True, slots=True)
class Etablissement:
    """A place with a UAI. ``position`` says how precise the coordinates are: 'etablissement', 'commune' or None."""

    id: int
    uai: str
    nom: str
    nature: str
    secteur: str | None
    commune: str | None
    commune_nom: str | None
    departement: str
    academie: str | None
    region: str | None
    latitude: float | None
    longitude: float | None
    position: str | None
    internat: int | None
    telephone: str | None


@dataclass(frozen=True, slots=True)
class Lieu:
    """Where a figure is asked: ``ref`` is 'fr', 'reg:53', 'aca:14' or a UAI; ``region`` is the INSEE code around it."""

    ref: str
    niveau: str
    code: str
    nom: str
    region: str | None = None
    academie: str | None = None
    etablissement: Etablissement | None = None


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of the COG; coordinates in degrees, WGS 84."""

    code: str
    nom: str
    codes_postaux: str
    departement: str
    region: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Metier:
    """A job of the ROME that a formation leads to."""

    code: str
    libelle: str


class Suite(NamedTuple):
    """A diploma that comes after another: its reference without a place, and its label."""

    ref: str
    libelle: str


@dataclass(frozen=True, slots=True)
class Offre:
    """A formation seen in an établissement in a dated year, possibly under its older code (``observee``).

    ``constat`` says which year ``rentree`` is: 'rentree', a 'session' of Parcoursup, or a 'promotion' that left.
    """

    rentree: int
    observee: Formation | None
    source: int | None = None
    constat: str = "rentree"


class Cellule(NamedTuple):
    """One stored cell: a published value, or the status that says why there is none (DOMAIN.md §3)."""

    statut: str
    variante: str | None
    valeur: float | None
    effectif: int | None
    numerateur: int | None
    recalcule: bool


@dataclass(frozen=True, slots=True)
class Mesure:
    """One row of a source at a place, cells by indicator name. ``formation`` is None for a whole établissement.

    ``portee`` says what the row is about (data_bundle.indicators.PORTEES); ``libelle_source`` is what the source calls
    the formation, where it could be matched by its label only; ``sites`` how many places of a CFA show this same row.
    """

    id: int
    formation: int | None
    lieu: str
    voie: str
    millesime: str
    population: str | None
    source: int
    origine: str
    formation_origine: int | None
    cellules: dict[str, Cellule]
    portee: str = "formation"
    libelle_source: str | None = None
    sites: int | None = None

    @property
    def publiee(self) -> bool:
        """Tell whether any figure of the row is published."""
        return any(c.statut == "valeur" for c in self.cellules.values())


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far the doubt was tested on past cohorts, for one indicator and one voie (DOMAIN.md §6.6)."""

    indicateur: str
    voie: str
    n: int
    z_plage: float
    part_plage: float | None
    part_plage_brute: float | None
    z_ecart: float
    part_nette: float | None
    regroupee: int
    par_defaut: int
