"""What stands around the figures of a cell: the gap and its reason, the level, the count and cohort, the version."""

from __future__ import annotations

from desktop.cell_words import compte
from desktop.facts import Lieu
from desktop.sheet.arrange import Groupe, Manque, dix
from desktop.sheet.boxes import Chip
from desktop.sheet.look import Look
from desktop.sheet.text import Text
from desktop.sheet.values import is_note
from desktop.typography import NBSP, annees
from desktop.wording import EFFECTIF_INCONNU, GLYPHES, dizaine, effectif, manque_court, niveau, repli, reserves


def gap(look: Look, manque: Manque, words: str = "", full: bool = True) -> Text:
    """Return the glyph of a gap and its sentence; ``words`` name what is missing when it is not the whole cell."""
    said = manque.phrase if full else _upper(manque_court(manque.figure))
    head = f"{words}{NBSP}: {_lower(said)}" if words else said
    return look.text(head, icon=GLYPHES[manque.figure.statut])


def level(look: Look, groupe: Groupe, asked: Lieu, short: bool = False) -> Chip:
    """Return the level of a group: plain when it is the one asked for, dashed with its arrow for a substitute."""
    lieu = groupe.premiere.lieu
    whole = lieu.nom.replace(" ", NBSP) if len(lieu.nom) < 16 else lieu.nom
    if not groupe.substitut:
        return Chip(look.text(niveau(lieu).replace(lieu.nom, whole)))
    words, alt = repli(groupe.premiere, asked), ""
    if short and lieu != asked:
        words, alt = lieu.nom, words.partition(f"{NBSP}:")[0]
    return Chip(look.text(words.replace(lieu.nom, whole), icon="repli", small_icon=True, alt=alt), dashed=True)


def count(look: Look, groupe: Groupe, same_cohort: bool = False) -> Text:
    """Return who is counted and when, or that the count is not published; the cohort once where it is the same."""
    figure = groupe.premiere
    if same_cohort and figure.effectif is not None:
        return look.text(effectif(figure))
    words = compte(figure)
    if figure.effectif is None:
        words = ", ".join(bit for bit in (EFFECTIF_INCONNU[:-1], words) if bit)
    cohort = annees(figure.millesime or "")
    return look.text(words.replace(cohort, cohort.replace(" ", NBSP)) if cohort else words)


def remarks(look: Look, groupe: Groupe) -> list[Text]:
    """Return what must be read with the figures of a group: other version of the diploma, everyone together, rarity."""
    said = [s for s in reserves(groupe.premiere) if not is_note(s)]
    if found := dix(groupe):
        counts, parts = found
        words = dizaine(counts, parts)
        said += [words[i] for i in range(len(parts)) if counts[i] == 0 and parts[i] > 0]
    return [look.text(s) for s in said]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
