"""A language of the sheet: French sentences in, translated ones out, every figure carried over as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.langues.catalogue import FRANCAIS, traductions
from desktop.langues.catalogue import francais as gabarits_francais
from desktop.langues.catalogue import modeles as modeles_de
from desktop.langues.champs import CHAMP, DEUX_POINTS, FERMANT, NOMBRE, OUVRANT, POINT_VIRGULE, plan
from desktop.langues.enumeration import enumeration
from desktop.langues.gabarits import Gabarit, Gabarits
from desktop.langues.marques import FIN_GRAS, GRAS, MARQUES, francais, gras, nu
from desktop.langues.relecture import a_relire
from desktop.langues.sens import RTL
from desktop.typography import MOIS

_FIN_DE_PHRASE = re.compile(r"(?<=[.?!…\ue011]) ")
_NOMBRE_SEUL = re.compile(NOMBRE)
_DEVANT = re.compile(r"(– |\*+ |, |\()")
_DERRIERE = re.compile(r"( ?\ue010?\*+\ue011?|,|\))$")
_NOTE = re.compile(r" ?\ue010?\*+\ue011?$")
_INSECABLES = r"(?<=\d) (?!{et})(?=[^\W\d_]|[%€])|(?<=«) | (?=[:;?!»])"
"""A number keeps to its unit, a sign to its word: not the word « and » of the language."""
_QUEUES = ("voie.queue_lycee", "voie.queue_apprentissage", "voie.queue_superieur")
_A_DIRE = re.compile(r"[^\W\d_]{2}|[%€]")
_TURC = {"i": "İ", "ı": "I", "İ": "i", "I": "ı"}
"""The two Turkish letters that other languages take for one."""


class Langue:
    """Translates the paragraphs of one sheet. ``noms`` are its proper names, kept in French.

    ``inconnues`` gathers the texts that no template knows: they stay French. A figure is never computed nor rewritten.
    """

    def __init__(self, code: str, noms: Iterable[str] = ()) -> None:
        self.code = code
        self.rtl = code in RTL
        self.noms = {plan(nom) for nom in noms if nom}
        self.a_relire = a_relire(code)
        self.inconnues: dict[str, None] = {}
        self._gabarits: Gabarits = gabarits_francais()
        self._sources = modeles_de(FRANCAIS)
        self._cibles = traductions(code)
        self._insecables = re.compile(_INSECABLES.replace("{et}", re.escape(self.mot("lien.et").lstrip(" "))))
        self._dits: dict[str, str | None] = {}

    def mot(self, cle: str) -> str:
        """Return the words of an identifier, marks included; in French where they are missing."""
        return self._cibles.get(cle) or francais(self._sources[cle])

    def dire(self, paragraphe: str) -> str:
        """Return a French paragraph translated, with its marks; unknown sentences stay, marked as French."""
        said = self.traduire(paragraphe)
        if said is not None:
            return said
        found = []
        for phrase in _FIN_DE_PHRASE.split(paragraphe):
            known = self.traduire(phrase)
            if known is None:
                self.inconnues[phrase] = None
            found.append(francais(phrase) if known is None else known)
        return " ".join(found)

    def nu(self, paragraphe: str) -> str:
        """Return a paragraph translated without marks: a description of a picture, a title of a file."""
        return nu(self.dire(paragraphe))

    def traduire(self, paragraphe: str) -> str | None:
        """Return a French paragraph translated, with its marks; None when no template knows it."""
        said = self._texte(plan(paragraphe))
        return None if said is None else self._insecables.sub("\u00a0", said)

    def _texte(self, text: str) -> str | None:
        if text not in self._dits:
            self._dits[text] = None  # what leads back to itself is not a translation
            self._dits[text] = self._trouve(text)
        return self._dits[text]

    def _trouve(self, text: str) -> str | None:
        if not _A_DIRE.search(text):
            return text
        if text != (bare := text.strip()):
            said = self._texte(bare)
            start = text.index(bare[0])
            return None if said is None else text[:start] + said + text[start + len(bare) :]
        for way in (self._element, self._phrases, self._epluche, self._deux_points, self._suite, self._points_virgules):
            if (said := way(text)) is not None:
                return said
        return None

    def _element(self, text: str) -> str | None:
        """Return a name, a number or one sentence of the files."""
        if (name := self._nom(text)) is not None:
            return name
        if _NOMBRE_SEUL.fullmatch(text):
            return text
        gabarit = self._gabarits.fixe(text)
        if gabarit is not None and gabarit.cle in self._cibles:
            return self._casse(self._cibles[gabarit.cle], gabarit, text)
        if _FIN_DE_PHRASE.search(text) and self._phrases(text) is not None:
            return None  # several sentences: no field may hold more than its own
        for gabarit, match in self._gabarits.possibles(text):
            if (said := self._rempli(gabarit, match)) is not None:
                return self._casse(said, gabarit, text)
        return None

    def _nom(self, text: str) -> str | None:
        """Return a name in French, with the voie after it translated: « CAP en apprentissage »."""
        for cle in _QUEUES:
            head = text.removesuffix(f" {self._sources[cle]}")
            if head != text and head in self.noms:
                return f"{francais(head)} {self.mot(cle)}"
        return francais(text) if text in self.noms else None

    def _rempli(self, gabarit: Gabarit, match: re.Match[str]) -> str | None:
        if gabarit.cle not in self._cibles:
            return None
        values: dict[str, str] = {}
        for name, kind in gabarit.champs:
            if (said := self._champ(kind, match[name])) is None:
                return None
            values[name] = said
        return CHAMP.sub(lambda m: values[m[1] + m[2]], self._cibles[gabarit.cle])

    def _champ(self, kind: str, value: str) -> str | None:
        if kind == "n":
            return value
        if kind == "code":
            return value if value.isdecimal() else francais(value)
        if kind == "nombres":
            return value.replace(" et ", self.mot("lien.et")).replace(", ", self.mot("lien.virgule"))
        if kind in ("date", "mois_an"):
            return self._date(kind, value)
        if kind == "nom":
            return self._nom(value) or francais(value)
        if kind == "noms":
            return self._noms(value)
        if kind == "groupes":
            return self._groupes(value)
        return self._suite(value) if kind == "mots" else self._texte(value)

    def _date(self, kind: str, value: str) -> str:
        *day, month, year = value.split(" ")
        number = MOIS.index(month) + 1
        if kind == "mois_an":
            words = {"mois": self.mot(f"mois_seul.m{number}"), "n": year}
            return CHAMP.sub(lambda m: words[m[1] + m[2]], self.mot("date.mois_an"))
        words = {"mois": self.mot(f"mois.m{number}"), "n1": day[0].removesuffix("er"), "n2": year}
        return CHAMP.sub(lambda m: words[m[1] + m[2]], self.mot("date.jour"))

    def _phrases(self, text: str) -> str | None:
        """Return several sentences one after the other, the shortest that is known first."""
        for cut in _FIN_DE_PHRASE.finditer(text):
            first = self._texte(text[: cut.start()])
            if first is not None and (rest := self._texte(text[cut.end() :])) is not None:
                return f"{first} {rest}"
        return None

    def _epluche(self, text: str) -> str | None:
        """Return a text whose beginning or end is not words: dash of a list, mark of a note, comma, full stop."""
        if match := _DEVANT.match(text):
            said = self._texte(text[match.end() :])
            return None if said is None else self._signe(match[0]) + said
        if match := _DERRIERE.search(text):
            said = self._texte(text[: match.start()])
            return None if said is None else said + self._signe(match[0])
        if text.endswith("."):
            said = self._texte(text[:-1])
            return None if said is None else said + self.mot("lien.point")
        if text.endswith(DEUX_POINTS[:-1]):
            said = self._texte(text[:-2])
            return None if said is None else self.mot("lien.blanc").replace("{phrase}", said)
        if text[0] == GRAS and text.find(FIN_GRAS) == len(text) - 1:
            said = self._texte(text[1:-1])
            return None if said is None else gras(said)
        if text.startswith(OUVRANT) and text.endswith(FERMANT):
            said = self._texte(text[2:-2])
            return None if said is None else self.mot("lien.guillemets").replace("{nom}", said)
        return None

    def _signe(self, sign: str) -> str:
        return sign.replace(", ", self.mot("lien.virgule")) if sign == ", " else sign

    def _deux_points(self, text: str) -> str | None:
        """Return words, a colon and what is said of them."""
        at = text.find(DEUX_POINTS)
        while at > 0:
            first = self._texte(text[:at])
            if first is not None and (rest := self._apres(text[at + 3 :])) is not None:
                return self.mot("lien.deux_points").replace("{phrase1}", first).replace("{phrase2}", rest)
            at = text.find(DEUX_POINTS, at + 1)
        return None

    def _apres(self, text: str) -> str | None:
        """Return what follows a colon; a sentence said there has lost its own, a comma stands for it."""
        said = self._texte(text)
        return said if said is not None or ", " not in text else self._texte(text.replace(", ", DEUX_POINTS, 1))

    def _part(self, text: str) -> str | None:
        """Return a part of an enumeration, with the mark of a note if it has one."""
        bare = _NOTE.sub("", text)
        said = self._element(bare)
        return None if said is None else said + text[len(bare) :]

    def _suite(self, text: str) -> str | None:
        """Return words joined by commas and « et », each known."""
        return enumeration(text, self._part, self.mot("lien.virgule"), self.mot("lien.et"))

    def _noms(self, text: str) -> str:
        """Return names joined by commas and « et »; what is not known stays French as a whole."""
        return enumeration(text, self._part, self.mot("lien.virgule"), self.mot("lien.et"), francais) or ""

    def _points_virgules(self, text: str) -> str | None:
        parts = text.split(POINT_VIRGULE)
        said = [self._texte(part) for part in parts] if len(parts) > 1 else [None]
        return None if None in said else self.mot("lien.point_virgule").join(str(words) for words in said)

    def _groupes(self, text: str) -> str | None:
        """Return « A et B (étudient) ; A et C (travaillent) » with names kept and words translated."""
        found = []
        for part in text.split(POINT_VIRGULE):
            names, bracket, words = part.rpartition(" (")
            said = self._suite(words[:-1]) if bracket and words.endswith(")") else None
            if said is None:
                return None
            found.append(f"{self._noms(names)} ({said})")
        return self.mot("lien.point_virgule").join(found)

    def _casse(self, said: str, gabarit: Gabarit, text: str) -> str:
        """Return the translation with a first letter of the case of the French one, where the template differs."""
        first = text[:1]
        if not first.isalpha() or first.isupper() == gabarit.majuscule or gabarit.modele[:1] == "{":
            return said
        at = next((n for n, sign in enumerate(said) if sign not in MARQUES), len(said))
        head = said[at : at + 1]
        if said[:at].strip(GRAS) or said[at + 1 : at + 2].isupper():
            return said
        if self.code == "tr" and head in _TURC:
            return said[:at] + (head if first.isupper() == head.isupper() else _TURC[head]) + said[at + 1 :]
        return said[:at] + (head.upper() if first.isupper() else head.lower()) + said[at + 1 :]
