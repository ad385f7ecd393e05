"""What a snapshot says of itself, read for the data page and for ``instantane``: one question each, no words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from desktop.quality import Quality, parse
from desktop.snapshot import Snapshot, Source


@dataclass(frozen=True, slots=True)
class Recent:
    """The newest cohort, or session, of what rows of one portée and voie are about."""

    portee: str
    voie: str
    millesime: str


@dataclass(frozen=True, slots=True)
class Doute:
    """How far a figure's doubt was tested; shares are of 1, None when not measured (DOMAIN.md §6.6)."""

    libelle: str
    voie: str
    n: int
    part_plage: float | None
    paires_nettes: int
    part_nette: float | None
    par_defaut: int


@dataclass(frozen=True, slots=True)
class Compte:
    """A row of the table ``couverture``, which every version has."""

    voie: str
    diplome: str
    region: str
    formations: int
    avec_chiffre: int
    par_continuum: int
    sous_seuil: int


@dataclass(frozen=True, slots=True)
class DataFacts:
    """Everything that the data page says. ``regions`` are names by Insee code."""

    id: str
    construit_le: str
    schema: str
    perimetre: tuple[str, ...]
    prochaine_parution: str | None
    jeux: frozenset[str]
    sources: tuple[Source, ...]
    formations: int
    etablissements: int
    regions: dict[str, str]
    recents: tuple[Recent, ...]
    doutes: tuple[Doute, ...]
    comptes: tuple[Compte, ...]
    qualite: Quality | None


def data_facts(snapshot: Snapshot) -> DataFacts:
    """Read what a snapshot says of itself. Raises sqlite3.Error when it is damaged."""
    run = snapshot.connection.execute
    lots = "lot" if snapshot.mineure >= 1 else "mesure"
    portee = "portee" if snapshot.mineure >= 1 else "iif(formation IS NULL, 'etablissement', 'formation')"
    return DataFacts(
        id=snapshot.id,
        construit_le=snapshot.construit_le,
        schema=snapshot.schema,
        perimetre=snapshot.perimetre,
        prochaine_parution=snapshot.prochaine_parution,
        jeux=snapshot.jeux,
        sources=tuple(snapshot.sources.values()),
        formations=run("SELECT count(*) FROM formation").fetchone()[0],
        etablissements=run("SELECT count(*) FROM etablissement").fetchone()[0],
        regions=dict(run("SELECT code, nom FROM territoire WHERE niveau = 'region'")),
        recents=tuple(
            Recent(*row) for row in run(f"SELECT {portee} AS p, voie, max(millesime) FROM {lots} GROUP BY 1, 2")
        ),
        doutes=tuple(
            Doute(*row)
            for row in run(
                "SELECT i.libelle, c.voie, c.n, c.part_plage_brute, c.paires_nettes, c.part_nette, c.par_defaut"
                " FROM calibration c JOIN indicateur i ON i.nom = c.indicateur ORDER BY i.id, c.voie"
            )
        ),
        comptes=tuple(
            Compte(*row)
            for row in run(
                "SELECT voie, diplome, region, formations, avec_chiffre, par_continuum, sous_seuil FROM couverture"
                " WHERE niveau = 'region' ORDER BY voie, diplome, region"
            )
        ),
        qualite=parse(qualite_document(snapshot)),
    )


def qualite_document(snapshot: Snapshot) -> dict[str, Any] | None:
    """Return the quality report as the snapshot holds it, None when it holds none that is JSON."""
    row = snapshot.connection.execute("SELECT valeur FROM meta WHERE cle = 'qualite'").fetchone()
    try:
        told = json.loads(row[0]) if row else None
    except ValueError:
        return None
    return told if isinstance(told, dict) and told else None
