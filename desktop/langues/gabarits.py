"""French templates turned into what recognises a sentence: a dictionary for fixed ones, patterns for the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.langues.champs import CHAMP, MOTIFS, champs, plan
from desktop.langues.marques import etoiles

MUETS = frozenset({"lien", "date", "mois", "mois_seul"})
"""Groups of the files that say how a language joins things: no sentence is matched against them."""


@dataclass(frozen=True, slots=True)
class Gabarit:
    """A French template: its fields by kind, the pattern of the whole sentence, the literal words that it must hold."""

    cle: str
    modele: str
    champs: tuple[tuple[str, str], ...]
    motif: re.Pattern[str]
    repere: str
    majuscule: bool


@dataclass(frozen=True, slots=True)
class Gabarits:
    """Every template, ready to be asked."""

    fixes: Mapping[str, Gabarit]
    ouverts: tuple[Gabarit, ...]

    def fixe(self, text: str) -> Gabarit | None:
        """Return the template without fields that is this text, or differs by the case of its first letter only."""
        return self.fixes.get(text) or self.fixes.get(text[:1].swapcase() + text[1:])

    def possibles(self, text: str) -> Iterator[tuple[Gabarit, re.Match[str]]]:
        """Yield the templates with fields that this plain text may be, the most literal first."""
        stop = text.endswith(".")
        for gabarit in self.ouverts:
            if stop and not gabarit.modele.endswith("."):
                continue  # else a name at the end would swallow the full stop
            if gabarit.repere in text and (match := gabarit.motif.fullmatch(text)):
                yield gabarit, match


def gabarits(modeles: Mapping[str, str]) -> Gabarits:
    """Compile the French templates given by identifier."""
    built = [_gabarit(cle, modele) for cle, modele in modeles.items() if cle.partition(".")[0] not in MUETS]
    fixes: dict[str, Gabarit] = {}
    for one in built:
        if not one.champs:
            fixes.setdefault(one.modele, one)
    ouverts = sorted((g for g in built if g.champs), key=lambda g: -len(CHAMP.sub("", g.modele)))
    return Gabarits(fixes, tuple(ouverts))


def _gabarit(cle: str, brut: str) -> Gabarit:
    modele = plan(etoiles(brut))
    motif, at = "", 0
    for match in CHAMP.finditer(modele):
        motif += re.escape(modele[at : match.start()])
        motif += f"(?P<{match[1]}{match[2]}>{MOTIFS[match[1]]})"
        at = match.end()
    motif += re.escape(modele[at:])
    first = modele[:1]
    if first.isalpha():
        motif = f"[{first.upper()}{first.lower()}]{motif[len(first) :]}"
    literal = CHAMP.split(modele[1:] if first.isalpha() else modele)[::3]
    return Gabarit(cle, modele, champs(modele), re.compile(motif), max(literal, key=len), first.isupper())
