"""Where updates come from, and what may be asked: the administrator first, then the person."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UpdateError, UsageError, WriteError
from desktop.policy import Policy
from desktop.settings import change_settings
from desktop.update.service import MiseAJour, service
from desktop.update.store import Store
from desktop.update.trust import Racine
from tests.desktop.update.depots import Depot
from tests.desktop.update.publications import depot_de, instantane, publie, service_de


@pytest.fixture
def made(tmp_path: Path) -> Depot:
    return depot_de(tmp_path / "depot", publie(instantane(tmp_path / "contenu", "2026-06-12")))


def test_without_a_source_nothing_is_looked_for(tmp_path: Path, made: Depot) -> None:
    updates = service_de(tmp_path / "pc", made)
    assert updates.source_par_defaut is None
    with pytest.raises(UsageError, match="Dites où chercher"):
        updates.verifier()
    assert not updates.store.folder.exists()


def test_the_source_that_the_person_chose_is_used(tmp_path: Path, made: Depot) -> None:
    updates = service_de(tmp_path / "pc", made, choisie=str(made.folder))
    assert updates.source_par_defaut == str(made.folder)
    assert updates.verifier().source == str(made.folder)
    assert updates.verifier("  ").source == str(made.folder)


def test_the_administrator_s_source_wins_and_no_other_is_read(tmp_path: Path, made: Depot) -> None:
    updates = service_de(tmp_path / "pc", made, policy=Policy(source=str(made.folder)), choisie="/ailleurs")
    assert updates.verifier().source == str(made.folder)
    assert updates.verifier(str(made.folder)).annonce == made.annonce
    with pytest.raises(UpdateError, match="c’est un choix de l’administrateur"):
        updates.installer("/ailleurs")


def test_the_web_is_not_asked_where_it_is_forbidden(tmp_path: Path, made: Depot) -> None:
    updates = service_de(tmp_path / "pc", made, policy=Policy(web=False))
    with pytest.raises(UpdateError, match="par internet sont désactivées"):
        updates.verifier("https://exemple.invalid/depot")


def test_trial_keys_are_told(tmp_path: Path, made: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.update.trust.trusted_root", lambda: Racine(made.racine, essai=True))
    updates = service_de(tmp_path / "pc", made, root=lambda: Racine(made.racine, essai=True))
    assert updates.essai
    assert updates.verifier(str(made.folder)).essai
    _found, done = updates.installer(str(made.folder))
    assert done is not None
    assert done.essai
    assert updates.revenir().essai


def test_a_program_without_a_key_trusts_nothing(tmp_path: Path, made: Depot) -> None:
    def none() -> Racine:
        raise UpdateError("Pas de clé.")

    updates = MiseAJour(Store(tmp_path / "pc"), Policy(), none)
    assert not updates.essai
    with pytest.raises(UpdateError, match="Pas de clé"):
        updates.verifier(str(made.folder))


def test_a_place_that_can_t_be_written_is_said(tmp_path: Path, made: Depot) -> None:
    (tmp_path / "pc").write_bytes(b"un fichier")
    updates = service_de(tmp_path / "pc", made)
    for ask in (
        lambda: updates.verifier(str(made.folder)),
        lambda: updates.installer(str(made.folder)),
        updates.revenir,
    ):
        with pytest.raises(WriteError, match="en lecture seule"):
            ask()
    assert updates.precedent() is None


def test_the_data_before_are_named_so_that_two_of_one_day_are_told_apart(tmp_path: Path, made: Depot) -> None:
    twin = publie(instantane(tmp_path / "jumeau", "2026-06-12", 2, id="invente-jumeau")).fichier
    updates = service_de(tmp_path / "pc", made, twin)
    updates.installer(str(made.folder))
    assert updates.precedent() == "les données du 12\u00a0juin\u00a02026, fournies avec le programme"
    updates.revenir()
    assert updates.precedent() == "les données du 12\u00a0juin\u00a02026 (invente-2026-06-12)"


def test_an_extract_of_the_program_is_named_as_such(tmp_path: Path, made: Depot, extrait: Path) -> None:
    updates = service_de(tmp_path / "pc", made, extrait)
    updates.installer(str(made.folder))
    assert updates.precedent() == "l’extrait fourni avec le programme"


def test_the_updates_of_this_computer_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COTE_A_COTE_DOSSIER", str(tmp_path / "clé"))
    change_settings(tmp_path / "clé" / "reglages.json", source_maj="/media/cle")
    updates = service()
    assert updates.store == Store(tmp_path / "clé")
    assert updates.source_par_defaut == "/media/cle"
    assert not (tmp_path / "clé" / "maj").exists()
