"""What a whole build makes of the InserJeunes files by formation (made-up folder): rows, offer, refusals, portées."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

from data_bundle.builder import crosscheck, statuses
from data_bundle.builder.build import build
from data_bundle.builder.check import failures
from data_bundle.builder.measures import Mesure
from data_bundle.builder.read_inserjeunes_fine import LYCEES
from data_bundle.indicators import INDICATEURS
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.invente import CONTEUR, FEES, FINE, LICORNIER, csv, statuts

PATH = f"{LYCEES.code}/{LYCEES.code}.csv"
FIGURES = "30;57;13;30;81;73;;"


def ligne(code: str, cohort: str = "2023-2024") -> str:
    return f"cumul {cohort};{FEES};Lycée inventé des fées;BRETAGNE;{code};BAC PRO;INVENTE;3;;{FIGURES}"


def put(folder: Path, *rows: str) -> None:
    (folder / PATH).parent.mkdir()
    (folder / PATH).write_text(csv(FINE, *rows), encoding="utf-8-sig")


def test_figures_by_formation_are_in_the_snapshot_with_their_sight(
    dossier: Path, construire: Callable[..., Path]
) -> None:
    put(dossier, ligne(CONTEUR), ligne(LICORNIER, "2021-2022"))
    built = construire()
    assert failures(built) == []
    found = Lecture(built)
    row = found.ligne(FEES, "2023_2024", CONTEUR)
    assert (row.voie, row.source) == ("scolaire", LYCEES.code)
    assert row.valeurs("part_emploi_6m", "part_poursuite", "taux_emploi_6m") == (57, 30, 81)
    seen = "SELECT o.rentree, o.constat FROM offre o JOIN formation f ON f.id = o.formation"
    seen += " JOIN etablissement e ON e.id = o.etablissement WHERE e.uai = ? AND f.code = ?"
    assert found.all(seen, FEES, CONTEUR) == [(2024, "promotion")]
    assert found.all(seen, FEES, LICORNIER) == [(2022, "promotion")]
    cohorts = found.all("SELECT * FROM promotion WHERE lieu = 'etablissement' AND voie = 'scolaire'")
    assert cohorts == [("etablissement", "scolaire", "2021_2022"), ("etablissement", "scolaire", "2023_2024")]


def test_a_year_that_is_not_the_last_and_an_unknown_code_are_refused_and_said(dossier: Path, tmp_path: Path) -> None:
    put(dossier, ligne(CONTEUR), ligne("23820090011"), ligne("99999999999"))
    stream, target = StringIO(), tmp_path / "dit.sqlite"
    build(dossier, target, None, None, stream)
    said = stream.getvalue()
    assert "1 ligne refusée, chiffres d’une année qui n’est pas la dernière (23820090011)" in said
    assert "1 ligne refusée, codes absents de la nomenclature (99999999999)" in said
    assert failures(target) == []
    assert len(Lecture(target).lignes(FEES, "2023_2024", CONTEUR)) == 1


def test_the_months_that_another_portee_has_seen_change_nothing() -> None:
    def row(portee: str, millesime: str, horizon: bool) -> Mesure:
        of = [i for i in INDICATEURS if i.portee == portee and i.denominateur == "sortants"]
        cells = tuple(statuses.gap(i.nom, statuses.HORIZON) if horizon else statuses.value(i.nom, 50) for i in of)
        return Mesure(("cfd", "50090002"), "reg:53", "apprentissage", millesime, None, "s", cells, portee=portee)

    awaited = row("formation", "2022_2023", horizon=True)
    [same] = crosscheck.no_longer_awaited([awaited], [row("superieur", "2023", horizon=False)])
    assert statuts(same, "taux_emploi_24m") == ("horizon_non_observe",)
    [known] = crosscheck.no_longer_awaited([awaited], [row("formation", "2023_2024", horizon=False)])
    assert statuts(known, "taux_emploi_24m") == ("non_diffuse",)
