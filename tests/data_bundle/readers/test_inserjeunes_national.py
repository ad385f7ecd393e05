"""InserJeunes for the whole of France (made-up rows): one cohort, counts behind the rates, pay on rows of its own."""

from __future__ import annotations

import pytest
from hypothesis import given

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.measures import Mesure
from data_bundle.builder.read_inserjeunes_national import CODE, read
from tests.data_bundle.readers.abimer import Chiffres, Lignes, abimes, lire, nombre, reads_rightly_or_stops
from tests.data_bundle.readers.invente import CONTEUR, LICORNIER, PARTS, TAUX, cases, csv, statuts, valeurs

PATH = f"{CODE}/{CODE}.csv"
COUNTS = "nb_annee_term;nb_sortant;nb_poursuite_etudes;nb_en_emploi_6_mois;nb_en_emploi_12_mois"
PAY = ("salaire_net_12m_q1", "salaire_net_12m_median", "salaire_net_12m_q3")
HEADER = (
    f"annee;filiere;code_formation_mefstat11;code_formation_diplome;libelle_formation;{COUNTS};"
    "taux_poursuite_etudes;part_en_emploi_6_mois_apres_la_sortie;part_des_autres_situations;taux_emploi_6_mois;"
    "taux_emploi_12_mois;taux_emploi_24_mois;taux_contrats_interrompus;"
    "salaire_TS_Q1_12_mois;salaire_TS_Q2_12_mois;salaire_TS_Q3_12_mois"
)
ROWS = (
    f"2024;voie_pro_sco_educ_nat;{CONTEUR};;CONTEUR;440;208;232;108;120;53;25;22;52;58;;;1390;1540;1640",
    "2024;apprentissage;;50090002;LICORNIER;100;60;40;30;33;40;30;30;50;55;;20;;;",
    f"2024;voie_pro_sco_educ_nat;{LICORNIER};;LICORNIER;30;10;20;5;6;67;17;16;;;;;;;",
    "2024;apprentissage;;01090020;LUTIN;15;5;10;4;4;67;27;6;80;80;;9;1300;1400;1500",
    "2022;apprentissage;;50090002;LICORNIER;100;60;40;30;33;40;30;30;50;55;57;21;1400;1500;1600",
)
TEXT = csv(HEADER, *ROWS)


def national(text: str) -> dict[tuple[str, str, str], Mesure]:
    found, _ = lire(read, PATH, text.encode())
    assert {m.lieu for m in found.mesures} == {"fr"}
    assert found.noms == found.offre == []
    return {(m.formation[1], m.millesime, m.portee): m for m in found.mesures if m.formation}


def test_rates_keep_the_counts_behind_them() -> None:
    row = national(TEXT)[CONTEUR, "2024", "formation"]
    assert (row.voie, row.formation, row.population) == ("scolaire", ("mefstat11", CONTEUR), None)
    assert valeurs(row, *PARTS, *TAUX[:2]) == (53, 25, 22, 52, 58)
    shown = {nom: (c.effectif, c.numerateur, c.recalcule) for nom, c in cases(row).items() if c.valeur is not None}
    assert shown["part_poursuite"] == (440, 232, 0)
    assert shown["part_emploi_6m"] == (440, 108, 0)
    assert shown["part_poursuite_ou_emploi_6m"] == (440, 340, 1)
    assert shown["taux_emploi_6m"] == (208, 108, 0)
    assert statuts(row, "taux_emploi_24m", "taux_emploi_18m") == ("horizon_non_observe", "non_diffuse")


def test_counts_under_twenty_leave_nothing_behind() -> None:
    few = national(TEXT)[LICORNIER, "2024", "formation"]
    assert valeurs(few, *PARTS) == (67, 17, 16)
    assert statuts(few, *TAUX[:2]) == ("sous_seuil:sortants",) * 2
    assert {(c.effectif, c.numerateur) for c in few.cells if c.valeur is not None} == {(None, None)}
    fewer = national(TEXT)["01090020", "2024", "formation"]
    assert {c.valeur for c in fewer.cells} == {None}


