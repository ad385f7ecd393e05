"""What the back page explains: the three silhouettes, the signs of this very sheet, its two kinds of figures, doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.doubt_words import NEITHER
from desktop.figures import Figure
from desktop.glossary import entry
from desktop.sheet import silhouettes
from desktop.sheet.boxes import Box, Items, Stack
from desktop.sheet.look import Look
from desktop.sheet.pen import Pen
from desktop.sheet.text import bold
from desktop.sheet.verso_flow import Hung, headed
from desktop.typography import NBSP, pourcent
from desktop.verdict_words import EGAL_PHRASE
from desktop.wording import D1, D2, D3, D4, GLYPHES, fourchettes, manque_court, plage_courte

OUTCOMES = (("Travaillent", D2), ("Étudient", D1), ("Autres situations", D3))
BAR = f"Trait épais{NBSP}: le chiffre. Rectangle{NBSP}: la fourchette."
NOT_YET = f"Pas encore connu{NBSP}: cette promotion n’a pas été suivie assez longtemps."
TITRE_SILHOUETTES = "Les trois silhouettes"
_TALL = 26.0


class Person:
    """One silhouette."""

    def __init__(self, outcome: int) -> None:
        self._outcome = outcome

    def height(self, width: float) -> float:
        """Return its height."""
        return _TALL + 2

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw it."""
        silhouettes.person(pen, self._outcome, x, top - _TALL - 2, _TALL)


def people(look: Look) -> Box:
    """Return the three silhouettes, each with what it counts (DOMAIN.md D1 to D3)."""
    rows = [
        Hung(Person(outcome), Stack((look.text(bold(word)), look.text(means))), 30.0)
        for outcome, (word, means) in enumerate(_meanings())
    ]
    return headed(look, TITRE_SILHOUETTES, rows)


def outcomes(look: Look) -> Box:
    """Return what the three silhouettes count, in words alone."""
    rows = [look.text(bold(word), f"{NBSP}: {means[:1].lower()}{means[1:]}") for word, means in _meanings()]
    return headed(look, TITRE_SILHOUETTES, rows)


def signs(look: Look, gaps: Iterable[Figure], substitute: bool, equal: bool) -> Box | None:
    """Return the glyphs of this sheet, each with its gaps in short: the cells, or the lines under them, say why.

    None when the sheet has none.
    """
    found: dict[str, dict[str, None]] = {}
    for figure in gaps:
        found.setdefault(GLYPHES[figure.statut], {})[_sentence(figure)] = None
    rows = [look.text(" ".join(sentences), icon=glyph) for glyph, sentences in found.items()]
    if substitute:
        rows.append(look.text(_upper(_court("niveau")), icon="repli"))
    if equal:
        rows.append(look.text(EGAL_PHRASE, icon="incertitude"))
    return headed(look, "Les signes", [Items(tuple(rows), look.row + 1)]) if rows else None


def two_figures(look: Look) -> Box:
    """Return why a part and a rate are not read together."""
    every = look.text(bold(f"Part «{NBSP}Travaillent{NBSP}»"), f"{NBSP}: {_court('part')}")
    leavers = look.text(bold("Emploi des sortants"), f"{NBSP}: {D4[:1].lower()}{D4[1:]}")
    return headed(look, "Deux chiffres à ne pas mélanger", [every, leavers])


def doubt(look: Look, figures: Sequence[Figure]) -> Box | None:
    """Return how a range of this sheet is read (DOMAIN.md §6.3), None when it has none."""
    first = next((f for f in figures if f.plage), None)
    said = fourchettes(figures)
    if first is None or said is None:
        return None
    example = f"«{NBSP}{pourcent(first.valeur or 0)}, {plage_courte(first)}{NBSP}»."
    return headed(look, "Le doute", [look.text(f"{example} {said} {NEITHER} {BAR}")])


def _meanings() -> list[tuple[str, str]]:
    return [(word, _upper(means.partition(f"{NBSP}: ")[2] or means)) for word, means in OUTCOMES]


def _sentence(figure: Figure) -> str:
    if figure.statut == "annee_non_terminale":
        return "Chiffres mesurés en fin de diplôme."
    if figure.statut == "horizon_non_observe":
        return NOT_YET
    return f"{_upper(manque_court(figure))}."


def _court(cle: str) -> str:
    found = entry(cle)
    return found.court if found else ""


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
