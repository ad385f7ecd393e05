"""The doubt is back-tested, not assumed (DOMAIN.md §6.6)."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle import doubt
from data_bundle.builder.calibrate import Z_ECART_GRILLE, Calibration, CohortRow, calibrate, cohort_pairs
from data_bundle.builder.calibrate_pairs import Pairs, Sample, bounds, stacked

COUNTS = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
ZS = st.sampled_from([1.0, doubt.Z95, 2.33, 2.8, 3.3])


def _rows(
    rates: dict[tuple[str, str], tuple[float, float]],
    *,
    voie: str = "scolaire",
    indicateur: str = "taux_emploi_6m",
    n: int = 400,
    cohorts: tuple[str, str] = ("2019_2020", "2021_2022"),
) -> list[CohortRow]:
    """Fictitious rows: the rate of each (région, code) in the older and in the newer cohort."""
    return [
        CohortRow(indicateur, voie, region, code, cohort, round(rate * n), n)
        for (region, code), both in rates.items()
        for cohort, rate in zip(cohorts, both, strict=True)
    ]


def _many(shift: float = 0.0, count: int = 240) -> dict[tuple[str, str], tuple[float, float]]:
    draw = random.Random(7)
    rates = [draw.uniform(0.2, 0.7) for _ in range(count)]
    return {(f"{i % 6:02}", f"f{i}"): (rate, rate + shift) for i, rate in enumerate(rates)}


def _one(rows: list[CohortRow]) -> Calibration:
    [found] = calibrate(rows)
    return found


def test_the_fields_are_the_columns_of_the_table(root: Path) -> None:
    schema = (root / "data_bundle" / "schema.sql").read_text(encoding="utf-8")
    table = schema.split("CREATE TABLE calibration (")[1].split("PRIMARY KEY")[0]
    columns = [line.split()[0] for line in table.splitlines() if line.strip()]
    assert columns == [field.name for field in fields(Calibration)]


@given(COUNTS, ZS)
def test_many_bounds_at_once_are_wilson_s(count: tuple[int, int], z: float) -> None:
    k, n = count
    low, high = bounds(np.array([k, k / 2]), np.array([n, n / 2]), z)
    assert (low[0], high[0]) == pytest.approx(doubt.wilson(k, n, z))
    assert (low[1], high[1]) == pytest.approx(doubt.plage(k, n, z))


def test_nobody_and_everybody_touch_the_end_of_the_scale() -> None:
    n = np.arange(10.0, 1000.0, 0.5)
    assert set(bounds(np.zeros_like(n), n, 2.33)[0]) == {0.0}
    assert set(bounds(n, n, 2.33)[1]) == {1.0}


def test_formations_of_two_cohort_pairs_are_not_compared() -> None:
    half = np.full(3, 0.5)
    sample = Sample(np.array([0, 0, 1]), half, half, half, half, half)
    assert len(Pairs(sample)) == 1
    assert len(Pairs(stacked([sample, sample]))) == 2


@given(COUNTS, COUNTS, ZS)
def test_a_net_pair_is_one_whose_newcombe_interval_excludes_zero(
    first: tuple[int, int], second: tuple[int, int], z: float
) -> None:
    k, n = (np.array(values, dtype=np.float64) for values in zip(first, second, strict=True))
    sample = Sample(np.zeros(2, dtype=np.int64), k, n, k[::-1], n[::-1], np.zeros(2))
    pairs = Pairs(sample)
    p1, p2 = first[0] / first[1], second[0] / second[1]
    low, high = doubt.newcombe(p1, doubt.wilson(*first, z), p2, doubt.wilson(*second, z))
    if min(abs(low), abs(high)) > 1e-9:
        assert pairs.before(z).tolist() == [int(low > 0) - int(high < 0)]
        assert pairs.after(z).tolist() == [int(high < 0) - int(low > 0)]


@given(COUNTS, COUNTS)
def test_a_pair_net_at_one_z_is_net_at_any_smaller_one(first: tuple[int, int], second: tuple[int, int]) -> None:
    k, n = (np.array(values, dtype=np.float64) for values in zip(first, second, strict=True))
    pairs = Pairs(Sample(np.zeros(2, dtype=np.int64), k, n, k, n, np.zeros(2)))
    net = [bool(pairs.before(z)[0]) for z in Z_ECART_GRILLE]
    assert net == sorted(net, reverse=True)


def test_cohorts_are_paired_when_exactly_two_years_apart() -> None:
    known = ["2022_2023", "2019_2020", "2021_2022", "2020_2021", "2022", "2024", "2025"]
    assert cohort_pairs(known) == [("2019_2020", "2021_2022"), ("2020_2021", "2022_2023"), ("2022", "2024")]


def test_a_common_shift_is_measured_and_removed() -> None:
    found = _one(_rows(_many(shift=0.08)))
    assert found.decalage == pytest.approx(8.0, abs=0.1)
    assert found.part_plage == 1.0
    assert found.part_wilson == 1.0
    assert found.part_wilson_brute == 0.0
    assert (found.n, json.loads(found.millesimes)) == (240, [["2019_2020", "2021_2022"]])


def test_the_plage_is_never_tighter_than_its_floor() -> None:
    assert _one(_rows(_many())).z_plage == 2.33


def test_the_plage_widens_until_nine_of_ten_are_inside() -> None:
    rates = {key: (a, a + (0.14 if i % 5 < 2 else -0.14)) for i, (key, (a, _)) in enumerate(_many().items())}
    found = _one(_rows(rates))
    assert found.z_plage > 2.33
    assert found.part_plage is not None
    assert found.part_plage >= 0.9
    sample = list(rates.values())
    shift = found.decalage / 100
    tighter = sum(
        low <= round(b * 400) / 400 - shift <= high
        for a, b in sample
        for low, high in [doubt.plage(round(a * 400), 400, found.z_plage - 0.01)]
    )
    assert tighter < 0.9 * len(sample)


def test_stable_formations_keep_their_order() -> None:
    found = _one(_rows(_many()))
    assert found.z_ecart == 1.96
    assert (found.part_nette, found.part_inversee) == (1.0, 0.0)
    assert found.paires_nettes > 1000


def test_formations_that_move_at_random_are_never_called_net_with_confidence() -> None:
    draw = random.Random(3)
    rates = {key: (a, draw.uniform(0.2, 0.7)) for key, (a, _) in _many().items()}
    found = _one(_rows(rates))
    assert found.z_ecart == 3.3
    assert found.part_nette == pytest.approx(0.5, abs=0.1)
    assert found.part_indecise == pytest.approx(0.5, abs=0.1)


def test_formations_of_two_regions_are_not_compared() -> None:
    rates = {(f"{i:03}", "f"): both for i, both in enumerate(_many().values())}
    found = _one(_rows(rates))
    assert (found.paires_nettes, found.part_nette, found.part_indecise) == (0, None, None)


def test_a_denominator_under_twenty_does_not_count() -> None:
    rows = _rows(_many(), n=400) + _rows({("99", "petite"): (0.5, 0.5)}, n=19)
    assert _one(rows).n == 240


def test_a_formation_seen_once_does_not_count() -> None:
    rows = _rows(_many())
    assert _one(rows[:-1]).n == 239


def test_few_rows_are_pooled_with_the_other_voie() -> None:
    few = dict(list(_many(0.2).items())[:80])
    rows = _rows(_many(0.02, 150)) + _rows(few, voie="apprentissage")
    by_voie = {c.voie: c for c in calibrate(rows)}
    assert by_voie["scolaire"].regroupee
    assert by_voie["apprentissage"].regroupee
    assert by_voie["scolaire"].n == by_voie["apprentissage"].n == 230
    assert by_voie["apprentissage"].decalage == pytest.approx(20.0, abs=0.1)
    assert by_voie["apprentissage"].part_wilson == 1.0


def test_a_large_voie_is_not_pooled() -> None:
    rows = _rows(_many()) + _rows(dict(list(_many().items())[:20]), voie="apprentissage")
    by_voie = {c.voie: c for c in calibrate(rows)}
    assert (by_voie["scolaire"].regroupee, by_voie["scolaire"].n) == (False, 240)
    assert (by_voie["apprentissage"].regroupee, by_voie["apprentissage"].n) == (True, 260)


def test_one_cohort_alone_gives_the_cautious_default() -> None:
    rows = [row for row in _rows(_many(), indicateur="taux_emploi_24m") if row.millesime == "2019_2020"]
    found = _one(rows)
    assert (found.z_plage, found.z_ecart, found.par_defaut) == (2.6, 2.8, True)
    assert (found.n, found.part_plage, found.part_nette) == (0, None, None)


def test_several_cohort_pairs_keep_the_largest_z() -> None:
    calm = _rows(_many())
    draw = random.Random(3)
    wild = {key: (a, draw.uniform(0.2, 0.7)) for key, (a, _) in _many().items()}
    moved = _rows(wild, cohorts=("2021_2022", "2023_2024"))
    newer = {(row.region, row.code): row for row in calm if row.millesime == "2021_2022"}
    moved = [newer[r.region, r.code] if r.millesime == "2021_2022" else r for r in moved]
    found = _one(calm + [row for row in moved if row.millesime == "2023_2024"])
    assert json.loads(found.millesimes) == [["2019_2020", "2021_2022"], ["2021_2022", "2023_2024"]]
    assert found.n == 480
    assert found.z_ecart == 3.3


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = _rows(_many(0.03)) + _rows(_many(0.01), voie="apprentissage")
    mixed = list(rows)
    random.Random(1).shuffle(mixed)
    assert calibrate(mixed) == calibrate(rows)


@pytest.fixture(scope="module")
def measured(opendata: Path) -> dict[tuple[str, str], Calibration]:
    raw = (opendata / "inserjeunes-regions" / "ij_region_data_counts_under_20_removed.csv.gz").read_bytes()
    rows: list[CohortRow] = []
    for r in csv.DictReader(io.StringIO(gzip.decompress(raw).decode("utf-8")), delimiter=";"):
        if not r["nb_annee_term"]:
            continue
        n, s = int(r["nb_annee_term"]), int(r["nb_sortant"])
        p, e = int(r["nb_poursuite_etudes"]), int(r["nb_en_emploi_6_mois"])
        counts = {
            "part_poursuite": (p, n),
            "part_emploi_6m": (e, n),
            "part_autres_6m": (n - p - e, n),
            "part_poursuite_ou_emploi_6m": (p + e, n),
            "taux_emploi_6m": (e, s),
            **{f"taux_emploi_{h}m": (int(x), s) for h in (12, 18, 24) if (x := r[f"nb_en_emploi_{h}_mois"])},
        }
        code = r["mefstat11"] or r["cfd"]
        rows += [
            CohortRow(name, r["voie"], r["code_region"], code, r["millesime"], k, d) for name, (k, d) in counts.items()
        ]
    return {(c.indicateur, c.voie): c for c in calibrate(rows)}


@pytest.mark.donnees
def test_the_facts_of_the_regional_file_hold(measured: dict[tuple[str, str], Calibration]) -> None:
    sco, app = measured["taux_emploi_6m", "scolaire"], measured["taux_emploi_6m", "apprentissage"]
    assert (sco.z_plage, sco.z_ecart) == (2.37, 1.96)
    assert sco.part_nette == pytest.approx(0.950, abs=5e-4)
    assert (app.z_plage, app.z_ecart) == (2.33, 3.00)
    assert sco.n + app.n == 1647 + 1626
    done = [c for c in measured.values() if not c.par_defaut]
    assert len(done) == 12
    assert {c.indicateur for c in measured.values() if c.par_defaut} == {"taux_emploi_18m", "taux_emploi_24m"}
    brute = [c.part_wilson_brute or 0 for c in done]
    sans_decalage = [c.part_wilson or 0 for c in done]
    assert (round(min(brute), 2), round(max(brute), 2)) == (0.58, 0.69)
    assert (round(min(sans_decalage), 2), round(max(sans_decalage), 2)) == (0.63, 0.77)
    assert all((c.part_plage or 0) >= 0.9 for c in done)


@pytest.mark.donnees
def test_net_pairs_kept_their_order_and_undecided_ones_did_so_less(
    measured: dict[tuple[str, str], Calibration],
) -> None:
    for c in measured.values():
        if not c.par_defaut:
            assert c.part_nette is not None
            assert c.part_indecise is not None
            assert c.part_nette >= 0.949
            assert c.part_indecise < 0.72
            assert (c.part_inversee or 0) < 0.01


@pytest.mark.donnees
def test_the_narrowest_plage_that_would_do_is_the_one_of_the_facts(
    opendata: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_bundle.builder.calibrate.Z_PLAGE_MIN", 1.0)
    raw = (opendata / "inserjeunes-regions" / "ij_region_data_counts_under_20_removed.csv.gz").read_bytes()
    rows = [
        CohortRow("t", r["voie"], r["code_region"], r["cfd"], r["millesime"], int(e), int(r["nb_sortant"]))
        for r in csv.DictReader(io.StringIO(gzip.decompress(raw).decode("utf-8")), delimiter=";")
        if r["voie"] == "apprentissage" and (e := r["nb_en_emploi_6_mois"])
    ]
    assert _one(rows).z_plage == 2.03
