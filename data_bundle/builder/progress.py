"""How far a build is: a bar on a terminal, plain lines in a file or a pipe. Always on stderr."""

from __future__ import annotations

from typing import TextIO

_WIDTH = 24


class Progress:
    """Counts the steps of a build. ``total`` is the number of calls of `step` to come."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._done = 0
        self._bar = stream.isatty()

    def step(self, text: str) -> None:
        """Announce the next step."""
        self._done = min(self._done + 1, self._total)
        if self._bar:
            filled = _WIDTH * self._done // self._total
            line = f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {self._done}/{self._total} {text}"
            self._stream.write(f"{line[:99]:<99}")
        else:
            self._stream.write(f"{self._done}/{self._total} {text}\n")
        self._stream.flush()

    def close(self) -> None:
        """Leave the line of the bar, so that what follows starts on its own."""
        if self._bar:
            self._stream.write("\n")
            self._stream.flush()
