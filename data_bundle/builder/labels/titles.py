"""The title inside a label: its typography, whether two say the same, accented titles found whole in the texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from data_bundle.builder.labels.diplomas import without_diplome
from data_bundle.folding import fold

_LINKS = {
    "de", "du", "des", "d", "l", "la", "le", "les", "et", "en", "a", "au", "aux", "pour", "sur", "par",
    "option", "options", "specialite", "mention", "spe",
}  # fmt: skip
_GENDER = re.compile(r"\s?\((?:ne|e|trice|rice|euse|se|ere|ère|sseuse|iere|ière)\)", re.IGNORECASE)
_OPTION_LETTER = re.compile(r"\b(?:options?|op|opt) ([a-g])\b")
_OPTION = re.compile(
    r"\s*[,:(–-]?\s+(\()?(option|spécialité|mention|dominante)\s*:?\s+(?:([A-G])\b\s*[:–-]?\s*)?", re.IGNORECASE
)
_NEAR = 0.88
"""Least likeness of two words that differ by a slip of the pen (« ascenceurs », « coordinateur »)."""


def content(text: str) -> list[tuple[str, str]]:
    """Return (stem, folded word) for the words that carry the meaning of a title.

    No link words; a stem has neither plural nor feminine ending, and a letter of an option is a word of its own.
    """
    words = _OPTION_LETTER.sub(r"option opt_\1", fold(_GENDER.sub("", text))).split()
    return [(re.sub(r"e$", "", re.sub(r"[sx]$", "", w)), w) for w in words if w not in _LINKS]


def same_title(ours: str, theirs: str, known: Callable[[str], bool] = lambda word: False) -> bool:
    """Tell whether two titles say the same words, whatever their links, endings, hyphens and slips of the pen.

    A slip is a word of ``ours`` that is not ``known`` (folded) and looks like one of ``theirs``: « ascenceurs »; but an
    électricien is no électronicien. An option, a mention or a spécialité more or less makes another title.
    """
    first, second = content(ours), [stem for stem, _ in content(theirs)]
    stems = [stem for stem, _ in first]
    if sorted(stems) == sorted(second) or "".join(stems) == "".join(second):
        return True
    left, right = Counter(stems) - Counter(second), Counter(second) - Counter(stems)
    rest, others = sorted(left.elements()), sorted(right.elements())
    slips = {stem for stem, word in first if not known(word)}
    return len(rest) == len(others) and all(x in slips and _near(x, y) for x, y in zip(rest, others, strict=True))


def _near(a: str, b: str) -> bool:
    return a[0] == b[0] and min(len(a), len(b)) > 4 and SequenceMatcher(None, a, b).ratio() >= _NEAR


def typography(text: str) -> str:
    """Return ``text`` with French apostrophes, dashes, quotes and no-break spaces (DOMAIN.md §7.2)."""
    text = text.replace("'", "’").replace("\u00a0", " ")
    text = re.sub(r'"\s*([^"]*?)\s*"', "«\u00a0\\1\u00a0»", text)
    text = re.sub(r"’\s+", "’", re.sub(r"\s+", " ", text))
    text = text.replace(" - ", " – ")
    text = re.sub(r"\s*,\s*", ", ", text)
    text = re.sub(r"\(\s+", "(", re.sub(r"\s+\)", ")", text))
    text = re.sub(r"\s*([:;!?»%])\s*", "\u00a0\\1 ", re.sub(r"«\s*", "«\u00a0", text))
    return re.sub(r" ([,)])", r"\1", text).strip(" ,–")


def intitule_of(text: str) -> str:
    """Return a title in sentence case, its options said after a comma: « …, option A voitures particulières »."""
    opened = 0

    def option(match: re.Match[str]) -> str:
        nonlocal opened
        opened += match.group(1) is not None
        letter = f"{match.group(3)} " if match.group(3) else ""
        return f", {match.group(2).lower()} {letter}"

    text = _OPTION.sub(option, _GENDER.sub(lambda m: m.group().strip(), text))
    for _ in range(opened):
        head, _, tail = text.rpartition(")")
        text = head + tail if head else text
    text = typography(text)
    return text[:1].upper() + text[1:]


class Titles:
    """Accented titles that the texts hold whole, found by their folded words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_words: dict[str, Counter[str]] = defaultdict(Counter)
        self._families: dict[str, Counter[str]] = defaultdict(Counter)
        for text in texts:
            title = without_diplome(text)
            if not title.isascii():
                self._by_words[fold(title)][title] += 1
                if title.startswith("Métiers d"):
                    self._families["".join(stem for stem, _ in content(title)[1:])][title] += 1

    def find(self, title: str) -> str | None:
        """Return the title that has the same folded words, in the writing that the texts use most."""
        return _most_written(self._by_words.get(fold(title)))

    def family(self, title: str) -> str | None:
        """Return the name of a famille de métiers that BCN shortens: « PRODUCTIONS » is « Métiers des productions »."""
        return _most_written(self._families.get("".join(stem for stem, _ in content(title))))


def _most_written(found: Counter[str] | None) -> str | None:
    return max(found.items(), key=lambda item: (item[1], item[0]))[0] if found else None
