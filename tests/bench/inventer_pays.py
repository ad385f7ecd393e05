"""A snapshot of a whole country, made up: 205 000 formations × places, in the schema of the embedded extract.

    python tests/bench/inventer_pays.py FILE

Labels, jobs and names of communes are those of data_bundle/extrait.sqlite; every place says « inventé » in its name and
is nowhere: its commune, its région and its coordinates are drawn by lot. The same bytes of rows every time.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from harness import ROOT

ROWS = 205_000
PLACES = 8_000
COPIES = 13
"""Lines of Parcoursup for each one of the extract, each at one place: the country has about 13 000."""
STEP = 16
KINDS = (
    "Lycée polyvalent",
    "Lycée professionnel",
    "Lycée général et technologique",
    "CFA",
    "Centre de formation d’apprentis",
)
NAMES = ("Jean Moulin", "Marie Curie", "Jules Verne", "Simone Veil", "Jacques Prévert", "Louise Michel", "Victor Hugo")


def write(path: Path) -> None:
    """Write the snapshot."""
    from data_bundle.folding import words

    unfinished = path.with_suffix(".partiel")
    shutil.copyfile(ROOT / "data_bundle" / "extrait.sqlite", unfinished)
    db = sqlite3.connect(unfinished)
    db.execute("PRAGMA journal_mode = OFF")
    chance = random.Random(205)
    db.execute("UPDATE meta SET valeur = 'pays-invente' WHERE cle = 'id'")
    db.execute("UPDATE meta SET valeur = '[\"fr\"]' WHERE cle = 'perimetre'")
    for table in ("offre", "etablissement", "mot_lieu"):
        db.execute(f"DELETE FROM {table}")
    _copies(db)
    regions = db.execute("SELECT code, nom FROM territoire WHERE niveau = 'region' ORDER BY code").fetchall()
    communes = db.execute("SELECT code, nom, departement FROM commune ORDER BY population DESC, code").fetchall()
    for number, row in enumerate(_places(chance, communes, regions), 1):
        db.execute(
            "INSERT INTO etablissement (id, uai, uai_douteux, nom, nature, secteur, commune, commune_nom, departement,"
            " region, latitude, longitude, position, internat)"
            " VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'commune', ?)",
            (number, *row[:-1]),
        )
        said = {w for part in (row[1], row[5], row[-1]) for w in words(part) if len(w) > 1} | {row[0].lower(), row[6]}
        db.executemany("INSERT INTO mot_lieu VALUES (?, ?)", [(word, number) for word in sorted(said)])
    offers = sorted(_offers(db, chance))
    db.executemany("INSERT INTO offre (formation, etablissement, rentree, source) VALUES (?, ?, 2020, 1)", offers)
    db.commit()
    db.execute("VACUUM")
    db.close()
    unfinished.replace(path)


def _copies(db: sqlite3.Connection) -> None:
    """Renumber the formations with room between them, and copy the lines of Parcoursup into it."""
    for table, column in (
        ("formation", "id"), ("mot_formation", "formation"), ("lien", "de"), ("lien", "vers"), ("ligne", "formation"),
    ):  # fmt: skip
        db.execute(f"UPDATE {table} SET {column} = -{column} * {STEP}")
        db.execute(f"UPDATE {table} SET {column} = -{column}")
    columns = [row[1] for row in db.execute("PRAGMA table_info(formation)")]
    values = ", ".join({"id": "id + ?1", "code": "code || '-' || ?1"}.get(name, name) for name in columns)
    for copy in range(1, COPIES):
        db.execute(
            f"INSERT INTO formation SELECT {values} FROM formation WHERE voie = 'superieur' AND id % {STEP} = 0",
            (copy,),
        )
        db.execute(
            "INSERT INTO mot_formation SELECT mot, formation + ?1, 0 FROM mot_formation WHERE NOT ancien"
            f" AND formation IN (SELECT id FROM formation WHERE voie = 'superieur' AND id % {STEP} = 0)",
            (copy,),
        )


def _places(
    chance: random.Random, communes: list[tuple[str, str, str]], regions: list[tuple[str, str]]
) -> Iterator[tuple[object, ...]]:
    from data_bundle.codes import uai_letter
    from data_bundle.folding import fold

    found = []
    weights = [1 / (rank + 5) for rank in range(len(communes))]
    for number in range(PLACES):
        kind, name = chance.choice(KINDS), chance.choice(NAMES)
        code, commune, departement = chance.choices(communes, weights)[0]
        region, region_name = chance.choice(regions)
        digits = f"{9000000 + number}"
        found.append((
            digits + uai_letter(digits), f"{kind} inventé {name}", "cfa" if "C" in kind[:1] else "lycee",
            chance.choice(("public", "public", "prive")), code, commune, departement, region,
            round(chance.uniform(43, 50), 5), round(chance.uniform(-2, 7), 5), chance.choice((None, None, 0, 1)),
            region_name,
        ))  # fmt: skip
    return iter(sorted(found, key=lambda row: (fold(row[1]), row[0])))


def _offers(db: sqlite3.Connection, chance: random.Random) -> Iterator[tuple[int, int]]:
    """Yield formation and place: one place a line of Parcoursup, a few common formations nearly everywhere."""
    superieur = [row[0] for row in db.execute("SELECT id FROM formation WHERE voie = 'superieur' ORDER BY id")]
    others = [
        row[0]
        for row in db.execute(
            "SELECT id FROM formation WHERE voie <> 'superieur' AND (terminale OR commune)"
            " AND id IN (SELECT formation FROM mot_formation WHERE NOT ancien) ORDER BY id"
        )
    ]
    chance.shuffle(others)
    for formation in superieur:
        yield formation, chance.randrange(PLACES) + 1
    left = ROWS - len(superieur)
    shares = [1 / (rank + 12) ** 0.8 for rank in range(len(others))]
    scale = left / sum(shares)
    for formation, share in zip(others, shares, strict=True):
        count = min(left, round(share * scale) + 1, PLACES)
        for place in chance.sample(range(1, PLACES + 1), count):
            yield formation, place
        left -= count
        if not left:
            return


if __name__ == "__main__":
    sys.path.append(str(ROOT))
    write(Path(sys.argv[1]))
