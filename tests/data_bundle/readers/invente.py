"""Made-up files, written to the official headers: nothing in them is real, and none can reach a snapshot."""

from __future__ import annotations

from data_bundle.builder.measures import Mesure
from data_bundle.builder.statuses import Cell
from data_bundle.indicators import INDICATEURS, STATUTS

DEVENIR = (
    "part_en_poursuite_d_etudes;part_en_emploi_6_mois_apres_la_sortie;part_des_autres_situations;"
    "taux_poursuite_etudes;taux_emploi_6_mois;taux_emploi_12_mois;taux_emploi_18_mois;taux_emploi_24_mois"
)
FINE = (
    "annee;uai;libelle;region;code_formation_mefstat11;type_diplome;libelle_formation;duree_formation;"
    f"diplome_renove_ou_nouveau;{DEVENIR}"
)
FINE_LABELS = (
    "Année;UAI;Libellé;Région;Code formation mefstat11;Type diplome;Libellé formation;Durée formation;"
    "Diplôme rénové ou nouveau;DEVENIR Part poursuite études;DEVENIR Part en emploi 6 mois;"
    "DEVENIR Part autre situation 6 mois;Taux poursuite études;Taux emploi 6 mois;Taux emploi 12 mois;"
    "Taux emploi 18 mois;Taux emploi 24 mois"
)
FINE_CFA = FINE.replace("code_formation_mefstat11", "code_formation_apprentissage")
LYCEE_PRO = (
    "annee;uai;libelle;region;dont_apprentis_eple;part_en_poursuite_d_etudes;part_en_emploi_6_mois_apres_la_sortie;"
    "part_des_autres_situations;taux_poursuite_etudes;taux_emploi_6_mois;taux_emploi_6_mois_attendu;va_emploi_6_mois;"
    "taux_emploi_12_mois;taux_emploi_18_mois;taux_emploi_24_mois"
)
NIVEAU = (
    "annee;uai;libelle;region;niveau_formation;taux_poursuite_etudes;taux_emploi_6_mois;taux_interruption_formation;"
    "taux_contrats_interrompus;taux_emploi_12_mois;taux_emploi_18_mois;taux_emploi_24_mois"
)

FEES, DRAGONS, LICORNES, LUTINS = "0359901X", "9749902V", "0359903Z", "0359906C"
CONTEUR, LICORNIER, DRAGONNIER = "23830090011", "23220090002", "23110090003"
"""Codes of diplomas that do not exist."""

TAUX = ("taux_emploi_6m", "taux_emploi_12m", "taux_emploi_18m", "taux_emploi_24m")
PARTS = ("part_poursuite", "part_emploi_6m", "part_autres_6m")

_NOMS = {i.id: i.nom for i in INDICATEURS}
_STATUTS = {s.id: s.nom + (f":{s.variante}" if s.variante else "") for s in STATUTS}


def csv(header: str, *rows: str) -> str:
    """Return a file as a portal writes it."""
    return "\n".join((header, *rows)) + "\n"


def cases(mesure: Mesure) -> dict[str, Cell]:
    """Return the cells of a row by indicateur."""
    return {_NOMS[cell.indicateur]: cell for cell in mesure.cells}


def valeurs(mesure: Mesure, *noms: str) -> tuple[float | None, ...]:
    """Return some values of a row, in order."""
    return tuple(cases(mesure)[nom].valeur for nom in noms)


def statuts(mesure: Mesure, *noms: str) -> tuple[str, ...]:
    """Return some statuses of a row, in order; « sous_seuil:sortants » where there is a variant."""
    return tuple(_STATUTS[cases(mesure)[nom].statut] for nom in noms)
