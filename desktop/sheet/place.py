"""The row about the whole établissement, all its formations together, never under the name of one diploma."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.cell_words import attendu_observe, compte, mot
from desktop.comparison import Ligne
from desktop.figures import Figure
from desktop.sheet import cells
from desktop.sheet.arrange import Case, arrange, dix
from desktop.sheet.boxes import Box, Inline, Stack
from desktop.sheet.charts import Strip
from desktop.sheet.grid import Slots
from desktop.sheet.rules import Rule
from desktop.sheet.subject import ICI, PARTS, TOGETHER, Sujet
from desktop.sheet.text import bold, quiet
from desktop.sheet.values import ICONS, is_note
from desktop.typography import NBSP, liste, pourcent
from desktop.wording import D5, EFFECTIF_INCONNU, GLYPHES, manque, reserves

SLOTS = ("strip", "parts", "together", "count", "pair", "lack")


def whole_place(page: Sujet) -> Box | None:
    """Return the row, None when no column has an établissement."""
    look = page.look
    if not any(colonne.lieu.etablissement for _, colonne in page.colonnes()):
        return None
    lignes = page.lignes([nom + ICI for nom in PARTS])
    cases = {i: arrange([ligne.cellules[i] for ligne in lignes]) for i in page.columns}
    common = _common([case.groupes[0].premiere for case in cases.values() if case.groupes])
    columns: list[Slots | Box] = []
    for i, case in cases.items():
        if case.groupes:
            columns.append(_cell(page, i, case, lignes, hidden=bool(common)))
        else:
            columns.append(Stack(tuple(cells.gap(look, m) for m in case.manques)))
    boxes: list[Box] = [Rule(), look.text(bold("Dans cet établissement. "), quiet(common), lead="H2")]
    boxes.append(page.grid(columns, SLOTS, 0.0))
    if any(isinstance(column, dict) and "pair" in column for column in columns):
        boxes.append(look.text(quiet(D5)))
    return Stack(tuple(boxes), look.row)


def _common(figures: Sequence[Figure]) -> str:
    """Return what holds for every établissement shown, said once for all; empty when they differ."""
    if not figures or len({(compte(f), f.effectif, *_who(f)) for f in figures}) > 1:
        return ""
    count = compte(figures[0])
    unknown = f" {EFFECTIF_INCONNU}" if figures[0].effectif is None else ""
    return f"{' '.join(_who(figures[0]))} {count[:1].upper()}{count[1:]}.{unknown}"


def _cell(page: Sujet, i: int, case: Case, lignes: Sequence[Ligne], hidden: bool) -> Slots:
    look = page.look
    groupe = case.groupes[0]
    slots: dict[str, Box] = {}
    if not look.dense and (found := dix(groupe)):
        told = [f"{mot(f.indicateur)}{NBSP}: {pourcent(f.valeur or 0)}" for f in groupe.figures]
        slots["strip"] = Strip((float(found[1][0]), float(found[1][1]), float(found[1][2])), liste(told))
    slots["parts"] = Inline(
        tuple(
            look.text(bold(pourcent(f.valeur or 0) + page.marks.of(f)), icon=ICONS[rang], alt=mot(f.indicateur))
            for rang, f in zip(groupe.rangs, groupe.figures, strict=True)
        )
    )
    for ligne in page.lignes([TOGETHER]):
        slots["together"] = _together(page, ligne.cellules[i])
    lines: list[Box] = [
        cells.gap(look, m, liste([mot(lignes[r].indicateur) for r in m.rangs]).capitalize()) for m in case.manques
    ]
    if not hidden:
        lines += [cells.count(look, groupe), *(look.text(s) for s in _who(groupe.premiere))]
    if lines:
        slots["count"] = Stack(tuple(lines))
    noms = (f"taux_emploi_6m_attendu{ICI}", f"taux_emploi_6m{ICI}")
    pair = [ligne.cellules[i] for ligne in page.lignes(noms)]
    if len(pair) == len(noms) and all(f.connue for f in pair):
        words = attendu_observe(*pair)
        slots["pair"] = look.text(words.replace("observé ", f"observé{NBSP}"))
    elif len(pair) == len(noms) and not pair[1].connue and manque(pair[1]) not in {m.phrase for m in case.manques}:
        slots["lack"] = look.text(f"{mot(pair[1].indicateur)}{NBSP}: {manque(pair[1])}", icon=GLYPHES[pair[1].statut])
    return slots


def _together(page: Sujet, figure: Figure) -> Box:
    if figure.valeur is None:
        return Stack(())
    return page.look.text(f"{mot(figure.indicateur)} ", bold(pourcent(figure.valeur) + page.marks.of(figure)))


def _who(figure: Figure) -> list[str]:
    return [s for s in reserves(figure) if not is_note(s)]
