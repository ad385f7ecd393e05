"""The same diploma by the other voie: where it is put, and what is said when it can't be."""

from __future__ import annotations

import pytest

from desktop.errors import NotFoundError, UsageError
from desktop.other_voie import INCONNUE, PLEINE, beside, offered, other_voie
from desktop.selection import Choix, Selection
from tests.desktop.inventes import Invente

SCHOOL, WORK = "mefstat11:90000000001", "cfd:90000001"


@pytest.fixture
def both(invente: Invente) -> tuple[int, int, int]:
    """Return the numbers of a lycée and of one diploma by its two voies, linked both ways."""
    place = invente.etablissement("0900001M", "Lycée inventé")
    school = invente.formation("90000000001", "CAP Inventé")
    work = invente.formation("90000001", "CAP Inventé", "apprentissage")
    for one, other in ((school, work), (work, school)):
        invente.lien("autre_voie", one, other)
    return place, school, work


def test_it_is_put_in_the_same_region_where_it_was_not_seen(invente: Invente, both: tuple[int, int, int]) -> None:
    assert other_voie(invente.open(), Choix.parse(f"{SCHOOL}@0900001M")).ref == f"{WORK}@reg:90"


def test_it_is_put_in_the_same_lycee_where_it_was_seen(invente: Invente, both: tuple[int, int, int]) -> None:
    invente.offre(both[2], both[0])
    assert other_voie(invente.open(), Choix.parse(f"{SCHOOL}@0900001M")).ref == f"{WORK}@0900001M"


def test_a_region_or_france_stays_what_it_is(invente: Invente, both: tuple[int, int, int]) -> None:
    catalogue = invente.open()
    for lieu in ("reg:91", "fr"):
        assert other_voie(catalogue, Choix.parse(f"{WORK}@{lieu}")).ref == f"{SCHOOL}@{lieu}"


def test_of_several_cycles_the_one_as_long_comes_first(invente: Invente, both: tuple[int, int, int]) -> None:
    short = invente.formation("90000000009", "CAP Inventé", duree=1)
    invente.db.execute("UPDATE lien SET vers = ? WHERE de = ?", (short, both[2]))
    invente.lien("autre_voie", both[2], both[1])
    assert other_voie(invente.open(), Choix.parse(f"{WORK}@reg:90")).ref == f"{SCHOOL}@reg:90"


@pytest.mark.parametrize(
    ("code", "voie", "said"),
    [("90000000001", "scolaire", "par l’apprentissage"), ("90000001", "apprentissage", "par la voie scolaire")],
)
def test_a_diploma_of_one_voie_says_so(invente: Invente, code: str, voie: str, said: str) -> None:
    invente.formation(code, "CAP Inventé", voie)
    choix = Choix.parse(f"{'cfd' if len(code) == 8 else 'mefstat11'}:{code}@reg:90")
    with pytest.raises(NotFoundError) as raised:
        other_voie(invente.open(), choix)
    assert raised.value.phrase == f"Ce diplôme n’existe pas {said} dans les données chargées."


def test_a_year_before_the_last_leads_to_the_diploma(invente: Invente, both: tuple[int, int, int]) -> None:
    first = invente.formation("90000000011", "CAP Inventé (1re année)", terminale=0, annee=1)
    invente.lien("terminale", first, both[1])
    assert other_voie(invente.open(), Choix.parse("mefstat11:90000000011@reg:90")).ref == f"{WORK}@reg:90"


LINE = "parcoursup:0900001M-1@reg:90"


def test_a_line_of_parcoursup_leads_to_a_diploma_that_is_said_likely(
    invente: Invente, both: tuple[int, int, int]
) -> None:
    line = invente.formation("0900001M-1", "CAP Inventé", "superieur", type_code="parcoursup")
    invente.lien("rapprochement", line, both[1])
    catalogue, choix = invente.open(), Choix.parse(LINE)
    assert other_voie(catalogue, choix).ref == f"{WORK}@reg:90"
    assert offered(catalogue, Selection((choix,))) == ("apprentissage probable",)


@pytest.mark.parametrize("kind", ["parcoursup", "commune", "année"])
def test_what_can_not_be_linked_is_not_said_to_be_missing(invente: Invente, kind: str) -> None:
    if kind == "parcoursup":
        invente.formation("0900001M-1", "Licence inventée", "superieur", type_code="parcoursup")
    else:
        invente.formation("90000000011", "Inventée", terminale=0, commune=int(kind == "commune"))
    choix = Choix.parse(LINE if kind == "parcoursup" else "mefstat11:90000000011@reg:90")
    with pytest.raises(NotFoundError) as raised:
        other_voie(invente.open(), choix)
    assert raised.value.phrase == INCONNUE.format(voie="en apprentissage")


def choices(count: int) -> tuple[Choix, ...]:
    return tuple(Choix("mefstat11", f"9000000001{i}", "reg:90") for i in range(count))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_it_stands_right_beside(at: int) -> None:
    kept, other = choices(3), Choix.parse(f"{WORK}@reg:90")
    assert beside(Selection(kept), kept[at], other).choix == (*kept[: at + 1], other, *kept[at + 1 :])


def test_a_full_selection_and_one_that_has_it_are_refused() -> None:
    full, other = choices(6), Choix.parse(f"{WORK}@reg:90")
    with pytest.raises(UsageError) as raised:
        beside(Selection(full), full[0], other)
    assert raised.value.phrase == PLEINE
    with pytest.raises(UsageError, match="déjà dans la sélection"):
        beside(Selection(full), full[0], full[1])


def test_it_is_offered_only_where_it_is_new(invente: Invente, both: tuple[int, int, int]) -> None:
    invente.formation("90000000002", "CAP Inventé seul")
    school, work, alone = (Choix.parse(f"{c}@reg:90") for c in (SCHOOL, WORK, "mefstat11:90000000002"))
    catalogue = invente.open()
    assert offered(catalogue, Selection((school, alone))) == ("en apprentissage", "")
    assert offered(catalogue, Selection((work, alone))) == ("par la voie scolaire", "")
    assert offered(catalogue, Selection((school, work))) == ("", "")
    assert offered(catalogue, Selection(choices(6))) == ("",) * 6
