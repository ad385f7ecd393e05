"""The section told in sentences: whole, dated and sourced; names give way first, then its place on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.comparison import Comparison
from desktop.rubriques import Rubrique, rubriques
from desktop.sheet.demande import ORDINAIRE, Demande
from desktop.sheet.document import render
from desktop.sheet.layout import pages, plans, spread
from desktop.sheet.told import TAUX_ACCES, TITRE, named, omitted
from desktop.typography import quantite
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
    side_by_side,
)
from tests.desktop.sheet.cases import full
from tests.desktop.sheet.paper import Paper, flat
from tests.desktop.sheet.test_layout import check

Real = Callable[[str], Comparison]


def told(comparison: Comparison) -> list[Rubrique]:
    """Return the rubriques with figures."""
    return [r for r in rubriques(comparison) if not named(r)]


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
    assert len(paper) == 2
    check(paper)
    assert TITRE in paper.texts[0]
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
    assert len(paper) == 2
    check(paper)
    assert "Places et candidatures." in paper.text
    assert_every_figure_is_told(comparison, paper)


def test_the_sources_name_the_session_beside_the_cohorts(invente: Invente) -> None:
    text = Paper(render(simple(invente, 2))).text
    assert "Dispositif inventé, sortants 2022 et 2023 cumulés et session 2025, établissement et région" in text


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
    for refs, most in (((f"{BTS}@{LYCEE}", f"{BTS}@{PRIVE}"), 5), (REFS[:3], 3)):
        [plan] = plans(side_by_side(made, *refs), ORDINAIRE)
        [jobs] = [r for r in plan.back if r.cle == "metiers"]
        named = [fait.texte for fait in jobs.cellules[0]]
        assert named[:-1] == list(JOBS.values())[:most]
        assert named[-1] == f"et {quantite(len(JOBS) - most, 'autre')}"


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


def test_no_block_goes_over_the_margins_or_under_the_foot(invente: Invente) -> None:
    made = catalogue(invente)
    for count in (1, 2, 3, 4, 6):
        for page in pages(side_by_side(made, *REFS[:count])):
            assert page.spare >= -0.01


def test_the_cautions_are_said_once_a_page(invente: Invente) -> None:
    text = Paper(render(side_by_side(catalogue(invente), *REFS[:3]))).text
    for sentence in (D7, D9.format(session="2024 et 2025")):
        assert text.count(flat(sentence)) == 1


def test_a_rubrique_from_elsewhere_is_printed_too(invente: Invente) -> None:
    comparison = simple(invente, 2)
    own = next(r for r in rubriques(comparison) if r.cle == "acces")
    more = Rubrique("ailleurs", "Titre inventé", "Note inventée.", own.cellules)
    text = Paper(render(comparison, Demande(plus=(more,)))).text
    assert "Titre inventé." in text
    assert "Note inventée." in text


@pytest.mark.parametrize("bis", [0, 60])
def test_diplomas_that_have_no_room_are_said_to_be_on_the_screen(invente: Invente, bis: int) -> None:
    paper = Paper(render(crowd(invente, 3, bis)))
    assert len(paper) == 2
    check(paper)
    named = "Bac pro Inventé à la très longue désignation" in paper.texts[1]
    assert named is not ("tudes ensuite : voir l’écran." in paper.texts[1])
    assert not named or bis == 0
