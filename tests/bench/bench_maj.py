"""A full snapshot brought from a folder, from the first signature read to the pointer switched and the mirror written.

Once whole, and once by delta from a snapshot of which one row in twenty was another. Publishing is not measured.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench_delta import changed
from harness import Row, UnmeasurableError
from paquets import full_snapshot

SECONDS = 5.0


def rows(times: int) -> list[Row]:
    from data_bundle.builder.publish import create_keys, publish
    from desktop.policy import Policy
    from desktop.update.service import MiseAJour
    from desktop.update.store import Store
    from desktop.update.trust import Racine

    seconds: dict[str, list[float]] = {"complet": [], "delta": []}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        keys, depot = work / "cles", work / "depot"
        create_keys(keys)
        publish(full_snapshot(), depot, keys)
        trusted = Racine((keys / "racine.json").read_bytes(), essai=True)

        def updates(number: int) -> MiseAJour:
            return MiseAJour(Store(work / f"pc-{number}"), Policy(), lambda: trusted)

        def install(number: int, comment: str) -> None:
            start = time.perf_counter()
            _found, done = updates(number).installer(str(depot))
            seconds[comment].append(time.perf_counter() - start)
            if done is None or done.comment != comment:
                raise UnmeasurableError(f"La mise à jour n’est pas venue comme attendu : {done and done.comment}.")

        for number in range(times):
            install(number, "complet")
        later(full_snapshot(), work / "nouveau.sqlite")
        publish(work / "nouveau.sqlite", depot, keys)
        for number in range(times):
            install(number, "delta")
    return [
        Row("maj", seconds["complet"], "s", "plafond", [SECONDS], 1.0),
        Row("maj_delta", seconds["delta"], "s", "plafond", [SECONDS], 1.0),
    ]


def later(source: Path, target: Path) -> None:
    """Write a later snapshot, made up: one row in twenty is another, and it says so of itself."""
    from data_bundle.fingerprint import KEY, fingerprint

    changed(source, target)
    rates = "SELECT id FROM indicateur WHERE portee = 'formation' AND nom LIKE 'taux~_emploi~_%' ESCAPE '~'"
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        db.execute(
            "ATTACH ? AS source", (str(source),)
        )  # parts must go on adding up to 100: rates change in their stead
        db.execute("INSERT OR REPLACE INTO chiffre SELECT * FROM source.chiffre")
        db.execute(
            "UPDATE chiffre SET valeur = valeur + CASE WHEN valeur > 50 THEN -1 ELSE 1 END"
            f" WHERE indicateur IN ({rates}) AND numerateur IS NULL AND (ligne * 7 + indicateur) % 9 = 0"
        )
        db.execute("DETACH source")
        db.execute("UPDATE meta SET valeur = valeur || '-invente' WHERE cle = 'id'")
        db.execute("UPDATE meta SET valeur = date(valeur, '+90 days') WHERE cle = 'construit_le'")
        db.execute("VACUUM")
        db.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (fingerprint(db), KEY))
