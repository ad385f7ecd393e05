"""What one source says of another: months that a newer file has followed are no longer « not followed yet »."""

from __future__ import annotations

from data_bundle.builder import statuses
from data_bundle.builder.crosscheck import no_longer_awaited
from data_bundle.builder.measures import Mesure
from data_bundle.builder.statuses import Cell
from tests.data_bundle.lecture import Lecture


def row(millesime: str, nom: str, cell: Cell) -> Mesure:
    formation = None if nom.endswith("_etablissement") else ("mefstat11", "23220090001")
    return Mesure(formation, "reg:53", "scolaire", millesime, None, "essai", (cell,))


def awaited(millesime: str) -> Mesure:
    return row(millesime, "taux_emploi_24m", statuses.gap("taux_emploi_24m", statuses.HORIZON))


def test_a_promotion_followed_elsewhere_is_not_said_to_be_too_young() -> None:
    nom = "taux_emploi_24m_etablissement"
    other = row("2021_2022", nom, statuses.value(nom, 60))
    found = no_longer_awaited([awaited("2021_2022"), awaited("2022_2023")], [other])
    assert [r.cells[0].statut for r in found] == [statuses.NON_DIFFUSE, statuses.HORIZON]


def test_other_months_and_other_gaps_stay_as_they_are() -> None:
    nom = "taux_emploi_18m_etablissement"
    rows = [
        awaited("2021_2022"),
        row("2021_2022", "part_poursuite", statuses.gap("part_poursuite", statuses.SOUS_SEUIL)),
    ]
    assert no_longer_awaited(rows, [row("2021_2022", nom, statuses.value(nom, 60))]) == rows


def test_the_months_of_2022_are_not_awaited_in_the_regions_since_the_cfas_have_them(complet: Lecture) -> None:
    query = (
        "SELECT DISTINCT m.millesime, s.nom FROM valeur v JOIN mesure m ON m.id = v.mesure"
        " JOIN statut s ON s.id = v.statut JOIN indicateur i ON i.id = v.indicateur"
        " WHERE i.nom = 'taux_emploi_24m' AND m.millesime > '2021' ORDER BY 1"
    )
    found = complet.db.execute(query).fetchall()
    assert found == [("2021_2022", "non_diffuse"), ("2022_2023", "horizon_non_observe")]
