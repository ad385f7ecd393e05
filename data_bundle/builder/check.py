"""Checks of a written snapshot: before it is put in place, and by ``check FILE``. Each failure is one sentence."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from data_bundle import APPLICATION_ID, SCHEMA_MAJOR, SCHEMA_MINOR, codes
from data_bundle.builder.errors import BadInputError
from data_bundle.fingerprint import KEY, fingerprint
from data_bundle.indicators import INDICATEURS, STATUTS

_META = {"id", "schema", "construit_le", "perimetre", "jeux", "prochaine_parution", "libelles", "qualite", KEY}

_RULES: dict[str, str] = {
    "lettre finale d’UAI fausse et non signalée": (
        "SELECT uai FROM etablissement WHERE uai_douteux <> NOT uai_valide(uai)"
    ),
    "code de formation mal formé": """
        SELECT code FROM formation WHERE NOT forme(type_code, code)
           OR (cfd IS NOT NULL AND NOT forme('cfd', cfd))
           OR (mefstat11 IS NOT NULL AND NOT forme('mefstat11', mefstat11))""",
    "les trois parts ne font pas 100": """
        SELECT v.ligne FROM chiffre v JOIN indicateur i ON i.id = v.indicateur
        WHERE i.nom IN ('part_emploi_6m', 'part_poursuite', 'part_autres_6m', 'part_emploi_6m_etablissement',
                        'part_poursuite_etablissement', 'part_autres_6m_etablissement')
        GROUP BY v.ligne, i.portee HAVING count(v.valeur) = 3 AND sum(v.valeur) <> 100""",
    "effectif inférieur à 20": "SELECT ligne FROM chiffre WHERE effectif < 20",
    "numérateur sans effectif ou plus grand que lui": """
        SELECT ligne FROM chiffre
        WHERE numerateur IS NOT NULL AND (effectif IS NULL OR numerateur < 0 OR numerateur > effectif)""",
    "case sans valeur mais au statut «\u00a0valeur\u00a0», ou l’inverse": """
        SELECT m.id FROM motif m JOIN statut s ON s.id = m.statut WHERE s.nom = 'valeur'""",
    "valeur hors des bornes": """
        SELECT v.ligne FROM chiffre v JOIN indicateur i ON i.id = v.indicateur
        WHERE (typeof(v.valeur) NOT IN ('integer', 'real')
           OR v.valeur < CASE i.unite WHEN 'points' THEN -100 ELSE 0 END
           OR (i.unite IN ('%', 'points') AND v.valeur > 100))""",
    "ligne de chiffres à qui il manque un indicateur": """
        WITH cells(ligne, portee) AS (
          SELECT c.ligne, i.portee FROM chiffre c JOIN indicateur i ON i.id = c.indicateur UNION ALL
          SELECT l.id, i.portee FROM ligne l JOIN motif m ON m.id = l.motif JOIN indicateur i ON i.id = m.indicateur),
        told(ligne, n, portee, other) AS (
          SELECT ligne, count(*), min(portee), max(portee) FROM cells GROUP BY ligne)
        SELECT l.id FROM ligne l JOIN lot t ON t.id = l.lot LEFT JOIN told ON told.ligne = l.id
        WHERE told.n IS NOT (SELECT count(*) FROM indicateur WHERE portee = t.portee)
           OR told.portee <> t.portee OR told.other <> t.portee""",
    "case à la fois remplie et vide": """
        SELECT l.id FROM ligne l JOIN motif m ON m.id = l.motif
        JOIN chiffre c ON c.ligne = l.id AND c.indicateur = m.indicateur""",
    "ligne dont le motif manque": ("SELECT id FROM ligne WHERE motif <> 0 AND motif NOT IN (SELECT id FROM motif)"),
    "formation manquante ou de trop": """
        SELECT l.id FROM ligne l JOIN lot t ON t.id = l.lot
        WHERE (l.formation IS NULL) <> (t.portee IN ('etablissement', 'reussite', 'niveau'))""",
    "quartiles de salaire incomplets ou en désordre": """
        SELECT v.ligne FROM chiffre v JOIN indicateur i ON i.id = v.indicateur WHERE i.unite = '€'
        GROUP BY v.ligne, i.horizon, i.portee
        HAVING count(*) <> 3 OR max(iif(i.nom LIKE '%~_q1' ESCAPE '~', v.valeur, 0))
               > min(iif(i.nom LIKE '%~_median' ESCAPE '~', v.valeur, 1e9))
            OR max(iif(i.nom LIKE '%~_median' ESCAPE '~', v.valeur, 0))
               > min(iif(i.nom LIKE '%~_q3' ESCAPE '~', v.valeur, 1e9))""",
    "indicateur au dénominateur contraire à son nom": """
        SELECT nom FROM indicateur WHERE (nom LIKE 'part~_%' ESCAPE '~') <> (denominateur = 'derniere_annee')
           OR (nom LIKE 'taux~_emploi~_%' ESCAPE '~' AND denominateur <> 'sortants')""",
    "deux lignes de chiffres pour la même clé": """
        SELECT min(id) FROM mesure
        GROUP BY lieu, formation, voie, millesime, population, source, portee HAVING count(*) > 1""",
    "chiffre repris sans la ligne d’où il vient": """
        SELECT c.id FROM mesure c WHERE c.origine <> 'propre' AND (c.origine = 'autre_site') = EXISTS (
          SELECT 1 FROM mesure o WHERE o.lieu = c.lieu AND o.formation = c.formation_origine
             AND o.millesime = c.millesime AND o.voie = c.voie AND o.source = c.source AND o.origine = 'propre')
        UNION ALL
        SELECT id FROM mesure WHERE origine = 'autre_site'
          AND (SELECT valeur FROM meta WHERE cle = 'perimetre') = '["fr"]'  -- an extract may lack the other site
          AND (formation_origine, millesime, voie, source, portee) NOT IN (
            SELECT formation, millesime, voie, source, portee FROM mesure
            WHERE origine = 'propre' AND formation IS NOT NULL)""",
    "ligne propre qui nomme une autre formation": (
        "SELECT id FROM mesure WHERE (origine = 'propre') <> (formation_origine IS NULL)"
    ),
    "chiffre d’une année qui n’est pas la dernière": """
        SELECT l.id FROM ligne l JOIN lot t ON t.id = l.lot JOIN formation f ON f.id = l.formation
        WHERE t.portee <> 'acces' AND (NOT f.terminale OR f.commune)""",
    "chiffre d’un lieu inconnu": """
        SELECT id FROM ligne
        WHERE lieu NOT IN (SELECT lieu FROM territoire UNION ALL SELECT uai FROM etablissement)""",
    "coordonnées impossibles": """
        SELECT uai FROM etablissement WHERE (latitude IS NULL) <> (longitude IS NULL)
           OR (latitude IS NULL) <> (position IS NULL) OR abs(latitude) > 90 OR abs(longitude) > 180""",
    "offre qui dit observer ce qu’elle montre": "SELECT id FROM offre WHERE observee = formation",
    "source sans aucune ligne": "SELECT code FROM source WHERE lignes <= 0",
    "doute hors des bornes": """
        SELECT indicateur FROM calibration WHERE z_plage < 2.33 OR z_ecart NOT BETWEEN 1.96 AND 3.30
           OR coalesce(part_plage, 0.9) < 0.9 OR coalesce(part_plage, 0.9) > 1""",
    "clé étrangère orpheline": 'SELECT "table" FROM pragma_foreign_key_check',
}
"""Sentence -> a query that returns what breaks the rule."""


def check(path: Path) -> None:
    """Check a snapshot. Raises BadInputError with one sentence for all that is wrong."""
    wrong = failures(path)
    if wrong:
        every = "\u00a0; ".join(wrong)
        raise BadInputError(f"{path.name} ne passe pas les contrôles\u00a0: {every}.")


def failures(path: Path) -> list[str]:
    """Return what is wrong with a snapshot, empty when nothing is."""
    if not path.is_file():
        return ["le fichier n’existe pas"]
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return _header(connection) or [*_rows(connection), *_fixed(connection)]
    except sqlite3.Error:
        return ["ce n’est pas un instantané, ou il est abîmé"]


def _header(connection: sqlite3.Connection) -> list[str]:
    [application_id] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if application_id != APPLICATION_ID:
        return ["ce n’est pas un instantané de Côte à Côte"]
    if version // 1000 != SCHEMA_MAJOR:
        return [f"sa version {version // 1000}.{version % 1000} n’est pas {SCHEMA_MAJOR}.{SCHEMA_MINOR}"]
    [state] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return [] if state == "ok" else ["le fichier est abîmé"]


def _rows(connection: sqlite3.Connection) -> list[str]:
    connection.create_function("uai_valide", 1, codes.is_uai, deterministic=True)
    connection.create_function("forme", 2, _shape, deterministic=True)
    found = []
    for sentence, query in _RULES.items():
        wrong = [str(row[0]) for row in connection.execute(query).fetchmany(4)]
        if wrong:
            found.append(f"{sentence} ({', '.join(wrong[:3])}{'…' if len(wrong) > 3 else ''})")
    return found


def _fixed(connection: sqlite3.Connection) -> list[str]:
    """Check what this version of the builder fixes: indicateurs, statuts, keys of meta."""
    found = []
    rows = connection.execute("SELECT id, nom, portee, unite, denominateur, horizon FROM indicateur ORDER BY id")
    if rows.fetchall() != [(i.id, i.nom, i.portee, i.unite, i.denominateur, i.horizon) for i in INDICATEURS]:
        found.append("la liste des indicateurs n’est pas celle de cette version")
    if connection.execute("SELECT * FROM statut ORDER BY id").fetchall() != [
        (s.id, s.nom, s.variante) for s in STATUTS
    ]:
        found.append("la liste des statuts n’est pas celle de cette version")
    missing = _META - {key for (key,) in connection.execute("SELECT cle FROM meta")}
    if missing:
        found.append(f"il manque dans meta\u00a0: {', '.join(sorted(missing))}")
    written = connection.execute("SELECT valeur FROM meta WHERE cle = ?", (KEY,)).fetchone()
    if written and written[0] != fingerprint(connection):
        found.append("son contenu n’est plus celui qui a été écrit")
    if not connection.execute("SELECT 1 FROM ligne LIMIT 1").fetchone():
        found.append("il n’y a aucun chiffre")
    return found


def _shape(kind: str, code: str) -> bool:
    shapes: dict[str, re.Pattern[str]] = {
        "cfd": re.compile(r"^[0-9A-Z]{8}$"),
        "mefstat11": re.compile(r"^[0-9A-Z]{11}$"),
        "sise": re.compile(r"^[0-9A-Z]{7}$"),
        "parcoursup": re.compile(r"^(?:[0-9]+|[0-9A-Z]{8}-[0-9a-f]{8})$"),
    }
    return bool(shapes[kind].match(code))
