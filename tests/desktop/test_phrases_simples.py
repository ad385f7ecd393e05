"""Every sentence of the fiche simple is short, without a percent, in the past, and says the true reason."""

from __future__ import annotations

import random
import re
import sqlite3
from pathlib import Path

import pytest

from data_bundle.indicators import PAR_NOM, STATUTS
from desktop.access import entree
from desktop.catalogue import Catalogue
from desktop.comparison import compare
from desktop.facts import Commune, Etablissement, Lieu
from desktop.figures import missing
from desktop.phrases_simples import PASSE, a_la_ville, ecole, faits
from desktop.phrases_simples_adresse import ADRESSE
from desktop.phrases_simples_chiffres import POURQUOI, pourquoi, version
from desktop.selection import Choix, Selection
from desktop.sheet.demande import SIMPLE, Demande
from desktop.sheet.simple_contenu import contenu
from desktop.snapshot import open_snapshot
from desktop.typography import NBSP
from desktop.verdict_words import MOTIFS
from desktop.wording import SIGNES, dizaine
from tests.desktop.regles_simples import faults, names

LYCEE = Etablissement(
    1, "0900001M", "Lycée inventé", "lycee", None, None, None, "90", None, "90", None, None, None, None, None
)
LIEUX = (
    Lieu("fr", "national", "fr", "France"),
    Lieu("reg:90", "region", "90", "Région inventée"),
    Lieu("aca:90", "academie", "90", "Académie inventée"),
    Lieu("0900001M", "etablissement", "0900001M", "Lycée inventé", "90", None, LYCEE),
)
DEPUIS = Commune("90001", "Ville inventée", "90000", "90", "90", 48.1, -1.7)
BUILT = Path(__file__).parents[2] / "build" / "instantane.sqlite"


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Il y avait 64\u00a0% de jeunes.", "forbidden '%'"),
        ("Entre 2 et 5 travaillaient.", "forbidden 'Entre 2 et 5'"),
        ("Il y avait 23 jeunes.", "number 23"),
        ("Voici une bonne chance.", "forbidden 'chance'"),
        ("3 travaillent.", "present tense"),
        ("3 jeunes sur\u00a010 sont dans une autre situation.", "present tense"),
        ("Sans point", "no full stop"),
        ("L'école.", 'forbidden "\'"'),
        ("Cela dépend : de la suite.", "space 'd :'"),
        (" ".join(["mot"] * 15 + ["mot."]), "16 words"),
    ],
)
def test_the_rules_see_what_they_look_for(sentence: str, fault: str) -> None:
    assert fault in faults(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Leur dernière année\u00a0: 2022 ou 2023, région Bretagne.",
        "C’est à Brest, à 1\u202f540\u00a0km.",
        "Après la 3e, tu fais un vœu Affelnet.",
        "Tu travailles et tu vas au CFA.",
        " ".join(["mot"] * 14 + ["mot."]),
    ],
)
def test_the_rules_let_years_kilometres_and_school_numbers_pass(sentence: str) -> None:
    assert faults(sentence) == []


def test_each_status_has_its_own_short_sentence_and_no_other() -> None:
    indicateur = PAR_NOM["part_emploi_6m"]
    for lieu in LIEUX:
        said: dict[str, str] = {}
        for statut in SIGNES:
            sentence = pourquoi(missing(indicateur, statut, lieu, "scolaire"))
            assert faults(sentence) == [], sentence
            said[statut] = sentence
        assert len(set(said.values())) == len(said)
        assert "trop peu de jeunes" in said["sous_seuil"]
        assert all("trop peu" not in sentence for statut, sentence in said.items() if statut != "sous_seuil")
        assert "dans cet outil" in said["hors_instantane"]
    assert {s.nom for s in STATUTS} - {"valeur"} == set(SIGNES)


def test_a_common_year_says_that_it_depends_on_what_is_chosen_next() -> None:
    several = missing(
        PAR_NOM["part_emploi_6m"], "annee_non_terminale", LIEUX[1], "scolaire", None, "plusieurs", ("A", "B")
    )
    one = missing(PAR_NOM["part_emploi_6m"], "annee_non_terminale", LIEUX[1], "scolaire", None, None, ("CAP inventé",))
    assert pourquoi(several) == "Cela dépend de la spécialité choisie ensuite."
    assert pourquoi(one) == f"Chiffres mesurés en fin de diplôme{NBSP}: CAP inventé."


def test_what_forbids_a_verdict_has_a_short_sentence_for_every_reason() -> None:
    assert set(POURQUOI) == set(MOTIFS)
    assert [fault for sentence in POURQUOI.values() for fault in faults(sentence)] == []


