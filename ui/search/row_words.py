"""The words of a line of the result list. Figures and gaps are worded by the core."""

from __future__ import annotations

from desktop.facts import Etablissement, Formation
from desktop.geo import duree_estimee, phrase_trajet
from desktop.presence import fermeture, vue
from desktop.search import Resultat
from desktop.typography import NBSP, kilometres, pourcent, quantite
from ui.search.glances import Glance

MOMENT = f"6{NBSP}mois après"
FACETS = {
    "diplome": "Diplôme",
    "voie": "Voie",
    "entree": "Niveau d’entrée",
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
NEAR = "Formations proches"
VOIE_ICONS = {
    "scolaire": "scolaire",
    "scolaire_agricole": "scolaire",
    "apprentissage": "apprentissage",
    "superieur": "etudes",
}


def facet_value(facet: str, value: str) -> str:
    """Return the word of a facet's value: ``Privé`` for the secteur ``prive``; a diploma is its own word."""
    return _VALUES.get((facet, value), value)


def title(formation: Formation) -> str:
    """Return the label without its diploma, which stands in the chip before it."""
    return formation.libelle.removeprefix(f"{formation.diplome} ")


def way(formation: Formation) -> str:
    """Return the voie with the length, which is all that tells a CAP in one year from the one in two.

    A year that several diplomas share is said as the year that it is, not as the length of what follows.
    """
    if not formation.duree:
        return formation.voie_libelle
    if formation.commune:
        return f"{formation.voie_libelle}, 1re{NBSP}année sur{NBSP}{formation.duree}"
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
    if (version := seen.figures[0].origine) in ("ancienne", "nouvelle"):
        short = {"ancienne": "ancien diplôme", "nouvelle": "nouveau diplôme"}  # there is one line for both
        said.append(short[version] if said else f"{version} version du diplôme")
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


def trip(result: Resultat, depart: str | None, headed: bool = True) -> str:
    """Return the estimate of the time by road, labelled as such: ``est. 20 min`` under a heading that says the word.

    ``depart`` is the INSEE code of the region of departure: no road goes over the sea. Empty when unknown.
    """
    away = result.distance_km if result.route else None
    minutes = duree_estimee(away, depart, result.lieu.region) if away is not None else None
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    time = f"{hours}{NBSP}h{NBSP}{rest:02d}" if hours else f"{rest}{NBSP}min"
    return f"est.{NBSP}{time}" if headed else f"estimation{NBSP}: {time}"


def far(result: Resultat, depart: str | None) -> str:
    """Return the distance and the estimate in whole words; empty when unknown."""
    if result.distance_km is None:
        return ""
    time = phrase_trajet(result.distance_km, depart, result.lieu.region) if result.route else None
    return ", ".join(filter(None, (f"{distance(result)} à vol d’oiseau", time)))


def behind(count: int) -> str:
    """Return the words of the button that shows what stands behind a common year."""
    return f"Voir {'la' if count == 1 else 'les'} {quantite(count, 'spécialité')}"


def short_sentence(result: Resultat, seen: Glance, built: str, selected: bool, depart: str | None = None) -> str:
    """Return the spoken name of a line: what, where, how far, why, the three parts or the gap, whether it is chosen.

    ``depart`` is the region of departure, without which no time is told.
    """
    from desktop.wording import manque_court

    formation = result.formation
    bits = [formation.libelle, way(formation).lower(), place(result)]
    bits += [*about_school(result), *about_presence(result, built)]
    if result.distance_km is not None:
        bits.append(far(result, depart))
    said = ", ".join(bits) + ". "
    if result.raison:
        said += f"{result.raison[:1].upper()}{result.raison[1:]}. "
    if seen.parts is not None and seen.lieu is not None:
        one, two, three = (pourcent(part) for part in seen.parts)
        said += f"{MOMENT}, {seen.lieu.nom}{NBSP}: travaillent {one}, étudient {two}, autres situations {three}."
    elif seen.acces is not None:
        said += f"{seen.acces[1]}{NBSP}: {seen.acces[0]}."
    elif seen.gap is not None:
        said += f"{MOMENT}{NBSP}: {manque_court(seen.gap)}."
    return said + (" Dans la sélection." if selected else "")
