"""Lines of Parcoursup beside the diplomas that bear the same label: likely, never certain, and measured.

No open data says which diploma a line leads to (DOMAIN.md §1.4). A match holds only when the label fits one diploma
that one can enter, and when no other line of the same établissement fits that diploma.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data_bundle.builder.formations import Formation
from data_bundle.builder.links import Link
from data_bundle.builder.measures import Key, Mesure
from data_bundle.builder.offre import Offre
from data_bundle.builder.parcoursup_formations import TYPE
from data_bundle.builder.rapprochement.index import Index

_TYPES = {"superieur": ("mefstat11", "sise"), "apprentissage": ("cfd",)}
"""Voie of a line -> types of the codes that it may be matched with."""

SEUL, PLUSIEURS, AUCUN, REPETE = "rapprochees", "ambigues", "sans_diplome", "repetees"


@dataclass(frozen=True, slots=True)
class Match:
    """A line of Parcoursup, the formation that has its label, and where."""

    ligne: Key
    formation: Key
    uai: str


@dataclass(frozen=True, slots=True)
class Compte:
    """How the lines of one diploma fared. The four last add up to ``lignes``.

    ``rapprochees``: one diploma, one line; ``ambigues``: several diplomas have the label; ``sans_diplome``: none that
    is open has it; ``repetees``: several lines of one établissement for one diploma.
    """

    diplome: str
    type_code: str
    lignes: int
    rapprochees: int
    ambigues: int
    sans_diplome: int
    repetees: int


@dataclass(frozen=True, slots=True)
class Rapprochement:
    """Every match, and how many lines had none; only diplomas that some nomenclature at hand knows are counted."""

    matches: tuple[Match, ...]
    comptes: tuple[Compte, ...]

    @property
    def liens(self) -> list[Link]:
        """A link from each matched line to the formation that has its label."""
        return [("rapprochement", m.ligne, m.formation) for m in self.matches]

    def mesures(self, every: Iterable[Mesure], rows: Mapping[Key, Formation]) -> list[Mesure]:
        """Return the figures of the matched lines under the formations, with the label that the source wrote."""
        targets = self._targets()
        return [
            replace(m, formation=key, voie=rows[key].voie, libelle_source=rows[m.formation].libelle_officiel)
            for m in every
            if m.formation and m.portee == "acces"
            for key in targets.get(m.formation, ())
        ]

    def offre(self, every: Iterable[Offre]) -> list[Offre]:
        """Return where formations were seen: a matched line is seen there as the formation that has its label."""
        targets = self._targets()
        return [o._replace(formation=key) for o in every for key in targets.get(o.formation, (o.formation,))]

    def _targets(self) -> dict[Key, list[Key]]:
        found: dict[Key, list[Key]] = defaultdict(list)
        for m in self.matches:
            found[m.ligne].append(m.formation)
        return found


def match(formations: Iterable[Formation], mesures: Iterable[Mesure]) -> Rapprochement:
    """Match the lines of Parcoursup among ``mesures`` with ``formations``, where the lines are found too."""
    rows = {row.key: row for row in formations}
    lines = [m for m in mesures if m.portee == "acces" and m.formation and m.formation[0] == TYPE]
    found: list[Match] = []
    comptes: list[Compte] = []
    for voie, types in _TYPES.items():
        here = [line for line in lines if line.voie == voie]
        for type_code in types if here else ():
            session = max(line.millesime for line in here)
            index = Index((row for row in rows.values() if row.type_code == type_code), int(session))
            matches, counted = _match(here, rows, index, type_code)
            found += matches
            comptes += counted
    return Rapprochement(tuple(found), tuple(comptes))


def _match(
    lines: list[Mesure], rows: Mapping[Key, Formation], index: Index, type_code: str
) -> tuple[list[Match], list[Compte]]:
    fitting: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    fates: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        assert line.formation is not None
        row = rows[line.formation]
        if not index.knows(row.diplome):
            continue
        fits = index.find(row)
        if len(fits) == 1:
            fitting[fits[0], line.lieu].append(row.key)
        else:
            fates[row.diplome][PLUSIEURS if fits else AUCUN] += 1
    matches = []
    for (formation, uai), several in fitting.items():
        if len(several) == 1:
            matches.append(Match(several[0], formation, uai))
        fates[rows[several[0]].diplome][SEUL if len(several) == 1 else REPETE] += len(several)
    order = (SEUL, PLUSIEURS, AUCUN, REPETE)
    return matches, [
        Compte(diplome, type_code, fate.total(), *(fate[name] for name in order))
        for diplome, fate in sorted(fates.items())
    ]
