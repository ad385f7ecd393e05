"""A search and a snapshot told as JSON or as lines of text for the command line."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from data_bundle.folding import words
from desktop.catalogue import Catalogue
from desktop.data_facts import data_facts, qualite_document
from desktop.data_words import summary
from desktop.errors import NotFoundError, UsageError
from desktop.export.as_json import lieu_document
from desktop.facts import VOIES
from desktop.presence import vue
from desktop.search import CFA_PHRASE, Filtres, Recherche, Resultat, Resultats
from desktop.snapshot import Snapshot
from desktop.typography import jour, kilometres, liste, mois_annee, nombre, quantite

_CFAS = 5
"""CFA named in the text, the nearest: the document has them all."""


def search(catalogue: Catalogue, args: Namespace) -> tuple[dict[str, Any], str]:
    """Return what ``chercher`` found, as a document and as text. NotFoundError when there is nothing."""
    if not words(args.texte):
        raise UsageError("Dites ce que vous cherchez\u00a0: un métier, un diplôme, une ville ou un sigle.")
    if args.region:
        catalogue.lieu(f"reg:{args.region}")
    commune = catalogue.commune(args.commune) if args.commune else None
    filtres = Filtres(
        region=args.region,
        commune=commune,
        rayon_km=args.rayon,
        voie=frozenset({args.voie} if args.voie else ()),
        diplome=_diplome(catalogue, args.diplome),
        par_distance=commune is not None,
    )
    found = Recherche(catalogue).chercher(args.texte, filtres, args.limite, corriger=not args.sans_correction)
    if not found.total:
        instead = "".join(f", même avec «\u00a0{word}\u00a0»" for word in found.corrige.values())
        instead += f". {found.ailleurs.removesuffix('.')}" if found.ailleurs else ""
        raise NotFoundError(
            f"Aucune formation trouvée pour «\u00a0{args.texte}\u00a0»{instead}."
            " Essayez un mot plus court ou moins de filtres."
        )
    document = {
        "resultats": [_result(r) for r in found.lignes],
        "corrige": found.corrige,
        "sens": list(found.sens),
        "ailleurs": found.ailleurs or None,
        "total": found.total,
        "cfa": [
            {"uai": cfa.uai, "nom": cfa.nom, "commune": cfa.commune_nom, "distance_km": _round(away)}
            for cfa, away in found.cfas
        ],
        "cfa_phrase": CFA_PHRASE if found.cfas else None,
    }
    lines = [*_understood(found), *(_line(r) for r in found.lignes)]
    if found.total > len(found.lignes):
        lines.append(f"… {nombre(found.total)} en tout\u00a0: ajoutez un mot, un filtre ou «\u00a0--limite\u00a0».")
    if found.cfas:
        lines.append(f"{CFA_PHRASE} {nombre(len(found.cfas))} en tout («\u00a0--json\u00a0» pour la liste).")
        near = [(cfa, away) for cfa, away in found.cfas if away is not None]
        if found.ailleurs:
            lines += [f"- {cfa.nom}, {cfa.commune_nom or cfa.uai}, {kilometres(away)}" for cfa, away in near[:_CFAS]]
    return document, "\n".join(lines)


def _diplome(catalogue: Catalogue, asked: str | None) -> frozenset[str]:
    if asked is None:
        return frozenset()
    known = {d.casefold(): d for d in catalogue.diplomes()}
    if asked.casefold() not in known:
        raise NotFoundError(
            f"Le diplôme «\u00a0{asked}\u00a0» n’existe pas ici. Choisissez parmi\u00a0: {', '.join(known.values())}."
        )
    return frozenset({known[asked.casefold()]})


def _result(result: Resultat) -> dict[str, Any]:
    formation = result.formation
    return {
        "ref": result.choix.ref,
        "libelle": formation.libelle,
        "diplome": formation.diplome,
        "voie": formation.voie,
        "duree": formation.duree,
        "fermeture": formation.fermeture,
        "lieu": lieu_document(result.lieu),
        "rentree": result.offre.rentree if result.offre else None,
        "constat": result.offre.constat if result.offre else None,
        "ancien_diplome": result.offre.observee.libelle if result.offre and result.offre.observee else None,
        "distance_km": _round(result.distance_km),
        "raison": result.raison,
    }


def _understood(found: Resultats) -> list[str]:
    """Return what was searched in the place of what was typed, and how words of no label were understood."""
    told = [
        f"Recherche de «\u00a0{searched}\u00a0» au lieu de «\u00a0{typed}\u00a0»"
        " («\u00a0--sans-correction\u00a0» cherche le mot tel quel)."
        for typed, searched in found.corrige.items()
    ]
    told += [found.ailleurs] if found.ailleurs else []
    return [*told, *(understood.removesuffix("…") + "." for understood in found.sens)]


def _line(result: Resultat) -> str:
    formation, place = result.formation, result.lieu.etablissement
    where = result.lieu.nom if place is None or not place.commune_nom else f"{place.nom}, {place.commune_nom}"
    voie = VOIES[formation.voie].lower()
    how = f"{voie}, {quantite(formation.duree, 'an')}" if formation.duree else voie
    bits = [result.choix.ref, f"{formation.libelle} ({how})", where]
    if result.distance_km is not None:
        bits.append(kilometres(result.distance_km))
    if result.offre is not None:
        seen = vue(result.offre, nommer=False)
        bits.append(seen[:1].lower() + seen[1:])
    if formation.fermeture is not None:
        bits.append(f"fermeture\u00a0: {mois_annee(formation.fermeture)}")
    if result.raison is not None:
        bits.append(result.raison)
    return "  ".join(bits)


def _round(distance: float | None) -> float | None:
    return None if distance is None else round(distance, 1)


def snapshot_document(snapshot: Snapshot) -> dict[str, Any]:
    """Return the document of ``instantane --json`` (contract: DESIGN.md §4)."""
    db = snapshot.connection
    calibration = db.execute("SELECT * FROM calibration")
    columns = [c[0] for c in calibration.description]
    rows = [dict(zip(columns, row, strict=True)) for row in calibration]
    for row in rows:
        row["millesimes"] = json.loads(row["millesimes"])
    couverture = db.execute("SELECT * FROM couverture")
    heads = [c[0] for c in couverture.description]
    return {
        "id": snapshot.id,
        "construit_le": snapshot.construit_le,
        "schema": snapshot.schema,
        "perimetre": list(snapshot.perimetre),
        "prochaine_parution": snapshot.prochaine_parution,
        "sources": [
            {
                "id": s.code,
                "titre": s.titre,
                "producteur": s.producteur,
                "licence": s.licence,
                "url": s.url,
                "mise_a_jour": s.mise_a_jour,
                "sha256": s.sha256,
                "lignes": s.lignes,
            }
            for s in snapshot.sources.values()
        ],
        "couverture": [dict(zip(heads, row, strict=True)) for row in couverture],
        "calibration": rows,
        "qualite": qualite_document(snapshot),
    }


def describe(snapshot: Snapshot) -> str:
    """Return what is loaded, in a few lines that a person reads."""
    lines = [
        f"Données\u00a0: {snapshot.id}, construites le {jour(snapshot.construit_le)}, schéma {snapshot.schema}.",
        f"Périmètre\u00a0: {perimetre(snapshot)}.",
        "Sources\u00a0:",
    ]
    for source in snapshot.sources.values():
        when = f", mise à jour le {jour(source.mise_a_jour)}" if source.mise_a_jour else ""
        lines.append(f"- {source.titre} ({source.producteur}, {source.licence}{when}), {nombre(source.lignes)} lignes")
    return "\n".join([*lines, *summary(data_facts(snapshot))])


def perimetre(snapshot: Snapshot) -> str:
    """Return which places the snapshot covers: ``France entière`` or ``extrait : Bretagne et La Réunion``."""
    if not snapshot.est_extrait:
        return "France entière"
    names = dict(snapshot.connection.execute("SELECT code, nom FROM territoire WHERE niveau = 'region'"))
    return "extrait\u00a0: " + liste([names.get(code, code) for code in snapshot.perimetre])
