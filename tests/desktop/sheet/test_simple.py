"""The fiche simple: what it counts is what the Comparison says, and it stands on the pages that it should."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pytest

from desktop.comparison import Comparison
from desktop.facts import Commune
from desktop.phrases_simples import GESTES
from desktop.sheet.demande import SIMPLE, Demande
from desktop.sheet.document import render
from desktop.sheet.look import PAGE_WIDTH, SIDE, WIDTH, Look
from desktop.sheet.simple import PERSON, PERSON_ALONE, pages, spread
from desktop.sheet.simple_carte import Encadrees, Taille
from desktop.sheet.simple_contenu import Carte, contenu
from desktop.sheet.subject import PARTS
from desktop.typography import NBSP
from desktop.verdicts import EGAL, NET
from desktop.wording import INDEPENDANT
from tests.desktop.inventes import Invente
from tests.desktop.sheet.cases import LYCEE, LYCEE_LONG, REAL, full, places, side_by_side
from tests.desktop.sheet.paper import Paper, flat, overlaps

Real = Callable[[str], Comparison]
ASKED = Demande(SIMPLE)
SIZES = {9.3, 11.0, 14.5, 16.5, 20.0}
MOST_INK = 7.5
"""Mean grey of a full page in percent: letters of 14.5 points take more than those of the comparison sheet."""
EXAMPLES = [
    ((45, 45, 10), (5, 4, 1)), ((47, 47, 6), (5, 4, 1)), ((25, 58, 17), (2, 6, 2)), ((5, 90, 5), (1, 8, 1)),
    ((0, 100, 0), (0, 10, 0)), ((4, 48, 48), (0, 5, 5)), ((33, 33, 34), (3, 3, 4)), ((57, 30, 13), (6, 3, 1)),
]  # fmt: skip
"""DOMAIN.md §6.4, copied."""
WORDS = {
    0: ("Aucun ne travaillait.", "Aucun ne continuait ses études.", "Aucun n’était dans une autre situation."),
    1: ("1 travaillait.", "1 continuait ses études.", "1 était dans une autre situation."),
    2: ("{n} travaillaient.", "{n} continuaient leurs études.", "{n} étaient dans une autre situation."),
}


def counted(parts: tuple[int, ...]) -> list[int]:
    """Ten figures by the letter of DOMAIN.md §6.4, written a second time."""
    base, rest = [part // 10 for part in parts], [part % 10 for part in parts]
    forced = [i for i, part in enumerate(parts) if part >= 5 and base[i] == 0]
    for i in forced:
        base[i] = 1
    while sum(base) > 10:
        largest = [i for i in range(3) if base[i] == max(base)]
        base[min(largest, key=lambda i: (-parts[i], i))] -= 1
    for i in sorted((i for i in range(3) if i not in forced), key=lambda i: (-rest[i], -parts[i], i)):
        base[i] += sum(base) < 10
    return base


def words(count: int, part: int, rang: int) -> str:
    """The sentence of a count, written a second time."""
    if count == 0 and part:
        return WORDS[1][rang].replace("1 ", "Moins de 1 sur 10 ", 1)
    return WORDS[min(count, 2)][rang].format(n=count)


def figures(comparison: Comparison, i: int) -> list[float] | None:
    """The three parts that a card may count whole: the place's own, else the substitutes."""
    cells = [ligne.cellules[i] for nom in PARTS if (ligne := comparison.ligne(nom))]
    own = [cell.valeur for cell in cells]
    if all(value is not None for value in own):
        return [value for value in own if value is not None]
    other = [cell.repli.valeur for cell in cells if cell.repli is not None and cell.repli.valeur is not None]
    return other if len(other) == 3 else None


def cards(comparison: Comparison, demande: Demande = ASKED) -> tuple[Carte, ...]:
    return contenu(comparison, demande).cartes


def elements(content: bytes) -> list[tuple[str, str]]:
    """Every element of the structure tree in reading order: its role and its alternative text."""
    pdf = pikepdf.open(io.BytesIO(content))

    def under(node: pikepdf.Object) -> Iterator[tuple[str, str]]:
        yield str(node.S)[1:], str(node.get("/Alt", ""))
        for kid in node.get("/K", pikepdf.Array()):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from under(kid)

    return list(under(pdf.Root.StructTreeRoot.K))


