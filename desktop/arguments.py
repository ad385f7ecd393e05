"""Reads the command line with argparse, in French: its own English never reaches people."""

from __future__ import annotations

import os
import re
from argparse import SUPPRESS, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from typing import NoReturn

from data_bundle.codes import COMMUNE
from desktop.errors import UsageError
from desktop.facts import VOIES

VERBES = ("chercher", "comparer", "fiche", "instantane", "maj", "controle")
ACTIONS = ("verifier", "installer", "revenir")
"""What ``maj`` does."""
_ACTIONS = "verifier (dire ce qui est publié, ne rien changer), installer, ou revenir (aux données d’avant)"
_PROG = "cote-a-cote"
_FILES = ("--instantane", "--onisep")
FILES = {
    "pdf": "la fiche en PDF",
    "csv": "tous les chiffres en CSV",
    "xlsx": "un classeur Excel",
    "ods": "un classeur LibreOffice",
    "png": "la fiche en image, F-2.png et suivants pour les autres pages",
}
"""The files that ``comparer`` and ``fiche`` write, in the order in which they are written."""
LANGUES = ("fr", "en", "ar", "uk", "tr", "pt")
_SHEETS = ("pdf", "png")


class _Parser(ArgumentParser):
    """An argument parser that raises UsageError with a French sentence instead of printing English and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(_french(message, self.prog))

    def format_help(self) -> str:
        text = super().format_help()
        for english, french in _HEADINGS.items():
            text = text.replace(english, french)
        return text


_HEADINGS = {
    "usage: ": "Utilisation\u00a0: ",
    "positional arguments:": "Arguments\u00a0:",
    "options:": "Options\u00a0:",
}


def parse(argv: list[str], say: Callable[[str], None]) -> Namespace | None:
    """Return the arguments of one verb; None when help was asked for and said. UsageError when they are wrong."""
    parser = _build()
    if "-h" in argv or "--help" in argv or "--aide" in argv:
        say(_help(parser, argv).rstrip())
        return None
    args, rest = parser.parse_known_args(_verb_first(argv))
    if args.version:
        from desktop.version import NAME, version

        say(f"{NAME} {version()}")
        return None
    if args.verbe == "comparer":  # references on both sides of an option
        args.ref += [word for word in rest if not word.startswith("-")]
        rest = [word for word in rest if word.startswith("-")]
    if rest:
        raise UsageError(f"Argument inconnu\u00a0: {' '.join(rest)}. Voyez «\u00a0{_PROG} --aide\u00a0».")
    if args.verbe is None:
        raise UsageError(f"Commande inconnue. Choisissez parmi\u00a0: {', '.join(VERBES)}.")
    if args.verbe in ("comparer", "fiche"):
        _check_paper(args)
    if args.verbe == "maj" and args.action == "revenir" and args.depuis:
        raise UsageError("L’option --depuis ne va pas avec «\u00a0revenir\u00a0»\u00a0: retirez-la.")
    return args


def _verb_first(argv: list[str]) -> list[str]:
    """Move ``--instantane FICHIER`` and ``--onisep FICHIER`` behind the verb: they may stand before or after."""
    at = next((i for i, a in enumerate(argv) if a in VERBES and (i == 0 or argv[i - 1] not in _FILES)), None)
    return argv if at is None else [argv[at], *argv[:at], *argv[at + 1 :]]


def _build() -> _Parser:
    parser = _Parser(prog=_PROG, description="Comparer des formations, côte à côte, sans connexion.", add_help=False)
    parser.add_argument("--version", action="store_true", help="afficher la version du programme")
    verbs = parser.add_subparsers(dest="verbe", metavar="COMMANDE", parser_class=_Parser)
    chercher = _verb(verbs, "chercher", "Trouver des formations par leur nom, un diplôme, une ville ou un code.")
    chercher.add_argument("texte", metavar="TEXTE", type=_text, help="ce que l’on cherche")
    chercher.add_argument("--region", metavar="INSEE", type=_region, help="code INSEE de la région, par exemple 53")
    chercher.add_argument("--commune", metavar="INSEE", type=_commune, help="code INSEE de la commune de départ")
    chercher.add_argument("--rayon", metavar="KM", type=_positive, help="distance à vol d’oiseau, en kilomètres")
    chercher.add_argument("--voie", type=_voie, metavar="VOIE", help=" | ".join(VOIES))
    chercher.add_argument(
        "--diplome", metavar="DIPLÔME", help="«\u00a0CAP\u00a0», «\u00a0Bac pro\u00a0», «\u00a0BTS\u00a0»…"
    )
    chercher.add_argument("--sans-correction", action="store_true", help="chercher les mots tels qu’ils sont tapés")
    chercher.add_argument("--limite", metavar="N", type=_count, default=20, help="nombre de lignes (20)")
    for name, about, many in (
        ("comparer", "Mettre 2 à 6 formations côte à côte.", True),
        ("fiche", "Montrer une seule formation.", False),
    ):
        verb = _verb(verbs, name, about)
        verb.add_argument("ref", metavar="REF", nargs="*" if many else None, help="par exemple cfd:50022137@reg:53")
        for kind, what in FILES.items():
            verb.add_argument(f"--{kind}", metavar="FICHIER", type=_file, help=f"enregistrer {what}")
        verb.add_argument("--texte", action="store_true", help="écrire un texte de 500 caractères au plus, pour i-milo")
        _paper(verb)
        verb.add_argument("--onisep", metavar="FICHIER", type=_file, help="joindre les fiches Onisep de ce fichier")
    _verb(verbs, "instantane", "Dire quelles données sont chargées.")
    _maj(verbs)
    verb = _verb(verbs, "controle", "Vérifier que le programme et ses données fonctionnent.", json=False)
    verb.add_argument("--rapport", metavar="FICHIER", type=_file, help="écrire aussi le résultat dans ce fichier")
    return parser


def _maj(verbs: _SubParsersAction[_Parser]) -> None:
    """Add the verb that brings new data; it is about those of the computer, never about another file."""
    verb = _verb(verbs, "maj", "Mettre les données à jour, ou revenir à celles d’avant.", instantane=False)
    verb.add_argument("action", metavar="ACTION", type=_action, help=_ACTIONS)
    verb.add_argument("--depuis", metavar="URL_OU_DOSSIER", type=_source, help="dossier, clé, partage ou adresse https")


def _paper(verb: ArgumentParser) -> None:
    """Add what can be asked of the sheet."""
    verb.add_argument("--simple", action="store_true", help="fiche simple\u00a0: phrases courtes, sans pourcentage")
    verb.add_argument("--vous", action="store_true", help="dire «\u00a0vous\u00a0» sur la fiche simple")
    verb.add_argument("--sans-verso", action="store_true", help="laisser le dos de la fiche blanc")
    verb.add_argument("--langue", metavar="LANGUE", type=_langue, default="fr", help=" | ".join(LANGUES))
    verb.add_argument("--bilingue", action="store_true", help="garder le français à côté de l’autre langue")
    verb.add_argument("--depuis", metavar="INSEE", type=_commune, help="commune d’où compter les distances")


def _check_paper(args: Namespace) -> None:
    """Raise UsageError for an option of the sheet without a sheet, or a second language that is the first."""
    given = {"simple": args.simple, "vous": args.vous, "sans-verso": args.sans_verso, "bilingue": args.bilingue,
             "langue": args.langue != "fr", "depuis": args.depuis}  # fmt: skip
    lone = [name for name, value in given.items() if value]
    if lone and not any(getattr(args, kind) for kind in _SHEETS):
        _fail(f"L’option --{lone[0]} demande une fiche. Ajoutez «\u00a0--pdf\u00a0» ou «\u00a0--png\u00a0».")
    if args.vous and not args.simple:
        _fail("L’option --vous concerne la fiche simple. Ajoutez «\u00a0--simple\u00a0».")
    if args.bilingue and args.langue == "fr":
        _fail("L’option --bilingue demande une autre langue. Ajoutez par exemple «\u00a0--langue en\u00a0».")


def _verb(
    verbs: _SubParsersAction[_Parser], name: str, about: str, json: bool = True, instantane: bool = True
) -> _Parser:
    verb = verbs.add_parser(name, help=about, description=about, add_help=False, allow_abbrev=False)
    if instantane:
        verb.add_argument("--instantane", metavar="FICHIER", type=_file, help="utiliser un autre fichier de données")
    else:
        verb.set_defaults(instantane=None)
    if json:
        verb.add_argument("--json", action="store_true", help="écrire un document JSON")
    else:
        verb.set_defaults(json=False)
    verb.add_argument("--aide", action="store_true", default=SUPPRESS, help="afficher cette aide")
    return verb


def _help(parser: _Parser, argv: list[str]) -> str:
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            verb = next((a for a in argv if a in action.choices), None)
            if verb is not None:
                return str(action.choices[verb].format_help())
    return parser.format_help()


def _fail(message: str) -> NoReturn:
    raise UsageError(message)


def _text(text: str) -> str:
    """Return what was typed where the system's own encoding knows no accent (LC_ALL=C)."""
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text


