"""The fields of a template: which French words each may hold."""

from __future__ import annotations

import re

from desktop.typography import MOIS

MOIS_FR = "|".join(MOIS)
NOMBRE = r"[+−]?\d[\d\u202f]*(?:,\d+)?"
DATE = rf"(?:1er|\d{{1,2}}) (?:{MOIS_FR}) \d{{4}}"
MOTIFS = {
    "n": NOMBRE,
    "nombres": rf"{NOMBRE}(?:, {NOMBRE})*(?: et {NOMBRE})?",
    "date": DATE,
    "mois_an": rf"(?:{MOIS_FR}) \d{{4}}",
    "code": r"[\w.\-]+",
    "nom": r".+?",
    "noms": r".+?",
    "mots": r".+?",
    "phrase": r".+?",
    "groupes": r".+?",
}
"""Regular expression of each kind of field. Spaces are plain: a text is made plain before it is matched."""

CHAMP = re.compile(r"\{([a-z_]+)(\d*)\}")
_INSECABLES = str.maketrans({"\u00a0": " "})


def champs(modele: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a template in their order: name with its number, kind. ValueError for an unknown kind."""
    found = []
    for match in CHAMP.finditer(modele):
        if match[1] not in MOTIFS and match[1] != "mois":
            raise ValueError(f"champ inconnu {match[0]} dans {modele!r}")
        found.append((match[1] + match[2], match[1]))
    return tuple(found)


def plan(text: str) -> str:
    """Return a text with ordinary spaces where it has no-break ones; those inside numbers are kept."""
    return text.translate(_INSECABLES)


def nombres(text: str) -> list[str]:
    """Return every run of digits of a text, sorted: what a translation must keep. « 1er » is a word, said as one."""
    return sorted(re.findall(r"\d+", re.sub(r"\b1(?:er|re)\b", "", text)))


DEUX_POINTS, POINT_VIRGULE = plan("\u00a0: "), plan("\u00a0; ")
OUVRANT, FERMANT = plan("«\u00a0"), plan("\u00a0»")
"""French signs with their spaces, plain."""
