"""What a publisher took back is not one click away, and does not come back by another way."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_bundle.annonce import Retrait
from desktop.errors import UpdateError
from desktop.update.installed import current_snapshot
from desktop.update.service import MiseAJour
from tests.desktop.update.depots import Depot
from tests.desktop.update.publications import Publie, depot_de, instantane, publie, service_de

RETRAIT = Retrait("invente-2026-09-01", "Une colonne y était décalée.")


@pytest.fixture(scope="session")
def juin(tmp_path_factory: pytest.TempPathFactory) -> Publie:
    return publie(instantane(tmp_path_factory.mktemp("juin"), "2026-06-12", 3))


@pytest.fixture(scope="session")
def septembre(tmp_path_factory: pytest.TempPathFactory) -> Publie:
    return publie(instantane(tmp_path_factory.mktemp("septembre"), "2026-09-01", 5, 61.0))


@pytest.fixture
def made(tmp_path: Path, juin: Publie) -> Depot:
    return depot_de(tmp_path / "depot", juin)


@pytest.fixture
def updates(tmp_path: Path, made: Depot) -> MiseAJour:
    return service_de(tmp_path / "pc", made, publie(instantane(tmp_path / "programme", "2026-01-02", 2)).fichier)


def retirer(made: Depot, juin: Publie, **more: object) -> None:
    made.publier(juin.noyau, **juin.champs | {"retraits": (RETRAIT,), **more})


def test_someone_who_had_gone_back_is_no_longer_one_click_away_from_it(
    updates: MiseAJour, made: Depot, juin: Publie, septembre: Publie
) -> None:
    """Up to date already: nothing is installed, and the data before are all the same the ones taken back."""
    updates.installer(str(made.folder))
    made.publier(septembre.noyau, **septembre.champs)
    updates.installer(str(made.folder))
    updates.revenir()
    assert "1er\u00a0septembre" in str(updates.precedent())
    retirer(made, juin)
    assert updates.verifier(str(made.folder)).a_jour
    assert "2\u00a0janvier" in str(updates.precedent())
    assert updates.revenir().id == "invente-2026-01-02"
    updates.revenir()
    updates.installer(str(made.folder))
    assert updates.installe.precedent == updates._own()


def test_it_is_not_come_back_to_after_going_back_from_it(
    updates: MiseAJour, made: Depot, juin: Publie, septembre: Publie
) -> None:
    made.publier(septembre.noyau, **septembre.champs)
    updates.installer(str(made.folder))
    retirer(made, juin)
    assert updates.verifier(str(made.folder)).retrait is not None
    assert updates.revenir().id == "invente-2026-01-02"
    assert updates.precedent() is None
    with pytest.raises(UpdateError, match="pas de données précédentes"):
        updates.revenir()


def test_a_lost_file_does_not_give_way_to_it(updates: MiseAJour, made: Depot, juin: Publie, septembre: Publie) -> None:
    updates.installer(str(made.folder))
    made.publier(septembre.noyau, **septembre.champs)
    updates.installer(str(made.folder))
    updates.revenir()
    retirer(made, juin)
    updates.verifier(str(made.folder))
    updates.installe.courant.unlink()
    assert updates.installe.courant == updates._own()


def test_a_program_that_carries_it_is_no_way_to_it(
    tmp_path: Path, made: Depot, juin: Publie, septembre: Publie
) -> None:
    updates = service_de(tmp_path / "pc", made, septembre.fichier)
    retirer(made, juin)
    found, done = updates.installer(str(made.folder))
    assert found.retrait is not None
    assert done is not None
    assert done.precedent is None
    assert updates.precedent() is None


def test_a_program_updated_since_does_not_bring_it_back(
    tmp_path: Path, updates: MiseAJour, made: Depot, juin: Publie, septembre: Publie
) -> None:
    """Made while they were published, newer than the ones that replace them: they would win."""
    retirer(made, juin)
    updates.installer(str(made.folder))
    later = service_de(tmp_path / "pc", made, septembre.fichier)
    assert current_snapshot(updates.store.instantanes, septembre.fichier) == updates.installe.courant
    assert later.precedent() is None
    others = publie(instantane(tmp_path / "autre", "2026-09-02", 2)).fichier
    assert current_snapshot(updates.store.instantanes, others) == others


def test_data_whose_withdrawal_is_lifted_can_be_had_back(
    updates: MiseAJour, made: Depot, juin: Publie, septembre: Publie
) -> None:
    updates.installer(str(made.folder))
    made.publier(septembre.noyau, **septembre.champs)
    updates.installer(str(made.folder))
    updates.revenir()
    retirer(made, juin)
    updates.verifier(str(made.folder))
    retirer(made, juin, retraits=())
    updates.verifier(str(made.folder))
    assert updates.revenir().id == "invente-2026-09-01"


def test_an_extract_cut_from_it_is_taken_back_with_it(tmp_path: Path, made: Depot, juin: Publie) -> None:
    """The one that the program carries has the same figures under its own id."""
    cut = publie(instantane(tmp_path / "programme", "2026-09-01", 2, id="invente-2026-09-01-extrait-04-53")).fichier
    updates = service_de(tmp_path / "pc", made, cut)
    retirer(made, juin)
    found, done = updates.installer(str(made.folder))
    assert str(found.retrait).startswith("Les données installées, du 1er\u00a0septembre\u00a02026, ont été retirées")
    assert done is not None
    assert done.precedent is None
