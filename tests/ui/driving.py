"""The hands of who drives a program in another process (``tests.ui.driven_program``)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.ui.driven_program import SIGN


class Driven:
    """A running program. ``before`` is the command that it is run by, ``wanted`` is added to its environment."""

    def __init__(self, root: Path, snapshot: Path, wanted: Mapping[str, str], before: Sequence[str] = ()) -> None:
        program = [sys.executable, "-m", "tests.ui.driven_program", str(snapshot)]
        self._process = subprocess.Popen(
            [*before, *program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=root,
            env={**os.environ, **wanted},
            start_new_session=True,
        )
        self.bus = self._line()

    def does(self, order: str, times: int = 1) -> None:
        """Have an order carried out."""
        for _ in range(times):
            assert self._ask(order) == "fait"

    def says(self) -> dict[str, Any]:
        """Return what is on the screen."""
        found: dict[str, Any] = json.loads(self._ask("dis"))
        return found

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """End it and all that was started with it, if it still runs."""
        if self._process.poll() is None:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        os.killpg(self._process.pid, how)
        self._process.communicate(timeout=20)

    def _ask(self, order: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(SIGN):
                return line.removeprefix(SIGN).strip()
        raise AssertionError("the program ended")
