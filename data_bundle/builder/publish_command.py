"""The verbs that publish: ``publish``, ``cles creer``, ``cles tourner``, ``depot-controle``.

Apart from the package that does it: a build does not pay for importing what signs.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from data_bundle.builder.errors import BuilderError, NothingFoundError, WrongUsageError

HELP = """
  python -m data_bundle.builder publish FICHIER --to DEPOT [--cles DOSSIER] [--note "…"]… [--retrait ID "raison"]…
          [--jours N] [--accepter]
  python -m data_bundle.builder publish --renouveler --to DEPOT [--cles DOSSIER] [--jours N]
  python -m data_bundle.builder cles creer DOSSIER [--seulement cibles,racine-2] [--jours N]
  python -m data_bundle.builder cles tourner DOSSIER --nouvelles DOSSIER --to DEPOT [--jours N]
  python -m data_bundle.builder depot-controle

  --to         dépôt de mises à jour, où publier\u00a0; docs/publier.md dit comment le servir
  --cles       dossier des clés (sans lui\u00a0: build/cles-essai, des clés d’essai, faites au besoin)
  --note       ce qui est nouveau, une phrase pour les lecteurs\u00a0; à répéter
  --retrait    retire des données publiées et dit pourquoi, même si celles que l’on publie sont plus anciennes
  --accepter   publie un extrait à la place de la France entière, ou des données dont le retrait est levé
  --renouveler signe de nouveau ce qui est publié, avant que les signatures n’expirent
  --jours      jours de validité\u00a0: des signatures (400), ou de la racine pour cles (1826)
  --seulement  ne fait que ces clés, pour en remplacer d’anciennes par cles tourner
  --nouvelles  dossier des clés nouvelles\u00a0; le même que l’ancien pour ne repousser que la date de la racine

«\u00a0depot-controle\u00a0» refait resources/controle, le petit dépôt que le programme installe pour se contrôler.
"""
VERBS = frozenset({"publish", "cles", "depot-controle"})
_ROOT = Path(__file__).resolve().parents[2]
_TRIAL = _ROOT / "build" / "cles-essai"
_MOST_DAYS = 3660
_SIGNING = ("cryptography", "securesystemslib", "tuf")


def add_verbs(verbs: argparse._SubParsersAction[Any]) -> None:
    """Add the verbs to those of the builder."""
    publishing = verbs.add_parser("publish", add_help=False, allow_abbrev=False)
    publishing.add_argument("file", type=Path, nargs="?")
    publishing.add_argument("--to", type=Path)
    publishing.add_argument("--cles", type=Path)
    publishing.add_argument("--note", action="append", default=[])
    publishing.add_argument("--retrait", nargs=2, action="append", default=[])
    publishing.add_argument("--jours", type=_days)
    publishing.add_argument("--renouveler", action="store_true")
    publishing.add_argument("--accepter", action="store_true")
    keys = verbs.add_parser("cles", add_help=False, allow_abbrev=False)
    keys.add_argument("action", choices=("creer", "tourner"))
    keys.add_argument("folder", type=Path)
    keys.add_argument("--seulement")
    keys.add_argument("--nouvelles", type=Path)
    keys.add_argument("--to", type=Path)
    keys.add_argument("--jours", type=_days)
    verbs.add_parser("depot-controle", add_help=False, allow_abbrev=False)


def run(options: argparse.Namespace) -> None:
    """Carry out one of the verbs. Raises a BuilderError."""
    if any(find_spec(name) is None for name in _SIGNING):
        raise BuilderError(
            "Il manque de quoi signer dans ce Python\u00a0: lancez une fois sh packaging/linux/preparer.sh dev, "
            "puis cette commande avec .venv/bin/python."
        )
    if options.verb == "publish":
        _publish(options)
    elif options.verb == "cles":
        _create(options) if options.action == "creer" else _rotate(options)
    else:
        from data_bundle.builder.publish.controle import make

        made = make()
        _say(f"resources/controle refait\u00a0: {made.id}, {made.paquet.taille / 1000:.0f} ko.")


def _publish(options: argparse.Namespace) -> None:
    from data_bundle.annonce import Retrait
    from data_bundle.builder.publish.keys import create_keys, root_path
    from data_bundle.builder.publish.publication import JOURS, publish, renew

    keys, depot, jours = options.cles or _TRIAL, _required(options.to, "--to DEPOT"), options.jours or JOURS
    if options.renouveler:
        if options.file is not None or options.note or options.retrait or options.accepter:
            raise WrongUsageError(
                "--renouveler ne publie rien de nouveau\u00a0: donnez seulement --to, --cles, --jours."
            )
        annonce = renew(depot, keys, jours=jours)
        _say(f"Publication {annonce.publication} signée de nouveau, pour {jours} jours.")
        return
    file = _required(options.file, "le FICHIER à publier")
    if options.cles is None and not root_path(keys).exists():
        create_keys(keys)
        _say(f"Clés d’essai faites dans {keys}\u00a0: seul un programme lancé depuis ses sources s’y fie.")
    retraits = [Retrait(identity, raison) for identity, raison in options.retrait]
    annonce = publish(
        file, depot, keys, notes=options.note, retraits=retraits, jours=jours, accepter=options.accepter, say=_say
    )
    smaller = "".join(f", différence de {_weight(delta.taille)}" for delta in annonce.deltas[:1])
    whole = f"paquet de {_weight(annonce.paquet.taille)}{smaller}"
    _say(f"Publication {annonce.publication}\u00a0: {annonce.id}, {whole}, signée pour {jours} jours.")


def _create(options: argparse.Namespace) -> None:
    from data_bundle.builder.publish.keys import ROOT_DAYS, create_keys

    if options.nouvelles or options.to:
        raise WrongUsageError("cles creer ne prend que --seulement et --jours.")
    only = [name.strip() for name in options.seulement.split(",")] if options.seulement else None
    create_keys(options.folder, only=only, jours=options.jours or ROOT_DAYS)
    _say(f"Clés faites dans {options.folder}\u00a0: rangez-les comme le dit docs/publier.md.")


def _rotate(options: argparse.Namespace) -> None:
    from data_bundle.builder.publish.keys import ROOT_DAYS
    from data_bundle.builder.publish.rotation import rotate_root

    if options.seulement:
        raise WrongUsageError("--seulement va avec cles creer.")
    new, depot = _required(options.nouvelles, "--nouvelles DOSSIER"), _required(options.to, "--to DEPOT")
    if not new.is_dir():
        raise NothingFoundError(f"{new} n’existe pas\u00a0: faites-y d’abord des clés avec cles creer.")
    version = rotate_root(depot, options.folder, new, jours_racine=options.jours or ROOT_DAYS)
    _say(
        f"Racine {version} signée\u00a0: publiez désormais avec les clés de {new}, "
        "et mettez son racine.json dans la prochaine version du programme."
    )


def _weight(octets: int) -> str:
    """Return a size as people read it: ``3,89 Mo``, ``33 ko`` for a small one."""
    if octets < 100_000:
        return f"{max(1, round(octets / 1000))}\u00a0ko"
    return f"{octets / 1e6:.2f}\u00a0Mo".replace(".", ",")


def _required(given: Path | None, what: str) -> Path:
    if given is None:
        raise WrongUsageError(f"Il manque {what}\u00a0: essayez python -m data_bundle.builder --help.")
    return given


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST_DAYS:
        raise WrongUsageError(f"«\u00a0{text}\u00a0» n’est pas un nombre de jours\u00a0: de 1 à {_MOST_DAYS}.")
    return int(text)


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
