"""Rows of the table ``etablissement``: every UAI with figures or seen in the offer, named and placed.

Directories are believed in this order: the national one, Île-de-France, then what the figures' own files say, then
the list of lycées. Coordinates are those of the establishment where one knows them, else the centre of its commune.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder import communes, read_annuaire
from data_bundle.builder.files import Inputs
from data_bundle.builder.labels.make import restore_name
from data_bundle.builder.read_annuaire import Adresse
from data_bundle.builder.read_cog import Cog
from data_bundle.builder.reading import Seen
from data_bundle.builder.report import Report
from data_bundle.builder.territories import Territories
from data_bundle.folding import fold

_LABEL = re.compile(r"\s*(?:,|\s[–-]|[–-]\s)\s*(?:lycée|lycee|lyc\.) (?:des )?m[ée]tiers\b.*$", re.IGNORECASE)
_KINDS = frozenset({"lycee", "polyvalent", "professionnel", "general", "technologique", "prive", "et", "lp", "lpo"})


@dataclass(frozen=True, slots=True)
class Etablissement:
    """One row of the table ``etablissement``, in the order of its columns, without its number."""

    uai: str
    uai_douteux: int
    nom: str
    nature: str
    secteur: str | None
    commune: str | None
    commune_nom: str | None
    departement: str
    academie: str | None
    region: str | None
    latitude: float | None
    longitude: float | None
    position: str | None
    internat: int | None
    telephone: str | None


@dataclass(frozen=True, slots=True)
class Directories:
    """Every directory at hand, most trusted first; the last ones only know names or places."""

    named: tuple[dict[str, Adresse], ...]
    placed: tuple[dict[str, Adresse], ...]
    fixture: dict[str, Adresse]

    def every(self, uai: str) -> list[Adresse]:
        """Return what each directory knows of a UAI, most trusted first."""
        every = (*self.named, *self.placed, self.fixture)
        return [directory[uai] for directory in every if uai in directory]


def read_directories(inputs: Inputs) -> Directories:
    """Read whatever directories are in the folder."""
    return Directories(
        (read_annuaire.read_annuaire(inputs), read_annuaire.read_ile_de_france(inputs)),
        (read_annuaire.read_lycees(inputs), read_annuaire.read_parcoursup(inputs)),
        read_annuaire.read_fixture(inputs),
    )


def establishments(
    offered: Iterable[str],
    seen: Iterable[Seen],
    directories: Directories,
    cog: Cog,
    territories: Territories,
    report: Report,
) -> list[Etablissement]:
    """Return every establishment in display order: folded name, then UAI."""
    labels: dict[str, list[Seen]] = defaultdict(list)
    for entry in seen:
        labels[entry.uai].append(entry)
    lycees = set(offered) | {uai for uai, entries in labels.items() if any(e.nature == "lycee" for e in entries)}
    cfas = {uai for uai, entries in labels.items() if any(e.nature == "cfa" for e in entries)}
    rows = []
    for uai in sorted(lycees | labels.keys()):
        nature = "lycee" if uai in lycees else "cfa" if uai in cfas else "autre"
        rows.append(_establishment(uai, nature, labels[uai], directories, cog, territories))
    _report(rows, report)
    return sorted(rows, key=lambda row: (fold(row.nom), row.uai))


def _establishment(
    uai: str, nature: str, seen: list[Seen], directories: Directories, cog: Cog, territories: Territories
) -> Etablissement:
    known = directories.every(uai)
    departement = territories.departement_of_uai(uai)
    labels = _labels(seen, nature)
    commune = next(filter(None, (communes.of_town(cog, departement, a) for a in known)), None)
    if commune is None:
        named = (communes.of_name(cog, departement, label) for label in labels)
        commune = next(filter(None, named), communes.of_departement(cog, departement))
    point = next((a.point for a in known if a.point), None)
    where = "etablissement" if point else None
    if point is None and commune is not None and commune.centre is not None:
        point, where = commune.centre, "commune"
    official = (d[uai].nom for d in directories.named if uai in d)
    dated = _labels((entry for entry in seen if entry.millesime), nature)
    names = [n for n in (*official, *dated, *(a.nom for a in known), *labels) if n]
    secteur = next((a.secteur for a in known if a.secteur), None)
    if secteur is None and {"prive", "privee"} & {word for label in labels for word in fold(label).split()}:
        secteur = "prive"
    return Etablissement(
        uai=uai,
        uai_douteux=int(not codes.is_uai(uai)),
        nom=restore_name(_short(names[0], nature)) if names else f"Établissement {uai}",
        nature=nature,
        secteur=secteur,
        commune=commune.code if commune else None,
        commune_nom=commune.nom if commune else None,
        departement=departement,
        academie=territories.academie(departement),
        region=territories.region(departement),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        position=where,
        internat=next((a.internat for a in known if a.internat is not None), None),
        telephone=next((a.telephone for a in known if a.telephone), None),
    )


def _short(nom: str, nature: str) -> str:
    """Return the name of a lycée without the label that follows it (« … - Lycée des métiers de la vente »).

    The label names trades: left in, « CAP boulanger » would find every CAP of the lycées with that label.
    """
    short = _LABEL.sub("", nom)
    return short if nature == "lycee" and set(fold(short).split()) - _KINDS else nom


def _labels(seen: Iterable[Seen], nature: str) -> list[str]:
    """Return the names that the figures' files give, those of its own nature and the newest first."""
    ordered = sorted(seen, key=lambda e: (e.nature == nature, e.millesime, e.source, e.libelle), reverse=True)
    return list(dict.fromkeys(entry.libelle for entry in ordered if entry.libelle))


def _report(rows: list[Etablissement], report: Report) -> None:
    doubtful = [row.uai for row in rows if row.uai_douteux]
    if doubtful:
        report.note(f"UAI à la lettre fausse, gardés et signalés\u00a0: {', '.join(doubtful)}")
    shares: Mapping[str, int] = {
        "placés à l’établissement": sum(row.position == "etablissement" for row in rows),
        "placés au centre de leur commune": sum(row.position == "commune" for row in rows),
        "sans position": sum(row.position is None for row in rows),
        "sans commune": sum(row.commune is None for row in rows),
    }
    said = ", ".join(f"{count} {what} ({100 * count // max(1, len(rows))}\u00a0%)" for what, count in shares.items())
    report.note(f"{len(rows)} établissements\u00a0: {said}")
