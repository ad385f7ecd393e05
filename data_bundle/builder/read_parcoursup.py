"""Parcoursup, places and candidacies of a session: each row becomes a formation of its own, at one place.

Nothing in it says which diploma of BCN or SISE a row leads to: labels are matched elsewhere (rapprochement.py). A blank
stays a blank, never a mean (DOMAIN.md §10, T16). ``part_acces_gen``, ``_tec`` and ``_pro`` are left aside: they share
out those who could get a place by kind of bac (the three make 100), so they are no access rate of each kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder import french_uais
from data_bundle.builder.access_figures import cells, counts, pressure, rates
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.numbers import Number
from data_bundle.builder.offre import Offre
from data_bundle.builder.parcoursup_formations import codes_of, formation_of
from data_bundle.builder.reading import Reading, Seen
from data_bundle.builder.statuses import NON_APPLICABLE, NON_DIFFUSE, Cell
from data_bundle.builder.tables import Columns, Table, read_table
from data_bundle.folding import fold

_SESSION, _SAID = re.compile(r"^20[0-9]{2}$"), re.compile(".")
_LYCEE = re.compile(r"(?:lycee|lp|lpo|lgt|lpp|legta|leap)\b")
_CFA = re.compile(r"(?:cfa|centre de formation d apprentis)\b")

Figures = Mapping[str, Sequence[Number | None]]
"""Columns by indicateur."""


@dataclass(frozen=True, slots=True)
class Jeu:
    """One dataset of Parcoursup: its id, the voie, the names of its columns and those it must have."""

    code: str
    voie: str
    columns: Columns
    required: tuple[str, ...]


_COLUMNS: Columns = {
    "session": ("session", "Session"),
    "uai": ("cod_uai", "Code UAI de l'établissement"),
    "etablissement": ("g_ea_lib_vx", "Établissement"),
    "ville": ("ville_etab", "Commune de l’établissement"),
    "point": ("g_olocalisation_des_formations", "Coordonnées GPS de la formation"),
    "filiere": ("fili", "Filière de formation très agrégée"),
    "libelle": ("lib_comp_voe_ins",),
    "numero": ("cod_aff_form",),
    "places": ("capa_fin", "Capacité de l’établissement par formation"),
    "candidatures": ("voe_tot", "Effectif total des candidats pour une formation"),
    "admis": ("acc_tot",),
    "acces": ("taux_acces_ens",),
}
_REQUIRED = ("session", "uai", "etablissement", "libelle", "places", "candidatures")
_SCOLAIRE = Jeu("fr-esr-parcoursup", "superieur", _COLUMNS, (*_REQUIRED, "admis", "acces"))
_APPRENTISSAGE = Jeu(
    "fr-esr-parcoursup-apprentissage", "apprentissage", {**_COLUMNS, "libelle": ("lib_for_voe_ins",)}, _REQUIRED
)


def read(inputs: Inputs) -> Reading:
    """Read the places of the courses where one enters by a rank."""
    return _read(inputs, _SCOLAIRE)


def read_apprentissage(inputs: Inputs) -> Reading:
    """Read the places of apprentissage, where one enters by a contract: neither access rate nor pressure."""
    return _read(inputs, _APPRENTISSAGE)


def _read(inputs: Inputs, jeu: Jeu) -> Reading:
    """Return every row of the newest session. Rows without a usable UAI, or abroad, are refused and reported."""
    found = Reading()
    for file in inputs.open(jeu.code):
        known = inputs.records[jeu.code].source.connues
        table = read_table(file, jeu.columns, jeu.required, inputs.report, known=known)
        rows = _kept(table, jeu.code, inputs)
        figures = _figures(table)
        without = _without(figures, rows, jeu.voie)
        for i, code in zip(rows, codes_of(table, rows), strict=True):
            uai, session, nom = table["uai"][i], table["session"][i], table["etablissement"][i]
            formation = formation_of(code, jeu.voie, table["libelle"][i], table["filiere"][i])
            row = _cells({indicateur: column[i] for indicateur, column in figures.items()}, without)
            found.formations.append(formation)
            found.mesures.append(Mesure(formation.key, uai, jeu.voie, session, None, jeu.code, row, portee="acces"))
            found.offre.append(Offre(formation.key, uai, int(session), None, jeu.code, "session"))
            found.noms.append(Seen(uai, nom, "", jeu.code, nature_of(nom)))  # no date: shorter than other names
        inputs.read(jeu.code, len(table))
    return found


def nature_of(nom: str) -> str:
    """Return lycee or cfa when the name of an établissement begins by saying so, else autre."""
    folded = fold(nom)
    return "lycee" if _LYCEE.match(folded) else "cfa" if _CFA.match(folded) else "autre"


def _kept(table: Table, code: str, inputs: Inputs) -> list[int]:
    """Return the positions of the rows of the newest session whose établissement can be placed."""
    for name, wanted, reason in (("session", _SESSION, "n’est pas une session"), ("libelle", _SAID, "n’a pas de nom")):
        for i, text in enumerate(table[name]):
            if not wanted.match(text):
                raise table.wrong(name, i, reason)
    newest, uai, report = _newest(table), table["uai"], inputs.report
    rows = [i for i, session in enumerate(table["session"]) if session == newest]
    report.aside(code, f"session plus ancienne que {newest}", len(table) - len(rows))
    odd = [i for i in rows if not codes.UAI.match(uai[i])]
    report.refused(code, "numéro d’établissement mal formé", [uai[i] or "vide" for i in odd])
    abroad = [i for i in rows if french_uais.is_abroad(uai[i])]
    french_uais.refuse([uai[i] for i in abroad], code, report)
    left_out = {*odd, *abroad}
    return [i for i in rows if i not in left_out]


def _newest(table: Table) -> str:
    """Return the newest session. Raises BadInputError when it is far ahead of all the others, which it would evict."""
    sessions = sorted(set(table["session"]))
    if len(sessions) > 1 and int(sessions[-1]) > int(sessions[-2]) + 1:
        reason = (
            f"est une session trop loin des autres, qui s’arrêtent à {sessions[-2]}\u00a0; "
            "reprenez le fichier d’origine"
        )
        raise table.wrong("session", table["session"].index(sessions[-1]), reason)
    return sessions[-1]


def _figures(table: Table) -> Figures:
    return {
        "capacite": counts(table, "places"),
        "voeux": counts(table, "candidatures"),
        "admis": counts(table, "admis"),
        "taux_acces_parcoursup": rates(table, "acces"),
    }


def _without(figures: Figures, rows: Sequence[int], voie: str) -> dict[str, int]:
    """Return why some indicateurs have no figure in any row: empty in the whole file, or of another procedure."""
    affelnet = dict.fromkeys(("voeux_1", "voeux_tous", "taux_pression_voeux1"), NON_APPLICABLE)
    empty = {nom: NON_DIFFUSE for nom, column in figures.items() if all(column[i] is None for i in rows)}
    apprentis = {"taux_pression_voeux": NON_APPLICABLE} if voie == "apprentissage" else {}
    return affelnet | empty | apprentis


def _cells(said: dict[str, Number | None], without: Mapping[str, int]) -> tuple[Cell, ...]:
    """Return the cells of a row, with how many candidates there were for a place where both are known."""
    places, wishes = said["capacite"], said["voeux"]
    if "taux_pression_voeux" in without or places is None or wishes is None:
        return cells(said, without)
    said["taux_pression_voeux"] = pressure(wishes, places)
    return cells(said, {"taux_pression_voeux": NON_DIFFUSE, **without})
