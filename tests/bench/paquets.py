"""The full snapshot for the benches of what travels: the one that `make snapshot` or the tests have built."""

from __future__ import annotations

from pathlib import Path

from harness import ROOT, UnmeasurableError


def full_snapshot() -> Path:
    """Return the newest full snapshot in build/. Raises UnmeasurableError when there is none."""
    built = [*ROOT.glob("build/instantane.sqlite"), *ROOT.glob("build/test-instantane-*.sqlite")]
    if not built:
        raise UnmeasurableError("Il n’y a pas d’instantané complet : make snapshot FROM=../shared/opendata.")
    return max(built, key=lambda path: path.stat().st_mtime)
