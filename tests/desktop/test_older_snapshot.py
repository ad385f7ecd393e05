"""A snapshot of version 1.0, made up with the schema of that version, is read by this program as it was then."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from data_bundle import APPLICATION_ID
from data_bundle.indicators import INDICATEURS, STATUTS
from desktop.catalogue import Catalogue
from desktop.cli import main
from desktop.comparison import compare
from desktop.rubriques import absents
from desktop.selection import Choix, Selection
from desktop.snapshot import open_snapshot

SCHEMA = Path(__file__).with_name("schema_1_0.sql")
HELD = [i for i in INDICATEURS if i.portee in ("formation", "etablissement") and i.nom != "taux_rupture_contrats"]
A, B = "mefstat11:90000000001@reg:90", "mefstat11:90000000002@0900001M"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Two invented formations with rows of 1.0: one cell stored for every indicator, gaps included."""
    path = tmp_path / "invente-1.0.sqlite"
    db = sqlite3.connect(path)
    db.executescript(SCHEMA.read_text(encoding="utf-8"))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1000")
    meta = {"id": "invente-1.0", "schema": "1.0", "construit_le": "2026-01-02"}
    meta |= {"perimetre": '["fr"]', "jeux": '["jeu-invente"]'}
    db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    db.execute(
        "INSERT INTO source VALUES (1, 'jeu-invente', 'Jeu inventé', 'Producteur inventé', 'Dispositif inventé',"
        " 'licence inventée', 'site inventé', 'https://exemple.invalid', NULL, 'x', 1, '[]')"
    )
    db.executemany(
        "INSERT INTO indicateur VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(i.id, i.nom, i.portee, i.libelle, i.unite, i.denominateur, i.horizon) for i in HELD],
    )
    db.executemany("INSERT INTO statut VALUES (?, ?, ?)", [(s.id, s.nom, s.variante) for s in STATUTS])
    db.execute("INSERT INTO territoire VALUES ('fr', 'national', 'fr', 'France', 'france', NULL, NULL, NULL)")
    db.execute("INSERT INTO territoire VALUES ('reg:90', 'region', '90', 'Région inventée', 'r', NULL, NULL, '90')")
    db.execute(
        "INSERT INTO etablissement (id, uai, uai_douteux, nom, nature, departement, region)"
        " VALUES (1, '0900001M', 0, 'Lycée inventé', 'lycee', '90', '90')"
    )
    for number, code in enumerate(("90000000001", "90000000002"), 1):
        db.execute(
            "INSERT INTO formation (id, type_code, code, voie, diplome, intitule, libelle, libelle_source,"
            " libelle_officiel, terminale, commune, rome) VALUES (?, 'mefstat11', ?, 'scolaire', 'CAP', 'Inventé',"
            " 'CAP Inventé', 'certif-info', 'CAP INVENTE', 1, 0, 'G1601')",
            (number, code),
        )
        db.execute("INSERT INTO mot_formation VALUES ('invente', ?, 0)", (number,))
        db.execute(
            "INSERT INTO mesure VALUES (?, ?, 'reg:90', 'scolaire', '2022_2023', NULL, 1, 'propre', NULL)",
            (number, number),
        )
        for i in HELD:
            if i.portee == "formation":
                cell = (1, 60, 100, 60) if i.nom == "taux_emploi_6m" else (3, None, None, None)
                db.execute("INSERT INTO valeur VALUES (?, ?, ?, ?, ?, ?, 0)", (number, i.id, *cell))
    db.execute("INSERT INTO promotion VALUES ('reg:90', 'scolaire', '2022_2023')")
    db.execute("INSERT INTO offre VALUES (1, 2, 1, 2020, 1, NULL)")
    db.commit()
    db.close()
    return path


def test_its_figures_and_gaps_are_those_that_it_stores(older: Path) -> None:
    catalogue = Catalogue(open_snapshot(older))
    found = compare(catalogue, Selection((Choix.parse(A), Choix.parse(B))))
    assert [ligne.indicateur.nom for ligne in found.lignes] == [i.nom for i in HELD]
    cell = found.ligne("taux_emploi_6m").cellules[0]
    assert (cell.valeur, cell.effectif, cell.intervalle) == (60, 100, (50, 69))
    gap = found.ligne("taux_emploi_12m").cellules[0]
    assert (gap.statut, gap.variante, gap.valeur) == ("sous_seuil", "sortants", None)
    here = found.ligne("taux_emploi_6m").cellules[1]
    assert (here.statut, here.repli.valeur) == ("hors_instantane", 60)


def test_what_it_cannot_hold_is_not_asked_of_it(older: Path) -> None:
    catalogue = Catalogue(open_snapshot(older))
    found = compare(catalogue, Selection((Choix.parse(A), Choix.parse(B))))
    assert [(c.metiers, c.apres) for c in found.colonnes] == [((), ()), ((), ())]
    assert found.colonnes[1].offre.constat == "rentree"
    assert absents(found) is None


@pytest.mark.parametrize("words", [["comparer", A, B, "--json"], ["chercher", "invente", "--json"], ["instantane"]])
def test_every_verb_answers_from_it(older: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--instantane", str(older)]) == 0
    said = capsys.readouterr().out
    assert "inventé" in said.lower()
    if "--json" in words:
        json.loads(said)
