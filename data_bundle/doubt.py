"""The doubt of a rate: Wilson's interval, the back-tested range, Newcombe's interval of a difference.

Pure arithmetic shared by the builder (which calibrates it) and the application (which shows it).
Rates and bounds are shares from 0 to 1 here. Source of the rules: DOMAIN.md §6.1, §6.2.
"""

from __future__ import annotations

from math import sqrt

Z95 = 1.959964
"""Two-sided 95 % quantile of the normal law."""


def wilson(k: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Return Wilson's score interval of ``k`` out of ``n`` (``n`` > 0, ``k`` may be a fraction)."""
    p = k / n
    zz = z * z
    d = 1.0 + zz / n
    centre = (p + zz / (2.0 * n)) / d
    half = z * sqrt(p * (1.0 - p) / n + zz / (4.0 * n * n)) / d
    low = 0.0 if k <= 0 else max(0.0, centre - half)
    high = 1.0 if k >= n else min(1.0, centre + half)
    return low, high


def plage(k: float, n: float, z: float) -> tuple[float, float]:
    """Return the range in which the next promotion stayed: Wilson's bounds of ``k/2`` out of ``n/2`` at ``z``."""
    return wilson(k / 2.0, n / 2.0, z)


def newcombe(p1: float, ci1: tuple[float, float], p2: float, ci2: tuple[float, float]) -> tuple[float, float]:
    """Return Newcombe's hybrid score interval of ``p1 − p2`` from the Wilson bounds of each at the same z."""
    d = p1 - p2
    low = d - sqrt((p1 - ci1[0]) ** 2 + (ci2[1] - p2) ** 2)
    high = d + sqrt((ci1[1] - p1) ** 2 + (p2 - ci2[0]) ** 2)
    return low, high


def percent(share: float) -> int:
    """Return a share as the nearest integer percent, halves to even (DOMAIN.md §2.2)."""
    return round(share * 100.0)
