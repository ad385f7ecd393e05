"""How a query is read: small words, elisions, usual names, sigles, codes, jobs, old names; and the reason of a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.catalogue import Catalogue
from desktop.search import Filtres, Recherche
from desktop.snapshot import open_snapshot
from tests.desktop.inventes import Invente


@pytest.fixture(scope="module")
def recherche(extrait: Path) -> Recherche:
    """The search over the embedded extract."""
    return Recherche(Catalogue(open_snapshot(extrait)))


@pytest.fixture
def inventee(invente: Invente) -> Recherche:
    """A formation with a job, codes and an older label, at one place."""
    cuisine = invente.formation(
        "90000000001",
        "CAP Cuisine",
        cfd="90000001",
        rncp="99001",
        rome="G9901",
        anciens_libelles="BEP Métiers de la restauration | CAP Cuisinier de collectivité",
    )
    invente.db.execute("INSERT INTO metier VALUES ('G9901', 'Commis / Commise de table inventée')")
    for word in ("metiers", "restauration", "cuisinier", "collectivite", "90000000001", "90000001", "99001"):
        invente.db.execute("INSERT INTO mot_formation VALUES (?, ?, 1)", (word, cuisine))
    closed = invente.formation("90000000002", "CAP Cuisine", fermeture="2020-08-31", cfd="90000002")
    for word in ("90000000002", "90000002"):
        invente.db.execute("INSERT INTO mot_formation VALUES (?, ?, 1)", (word, closed))
    invente.lien("continuum", closed, cuisine)
    apprentis = invente.formation("90000003", "CAP Vente", "apprentissage")
    brest = invente.etablissement("0900001M", "Lycée de l’Iroise inventée", commune_nom="Brest")
    invente.db.execute("INSERT INTO mot_lieu VALUES ('0900001m', ?)", (brest,))
    for formation in (cuisine, apprentis):
        invente.offre(formation, brest)
    return Recherche(invente.open())


def raisons(recherche: Recherche, typed: str) -> list[tuple[str, str | None]]:
    return [(r.formation.code, r.raison) for r in recherche.chercher(typed).lignes]


@pytest.mark.parametrize("sentence", ["je veux devenir coiffeur", "J’aimerais faire coiffeur", "je cherche coiffeur"])
def test_a_whole_sentence_asks_for_what_it_names(recherche: Recherche, sentence: str) -> None:
    found = recherche.chercher(sentence)
    assert found.total == recherche.chercher("coiffeur").total
    assert not found.corrige


@pytest.mark.parametrize("near", ["près de", "autour de", "proche de"])
def test_a_place_may_be_asked_for_as_it_is_said(recherche: Recherche, near: str) -> None:
    said, plain = (
        recherche.chercher(text) for text in (f"CAP cuisine au lycée {near} Brest", "cap cuisine lycée brest")
    )
    assert [r.choix for r in said.lignes] == [r.choix for r in plain.lignes] != []


def test_the_last_word_typed_may_still_become_another(recherche: Recherche) -> None:
    assert recherche.chercher("je").total > recherche.chercher("jeunesse").total > 0


@pytest.mark.parametrize("small", ["de la", "le", "à l’", "d’", "et les", "pour du"])
def test_small_words_ask_for_nothing(recherche: Recherche, small: str) -> None:
    plain, more = recherche.chercher("cap cuisine rennes"), recherche.chercher(f"cap {small} cuisine {small} rennes")
    assert [r.choix for r in more.lignes] == [r.choix for r in plain.lignes]
    assert recherche.chercher(small).total


@pytest.mark.parametrize("typed", ["l'hôtellerie", "l’hôtellerie", "hotellerie", "HÔTELLERIE"])
def test_an_elision_is_no_part_of_the_word(recherche: Recherche, typed: str) -> None:
    assert recherche.chercher(typed).total == recherche.chercher("hôtellerie").total > 0


@pytest.mark.parametrize(
    "typed",
    ["bacpro", "bac pro", "Bac professionnel", "baccalauréat professionnel", "BAC. PRO."],
)
def test_a_diploma_is_known_by_every_name(recherche: Recherche, typed: str) -> None:
    found = recherche.chercher(f"{typed} cuisine")
    assert {r.formation.libelle for r in found.lignes[:2]} == {"Bac pro Cuisine"}
    assert all(r.raison is None for r in found.lignes[:2])


def test_a_diploma_in_full_words_is_that_diploma(recherche: Recherche) -> None:
    for typed in ("certificat d’aptitude professionnelle cuisine", "c a p cuisine", "C.A.P. cuisine"):
        assert recherche.chercher(typed).lignes[0].formation.libelle == "CAP Cuisine"


def test_a_usual_name_is_told_and_is_the_reason_of_its_lines(recherche: Recherche) -> None:
    found = recherche.chercher("melec")
    assert found.sens == ("melec\u00a0: bac pro métiers de l’électricité et de ses environnements connectés",)
    assert {r.raison for r in found.lignes} == {"pour «\u00a0melec\u00a0»"}


def test_a_word_of_a_label_needs_no_reason(recherche: Recherche) -> None:
    assert {r.raison for r in recherche.chercher("cap cuisine").lignes[:3]} == {None}


def test_a_job_leads_to_its_formations_and_says_so(inventee: Recherche) -> None:
    assert raisons(inventee, "commis") == [("90000000001", "métier\u00a0: Commis / Commise de table inventée")]
    assert inventee.chercher("commise").sens == ("commise\u00a0: métier (ROME)",)
    assert raisons(inventee, "com") == []  # the beginning of a job is four letters at least


def test_an_old_name_says_which(inventee: Recherche) -> None:
    assert raisons(inventee, "restauration") == [("90000000001", "ancien nom\u00a0: BEP Métiers de la restauration")]
    assert raisons(inventee, "collectivité") == [("90000000001", "ancien nom\u00a0: CAP Cuisinier de collectivité")]


@pytest.mark.parametrize(
    ("typed", "raison"),
    [
        ("90000001", "code CFD\u00a0: 90000001"),
        ("cfd:90000001", "code CFD\u00a0: 90000001"),
        ("CFD 90000001", "code CFD\u00a0: 90000001"),
        ("mefstat11:90000000001", "code MEFSTAT11\u00a0: 90000000001"),
        ("rncp 99001", "code RNCP\u00a0: 99001"),
        ("RNCP:99001", "code RNCP\u00a0: 99001"),
    ],
)
def test_a_code_is_found_with_or_without_its_prefix(inventee: Recherche, typed: str, raison: str) -> None:
    assert raisons(inventee, typed) == [("90000000001", raison)]


def test_an_établissement_is_found_by_its_number(inventee: Recherche) -> None:
    for typed in ("0900001M", "uai:0900001m", "0900001M cuisine"):
        assert {r.lieu.ref for r in inventee.chercher(typed).lignes} == {"0900001M"}


def test_a_closed_version_is_shown_by_the_newer_one_unless_its_code_is_typed(inventee: Recherche) -> None:
    assert raisons(inventee, "cuisine") == [("90000000001", None)]
    assert raisons(inventee, "90000002") == [("90000000002", "code CFD\u00a0: 90000002")]


def test_a_département_number_is_not_the_beginning_of_a_code(inventee: Recherche) -> None:
    assert raisons(inventee, "cuisine 90") == []
    assert inventee.chercher("cuisine 9000").total == 0


def test_a_line_of_parcoursup_is_found_by_its_number(recherche: Recherche) -> None:
    wanted = recherche.chercher("licence psychologie", Filtres(voie=frozenset({"superieur"}))).lignes[0].formation
    for typed in (wanted.code, f"parcoursup:{wanted.code}"):
        assert [r.formation for r in recherche.chercher(typed).lignes] == [wanted]


def test_a_voie_may_be_said_in_the_query(inventee: Recherche) -> None:
    for typed in ("vente apprentissage", "vente en alternance", "apprenti vente"):
        assert raisons(inventee, typed) == [("90000003", None)]
    assert inventee.chercher("cuisine apprentissage").total == 0


def test_a_postal_code_is_the_commune(invente: Invente) -> None:
    cuisine = invente.formation("90000000001", "CAP Cuisine", diplome="CAP")
    vente = invente.formation("90000000002", "CAP Vente", diplome="CAP")
    for code, name, postal in (("90001", "Brest", "29200 29290"), ("90002", "Vannes", "56000")):
        invente.commune(code, name, 48.0, -4.0)
        invente.db.execute("UPDATE commune SET codes_postaux = ? WHERE code = ?", (postal, code))
    invente.offre(cuisine, invente.etablissement("0900001M", "Lycée inventé", commune="90001", commune_nom="Brest"))
    invente.offre(vente, invente.etablissement("0900002N", "Lycée Autre", commune="90002", commune_nom="Vannes"))
    recherche = Recherche(invente.open())
    for typed, expected in (("29200", "CAP Cuisine"), ("cap 29290", "CAP Cuisine"), ("56000 vente", "CAP Vente")):
        assert [r.formation.libelle for r in recherche.chercher(typed).lignes] == [expected]
    assert recherche.chercher("cuisine 56000").total == 0
    assert recherche.chercher("29200").corrige == {}


def test_a_usual_name_of_what_the_data_do_not_have_finds_nothing_and_says_so(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Taxidermiste", diplome="CAP")
    invente.formation("90000000002", "Seconde commune Métiers inventés", diplome="Bac pro", commune=1)
    recherche = Recherche(invente.open())
    for typed in ("taxi", "BAFA", "2nde générale", "seconde GT"):
        found = recherche.chercher(typed)
        assert (found.total, found.corrige) == (0, {})
        assert found.sens[0].endswith("dans les données")
    assert recherche.chercher("taxid").total == recherche.chercher("seconde pro").total == 1


def test_an_excluded_word_leaves_a_label_out(invente: Invente) -> None:
    invente.formation("90000000001", "BTS Maintenance des systèmes électro-navals", diplome="BTS")
    invente.formation("90000000002", "BTS Maintenance des systèmes", diplome="BTS")
    found = Recherche(invente.open()).chercher("BTS MS")
    assert [r.formation.libelle for r in found.lignes] == ["BTS Maintenance des systèmes"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ASV", {"Titre Auxiliaire spécialisé vétérinaire"}),
        ("FEE", {"BTS Fluides-énergies-domotique, option A", "BTS Fluides-énergies-domotique, option B froid"}),
        ("AMA", {"Bac pro Artisanat et métiers d’art"}),
        ("chirurgien", {"PASS Parcours d’accès spécifique santé"}),
    ],
)
def test_a_usual_name_is_the_diploma_that_people_mean(invente: Invente, typed: str, expected: set[str]) -> None:
    for number, label in enumerate(
        (
            *("Titre Auxiliaire spécialisé vétérinaire", "CSA Aide-soignant vétérinaire"),
            *("BTS Fluides-énergies-domotique, option A", "BTS Fluides-énergies-domotique, option B froid"),
            *("BTS Froid", "Bac pro Artisanat et métiers d’art", "BMA Ébéniste", "DN MADE Objet"),
            *("PASS Parcours d’accès spécifique santé", "CAP Instruments de chirurgie"),
        )
    ):
        diplome = "Bac pro" if label.startswith("Bac") else label.split()[0]
        invente.formation(f"900000000{number:02}", label, diplome=diplome)
    found = Recherche(invente.open()).chercher(typed)
    assert {r.formation.libelle for r in found.lignes} == expected
