"""Signed publications whose content is not what it should be: an editor's mistake, or the key of the targets stolen."""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from data_bundle.annonce import CIBLE, encode
from tests.securite.contenu import Publication, annoncee, autre, publication, requete
from tests.securite.forge import sha256
from tests.securite.mesures import Attaques, Cas, attaques
from tests.securite.scene import Scene

FAMILLE = "Contenus signés mais faux"
_SANS_CONTROLE = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"


def _files(scene: Scene, held: Publication) -> dict[str, bytes]:
    return scene.depot_a.publie(held.contenus).files()


def _modifie(sql: str) -> Callable[[Scene], dict[str, bytes]]:
    """Return a repository whose snapshot was changed by some SQL, its announcement true to it."""

    def faite(scene: Scene) -> dict[str, bytes]:
        changes = [autre("2026-07-15-essai-x", 4), requete(_SANS_CONTROLE + sql)]
        return _files(scene, publication(scene.base, 2, changes))

    return faite


def _dit(**champs: object) -> Callable[[Scene], dict[str, bytes]]:
    """Return a repository whose announcement says something else than the content."""
    return lambda scene: _files(scene, _seul(annoncee(scene.b, **champs)))


def _seul(held: Publication) -> Publication:
    """Return the publication without its delta."""
    held = annoncee(held, deltas=())
    return replace(held, contenus={nom: content for nom, content in held.contenus.items() if ".bsdiff" not in nom})


def _noyau(content: Callable[[Scene], bytes]) -> Callable[[Scene], dict[str, bytes]]:
    """Return a repository whose packed file holds other bytes, with sizes and hashes true to them."""

    def faite(scene: Scene) -> dict[str, bytes]:
        inside = content(scene)
        packed = lzma.compress(inside)
        b = _seul(scene.b)
        paquet = replace(b.annonce.paquet, taille=len(packed), taille_noyau=len(inside), sha256_noyau=sha256(inside))
        annonce = replace(b.annonce, paquet=paquet)
        return scene.depot_a.publie({CIBLE: encode(annonce), paquet.nom: packed}).files()

    return faite


def _etrangere(scene: Scene) -> bytes:
    """Return a sound SQLite file of another program."""
    path = scene.nouveau("etrangere")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE meta (cle, valeur); INSERT INTO meta VALUES ('id', 'autre');")
    return path.read_bytes()


def _sans(table: str) -> Callable[[Scene], bytes]:
    def faite(scene: Scene) -> bytes:
        path = scene.nouveau("sans")
        path.write_bytes(scene.b.noyau)
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(f"PRAGMA foreign_keys = OFF; DROP TABLE {table};")
        return path.read_bytes()

    return faite


def _pose(sql: str) -> Callable[[Scene], bytes]:
    """Return the noyau of B after some SQL, its announcement no longer true to it."""

    def faite(scene: Scene) -> bytes:
        path = scene.nouveau("pose")
        path.write_bytes(scene.b.noyau)
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)
        return path.read_bytes()

    return faite


def _page(scene: Scene) -> bytes:
    """Return the noyau of B with a page of zeros in the middle."""
    held = bytearray(scene.b.noyau)
    held[81920 : 81920 + 4096] = bytes(4096)
    return bytes(held)


