"""The sheet in other languages: French sentences are recognised and said again, figures are carried over.

Names of formations, schools and towns stay French. Until a person has signed it, a language is « à relire ».
"""

from __future__ import annotations

from typing import NamedTuple

from desktop.langues.relecture import a_relire
from desktop.langues.sens import RTL


class Langage(NamedTuple):
    """A language of the sheet: ISO 639-1 code, its own name, its French name, whether it runs from right to left.

    ``a_relire`` tells that nobody has signed its texts yet.
    """

    code: str
    nom: str
    francais: str
    rtl: bool
    a_relire: bool


def _langage(code: str, nom: str, francais: str) -> Langage:
    return Langage(code, nom, francais, code in RTL, a_relire(code))


LANGUES = (
    _langage("fr", "français", "français"),
    _langage("en", "English", "anglais"),
    _langage("ar", "العربية", "arabe"),
    _langage("uk", "українська", "ukrainien"),
    _langage("tr", "Türkçe", "turc"),
    _langage("pt", "português", "portugais"),
)
"""Every language that a sheet may be asked in, French first."""


def langage(code: str) -> Langage:
    """Return a language by its code; KeyError for one that the sheet does not speak."""
    return {one.code: one for one in LANGUES}[code]
