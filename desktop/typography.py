"""French typography of numbers, dates and names of cohorts, in one place (DOMAIN.md §7.2)."""

from __future__ import annotations

from datetime import date

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


_NOMS = {"places": ("place", "places"), "candidatures": ("candidature", "candidatures"), "admis": ("admis", "admis")}


def nombre(value: float, decimals: int = 0) -> str:
    """Return a number with U+202F between thousands and a decimal comma: ``1 540``, ``12,5``."""
    text = f"{abs(value):,.{decimals}f}".replace(",", NNBSP).replace(".", ",")
    return (MINUS if value < 0 and text.strip("0,") else "") + text


def _auto(value: float) -> str:
    return nombre(value, 0 if float(value).is_integer() else 1)


def pourcent(value: float) -> str:
    """Return ``64 %`` with a no-break space; one decimal only when there is one."""
    return f"{_auto(value)}{NBSP}%"


def euros(value: float) -> str:
    """Return ``1 540 €``."""
    return f"{nombre(value)}{NBSP}€"


def points(value: float) -> str:
    """Return a signed number of points: ``+8 points``, ``−1 point``, ``0 point``."""
    sign = "+" if value > 0 else ""
    return f"{sign}{_auto(value)}{NBSP}{'points' if abs(value) >= 2 else 'point'}"


def valeur(value: float, unite: str) -> str:
    """Return a value with its unit."""
    if unite == "%":
        return pourcent(value)
    if unite == "points":
        return points(value)
    if unite == "€":
        return euros(value)
    if unite in _NOMS:
        singulier, pluriel = _NOMS[unite]
        return f"{_auto(value)}{NBSP}{singulier if value < 2 else pluriel}"
    return f"{_auto(value)}{NBSP}{unite}"


def quantite(count: int, singulier: str, pluriel: str | None = None) -> str:
    """Return a count with its noun agreed: ``1 sortant``, ``323 sortants``."""
    return f"{nombre(count)}{NBSP}{singulier if count < 2 else pluriel or singulier + 's'}"


def jour(iso: str) -> str:
    """Return ``13 mars 2026`` for ``2026-03-13`` (``1er`` for the first)."""
    when = date.fromisoformat(iso)
    return f"{'1er' if when.day == 1 else when.day}{NBSP}{MOIS[when.month - 1]}{NBSP}{when.year}"


def mois_annee(iso: str) -> str:
    """Return ``août 2025`` for ``2025-08-31``."""
    when = date.fromisoformat(iso)
    return f"{MOIS[when.month - 1]}{NBSP}{when.year}"


def promotions(millesime: str) -> str:
    """Return ``promotions 2022 et 2023`` or ``promotion 2024`` for a cohort key (DOMAIN.md B3)."""
    years = millesime.split("_")
    return f"promotion{NBSP}{years[0]}" if len(years) == 1 else f"promotions {years[0]} et {years[1]}"


def annees(millesime: str) -> str:
    """Return ``2022 et 2023`` or ``2024`` for a cohort key."""
    return " et ".join(millesime.split("_"))


def kilometres(distance: float) -> str:
    """Return a distance as people say it: ``moins de 1 km``, ``29 km``."""
    return f"moins de 1{NBSP}km" if distance < 1 else f"{nombre(round(distance))}{NBSP}km"


def liste(items: list[str] | tuple[str, ...]) -> str:
    """Return ``a, b et c``."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " et " + items[-1]
