"""Whom to turn to: the CIO of the real directory, the real list of missions locales, and made-up ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder import etablissements, read_cog, read_structures
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.read_cog import Cog, Commune
from data_bundle.builder.read_structures import Structure, name_of
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.abimer import bien_dit

LIST = "missions-locales-cio/referentiel_structures_milo.json"
ANNUAIRE = "annuaire/fr-en-annuaire-education_invente.csv"
HEADER = (
    "Identifiant_de_l_etablissement;Type_etablissement;Nom_etablissement;Statut_public_prive;Adresse_1;Adresse_2;"
    "Adresse_3;Code_postal;Code_commune;Nom_commune;Code_departement;Telephone;Web;Hebergement;latitude;longitude;"
    "date_maj_ligne;etat\n"
)
CIO = (
    "0359920T;Information et orientation;Centre d'information et d'orientation des fées;Public;1 place du Dragon;;;"
    "35400;35288;Saint-Malo;035;02 99 00 00 00;https://cio.invalid;;48.64;-2.01;2025-01-01;OUVERT\n"
)
FOUGERES = Commune("35115", "Fougères", "fougeres", ("35300",), "35", (48.35, -1.19), 20_000)


def entry(number: str = "35115S00", officiel: str = "35-ML FOUGERES", **given: str | None) -> dict[str, str | None]:
    row = {"id": number, "nom_officiel": officiel, "nom_usuel": None, "code_departement": "35", "code_region": "53"}
    return row | given


def missions(folder: Path, content: object, report: Report | None = None) -> list[Structure]:
    """Return the missions locales that a made-up list gives."""
    path = folder / LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    cog = Cog(communes={"35115": FOUGERES})
    return read_structures.read(Inputs(folder, load(), report or Report()), cog)


def cios(folder: Path, text: str) -> list[Structure]:
    """Return the CIO that a made-up directory gives, read as a build does: first for the establishments."""
    path = folder / ANNUAIRE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    inputs = Inputs(folder, load(), Report())
    etablissements.read_directories(inputs)
    return read_structures.read(inputs, Cog())


@pytest.fixture(scope="session")
def vraies(opendata: Path) -> tuple[list[Structure], Report]:
    """Everything that the real files give, and what was said of them."""
    report = Report()
    inputs = Inputs(opendata, load(), report)
    cog = read_cog.read(inputs)
    etablissements.read_directories(inputs)
    return read_structures.read(inputs, cog), report


def test_the_five_cio_of_ille_et_vilaine_have_their_address(vraies: tuple[list[Structure], Report]) -> None:
    found = [s for s in vraies[0] if s.genre == "cio"]
    assert [s.commune_nom for s in found] == ["Fougères", "Redon", "Saint-Malo", "Vitré", "Rennes"]
    rennes = found[-1]
    assert (rennes.code, rennes.nom) == ("0351839J", "Centre d’information et d’orientation Rennes")
    assert (rennes.adresse, rennes.code_postal, rennes.telephone) == ("1 Quai Dujardin", "35000", "02 99 25 18 30")
    assert (rennes.departement, rennes.latitude, rennes.longitude) == ("35", 48.1102, -1.67266)
    assert rennes.site is not None
    assert found[0].adresse == "9 Rue des Frères Dévéria, Les Ateliers"


def test_the_missions_locales_are_there_but_the_provisional_ones(vraies: tuple[list[Structure], Report]) -> None:
    found = {s.code: s for s in vraies[0] if s.genre == "mission_locale"}
    assert len(found) == 447
    [refused] = [one for one in vraies[1].left_out if one.fichier == "missions-locales"]
    assert refused.exemples == ("99994S00", "65441S00", "99999S00")
    rennes = found["35238S00"]
    assert (rennes.nom, rennes.commune_nom, rennes.departement) == ("Mission locale Rennes (We Ker)", "Rennes", "35")
    assert found["2A004S00"].departement == "2A"
    assert found["97415S00"].nom == "Mission locale Saint-Paul"


def test_a_mission_locale_is_placed_only_where_number_and_name_say_the_same(
    vraies: tuple[list[Structure], Report],
) -> None:
    found = {s.code: s for s in vraies[0] if s.genre == "mission_locale"}
    assert found["86139S00"].nom == "Mission locale Civray"
    assert (found["86139S00"].commune_nom, found["86139S00"].latitude) == (None, None)
    assert 340 < sum(s.latitude is not None for s in found.values()) < 400
    assert all((s.latitude is None) == (s.longitude is None) for s in vraies[0])
    assert all(s.latitude is None or s.commune_nom for s in found.values())


def test_structures_are_in_display_order(vraies: tuple[list[Structure], Report]) -> None:
    order = [(s.genre, s.departement) for s in vraies[0]]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("officiel", "usuel", "seat", "expected"),
    [
        ("35-ML RENNES", "We Ker", "Rennes", "Mission locale Rennes (We Ker)"),
        ("35-ML RENNES", "ml rennes", "Rennes", "Mission locale Rennes"),
        ("35-ML ST MALO", "", "Saint-Malo", "Mission locale Saint-Malo"),
        ("91-ML EVRY", "", None, "Mission locale Evry"),
        ("2A-ML AJACCIO", "SIEGE", "Ajaccio", "Mission locale Ajaccio"),
        ("69–ML RILLIEUX LA PAPE", "", None, "Mission locale Rillieux la Pape"),
        ("74-ML-CHABLAIS", "MISSION LOCALE DU CHABLAIS", None, "Mission locale Chablais"),
        ("62-ML DE L'ARTOIS", "", None, "Mission locale de l’Artois"),
        ("49-Mission Locale du Saumurois", "", None, "Mission locale du Saumurois"),
        ("MLJ du Coeur d'Hérault", "34- MLJ du Coeur d'Hérault", None, "Mission locale du Coeur d’Hérault"),
        ("76-PAIO FECAMP", "PAIO Fécamp", "Fécamp", "PAIO Fécamp"),
        ("59-ML LILLE", "LILLE AVENIRS", "Lille", "Mission locale Lille (Lille Avenirs)"),
        ("65-ML TARBES", "Antenne de Tarbes - Arsenal", "Tarbes", "Mission locale Tarbes"),
    ],
)
def test_a_mission_locale_has_a_name_that_people_can_read(
    officiel: str, usuel: str, seat: str | None, expected: str
) -> None:
    assert name_of(officiel, usuel, seat) == expected


def test_an_entry_without_departement_or_with_a_provisional_number_is_left_out_and_named(tmp_path: Path) -> None:
    report = Report()
    rows = [entry(), entry("99991S00"), entry("35116S00", code_departement=None)]
    [only] = missions(tmp_path, rows, report)
    assert (only.code, only.nom, only.commune_nom) == ("35115S00", "Mission locale Fougères", "Fougères")
    assert [one.exemples for one in report.left_out] == [("99991S00", "35116S00")]


@pytest.mark.parametrize(
    "content",
    [
        "[", "[]", "{}", "[1]", "[{}]", '"texte"', [entry("1")], [entry(officiel=" ")], [entry(), entry()],
        [entry(code_departement="Bretagne")], [entry() | {"nom_usuel": ["x"]}],
    ],
)  # fmt: skip
def test_a_list_of_another_shape_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(BadInputError, match=r"referentiel_structures_milo\.json est abîmé ou d’une autre forme"):
        missions(tmp_path, content)


@given(st.data())
def test_a_damaged_list_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    text = json.dumps([entry(), entry("35238S00", "35-ML RENNES", nom_usuel="We Ker")])
    cut = data.draw(st.integers(0, len(text)))
    text = data.draw(st.sampled_from([text[:cut], text[:cut] + data.draw(st.text(max_size=3)) + text[cut:]]))
    try:
        found = missions(tmp_path_factory.mktemp("liste"), text)
    except BadInputError as stop:
        bien_dit(str(stop), LIST)
    else:
        assert {s.departement for s in found} <= {d.get("code_departement") for d in json.loads(text)}


def test_the_directory_gives_its_cio_and_only_those_one_can_go_to(tmp_path: Path) -> None:
    closed = CIO.replace("0359920T", "0359921U").replace("OUVERT", "FERME")
    school = CIO.replace("0359920T", "0359922V").replace("Information et orientation", "Ecole")
    [only] = cios(tmp_path, HEADER + CIO + CIO + closed + school)
    assert (only.genre, only.code, only.nom) == (
        "cio", "0359920T", "Centre d’information et d’orientation des fées",
    )  # fmt: skip
    assert (only.departement, only.commune_nom, only.telephone) == ("35", "Saint-Malo", "02 99 00 00 00")
    assert (only.latitude, only.longitude, only.site) == (48.64, -2.01, "https://cio.invalid")


def test_a_cio_of_corse_stands_in_its_departement_and_may_have_no_place(tmp_path: Path) -> None:
    [only] = cios(tmp_path, HEADER + CIO.replace(";035;", ";02A;").replace("48.64;-2.01", ";"))
    assert (only.departement, only.latitude, only.longitude) == ("2A", None, None)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (CIO.replace("0359920T", "359920T"), "Identifiant_de_l_etablissement"),
        (CIO.replace(";035;", ";;"), "Code_departement"),
    ],
)
def test_a_cio_without_number_or_departement_stops_with_its_line(tmp_path: Path, row: str, column: str) -> None:
    with pytest.raises(BadInputError, match=rf"_invente\.csv, ligne 3, colonne «\u00a0{column}\u00a0»"):
        cios(tmp_path, HEADER + CIO + row)


@pytest.mark.parametrize("column", ["Type_etablissement", "Code_departement"])
def test_a_directory_that_does_not_say_which_are_cio_still_serves_for_the_rest(tmp_path: Path, column: str) -> None:
    (tmp_path / ANNUAIRE).parent.mkdir()
    (tmp_path / ANNUAIRE).write_text(HEADER.replace(column, "autre") + CIO, encoding="utf-8")
    report = Report()
    inputs = Inputs(tmp_path, load(), report)
    assert "0359920T" in etablissements.read_directories(inputs).named[0]
    assert read_structures.read(inputs, Cog()) == []
    assert any("quels sont les CIO" in line for line in report.notes)


def test_without_files_nobody_is_named(tmp_path: Path) -> None:
    assert read_structures.read(Inputs(tmp_path, load(), Report()), Cog()) == []


def test_the_snapshot_and_its_extract_hold_them_with_their_region(
    dossier: Path, construire: Callable[..., Path]
) -> None:
    path = dossier / LIST
    path.parent.mkdir()
    rows = [
        entry(),
        entry("97411S00", "974-ML ST DENIS", code_departement="974"),
        entry("98818S00", code_departement="988"),
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    (dossier / ANNUAIRE).write_text(HEADER + CIO, encoding="utf-8")
    query = "SELECT id, genre, departement, region FROM structure ORDER BY id"
    assert Lecture(construire()).all(query) == [
        (1, "cio", "35", "53"),
        (2, "mission_locale", "35", "53"),
        (3, "mission_locale", "974", "04"),
        (4, "mission_locale", "988", None),
    ]
    kept = Lecture(construire(extrait="53"))
    assert kept.all(query) == [(1, "cio", "35", "53"), (2, "mission_locale", "35", "53")]
    source = "SELECT DISTINCT s.code FROM structure t JOIN source s ON s.id = t.source ORDER BY 1"
    assert kept.column(source) == ["fr-en-annuaire-education", "missions-locales"]
