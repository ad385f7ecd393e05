"""The theme of the family mode: the same colours, letters that are read from the other side of a table.

Text 28 points, title 34, figures 37 (DESIGN-TOKENS.md §2). They are large already: the zoom of the window counts for
a third above 100 %. At 250 % text is 42 points, where the window has 24, and a screen still holds figures.
"""

from __future__ import annotations

from PySide6.QtGui import QFont

from ui.theme import Theme

SIZES = {"body": 28.0, "card": 34.0, "figure": 37.0}
"""Points at 100 %, by role: text, title, figures."""

SHARE = 1 / 3
"""How much of the zoom above 100 % is taken."""


class Large(Theme):
    """A theme whose roles are the three sizes of the family mode; ``theme`` is the one of the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme.tokens, 1 + (max(1.0, theme.zoom) - 1) * SHARE)
        self._large: dict[tuple[str, bool], QFont] = {}

    def font(self, role: str, bold: bool = False, tabular: bool = False) -> QFont:
        """Return the font of a role; any other than 'card' and 'figure' is text."""
        size = SIZES.get(role, SIZES["body"])
        key = (role if role in SIZES else "body", bold)
        if key not in self._large:
            font = super().font("figure" if role == "figure" else "body", bold)
            font.setPointSizeF(size * self.zoom)
            self._large[key] = font
        return QFont(self._large[key])
