"""What a release is called and where its pieces stand: version, date of the last commit, folders."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NAME = "cote-a-cote"
TITLE = "Côte à Côte"


def french(text: str) -> str:
    """Return a text with the spaces that French typography doesn't break."""
    return re.sub(r" (?=[:;»])|(?<=«) ", "\u00a0", text)


class ReleaseError(Exception):
    """The release can't be made; the text says why and what to do, in French."""


@dataclass(frozen=True)
class Project:
    """The checkout a release is made from."""

    root: Path = Path(__file__).resolve().parent.parent.parent

    @cached_property
    def _table(self) -> dict[str, str]:
        read: dict[str, str] = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        return read

    @property
    def version(self) -> str:
        """The version that pyproject.toml gives."""
        return self._table["version"]

    @property
    def summary(self) -> str:
        """One French sentence on what the program is."""
        return self._table["description"]

    @cached_property
    def epoch(self) -> int:
        """Seconds since 1970 of the last commit: the date of every file of a release, so that two builds are alike."""
        asked = os.environ.get("SOURCE_DATE_EPOCH")
        if asked:
            return int(asked)
        command = ["git", "-C", str(self.root), "log", "-1", "--format=%ct"]
        done = subprocess.run(command, capture_output=True, text=True)
        return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else 1_700_000_000

    @property
    def dist(self) -> Path:
        """Where the files to hand out are put."""
        return self.root / "dist"

    @property
    def work(self) -> Path:
        """Where they are made."""
        return self.root / "build" / "release"

    @property
    def full_name(self) -> str:
        """The name of the folder and of the archive: program, version, system."""
        return f"{NAME}-{self.version}-linux-x86_64"
