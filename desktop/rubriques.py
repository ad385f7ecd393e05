"""What a column says beside what became of its leavers: entry, exam, pay, broken contracts, jobs, what comes after.

One set of words for window, paper and text. A rubrique is a question with one cell a column; a cell is a few facts,
each with the figures that it tells, their level and their time, or the reason why there is none. What no column can
tell because its dataset is not loaded is said once (`absents`), not row after row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.cell_words import recalcul
from desktop.comparison import Colonne, Comparison
from desktop.figures import Figure
from desktop.rubrique_acces import acces
from desktop.rubrique_facts import Fait
from desktop.rubrique_names import apres, metiers
from desktop.rubrique_results import reussite, rupture, salaire, superieur
from desktop.typography import NBSP, liste
from desktop.wording import D5, D6, D7, D9, D10, rapprochement

Figures = dict[str, Figure]
"""The figures of one column by indicator."""
Cellule = tuple[Fait, ...]
NOMMES = 5
"""Jobs or diplomas named; the others are counted."""
PARTIES = ENTRER, SAVOIR, SUITE = ("entrer", "savoir", "suite")
"""What a rubrique is about: getting in, what else is known, what comes after."""
TITRE_SUITE = f"Et après{NBSP}?"


@dataclass(frozen=True, slots=True)
class Rubrique:
    """A question across the columns; ``note`` is the caution that its figures need, once for all.

    ``communes`` are the reserves that every fact with figures has: said once with the note, not in each cell.
    """

    cle: str
    titre: str
    note: str
    cellules: tuple[Cellule, ...]
    communes: tuple[str, ...] = ()

    @property
    def partie(self) -> str:
        """What it is about: ENTRER, SAVOIR or SUITE."""
        return ENTRER if self.cle == "acces" else SAVOIR if self.cle in _SAVOIR else SUITE

    @property
    def notes(self) -> tuple[str, ...]:
        """The caution and the common reserves."""
        return (*((self.note,) if self.note else ()), *self.communes)


_ABSENTS = {
    "reussite": "réussite à l’examen",
    "salaire": "salaires",
    "niveau": "interruptions de formation au CFA",
    "superieur": "devenir après le supérieur (InserSup)",
}
"""Portées that a snapshot may lack altogether, as families would name them."""

_TITRES = {
    "acces": "Places et candidatures",
    "reussite": "Réussite à l’examen",
    "salaire": "Salaire un an après",
    "rupture": "Contrats rompus",
    "superieur": "Emploi après le supérieur",
    "metiers": "Métiers",
    "apres": "Études ensuite",
}
_SAVOIR = {"reussite": "diplôme", "salaire": "salaire", "rupture": "contrats", "superieur": "emploi"}


def rubriques(comparison: Comparison, nommes: int = NOMMES) -> tuple[Rubrique, ...]:
    """Return the rubriques in which at least one column has something to tell; ``nommes`` jobs or diplomas a cell."""
    return tuple(r for r in _every(comparison, nommes) if _tells(r))


def muettes(comparison: Comparison) -> tuple[str, ...]:
    """Return why no column tells anything in a rubrique that some column could have: a sentence a rubrique.

    What the data loaded can't tell at all is one sentence (`absents`).
    """
    lacking = absents(comparison)
    said = [lacking] if lacking else []
    for rubrique in _every(comparison, NOMMES):
        if _tells(rubrique):
            continue
        silent = [f for cell in rubrique.cellules for f in cell if f.statut != "non_applicable"]
        phrases = dict.fromkeys(f.phrase for f in silent if not (lacking and f.statut == "hors_instantane"))
        said += [f"{rubrique.titre}{NBSP}: {phrase[:1].lower()}{phrase[1:]}" for phrase in phrases]
    return tuple(said)


def _every(comparison: Comparison, nommes: int) -> list[Rubrique]:
    columns = [_figures(comparison, i) for i in range(len(comparison.colonnes))]
    found = [_of(*pair, nommes) for pair in zip(comparison.colonnes, columns, strict=True)]
    every = []
    for cle, titre in _TITRES.items():
        cells = tuple(cells[cle] for cells in found)
        every.append(Rubrique(cle, titre, _note(cle, cells), cells, communes(cells)))
    return every


def _tells(rubrique: Rubrique) -> bool:
    return any(fait.connu for cell in rubrique.cellules for fait in cell)


def absents(comparison: Comparison) -> str | None:
    """Return what the data loaded can't tell for any column here, None when nothing is missing."""
    missing = [words for portee, words in _ABSENTS.items() if _absent(comparison, portee)]
    return f"Pas dans les données chargées ici{NBSP}: {liste(missing)}." if missing else None


def titre_savoir(found: Sequence[Rubrique]) -> str:
    """Return the question over the rubriques about what else is known: ``Diplôme et salaire : que sait-on ?``."""
    words = liste([_SAVOIR[r.cle] for r in found if r.partie == SAVOIR] or [""])
    return f"{words[:1].upper()}{words[1:]}{NBSP}: que sait-on{NBSP}?"


def _of(colonne: Colonne, figures: Figures, nommes: int) -> dict[str, Cellule]:
    return {
        "acces": acces(figures, colonne.formation, fermee=colonne.fermee),
        "reussite": reussite(figures),
        "salaire": salaire(figures),
        "rupture": rupture(figures),
        "superieur": superieur(figures),
        "metiers": metiers(colonne.metiers, nommes),
        "apres": apres(colonne.apres, colonne.formation, nommes),
    }


def _note(cle: str, cells: tuple[Cellule, ...]) -> str:
    figures = [f for cell in cells for fait in cell if fait.connu for f in fait.figures]
    if cle == "acces":
        sessions = sorted({f.millesime or "" for f in figures})
        remade = list(dict.fromkeys(f.indicateur for f in figures if f.recalcule))
        said = [D9.format(session=liste(sessions))] if sessions else []
        return " ".join([*said, *([recalcul(remade)] if remade else [])])
    if cle == "reussite":
        return D5 if any(f.indicateur.nom.endswith("_attendu") for f in figures) else ""
    if cle == "apres":
        near = "Diplômes un niveau au-dessus, du même domaine ou menant à un même métier."
        return f"{near} Ce n’est ni un conseil ni une liste complète."
    if cle == "metiers":
        return "Selon le ROME, répertoire national des métiers."
    return {"salaire": D7, "rupture": D6, "superieur": D10}.get(cle, "")


def communes(cells: Sequence[Cellule]) -> tuple[str, ...]:
    """Return the reserves of every fact with figures, where at least two columns have one.

    That a figure was matched by a label only is always said beside it.
    """
    told = [[fait for fait in cell if fait.connu and fait.figures] for cell in cells]
    if sum(bool(faits) for faits in told) < 2:
        return ()
    every = [fait for faits in told for fait in faits]
    matched = {rapprochement(f.rapproche) for fait in every for f in fait.figures if f.rapproche}
    shared = (s for s in every[0].reserves if all(s in fait.reserves for fait in every))
    return tuple(s for s in shared if s not in matched)


def _figures(comparison: Comparison, column: int) -> Figures:
    return {ligne.indicateur.nom: ligne.cellules[column] for ligne in comparison.lignes}


def _absent(comparison: Comparison, portee: str) -> bool:
    cells = [c.statut for ligne in comparison.lignes if ligne.indicateur.portee == portee for c in ligne.cellules]
    return "hors_instantane" in cells and set(cells) <= {"hors_instantane", "non_applicable", "non_diffuse"}
