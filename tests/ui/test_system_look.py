"""The look follows the person, else the system; contrast is measured on the palettes that are really used."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from ui.contrast import luminance, ratio
from ui.look import Look, is_dark, nearest_zoom, of_palette
from ui.program import Program
from ui.stylesheet import _QSS
from ui.theme import DARK, LIGHT, ZOOMS, Theme
from ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, Tokens
from ui.widgets.buttons import set_icon
from ui.widgets.menu_button import MenuButton
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
ROLE = QPalette.ColorRole


def high_contrast_palette(ground: str, ink: str, highlight: str, on_highlight: str) -> QPalette:
    """A palette as a system of high contrast gives it."""
    palette = QPalette()
    for role in (ROLE.Window, ROLE.Base, ROLE.Button, ROLE.AlternateBase):
        palette.setColor(role, QColor(ground))
    for role in (ROLE.WindowText, ROLE.Text, ROLE.ButtonText):
        palette.setColor(role, QColor(ink))
    palette.setColor(ROLE.Highlight, QColor(highlight))
    palette.setColor(ROLE.HighlightedText, QColor(on_highlight))
    return palette


AQUATIC = high_contrast_palette("#202020", "#FFFFFF", "#8EE3F0", "#263B50")
DESERT = high_contrast_palette("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3")
BLACK = high_contrast_palette("#000000", "#FFFFFF", "#1AEBFF", "#000000")
SYSTEM = [tokens for palette in (AQUATIC, DESERT, BLACK) if (tokens := of_palette(palette)) is not None]

ORDINARY = {"clair": LIGHT, "sombre": DARK}
STRONG = {"contraste clair": CONTRAST_LIGHT, "contraste sombre": CONTRAST_DARK} | {
    f"système {number}": tokens for number, tokens in enumerate(SYSTEM)
}
TEXT = [
    *((ink, ground) for ink in ("ink", "ink_2", "ink_3") for ground in ("bg", "surface", "sunk", "band", "chip")),
    *(("accent", ground) for ground in ("bg", "surface", "sunk", "chip", "accent_soft")),
    ("on_accent", "accent"),
    ("caution", "caution_bg"),
    ("caution", "bg"),
    ("ink", "accent_soft"),
    ("work", "surface"),
    ("study_outline", "surface"),
    ("other_outline", "surface"),
]
"""Every pair of a text and what it stands on."""
GRAPHICS = [
    *(("line_strong", ground) for ground in ("bg", "surface", "sunk")),
    *(("accent", ground) for ground in ("bg", "surface", "sunk")),
    ("work", "surface"),
    ("work", "sunk"),
    ("study_outline", "surface"),
    ("study_outline", "study_bg"),
    ("other_outline", "surface"),
    ("other_outline", "other_fill"),
]
"""Borders of controls, the ring around the focus, what tells the outcomes apart."""


def measured(tokens: Tokens, pairs: list[tuple[str, str]], least: float) -> list[str]:
    """Return the pairs that are less far apart than that."""
    return [
        f"{one} on {other}: {found:.2f}"
        for one, other in pairs
        if (found := ratio(getattr(tokens, one), getattr(tokens, other))) < least
    ]


def test_the_ratio_is_that_of_wcag() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert luminance("#FFFFFF") == pytest.approx(1)


@pytest.mark.parametrize("name", ORDINARY)
def test_text_is_four_and_a_half_to_one_and_graphics_three_to_one(name: str) -> None:
    assert measured(ORDINARY[name], TEXT, 4.5) == []
    assert measured(ORDINARY[name], GRAPHICS, 3.0) == []


@pytest.mark.parametrize("name", STRONG)
def test_with_high_contrast_text_is_seven_to_one_and_all_else_four_and_a_half(name: str) -> None:
    assert len(SYSTEM) == 3
    assert measured(STRONG[name], TEXT, 7.0) == []
    decorative = [("line", ground) for ground in ("bg", "surface", "sunk")]
    assert measured(STRONG[name], GRAPHICS + decorative, 4.5) == []


def test_every_token_of_a_text_or_a_border_in_the_style_sheet_is_measured() -> None:
    used = set(re.findall(r"(?<![-\w])(?:color|selection-color): \$\{(\w+)\}", _QSS))
    borders = set(re.findall(r"border(?:-\w+)*: [^;]*?\$\{((?!px)\w+)\}", _QSS))
    assert used == {"ink", "ink_2", "ink_3", "accent", "on_accent", "caution"}
    assert borders <= {"line", "line_strong", "accent", "ink"}
    assert {"line_strong", "accent"} <= borders
    assert used <= {one for one, _ in TEXT}
    grounds = set(re.findall(r"background(?:-color)?: \$\{(\w+)\}", _QSS)) - {"line", "line_strong"}
    assert grounds <= {other for _, other in TEXT}


@pytest.mark.parametrize("tokens", [*ORDINARY.values(), *STRONG.values()])
def test_the_palette_behind_the_style_sheet_can_be_read_in_every_state(qapp: QApplication, tokens: Tokens) -> None:
    palette = Theme(tokens).palette()
    group = QPalette.ColorGroup
    pairs = [(ROLE.WindowText, ROLE.Window), (ROLE.Text, ROLE.Base), (ROLE.ButtonText, ROLE.Button)]
    pairs += [(ROLE.ToolTipText, ROLE.ToolTipBase), (ROLE.PlaceholderText, ROLE.Base), (ROLE.Link, ROLE.Base)]
    pairs += [(ROLE.HighlightedText, ROLE.Highlight)]
    for state in (group.Active, group.Inactive, group.Disabled):
        for text, ground in pairs:
            found = ratio(palette.color(state, text).name(), palette.color(state, ground).name())
            assert found >= 4.5, (state, text, found)


def darkest_and_lightest(image: QImage) -> float:
    """Return the contrast between the two colours of a picture that are farthest apart."""
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    by_light = sorted(seen, key=luminance)
    return ratio(by_light[0], by_light[-1])


@pytest.mark.parametrize("tokens", [*ORDINARY.values(), *STRONG.values()])
def test_the_chevron_of_a_button_that_is_disabled_can_be_seen(program: Program, tokens: Tokens, qtbot: QtBot) -> None:
    program.wear(Theme(tokens, 2.0))
    button = MenuButton("Région", program.theme)
    qtbot.addWidget(button)
    button.setEnabled(False)  # after its icon was made
    button.show()
    room = 14 * 2 + 16 * 2  # padding and chevron, at 200 %
    chevron = button.grab().toImage().copy(button.width() - room, 12, room - 8, button.height() - 24)
    assert darkest_and_lightest(chevron) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_an_icon_follows_its_button_when_it_is_enabled_again(program: Program, tokens: Tokens, qtbot: QtBot) -> None:
    program.wear(Theme(tokens))
    button = QPushButton()
    qtbot.addWidget(button)
    set_icon(button, program.theme, "fermer", "accent")
    icon, size = button.icon(), button.iconSize()
    shown = {
        mode: {image.pixelColor(x, y).name().upper() for x in range(18) for y in range(18)}
        for mode in (icon.Mode.Normal, icon.Mode.Disabled)
        if (image := icon.pixmap(size, mode).toImage())
    }
    assert tokens.accent in shown[icon.Mode.Normal]
    assert tokens.ink_3 in shown[icon.Mode.Disabled]


class Hints(QObject):
    """What the system says, as a test decides."""

    colorSchemeChanged = Signal(object)  # noqa: N815  Qt's own name
    contrastPreferenceChanged = Signal(object)  # noqa: N815  Qt's own name

    def __init__(self, scheme: str = "Light", contrast: str = "NoPreference") -> None:
        super().__init__()
        self.scheme, self.contrast = scheme, contrast

    def colorScheme(self) -> Any:
        return SimpleNamespace(name=self.scheme)

    def accessibility(self) -> Any:
        return SimpleNamespace(
            contrastPreference=lambda: SimpleNamespace(name=self.contrast),
            contrastPreferenceChanged=self.contrastPreferenceChanged,
        )


@pytest.fixture
def hints() -> Hints:
    return Hints()


@pytest.fixture
def look(qapp: QApplication, hints: Hints) -> Iterator[Look]:
    made = Look(qapp)
    made._hints = hints  # type: ignore[assignment]
    made.watch()
    yield made
    qapp.setPalette(QPalette())


@pytest.mark.parametrize(
    ("chosen", "scheme", "tokens"),
    [
        ("systeme", "Light", LIGHT),
        ("systeme", "Unknown", LIGHT),
        ("systeme", "Dark", DARK),
        ("clair", "Dark", LIGHT),
        ("sombre", "Light", DARK),
        ("contraste_clair", "Dark", CONTRAST_LIGHT),
        ("contraste_sombre", "Light", CONTRAST_DARK),
    ],
)
def test_the_person_s_choice_comes_first_then_the_system_s(
    look: Look, hints: Hints, chosen: str, scheme: str, tokens: Tokens
) -> None:
    hints.scheme = scheme
    assert look.theme(Settings(theme=chosen)).tokens == tokens


def test_the_system_s_high_contrast_gives_its_own_colours(look: Look, hints: Hints) -> None:
    hints.contrast = "HighContrast"
    look._system = AQUATIC
    tokens = look.theme(Settings()).tokens
    assert (tokens.bg, tokens.ink, tokens.work, tokens.accent) == ("#202020", "#FFFFFF", "#FFFFFF", "#8EE3F0")


@pytest.mark.parametrize(("scheme", "tokens"), [("Light", CONTRAST_LIGHT), ("Dark", CONTRAST_DARK)])
def test_high_contrast_whose_palette_is_not_far_enough_apart_gives_ours(
    look: Look, hints: Hints, scheme: str, tokens: Tokens
) -> None:
    hints.contrast, hints.scheme = "HighContrast", scheme
    look._system = high_contrast_palette("#444444", "#CCCCCC", "#888888", "#999999")
    assert of_palette(look._system) is None
    assert look.theme(Settings()).tokens == tokens


def test_a_highlight_that_can_not_be_read_gives_way_to_the_ink() -> None:
    tokens = of_palette(high_contrast_palette("#000000", "#FFFFFF", "#333333", "#444444"))
    assert tokens is not None
    assert (tokens.accent, tokens.on_accent) == ("#FFFFFF", "#000000")


def test_a_qt_that_does_not_tell_of_contrast_is_no_trouble(look: Look, hints: Hints) -> None:
    look._hints = SimpleNamespace(colorScheme=hints.colorScheme, colorSchemeChanged=hints.colorSchemeChanged)  # type: ignore[assignment]
    assert not look.high_contrast
    look.watch()
    assert look.theme(Settings()).tokens == LIGHT


def test_the_program_changes_with_the_system_and_only_when_it_follows_it(
    program: Program, window: Window, hints: Hints
) -> None:
    program.look._hints = hints  # type: ignore[assignment]
    program.look.watch()
    hints.scheme = "Dark"
    hints.colorSchemeChanged.emit(None)
    assert program.theme.tokens == DARK
    assert window.named_actions["sombre"].isChecked()
    assert QApplication.palette().color(ROLE.Window).name().upper() == DARK.bg
    program.prefer(theme="clair")
    hints.colorSchemeChanged.emit(None)
    assert program.theme.tokens == LIGHT


def test_the_high_contrast_of_the_system_is_followed_while_the_program_runs(
    program: Program, window: Window, hints: Hints
) -> None:
    program.look._hints = hints  # type: ignore[assignment]
    program.look.watch()
    hints.contrast = "HighContrast"
    hints.contrastPreferenceChanged.emit(None)
    assert measured(program.theme.tokens, TEXT, 7.0) == []


def test_the_real_system_answers_without_a_word_of_english(qapp: QApplication) -> None:
    look = Look(qapp)
    for _ in range(2):  # from the palette before the first paint, from the system's own words afterwards
        assert look.theme(Settings()).tokens in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK, look.system_tokens())
        look.watch()


@pytest.mark.parametrize(("ground", "ink", "tokens"), [("#101010", "#EEEEEE", DARK), ("#FFFFFF", "#000000", LIGHT)])
def test_the_first_window_has_the_ground_of_the_system_s_palette(
    qapp: QApplication, ground: str, ink: str, tokens: Tokens
) -> None:
    look = Look(qapp)
    look._system = high_contrast_palette(ground, ink, "#888888", "#999999")
    assert look.theme(Settings()).tokens == tokens


def test_what_the_palette_did_not_tell_is_put_right_once_the_system_is_watched(
    qapp: QApplication, hints: Hints
) -> None:
    look, changes = Look(qapp), []
    look._hints = hints  # type: ignore[assignment]
    look.changed.connect(lambda: changes.append(look.theme(Settings()).tokens))
    hints.contrast = "HighContrast"
    look._system = AQUATIC
    look.watch()
    assert [tokens.bg for tokens in changes] == ["#202020"]


@pytest.mark.parametrize(
    ("points", "zoom"), [(7.0, 1.0), (9.0, 1.0), (11.0, 1.0), (12.5, 1.1), (17.0, 1.5), (22.0, 2.0), (60.0, 2.5)]
)
def test_larger_words_in_the_system_are_larger_words_here(
    look: Look, monkeypatch: pytest.MonkeyPatch, points: float, zoom: float
) -> None:
    monkeypatch.setattr("ui.look.sys.platform", "linux")
    look.points = points
    assert look.theme(Settings()).zoom == zoom
    assert look.theme(Settings(zoom=1.25)).zoom == 1.25


def test_a_zoom_of_another_version_takes_the_nearest_step() -> None:
    assert [nearest_zoom(zoom) for zoom in (1.0, 1.18, 1.6, 2.5)] == [1.0, 1.25, 1.5, 2.5]
    assert all(nearest_zoom(zoom) == zoom for zoom in ZOOMS)


def test_nothing_moves_by_itself(program: Program, window: Window) -> None:
    effects = list(Qt.UIEffect)
    assert len(effects) > 4
    for effect in effects:
        program.app.setEffectEnabled(effect, True)
    program.look.watch()
    assert [effect for effect in effects if program.app.isEffectEnabled(effect)] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK])
def test_dark_is_told_by_light_not_by_name(tokens: Tokens) -> None:
    assert is_dark(tokens) is (tokens in (DARK, CONTRAST_DARK))


def test_the_choice_is_kept_for_the_next_start(
    program: Program, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # a program puts its own there
    window.named_actions["sombre"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    program.writer.wait()
    again = Program()
    assert again.theme.tokens == DARK
    assert again.theme.zoom == 1.1