def _file(text: str) -> str:
    if not text.strip():
        _fail("Le nom de fichier est vide. Écrivez-le après l’option.")
    return text


def _action(text: str) -> str:
    if text not in ACTIONS:
        known = ", ".join(ACTIONS)
        _fail(f"«\u00a0{text}\u00a0» n’est pas une action de «\u00a0maj\u00a0». Choisissez parmi\u00a0: {known}.")
    return text


def _source(text: str) -> str:
    if not text.strip():
        _fail("La source est vide. Écrivez après --depuis un dossier, une clé ou une adresse https.")
    return text


def _region(text: str) -> str:
    if not re.fullmatch("[0-9]{2}", text):
        _fail(
            f"Le code de région «\u00a0{text}\u00a0» est mal écrit. "
            "Donnez le code INSEE à deux chiffres, par exemple 53."
        )
    return text


def _commune(text: str) -> str:
    if not COMMUNE.fullmatch(text.upper()):
        _fail(
            f"Le code de commune «\u00a0{text}\u00a0» est mal écrit. "
            "Donnez le code INSEE à cinq caractères, par exemple 29019."
        )
    return text.upper()


def _positive(text: str) -> float:
    value = float(text.replace(",", ".")) if re.fullmatch("[0-9]{1,9}([.,][0-9]{1,9})?", text) else 0.0
    if not 0 < value <= 20_000:
        _fail(f"La distance «\u00a0{text}\u00a0» est mal écrite. Donnez un nombre de kilomètres plus grand que zéro.")
    return value


