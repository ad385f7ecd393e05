"""« Mots utiles »: the words of this very sheet, each with a short meaning from the glossary."""

from __future__ import annotations

from desktop.access import entree
from desktop.comparison import Colonne, Comparison
from desktop.glossary import Entree, entry
from desktop.sheet.boxes import Box, Items
from desktop.sheet.look import Look
from desktop.sheet.text import bold
from desktop.sheet.verso_flow import headed
from desktop.typography import NBSP

_DIPLOMAS = {
    "CAP": "cap",
    "Bac pro": "bac-pro",
    "BTS": "bts",
    "BTSA": "bts",
    "BUT": "but",
    "BP": "bp",
    "BMA": "bma",
    "CPGE": "cpge",
    "Titre professionnel": "titre-professionnel",
    "MC": "mention-complementaire",
    "CS": "mention-complementaire",
    "CSA": "mention-complementaire",
}
_PROCEDURES = ("Affelnet", "Parcoursup")


def useful_words(comparison: Comparison, leavers: bool, expected: bool) -> tuple[Entree, ...]:
    """Return the entries of the words that the sheet uses; ``leavers`` and ``expected`` tell what figures it shows."""
    keys: dict[str, None] = {}
    for colonne in comparison.colonnes:
        keys |= dict.fromkeys(_of(colonne))
    keys |= {key: None for key, used in (("sortants", leavers), ("attendu", expected)) if used}
    found = (entry(key) for key in keys)
    return tuple(one for one in found if one is not None and one.court)


def words(look: Look, found: tuple[Entree, ...]) -> Box | None:
    """Return a line a word, None when there is none."""
    lines = [look.text(bold(one.mot), f"{NBSP}: {one.court}") for one in found]
    return headed(look, "Mots utiles", [Items(tuple(lines), look.row + 1)]) if lines else None


def _of(colonne: Colonne) -> list[str]:
    formation = colonne.formation
    keys = [_DIPLOMAS[formation.diplome]] if formation.diplome in _DIPLOMAS else []
    if formation.commune:
        keys.append("seconde-commune")
    if formation.voie == "apprentissage":
        keys += ["apprentissage", "cfa"]
    _, way_in = entree(formation, colonne.lieu.etablissement, fermee=colonne.fermee)
    return keys + [name.lower() for name in _PROCEDURES if name in way_in]
