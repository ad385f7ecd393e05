"""Figures as drawn: value, mark, tested range; three outcomes one under the other; a rate with its place on an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.cell_words import mot
from desktop.figures import Figure
from desktop.sheet.arrange import Groupe
from desktop.sheet.charts import Doubt
from desktop.sheet.look import Look
from desktop.sheet.pen import Pen
from desktop.sheet.text import Text, bold, quiet
from desktop.typography import NBSP, pourcent
from desktop.wording import RECALCULE, TAUX_ZERO, plage_courte, reserves

ICONS = ("emploi", "etudes", "autres")
"""Of the three outcomes in their fixed order."""

SHORT = ("Travaillent", "Étudient", "Autres")
"""Their words where a column is narrow and height is short; the pictogram stands beside."""

_WIDE = 1e4


@dataclass
class Marks:
    """The footnotes of a page: each sentence gets a mark the first time that it is needed."""

    sentences: list[str] = field(default_factory=list)

    def of(self, figure: Figure) -> str:
        """Return the mark of a recalculated figure, empty for the others."""
        said = next((s for s in reserves(figure) if is_note(s)), None)
        return "" if said is None else self.mark(said)

    def mark(self, sentence: str) -> str:
        """Return the mark of a sentence that is said at the foot of the page."""
        if sentence not in self.sentences:
            self.sentences.append(sentence)
        return "*" * (self.sentences.index(sentence) + 1)

    def copy(self) -> Marks:
        """Return the same marks, for a page that may need more of them."""
        return Marks(list(self.sentences))

    def words(self) -> list[str]:
        """Return the footnotes with their marks."""
        return [f"{'*' * (i + 1)}{NBSP}{s}" for i, s in enumerate(self.sentences)]


def is_note(sentence: str) -> bool:
    """Tell whether a sentence beside a value is said once at the foot of the page rather than in the cell."""
    return sentence.startswith(RECALCULE[:-1])


class Values:
    """Values one under the other with their units aligned, each with its mark and its range behind."""

    def __init__(self, look: Look, figures: Sequence[Figure], marks: Marks, apart: float, bare: bool = False) -> None:
        bounds = [plage_courte(f) or "" for f in figures]
        signs = [marks.of(f) for f in figures]
        self._values = [
            look.text(bold(pourcent(f.valeur or 0)), role=None, end="" if sign else " ")
            for f, sign in zip(figures, signs, strict=True)
        ]
        self._signs = [look.text(bold(sign), role=None, end=" ") for sign in signs]
        words = [(b.removeprefix("de ") if bare else b).replace(" ", NBSP) for b in bounds]
        self._ranges = [look.text(quiet(w), role=None) for w in words]
        self._value = max(t.natural_width(_WIDE) for t in self._values)
        end = self._value + max(t.natural_width(_WIDE) for t in self._signs)
        self._range_at = end + apart
        self.wide = self._range_at + max(t.natural_width(_WIDE) for t in self._ranges) if any(bounds) else end

    def draw_one(self, pen: Pen, number: int, x: float, top: float) -> None:
        """Draw one value with what follows it, its unit under the unit above."""
        value = self._values[number]
        value.draw(pen, x + self._value - value.natural_width(_WIDE), top, _WIDE)
        self._signs[number].draw(pen, x + self._value, top, _WIDE)
        self._ranges[number].draw(pen, x + self._range_at, top, _WIDE)


class Outcomes:
    """The outcomes of a group: pictogram and word, value, range; one line each, or all figures under their words.

    Where height is short the third word is « Autres » and the range loses its « de », if that is enough for one line.
    """

    def __init__(self, look: Look, groupe: Groupe, marks: Marks) -> None:
        ranked = list(zip(groupe.rangs, groupe.figures, strict=True))
        self._row = look.row
        self._words = [look.text(mot(f.indicateur), icon=ICONS[r], role=None, end=" ") for r, f in ranked]
        self._values = Values(look, groupe.figures, marks, 7.0 if look.places < 4 else 4.0)
        self._options = [(self._words, self._values, 8.0)]
        if look.dense:
            short = [look.text(SHORT[r], icon=ICONS[r], small_icon=True, role=None, end=" ") for r, _ in ranked]
            self._options.append((short, Values(look, groupe.figures, marks, 3.5, bare=True), 4.0))

    def height(self, width: float) -> float:
        """Return one line an outcome, or two."""
        lines = 1 if self._beside(width) else 2
        return self._line * lines * len(self._words) + self._row * (len(self._words) - 1)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the words, then the figures beside or under each."""
        beside = self._beside(width)
        words, values, at = beside or (self._words, self._values, self._indent(width))
        for number, word in enumerate(words):
            with pen.tag("P"):
                word.draw(pen, x, top, width)
                if beside is None:
                    top -= self._line
                values.draw_one(pen, number, x + at, top)
            top -= self._line + self._row

    @property
    def _line(self) -> float:
        return self._words[0].height(_WIDE)

    def _beside(self, width: float) -> tuple[list[Text], Values, float] | None:
        """Return words, figures and where the figures start when every outcome keeps to one line."""
        for words, values, apart in self._options:
            at = max(w.natural_width(_WIDE) for w in words) + apart
            if at + values.wide <= width:
                return words, values, at
        return None

    def _indent(self, width: float) -> float:
        return min(self._words[0].indent, max(0.0, width - self._values.wide))


_MONTHS = 50.0
"""Where the value of a rate stands after its months, in points; further where a language writes them longer."""


class Rate:
    """A rate on leavers: its months, value and range, and under them its place on the axis with its doubt."""

    def __init__(self, look: Look, figure: Figure, marks: Marks) -> None:
        self._months = look.text(f"{figure.indicateur.horizon}{NBSP}mois", role=None, end=" ")
        self._values = Values(look, (figure,), marks, 4.0)
        self._bar = Doubt(figure.valeur or 0, figure.plage, _axis(figure))
        self._zero = look.text(TAUX_ZERO) if figure.valeur == 0 else None
        self._at = max(_MONTHS, look.text(f"24{NBSP}mois").natural_width(_WIDE) + 6)

    def height(self, width: float) -> float:
        """Return the height of words and bar."""
        words = self._months.height(_WIDE) * (1 if self._beside(width) else 2)
        return words + self._bar.height(width) + (self._zero.height(width) if self._zero else 0.0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the words, then the bar."""
        beside, line = self._beside(width), self._months.height(_WIDE)
        with pen.tag("P"):
            self._months.draw(pen, x, top, _WIDE)
            if not beside:
                top -= line
            self._values.draw_one(pen, 0, x + (self._at if beside else 0.0), top)
        top -= line
        self._bar.draw(pen, x, top, width)
        if self._zero:
            self._zero.draw(pen, x, top - self._bar.height(width), width)

    def _beside(self, width: float) -> bool:
        return self._at + self._values.wide <= width


def _axis(figure: Figure) -> str:
    """Return in words what the axis of a rate shows."""
    value = f"le trait épais est à {pourcent(figure.valeur or 0)}"
    bounds = plage_courte(figure)
    return f"Sur l’axe de 0 à {pourcent(100)}, {value}{f', le rectangle va {bounds}' if bounds else ''}."
