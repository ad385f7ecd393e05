"""Which formations are related to one, by what the nomenclatures and the snapshot say, wherever they are seen."""

from __future__ import annotations

from data_bundle.folding import words
from desktop.catalogue import Catalogue
from desktop.facts import Formation

NATIONAUX = (
    *("BTS", "BTSA", "BUT", "DCG", "DEUST", "DN MADE", "DNA", "DTS", "Licence", "Licence professionnelle"),
    *("Diplôme d’État", "Certificat de capacité", "CS", "BPJEPS", "DEJEPS"),
)
"""Diplomas of Parcoursup that the State sets: two lines of one name are one diploma, or one mention of it."""
NOMMES = ("CPGE", "CPES", "Double licence", "L.AS", "PASS", "Mise à niveau")
"""What is no diploma of its own, or not set by the State in one name, and is called alike for what is alike."""
_SAME = " (ligne "
"""What follows in a label only tells lines of one name apart."""
_PORTAIL = "Portail"
"""A common first year of several licences."""
_OPTION = ", option "
_A_FAMILLES = ("Bac pro", "Bac pro agricole")
"""Diplomas grouped in familles de métiers (DOMAIN.md §5.3); groups of BTS hold the options of one diploma."""


class Parentes:
    """Finds what is related to one formation."""

    def __init__(self, catalogue: Catalogue, formation: Formation) -> None:
        self._catalogue = catalogue
        self._formation = formation

    def same(self) -> tuple[list[Formation], str]:
        """Return the formation itself, and in the supérieur the lines of the same name elsewhere; and what they share.

        A name tells the diploma only where the State sets what it holds: « Management » is another bachelor in each
        school. What schools call their own names, or how they admit (« Bac + 5, bac général »), is no reason at all.
        """
        ours = self._formation
        if ours.type_code != "parcoursup":
            return [ours], "Même diplôme, dans un autre établissement"
        if ours.diplome not in (*NATIONAUX, *NOMMES):
            return [], ""
        name = ours.intitule.partition(_SAME)[0]
        same = self._formations(
            "type_code = 'parcoursup' AND diplome = ? AND (intitule = ? OR instr(intitule, ?) = 1)",
            *(ours.diplome, name, name + _SAME),
        )
        sure = ours.diplome in NATIONAUX and not name.startswith(_PORTAIL)
        return same, f"{'Même diplôme' if sure else 'Même intitulé'}, dans un autre établissement"

    def lengths(self) -> list[Formation]:
        """Return the same diploma in cycles of another length, by the same voie."""
        ours = self._formation
        if ours.cfd is None or ours.commune:
            return []
        found = self._formations("cfd = ? AND voie = ? AND terminale AND NOT commune", ours.cfd, ours.voie)
        return [f for f in found if f.id != ours.id]

    def family(self) -> tuple[list[Formation], list[Formation]]:
        """Return the other options of the diploma, then the other diplomas of its famille, without its versions.

        The groups of the BCN hold both kinds: the label tells them apart (« Métiers du cuir, option maroquinerie »).
        """
        ours = self._formation
        if not ours.famille:
            return [], []
        found = self._others("famille = ? AND voie = ? AND terminale AND NOT commune", ours.famille, ours.voie)
        stem = _stem(ours)
        options = [f for f in found if stem and stem == _stem(f)]
        family = [f for f in found if f not in options] if ours.diplome in _A_FAMILLES else []
        return options, family

    def domain(self) -> tuple[list[Formation], str]:
        """Return other diplomas of the same speciality (NSF), level and voie, and the name of the speciality."""
        ours = self._formation
        if not ours.nsf or not ours.niveau or ours.commune:
            return [], ""
        wanted = "nsf = ? AND niveau = ? AND voie = ? AND terminale AND NOT commune"
        name = self._catalogue.snapshot.connection.execute(
            "SELECT coalesce(nsf_libelle, domaine_libelle) FROM formation WHERE id = ?", (ours.id,)
        ).fetchone()[0]
        return self._others(wanted, ours.nsf, ours.niveau, ours.voie), name

    def _others(self, where: str, *given: object) -> list[Formation]:
        """Return other diplomas: neither this one in another length nor another version of it."""
        ours = self._formation
        versions = {f.id for f in (*self.versions("vers", "de"), *self.versions("de", "vers"))}
        return [f for f in self._formations(where, *given) if f.id not in versions and (not f.cfd or f.cfd != ours.cfd)]

    def versions(self, ours: str, other: str) -> list[Formation]:
        """Return the versions before (ours is "vers", the other "de") or after this one (the other way round)."""
        return self._formations(
            f"id IN (SELECT {other} FROM lien WHERE genre = 'continuum' AND {ours} = ?)", self._formation.id
        )

    def _formations(self, where: str, *given: object) -> list[Formation]:
        rows = self._catalogue.snapshot.connection.execute(f"SELECT id FROM formation WHERE {where}", given)
        found = self._catalogue.formations(row[0] for row in rows.fetchall())
        return [found[number] for number in sorted(found)]


def _stem(formation: Formation) -> str:
    """Return what the options of a diploma share of their label, folded; empty for a diploma without options."""
    diplome, option, _ = formation.libelle.partition(_OPTION)
    return " ".join(words(diplome)) if option else ""
