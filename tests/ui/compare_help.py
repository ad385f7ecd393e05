"""A comparison page on made-up formations: every kind of cell, in names and figures that can't reach a real one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.catalogue import Catalogue
from desktop.selection import Choix
from tests.desktop.inventes import Invente
from ui.compare.page import ComparePage
from ui.session import Session
from ui.theme import LIGHT, Theme, Tokens, load_fonts

COHORT, OLDER = "2022_2023", "2019_2020"
REFS = (
    "mefstat11:90000000001@0900001M",  # at a lycée that has no figures of its own: the region stands in
    "cfd:90000002@reg:90",  # apprentis, with a 0 %
    "mefstat11:90000000003@reg:90",  # under the threshold
    "mefstat11:90000000004@reg:90",  # values without a count, and 3 % without a silhouette
    "mefstat11:90000000005@0900001M",  # closed, long names, seen there in 2020
    "mefstat11:90000000006@reg:90",  # clearly apart from the first
)


def _parts(work: int, study: int, other: int, n: int | None = 400) -> dict[str, tuple[object, ...]]:
    """Return the three parts of a row, in percent, out of ``n`` young people."""
    values = {"part_emploi_6m": work, "part_poursuite": study, "part_autres_6m": other}
    return {nom: (value, n, None if n is None else value * n // 100) for nom, value in values.items()}


def _rates(*values: int | None, n: int | None = 200) -> dict[str, tuple[object, ...]]:
    """Return the rates at 6, 12, 18 and 24 months; None is not observed yet."""
    cells: dict[str, tuple[object, ...]] = {}
    for month, value in zip((6, 12, 18, 24), values, strict=True):
        known = (value, n, None if n is None or value is None else value * n // 100)
        cells[f"taux_emploi_{month}m"] = ("horizon_non_observe",) if value is None else known
    return cells


def _whole(work: int, study: int, other: int) -> dict[str, tuple[object, ...]]:
    parts = {f"{nom}_etablissement": cell for nom, cell in _parts(work, study, other, None).items()}
    pair = {
        "taux_emploi_6m_etablissement": 50,
        "taux_emploi_6m_attendu_etablissement": 52,
        "va_emploi_6m_etablissement": -1,
    }
    return {**parts, **{nom: (value, None, None) for nom, value in pair.items()}}


def snapshot(folder: Path) -> Catalogue:
    """Return an open made-up snapshot that holds every reference of ``REFS``."""
    made = Invente(folder / "invente.sqlite")
    place = made.etablissement(
        "0900001M",
        "Lycée des métiers inventés du grand paysage de l’hôtellerie et de la restauration",
        commune_nom="Ville-Inventée-sur-Mer",
        latitude=48.0,
        longitude=-2.0,
        internat=1,
    )
    made.commune("90001", "Départ-Inventé", 48.3, -2.0)
    first = made.formation("90000000001", "CAP Inventé cuisine", intitule="Inventé cuisine")
    second = made.formation("90000002", "CAP Inventé cuisine", "apprentissage", intitule="Inventé cuisine")
    third = made.formation("90000000003", "Bac pro Inventé petit", intitule="Inventé petit", diplome="Bac pro")
    fourth = made.formation("90000000004", "BTS Inventé sans effectif", intitule="Inventé sans effectif")
    long = "Inventé commercialisation et services en hôtel-café-restaurant, option imaginaire"
    fifth = made.formation("90000000005", f"Bac pro {long}", intitule=long, diplome="Bac pro", fermeture="2024-08-31")
    sixth = made.formation("90000000006", "CAP Inventé tout autre", intitule="Inventé tout autre")
    made.lien("continuum", fifth, sixth)
    made.offre(fifth, place, first)
    here, region = "0900001M", "reg:90"
    made.mesure(first, region, COHORT, {**_parts(13, 64, 23), **_rates(37, 59, None, None)})
    made.mesure(first, region, OLDER, {**_parts(20, 60, 20), **_rates(35, 55, 40, 57)})
    made.mesure(second, region, COHORT, {**_parts(0, 75, 25), **_rates(0, 69, None, None)}, "apprentissage")
    small: dict[str, tuple[object, ...]] = dict.fromkeys(_parts(0, 0, 100), ("sous_seuil",))
    made.mesure(third, region, COHORT, {**small, "taux_emploi_6m": ("sous_seuil", "sortants")})
    made.mesure(fourth, region, COHORT, {**_parts(3, 90, 7, None), **_rates(61, 70, None, None, n=None)})
    made.mesure(fifth, region, COHORT, {**_parts(33, 33, 34), **_rates(63, 80, None, None)})
    made.mesure(sixth, region, COHORT, {**_parts(70, 10, 20), **_rates(90, 95, None, None)})
    made.mesure(None, here, COHORT, _whole(26, 64, 10), population="ensemble")
    return made.open()


def dress(tokens: Tokens = LIGHT, zoom: float = 1.0) -> Theme:
    """Dress the whole application, as the program does, and return the theme."""
    load_fonts()
    theme, app = Theme(tokens, zoom), QApplication.instance()
    assert isinstance(app, QApplication)
    app.setFont(theme.font("body"))
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.stylesheet())
    return theme


SIZE = (1366, 570)
"""What the window leaves to a page on the smallest screen, in pixels."""


def show(
    qtbot: QtBot,
    folder: Path,
    count: int,
    tokens: Tokens = LIGHT,
    zoom: float = 1.0,
    size: tuple[int, int] = SIZE,
) -> ComparePage:
    """Return the page shown with the first ``count`` formations."""
    return show_catalogue(qtbot, snapshot(folder), REFS[:count], tokens, zoom, size)


def show_catalogue(
    qtbot: QtBot,
    catalogue: Catalogue,
    refs: Sequence[str],
    tokens: Tokens = LIGHT,
    zoom: float = 1.0,
    size: tuple[int, int] = SIZE,
) -> ComparePage:
    """Return the page shown with these formations of a catalogue, and a commune of departure."""
    theme, session = dress(tokens, zoom), Session(catalogue)
    for ref in refs:
        session.add(Choix.parse(ref))
    session.set_depuis(catalogue.commune("90001"))
    page = ComparePage(session, theme)
    session.setParent(page)
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    QApplication.processEvents()
    return page


def words(page: ComparePage, row: str, column: int) -> list[str]:
    """Return the texts that a cell shows, in reading order."""
    cell = page.board.cell(row, column)
    assert cell is not None
    return list(cell.block.words())
