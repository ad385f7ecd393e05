"""IVAL of the lycées: success at the exam, mentions, the way from 2de to the bac, by lycée and session.

Three forms of one table: the older professional one (2012 to 2017 at hand: rates and what was expected, no valeur
ajoutée, DOMAIN.md §11, G28) and those of today, professional and general. Nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder import statuses
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.numbers import Number
from data_bundle.builder.reading import Reading, Seen, joined
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.statuses import Cell
from data_bundle.builder.tables import Columns, Table, read_table
from data_bundle.indicators import PAR_NOM


@dataclass(frozen=True, slots=True)
class Jeu:
    """One dataset, and the fewest pupils at the exam for which it publishes anything (DOMAIN.md §2.2).

    ``population`` tells the exams of one lycée apart: a polyvalent one is in both files.
    """

    code: str
    seuil: int
    population: str = "professionnel"


OLDER_PRO = Jeu("fr-en-indicateurs-de-resultat-des-lycees-denseignement-professionnels", 10)
PRO = Jeu("fr-en-indicateurs-de-resultat-des-lycees-pro_v2", 10)
GENERAL = Jeu("fr-en-indicateurs-de-resultat-des-lycees-gt_v2", 20, "general")

_FIGURES: Columns = {
    "taux_reussite": (
        "taux_reu_total", "Taux de réussite - Toutes séries", "Taux de réussite - Toutes series",
        "Taux Brut de Réussite Total secteurs",
    ),
    "taux_reussite_attendu": ("Taux Réussite Attendu France",),
    "va_reussite": (
        "va_reu_total", "Valeur ajoutée du taux de réussite - Toutes séries",
        "Valeur ajoutée du taux de réussite - Toutes series",
    ),
    "taux_mention": (
        "taux_men_total", "Taux de mentions - Toutes séries", "Taux de mentions - Toutes series",
        "Taux_Brut_de_mentions_Total_secteurs",
    ),
    "va_mention": (
        "va_men_total", "Valeur ajoutée du taux de mentions - Toutes séries",
        "Valeur ajoutée du taux de mentions - Toutes series",
    ),
    "taux_acces_2nde_bac": ("taux_acces_2nde", "Taux d'accès 2nde-bac", "Taux accès Brut seconde BAC"),
    "taux_acces_2nde_bac_attendu": ("Taux accès Attendu France seconde BAC",),
    "va_acces_2nde_bac": (
        "va_acces_2nde", "Valeur ajoutée du taux d'accès 2nde-bac", "Valeur ajoutée du taux d'acces 2nde-bac",
    ),
}  # fmt: skip
"""Indicateur -> technical name of today, its labels, the label of the older table (« France »: all France expected)."""

_COLUMNS: Columns = {
    "uai": ("uai", "UAI", "Code établissement"),
    "nom": ("libelle_uai", "Libellé UAI", "Etablissement", "Établissement"),
    "session": ("annee", "Année"),
    "presents": (
        "presents_total", "Présents - Toutes séries", "Présents - Toutes series", "Effectifs présents Total secteurs",
    ),
    **_FIGURES,
}  # fmt: skip
_REQUIRED = ("uai", "session", "presents", "taux_reussite", "taux_acces_2nde_bac")
_SESSION = re.compile(r"^(20[0-9]{2})(?:-[0-9]{2}-[0-9]{2}(?:T.*)?)?$")
_SAYS_NOTHING = frozenset({"", "na", "null"})
_SHOWN = 20
"""Fewer pupils than this are not told, even where the rate is (DOMAIN.md §2.3)."""


def read(inputs: Inputs) -> Reading:
    """Read every dataset there is: one mesure a lycée and session, the whole lycée together."""
    return joined([_read(inputs, jeu) for jeu in (OLDER_PRO, PRO, GENERAL)])


def _read(inputs: Inputs, jeu: Jeu) -> Reading:
    mesures: list[Mesure] = []
    noms: list[Seen] = []
    for file in inputs.open(jeu.code):
        known = inputs.records[jeu.code].source.connues
        table = read_table(file, _COLUMNS, _REQUIRED, inputs.report, known=known)
        table.codes("uai", codes.UAI)
        sessions = [_session(table, i) for i in range(len(table))]
        figures = {name: _numbers(table, name) for name in ("presents", *_FIGURES)}
        filled = statuses.filled_columns(sessions, {name: figures[name] for name in _FIGURES})
        for i, (uai, nom, *texts) in enumerate(table.rows("uai", "nom", *_FIGURES)):
            row = {name: column[i] for name, column in figures.items()}
            cells = _cells(row, dict(zip(_FIGURES, texts, strict=True)), filled[sessions[i]], jeu.seuil)
            who = jeu.population
            mesures.append(Mesure(None, uai, "scolaire", sessions[i], who, jeu.code, cells, portee="reussite"))
            noms.append(Seen(uai, nom, sessions[i], jeu.code, "lycee"))
        inputs.read(jeu.code, len(table))
    return Reading(without_repeats(mesures, jeu.code, inputs.report), noms)


def _session(table: Table, i: int) -> str:
    found = _SESSION.match(table["session"][i])
    if not found:
        raise table.wrong("session", i, "n’est pas une session")
    return found[1]


def _numbers(table: Table, name: str) -> list[Number | None]:
    """Return a column of figures, checked."""
    column = table.numbers(name)
    unite = PAR_NOM[name].unite if name in _FIGURES else ""
    low, high = {"%": (0, 100), "points": (-100, 100)}.get(unite, (0, 100_000))
    for number in {n for n in column if n is not None}:
        if not low <= number <= high:
            raise table.wrong(name, column.index(number), "est hors des bornes")
        if not unite and not isinstance(number, int):
            raise table.wrong(name, column.index(number), "n’est pas un nombre entier d’élèves")
    return column


def _cells(
    row: Mapping[str, Number | None], said: Mapping[str, str], filled: Mapping[str, bool], seuil: int
) -> tuple[Cell, ...]:
    """Return the eight cells of a row.

    ``said`` are its texts: a mark says that the figure is not published, a blank says nothing, but where the whole
    column of the session is blank (``filled``) the source never published it.
    """
    presents = row["presents"]
    effectif = None if presents is None or presents < _SHOWN else int(presents)
    found = []
    for nom in _FIGURES:
        number = row[nom]
        if not filled[nom]:
            found.append(statuses.gap(nom, statuses.NON_DIFFUSE))
        elif presents is not None and presents < seuil:
            found.append(statuses.gap(nom, statuses.SOUS_SEUIL))
        elif number is not None:
            behind = effectif if nom == "taux_reussite" else None
            found.append(statuses.value(nom, number)._replace(effectif=behind))
        else:
            unexplained = said[nom].lower() in _SAYS_NOTHING
            found.append(statuses.gap(nom, statuses.RAISON_INCONNUE if unexplained else statuses.NON_DIFFUSE))
    return statuses.in_order(found)
