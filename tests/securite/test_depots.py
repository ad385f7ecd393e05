"""Hostile repositories: a sample of each case of the table in docs/securite.md."""

from __future__ import annotations

import pytest

from tests.securite import bits, cles, noms, retours
from tests.securite.mesures import Cas
from tests.securite.scene import Scene

CAS = (*bits.CAS, *retours.CAS, *cles.CAS, *noms.CAS)


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas.nom)
def test_a_hostile_repository_is_refused_or_harmless(scene: Scene, cas: Cas) -> None:
    mesure = cas.mesure(scene, complet=False)
    assert mesure.fautes == []
