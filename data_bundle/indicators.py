"""The indicators and the statuses that a snapshot of this version knows: one definition, written into every snapshot.

An indicator's name carries its denominator: ``part_*`` is out of all final-year pupils, ``taux_emploi_*`` out of
the sortants only; the two never share a row (DOMAIN.md §2.1). Whole-establishment figures have names of their own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indicateur:
    """What a figure is: ``id`` is also the display order, ``horizon`` counts months after leaving."""

    id: int
    nom: str
    portee: str
    libelle: str
    unite: str
    denominateur: str
    horizon: int | None = None


@dataclass(frozen=True, slots=True)
class Statut:
    """Why a cell has a value or none; ``variante`` picks one of two sentences (DOMAIN.md §3)."""

    id: int
    nom: str
    variante: str | None = None


ETABLISSEMENT = "_etablissement"
"""Suffix of the indicators about a whole establishment, all its diplomas together."""

HORIZONS = (6, 12, 18, 24)

_SORTANTS = "En emploi {h}\u00a0mois après, parmi les sortants"
_ICI = " (tout l’établissement)"


def _formation(base: int = 0) -> tuple[Indicateur, ...]:
    tail, note, portee = (ETABLISSEMENT, _ICI, "etablissement") if base else ("", "", "formation")

    def one(number: int, nom: str, libelle: str, denominateur: str, h: int | None = None) -> Indicateur:
        return Indicateur(base + number, nom + tail, portee, libelle + note, "%", denominateur, h)

    return (
        one(10, "part_emploi_6m", "Travaillent 6\u00a0mois après", "derniere_annee", 6),
        one(20, "part_poursuite", "Continuent des études", "derniere_annee"),
        one(30, "part_autres_6m", "Autres situations", "derniere_annee", 6),
        one(40, "part_poursuite_ou_emploi_6m", "En études ou en emploi", "derniere_annee", 6),
        *(one(50 + 10 * i, f"taux_emploi_{h}m", _SORTANTS.format(h=h), "sortants", h) for i, h in enumerate(HORIZONS)),
    )


INDICATEURS: tuple[Indicateur, ...] = (
    *_formation(),
    *_formation(100),
    Indicateur(
        190,
        "taux_emploi_6m_attendu_etablissement",
        "etablissement",
        "Taux d’emploi attendu à 6\u00a0mois" + _ICI,
        "%",
        "sortants",
        6,
    ),
    Indicateur(
        200,
        "va_emploi_6m_etablissement",
        "etablissement",
        "Valeur ajoutée à 6\u00a0mois" + _ICI,
        "points",
        "sortants",
        6,
    ),
    Indicateur(
        210,
        "taux_rupture_contrats_etablissement",
        "etablissement",
        "Contrats d’apprentissage rompus" + _ICI,
        "%",
        "contrats",
    ),
)

PAR_NOM: dict[str, Indicateur] = {i.nom: i for i in INDICATEURS}

STATUTS: tuple[Statut, ...] = (
    Statut(1, "valeur"),
    Statut(2, "sous_seuil"),
    Statut(3, "sous_seuil", "sortants"),
    Statut(4, "horizon_non_observe"),
    Statut(5, "non_diffuse"),
    Statut(6, "formation_nouvelle"),
    Statut(7, "hors_instantane"),
    Statut(8, "non_couvert"),
    Statut(9, "non_applicable"),
    Statut(10, "annee_non_terminale"),
    Statut(11, "annee_non_terminale", "plusieurs"),
    Statut(12, "raison_inconnue"),
)
