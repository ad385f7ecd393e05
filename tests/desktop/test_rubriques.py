"""The words of every rubrique: figures agreed and dated, gaps with their reason, what is said once for all."""

from __future__ import annotations

import pytest

from desktop.comparison import Comparison, compare
from desktop.definitions import definitions
from desktop.export.as_text import table
from desktop.rubrique_acces import ENTREPRISE
from desktop.rubrique_facts import Fait, lots, phrases
from desktop.rubrique_names import SANS_METIER, SANS_SUITE
from desktop.rubriques import Rubrique, absents, rubriques, titre_savoir
from desktop.selection import parse_selection
from desktop.typography import NBSP, NNBSP
from desktop.wording import D5, D6, D7, D10, EFFECTIF_INCONNU, manque, reserves
from tests.desktop.inventes import Invente
from tests.desktop.rubriques_inventees import (
    APPRENTI,
    AUTRE_BTS,
    BTS,
    CFA,
    JOBS,
    LYCEE,
    REFS,
    acces,
    catalogue,
    cells,
    side_by_side,
)


@pytest.fixture
def six(invente: Invente) -> Comparison:
    """The six made-up formations side by side."""
    return side_by_side(catalogue(invente), *REFS)


def rubrique(comparison: Comparison, cle: str) -> Rubrique:
    """Return the rubrique of this key."""
    return next(r for r in rubriques(comparison) if r.cle == cle)


def facts(comparison: Comparison, cle: str, column: int) -> tuple[Fait, ...]:
    """Return the facts of a cell."""
    return rubrique(comparison, cle).cellules[column]


def plain(text: str) -> str:
    """Return a text with every kind of space as one."""
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def texts(comparison: Comparison, cle: str, column: int) -> list[str]:
    """Return the sentences of a cell."""
    return [plain(fait.texte) for fait in facts(comparison, cle, column)]


def test_places_candidacies_and_admitted_stand_in_one_dated_sentence(six: Comparison) -> None:
    assert texts(six, "acces", 0) == [
        "35 places, 1 162 candidatures, 35 admis en 2025. Soit 33,2 candidatures par place.",
        "Taux d’accès : 48 %.",
    ]
    place, rate = facts(six, "acces", 0)
    assert (place.lieu, place.quand) == ("Établissement", f"session{NBSP}2025")
    assert [f.indicateur.nom for f in place.figures] == ["capacite", "voeux", "admis", "taux_pression_voeux"]
    assert plain(rate.fort) == "Taux d’accès : 48 %"


def test_one_is_singular(six: Comparison) -> None:
    assert texts(six, "acces", 1)[0] == "1 place, 1 candidature, 0 admis en 2025. Soit 1 candidature par place."


def test_no_place_is_a_figure_and_nothing_is_divided_by_it(six: Comparison) -> None:
    assert texts(six, "acces", 5)[0] == "0 place, 12 candidatures, 0 admis en 2025."


def test_an_access_rate_that_is_missing_names_itself_beside_the_places(six: Comparison) -> None:
    gap = facts(six, "acces", 1)[1]
    assert (plain(gap.texte), gap.statut) == ("Taux d’accès : absent de la source", "raison_inconnue")
    assert plain(gap.phrase) == "Taux d’accès : chiffre absent de la source, sans explication."


def test_affelnet_counts_first_wishes_apart_from_all_wishes(six: Comparison) -> None:
    assert texts(six, "acces", 2) == [
        "12 places, 30 demandes en 1er vœu, 71 tous vœux confondus en 2024. Soit 2,5 demandes en 1er vœu par place."
    ]


def test_an_apprenti_finds_an_employer_rather_than_a_rank(six: Comparison) -> None:
    [fait] = facts(six, "acces", 3)
    assert (fait.texte, fait.statut) == (ENTREPRISE, "non_applicable")


def test_places_of_apprentissage_do_not_hide_that_an_employer_is_needed(invente: Invente) -> None:
    formation = invente.formation("90000004", "CAP Inventé", "apprentissage", niveau=3)
    invente.etablissement(CFA, "CFA inventé", nature="cfa")
    invente.mesure(formation, CFA, "2025", acces(capacite=10, voeux=20), "apprentissage", portee="acces")
    [fait] = facts(side_by_side(invente.open(), f"{APPRENTI}@{CFA}"), "acces", 0)
    assert plain(fait.texte) == "10 places, 20 candidatures en 2025."
    assert ENTREPRISE in fait.reserves


