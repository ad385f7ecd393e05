"""What a build has to say: rows read by source, columns and rows left aside, what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Refused:
    """Rows left out of the snapshot: of which file or source, why, how many, and a few of them.

    ``voulu`` when leaving them out is the rule (they stand elsewhere), not a fault of the file.
    """

    fichier: str
    motif: str
    lignes: int
    exemples: tuple[str, ...]
    voulu: bool = False


class Report:
    """Collects remarks while a build runs; nothing is printed before `write`."""

    def __init__(self) -> None:
        self._notes: list[str] = []
        self._begun = 0
        self._missing: dict[str, str] = {}
        self._unknown: dict[str, tuple[str, ...]] = {}
        self._refused: dict[tuple[str, str], Refused] = {}
        self._rows: dict[str, int] = {}
        self._files: dict[str, int] = {}
        self._facts: dict[str, Any] = {}

    def begin(self) -> None:
        """Mark where reading begins: what is noted from here on depends on the files alone."""
        self._begun = len(self._notes)

    def note(self, text: str) -> None:
        """Keep one remark, said once."""
        if text not in self._notes:
            self._notes.append(text)

    def fact(self, name: str, value: Any) -> None:
        """Keep something measured, as JSON can hold it, under its own key of the quality report."""
        self._facts[name] = value

    def missing(self, source: str, text: str) -> None:
        """Keep that an optional source is not there; ``text`` says it, and where it was looked for."""
        self._missing[source] = text

    def rows(self, source: str, count: int) -> None:
        """Keep the number of rows read from one source."""
        self._rows[source] = count

    def file_rows(self, file: str, count: int) -> None:
        """Keep the number of rows that a file holds, those of no use to us included."""
        self._files[file] = count

    def unknown_columns(self, file: str, columns: Sequence[str]) -> None:
        """Keep the columns of a file that no reader knows."""
        if columns:
            self._unknown[file] = tuple(columns)

    def refused(self, file: str, reason: str, what: Iterable[str], rows: int | None = None) -> None:
        """Keep rows left out of the snapshot, by file (or source) and reason.

        ``what`` names them; ``rows`` counts them where one name stands for several.
        """
        named = tuple(what)
        self._leave_out(file, reason, named, len(named) if rows is None else rows, voulu=False)

    def aside(self, file: str, reason: str, rows: int) -> None:
        """Keep that rows were left out on purpose: they stand elsewhere."""
        self._leave_out(file, reason, (), rows, voulu=True)

    def _leave_out(self, file: str, reason: str, named: tuple[str, ...], rows: int, *, voulu: bool) -> None:
        if rows:
            before = self._refused.get((file, reason), Refused(file, reason, 0, (), voulu))
            examples = (*before.exemples, *named)
            self._refused[file, reason] = Refused(file, reason, before.lignes + rows, examples, voulu)

    @property
    def notes(self) -> list[str]:
        """The remarks made since reading began."""
        return self._notes[self._begun :]

    @property
    def facts(self) -> dict[str, Any]:
        """What was measured, by key."""
        return dict(self._facts)

    @property
    def files(self) -> dict[str, int]:
        """The number of rows of each file read as a table."""
        return dict(self._files)

    @property
    def unknown(self) -> dict[str, tuple[str, ...]]:
        """The columns that no reader knows, by file."""
        return dict(self._unknown)

    @property
    def left_out(self) -> list[Refused]:
        """The rows left out, in the order in which they were met; every example is kept."""
        return list(self._refused.values())

    @property
    def lines(self) -> list[str]:
        """Everything kept, as lines ready to print."""
        found = [f"{source}\u00a0: {count} lignes" for source, count in self._rows.items()]
        found += self._missing.values()
        found += self._notes
        for file, columns in self._unknown.items():
            names = ", ".join(f"«\u00a0{name}\u00a0»" for name in columns)
            found.append(f"{file}\u00a0: colonnes inconnues, laissées de côté\u00a0: {names}")
        for one in self._refused.values():
            if one.voulu:
                found.append(f"{one.fichier}\u00a0: {_lignes(one.lignes, 'laissée')} de côté, {one.motif}")
            else:
                some = ", ".join(one.exemples[:_EXAMPLES]) + ("…" if len(one.exemples) > _EXAMPLES else "")
                found.append(f"{one.fichier}\u00a0: {_lignes(one.lignes, 'refusée')}, {one.motif} ({some})")
        return found

    def write(self, stream: TextIO) -> None:
        """Print everything kept."""
        for line in self.lines:
            stream.write(line + "\n")


def _lignes(count: int, participe: str) -> str:
    """Return ``1 ligne refusée`` or ``2 lignes refusées``."""
    many = "s" if count > 1 else ""
    return f"{count} ligne{many} {participe}{many}"
