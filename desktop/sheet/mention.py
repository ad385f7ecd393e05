"""What a translated sheet says of itself at its foot until a person has signed its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sheet.fonts import BOLD, EN_FRANCAIS, SMALL
from desktop.sheet.palette import INK_2
from desktop.sheet.text import Span, Text

if TYPE_CHECKING:
    from desktop.langues.langue import Langue

A_RELIRE = "Traduction à relire."


def mention(langue: Langue | None) -> tuple[Text, ...]:
    """Return « Traduction à relire. » in French and in the language; nothing once signed, nor on a French sheet."""
    if langue is None or not langue.a_relire:
        return ()
    french = Span(A_RELIRE, EN_FRANCAIS[BOLD], INK_2)
    return (Text(french, Span(f" {A_RELIRE}", BOLD, INK_2), size=SMALL, leading=1.18, langue=langue),)
