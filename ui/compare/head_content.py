"""What the card at the head of a column shows: diploma, voie, length, title, school, place, dated and closed facts."""

from __future__ import annotations

from desktop.cell_words import offre, promotion, successeurs
from desktop.comparison import Colonne, Comparison
from desktop.facts import Commune
from desktop.geo import distance_km
from desktop.presence import fermeture
from desktop.typography import kilometres, quantite
from desktop.wording import niveau
from ui.compare.cell import CellContent
from ui.compare.look import Look
from ui.widgets.blocks import Block, Inset, icon
from ui.widgets.chip import OUTLINED, PLAIN, Chip
from ui.widgets.line_block import Beside
from ui.widgets.text_block import OneLine, Text, line_height

CLOSE = 24
"""Side of the close button in design pixels: the smallest target allowed."""
_VOIES = {
    "scolaire": "scolaire",
    "scolaire_agricole": "scolaire",
    "apprentissage": "apprentissage",
    "superieur": "etudes",
}


def head_content(look: Look, comparison: Comparison, colonne: Colonne, depuis: Commune | None) -> CellContent:
    """Return what the card of a column shows and says. A brief card leaves the dated offer to the row of the place."""
    theme, formation, place = look.theme, colonne.formation, colonne.lieu.etablissement
    where = line(look, "lieu", place_words(colonne, depuis), "ink_2")
    closed = fermeture(colonne.formation, comparison.instantane.construit_le)
    if look.stacked:
        name = Text(theme, formation.libelle, "card", True)
        lines: list[Block] = [Inset(look.flow([name, _voie(look, colonne)]), right=theme.px(CLOSE - 6)), where]
    else:
        lines = [Inset(_chips(look, colonne), right=theme.px(CLOSE - 6)), Text(theme, _title(colonne), "card", True)]
        if place is not None:
            lines.append(OneLine(theme, place.nom) if look.brief else Text(theme, place.nom))
        lines.append(where)
    if not look.brief:
        lines += dated_blocks(look, comparison, colonne)
    elif closed:
        lines.append(_closed_chip(look, closed))
    said = [
        f"{formation.libelle}, {formation.voie_libelle.lower()}",
        _length(colonne),
        place.nom if place else "",
        place_words(colonne, depuis),
    ]
    facts = (", ".join(bit for bit in said if bit) + ".", *dated_facts(comparison, colonne))
    hint = " ".join(facts) if look.brief else ""
    return CellContent(look.stack(lines, 3), " ".join(facts), hint, facts=facts)


def _title(colonne: Colonne) -> str:
    """Return the whole label without the diploma that its chip says: the year of a 2de or 1re stays."""
    formation = colonne.formation
    return formation.libelle.removeprefix(f"{formation.diplome} ")


def _length(colonne: Colonne) -> str:
    return quantite(colonne.formation.duree, "an") if colonne.formation.duree else ""


def _voie(look: Look, colonne: Colonne) -> Block:
    formation = colonne.formation
    sign = icon(look.theme, _VOIES[formation.voie], "ink_2", 16)
    return Chip(look.theme, formation.voie_libelle, PLAIN, sign)


def _chips(look: Look, colonne: Colonne) -> Block:
    """Return diploma, voie and length; the length comes second where the voie needs a line of its own."""
    chips: list[Block] = [Chip(look.theme, colonne.formation.diplome, OUTLINED), _voie(look, colonne)]
    if length := _length(colonne):
        chips.insert(1 if look.compact else 2, Text(look.theme, length, color="ink_2"))
    return look.flow(chips, 6)


def line(look: Look, name: str, words: str, color: str = "ink") -> Block:
    """Return an icon and words that wrap beside it."""
    theme = look.theme
    sign, size = icon(theme, name, color, 16), line_height(theme, "body")
    return Beside(sign, Text(theme, words, color=color), theme.px(5), size)


def place_words(colonne: Colonne, depuis: Commune | None) -> str:
    """Return the commune and the distance of an establishment (its département when that is all), or the territory."""
    place = colonne.lieu.etablissement
    if place is None:
        return niveau(colonne.lieu)
    town = place.commune_nom or f"Département {place.departement}"
    return " · ".join(bit for bit in (town, distance(colonne, depuis)) if bit)


def dated_facts(comparison: Comparison, colonne: Colonne) -> list[str]:
    """Return what is dated: the cohort asked for, when it was seen there, that it closed and what took over."""
    closed = fermeture(colonne.formation, comparison.instantane.construit_le)
    return [fact for fact in (promotion(colonne), offre(colonne), closed, successeurs(colonne)) if fact]


def dated_blocks(look: Look, comparison: Comparison, colonne: Colonne) -> list[Block]:
    """Return the same as blocks: captions, and a chip for a formation that closed."""
    closed = fermeture(colonne.formation, comparison.instantane.construit_le)
    facts = dated_facts(comparison, colonne)
    return [_closed_chip(look, fact) if fact == closed else look.caption(fact, "ink_2") for fact in facts]


def _closed_chip(look: Look, words: str) -> Block:
    return Chip(look.theme, words, PLAIN, icon(look.theme, "info", "ink_2", 14))


def distance(colonne: Colonne, depuis: Commune | None) -> str | None:
    """Return how far the place is from the commune of departure, None when either is not known."""
    place = colonne.lieu.etablissement
    if depuis is None or place is None:
        return None
    if depuis.latitude is None or depuis.longitude is None or place.latitude is None or place.longitude is None:
        return None
    return kilometres(distance_km(depuis.latitude, depuis.longitude, place.latitude, place.longitude))
