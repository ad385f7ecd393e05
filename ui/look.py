"""How the program looks: what the person prefers, else what the system asks for (colours, contrast, size of words).

Until ``watch`` the answer comes from the system's palette alone: an enumeration of Qt, be it one that Qt gives back,
takes 16 ms at its first use, which the first window should not wait for.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ui.contrast import luminance, ratio
from ui.theme import ZOOMS, Theme
from ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from desktop.settings import Settings

USUAL_POINTS = {"win32": 9.0, "darwin": 13.0}
"""The size of words of a system on which nobody changed it; Linux desktops have 9 to 11 points."""
CHOSEN = {"clair": LIGHT, "sombre": DARK, "contraste_clair": CONTRAST_LIGHT, "contraste_sombre": CONTRAST_DARK}
TEXT_RATIO = 7.0


class Look(QObject):
    """Made before the program's own palette and font are set: it reads the system's. ``changed`` when those change."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._watching = False
        self._hints = app.styleHints()
        self._system = app.palette()  # a copy already; QPalette(…) would build every enumeration of Qt: 30 ms
        self.points = app.font().pointSizeF()
        """The size of words that the system asks for."""

    def theme(self, settings: Settings) -> Theme:
        """Return the theme that these preferences and the system make together."""
        tokens = CHOSEN.get(settings.theme) or self.system_tokens()
        zoom = nearest_zoom(settings.zoom) if settings.zoom else self.system_zoom()
        return Theme(tokens, zoom)

    def system_tokens(self) -> Tokens:
        """Return the colours that the system asks for: light or dark or, with its high contrast, its own."""
        if self.high_contrast:
            own = of_palette(self._system)
            if own is not None:
                return own
            return CONTRAST_DARK if self.dark else CONTRAST_LIGHT
        return DARK if self.dark else LIGHT

    def system_zoom(self) -> float:
        """Return the zoom at which our words are as large, beside the usual, as the system's own."""
        return max(z for z in ZOOMS if z <= max(1.0, self.points / USUAL_POINTS.get(sys.platform, 11.0)))

    @property
    def dark(self) -> bool:
        """Tell whether the system asks for a dark ground."""
        if not self._watching:
            return self._system.window().color().lightness() < self._system.windowText().color().lightness()
        return self._hints.colorScheme().name == "Dark"

    @property
    def high_contrast(self) -> bool:
        """Tell whether the system asks for high contrast; Qt says it from 6.10 on. False until ``watch``."""
        if not self._watching:
            return False
        ask = getattr(self._hints, "accessibility", None)
        if ask is None:
            return _windows_high_contrast()
        return str(ask().contrastPreference().name) == "HighContrast"

    def watch(self) -> None:
        """Follow the system from now on; after the first paint. Qt's own movements stop too: menus, lists, tooltips."""
        from PySide6.QtCore import Qt

        before, self._watching = self.system_tokens(), True
        self._hints.colorSchemeChanged.connect(self._system_changed)
        ask = getattr(self._hints, "accessibility", None)
        if ask is not None:
            ask().contrastPreferenceChanged.connect(self._system_changed)
        for effect in Qt.UIEffect:
            self._app.setEffectEnabled(effect, False)
        if self.system_tokens() != before:
            self.changed.emit()

    def _system_changed(self) -> None:
        """Read the system's palette again: it shows only while ours is taken off."""
        ours = self._app.palette()
        self._app.setPalette(QPalette())
        self._system = self._app.palette()
        self._app.setPalette(ours)
        self.changed.emit()


def is_dark(tokens: Tokens) -> bool:
    """Tell whether these colours are light words on a dark ground."""
    return luminance(tokens.bg) < luminance(tokens.ink)


def nearest_zoom(zoom: float) -> float:
    """Return the step of ours that is nearest to a zoom."""
    return min(ZOOMS, key=lambda step: abs(step - zoom))


def of_palette(palette: QPalette) -> Tokens | None:
    """Return tokens made of a system's colours of high contrast; None when they are not far enough apart."""
    role = QPalette.ColorRole

    def color(one: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, one).name().upper()

    ground, field, ink = color(role.Window), color(role.Base), color(role.WindowText)
    if min(ratio(ink, ground), ratio(ink, field)) < TEXT_RATIO:
        return None
    accent, on_accent = color(role.Highlight), color(role.HighlightedText)
    legible = min(ratio(accent, ground), ratio(accent, field)) >= TEXT_RATIO and ratio(accent, on_accent) >= TEXT_RATIO
    if not legible:
        accent, on_accent = ink, ground
    return Tokens(
        bg=ground,
        surface=field,
        sunk=field,
        band=ground,
        chip=ground,
        line=ink,
        line_strong=ink,
        ink=ink,
        ink_2=ink,
        ink_3=ink,
        accent=accent,
        on_accent=on_accent,
        accent_soft=field,
        caution=ink,
        caution_bg=ground,
        work=ink,
        study_fill=ink,
        study_bg=field,
        study_outline=ink,
        other_fill=field,
        other_outline=ink,
    )


def _windows_high_contrast() -> bool:
    """Ask Windows itself, where this Qt does not."""
    if sys.platform == "win32":
        import ctypes

        class HighContrast(ctypes.Structure):
            _fields_ = (("size", ctypes.c_uint), ("flags", ctypes.c_uint), ("scheme", ctypes.c_wchar_p))

        asked = HighContrast(ctypes.sizeof(HighContrast), 0, None)
        ctypes.windll.user32.SystemParametersInfoW(0x42, asked.size, ctypes.byref(asked), 0)
        return bool(asked.flags & 1)
    return False
