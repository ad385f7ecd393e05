"""BCN, the national nomenclature: diplomas (CFD), years of a cycle (MEFSTAT11), levels, specialities, groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from data_bundle import codes
from data_bundle.builder.files import Inputs, RawFile
from data_bundle.builder.tables import Columns, Table, read_table

_DATE = re.compile(r"^([0-9]{2})/([0-9]{2})/([0-9]{4})$")
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}$")
_YEARS = re.compile(r"^[1-9]$")
_MEF10 = re.compile(r"^[0-9A-Z]{10}$")
_OLD = tuple(f"ANCIEN_DIPLOME_{i}" for i in range(1, 8))
_NEW = tuple(f"NOUVEAU_DIPLOME_{i}" for i in range(1, 8))


@dataclass(frozen=True, slots=True)
class Diplome:
    """One CFD. Dates are AAAA-MM-JJ, ``niveau_rncp`` two digits or empty."""

    cfd: str
    niveau_cfd: str
    nsf: str
    libelle_court: str
    libelle_long: str
    ouverture: str | None
    fermeture: str | None
    premiere_session: int | None
    derniere_session: int | None
    niveau_rncp: str
    anciens: tuple[str, ...]
    nouveaux: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mef:
    """One year of one cycle of a diploma. ``duree`` and ``annee`` are None when the source does not tell."""

    mefstat11: str
    mef10: str
    cfd: str
    dispositif: str
    duree: int | None
    annee: int | None
    libelle: str
    ouverture: str | None
    fermeture: str | None

    @property
    def terminale(self) -> bool:
        """Whether this is the last year of its cycle."""
        return self.annee is None or self.annee == self.duree


@dataclass(frozen=True, slots=True)
class Groupe:
    """A famille de métiers, or a diploma with options, and the CFDs in it."""

    code: str
    type: str
    libelle: str
    membres: tuple[str, ...]


@dataclass(slots=True)
class Bcn:
    """The tables of BCN that the snapshot needs, by code."""

    diplomes: dict[str, Diplome] = field(default_factory=dict)
    mefs: dict[str, Mef] = field(default_factory=dict)
    niveaux: dict[str, str] = field(default_factory=dict)
    specialites: dict[str, tuple[str, str]] = field(default_factory=dict)
    groupes: dict[str, Groupe] = field(default_factory=dict)

    def niveau(self, cfd: str) -> int | None:
        """Return the national level (3 to 8) of a CFD; mentions complémentaires by diploma (DOMAIN.md §1.4)."""
        own = self.diplomes[cfd].niveau_rncp if cfd in self.diplomes else ""
        code = self.niveaux.get(cfd[:3], "XX")
        number = own if code == "XX" else code
        return int(number) if number.isdigit() and 3 <= int(number) <= 8 else None


def iso_date(text: str) -> str | None:
    """Return JJ/MM/AAAA as AAAA-MM-JJ, anything else, and a day that is none, as None."""
    found = _DATE.match(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else None
    except ValueError:
        return None


def read(inputs: Inputs) -> Bcn:
    """Read every table of BCN."""
    bcn = Bcn()
    inputs.open("bcn")
    for ending in ("N_FORMATION_DIPLOME.csv", "V_FORMATION_DIPLOME.csv"):
        _read_diplomes(bcn, inputs, ending)
    table = _table(inputs, "N_NIVEAU_FORMATION_DIPLOME.csv", "NIVEAU_FORMATION_DIPLOME", "NIVEAU_QUALIFICATION_RNCP")
    columns = (table["NIVEAU_FORMATION_DIPLOME"], table["NIVEAU_QUALIFICATION_RNCP"])
    bcn.niveaux = dict(zip(*columns, strict=True))
    _read_mefs(bcn, inputs)
    table = _table(inputs, "N_GROUPE_SPECIALITE.csv", "GROUPE_SPECIALITE", "DOMAINE_SPECIALITE", "LIBELLE_EDITION")
    for code, domaine, libelle in table.rows("GROUPE_SPECIALITE", "DOMAINE_SPECIALITE", "LIBELLE_EDITION"):
        bcn.specialites[code] = (libelle.replace("'", "’"), domaine)
    _read_groupes(bcn, inputs)
    return bcn


def _read_diplomes(bcn: Bcn, inputs: Inputs, ending: str) -> None:
    """Read one of the two tables of diplomas; the second one completes the first."""
    plain = ("NIVEAU_FORMATION_DIPLOME", "GROUPE_SPECIALITE", "LIBELLE_COURT", "LIBELLE_LONG_200", "DATE_OUVERTURE")
    dated = ("DATE_FERMETURE", "DATE_PREMIERE_SESSION", "DATE_DERNIERE_SESSION")
    optional = ("NIVEAU_QUALIFICATION_RNCP", *_OLD, *_NEW)
    table = _table(inputs, ending, "FORMATION_DIPLOME", *plain, *dated, optional=optional)
    table.codes("FORMATION_DIPLOME", codes.CFD)
    _check(table, ("DATE_OUVERTURE", "DATE_FERMETURE"), iso_date, "n’est pas une date (JJ/MM/AAAA)")
    _check(table, dated[1:], _year, "n’est pas une année")
    for row in table.rows("FORMATION_DIPLOME", *plain, *dated, *optional):
        cfd, niveau_cfd, nsf, court, long, opened, closed, first, last, rncp = row[:10]
        known = bcn.diplomes.get(cfd)
        if known:
            if not known.niveau_rncp and rncp:
                bcn.diplomes[cfd] = _with_level(known, rncp)
            continue
        links = row[10:]
        bcn.diplomes[cfd] = Diplome(
            cfd, niveau_cfd, nsf, court, long, iso_date(opened), iso_date(closed), _year(first), _year(last), rncp,
            tuple(c for c in links[:7] if codes.CFD.match(c)), tuple(c for c in links[7:] if codes.CFD.match(c)),
        )  # fmt: skip


def _with_level(known: Diplome, rncp: str) -> Diplome:
    values = [getattr(known, name) for name in Diplome.__slots__]
    values[Diplome.__slots__.index("niveau_rncp")] = rncp
    return Diplome(*values)


def _read_mefs(bcn: Bcn, inputs: Inputs) -> None:
    names = ("MEF_STAT_11", "MEF", "FORMATION_DIPLOME", "DISPOSITIF_FORMATION", "DUREE_DISPOSITIF", "ANNEE_DISPOSITIF")
    table = _table(inputs, "N_MEF.csv", *names, "LIBELLE_LONG", "DATE_OUVERTURE", "DATE_FERMETURE")
    table.codes("MEF_STAT_11", codes.MEFSTAT11)
    table.codes("FORMATION_DIPLOME", codes.CFD)
    table.codes("MEF", _MEF10)
    _check(table, ("DATE_OUVERTURE", "DATE_FERMETURE"), iso_date, "n’est pas une date (JJ/MM/AAAA)")
    for name in ("DUREE_DISPOSITIF", "ANNEE_DISPOSITIF"):
        table.codes(name, _YEARS)
    for i, row in enumerate(table.rows(*names, "LIBELLE_LONG", "DATE_OUVERTURE", "DATE_FERMETURE")):
        mefstat11, mef10, cfd, dispositif, duree, annee, libelle, opened, closed = row
        if annee > duree:
            raise table.wrong("ANNEE_DISPOSITIF", i, f"dépasse la durée du cycle, {duree}")
        dates = (iso_date(opened), iso_date(closed))
        mef = Mef(mefstat11, mef10, cfd, dispositif, _single(duree), _single(annee), libelle, *dates)
        known = bcn.mefs.get(mefstat11)
        if known is None or (mef.fermeture or "9999", mef.mef10) > (known.fermeture or "9999", known.mef10):
            bcn.mefs[mefstat11] = mef


def _read_groupes(bcn: Bcn, inputs: Inputs) -> None:
    """Read the groups; the name of a famille as families know it comes from ``familleMetiers.csv``."""
    table = _table(inputs, "N_LIEN_FORMATION_GROUPE.csv", "GROUPE_FORMATION", "FORMATION_DIPLOME")
    membres: dict[str, list[str]] = {}
    for groupe, cfd in table.rows("GROUPE_FORMATION", "FORMATION_DIPLOME"):
        membres.setdefault(groupe, []).append(cfd)
    names: dict[str, str] = {}
    for file in inputs.open("familles-metiers"):
        columns: Columns = {"famille": ("FAMILLE",), "cfd": ("CFD_COMMUN",)}
        known = inputs.records["familles-metiers"].source.connues
        familles = read_table(file, columns, columns, inputs.report, known=known)
        names.update((cfd, famille) for famille, cfd in familles.rows("famille", "cfd"))
        inputs.read("familles-metiers", len(familles))
    table = _table(inputs, "N_GROUPE_FORMATION.csv", "GROUPE_FORMATION", "TYPE_GROUPE_FORMATION", "LIBELLE_EDITION")
    for code, kind, libelle in table.rows("GROUPE_FORMATION", "TYPE_GROUPE_FORMATION", "LIBELLE_EDITION"):
        cfds = tuple(sorted(membres.get(code, ())))
        famille = next((names[cfd] for cfd in cfds if cfd in names), libelle)
        bcn.groupes[code] = Groupe(code, kind, famille.replace("'", "’"), cfds)


def _table(inputs: Inputs, ending: str, *required: str, optional: tuple[str, ...] = ()) -> Table:
    file = inputs.file("bcn", "/" + ending)
    assert isinstance(file, RawFile)
    columns: Columns = {name: (name,) for name in (*required, *optional, "DATE_INTERVENTION")}
    known = inputs.records["bcn"].source.connues
    table = read_table(file, columns, required, inputs.report, known=known)
    dates = {iso_date(text) for text in set(table["DATE_INTERVENTION"])}
    inputs.read("bcn", len(table), [d for d in dates if d])
    return table


def _check(table: Table, names: Sequence[str], read: Callable[[str], object], reason: str) -> None:
    """Raise BadInputError for a text that is neither blank nor what a column of BCN holds."""
    for name in names:
        for text in set(table[name]):
            if text and read(text) is None:
                raise table.wrong(name, table[name].index(text), reason)


def _year(text: str) -> int | None:
    return int(text) if _YEAR.match(text) else None


def _single(text: str) -> int | None:
    """Return a number of years; BCN writes 9 where it does not apply."""
    return int(text) if text != "9" else None
