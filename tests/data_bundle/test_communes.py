from __future__ import annotations

import pytest

from data_bundle.builder.communes import of_departement, of_name, of_town
from data_bundle.builder.etablissements import _short
from data_bundle.builder.read_annuaire import Adresse, kilometres, point
from data_bundle.builder.read_cog import Cog, _add_communes


def entry(code: str, nom: str, population: int, **more: object) -> dict[str, object]:
    departement = code[:3] if code.startswith("97") else code[:2]
    known = {"code": code, "nom": nom, "departement": departement, "population": population}
    return known | {"type": "commune-actuelle", "codesPostaux": [code]} | more


@pytest.fixture
def cog() -> Cog:
    cog = Cog()
    entries = [
        entry("31900", "Saint-Jean", 11_000),
        entry("31901", "Mane", 900),
        entry("31902", "Toulouse", 500_000),
        entry("66900", "Argelès-sur-Mer", 10_000),
        entry("66901", "Perpignan", 120_000),
        entry("97400", "Le Tampon", 80_000),
        entry("75056", "Paris", 2_000_000),
        entry("31999", "Vieux-Mane", 0, type="commune-deleguee", chefLieu="31901"),
    ]
    _add_communes(cog, entries, {"31901": (43.0, 0.9)})
    return cog


@pytest.mark.parametrize(
    ("departement", "name", "commune"),
    [
        ("31", "Maison Familiale Rurale de Mane", "31901"),
        ("31", "Ensemble scolaire Saint-Jean", None),
        ("31", "Centre de formation SAINT-JEAN", "31900"),
        ("31", "CFA inventé - St Jean", "31900"),
        ("31", "CFA du bâtiment Toulouse", "31902"),
        ("31", "CFA Mane", None),
        ("66", "OG Formation Argeles-sur-Mer", "66900"),
        ("66", "Maison Familiale Rurale de Mane", None),
        ("974", "Maison Familiale Rurale du Tampon", "97400"),
        ("31", "CFA de Vieux-Mane", "31901"),
        ("31", "", None),
    ],
)
def test_a_name_gives_a_commune_only_when_it_says_so_plainly(
    cog: Cog, departement: str, name: str, commune: str | None
) -> None:
    found = of_name(cog, departement, name)
    assert (found.code if found else None) == commune


@pytest.mark.parametrize(
    ("departement", "adresse", "commune"),
    [
        ("31", Adresse(ville="TOULOUSE CEDEX 04"), "31902"),
        ("31", Adresse(ville="ST JEAN"), "31900"),
        ("75", Adresse(ville="PARIS 16E ARRONDISSEMENT"), "75056"),
        ("75", Adresse(ville="Paris 05"), "75056"),
        ("31", Adresse(commune="31999"), "31901"),
        ("31", Adresse(ville="Tolosa", code_postal="31902"), "31902"),
        ("66", Adresse(ville="Tolosa", code_postal="31902"), None),
        ("31", Adresse(), None),
    ],
)
def test_a_town_is_found_in_its_departement(cog: Cog, departement: str, adresse: Adresse, commune: str | None) -> None:
    found = of_town(cog, departement, adresse)
    assert (found.code if found else None) == commune


def test_a_departement_of_one_commune_needs_no_name(cog: Cog) -> None:
    paris = of_departement(cog, "75")
    assert paris is not None
    assert paris.nom == "Paris"
    assert of_departement(cog, "31") is None


def test_places_that_are_none_are_no_places() -> None:
    assert point("48.1, -1.7") == (48.1, -1.7)
    for text in ("", "0, 0", "95, 2", "2", "a, b", "nan, 1"):
        assert point(text) is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lycée professionnel Sully - Lycée des métiers de l’industrie 4.0", "Lycée professionnel Sully"),
        ("Lycée polyvalent Vaucanson, lycée des métiers de la cybersécurité", "Lycée polyvalent Vaucanson"),
        ("LP PRIVE LE ROCHER -Lycée des métiers des soins - Lycée des métiers du lin", "LP PRIVE LE ROCHER"),
        ("Lycée polyvalent - Lycée des métiers de l’eau", "Lycée polyvalent - Lycée des métiers de l’eau"),
        ("Lycée des métiers Émile Zola", "Lycée des métiers Émile Zola"),
    ],
)
def test_the_label_of_a_lycee_is_not_its_name(name: str, short: str) -> None:
    assert _short(name, "lycee") == short
    assert _short(name, "cfa") == name


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert kilometres((48.0, 2.0), (49.0, 2.0)) == pytest.approx(111.2)
    assert kilometres((60.0, 2.0), (60.0, 3.0)) == pytest.approx(55.6, abs=0.1)
