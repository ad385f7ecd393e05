"""Everything read from a folder of raw files, before anything is derived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from data_bundle.builder import (
    crosscheck,
    etablissements,
    read_bcn,
    read_certif_info,
    read_cog,
    read_depp_etablissements,
    read_inserjeunes_cfa,
    read_inserjeunes_regions,
    read_insersup,
    read_offre,
    read_rome,
)
from data_bundle.builder.etablissements import Directories
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.progress import Progress
from data_bundle.builder.read_bcn import Bcn
from data_bundle.builder.read_certif_info import Certifications
from data_bundle.builder.read_cog import Cog
from data_bundle.builder.read_offre import Presence
from data_bundle.builder.reading import Reading, Seen, joined

READERS: tuple[tuple[str, Callable[[Inputs], Reading]], ...] = (
    ("Lecture d’InserSup", read_insersup.read),
)
"""Further sources of figures, all optional: what to announce, and how to read it."""

STEPS = 9 + len(READERS)
"""Number of announced steps of `read_all`."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Raw:
    """What the sources say, source by source."""

    bcn: Bcn
    certif: Certifications
    cog: Cog
    directories: Directories
    regions: list[Mesure]
    places: list[Mesure]
    noms: list[Seen]
    offre: list[Presence]
    others: Reading


def read_all(inputs: Inputs, progress: Progress) -> Raw:
    """Read every source of the folder, with one announced step each."""

    def step(text: str, read: Callable[[Inputs], T]) -> T:
        progress.step(text)
        return read(inputs)

    bcn = step("Lecture de la nomenclature (BCN)", read_bcn.read)
    certif = step("Lecture de Certif-Info", read_certif_info.read)
    metiers = step("Lecture des noms de métiers (ROME)", read_rome.read)
    cog = step("Lecture du code géographique", read_cog.read)
    directories = step("Lecture des annuaires", etablissements.read_directories)
    regions = step("Lecture d’InserJeunes par région", read_inserjeunes_regions.read)
    cfa, noms_cfa = step("Lecture d’InserJeunes par CFA", read_inserjeunes_cfa.read)
    depp = step("Lecture des tableaux de la DEPP", read_depp_etablissements.read)
    offre = step("Lecture de l’offre scolaire", read_offre.read)
    others = crosscheck.only_absent(cfa, depp.cfa, inputs.report)
    places = [*cfa, *others, *depp.lycees]
    regions = crosscheck.no_longer_awaited(regions, places)
    certif = replace(certif, vocabulaire=(*certif.vocabulaire, *metiers))
    more = joined([step(text, read) for text, read in READERS])
    return Raw(bcn, certif, cog, directories, regions, places, noms_cfa + depp.noms, offre, more)
