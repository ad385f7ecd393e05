"""What a sheet says of itself at its foot: its translation is to be read again, its data are for trials only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sheet.fonts import BOLD, EN_FRANCAIS, SMALL
from desktop.sheet.palette import INK_2
from desktop.sheet.text import Span, Text
from desktop.update.trial import ON_PAPER, is_trial

if TYPE_CHECKING:
    from desktop.langues.langue import Langue
    from desktop.snapshot import Snapshot

A_RELIRE = "Traduction à relire."


def essai(instantane: Snapshot, langue: Langue | None) -> tuple[Text, ...]:
    """Return that the figures are for trials only, in French in every language; nothing of published data."""
    if not is_trial(instantane.path):
        return ()
    return (Text(Span(ON_PAPER, EN_FRANCAIS[BOLD], INK_2), size=SMALL, leading=1.18, langue=langue),)


def mention(langue: Langue | None) -> tuple[Text, ...]:
    """Return « Traduction à relire. » in French and in the language; nothing once signed, nor on a French sheet."""
    if langue is None or not langue.a_relire:
        return ()
    french = Span(A_RELIRE, EN_FRANCAIS[BOLD], INK_2)
    return (Text(french, Span(f" {A_RELIRE}", BOLD, INK_2), size=SMALL, leading=1.18, langue=langue),)
