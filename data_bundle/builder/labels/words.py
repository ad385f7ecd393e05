"""Accents and case given back to words in capitals, from what accented texts write.

A word that the texts always write one way takes that way. A word that they write in several ways (« contrôle » and
« contrôlé », « État » and « état ») is settled by its neighbours, then by a clear majority. Nothing is guessed: an
unknown or undecided word stays plain and is reported, because a wrong accent is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_bundle.builder.labels.forms import PART_CLAIRE, WORD, Forms, contexts, is_cut, most, plain_initial
from data_bundle.folding import fold

REPARATION_MIN = 3
"""Least number of times that the texts write an accented form before it mends one that lost its accents."""

SIGLE_MAX = 6
"""Most letters of an unknown word in brackets that is left in capitals."""

_OPTION_LETTER = re.compile(r"[A-G]")
_OPTION_WORDS = {"option", "options", "dominante", "champ", "parcours"}
_ROMAN = re.compile(r"(?:XX|XV?I{0,3}|XIV|IX|IV|VI{0,3}|III?)")
_VOWEL = re.compile(r"[aeiouy]")
_LINKS = {"de", "du", "des", "d", "l", "la", "le", "les", "et", "en", "a", "au", "aux", "pour", "sur"}
_FEMININE = {
    "e": "e", "es": "es", "ne": "ne", "se": "se", "le": "le", "te": "te", "ve": "ve", "trice": "trice",
    "rice": "rice", "ice": "ice", "euse": "euse", "ere": "ère", "iere": "ière", "sseuse": "sseuse",
}  # fmt: skip
_ORDINALS = {
    "1ere": "1re", "1er": "1er", "1re": "1re", "2nde": "2de", "2de": "2de", "2eme": "2e", "3eme": "3e", "2e": "2e",
    "3e": "3e", "4e": "4e",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restored:
    """A text given back its accents and case, and its words (folded) that nothing settled."""

    text: str
    doute: tuple[str, ...]


class Vocabulary:
    """What accented texts in sentence case teach about words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._forms = Forms(texts)

    def knows(self, word: str) -> bool:
        """Tell whether the texts write the folded ``word``."""
        return word in self._forms.of or word in self._forms.initials

    def form(self, words: Sequence[str], i: int) -> str | None:
        """Return how to write the folded word ``i`` of ``words``, or None when nothing settles it."""
        word = words[i]
        forms = self._forms.of.get(word)
        if not forms:
            accented = [f for f in self._forms.initials.get(word, ()) if not f.isascii()]
            return accented[0] if len(accented) == 1 else None
        if len(forms) == 1:
            return next(iter(forms))
        around = [self._forms.around.get(place, Counter()) for place in contexts(words, i)]
        for seen in (sum(around[:3], Counter()), sum(around[3:], Counter()), forms):
            if seen:
                best, count = most(seen)
                if count >= PART_CLAIRE * seen.total():
                    return best
        return None

    def restore(self, text: str) -> Restored:
        """Return ``text`` (capitals, few accents) in lower case with accents, acronyms kept."""
        found = list(WORD.finditer(text))
        words = [fold(match.group()) for match in found]
        doubtful: list[str] = []
        out: list[str] = []
        end = 0
        for i, match in enumerate(found):
            form = self._by_shape(text, found, words, i) or self.form(words, i) or self._inflected(words, i)
            if form is None or is_cut(text, match):
                doubtful.append(words[i])
                short = _is_bracketed(text, match) and len(words[i]) <= SIGLE_MAX
                form = match.group() if short else match.group().lower()
            out += [text[end : match.start()], form]
            end = match.end()
        return Restored("".join(out) + text[end:], tuple(doubtful))

    def mended(self, text: str) -> str:
        """Return an accented ``text`` with the accents that a few of its words lost, where usage leaves no doubt."""

        def one(match: re.Match[str]) -> str:
            token = match.group()
            forms = self._forms.of.get(fold(token))
            if not forms or not (token.islower() or token[1:].islower()):
                return token
            best, count = most(forms)
            if not best.islower() or count < REPARATION_MIN or count < PART_CLAIRE * forms.total():
                return token
            lost = token.isascii() and (token.islower() or plain_initial(token))
            form = best if lost else token.lower()
            return form[0].upper() + form[1:] if not match.start() and token[0].isupper() else form

        return WORD.sub(one, text)

    def _by_shape(self, text: str, found: Sequence[re.Match[str]], words: Sequence[str], i: int) -> str | None:
        """Return the form that the shape or the place of the word decides by itself."""
        token, word, start = found[i].group(), words[i], found[i].start()
        unknown = word not in self._forms.of
        if word in _ORDINALS:
            return _ORDINALS[word]
        if any(c.isdigit() for c in token):
            return token
        if i and _OPTION_LETTER.fullmatch(token) and words[i - 1] in _OPTION_WORDS:
            return token
        if start and text[start - 1] == "(" and word in _FEMININE:
            return _FEMININE[word]
        if len(word) == 1:
            elided = text[start + 1 : start + 2] in {"'", "’"}
            return "à" if word == "a" else token.lower() if elided else token
        if token.isupper() and (unknown or _is_bracketed(text, found[i])) and word in _initials_of(words, i):
            return token
        if _ROMAN.fullmatch(token) or (token.isupper() and unknown and not _VOWEL.search(word)):
            return token
        return None

    def _inflected(self, words: Sequence[str], i: int) -> str | None:
        """Return the form taken from another number or gender of the word, when only that one is known."""
        word = words[i]
        if len(word) < 4 or word in self._forms.of:
            return None
        plural = "s" if word.endswith("s") else ""
        single = word.removesuffix("s")
        form = self._known(words, i, single if plural else word + "s")
        if form is not None:
            return form + "s" if plural else form[:-1]
        if single.endswith("ee"):
            form = self._known(words, i, single[:-1]) or self._known(words, i, single[:-1] + "s")
            form = form.removesuffix("s") if form else None
            return f"{form}e{plural}" if form and form.endswith("é") else None
        return None

    def _known(self, words: Sequence[str], i: int, instead: str) -> str | None:
        """Return the lower-case form of ``instead`` in the place of word ``i``."""
        form = self.form([*words[:i], instead, *words[i + 1 :]], i)
        return form if form and form.islower() else None


def _is_bracketed(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word stands alone in brackets, as acronyms and names do."""
    return text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")"


def _initials_of(words: Sequence[str], i: int) -> set[str]:
    """Return the acronyms that the words before or after ``i`` could make: « gestion … administrations GEA »."""
    found = set()
    for side in (words[:i], words[i + 1 :]):
        for kept in (side, [w for w in side if w not in _LINKS]):
            letters = "".join(w[:1] for w in kept)
            found |= {letters[a:b] for a in range(len(letters)) for b in range(a + 3, len(letters) + 1)}
    return found
