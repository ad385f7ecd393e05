"""The session: one basket, one way back, refusals as sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.catalogue import Catalogue
from desktop.errors import SnapshotError
from desktop.selection import Choix, Selection
from desktop.snapshot import open_snapshot
from ui.session import Session

ONE = Choix("mefstat11", "23220022146", "reg:53")
TWO = Choix("cfd", "50022146", "reg:53")
OTHERS = [Choix("cfd", code, "reg:53") for code in ("50022137", "40022106", "45022111", "50022139", "40033003")]


@pytest.fixture
def alone(extrait: Path, qapp: object) -> Session:
    return Session(Catalogue(open_snapshot(extrait)))


def test_adding_removing_and_moving_tell_the_new_basket(alone: Session) -> None:
    told: list[Selection] = []
    alone.selection_changed.connect(told.append)
    alone.add(ONE)
    alone.add(TWO)
    alone.move(TWO, -1)
    alone.remove(ONE)
    assert [s.choix for s in told] == [(ONE,), (ONE, TWO), (TWO, ONE), (TWO,)]
    assert alone.selection == told[-1]


def test_every_change_can_be_taken_back(alone: Session) -> None:
    alone.add(ONE)
    alone.add(TWO)
    alone.move(ONE, 1)
    alone.clear()
    assert alone.count == 0
    for expected in ((TWO, ONE), (ONE, TWO), (ONE,), ()):
        assert alone.can_undo
        alone.undo()
        assert alone.selection.choix == expected
    assert not alone.can_undo
    alone.undo()
    assert alone.selection.choix == ()


def test_what_changes_nothing_leaves_no_way_back_to_it(alone: Session) -> None:
    alone.add(ONE)
    alone.remove(TWO)
    alone.move(ONE, 1)
    alone.undo()
    assert alone.count == 0


def test_a_seventh_formation_is_refused_with_the_sentence_of_the_core(alone: Session) -> None:
    said: list[str] = []
    alone.message.connect(said.append)
    for choix in (ONE, TWO, *OTHERS):
        alone.add(choix)
    assert alone.count == 6
    assert said == ["La sélection est pleine (6 sur 6). Retirez une formation pour en ajouter une autre."]


def test_the_comparison_is_that_of_the_basket_and_its_level_is_kept_for_the_sheet(alone: Session) -> None:
    alone.add(ONE)
    alone.add(TWO)
    assert [c.choix for c in alone.compare("region").colonnes] == [ONE, TWO]
    assert alone.niveau == "region"


def test_departure_and_region_are_told_once(alone: Session, qtbot: QtBot) -> None:
    told: list[object] = []
    alone.depuis_changed.connect(told.append)
    alone.region_changed.connect(told.append)
    commune = alone.catalogue.commune("35085")
    alone.set_depuis(commune)
    alone.set_depuis(commune)
    assert alone.region == "53"
    alone.set_region("53")
    alone.set_region("04")
    alone.set_depuis(None)
    assert told == [commune, "04", None]


def test_the_names_of_a_choice_are_asked_for_once(alone: Session) -> None:
    formation, lieu = alone.facts(ONE)
    assert (formation.libelle, lieu.nom) == ("CAP Cuisine", "Bretagne")
    assert alone.facts(ONE) is alone.facts(ONE)


def test_data_given_by_their_path_are_opened_when_they_are_needed(extrait: Path, tmp_path: Path) -> None:
    assert Session(extrait).catalogue.lieu("reg:53").nom == "Bretagne"
    missing = Session(tmp_path / "absent.sqlite")
    assert missing.count == 0
    with pytest.raises(SnapshotError, match="introuvable"):
        _ = missing.catalogue


def test_the_other_voie_of_a_line_that_only_its_name_links_is_said_to_be_likely(alone: Session) -> None:
    line = Choix("parcoursup", "0290051Y-7b9b4e5e", "0290051Y")
    said: list[str] = []
    alone.message.connect(said.append)
    for choix in (ONE, line):
        alone.add(choix)
        alone.add_other_voie(choix)
    assert [choix.ref for choix in alone.selection.choix][-1] == "cfd:32025303@reg:53"
    assert said == ["Ajouté d’après le seul nom de la formation sur Parcoursup\u00a0: diplôme à vérifier."]
