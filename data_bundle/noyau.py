"""The noyau: a snapshot without its search tables, as it travels; and the way back to a snapshot.

In a noyau, ``mot_lieu`` is empty and ``mot_formation`` holds one empty word for each formation that its label finds:
what the builder knows and the other rows of an extract can't tell. ``complete`` makes all words again.

Whoever calls has checked the SHA-256 of what comes in; sizes are bounded all the same. Every function writes
``target`` anew, and leaves it unfinished when it raises.
"""

from __future__ import annotations

import bz2
import hashlib
import lzma
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data_bundle.fingerprint import KEY, fingerprint
from data_bundle.search_words import Formation, Lieu, all_formation_words, all_place_words, regle

TAILLE_MAX = 512 * 2**20
"""Bytes of a noyau, at most."""

_DICTIONARY = 32 * 2**20
"""Bytes that unpacking keeps at hand: more than a snapshot of today, little enough for an old PC."""
_FILTERS = [
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": _DICTIONARY, "lc": 4, "lp": 0, "pb": 0}
]
_MEMORY = 64 * 2**20
_CHUNK = 256 * 1024
_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_DELTA = b"BSDIFF40"
_READ = {"meta", "formation", "etablissement", "territoire", "mot_formation", "mot_lieu"}
_LOOP = re.compile(r"\b(?:recursive|virtual)\b", re.IGNORECASE)
_STEP, _SHORTEST = 24, 8
"""Bytes of one step of a delta (three numbers), and of what it makes: bsdiff looks for longer matches."""


def bibliotheque() -> str:
    """Return a name of the SQLite in use: the same one gives the same bytes for the same rows."""
    with closing(sqlite3.connect(":memory:")) as connection:
        [source] = connection.execute("SELECT sqlite_source_id()").fetchone()
        options = [option for (option,) in connection.execute("PRAGMA compile_options")]
    built = hashlib.sha256(repr((source, sorted(options))).encode()).hexdigest()
    return f"{sqlite3.sqlite_version}-{built[:12]}"


def strip(snapshot: Path, noyau: Path) -> None:
    """Write the noyau of a snapshot. Raises ValueError for what is not one, OSError."""
    with closing(_copy(snapshot, noyau)) as connection, _as_value_error():
        connection.execute(
            "CREATE TEMP TABLE connue AS SELECT DISTINCT m.formation AS id FROM mot_formation m"
            " JOIN formation f ON f.id = m.formation WHERE m.ancien = 0 OR f.type_code = 'parcoursup'"
        )
        connection.execute("DELETE FROM mot_formation")
        connection.execute("DELETE FROM mot_lieu")
        connection.execute("INSERT INTO mot_formation SELECT '', id, 0 FROM connue ORDER BY id")
        connection.execute("DROP TABLE connue")
        connection.execute("VACUUM")


def complete(noyau: Path, target: Path, made_by: str | None = None) -> None:
    """Write the snapshot of a noyau: the same bytes each time with the same SQLite (``bibliotheque``).

    ``made_by`` is the rule of the words of whoever published it (``Annonce.regle``). Words are made by our own rule;
    when that is another one, what the snapshot says of its own fingerprint is written anew. Raises ValueError, OSError.
    """
    with closing(_copy(noyau, target)) as connection, _as_value_error():
        _check_shape(connection)
        known = {number for (number,) in connection.execute("SELECT formation FROM mot_formation WHERE mot = ''")}
        formations = connection.execute(f"SELECT {', '.join(Formation._fields)} FROM formation")
        by_formation = all_formation_words(map(Formation._make, formations), known)
        lieux = connection.execute(f"SELECT {', '.join(Lieu._fields)} FROM etablissement")
        names = dict(connection.execute("SELECT lieu, nom FROM territoire"))
        by_place = all_place_words(map(Lieu._make, lieux), names)
        connection.execute("BEGIN")
        connection.execute("DELETE FROM mot_formation")
        connection.executemany("INSERT INTO mot_formation VALUES (?, ?, ?)", by_formation)
        connection.executemany("INSERT INTO mot_lieu VALUES (?, ?)", by_place)
        if made_by not in (None, regle()):
            connection.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (fingerprint(connection), KEY))
        connection.execute("COMMIT")
        for command in ("ANALYZE", "VACUUM", "PRAGMA journal_mode = DELETE"):
            connection.execute(command)