def test_candidacies_are_told_where_places_are_not_known(invente: Invente) -> None:
    formation = invente.formation("90000000001", "BTS Inventé", niveau=5)
    invente.etablissement(LYCEE, "Lycée inventé")
    row = acces(capacite="raison_inconnue", voeux=936, taux_acces_parcoursup=13)
    invente.mesure(formation, LYCEE, "2025", row, portee="acces")
    told = texts(side_by_side(invente.open(), f"{BTS}@{LYCEE}"), "acces", 0)
    assert told == ["936 candidatures en 2025.", "Places : absent de la source", "Taux d’accès : 13 %."]


def test_a_match_by_label_is_never_presented_as_certain(six: Comparison) -> None:
    for column in (0, 1):
        assert "Parcoursup nomme cette formation « BTS - Services - Métier inventé d’ailleurs » : à vérifier." in [
            plain(sentence) for sentence in facts(six, "acces", column)[0].reserves
        ]
    assert facts(six, "acces", 5)[0].reserves == ()


def test_a_match_by_label_is_said_beside_each_figure_even_where_it_is_everybody_s(invente: Invente) -> None:
    found = side_by_side(catalogue(invente), *REFS[:2])
    assert rubrique(found, "acces").communes == ()
    assert all(facts(found, "acces", column)[0].reserves for column in (0, 1))


def test_the_caution_of_the_sessions_and_what_is_recalculated_are_said_once(six: Comparison) -> None:
    note = plain(rubrique(six, "acces").note)
    assert note.startswith("Chiffres de 2024 et 2025 : ils changent chaque année et ne disent pas vos chances.")
    assert "recalculé" not in note  # the made-up figures are as published


def test_a_recalculated_number_is_not_said_to_be_right_to_the_point(six: Comparison) -> None:
    ligne = six.ligne("taux_pression_voeux")
    assert ligne is not None
    made = ligne.cellules[0].__class__(**{**vars(ligne.cellules[0]), "recalcule": True})
    assert "Chiffre recalculé par Côte à Côte." in reserves(made)


def test_the_exam_is_expected_beside_observed_for_the_whole_lycee(six: Comparison) -> None:
    assert texts(six, "reussite", 0) == [
        "Réussite au bac pro : attendu 89 %, observé 92 %.",
        "Mentions au bac pro : 51 %.",
        "De la 2de au bac dans le lycée : attendu 69 %, observé 65 %.",
    ]
    assert texts(six, "reussite", 1) == ["Réussite au bac pro : 88 %."]
    found = rubrique(six, "reussite")
    assert found.note == D5
    assert found.communes == ("Résultat de la session 2024, pour tout le lycée.",)
    assert [plain(f.texte) for f in found.cellules[3]] == ["Sans objet ici"]


def test_pay_is_told_by_its_quartiles_at_the_level_of_france(six: Comparison) -> None:
    [fait] = facts(six, "salaire", 0)
    assert plain(fait.texte) == (
        "La moitié gagne moins de 1 540 € net par mois. "
        "Un jeune sur quatre gagne moins de 1 390 €, un sur quatre plus de 1 720 €."
    )
    assert (fait.lieu, fait.quand, fait.repli) == ("France", f"promotion{NBSP}2022", False)
    assert rubrique(six, "salaire").note == D7


def test_pay_of_another_version_of_the_diploma_says_so(six: Comparison) -> None:
    assert any(s.startswith("Chiffres de l’ancienne version du diplôme") for s in facts(six, "salaire", 2)[0].reserves)


def test_pay_that_is_not_published_says_why(six: Comparison) -> None:
    [gap] = facts(six, "salaire", 5)
    assert (gap.texte, gap.statut) == ("Non publié par la source", "non_diffuse")
    assert gap.phrase == manque(gap.figures[0])


