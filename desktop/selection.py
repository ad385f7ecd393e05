"""A reference in text, the formation somewhere that it names (Choix), and the basket of one to six (Selection)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from data_bundle.codes import UAI, is_uai
from desktop.errors import UsageError

MAXIMUM = 6
MINIMUM = 2

_CODE = {
    "cfd": re.compile(r"^[0-9A-Z]{8}$"),
    "mefstat11": re.compile(r"^[0-9A-Z]{11}$"),
    "sise": re.compile(r"^[0-9A-Z]{7}$"),
    "parcoursup": re.compile(r"^[0-9A-Za-z-]{1,24}$"),
}
_LIEU = re.compile(r"^(?:fr|reg:[0-9]{2}|aca:[0-9]{2})$")
_MILLESIME = re.compile(r"^(?:[0-9]{4}|[0-9]{4}_[0-9]{4})$")
_SHAPE = "Écrivez par exemple «\u00a0cfd:50022137@reg:53\u00a0» ou «\u00a0mefstat11:23220022137@0350030T\u00a0»."


@dataclass(frozen=True, slots=True)
class Choix:
    """A formation somewhere: type and code of the formation, reference of the place, a cohort when one is asked for."""

    type_code: str
    code: str
    lieu: str
    millesime: str | None = None

    @property
    def ref(self) -> str:
        """The reference in text, ``CODE@LIEU`` with ``#millesime`` when a cohort is asked for."""
        tail = f"#{self.millesime}" if self.millesime else ""
        return f"{self.type_code}:{self.code}@{self.lieu}{tail}"

    @classmethod
    def parse(cls, text: str) -> Choix:
        """Read a reference (DESIGN.md §4); UsageError with a sentence when it is malformed."""
        body, _, millesime = text.strip().partition("#")
        code, at, lieu = body.partition("@")
        type_code, colon, code = code.partition(":")
        pattern = _CODE.get(type_code.lower())
        if (
            not at
            or not colon
            or pattern is None
            or not pattern.fullmatch(code if type_code.lower() == "parcoursup" else code.upper())
        ):
            raise UsageError(f"La référence «\u00a0{text}\u00a0» est mal écrite. {_SHAPE}")
        if "#" in text and not _MILLESIME.fullmatch(millesime):
            raise UsageError(
                f"La promotion «\u00a0{millesime}\u00a0» est mal écrite. Écrivez par exemple «\u00a0#2022_2023\u00a0»."
            )
        return cls(
            type_code.lower(),
            code if type_code.lower() == "parcoursup" else code.upper(),
            parse_lieu(lieu),
            millesime or None,
        )


def parse_lieu(text: str) -> str:
    """Return a reference of a place in its canonical spelling; UsageError when malformed or its UAI letter is wrong."""
    lieu = text.strip()
    if _LIEU.fullmatch(lieu.lower()):
        return lieu.lower()
    if UAI.fullmatch(lieu.upper()):
        if not is_uai(lieu.upper()):
            raise UsageError("Ce numéro d’établissement n’est pas valide\u00a0: vérifiez la lettre finale.")
        return lieu.upper()
    raise UsageError(
        f"Le lieu «\u00a0{text}\u00a0» est mal écrit. "
        "Écrivez «\u00a0fr\u00a0», «\u00a0reg:53\u00a0», «\u00a0aca:14\u00a0» ou un numéro UAI."
    )


@dataclass(frozen=True, slots=True)
class Selection:
    """The basket: at most six different references in the order of the person's choice. Every change is a new one."""

    choix: tuple[Choix, ...] = ()

    def __len__(self) -> int:
        return len(self.choix)

    def __contains__(self, choix: object) -> bool:
        return choix in self.choix

    @property
    def comparable(self) -> bool:
        """Tell whether there are enough formations to compare."""
        return len(self.choix) >= MINIMUM

    def ajouter(self, choix: Choix) -> Selection:
        """Add at the end; UsageError when it is there already or when the basket is full."""
        if choix in self.choix:
            raise UsageError("Cette formation est déjà dans la sélection.")
        if len(self.choix) >= MAXIMUM:
            raise UsageError("La sélection est pleine (6 sur 6). Retirez une formation pour en ajouter une autre.")
        return replace(self, choix=(*self.choix, choix))

    def retirer(self, choix: Choix) -> Selection:
        """Take one out; nothing happens when it is not there."""
        return replace(self, choix=tuple(c for c in self.choix if c != choix))

    def deplacer(self, choix: Choix, pas: int) -> Selection:
        """Move one by ``pas`` places to the right (negative: left), stopping at the ends."""
        if choix not in self.choix:
            return self
        rest = [c for c in self.choix if c != choix]
        at = max(0, min(len(rest), self.choix.index(choix) + pas))
        rest.insert(at, choix)
        return replace(self, choix=tuple(rest))


def parse_selection(texts: list[str]) -> Selection:
    """Read two to six different references; UsageError otherwise."""
    selection = Selection()
    for text in texts:
        choix = Choix.parse(text)
        if choix in selection:
            raise UsageError(f"La formation «\u00a0{choix.ref}\u00a0» est déjà dans la sélection.")
        selection = selection.ajouter(choix)
    if not selection.comparable:
        raise UsageError("Il faut au moins deux formations pour comparer. Ajoutez une référence.")
    return selection
