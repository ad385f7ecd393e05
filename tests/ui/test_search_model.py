"""The list model of results: a correct model, lazy figures, more lines at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.catalogue import Catalogue
from desktop.search import Filtres, Recherche, Resultats
from desktop.snapshot import open_snapshot
from ui.search.model import ResultModel, Role
from ui.session import Session


class Asked:
    """Searches « bac pro » and notes how many lines were asked for."""

    def __init__(self, session: Session) -> None:
        self.limits: list[int] = []
        self._engine = Recherche(session.catalogue)

    def __call__(self, limit: int, typed: str = "bac pro") -> Resultats:
        self.limits.append(limit)
        return self._engine.chercher(typed, Filtres(region="53"), limit)


@pytest.fixture
def alone(extrait: Path, qapp: object) -> Session:
    return Session(Catalogue(open_snapshot(extrait)))


@pytest.fixture
def asked(alone: Session) -> Asked:
    return Asked(alone)


@pytest.fixture
def rows(alone: Session, asked: Asked) -> ResultModel:
    made = ResultModel(alone, asked)
    made.show(asked(60), "bac pro")
    return made


def test_the_model_is_correct_through_its_life(rows: ResultModel, asked: Asked, alone: Session) -> None:
    modes = QAbstractItemModelTester.FailureReportingMode
    tester = QAbstractItemModelTester(rows, modes.Fatal)
    found = rows.result(rows.index(1))
    assert found is not None
    alone.add(found.choix)
    rows.fetchMore(QModelIndex())
    rows.show(asked(100, "cuisine"), "cuisine")  # all its lines: the tester would fetch more in the midst of a reset
    assert 0 < rows.rowCount() < 100
    rows.show(Resultats((), 0, {}), "")
    assert rows.rowCount() == 0
    assert isinstance(tester.model(), QAbstractItemModel)


def test_more_lines_come_when_the_list_is_scrolled_to_its_end(rows: ResultModel, asked: Asked) -> None:
    assert rows.rowCount() == 60
    assert rows.canFetchMore(QModelIndex())
    rows.fetchMore(QModelIndex())
    assert rows.rowCount() == 160
    assert asked.limits == [60, 160]


def test_figures_are_asked_for_when_a_line_is_shown_and_kept(
    rows: ResultModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desktop.apercu as core

    calls = []
    real = core.apercu

    def counted(*args: object) -> object:
        calls.append(args)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(core, "apercu", counted)
    assert rows.data(rows.index(0)) is not None
    assert calls == []
    first = rows.data(rows.index(0), Role.GLANCE)
    assert rows.data(rows.index(0), Role.GLANCE) is first
    assert len(calls) == 1


def test_a_line_says_whether_it_is_in_the_basket(rows: ResultModel, alone: Session, qtbot: QtBot) -> None:
    index = rows.index(0)
    found = rows.result(index)
    assert found is not None
    with qtbot.waitSignal(rows.dataChanged):
        alone.add(found.choix)
    assert rows.data(index, Role.SELECTED) is True
    assert str(rows.data(index, Qt.ItemDataRole.AccessibleTextRole)).endswith("Dans la sélection.")
    alone.remove(found.choix)
    assert rows.data(index, Role.SELECTED) is False


def test_a_line_has_a_name_a_spoken_name_and_the_sentences_of_its_figures(rows: ResultModel) -> None:
    index = rows.index(0)
    label = rows.data(index)
    assert str(label)
    assert str(rows.data(index, Qt.ItemDataRole.AccessibleTextRole)).startswith(str(label))
    sentences = str(rows.data(index, Qt.ItemDataRole.ToolTipRole))
    assert "travaillent" in sentences.lower()
    assert rows.data(QModelIndex()) is None
