"""What several readers share: cohorts, counts, repeats, which source speaks, names of régions, offers of today."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder import cohorts, counted_figures, french_uais, salary_figures, statuses
from data_bundle.builder.measures import Mesure
from data_bundle.builder.numbers import percent
from data_bundle.builder.offre import Offre
from data_bundle.builder.precedence import one_source, own_before_copies
from data_bundle.builder.region_names import region_of
from data_bundle.builder.renewed_offers import under_todays_diploma
from data_bundle.builder.repeats import without_repeats
from data_bundle.builder.report import Report
from data_bundle.builder.statuses import Column
from data_bundle.indicators import INDICATEURS
from tests.data_bundle.readers.abimer import bien_formee
from tests.data_bundle.readers.invente import CONTEUR, FEES, PARTS, TAUX, cases, statuts, valeurs

NOTHING: dict[str, Column] = {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cumul 2023-2024", "2023_2024"), ("2022_2023", "2022_2023"), ("sortants 2021-2022", "2021_2022"),
        ("cumul 2024-2023", None), ("cumul 2022-2024", None), ("2023", None), ("1023-1024", None), ("", None),
        ("cumul ٢٠٢٣-٢٠٢٤", None), ("cumul 2023-2024 ", None),
    ],
)  # fmt: skip
def test_a_cumul_is_two_years_that_follow_each_other(text: str, said: str | None) -> None:
    assert cohorts.cumul(text) == said


@pytest.mark.parametrize(
    ("text", "said"), [("2024", "2024"), ("sortants 2024", "2024"), ("2023-2024", None), ("24", None), ("9024", None)]
)
def test_a_single_cohort_is_one_year(text: str, said: str | None) -> None:
    assert cohorts.single(text) == said
    assert cohorts.either("2023-2024") == "2023_2024"
    assert (cohorts.last_year("2023_2024"), cohorts.last_year("2024")) == (2024, 2024)


def counted(row: dict[str, float | None], **more: bool) -> Mesure:
    assert counted_figures.contradiction(row) is None
    cells = counted_figures.cells(row, NOTHING, contrats=True, **more)
    return Mesure(("cfd", "50090002"), "fr", "apprentissage", "2024", None, "essai", cells)


@st.composite
def cohort(draw: st.DrawFn) -> dict[str, float | None]:
    """Draw a cohort whose rates are those of its counts, some of them not said."""
    n = draw(st.integers(1, 400))
    p = draw(st.integers(0, n))
    s = n - p
    found: dict[str, float | None] = {
        "derniere_annee": n,
        "sortants": s,
        "poursuite": p,
        "part_poursuite": percent(p, n),
    }
    for h in (6, 12, 18, 24):
        e = draw(st.integers(0, s))
        found |= {f"emploi_{h}m": e, f"taux_emploi_{h}m": percent(e, s) if s else None}
    for name in draw(st.sets(st.sampled_from(sorted(found)), max_size=4)):
        found[name] = None
    return found


@given(cohort(), st.booleans())
def test_no_count_under_twenty_is_kept_nor_can_be_worked_out(row: dict[str, float | None], rebuilt: bool) -> None:
    mesure = counted(row, rates_from_counts=rebuilt)
    bien_formee(mesure)
    n, s, p = row["derniere_annee"], row["sortants"], row["poursuite"]
    found = cases(mesure)
    if n is not None and n < 20:
        assert {cell.valeur for cell in mesure.cells} == {None}
    if (s is not None and s < 20) or (n is not None and p is not None and n - p < 20):
        assert {(cell.effectif, cell.numerateur) for cell in mesure.cells} == {(None, None)}
        assert valeurs(mesure, *TAUX, *PARTS[1:]) == (None,) * 6
    if n is None and s is None:
        assert {cell.effectif for cell in mesure.cells} == {None}
    shares = [found[nom].valeur for nom in PARTS]
    if None not in shares:
        assert sum(share for share in shares if share is not None) == 100


@given(cohort())
def test_a_rate_that_a_source_leaves_blank_is_not_filled(row: dict[str, float | None]) -> None:
    mesure = counted(row | dict.fromkeys(TAUX))
    assert valeurs(mesure, *TAUX) == (None,) * 4


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"sortants": 41}, "sortants"), ({"poursuite": 41}, "poursuite"), ({"emploi_6m": 26}, "emploi_6m"),
        ({"derniere_annee": -1}, "derniere_annee"), ({"sortants": 20.5}, "sortants"),
        ({"part_poursuite": 42}, "part_poursuite"), ({"taux_emploi_6m": 52}, "taux_emploi_6m"),
        ({"sortants": 25}, "sortants"),
        ({"poursuite": 36, "part_poursuite": 90}, "emploi_6m"),
    ],
)  # fmt: skip
def test_counts_that_cannot_be_are_named(change: dict[str, float | None], name: str) -> None:
    row: dict[str, float | None] = {
        "derniere_annee": 40, "sortants": 24, "poursuite": 16, "emploi_6m": 12, "part_poursuite": 40,
        "taux_emploi_6m": 50,
    }  # fmt: skip
    assert counted_figures.contradiction(row) is None
    found = counted_figures.contradiction(row | change)
    assert found
    assert found[0] == name


@pytest.mark.parametrize(
    ("row", "few"),
    [
        ({"sortants": 19}, True), ({"sortants": 20}, False), ({"derniere_annee": 30, "poursuite": 11}, True),
        ({"derniere_annee": 30, "poursuite": 10}, False), ({"derniere_annee": 30, "part_poursuite": 67}, True),
        ({"derniere_annee": 40, "part_poursuite": 50}, False), ({"emploi_6m": 6, "taux_emploi_6m": 60}, True),
        ({"emploi_12m": 12, "taux_emploi_12m": 60}, False), ({"emploi_6m": 0, "taux_emploi_6m": 0}, False),
    ],
)  # fmt: skip
def test_too_few_sortants_are_known_from_what_lets_work_them_out(row: dict[str, float | None], few: bool) -> None:
    assert counted_figures.few_sortants(row) is few


def test_a_rate_hidden_for_too_few_sortants_says_so_whatever_else_the_source_gives() -> None:
    row: dict[str, float | None] = {"derniere_annee": 30, "poursuite": 20, "sortants": 10, "emploi_6m": 6}
    assert statuts(counted(row, rates_from_counts=True), TAUX[0]) == ("sous_seuil:sortants",)
    assert statuts(counted({"sortants": 10, "taux_emploi_6m": 60}), TAUX[0]) == ("sous_seuil:sortants",)


@pytest.mark.parametrize(
    ("uai", "abroad"),
    [
        ("0010001A", False), ("0950001A", False), ("6200042B", False), ("7200042B", False), ("9740001A", False),
        ("9840001D", False), ("T171435T", False), ("1360003P", True), ("9990003P", True), ("0000001A", True),
        ("0960001A", True), ("0200001A", True), ("9700001A", True),
    ],
)  # fmt: skip
def test_an_uai_of_no_french_departement_is_abroad(uai: str, abroad: bool) -> None:
    assert french_uais.is_abroad(uai) is abroad


def test_two_halves_rounded_up_do_not_make_more_than_everyone() -> None:
    row: dict[str, float | None] = {
        "derniere_annee": 200, "sortants": 99, "poursuite": 101, "emploi_6m": 99, "part_poursuite": 51,
        "taux_emploi_6m": 100,
    }  # fmt: skip
    assert valeurs(counted(row), *PARTS) == (51, 49, 0)


def test_pay_is_all_three_quartiles_or_none() -> None:
    names = salary_figures.SALAIRES
    whole = dict(zip(names, (1300, 1400, 1500), strict=True))
    assert [c.valeur for c in salary_figures.cells(whole, NOTHING)] == [1300, 1400, 1500]
    for name in names:
        assert {c.valeur for c in salary_figures.cells(whole | {name: None}, NOTHING)} == {None}
        assert salary_figures.incomplete(whole | {name: None})
    assert not salary_figures.incomplete(dict.fromkeys(names))
    assert salary_figures.contradiction(whole | {names[2]: 1200}) == (
        names[2],
        "est plus petit que le quartile d’avant",
    )


def row(source: str, rate: int = 40, **more: object) -> Mesure:
    cells = tuple(statuses.value(i.nom, rate) for i in INDICATEURS if i.portee == "formation")
    found = Mesure(("mefstat11", CONTEUR), FEES, "scolaire", "2022_2023", None, source, cells)
    return replace(found, **more)  # type: ignore[arg-type]


def test_equal_rows_are_one_and_rows_that_differ_are_none_however_many() -> None:
    report = Report()
    assert without_repeats([row("a"), row("a"), row("a", lieu="x")], "a.csv", report) == [row("a"), row("a", lieu="x")]
    assert [(one.lignes, one.voulu) for one in report.left_out] == [(1, True)]
    report = Report()
    assert without_repeats([row("a"), row("a", 41), row("a"), row("a", 41)], "a.csv", report) == []
    assert [(one.lignes, one.exemples) for one in report.left_out] == [(4, (f"{FEES} {CONTEUR} 2022_2023",))]


def test_the_files_of_the_open_data_come_before_the_answers_of_an_api() -> None:
    report = Report()
    fine, api, exposition = (row(source) for source in ("fine", "inserjeunes-api", "inserjeunes-exposition"))
    elsewhere = row("inserjeunes-exposition", lieu="autre")
    assert one_source([exposition, api, fine, elsewhere], report) == [fine, elsewhere]
    assert one_source([exposition, api], Report()) == [api]
    assert {(one.fichier, one.lignes) for one in report.left_out} == {
        ("inserjeunes-api", 1), ("inserjeunes-exposition", 1),
    }  # fmt: skip
    lent = row("inserjeunes-exposition", origine="autre_site")
    assert one_source([fine, lent], Report()) == [fine]
    assert one_source([lent], Report()) == [lent]


def test_a_copy_does_not_stand_beside_the_row_of_another_source() -> None:
    own, copied = row("inserjeunes-api"), row("fine", origine="ancienne", formation_origine=("mefstat11", "ancien"))
    other = row("inserjeunes-exposition", origine="nouvelle", formation_origine=("mefstat11", "nouveau"))
    assert own_before_copies([own, copied]) == [own]
    assert own_before_copies([copied, other]) == [copied]
    assert own_before_copies([own, replace(copied, lieu="autre")]) == [own, replace(copied, lieu="autre")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("LA REUNION", "04"), ("PROVENCE-ALPES-COTE D'AZUR", "93"), ("Grand-Est", "44"), ("Île-de-France", "11"),
        ("Ile de France", "11"), ("53", "53"), ("99", None), ("14", None), ("ATLANTIDE", None), ("", None),
    ],
)  # fmt: skip
def test_a_region_has_one_code_however_it_is_written(text: str, code: str | None) -> None:
    assert region_of(text) == code


def test_a_closed_diploma_seen_in_a_cohort_is_shown_under_the_one_of_today() -> None:
    def formation(*, ouverte: bool) -> SimpleNamespace:
        return SimpleNamespace(is_open=lambda _: ouverte)

    known = {("cfd", "A"): formation(ouverte=False), ("cfd", "B"): formation(ouverte=False)}
    known |= {("cfd", "C"): formation(ouverte=True), ("cfd", "Y"): formation(ouverte=False)}
    known |= {("cfd", "Z"): formation(ouverte=False)}
    seen = [Offre(("cfd", code), "x", 2024, None, "s", "promotion") for code in ("A", "C", "Y", "inconnu")]
    links = {"cfd": {"A": "B", "B": "C", "Y": "Z", "Z": "perdu"}}
    found = under_todays_diploma(seen, known, links, "2026-01-01")  # type: ignore[arg-type]
    assert [(offer.formation[1], offer.observee) for offer in found] == [("C", ("cfd", "A")), ("C", None), ("Y", None)]
    assert {offer.constat for offer in found} == {"promotion"}
