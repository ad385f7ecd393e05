"""The rows whose level can be chosen apart from the page's: those with a figure at several levels (DOMAIN.md §5.6).

Access, exam, pay and whole establishments are published at one level only: theirs is not a choice.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_bundle.indicators import HORIZONS
from desktop.typography import NBSP

PARTS, SORTANTS, RUPTURE = "parts", "sortants", "rupture"
RANGEES: dict[str, tuple[str, ...]] = {
    PARTS: ("part_emploi_6m", "part_poursuite", "part_autres_6m", "part_poursuite_ou_emploi_6m"),
    SORTANTS: tuple(f"taux_emploi_{h}m" for h in HORIZONS),
    RUPTURE: ("taux_rupture_contrats",),
}
"""The indicators of each such row."""

LIEU = "etablissement"
"""The level of a row that asks each formation at its own place, whatever the page asks."""
NIVEAUX_CHOISIS = (LIEU, "region", "national")
"""What can be asked of a row."""


def apart(rangees: Mapping[str, str], niveau: str | None) -> dict[str, str | None]:
    """Return the level of each row that does not follow the page; None is each formation's own place.

    ``rangees`` gives a level of NIVEAUX_CHOISIS by row; ``niveau`` is the page's. Rows and levels that do not exist
    are left out: what was kept may come from another version.
    """
    asked = {
        rangee: None if level == LIEU else level
        for rangee, level in rangees.items()
        if rangee in RANGEES and level in NIVEAUX_CHOISIS
    }
    return {rangee: level for rangee, level in asked.items() if level != niveau}


MOTS = {LIEU: "Établissement", "region": "Région", "national": "France"}
"""How each level is called where one is chosen."""
COMME_LA_PAGE = "Celui de toute la page"


def words(rangees: Mapping[str, str], rangee: str) -> str | None:
    """Return what the label of a row says of its own level, None when it follows the page."""
    asked = rangees.get(rangee)
    return f"Niveau de cette ligne{NBSP}: {MOTS[asked]}." if asked in MOTS else None
