"""Labels of Parcoursup, and the names of its établissements."""

from __future__ import annotations

import pytest

from data_bundle.builder.parcoursup_labels import nom_of
from data_bundle.builder.read_parcoursup import nature_of
from tests.data_bundle.lecture import Lecture


@pytest.mark.parametrize(
    ("label", "filiere", "libelle", "diplome", "niveau"),
    [
        (
            "BTS - Services - Management Commercial Opérationnel",
            "BTS", "BTS Management Commercial Opérationnel", "BTS", 5,
        ),
        ("BTS - Agricole - Gestion et maitrise de l'eau", "BTS", "BTSA Gestion et maitrise de l’eau", "BTSA", 5),
        (
            "BTS - Production - Fluide, énergie, domotique - option C domotique et bâtiment communicants",
            "BTS", "BTS Fluide, énergie, domotique, option C domotique et bâtiment communicants", "BTS", 5,
        ),
        (
            "BTS - Services - Etudes de réalisation d'un projet de communication - 1ère année commune",
            "BTS", "BTS Etudes de réalisation d’un projet de communication (1re année commune)", "BTS", 5,
        ),
        ("Licence - Droit", "Licence", "Licence Droit", "Licence", 6),
        ("Licence - Portail Portail Droit", "Licence_Las", "L.AS Portail Droit", "L.AS", 6),
        (
            "Licence - Langues étrangères appliquées - Parcours Anglais / Italien",
            "Licence", "Licence Langues étrangères appliquées, parcours Anglais / Italien", "Licence", 6,
        ),
        (
            "Licence - Double diplôme - Licence Droit - Collège de Droit",
            "Licence", "Licence Droit, double diplôme, Collège de Droit", "Licence", 6,
        ),
        (
            "Licence - Parcours d'Accès Spécifique Santé (PASS)",
            "PASS", "PASS Parcours d’accès spécifique santé", "PASS", None,
        ),
        ("CPGE - ECG -  - Maths appliquées + ESH", "CPGE", "CPGE ECG, Maths appliquées + ESH", "CPGE", None),
        ("BUT - Génie civil - Construction durable", "BUT", "BUT Génie civil, Construction durable", "BUT", 6),
        ("D.E Infirmier", "IFSI", "Diplôme d’État Infirmier", "Diplôme d’État", 6),
        ("D.E Psychomotricien", "Autre formation", "Diplôme d’État Psychomotricien", "Diplôme d’État", None),
        ("Diplôme de Comptabilité et de Gestion", "Autre formation", "DCG Comptabilité et gestion", "DCG", 6),
        ("DEUST - Métiers de la forme", "Autre formation", "DEUST Métiers de la forme", "DEUST", 5),
        ("Certificat de Spécialisation - Métiers du bar", "Autre formation", "CS Métiers du bar", "CS", None),
        (
            "Formation des écoles de commerce et de management Bac + 3 - Bachelor en Finance",
            "Ecole de Commerce", "Bachelor Finance", "Bachelor", None,
        ),
        (
            "Formation d'ingénieur Bac + 5 - Bac général",
            "Ecole d'Ingénieur", "Diplôme d’ingénieur Bac + 5, bac général", "Diplôme d’ingénieur", 7,
        ),
        ("BTS - Services - Tourisme - en apprentissage", "1_BTS", "BTS Tourisme", "BTS", 5),
        ("Paysagiste concepteur", "Autre formation", "Paysagiste concepteur", "Autre formation", None),
    ],
)  # fmt: skip
def test_a_label_is_said_as_families_say_it(
    label: str, filiere: str, libelle: str, diplome: str, niveau: int | None
) -> None:
    nom = nom_of(label, filiere)
    assert (nom.libelle, nom.diplome, nom.niveau) == (libelle, diplome, niveau)


def test_the_diplomas_bear_the_names_of_the_other_sources(complet: Lecture) -> None:
    ours = set(complet.column("SELECT DISTINCT diplome FROM formation WHERE type_code = 'parcoursup'"))
    others = set(complet.column("SELECT DISTINCT diplome FROM formation WHERE type_code <> 'parcoursup'"))
    assert {"BTS", "BTSA", "CS", "DCG", "DEUST", "DN MADE", "BPJEPS", "Diplôme d’État", "DTS"} <= ours & others
    assert len(ours) < 40


@pytest.mark.parametrize(
    ("nom", "nature"),
    [
        ("Lycée Jean Moulin", "lycee"), ("LYCEE DES METIERS", "lycee"), ("LPO Balata", "lycee"),
        ("LEGTA Edgard Pisani", "lycee"), ("CFA de la Ville", "cfa"), ("Université de Limoges", "autre"),
        ("IFSI du CH de Roanne", "autre"), ("Lycéenne", "autre"), ("", "autre"),
    ],
)  # fmt: skip
def test_a_lycee_is_what_calls_itself_so(nom: str, nature: str) -> None:
    assert nature_of(nom) == nature
