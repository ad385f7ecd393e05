"""How far apart two colours are for the eye: WCAG 2's ratio, from 1 (the same) to 21 (black on white)."""

from __future__ import annotations


def luminance(color: str) -> float:
    """Return the relative luminance, 0 to 1, of a colour written ``#rrggbb``."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours written ``#rrggbb``."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
