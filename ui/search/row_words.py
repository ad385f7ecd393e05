"""The words of a line of the result list. Figures and gaps are worded by the core."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.facts import Etablissement, Formation, Lieu
from desktop.figures import Figure
from desktop.presence import fermeture, vue
from desktop.search import Resultat
from desktop.typography import NBSP, kilometres, pourcent, quantite

MOMENT = f"6{NBSP}mois après"
FACETS = {
    "diplome": "Diplôme",
    "voie": "Voie",
    "domaine": "Domaine",
    "secteur": "Établissement",
    "internat": "Hébergement",
}
_VALUES = {
    ("voie", "scolaire"): "Scolaire",
    ("voie", "scolaire_agricole"): "Scolaire agricole",
    ("voie", "apprentissage"): "Apprentissage",
    ("voie", "superieur"): "Enseignement supérieur",
    ("secteur", "public"): "Public",
    ("secteur", "prive"): "Privé",
    ("internat", "oui"): "Internat",
}
VOIE_ICONS = {
    "scolaire": "scolaire",
    "scolaire_agricole": "scolaire",
    "apprentissage": "apprentissage",
    "superieur": "etudes",
}


def facet_value(facet: str, value: str) -> str:
    """Return the word of a facet's value: ``Privé`` for the secteur ``prive``; a diploma is its own word."""
    return _VALUES.get((facet, value), value)


@dataclass(frozen=True, slots=True)
class Glance:
    """The three parts of a line, all at one place, or the gap that stands for them."""

    figures: tuple[Figure, ...]
    parts: tuple[float, float, float] | None
    lieu: Lieu | None
    gap: Figure | None


def glance(figures: tuple[Figure, Figure, Figure]) -> Glance:
    """Return what a line shows: each figure or the substitute that the core gives it, if all three are alike."""
    shown = tuple(f if f.connue else f.repli or f for f in figures)
    one, two, three = (f.valeur for f in shown)
    alike = len({(f.lieu.ref, f.millesime, f.population) for f in shown}) == 1
    if one is not None and two is not None and three is not None and alike:
        return Glance(shown, (one, two, three), shown[0].lieu, None)
    return Glance(shown, None, None, next((f for f in figures if not f.connue), figures[0]))


def title(formation: Formation) -> str:
    """Return the label without its diploma, which stands in the chip before it."""
    return formation.libelle.removeprefix(f"{formation.diplome} ")


def way(formation: Formation) -> str:
    """Return the voie with the length, which is all that tells a CAP in one year from the one in two."""
    if not formation.duree:
        return formation.voie_libelle
    return f"{formation.voie_libelle}, {quantite(formation.duree, 'an')}"


def caption(seen: Glance, heading: str) -> str:
    """Return what must be said under the parts: another place than the heading's, another version of the diploma.

    Without a heading everything is said here.
    """
    if seen.parts is None or seen.lieu is None:
        return ""
    said = [seen.lieu.nom] if seen.lieu.nom != heading else []
    if not heading:
        said.insert(0, MOMENT)
    version = {"ancienne": "ancienne version du diplôme", "nouvelle": "nouvelle version du diplôme"}
    if seen.figures[0].origine in version:
        said.append(version[seen.figures[0].origine])
    words = " · ".join(said)
    return words[:1].upper() + words[1:]


def place(result: Resultat) -> str:
    """Return where: the school and its commune, or whose results they are when no school is known."""
    here = result.lieu.etablissement
    if here is not None:
        return _with_commune(here)
    if result.lieu.niveau == "region":
        return f"Résultats de la région {result.lieu.nom}"
    return "Résultats de la France entière"


def _with_commune(here: Etablissement) -> str:
    return f"{here.nom} · {here.commune_nom}" if here.commune_nom else here.nom


def about_school(result: Resultat) -> list[str]:
    """Return what is known of the school."""
    here, said = result.lieu.etablissement, []
    if here is not None:
        if here.secteur:
            said.append(facet_value("secteur", here.secteur))
        if here.internat:
            said.append("internat")
    return said


def about_presence(result: Resultat, built: str) -> list[str]:
    """Return when the formation was seen there, and whether it is closed; ``built`` is the date of the data."""
    said = [vue(result.offre, nommer=False)] if result.offre else []
    if closed := fermeture(result.formation, built):
        said.append(closed)
    return said


def distance(result: Resultat) -> str:
    """Return the distance as people say it, empty when unknown."""
    return kilometres(result.distance_km) if result.distance_km is not None else ""


def short_sentence(result: Resultat, seen: Glance, built: str, selected: bool) -> str:
    """Return the spoken name of a line: what, where, how far, the three parts or the gap, and whether it is chosen."""
    from desktop.wording import manque_court

    formation = result.formation
    bits = [formation.libelle, way(formation).lower(), place(result)]
    bits += [*about_school(result), *about_presence(result, built)]
    if result.distance_km is not None:
        bits.append(distance(result))
    said = ", ".join(bits) + ". "
    if seen.parts is not None and seen.lieu is not None:
        one, two, three = (pourcent(part) for part in seen.parts)
        said += f"{MOMENT}, {seen.lieu.nom}{NBSP}: travaillent {one}, étudient {two}, autres situations {three}."
    elif seen.gap is not None:
        said += f"{MOMENT}{NBSP}: {manque_court(seen.gap)}."
    return said + (" Dans la sélection." if selected else "")
