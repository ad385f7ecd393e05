"""A CSV as named columns: separators, header aliases, required columns, and the place of whatever is wrong.

Columns are matched by name, after trimming, in any case; by position only where the source gives no names.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import LargeFile, RawFile, Readable
from data_bundle.builder.numbers import Number, parse_column
from data_bundle.builder.report import Report

if TYPE_CHECKING:
    import _csv

Columns = Mapping[str, Sequence[str]]
"""Our name of a column -> the names that sources give it."""

_QUOTED = 60


class Table:
    """The rows of one file, or of a part of it. A column is a sequence of texts, trimmed, in the order of the file.

    ``at`` gives the position of each row among all the rows of the file, when they are not all here.
    """

    def __init__(
        self,
        file: Readable,
        columns: Mapping[str, Sequence[str]],
        header: Mapping[str, str],
        at: Sequence[int] | None = None,
    ) -> None:
        self.file = file
        self._columns = columns
        self._header = header
        self._at = at
        self._count = len(next(iter(columns.values())))

    def __len__(self) -> int:
        return self._count

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def __getitem__(self, name: str) -> Sequence[str]:
        """Return a column; empty texts when the file does not have it."""
        return self._columns.get(name) or [""] * self._count

    def rows(self, *names: str) -> list[tuple[str, ...]]:
        """Return some columns, row by row."""
        return list(zip(*(self[name] for name in names), strict=True))

    def numbers(self, name: str) -> list[Number | None]:
        """Return a column of figures."""
        try:
            return parse_column(self[name])
        except ValueError as wrong:
            raise self.wrong(name, int(wrong.args[0]), "n’est pas un nombre") from None

    def codes(self, name: str, shape: re.Pattern[str], *, empty: bool = False) -> Sequence[str]:
        """Return a column of codes, each of the given shape; ``empty`` accepts blanks."""
        column = self[name]
        for text in sorted(set(column)):
            if not shape.match(text) and (text or not empty):
                reason = (
                    "n’est pas un code entier (zéro perdu ou écriture de tableur)\u00a0; "
                    "reprenez le fichier d’origine, sans passer par un tableur"
                )
                raise self.wrong(name, column.index(text), reason)
        return column

    def wrong(self, name: str, position: int, reason: str) -> BadInputError:
        """Return the error about one cell, with its file, column and line."""
        return BadInputError(
            f"{self.file.name}, {self.place(position)}, colonne «\u00a0{quoted(self._header.get(name, name))}\u00a0»"
            f"\u00a0: «\u00a0{quoted(self[name][position])}\u00a0» {reason}."
        )

    def place(self, position: int) -> str:
        """Return where a row stands, in words."""
        return f"ligne {self.line(position)}"

    def line(self, position: int) -> int:
        """Return the line of the file where a row ends (a quoted cell may hold line feeds)."""
        wanted = position if self._at is None else self._at[position]
        with self.file.lines() as stream:
            reader = _reader(stream)
            filled = (reader.line_num for row in reader if row)
            return next(itertools.islice(filled, wanted + 1, None))


def quoted(text: str) -> str:
    """Return a text of a file as a sentence may quote it: one short line."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= _QUOTED else plain[:_QUOTED] + "…"


def read_table(
    file: RawFile,
    columns: Columns,
    required: Collection[str],
    report: Report,
    *,
    known: Collection[str] = (),
    positions: Sequence[str] = (),
) -> Table:
    """Read a file as the columns asked for.

    ``required`` are the names of ours without which the file is refused; ``known`` are names of the source left
    aside on purpose; ``positions`` names the columns of a file whose header cannot be used.
    """
    with file.lines() as stream:
        reader = _reader(stream)
        given, header = _header(reader, file, columns, required, report, known, positions)
        rows = _rows(reader, len(given), file.name)
    if not rows:
        raise BadInputError(f"{file.name} n’a que son en-tête, sans aucune ligne\u00a0: téléchargez-le de nouveau.")
    report.file_rows(file.name, len(rows))
    every = list(zip(*rows, strict=True))
    read = {ours: [text.strip() for text in every[i]] for i, ours in header.items()}
    return Table(file, read, _told(header, given))


