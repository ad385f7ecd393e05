"""Labels of Parcoursup as families say them: « BTS - Services - Comptabilité et gestion » is a BTS.

The names of diplomas are those of the other sources, so that one filter finds them all. A level is given only where
the kind of diploma settles it (cadre national: a BTS is 5, a licence 6).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from data_bundle.builder.labels.titles import intitule_of
from data_bundle.folding import fold

AUTRE = "Autre formation"
"""What a course is called whose label names no kind that we know."""

LAS = "L.AS"
_LAS_FILIERE = "licence_las"
ETAT = "Diplôme d’État"

_KINDS: tuple[tuple[re.Pattern[str], str, int | None, str], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?:(?<=['’])|(?=\s|$|[,.:(-]))\s*", re.IGNORECASE), diplome, niveau, title)
    for pattern, diplome, niveau, title in (
        ("BTS - Agricole|BTSA", "BTSA", 5, ""),
        ("BTS(?: - (?:Services|Production|Maritime))?", "BTS", 5, ""),
        ("BUT", "BUT", 6, ""),
        (
            r"Licence - Parcours d['’]Accès Spécifique Santé(?: \(PASS\))?",
            "PASS",
            None,
            "Parcours d’accès spécifique santé",
        ),
        ("Licence professionnelle", "Licence professionnelle", 6, ""),
        ("Licence", "Licence", 6, ""),
        ("Double licence", "Double licence", 6, ""),
        ("CPGE", "CPGE", None, ""),
        ("Diplôme de Comptabilité et de Gestion|DGC|DCG", "DCG", 6, "Comptabilité et gestion"),
        ("DN ?MADE", "DN MADE", 6, ""),
        ("Diplôme National d['’]Art", "DNA", 6, "Diplôme national d’art"),
        ("Certificat de Spécialisation Agricole", "CSA", None, ""),
        ("Certificat de Spécialisation", "CS", None, ""),
        ("FCIL", "FCIL", None, ""),
        ("BPJEPS", "BPJEPS", 4, ""),
        ("DEJEPS", "DEJEPS", 5, ""),
        ("DEUST", "DEUST", 5, ""),
        ("DSP", "DSP", None, ""),
        ("DTS", "DTS", None, ""),
        (r"D\.E\.?", ETAT, None, ""),
        ("Certificat de capacité d['’]", "Certificat de capacité", None, ""),
        ("(?:Classe de )?mise à niveau", "Mise à niveau", None, ""),
        (r"C\.M\.I(?: - Cursus Master en Ingénierie)?", "CMI", None, ""),
        ("CUPGE", "CUPGE", None, ""),
        ("Diplôme d['’]Université", "DU", None, ""),
        ("Diplôme d['’][EÉ]tablissement - Bachelors?(?: (?:en|in|of)\\b)?", "Bachelor", None, ""),
        ("Diplôme d['’][EÉ]tablissement", "Diplôme d’établissement", None, ""),
        (r".*\bBac[ ]?\+[ ]?[34] - (?:Programme )?Bachelors?(?: (?:en|in|of)\b)?", "Bachelor", None, ""),
        ("Bachelors?(?: (?:en|in|of)\\b)?", "Bachelor", None, ""),
        ("Formation d['’]ingénieur", "Diplôme d’ingénieur", 7, ""),
        ("Formation des écoles de commerce et de management", "École de commerce", None, ""),
        ("Formation des écoles supérieures? d['’]art", "École d’art", None, ""),
        ("Formations? aux métiers de l['’]hôtellerie restauration", "École hôtelière", None, ""),
        ("Sciences Po / Instituts d['’]études politiques", "Sciences Po", None, ""),
        ("(?:Classe préparatoire aux|Cycle pluridisciplinaire d['’])\\s*études supérieures", "CPES", None, ""),
    )
)
"""How a label begins -> diploma, national level, and the title when the label says no more. The first one holds."""

_ETAT_6 = frozenset({
    "infirmier", "assistant de service social", "educateur specialise", "educateur de jeunes enfants",
    "educateur technique specialise",
})  # fmt: skip
"""Diplômes d’État of level 6, by folded title; the others keep no level."""

_APPRENTISSAGE = re.compile(r"\s*-\s*en apprentissage\s*$", re.IGNORECASE)
_DOUBLE = re.compile(r"^Licence - Double diplôme - Licence (.*?)(?= - |$)", re.IGNORECASE)
_REPEATED = re.compile(r"\b(portail|licence|double diplôme)(?:\s|\s-\s)+\1\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"(?:^|\s)[-–](?=\s|$)")
_AFTER = re.compile(
    r"(?:parcours|option|opt|portail|spécialité|mention|entièrement|réservée?s?|internat|double|bacs?|série)\b",
    re.IGNORECASE,
)
"""How a part of a label begins that only makes the first part precise."""

_WRITTEN = (
    (re.compile(r"\bopt\s*\.?\s*:?\s+", re.IGNORECASE), "option "),
    (re.compile(r"\b1\s?[èe]re\b", re.IGNORECASE), "1re"),
    (re.compile(r"\bbac ?\+ ?(\d)", re.IGNORECASE), r"bac + \1"),
    (re.compile(r",?\s*\(?(1re année commune)\)?"), " (\\1)"),
    (re.compile(r"^(?:spécialité|mention)\s*:?\s*(?=\w)", re.IGNORECASE), ""),
)


class Nom(NamedTuple):
    """What a course is called: ``libelle`` is ``diplome`` then ``intitule``; ``niveau`` is None when not certain."""

    diplome: str
    intitule: str
    libelle: str
    niveau: int | None


@cache
def nom_of(label: str, filiere: str = "") -> Nom:
    """Return the name of a course from its whole label and its « filière très agrégée » (``Licence_Las``…)."""
    text = _APPRENTISSAGE.sub("", " ".join(label.split()))
    text = _REPEATED.sub(r"\1", _DOUBLE.sub(r"Licence - \1 - double diplôme", text))
    for pattern, diplome, niveau, title in _KINDS:
        found = pattern.match(text)
        if found:
            intitule = _title(text[found.end() :]) or title or diplome
            if diplome == "Licence" and filiere.casefold() == _LAS_FILIERE:
                diplome = LAS
            if diplome == ETAT and fold(intitule) in _ETAT_6:
                niveau = 6
            said = fold(intitule) == fold(diplome) or fold(intitule).startswith(fold(diplome) + " ")
            return Nom(diplome, intitule, intitule if said else f"{diplome} {intitule}", niveau)
    whole = _title(text)
    return Nom(AUTRE, whole, whole, None)


def _title(text: str) -> str:
    """Return the parts of a label one after the other: « Droit, parcours Droit et science politique »."""
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip(" -–.,:")]
    parts[1:] = [part[:1].lower() + part[1:] if _AFTER.match(part) else part for part in parts[1:]]
    title = ", ".join(parts)
    for pattern, words in _WRITTEN:
        title = pattern.sub(words, title)
    return intitule_of(title)
