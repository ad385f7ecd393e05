"""What changed, in words that a counsellor reads: facts side by side, no judgement, lists that end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.facts import VOIES, Formation
from desktop.typography import NBSP, annees, jour, liste, mois_annee, nombre, quantite, valeur
from desktop.wording import SESSIONS, manque_court, niveau, quand

if TYPE_CHECKING:
    from desktop.figures import Figure
    from desktop.snapshot import Snapshot, Source
    from desktop.update.changes import Cohorts, Facts, Names, Sections, Seen
    from desktop.update.changes_basket import Column, Moved
    from desktop.update.changes_figures import Corrected

LINES = 12
FIGURES = 8
"""Figures told in one line about a formation of the basket."""
NAMES = 4
MANY = 3
NOTHING = "Les promotions, les formations et les établissements sont les mêmes, et aucun chiffre n’a changé."
NOTHING_TOLD = "Les promotions, les formations et les établissements sont les mêmes."
_PORTEES = {
    "formation": "Devenir, par formation",
    "etablissement": "Devenir, par établissement",
    "niveau": "Devenir, par CFA et niveau de diplôme",
    "salaire": "Salaires",
    "superieur": "Devenir après le supérieur (InserSup)",
    "acces": "Places et candidatures",
    "reussite": "Réussite à l’examen",
}
_NIVEAUX = {"region": "par région", "national": "France entière", "etablissement": "par établissement"}


def sections(facts: Facts, moved: Sequence[Column], today: str, retrait: str | None, notes: Sequence[str]) -> Sections:
    """Return every section that has something to say; ``today`` is the day of the newer data (AAAA-MM-JJ)."""
    one = facts.formations
    found = [
        ("Données retirées", [retrait] if retrait else []),
        ("Le mot des éditeurs", list(notes)),
        ("Votre sélection", _basket(moved)),
        ("Territoire couvert", _places(facts.places)),
        ("Promotions", [_cohort(cohort) for cohort in facts.cohortes]),
        ("Mêmes promotions, autres chiffres", _list(map(_corrected, facts.corriges or ()))),
        ("Formations nouvelles dans les données", _list(map(_named, one.nouvelles))),
        ("Formations qui ont une nouvelle version", _list(_renewed(*two, today) for two in one.renouvelees)),
        ("Formations qui ferment", _list(_closed(formation, today) for formation in one.fermees)),
        ("Formations qui ne ferment plus", _list(map(_named, one.rouvertes))),
        ("Formations qui ne sont plus dans les données", _list(map(_named, one.parties))),
        ("Formations de Parcoursup", _came_and_went(facts.parcoursup, "formation")),
        ("Établissements", _came_and_went(facts.etablissements, "établissement")),
        ("Sources", [_source(*two) for two in facts.sources]),
    ]
    told = tuple((title, tuple(lines)) for title, lines in found if lines)
    return told or (("Ce qui a changé", (NOTHING if facts.corriges is not None else NOTHING_TOLD,)),)


def _cohort(one: Cohorts) -> str:
    """Return ``Voie scolaire, par région : promotions 2023 et 2024, en plus de 2022 et 2023.``."""
    kind = "session" if one.portee in SESSIONS else "promotion"
    said = [_years(kind, one.nouvelles) + _beside(one.restees)] if one.nouvelles else []
    if one.parties:
        gone = _years(kind, one.parties)
        said.append(f"plus de chiffres pour {'les' if gone.startswith(f'{kind}s') else 'la'} {gone}")
    return f"{_head(one)}{NBSP}: {f'{NBSP}; '.join(said)}."


def _corrected(one: Corrected) -> str:
    """Return ``Voie scolaire, par région, promotions 2022 et 2023 : 12 chiffres modifiés, 3 retirés, 5 de plus``."""
    kind = "session" if one.portee in SESSIONS else "promotion"
    told = ((one.autres, "modifié", "modifiés"), (one.partis, "retiré", "retirés"), (one.venus, "de plus", "de plus"))
    said = [f"{quantite(n, 'chiffre')} {many if n > 1 else single}" for n, single, many in told if n]
    return f"{_head(one)}, {_years(kind, (one.millesime,))}{NBSP}: {', '.join(said)}"


def _head(one: Cohorts | Corrected) -> str:
    where = _NIVEAUX.get(one.niveau, "") if one.portee == "formation" else _PORTEES.get(one.portee, "").lower()
    return ", ".join(part for part in (VOIES.get(one.voie, one.voie), _inside(where)) if part)


def _years(kind: str, millesimes: Sequence[str]) -> str:
    """Return ``promotions 2022 et 2023``, ``sessions de 2024 et de 2025``: pooled cohorts stay two by two."""
    if len(millesimes) == 1:
        return f"{kind}{'s' if '_' in millesimes[0] else ''} {annees(millesimes[0])}"
    return f"{kind}s {_each(millesimes)}"


def _beside(millesimes: Sequence[str]) -> str:
    if len(millesimes) > MANY:
        return f", qui s’ajoutent à {len(millesimes)} autres"
    return f", qui s’ajoutent à celles {_each(millesimes)}" if millesimes else ""


def _each(millesimes: Sequence[str]) -> str:
    return liste([f"de {annees(one)}" for one in millesimes])


def _inside(words: str) -> str:
    return words.replace("insersup", "InserSup").replace("cfa", "CFA")


def _places(two: tuple[Snapshot, Snapshot] | None) -> list[str]:
    if two is None:
        return []
    before, after = (_perimetre(one) for one in two)
    return [f"Les données couvrent maintenant {after}{NBSP}; celles d’avant couvraient {before}."]


def _perimetre(snapshot: Snapshot) -> str:
    if not snapshot.est_extrait:
        return "la France entière"
    names = dict(snapshot.connection.execute("SELECT code, nom FROM territoire WHERE niveau = 'region'"))
    regions = [names.get(code, code) for code in snapshot.perimetre]
    return f"{'la région' if len(regions) == 1 else 'les régions'} {liste(regions)}"


def _basket(moved: Sequence[Column]) -> list[str]:
    lines: list[str] = []
    reserves: dict[str, None] = {}
    for column in moved:
        if column.formation is None or column.lieu is None:
            continue
        head = f"{_label(column.formation)}, {column.lieu.nom}"
        if not column.connue[1]:
            lines.append(f"{head}{NBSP}: n’est plus dans les données.")
        elif not column.connue[0]:
            lines.append(f"{head}{NBSP}: est maintenant dans les données.")
        lines += [f"{head}. {one}" for one in _figures(column.chiffres)]
        reserves |= dict.fromkeys(one.reserve for one in column.chiffres if one.reserve)
    return [*lines, *reserves]


def _figures(moved: Sequence[Moved]) -> list[str]:
    """Return ``Région · Bretagne, 2021 et 2022 → 2022 et 2023 : travaillent 6 mois après, 64 % → 61 % ; …``."""
    groups: dict[str, list[str]] = {}
    for one in moved:
        name = one.apres.indicateur.libelle
        said = f"{name[:1].lower()}{name[1:]}, {_value(one.avant)} → {_value(one.apres)}"
        groups.setdefault(_where(one), []).append(said)
    return [f"{where}{NBSP}: {f'{NBSP}; '.join(_some(said, FIGURES))}." for where, said in groups.items()]


def _where(one: Moved) -> str:
    """Return the level and the cohort of both figures, what they share said once."""
    told = [(niveau(f.lieu), quand(f)) for f in (one.avant, one.apres) if f.connue]
    if len(told) == 2 and told[0][0] == told[1][0] and told[0][1] != told[1][1]:
        told[1] = ("", told[1][1])
    return " → ".join(dict.fromkeys(", ".join(part for part in parts if part) for parts in told))


def _value(figure: Figure) -> str:
    if figure.valeur is None:
        words = manque_court(figure)
        return words[:1].lower() + words[1:]
    return valeur(figure.valeur, figure.indicateur.unite)


def _label(formation: Formation) -> str:
    return f"{formation.libelle} ({VOIES[formation.voie].lower()})"


def _named(one: Seen) -> str:
    return f"{one.libelle} ({VOIES[one.voie].lower()})"


def _renewed(old: Seen, new: Seen, today: str) -> str:
    opens = new.ouverture
    since = f", {'à partir de' if opens > today else 'depuis'} {mois_annee(opens)}" if opens else ""
    if old.libelle == new.libelle:
        return f"{_named(new)}{NBSP}: nouvelle version{since}"
    return f"{_named(old)}{NBSP}: nouvelle version, «{NBSP}{new.libelle}{NBSP}»{since}"


def _closed(one: Seen, today: str) -> str:
    closed = one.fermeture or ""
    return f"{_named(one)}{NBSP}: {'fermeture prévue en' if closed > today else 'fermée depuis'} {mois_annee(closed)}"


def _came_and_went(names: Names, noun: str) -> list[str]:
    found = []
    for some, more in ((names.nouveaux, "de plus"), (names.partis, "de moins")):
        if some:
            found.append(f"{quantite(len(some), noun)} {more}{NBSP}: {f'{NBSP}; '.join(_some(some, NAMES))}.")
    if names.renommes:
        told = [f"{old} → {new}" for old, new in names.renommes]
        verb = "changent" if len(told) > 1 else "change"
        found.append(f"{quantite(len(told), noun)} {verb} de nom{NBSP}: {f'{NBSP}; '.join(_some(told, NAMES))}.")
    return found


def _some(items: Sequence[str], most: int) -> list[str]:
    """Return the first items, the others counted."""
    return [*items] if len(items) <= most + 1 else [*items[:most], f"et {nombre(len(items) - most)} autres"]


def _source(old: Source | None, new: Source | None) -> str:
    one = new or old
    assert one is not None
    name = f"{one.titre} ({one.producteur})"
    if new is None:
        return f"{name}{NBSP}: n’est plus dans les données."
    when = f" du {jour(new.mise_a_jour)}" if new.mise_a_jour else ""
    if old is None:
        return f"{name}{NBSP}: nouveau jeu de données{when}."
    back = old.mise_a_jour and new.mise_a_jour and new.mise_a_jour < old.mise_a_jour  # what going back does
    return f"{name}{NBSP}: {'version' if back else 'nouvelle version'}{when}{', plus ancienne' if back else ''}."


def _list(lines: Iterable[str]) -> list[str]:
    """Return one line a formation, each once, the last ones counted."""
    return [f"{line}." for line in _some([*dict.fromkeys(lines)], LINES)]
