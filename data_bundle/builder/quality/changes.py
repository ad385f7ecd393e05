"""What changed since the snapshot that the new one replaces: sources, formations, published values, coverage.

The older file is only read. It may be absent, of version 1.0, about other régions, or damaged: then that is said.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from data_bundle import APPLICATION_ID, SCHEMA_MAJOR
from data_bundle.builder.quality.changes_coverage import CoverageChange, coverage_changes
from data_bundle.builder.quality.changes_figures import Figures, figures
from data_bundle.builder.quality.coverage import States, states
from data_bundle.builder.quality.facts import of_file

EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that is new, gone, or whose files are others. ``genre``: nouvelle, disparue or changee."""

    code: str
    titre: str
    genre: str
    lignes_avant: int | None
    lignes_apres: int | None


@dataclass(frozen=True, slots=True)
class Formations:
    """How many formations came and went, and the labels of the first few."""

    ajoutees: int
    retirees: int
    exemples_ajoutees: tuple[str, ...]
    exemples_retirees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed between two snapshots of the same régions. ``id``, ``construit_le``, ``schema``: the older one's."""

    id: str
    construit_le: str
    schema: str
    sources: tuple[SourceChange, ...]
    sources_identiques: int
    formations: Formations
    chiffres: Figures
    couverture: tuple[CoverageChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """``etat``: compare, absent, autre_perimetre, autre_version, illisible; ``compare`` is there in the first case."""

    etat: str
    compare: Compared | None = None


def changes(new: Path, known: States, old: Path, day: str) -> Changes:
    """Return what changed from ``old`` to ``new``, a snapshot just written, of which ``known`` are the states.

    ``day`` decides which diplomas are open.
    """
    if not old.is_file():
        return Changes("absent")
    try:
        with closing(sqlite3.connect(_uri(new), uri=True)) as db:
            db.execute("PRAGMA temp_store = MEMORY")
            db.execute("ATTACH ? AS avant", (_uri(old),))
            return _compare(db, known, old, day)
    except (sqlite3.Error, KeyError, ValueError):
        return Changes("illisible")


def _compare(db: sqlite3.Connection, known: States, old: Path, day: str) -> Changes:
    [application_id] = db.execute("PRAGMA avant.application_id").fetchone()
    [version] = db.execute("PRAGMA avant.user_version").fetchone()
    if application_id != APPLICATION_ID:
        return Changes("illisible")
    if version // 1000 != SCHEMA_MAJOR:
        return Changes("autre_version")
    before = dict(db.execute("SELECT cle, valeur FROM avant.meta"))
    now = dict(db.execute("SELECT cle, valeur FROM main.meta"))
    if before["perimetre"] != now["perimetre"]:
        return Changes("autre_perimetre")
    with closing(sqlite3.connect(_uri(old), uri=True)) as alone:
        coverage = coverage_changes(states(of_file(alone)), known, day)
    sources, same = _sources(db)
    compared = Compared(
        before["id"], before["construit_le"], before["schema"], sources, same, _formations(db), figures(db), coverage
    )
    return Changes("compare", compared)


def _uri(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def _sources(db: sqlite3.Connection) -> tuple[tuple[SourceChange, ...], int]:
    """Return the sources that are not the same, and how many are."""
    before, now = (
        {row[0]: row for row in db.execute(f"SELECT code, titre, sha256, lignes FROM {where}.source ORDER BY id")}
        for where in ("avant", "main")
    )
    found = [SourceChange(code, old[1], "disparue", old[3], None) for code, old in before.items() if code not in now]
    for code, (_, titre, sha256, lignes) in now.items():
        if code not in before:
            found.append(SourceChange(code, titre, "nouvelle", None, lignes))
        elif before[code][2] != sha256:
            found.append(SourceChange(code, titre, "changee", before[code][3], lignes))
    same = sum(code in before and before[code][2] == row[2] for code, row in now.items())
    return tuple(found), same


def _formations(db: sqlite3.Connection) -> Formations:
    def only(here: str, there: str) -> list[str]:
        query = f"""SELECT libelle FROM {here}.formation f WHERE NOT EXISTS (
                      SELECT 1 FROM {there}.formation o WHERE o.type_code = f.type_code AND o.code = f.code)
                    ORDER BY id"""
        return [row[0] for row in db.execute(query)]

    added, gone = only("main", "avant"), only("avant", "main")
    return Formations(len(added), len(gone), _few(added), _few(gone))


def _few(labels: list[str]) -> tuple[str, ...]:
    return tuple(list(dict.fromkeys(labels))[:EXAMPLES])
