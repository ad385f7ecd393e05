"""``python -m data_bundle.builder``: build a snapshot from raw files, or check one."""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from data_bundle.builder import publish_command
from data_bundle.builder.errors import BuilderError, WrongUsageError

if TYPE_CHECKING:
    from data_bundle.builder.build import Prepare

HELP = f"""Construire l’instantané de Côte à Côte à partir des fichiers de données ouvertes, et le publier.

  python -m data_bundle.builder build --from DOSSIER --out FICHIER [--extrait 53,04] [--date AAAA-MM-JJ]
  python -m data_bundle.builder build --online [--from DOSSIER] [--portail ADRESSE] --out FICHIER …
  python -m data_bundle.builder check FICHIER
  python -m data_bundle.builder onisep --from DOSSIER --out FICHIER [--date AAAA-MM-JJ]

  --from     dossier des fichiers bruts, rangés comme le dit data_bundle/sources.toml
  --online   télécharge d’abord dans ce dossier (sans --from\u00a0: build/opendata) les jeux que servent les portails
             de données ouvertes\u00a0; rien n’est repris deux fois, un téléchargement coupé reprend où il s’est arrêté,
             les fichiers qu’aucun portail ne sert (BCN…) sont à y placer à la main
  --portail  adresse qui remplace celle de tous les portails\u00a0: un miroir, ou http://127.0.0.1:8000 pour un essai
  --out      instantané à écrire\u00a0; l’ancien n’est remplacé qu’une fois le nouveau contrôlé
  --extrait  seulement ces régions (codes Insee, séparés par des virgules)
  --date     date de l’instantané, au lieu de celle de la source la plus récente
  --accepter remplace l’ancien même si une source a disparu ou si la couverture baisse de plus de 5\u00a0points

À côté de l’instantané s’écrit son rapport de qualité (FICHIER.qualite.md et .json)\u00a0; si l’instantané est refusé,
FICHIER.refus.qualite.md dit pourquoi.

«\u00a0onisep\u00a0» écrit à part les fiches de l’Onisep (DOSSIER/onisep-ideo), sous licence ODbL 1.0, à partager à
l’identique\u00a0: elles n’entrent jamais dans l’instantané, et ne se joignent que par cote-a-cote --onisep FICHIER.
{publish_command.HELP}
Codes de sortie\u00a0: 0 fait, 2 commande mal formée, 3 région ou publication inconnue, 4 données ou clés mauvaises,
5 écriture impossible.
"""
_DOWNLOADS = "build/opendata"
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsageError("Commande non comprise\u00a0: essayez python -m data_bundle.builder --help.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or {"-h", "--help"} & set(given):
        sys.stdout.write(HELP)
        return 0 if given else 2
    try:
        _run(given)
    except BuilderError as stop:
        sys.stderr.write(f"{stop}\n")
        return stop.code
    except KeyboardInterrupt:
        kept = ", ce qui est déjà téléchargé sert encore" if "--online" in given else ""
        what = "ce qui était publié le reste" if given[0] in publish_command.VERBS else f"rien n’a été écrit{kept}"
        sys.stderr.write(f"Interrompu\u00a0: {what}.\n")
        return 130
    except Exception:
        if sys.flags.dev_mode:
            raise
        sys.stderr.write("Erreur du constructeur, à signaler\u00a0; python -X dev en donne le détail.\n")
        return BuilderError.code
    return 0


def _run(given: list[str]) -> None:
    parser = _Parser(add_help=False, allow_abbrev=False)
    verbs = parser.add_subparsers(dest="verb", parser_class=_Parser)
    building = verbs.add_parser("build", add_help=False, allow_abbrev=False)
    for name in ("--from", "--out", "--extrait", "--date", "--portail"):
        building.add_argument(name, dest=name.strip("-") + "_")
    building.add_argument("--online", action="store_true")
    building.add_argument("--accepter", action="store_true")
    verbs.add_parser("check", add_help=False).add_argument("file", type=Path)
    apart = verbs.add_parser("onisep", add_help=False, allow_abbrev=False)
    for name in ("--from", "--out", "--date"):
        apart.add_argument(name, dest=name.strip("-") + "_")
    publish_command.add_verbs(verbs)
    options = parser.parse_args(given)
    if options.verb == "check":
        _check(options.file)
    elif options.verb == "onisep":
        _onisep(options)
    elif options.verb == "build":
        _build(options)
    else:
        publish_command.run(options)


def _build(options: argparse.Namespace) -> None:
    from data_bundle.builder.build import build

    if options.online and options.from_ is None:
        options.from_ = _DOWNLOADS
    if options.portail_ is not None and not options.online:
        raise WrongUsageError("--portail ne sert qu’à télécharger\u00a0: ajoutez --online.")
    _check_given(options)
    prepare = _downloader(Path(options.from_), options.portail_) if options.online else None
    gc.disable()  # a million rows and no cycle among them: collecting costs a fifth of the time
    try:
        build(
            Path(options.from_), Path(options.out_), options.extrait_, options.date_, sys.stderr, prepare,
            accepter=options.accepter,
        )  # fmt: skip
    finally:
        gc.enable()


def _onisep(options: argparse.Namespace) -> None:
    from data_bundle.builder.onisep import build

    _check_given(options)
    build(Path(options.from_), Path(options.out_), options.date_, sys.stderr)


def _check_given(options: argparse.Namespace) -> None:
    for value, what in ((options.from_, "--from DOSSIER"), (options.out_, "--out FICHIER")):
        if not value:
            raise WrongUsageError(f"Il manque {what}\u00a0: essayez python -m data_bundle.builder --help.")
    if options.date_ is not None and not _is_day(options.date_):
        raise WrongUsageError(f"«\u00a0{options.date_}\u00a0» n’est pas une date\u00a0: écrivez-la AAAA-MM-JJ.")


def _downloader(folder: Path, portail: str | None) -> Prepare:
    from data_bundle.builder.online.command import downloads

    return downloads(folder, portail, sys.stderr)


def _check(path: Path) -> None:
    from data_bundle.builder.check import check

    check(path)
    sys.stderr.write(f"{path.name} passe tous les contrôles.\n")


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.match(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
