"""The installed product asked whether it works: data, fonts, a sheet in memory, a window off screen, an update."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.errors import CoteACoteError, SnapshotError, UpdateError
from desktop.selection import Choix, Selection
from desktop.selfcheck_journal import LIMIT, Journal, check_report, deadline
from desktop.snapshot import Snapshot, damaged, integrity, open_snapshot
from desktop.typography import NBSP, jour

WINDOW = "Fenêtre"
UPDATE = "Mise à jour"
_NAMES = ("Données", "Polices", "Fiche PDF", WINDOW, UPDATE)
_NO_WINDOW = "non vérifiée (aucun affichage demandé)."
_BROKEN = "ne fonctionne pas. Réinstallez le programme."


def run(
    path: Path,
    window: Callable[[Path], None] | None,
    say: Callable[[str], None],
    report: Path | None = None,
    seconds: float = LIMIT,
) -> int:
    """Run every check, say one French line each and which versions; return the exit code of the first failure.

    ``report`` is a file that holds the same lines afterwards. When all takes longer than ``seconds``, what was not
    done is said and the process ends with code 70. Raises WriteError when the report would replace the data.
    """
    if report is not None:
        check_report(report, path)
    checks = _Checks(path, window)
    journal = Journal(_NAMES, say, checks.ending, report)
    with deadline(journal, seconds):
        for name, check in zip(_NAMES, (checks.data, _fonts, checks.sheet, checks.show, checks.update), strict=True):
            if name == WINDOW and window is None:
                journal.tell(name, _NO_WINDOW)
                continue
            said, code = "en ordre.", 0
            try:
                check(journal)
            except CoteACoteError as error:
                said, code = error.phrase, UpdateError.code if name == UPDATE else error.code
            except Exception:
                said, code = _BROKEN, UpdateError.code if name == UPDATE else 70
                if name == _NAMES[0]:
                    said, code = damaged(path).phrase, SnapshotError.code
            journal.tell(name, said, code)
        return journal.finish()


class _Checks:
    """The checks on one snapshot; the sheet is made of what the data gave."""

    def __init__(self, path: Path, window: Callable[[Path], None] | None) -> None:
        self._path = path
        self._window = window
        self._snapshot: Snapshot | None = None
        self._comparison: Comparison | None = None

    def data(self, _journal: Journal) -> None:
        self._snapshot = open_snapshot(self._path)
        integrity(self._snapshot)
        self._comparison = _sample(Catalogue(self._snapshot))

    def sheet(self, _journal: Journal) -> None:
        from desktop.sheet.document import render

        if self._comparison is not None and not render(self._comparison).startswith(b"%PDF"):
            raise ValueError("not a PDF")

    def show(self, _journal: Journal) -> None:
        if self._window is not None:
            self._window(self._path)

    def update(self, journal: Journal) -> None:
        from desktop.places import temporary_folder
        from desktop.selfcheck_update import try_update

        with temporary_folder() as folder:
            journal.work = folder
            try_update(folder)

    def ending(self) -> list[str]:
        """Return the versions of the program and of the data, and what an administrator's file has wrong."""
        from desktop.policy import read_policy
        from desktop.version import versions

        lines = [f"Versions{NBSP}: {versions()}."]
        if (snapshot := self._snapshot) is not None:
            lines.append(f"Données chargées{NBSP}: {snapshot.id}, construites le {jour(snapshot.construit_le)}.")
        problem = read_policy().problem
        return [*lines, f"Consignes du poste{NBSP}: {problem}"] if problem else lines


def _sample(catalogue: Catalogue) -> Comparison:
    """Compare two formations that have figures, whatever the snapshot holds."""
    rows = catalogue.snapshot.connection.execute(
        "SELECT DISTINCT f.type_code, f.code, m.lieu FROM mesure m JOIN formation f ON f.id = m.formation"
        " WHERE m.origine = 'propre' ORDER BY m.lieu, f.id LIMIT 2"
    ).fetchall()
    if len(rows) < 2:
        raise SnapshotError(
            "Le fichier de données ne contient pas de chiffres. Choisissez un autre fichier de données."
        )
    return compare(catalogue, Selection(tuple(Choix(*row) for row in rows)))


def _fonts(_journal: Journal) -> None:
    fonts = [f for f in files("resources").joinpath("fonts").iterdir() if f.name.endswith(".ttf")]
    if len(fonts) < 2 or any(f.read_bytes()[:4] != b"\x00\x01\x00\x00" for f in fonts):
        raise ValueError("fonts missing")
