"""Rows × columns: cohorts, the fallback ladder, statuses of what is absent, whole-establishment rows apart."""

from __future__ import annotations

import pytest

from data_bundle.indicators import INDICATEURS
from desktop.access import entree
from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.errors import NotFoundError
from desktop.rubriques import rubriques
from desktop.selection import Choix, Selection
from desktop.verdict_words import phrase
from desktop.wording import manque, repli, reserves
from tests.desktop.inventes import Invente

LYCEE = "0900001M"
TAUX = "taux_emploi_6m"


def side_by_side(catalogue: Catalogue, *refs: str, niveau: str | None = None) -> Comparison:
    return compare(catalogue, Selection(tuple(Choix.parse(r) for r in refs)), niveau)


def region_row(
    invente: Invente, formation: int, millesime: str = "2022_2023", lieu: str = "reg:90", **more: object
) -> None:
    cells: dict[str, tuple[object, ...]] = {
        "part_emploi_6m": (30, 200, 60),
        "part_poursuite": (50, 200, 100),
        "part_autres_6m": (20, 200, 40),
        "part_poursuite_ou_emploi_6m": (80, 200, 160),
        "taux_emploi_6m": (60, 100, 60),
        "taux_emploi_12m": (70, 100, 70),
        "taux_emploi_18m": ("horizon_non_observe",),
        "taux_emploi_24m": ("horizon_non_observe",),
    }
    cells.update(more.pop("cells", {}))
    invente.mesure(formation, lieu, millesime, cells, **more)


