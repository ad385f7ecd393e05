"""The installed product asked whether it works: snapshot, figures, fonts, a sheet in memory, a window off screen."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.errors import CoteACoteError, SnapshotError
from desktop.selection import Choix, Selection
from desktop.snapshot import damaged, integrity, open_snapshot

_NO_WINDOW = "Fenêtre\u00a0: non vérifiée (aucun affichage demandé)."


def run(path: Path, window: Callable[[Path], None] | None, say: Callable[[str], None]) -> int:
    """Run every check, say one French line each, and return the exit code of the first failure."""
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
        said, code = "en ordre.", 0
        try:
            check()
        except CoteACoteError as error:
            said, code = error.phrase, error.code
        except Exception:
            data_wrong = check is data
            said = damaged(path).phrase if data_wrong else "ne fonctionne pas. Réinstallez le programme."
            code = SnapshotError.code if data_wrong else 70
        say(f"{name}\u00a0: {said}")
        worst = worst or code
    if window is None:
        say(_NO_WINDOW)
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
