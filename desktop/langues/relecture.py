"""Which translations a person has read over and signed: one file, void as soon as the texts change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from desktop.langues.catalogue import FRANCAIS, modeles
from resources import path

Signature = Mapping[str, str]


@cache
def signatures() -> Mapping[str, Signature]:
    """Return what ``resources/i18n/relecture.toml`` says of each language, read once."""
    import tomllib  # for a list of languages or a translated sheet only

    return tomllib.loads(path("i18n/relecture.toml").read_text(encoding="utf-8"))


def a_relire(code: str) -> bool:
    """Tell whether a sheet in this language must say that nobody has signed its texts as they are now."""
    if code == FRANCAIS:
        return False
    signed = signatures().get(code, {})
    if not all(signed.get(key, "").strip() for key in ("signe_le", "fonction", "empreinte")):
        return True
    return signed["empreinte"] != empreinte(modeles(), modeles(code))


def empreinte(source: Mapping[str, str], cible: Mapping[str, str]) -> str:
    """Return 16 hexadecimal digits that change with any French sentence or its translation."""
    pairs = "\0".join(f"{cle}\1{source[cle]}\1{cible.get(cle, '')}" for cle in sorted(source))
    return hashlib.sha256(pairs.encode()).hexdigest()[:16]
