"""The scene of the attacks, made once for each process of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.securite.scene import Scene


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    held = Scene(tmp_path_factory.mktemp("scene"))
    yield held
    held.close()
