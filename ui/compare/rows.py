"""The rows of the page, in groups under a question: which indicators, which label, which cells, which bands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from data_bundle.indicators import ETABLISSEMENT, HORIZONS
from desktop.cell_words import EMPLOI_ICI, PAS_ENCORE, parle_cellule
from desktop.comparison import Comparison, Ligne
from desktop.facts import Commune
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.row_levels import words
from desktop.rubriques import ENTRER, PARTIES, SAVOIR, SUITE, TITRE_SUITE, Rubrique, rubriques, titre_savoir
from desktop.typography import annees
from desktop.verdict_words import noms_courts
from desktop.wording import RUPTURE_B1, TITRE_PARTS, TITRE_SORTANTS, fourchettes, manque
from ui.compare.access_cell import entry_content, place_content
from ui.compare.cell import CellContent
from ui.compare.line_cell import earlier_cohorts, is_later, line_block
from ui.compare.look import Look
from ui.compare.lots import PARTS
from ui.compare.parts_cell import parts_block
from ui.compare.row import Group, Row
from ui.compare.rubrique_cell import rubrique_row
from ui.compare.shared import shared_reserves
from ui.compare.verdict_bands import breaks, clear_gaps, marked, remarks, undecided
from ui.compare.whole_cell import ATTENDU, pair_block, whole_block
from ui.widgets.blocks import Block
from ui.widgets.chart_marks import DOTTED, HATCHED, SOLID

TAUX = tuple(f"taux_emploi_{h}m" for h in HORIZONS)


def groups(
    look: Look, comparison: Comparison, depuis: Commune | None, highlight: bool, plus: Sequence[Rubrique] = ()
) -> list[Group]:
    """Return everything under the header cards. ``highlight`` marks the clear gaps with the first column.

    ``plus`` are rubriques from elsewhere than the comparison, drawn after its own.
    """
    drawn = _Drawing(look, comparison, highlight)
    after = [drawn.parts(), drawn.whole()]
    work = [drawn.rates(), drawn.pair()]
    columns = comparison.colonnes
    told = (*rubriques(comparison), *plus)
    parts = {partie: [rubrique_row(look, comparison, r) for r in told if r.partie == partie] for partie in PARTIES}
    places = (
        Row("entree", "Comment y entrer", (), tuple(entry_content(look, c) for c in columns)),
        *parts[ENTRER],
        Row("lieu", "Lieu, internat", (), tuple(place_content(look, comparison, c, depuis) for c in columns)),
    )
    return [
        Group(TITRE_PARTS, "10 silhouettes = 10 anciens élèves", tuple(row for row in after if row)),
        Group(TITRE_SORTANTS, "", tuple(row for row in work if row)),
        Group("Accès et lieu", "", places),
        Group(titre_savoir(told), "", tuple(parts[SAVOIR])),
        Group(TITRE_SUITE, "", tuple(parts[SUITE])),
    ]


class _Drawing:
    """Draws the rows of figures of one Comparison."""

    def __init__(self, look: Look, comparison: Comparison, highlight: bool) -> None:
        self._look = look
        self._comparison = comparison
        self._highlight = highlight
        self._names = noms_courts(comparison.colonnes)
        self._here = any(c.lieu.etablissement is not None for c in comparison.colonnes)

    def parts(self) -> Row | None:
        lignes = self._lignes(PARTS)
        return self._row(
            "parts",
            "Cette formation",
            ("Part de tous les élèves de dernière année. Le total fait 100\u00a0%.",),
            lignes,
            lambda cells, marks, said: parts_block(self._look, cells, marks, said),
        )

    def whole(self) -> Row | None:
        if not self._here:
            return None
        lignes = self._lignes([nom + ETABLISSEMENT for nom in PARTS])
        return self._row(
            "etablissement",
            "Dans cet établissement",
            (),
            lignes,
            lambda cells, _marks, said: whole_block(self._look, cells, said),
        )

    def rates(self) -> Row | None:
        lignes = self._lignes(TAUX)
        columns = [[ligne.cellules[i] for ligne in lignes] for i in range(len(self._names))]
        solid = {f.millesime or "" for cells in columns for c in cells if not is_later(c, cells) and (f := shown(c))}
        older = {cohort for cells in columns for cohort in earlier_cohorts(cells)}
        legend = [(SOLID, f"sortants {annees(cohort)}") for cohort in sorted(solid, reverse=True) if cohort]
        legend += [(DOTTED, f"sortants {annees(cohort)}") for cohort in sorted(older, reverse=True)]
        if any(is_later(cell, cells) for cells in columns for cell in cells):
            legend.append((HATCHED, PAS_ENCORE))
        broken = (RUPTURE_B1,) if any(cohort.split("_")[-1] < "2022" for cohort in older) else ()
        return self._row(
            "sortants",
            "Ont un emploi salarié",
            ("Part de ceux qui ont arrêté leurs études.", *broken),
            lignes,
            lambda cells, marks, said: line_block(self._look, cells, marks, said),
            tuple(legend),
        )

    def pair(self) -> Row | None:
        lignes = self._lignes([ATTENDU, *(nom + ETABLISSEMENT for nom in TAUX)])
        if not any(cell.connue for ligne in lignes for cell in ligne.cellules):
            return None
        return self._row(
            "attendu",
            EMPLOI_ICI,
            ("Part de ceux qui ont arrêté leurs études.",),
            lignes,
            lambda cells, _marks, said: pair_block(self._look, cells[0], cells[1:], said),
        )

    def _lignes(self, noms_: Sequence[str]) -> list[Ligne]:
        return [ligne for nom in noms_ if (ligne := self._comparison.ligne(nom)) is not None]

    def _row(
        self,
        key: str,
        title: str,
        notes: tuple[str, ...],
        lignes: Sequence[Ligne],
        draw: Callable[[Sequence[Figure], frozenset[str], Collection[str]], Block],
        legend: tuple[tuple[str, str], ...] = (),
    ) -> Row | None:
        if not lignes:
            return None
        said, cells = shared_reserves(lignes), []
        for column, colonne in enumerate(self._comparison.colonnes):
            figures = [ligne.cellules[column] for ligne in lignes]
            marks = [ligne.indicateur.nom for ligne in lignes if self._highlight and column in marked(ligne)]
            hint = dict.fromkeys(manque(figure) for figure in figures if not figure.connue)
            spoken = parle_cellule(colonne.formation, figures)
            block = draw(figures, frozenset(marks), said.cells)
            cells.append(CellContent(block, spoken, " ".join(hint), tuple(lignes)))
        bands = undecided(lignes, self._names)
        if self._highlight:
            bands += clear_gaps(lignes, self._names)
        bands += breaks(lignes, self._names)
        values = [figure for ligne in lignes for cell in ligne.cellules if (figure := shown(cell)) is not None]
        ranges = fourchettes(values)
        why = (*([ranges] if ranges else []), *remarks(lignes, self._names))
        return Row(key, title, (*notes, *said.label), tuple(cells), tuple(bands), why, legend, self._level(key))

    def _level(self, key: str) -> str:
        return words(dict(self._comparison.rangees), key) or ""