def _count(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) < 1:
        _fail(f"Le nombre de lignes «\u00a0{text}\u00a0» est mal écrit. Donnez un nombre entier plus grand que zéro.")
    return int(text)


def _voie(text: str) -> str:
    if text not in VOIES:
        _fail(f"La voie «\u00a0{text}\u00a0» n’existe pas. Choisissez parmi\u00a0: {', '.join(VOIES)}.")
    return text


def _langue(text: str) -> str:
    if text.lower() not in LANGUES:
        _fail(f"La langue «\u00a0{text}\u00a0» n’existe pas. Choisissez parmi\u00a0: {', '.join(LANGUES)}.")
    return text.lower()


def _french(message: str, prog: str) -> str:
    """Return one French sentence for a message of argparse, with what to do."""
    see = f"Voyez «\u00a0{prog} --aide\u00a0»."
    detail = message.rsplit(":", 1)[-1].strip()
    if "required" in message:
        return f"Il manque un argument\u00a0: {detail}. {see}"
    if "expected" in message:
        return f"Une option attend une valeur\u00a0: {message.split(':', 1)[0].replace('argument ', '')}. {see}"
    if "invalid choice" in message:
        return f"Commande inconnue. Choisissez parmi\u00a0: {', '.join(VERBES)}."
    return f"La commande est mal écrite. {see}"