def test_two_quartiles_are_not_a_salary(invente: Invente) -> None:
    formation = invente.formation("90000000001", "BTS Inventé", niveau=5, rome="X0001")
    invente.db.execute("INSERT INTO metier (code, libelle) VALUES ('X0001', 'Métier inventé')")
    row = cells("salaire", "raison_inconnue", salaire_net_12m_q1=1390, salaire_net_12m_median=1540)
    invente.mesure(formation, "fr", "2022", row, portee="salaire")
    found = side_by_side(invente.open(), f"{BTS}@fr")
    assert [r.cle for r in rubriques(found)] == ["metiers"]


def test_broken_contracts_of_the_whole_cfa_are_dated_when_they_are_older(six: Comparison) -> None:
    broken, stopped = facts(six, "rupture", 3)
    assert plain(broken.texte) == (
        "51 % des contrats d’apprentissage ont été rompus dans cet établissement, tous diplômes confondus."
    )
    assert (plain(broken.lieu), broken.quand, broken.repli) == ("Promotion plus ancienne : 2018 et 2019", "", True)
    assert plain(stopped.texte) == "12 % ont interrompu la formation dans ce CFA, au même niveau de diplôme."
    assert stopped.quand == "promotions 2023 et 2024"
    assert rubrique(six, "rupture").note == D6


def test_broken_contracts_have_no_object_outside_apprentissage(six: Comparison) -> None:
    for column in (0, 2, 4):
        [gap] = facts(six, "rupture", column)
        assert gap.statut == "non_applicable"


def test_the_formation_s_own_contracts_come_before_those_of_its_cfa(invente: Invente) -> None:
    formation = invente.formation("90000004", "CAP Inventé", "apprentissage", niveau=3)
    invente.etablissement(CFA, "CFA inventé", nature="cfa")
    invente.mesure(formation, CFA, "2023_2024", {"taux_rupture_contrats": (23, None, None)}, "apprentissage")
    level = cells("niveau", taux_rupture_contrats_niveau=30)
    invente.mesure(None, CFA, "2023_2024", level, "apprentissage", portee="niveau", population="niveau_3")
    [fait] = facts(side_by_side(invente.open(), f"{APPRENTI}@{CFA}"), "rupture", 0)
    assert plain(fait.texte) == "23 % des contrats d’apprentissage ont été rompus."


def test_after_the_superieur_each_kind_of_job_is_followed_over_the_months(six: Comparison) -> None:
    assert texts(six, "superieur", 4) == [
        "Salariés en France : 51 % à 6, 51 % à 12, 52 % à 18, 52 % à 24 et 53 % à 30 mois.",
        "En emploi stable : 46 % à 6 et 52 % à 12 mois.",
        "Salaire net à 12 mois : la moitié gagne moins de 1 700 €, un quart moins de 1 500 €, "
        "un quart plus de 1 950 €.",
    ]
    first = facts(six, "superieur", 4)[0]
    assert first.repli
    assert plain(first.lieu) == "À défaut de l’établissement : France"
    assert EFFECTIF_INCONNU in first.reserves
    assert rubrique(six, "superieur").note == D10


def test_jobs_are_named_five_at_most_and_the_others_counted(six: Comparison) -> None:
    names = list(JOBS.values())
    assert texts(six, "metiers", 0) == [*names[:5], "et 1 autre"]
    cell = facts(six, "metiers", 0)
    assert plain(phrases(cell)[0]) == f"{' ; '.join(names[:5])} ; et 1 autre."
    assert plain(phrases(cell, tous=True)[0]) == f"{' ; '.join(names)}."
    assert [f.texte for f in rubriques(six, 3)[-2].cellules[0]] == [*names[:3], f"et 3{NBSP}autres"]


def test_a_formation_without_jobs_or_followers_says_so(six: Comparison) -> None:
    assert [f.texte for f in facts(six, "metiers", 4)] == [SANS_METIER]
    assert [f.texte for f in facts(six, "apres", 4)] == [SANS_SUITE]
    assert not facts(six, "metiers", 4)[0].connu


def test_what_follows_begins_with_the_same_speciality(six: Comparison) -> None:
    found = rubrique(six, "apres")
    assert [f.texte for f in found.cellules[3]] == [f"Bac pro Inventé {n}" for n in ("Cuisine", "Agencement", "Bois")]
    assert "ni un conseil ni une liste complète" in found.note


