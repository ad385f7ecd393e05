"""Each check of a snapshot, seen refusing what it is there for."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data_bundle.builder.check import _RULES, failures
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.write import write

DAMAGE = {
    "lettre finale d’UAI fausse et non signalée": "UPDATE etablissement SET uai = '0359901A' WHERE uai = '0359901X'",
    "code de formation mal formé": "UPDATE formation SET cfd = '1090020' WHERE cfd = '01090020'",
    "les trois parts ne font pas 100": "UPDATE chiffre SET valeur = 99 WHERE indicateur = 30",
    "effectif inférieur à 20": "UPDATE chiffre SET effectif = 19, numerateur = 1 WHERE effectif IS NOT NULL",
    "numérateur sans effectif ou plus grand que lui": "UPDATE chiffre SET numerateur = 5000 WHERE numerateur = 0",
    "case sans valeur mais au statut «\u00a0valeur\u00a0», ou l’inverse": "UPDATE motif SET statut = 1",
    "case à la fois remplie et vide": "UPDATE ligne SET motif = (SELECT max(motif) FROM ligne) WHERE motif = 0",
    "ligne dont le motif manque": "UPDATE ligne SET motif = 999",
    "formation manquante ou de trop": "UPDATE ligne SET formation = NULL",
    "quartiles de salaire incomplets ou en désordre": "UPDATE indicateur SET unite = '€' WHERE id = 50",
    "valeur hors des bornes": "UPDATE chiffre SET valeur = 101 WHERE indicateur = 50",
    "ligne de chiffres à qui il manque un indicateur": "DELETE FROM chiffre WHERE indicateur = 50",
    "indicateur au dénominateur contraire à son nom": "UPDATE indicateur SET denominateur = 'sortants' WHERE id = 10",
    "deux lignes de chiffres pour la même clé": "UPDATE ligne SET lot = 1, formation = 1",
    "chiffre repris sans la ligne d’où il vient": (
        "UPDATE lot SET millesime = '1999' WHERE origine = 'propre' AND portee = 'formation'"
    ),
    "ligne propre qui nomme une autre formation": "UPDATE ligne SET formation_origine = 1",
    "chiffre d’une année qui n’est pas la dernière": "UPDATE formation SET terminale = 0",
    "chiffre d’un lieu inconnu": "UPDATE ligne SET lieu = 'reg:99' WHERE lieu = 'reg:53'",
    "coordonnées impossibles": "UPDATE etablissement SET latitude = 95 WHERE latitude IS NOT NULL",
    "offre qui dit observer ce qu’elle montre": "UPDATE offre SET observee = formation",
    "source sans aucune ligne": "UPDATE source SET lignes = 0 WHERE id = 1",
    "doute hors des bornes": "UPDATE calibration SET z_plage = 1",
    "clé étrangère orpheline": "UPDATE offre SET etablissement = 999 WHERE id = 1",
    "la liste des indicateurs n’est pas celle de cette version": "UPDATE indicateur SET unite = '€' WHERE id = 10",
    "la liste des statuts n’est pas celle de cette version": "UPDATE statut SET nom = 'inconnu' WHERE id = 12",
    "il manque dans meta": "DELETE FROM meta WHERE cle = 'id'",
    "il n’y a aucun chiffre": "DELETE FROM ligne",
    "son contenu n’est plus celui qui a été écrit": "UPDATE formation SET intitule = intitule || 'x' WHERE id = 1",
    "ce n’est pas un instantané de Côte à Côte": "PRAGMA application_id = 7",
    "sa version 2.0": "PRAGMA user_version = 2000",
}


def damaged(original: Path, folder: Path, statement: str) -> Path:
    copy = folder / "abime.sqlite"
    shutil.copyfile(original, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute(statement)
    return copy


def test_every_check_is_seen_failing() -> None:
    assert _RULES.keys() <= DAMAGE.keys()


@pytest.mark.parametrize(("sentence", "statement"), DAMAGE.items())
def test_a_check_refuses_what_it_is_there_for(
    invente_path: Path, tmp_path: Path, sentence: str, statement: str
) -> None:
    assert failures(invente_path) == []
    assert sentence in " ; ".join(failures(damaged(invente_path, tmp_path, statement)))


def test_a_truncated_snapshot_is_refused(invente_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "coupe.sqlite"
    copy.write_bytes(invente_path.read_bytes()[:-8192])
    assert failures(copy)


def test_a_failing_check_leaves_no_file(tmp_path: Path, invente_path: Path) -> None:
    def refuse(_: Path) -> None:
        raise BadInputError("non")

    with pytest.raises(BadInputError):
        write({}, tmp_path / "rien.sqlite", refuse)
    assert list(tmp_path.iterdir()) == []
