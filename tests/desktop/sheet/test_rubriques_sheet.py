"""The section told in sentences: whole, dated and sourced; names give way first, then its place on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.comparison import Comparison
from desktop.rubriques import Rubrique, rubriques
from desktop.sheet.document import render
from desktop.sheet.layout import pages, spread
from desktop.sheet.told import GIVES_WAY, TAUX_ACCES, TITRE, omitted, thinner
from desktop.wording import D6, D7, D9
from tests.desktop.inventes import Invente
from tests.desktop.rubriques_inventees import (
    APPRENTI,
    BTS,
    CAP,
    CFA,
    JOBS,
    LYCEE,
    MATCHED,
    PRIVE,
    REFS,
    acces,
    catalogue,
    fill,
    side_by_side,
)
from tests.desktop.sheet.cases import REAL, full
from tests.desktop.sheet.paper import Paper, flat
from tests.desktop.sheet.test_layout import check

Real = Callable[[str], Comparison]


def told(comparison: Comparison) -> list[Rubrique]:
    """Return the rubriques with figures."""
    return [r for r in rubriques(comparison) if r.cle not in GIVES_WAY]


def assert_every_figure_is_told(comparison: Comparison, paper: Paper) -> None:
    text = paper.text.replace("*", "")
    seen = 0
    for rubrique in told(comparison):
        assert f"{rubrique.titre}." in text
        for sentence in rubrique.notes:
            assert flat(sentence) in text
        for columns in spread(len(comparison.colonnes)):
            found = [fait for i in columns for fait in rubrique.cellules[i]]
            for fait in found if any(fait.connu for fait in found) else ():  # else the page has nothing of it
                assert flat(fait.texte if fait.connu else fait.phrase) in text
                assert all(flat(word) in text for word in (fait.lieu, fait.quand) if word)
                assert all(flat(sentence) in text for sentence in fait.reserves)
                seen += 1
    assert seen


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_every_sentence_is_printed_with_its_level_its_time_and_its_limits(invente: Invente, count: int) -> None:
    comparison = side_by_side(catalogue(invente), *REFS[:count])
    paper = Paper(render(comparison))
    check(paper)
    assert_every_figure_is_told(comparison, paper)


def test_a_fiche_of_one_formation_has_the_section(invente: Invente) -> None:
    comparison = side_by_side(catalogue(invente), f"{APPRENTI}@{CFA}")
    paper = Paper(render(comparison))
    assert len(paper) == 1
    check(paper)
    assert TITRE in paper.text
    assert flat(D6) in paper.text


def simple(invente: Invente, count: int, refs: tuple[str, ...] = ("a", "b", "c")) -> Comparison:
    """Return formations of a lycée with places and candidacies, and little else."""
    invente.etablissement(LYCEE, "Lycée inventé")
    found = []
    for number in range(count):
        code = f"9000000000{number}"
        formation = invente.formation(code, f"BTS Inventé {refs[number]}", niveau=5)
        invente.mesure(formation, "reg:90", "2022_2023", full())
        row = acces(capacite=30 + number, voeux=400, admis=29, taux_acces_parcoursup=40)
        invente.mesure(formation, LYCEE, "2025", row, portee="acces", libelle_source=MATCHED if number < 2 else None)
        found.append(f"mefstat11:{code}@{LYCEE}")
    return side_by_side(invente.open(), *found)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_places_and_candidacies_fit_the_page_that_the_figures_fit(invente: Invente, count: int) -> None:
    comparison = simple(invente, count)
    paper = Paper(render(comparison))
    assert len(paper) == 1
    check(paper)
    assert_every_figure_is_told(comparison, paper)


def test_the_sources_name_the_session_beside_the_cohorts(invente: Invente) -> None:
    text = Paper(render(simple(invente, 2))).text
    assert "Dispositif inventé, sortants 2022 et 2023 cumulés et session 2025, établissement et région" in text


def test_a_page_without_the_section_does_not_name_its_session(invente: Invente) -> None:
    paper = Paper(render(side_by_side(catalogue(invente), *REFS[:3])))
    assert len(paper) == 2
    assert TITRE not in paper.texts[0]
    assert "session 2025" not in paper.texts[0]
    assert TITRE in paper.texts[1]
    assert "session 2025 et session 2024" in paper.texts[1]
    for name in ("BTS Inventé commerce", "CAP Inventé cuisine", "Page 2 sur 2"):
        assert name in paper.texts[1]


def test_in_narrow_columns_a_match_by_label_is_a_footnote_of_its_columns(invente: Invente) -> None:
    text = Paper(render(simple(invente, 3))).text
    assert text.count("Parcoursup nomme cette formation") == 1
    assert "* Parcoursup nomme cette formation « BTS - Services - Métier inventé d’ailleurs » : à vérifier." in text
    assert text.count("Taux d’accès : 40 %.*") == 2


def test_a_gap_is_printed_whole(invente: Invente) -> None:
    text = Paper(render(side_by_side(catalogue(invente), f"{BTS}@{PRIVE}", f"{CAP}@{LYCEE}"))).text
    assert "Taux d’accès : chiffre absent de la source, sans explication." in text


def test_jobs_are_three_at_most_in_narrow_columns_and_five_in_wide_ones(invente: Invente) -> None:
    made = catalogue(invente)
    jobs = list(JOBS.values())
    wide = Paper(render(side_by_side(made, f"{BTS}@{LYCEE}", f"{BTS}@{PRIVE}"))).text
    narrow = Paper(render(side_by_side(made, *REFS[:3]))).text
    assert all(job in wide for job in jobs[:5])
    assert "et 1 autre." in wide
    assert all(job in narrow for job in jobs[:3])
    assert jobs[3] not in narrow
    assert "et 3 autres." in narrow


def test_five_formations_have_their_names_on_the_page_of_the_section(invente: Invente) -> None:
    text = Paper(render(side_by_side(catalogue(invente), *REFS[:5]))).text
    for title in ("Salaire un an après.", "Métiers.", "Études ensuite."):
        assert title in text
    assert "voir l’écran" not in text


def test_names_give_way_in_their_order_and_never_figures() -> None:
    assert GIVES_WAY == ("apres", "metiers")
    every = frozenset({"acces", "metiers", "apres"})
    assert list(thinner(every)) == [every, every - {"apres"}, frozenset({"acces"})]
    assert list(thinner(frozenset({"metiers", "apres"}))) == [frozenset({"metiers", "apres"}), frozenset({"metiers"})]


def crowd(invente: Invente, count: int, bis: int = 0) -> Comparison:
    """Return formations with a job and three diplomas above, of long names, and no other rubrique."""
    refs = []
    for number in range(count):
        formation = invente.formation(f"9000000000{number}", f"CAP Inventé {number}", niveau=3, rome="X0001")
        invente.mesure(formation, "reg:90", "2022_2023", full(works=20 + number))
        for after in range(3):
            long = f"Bac pro Inventé à la très longue désignation qui prend beaucoup de lignes, option {after}"
            code = f"91{number}0000000{after}"
            invente.lien("apres", formation, invente.formation(code, f"{long}{' bis' * bis}", niveau=4))
        refs.append(f"mefstat11:9000000000{number}@reg:90")
    invente.db.execute("INSERT INTO metier (code, libelle) VALUES ('X0001', 'Métier inventé')")
    return side_by_side(invente.open(), *refs)


@pytest.mark.parametrize("bis", [16, 20, 24])
def test_lines_for_notes_and_boxes_give_way_to_diplomas(invente: Invente, bis: int) -> None:
    paper = Paper(render(crowd(invente, 3, bis)))
    assert len(paper) == 1
    check(paper)
    assert "Ce que j’en retiens" not in paper.text
    assert "Études ensuite." in paper.text
    assert "voir l’écran" not in paper.text


def test_diplomas_that_have_no_room_are_said_to_be_on_the_screen(invente: Invente) -> None:
    paper = Paper(render(crowd(invente, 3, bis=60)))
    assert len(paper) == 1
    check(paper)
    assert "Métier inventé." in paper.text
    assert "Ce que j’en retiens" in paper.text
    assert paper.text.count("Études ensuite : voir l’écran.") == 1


def test_names_left_out_of_six_columns_are_said_on_each_page(invente: Invente) -> None:
    paper = Paper(render(crowd(invente, 6, bis=60)))
    assert len(paper) == 2
    check(paper)
    assert all("Études ensuite : voir l’écran." in text for text in paper.texts)


def test_what_is_left_out_is_named_in_one_sentence(invente: Invente) -> None:
    found = {r.cle: r for r in rubriques(side_by_side(catalogue(invente), *REFS[:3]))}
    assert omitted([]) == ""
    assert omitted([found["metiers"], found["apres"]]) == "Métiers et études ensuite\u00a0: voir l’écran."
    assert omitted([found["apres"]]) == "Études ensuite\u00a0: voir l’écran."


def test_a_section_that_only_tells_how_one_gets_in_is_called_so(invente: Invente) -> None:
    text = Paper(render(simple(invente, 2))).text
    assert "Y entrer" in text
    assert TITRE not in text


def test_the_rate_of_access_has_its_meaning_once(invente: Invente) -> None:
    text = Paper(render(simple(invente, 2))).text
    assert text.count(flat(TAUX_ACCES)) == 1
    assert len(TAUX_ACCES.replace("\u00a0:", "").split()) <= 15


def test_without_a_known_rate_of_access_nothing_is_explained(invente: Invente) -> None:
    text = Paper(render(side_by_side(catalogue(invente), f"{CAP}@{LYCEE}"))).text
    assert "Places et candidatures." in text
    assert flat(TAUX_ACCES) not in text


def test_names_give_way_rather_than_take_a_third_page(invente: Invente) -> None:
    fill(invente)
    for number in range(3):
        long = (
            f"Licence Inventée à la très longue désignation qui prend beaucoup de lignes, parcours imaginaire {number}"
        )
        invente.lien("apres", 1, invente.formation(f"9200000000{number}", f"{long} {'bis ' * 40}", niveau=6))
    comparison = side_by_side(invente.open(), *REFS[:3])
    paper = Paper(render(comparison))
    assert len(paper) == 2
    assert "Études ensuite." not in paper.text
    assert paper.text.count("Études ensuite : voir l’écran.") == 1
    assert "Métiers." in paper.text
    assert_every_figure_is_told(comparison, paper)


@pytest.mark.parametrize("name", REAL)
def test_the_section_takes_no_page_from_comparisons_that_have_no_such_figures(real: Real, name: str) -> None:
    comparison = real(name)
    if told(comparison):
        pytest.skip("has figures of its own")
    alone = pages(comparison, None)
    assert len(alone) <= (2 if name in ("cinq", "six", "quatre lieux") else 1)


def test_no_block_goes_over_the_margins_or_under_the_foot(invente: Invente) -> None:
    made = catalogue(invente)
    for count in (1, 2, 3, 4, 6):
        for page in pages(side_by_side(made, *REFS[:count]), None):
            assert page.spare >= -0.01


def test_the_cautions_are_said_once_a_page(invente: Invente) -> None:
    text = Paper(render(side_by_side(catalogue(invente), *REFS[:3]))).text
    for sentence in (D7, D9.format(session="2024 et 2025")):
        assert text.count(flat(sentence)) == 1


def test_a_rubrique_from_elsewhere_is_printed_too(invente: Invente) -> None:
    comparison = simple(invente, 2)
    own = next(r for r in rubriques(comparison) if r.cle == "acces")
    more = Rubrique("ailleurs", "Titre inventé", "Note inventée.", own.cellules)
    text = Paper(render(comparison, None, (more,))).text
    assert "Titre inventé." in text
    assert "Note inventée." in text