def test_facts_of_one_level_and_time_are_one_lot(six: Comparison) -> None:
    [lot] = lots(facts(six, "reussite", 0))
    assert len(lot.faits) == 3
    assert plain(lot.phrases()[-1]) == "Établissement, session 2024. Résultat de la session 2024, pour tout le lycée."
    older, newer = lots(facts(six, "rupture", 3))
    assert (older.premier.repli, newer.premier.repli) == (True, False)


def test_rubriques_in_which_nobody_has_anything_to_tell_are_left_out(invente: Invente) -> None:
    found = side_by_side(catalogue(invente), f"{AUTRE_BTS}@{LYCEE}", f"{BTS}@{LYCEE}")
    assert [r.cle for r in rubriques(found)] == ["acces", "reussite", "salaire", "metiers"]


def test_the_question_over_them_names_what_is_known(six: Comparison) -> None:
    assert plain(titre_savoir(rubriques(six))) == "Diplôme, salaire, contrats et emploi : que sait-on ?"
    assert plain(titre_savoir([rubrique(six, "rupture")])) == "Contrats : que sait-on ?"


def test_what_is_not_loaded_is_said_once(invente: Invente) -> None:
    for number in (1, 2):
        formation = invente.formation(f"9000000000{number}", "BTS Inventé", niveau=5)
        invente.mesure(formation, "reg:90", "2022_2023", {"part_poursuite": (60, 400, 240)})
    found = side_by_side(invente.open(), f"{BTS}@reg:90", f"{AUTRE_BTS}@reg:90")
    said = absents(found)
    assert said is not None
    assert plain(said) == "Pas dans les données chargées ici : salaires."
    assert rubriques(found) == ()


def test_nothing_is_missing_when_every_dataset_is_loaded(six: Comparison) -> None:
    assert absents(six) is None


def test_every_figure_told_has_a_meaning_and_says_who_is_counted(six: Comparison) -> None:
    shown = [f for r in rubriques(six) for cell in r.cellules for fait in cell if fait.connu for f in fait.figures]
    assert len({f.indicateur.nom for f in shown}) > 20
    for figure in shown:
        assert definitions([figure]), figure.indicateur.nom
    twice = definitions([*shown, *shown])
    assert len(twice) == len(set(twice))


def test_plain_text_tells_leavers_by_indicator_and_the_rest_in_sentences(six: Comparison) -> None:
    said = plain(table(six))
    assert "Continuent des études\n" in said
    assert "Contrats d’apprentissage rompus (tout l’établissement)" in said
    for nom in ("Demandes, tous vœux", "Réussite à l’examen attendue", "(supérieur)", "même niveau de diplôme, tout"):
        assert nom not in said
    assert "\nPlaces et candidatures\n   [1] 35 places, 1 162 candidatures" in said
    assert "   [4] —  Il faut trouver une entreprise.\n" in said
    assert "   Salaires nets avant impôt" in said
    assert said.index("Places et candidatures") < said.index("Études ensuite") < said.index("Source :")


def test_plain_text_ends_with_what_is_not_loaded(invente: Invente) -> None:
    formation = invente.formation("90000000001", "BTS Inventé", niveau=5)
    invente.mesure(formation, "reg:90", "2022_2023", {"part_poursuite": (60, 400, 240)})
    said = table(side_by_side(invente.open(), f"{BTS}@reg:90"))
    assert f"\n\nPas dans les données chargées ici{NBSP}: salaires.\n" in said


def test_places_stay_those_of_the_place_whatever_level_the_other_figures_are_asked_at(invente: Invente) -> None:
    made = catalogue(invente)
    selection = parse_selection(list(REFS[:2]))
    wide = compare(made, selection, "region")
    assert texts(wide, "acces", 0) == texts(compare(made, selection), "acces", 0)
    assert facts(wide, "acces", 0)[0].lieu == "Établissement"


def test_pay_taken_over_from_another_version_names_it(six: Comparison) -> None:
    pay = next(f for ligne in six.lignes for f in ligne.cellules if ligne.indicateur.portee == "salaire" and f.repli
               and f.repli.origine == "ancienne").repli  # fmt: skip
    assert pay is not None
    assert plain(reserves(pay)[0]) == "Chiffres de l’ancienne version du diplôme : code 90000004."
