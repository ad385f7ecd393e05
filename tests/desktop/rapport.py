"""A made-up quality report, of the shape that a snapshot carries."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

COLONNES = [
    "niveau", "voie", "diplome", "region", "ouvertes", "vues", "direct", "continuum", "autre_site", "sous_seuil",
    "direct_toutes", "continuum_toutes", "autre_site_toutes",
]  # fmt: skip


def rapport_invente(**more: Any) -> dict[str, Any]:
    """Return a report about two régions: 90, with figures, and 91, without any."""
    return {
        "version": 1,
        "jour": "2026-01-02",
        "sources": [
            {"code": "jeu-invente-1", "titre": "Jeu inventé", "role": "chiffres", "lues": 1500, "gardees": 1480,
             "autres": 5, "ecartees": [{"motif": "UAI inventé", "lignes": 15, "exemples": ["x"], "voulu": False}],
             "colonnes_inconnues": {"invente.csv": ["colonne_inventée"]}},
            {"code": "jeu-invente-2", "titre": "Autre jeu inventé", "role": "lieux", "lues": 7, "gardees": None},
        ],
        "absentes": {"jeu-invente-3": "Jeu inventé absent"},
        "regions": ["90", "91"],
        "regions_sans_ligne": ["91"],
        "promotions": {"region": {"scolaire": "2022_2023"}},
        "continuum": [{"voie": "scolaire", "vues": 40, "ouvertes": 90, "avant": 25.0, "apres": 37.5, "points": 12.5}],
        "couverture": {
            "colonnes": COLONNES,
            "lignes": [
                ["national", "scolaire", "CAP", "fr", 9, 9, 0, 0, 0, 0, 0, 0, 0],
                ["region", "scolaire", "CAP", "90", 9, 8, 4, 2, 0, 1, 5, 2, 0],
                ["region", "scolaire", "CAP agricole", "90", 2, 2, 1, 0, 0, 1, 1, 0, 0],
                ["region", "scolaire", "CAP", "91", 9, 5, 0, 0, 0, 0, 0, 0, 0],
            ],
        },
        "notes": ["une remarque inventée"],
        "rapprochement": {
            "diplomes": [{"diplome": "BTS", "lignes": 200, "rapprochees": 190}, {"diplome": "DTS", "lignes": 0,
                                                                                "rapprochees": 0}],
            "verite": {"rentree": 2020, "verifiables": 50, "confirmees": 48},
        },
        "plus_tard": {"clé": "qu’une version plus récente ajoute"},
        **more,
    }  # fmt: skip


def porter(path: Path, text: str | None) -> Path:
    """Put a report into a snapshot that may be written to; None takes it away."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM meta WHERE cle = 'qualite'")
        if text is not None:
            db.execute("INSERT INTO meta VALUES ('qualite', ?)", (text,))
        db.commit()
    return path


def en_json(**more: Any) -> str:
    """Return the made-up report as a snapshot holds it."""
    return json.dumps(rapport_invente(**more), ensure_ascii=False)
