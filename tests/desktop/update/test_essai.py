"""Data installed under trial keys stay with the program that trusts these keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UpdateError
from desktop.update import trust
from desktop.update.service import MiseAJour
from desktop.update.trial import is_trial
from desktop.update.trust import Racine
from tests.desktop.update.depots import Depot
from tests.desktop.update.publications import depot_de, instantane, publie, service_de


@pytest.fixture
def made(tmp_path: Path) -> Depot:
    return depot_de(tmp_path / "depot", publie(instantane(tmp_path / "contenu", "2026-06-12")))


@pytest.fixture
def checkout(tmp_path: Path, made: Depot, monkeypatch: pytest.MonkeyPatch) -> MiseAJour:
    """The updates of a source checkout, in the folders of a person who also has the published program."""
    own = publie(instantane(tmp_path / "programme", "2026-01-02", 2)).fichier
    racine = Racine(made.racine, essai=True)
    monkeypatch.setattr(trust, "trusted_root", lambda: racine)
    return service_de(tmp_path / "pc", made, own, root=lambda: racine)


def published(monkeypatch: pytest.MonkeyPatch, root: Racine | None) -> None:
    def answer() -> Racine:
        if root is None:
            raise UpdateError("Pas de clé.")
        return root

    monkeypatch.setattr(trust, "trusted_root", answer)


@pytest.mark.parametrize("key", [True, False])
def test_the_published_program_never_opens_them(
    checkout: MiseAJour, made: Depot, monkeypatch: pytest.MonkeyPatch, key: bool
) -> None:
    _found, done = checkout.installer(str(made.folder))
    assert done is not None
    assert checkout.installe.courant == done.path
    published(monkeypatch, Racine(b"publiee", essai=False) if key else None)
    assert checkout.installe == (checkout._own(), None)


def test_in_the_checkout_they_are_in_use_and_up_to_date(checkout: MiseAJour, made: Depot) -> None:
    checkout.installer(str(made.folder))
    assert checkout.verifier(str(made.folder)).a_jour
    assert checkout.revenir().essai
    _found, done = checkout.installer(str(made.folder))
    assert done is not None
    assert checkout.installe.courant == done.path


def test_the_same_data_published_for_good_replace_them(
    checkout: MiseAJour, made: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _found, trial = checkout.installer(str(made.folder))
    published(monkeypatch, Racine(made.racine, essai=False))
    real = MiseAJour(checkout.store, checkout._policy, trust.trusted_root, own=checkout._own)
    found, done = real.installer(str(made.folder))
    assert not found.a_jour
    assert done is not None
    assert trial is not None
    assert (done.path != trial.path, done.essai) == (True, False)
    assert real.verifier(str(made.folder)).a_jour
    assert not trial.path.exists()


def test_a_file_on_trial_says_so_in_any_program(
    checkout: MiseAJour, made: Depot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The published program may be shown it by hand."""
    _found, done = checkout.installer(str(made.folder))
    assert done is not None
    published(monkeypatch, None)
    moved = done.path.rename(tmp_path / done.path.name)
    assert is_trial(moved)
    assert not is_trial(checkout._own())
