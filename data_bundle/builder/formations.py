"""Rows of the table ``formation``: one certification in one voie, named as families name it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from data_bundle.builder.labels.make import BcnLabel, Label, LabelReport, make_labels
from data_bundle.builder.measures import Key
from data_bundle.builder.nsf import DOMAINES
from data_bundle.builder.read_bcn import Bcn, Diplome, Groupe, Mef
from data_bundle.builder.read_certif_info import Certifications
from data_bundle.builder.scope import Scope, by_cfd, group_of, is_commune
from data_bundle.folding import fold

_BAC_PRO = frozenset({"236", "237", "238"})
_SAYS_ITS_YEAR = re.compile(r"\b(?:2de|années?)\b")
_AGRICOLE = "3"
"""Third character of the CFD of every diploma of the ministry of agriculture (403, 503, 323…)."""


@dataclass(frozen=True, slots=True)
class Formation:
    """One row of the table ``formation``, in the order of its columns, without its number."""

    type_code: str
    code: str
    voie: str
    cfd: str | None
    mefstat11: str | None
    mef10: str | None
    dispositif: str | None
    diplome: str
    intitule: str
    libelle: str
    libelle_source: str
    libelle_officiel: str
    anciens_libelles: str | None
    niveau: int | None
    duree: int | None
    annee: int | None
    terminale: int
    commune: int
    nsf: str | None
    nsf_libelle: str | None
    domaine: str | None
    domaine_libelle: str | None
    ouverture: str | None
    fermeture: str | None
    premiere_session: int | None
    derniere_session: int | None
    famille: str | None
    famille_libelle: str | None
    rncp: str | None
    rome: str | None

    @property
    def key(self) -> Key:
        """The type of code and the code."""
        return self.type_code, self.code

    def is_open(self, day: str) -> bool:
        """Tell whether one can still enter it on that day."""
        return self.fermeture is None or self.fermeture > day


def in_display_order(rows: list[Formation]) -> list[Formation]:
    """Return formations by folded label, duration, voie, code: the order of their numbers."""
    return sorted(rows, key=lambda f: (fold(f.libelle), f.duree or 0, f.voie, f.type_code, f.code))


class FormationMaker:
    """Makes formations from BCN, Certif-Info and the labels of every CFD in scope."""

    def __init__(self, bcn: Bcn, certif: Certifications, found: Scope, day: str) -> None:
        self._bcn = bcn
        self._certif = certif
        self._scope = found
        self._day = day
        self._years = by_cfd(bcn)
        self._groups = group_of(bcn.groupes.values())
        self._pred = {new: old for old, new in found.cfd_succ.items()}
        cfds = sorted({bcn.mefs[m].cfd for m in found.mefs} | found.cfds)
        self._labels, self.label_report = _labels(bcn, certif, [c for c in cfds if c in bcn.diplomes])

    def all(self) -> list[Formation]:
        """Return every formation.

        A shared first year stands under its CFD too, still at school: people ask for it by either code.
        """
        rows = [self._scolaire(self._bcn.mefs[code]) for code in self._scope.mefs if self._named(code)]
        shared = [row for row in rows if row.commune and row.cfd not in self._scope.cfds]
        rows += [replace(row, type_code="cfd", code=row.cfd) for row in shared if row.cfd]
        rows += [self._apprentissage(cfd) for cfd in self._scope.cfds]
        return rows

    def _named(self, mefstat11: str) -> bool:
        return self._bcn.mefs[mefstat11].cfd in self._labels

    def _scolaire(self, mef: Mef) -> Formation:
        commune = mef.cfd in self._groups and is_commune(self._years, mef.cfd)
        label, libelle = self._label_of_year(mef, commune)
        diplome = self._bcn.diplomes[mef.cfd]
        return self._formation(
            key=("mefstat11", mef.mefstat11),
            voie="scolaire_agricole" if mef.cfd[2] == _AGRICOLE else "scolaire",
            diplome=diplome,
            label=label,
            libelle=libelle,
            mef=mef,
            duree=mef.duree,
            commune=commune,
            closed=min((d for d in (mef.fermeture, diplome.fermeture) if d), default=None),
        )

    def _apprentissage(self, cfd: str) -> Formation:
        diplome, label = self._bcn.diplomes[cfd], self._labels[cfd]
        return self._formation(
            key=("cfd", cfd),
            voie="apprentissage",
            diplome=diplome,
            label=label,
            libelle=label.libelle,
            mef=None,
            duree=self._only_duration(cfd),
            commune=False,
            closed=diplome.fermeture,
        )

    def _formation(
        self, *, key: Key, voie: str, diplome: Diplome, label: Label, libelle: str, mef: Mef | None, duree: int | None,
        commune: bool, closed: str | None,
    ) -> Formation:  # fmt: skip
        cfd = diplome.cfd
        group: Groupe | None = self._groups.get(cfd)
        nsf_libelle, domaine = self._bcn.specialites.get(diplome.nsf, ("", ""))
        return Formation(
            type_code=key[0],
            code=key[1],
            voie=voie,
            cfd=cfd,
            mefstat11=mef.mefstat11 if mef else None,
            mef10=mef.mef10 if mef else None,
            dispositif=mef.dispositif if mef else None,
            diplome=label.diplome,
            intitule=label.intitule,
            libelle=libelle,
            libelle_source=label.source,
            libelle_officiel=diplome.libelle_long,
            anciens_libelles=self._older_labels(cfd, label.libelle),
            niveau=self._bcn.niveau(cfd),
            duree=duree,
            annee=mef.annee if mef else None,
            terminale=int(not mef or (mef.terminale and not commune)),
            commune=int(commune),
            nsf=diplome.nsf or None,
            nsf_libelle=nsf_libelle or None,
            domaine=domaine or None,
            domaine_libelle=DOMAINES.get(domaine),
            ouverture=(mef.ouverture if mef else None) or diplome.ouverture,
            fermeture=closed,
            premiere_session=diplome.premiere_session,
            derniere_session=diplome.derniere_session,
            famille=group.code if group else None,
            famille_libelle=group.libelle if group else None,
            rncp=self._certif.rncp(cfd),
            rome=self._certif.rome(cfd),
        )

    def _label_of_year(self, mef: Mef, commune: bool) -> tuple[Label, str]:
        """Return the label of a year of a cycle: a year that is not the last one says which it is."""
        label = self._labels[mef.cfd]
        if commune:
            name = self._groups[mef.cfd].libelle if _is_bac_pro(mef) else label.intitule.partition(" (")[0]
            libelle = f"2de commune {name}" if _is_bac_pro(mef) else f"{label.diplome} {name} (1re année commune)"
            return Label(label.diplome, name, libelle, label.source), libelle
        if mef.terminale or mef.annee is None or mef.duree is None or _SAYS_ITS_YEAR.search(label.libelle):
            return label, label.libelle
        if _is_bac_pro(mef):
            year = {2: "2de", 1: "1re"}.get(mef.duree - mef.annee, f"année {mef.annee}")
        else:
            year = f"{mef.annee}{'re' if mef.annee == 1 else 'e'} année"
        return label, f"{label.libelle} ({year})"

    def _older_labels(self, cfd: str, own: str) -> str | None:
        """Return the labels of the older versions that differ from its own."""
        found: list[str] = []
        older = self._pred.get(cfd)
        while older:
            if older in self._labels:
                text = self._labels[older].libelle
                if fold(text) not in {fold(own), *map(fold, found)}:
                    found.append(text)
            older = self._pred.get(older)
        return " | ".join(found) or None

    def _only_duration(self, cfd: str) -> int | None:
        """Return the duration of the open cycles of a CFD when they all have the same one."""
        open_years = [m for m in self._years.get(cfd, ()) if m.fermeture is None or m.fermeture > self._day]
        found = Counter(m.duree for m in open_years if m.duree)
        return next(iter(found)) if len(found) == 1 else None


def _is_bac_pro(mef: Mef) -> bool:
    return mef.mefstat11[:3] in _BAC_PRO


def _labels(bcn: Bcn, certif: Certifications, cfds: list[str]) -> tuple[Mapping[str, Label], LabelReport]:
    rows = [
        BcnLabel(cfd, bcn.diplomes[cfd].libelle_long, bcn.diplomes[cfd].libelle_court, bcn.diplomes[cfd].niveau_cfd)
        for cfd in cfds
    ]
    return make_labels(rows, certif.labels(), certif.vocabulaire)
