"""What is said of gaps: named columns, rows that say the same together, pairs on different pages apart."""

from __future__ import annotations

from collections.abc import Callable

from desktop.comparison import Comparison
from desktop.sheet.document import render
from desktop.verdict_words import MOTIFS, VOIE_PHRASE, noms_courts
from desktop.verdicts import EGAL
from tests.desktop.inventes import Invente
from tests.desktop.sheet.cases import full, places, side_by_side
from tests.desktop.sheet.paper import Paper, flat

Real = Callable[[str], Comparison]


def two(invente: Invente, first: dict[str, int], second: dict[str, int], other_voie: bool = False) -> str:
    one = invente.formation("90000000001", "CAP Inventé A")
    invente.mesure(one, "reg:90", "2022_2023", full(**first))
    if other_voie:
        two = invente.formation("90000001", "CAP Inventé A", "apprentissage")
        invente.mesure(two, "reg:90", "2022_2023", full(**second), "apprentissage")
        ref = "cfd:90000001@reg:90"
    else:
        two = invente.formation("90000000002", "CAP Inventé B")
        invente.mesure(two, "reg:90", "2022_2023", full(**second))
        ref = "mefstat11:90000000002@reg:90"
    return Paper(render(side_by_side(invente.open(), ["mefstat11:90000000001@reg:90", ref]))).text


def test_close_figures_cannot_be_told_apart(invente: Invente) -> None:
    text = two(invente, {"works": 30}, {"works": 31, "studies": 49})
    assert "On ne peut pas les départager (travaillent, étudient, autres situations)" in text
    assert "On ne peut pas les départager (emploi à 6 et 12 mois)" in text
    assert "l’ordre peut s’inverser" in text
    assert "net" not in text.replace("à 6 et", "").split()


def test_a_clear_gap_quotes_its_measured_share(invente: Invente) -> None:
    text = two(invente, {"works": 10, "rate": 20}, {"works": 60, "studies": 20, "rate": 85})
    assert "L’écart est net (travaillent, étudient, autres situations) : 9 fois sur 10" in text


def test_clear_gaps_of_several_pairs_are_told_pair_by_pair(invente: Invente) -> None:
    for code, works in (("90000000001", 10), ("90000000002", 11), ("90000000003", 70)):
        number = invente.formation(code, f"CAP Inventé {code[-1]}")
        invente.mesure(number, "reg:90", "2022_2023", full(works=works, studies=20))
    refs = [f"mefstat11:9000000000{n}@reg:90" for n in (1, 2, 3)]
    text = Paper(render(side_by_side(invente.open(), refs))).text
    assert (
        "L’écart est net entre CAP Inventé 1 et CAP Inventé 3, entre CAP Inventé 2 et CAP Inventé 3 (travaillent"
        in text
    )


def test_two_voies_are_never_ranked(invente: Invente) -> None:
    text = two(invente, {"works": 10, "rate": 20}, {"works": 60, "studies": 20, "rate": 85}, other_voie=True)
    assert text.count(flat(VOIE_PHRASE)) == 1
    assert "écart est net" not in text


def test_two_schools_that_show_the_same_region_show_one_figure(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    invente.mesure(formation, "reg:90", "2022_2023", full())
    places(invente)
    refs = [f"mefstat11:90000000001@{uai}" for uai in ("0900001M", "0900002N")]
    assert flat(MOTIFS["meme_chiffre"]) in Paper(render(side_by_side(invente.open(), refs))).text


def test_names_are_as_short_as_they_may_be(real: Real) -> None:
    assert noms_courts(real("trois lieux").colonnes) == ("CAP au lycée", "CAP en apprentissage", "Bac pro")
    names = noms_courts(real("six").colonnes)
    assert len(set(names)) == 6
    assert "Bac pro Commercialisation…" in names


def test_columns_on_different_pages_are_spoken_of_too(real: Real) -> None:
    comparison = real("six")
    pages = Paper(render(comparison)).texts
    assert sum("D’une page à l’autre" in page for page in pages) == 1
    text = " ".join(pages)
    names = noms_courts(comparison.colonnes)
    ligne = comparison.ligne("taux_emploi_6m")
    assert ligne is not None
    across = [(i, j) for i, j in ligne.departage_repli.pairs(EGAL) if i < 3 <= j]
    assert across
    assert all(names[i] in text and names[j] in text for i, j in across)


def test_a_page_speaks_of_its_own_columns_only(real: Real) -> None:
    comparison = real("six")
    names = noms_courts(comparison.colonnes)
    own = [page.partition("D’une page à l’autre")[0] for page in Paper(render(comparison)).texts]
    for page, others in ((own[0], names[3:]), (own[1], names[:3])):
        said = page[page.index("On ne peut pas départager") :].partition("Source")[0]
        assert not any(name in said for name in others)
