"""Short names of the family mode: shown in large letters, never spoken alone, never the same for two diplomas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from data_bundle.folding import fold, words
from desktop.catalogue import Catalogue
from desktop.comparison import compare
from desktop.famille_titres import titres
from desktop.noms_courts import abreges, usuels
from desktop.selection import parse_selection
from desktop.snapshot import open_snapshot
from desktop.typography import NBSP
from tests.desktop.inventes import Invente

SERVICES = "Bac pro Commercialisation et services en restauration"
DIPLOMES = ("CAP ", "Bac pro ", "BTS ")


def test_a_short_name_keeps_the_diploma_is_shorter_and_no_other_has_it() -> None:
    for official, short in usuels().items():
        assert any(official.startswith(one) and short.startswith(one) for one in DIPLOMES)
        assert len(short) < len(official)
        assert "'" not in short + official
    assert len(set(usuels().values())) == len(usuels())
    assert not set(usuels().values()) & usuels().keys()


def test_an_acronym_never_stands_alone() -> None:
    for short in usuels().values():
        said = short.partition("(")[0].split()
        assert not said[-1].isupper() or said[-1] in {"CAP", "BTS"}
        assert len(said) > 1


def test_an_official_name_of_the_list_that_the_extract_has_is_spelled_as_there(extrait: Path) -> None:
    rows = open_snapshot(extrait).connection.execute("SELECT libelle, intitule FROM formation").fetchall()
    names = {str(row[0]) for row in rows}
    assert SERVICES in names
    assert len(usuels().keys() & names) > 5
    assert not set(usuels().values()) & names  # a short name is nobody's official one


def test_one_comparison_never_shows_two_diplomas_under_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"CAP Inventé long": "CAP Inventé", "CAP Inventé très long": "CAP Inventé", "CAP Inventé loin": "CAP Autre"}
    monkeypatch.setattr("desktop.noms_courts.usuels", lambda: names)
    long, longer, far = names
    assert abreges([long, far]) == ("CAP Inventé", "CAP Autre")
    assert abreges([long, longer, far]) == ("", "", "CAP Autre")
    assert abreges([long, "CAP Inventé"]) == ("", "")
    assert abreges([far, far]) == ("CAP Autre", "CAP Autre")  # one diploma, two ways of preparing it
    assert abreges(["CAP Inventé sans nom court"]) == ("",)


def test_the_short_name_and_the_town_are_shown_and_the_official_ones_spoken(extrait: Path) -> None:
    refs = ["mefstat11:23830033403@0350005R", "mefstat11:23830033403@reg:53"]
    here, region = titres(compare(Catalogue(open_snapshot(extrait)), parse_selection(refs)).colonnes)
    assert (here.affiche, here.ou) == ("Bac pro Services en restauration", "Dinard")
    assert SERVICES in here.phrase
    assert "Bourges" in here.phrase
    assert here.court != region.court


def _heads(invente: Invente, formations: Sequence[tuple[str, int | None]], refs: Sequence[str]) -> list[str]:
    """Return the spoken heads of made-up formations of one name, each a code and a length in years."""
    for code, years in formations:
        number = invente.formation(code, "CAP Inventé pain", duree=years)
        invente.mesure(number, "reg:91", "2022_2023", {"taux_emploi_6m": (50, 200, 100)})
        invente.mesure(number, "reg:91", "2019_2020", {"taux_emploi_6m": (50, 200, 100)})
    return [head.phrase for head in titres(compare(invente.open(), parse_selection(list(refs))).colonnes)]


LONG = (("90000000001", 1), ("90000000002", 2), ("90000000003", 3))


def test_cycles_of_one_diploma_are_told_apart_by_their_length_and_no_cohort_is_empty(invente: Invente) -> None:
    refs = [f"mefstat11:{code}@reg:90" for code, _ in LONG]  # no row there: no cohort
    assert _heads(invente, LONG, refs) == [
        f"CAP Inventé pain, au lycée en {n}{NBSP}{'an' if n == 1 else 'ans'}" for n in (1, 2, 3)
    ]


def test_length_then_place_then_cohort_are_added_only_where_they_tell_columns_apart(invente: Invente) -> None:
    refs = [
        "mefstat11:90000000001@reg:90",
        "mefstat11:90000000002@reg:90",
        "mefstat11:90000000002@reg:91",
        "mefstat11:90000000002@reg:91#2019_2020",
    ]
    two = f"CAP Inventé pain, au lycée en 2{NBSP}ans"
    assert _heads(invente, LONG, refs) == [
        f"CAP Inventé pain, au lycée en 1{NBSP}an",
        f"{two}, Région inventée",
        f"{two}, Autre région inventée, promotions 2022 et 2023",
        f"{two}, Autre région inventée, promotions 2019 et 2020",
    ]


def test_versions_that_nothing_else_tells_apart_say_their_end_then_their_code(invente: Invente) -> None:
    invente.formation("90000000004", "CAP Inventé pain", fermeture="2014-08-31")
    refs = ["mefstat11:90000000002@reg:90", "mefstat11:90000000004@reg:90", "mefstat11:90000000005@reg:90"]
    assert _heads(invente, (("90000000002", 2), ("90000000005", 2)), refs) == [
        "CAP Inventé pain, au lycée, code 90000000002",
        "CAP Inventé pain, au lycée, fermeture en 2014",
        "CAP Inventé pain, au lycée, code 90000000005",
    ]


def test_a_diploma_beside_its_older_version_keeps_its_official_name(
    invente: Invente, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.noms_courts.usuels", lambda: {"CAP Inventé nouveau": "CAP Nouveau"})
    new = invente.formation("90000000001", "CAP Inventé nouveau")
    old = invente.formation("90000000002", "CAP Inventé ancien", fermeture="2014-08-31")
    invente.formation("90000000003", "CAP Inventé tout autre")
    invente.lien("continuum", old, new)
    catalogue = invente.open()

    def shown(*codes: int) -> list[str]:
        refs = [f"mefstat11:9000000000{code}@reg:90" for code in codes]
        return [head.affiche for head in titres(compare(catalogue, parse_selection(refs)).colonnes)]

    assert shown(1, 3) == ["CAP Nouveau", "CAP Inventé tout autre"]
    assert shown(1, 2) == ["CAP Inventé nouveau", "CAP Inventé ancien"]


def _words(label: str) -> set[str]:
    """Return the words of a label that tell something, singular."""
    return {word.rstrip("s") for word in words(label)} - {"de", "la", "le", "l", "d", "du", "et", "en", "au"}


def _mixed_up(labels: set[str]) -> list[tuple[str, str]]:
    """Return each short name with a label that it may be taken for: one of the same diploma that has all its words."""
    found = []
    for official, short in usuels().items():
        said = _words(short.partition(" (")[0])
        for label in labels - {official}:
            of_it = fold(label).startswith(fold(official))  # an option of it, under its whole name
            if label.startswith(short.split()[0]) and not of_it and said <= _words(label):
                found.append((short, label))
    return found


TRAPS = {
    "Bac pro Gestion-administration",
    "Bac pro Transport",
    "Bac pro Maintenance des équipements industriels",
    "Bac pro Vente (prospection – négociation – suivi de clientèle)",
    "Bac pro Technicien du froid et du conditionnement d’air",
    "Bac pro Construction bâtiment gros-œuvre",
    "CAP Petite enfance",
    "BTS Commerce international",
    "BTS Négociation et relation client",
    "BTS Systèmes numériques, option A informatique et réseaux",
    "BTS Informatique et réseaux pour l’industrie et les services techniques",
}


def test_no_short_name_may_be_taken_for_another_diploma(instantane_complet: Path) -> None:
    rows = open_snapshot(instantane_complet).connection.execute("SELECT DISTINCT libelle FROM formation").fetchall()
    labels = {str(row[0]) for row in rows}
    assert labels >= TRAPS
    assert labels >= usuels().keys()
    assert _mixed_up(labels) == []


def test_no_short_name_may_be_taken_for_an_older_diploma_that_is_often_beside_it() -> None:
    assert _mixed_up(TRAPS) == []
