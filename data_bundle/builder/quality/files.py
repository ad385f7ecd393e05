"""The quality report beside the snapshot, and the gate that an unexpected loss does not pass."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data_bundle.builder.check import check
from data_bundle.builder.errors import BadInputError, CannotWriteError
from data_bundle.builder.quality import changes_words
from data_bundle.builder.quality import words as quality_words
from data_bundle.builder.quality.changes import Changes, changes
from data_bundle.builder.quality.coverage import States
from data_bundle.builder.quality.document import Quality, document

_KINDS = (".md", ".json")


class Gate:
    """Checks a snapshot about to take the place of ``target``, and compares it with the one that is there.

    Called with the new file. Raises BadInputError when the new one lost a source or more than five points of coverage,
    unless ``accepter``; the report that says why is then left beside the target, which stays as it is.
    """

    def __init__(
        self, target: Path, report: Quality, known: States, names: Mapping[str, str], identity: str, accepter: bool
    ) -> None:
        self._target = target
        self._report = report
        self._known = known
        self._names = names
        self._identity = identity
        self._accepter = accepter
        self._found = Changes("absent")

    def __call__(self, new: Path) -> None:
        """Let the new file pass, or raise BadInputError."""
        check(new)
        self._found = changes(new, self._known, self._target, self._report.jour)
        lost = changes_words.losses(self._found)
        if lost and not self._accepter:
            path = self._write(refused=True)
            raise BadInputError(
                f"Instantané non remplacé\u00a0: {', '.join(lost)}\u00a0; ajoutez --accepter si c’est voulu "
                f"(détail dans {path.name})."
            )

    def report(self) -> Path:
        """Write the report of a snapshot that is in place, and return the path of its Markdown."""
        path = self._write(refused=False)
        for kind in _KINDS:
            _path(self._target, kind, refused=True).unlink(missing_ok=True)
        return path

    def _write(self, *, refused: bool) -> Path:
        lost = changes_words.losses(self._found)
        texts = {
            ".md": "\n".join(self._words(lost, refused=refused)),
            ".json": json.dumps(self._document(lost, refused=refused), ensure_ascii=False, indent=1) + "\n",
        }
        for kind in _KINDS:
            _replace(_path(self._target, kind, refused=refused), texts[kind])
        return _path(self._target, ".md", refused=refused)

    def _words(self, lost: list[str], *, refused: bool) -> list[str]:
        said = [f"# Rapport de qualité de l’instantané {self._identity}", ""]
        if lost:
            verb = "Refusé" if refused else "Accepté par --accepter"
            said += [f"**{verb}**\u00a0: {one}." for one in lost] + [""]
        return [
            *said,
            *changes_words.words(self._found, self._names),
            *quality_words.words(self._report, self._names),
        ]

    def _document(self, lost: list[str], *, refused: bool) -> dict[str, Any]:
        return {
            "instantane": self._identity,
            "refuse": refused,
            "pertes": lost,
            "changements": asdict(self._found),
            "qualite": document(self._report),
        }


def _path(target: Path, kind: str, *, refused: bool) -> Path:
    """Return ``instantane.sqlite.qualite.md`` beside the snapshot, ``….refus.qualite.md`` when it was refused."""
    return target.with_name(f"{target.name}{'.refus' if refused else ''}.qualite{kind}")


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.incomplet")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        raise CannotWriteError(
            f"Impossible d’écrire {path.name}\u00a0: vérifiez la place libre et vos droits d’écriture."
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)
