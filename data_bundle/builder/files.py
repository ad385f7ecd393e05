"""Opening raw files whatever their packing and encoding, and keeping the record of what was read."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.report import Report
from data_bundle.builder.sources import Catalogue, Source

_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_LONELY_DAYS = 400


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file, unpacked. ``name`` is its path below the folder, without ``.gz``."""

    name: str
    data: bytes

    @property
    def text(self) -> str:
        """The text: UTF-8 with or without a mark, otherwise cp1252."""
        if self.data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in self.data[:4096]:
            raise BadInputError(f"{self.name} n’est pas un texte en UTF-8\u00a0: exportez-le de nouveau en CSV UTF-8.")
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return self.data.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise BadInputError(
            f"L’encodage de {self.name} n’est pas reconnu\u00a0: exportez ce fichier de nouveau en CSV UTF-8."
        )


@dataclass(slots=True)
class Record:
    """What was read of one source: its files, its rows, the date that its content gives."""

    source: Source
    fichiers: list[RawFile]
    lignes: int = 0
    dates: set[str] = field(default_factory=set)

    @property
    def sha256(self) -> str:
        """SHA-256 of the unpacked files, one after the other."""
        digest = hashlib.sha256()
        for file in self.fichiers:
            digest.update(file.data)
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
        source = self._catalogue[code]
        found: list[RawFile] = []
        for pattern in source.fichiers:
            paths = self._paths(pattern)
            if not paths and source.obligatoire:
                raise BadInputError(
                    f"Il manque {pattern} dans {self._folder}\u00a0: ajoutez ce fichier ({source.titre}), "
                    "puis recommencez."
                )
            found += [_read(path, name) for name, path in paths.items()]
        if found:
            self.records[code] = Record(source, found)
        else:
            self.report.note(f"{code}\u00a0: absent de {self._folder}, le reste se construit sans lui")
        return found

    def file(self, code: str, ending: str) -> RawFile | None:
        """Return the file of an opened source whose name ends so, or None when it is not there."""
        record = self.records.get(code)
        return next((f for f in record.fichiers if f.name.endswith(ending)), None) if record else None

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


def _read(path: Path, name: str) -> RawFile:
    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise BadInputError(f"{name}.gz est tronqué ou abîmé\u00a0: téléchargez-le de nouveau.") from None
    except OSError:
        raise BadInputError(f"Le fichier {name} ne se laisse pas lire\u00a0: vérifiez ses droits d’accès.") from None
    if not data.strip():
        raise BadInputError(f"Le fichier {name} est vide\u00a0: téléchargez-le de nouveau.")
    return RawFile(name, data)


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
