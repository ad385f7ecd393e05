"""Which pairs of a row can be told apart: Newcombe's interval at the calibrated z, on homogeneous pairs only.

Source of the rules: DOMAIN.md §4 (homogène, B7) and §6.2. A pair without a verdict says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

from data_bundle.doubt import newcombe, wilson
from desktop.breaks import same_figure
from desktop.figures import Figure

NET, EGAL, SANS = "net", "egal", "sans"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of columns ``i`` < ``j``: 'net', 'egal' or 'sans'.

    ``motif`` says why there is none ('valeur', 'effectif', 'niveau', 'millesime', 'population', 'source',
    'meme_chiffre', 'non_teste', 'voie', or 'sans_objet': places count nobody). ``part`` is the measured
    share of net pairs that kept their order.
    """

    i: int
    j: int
    issue: str
    motif: str | None = None
    part: float | None = None


@dataclass(frozen=True, slots=True)
class Departage:
    """The verdicts of a row, every pair of columns once."""

    verdicts: tuple[Verdict, ...]

    def pairs(self, issue: str) -> list[tuple[int, int]]:
        """Return the pairs of columns with this outcome."""
        return [(v.i, v.j) for v in self.verdicts if v.issue == issue]

    @property
    def distinguables(self) -> list[tuple[int, int]]:
        """The pairs whose gap is clear."""
        return self.pairs(NET)

    @property
    def indistinguables(self) -> list[tuple[int, int]]:
        """The pairs that can't be told apart."""
        return self.pairs(EGAL)

    @property
    def sans_verdict(self) -> list[tuple[int, int]]:
        """The pairs of which nothing may be said."""
        return self.pairs(SANS)


_Rates = dict[tuple[int, float], tuple[float, tuple[float, float]]]


def departage(figures: tuple[Figure, ...]) -> Departage:
    """Return the verdict of every pair of a row's figures (one indicator, one figure a column)."""
    told = [figure.valeur is not None for figure in figures]
    if sum(told) < 2:
        return departage_of_none(len(figures))
    rates: _Rates = {}
    return Departage(
        tuple(
            [
                _verdict(i, j, figures[i], figures[j], rates) if told[i] and told[j] else _none(i, j, "valeur")
                for i, j in _pairs(len(figures))
            ]
        )
    )


@cache
def _pairs(columns: int) -> tuple[tuple[int, int], ...]:
    return tuple(combinations(range(columns), 2))


@cache
def departage_of_none(columns: int) -> Departage:
    """Return the verdicts of a row in which at most one column has a value: there are none."""
    return Departage(tuple(_none(i, j, "valeur") for i, j in _pairs(columns)))


def _obstacle(a: Figure, b: Figure) -> str | None:
    if a.indicateur.unite != "%" or "attendu" in a.indicateur.nom:
        return "sans_objet"
    if a.lieu.niveau != b.lieu.niveau:
        return "niveau"
    if a.millesime != b.millesime:
        return "millesime"
    if a.population != b.population:
        return "population"
    if a.source is not b.source:
        return "source"
    if same_figure(a, b):
        return "meme_chiffre"
    if not a.effectif or not b.effectif:
        return "effectif"
    if a.calibration is None or b.calibration is None:
        return "non_teste"
    return None


def _verdict(i: int, j: int, a: Figure, b: Figure, rates: _Rates) -> Verdict:
    motif = _obstacle(a, b)
    if motif is not None:
        return _none(i, j, motif)
    assert a.calibration is not None
    assert b.calibration is not None
    widest = max(a.calibration, b.calibration, key=lambda c: c.z_ecart)
    (p1, ci1), (p2, ci2) = _rate(i, a, widest.z_ecart, rates), _rate(j, b, widest.z_ecart, rates)
    low, high = newcombe(p1, ci1, p2, ci2)
    if low <= 0.0 <= high:
        return Verdict(i, j, EGAL)
    if a.voie != b.voie:
        return _none(i, j, "voie")
    return Verdict(i, j, NET, None, None if widest.par_defaut else widest.part_nette)


@cache
def _none(i: int, j: int, motif: str) -> Verdict:
    return Verdict(i, j, SANS, motif)


def _rate(column: int, figure: Figure, z: float, rates: _Rates) -> tuple[float, tuple[float, float]]:
    """Return the rate of a column and its bounds at ``z``; kept in ``rates``, since a row asks for it in each pair."""
    if (column, z) not in rates:
        n = float(figure.effectif or 0)
        k = (figure.valeur or 0.0) * n / 100.0 if figure.numerateur is None else float(figure.numerateur)
        rates[column, z] = k / n, wilson(k, n, z)
    return rates[column, z]
