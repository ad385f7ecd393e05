"""What a build has to say: rows read by source, columns and rows left aside, what was assumed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TextIO

_EXAMPLES = 5


class Report:
    """Collects remarks while a build runs; nothing is printed before `write`."""

    def __init__(self) -> None:
        self._notes: list[str] = []
        self._refused: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._rows: dict[str, int] = {}

    def note(self, text: str) -> None:
        """Keep one remark, said once."""
        if text not in self._notes:
            self._notes.append(text)

    def rows(self, source: str, count: int) -> None:
        """Keep the number of rows read from one source."""
        self._rows[source] = count

    def unknown_columns(self, file: str, columns: Sequence[str]) -> None:
        """Keep the columns of a file that no reader knows."""
        if columns:
            names = ", ".join(f"«\u00a0{name}\u00a0»" for name in columns)
            self.note(f"{file}\u00a0: colonnes inconnues, laissées de côté\u00a0: {names}")

    def refused(self, file: str, reason: str, what: Iterable[str]) -> None:
        """Keep rows left out of the snapshot, by file and reason."""
        self._refused[file, reason].extend(what)

    @property
    def lines(self) -> list[str]:
        """Everything kept, as lines ready to print."""
        found = [f"{source}\u00a0: {count} lignes" for source, count in self._rows.items()]
        found += self._notes
        for (file, reason), what in self._refused.items():
            if what:
                some = ", ".join(what[:_EXAMPLES]) + ("…" if len(what) > _EXAMPLES else "")
                found.append(f"{file}\u00a0: {len(what)} lignes refusées, {reason} ({some})")
        return found

    def write(self, stream: TextIO) -> None:
        """Print everything kept."""
        for line in self.lines:
            stream.write(line + "\n")
