"""Finding the commune of an establishment from a town or from the end of its name."""

from __future__ import annotations

import re

from data_bundle.builder.read_annuaire import Adresse
from data_bundle.builder.read_cog import Cog, Commune
from data_bundle.folding import fold

_CEDEX = re.compile(r"\bcedex\b.*$")
_DISTRICT = re.compile(r" \d{1,2}(?:e|er|eme)?(?: arrondissement)?$")
_SAINT = re.compile(r"\b(st|ste)\b")
_LEADING = frozenset({"de", "du", "des", "d", "a", "au", "aux", "site", "sur"})
_LARGE = 20_000
_WORD = re.compile(r"[0-9A-Za-zÀ-ÿŒœ]+")


def of_town(cog: Cog, departement: str, adresse: Adresse) -> Commune | None:
    """Return the commune of an address: by its code, else by the name of its town in the département."""
    if adresse.commune:
        return cog.commune(adresse.commune)
    if not adresse.ville:
        return None
    name = _DISTRICT.sub("", _CEDEX.sub("", fold(adresse.ville)).strip())
    found = _named(cog, departement, name)
    if found is None and adresse.code_postal:
        same = cog.par_code_postal.get(adresse.code_postal, [])
        found = same[0] if len(same) == 1 and same[0].departement == departement else None
    return found


def of_departement(cog: Cog, departement: str) -> Commune | None:
    """Return the commune of a département that has only one: Paris."""
    return cog.seules.get(departement)


def of_name(cog: Cog, departement: str, name: str) -> Commune | None:
    """Return the commune that the name of an establishment ends with, if the name says so plainly.

    The longest end wins. It must be in capitals after small letters, or follow « de », « à », a dash or a comma, or
    have three words, or be a town of 20 000 people: « Lycée Saint-Jean » is not in Saint-Jean.
    """
    words = list(_WORD.finditer(name))
    for first in range(max(0, len(words) - 8), len(words)):
        end, before = name[words[first].start() :], name[: words[first].start()]
        found = _named(cog, departement, fold(end)) or _contracted(cog, departement, before, end)
        if found is None:
            continue
        shouted = end == end.upper() and before != before.upper()
        long = len(fold(end).split()) >= 3
        if shouted or long or _introduced(before) or (found.population or 0) >= _LARGE:
            return found
    return None


def _contracted(cog: Cog, departement: str, before: str, end: str) -> Commune | None:
    """Return Le Tampon for « … du Tampon »."""
    article = {"du": "le", "au": "le", "des": "les", "aux": "les"}.get(fold(before).rpartition(" ")[2])
    return _named(cog, departement, f"{article} {fold(end)}") if article else None


def _introduced(before: str) -> bool:
    """Tell whether what stands before leads to a place: « … de », « … à », « …, », « … - »."""
    last = fold(before).rpartition(" ")[2]
    return last in _LEADING or before.endswith((", ", "- ", " -", "– ", "("))


def _named(cog: Cog, departement: str, name: str) -> Commune | None:
    found = cog.par_nom.get((departement, name))
    if found is None and _SAINT.search(name):
        found = cog.par_nom.get((departement, _SAINT.sub(lambda m: {"st": "saint", "ste": "sainte"}[m[1]], name)))
    return found
