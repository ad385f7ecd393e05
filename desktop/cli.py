"""The command line (contract: DESIGN.md §4). Messages in French on stderr, data on stdout; needs no Qt."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from data_bundle import snapshot_path
from desktop.arguments import parse
from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.errors import CoteACoteError, UsageError
from desktop.selection import Choix, Selection, parse_selection
from desktop.snapshot import Snapshot, open_snapshot

BUG = (
    "Une erreur inattendue s’est produite. Vos données n’ont pas changé. "
    "Relancez la commande\u00a0; si l’erreur revient, signalez-la avec la commande tapée."
)


def main(argv: Sequence[str] | None = None, window: Callable[[Path], None] | None = None) -> int:
    """Run one verb and return its exit code. ``window`` opens a window off screen for ``controle``."""
    try:
        args = parse(list(sys.argv[1:] if argv is None else argv))
        if args is None:
            return 0
        if args.verbe == "controle":
            return _controle(args, window)
        return _VERBS[args.verbe](args)
    except CoteACoteError as error:
        print(error.phrase, file=sys.stderr)
        return error.code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("Commande interrompue. Rien n’a été écrit.", file=sys.stderr)
        return 130
    except Exception:
        print(BUG, file=sys.stderr)
        return 70


def _snapshot(args: Namespace) -> Snapshot:
    return open_snapshot(Path(args.instantane) if args.instantane else snapshot_path())


def _print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1))


def _chercher(args: Namespace) -> int:
    from desktop.listing import search

    if args.rayon is not None and args.commune is None:
        raise UsageError(
            "L’option --rayon demande une commune de départ. Ajoutez «\u00a0--commune\u00a0» et son code INSEE."
        )
    found, text = search(Catalogue(_snapshot(args)), args)
    if args.json:
        _print_json(found)
    else:
        print(text)
    return 0


def _comparer(args: Namespace) -> int:
    return _draw(args, parse_selection(args.ref))


def _fiche(args: Namespace) -> int:
    return _draw(args, Selection((Choix.parse(args.ref),)))


def _draw(args: Namespace, selection: Selection) -> int:
    comparison = compare(Catalogue(_snapshot(args)), selection)
    if args.pdf:
        from desktop.sheet.document import save

        save(comparison, Path(args.pdf))
        print(f"Fiche enregistrée\u00a0: {args.pdf}", file=sys.stderr)
    if args.json:
        from desktop.export.as_json import comparison_document

        _print_json(comparison_document(comparison))
    elif not args.pdf:
        print(_text(comparison))
    return 0


def _text(comparison: Comparison) -> str:
    from desktop.export.as_text import table

    return table(comparison)


def _instantane(args: Namespace) -> int:
    from desktop.listing import describe, snapshot_document

    snapshot = _snapshot(args)
    if args.json:
        _print_json(snapshot_document(snapshot))
    else:
        print(describe(snapshot))
    return 0


def _controle(args: Namespace, window: Callable[[Path], None] | None) -> int:
    from desktop.selfcheck import run

    return run(Path(args.instantane) if args.instantane else snapshot_path(), window)


_VERBS = {
    "chercher": _chercher,
    "comparer": _comparer,
    "fiche": _fiche,
    "instantane": _instantane,
}
