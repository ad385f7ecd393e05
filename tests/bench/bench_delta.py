"""What a reader fetches when one row in twenty has changed, against the whole packed snapshot.

The later snapshot is made up, and harsher than a real one: the rows that change lie scattered over every large table.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from harness import Row, UnmeasurableError
from paquets import full_snapshot

SHARE = 0.05
_SEED = 6
_CHANGES = {
    "chiffre": "valeur = max(0, min(valeur, 100) + :pas)",
    "offre": "rentree = rentree + :pas",
    "etablissement": "telephone = printf('0%09d', :nombre)",
    "commune": "population = population + :pas * 7",
    "formation": "derniere_session = coalesce(derniere_session, 2026) + :pas",
}


def rows(times: int) -> list[Row]:
    import bsdiff4

    from data_bundle import noyau

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source, new = full_snapshot(), work / "nouveau.sqlite"
        changed(source, new)
        noyau.strip(source, work / "ancien.noyau")
        noyau.strip(new, work / "nouveau.noyau")
        content = (work / "nouveau.noyau").read_bytes()
        delta = bsdiff4.diff((work / "ancien.noyau").read_bytes(), content)
        (work / "delta").write_bytes(delta)
        packed = noyau.pack(content)
        (work / "paquet").write_bytes(packed)
        applied, unpacked = [], []
        for _ in range(times):
            start = time.perf_counter()
            noyau.apply_delta(work / "ancien.noyau", work / "delta", work / "refait", len(content))
            applied.append(time.perf_counter() - start)
            start = time.perf_counter()
            noyau.unpack(work / "paquet", work / "defait", len(content), lambda _: None)
            unpacked.append(time.perf_counter() - start)
        if (work / "refait").read_bytes() != content:
            raise UnmeasurableError("La différence ne refait pas le même fichier.")
    whole = [len(packed) / 1e6]
    return [
        Row("delta, 5 % de lignes changées", [len(delta) / 1e6], "Mo", "paquet entier", whole, 0.10),
        Row("delta appliqué", applied, "s", "paquet défait", unpacked, 2.0),
    ]


def changed(source: Path, target: Path) -> None:
    """Write ``source`` with one row in twenty of each large table changed."""
    chance = random.Random(_SEED)
    target.write_bytes(source.read_bytes())
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        db.execute("BEGIN")
        for table, change in _CHANGES.items():
            keys = ", ".join(name for (name,) in db.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE pk"))
            every = db.execute(f"SELECT {keys} FROM {table} ORDER BY {keys}").fetchall()
            for key in chance.sample(every, round(len(every) * SHARE)):
                where = " AND ".join(f"{name} = {value!r}" for name, value in zip(keys.split(", "), key, strict=True))
                given = {"pas": chance.choice((-3, -2, -1, 1, 2, 3)), "nombre": chance.randrange(10**9)}
                db.execute(f"UPDATE {table} SET {change} WHERE {where}", given)
        db.execute("COMMIT")
        db.execute("VACUUM")