def test_everything_said_to_somebody_is_said_in_tu_and_in_vous() -> None:
    assert len(ADRESSE) > 10
    for tu, vous in ADRESSE.values():
        assert tu != vous
        assert "vous" not in tu.lower()
        assert not re.search(r"\btu\b", vous, re.IGNORECASE)
        for sentence in (tu, vous):
            assert faults(sentence.format(duree=f"3{NBSP}ans ") if "{" in sentence else sentence) == []


def test_every_way_in_of_the_program_has_its_words(extrait: Path) -> None:
    catalogue = Catalogue(open_snapshot(extrait))
    ways = set()
    rows = sqlite3.connect(extrait).execute("SELECT type_code, code FROM formation").fetchall()
    for type_code, code in rows:
        formation = catalogue.formation(type_code, code)
        for fermee in (False, True):
            ways.add(entree(formation, fermee=fermee)[1])
        comparison = compare(catalogue, Selection((Choix(type_code, code, "reg:53"),)))
        assert len(faits(comparison.colonnes[0], None, tutoiement=True)) >= 2
    assert len(ways) > 3


@pytest.mark.parametrize(
    ("nom", "said"),
    [("Brest", "à Brest"), ("Le Havre", "au Havre"), ("Les Ulis", "aux Ulis"), ("La Rochelle", "à La Rochelle")],
)
def test_a_town_is_named_as_people_say_it(nom: str, said: str) -> None:
    assert a_la_ville(nom) == said


@pytest.mark.parametrize(
    ("nom", "said"),
    [
        ("Lycée polyvalent Vauban", "Lycée Vauban"),
        ("Lycée général et technologique privé La Croix Rouge", "Lycée La Croix Rouge"),
        ("Lycée polyvalent", "Lycée polyvalent"),
        ("Lycée Européen inventé", "Lycée Européen inventé"),
        ("CFA polyvalent inventé", "CFA polyvalent inventé"),
    ],
)
def test_a_school_is_named_as_people_say_it(nom: str, said: str) -> None:
    assert ecole(nom) == said


def test_another_version_is_said_without_its_name() -> None:
    assert (
        version(f"Chiffres de l’ancienne version du diplôme{NBSP}: arrêt en 2025.") == "Chiffres de l’ancien diplôme."
    )
    assert version("Chiffres de la nouvelle version du diplôme.") == "Chiffres du nouveau diplôme."
    assert version("Même chiffre pour 3 sites.") == "Même chiffre pour 3 sites."


@pytest.mark.parametrize("base", ["extrait", "build"])
def test_no_selection_gives_a_sentence_that_breaks_a_rule(extrait: Path, base: str) -> None:
    path = extrait if base == "extrait" else BUILT
    if not path.exists():
        pytest.skip("no full snapshot here")
    catalogue, draw = Catalogue(open_snapshot(path)), random.Random(5)
    db = sqlite3.connect(path)
    offers = db.execute(
        "SELECT f.type_code, f.code, e.uai FROM offre o JOIN formation f ON f.id = o.formation"
        " JOIN etablissement e ON e.id = o.etablissement"
    ).fetchall()
    figures = db.execute(
        "SELECT DISTINCT f.type_code, f.code, l.lieu FROM ligne l JOIN formation f ON f.id = l.formation"
    ).fetchall()
    anything = [(*row, "reg:53") for row in db.execute("SELECT type_code, code FROM formation").fetchall()]
    seen, wrong = set(), []
    for number in range(150):
        refs = {draw.choice(draw.choice((offers, figures, anything))) for _ in range(1 + number % 6)}
        comparison = compare(catalogue, Selection(tuple(Choix(*ref) for ref in sorted(refs))))
        demande = Demande(SIMPLE, DEPUIS if number % 2 else None, tutoiement=number % 3 > 0)
        known = names(comparison)
        for sentence in contenu(comparison, demande).phrases:
            seen.add(sentence)
            wrong += [(sentence, fault) for fault in faults(sentence, known)]
    assert wrong == []
    assert len(seen) > 100


def test_outcomes_are_told_in_the_past_and_nobody_is_not_few() -> None:
    for counts, parts in (((0, 5, 5), (4, 48, 48)), ((0, 10, 0), (0, 100, 0)), ((1, 8, 1), (5, 90, 5))):
        for sentence in dizaine(counts, parts):
            assert faults(sentence) == []
    assert PASSE == ("Ces chiffres parlent du passé.", "Ce n’est pas une promesse.")
