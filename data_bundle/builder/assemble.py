"""The numbered rows of every table of the snapshot, in the order of the columns of ``schema.sql``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Set
from dataclasses import fields
from typing import Any

from data_bundle import SCHEMA_MAJOR, SCHEMA_MINOR
from data_bundle.builder.derive import Derived
from data_bundle.builder.figures import Tables, figures, promotions
from data_bundle.builder.files import Inputs
from data_bundle.builder.read_cog import Cog
from data_bundle.builder.sources import Catalogue, Source
from data_bundle.folding import fold
from data_bundle.indicators import INDICATEURS, STATUTS
from data_bundle.search_words import Formation, Lieu, all_formation_words, all_place_words

HELD = frozenset({"chiffres", "offre", "nomenclature", "lieux"})
"""Roles of the sources whose content the snapshot holds; the others only place establishments or spell words."""


GIVING = frozenset({"chiffres", "offre"})
"""Roles of the sources that are cited for what they give: one that gives nothing is not cited."""


def numbers_worth_finding(content: Derived, day: str) -> set[int]:
    """Return the numbers of the formations that a search shows."""
    worth = content.worth_finding(day)
    return {number for number, row in enumerate(content.formations, 1) if row.key in worth}


def tables(content: Derived, inputs: Inputs, catalogue: Catalogue, cog: Cog, worth: Set[int]) -> Tables:
    """Return every table but ``meta``, whose id depends on all the others; ``worth`` are the formations searched."""
    formations = {row.key: number for number, row in enumerate(content.formations, 1)}
    places = {row.uai: number for number, row in enumerate(content.etablissements, 1)}
    sources = {s.code: number for number, s in enumerate(_read(content, inputs, catalogue), 1)}
    found: Tables = {
        "source": [
            (number, s.code, s.titre, s.producteur, s.dispositif, s.licence, s.site, s.url, inputs.updated(s.code),
             r.sha256, r.lignes, json.dumps([f.name for f in r.fichiers]))
            for code, number in sources.items()
            for s, r in [(catalogue[code], inputs.records[code])]
        ],
        "territoire": sorted(
            (t.lieu, t.niveau, t.code, t.nom, fold(t.nom), t.region, t.academie, t.code_ra)
            for t in content.territories.rows
        ),
        "commune": [
            (c.code, c.nom, c.nom_plie, " ".join(c.codes_postaux), c.departement, region,
             *(c.centre or (None, None)), c.population)
            for c in sorted(cog.communes.values(), key=lambda c: c.code)
            if (region := content.territories.region(c.departement))
        ],
        "formation": [(number, *_row(row)) for number, row in enumerate(content.formations, 1)],
        "lien": sorted((kind, formations[a], formations[b]) for kind, a, b in content.liens),
        "etablissement": [(number, *_row(row)) for number, row in enumerate(content.etablissements, 1)],
    }  # fmt: skip
    offers = sorted(
        ((formations[o.formation], places[o.uai], o.rentree, sources[o.source],
          formations[o.observee] if o.observee else None, o.constat)
         for o in content.offre), key=lambda o: o[:3],
    )  # fmt: skip
    found["offre"] = [(number, *row) for number, row in enumerate(offers, 1)]
    found["metier"] = sorted(content.metiers.items())
    found["structure"] = [(number, *_row(s)[:-1], sources[s.source]) for number, s in enumerate(content.structures, 1)]
    found["indicateur"] = [_row(i) for i in INDICATEURS]
    found["statut"] = [_row(s) for s in STATUTS]
    found |= figures(content.mesures, formations, sources)
    found["promotion"] = promotions(found)
    found["calibration"] = [
        tuple(int(v) if isinstance(v, bool) else v for v in _row(row)) for row in content.calibration
    ]
    found["couverture"] = sorted(content.couverture)
    named = [Formation(number, *_some(row, Formation)) for number, row in enumerate(content.formations, 1)]
    found["mot_formation"] = list(all_formation_words(named, worth))
    lieux = [Lieu(number, *_some(row, Lieu)) for number, row in enumerate(content.etablissements, 1)]
    found["mot_lieu"] = list(all_place_words(lieux, content.territories.noms))
    return found


def _read(content: Derived, inputs: Inputs, catalogue: Catalogue) -> list[Source]:
    """Return the sources read, but those of figures or of an offer that gave the snapshot nothing (`too_old`)."""
    giving = {row.source for row in content.mesures} | {offer.source for offer in content.offre}
    read = [source for source in catalogue.sources if source.code in inputs.records]
    return [source for source in read if source.role not in GIVING or source.code in giving]


def _row(thing: Any) -> tuple[Any, ...]:
    """Return the fields of a dataclass, which are the columns of its table."""
    return tuple(getattr(thing, field.name) for field in fields(thing))


def _some(thing: Any, kind: type[Formation] | type[Lieu]) -> tuple[Any, ...]:
    """Return what ``kind`` takes of a row, after its number."""
    return tuple(getattr(thing, name) for name in kind._fields[1:])


def meta(
    found: Tables, content: Derived, inputs: Inputs, catalogue: Catalogue, day: str, qualite: str
) -> list[tuple[str, str]]:
    """Return the rows of ``meta``, of which ``qualite`` is one. The id is the day and a hash of everything else."""
    digest = hashlib.sha256(qualite.encode())
    for name, rows in found.items():
        digest.update(name.encode())
        digest.update(repr(rows).encode())
    held = [s.code for s in _read(content, inputs, catalogue) if s.role in HELD]
    labels = {"parts": dict(sorted(content.labels.parts.items())), "doute": list(content.labels.doute)}
    values = {
        "id": f"{day}-{digest.hexdigest()[:8]}",
        "schema": f"{SCHEMA_MAJOR}.{SCHEMA_MINOR}",
        "construit_le": day,
        "perimetre": json.dumps(["fr"]),
        "jeux": json.dumps(held),
        "prochaine_parution": catalogue.prochaine_parution,
        "libelles": json.dumps(labels, ensure_ascii=False),
        "qualite": qualite,
    }
    return sorted(values.items())
