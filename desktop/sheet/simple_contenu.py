"""What a fiche simple says, before it is drawn: introduction, cards, notes, all from one Comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from desktop.cell_words import successeurs
from desktop.comparison import Colonne, Comparison
from desktop.facts import Etablissement
from desktop.famille_titres import titres
from desktop.phrases_simples import Dit, ecole, faits, titre
from desktop.phrases_simples_chiffres import commun, intro, sans_chiffre
from desktop.presence import fermeture
from desktop.sheet.cards import usual_name
from desktop.sheet.demande import Demande
from desktop.sheet.simple_chiffres import Chiffres, chiffres, retenu
from desktop.sheet.simple_notes import MOST_LINES, Note, noms, notes
from desktop.typography import NBSP, liste


@dataclass(frozen=True, slots=True)
class Carte:
    """A formation: name, voie, place, the three outcomes or why not, facts, what must be said beside."""

    icone: str
    nom: str
    voie: str
    lieu: str
    chiffres: Chiffres
    faits: tuple[Dit, ...]
    remarques: tuple[Dit, ...]

    @property
    def phrases(self) -> Iterator[str]:
        """Every sentence of the card."""
        counted = self.chiffres
        yield from (text for text in (counted.legende, counted.reste) if text)
        yield from (text for issue in counted.issues for text in (issue.phrase, issue.entiere))
        yield from (dit.phrase for dit in (*counted.manque, *self.faits, *self.remarques))


@dataclass(frozen=True, slots=True)
class Contenu:
    """The title, the introduction, the cards and the notes of a fiche simple."""

    titre: str
    intro: tuple[str, ...]
    cartes: tuple[Carte, ...]
    notes: tuple[Note, ...]
    noms: tuple[str, ...] = ()
    """How the formations are called inside a sentence."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every sentence of the sheet but its source line."""
        told = chain.from_iterable(carte.phrases for carte in self.cartes)
        return (*self.intro, *told, *(phrase for note in self.notes for phrase in note.phrases))


def contenu(comparison: Comparison, demande: Demande, most: int = MOST_LINES) -> Contenu:
    """Return what the sheet says of each formation, in the order of the person; ``most`` is that of ``notes``."""
    columns = range(len(comparison.colonnes))
    first = [groupe.premiere for i in columns if (groupe := retenu(comparison, i)) is not None]
    head = intro(first) if first else (sans_chiffre(len(columns)),)
    placed, dated = not commun(first), len({figure.millesime for figure in first}) > 1
    counted = [chiffres(comparison, i, placed=placed, dated=dated) for i in columns]
    heads = titres(comparison.colonnes)
    schools = {c.lieu.etablissement for c in comparison.colonnes if c.lieu.etablissement is not None}
    cartes = []
    for colonne, told, name in zip(comparison.colonnes, counted, heads, strict=True):
        closed = fermeture(colonne.formation, comparison.instantane.construit_le)
        said = faits(colonne, demande.depuis, demande.tutoiement, closed)
        voie = "" if colonne.formation.voie == "superieur" else name.voie  # the first fact says it
        beside = (*_reprise(colonne), *told.reserves)
        cartes.append(Carte(said[0].icone, name.affiche, voie, _lieu(colonne, name.lieu, schools), told, said, beside))
    under = notes(comparison, counted, demande, most)
    if len(cartes) == 1:
        return Contenu(titre(1), head, tuple(cartes), under)
    names = noms(comparison.colonnes)
    return Contenu(titre(len(columns)), head, tuple(_bare(c) for c in cartes), (*_beside(cartes, names), *under), names)


def _beside(cartes: Sequence[Carte], names: Sequence[str]) -> list[Note]:
    """Return what must be said beside figures and formations, each sentence once, after the names concerned.

    Why a place has no figure of its own needs no name where it is the same of every substitute: their cards say that
    they show one.
    """
    standing = [carte.chiffres.manque for carte in cartes if carte.chiffres.stands_in]
    same = standing[0] if standing and len(set(standing)) == 1 else ()
    found: dict[Dit, list[str]] = {}
    for carte, name in zip(cartes, names, strict=True):
        why = carte.chiffres.manque if carte.chiffres.stands_in and not same else ()
        for dit in (*why, *carte.remarques):
            found.setdefault(dit, []).append(name)
    told = [
        dit.phrase if len(of) == len(names) else f"{liste(of)}{NBSP}: {_inside(dit.phrase)}"
        for dit, of in found.items()
    ]
    lines = [*same, *(Dit(dit.icone, phrase) for dit, phrase in zip(found, told, strict=True))]
    return [Note(dit.icone, (dit.phrase,), ecart=True) for dit in lines]


def _bare(carte: Carte) -> Carte:
    """Return a card without what stands under all of them."""
    counted = carte.chiffres
    return replace(carte, chiffres=counted._replace(manque=()) if counted.stands_in else counted, remarques=())


def _inside(phrase: str) -> str:
    """Return a sentence as it goes on after a name and a colon: no second colon."""
    return phrase[:1].lower() + phrase[1:].replace(f"{NBSP}:", ",", 1)


def _reprise(colonne: Colonne) -> tuple[Dit, ...]:
    """Return what took over from a closed formation."""
    after = successeurs(colonne)
    return (Dit("info", f"{after}."),) if after else ()


def _lieu(colonne: Colonne, told: str, others: Collection[Etablissement]) -> str:
    """Return the school, and what else tells the column from the others: its cohort, the end of its diploma."""
    place = colonne.lieu.etablissement
    rest = told.removeprefix(colonne.lieu.nom).removeprefix(", ")
    if rest.startswith("promotion"):
        rest = ""  # the caption of the figures says it
    name = _ecole(place, others) if place is not None else ""
    private = place is not None and place.secteur == "prive" and "privé" not in name.lower()
    words = ", ".join(bit for bit in (name, "privé" if private else "", rest) if bit)
    return words[:1].upper() + words[1:]


def _ecole(place: Etablissement, others: Collection[Etablissement]) -> str:
    """Return the usual name of a school; the official one where the other would be that of a second school too."""
    short = ecole(usual_name(place.nom))
    same = [one for one in others if ecole(usual_name(one.nom)) == short and one.commune_nom == place.commune_nom]
    return short if len(same) < 2 else usual_name(place.nom)
