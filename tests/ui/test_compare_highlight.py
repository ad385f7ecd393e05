"""« Surligner les écarts nets » on real figures: exactly the pairs with the first column that Newcombe tells apart."""

from __future__ import annotations

from itertools import islice
from math import sqrt
from pathlib import Path

import pytest

from data_bundle.doubt import wilson
from desktop.catalogue import Catalogue
from desktop.comparison import Ligne, compare
from desktop.figures import Figure
from desktop.meetings import shown
from desktop.selection import Choix, Selection
from desktop.snapshot import open_snapshot
from desktop.verdict_words import noms_courts
from ui.compare.verdict_bands import CLEAR, UNDECIDED, clear_gaps, marked, undecided

NAMES = ("part_emploi_6m", "part_poursuite", "part_autres_6m", "taux_emploi_6m", "taux_emploi_12m")


@pytest.fixture(scope="module")
def lignes() -> list[tuple[Ligne, tuple[str, ...]]]:
    """Return the rows of many comparisons of four real formations, of both voies and both régions of the extract."""
    catalogue = Catalogue(open_snapshot(Path(__file__).parents[2] / "data_bundle" / "extrait.sqlite"))
    found = catalogue.snapshot.connection.execute(
        "SELECT DISTINCT f.type_code, f.code, l.lieu FROM ligne l JOIN formation f ON f.id = l.formation"
        " JOIN chiffre c ON c.ligne = l.id WHERE l.lieu IN ('reg:53', 'reg:04') AND c.effectif > 0"
        " ORDER BY f.code * 7919 % 1009, f.code, l.lieu LIMIT 240"
    ).fetchall()
    fours = iter([Choix(*row) for row in found])
    rows = []
    while len(four := tuple(islice(fours, 4))) == 4:
        comparison = compare(catalogue, Selection(four))
        names = noms_courts(comparison.colonnes)
        rows += [(ligne, names) for nom in NAMES if (ligne := comparison.ligne(nom)) is not None]
    return rows


def told_apart(a: Figure, b: Figure) -> bool:
    """Say again, in the words of DOMAIN.md §4 and §6.2, whether the gap of two figures is clear."""
    alike = (a.lieu.niveau, a.millesime, a.population, a.source) == (b.lieu.niveau, b.millesime, b.population, b.source)
    if not alike or a.cle == b.cle or a.voie != b.voie or not a.effectif or not b.effectif:
        return False
    assert a.calibration is not None
    z, rates = a.calibration.z_ecart, []
    for f in (a, b):
        k = (f.valeur or 0) * (f.effectif or 0) / 100 if f.numerateur is None else f.numerateur
        rates.append((k / (f.effectif or 1), *wilson(k, float(f.effectif or 1), z)))
    (p1, l1, u1), (p2, l2, u2) = rates
    d = p1 - p2
    return not d - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2) <= 0 <= d + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)


def test_marks_are_the_pairs_with_the_first_column_whose_interval_excludes_zero(
    lignes: list[tuple[Ligne, tuple[str, ...]]],
) -> None:
    clear = silent = 0
    for ligne, _ in lignes:
        first = shown(ligne.cellules[0])
        apart = {
            j
            for j, cell in enumerate(ligne.cellules[1:], start=1)
            if first is not None and (other := shown(cell)) is not None and told_apart(first, other)
        }
        assert marked(ligne) == (frozenset({0, *apart}) if apart else frozenset())
        clear += len(apart)
        silent += 3 - len(apart)
    assert clear > 50
    assert silent > 50


def test_every_mark_has_its_words_and_never_both_signs(lignes: list[tuple[Ligne, tuple[str, ...]]]) -> None:
    for ligne, names in lignes:
        bands = clear_gaps([ligne], names)
        assert all(band.sign == CLEAR for band in bands)
        assert {c for band in bands if band.lead for c in band.columns} == set(marked(ligne))
        together = [set(band.columns) for band in undecided([ligne], names)]
        assert all(band.sign == UNDECIDED for band in undecided([ligne], names))
        assert not any({0, j} <= group for group in together for j in marked(ligne) - {0})
