"""The words of a paragraph said in another language: the same emphasis, the names that stay French marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.langues.marques import gras, morceaux
from desktop.sheet.fonts import BOLD, EN_FRANCAIS
from desktop.sheet.fonts import langue as langue_de

if TYPE_CHECKING:
    from desktop.langues.langue import Langue
    from desktop.sheet.text import Span

Spans = tuple["Span", ...]


def said(langue: Langue, spans: Spans) -> Spans:
    """Return a paragraph translated as a whole, else span by span; unknown sentences stay French, marked so."""
    if not any(span.words.strip() for span in spans):
        return spans
    if any(langue_de(span.font) for span in spans):
        return _each(langue, spans) or spans
    plain = {(span.font, span.colour) for span in spans if span.font != BOLD and span.words.strip()}
    ways = (_whole, _each) if len(plain) <= 1 else (_each, _whole)
    for way in ways:
        if (found := way(langue, spans)) is not None:
            return found
    return tuple(part for span in spans for part in _styled(span, langue.dire(span.words)))


def _each(langue: Langue, spans: Spans) -> Spans | None:
    found: list[Span] = []
    for span in spans:
        if langue_de(span.font):  # French on purpose
            found.append(span)
            continue
        words = langue.traduire(span.words) if span.words else ""
        if words is None:
            return None
        found += _styled(span, words)
    return tuple(found)


def _whole(langue: Langue, spans: Spans) -> Spans | None:
    text = "".join(_marked(span) for span in spans)
    words = langue.traduire(text)
    if words is None:
        return None
    strong = next((span for span in spans if span.font == BOLD), spans[0])
    plain = next((span for span in spans if span.font != BOLD and span.words.strip()), spans[0])
    found = []
    for part in morceaux(words):
        span = strong if part.gras else plain
        found.append(span._replace(words=part.mots, font=EN_FRANCAIS[span.font] if part.francais else span.font))
    return tuple(found)


def _marked(span: Span) -> str:
    """Return the words with marks around the bold ones, the spaces at their end outside."""
    if span.font != BOLD:
        return span.words
    words = span.words.rstrip(" ")
    return gras(words) + span.words[len(words) :]


def _styled(span: Span, words: str) -> Spans:
    return tuple(
        span._replace(words=part.mots, font=EN_FRANCAIS[span.font] if part.francais else span.font)
        for part in morceaux(words)
    )
