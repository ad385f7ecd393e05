"""The files that a comparison can be written to: one table for the command line and the window.

Every content is made before any file is written, so that what can't be made leaves nothing behind.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.comparison import Comparison
from desktop.errors import UsageError, WriteError
from desktop.files import write_whole
from desktop.onisep import Onisep
from desktop.sheet.demande import Demande
from desktop.typography import NBSP


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffix, its name in menus, what is said once it is written, what it is good for."""

    suffixe: str
    nom: str
    ecrit: str
    aide: str


FORMATS = {
    "pdf": Format(".pdf", "Fiche PDF", "Fiche enregistrée", "La fiche à imprimer ou à envoyer."),
    "csv": Format(".csv", "Tableau CSV", "Tableau CSV enregistré", "Une ligne par chiffre, pour un autre logiciel."),
    "xlsx": Format(
        ".xlsx", "Tableur Excel", "Classeur enregistré", "Trois feuilles\u00a0: comparaison, détail, sources."
    ),
    "ods": Format(".ods", "Tableur LibreOffice", "Classeur enregistré", "Les trois mêmes feuilles, pour LibreOffice."),
    "png": Format(".png", "Image PNG", "Image enregistrée", "Les pages de la fiche, une image par page."),
    "json": Format(".json", "Document JSON", "Document enregistré", "Toute la comparaison, pour un programme."),
}


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: where, what, and the format that it is of."""

    path: Path
    content: bytes
    format: Format


def outputs(
    asked: Iterable[tuple[str, Path]], comparison: Comparison, demande: Demande, onisep: Onisep | None = None
) -> list[Output]:
    """Return the files asked for, by format; an image of several pages is several files."""
    made = []
    sheet: bytes | None = None
    for kind, path in asked:
        if kind in ("pdf", "png") and sheet is None:
            from desktop.sheet.document import render

            sheet = render(comparison, demande)
        if kind == "png":
            from desktop.export.as_png import pages

            found = pages(sheet or b"")
            made += [Output(_numbered(path, n), page, FORMATS[kind]) for n, page in enumerate(found, 1)]
        else:
            content = sheet if kind == "pdf" else _content(kind, comparison, demande, onisep)
            made.append(Output(path, content or b"", FORMATS[kind]))
    return made


def check(made: Sequence[Output], kept: Sequence[Path] = ()) -> None:
    """Raise UsageError where two files have one path, or where one would take the place of a file of ``kept``."""
    seen = set()
    for output in made:
        where = _place(output.path)
        if where in map(_place, kept):
            raise UsageError(f"«{NBSP}{output.path}{NBSP}» est un fichier de données. Donnez un autre nom.")
        if where in seen:
            raise UsageError(f"«{NBSP}{output.path}{NBSP}» est demandé deux fois. Donnez un nom à chaque fichier.")
        seen.add(where)


def write(made: Sequence[Output], say: Callable[[str], object]) -> None:
    """Write the files one after the other, each whole or not at all, and say each.

    Raises WriteError at the first that can't be written; its sentence names those that are.
    """
    done: list[str] = []
    for output in made:
        try:
            write_whole(output.path, output.content)
        except WriteError as error:
            if not done:
                raise
            raise WriteError(f"{error.phrase} Déjà enregistré{NBSP}: {', '.join(done)}.") from error
        done.append(output.path.name)
        say(f"{output.format.ecrit}{NBSP}: {output.path}")


def _content(kind: str, comparison: Comparison, demande: Demande, onisep: Onisep | None) -> bytes:
    if kind == "csv":
        from desktop.export import as_csv

        return as_csv.document(comparison)
    if kind == "xlsx":
        from desktop.export import as_xlsx

        return as_xlsx.document(comparison, demande.plus)
    if kind == "ods":
        from desktop.export import as_ods

        return as_ods.document(comparison, demande.plus)
    from desktop.export.as_json import whole_document

    return (json.dumps(whole_document(comparison, onisep), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _numbered(path: Path, number: int) -> Path:
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def _place(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))
