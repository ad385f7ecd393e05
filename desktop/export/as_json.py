"""A comparison, a search and a snapshot as the JSON documents of the command line (contract: DESIGN.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.comparison import Colonne, Comparison, Ligne
from desktop.facts import Lieu
from desktop.figures import Figure
from desktop.update.trial import is_trial
from desktop.verdict_words import noms, phrase
from desktop.verdicts import Departage
from desktop.wording import phrase as figure_phrase

if TYPE_CHECKING:
    from desktop.onisep import Onisep


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """Return the document of ``comparer --json`` and ``fiche --json``."""
    names = noms(comparison.colonnes)
    snapshot = comparison.instantane
    return {
        "instantane": {"id": snapshot.id, "construit_le": snapshot.construit_le, "schema": snapshot.schema}
        | ({"essai": True} if is_trial(snapshot.path) else {}),
        "colonnes": [_column(c) for c in comparison.colonnes],
        "lignes": [_row(ligne, names) for ligne in comparison.lignes],
    }


def whole_document(comparison: Comparison, onisep: Onisep | None = None) -> dict[str, Any]:
    """Return the same, with what an attached Onisep file says of each column."""
    document = comparison_document(comparison)
    if onisep is not None:
        from desktop.onisep_facts import add_to

        add_to(document, comparison, onisep)
    return document


def lieu_document(lieu: Lieu) -> dict[str, Any]:
    """Return a place as JSON."""
    return {"niveau": lieu.niveau, "code": lieu.code, "nom": lieu.nom}


def _column(colonne: Colonne) -> dict[str, Any]:
    formation = colonne.formation
    return {
        "ref": colonne.choix.ref,
        "libelle": formation.libelle,
        "diplome": formation.diplome,
        "voie": formation.voie,
        "duree": formation.duree,
        "fermeture": formation.fermeture,
        "lieu": lieu_document(colonne.lieu),
        "millesime": colonne.millesime,
        "rentree": colonne.offre.rentree if colonne.offre else None,
        "constat": colonne.offre.constat if colonne.offre else None,
        "metiers": [{"rome": m.code, "libelle": m.libelle} for m in colonne.metiers],
        "apres": [{"code": s.ref, "libelle": s.libelle} for s in colonne.apres],
    }


def _row(ligne: Ligne, names: tuple[str, ...]) -> dict[str, Any]:
    row = {
        "indicateur": ligne.indicateur.nom,
        "libelle": ligne.indicateur.libelle,
        "unite": ligne.indicateur.unite,
        "denominateur": ligne.indicateur.denominateur,
        "cellules": [figure_document(f) for f in ligne.cellules],
        "departage": _departage(ligne.departage, names),
    }
    if ligne.departage_repli != ligne.departage:
        row["departage_repli"] = _departage(ligne.departage_repli, names)
    return row


def _departage(departage: Departage, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "distinguables": [list(p) for p in departage.distinguables],
        "indistinguables": [list(p) for p in departage.indistinguables],
        "sans_verdict": [list(p) for p in departage.sans_verdict],
        "phrase": phrase(departage, names),
    }


def figure_document(figure: Figure | None) -> dict[str, Any] | None:
    """Return a cell as JSON; its substitute has the same shape."""
    if figure is None:
        return None
    return {
        "statut": figure.statut,
        "valeur": figure.valeur,
        "effectif": figure.effectif,
        "intervalle": list(figure.intervalle) if figure.intervalle else None,
        "plage": list(figure.plage) if figure.plage else None,
        "niveau": figure.lieu.niveau,
        "lieu": figure.lieu.code,
        "millesime": figure.millesime,
        "population": figure.population,
        "origine": figure.origine,
        "recalcule": figure.recalcule,
        "source": figure.source.code if figure.source else None,
        "rapproche": figure.rapproche,
        "phrase": figure_phrase(figure),
        "repli": figure_document(figure.repli),
    }
