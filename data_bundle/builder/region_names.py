"""The régions by the names that sources give them: « Île-de-France », « ILE-DE-FRANCE » (DOMAIN.md §5.9)."""

from __future__ import annotations

from data_bundle.builder.territories import INSEE_REGIONS
from data_bundle.folding import fold

_NAMES = {
    "84": "Auvergne-Rhône-Alpes", "27": "Bourgogne-Franche-Comté", "53": "Bretagne", "24": "Centre-Val de Loire",
    "94": "Corse", "44": "Grand Est", "01": "Guadeloupe", "03": "Guyane", "32": "Hauts-de-France",
    "11": "Île-de-France", "04": "La Réunion", "02": "Martinique", "06": "Mayotte", "28": "Normandie",
    "75": "Nouvelle-Aquitaine", "76": "Occitanie", "52": "Pays de la Loire", "93": "Provence-Alpes-Côte d’Azur",
}  # fmt: skip
_BY_NAME = {fold(name): code for code, name in _NAMES.items()}


def region_of(text: str) -> str | None:
    """Return the Insee code of a région given by this code or by its name, None for anything else."""
    return text if text in INSEE_REGIONS else _BY_NAME.get(fold(text))
