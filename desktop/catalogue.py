"""Questions to the snapshot, answered with the frozen dataclasses of ``desktop.facts``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from functools import cached_property
from itertools import groupby

from data_bundle.indicators import Indicateur
from desktop.errors import NotFoundError
from desktop.facts import Calibration, Commune, Etablissement, Formation, Lieu, Mesure, Metier, Offre, Suite
from desktop.snapshot import Snapshot
from desktop.stored import rows_of


def _columns(kind: type, alias: str) -> str:
    return ", ".join(f"{alias}.{f.name}" for f in fields(kind))


_FORMATION = f"SELECT {_columns(Formation, 'f')} FROM formation f"
_ETABLISSEMENT = f"SELECT {_columns(Etablissement, 'e')} FROM etablissement e"
_COMMUNE = f"SELECT {_columns(Commune, 'c')} FROM commune c"


class Catalogue:
    """The one place that reads the tables of an open snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._db: sqlite3.Connection = snapshot.connection
        self.indicateurs: tuple[Indicateur, ...] = tuple(
            Indicateur(*row)
            for row in self._db.execute(
                "SELECT id, nom, portee, libelle, unite, denominateur, horizon FROM indicateur ORDER BY id"
            )
        )
        self.par_portee: tuple[tuple[str, tuple[Indicateur, ...]], ...] = tuple(
            (portee, tuple(some)) for portee, some in groupby(self.indicateurs, key=lambda i: i.portee)
        )
        noms = {i.id: i.nom for i in self.indicateurs}
        statuts: dict[int, tuple[str, str | None]] = {
            row[0]: (row[1], row[2]) for row in self._db.execute("SELECT id, nom, variante FROM statut")
        }
        self.constat = "o.constat" if snapshot.mineure >= 1 else "'rentree'"
        self.portees: frozenset[str] = self._held()
        self._rows = rows_of(self._db, snapshot.mineure, noms, statuts)
        self.calibrations: dict[tuple[str, str], Calibration] = {
            (row[0], row[1]): Calibration(*row)
            for row in self._db.execute(f"SELECT {_columns(Calibration, 'c')} FROM calibration c")
        }

    @cached_property
    def _territoires(self) -> dict[str, Lieu]:
        rows = self._db.execute("SELECT lieu, niveau, code, nom, region, academie FROM territoire")
        return {
            ref: Lieu(ref, niveau, code, nom, code if niveau == "region" else region, academie)
            for ref, niveau, code, nom, region, academie in rows
        }

    @cached_property
    def _promotions(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for lieu, voie, millesime in self._db.execute("SELECT lieu, voie, millesime FROM promotion ORDER BY millesime"):
            found[lieu, voie] = (*found.get((lieu, voie), ()), millesime)
        return found

    def _held(self) -> frozenset[str]:
        """Return the portées of which the snapshot holds any row."""
        if self.snapshot.mineure < 1:
            return frozenset({"formation", "etablissement"})
        return frozenset(row[0] for row in self._db.execute("SELECT DISTINCT portee FROM lot"))

    def metiers(self, formation: Formation) -> tuple[Metier, ...]:
        """Return the jobs that a formation leads to, in the order of the source; none in a file of version 1.0."""
        codes = formation.rome.split() if formation.rome and self.snapshot.mineure >= 1 else []
        marks = ", ".join("?" * len(codes))
        found = (
            dict(self._db.execute(f"SELECT code, libelle FROM metier WHERE code IN ({marks})", codes)) if codes else {}
        )
        return tuple(Metier(code, found[code]) for code in codes if code in found)

    def apres(self, formation: Formation) -> tuple[Suite, ...]:
        """Return the diplomas one level above: those that lead to a same job, then those of the same speciality."""
        rows = self._db.execute(
            "SELECT f.type_code || ':' || f.code, f.libelle, f.rome FROM lien l JOIN formation f ON f.id = l.vers"
            " WHERE l.genre = 'apres' AND l.de = ? ORDER BY f.id",
            (formation.id,),
        ).fetchall()
        jobs = set((formation.rome or "").split())
        rows.sort(key=lambda row: jobs.isdisjoint((row[2] or "").split()))
        return tuple(Suite(*row[:2]) for row in rows)

    def formation(self, type_code: str, code: str) -> Formation:
        """Return a formation by its code; NotFoundError when the snapshot does not know it."""
        row = self._db.execute(f"{_FORMATION} WHERE type_code = ? AND code = ?", (type_code, code)).fetchone()
        if row is None:
            raise NotFoundError(
                f"La formation «\u00a0{type_code}:{code}\u00a0» n’existe pas dans les données chargées. "
                "Cherchez-la par son nom pour trouver sa référence."
            )
        return Formation(*row)

    def formations(self, ids: Iterable[int]) -> dict[int, Formation]:
        """Return the formations of these numbers."""
        return {
            number: Formation(*row)
            for number in set(ids)
            if (row := self._db.execute(f"{_FORMATION} WHERE id = ?", (number,)).fetchone())
        }

    def lieu(self, ref: str) -> Lieu:
        """Return the place of a reference: 'fr', 'reg:53', 'aca:14' or a UAI; NotFoundError when unknown."""
        if ":" not in ref and ref != "fr":
            return lieu_of(self.etablissement(ref))
        found = self._territoires.get(ref)
        if found is None:
            raise NotFoundError(
                f"Le lieu «\u00a0{ref}\u00a0» n’existe pas dans les données chargées. Vérifiez son code."
            )
        return found

    def etablissement(self, uai: str) -> Etablissement:
        """Return an établissement by its UAI; NotFoundError when the snapshot does not hold it."""
        row = self._db.execute(f"{_ETABLISSEMENT} WHERE uai = ?", (uai,)).fetchone()
        if row is None:
            raise NotFoundError(
                f"L’établissement «\u00a0{uai}\u00a0» n’est pas dans les données chargées. "
                "Vérifiez son numéro, ou chargez les données de toute la France."
            )
        return Etablissement(*row)

    def etablissements(self, ids: Iterable[int]) -> dict[int, Etablissement]:
        """Return the établissements of these numbers."""
        return {
            number: Etablissement(*row)
            for number in set(ids)
            if (row := self._db.execute(f"{_ETABLISSEMENT} WHERE id = ?", (number,)).fetchone())
        }

    def cfas(self, region: str) -> list[Etablissement]:
        """Return the CFA of a region in alphabetical order; which diplomas each prepares is not known here."""
        rows = self._db.execute(f"{_ETABLISSEMENT} WHERE region = ? AND nature = 'cfa' ORDER BY id", (region,))
        return [Etablissement(*row) for row in rows]

    def diplomes(self) -> list[str]:
        """Return the names of diplomas in alphabetical order, as families say them."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT diplome FROM formation ORDER BY diplome")]

    def regions(self) -> list[Lieu]:
        """Return the regions that the snapshot knows, in alphabetical order."""
        rows = self._db.execute(
            "SELECT lieu, niveau, code, nom FROM territoire WHERE niveau = 'region' ORDER BY nom_plie"
        )
        return [Lieu(lieu, niveau, code, nom, code) for lieu, niveau, code, nom in rows]

    def commune(self, code: str) -> Commune:
        """Return a commune by its INSEE code; NotFoundError when unknown."""
        row = self._db.execute(f"{_COMMUNE} WHERE code = ?", (code,)).fetchone()
        if row is None:
            raise NotFoundError(
                f"La commune «\u00a0{code}\u00a0» n’existe pas dans les données chargées. Vérifiez son code INSEE."
            )
        return Commune(*row)

    def communes(self, folded: str, limit: int = 12) -> list[Commune]:
        """Return communes whose folded name or postal code starts so, the most populated first."""
        rows = self._db.execute(
            f"{_COMMUNE} WHERE nom_plie >= ? AND nom_plie < ? OR ' ' || codes_postaux LIKE ?"
            " ORDER BY population DESC, code LIMIT ?",
            (folded, folded + "{", f"% {folded}%" if folded.isdigit() else "", limit),
        )
        return [Commune(*row) for row in rows]

    def liens(self, formation: int, genre: str) -> list[Formation]:
        """Return the formations that ``formation`` is linked to by ``genre``, in display order."""
        rows = self._db.execute(
            f"{_FORMATION} JOIN lien l ON l.vers = f.id WHERE l.genre = ? AND l.de = ? ORDER BY f.id",
            (genre, formation),
        )
        return [Formation(*row) for row in rows]

    def offre(self, formation: int, etablissement: int) -> Offre | None:
        """Return the dated presence of a formation in an établissement, or None when it was not seen there."""
        row = self._db.execute(
            f"SELECT rentree, observee, source, {self.constat} FROM offre o WHERE formation = ? AND etablissement = ?",
            (formation, etablissement),
        ).fetchone()
        if row is None:
            return None
        return Offre(row[0], self.formations([row[1]])[row[1]] if row[1] else None, row[2], row[3])

    def promotions(self, lieu: Lieu, voie: str) -> tuple[str, ...]:
        """Return the cohorts loaded for formations of ``voie`` at this place or, for a UAI, at any établissement."""
        return self._promotions.get(("etablissement" if lieu.niveau == "etablissement" else lieu.ref, voie), ())

    def mesures(self, formation: int | None, lieu: str) -> list[Mesure]:
        """Return every row of a formation at a place (None: the whole établissement), newest cohort first."""
        return self._rows(self._db, formation, lieu)


def lieu_of(etablissement: Etablissement) -> Lieu:
    """Return the place that an établissement is."""
    return Lieu(
        etablissement.uai,
        "etablissement",
        etablissement.uai,
        etablissement.nom,
        etablissement.region,
        etablissement.academie,
        etablissement,
    )
