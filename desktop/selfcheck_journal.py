"""What a self-check says, line by line: on the screen, in a file when one was asked for, and when time is over.

A check that hangs can't be stopped from inside: once the time is over a second thread says what was not done, writes
the file and ends the process. Should even threads be held up, faulthandler ends it without a word a little later.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from desktop.errors import CoteACoteError, WriteError
from desktop.typography import NBSP, jour

LIMIT = 30.0
"""Seconds for everything."""
GRACE = 5.0
BROKEN = 70
"""The exit code when time is over, or when a part of ours is missing."""


class Journal:
    """``names`` are the checks to come, ``ending`` gives the last lines, ``report`` is the file asked for, if any."""

    def __init__(
        self,
        names: Sequence[str],
        say: Callable[[str], None],
        ending: Callable[[], Sequence[str]],
        report: Path | None = None,
    ) -> None:
        self._left = list(names)
        self._say = say
        self._ending = ending
        self._report = report
        self._lines: list[str] = []
        self._code = 0
        self._lock = threading.RLock()
        self.work: Path | None = None
        """A folder to be taken away whatever happens."""

    def tell(self, name: str, said: str, code: int = 0) -> None:
        """Say how one check went; the first code other than 0 is that of the whole."""
        with self._lock:
            self._left.remove(name)
            self._add(f"{name}{NBSP}: {said}")
            self._code = self._code or code

    def finish(self) -> int:
        """Say the last lines, write the file, and return the exit code."""
        with self._lock:
            try:
                lines = self._ending()
            except Exception:  # a part of ours is missing: the lines above matter more
                lines = [f"Versions{NBSP}: illisibles. Réinstallez le programme."]
                self._code = self._code or BROKEN
            for line in lines:
                self._add(line)
            if self._report is not None:
                try:
                    _write(self._report, self._lines)
                except CoteACoteError as error:
                    self._add(f"Rapport{NBSP}: {error.phrase}")
                    self._code = self._code or error.code
            return self._code

    def late(self, seconds: float) -> None:
        """Say what was not done, write the file and end the process."""
        self._lock.acquire(timeout=2)  # for good: the other thread has nothing to say any more
        code = self._code or BROKEN
        try:
            waited = (
                f"pas de réponse au bout de {seconds:.0f}{NBSP}secondes. Redémarrez l’ordinateur, puis recommencez."
            )
            for name in [*self._left]:
                self.tell(name, waited, code)
                waited = "vérification non faite, faute de temps."
            self.finish()
        finally:
            if self.work is not None:
                shutil.rmtree(self.work, ignore_errors=True)
            os._exit(code)

    def _add(self, line: str) -> None:
        self._lines.append(line)
        self._say(line)


@contextlib.contextmanager
def deadline(journal: Journal, seconds: float = LIMIT) -> Iterator[None]:
    """End the process when what is done inside takes longer."""
    timer = threading.Timer(seconds, journal.late, (seconds,))
    timer.daemon = True
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            faulthandler.cancel_dump_traceback_later()


def check_report(report: Path, data: Path) -> None:
    """Raise WriteError when the file asked for would take the place of the data."""
    with contextlib.suppress(OSError):
        if report.samefile(data):
            raise WriteError(f"«{NBSP}{report}{NBSP}» est un fichier de données. Donnez un autre nom.")


def _write(report: Path, lines: Sequence[str]) -> None:
    from desktop.files import write_whole

    now = datetime.now()
    title = f"Côte à Côte{NBSP}: contrôle du {jour(now.date().isoformat())}, {now.hour}{NBSP}h{NBSP}{now.minute:02}"
    write_whole(report, "".join(f"{line}\n" for line in (title, "", *lines)).encode())
