"""A made-up later snapshot: another one in which some rows of figures have moved. Also for the benches."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from data_bundle.fingerprint import KEY, fingerprint

_PAIRS = (("part_emploi_6m", "part_autres_6m"), ("part_emploi_6m_etablissement", "part_autres_6m_etablissement"))


def later(source: Path, target: Path, *, day: str = "2026-07-15", share: float = 0.05, seed: int = 6) -> Path:
    """Write at ``target`` the snapshot ``source`` with ``share`` of its rows of figures moved, made up.

    Moved are values and counts, and the years of as many offers. Every rule of the builder's checks still holds: parts
    make 100, quartiles stay in order, counts are 20 or more.
    """
    chance = random.Random(seed)
    shutil.copyfile(source, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        units = dict(db.execute("SELECT nom, unite FROM indicateur"))
        numbers = dict(db.execute("SELECT nom, id FROM indicateur"))
        names = {number: name for name, number in numbers.items()}
        rows: dict[int, dict[str, float]] = defaultdict(dict)
        for ligne, indicateur, valeur in db.execute("SELECT ligne, indicateur, valeur FROM chiffre"):
            rows[ligne][names[indicateur]] = valeur
        moved = chance.sample(sorted(rows), max(1, round(len(rows) * share)))
        db.execute("BEGIN")
        for ligne in moved:
            for name, value in _moved(rows[ligne], units, chance).items():
                db.execute(
                    "UPDATE chiffre SET valeur = ? WHERE ligne = ? AND indicateur = ?", (value, ligne, numbers[name])
                )
            step = chance.choice((-2, -1, 1, 2))
            db.execute(
                "UPDATE chiffre SET effectif = max(20, effectif + ?1),"
                " numerateur = min(numerateur, max(20, effectif + ?1)) WHERE ligne = ?2",
                (step, ligne),
            )
        offers = [number for (number,) in db.execute("SELECT id FROM offre ORDER BY id")]
        for number in chance.sample(offers, round(len(offers) * share)):
            db.execute("UPDATE offre SET rentree = rentree + 1 WHERE id = ?", (number,))
        identity = f"{day}-{chance.randrange(16**8):08x}"
        db.execute("UPDATE meta SET valeur = ? WHERE cle = 'id'", (identity,))
        db.execute("UPDATE meta SET valeur = ? WHERE cle = 'construit_le'", (day,))
        db.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (fingerprint(db), KEY))
        db.execute("COMMIT")
        db.execute("VACUUM")
    return target


def _moved(row: dict[str, float], units: dict[str, str], chance: random.Random) -> dict[str, float]:
    step = chance.choice((-3, -2, -1, 1, 2, 3))
    found: dict[str, float] = {}
    for name, value in row.items():
        if units[name] == "€":
            found[name] = value + 10 * step
        elif units[name] == "%" and not name.startswith("part_"):
            found[name] = min(100, max(0, value + chance.choice((-step, step))))
        elif units[name] in {"places", "candidatures", "admis"}:
            found[name] = max(0, value + step)
    for one, other in _PAIRS:
        if one in row and other in row and 0 <= row[one] + step <= 100 and 0 <= row[other] - step <= 100:
            found |= {one: row[one] + step, other: row[other] - step}
    return {name: value for name, value in found.items() if value != row[name]}
