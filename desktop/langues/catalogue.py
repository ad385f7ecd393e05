"""The translations on disk: one TOML file a language, the same identifiers in each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from desktop.langues.champs import CHAMP, champs, nombres
from desktop.langues.gabarits import MUETS, Gabarits, gabarits
from desktop.langues.marques import etoiles
from resources import path

FRANCAIS = "fr"


@cache
def modeles(langue: str = FRANCAIS) -> Mapping[str, str]:
    """Return the templates of a language by identifier ``groupe.cle``; FileNotFoundError without its file."""
    import tomllib  # for a translated sheet only

    text = path(f"i18n/{langue}.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text).items()
    return {f"{group}.{key}": sentence for group, entries in groups for key, sentence in entries.items()}


@cache
def francais() -> Gabarits:
    """Return the French templates compiled once."""
    return gabarits(modeles())


@cache
def traductions(langue: str) -> Mapping[str, str]:
    """Return the translations of a language that can be used: what is missing or wrong stays out, hence in French."""
    source, found = modeles(), modeles(langue)
    wrong = ecarts(source, found)
    kept = {cle: words for cle, words in found.items() if cle in source and cle not in wrong}
    joints = {cle: words for cle, words in source.items() if cle.partition(".")[0] in MUETS}
    return {cle: etoiles(words) for cle, words in {**joints, **kept}.items()}


def ecarts(source: Mapping[str, str], cible: Mapping[str, str]) -> dict[str, str]:
    """Return by identifier what is wrong with a translation: missing, unknown, other fields, bold or numbers."""
    wrong = {cle: "n’existe pas en français" for cle in cible if cle not in source}
    for cle, here in source.items():
        there = cible.get(cle, "")
        if not there.strip():
            wrong[cle] = "manque"
        elif not _lisible(there) or sorted(champs(here)) != sorted(champs(there)):
            wrong[cle] = "champs différents"
        elif here.count("**") != there.count("**"):
            wrong[cle] = "gras différent"
        elif nombres(CHAMP.sub("", here)) != nombres(CHAMP.sub("", there)):
            wrong[cle] = "nombres différents"
    return wrong


def _lisible(modele: str) -> bool:
    """Tell whether every brace of a template is that of a field that exists."""
    try:
        champs(modele)
    except ValueError:
        return False
    return not set("{}") & set(CHAMP.sub("", modele))
