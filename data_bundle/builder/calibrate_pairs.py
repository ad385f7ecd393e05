"""Cohorts side by side: rows seen in both, ranges around the older rate, every pair of formations of one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Sides = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows seen in both cohorts of a pair: ``ka`` out of ``na`` in the older, ``kb`` out of ``nb`` in the newer.

    ``groupe`` numbers the région × voie of each row; ``shift`` is the common shift of its voie, a share.
    """

    groupe: NDArray[np.int64]
    ka: Floats
    na: Floats
    kb: Floats
    nb: Floats
    shift: Floats

    @property
    def decalage(self) -> float:
        """Pooled rate of the newer cohort minus pooled rate of the older one, a share."""
        return float(self.kb.sum() / self.nb.sum() - self.ka.sum() / self.na.sum())


def stacked(samples: Iterable[Sample]) -> Sample:
    """Return several cohort pairs as one sample; no pair of formations crosses two of them."""
    parts = list(samples)
    offsets = np.cumsum([0, *(int(p.groupe.max()) + 1 for p in parts[:-1])])
    groupe = np.concatenate([p.groupe + offset for p, offset in zip(parts, offsets, strict=True)])
    fields = ("ka", "na", "kb", "nb", "shift")
    return Sample(groupe, *(np.concatenate([getattr(p, f) for p in parts]) for f in fields))


def bounds(k: Floats, n: Floats, z: float) -> tuple[Floats, Floats]:
    """Return Wilson's bounds of many rates at once: the same numbers as ``data_bundle.doubt.wilson``."""
    p = k / n
    zz = z * z
    d = 1.0 + zz / n
    centre = (p + zz / (2.0 * n)) / d
    half = z * np.sqrt(p * (1.0 - p) / n + zz / (4.0 * n * n)) / d
    low = np.where(k <= 0, 0.0, np.maximum(0.0, centre - half))
    high = np.where(k >= n, 1.0, np.minimum(1.0, centre + half))
    return low, high


class Pairs:
    """Every pair of rows of one groupe, and the verdicts on them."""

    def __init__(self, sample: Sample) -> None:
        order = np.argsort(sample.groupe, kind="stable")
        _, sizes = np.unique(sample.groupe, return_counts=True)
        starts = np.cumsum(sizes) - sizes
        halves = [np.triu_indices(size, 1) for size in sizes]
        self._i = order[np.concatenate([h[0] + start for h, start in zip(halves, starts, strict=True)])]
        self._j = order[np.concatenate([h[1] + start for h, start in zip(halves, starts, strict=True)])]
        self._sample = sample

    def __len__(self) -> int:
        return len(self._i)

    def kept(self) -> Flags:
        """Tell which pairs have the same strict order in both cohorts."""
        a = self._sample.ka / self._sample.na
        b = self._sample.kb / self._sample.nb
        return np.asarray((a[self._i] - a[self._j]) * (b[self._i] - b[self._j]) > 0)

    def ordered(self) -> Flags:
        """Tell which pairs have an order in the older cohort."""
        a = self._sample.ka / self._sample.na
        return np.asarray(a[self._i] != a[self._j])

    def before(self, z: float, within: Flags | None = None) -> Sides:
        """Return 1 or −1 where the difference is net at ``z`` in the older cohort, else 0.

        Only the pairs of ``within`` are looked at, the others stay 0.
        """
        return self._sides(z, self._sample.ka, self._sample.na, within)

    def after(self, z: float) -> Sides:
        """Return 1 or −1 where the difference is net at ``z`` in the newer cohort, else 0."""
        return self._sides(z, self._sample.kb, self._sample.nb, None)

    def _sides(self, z: float, k: Floats, n: Floats, within: Flags | None) -> Sides:
        """Newcombe's interval of ``data_bundle.doubt.newcombe``, on many pairs at once."""
        which = np.arange(len(self)) if within is None else np.flatnonzero(within)
        i, j = self._i[which], self._j[which]
        p, (low, high) = k / n, bounds(k, n, z)
        down, up = (p - low) ** 2, (high - p) ** 2
        d = p[i] - p[j]
        above, below = d > np.sqrt(down[i] + up[j]), -d > np.sqrt(up[i] + down[j])
        sides = np.zeros(len(self), dtype=np.int8)
        sides[which] = above.astype(np.int8) - below.astype(np.int8)
        return sides
