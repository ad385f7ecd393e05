"""The file of Onisep data that a person may attach: opened read-only, checked whole, and kept in memory.

It is never opened unless asked for. Its licence is share-alike (ODbL 1.0), so nothing of it is stored elsewhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_bundle.fingerprint import KEY, fingerprint
from data_bundle.folding import fold, words
from data_bundle.onisep import APPLICATION_ID, FICHE, MAJOR, METIER
from desktop.errors import SnapshotError
from desktop.facts import Formation
from desktop.sqlite_header import Refus, refus

_REFUS: dict[Refus, str] = {
    "introuvable": "est introuvable. Vérifiez son nom, ou choisissez un autre fichier.",
    "illisible": "ne peut pas être lu. Vérifiez la clé ou le dossier.",
    "incomplet": "est vide ou incomplet. Demandez-en une nouvelle copie.",
    "etranger": "n’a pas les données Onisep que lit Côte à Côte. Choisissez un autre fichier.",
    "trop_recent": "demande une version plus récente de Côte à Côte. Mettez le programme à jour.",
}
_DAMAGED = "est abîmé. Demandez-en une nouvelle copie."


@dataclass(frozen=True, slots=True)
class Fiche:
    """The page of the Onisep about a diploma; ``duree`` and ``niveau`` are as published, possibly empty."""

    id: str
    libelle: str
    duree: str
    niveau: str
    url: str


@dataclass(frozen=True, slots=True)
class MetierOnisep:
    """The page of the Onisep about a job, with the ROME code that it is found by."""

    id: str
    rome: str
    libelle: str
    domaine: str
    url: str


@dataclass(frozen=True, slots=True)
class Onisep:
    """An attached file, whole in memory: the key that it came on may be taken out. ``mise_a_jour`` is AAAA-MM-JJ."""

    path: Path
    id: str
    mise_a_jour: str | None
    par_rncp: Mapping[str, tuple[Fiche, ...]]
    par_rome: Mapping[str, tuple[MetierOnisep, ...]]

    def fiches(self, formation: Formation) -> tuple[Fiche, ...]:
        """Return the pages about the diploma, by its RNCP code; first those whose label has most of its words."""
        wanted = set(words(formation.libelle))

        def far(fiche: Fiche) -> tuple[int, str]:
            return -len(wanted.intersection(words(fiche.libelle))), fold(fiche.libelle)

        return tuple(sorted(self.par_rncp.get(formation.rncp or "", ()), key=far))

    def metiers(self, formation: Formation) -> tuple[MetierOnisep, ...]:
        """Return the pages about the jobs of its ROME codes, in the order of the codes, then of the alphabet."""
        codes = dict.fromkeys((formation.rome or "").split())
        return tuple(metier for code in codes for metier in self.par_rome.get(code, ()))


def open_onisep(path: Path) -> Onisep:
    """Read the Onisep file at ``path``, whole.

    Raises SnapshotError, with a sentence, when it is missing, cut short, foreign, too new or damaged.
    """
    why = refus(path, APPLICATION_ID, MAJOR)
    if why is not None:
        raise _refused(path, _REFUS[why])
    try:
        with closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA query_only = 1")
            return _read(path, connection)
    except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
        raise _refused(path, _DAMAGED) from error


def _read(path: Path, connection: sqlite3.Connection) -> Onisep:
    """Read everything. ValueError when the file can't be trusted: a damaged page, other rows than those written."""
    meta = dict(connection.execute("SELECT cle, valeur FROM meta"))
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",) or meta[KEY] != fingerprint(connection):
        raise ValueError
    par_rncp: dict[str, list[Fiche]] = {}
    for rncp, *fiche in connection.execute("SELECT rncp, id, libelle, duree, niveau, url FROM fiche ORDER BY numero"):
        par_rncp.setdefault(rncp, []).append(Fiche(*fiche))
    par_rome: dict[str, list[MetierOnisep]] = {}
    metiers = connection.execute("SELECT id, rome, libelle, domaine, url FROM metier ORDER BY numero").fetchall()
    for metier in sorted((MetierOnisep(*row) for row in metiers), key=lambda metier: fold(metier.libelle)):
        par_rome.setdefault(metier.rome, []).append(metier)
    addresses = [(FICHE, f.id, f.url) for some in par_rncp.values() for f in some]
    addresses += [(METIER, m.id, m.url) for some in par_rome.values() for m in some]
    for shape, identity, url in addresses:
        if (matched := shape.fullmatch(url)) is None or matched[1] != identity:
            raise ValueError
    return Onisep(
        path,
        meta["id"],
        date.fromisoformat(meta["mise_a_jour"]).isoformat() if meta["mise_a_jour"] else None,
        {code: tuple(some) for code, some in par_rncp.items()},
        {code: tuple(some) for code, some in par_rome.items()},
    )


def _refused(path: Path, why: str) -> SnapshotError:
    return SnapshotError(f"Le fichier Onisep «\u00a0{path.name}\u00a0» {why}")
