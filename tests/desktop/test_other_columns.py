"""What the panel says of the gaps with the other columns: no cause, no caution that is not of these figures."""

from __future__ import annotations

from dataclasses import replace

from desktop.other_columns import with_others
from desktop.typography import NBSP
from tests.desktop.test_breaks import LIEUX, figure
from tests.desktop.test_meetings import row

NAMES = ("A", "B")


def test_broken_contracts_are_sent_to_only_where_some_are_shown() -> None:
    lignes = [row(figure(), figure(row=2, voie="apprentissage"))]
    [without] = with_others(lignes, 0, NAMES)
    assert without.endswith(f"Regardez aussi à 12, 18 et 24{NBSP}mois.")
    [beside] = with_others(lignes, 0, NAMES, {1})
    assert beside.endswith(f"12, 18 et 24{NBSP}mois, et les contrats rompus.")


def test_an_access_rate_lacks_no_count() -> None:
    made = [figure("taux_acces_parcoursup", LIEUX[0], "2025", "superieur", row=i) for i in (1, 2)]
    rates = [replace(one, effectif=None, numerateur=None, plage=None, calibration=None) for one in made]
    assert with_others([row(*rates, nom="taux_acces_parcoursup")], 0, NAMES) == ()


def test_young_people_who_are_not_counted_leave_a_gap_unsaid() -> None:
    made = [replace(figure(row=i), effectif=None, numerateur=None, plage=None) for i in (1, 2)]
    assert with_others([row(*made)], 0, NAMES) == (
        f"B{NBSP}: Sans les effectifs, on ne peut pas dire si l’écart compte.",
    )


def test_what_was_expected_is_named_beside_the_months() -> None:
    older = figure(row=2, millesime="2024_2025")
    lignes = [
        row(figure(), older, nom="taux_emploi_6m_attendu_etablissement"),
        row(figure(), older, nom="taux_emploi_6m_etablissement"),
        row(figure(), figure(row=2), nom="taux_emploi_12m_etablissement"),
    ]
    [said] = with_others(lignes, 0, NAMES)
    assert f"Attendu et À 6{NBSP}mois{NBSP}: promotions différentes" in said