def test_a_rate_hidden_for_too_few_cannot_be_found_from_the_parts() -> None:
    header, row = HEADER.replace("part_en_emploi_6_mois_apres_la_sortie;part_des_autres_situations;", ""), ROWS[0]
    few = f"2024;voie_pro_sco_educ_nat;{LICORNIER};;LICORNIER;30;{{}};20;6;;67;{{}};;;;;;"
    for sortants, rate in (("10", ""), ("", "60"), ("", ""), ("10", "60")):
        found = national(csv(header, row.replace(";25;22;", ";"), few.format(sortants, rate)))
        hidden = found[LICORNIER, "2024", "formation"]
        assert valeurs(hidden, *PARTS, "part_poursuite_ou_emploi_6m", TAUX[0]) == (67, None, None, None, None)
        assert statuts(hidden, TAUX[0]) == ("sous_seuil:sortants",)
        assert {(c.effectif, c.numerateur) for c in hidden.cells} == {(None, None)}
        assert valeurs(found[CONTEUR, "2024", "formation"], *PARTS) == (53, 25, 22)


def test_a_poursuite_under_its_other_name_hides_for_the_same_reason() -> None:
    blank = f"2024;voie_pro_sco_educ_nat;{LICORNIER};;LICORNIER" + ";" * 15
    hidden = national(csv(HEADER, ROWS[0], blank))[LICORNIER, "2024", "formation"]
    assert statuts(hidden, "part_poursuite", TAUX[0]) == ("sous_seuil",) * 2


def test_a_part_that_contradicts_its_rate_stops_with_its_place() -> None:
    text = csv(HEADER + ";part_en_poursuite_d_etudes", ROWS[0] + ";53", ROWS[1] + ";42")
    with pytest.raises(BadInputError) as stop:
        national(text)
    words = ("ligne 3", "«\u00a0taux_poursuite_etudes\u00a0»", "contredit la part en poursuite d’études, 42")
    assert [word for word in words if word not in str(stop.value)] == []


def test_pay_stands_on_a_row_of_its_own() -> None:
    rows = national(TEXT)
    assert valeurs(rows[CONTEUR, "2024", "salaire"], *PAY) == (1390, 1540, 1640)
    assert statuts(rows["50090002", "2024", "salaire"], *PAY) == ("sous_seuil",) * 3


def test_pay_of_which_one_quartile_is_missing_is_not_shown() -> None:
    text = TEXT.replace("1390;1540;1640", "1390;;1640")
    assert statuts(national(text)[CONTEUR, "2024", "salaire"], *PAY) == ("raison_inconnue",) * 3
    _, report = lire(read, PATH, text.encode())
    assert [(one.motif, one.exemples) for one in report.left_out] == [
        ("quartiles de salaire incomplets, laissés de côté", (f"{CONTEUR} 2024",))
    ]


def test_pay_of_fewer_than_twenty_people_is_not_shown() -> None:
    rows = [f"{row};{count}" for row, count in zip(ROWS, (19, "", "", "", 25), strict=True)]
    found = national(csv(HEADER + ";nb_salaries", *rows))
    assert statuts(found[CONTEUR, "2024", "salaire"], *PAY) == ("sous_seuil",) * 3
    assert [c.effectif for c in found["50090002", "2022", "salaire"].cells] == [25] * 3


@pytest.mark.parametrize("counts", ["15;5;10;4;4", "40;19;;;", "40;25;;;19", "40;;21;;", "19;;;;"])
def test_pay_is_not_shown_where_those_it_is_counted_among_are_too_few(counts: str) -> None:
    row = f"2024;voie_pro_sco_educ_nat;{CONTEUR};;CONTEUR;{counts};;;;;;;;1390;1540;1640"
    assert statuts(national(csv(HEADER, row))[CONTEUR, "2024", "salaire"], *PAY) == ("sous_seuil",) * 3
    enough = row.replace(counts, "40;20;20;;20")
    assert valeurs(national(csv(HEADER, enough))[CONTEUR, "2024", "salaire"], *PAY) == (1390, 1540, 1640)


