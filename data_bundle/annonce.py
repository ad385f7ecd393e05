"""The annonce: the small signed JSON that says what an update repository publishes.

Pure: bytes in, frozen dataclasses out. Signatures are checked before (desktop/update/verify.py), yet nothing in it is
believed unread: types, ranges and names are checked, and only the canonical writing of an annonce is one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

FORMAT = 1
CIBLE = "instantane.json"
"""Target path of the annonce in the repository."""
MAX_ANNONCE = 262_144
"""Bytes of an annonce, at most."""
TAILLE_MAX = 512 * 2**20
"""Bytes of any file told of, at most."""

_NOM = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SCHEMA = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
_LIEU = re.compile(r"[0-9a-zA-Z]{1,3}")
_VERSION = re.compile(r"[0-9a-zA-Z.+-]{1,64}")
_TABLE = re.compile(r"[a-z_][a-z0-9_]{0,60}")
_PUBLICATIONS, _LIGNES, _ITEMS, _PHRASE = 2**31, 2**40, 200, 1000


class TropRecentError(ValueError):
    """An annonce of a later format: the program must be updated first."""


@dataclass(frozen=True, slots=True)
class Paquet:
    """The noyau packed: its target name, its bytes packed and unpacked, the SHA-256 of the unpacked."""

    nom: str
    taille: int
    taille_noyau: int
    sha256_noyau: str


@dataclass(frozen=True, slots=True)
class Delta:
    """What makes the noyau out of an older one, whose SHA-256 is ``depuis_noyau``."""

    nom: str
    taille: int
    depuis_noyau: str


@dataclass(frozen=True, slots=True)
class Retrait:
    """A snapshot that was published and must not be used any more, and why, in French."""

    id: str
    raison: str


@dataclass(frozen=True, slots=True)
class Annonce:
    """What is published. ``publication`` never goes down, also when older content is published again.

    ``sqlite`` names the library with which ``sha256_installe`` was computed (``noyau.bibliotheque``); ``empreinte`` is
    data_bundle.fingerprint of the installed file, whatever the library; both hold for search words made by the rules
    named ``regle`` (``search_words.regle``). ``lignes`` are the rows of each table.
    """

    publication: int
    id: str
    construit_le: str
    schema: str
    perimetre: tuple[str, ...]
    sqlite: str
    regle: str
    taille_installe: int
    sha256_installe: str
    empreinte: str
    lignes: Mapping[str, int]
    paquet: Paquet
    deltas: tuple[Delta, ...]
    retraits: tuple[Retrait, ...]
    notes: tuple[str, ...]


def encode(annonce: Annonce) -> bytes:
    """Return the one writing of an annonce: JSON with sorted keys, indented by one space, UTF-8."""
    content = {name: getattr(annonce, name) for name in Annonce.__slots__} | {
        "format": FORMAT,
        "lignes": dict(annonce.lignes),
        "paquet": _fields(annonce.paquet),
        "deltas": [_fields(delta) for delta in annonce.deltas],
        "retraits": [_fields(retrait) for retrait in annonce.retraits],
    }
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def decode(content: bytes) -> Annonce:
    """Return the annonce that ``content`` writes. Raises TropRecentError, or ValueError for anything else wrong."""
    if len(content) > MAX_ANNONCE:
        raise ValueError("annonce too long")
    try:
        given = json.loads(content.decode())
    except RecursionError:
        raise ValueError("annonce too deep") from None
    if not isinstance(given, dict):
        raise ValueError("annonce is not an object")
    if type(given.get("format")) is int and given["format"] > FORMAT:
        raise TropRecentError("annonce of a later format")
    annonce = _annonce(given)
    if encode(annonce) != content:  # also: unknown or repeated keys, another format
        raise ValueError("annonce is not written as it must be")
    return annonce


def _annonce(given: dict[str, Any]) -> Annonce:
    identity = _matched(given, "id", _NOM)
    found = Annonce(
        publication=_number(given, "publication", 1, _PUBLICATIONS),
        id=identity,
        construit_le=date.fromisoformat(_matched(given, "construit_le", re.compile(r"\d{4}-\d\d-\d\d"))).isoformat(),
        schema=_matched(given, "schema", _SCHEMA),
        perimetre=tuple(_match(item, _LIEU) for item in _list(given, "perimetre")),
        sqlite=_matched(given, "sqlite", _VERSION),
        regle=_matched(given, "regle", _VERSION),
        taille_installe=_number(given, "taille_installe", 1, TAILLE_MAX),
        sha256_installe=_matched(given, "sha256_installe", _SHA256),
        empreinte=_matched(given, "empreinte", _SHA256),
        lignes=_lignes(given.get("lignes")),
        paquet=_paquet(given.get("paquet")),
        deltas=tuple(_delta(item) for item in _list(given, "deltas")),
        retraits=tuple(_retrait(item) for item in _list(given, "retraits")),
        notes=tuple(_phrase(item) for item in _list(given, "notes")),
    )
    if not found.perimetre or any(retrait.id == identity for retrait in found.retraits):
        raise ValueError("annonce of nothing, or of what it withdraws")
    names = [found.paquet.nom, *(delta.nom for delta in found.deltas)]
    if len({*names, CIBLE}) != len(names) + 1:
        raise ValueError("annonce names one target twice")
    return found


def _lignes(given: Any) -> dict[str, int]:
    if not isinstance(given, dict) or not 1 <= len(given) <= _ITEMS:
        raise ValueError("lignes")
    return {_match(name, _TABLE): _number(given, name, 0, _LIGNES) for name in sorted(given)}


def _paquet(given: Any) -> Paquet:
    return Paquet(
        _matched(given, "nom", _NOM),
        _number(given, "taille", 1, TAILLE_MAX),
        _number(given, "taille_noyau", 1, TAILLE_MAX),
        _matched(given, "sha256_noyau", _SHA256),
    )


def _delta(given: Any) -> Delta:
    return Delta(
        _matched(given, "nom", _NOM), _number(given, "taille", 1, TAILLE_MAX), _matched(given, "depuis_noyau", _SHA256)
    )


def _retrait(given: Any) -> Retrait:
    return Retrait(_matched(given, "id", _NOM), _phrase(_value(given, "raison")))


def _fields(thing: Paquet | Delta | Retrait) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in type(thing).__slots__}


def _value(given: Any, name: str) -> Any:
    if not isinstance(given, dict) or name not in given:
        raise ValueError(f"annonce without {name}")
    return given[name]


def _number(given: Any, name: str, low: int, high: int) -> int:
    value = _value(given, name)
    if type(value) is not int or not low <= value <= high:  # True is an int
        raise ValueError(f"{name} out of range")
    return value


def _matched(given: Any, name: str, pattern: re.Pattern[str]) -> str:
    return _match(_value(given, name), pattern)


def _match(value: Any, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not value.isascii() or not pattern.fullmatch(value):
        raise ValueError("annonce with an ill-formed text")
    return value


def _list(given: Any, name: str) -> list[Any]:
    value = _value(given, name)
    if not isinstance(value, list) or len(value) > _ITEMS:
        raise ValueError(f"{name} is not a list, or too long")
    return value


def _phrase(value: Any) -> str:
    """Return a sentence for readers: one line, nothing that would act on the screen instead of being read."""
    if not isinstance(value, str) or not 1 <= len(value) <= _PHRASE:
        raise ValueError("annonce with an empty or endless sentence")
    if any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in value):
        raise ValueError("annonce with a sentence that holds control characters")
    return value
