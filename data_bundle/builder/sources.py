"""``sources.toml`` as objects: what is read, whose it is, under which licence, when the next one comes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from data_bundle import sources_path


@dataclass(frozen=True, slots=True)
class Source:
    """One dataset. ``role``: chiffres, offre, nomenclature, lieux, positions or vocabulaire; a file may hold ``*``.

    A dataset that an Opendatasoft portal serves also has ``portail`` (a host), ``jeu`` (its id there), ``filtre`` (an
    ODSQL ``where`` clause, empty for all rows), ``labels`` (columns by label instead of technical name) and
    ``telecharge``: the path below the folder where the download is put, which matches one of ``fichiers``.
    """

    code: str
    titre: str
    producteur: str
    dispositif: str
    licence: str
    site: str
    url: str
    role: str
    obligatoire: bool
    fichiers: tuple[str, ...]
    parution: str
    connues: tuple[str, ...] = ()
    portail: str = ""
    jeu: str = ""
    filtre: str = ""
    labels: bool = False
    telecharge: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every dataset that the builder reads, and when the next figures are expected, in words."""

    prochaine_parution: str
    sources: tuple[Source, ...]

    def __getitem__(self, code: str) -> Source:
        """Return the source of this code."""
        return next(source for source in self.sources if source.code == code)


def load(path: Path | None = None) -> Catalogue:
    """Read ``sources.toml``."""
    with (path or sources_path()).open("rb") as stream:
        data = tomllib.load(stream)
    sources = []
    for entry in data["source"]:
        lists = {key: tuple(entry[key]) for key in ("fichiers", "connues") if key in entry}
        sources.append(Source(**(entry | lists)))
    return Catalogue(data["prochaine_parution"], tuple(sources))
