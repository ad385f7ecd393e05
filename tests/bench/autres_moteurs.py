"""Other ways of searching the same lines, each as a competent person would write it.

Each answers with the pairs (formation, établissement or None) of its first lines, numbers of the snapshot.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

BM25 = "FTS5 bm25"
LIKE = "LIKE"
FUZZY = "rapidfuzz, tous les libellés"

Pair = tuple[int, int | None]
Search = Callable[[str, int], list[Pair]]


def engines(path: Path) -> dict[str, Search]:
    """Return the engines by name, over the words by which the snapshot at ``path`` is searched."""
    from rapidfuzz import fuzz, process

    from data_bundle.folding import fold, words

    db = sqlite3.connect(":memory:")
    db.execute("ATTACH ? AS pays", (str(path),))
    labels, places = _texts(db, "mot_formation", "formation"), _texts(db, "mot_lieu", "etablissement")
    pairs: list[Pair] = db.execute(
        "SELECT formation, etablissement FROM (SELECT id, formation, etablissement FROM pays.offre UNION ALL"
        " SELECT 0, id, NULL FROM pays.formation WHERE id NOT IN (SELECT formation FROM pays.offre)"
        " AND id IN (SELECT formation FROM pays.mot_formation)) ORDER BY formation, id"
    ).fetchall()
    db.execute("CREATE VIRTUAL TABLE ligne USING fts5(formation, lieu, prefix = '1 2 3', tokenize = 'ascii')")
    db.execute("CREATE TABLE texte (id INTEGER PRIMARY KEY, mots TEXT NOT NULL)")
    content = [(n, labels.get(f, ""), places.get(p, "")) for n, (f, p) in enumerate(pairs)]
    db.executemany("INSERT INTO ligne (rowid, formation, lieu) VALUES (?, ?, ?)", content)
    db.execute("INSERT INTO ligne (ligne) VALUES ('optimize')")
    db.executemany("INSERT INTO texte VALUES (?, ?)", ((n, f" {a} {b}") for n, a, b in content))
    by_label: dict[str, int] = {}
    for number, name in db.execute("SELECT id, libelle FROM pays.formation WHERE terminale OR commune ORDER BY id"):
        by_label.setdefault(fold(name), number)
    every = list(by_label)

    def fts(text: str, limit: int) -> list[Pair]:
        asked = " ".join(f'"{word}"*' for word in words(text))
        sql = "SELECT rowid FROM ligne WHERE ligne MATCH ? ORDER BY rank LIMIT ?"
        return [pairs[n] for (n,) in db.execute(sql, (asked, limit))] if asked else []

    def like(text: str, limit: int) -> list[Pair]:
        asked = [f"% {word}%" for word in words(text)]
        where = " AND ".join(["mots LIKE ?"] * len(asked)) or "1"
        return [pairs[n] for (n,) in db.execute(f"SELECT id FROM texte WHERE {where} LIMIT ?", (*asked, limit))]

    def fuzzy(text: str, limit: int) -> list[Pair]:
        found = process.extract(fold(text), every, scorer=fuzz.WRatio, limit=limit)
        return [(by_label[label], None) for label, _, _ in found]

    return {LIKE: like, BM25: fts, FUZZY: fuzzy}


def _texts(db: sqlite3.Connection, table: str, column: str) -> dict[int | None, str]:
    rows = db.execute(f"SELECT {column}, group_concat(mot, ' ') FROM pays.{table} GROUP BY {column}")
    return dict(rows.fetchall())
