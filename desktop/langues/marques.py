"""Signs that a translated text carries inside: what is bold, what stays French. Private characters, never drawn."""

from __future__ import annotations

from dataclasses import dataclass

FR, FIN_FR = "\ue000", "\ue001"
"""Around words that stay French: names of formations, schools, towns, sources."""
GRAS, FIN_GRAS = "\ue010", "\ue011"
MARQUES = FR + FIN_FR + GRAS + FIN_GRAS
_NUES = str.maketrans("", "", MARQUES)
_ETOILES = "**"


@dataclass(frozen=True, slots=True)
class Morceau:
    """Words of one kind inside a translated paragraph."""

    mots: str
    gras: bool = False
    francais: bool = False


def francais(words: str) -> str:
    """Return words marked as French."""
    return f"{FR}{words}{FIN_FR}" if words else ""


def gras(words: str) -> str:
    """Return words marked as bold."""
    return f"{GRAS}{words}{FIN_GRAS}" if words else ""


def etoiles(text: str) -> str:
    """Return a text of the TOML files with its ``**`` turned into marks. ValueError when they are not in pairs."""
    parts = text.split(_ETOILES)
    if len(parts) % 2 == 0:
        raise ValueError(f"lone ** in {text!r}")
    return "".join(gras(part) if n % 2 else part for n, part in enumerate(parts))


def nu(text: str) -> str:
    """Return a text without its marks."""
    return text.translate(_NUES)


def morceaux(text: str) -> tuple[Morceau, ...]:
    """Cut a marked text where it changes kind."""
    found: list[Morceau] = []
    words, bold, french = "", False, 0
    for sign in text:
        if sign not in MARQUES:
            words += sign
            continue
        if words:
            found.append(Morceau(words, bold, french > 0))
            words = ""
        if sign in (FR, FIN_FR):
            french += 1 if sign == FR else -1
        else:
            bold = sign == GRAS
    return (*found, Morceau(words, bold, french > 0)) if words else tuple(found)
