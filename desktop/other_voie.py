"""The same diploma by the other voie, at the sensible place: the same établissement, else the same région."""

from __future__ import annotations

from desktop.catalogue import Catalogue
from desktop.errors import NotFoundError, UsageError
from desktop.facts import Formation, Lieu
from desktop.selection import MAXIMUM, Choix, Selection

PLEINE = "La sélection est pleine (6 sur 6). Retirez une formation pour en ajouter une autre."
INCONNUE = "On ne sait pas relier cette ligne à un diplôme {voie}."
_ABSENTE = "Ce diplôme n’existe pas {voie} dans les données chargées."


def other_voie(catalogue: Catalogue, choix: Choix) -> Choix:
    """Return the same diploma by the other voie, there if it was seen there, else in the région around.

    Among cycles of several lengths, one seen in the établissement comes first, then one of the same length that is
    open, then one with figures. Raises NotFoundError, with a sentence, when the data hold none or can't tell.
    """
    asked, lieu = catalogue.formation(choix.type_code, choix.code), catalogue.lieu(choix.lieu)
    formation, found = _linked(catalogue, asked)
    place = lieu.etablissement
    if place is not None:
        for other in found:
            if catalogue.offre(other.id, place.id) is not None:
                return Choix(other.type_code, other.code, lieu.ref)
    wider = _region(lieu)
    other = min(found, key=lambda one: _order(catalogue, formation, one, wider))
    return Choix(other.type_code, other.code, wider)


def _linked(catalogue: Catalogue, asked: Formation) -> tuple[Formation, list[Formation]]:
    """Return the diploma that a line is of, and its cycles by the other voie, at least one.

    A year that is not the last stands for the last one, a line of Parcoursup for the diploma of its name: that is
    likely, not certain (DOMAIN.md §1.4), and only where it is one diploma. NotFoundError without it: that it does not
    exist is said only of the diploma itself.
    """
    here = [asked]
    if asked.type_code == "parcoursup":
        here = catalogue.liens(asked.id, "rapprochement")
    if len({one.cfd for one in here}) == 1:
        for one in (*here, *(last for year in here for last in catalogue.liens(year.id, "terminale"))):
            if found := catalogue.liens(one.id, "autre_voie"):
                return one, found
    work = asked.voie == "apprentissage"
    if asked.type_code == "parcoursup" or asked.commune or not asked.terminale:
        raise NotFoundError(INCONNUE.format(voie="par la voie scolaire" if work else "en apprentissage"))
    raise NotFoundError(_ABSENTE.format(voie="par la voie scolaire" if work else "par l’apprentissage"))


def offered(catalogue: Catalogue, selection: Selection) -> tuple[str, ...]:
    """Return for each formation how the other voie is called, where it can be put beside: ``en apprentissage``.

    ``apprentissage probable`` where only the name of a line of Parcoursup leads to the diploma.
    Empty where the data hold none, where the selection has it already, here or elsewhere, and in a full selection.
    """
    if len(selection) >= MAXIMUM:
        return ("",) * len(selection)
    return tuple(_words(catalogue, selection, choix) for choix in selection.choix)


def _words(catalogue: Catalogue, selection: Selection, choix: Choix) -> str:
    try:
        other = other_voie(catalogue, choix)
    except NotFoundError:
        return ""
    if any((one.type_code, one.code) == (other.type_code, other.code) for one in selection.choix):
        return ""
    if choix.type_code == "parcoursup":
        return "apprentissage probable"
    apprentice = catalogue.formation(other.type_code, other.code).voie == "apprentissage"
    return "en apprentissage" if apprentice else "par la voie scolaire"


def beside(selection: Selection, choix: Choix, other: Choix) -> Selection:
    """Return the selection with ``other`` just after ``choix``. Raises UsageError when it is full or has it already."""
    if other in selection:
        raise UsageError("Ce diplôme par l’autre voie est déjà dans la sélection.")
    if len(selection) >= MAXIMUM:
        raise UsageError(PLEINE)
    at = selection.choix.index(choix) + 1
    return selection.ajouter(other).deplacer(other, at - len(selection))


def _region(lieu: Lieu) -> str:
    narrow = lieu.niveau in ("etablissement", "academie")
    return f"reg:{lieu.region}" if narrow and lieu.region else lieu.ref


def _order(catalogue: Catalogue, formation: Formation, other: Formation, lieu: str) -> tuple[bool, bool, bool, int]:
    """Return what puts one of several cycles first: as long, open as the first is, with figures, then its number."""
    figures = any(m.publiee for m in catalogue.mesures(other.id, lieu))
    closed = other.fermeture is not None and formation.fermeture is None
    return other.duree != formation.duree, closed, not figures, other.id
