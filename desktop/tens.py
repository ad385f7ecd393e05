"""Three shares as ten figures that a family can count: the exact algorithm of DOMAIN.md §6.4."""

from __future__ import annotations

from collections.abc import Sequence


def ten(parts: Sequence[int]) -> tuple[int, ...] | None:
    """Return how many of ten figures stand for each part, in the order given; None when parts do not sum to 100.

    ``parts`` are integer percents in the fixed order travaillent, étudient, autres (or yes/no for a rate).
    A part of 5 % or more always has a figure; a part of 0 never has one.
    """
    if sum(parts) != 100 or any(p < 0 for p in parts):
        return None
    base = [p // 10 for p in parts]
    reste = [p % 10 for p in parts]
    left = 10 - sum(base)
    forced = {i for i, p in enumerate(parts) if p >= 5 and base[i] == 0}
    for i in forced:
        base[i] += 1
    left -= len(forced)
    while left < 0:
        base[max(range(len(parts)), key=lambda i: (base[i], parts[i], -i))] -= 1
        left += 1
    order = sorted((i for i in range(len(parts)) if i not in forced), key=lambda i: (-reste[i], -parts[i], i))
    for i in order[:left]:
        base[i] += 1
    return tuple(base)