def pack(noyau: bytes) -> bytes:
    """Return the noyau packed with xz; unpacking takes about 33 MB of memory."""
    return lzma.compress(noyau, check=lzma.CHECK_CRC32, filters=_FILTERS)


def unpack(packed: Path, target: Path, size: int, advance: Callable[[int], None]) -> str:
    """Write what ``packed`` holds and return its SHA-256; ``advance`` is told the bytes written so far.

    Raises ValueError when it is not one whole xz stream of ``size`` bytes exactly, having written one byte more than
    that at most, or when it would take more memory than a noyau of ours.
    """
    _check_size(size)
    digest, written = hashlib.sha256(), 0
    unpacking = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
    with packed.open("rb") as source, target.open("wb") as out, _as_value_error():
        while not unpacking.eof:
            given = source.read(_CHUNK) if unpacking.needs_input else b""
            if unpacking.needs_input and not given:
                raise ValueError("packed file cut short")
            some = unpacking.decompress(given, min(_CHUNK, size + 1 - written))
            digest.update(some)
            written += out.write(some)
            if written > size:
                raise ValueError("packed file holds more than it says")
            advance(written)
        if unpacking.unused_data or source.read(1):
            raise ValueError("packed file goes on after its end")
    if written != size:
        raise ValueError("packed file holds less than it says")
    return digest.hexdigest()


def apply_delta(old: Path, delta: Path, target: Path, size: int) -> str:
    """Write the noyau that ``delta`` (bsdiff 4) makes of ``old``, and return its SHA-256.

    Raises ValueError when the delta is not one, or does not make ``size`` bytes.
    """
    from bsdiff4 import core

    _check_size(size)
    content = delta.read_bytes()
    if len(content) < 32 or content[:8] != _DELTA:
        raise ValueError("not a delta")
    steps_size, diff_size, made = (core.decode_int64(content[at : at + 8]) for at in (8, 16, 24))
    if made != size or min(steps_size, diff_size) < 0 or 32 + steps_size + diff_size > len(content):
        raise ValueError("delta of another size than it says")
    after_steps, after_diff = 32 + steps_size, 32 + steps_size + diff_size
    with _as_value_error():
        steps = _inflate(content[32:after_steps], _STEP * (size // _SHORTEST + 1))
        diff = _inflate(content[after_steps:after_diff], size)
        extra = _inflate(content[after_diff:], size)
        result: bytes = core.patch(old.read_bytes(), size, steps, diff, extra)  # it checks the bounds of each step
    target.write_bytes(result)
    return hashlib.sha256(result).hexdigest()


def _copy(source: Path, target: Path) -> sqlite3.Connection:
    """Return a connection to a copy, to be written in one go: a power cut leaves a file that nobody looks at yet."""
    shutil.copyfile(source, target)
    connection = sqlite3.connect(target, isolation_level=None)
    with _as_value_error():
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "secure_delete = ON", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def _as_value_error() -> Iterator[None]:
    """Raise what a library says of wrong content as ValueError, and of a disk as OSError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK:  # none when Python itself refuses a text
            raise OSError(str(error)) from error
        raise ValueError(str(error)) from error
    except sqlite3.Error as error:
        raise ValueError(str(error)) from error
    except (lzma.LZMAError, EOFError, AttributeError, TypeError) as error:  # the last two: a number for a text
        raise ValueError(str(error)) from error


def _check_shape(connection: sqlite3.Connection) -> None:
    """Raise ValueError for what acts by itself or never ends when it is read: a trigger, a view for a table, a loop."""
    master = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    tables = {name for kind, name, _ in master if kind == "table"}
    if not tables.issuperset(_READ) or any(kind == "trigger" or _LOOP.search(sql or "") for kind, _, sql in master):
        raise ValueError("not made as a snapshot is")


def _check_size(size: int) -> None:
    if not 0 < size <= TAILLE_MAX:
        raise ValueError("size out of range")


def _inflate(content: bytes, most: int) -> bytes:
    inflating = bz2.BZ2Decompressor()
    try:
        found = inflating.decompress(content, most + 1)
    except OSError as error:  # what bz2 says of wrong content
        raise ValueError(str(error)) from error
    if len(found) > most or not inflating.eof or inflating.unused_data:
        raise ValueError("delta with a part cut short, too long or endless")
    return found
