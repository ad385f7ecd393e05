"""A portable program leaves nothing on the computer: not in the home, not among temporary files, Qt's own neither."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QSettings

from ui import own_traces

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>FONTS</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>"""
"""fontconfig of a computer on which caches are the person's own."""

DRIVEN = """
import sys
sys.frozen, sys.executable = True, sys.argv[1]  # what a frozen program is known by
sys.argv = sys.argv[:1]
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from tests.ui.hands import press, type_text
from ui import app, crash
from ui.program import Program

run, steps = Program.run, []

def leave(dialog_of=lambda: QApplication.activeModalWidget()):
    dialog = dialog_of()
    if isinstance(dialog, QFileDialog):
        steps.append("dialogue")
        dialog.reject()
    else:
        QTimer.singleShot(50, leave)

def work(program):
    window = program.desk.window
    window.activateWindow()
    window.page(0).focus_field()
    type_text("cap cuisine")
    press(Qt.Key.Key_Return, "\\r")
    steps.append(program.desk.session.count)
    program.prefer(theme="sombre", visite_vue=True)
    QTimer.singleShot(50, leave)
    press(Qt.Key.Key_S, modifiers=Qt.KeyboardModifier.ControlModifier)
    steps.append(crash.save_report(ValueError, None) is not None)
    program.writer.wait()
    print(steps, flush=True)
    window.close()

def driven(program):
    QTimer.singleShot(700, lambda: work(program))
    return run(program)

Program.run = driven
sys.exit(app.main([]))
"""


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="homes are elsewhere")
def test_a_fresh_home_stays_empty(root: Path, tmp_path: Path) -> None:
    key, home, temporary = (tmp_path / name for name in ("clé", "home", "tmp"))
    for folder in (key, home, temporary):
        folder.mkdir()
    (key / "portable.txt").touch()
    (tmp_path / "fonts.conf").write_text(FONTS.replace("FONTS", str(root / "resources" / "fonts")), encoding="utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "PYTHONPATH": str(root),
        "PYTHONDONTWRITEBYTECODE": "1",
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", DRIVEN, str(key / "cote-a-cote")],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[1, 'dialogue', True]", done.stderr
    assert everything(home) == []
    assert list(home.iterdir()) == []
    assert everything(temporary) == []
    kept = everything(key / "donnees")
    assert {name for name in kept if not name.startswith("cache/fontconfig/")} == {
        "QtProject.conf",
        "dossiers/dossier-000001.json",
        "rapports/rapport.txt",
        "reglages.json",
    }
    assert len(kept) > 4  # fontconfig did write, where it was told to


def test_programs_opened_later_have_their_caches_as_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for before in ("/inventé", None):
        if before is None:
            monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        else:
            monkeypatch.setenv("XDG_CACHE_HOME", before)
        with own_traces.CachesInside(tmp_path):
            assert os.environ["XDG_CACHE_HOME"] == str(tmp_path / "cache")
        assert os.environ.get("XDG_CACHE_HOME") == before
        with own_traces.CachesInside(None):
            assert os.environ.get("XDG_CACHE_HOME") == before


def test_where_dialogs_remember_in_a_registry_it_is_put_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: QCoreApplication
) -> None:
    path = str(tmp_path / "registre.ini")

    def registry() -> QSettings:
        return QSettings(path, QSettings.Format.IniFormat)

    def write(**values: Any) -> None:
        settings = registry()
        for key, value in values.items():
            settings.setValue(key.replace("__", "/"), value)
        settings.sync()

    monkeypatch.setattr(own_traces, "_of_qt", registry)
    write(Qt__autre="reste", FileDialog__lastVisited="file:///avant", FileDialog__treeViewHeader="inventé")
    before = own_traces.remembered()
    write(FileDialog__lastVisited="file:///pendant", FileDialog__history=["file:///pendant"])
    own_traces.put_back(before)
    settings = registry()
    assert sorted(settings.allKeys()) == ["FileDialog/lastVisited", "FileDialog/treeViewHeader", "Qt/autre"]
    assert settings.value("FileDialog/lastVisited") == "file:///avant"
