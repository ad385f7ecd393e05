"""Figures of a CFA shown at its sites: properties of the rule of DOMAIN.md §5.4, on made-up CFAs."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder import statuses
from data_bundle.builder.attribution_sites import Partage, Site, attribute, everywhere
from data_bundle.builder.measures import Mesure
from data_bundle.builder.report import Report
from data_bundle.indicators import INDICATEURS

LIEUX = ("L1", "L2", "L3", "F1", "F2", "G1")
CFDS = ("50090001", "50090002", "50090003")
SUCC = {"50090001": "50090002"}
"""The second CFD follows the first."""


def row(lieu: str, cfd: str, millesime: str = "2023_2024", rate: int = 40) -> Mesure:
    cells = tuple(statuses.value(i.nom, rate) for i in INDICATEURS if i.portee == "formation")
    return Mesure(("cfd", cfd), lieu, "apprentissage", millesime, None, "fine", cells)


def shown(mesures: list[Mesure], *sites: tuple[str, str, str, str]) -> dict[tuple[str, str], Partage]:
    found = attribute(mesures, [Site(*site) for site in sites], SUCC)
    return {(p.mesure.lieu, p.mesure.formation[1]): p for p in found if p.mesure.formation}


def test_the_row_of_the_only_formateur_is_shown_at_the_lieu() -> None:
    found = shown([row("F1", CFDS[0])], ("L1", CFDS[0], "F1", "G1"), ("L2", CFDS[0], "F1", "G1"))
    assert found.keys() == {("L1", CFDS[0]), ("L2", CFDS[0])}
    one = found["L1", CFDS[0]]
    assert (one.uai_donnee, one.role, one.sites) == ("F1", "formateur", 3)
    assert one.mesure == replace(
        row("F1", CFDS[0]), lieu="L1", origine="autre_site", formation_origine=("cfd", CFDS[0])
    )


def test_two_formateurs_and_one_gestionnaire_leave_the_gestionnaire() -> None:
    sites = (("L1", CFDS[0], "F1", "G1"), ("L1", CFDS[0], "F2", "G1"))
    assert shown([row("F1", CFDS[0])], *sites) == {}
    found = shown([row("F1", CFDS[0]), row("G1", CFDS[0], rate=60)], *sites)
    assert found["L1", CFDS[0]].role == "gestionnaire"
    assert found["L1", CFDS[0]].mesure.cells == row("G1", CFDS[0], rate=60).cells


def test_the_formateur_comes_before_the_gestionnaire() -> None:
    found = shown([row("F1", CFDS[0]), row("G1", CFDS[0], rate=60)], ("L1", CFDS[0], "F1", "G1"))
    assert found["L1", CFDS[0]].uai_donnee == "F1"


def test_another_formateur_of_the_older_diploma_counts() -> None:
    sites = (("L1", CFDS[1], "F1", ""), ("L1", CFDS[0], "F2", ""))
    assert shown([row("F1", CFDS[1])], *sites) == {}
    assert shown([row("F1", CFDS[1])], sites[0], ("L1", CFDS[2], "F2", "")).keys() == {("L1", CFDS[1])}


def test_a_course_that_does_not_say_its_formateur_leaves_a_doubt() -> None:
    assert shown([row("F1", CFDS[0])], ("L1", CFDS[0], "F1", ""), ("L1", CFDS[0], "", "")) == {}


def test_a_row_of_the_lieu_even_suppressed_comes_first_and_cohort_by_cohort() -> None:
    blank = tuple(statuses.gap(i.nom, statuses.SOUS_SEUIL) for i in INDICATEURS if i.portee == "formation")
    own = replace(row("L1", CFDS[0]), cells=blank)
    mesures = [own, row("F1", CFDS[0]), row("F1", CFDS[0], "2021_2022")]
    found = attribute(mesures, [Site("L1", CFDS[0], "F1", "")], SUCC)
    assert [p.mesure.millesime for p in found] == ["2021_2022"]


def test_figures_taken_over_from_the_older_diploma_keep_their_origin() -> None:
    report = Report()
    found = everywhere([row("F1", CFDS[0])], {"cfd": SUCC}, [Site("L1", CFDS[1], "F1", "")], report)
    by_key = {(m.lieu, m.formation and m.formation[1]): (m.origine, m.formation_origine) for m in found}
    assert by_key == {
        ("F1", CFDS[0]): ("propre", None),
        ("F1", CFDS[1]): ("ancienne", ("cfd", CFDS[0])),
        ("L1", CFDS[1]): ("autre_site", ("cfd", CFDS[0])),
    }
    assert report.notes == ["chiffres de CFA montrés au lieu de formation\u00a0: 1 du formateur"]


def test_a_row_that_a_source_lends_starts_no_copy_and_covers_nothing() -> None:
    lent = replace(row("L1", CFDS[0]), origine="autre_site", formation_origine=("cfd", CFDS[0]))
    found = everywhere([row("F1", CFDS[0]), lent], {"cfd": SUCC}, [], Report())
    assert [(m.lieu, m.origine) for m in found] == [("F1", "propre"), ("F1", "ancienne"), ("L1", "autre_site")]
    found = everywhere([row("L1", CFDS[0]), lent], {}, [], Report())
    assert [m.origine for m in found] == ["propre"]


rows = st.lists(
    st.builds(row, st.sampled_from(LIEUX), st.sampled_from(CFDS), st.sampled_from(("2021_2022", "2023_2024"))),
    unique_by=lambda m: (m.lieu, m.formation, m.millesime),
)
courses = st.lists(
    st.builds(
        Site, st.sampled_from(LIEUX), st.sampled_from(CFDS), st.sampled_from(("", "F1", "F2", "L1")),
        st.sampled_from(("", "G1", "F1")),
    )
)  # fmt: skip


@given(rows, courses)
def test_nothing_is_invented_split_or_covered(mesures: list[Mesure], sites: list[Site]) -> None:
    found = attribute(mesures, sites, SUCC)
    own = {(m.lieu, m.formation, m.millesime): m for m in mesures}
    taught = {(site.lieu, site.cfd) for site in sites}
    keys = [(p.mesure.lieu, p.mesure.formation, p.mesure.millesime) for p in found]
    assert len(set(keys)) == len(keys)
    for partage, key in zip(found, keys, strict=True):
        assert key not in own
        assert (key[0], key[1] and key[1][1]) in taught
        giver = own[partage.uai_donnee, key[1], key[2]]
        assert partage.mesure.cells is giver.cells
        assert partage.mesure.origine == "autre_site"
        chain = {"50090001", "50090002"} if key[1] and key[1][1] in SUCC | {"50090002": ""} else {key[1] and key[1][1]}
        of_role = {getattr(s, partage.role) for s in sites if s.lieu == key[0] and s.cfd in chain}
        assert of_role == {partage.uai_donnee}
        same = [p for p in found if p.mesure.cells is giver.cells and p.uai_donnee == giver.lieu]
        assert partage.sites == 1 + sum(p.mesure.formation == key[1] and p.mesure.millesime == key[2] for p in same)


@given(rows, courses, st.randoms())
def test_the_order_of_rows_and_of_the_catalogue_does_not_matter(
    mesures: list[Mesure], sites: list[Site], chance: Random
) -> None:
    before = attribute(mesures, sites, SUCC)
    chance.shuffle(mesures)
    chance.shuffle(sites)
    assert attribute(mesures, [*sites, *sites], SUCC) == before


@given(rows, courses)
def test_a_lieu_without_a_course_in_the_catalogue_shows_its_own_rows_only(
    mesures: list[Mesure], sites: list[Site]
) -> None:
    assert attribute(mesures, [], SUCC) == []
    found = attribute(mesures, [site for site in sites if site.lieu != "L1"], SUCC)
    assert [partage for partage in found if partage.mesure.lieu == "L1"] == []
