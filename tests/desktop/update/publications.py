"""Small made-up snapshots published in signed dépôts, for the tests of installing: everything is « inventé »."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_bundle.fingerprint import KEY, fingerprint
from data_bundle.noyau import bibliotheque, complete, strip
from data_bundle.search_words import regle
from desktop.policy import Policy
from desktop.snapshot import open_snapshot
from desktop.update.service import MiseAJour
from desktop.update.store import Store
from desktop.update.trust import Racine
from tests.desktop.inventes import Invente
from tests.desktop.update.depots import Depot, depot, sha256


@dataclass(frozen=True)
class Publie:
    """A snapshot as it is published: the installed file, its noyau, and the fields of its annonce."""

    fichier: Path
    noyau: bytes
    champs: dict[str, Any]


def instantane(folder: Path, jour: str = "2026-01-02", formations: int = 3, taux: float = 50.0, **meta: str) -> Path:
    """Write a made-up snapshot of a day: as many formations as asked for, the first with a figure of a région."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Invente(folder / f"invente-{jour}-{formations}.sqlite")
    for number in range(formations):
        made.formation(f"9999{number:04}", f"CAP Métier inventé {number}", terminale=1)
    made.mesure(1, "reg:90", "2021_2022", {"taux_emploi_6m": (taux, 100, None)})
    for key, value in {"id": f"invente-{jour}", "construit_le": jour, KEY: "x", **meta}.items():
        made.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
    return made.write()


def publie(snapshot: Path) -> Publie:
    """Make ready what a publisher would publish of a snapshot."""
    noyau, whole = snapshot.with_suffix(".noyau"), snapshot.with_suffix(".complet.sqlite")
    for _ in range(2):  # the fingerprint is that of the complete file, and travels in the noyau
        strip(snapshot, noyau)
        complete(noyau, whole)
        with closing(sqlite3.connect(whole)) as db:
            empreinte = fingerprint(db)
        with closing(sqlite3.connect(snapshot)) as db, db:
            db.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (empreinte, KEY))
    with closing(open_snapshot(whole)) as opened:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        names = [name for (name,) in opened.connection.execute(tables)]
        counts = {n: opened.connection.execute(f"SELECT count(*) FROM {n}").fetchone()[0] for n in sorted(names)}
        fields = {
            "id": opened.id,
            "construit_le": opened.construit_le,
            "schema": opened.schema,
            "perimetre": opened.perimetre,
            "sqlite": bibliotheque(),
            "regle": regle(),
            "taille_installe": whole.stat().st_size,
            "sha256_installe": sha256(whole.read_bytes()),
            "empreinte": empreinte,
            "lignes": counts,
        }
    return Publie(whole, noyau.read_bytes(), fields)


def depot_de(folder: Path, what: Publie, **more: Any) -> Depot:
    """Return a dépôt whose first publication is this one."""
    return depot(folder, what.noyau, **what.champs | more)


def service_de(store: Path, made: Depot, own: Path | None = None, **more: Any) -> MiseAJour:
    """Return the updates of a store that trusts the first root of a dépôt."""
    options = {"policy": Policy(), "root": lambda: Racine(made.racine, essai=False), **more}
    return MiseAJour(Store(store), **options, **({"own": lambda: own} if own else {}))
