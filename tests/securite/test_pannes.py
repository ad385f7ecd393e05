"""Faults of the disk, of the folder of the data, of people, of the clock: a sample of each case of docs/securite.md."""

from __future__ import annotations

import pytest

from tests.securite import disque, gestes, liens
from tests.securite.mesures import Cas
from tests.securite.scene import Scene

CAS = (*liens.CAS, *disque.CAS, *gestes.CAS)


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas.nom)
def test_a_fault_loses_nothing_and_the_next_update_ends_well(scene: Scene, cas: Cas) -> None:
    mesure = cas.mesure(scene, complet=False)
    assert mesure.fautes == []
