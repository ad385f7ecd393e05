"""Régions, académies and départements under one code each, whatever the source calls them (DOMAIN.md §5.9).

The same digits mean other places in other codifications, so names say which: ``insee`` or ``ra`` (région académique).
"""

from __future__ import annotations

from dataclasses import dataclass

from data_bundle import codes
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.read_cog import Cog
from data_bundle.folding import fold

RA_OF_INSEE = {
    "84": "01", "27": "02", "53": "03", "24": "04", "94": "05", "44": "06", "01": "07", "03": "08", "32": "09",
    "11": "10", "04": "11", "02": "12", "06": "13", "28": "14", "75": "15", "76": "16", "52": "17", "93": "18",
}  # fmt: skip
"""The eighteen régions: code of the Insee -> code of the région académique."""

INSEE_REGIONS = frozenset(RA_OF_INSEE)
INSEE_OF_RA = {ra: insee for insee, ra in RA_OF_INSEE.items()}

_ACADEMIE_NOW = {"05": "70", "21": "70"}
"""Caen and Rouen became Normandie."""
_OUTSIDE = {"975": "44", "986": "42", "987": "41", "988": "40"}
"""Collectivités d’outre-mer and Nouvelle-Calédonie: département -> académie; in none of the eighteen régions."""
_UAI_DEPARTEMENT = {"983": "988", "984": "987"}
"""What a UAI begins with in Nouvelle-Calédonie and in Polynésie."""
_FILED = {"977": "01", "978": "01"}
"""Saint-Barthélemy and Saint-Martin are filed under Guadeloupe, with their own names."""


@dataclass(frozen=True, slots=True)
class Territoire:
    """One row of the table ``territoire``."""

    lieu: str
    niveau: str
    code: str
    nom: str
    region: str | None
    academie: str | None
    code_ra: str | None


class Territories:
    """Every territory, and the parents of a département."""

    def __init__(self, cog: Cog) -> None:
        self._region_of: dict[str, str] = {}
        self._academie_of: dict[str, str] = dict(_OUTSIDE)
        self._rows = [Territoire("fr", "national", "fr", "France", None, None, None)]
        names: dict[str, str] = {}
        academies: dict[str, tuple[str, str]] = {}
        for region, academie, departement, academie_nom in cog.passage:
            dep = codes.canonical_departement(departement) if departement else ""
            aca = _ACADEMIE_NOW.get(academie, academie)
            if region in INSEE_REGIONS and dep in cog.departements:
                self._region_of[dep] = region
                self._academie_of[dep] = aca
                academies[aca] = (academie_nom, region)
        absent = sorted(INSEE_REGIONS - cog.regions.keys())
        if absent:
            raise BadInputError(f"cog/regions.json n’a pas la région {absent[0]}\u00a0: téléchargez-le de nouveau.")
        for insee, ra in RA_OF_INSEE.items():
            names[insee] = cog.regions[insee]
            self._rows.append(Territoire(f"reg:{insee}", "region", insee, cog.regions[insee], insee, None, ra))
        for aca, (nom, region) in academies.items():
            self._rows.append(Territoire(f"aca:{aca}", "academie", aca, nom, region, aca, None))
        for dep, nom in cog.departements.items():
            if dep in self._region_of or dep in _OUTSIDE:
                row = (f"dep:{dep}", "departement", dep, nom, self.region(dep), self.academie(dep), None)
                self._rows.append(Territoire(*row))
        self._insee_of_name = {fold(nom): insee for insee, nom in names.items()}
        self.rows = tuple(sorted(self._rows, key=lambda t: (t.niveau, t.lieu)))
        self.noms = {row.lieu: row.nom for row in self.rows}

    def region(self, departement: str) -> str | None:
        """Return the Insee code of the région of a département, None outside the eighteen."""
        return _FILED.get(departement) or self._region_of.get(departement)

    def academie(self, departement: str) -> str | None:
        """Return the two-digit code of the académie of a département."""
        return self._academie_of.get(departement)

    def departement_of_uai(self, uai: str) -> str:
        """Return the département of a UAI by its own digits."""
        found = codes.departement_of_uai(uai)
        return _UAI_DEPARTEMENT.get(found, found)

    def region_named(self, name: str) -> str | None:
        """Return the Insee code of a région, however its name is written (``LA REUNION``, ``Grand-Est``)."""
        return self._insee_of_name.get(fold(name))
