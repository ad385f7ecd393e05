"""kill -9, servers that answer wrongly, the command line: a sample of each case of the table in docs/securite.md."""

from __future__ import annotations

import pytest

from tests.securite import arrets, commande, web
from tests.securite.mesures import Cas
from tests.securite.scene import Scene

CAS = (*arrets.CAS, *web.CAS, *commande.CAS)


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas.nom)
def test_an_interrupted_update_leaves_the_old_data_or_the_new_ones(scene: Scene, cas: Cas) -> None:
    mesure = cas.mesure(scene, complet=False)
    assert mesure.fautes == []
