"""Real queries find the formation that people mean among the first three answers, as typed and with one typo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data_bundle.folding import fold
from desktop.catalogue import Catalogue, lieu_of
from desktop.snapshot import open_snapshot
from tests.desktop.requetes import GRAINES, Requete, fautives, mesurer, mots_du_lieu, requetes

TELLES_QUELLES = 0.98
AVEC_UNE_FAUTE = 0.95


@pytest.fixture(scope="module")
def catalogue(extrait: Path) -> Catalogue:
    return Catalogue(open_snapshot(extrait))


def test_the_list_is_long_and_repeats_nothing() -> None:
    listed = [(one.requete, one.filtres) for one in requetes()]
    assert len(listed) >= 320
    assert len(listed) == len(set(listed))


def test_every_query_has_a_right_answer_in_the_extract(catalogue: Catalogue) -> None:
    """A query that nothing can answer would measure nothing."""
    db = catalogue.snapshot.connection
    formations = catalogue.formations(n for (n,) in db.execute("SELECT DISTINCT formation FROM mot_formation"))
    places = catalogue.etablissements(n for (n,) in db.execute("SELECT id FROM etablissement"))
    words = {number: mots_du_lieu(catalogue, lieu_of(place)) for number, place in places.items()}
    offres: dict[int, list[str]] = {number: [] for number in formations}
    for formation, place in db.execute("SELECT formation, etablissement FROM offre"):
        offres[formation].append(words[place])
    said = [(one, replace(one, lieu=())) for one in requetes()]
    empty = [
        one.requete
        for one, anywhere in said
        if not any(
            anywhere.juste(f.libelle, (f.code, f.cfd), "")
            and (not one.lieu or any(one.juste(f.libelle, (f.code, f.cfd), place) for place in offres[f.id]))
            for f in formations.values()
        )
    ]
    assert not empty


def test_typos_are_the_same_at_each_run_and_change_one_key() -> None:
    once = fautives()
    assert once == fautives()
    assert len(once) > len(GRAINES) * 320
    for wrong in once:
        assert fold(wrong.tapee) != fold(wrong.requete)
        assert abs(len(wrong.tapee) - len(wrong.requete)) <= 1


def test_sigles_codes_and_short_words_bear_no_typo() -> None:
    for query in ("bts sio", "bac pro MELEC", "0350005R", "cap iccer"):
        assert Requete(query, ("*",)).avec_faute(1) is None
    assert Requete("cap cuisine", ("*",)).avec_faute(1) is not None


def test_a_right_answer_has_the_label_or_the_code_and_the_place() -> None:
    wanted = Requete("cap cuisine dinard", ("CAP Cuisine*", "50000000"), ("Dinard",))
    assert wanted.juste("CAP Cuisine (1 an)", (), "Lycée Inventé Dinard")
    assert wanted.juste("Autre libellé inventé", ("50000000",), "Dinard")
    assert not wanted.juste("CAP Cuisine", (), "Rennes")
    assert not wanted.juste("Bac pro Cuisine", (), "Dinard")


def test_queries_as_typed_find_the_formation_in_the_first_three(catalogue: Catalogue) -> None:
    share, missed = mesurer(catalogue, requetes())
    assert share >= TELLES_QUELLES, f"{share:.1%}\n" + "\n".join(map(str, missed))


@pytest.mark.parametrize("graine", GRAINES)
def test_queries_with_a_typo_find_the_formation_in_the_first_three(catalogue: Catalogue, graine: int) -> None:
    share, missed = mesurer(catalogue, fautives((graine,)))
    assert share >= AVEC_UNE_FAUTE, f"{share:.1%}\n" + "\n".join(map(str, missed))
