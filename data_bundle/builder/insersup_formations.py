"""Diplomas of the supérieur as rows of the table ``formation``: known by SISE, named by InserSup alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from data_bundle.builder.formations import Formation
from data_bundle.builder.labels.titles import intitule_of
from data_bundle.builder.labels.words import Vocabulary
from data_bundle.folding import fold

_TYPES: tuple[tuple[frozenset[str], str, int | None], ...] = (
    (frozenset({"licence", "professionnelle"}), "Licence professionnelle", 6),
    (frozenset({"licence", "pro"}), "Licence professionnelle", 6),
    (frozenset({"bachelor", "technologie"}), "BUT", 6),
    (frozenset({"but"}), "BUT", 6),
    (frozenset({"licence"}), "Licence", 6),
    (frozenset({"master", "meef"}), "Master MEEF", 7),
    (frozenset({"master"}), "Master", 7),
    (frozenset({"ingenieur"}), "Diplôme d’ingénieur", 7),
    (frozenset({"ingenieurs"}), "Diplôme d’ingénieur", 7),
    (frozenset({"dut"}), "DUT", 5),
    (frozenset({"deust"}), "DEUST", 5),
)
"""Words of a type of diploma -> what families call it, and its national level. The first that fits holds."""

_NOT_THE_DIPLOMA = frozenset({"grade", "vise", "visee", "management"})
"""Words of diplomas that are only like a licence or a master."""


class Diplome(NamedTuple):
    """How the newest cohort names a SISE: ``type_long`` and ``type`` say what kind of diploma it is."""

    millesime: str
    libelle: str
    type_long: str
    type: str


def formations(diplomes: Mapping[str, Diplome]) -> list[Formation]:
    """Return one formation a SISE. Nothing but its name, its kind and a certain level is known of it."""
    return [_formation(sise, diplome) for sise, diplome in sorted(diplomes.items())]


def kind_of(diplome: Diplome) -> tuple[str, int | None]:
    """Return what families call the kind of a diploma, and its level; the source's own words when unknown."""
    for text in (diplome.type_long, diplome.type):
        words = set(fold(text).split())
        like = words & _NOT_THE_DIPLOMA or ("bachelor" in words and "technologie" not in words)
        for wanted, name, niveau in _TYPES:
            if wanted <= words and not like:
                return name, niveau
    return diplome.type_long or diplome.type, None


def restored(rows: list[Formation], vocabulaire: Iterable[str]) -> list[Formation]:
    """Return the formations with titles in capitals given back the accents and the case of ``vocabulaire``."""
    capitals = [row for row in rows if row.type_code == "sise" and row.libelle_officiel.isupper()]
    if not capitals:
        return rows
    vocabulary = Vocabulary(vocabulaire)
    found: dict[str, Formation] = {}
    for row in capitals:
        title = vocabulary.restore(row.libelle_officiel)
        found[row.code] = _named(row, title.text, "doute" if title.doute else "vocabulaire")
    return [found.get(row.code, row) if row.type_code == "sise" else row for row in rows]


def _named(row: Formation, title: str, source: str) -> Formation:
    intitule = intitule_of(title)
    said = fold(intitule).startswith(fold(row.diplome) + " ")
    libelle = intitule if said else f"{row.diplome} {intitule}"
    return replace(row, intitule=intitule, libelle=libelle, libelle_source=source)


def _formation(sise: str, diplome: Diplome) -> Formation:
    name, niveau = kind_of(diplome)
    row = Formation(
        type_code="sise",
        code=sise,
        voie="superieur",
        cfd=None,
        mefstat11=None,
        mef10=None,
        dispositif=None,
        diplome=name,
        intitule="",
        libelle="",
        libelle_source="source",
        libelle_officiel=diplome.libelle,
        anciens_libelles=None,
        niveau=niveau,
        duree=None,
        annee=None,
        terminale=1,
        commune=0,
        nsf=None,
        nsf_libelle=None,
        domaine=None,
        domaine_libelle=None,
        ouverture=None,
        fermeture=None,
        premiere_session=None,
        derniere_session=None,
        famille=None,
        famille_libelle=None,
        rncp=None,
        rome=None,
    )
    return _named(row, diplome.libelle, "source")
