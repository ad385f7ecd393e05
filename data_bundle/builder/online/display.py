"""How much is received: one line that moves on a terminal, plain lines in a file or a pipe."""

from __future__ import annotations

from typing import TextIO

_WIDTH = 24


class Received:
    """Shows one download after the other on a stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._code = self._last = ""

    def start(self, code: str) -> None:
        """Announce the download of a source."""
        self._code, self._last = code, ""
        if not self._terminal:
            self._write(f"Téléchargement de {code}\n")

    def tell(self, size: int, total: int | None) -> None:
        """Show the bytes received, out of ``total`` when it is known; only on a terminal."""
        text = f"{_mega(size)} / {_mega(total)}" if total else _mega(size)
        if self._terminal and text != self._last:
            self._last = text
            filled = min(_WIDTH, _WIDTH * size // total) if total else 0
            line = f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {self._code} {text}"
            self._write(f"{line[:99]:<99}")

    def close(self) -> None:
        """Leave the moving line, so that what follows starts on its own."""
        if self._terminal and self._last:
            self._write("\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _mega(size: int) -> str:
    return f"{size / 1e6:.1f}\u00a0Mo".replace(".", ",")
