"""The reference of a build: load raw files, unprocessed, with `sqlite-utils insert`, one table a file.

    python inserer_brut.py DATABASE FILE …

One process for all files, so that the import of sqlite-utils is paid once.
"""

import sys
from pathlib import Path

from sqlite_utils.cli import cli

ENCODINGS = {"N_FORMATION_DIPLOME.csv": "cp1252"}  # every other file is UTF-8, with or without a mark


def options(path: Path) -> list[str]:
    if path.suffix == ".json":
        return ["--alter"]  # objects need not have the same keys
    with path.open(encoding="latin-1") as lines:
        header = lines.readline()
    delimiter = ";" if header.count(";") > header.count(",") else ","
    encoding = ENCODINGS.get(path.name, "utf-8-sig")
    repeated = len(set(header.split(delimiter))) < len(header.split(delimiter))
    return [
        "--csv",
        "--delimiter",
        delimiter,
        "--encoding",
        encoding,
        *(["--no-headers"] if repeated else []),
    ]


database, *files = sys.argv[1:]
for name in files:
    path = Path(name)
    cli(["insert", database, path.stem, name, "--silent", *options(path)], standalone_mode=False)
