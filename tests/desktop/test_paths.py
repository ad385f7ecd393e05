"""Where things are kept: the user's own folders, or one folder for all; and what a locked place is."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

import data_bundle
from desktop import paths, places

LINUX = sys.platform.startswith("linux")


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a frozen program."""
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "cote-a-cote"))
    return tmp_path


def everything() -> list[Path]:
    return [paths.settings_path().parent, paths.data_path(), paths.dossiers_path(), paths.reports_path()]


def test_the_quick_ways_are_the_usual_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    for value in ("/inventé", "", " ", None):
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        usual = platformdirs.PlatformDirs(paths.NAME, appauthor=False)
        assert paths.settings_path() == usual.user_config_path / "reglages.json"
        assert paths.data_path() == usual.user_data_path


def test_everything_is_in_the_user_s_own_folders(monkeypatch: pytest.MonkeyPatch, user_folder: Path) -> None:
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    if LINUX:
        assert all(path.is_relative_to(user_folder) for path in everything())
    assert paths.dossiers_path() == paths.data_path() / "dossiers"


def test_one_folder_can_hold_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.VARIABLE, str(tmp_path))
    assert paths.settings_path() == tmp_path / "reglages.json"
    assert paths.dossiers_path() == tmp_path / "dossiers"
    assert all(path.is_relative_to(tmp_path) for path in everything())


def test_portable_txt_beside_a_frozen_program_keeps_everything_there(program: Path) -> None:
    (program / "donnees").mkdir()
    assert paths.own_folder() is None  # the folder alone means nothing
    (program / "portable.txt").touch()
    assert paths.is_portable()
    assert paths.data_path() == program / "donnees"
    assert all(path.is_relative_to(program / "donnees") for path in everything())


def test_the_environment_goes_before_portable_txt(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "portable.txt").touch()
    monkeypatch.setenv(paths.VARIABLE, "/inventé")
    assert paths.own_folder() == Path("/inventé")


def test_portable_txt_beside_the_sources_means_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(paths.VARIABLE, raising=False)
    (tmp_path / "portable.txt").touch()
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)
    assert paths.own_folder() is None


def test_on_a_mac_it_is_beside_the_app(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = program / "Côte à Côte.app" / "Contents" / "MacOS"
    monkeypatch.setattr(sys, "executable", str(inside / "cote-a-cote"))
    (program / "portable.txt").touch()
    assert paths.program_folder() == program
    assert paths.data_path() == program / "donnees"


def test_a_policy_may_stand_with_the_machine_then_beside_the_program(program: Path) -> None:
    found = paths.policy_paths()
    assert {path.name for path in found} == {"politique.json"}
    assert found[-1] == program / "politique.json"
    assert len(found) == (3 if LINUX else 2)
    if LINUX:
        assert found[0] == Path("/etc/cote-a-cote/politique.json")


def test_what_the_first_paint_waits_for_needs_no_platformdirs(root: Path) -> None:
    code = "import sys; from desktop import paths; paths.settings_path(), paths.dossiers_path(); print(*sys.modules)"
    environment = {name: value for name, value in os.environ.items() if name != paths.VARIABLE}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    assert "desktop.paths" in done.stdout.split()
    assert "platformdirs" not in done.stdout.split() or not LINUX


def test_a_release_s_own_data_go_before_the_extract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(data_bundle, "_HERE", tmp_path)
    assert data_bundle.snapshot_path() == data_bundle.extract_path() == tmp_path / "extrait.sqlite"
    (tmp_path / "instantane.sqlite").touch()
    assert data_bundle.snapshot_path() == tmp_path / "instantane.sqlite"
    assert data_bundle.extract_path() == tmp_path / "extrait.sqlite"


class TestLocked:
    def test_a_folder_that_is_not_there_yet_is_as_the_one_above(self, tmp_path: Path) -> None:
        assert places.writable(tmp_path / "pas" / "encore")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("number", "writable"),
        [(errno.EROFS, False), (errno.EACCES, False), (errno.EPERM, False), (errno.ENOSPC, True), (errno.EIO, True)],
    )
    def test_only_a_lock_counts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, writable: bool
    ) -> None:
        def refuse(*_: object) -> int:
            raise OSError(number, "inventé")

        monkeypatch.setattr(os, "open", refuse)
        assert places.writable(tmp_path) is writable

    def test_a_file_in_the_way_is_no_lock(self, tmp_path: Path) -> None:
        (tmp_path / "fichier").touch()
        assert places.writable(tmp_path / "fichier")
        assert places.writable(tmp_path / "fichier" / "dedans")

    def test_the_words_name_the_key_of_a_portable_program(self, program: Path) -> None:
        assert places.locked_words().startswith("Le dossier de Côte à Côte est en lecture seule")
        (program / "portable.txt").touch()
        assert places.locked_words().startswith("Cette clé est en lecture seule")

    def test_temporary_files_of_ours_are_on_the_key_and_do_not_stay(self, program: Path) -> None:
        (program / "portable.txt").touch()
        with places.temporary_folder() as folder:
            assert folder.parent == program / "donnees"
        assert list((program / "donnees").iterdir()) == []

    def test_temporary_files_of_a_locked_key_are_where_the_system_wants_them(
        self, program: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (program / "portable.txt").touch()
        monkeypatch.setattr(places, "writable", lambda _folder: False)
        with places.temporary_folder() as folder:
            assert not folder.is_relative_to(program)
        assert not folder.exists()


def test_no_variable_of_the_person_leads_away_from_the_administrator_s_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """`platformdirs` would let this one choose %ProgramData% on Windows."""
    seen: list[str | None] = []

    def site_config_path(*_: object, **__: object) -> Path:
        seen.append(os.environ.get("WIN_PD_OVERRIDE_COMMON_APPDATA"))
        return Path("/machine")

    monkeypatch.setenv("WIN_PD_OVERRIDE_COMMON_APPDATA", "/ailleurs")
    monkeypatch.setattr(platformdirs, "site_config_path", site_config_path)
    assert Path("/machine/politique.json") in paths.policy_paths()
    assert seen == [None]
