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

SUP_HORIZONS = (6, 12, 18, 24, 30)
"""Months after leaving at which InserSup looks."""

PORTEES = ("formation", "etablissement", "acces", "reussite", "salaire", "niveau", "superieur")
"""What one row of a source is about, hence which indicators it holds together (DOMAIN.md §2.2).

``formation``: what became of those who prepared a diploma; ``etablissement``: of everyone in an établissement;
``niveau``: of everyone in a CFA who prepared a diploma of one level; ``acces``: places and candidacies of a session;
``reussite``: exam results of a lycée; ``salaire``: pay, France only; ``superieur``: InserSup.
"""

INSERJEUNES = ("formation", "etablissement", "salaire", "niveau")
"""Portées measured by InserJeunes: adjacent cumuls of them share a cohort."""

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


def _one(
    number: int, nom: str, portee: str, libelle: str, unite: str, denominateur: str, horizon: int | None = None
) -> Indicateur:
    return Indicateur(number, nom, portee, libelle, unite, denominateur, horizon)


def _acces() -> tuple[Indicateur, ...]:
    return (
        _one(300, "capacite", "acces", "Places", "places", "aucun"),
        _one(305, "voeux", "acces", "Candidatures", "candidatures", "aucun"),
        _one(310, "admis", "acces", "Admis", "admis", "aucun"),
        _one(315, "taux_acces_parcoursup", "acces", "Taux d’accès Parcoursup", "%", "candidats"),
        _one(320, "taux_pression_voeux", "acces", "Candidatures par place", "par place", "aucun"),
        _one(325, "voeux_1", "acces", "Demandes en 1er vœu (Affelnet)", "candidatures", "aucun"),
        _one(330, "voeux_tous", "acces", "Demandes, tous vœux (Affelnet)", "candidatures", "aucun"),
        _one(335, "taux_pression_voeux1", "acces", "Demandes en 1er vœu par place", "par place", "aucun"),
    )


def _reussite() -> tuple[Indicateur, ...]:
    return (
        _one(400, "taux_reussite", "reussite", "Réussite à l’examen", "%", "candidats"),
        _one(405, "taux_reussite_attendu", "reussite", "Réussite à l’examen attendue", "%", "candidats"),
        _one(410, "va_reussite", "reussite", "Valeur ajoutée, réussite à l’examen", "points", "candidats"),
        _one(415, "taux_mention", "reussite", "Mentions à l’examen", "%", "candidats"),
        _one(420, "va_mention", "reussite", "Valeur ajoutée, mentions", "points", "candidats"),
        _one(425, "taux_acces_2nde_bac", "reussite", "De la 2de au bac dans le lycée", "%", "inscrits"),
        _one(430, "taux_acces_2nde_bac_attendu", "reussite", "De la 2de au bac, attendu", "%", "inscrits"),
        _one(435, "va_acces_2nde_bac", "reussite", "Valeur ajoutée, de la 2de au bac", "points", "inscrits"),
    )


def _salaire() -> tuple[Indicateur, ...]:
    of = "Salaire net mensuel 12\u00a0mois après"
    return (
        _one(500, "salaire_net_12m_q1", "salaire", f"{of}, un quart gagne moins", "€", "salaries", 12),
        _one(505, "salaire_net_12m_median", "salaire", f"{of}, la moitié gagne moins", "€", "salaries", 12),
        _one(510, "salaire_net_12m_q3", "salaire", f"{of}, un quart gagne plus", "€", "salaries", 12),
    )


def _niveau() -> tuple[Indicateur, ...]:
    here = " (même niveau de diplôme, tout le CFA)"
    job = "taux_emploi_{h}m_niveau"
    return (
        _one(600, "part_poursuite_niveau", "niveau", "Continuent des études" + here, "%", "derniere_annee"),
        *(
            _one(605 + 5 * i, job.format(h=h), "niveau", _SORTANTS.format(h=h) + here, "%", "sortants", h)
            for i, h in enumerate(HORIZONS)
        ),
        _one(630, "taux_rupture_contrats_niveau", "niveau", f"{_RUPTURE}{here}", "%", "contrats"),
        _one(635, "taux_interruption_formation", "niveau", f"Interruptions de formation{here}", "%", "inscrits"),
    )


def _superieur() -> tuple[Indicateur, ...]:
    found = []
    jobs = (
        ("salarie_fr", "Salariés en France {h}\u00a0mois après", SUP_HORIZONS),
        ("non_salarie", "À leur compte {h}\u00a0mois après", SUP_HORIZONS),
        ("etranger", "En emploi à l’étranger {h}\u00a0mois après", SUP_HORIZONS[:3]),
        ("stable", "En emploi stable {h}\u00a0mois après", SUP_HORIZONS),
    )
    for k, (what, words, horizons) in enumerate(jobs):
        for i, h in enumerate(horizons):
            nom, libelle = f"sup_taux_emploi_{what}_{h}m", words.format(h=h) + " (supérieur)"
            found.append(_one(700 + 10 * k + i, nom, "superieur", libelle, "%", "sortants", h))
    pay = (("q1", "un quart gagne moins"), ("median", "la moitié gagne moins"), ("q3", "un quart gagne plus"))
    for i, h in enumerate(SUP_HORIZONS):
        for k, (what, words) in enumerate(pay):
            nom = f"sup_salaire_net_{h}m_{what}"
            libelle = f"Salaire net mensuel {h}\u00a0mois après, {words} (supérieur)"
            found.append(_one(750 + 5 * i + k, nom, "superieur", libelle, "€", "salaries", h))
    return tuple(found)


_RUPTURE = "Contrats d’apprentissage rompus"

INDICATEURS: tuple[Indicateur, ...] = (
    *_formation(),
    _one(90, "taux_rupture_contrats", "formation", _RUPTURE, "%", "contrats"),
    *_formation(100),
    _one(
        190, "taux_emploi_6m_attendu_etablissement", "etablissement", f"Taux d’emploi attendu à 6\u00a0mois{_ICI}", "%",
        "sortants", 6,
    ),
    _one(
        200, "va_emploi_6m_etablissement", "etablissement", f"Valeur ajoutée à 6\u00a0mois{_ICI}", "points",
        "sortants", 6,
    ),
    _one(210, "taux_rupture_contrats_etablissement", "etablissement", f"{_RUPTURE}{_ICI}", "%", "contrats"),
    *_acces(),
    *_reussite(),
    *_salaire(),
    *_niveau(),
    *_superieur(),
)  # fmt: skip

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