def test_without_pay_in_the_file_there_is_no_row_of_pay() -> None:
    header, rows = HEADER.rsplit(";", 3)[0], [row.rsplit(";", 3)[0] for row in ROWS]
    assert {key[2] for key in national(csv(header, *rows))} == {"formation"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2024;voie", "2023-2024;voie", ["ligne 2", "«\u00a0annee\u00a0»", "une seule promotion"]),
        (";440;208;", ";440;441;", ["ligne 2", "nb_sortant", "dépasse l’effectif d’où il vient, 440"]),
        (";232;108;", ";232;209;", ["ligne 2", "nb_en_emploi_6_mois", "dépasse"]),
        (";53;25;22;", ";59;25;16;", ["ligne 2", "taux_poursuite_etudes", "contredit les effectifs, 232 sur 440"]),
        (";52;58;", ";52;18;", ["ligne 2", "taux_emploi_12_mois", "contredit"]),
        ("1390;1540", "1590;1540", ["ligne 2", "salaire_TS_Q2_12_mois", "quartile"]),
        ("1390;", "13;", ["ligne 2", "salaire_TS_Q1_12_mois", "salaire mensuel"]),
        ("voie_pro_sco_educ_nat", "autre", ["ligne 2", "filiere", "voie"]),
        (CONTEUR, "", ["ligne 2", "code_formation_mefstat11", "formation"]),
    ],
)
def test_a_damaged_row_stops_with_its_place(old: str, new: str, words: list[str]) -> None:
    with pytest.raises(BadInputError) as stop:
        national(TEXT.replace(old, new, 1))
    assert [word for word in [PATH, *words] if word not in str(stop.value)] == []


COLONNES = {
    "part_poursuite": ("taux_poursuite_etudes",),
    "part_emploi_6m": ("part_en_emploi_6_mois_apres_la_sortie",),
    "part_autres_6m": ("part_des_autres_situations",),
    "taux_rupture_contrats": ("taux_contrats_interrompus",),
    **{f"taux_emploi_{h}m": (f"taux_emploi_{h}_mois",) for h in (6, 12, 24)},
    **{nom: (f"salaire_TS_Q{i}_12_mois",) for i, nom in enumerate(PAY, 1)},
}


def _rightly(found: object, lignes: Lignes, report: object) -> None:
    def key(row: dict[str, str]) -> tuple[str, str]:
        mefstat11, cfd = row.get("code_formation_mefstat11", ""), row.get("code_formation_diplome", "")
        scolaire = row["filiere"].casefold() in ("voie_pro_sco_educ_nat", "pro", "scolaire", "agricole")
        return (mefstat11[-11:] if scolaire else cfd[-8:]), row["annee"][-4:]

    Chiffres(COLONNES, key, lambda m: (m.formation and m.formation[1], m.millesime), tous=False)(found, lignes, report)  # type: ignore[arg-type]
    said = {key(row): row for row in lignes}
    for mesure in found.mesures:  # type: ignore[attr-defined]
        row = said[mesure.formation[1], mesure.millesime]
        n, s = nombre(row.get("nb_annee_term", "")), nombre(row.get("nb_sortant", ""))
        shown = [c for c in mesure.cells if c.valeur is not None]
        if mesure.portee == "formation":
            assert all(c.effectif in (None, n, s) for c in shown)
            assert not shown or n is None or n >= 20


@given(abimes(TEXT))
def test_a_damaged_file_is_read_rightly_or_stops(data: bytes) -> None:
    reads_rightly_or_stops(read, PATH, data, _rightly)
