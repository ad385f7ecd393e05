"""The installed product asked whether it works: snapshot, figures, fonts, a sheet in memory, a window off screen."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.errors import CoteACoteError, SnapshotError
from desktop.selection import Choix, Selection
from desktop.snapshot import integrity, open_snapshot

_NO_WINDOW = "Fenêtre\u00a0: non vérifiée (aucun affichage demandé)."


def run(path: Path, window: Callable[[Path], None] | None) -> int:
    """Run every check, print one French line each, and return the exit code of the first failure."""
    worst = 0
    comparison: list[Comparison] = []

    def data() -> None:
        snapshot = open_snapshot(path)
        integrity(snapshot)
        comparison.append(_sample(Catalogue(snapshot)))

    def sheet() -> None:
        from desktop.sheet.document import render

        if comparison and not render(comparison[0]).startswith(b"%PDF"):
            raise ValueError("not a PDF")

    checks: list[tuple[str, Callable[[], None]]] = [("Données", data), ("Polices", _fonts), ("Fiche PDF", sheet)]
    if window is not None:
        checks.append(("Fenêtre", lambda: window(path)))
    for name, check in checks:
        try:
            check()
            print(f"{name}\u00a0: en ordre.")
        except CoteACoteError as error:
            print(f"{name}\u00a0: {error.phrase}")
            worst = worst or error.code
        except Exception:
            print(f"{name}\u00a0: ne fonctionne pas. Réinstallez le programme.")
            worst = worst or 70
    if window is None:
        print(_NO_WINDOW)
    return worst


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


def _fonts() -> None:
    fonts = [f for f in files("resources").joinpath("fonts").iterdir() if f.name.endswith(".ttf")]
    if len(fonts) < 2 or any(f.read_bytes()[:4] != b"\x00\x01\x00\x00" for f in fonts):
        raise ValueError("fonts missing")
