"""Opening raw files whatever their packing and encoding, and keeping the record of what was read."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.report import Report
from data_bundle.builder.sources import Catalogue, Source

_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_LONELY_DAYS = 400
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file, unpacked. ``name`` is its path below the folder, without ``.gz``."""

    name: str
    data: bytes

    @property
    def text(self) -> str:
        """The text: UTF-8 with or without a mark, otherwise cp1252."""
        self.check()
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return self.data.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise _unreadable(self.name)

    def check(self) -> None:
        """Raise BadInputError when this is no text of one byte a letter or UTF-8."""
        if self.data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in self.data[:4096]:
            raise BadInputError(f"{self.name} n’est pas un texte en UTF-8\u00a0: exportez-le de nouveau en CSV UTF-8.")

    def lines(self) -> TextIO:
        """Return the text as a stream."""
        return io.StringIO(self.text, newline="")

    def blocks(self) -> Iterator[bytes]:
        """Yield the unpacked bytes, in order."""
        yield self.data


@dataclass(frozen=True, slots=True)
class LargeFile:
    """One file read as a stream, never whole in memory. ``encoding`` was found by reading it through once."""

    name: str
    path: Path
    encoding: str

    def lines(self) -> TextIO:
        """Return the text as a stream, to be closed by whoever asked."""
        return io.TextIOWrapper(_opened(self.path), encoding=self.encoding, newline="")

    def blocks(self) -> Iterator[bytes]:
        """Yield the unpacked bytes, in order."""
        with _opened(self.path) as stream:
            while block := stream.read(_BLOCK):
                yield block


Readable = RawFile | LargeFile


@dataclass(slots=True)
class Record:
    """What was read of one source: its files, its rows, the date that its content gives."""

    source: Source
    fichiers: list[Readable]
    lignes: int = 0
    dates: set[str] = field(default_factory=set)

    @property
    def sha256(self) -> str:
        """SHA-256 of the unpacked files, one after the other."""
        digest = hashlib.sha256()
        for file in self.fichiers:
            for block in file.blocks():
                digest.update(block)
        return digest.hexdigest()


class Inputs:
    """The folder of raw files. Each source is opened once; its record feeds the table ``source``."""

    def __init__(self, folder: Path, catalogue: Catalogue, report: Report) -> None:
        if not folder.is_dir():
            raise BadInputError(f"Le dossier {folder} n’existe pas\u00a0: indiquez celui des fichiers de données.")
        self._folder = folder
        self._catalogue = catalogue
        self._manifest = _read_manifest(folder)
        self.report = report
        self.records: dict[str, Record] = {}

    def open(self, code: str) -> list[RawFile]:
        """Return the files of a source in the order of ``sources.toml``; none when it is optional and absent."""
        found = [_read(path, name) for name, path in self._found(code)]
        self._keep(code, [*found])
        return found

    def open_large(self, code: str) -> list[LargeFile]:
        """Return the files of a source that may not fit in memory, in the order of ``sources.toml``."""
        found = [_probe(path, name) for name, path in self._found(code)]
        self._keep(code, [*found])
        return found

    def file(self, code: str, ending: str) -> RawFile | None:
        """Return the file of an opened source whose name ends so, or None when it is not there."""
        record = self.records.get(code)
        files = record.fichiers if record else []
        return next((f for f in files if isinstance(f, RawFile) and f.name.endswith(ending)), None)

    def read(self, code: str, rows: int, dates: Iterable[str] = ()) -> None:
        """Record that ``rows`` rows of a source were read, whose content bears these dates (AAAA-MM-JJ)."""
        record = self.records[code]
        record.lignes += rows
        record.dates.update(dates)
        self.report.rows(code, record.lignes)

    def updated(self, code: str) -> str | None:
        """Return when a source was last updated: by its content, else by ``manifest.json``, else unknown."""
        record = self.records[code]
        found = newest(record.dates)
        if found is None:
            entries = (self._manifest.get(f.name, {}) for f in record.fichiers)
            found = newest(entry.get("mise_a_jour", "") for entry in entries)
        return found

    def _found(self, code: str) -> list[tuple[str, Path]]:
        """Return the name and path of every file of a source. Raises BadInputError when a required one is missing."""
        source = self._catalogue[code]
        found: list[tuple[str, Path]] = []
        for pattern in source.fichiers:
            paths = self._paths(pattern)
            if not paths and source.obligatoire:
                raise BadInputError(
                    f"Il manque {pattern} dans {self._folder}\u00a0: ajoutez ce fichier ({source.titre}), "
                    "puis recommencez."
                )
            found += paths.items()
        return found

    def _keep(self, code: str, files: list[Readable]) -> None:
        if files:
            self.records[code] = Record(self._catalogue[code], files)
        else:
            self.report.missing(code, f"{code}\u00a0: absent de {self._folder}, le reste se construit sans lui")

    def _paths(self, pattern: str) -> dict[str, Path]:
        """Return the files that match a pattern, plain or packed, by name without ``.gz``, sorted."""
        found: dict[str, Path] = {}
        for path in sorted([*self._folder.glob(pattern), *self._folder.glob(pattern + ".gz")]):
            found.setdefault(path.relative_to(self._folder).as_posix().removesuffix(".gz"), path)
        return found


def newest(dates: Iterable[str]) -> str | None:
    """Return the newest date that can be believed: out of range or far ahead of all the others, it is a slip."""
    known = sorted(day for day in map(_day, dates) if day and _FIRST_YEAR <= day.year <= _LAST_YEAR)
    while len(known) > 1 and (known[-1] - known[-2]).days > _LONELY_DAYS:
        known.pop()
    return known[-1].isoformat() if known else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _opened(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path) if path.suffix == ".gz" else path.open("rb"))


def _read(path: Path, name: str) -> RawFile:
    data = b"".join(_blocks(path, name))
    if not data.strip():
        raise BadInputError(f"Le fichier {name} est vide\u00a0: téléchargez-le de nouveau.")
    return RawFile(name, data)


def _probe(path: Path, name: str) -> LargeFile:
    """Read a file through once, to find its encoding and whether it is whole."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    encoding, blank = "utf-8-sig", True
    for number, block in enumerate(itertools.chain(_blocks(path, name), (b"",))):
        if number == 0:
            RawFile(name, block[:4096]).check()
        blank = blank and not block.strip()
        if encoding != "cp1252":
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError:
                encoding = "cp1252"
    if blank:
        raise BadInputError(f"Le fichier {name} est vide\u00a0: téléchargez-le de nouveau.")
    if encoding == "cp1252":
        for block in _blocks(path, name):
            try:
                block.decode(encoding)
            except UnicodeDecodeError:
                raise _unreadable(name) from None
    return LargeFile(name, path, encoding)


def _unreadable(name: str) -> BadInputError:
    return BadInputError(f"L’encodage de {name} n’est pas reconnu\u00a0: exportez ce fichier de nouveau en CSV UTF-8.")


def _blocks(path: Path, name: str) -> Iterator[bytes]:
    try:
        with _opened(path) as stream:
            while block := stream.read(_BLOCK):
                yield block
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise BadInputError(f"{name}.gz est tronqué ou abîmé\u00a0: téléchargez-le de nouveau.") from None
    except OSError:
        raise BadInputError(f"Le fichier {name} ne se laisse pas lire\u00a0: vérifiez ses droits d’accès.") from None


def _read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / "manifest.json"
    if not path.is_file():
        return {}
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["fichiers"]
        return {str(name): dict(entry) for name, entry in entries.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInputError(
            "manifest.json est abîmé\u00a0: supprimez-le ou téléchargez les données de nouveau."
        ) from None
