"""A made-up snapshot for tests: invented formations, places and figures that can't reach a real one.

Every name says « inventé »; codes are of the right shape and belong to nothing.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from data_bundle import APPLICATION_ID, USER_VERSION, schema_path
from data_bundle.folding import fold, words
from data_bundle.indicators import INDICATEURS, PAR_NOM, STATUTS
from desktop.catalogue import Catalogue
from desktop.snapshot import open_snapshot

STATUT = {(s.nom, s.variante): s.id for s in STATUTS}
Z_ECART = {"scolaire": 1.96, "apprentissage": 2.8}


class Invente:
    """Writes rows into a new snapshot; numbers are given in order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = sqlite3.connect(path)
        self.db.executescript(schema_path().read_text(encoding="utf-8"))
        self.db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.db.execute(f"PRAGMA user_version = {USER_VERSION}")
        meta = {
            "id": "invente-1",
            "schema": "1.1",
            "construit_le": "2026-01-02",
            "perimetre": json.dumps(["fr"]),
            "jeux": json.dumps(["jeu-invente"]),
        }
        self.db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        for number in (1, 2):
            self.db.execute(
                "INSERT INTO source VALUES (?, ?, 'Jeu inventé', 'Producteur inventé', 'Dispositif inventé',"
                " 'licence inventée', 'site inventé', 'https://exemple.invalid', NULL, 'x', 1, '[]')",
                (number, f"jeu-invente-{number}"),
            )
        self.db.executemany(
            "INSERT INTO indicateur VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(i.id, i.nom, i.portee, i.libelle, i.unite, i.denominateur, i.horizon) for i in INDICATEURS],
        )
        self.db.executemany("INSERT INTO statut VALUES (?, ?, ?)", [(s.id, s.nom, s.variante) for s in STATUTS])
        for i in INDICATEURS:
            for voie, z in Z_ECART.items():
                if i.portee == "formation":
                    self.db.execute(
                        "INSERT INTO calibration VALUES"
                        " (?, ?, '[]', 300, 0, 2.33, .91, .85, .7, .6, ?, 400, .95, 0, .66, 0, 0)",
                        (i.nom, voie, z),
                    )
        for lieu, niveau, code, nom, region in (
            ("fr", "national", "fr", "France", None),
            ("reg:90", "region", "90", "Région inventée", None),
            ("reg:91", "region", "91", "Autre région inventée", None),
            ("reg:06", "region", "06", "Mayotte", None),
            ("aca:90", "academie", "90", "Académie inventée", "90"),
        ):
            self.db.execute(
                "INSERT INTO territoire VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",
                (lieu, niveau, code, nom, fold(nom), region),
            )
        self._formation = self._mesure = self._place = 0
        self._lots: dict[tuple[object, ...], int] = {}

    def formation(self, code: str, libelle: str, voie: str = "scolaire", **more: object) -> int:
        """Add a formation; ``code`` of 8 characters is a CFD, of 11 a MEFSTAT11."""
        self._formation += 1
        row: dict[str, object] = {
            "id": self._formation,
            "type_code": "cfd" if len(code) == 8 else "mefstat11",
            "code": code,
            "voie": voie,
            "diplome": libelle.split()[0],
            "intitule": libelle,
            "libelle": libelle,
            "libelle_source": "certif-info",
            "libelle_officiel": libelle.upper(),
            "terminale": 1,
            "commune": 0,
            "duree": 2,
            **more,
        }
        names = ", ".join(row)
        self.db.execute(f"INSERT INTO formation ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
        for mot in set(words(libelle)):
            self.db.execute("INSERT INTO mot_formation VALUES (?, ?, 0)", (mot, self._formation))
        return self._formation

    def etablissement(self, uai: str, nom: str, region: str = "90", nature: str = "lycee", **more: object) -> int:
        """Add an établissement."""
        self._place += 1
        row: dict[str, object] = {
            "id": self._place,
            "uai": uai,
            "uai_douteux": 0,
            "nom": nom,
            "nature": nature,
            "departement": uai[1:3],
            "region": region,
            **more,
        }
        names = ", ".join(row)
        self.db.execute(
            f"INSERT INTO etablissement ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
        for mot in set(words(nom + " " + str(more.get("commune_nom", "")))):
            self.db.execute("INSERT INTO mot_lieu VALUES (?, ?)", (mot, self._place))
        return self._place

    def offre(self, formation: int, etablissement: int, observee: int | None = None) -> None:
        """Say that a formation was seen in an établissement in 2020."""
        self.db.execute(
            "INSERT INTO offre (formation, etablissement, rentree, source, observee) VALUES (?, ?, 2020, 1, ?)",
            (formation, etablissement, observee),
        )

    def mesure(
        self,
        formation: int | None,
        lieu: str,
        millesime: str,
        cells: dict[str, tuple[object, ...]],
        voie: str = "scolaire",
        **more: object,
    ) -> None:
        """Add a row. A cell is ``(value, effectif, numerateur)`` or ``(statut,)`` or ``(statut, variante)``."""
        self._mesure += 1
        whole = "formation" if formation else "etablissement"
        row = {"population": None, "source": 1, "origine": "propre", "formation_origine": None, "portee": whole}
        row |= {"libelle_source": None, "sites": None} | more
        gaps = any(isinstance(cell[0], str) for cell in cells.values())
        lot = (row["portee"], row["source"], voie, millesime, row["population"], row["origine"])
        if lot not in self._lots:
            self._lots[lot] = len(self._lots) + 1
            self.db.execute("INSERT INTO lot VALUES (?, ?, ?, ?, ?, ?, ?)", (self._lots[lot], *lot))
        self.db.execute(
            "INSERT INTO ligne VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self._mesure, formation, lieu, self._lots[lot], self._mesure if gaps else 0, row["formation_origine"],
             row["libelle_source"], row["sites"]),
        )  # fmt: skip
        for nom, cell in cells.items():
            number = PAR_NOM[nom].id
            if isinstance(cell[0], str):
                statut = STATUT[cell[0], cell[1] if len(cell) > 1 else None]
                self.db.execute("INSERT INTO motif VALUES (?, ?, ?)", (self._mesure, number, statut))
            else:
                self.db.execute("INSERT INTO chiffre VALUES (?, ?, ?, ?, ?, 0)", (self._mesure, number, *cell))

    def commune(self, code: str, nom: str, latitude: float, longitude: float) -> None:
        """Add a commune."""
        self.db.execute(
            "INSERT INTO commune VALUES (?, ?, ?, '90000', '90', '90', ?, ?, 1000)",
            (code, nom, fold(nom), latitude, longitude),
        )

    def lien(self, genre: str, de: int, vers: int) -> None:
        """Link two formations."""
        self.db.execute("INSERT INTO lien VALUES (?, ?, ?)", (genre, de, vers))

    def write(self) -> Path:
        """Finish the file and return its path."""
        self.db.execute(
            "INSERT INTO promotion SELECT DISTINCT CASE WHEN lieu = 'fr' OR lieu LIKE '%:%' THEN lieu"
            " ELSE 'etablissement' END, voie, millesime FROM mesure WHERE portee = 'formation'"
        )
        self.db.commit()
        self.db.close()
        return self.path

    def open(self) -> Catalogue:
        """Finish the file and open it as the application does."""
        return Catalogue(open_snapshot(self.write()))
