"""What is said where cells of a row meet: the breaks between neighbours under the row, those with a column in full.

Neighbours are the columns that show a value, gaps left out: two cells around a gap meet too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from desktop.breaks import Rupture, ruptures
from desktop.cell_words import mots
from desktop.comparison import Ligne
from desktop.figures import Figure
from desktop.typography import NBSP, liste
from desktop.verdict_words import EFFECTIF_PHRASE, EGAL_PHRASE, MOTIFS, net_phrase
from desktop.verdicts import EGAL, NET

Group = tuple[int, ...]


def shown(cell: Figure) -> Figure | None:
    """Return the figure whose value stands in a cell: its own, else its substitute, else None."""
    return cell if cell.connue else cell.repli


def meetings(lignes: Sequence[Ligne], names: Sequence[str]) -> list[tuple[Group, str]]:
    """Return the breaks of a row: the columns that each concerns, and one sentence that names them.

    A break between A and B and the same one between B and C is one sentence about the three.
    """
    pairs: dict[Rupture, set[tuple[int, int]]] = {}
    for ligne in lignes:
        told = [(i, figure) for i, cell in enumerate(ligne.cellules) if (figure := shown(cell)) is not None]
        for (i, a), (j, b) in pairwise(told):
            for rupture in ruptures(a, b):
                pairs.setdefault(rupture, set()).add((i, j))
    by_columns: dict[Group, list[Rupture]] = {}
    for rupture, found in pairs.items():
        for group in _chains(found):
            by_columns.setdefault(group, []).append(rupture)
    return [(group, _sentence(group, said, names)) for group, said in sorted(by_columns.items())]


def with_others(lignes: Sequence[Ligne], column: int, names: Sequence[str]) -> tuple[str, ...]:
    """Return, a line for each other column, all that can be said of the gaps with ``column``, or why nothing can."""
    lines = []
    for other in range(len(names)):
        said = _pair(lignes, column, other) if other != column else []
        if said:
            lines.append(f"{names[other]}{NBSP}: {' '.join(said)}")
    return tuple(lines)


def _pair(lignes: Sequence[Ligne], column: int, other: int) -> list[str]:
    """Return the sentences about one pair, each after the indicators that it holds for unless it holds for all."""
    by_sentence: dict[str, list[Ligne]] = {}
    valued = [ligne for ligne in lignes if shown(ligne.cellules[column]) and shown(ligne.cellules[other])]
    for ligne in valued:
        for sentence in _gap(ligne, column, other):
            by_sentence.setdefault(sentence, []).append(ligne)
    said = []
    for sentence, of in by_sentence.items():
        whole = len(of) == len(valued)
        head = "" if whole else f"{mots([ligne.indicateur for ligne in of])}{NBSP}: "
        said.append(f"{head}{sentence}" if whole else f"{head}{sentence[:1].lower()}{sentence[1:]}")
    return said


def _gap(ligne: Ligne, column: int, other: int) -> list[str]:
    a, b = shown(ligne.cellules[column]), shown(ligne.cellules[other])
    if a is None or b is None:
        return []
    i, j = sorted((column, other))
    verdict = next((v for v in ligne.departage_repli.verdicts if (v.i, v.j) == (i, j)), None)
    said = []
    if verdict is not None and verdict.issue == EGAL:
        said.append(EGAL_PHRASE)
    elif verdict is not None and verdict.issue == NET:
        said.append(net_phrase(verdict.part))
    said += [rupture.phrase for rupture in ruptures(a, b)]
    if verdict is not None and verdict.motif in ("effectif", "non_teste"):
        said.append(MOTIFS[verdict.motif] if verdict.motif == "non_teste" else EFFECTIF_PHRASE)
    return said


def _chains(pairs: set[tuple[int, int]]) -> list[Group]:
    """Return the columns of pairs that follow one another, together: (0, 1) and (1, 2) are (0, 1, 2)."""
    found: list[list[int]] = []
    for i, j in sorted(pairs):
        if found and found[-1][-1] == i:
            found[-1].append(j)
        else:
            found.append([i, j])
    return [tuple(group) for group in found]


def _sentence(group: Group, found: Sequence[Rupture], names: Sequence[str]) -> str:
    """Return the breaks of some columns in one text; two formations side by side need no name."""
    said = [rupture.court for rupture in found]
    head = "" if len(names) == len(group) == 2 else f"{liste([names[i] for i in group])}{NBSP}: "
    text = " ".join([said[0], *(sentence[:1].upper() + sentence[1:] for sentence in said[1:])])
    return head + (text if head else text[:1].upper() + text[1:])
