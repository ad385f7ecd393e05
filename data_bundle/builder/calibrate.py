"""Calibration of the doubt: what the next cohort did, measured on the cohorts at hand (DOMAIN.md §6.6).

For each indicateur × voie, cohorts two years apart (they share nobody) are compared formation by formation, région by
région. The result says how wide a range has to be to hold nine formations out of ten, and how far apart two
formations have to stand for their order to last.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data_bundle.builder.calibrate_pairs import Flags, Floats, Pairs, Sample, bounds, stacked
from data_bundle.doubt import Z95

SEUIL = 20
"""Least denominator of a published figure, on both cohorts."""
LIGNES_MIN = 200
"""Least number of rows for a measure: fewer, and both voies are pooled; still fewer, and the default stands."""
PART_PLAGE = 0.90
PART_NETTE = 0.95
Z_PLAGE_PAS = 0.01
Z_PLAGE_MIN = 2.33
Z_PLAGE_MAX = 10.0
Z_ECART_GRILLE = tuple(round(1.96 + 0.02 * i, 2) for i in range(68))
"""1.96 to 3.30; the first value that keeps 95 % of the orders, otherwise the last one."""
Z_PLAGE_DEFAUT = 2.6
Z_ECART_DEFAUT = 2.8

CohortPair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CohortRow:
    """``k`` out of ``n`` for one own row with counts: ``code`` in one région, voie and cohort."""

    indicateur: str
    voie: str
    region: str
    code: str
    millesime: str
    k: float
    n: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """One row of the table ``calibration``; ``decalage`` in percentage points, every ``part_*`` a share from 0 to 1.

    ``millesimes`` is a JSON list of cohort pairs. Shares are None when nothing was measured.
    """

    indicateur: str
    voie: str
    millesimes: str
    n: int
    decalage: float
    z_plage: float
    part_plage: float | None
    part_plage_brute: float | None
    part_wilson: float | None
    part_wilson_brute: float | None
    z_ecart: float
    paires_nettes: int
    part_nette: float | None
    part_inversee: float | None
    part_indecise: float | None
    regroupee: bool
    par_defaut: bool


def cohort_pairs(millesimes: Iterable[str]) -> list[CohortPair]:
    """Return the pairs of cohorts of one shape exactly two years apart, the older first."""
    years = {m: tuple(int(year) for year in m.split("_")) for m in sorted(set(millesimes))}
    return [(a, b) for a in years for b in years if tuple(y + 2 for y in years[a]) == years[b]]


def z_plage(sample: Sample) -> float:
    """Return the smallest z of the grid whose plage holds nine rates of the next cohort out of ten, shift removed.

    The plage of a larger z holds that of a smaller one, hence a search by halves.
    """
    target = sample.kb / sample.nb - sample.shift
    first, last = round(Z_PLAGE_MIN / Z_PLAGE_PAS), round(Z_PLAGE_MAX / Z_PLAGE_PAS)
    while first < last:
        middle = (first + last) // 2
        held = _inside(target, bounds(sample.ka / 2.0, sample.na / 2.0, round(middle * Z_PLAGE_PAS, 2)))
        first, last = (first, middle) if held >= PART_PLAGE else (middle + 1, last)
    return round(first * Z_PLAGE_PAS, 2)


def z_ecart(pairs: Pairs) -> float:
    """Return the smallest z of the grid at which 95 % of the net pairs kept their order, else the last one.

    A pair net at one z is net at any smaller one, so each step looks only at the pairs still net.
    """
    kept = pairs.kept()
    net = np.ones(len(pairs), dtype=np.bool_)
    for z in Z_ECART_GRILLE:
        net = pairs.before(z, net) != 0
        if net.any() and float(np.mean(kept[net])) >= PART_NETTE:
            return z
    return Z_ECART_GRILLE[-1]


def calibrate(rows: Iterable[CohortRow]) -> list[Calibration]:
    """Return one calibration for each indicateur × voie of ``rows``, sorted.

    A cohort pair of fewer than 200 rows is not measured: both voies are pooled (``regroupee``), and where that is
    still too few the cautious default stands (``par_defaut``).
    """
    by_indicateur: dict[str, list[CohortRow]] = defaultdict(list)
    for row in rows:
        by_indicateur[row.indicateur].append(row)
    result: list[Calibration] = []
    for indicateur, cells in sorted(by_indicateur.items()):
        for voie in sorted({row.voie for row in cells}):
            own = _samples([row for row in cells if row.voie == voie])
            alone = _enough(own)
            enough = alone or _enough(_samples(cells))
            if enough:
                decalage = stacked((alone or own or enough).values()).decalage
                result.append(_measure(indicateur, voie, enough, decalage, regroupee=not alone))
            else:
                result.append(_default(indicateur, voie))
    return result


def _samples(rows: Sequence[CohortRow]) -> dict[CohortPair, Sample]:
    """Return, for each cohort pair of ``rows`` (one indicateur), the rows seen in both with denominators ≥ 20."""
    cells: dict[str, dict[tuple[str, str, str], CohortRow]] = defaultdict(dict)
    for row in rows:
        if row.n >= SEUIL:
            cells[row.millesime][row.voie, row.region, row.code] = row
    found: dict[CohortPair, Sample] = {}
    for older, newer in cohort_pairs(cells):
        keys = sorted(cells[older].keys() & cells[newer].keys())
        if not keys:
            continue
        groups = {g: i for i, g in enumerate(dict.fromkeys((voie, region) for voie, region, _ in keys))}
        groupe = np.array([groups[voie, region] for voie, region, _ in keys], dtype=np.int64)
        before, after = [cells[older][key] for key in keys], [cells[newer][key] for key in keys]
        ka, na = _counts(before)
        kb, nb = _counts(after)
        voies = np.array([voie for voie, _, _ in keys])
        shift = np.zeros(len(keys))
        for voie in np.unique(voies):
            own = voies == voie
            shift[own] = kb[own].sum() / nb[own].sum() - ka[own].sum() / na[own].sum()
        found[older, newer] = Sample(groupe, ka, na, kb, nb, shift)
    return found


def _counts(rows: Sequence[CohortRow]) -> tuple[Floats, Floats]:
    return np.array([r.k for r in rows], dtype=np.float64), np.array([r.n for r in rows], dtype=np.float64)


def _enough(samples: Mapping[CohortPair, Sample]) -> dict[CohortPair, Sample]:
    return {pair: sample for pair, sample in samples.items() if len(sample.ka) >= LIGNES_MIN}


def _inside(rates: Floats, limits: tuple[Floats, Floats]) -> float:
    low, high = limits
    return float(np.mean((low <= rates) & (rates <= high)))


def _share(flags: Flags) -> float | None:
    return float(np.mean(flags)) if len(flags) else None


def _measure(
    indicateur: str, voie: str, samples: Mapping[CohortPair, Sample], decalage: float, *, regroupee: bool
) -> Calibration:
    plage = max(z_plage(sample) for sample in samples.values())
    ecart = max(z_ecart(Pairs(sample)) for sample in samples.values())
    every = stacked(samples.values())
    brute = every.kb / every.nb
    sans_decalage = brute - every.shift
    tested = bounds(every.ka / 2.0, every.na / 2.0, plage)
    wilson = bounds(every.ka, every.na, Z95)
    pairs = Pairs(every)
    kept, before, after = pairs.kept(), pairs.before(ecart), pairs.after(ecart)
    net = before != 0
    return Calibration(
        indicateur=indicateur,
        voie=voie,
        millesimes=json.dumps(sorted(samples)),
        n=len(every.ka),
        decalage=decalage * 100.0,
        z_plage=plage,
        part_plage=_inside(sans_decalage, tested),
        part_plage_brute=_inside(brute, tested),
        part_wilson=_inside(sans_decalage, wilson),
        part_wilson_brute=_inside(brute, wilson),
        z_ecart=ecart,
        paires_nettes=int(net.sum()),
        part_nette=_share(kept[net]),
        part_inversee=_share((before * after == -1)[net]),
        part_indecise=_share(kept[~net & pairs.ordered()]),
        regroupee=regroupee,
        par_defaut=False,
    )


def _default(indicateur: str, voie: str) -> Calibration:
    return Calibration(
        indicateur=indicateur,
        voie=voie,
        millesimes="[]",
        n=0,
        decalage=0.0,
        z_plage=Z_PLAGE_DEFAUT,
        part_plage=None,
        part_plage_brute=None,
        part_wilson=None,
        part_wilson_brute=None,
        z_ecart=Z_ECART_DEFAUT,
        paires_nettes=0,
        part_nette=None,
        part_inversee=None,
        part_indecise=None,
        regroupee=False,
        par_defaut=True,
    )
