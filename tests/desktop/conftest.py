from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.inventes import Invente


@pytest.fixture
def invente(tmp_path: Path) -> Invente:
    """An empty made-up snapshot to fill."""
    return Invente(tmp_path / "invente.sqlite")
