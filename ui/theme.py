"""Colours, type, sizes and icons at a zoom: the one place where a widget asks how things look.

Sizes in points follow the system's resolution; ``px`` scales the pixel sizes of the design by the zoom.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPalette, QPixmap

import resources
from ui.stylesheet import stylesheet
from ui.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "ZOOMS", "Theme", "Tokens", "load_fonts"]

FAMILY = "Inter"
POINTS = {"caption": 9.0, "body": 9.75, "group": 10.5, "card": 11.6, "figure": 12.0, "search": 13.0}
ZOOMS = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5)


def load_fonts() -> None:
    """Load Inter from the resources: a machine without any font would show empty boxes, without an error."""
    for weight in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/Inter-{weight}.ttf")))


class Theme:
    """A set of colours at a zoom (1.0 to 2.5); never changed. Drawn icons are kept: a list scrolls without drawing."""

    def __init__(self, tokens: Tokens, zoom: float = 1.0) -> None:
        self.tokens = tokens
        self.zoom = zoom
        self._icons: dict[tuple[str, str, int, float], QPixmap] = {}
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}

    def color(self, name: str) -> QColor:
        """Return the colour of a token: ``theme.color("ink_2")``."""
        return QColor(str(getattr(self.tokens, name)))

    def px(self, n: float) -> int:
        """Return a pixel size of the design at this zoom."""
        return round(n * self.zoom)

    def font(self, role: str, bold: bool = False, tabular: bool = False) -> QFont:
        """Return the font of a role: 'caption', 'body', 'group', 'card', 'figure', 'search'.

        Figures stand in columns: 'figure' is always ``tabular``. Words are not, for that widens Inter's hyphens.
        """
        tabular = tabular or role == "figure"
        font = self._fonts.get((role, bold, tabular))
        if font is None:
            font = QFont(FAMILY)
            font.setPointSizeF(POINTS[role] * self.zoom)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            if tabular:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[role, bold, tabular] = font
        return QFont(font)

    def icon(self, name: str, color_token: str = "ink", size: int = 20) -> QPixmap:
        """Return our icon ``name`` in the colour of a token, ``size`` design pixels wide, sharp on any screen."""
        ratio = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 1.0
        key = (name, color_token, size, ratio)
        if key not in self._icons:
            self._icons[key] = self._draw(name, color_token, self.px(size), ratio)
        return self._icons[key]

    def stylesheet(self) -> str:
        """Return the style sheet of the whole program."""
        return stylesheet(self.tokens, self.zoom, POINTS)

    def palette(self) -> QPalette:
        """Return the palette behind the style sheet, for what it does not reach (dialogs, selections, links)."""
        palette = QPalette()
        role = QPalette.ColorRole
        for token, roles in {
            "bg": (role.Window, role.Button),
            "surface": (role.Base, role.ToolTipBase),
            "sunk": (role.AlternateBase,),
            "ink": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText),
            "ink_3": (role.PlaceholderText,),
            "line": (role.Light, role.Midlight, role.Mid),
            "line_strong": (role.Dark, role.Shadow),
            "accent": (role.Highlight, role.Link, role.LinkVisited, role.Accent),
            "on_accent": (role.HighlightedText,),
        }.items():
            for one in roles:
                palette.setColor(one, self.color(token))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.color("ink_3"))
        return palette

    def _draw(self, name: str, color_token: str, side: int, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # later than the first window, where nothing else needs it

        svg = resources.path(f"icons/{name}.svg").read_bytes()
        hex_color = str(getattr(self.tokens, color_token)).encode()
        renderer = QSvgRenderer(svg.replace(b"currentColor", hex_color))
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        return pixmap
