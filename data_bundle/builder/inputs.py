"""Everything read from a folder of raw files, before anything is derived."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from data_bundle.builder import (
    crosscheck,
    etablissements,
    read_affelnet,
    read_bcn,
    read_catalogue_apprentissage,
    read_certif_info,
    read_cog,
    read_depp_etablissements,
    read_exposition,
    read_inserjeunes_api,
    read_inserjeunes_cfa,
    read_inserjeunes_fine,
    read_inserjeunes_lycee_pro,
    read_inserjeunes_national,
    read_inserjeunes_niveau,
    read_inserjeunes_regions,
    read_insersup,
    read_ival,
    read_offre,
    read_parcoursup,
    read_rome,
    read_structures,
)
from data_bundle.builder.attribution_sites import Site
from data_bundle.builder.etablissements import Directories
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.progress import Progress
from data_bundle.builder.read_bcn import Bcn
from data_bundle.builder.read_certif_info import Certifications
from data_bundle.builder.read_cog import Cog
from data_bundle.builder.read_offre import Presence
from data_bundle.builder.read_structures import Structure
from data_bundle.builder.reading import Reading, Seen, joined

READERS: tuple[tuple[str, Callable[[Inputs], Reading]], ...] = (
    ("Lecture d’InserSup", read_insersup.read),
    ("Lecture de Parcoursup", read_parcoursup.read),
    ("Lecture de Parcoursup, apprentissage", read_parcoursup.read_apprentissage),
    ("Lecture d’Affelnet", read_affelnet.read),
    ("Lecture d’InserJeunes par établissement et formation", read_inserjeunes_fine.read),
    ("Lecture d’InserJeunes par CFA et niveau", read_inserjeunes_niveau.read),
    ("Lecture d’InserJeunes, France entière", read_inserjeunes_national.read),
    ("Lecture de l’API InserJeunes", read_inserjeunes_api.read),
    ("Lecture de l’API d’exposition", read_exposition.read),
    ("Lecture des résultats des lycées (IVAL)", read_ival.read),
)
"""Further sources of figures, all optional: what to announce, and how to read it."""

STEPS = 12 + len(READERS)
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
    sites: list[Site]
    metiers: Mapping[str, str]
    structures: list[Structure]


def read_all(inputs: Inputs, progress: Progress) -> Raw:
    """Read every source of the folder, with one announced step each."""

    def step(text: str, read: Callable[[Inputs], T]) -> T:
        progress.step(text)
        return read(inputs)

    bcn = step("Lecture de la nomenclature (BCN)", read_bcn.read)
    certif = step("Lecture de Certif-Info", read_certif_info.read)
    rome = step("Lecture des métiers (ROME)", read_rome.read)
    cog = step("Lecture du code géographique", read_cog.read)
    directories = step("Lecture des annuaires", etablissements.read_directories)
    structures = step("Lecture des CIO et des missions locales", lambda opened: read_structures.read(opened, cog))
    regions = step("Lecture d’InserJeunes par région", read_inserjeunes_regions.read)
    cfa, noms_cfa = step("Lecture d’InserJeunes par CFA", read_inserjeunes_cfa.read)
    depp = step("Lecture des tableaux de la DEPP", read_depp_etablissements.read)
    lycees = step("Lecture d’InserJeunes par lycée", read_inserjeunes_lycee_pro.read)
    offre = step("Lecture de l’offre scolaire", read_offre.read)
    catalogue = step("Lecture du catalogue de l’apprentissage", read_catalogue_apprentissage.read)
    places = [*cfa, *crosscheck.only_absent(cfa, depp.cfa, inputs.report)]
    places += [*lycees.mesures, *crosscheck.only_absent(lycees.mesures, depp.lycees, inputs.report, "lycées")]
    certif = replace(certif, vocabulaire=(*certif.vocabulaire, *rome.appellations))
    more = joined([catalogue.reading, *(step(text, read) for text, read in READERS)])
    regions = crosscheck.no_longer_awaited(regions, [*places, *more.mesures])
    noms = noms_cfa + depp.noms + lycees.noms
    return Raw(
        bcn, certif, cog, directories, regions, places, noms, offre, more, catalogue.sites, rome.metiers, structures
    )
