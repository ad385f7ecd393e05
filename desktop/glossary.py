"""The glossary: short entries, offline, found by what people type, and the entry of each row of the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from data_bundle.folding import fold

DEFAUT = "sortants"
LIGNES = {
    "tete": "voie",
    "parts": "part",
    "etablissement": "uai",
    "sortants": "sortants",
    "attendu": "attendu",
    "entree": "affelnet",
    "acces": "taux-acces",
    "lieu": "uai",
    "reussite": "attendu",
    "salaire": "salaire",
    "rupture": "contrat-rompu",
    "superieur": "insersup",
    "metiers": "rome",
    "apres": "niveau-diplome",
    "onisep": "onisep",
}
"""The entry at which the help on a row opens, by row of the comparison."""


@dataclass(frozen=True, slots=True)
class Entree:
    """An entry: its word, what it means, other words that lead to it, and the entries to see too.

    ``court`` says it in a few words after a colon, for the back of a sheet; empty where paper never needs it.
    """

    cle: str
    mot: str
    texte: str
    aussi: tuple[str, ...] = ()
    voir: tuple[str, ...] = ()
    court: str = ""


@cache
def glossary() -> tuple[Entree, ...]:
    """Return every entry in alphabetical order. ``resources/texts/glossaire.toml`` is read once."""
    import tomllib  # for this question only

    text = files("resources").joinpath("texts", "glossaire.toml").read_text(encoding="utf-8")
    entries = [
        Entree(
            cle,
            one["mot"],
            one["texte"].strip(),
            tuple(one.get("aussi", ())),
            tuple(one.get("voir", ())),
            one.get("court", ""),
        )
        for cle, one in tomllib.loads(text).items()
    ]
    return tuple(sorted(entries, key=lambda entree: fold(entree.mot.strip("«\u00a0»"))))


def entry(cle: str) -> Entree | None:
    """Return an entry by its key, None when there is none."""
    return next((one for one in glossary() if one.cle == cle), None)


def entry_of_row(rangee: str) -> str:
    """Return the key of the entry of a row of the comparison."""
    return LIGNES.get(rangee, DEFAUT)


def search(text: str) -> tuple[Entree, ...]:
    """Return the entries that hold every word typed: those whose own word does first, accents and case aside."""
    wanted = fold(text).split()
    if not wanted:
        return glossary()
    names = [(one, fold(" ".join((one.mot, *one.aussi)))) for one in glossary()]
    first = [one for one, name in names if all(word in name for word in wanted)]
    rest = [one for one, name in names if one not in first and all(w in f"{name} {fold(one.texte)}" for w in wanted)]
    return (*first, *rest)