@pytest.mark.parametrize(("parts", "counts"), EXAMPLES)
def test_ten_figures_are_counted_as_the_domain_says(
    invente: Invente, parts: tuple[int, int, int], counts: tuple[int, int, int]
) -> None:
    formation = invente.formation("90000000001", "CAP Métier inventé")
    invente.mesure(formation, "reg:90", "2022_2023", full(works=parts[0], studies=parts[1]))
    comparison = side_by_side(invente.open(), ["mefstat11:90000000001@reg:90"])
    assert counted(parts) == list(counts)
    [card] = cards(comparison)
    assert tuple(issue.nombre for issue in card.chiffres.issues) == counts
    text = Paper(render(comparison, ASKED)).text
    for rang, (count, part) in enumerate(zip(counts, parts, strict=True)):
        assert words(count, part, rang) in text


@pytest.mark.parametrize("name", REAL)
def test_counts_on_paper_are_those_of_the_comparison_and_total_ten(real: Real, name: str) -> None:
    comparison = real(name)
    text = Paper(render(comparison, ASKED)).text
    for i, card in enumerate(cards(comparison)):
        parts = figures(comparison, i)
        if parts is None:
            assert len(card.chiffres.issues) < 3
            continue
        rounded = (round(parts[0]), round(parts[1]), round(parts[2]))
        counts = [issue.nombre for issue in card.chiffres.issues]
        assert counts == counted(rounded)
        assert sum(counts) == 10
        for rang, (count, part) in enumerate(zip(counts, rounded, strict=True)):
            assert words(count, part, rang) in text


