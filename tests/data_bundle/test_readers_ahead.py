"""A reader of a dataset whose cohorts are too old for the snapshot: golden case G28, on the real file."""

from __future__ import annotations

from pathlib import Path

from data_bundle.builder import read_ival
from data_bundle.builder.files import Inputs
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from data_bundle.indicators import INDICATEURS, STATUTS

STATUS = {s.id: s.nom for s in STATUTS}
NAMES = {i.id: i.nom for i in INDICATEURS}


def test_g28_the_real_file_is_read_by_session_with_nothing_computed(opendata: Path) -> None:
    report = Report()
    found = read_ival.read(Inputs(opendata, load(), report))
    [bougainville] = [m for m in found.mesures if (m.lieu, m.millesime) == ("0440036A", "2017")]
    assert (bougainville.formation, bougainville.voie, bougainville.portee) == (None, "scolaire", "reussite")
    said = {NAMES[c.indicateur]: STATUS[c.statut] if c.valeur is None else c.valeur for c in bougainville.cells}
    assert (said["taux_reussite"], said["taux_acces_2nde_bac"], said["taux_acces_2nde_bac_attendu"]) == (92, 65, 69)
    assert bougainville.cells[0].effectif == 101
    assert {said[name] for name in ("va_reussite", "va_mention", "va_acces_2nde_bac")} == {"non_diffuse"}
    assert len([m for m in found.mesures if (m.lieu, m.millesime) == ("9711033W", "2012")]) == 1
    assert len(found.mesures) == 12_283 - 126
    assert [(one.lignes, one.motif) for one in report.left_out] == [(126, "lignes répétées à l’identique")]
    assert sorted({m.millesime for m in found.mesures}) == [str(year) for year in range(2012, 2018)]
