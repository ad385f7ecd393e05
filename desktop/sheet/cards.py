"""One card a formation, all of one height and one neutral look; the way in; the names alone for a second page."""

from __future__ import annotations

from dataclasses import replace

from desktop.access import entree, voie
from desktop.cell_words import offre, successeurs
from desktop.comparison import Colonne
from desktop.facts import Commune, Etablissement
from desktop.geo import distance_km
from desktop.presence import fermeture
from desktop.sheet.boxes import Box, Stack
from desktop.sheet.fonts import BOLD
from desktop.sheet.grid import Grid, Slots, Split
from desktop.sheet.look import Look
from desktop.sheet.palette import INK_2
from desktop.sheet.rules import Heading
from desktop.sheet.subject import Sujet
from desktop.sheet.text import Span, Text, bold, quiet
from desktop.typography import kilometres
from desktop.wording import niveau


def cards(page: Sujet, depuis: Commune | None, usual_names: bool) -> Box:
    """Return the framed cards, their names the headers of the columns.

    ``usual_names`` leaves out the labels after the name of a school.
    """
    look = page.look
    built: list[Slots | Box] = []
    for _, colonne in page.colonnes():
        title = Text(
            Span(colonne.formation.libelle, BOLD, INK_2), size=look.card_title, leading=look.leading, langue=look.langue
        )
        gap = look.row + 1
        head = Stack(tuple(_names(page, colonne, usual_names)), gap)
        rest = Stack(tuple(_facts(page, colonne, depuis)), gap)
        if look.dense:
            built.append(Split(Stack((title, *head.boxes), gap), rest, gap))
        else:
            built.append({"title": title, "rest": Split(head, rest, gap)})
    order = ("title", "rest")
    return Grid(tuple(built), order, look.places, look.between, look.row + 1, frame=True, pad=look.pad, heads=True)


def entries(page: Sujet, title: str, caption: str = "") -> Box:
    """Return how one gets in, under its heading and caption; a dense page says it in the cards."""
    cells = [_entry(page.look, colonne) for _, colonne in page.colonnes()]
    return Stack((Heading(page.look, title, caption), page.grid(cells)), page.look.row)


def reminder(page: Sujet) -> Box:
    """Return the names of the columns alone, for a page that goes on."""
    built: list[Slots] = []
    for _, colonne in page.colonnes():
        icon, words = voie(colonne.formation)
        place = colonne.lieu.etablissement
        built.append(
            {
                "title": page.look.text(bold(colonne.formation.libelle)),
                "voie": page.look.text(words, icon=icon),
                "place": page.look.text(usual_name(place.nom) if place else niveau(colonne.lieu)),
            }
        )
    return replace(page.grid(built, ("title", "voie", "place")), heads=True)


def usual_name(name: str) -> str:
    """Return the name of a school without the labels after it (« - Lycée des métiers de… »)."""
    return name.partition(" - Lycée des métiers")[0]


def _names(page: Sujet, colonne: Colonne, usual_names: bool) -> list[Box]:
    """Return what tells a column from the others: whether it is closed, its voie, its place."""
    look = page.look
    facts: list[Box] = []
    if closed := fermeture(colonne.formation, page.comparison.instantane.construit_le):
        facts.append(look.text(bold(f"{closed}."), icon="alerte"))
        if after := successeurs(colonne):
            facts.append(look.text(f"{after}."))
    icon, words = voie(colonne.formation)
    facts.append(look.text(words, icon=icon))
    place = colonne.lieu.etablissement
    if place is None:
        facts.append(look.text(niveau(colonne.lieu), icon="lieu"))
    else:
        facts.append(look.text(usual_name(place.nom) if usual_names else place.nom))
    return facts


def _facts(page: Sujet, colonne: Colonne, depuis: Commune | None) -> list[Box]:
    look, place = page.look, colonne.lieu.etablissement
    facts: list[Box] = []
    if place is not None:
        facts.append(_where(look, place, depuis))
        if seen := offre(colonne):
            facts.append(look.text(quiet(seen)))
    if look.dense:
        facts.append(_entry(look, colonne))
    return facts


def _entry(look: Look, colonne: Colonne) -> Text:
    icon, words = entree(colonne.formation, colonne.lieu.etablissement, fermee=colonne.fermee)
    return look.text(words, icon=icon)


def _where(look: Look, place: Etablissement, depuis: Commune | None) -> Text:
    spans: list[Span | str] = [place.commune_nom or f"Département {place.departement}"]
    if (
        depuis is not None
        and depuis.latitude is not None
        and depuis.longitude is not None
        and place.latitude is not None
        and place.longitude is not None
    ):
        away = distance_km(depuis.latitude, depuis.longitude, place.latitude, place.longitude)
        spans += [", ", bold(kilometres(away))]
    facts = [{"prive": "privé", "public": "public"}.get(place.secteur or "", ""), "internat" if place.internat else ""]
    spans += [quiet(f", {fact}") for fact in facts if fact]
    return look.text(*spans, icon="lieu")