def test_parts_that_are_no_whole_draw_nothing(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Métier inventé")
    cells = full(works=30, studies=50) | {"part_autres_6m": (40, 200, 80)}
    invente.mesure(formation, "reg:90", "2022_2023", cells)
    [card] = cards(side_by_side(invente.open(), ["mefstat11:90000000001@reg:90"]))
    assert card.chiffres.issues == ()
    assert [dit.phrase for dit in card.chiffres.manque] == ["Les chiffres publiés ne vont pas ensemble."]


@pytest.mark.parametrize("name", REAL)
def test_no_percent_no_range_and_nothing_smaller_than_its_letters(real: Real, name: str) -> None:
    paper = Paper(render(real(name), replace(ASKED, tutoiement=False)))
    assert not re.search(r"%|\bde \d+ à \d+\b|FALC|entre \d+ et \d+", paper.text)
    for number in range(len(paper)):
        letters = paper.letters(number)
        assert {round(letter.size, 1) for letter in letters} <= SIZES
        assert overlaps(letters) == []
        assert min(letter.left for letter in letters) >= SIDE - 1
        assert max(letter.right for letter in letters) <= PAGE_WIDTH - SIDE + 1


@pytest.mark.parametrize("name", REAL)
def test_one_page_up_to_three_formations_and_two_up_to_six(real: Real, name: str) -> None:
    comparison = real(name)
    assert len(Paper(render(comparison, ASKED))) == (1 if len(comparison.colonnes) <= 3 else 2)


def test_formations_are_shared_between_pages_in_their_order() -> None:
    assert [spread(n) for n in range(1, 7)] == [
        [(0,)],
        [(0, 1)],
        [(0, 1, 2)],
        [(0, 1), (2, 3)],
        [(0, 1, 2), (3, 4)],
        [(0, 1, 2), (3, 4, 5)],
    ]


@pytest.mark.parametrize("name", REAL)
def test_every_card_is_of_one_size_even_without_a_figure(real: Real, name: str) -> None:
    laid = pages(real(name), ASKED)
    framed = [block for page in laid for block in page.blocks if isinstance(block, Encadrees)]
    assert sum(len(box.cartes) for box in framed) == len(real(name).colonnes)
    assert len({box.haut for box in framed}) == 1
    assert all(page.spare >= 0 for page in laid)


def test_the_sheet_has_its_first_name_its_boxes_its_source_and_says_that_it_is_the_past(real: Real) -> None:
    text = Paper(render(real("trois régions"), ASKED)).text
    for words_ in ("Trois formations, avec des mots simples", "Prénom :", "Et maintenant ?", *GESTES):
        assert words_ in text
    assert "Ces chiffres parlent du passé. Ce n’est pas une promesse." in text
    assert "Source : DEPP-Dares, InserJeunes" in text
    assert "Données réunies le" in text
    assert flat(INDEPENDANT) in text
    assert "Autres situations : chiffre recalculé par Côte à Côte." in text


def test_a_formation_without_any_figure_has_its_card_and_the_true_sentence(real: Real) -> None:
    comparison = real("rien")
    text = Paper(render(comparison, ASKED)).text
    assert "On n’a pas de chiffre pour ces formations." in text
    assert "promesse" not in text
    for card in cards(comparison):
        assert card.nom in text
        assert card.chiffres.issues == ()
        assert all(flat(dit.phrase) in text for dit in card.chiffres.manque)


def test_a_substitute_is_said_in_its_card_with_the_reason_of_its_own_place(invente: Invente) -> None:
    places(invente)
    small, absent = (
        invente.formation("90000000001", "CAP Petit inventé"),
        invente.formation("90000000002", "CAP Absent inventé"),
    )
    for formation in (small, absent):
        invente.mesure(formation, "reg:90", "2022_2023", full())
    invente.mesure(small, LYCEE, "2022_2023", dict.fromkeys(full(), ("sous_seuil",)))
    comparison = side_by_side(invente.open(), [f"mefstat11:90000000001@{LYCEE}", f"mefstat11:90000000002@{LYCEE_LONG}"])
    first, second = cards(comparison)
    assert first.chiffres.legende == second.chiffres.legende == "À la place du lycée."
    told = {line for note in contenu(comparison, ASKED).notes for line in note.phrases}
    few = [line for line in told if "trop peu de jeunes" in line]
    assert [line.partition(NBSP)[0] for line in few] == ["CAP Petit inventé"]
    status = comparison.lignes[0].cellules[1].statut
    assert status != "sous_seuil"
    assert any(line.startswith("CAP Absent inventé") and "trop peu" not in line for line in told)


def test_places_and_years_that_differ_are_said_in_each_card(real: Real) -> None:
    by_year = [card.chiffres.legende for card in cards(real("promotions"))]
    assert by_year == ["En 2019 et 2020.", "En 2022 et 2023.", "En 2021 et 2022."]
    assert "Leur dernière année" not in Paper(render(real("promotions"), ASKED)).text
    by_place = [card.chiffres.legende for card in cards(real("trois régions"))]
    assert by_place == ["", "", ""]
    assert f"Leur dernière année{NBSP}: 2022 ou 2023, région Bretagne." in contenu(real("trois régions"), ASKED).intro


def test_a_count_that_is_not_published_is_said(invente: Invente) -> None:
    one = invente.formation("90000000001", "CAP Métier inventé")
    cells = {nom: (cell[0], None, None) if nom in PARTS else cell for nom, cell in full().items()}
    invente.mesure(one, "reg:90", "2022_2023", cells)
    [card] = cards(side_by_side(invente.open(), ["mefstat11:90000000001@reg:90"]))
    assert "On ne sait pas combien de jeunes ont été comptés." in [dit.phrase for dit in card.remarques]


@pytest.mark.parametrize("name", [name for name in REAL if name != "une"])
def test_gaps_have_the_verdict_of_the_comparison_and_no_other(real: Real, name: str) -> None:
    comparison = real(name)
    rows = [ligne for nom in PARTS if (ligne := comparison.ligne(nom))]
    every = [v for ligne in rows for d in (ligne.departage, ligne.departage_repli) for v in d.verdicts]
    text = Paper(render(comparison, ASKED)).text
    if not any(v.issue == EGAL for v in every):
        assert "presque" not in text
        assert "départager" not in text
    if not any(v.issue == NET and v.part is not None for v in every):
        assert "nettement" not in text


def test_nearly_alike_is_said_only_of_counts_that_are(invente: Invente) -> None:
    refs = []
    for number, studies in enumerate((50, 55, 75)):
        code = f"9000000000{number}"
        formation = invente.formation(code, f"CAP Métier inventé {'ABC'[number]}")
        invente.mesure(formation, "reg:90", "2022_2023", full(n=24, works=10, studies=studies))
        refs.append(f"mefstat11:{code}@reg:90")
    catalogue = invente.open()

    def said(*asked: str) -> list[str]:
        told = contenu(side_by_side(catalogue, list(asked)), ASKED)
        return [line for note in told.notes if note.icone == "incertitude" for line in note.phrases]

    assert any(line.startswith(f"Sur les 3{NBSP}lignes{NBSP}: presque pareil") for line in said(*refs[:2]))
    far = said(refs[0], refs[2])
    assert any("on ne peut pas départager" in line and "tudes" in line for line in far)
    assert not any("presque pareil" in line and "tudes" in line for line in far)


def test_a_clear_gap_is_said_with_its_measured_share_and_no_sense(invente: Invente) -> None:
    refs = []
    for number, studies in enumerate((10, 80)):
        code = f"9000000000{number}"
        formation = invente.formation(code, f"CAP Métier inventé {'AB'[number]}")
        invente.mesure(formation, "reg:90", "2022_2023", full(n=900, works=10, studies=studies))
        refs.append(f"mefstat11:{code}@reg:90")
    text = Paper(render(side_by_side(invente.open(), refs), ASKED)).text
    assert "CAP Métier inventé A différait nettement de CAP Métier inventé B." in text
    assert "9 fois sur 10, l’ordre est resté le même ensuite." in text


def test_one_says_tu_or_vous_and_never_both(real: Real) -> None:
    comparison = real("trois lieux")
    tu, vous = (contenu(comparison, replace(ASKED, tutoiement=asked)).phrases for asked in (True, False))
    assert len(tu) == len(vous)
    assert not re.search(r"\bvous\b", " ".join(tu), re.IGNORECASE)
    assert not re.search(r"\btu\b", " ".join(vous), re.IGNORECASE)
    assert re.search(r"\btu\b", " ".join(tu), re.IGNORECASE)


def test_kilometres_are_said_to_be_as_the_crow_flies_from_where_one_leaves(real: Real) -> None:
    brest = Commune("29019", "Brest", "29200", "29", "53", 48.39, -4.49)
    text = Paper(render(real("trois lieux"), replace(ASKED, depuis=brest))).text
    assert "Les kilomètres sont à vol d’oiseau, depuis Brest." in text
    assert re.search(r"C’est à [^.]+, à [\d ]+ km\.", text)
    assert "km" not in Paper(render(real("trois lieux"), ASKED)).text


def test_a_closed_formation_is_said_to_be_and_nobody_is_told_to_enter_it(invente: Invente) -> None:
    closed = invente.formation("90000000001", "CAP Fermé inventé", fermeture="2024-08-31")
    invente.mesure(closed, "reg:90", "2022_2023", full())
    text = Paper(render(side_by_side(invente.open(), ["mefstat11:90000000001@reg:90"]), ASKED)).text
    assert "Formation fermée depuis août 2024." in text
    assert "C’était au lycée." in text
    assert not re.search(r"\btu\b", text, re.IGNORECASE)


@pytest.mark.parametrize("count", range(1, 7))
def test_endless_names_and_places_never_leave_the_page(invente: Invente, count: int) -> None:
    places(invente)
    refs = []
    for number in range(count):
        code = f"9000000000{number}"
        label = f"CAP {'Anticonstitutionnellement' * 8} inventé {number}" if number % 2 else "x" * 300
        invente.mesure(invente.formation(code, label), LYCEE_LONG, "2022_2023", full(n=30))
        refs.append(f"mefstat11:{code}@{LYCEE_LONG}")
    paper = Paper(render(side_by_side(invente.open(), refs), ASKED))
    for number in range(len(paper)):
        letters = paper.letters(number)
        assert min(letter.bottom for letter in letters) > 20
        assert max(letter.right for letter in letters) <= PAGE_WIDTH - SIDE + 1
        assert overlaps(letters) == []


def test_one_formation_alone_has_larger_silhouettes() -> None:
    assert PERSON_ALONE > 1.5 * PERSON
    assert Taille(PERSON_ALONE, 10).large <= WIDTH - 2 * Look(1).pad


@pytest.mark.parametrize("name", ["une", "trois lieux", "six", "rien"])
def test_the_sheet_can_be_heard(real: Real, name: str) -> None:
    comparison = real(name)
    found = elements(render(comparison, ASKED))
    roles = [role for role, _ in found]
    assert roles.count("H1") == 1
    assert roles.count("H2") == len(comparison.colonnes) + (len(comparison.colonnes) > 3)
    alts = [alt for role, alt in found if role == "Figure"]
    assert alts == [i.entiere for card in cards(comparison) for i in card.chiffres.issues if i.nombre]
    assert "Table" not in roles


def test_the_same_comparison_gives_the_same_bytes(real: Real) -> None:
    assert render(real("six"), ASKED) == render(real("six"), ASKED)


def test_ink_keeps_to_its_budget(real: Real) -> None:
    for name in REAL:
        paper = Paper(render(real(name), ASKED))
        assert all(paper.ink(number) <= MOST_INK for number in range(len(paper)))
