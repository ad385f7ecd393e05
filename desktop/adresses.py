"""Where one reads more: the official page of a formation, or the search for it, from ``resources/texts/adresses.toml``.

An address holds the name of a formation or one of its codes, nothing of the person (DOMAIN.md §8).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote_plus, urlsplit

if TYPE_CHECKING:
    from desktop.comparison import Colonne
    from desktop.facts import Formation

LONGEST = 200
"""Characters of an address, whatever it leads to."""
LEGIBLE = 120
"""Characters of an address with a name in it: beyond, the points of a code of 20 mm are too fine for a telephone."""

_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_NOT_A_WORD = re.compile(r"[^\w’'+.-]+")
_SMALL = 3
"""Letters of a word that says nothing at the end of a name cut short: « de », « et », « sur »."""
_WORD = 12
_TITRE = re.compile(r"[0-9]{2}[A-Z]")


class Adresse(NamedTuple):
    """``url`` goes in the code, ``courte`` is short enough to be typed, ``quoi`` says what one finds there."""

    url: str
    courte: str
    quoi: str


def adresse(colonne: Colonne) -> Adresse:
    """Return where a formation somewhere leads: its page when a code of ours names it there, else the search for it."""
    return adresse_formation(colonne.formation)


def adresse_formation(formation: Formation) -> Adresse:
    """Return where a formation leads, wherever it is prepared."""
    if formation.type_code == "parcoursup":
        if formation.code.isdecimal():
            return _filled("parcoursup_fiche", code=formation.code)
        return _named("parcoursup_recherche", formation.libelle)
    if formation.rncp and formation.cfd and _TITRE.match(formation.cfd):
        return _filled("rncp", code=formation.rncp)
    return recherche(formation.libelle)


def recherche(libelle: str) -> Adresse:
    """Return the search for a formation by its name, for one that has no code here: a spécialité, a next diploma."""
    return _named("onisep", libelle)


def site(nom: str) -> Adresse:
    """Return the front page of a site of the table: ``inserjeunes``, ``affelnet``, ``alternance``. KeyError else."""
    return _filled(nom)


@cache
def table() -> dict[str, Adresse]:
    """Return the addresses with their blanks, by name."""
    return {nom: Adresse(row["url"], row["courte"], row["quoi"]) for nom, row in _read().items() if nom != "hotes"}


@cache
def hotes() -> frozenset[str]:
    """Return the hosts that an address may have: official ones."""
    return frozenset(_read()["hotes"])


def faults(url: str) -> list[str]:
    """Return what is wrong with the form of an address, nothing when all is right."""
    parts = urlsplit(url)
    checks = {
        "not https": parts.scheme == "https",
        "foreign host": parts.netloc in hotes(),
        "too long": len(url) <= LONGEST,
        "not percent-encoded": re.fullmatch(r"(?:[A-Za-z0-9:/?=&+._~-]|%[0-9A-F]{2})+", url) is not None,
        "tracking": not re.search(r"[?&](?:utm_|at_|xtor|caller|gclid|fbclid)", url) and not parts.fragment,
    }
    return [fault for fault, right in checks.items() if not right]


def _named(nom: str, libelle: str) -> Adresse:
    """Fill in a name, as many of its words as an address that stays legible can hold."""
    cleaned = _NOT_A_WORD.sub(" ", _ASIDE.sub("", libelle).replace("’", "'"))
    words = [word for word in cleaned.split() if word[0].isalnum() or word[-1].isalnum()]
    for count in range(len(words), 1, -1):
        found = _filled(nom, mots=quote_plus(" ".join(words[:count])))
        if len(found.url) <= LEGIBLE and (count == len(words) or len(words[count - 1]) > _SMALL):
            return found
    return _filled(nom, mots=quote_plus(words[0][:_WORD]) if words else "")


def _filled(nom: str, **blanks: str) -> Adresse:
    found = table()[nom]
    return found._replace(url=found.url.format(**blanks))


@cache
def _read() -> dict[str, Any]:
    import tomllib  # for this question only

    text = files("resources").joinpath("texts", "adresses.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
