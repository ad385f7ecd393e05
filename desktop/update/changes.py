"""What changed between two snapshots: cohorts, formations, établissements, sources, and the figures of the basket.

A few questions to each of the two, no figure computed here: those of the basket are the cells of the one comparison
(`desktop.update.changes_basket`). The words are in `desktop.update.changes_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.selection import Selection
from desktop.snapshot import Snapshot, Source
from desktop.update.changes_figures import Corrected, corrected

Sections = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, in French: (title, lines) by section, none of them empty."""

    sections: Sections


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The cohorts, or sessions, of one kind of figure: those that came, those that were there, those that went."""

    portee: str
    voie: str
    niveau: str
    nouvelles: tuple[str, ...]
    restees: tuple[str, ...]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A formation as a snapshot has it; the ``cle`` is its type and code."""

    cle: tuple[str, str]
    libelle: str
    voie: str
    fermeture: str | None
    ouverture: str | None


@dataclass(frozen=True, slots=True)
class Formations:
    """The formations that are new, that have a new version (old, new), that close, and that are there no more.

    ``fermees`` have a date of closing that was not told, or another one; ``rouvertes`` have none any more.
    """

    nouvelles: tuple[Seen, ...]
    renouvelees: tuple[tuple[Seen, Seen], ...]
    fermees: tuple[Seen, ...]
    rouvertes: tuple[Seen, ...]
    parties: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What came, what went and what is called otherwise, by name."""

    nouveaux: tuple[str, ...]
    partis: tuple[str, ...]
    renommes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that changed beside the figures of the basket. ``places`` None: both cover the same places.

    ``corriges`` None: an old file does not tell.
    """

    places: tuple[Snapshot, Snapshot] | None
    cohortes: tuple[Cohorts, ...]
    corriges: tuple[Corrected, ...] | None
    formations: Formations
    parcoursup: Names
    etablissements: Names
    sources: tuple[tuple[Source | None, Source | None], ...]


def changes(
    before: Snapshot,
    after: Snapshot,
    selection: Selection | None = None,
    retrait: str | None = None,
    notes: Sequence[str] = (),
) -> Changes:
    """Return what changed from one open snapshot to another, the formations of ``selection`` first.

    ``retrait`` is the sentence about data that were taken back, ``notes`` what the publisher says. Raises sqlite3.Error
    when one of the two is damaged.
    """
    from desktop.update.changes_basket import basket
    from desktop.update.changes_words import sections

    moved = basket(before, after, selection) if selection is not None and selection.choix else ()
    return Changes(sections(facts(before, after), moved, after.construit_le, retrait, notes))


def facts(before: Snapshot, after: Snapshot) -> Facts:
    """Return what changed beside the figures of the basket."""
    same = before.perimetre == after.perimetre
    nothing = Names((), (), ())
    return Facts(
        None if same else (before, after),
        _cohorts(before, after),
        corrected(before, after),
        _formations(before, after) if same else Formations((), (), (), (), ()),
        _names(before, after, _COURSES) if same else nothing,
        _names(before, after, _PLACES) if same else nothing,
        _sources(before, after),
    )


_PROMOTIONS = (
    "SELECT DISTINCT 'formation', voie, CASE WHEN lieu LIKE 'reg:%' THEN 'region' WHEN lieu = 'fr' THEN 'national'"
    " ELSE lieu END, millesime FROM promotion"
)
_LOTS = "SELECT DISTINCT portee, voie, '', millesime FROM lot WHERE portee <> 'formation'"
_SEEN = (
    "SELECT type_code, code, libelle, voie, fermeture, ouverture FROM formation"
    " WHERE type_code <> 'parcoursup' AND (terminale = 1 OR commune = 1) ORDER BY id"
)
_CONTINUUM = (
    "SELECT d.type_code, d.code, v.type_code, v.code FROM lien l JOIN formation d ON d.id = l.de"
    " JOIN formation v ON v.id = l.vers WHERE l.genre = 'continuum' ORDER BY d.id"
)
_COURSES = "SELECT code, libelle FROM formation WHERE type_code = 'parcoursup' ORDER BY id"
_PLACES = (
    "SELECT uai, CASE WHEN commune_nom IS NULL THEN nom ELSE nom || ' (' || commune_nom || ')' END"
    " FROM etablissement ORDER BY id"
)


def _cohorts(before: Snapshot, after: Snapshot) -> tuple[Cohorts, ...]:
    told = (_PROMOTIONS, _LOTS) if min(before.mineure, after.mineure) >= 1 else (_PROMOTIONS,)
    old, new = _held(before, told), _held(after, told)
    found = []
    for key in dict.fromkeys([*new, *old]):
        had, has = old.get(key, set()), new.get(key, set())
        if had != has:
            found.append(Cohorts(*key, *(tuple(sorted(some)) for some in (has - had, has & had, had - has))))
    return tuple(found)


def _held(snapshot: Snapshot, told: Sequence[str]) -> dict[tuple[str, str, str], set[str]]:
    held: dict[tuple[str, str, str], set[str]] = {}
    for question in told:
        for portee, voie, niveau, millesime in snapshot.connection.execute(f"{question} ORDER BY 1, 2, 3"):
            held.setdefault((portee, voie, niveau), set()).add(millesime)
    return held


def _formations(before: Snapshot, after: Snapshot) -> Formations:
    old, new = _seen(before), _seen(after)
    links = set(_links(before))
    renewed = [(a, b) for a, b in _links(after) if (a, b) not in links and a in old and a in new and b in new]
    versions = {b for _, b in renewed}
    dated = [one for cle, one in new.items() if cle in old and one.fermeture != old[cle].fermeture]
    replaced = {a for a, _ in renewed}
    return Formations(
        tuple(one for cle, one in new.items() if cle not in old and cle not in versions),
        tuple((new[a], new[b]) for a, b in renewed),
        tuple(one for one in dated if one.fermeture and one.cle not in replaced),
        tuple(one for one in dated if not one.fermeture),
        tuple(one for cle, one in old.items() if cle not in new),
    )


def _seen(snapshot: Snapshot) -> dict[tuple[str, str], Seen]:
    return {row[:2]: Seen(row[:2], *row[2:]) for row in snapshot.connection.execute(_SEEN)}


def _links(snapshot: Snapshot) -> Iterable[tuple[tuple[str, str], tuple[str, str]]]:
    return [(row[:2], row[2:]) for row in snapshot.connection.execute(_CONTINUUM)]


def _names(before: Snapshot, after: Snapshot, question: str) -> Names:
    old, new = (dict(snapshot.connection.execute(question).fetchall()) for snapshot in (before, after))
    return Names(
        tuple(name for key, name in new.items() if key not in old),
        tuple(name for key, name in old.items() if key not in new),
        tuple((old[key], name) for key, name in new.items() if key in old and old[key] != name),
    )


def _sources(before: Snapshot, after: Snapshot) -> tuple[tuple[Source | None, Source | None], ...]:
    old, new = ({source.code: source for source in one.sources.values()} for one in (before, after))
    pairs = ((old.get(code), new.get(code)) for code in dict.fromkeys([*new, *old]))
    return tuple((a, b) for a, b in pairs if a is None or b is None or a.sha256 != b.sha256)