def test_every_indicator_of_the_snapshot_has_a_row_even_when_all_its_cells_are_gaps(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé")
    comparison = side_by_side(invente.open(), "mefstat11:90000000001@reg:90")
    assert [ligne.indicateur.nom for ligne in comparison.lignes] == [i.nom for i in INDICATEURS]
    assert all(cell.valeur is None and manque(cell) for ligne in comparison.lignes for cell in ligne.cellules)


def test_no_row_ever_mixes_two_denominators(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé")
    for ligne in side_by_side(invente.open(), "mefstat11:90000000001@reg:90").lignes:
        assert len({cell.indicateur.denominateur for cell in ligne.cellules}) == 1


def test_an_etablissement_keeps_its_own_status_and_the_region_stands_beside_it(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    invente.etablissement(LYCEE, "Lycée inventé")
    region_row(invente, formation)
    cell = side_by_side(invente.open(), f"mefstat11:90000000001@{LYCEE}").ligne(TAUX).cellules[0]
    assert (cell.statut, cell.valeur, cell.lieu.niveau) == ("hors_instantane", None, "etablissement")
    assert cell.repli is not None
    assert (cell.repli.valeur, cell.repli.effectif, cell.repli.lieu.ref) == (60, 100, "reg:90")


def test_an_academie_falls_back_on_its_region_then_on_france(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    region_row(invente, formation, cells={"taux_emploi_6m": ("sous_seuil", "sortants")})
    region_row(invente, formation, lieu="fr")
    comparison = side_by_side(invente.open(), "mefstat11:90000000001@aca:90")
    poursuite = comparison.ligne("part_poursuite").cellules[0]
    taux = comparison.ligne(TAUX).cellules[0]
    assert poursuite.statut == "non_diffuse"
    assert poursuite.repli is not None
    assert taux.repli is not None
    assert (poursuite.repli.lieu.ref, taux.repli.lieu.ref) == ("reg:90", "fr")


def test_the_region_asked_for_everyone_is_no_substitute(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    invente.etablissement(LYCEE, "Lycée inventé")
    region_row(invente, formation)
    comparison = side_by_side(invente.open(), f"mefstat11:90000000001@{LYCEE}", niveau="region")
    cell = comparison.ligne(TAUX).cellules[0]
    assert (cell.valeur, cell.lieu.ref, cell.repli) == (60, "reg:90", None)
    assert comparison.colonnes[0].lieu.ref == LYCEE


def test_the_newest_cohort_with_a_published_figure_serves_the_whole_column(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    blank = {i.nom: ("sous_seuil",) for i in INDICATEURS if i.portee == "formation"}
    region_row(invente, formation, "2021_2022")
    invente.mesure(formation, "reg:90", "2022_2023", blank)
    column = side_by_side(invente.open(), "mefstat11:90000000001@reg:90")
    assert column.colonnes[0].millesime == "2021_2022"
    assert {ligne.cellules[0].millesime for ligne in column.lignes if ligne.cellules[0].connue} == {"2021_2022"}


def test_one_cohort_can_be_asked_for_and_two_cohorts_compared_without_any_verdict(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    region_row(invente, formation, "2019_2020")
    region_row(invente, formation, "2022_2023")
    comparison = side_by_side(invente.open(), "mefstat11:90000000001@reg:90#2019_2020", "mefstat11:90000000001@reg:90")
    assert [c.millesime for c in comparison.colonnes] == ["2019_2020", "2022_2023"]
    ligne = comparison.ligne(TAUX)
    assert ligne is not None
    assert [v.motif for v in ligne.departage.verdicts] == ["millesime"]


def test_an_unobserved_horizon_proposes_the_newest_cohort_that_has_it_labelled(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    region_row(invente, formation, "2019_2020", cells={"taux_emploi_24m": (49, 100, 49)})
    region_row(invente, formation)
    comparison = side_by_side(invente.open(), "mefstat11:90000000001@reg:90")
    cell = comparison.ligne("taux_emploi_24m").cellules[0]
    assert (cell.statut, cell.millesime) == ("horizon_non_observe", "2022_2023")
    assert cell.repli is not None
    assert (cell.repli.valeur, cell.repli.millesime) == (49, "2019_2020")


def test_months_that_no_row_of_the_cohort_has_propose_an_older_one_too(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    region_row(invente, formation, "2019_2020", cells={"taux_emploi_24m": (49, 100, 49)})
    region_row(invente, formation, "2021_2022", cells={TAUX: (60, 100, 60), "taux_emploi_24m": ("non_diffuse",)})
    cell = side_by_side(invente.open(), "mefstat11:90000000001@reg:90").ligne("taux_emploi_24m").cellules[0]
    assert (cell.statut, cell.repli and cell.repli.millesime) == ("non_diffuse", "2019_2020")


def test_a_place_that_is_no_lycee_is_not_called_one(invente: Invente) -> None:
    region_row(invente, invente.formation("90000000001", "CAP Inventé"))
    invente.etablissement("0900001M", "Lycée Inventé")
    invente.etablissement("0900002N", "Établissement régional d’enseignement adapté Inventé")
    catalogue = invente.open()

    def lack(uai: str) -> str:
        cell = side_by_side(catalogue, f"mefstat11:90000000001@{uai}").ligne(TAUX).cellules[0]
        assert cell.repli is not None
        return repli(cell.repli, catalogue.lieu(uai))

    assert lack("0900001M") == "À défaut du lycée\u00a0: Région inventée"
    assert lack("0900002N") == "À défaut de l’établissement\u00a0: Région inventée"


def test_a_lycee_followed_in_another_cohort_is_not_said_to_be_out_of_scope(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé")
    invente.formation("90000000002", "CAPA Inventé", "scolaire_agricole")
    invente.etablissement("0900001M", "Lycée Inventé")
    invente.etablissement("0900002N", "Lycée Autre")
    cells: dict[str, tuple[object, ...]] = {"part_poursuite_etablissement": (50, None, None)}
    invente.mesure(None, "0900001M", "2022_2023", cells, population="ensemble")
    catalogue = invente.open()

    def statut(ref: str) -> str:
        return side_by_side(catalogue, ref).ligne("part_poursuite_etablissement").cellules[0].statut

    assert statut("mefstat11:90000000001@0900001M") == "valeur"
    assert statut("mefstat11:90000000001@0900001M#2021_2022") == "hors_instantane"
    assert statut("mefstat11:90000000001@0900002N") == "non_couvert"
    assert statut("mefstat11:90000000002@0900002N") == "hors_instantane"


def test_an_earlier_cohort_stands_behind_a_rate_only_when_it_shares_no_promotion(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    for millesime in ("2019_2020", "2021_2022", "2022_2023"):
        region_row(invente, formation, millesime)
    comparison = side_by_side(invente.open(), "mefstat11:90000000001@reg:90")
    earlier = comparison.ligne(TAUX).cellules[0].anterieur
    assert earlier is not None
    assert earlier.millesime == "2019_2020"
    assert comparison.ligne("part_poursuite").cellules[0].anterieur is None


@pytest.mark.parametrize(
    ("more", "lieu", "statut"),
    [
        ({"premiere_session": 2025}, "reg:90", "formation_nouvelle"),
        ({"premiere_session": 2010}, "reg:90", "non_couvert"),
        ({"premiere_session": 2010}, "reg:91", "hors_instantane"),
        ({"premiere_session": 2010}, "reg:06", "non_couvert"),
        ({"premiere_session": 2010}, "fr", "hors_instantane"),
    ],
)
def test_an_absent_row_says_why(invente: Invente, more: dict[str, object], lieu: str, statut: str) -> None:
    region_row(invente, invente.formation("90000000001", "CAP Inventé"))
    invente.formation("90000000002", "CAP Autre inventé", **more)
    comparison = side_by_side(invente.open(), f"mefstat11:90000000002@{lieu}")
    assert comparison.ligne(TAUX).cellules[0].statut == statut


def test_a_year_that_is_not_the_last_names_the_last_one(invente: Invente) -> None:
    first = invente.formation("90000000001", "CAP Inventé (1re année)", terminale=0)
    last = invente.formation("90000000002", "CAP Inventé")
    invente.lien("terminale", first, last)
    cell = side_by_side(invente.open(), "mefstat11:90000000001@reg:90").ligne(TAUX).cellules[0]
    assert cell.statut == "annee_non_terminale"
    assert manque(cell) == "Chiffres mesurés en fin de diplôme\u00a0: CAP Inventé."


def test_a_2de_commune_counts_the_specialites_behind_it(invente: Invente) -> None:
    commune = invente.formation("90000000001", "Bac pro Inventé (2de commune)", terminale=0, commune=1)
    for code in ("90000000002", "90000000003"):
        invente.lien("specialite", commune, invente.formation(code, "Bac pro Inventé"))
    cell = side_by_side(invente.open(), "mefstat11:90000000001@reg:90").ligne(TAUX).cellules[0]
    assert manque(cell) == ("Cela dépend de la spécialité choisie ensuite\u00a0: voir les 2\u00a0spécialités.")


def test_whole_establishment_rows_keep_their_own_name_and_population(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé")
    invente.etablissement(LYCEE, "Lycée inventé")
    cells = {
        "part_emploi_6m_etablissement": (0, None, None),
        "taux_emploi_6m_etablissement": ("sous_seuil", "sortants"),
    }
    invente.mesure(
        None, LYCEE, "2022_2023", {**cells, "part_poursuite_etablissement": (1, None, None)}, population="apprentis"
    )
    invente.mesure(None, LYCEE, "2022_2023", cells, population="ensemble")
    comparison = side_by_side(invente.open(), f"mefstat11:90000000001@{LYCEE}", "mefstat11:90000000001@reg:90")
    here, elsewhere = comparison.ligne("part_emploi_6m_etablissement").cellules
    assert (here.valeur, here.statut, here.population, here.plage) == (0, "valeur", "ensemble", None)
    assert elsewhere.statut == "non_diffuse"
    assert comparison.ligne("part_emploi_6m").cellules[0].valeur is None
    rupture = comparison.ligne("taux_rupture_contrats_etablissement").cellules[0]
    assert rupture.statut == "non_applicable"


def test_a_count_that_is_not_published_gives_no_range_at_all(invente: Invente) -> None:
    formation = invente.formation("90000000001", "CAP Inventé")
    region_row(invente, formation, cells={"part_poursuite": (59, None, None)})
    comparison = side_by_side(invente.open(), "mefstat11:90000000001@reg:90")
    cell = comparison.ligne("part_poursuite").cellules[0]
    assert (cell.valeur, cell.effectif, cell.intervalle, cell.plage) == (59, None, None, None)


def test_an_unknown_formation_or_place_is_not_found(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé")
    catalogue = invente.open()
    for ref in ("mefstat11:90000000009@reg:90", "mefstat11:90000000001@reg:99", f"mefstat11:90000000001@{LYCEE}"):
        with pytest.raises(NotFoundError):
            side_by_side(catalogue, ref)


def test_a_figure_that_sites_of_a_cfa_share_says_so_and_is_never_told_apart_from_itself(invente: Invente) -> None:
    formation = invente.formation("90000001", "CAP Inventé", "apprentissage")
    for uai in ("0900001M", "0900002N", "0900003P"):
        invente.etablissement(uai, "CFA inventé", nature="cfa")
    region_row(invente, formation, lieu="0900001M", voie="apprentissage")
    shared = {"voie": "apprentissage", "origine": "autre_site", "formation_origine": formation}
    region_row(invente, formation, lieu="0900002N", sites=3, **shared)
    region_row(invente, formation, lieu="0900003P", **shared)
    refs = [f"cfd:90000001@{uai}" for uai in ("0900001M", "0900002N", "0900003P")]
    ligne = side_by_side(invente.open(), *refs).ligne(TAUX)
    assert [reserves(cell)[:1] for cell in ligne.cellules] == [
        [],
        ["Même chiffre pour 3\u00a0sites du même CFA."],
        ["Chiffre d’un autre site du même CFA."],
    ]
    assert {v.motif for v in ligne.departage.verdicts} == {"meme_chiffre"}


def test_broken_contracts_have_no_object_at_school_wherever_one_asks(invente: Invente) -> None:
    school = invente.formation("90000000001", "CAP Inventé")
    invente.etablissement(LYCEE, "Lycée inventé")
    cells = {"taux_rupture_contrats_etablissement": (51, None, None)}
    invente.mesure(None, LYCEE, "2018_2019", cells, "apprentissage", population="ensemble")
    invente.mesure(None, LYCEE, "2022_2023", {"taux_rupture_contrats_niveau": (30, None, None)}, "apprentissage",
                   portee="niveau", population="niveau_3")  # fmt: skip
    assert school
    found = side_by_side(invente.open(), f"mefstat11:90000000001@{LYCEE}", "mefstat11:90000000001@reg:90")
    for nom in ("taux_rupture_contrats", "taux_rupture_contrats_etablissement", "taux_rupture_contrats_niveau"):
        assert {(c.statut, c.valeur, c.repli) for c in found.ligne(nom).cellules} == {("non_applicable", None, None)}


def test_a_closed_formation_is_not_told_how_to_enter(invente: Invente) -> None:
    invente.formation("90000001", "CAP Inventé", "apprentissage", fermeture="2020-08-31")
    invente.formation("90000002", "CAP Inventé", "apprentissage", fermeture="2031-08-31")
    found = side_by_side(invente.open(), "cfd:90000001@reg:90", "cfd:90000002@reg:90")
    assert [c.fermee for c in found.colonnes] == [True, False]
    said = [entree(c.formation, fermee=c.fermee)[1] for c in found.colonnes]
    assert said == ["On n’y entre plus", "Trouver un employeur, puis s’inscrire au CFA"]
    assert [r.cle for r in rubriques(found)] == []


def test_exam_results_are_not_told_of_a_region(invente: Invente) -> None:
    invente.formation("90000000001", "CAP Inventé")
    cell = side_by_side(invente.open(), "mefstat11:90000000001@reg:90").ligne("taux_reussite").cellules[0]
    assert cell.statut == "non_diffuse"


def test_places_are_never_told_apart_nor_said_to_lack_counts(invente: Invente) -> None:
    formation = invente.formation("90000000001", "BTS Inventé", niveau=5)
    for uai in ("0900001M", "0900002N"):
        invente.etablissement(uai, "Lycée inventé")
        cells = {i.nom: ("non_applicable",) for i in INDICATEURS if i.portee == "acces"}
        cells |= {"capacite": (30, None, None), "taux_acces_parcoursup": (40, None, None)}
        invente.mesure(formation, uai, "2025", cells, portee="acces")
    found = side_by_side(invente.open(), "mefstat11:90000000001@0900001M", "mefstat11:90000000001@0900002N")
    assert {v.motif for v in found.ligne("capacite").departage.verdicts} == {"sans_objet"}
    assert phrase(found.ligne("capacite").departage, ("a", "b")) == ""
