"""Jobs of the ROME: the real file of version 4.60, and made-up ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from data_bundle.builder import read_rome
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.read_rome import Rome
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.abimer import Lignes, abimes, lire, reads_rightly_or_stops

PATH = "rome/unix_referentiel_code_rome_v999_utf8.csv"
HEADER = (
    '"code_rome","code_fiche_metier","code_ogr","libelle_rome","transition_eco","transition_num","transition_demo",'
    '"emploi_reglemente","emploi_cadre","code_rome_parent"\n'
)
DRAGON = '"A1999","1","2","Éleveur / Éleveuse de dragons (inventé)","","","","","","A1999"\n'
OTHER = '"A1998","1","3","Conteur, conteuse d\'histoires (inventé)","","","","","","A1999"\n'


def read(text: str) -> Rome:
    return lire(read_rome.read, PATH, text.encode())[0]


def test_the_real_file_names_every_job(opendata: Path) -> None:
    report = Report()
    rome = read_rome.read(Inputs(opendata, load(), report))
    assert len(rome.metiers) == 1584
    assert rome.metiers["G1601"] == "Chef / Cheffe de cuisine"
    assert rome.metiers["A1101"] == "Conducteur / Conductrice d’engins agricoles"
    assert len(rome.appellations) == 11_522
    assert report.unknown == {}


def test_a_label_with_a_comma_is_whole_and_has_its_apostrophe() -> None:
    assert read(HEADER + DRAGON + OTHER).metiers == {
        "A1999": "Éleveur / Éleveuse de dragons (inventé)",
        "A1998": "Conteur, conteuse d’histoires (inventé)",
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (DRAGON.replace("A1999", "A199", 1), "ligne 3, colonne «\u00a0code_rome\u00a0».*code entier"),
        (DRAGON.replace("A1999", "Z1999", 1), "ligne 3, colonne «\u00a0code_rome\u00a0»"),
        (OTHER, "ligne 3, colonne «\u00a0code_rome\u00a0».*deux fois"),
        ('"A1997","1","3"," ","","","","","",""\n', "ligne 3, colonne «\u00a0libelle_rome\u00a0».*quel métier"),
    ],
)
def test_a_code_that_is_none_twice_the_same_or_without_a_name_stops(row: str, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        read(HEADER + OTHER + row)


def test_without_the_files_there_is_nothing(tmp_path: Path) -> None:
    assert read_rome.read(Inputs(tmp_path, load(), Report())) == Rome({}, ())


def rightly(rome: Rome, lignes: Lignes, _: Report) -> None:
    said = {(one["code_rome"], one["libelle_rome"].replace("'", "’")) for one in lignes}
    assert set(rome.metiers.items()) == said
    assert len(rome.metiers) == len(lignes)


@given(abimes(HEADER + DRAGON + OTHER, sep=","))
def test_a_damaged_file_is_read_rightly_or_refused(data: bytes) -> None:
    reads_rightly_or_stops(read_rome.read, PATH, data, rightly)


def test_the_snapshot_holds_the_jobs_that_its_formations_lead_to(complet: Lecture) -> None:
    jobs = dict(complet.all("SELECT code, libelle FROM metier"))
    assert jobs.keys() <= set(used(complet))
    assert len(set(used(complet)) - jobs.keys()) < 20
    assert jobs["G1602"] == "Commis / Commise de cuisine"
    assert "rome" in complet.one("SELECT valeur FROM meta WHERE cle = 'jeux'")


def test_a_whole_domain_is_no_job(complet: Lecture) -> None:
    missing = set(used(complet)) - set(complet.column("SELECT code FROM metier"))
    assert {code[3:] for code in missing} == {"00"}


def used(lecture: Lecture) -> list[str]:
    """Return the codes of jobs of the formations of a snapshot."""
    texts = lecture.column("SELECT rome FROM formation WHERE rome <> ''")
    return sorted({code for text in texts for code in text.split()})


def test_an_extract_keeps_the_jobs_of_its_formations_alone(dossier: Path, construire: Callable[..., Path]) -> None:
    codes = used(Lecture(construire()))
    assert len(codes) == 3
    path = dossier / PATH
    path.parent.mkdir()
    path.write_text(HEADER + "".join(DRAGON.replace("A1999", code, 1) for code in [*codes, "A1999"]), encoding="utf-8")
    assert Lecture(construire()).column("SELECT code FROM metier") == codes
    kept = Lecture(construire(extrait="04"))
    assert kept.column("SELECT code FROM metier") == used(kept)
