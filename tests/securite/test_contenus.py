"""Bad content, bombs, endless streams: a sample of each case of the table in docs/securite.md."""

from __future__ import annotations

import pytest

from tests.securite import bombes, donnees, flux
from tests.securite.mesures import Cas
from tests.securite.scene import Scene

CAS = (*donnees.CAS, *bombes.CAS, *flux.CAS)


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas.nom)
def test_a_bad_content_is_refused_in_one_sentence(scene: Scene, cas: Cas) -> None:
    mesure = cas.mesure(scene, complet=False)
    assert mesure.fautes == []
