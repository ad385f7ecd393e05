"""The command line (contract: DESIGN.md §4). Messages in French on stderr, data on stdout; needs no Qt."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.arguments import FILES, parse
from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.errors import CoteACoteError, NotFoundError, SnapshotError, UsageError, WriteError
from desktop.selection import Choix, Selection, parse_selection
from desktop.snapshot import Snapshot, damaged, integrity, open_snapshot
from desktop.update.installed import current_snapshot

if TYPE_CHECKING:
    from desktop.onisep import Onisep
    from desktop.rubriques import Rubrique
    from desktop.sheet.demande import Demande

BUG = (
    "Une erreur inattendue s’est produite. Vos données n’ont pas changé. "
    "Relancez la commande\u00a0; si l’erreur revient, signalez-la avec la commande tapée."
)


def main(argv: Sequence[str] | None = None, window: Callable[[Path], None] | None = None) -> int:
    """Run one verb and return its exit code. ``window`` opens a window off screen for ``controle``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a redirected stream may have an encoding without é or U+202F
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args: Namespace | None = None
    try:
        args = parse(list(sys.argv[1:] if argv is None else argv), _say)
        if args is None:
            return 0
        if args.verbe == "controle":
            return _controle(args, window)
        return _VERBS[args.verbe](args)
    except BrokenPipeError:
        return 0
    except NotFoundError as error:
        return _refuse(_damage(args) or error)
    except CoteACoteError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        print("Commande interrompue. Aucun fichier n’est resté à moitié écrit.", file=sys.stderr)
        return 130
    except sqlite3.Error:
        return _refuse(_damage(args) or damaged(_path(args)))
    except Exception:
        return _refuse(_damage(args) or CoteACoteError(BUG))


def _refuse(error: CoteACoteError) -> int:
    """Say on stderr, on one line, what stopped the command; return its exit code."""
    print(_one_line(error.phrase), file=sys.stderr)
    return error.code


def _one_line(phrase: str) -> str:
    """Return a sentence that quotes what was typed without its control characters, and no more than its beginning."""
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", phrase)
    return re.sub("«\u00a0([^»]{80})[^»]+\u00a0»", "«\u00a0\\1…\u00a0»", plain)


def _damage(args: Namespace | None) -> SnapshotError | None:
    """Return what is wrong with the whole snapshot file: a damaged page shows only in the questions that meet it."""
    if args is None:
        return None
    try:
        snapshot = open_snapshot(_path(args))
        try:
            integrity(snapshot)
        finally:
            snapshot.close()
    except SnapshotError as error:
        return error
    return None


def _say(text: str) -> None:
    """Write a whole answer to stdout. WriteError when it can't be; BrokenPipeError when nobody reads it any more."""
    try:
        print(text)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        with contextlib.suppress(OSError, ValueError):  # else the interpreter tries again when it leaves
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise WriteError(
            "Impossible d’écrire la réponse. Vérifiez qu’il reste de la place là où elle est envoyée."
        ) from error


def _path(args: Namespace | None) -> Path:
    return Path(args.instantane) if args is not None and args.instantane else current_snapshot()


def _snapshot(args: Namespace) -> Snapshot:
    return open_snapshot(_path(args))


def _say_json(document: dict[str, Any]) -> None:
    _say(json.dumps(document, ensure_ascii=False, indent=1))


def _chercher(args: Namespace) -> int:
    from desktop.listing import search

    if args.rayon is not None and args.commune is None:
        raise UsageError(
            "L’option --rayon demande une commune de départ. Ajoutez «\u00a0--commune\u00a0» et son code INSEE."
        )
    found, text = search(Catalogue(_snapshot(args)), args)
    if args.json:
        _say_json(found)
    else:
        _say(text)
    return 0


def _comparer(args: Namespace) -> int:
    return _draw(args, parse_selection(args.ref))


def _fiche(args: Namespace) -> int:
    return _draw(args, Selection((Choix.parse(args.ref),)))


def _onisep(args: Namespace) -> Onisep | None:
    """Return the Onisep file asked for: without ``--onisep`` there is none."""
    if not args.onisep:
        return None
    from desktop.onisep import open_onisep

    return open_onisep(Path(args.onisep))


def _plus(comparison: Comparison, onisep: Onisep | None) -> tuple[Rubrique, ...]:
    """Return what an attached file tells beside the comparison."""
    if onisep is None:
        return ()
    from desktop.onisep_facts import rubriques

    return rubriques(comparison, onisep)


def _draw(args: Namespace, selection: Selection) -> int:
    catalogue = Catalogue(_snapshot(args))
    comparison, onisep = compare(catalogue, selection), _onisep(args)
    plus = _plus(comparison, onisep)
    asked = [(kind, Path(name)) for kind in FILES if (name := getattr(args, kind))]
    if asked:
        from desktop.export.outputs import check, outputs, write

        made = outputs(asked, comparison, _demande(args, catalogue, plus), onisep)
        check(made, [_path(args), *([Path(args.onisep)] if args.onisep else [])])
        write(made, lambda said: print(_one_line(said), file=sys.stderr))
    if args.json:
        from desktop.export.as_json import whole_document

        document = whole_document(comparison, onisep)
        _say_json(document | {"texte": _summary(comparison)} if args.texte else document)
    elif args.texte:
        _say(_summary(comparison))
    elif not asked:
        _say(_text(comparison, plus))
    return 0


def _demande(args: Namespace, catalogue: Catalogue, plus: tuple[Rubrique, ...]) -> Demande:
    """Return the sheet asked for."""
    from desktop.sheet.demande import COMPARAISON, SIMPLE, Demande

    return Demande(
        genre=SIMPLE if args.simple else COMPARAISON,
        depuis=catalogue.commune(args.depuis) if args.depuis else None,
        plus=plus,
        verso=not args.sans_verso,
        langue=args.langue,
        bilingue=args.bilingue,
        tutoiement=not args.vous,
    )


def _summary(comparison: Comparison) -> str:
    from desktop.export.as_imilo import text

    return text(comparison)


def _text(comparison: Comparison, plus: Sequence[Rubrique]) -> str:
    from desktop.export.as_text import table

    return table(comparison, plus)


def _instantane(args: Namespace) -> int:
    from desktop.listing import describe, snapshot_document

    snapshot = _snapshot(args)
    if args.json:
        _say_json(snapshot_document(snapshot))
    else:
        _say(describe(snapshot))
    return 0


def _maj(args: Namespace) -> int:
    from desktop.cli_maj import maj

    return maj(args, _say, _say_json)


def _controle(args: Namespace, window: Callable[[Path], None] | None) -> int:
    from desktop.selfcheck import run

    return run(_path(args), window, _say, Path(args.rapport) if args.rapport else None)


_VERBS = {
    "chercher": _chercher,
    "comparer": _comparer,
    "fiche": _fiche,
    "instantane": _instantane,
    "maj": _maj,
}