def read_chunks(
    file: LargeFile,
    columns: Columns,
    required: Collection[str],
    report: Report,
    *,
    known: Collection[str] = (),
    keep: Mapping[str, Collection[str]] | None = None,
    size: int = 20_000,
) -> Iterator[Table]:
    """Yield a file part by part, ``size`` rows at most in each, so that memory does not grow with the file.

    ``keep`` leaves aside at once the rows whose column (a name of ours) holds none of the texts given. Raises the same
    errors as `read_table`, when the part that holds them is read.
    """
    count = 0
    with file.lines() as stream:
        reader = _reader(stream)
        given, header = _header(reader, file, columns, required, report, known, ())
        wanted = {ours: i for i, ours in header.items()}
        tests = [(wanted[name], frozenset(texts)) for name, texts in (keep or {}).items() if name in wanted]
        width = len(given)
        rows: list[tuple[str, ...]] = []
        at: list[int] = []
        for row in _checked(reader, width, file.name):
            if all(row[i].strip() in texts for i, texts in tests):
                rows.append(tuple(row[i].strip() for i in header))
                at.append(count)
                if len(rows) == size:
                    yield _part(file, rows, at, header, given)
                    rows, at = [], []
            count += 1
    if not count:
        raise BadInputError(f"{file.name} n’a que son en-tête, sans aucune ligne\u00a0: téléchargez-le de nouveau.")
    report.file_rows(file.name, count)
    if rows:
        yield _part(file, rows, at, header, given)


def _part(
    file: LargeFile, rows: list[tuple[str, ...]], at: list[int], header: Mapping[int, str], given: Sequence[str]
) -> Table:
    every = zip(*rows, strict=True)
    return Table(file, dict(zip(header.values(), every, strict=True)), _told(header, given), at)


def _told(header: Mapping[int, str], given: Sequence[str]) -> dict[str, str]:
    return {ours: given[i] or f"n° {i + 1}" for i, ours in header.items()}


def _header(
    reader: _csv.Reader,
    file: Readable,
    columns: Columns,
    required: Collection[str],
    report: Report,
    known: Collection[str],
    positions: Sequence[str],
) -> tuple[list[str], dict[int, str]]:
    """Return the names of the columns as given, and ours by position."""
    given = [name.strip() for name in next((row for row in reader if row), [])]
    header = _by_position(file, given, positions) if positions else _by_name(given, columns)
    missing = [name for name in required if name not in header.values()]
    if missing:
        raise BadInputError(
            f"{file.name}, ligne 1\u00a0: la colonne «\u00a0{columns[missing[0]][0]}\u00a0» manque\u00a0; "
            "vérifiez que c’est le bon fichier, exporté du portail sans retouche."
        )
    if not positions:
        plain = [name.casefold() for name in given]
        twice = next((given[i] for i in header if plain.count(plain[i]) > 1), None)
        if twice:
            raise BadInputError(
                f"{file.name}, ligne 1\u00a0: la colonne «\u00a0{quoted(twice)}\u00a0» est là deux fois, on ne sait "
                "pas laquelle croire\u00a0; reprenez le fichier d’origine."
            )
        aside = {name.casefold() for name in known}
        unknown = [n for i, n in enumerate(given) if n and i not in header and n.casefold() not in aside]
        report.unknown_columns(file.name, unknown)
    return given, header


def _rows(reader: _csv.Reader, width: int, name: str) -> list[list[str]]:
    """Return the rows that are not blank."""
    return list(_checked(reader, width, name))


def _checked(reader: _csv.Reader, width: int, name: str) -> Iterator[list[str]]:
    """Yield the rows that are not blank. One of another width, or a quote never closed, stops the build."""
    try:
        for row in reader:
            if len(row) == width:
                yield row
            elif row:
                raise BadInputError(
                    f"{name}, ligne {reader.line_num}\u00a0: {len(row)} colonnes au lieu de {width}, "
                    "le fichier est tronqué ou abîmé\u00a0; téléchargez-le de nouveau."
                )
    except csv.Error:
        raise BadInputError(
            f"{name}, ligne {reader.line_num}\u00a0: le fichier est abîmé\u00a0; téléchargez-le de nouveau."
        ) from None


def _reader(stream: TextIO) -> _csv.Reader:
    """Return a CSV reader of a stream; the separator is the most frequent one of its first line."""
    opening: list[str] = []
    for line in stream:
        opening.append(line)
        if line.strip():
            break
    first = opening[-1] if opening else ""
    return csv.reader(itertools.chain(opening, stream), delimiter=max(";,\t", key=first.count))


def _by_name(given: Sequence[str], columns: Columns) -> dict[int, str]:
    wanted = {alias.casefold(): ours for ours, aliases in columns.items() for alias in aliases}
    found: dict[int, str] = {}
    for position, name in enumerate(given):
        ours = wanted.get(name.casefold())
        if ours and ours not in found.values():
            found[position] = ours
    return found


def _by_position(file: Readable, given: Sequence[str], positions: Sequence[str]) -> dict[int, str]:
    if len(given) != len(positions):
        raise BadInputError(
            f"{file.name}, ligne 1\u00a0: {len(given)} colonnes au lieu de {len(positions)}\u00a0; "
            "vérifiez que c’est le bon tableau de la DEPP."
        )
    return dict(enumerate(positions))
