"""The verb ``maj`` of the command line: look for new data, install them, go back to those before."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from desktop.errors import SnapshotError, UsageError
from desktop.snapshot import Snapshot, open_snapshot
from desktop.typography import NBSP, jour, pourcent
from desktop.update.installed import TRIAL
from desktop.update.phrases import weight
from desktop.update.service import service

if TYPE_CHECKING:
    from desktop.update.changes import Sections
    from desktop.update.install import Installe
    from desktop.update.service import MiseAJour, Verification
    from desktop.update.suivi import Suivi

ESSAI = "Clés d’essai\u00a0: ces données servent à essayer la mise à jour, elles ne viennent pas des éditeurs."
NO_SOURCE = (
    "Dites où chercher les nouvelles données\u00a0: ajoutez «\u00a0--depuis\u00a0», "
    "puis un dossier, une clé ou une adresse https."
)
BACK = f"Pour revenir aux données d’avant{NBSP}: «{NBSP}cote-a-cote maj revenir{NBSP}»."


def maj(args: Namespace, say: Callable[[str], None], say_json: Callable[[dict[str, Any]], None]) -> int:
    """Do what is asked and say it; return the exit code. Raises CoteACoteError: 2, 5 (disk) or 6 (refused)."""
    updates = service()
    if args.action != "revenir" and not args.depuis and updates.source_par_defaut is None:
        raise UsageError(NO_SOURCE)
    if args.action == "verifier":
        with progress(sys.stderr) as suivi:
            found = updates.verifier(args.depuis, suivi)
        told = _document("verifie", found, found.installe_id, None, _notes(found)), _looked(found, args.depuis)
    elif args.action == "installer":
        told = _install(updates, args.depuis)
    else:
        told = _go_back(updates)
    if args.json:
        say_json(told[0])
    else:
        say("\n".join(told[1]))
    return 0


def _install(updates: MiseAJour, depuis: str | None) -> tuple[dict[str, Any], list[str]]:
    with _open(updates.installe.courant) as before:
        with progress(sys.stderr) as suivi:
            found, done = updates.installer(depuis, suivi)
        if done is None:
            return _document("inchange", found, found.installe_id, None, ()), _looked(found)
        sections = _changes(before, done, found.retrait, found.annonce.notes)
    head = f"Les données du {jour(found.annonce.construit_le)} sont installées ({done.id})."
    lines = [*([ESSAI] if done.essai else []), head, *_lines(sections), *_back(updates)]
    return _document("installe", found, done.id, done.comment, sections), lines


def _go_back(updates: MiseAJour) -> tuple[dict[str, Any], list[str]]:
    with _open(updates.installe.courant) as before:
        name = updates.precedent()
        done = updates.revenir()
        sections = _changes(before, done, None, ())
    head = f"Le programme utilise de nouveau {name or done.id}."
    trial = [ESSAI] if done.path.name.startswith(TRIAL) else []
    lines = [*trial, head, *_lines(sections), *_back(updates)]
    return _document("revenu", None, done.id, done.comment, sections, done.essai), lines


def _back(updates: MiseAJour) -> list[str]:
    """Return how to go back; nothing when there is nowhere to go: the data before were withdrawn, or are gone."""
    return [BACK] if updates.precedent() is not None else []


def _changes(before: Snapshot | None, done: Installe, retrait: str | None, notes: Sequence[str]) -> Sections:
    from desktop.update.changes import changes

    if before is None:
        return ()
    with _open(done.path) as after:
        return changes(before, after, None, retrait, notes).sections if after is not None else ()


@contextmanager
def _open(path: Path) -> Iterator[Snapshot | None]:
    """Lend an open snapshot; None when it is damaged, which is no reason not to update."""
    snapshot: Snapshot | None = None
    with suppress(SnapshotError):
        snapshot = open_snapshot(path)
    try:
        yield snapshot
    finally:
        if snapshot is not None:
            snapshot.close()


def _notes(found: Verification) -> Sections:
    return (("Le mot des éditeurs", found.annonce.notes),) if found.annonce.notes and not found.a_jour else ()


def _looked(found: Verification, depuis: str | None = None) -> list[str]:
    annonce = found.annonce
    day = f"celles du {jour(annonce.construit_le)}, publication {annonce.publication}"
    lines = [*([ESSAI] if found.essai else []), *([found.retrait] if found.retrait else [])]
    if found.a_jour:
        return [*lines, f"Les données sont à jour{NBSP}: {day}."]
    taking = "à télécharger" if found.source.casefold().startswith(("https:", "http:")) else "à copier"
    size = f"{weight(found.octets) if found.octets else 'rien'} {taking}"
    lines += [f"De nouvelles données sont publiées{NBSP}: {day} ({size}).", *_lines(_notes(found))]
    command = f"cote-a-cote maj installer{_typed(depuis)}"
    return [*lines, f"Pour les installer{NBSP}: «{NBSP}{command}{NBSP}»."]


def _typed(depuis: str | None) -> str:
    """Return the option ``--depuis`` as it was typed; nothing when the source is that of the computer."""
    if not depuis:
        return ""
    return f' --depuis "{depuis}"' if " " in depuis else f" --depuis {depuis}"


def _lines(sections: Sections) -> list[str]:
    return [line for title, lines in sections for line in (f"{title}{NBSP}:", *(f"- {one}" for one in lines))]


def _document(
    resultat: str,
    found: Verification | None,
    installe: str | None,
    comment: str | None,
    sections: Sections,
    essai: bool = False,
) -> dict[str, Any]:
    annonce = found.annonce if found is not None else None
    return {
        "a_jour": found.a_jour or resultat == "installe" if found is not None else None,
        "installe": installe,
        "publie": None
        if annonce is None or found is None
        else {
            "id": annonce.id,
            "construit_le": annonce.construit_le,
            "publication": annonce.publication,
            "octets": found.octets,
        },
        "essai": found.essai if found is not None else essai,
        "source": found.source if found is not None else None,
        "retrait": found.retrait if found is not None else None,
        "resultat": resultat,
        "comment": comment,
        "changements": [{"titre": title, "lignes": list(lines)} for title, lines in sections],
    }


@contextmanager
def progress(stream: TextIO) -> Iterator[Suivi]:
    """Lend what shows the steps on one line of a terminal, and nothing anywhere else."""
    width = 0

    def show(step: str, done: int, total: int) -> None:
        nonlocal width
        text = f"{step}… {pourcent(done * 100 // total)}" if total else f"{step}…"
        stream.write("\r" + text.ljust(width))
        stream.flush()
        width = len(text)

    if not stream.isatty():
        yield lambda _step, _done, _total: None
        return
    try:
        yield show
    finally:
        stream.write("\r" + " " * width + "\r")
        stream.flush()
