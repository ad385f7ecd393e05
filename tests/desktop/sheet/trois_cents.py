"""300 random selections on paper, read back by other means than ours: ``python -m tests.desktop.sheet.trois_cents``.

The arguments are a snapshot (``build/instantane.sqlite``) and how many selections. It prints what is wrong, then the
pages and the ink by number of columns, and fails when anything is.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from desktop.comparison import Comparison
from desktop.sheet.document import render
from tests.desktop.sheet.arbre import irregular, misplaced
from tests.desktop.sheet.encre import limit, too_dark
from tests.desktop.sheet.hasard import comparisons
from tests.desktop.sheet.paper import Paper
from tests.desktop.sheet.relecture import absent, faults
from tests.desktop.sheet.structured import Structured


def wrong(comparison: Comparison) -> tuple[list[str], Paper]:
    """Return what is wrong with the sheet of a comparison, and the sheet."""
    content = render(comparison)
    paper, sheet = Paper(content), Structured(content)
    tree = (*(fault for page in sheet.pages for fault in page.faults), *irregular(sheet), *misplaced(sheet, comparison))
    return [*absent(comparison, paper), *faults(paper), *too_dark(comparison, paper), *map(str, tree)], paper


def main(snapshot: Path, count: int) -> int:
    """Read the sheets of a snapshot; return how many are wrong."""
    pages: dict[int, Counter[int]] = {}
    inks: dict[int, list[float]] = {}
    bad = over = 0
    for refs, comparison in comparisons(snapshot, count):
        found, paper = wrong(comparison)
        greys = [paper.ink(number) for number in range(len(paper))]
        pages.setdefault(len(refs), Counter())[len(paper)] += 1
        inks.setdefault(len(refs), []).append(max(greys))
        over += max(greys) > limit(comparison)
        if found:
            bad += 1
            print(" ".join(refs), *(f"    {fault}" for fault in found[:8]), sep="\n")
    for size in sorted(pages):
        grey = inks[size]
        told = f"ink: most {max(grey):.2f}, mean {sum(grey) / len(grey):.2f}"
        print(f"{size} columns: pages {dict(sorted(pages[size].items()))}, {told}")
    print(f"{over} over the limit of ink of {count}, {bad} wrong")
    return bad


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300) > 0)
