from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.errors import UpdateError
from desktop.update import trust


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up source checkout, and a made-up folder of resources that carries no root."""
    for name in ("pyproject.toml", "main.py"):
        (tmp_path / name).touch()
    (tmp_path / "build" / "cles-essai").mkdir(parents=True)
    (tmp_path / "build" / "cles-essai" / "racine.json").write_bytes(b"essai")
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(trust, "__file__", str(tmp_path / "desktop" / "update" / "trust.py"))
    monkeypatch.setattr(trust, "files", lambda _package: tmp_path / "resources")
    return tmp_path


def ship(checkout: Path, content: bytes) -> None:
    (checkout / "resources" / "confiance").mkdir()
    (checkout / "resources" / "confiance" / "racine.json").write_bytes(content)


def test_a_source_checkout_trusts_its_trial_keys_and_says_so(checkout: Path) -> None:
    assert trust.trusted_root() == trust.Racine(b"essai", essai=True)


def test_the_shipped_root_comes_before_trial_keys(checkout: Path) -> None:
    ship(checkout, b"publiee")
    assert trust.trusted_root() == trust.Racine(b"publiee", essai=False)


@pytest.mark.parametrize("missing", ["pyproject.toml", "main.py", "build/cles-essai/racine.json"])
def test_trial_keys_count_in_a_source_checkout_only(checkout: Path, missing: str) -> None:
    (checkout / missing).unlink()
    with pytest.raises(UpdateError, match="ne porte pas encore la clé de ses éditeurs"):
        trust.trusted_root()


def test_a_frozen_program_never_trusts_trial_keys(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UpdateError):
        trust.trusted_root()


@pytest.mark.parametrize("content", [b"", b"x" * (trust.ROOT_MAX + 1)])
def test_an_empty_or_endless_shipped_root_is_refused_without_falling_back_on_trial_keys(
    checkout: Path, content: bytes
) -> None:
    ship(checkout, content)
    with pytest.raises(UpdateError):
        trust.trusted_root()
