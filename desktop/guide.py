"""The guide that is read inside the program: pages in Markdown, their parts, the links between them, words found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import resources

START, ADMIN, NEWS = "premier-entretien", "administrer", "nouveautes"
"""Where each line of the help menu opens the guide."""
PAGES = (
    START,
    "lire-une-case",
    "la-fiche",
    "exporter",
    "mettre-a-jour",
    "depannage",
    "vie-privee",
    "installer",
    ADMIN,
    NEWS,
)
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?:([a-z0-9-]+)\.md)?(?:#(.+))?")
_PLAIN = {"’": "'", "\u00a0": " ", "\u202f": " "}


@dataclass(frozen=True, slots=True)
class Partie:
    """A part of a page: the anchor of its heading, and what it says."""

    ancre: str
    titre: str


@dataclass(frozen=True, slots=True)
class PageGuide:
    """A page: its Markdown, its title, and its parts in order."""

    ref: str
    titre: str
    texte: str
    parties: tuple[Partie, ...]


@cache
def pages() -> tuple[PageGuide, ...]:
    """Return every page in the order in which they are read; the files are read once."""
    return tuple(_read(ref) for ref in PAGES)


def page(ref: str) -> PageGuide | None:
    """Return a page by its name, None when there is none."""
    return next((one for one in pages() if one.ref == ref), None)


def anchor(title: str) -> str:
    """Return the anchor of a heading, as forges write it too: ``Sur une clé`` → ``sur-une-clé``."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def target(link: str, here: str) -> tuple[str, str] | None:
    """Return the page and the anchor, empty for its top, that a link on page ``here`` leads to; None outside."""
    found = _LINK.fullmatch(link)
    where = page(found[1] or here) if found and link else None
    if found is None or where is None:
        return None
    known = {"", *(part.ancre for part in where.parties)}
    return (where.ref, found[2] or "") if (found[2] or "") in known else None


def hits(text: str, wanted: str) -> tuple[int, ...]:
    """Return where ``wanted`` begins in ``text``, accents, case and kinds of spaces aside; none for nothing typed."""
    sought, within = _even(wanted).strip(), _even(text)
    if not sought:
        return ()
    return tuple(found.start() for found in re.finditer(re.escape(sought), within))


def _even(text: str) -> str:
    """Return a text of the same length in plain small letters."""
    return "".join(_PLAIN.get(sign) or unicodedata.normalize("NFD", sign)[0].lower()[0] for sign in text)


def _read(ref: str) -> PageGuide:
    text = resources.path(f"texts/guide/{ref}.md").read_text(encoding="utf-8")
    headings = [(len(found[1]), found[2]) for found in _HEADING.finditer(_FENCE.sub("", text))]
    title = next(said for level, said in headings if level == 1)
    return PageGuide(ref, title, text, tuple(Partie(anchor(said), said) for level, said in headings if level == 2))
