"""Golden cases of DOMAIN.md §11 as a person meets them: through the comparison, on the real snapshots."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.cli import main
from desktop.comparison import Comparison, compare
from desktop.figures import Figure
from desktop.selection import Choix, Selection
from desktop.snapshot import open_snapshot
from desktop.tens import ten
from desktop.wording import manque, phrase


@pytest.fixture(scope="module")
def embedded(extrait: Path) -> Iterator[Catalogue]:
    """The embedded extract."""
    snapshot = open_snapshot(extrait)
    yield Catalogue(snapshot)
    snapshot.close()


@pytest.fixture(scope="module")
def france(instantane_complet: Path) -> Iterator[Catalogue]:
    """The full snapshot."""
    snapshot = open_snapshot(instantane_complet)
    yield Catalogue(snapshot)
    snapshot.close()


def put(catalogue: Catalogue, *refs: str) -> Comparison:
    return compare(catalogue, Selection(tuple(Choix.parse(r) for r in refs)))


def cell(comparison: Comparison, nom: str, column: int = 0) -> Figure:
    ligne = comparison.ligne(nom)
    assert ligne is not None
    return ligne.cellules[column]


def parts(comparison: Comparison, column: int = 0, suffix: str = "") -> list[float | None]:
    noms = ("part_emploi_6m", "part_poursuite", "part_autres_6m")
    return [cell(comparison, nom + suffix, column).valeur for nom in noms]


def test_the_case_of_the_issue_on_the_embedded_extract(extrait: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refs = ["cfd:50022137@reg:53", "mefstat11:23220022137@reg:53"]
    assert main(["comparer", *refs, "--json", "--instantane", str(extrait)]) == 0
    document = json.loads(capsys.readouterr().out)
    rows = {r["indicateur"]: r["cellules"] for r in document["lignes"]}
    first, second = rows["taux_emploi_6m"]
    assert (first["valeur"], first["effectif"], first["millesime"]) == (55, 323, "2022_2023")
    assert (first["intervalle"], first["plage"]) == ([49, 60], [46, 64])
    assert (second["statut"], second["valeur"], second["millesime"]) == ("sous_seuil", None, "2022_2023")
    assert second["phrase"].endswith("moins de 20\u00a0jeunes ont arrêté leurs études.")
    assert [c["valeur"] for c in rows["part_poursuite"]] == [55, 77]


def test_g04_a_leading_zero_is_kept(france: Catalogue) -> None:
    comparison = put(france, "cfd:01022110@reg:52#2022_2023")
    poursuite, taux = cell(comparison, "part_poursuite"), cell(comparison, "taux_emploi_6m")
    assert (poursuite.valeur, poursuite.effectif, taux.valeur) == (54, 463, 74)
    assert comparison.colonnes[0].formation.niveau == 3


def test_g05_g06_years_before_the_last_have_no_figures(france: Catalogue) -> None:
    first = cell(put(france, "mefstat11:23810022106@reg:28"), "taux_emploi_6m")
    assert (first.statut, first.valeur, first.repli) == ("annee_non_terminale", None, None)
    for ref in ("mefstat11:23810020006@reg:28", "cfd:40020006@reg:28"):
        commune = cell(put(france, ref), "part_poursuite")
        assert commune.statut == "annee_non_terminale"
        assert manque(commune).endswith("voir les 9\u00a0spécialités.")


def test_g07_g08_figures_of_the_older_version_only_where_there_is_no_own_row(france: Catalogue) -> None:
    old = put(france, "mefstat11:23830030004@reg:28#2019_2020")
    assert [cell(old, f"taux_emploi_{h}m").valeur for h in (6, 12, 24)] == [25, 35, 49]
    poursuite = cell(old, "part_poursuite")
    assert (poursuite.valeur, poursuite.effectif, poursuite.origine) == (61, 2435, "ancienne")
    assert "Chiffres de l’ancienne version du diplôme" in phrase(poursuite)
    both = put(france, "mefstat11:23830030001@reg:28#2022_2023", "mefstat11:23830030004@reg:28#2022_2023")
    assert [(cell(both, "part_poursuite", i).valeur, cell(both, "taux_emploi_6m", i).valeur) for i in (0, 1)] == [
        (59, 45),
        (70, 34),
    ]
    assert {cell(both, "part_poursuite", i).origine for i in (0, 1)} == {"propre"}


def test_g11_copies_go_both_ways(france: Catalogue) -> None:
    refs = [f"cfd:{code}@reg:28#2022_2023" for code in ("50023119", "50023124", "50023116")]
    comparison = put(france, *refs)
    assert [cell(comparison, "part_poursuite", i).origine for i in range(3)] == ["propre", "ancienne", "nouvelle"]
    for i in range(3):
        figures = [cell(comparison, n, i).valeur for n in ("part_poursuite", "taux_emploi_6m", "taux_emploi_12m")]
        assert figures == [70, 68, 85]


def test_g12_to_g17_cfa_rows_through_the_comparison(france: Catalogue) -> None:
    one = put(france, "cfd:50022137@0630003L")
    assert parts(one, suffix="_etablissement") == [57, 30, 13]
    va = cell(one, "va_emploi_6m_etablissement")
    assert (va.valeur, va.millesime, va.effectif, va.intervalle) == (8, "2023_2024", None, None)
    assert cell(one, "taux_emploi_18m_etablissement").statut == "horizon_non_observe"
    assert cell(one, "taux_rupture_contrats_etablissement").statut == "non_diffuse"
    zero = put(france, "cfd:50022137@0694268P#2023_2024")
    assert parts(zero, suffix="_etablissement") == [75, 0, 25]
    assert cell(zero, "part_poursuite_etablissement").statut == "valeur"
    partial = put(france, "cfd:50022137@0912283M#2022_2023")
    assert parts(partial, suffix="_etablissement") == [16, 84, 0]
    assert cell(partial, "taux_emploi_6m_etablissement").variante == "sortants"
    only = put(france, "cfd:50022137@0741322K#2023_2024")
    assert parts(only, suffix="_etablissement") == [None, 47, None]
    assert cell(only, "part_emploi_6m_etablissement").statut == "non_diffuse"
    published = put(france, "cfd:50022137@0161223T#2022_2023")
    assert cell(published, "va_emploi_6m_etablissement").valeur == 1
    rupture = put(france, "cfd:50022137@0131781R#2018_2019")
    assert cell(rupture, "taux_rupture_contrats_etablissement").valeur == 51


def test_g18_g19_lycees_show_everyone_together(france: Catalogue) -> None:
    one = put(france, "mefstat11:23830022106@0010006B#2022_2023")
    assert parts(one, suffix="_etablissement") == [25, 46, 29]
    assert cell(one, "va_emploi_6m_etablissement").valeur == 2
    assert cell(one, "part_poursuite_etablissement").population == "ensemble"
    other = put(france, "mefstat11:23830022106@0572951Y#2022_2023")
    assert parts(other, suffix="_etablissement") == [0, 89, 11]
    assert cell(other, "part_emploi_6m_etablissement").statut == "valeur"
    assert cell(other, "va_emploi_6m_etablissement").statut == "sous_seuil"


def test_g20_parts_are_rebuilt_on_the_rounded_ones(france: Catalogue) -> None:
    comparison = put(france, "mefstat11:23830022106@reg:28#2022_2023")
    assert parts(comparison) == [25, 53, 22]
    taux = cell(comparison, "taux_emploi_6m")
    assert (taux.valeur, taux.effectif, taux.intervalle, taux.plage) == (52, 208, (45, 59), (41, 63))
    assert ten((25, 53, 22)) == (3, 5, 2)
    assert cell(comparison, "part_emploi_6m").recalcule
    assert cell(comparison, "taux_emploi_18m").statut == "horizon_non_observe"


def test_g21_zero_is_a_value(france: Catalogue) -> None:
    taux = cell(put(france, "mefstat11:23830025406@reg:01#2022_2023"), "taux_emploi_6m")
    assert (taux.statut, taux.valeur, taux.intervalle) == ("valeur", 0, (0, 12))
    assert phrase(taux).startswith("Aucun jeune en emploi salarié à cette date.")


def test_g22_two_voies_without_a_verdict(france: Catalogue) -> None:
    comparison = put(france, "mefstat11:23220022137@reg:28#2022_2023", "cfd:50022137@reg:28#2022_2023")
    assert [cell(comparison, "part_poursuite", i).valeur for i in (0, 1)] == [59, 61]
    assert cell(comparison, "taux_emploi_6m").statut == "sous_seuil"
    assert (cell(comparison, "taux_emploi_6m", 1).valeur, cell(comparison, "taux_emploi_6m", 1).effectif) == (62, 253)
    for nom in ("part_poursuite", "taux_emploi_6m"):
        ligne = comparison.ligne(nom)
        assert ligne is not None
        assert ligne.departage.sans_verdict == [(0, 1)]


def test_g23_to_g25_between_regions(france: Catalogue) -> None:
    cuisine = "mefstat11:23830022106@reg:{}#2022_2023"
    ligne = put(france, *(cuisine.format(r) for r in ("52", "28", "94"))).ligne("taux_emploi_6m")
    assert ligne is not None
    assert [(f.numerateur, f.effectif) for f in ligne.cellules] == [(114, 187), (108, 208), (18, 44)]
    assert (0, 1) in ligne.departage.indistinguables
    assert (0, 2) in ligne.departage.distinguables
    agora = put(france, *(f"mefstat11:23830030004@reg:{r}#2022_2023" for r in ("52", "28"))).ligne("taux_emploi_6m")
    assert agora is not None
    assert agora.departage.distinguables == [(0, 1)]


def test_every_row_of_the_source_that_has_rates_comes_back_exactly(france: Catalogue, opendata: Path) -> None:
    """Read the raw file with csv alone, and ask the catalogue for each row: rates and counts, all of them."""
    path = opendata / "inserjeunes-regions" / "ij_region_data_counts_under_20_removed.csv.gz"
    rates = {
        "taux_poursuite_etudes": ("part_poursuite", "nb_annee_term", "nb_poursuite_etudes"),
        **{
            f"taux_emploi_{h}_mois": (f"taux_emploi_{h}m", "nb_sortant", f"nb_en_emploi_{h}_mois")
            for h in (6, 12, 18, 24)
        },
    }
    rows = cells = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if not any(row[name] for name in rates):
                continue
            type_code = "mefstat11" if row["voie"] == "scolaire" else "cfd"
            formation = france.formation(type_code, row[type_code])
            found = [
                m
                for m in france.mesures(formation.id, f"reg:{row['code_region']}")
                if m.millesime == row["millesime"] and m.origine == "propre"
            ]
            assert len(found) == 1, row["id"]
            rows += 1
            for name, (nom, n, k) in rates.items():
                stored = found[0].cellules[nom]
                expected = int(row[name]) if row[name] else None
                assert stored.valeur == expected, (row["id"], name)
                if expected is not None:
                    cells += 1
                    assert stored.effectif == (int(row[n]) if row[n] else None), (row["id"], n)
                    assert stored.numerateur == (int(row[k]) if row[k] else None), (row["id"], k)
    assert rows == 17_493
    assert cells > 50_000
