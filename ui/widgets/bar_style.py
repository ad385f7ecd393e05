"""The look of a bar of progress: flat, as all the rest."""

from __future__ import annotations

from ui.theme import Theme


def bar_style(theme: Theme) -> str:
    """Return the style sheet of a bar of progress."""
    tokens, px = theme.tokens, theme.px
    return (
        f"QProgressBar {{ background: {tokens.surface}; border: 1px solid {tokens.line_strong};"
        f" border-radius: {px(5)}px; min-height: {px(12)}px; max-height: {px(12)}px; }}"
        f" QProgressBar::chunk {{ background: {tokens.accent}; border-radius: {px(4)}px; }}"
    )
