"""Short names of diplomas, from a list reviewed by hand (DESIGN-TOKENS.md §5): a narrow column, large letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache
def usuels() -> dict[str, str]:
    """Return the short name of each official one. ``resources/texts/noms_courts.toml`` is read once."""
    import tomllib  # for this question only

    text = files("resources").joinpath("texts", "noms_courts.toml").read_text(encoding="utf-8")
    return {officiel: str(court) for officiel, court in tomllib.loads(text).items()}


def abreges(libelles: Sequence[str]) -> tuple[str, ...]:
    """Return the short name of each diploma of one comparison, empty where the official one is shown.

    Two diplomas never get one name: where a short name would be another's, short or official, none of them has it.
    """
    short = {libelle: usuels().get(libelle, "") for libelle in dict.fromkeys(libelles)}
    shown = [court or libelle for libelle, court in short.items()]
    return tuple(short[libelle] if shown.count(short[libelle]) == 1 else "" for libelle in libelles)