PAS_DES_DONNEES: Attaques = {
    "texte": _noyau(lambda s: b"Ceci n'est pas une base." * 400),
    "octets au hasard": _noyau(lambda s: s.hasard.randbytes(200_000)),
    "un octet": _noyau(lambda s: b"S"),
    "en-tête seul": _noyau(lambda s: s.b.noyau[:100]),
    "coupé au milieu": _noyau(lambda s: s.b.noyau[: len(s.b.noyau) // 2]),
    "une page de zéros": _noyau(_page),
    "base d’un autre programme": _noyau(_etrangere),
    "table absente": _noyau(_sans("chiffre")),
    "table des formations absente": _noyau(_sans("formation")),
    "déclencheur qui change les chiffres": _noyau(
        _pose("CREATE TRIGGER t AFTER INSERT ON mot_lieu BEGIN UPDATE chiffre SET valeur = 99; END;")
    ),
    "vue des chiffres sans fin": _noyau(
        _pose(
            "DROP VIEW valeur; CREATE VIEW valeur AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
            " SELECT id AS mesure, 1 AS indicateur, 1 AS statut, 50 AS valeur, 30 AS effectif, 15 AS numerateur,"
            " 0 AS recalcule FROM n;"
        )
    ),
    "nombres à la place des noms": _noyau(
        _pose(
            "PRAGMA foreign_keys = OFF; PRAGMA writable_schema = ON;"
            " UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')') WHERE name = 'etablissement';"
            " PRAGMA writable_schema = RESET; UPDATE etablissement SET uai = CAST(id AS BLOB), departement = 35;"
        )
    ),
    "vue sans fin à la place d’une table": _noyau(
        _pose(
            "PRAGMA foreign_keys = OFF; DROP TABLE etablissement; CREATE VIEW etablissement AS WITH RECURSIVE"
            " n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'x' AS uai, 0 AS uai_douteux, 'x' AS nom,"
            " 'x' AS nature, 'x' AS secteur, 'x' AS commune, 'x' AS commune_nom, 'x' AS departement, 'x' AS academie,"
            " 'x' AS region, 0 AS latitude, 0 AS longitude, 'x' AS position, 0 AS internat, 'x' AS telephone FROM n;"
        )
    ),
}
CONTENUS: Attaques = {
    "effectif sous 20": _modifie(
        "UPDATE chiffre SET effectif = 19 WHERE rowid_is_absent = 0;".replace(
            "rowid_is_absent = 0", "effectif = (SELECT MIN(effectif) FROM chiffre)"
        )
    ),
    "plus de cent pour cent": _modifie(
        "UPDATE chiffre SET valeur = 130 WHERE indicateur IN (SELECT id FROM indicateur WHERE unite = '%');"
    ),
    "part plus grande que le tout": _modifie(
        "UPDATE chiffre SET numerateur = effectif + 1 WHERE effectif IS NOT NULL;"
    ),
    "texte à la place d’un chiffre": _modifie("UPDATE chiffre SET valeur = 'x';"),
    "clé étrangère rompue": _modifie(
        "DELETE FROM statut WHERE id = 2; DELETE FROM lot WHERE id = (SELECT MAX(lot) FROM ligne);"
    ),
    "motif absent": _modifie("UPDATE ligne SET motif = 999999;"),
    "schéma plus récent": _modifie("PRAGMA user_version = 2000; UPDATE meta SET valeur = '2.0' WHERE cle = 'schema';"),
    "autre programme": _modifie("PRAGMA application_id = 1;"),
    "sans identifiant": _modifie("DELETE FROM meta WHERE cle = 'jeux';"),
}
ANNONCES: Attaques = {
    "autre nombre de lignes": lambda s: _dit(lignes=dict(s.b.annonce.lignes) | {"chiffre": 1})(s),
    "une table de plus": lambda s: _dit(lignes=dict(s.b.annonce.lignes) | {"autre": 0})(s),
    "une table de moins": lambda s: _dit(lignes={k: n for k, n in s.b.annonce.lignes.items() if k != "lien"})(s),
    "autre empreinte": _dit(empreinte="0" * 64),
    "autre SHA-256 installé": _dit(sha256_installe="0" * 64),
    "autre taille installée": _dit(taille_installe=4096),
    "autre identifiant": _dit(id="2026-07-15-autre"),
    "autre date": _dit(construit_le="2020-01-01"),
    "schéma d’après": _dit(schema="2.0"),
    "autre périmètre": _dit(perimetre=("fr",)),
    "autre SHA-256 du noyau": lambda s: _dit(paquet=replace(s.b.annonce.paquet, sha256_noyau="0" * 64))(s),
    "taille du noyau trop petite": lambda s: _dit(paquet=replace(s.b.annonce.paquet, taille_noyau=4096))(s),
    "taille du noyau trop grande": lambda s: _dit(paquet=replace(s.b.annonce.paquet, taille_noyau=2**28))(s),
    "taille du paquet fausse": lambda s: _dit(paquet=replace(s.b.annonce.paquet, taille=17))(s),
}
CAS: tuple[Cas, ...] = (
    attaques(FAMILLE, "pas des données : texte, base étrangère, coupée, déclencheur…", PAS_DES_DONNEES, court=5),
    attaques(FAMILLE, "chiffres ou schéma hors règles, annonce fidèle", CONTENUS, court=4),
    attaques(FAMILLE, "annonce qui ne dit pas ce qui est publié", ANNONCES, court=5),
)
