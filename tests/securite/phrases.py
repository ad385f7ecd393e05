"""Whether a refusal is what a person can read: one line of French that says what to do and that nothing was lost."""

from __future__ import annotations

import re

LONGUEUR = 420
_ANGLAIS = re.compile(
    r"\b(?:the|is|not|and|of|to|with|for|expected|failed|invalid|error|exception|file|denied|expired|errno|permission"
    r"|traceback|missing|unexpected|signature was|threshold|timeout|true|false|none|null|space left|disk full)\b",
    re.IGNORECASE,
)
_JARGON = re.compile(r"\b(?:TUF|root\.json|timestamp|snapshot|targets|sha-?256|hash|JSON|lzma|xz|bsdiff|SQLite|HTTP)\b")
_NOM_DE_CLASSE = re.compile(r"[a-zà-ÿ][A-Z]|__|0x[0-9a-f]|[0-9a-f]{16}")
_A_FAIRE = re.compile(r"\b(?:[A-ZÀÉÊ]|[a-zà-ÿ])[a-zà-ÿ]+ez\b")
_SANS_ESPACE = re.compile(
    r"[^\u00a0\u202f\s][;!?»%]|(?<![\u00a0\u202f])(?<!\d)(?<!https)(?<!http)(?<!file):(?!\\)|«(?!\u00a0)"
)
_RIEN_PERDU = re.compile(r"n’(?:ont|a) pas changé|ne changent pas|reste(?:nt)? (?:telles?|intactes?|en place|inchangé)")
_LONGUE = re.compile("«\u00a0([^»]{80})[^»]+\u00a0»")
"""What is quoted is shown by its beginning only (desktop.cli)."""
_CITE = re.compile("«\u00a0[^»]*\u00a0»")


def fautes(phrase: str, rien_perdu: bool = True) -> list[str]:
    """Return what is wrong with the sentence of a refusal; what it quotes is read for its length only."""
    libre = _CITE.sub("«\u00a0x\u00a0»", phrase)
    regles = {
        "vide": not phrase.strip(),
        "plusieurs lignes": re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", phrase) is not None,
        "trop longue": len(_LONGUE.sub("«\u00a0\\1…\u00a0»", phrase)) > LONGUEUR,
        "sans majuscule": not re.match(r"[A-ZÀÂÇÉÈÊÎÔÙ«]", phrase),
        "sans point final": not phrase.endswith("."),
        "anglais": _ANGLAIS.search(libre) is not None,
        "jargon": _JARGON.search(libre) is not None,
        "nom de code": _NOM_DE_CLASSE.search(libre) is not None,
        "apostrophe droite": "'" in libre,
        "espace insécable absente": _SANS_ESPACE.search(libre) is not None,
        "ne dit pas quoi faire": _A_FAIRE.search(libre) is None,
        "ne dit pas que rien n’a changé": rien_perdu and _RIEN_PERDU.search(libre) is None,
    }
    return [f"{nom} : {phrase!r}" for nom, fausse in regles.items() if fausse]
