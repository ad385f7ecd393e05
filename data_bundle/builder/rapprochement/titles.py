"""What two labels must have in common to name the same diploma: the words of their titles, nothing looser.

Link words, plurals, brackets with an acronym and the writing of options are set aside; a slip of the pen is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from data_bundle.builder.formations import Formation
from data_bundle.builder.labels.diplomas import split_bcn
from data_bundle.builder.labels.titles import content
from data_bundle.folding import fold

Key = tuple[str, ...]
"""What a title says, in one of two forms: the strict one first."""

_ACRONYM = re.compile(r"\([^()\s]*\)")
_COMMUNE = re.compile(r"\(?\s*1\s?(?:[èe]re|re)\s+ann[ée]e\s+commune\s*\)?", re.IGNORECASE)
_VARIANT = re.compile(
    r"\s*[,(–-]?\s*\b(?:enti[èe]rement en distanciel|en distanciel|parcours|en 3 ans|r[ée]serv[ée]e?s?|"
    r"internat obligatoire|seconde année|horaires aménagés|section aménagée|destinée? aux)\b.*$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\ben (\d) ans\b", re.IGNORECASE)
_LETTER = re.compile(r"^opt_[a-g]$")
_OPTION = frozenset({"opt", "option"})
_SAME = {
    "licence generale": "licence",
    "licence professionnelle": "licence pro",
    "bachelor universitaire de technologie": "but",
    "certificat de specialisation": "cs",
    "bts agricole": "btsa",
}
"""Names of one diploma, folded."""


def diplome_key(diplome: str) -> str:
    """Return what all the names of a diploma have in common."""
    folded = fold(diplome)
    return _SAME.get(folded, folded)


def titles_of(formation: Formation) -> list[str]:
    """Return every title that a formation of a nomenclature bears: ours, and the source's own."""
    title = formation.libelle_officiel
    if formation.cfd:
        title = split_bcn(formation.cfd[:3], title)[0]
    return [_COMMUNE.sub(" ", text) for text in dict.fromkeys((formation.intitule, title))]


def title_of(intitule: str) -> tuple[str, bool, int | None]:
    """Return (title, whether it says a shared first year, length in years when it says one) of a line of Parcoursup.

    What makes the line precise without making another diploma (« parcours Marine nationale », « entièrement en
    distanciel », « réservé aux mises à niveau ») is left aside, so that two such lines count as two of one diploma.
    """
    years = _YEARS.search(intitule)
    title = _VARIANT.sub("", _COMMUNE.sub(" ", intitule))
    return title, bool(_COMMUNE.search(intitule)), int(years[1]) if years else None


def keys(title: str) -> Iterator[Key]:
    """Yield what a title says: its words; then, run together (« audio-visuel »), all but the letter of an option."""
    stems = [stem for stem, _ in content(_ACRONYM.sub(" ", title)) if stem not in _OPTION]
    without = [stem for stem in stems if not _LETTER.match(stem)]
    yield ("words", *sorted(stems))
    yield ("run together", "".join(without))
