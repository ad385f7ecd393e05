"""What a screen reader is given, asked for through AT-SPI while the program runs on an X server of its own."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.famille import pages
from desktop.selection import parse_selection
from desktop.snapshot import open_snapshot
from tests.ui.driving import Driven
from tests.ui.spoken_tree import Node, SpokenTree

REFS = ("mefstat11:23220022146@0350807M", "cfd:50022146@reg:53")
TOOLS = ("xvfb-run", "xauth", "dbus-run-session")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")

HEADINGS = (
    "À quel niveau",
    "Ce que cela veut dire",
    "Qui est compté, qui ne l’est pas",
    "Quelle promotion",
    "Le doute",
    "Les autres formations",
    "Pourquoi ce chiffre peut être bas",
    "Valeur lue",
)
PAGE = re.compile(r"Page (\d+) sur (\d+)\.")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not all(map(shutil.which, TOOLS)) or not LAUNCHER.exists(),
    reason="xvfb, dbus or at-spi2-core is not installed",
)


class Person(Driven):
    """Types in the running program and hears what a screen reader would be given."""

    hears: SpokenTree


@pytest.fixture(scope="module")
def person(root: Path, extrait: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    runtime = tmp_path_factory.mktemp("session")
    runtime.chmod(0o700)
    wanted = {
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(runtime),
        "COTE_A_COTE_DOSSIER": str(runtime / "donnees"),
    }
    before = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--"]
    made = Person(root, extrait, wanted, before)
    try:
        made.hears = SpokenTree(made.bus)
        yield made
        made.hears.close()
    finally:
        made.close()


@pytest.fixture(scope="module")
def compared(person: Person) -> list[Node]:
    """Everything read on the comparison page, reached by keys alone."""
    person.does("texte 0350807M cap cuisine")
    person.does("touche Down")
    person.does("touche Return")
    person.does("touche Up")
    person.does("touche Return")
    person.does("touche Ctrl+2")
    return list(person.hears.showing())


@pytest.fixture(scope="module")
def comparison(extrait: Path) -> Iterator[Comparison]:
    snapshot = open_snapshot(extrait)
    yield compare(Catalogue(snapshot), parse_selection(REFS))
    snapshot.close()


def test_the_comparison_is_read_aloud_as_text(compared: list[Node], comparison: Comparison) -> None:
    heard = " ".join(node.name for node in compared)
    for colonne in comparison.colonnes:
        assert f"{colonne.formation.libelle}, {colonne.formation.voie_libelle.lower()}" in heard
    known = [
        cell
        for ligne in comparison.lignes
        for cell in ligne.cellules
        if cell.connue and cell.indicateur.nom in ("part_emploi_6m", "taux_emploi_12m")
    ]
    assert known
    for cell in known:
        assert re.search(rf"\b{cell.valeur}\u00a0%", heard)
        if cell.plage:
            assert f"de {cell.plage[0]} à {cell.plage[1]}\u00a0%" in heard


def test_every_cell_of_the_comparison_has_a_sentence(compared: list[Node]) -> None:
    pictures = [node for node in compared if node.role == "graphic" and "voie scolaire" in node.name]
    assert len(pictures) >= 6
    assert [node.name for node in pictures if len(node.name) < 30 or not node.name.endswith(".")] == []


def test_gaps_are_read_with_their_reason(compared: list[Node]) -> None:
    assert any("n’est pas dans les données chargées" in node.name for node in compared)


def test_no_control_is_without_a_name(compared: list[Node]) -> None:
    controls = {"push button", "check box", "text", "list", "row header", "column header", "combo box", "slider"}
    assert [node for node in compared if node.role in controls and not node.name.strip()] == []


def test_the_arrows_are_heard_from_cell_to_cell(person: Person, compared: list[Node]) -> None:
    assert compared
    first = person.hears.focused()
    person.does("touche Down")
    second = person.hears.focused()
    person.does("touche Right")
    third = person.hears.focused()
    assert len({first.name, second.name, third.name}) == 3
    assert "voie scolaire" in second.name
    assert "apprentissage" in third.name


def test_the_reason_of_a_figure_is_read_and_escape_comes_back(person: Person, compared: list[Node]) -> None:
    assert compared
    cell = person.hears.focused()
    person.does("touche Return")
    assert person.hears.focused().name == "Pourquoi ce chiffre\u00a0?"
    told = person.hears.text_of_focus()
    assert [heading for heading in HEADINGS if heading not in told] == []
    assert "Source\u00a0:" in told
    assert len(told) > 1500
    person.does("touche Esc")
    assert person.hears.focused() == cell


def test_the_whole_text_of_every_family_page_is_heard(
    person: Person, compared: list[Node], comparison: Comparison
) -> None:
    assert compared
    before = person.says()["focus"]
    person.does("touche F11")
    heard = [person.hears.focused().name]
    for _ in range(200):
        if (number := PAGE.match(heard[-1])) and number[1] == number[2]:
            break
        person.does("touche Space")
        if person.says()["focus"] != heard[-1]:  # else it only went down: the whole page was heard already
            heard.append(person.hears.focused().name)
    person.does("touche Esc")
    said, shown = " ".join(heard), pages(comparison)
    assert len(shown) > 3
    for one in shown:
        parts = [one.question, *(column.phrase for column in one.colonnes), *one.departages, *one.notes]
        assert [part for part in parts if part not in said] == []
    assert person.says()["focus"] == before


@pytest.fixture(scope="module")
def listed(person: Person) -> list[Node]:
    """Everything read on the search page, from a commune and after a typing error."""
    person.does("touche Ctrl+F")
    person.does("vers Depuis")
    person.does("texte combourg")
    person.does("touche Return")
    person.does("touche Ctrl+F")
    person.does("texte bac pro cuisne")
    return list(person.hears.showing())


def test_a_line_of_the_results_says_what_where_and_how_far(listed: list[Node]) -> None:
    lines = [node.name for node in listed if node.role == "list item"]
    assert len(lines) > 3
    far = [line for line in lines if "à vol d’oiseau" in line]
    assert far
    assert all("Bac pro Cuisine" in line and "Lycée" in line and "estimation" in line for line in far[:2])


def test_the_correction_is_heard_with_its_way_back(listed: list[Node]) -> None:
    heard = [(node.role, node.name) for node in listed]
    assert ("label", "Résultats pour «\u00a0bac pro cuisine\u00a0».") in heard
    assert ("push button", "Chercher «\u00a0bac pro cuisne\u00a0» tel quel") in heard


def test_the_places_of_the_map_are_heard_as_a_list(person: Person, listed: list[Node]) -> None:
    assert listed
    person.does("touche Ctrl+M")
    shown = list(person.hears.showing())
    places = [node.name for node in shown if node.role == "list item"]
    assert len(places) > 2
    assert all("km" in place for place in places[:3])
    assert any(node.role == "graphic" and "établissement" in node.name for node in shown)
    person.does("touche Down")
    assert person.hears.focused().name
    person.does("touche Esc")


def test_the_dialog_of_the_dossiers_is_heard(person: Person, compared: list[Node]) -> None:
    assert compared
    person.does("touche Ctrl+O")
    shown = list(person.hears.showing())
    names = [node.name for node in shown]
    person.does("touche Esc")
    assert ("dialog", "Dossiers") in [(node.role, node.name) for node in shown]
    [line] = [node.name for node in shown if node.role == "list item" and node.name.startswith("Dossier du ")]
    assert "2\u00a0formations" in line
    assert {"Commencer un autre dossier", "Effacer le dossier"} <= set(names)
    assert "Dossiers" not in [node.name for node in person.hears.showing()]


def test_the_page_of_the_sheet_is_heard(person: Person, compared: list[Node]) -> None:
    assert compared
    person.does("devant")
    person.does("touche Ctrl+3")
    for _ in range(50):  # the first sheet takes its time
        if person.says()["focus"].startswith("Page"):
            break
        time.sleep(0.1)
    here = person.hears.focused()
    assert here.role == "graphic"
    assert re.match(r"Page\u00a01 sur\u00a0\d\. Image de la fiche\. Le PDF enregistré", here.name)
    person.does("touche PgDown")
    assert person.hears.focused().name.startswith("Page\u00a02 sur")
    heard = {(node.role, node.name) for node in person.hears.showing()}
    assert {("push button", "Imprimer…"), ("check box", "Avec le verso"), ("push button", "Copier l’image")} <= heard


@pytest.mark.parametrize(
    ("order", "title", "words"),
    [
        ("touche Ctrl+E", "Exporter", {"Enregistrer pour Excel…", "Texte pour i-milo", "Copier le texte", "Fermer"}),
        ("lot", "Plusieurs fiches", {"Fiches\u00a0: De plusieurs dossiers", "Préparer les fiches…", "Fermer"}),
        ("rouvrir", "Rouvrir une fiche", {"Code de la fiche", "Rouvrir la fiche", "Fermer"}),
    ],
)
def test_the_dialogs_of_the_paper_are_heard(
    person: Person, compared: list[Node], order: str, title: str, words: set[str]
) -> None:
    assert compared
    person.does("devant")
    for one in {"lot": ["touche Alt+F", "touche P"], "rouvrir": ["touche Alt+F", "touche R"]}.get(order, [order]):
        person.does(one)
    shown = list(person.hears.showing())
    person.does("touche Esc")
    named = {node.name for node in shown}
    assert any(node.role == "dialog" and node.name.startswith(title) for node in shown)
    assert words - named == set()
    assert not any(node.role == "dialog" for node in person.hears.showing())
