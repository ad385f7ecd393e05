"""How accented French texts write each word: the forms of a word, its neighbours, and what a capital may hide."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from data_bundle.folding import fold

PART_CLAIRE = 0.9
"""Least share of one written form to settle an ambiguous word."""

WORD = re.compile(r"[^\W_]+")
_SPELLINGS = str.maketrans("èûî", "éui")
"""What the spelling of 1990 made optional, or common usage leaves open."""

_OPENING = frozenset(".:/(–-;")
"""What a capital may follow without being a proper name."""

Token = tuple[str, str, bool]
"""Folded word, written form, and whether that form is sure (a capital may hide an accent)."""


def most(forms: Counter[str]) -> tuple[str, int]:
    """Return the most frequent form and its count; between equals, the last of the alphabet (accents)."""
    return max(forms.items(), key=lambda item: (item[1], item[0]))


def plain_initial(token: str) -> bool:
    """Tell whether the first letter may have lost its accent to being a capital (« Etudes », « Ile »)."""
    return token[0] in "EI" and token[1:].islower()


def is_cut(text: str, word: re.Match[str]) -> bool:
    """Tell whether a point cuts the word short (« PLURIV.SANITAIRES »)."""
    return len(word.group()) > 1 and text[word.end() : word.end() + 1] == "."


def contexts(words: Sequence[str], i: int) -> tuple[tuple[str, ...], ...]:
    """Return the neighbourhoods of word ``i``: three of two neighbours, then two of one."""
    w, last = words[i], len(words) - 1
    before = words[i - 1] if i else "^"
    after = words[i + 1] if i < last else "$"
    return (
        ("<<", words[i - 2] if i > 1 else "^", before, w),
        ("<>", before, w, after),
        (">>", w, after, words[i + 2] if i + 1 < last else "$"),
        ("<", before, w),
        (">", w, after),
    )


class _Folded(dict[str, str]):
    """Folded words, each folded once: the same few thousands come back all the time."""

    def __missing__(self, token: str) -> str:
        self[token] = fold(token)
        return self[token]


def tokens(text: str, folded: Mapping[str, str]) -> Iterator[Token]:
    """Yield the words of a text in sentence case; a capital that only the place explains is lowered."""
    start, end = True, 0
    for match in WORD.finditer(text):
        token = match.group()
        word = folded[token]
        start = start or not _OPENING.isdisjoint(text[end : match.start()])
        end = match.end()
        if word and " " not in word and not is_cut(text, match):
            if token[0].isupper() and token[1:].islower():
                yield word, token.lower() if start else token, not plain_initial(token)
            else:
                yield word, token.lower() if start and len(token) == 1 else token, True
        start = False


class Forms:
    """The written forms of each folded word in a heap of texts, and next to which words each form stands."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.of: dict[str, Counter[str]] = defaultdict(Counter)
        self.initials: dict[str, Counter[str]] = defaultdict(Counter)
        self.around: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        known = _Folded()
        mixed = [text for text in sorted(set(texts)) if not text.isupper()]
        kept = [self._count(list(tokens(text, known))) for text in mixed if not text.isascii()]
        for text in mixed:
            if text.isascii() and text[:1].isupper():
                plain = list(tokens(text, known))
                if not self._contradicts(plain):
                    kept.append(self._count(plain))
        same = {w: _merged(forms) for w, forms in self.of.items() if len(forms) > 1}
        for w, spelling in same.items():
            forms, self.of[w] = self.of[w], Counter()
            for form, count in forms.items():
                self.of[w][spelling[form]] += count
        for found in kept:
            folded = [w for w, _, _ in found]
            for i, (w, form, sure) in enumerate(found):
                if sure and len(self.of[w]) > 1:
                    for place in contexts(folded, i):
                        self.around[place][same[w][form]] += 1

    def _count(self, found: list[Token]) -> list[Token]:
        for w, form, sure in found:
            (self.of if sure else self.initials)[w][form] += 1
        return found

    def _contradicts(self, found: Iterable[Token]) -> bool:
        """Tell whether an unaccented text is merely one that lost its accents (« Carrieres sanitaires »)."""
        for w, form, _ in found:
            forms = self.of.get(w)
            if forms and form.isascii() and len(w) > 1:
                accented = sum(n for f, n in forms.items() if not f.isascii())
                if accented >= PART_CLAIRE * forms.total():
                    return True
        return False


def _merged(forms: Counter[str]) -> dict[str, str]:
    """Return for each written form the one that stands for it.

    Both spellings of one word are one (« événement » and « évènement », « oeuvre » and « œuvre »), and so are capitals
    that are no more frequent than lower case (a title, a heading).
    """
    ranked = sorted(forms, key=lambda f: ("oe" in f, -forms[f], f))
    stands: dict[str, str] = {}
    spelling: dict[str, str] = {}
    for form in ranked:
        stands[form] = spelling.setdefault(form.translate(_SPELLINGS).replace("oe", "œ"), form)
    totals: Counter[str] = Counter()
    for form, kept in stands.items():
        totals[kept] += forms[form]
    return {form: k.lower() if totals[k.lower()] >= totals[k] else k for form, k in stands.items()}
