"""InserSup, on rows made up to the official header of 2026: no file of it is at hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle.builder import read_insersup, sources
from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.insersup_cells import FIGURES, one_decimal, said
from data_bundle.builder.insersup_formations import Diplome, kind_of
from data_bundle.builder.measures import Mesure
from data_bundle.builder.reading import Reading
from data_bundle.builder.report import Report
from data_bundle.indicators import INDICATEURS, STATUTS
from tests.data_bundle.lecture import Lecture
from tests.data_bundle.readers.abimer import Chiffres, Lignes, abimes, reads_rightly_or_stops

HORIZONS = (6, 12, 18, 24, 30)
WHO = ("obtention_diplome", "genre", "nationalite", "regime_inscription")
HEADER = [
    "date_jeu", "reg_nom", "reg_id", "aca_nom", "aca_id", "uo_lib", "uo_lib_actuel", "id_paysage",
    "id_paysage_actuel", "etablissement", "denomination_principale", "type_diplome_long", "type_diplome", "dom_lib",
    "dom", "discipli_lib", "discipli", "sectdis_lib", "sectdis", "libelle_diplome", "diplome", "source", *WHO,
    "nb_sortants", "nb_poursuivants", "promo", *(f"flag_{h}" for h in HORIZONS), *(f"exception_{h}" for h in HORIZONS),
    *(f"tx_sortants_en_emploi{of}_{h}" for of in ("", "_etranger") for h in HORIZONS[:3]),
    *(f"{what}_sortants_en_emploi_{job}_{h}" for job in ("sal_fr", "non_sal", "stable")
      for what in ("nb", "tx") for h in HORIZONS),
    *(f"salaire_q{q}_{h}" for q in (1, 2, 3) for h in HORIZONS),
]  # fmt: skip
TEMPLATE = {
    "date_jeu": "2026_S1", "uo_lib": "Université des fées", "etablissement": "0359910G",
    "type_diplome_long": "Licence professionnelle", "type_diplome": "licence_pro",
    "libelle_diplome": "METIERS DU CONTE (INVENTE)", "diplome": "2499001", "source": "insersup",
    **dict.fromkeys(WHO, "ensemble"), "promo": "2024", "nb_sortants": "40",
    "nb_sortants_en_emploi_sal_fr_12": "30", "tx_sortants_en_emploi_sal_fr_12": "75.00",
}  # fmt: skip
STATUS = {s.id: f"{s.nom}:{s.variante}" if s.variante else s.nom for s in STATUTS}
NAMES = {i.id: i.nom for i in INDICATEURS}
JOB = "sup_taux_emploi_salarie_fr_12m"
PAY = tuple(f"sup_salaire_net_12m_{q}" for q in ("q1", "median", "q3"))

Row = dict[str, str]
Read = Callable[..., Reading]


def row(**given: str) -> Row:
    """Return a made-up row; an indicateur stands for its column. Another rate or another total goes without a count."""
    if given.keys() & {JOB, "nb_sortants"}:
        given = {"nb_sortants_en_emploi_sal_fr_12": ""} | given
    return TEMPLATE | {FIGURES[name][0] if name in FIGURES else name: text for name, text in given.items()}


def text_of(*rows: Row, header: list[str] = HEADER) -> str:
    lines = [header] + [[one.get(name, "") for name in header] for one in rows]
    return "".join(";".join(f'"{t}"' if "," in t else t for t in line) + "\r\n" for line in lines)


@pytest.fixture
def lire(tmp_path: Path) -> Read:
    """Read made-up rows, or a whole text, or bytes."""

    def run(*rows: Row, text: str | None = None, data: bytes | None = None, report: Report | None = None) -> Reading:
        path = tmp_path / "fr-esr-insersup" / "fr-esr-insersup_invente.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data or (text_of(*rows) if text is None else text).encode("utf-8-sig"))
        return read_insersup.read(Inputs(tmp_path, sources.load(), report or Report()))

    return run


def only(reading: Reading) -> Mesure:
    [found] = reading.mesures
    return found


def values(mesure: Mesure) -> dict[str, object]:
    """Return by indicateur the value, or the status of a gap."""
    return {NAMES[c.indicateur]: STATUS[c.statut] if c.valeur is None else c.valeur for c in mesure.cells}


def test_a_row_of_an_establishment_is_a_mesure_an_offer_a_name_and_a_formation(lire: Read) -> None:
    reading = lire(row())
    mesure = only(reading)
    assert (mesure.formation, mesure.lieu, mesure.voie) == (("sise", "2499001"), "0359910G", "superieur")
    assert (mesure.millesime, mesure.population, mesure.portee) == ("2024", "ensemble", "superieur")
    assert [c.indicateur for c in mesure.cells] == [i.id for i in INDICATEURS if i.portee == "superieur"]
    assert reading.offre == [(("sise", "2499001"), "0359910G", 2024, None, "fr-esr-insersup", "promotion")]
    [nom] = reading.noms
    assert (nom.uai, nom.libelle, nom.nature) == ("0359910G", "Université des fées", "autre")
    [formation] = reading.formations
    assert (formation.type_code, formation.code, formation.voie) == ("sise", "2499001", "superieur")
    assert (formation.diplome, formation.niveau, formation.terminale) == ("Licence professionnelle", 6, 1)


def test_profiles_totals_and_the_older_survey_are_left_aside(lire: Read) -> None:
    aside = [row(**{name: "femme"}) for name in WHO]
    aside += [row(etablissement="UNIV"), row(etablissement="all"), row(diplome="all"), row(source="IP")]
    aside += [row(uo_lib="National", etablissement="all", diplome="all")]
    assert only(lire(*aside, row(diplome="2499002"))).formation == ("sise", "2499002")


def test_a_national_row_stands_for_france_without_an_offer(lire: Read) -> None:
    reading = lire(row(uo_lib="National", etablissement="all"))
    assert only(reading).lieu == "fr"
    assert reading.offre == []
    assert reading.noms == []


@pytest.mark.parametrize(("promo", "millesime"), [("2024", "2024"), ("2023,2024", "2023_2024")])
def test_a_promo_is_one_cohort_or_two(lire: Read, promo: str, millesime: str) -> None:
    reading = lire(row(promo=promo))
    assert only(reading).millesime == millesime
    assert reading.offre[0].rentree == 2024


@pytest.mark.parametrize("promo", ["", "24", "2022,2024", "2024,2023", "2022,2023,2024", "2023-2024"])
def test_any_other_promo_stops_with_its_line(lire: Read, promo: str) -> None:
    with pytest.raises(BadInputError, match=r"_invente\.csv, ligne 3, colonne «\u00a0promo\u00a0»"):
        lire(row(), row(promo=promo))


def test_a_type_of_diploma_is_held_to_everyone_who_left(lire: Read) -> None:
    graduates = row(obtention_diplome="diplômé", diplome="2499002", nb_sortants="30")
    assert only(lire(graduates, row())).formation == ("sise", "2499001")
    assert only(lire(row(), graduates)).formation == ("sise", "2499001")
    assert {o.formation[1] for o in lire(graduates, row()).offre} == {"2499001"}


def test_graduates_alone_stand_where_their_type_has_nothing_else_and_say_so(lire: Read) -> None:
    master = {"type_diplome": "master_LMD", "type_diplome_long": "Master LMD", "diplome": "2499003"}
    found = lire(row(), row(obtention_diplome="diplômé", **master))
    assert {(m.formation, m.population) for m in found.mesures} == {
        (("sise", "2499001"), "ensemble"),
        (("sise", "2499003"), "diplômé"),
    }


def test_graduates_let_go_leave_no_trace(lire: Read) -> None:
    """Two rows of graduates that differ do not make the row of everyone ambiguous, nor fill a column."""
    two = [row(obtention_diplome="diplômé", nb_sortants=n, sup_taux_emploi_stable_30m="50") for n in ("30", "31")]
    found = values(only(lire(*two, row())))
    assert found[JOB] == 75
    assert found["sup_taux_emploi_stable_30m"] == "horizon_non_observe"


def test_the_population_is_pinned_across_the_parts_of_a_stream(lire: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = read_insersup.read_chunks
    monkeypatch.setattr(read_insersup, "read_chunks", lambda *a, **k: chunks(*a, **k, size=1))
    graduates = row(obtention_diplome="diplômé")
    assert only(lire(graduates, row(), graduates)).population == "ensemble"
    with pytest.raises(BadInputError, match="ligne 4"):
        lire(graduates, row(), row(sup_taux_emploi_salarie_fr_12m="101"))


def test_equal_rows_of_one_place_are_one(lire: Read) -> None:
    assert values(only(lire(row(discipli="1"), row(discipli="2"))))[JOB] == 75


def test_different_rows_of_one_place_leave_no_figure_and_are_reported(lire: Read) -> None:
    report = Report()
    found = lire(row(), row(sup_taux_emploi_salarie_fr_12m="80"), row(), report=report)
    mesure = only(found)
    assert values(mesure)[JOB] == "raison_inconnue"
    assert {c.valeur for c in mesure.cells} == {None}
    assert len(found.offre) == 1
    assert any("1 ligne refusée, chiffres différents" in line and "0359910G 2499001" in line for line in report.lines)


def test_the_same_sise_under_two_types_leaves_no_figure(lire: Read) -> None:
    found = lire(row(), row(type_diplome="master_LMD", nb_sortants="50"))
    assert {c.valeur for c in only(found).cells} == {None}
    assert len(found.formations) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("74.75", 74.8), ("74,75", 74.8), ("80", 80), ("0", 0), ("100", 100), ("62.5 *", 62.5), ("62*", 62),
        ("nd", "non_diffuse"), ("ND", "non_diffuse"), ("ns", "non_diffuse"), ("**", "non_diffuse"),
        ("12 **", "non_diffuse"), ("na", "raison_inconnue"), ("", "raison_inconnue"), ("null", "raison_inconnue"),
        ("*", "raison_inconnue"),
    ],
)  # fmt: skip
def test_every_mark_of_a_rate_has_its_status(lire: Read, text: str, expected: object) -> None:
    found = lire(row(), row(diplome="2499002", sup_taux_emploi_salarie_fr_12m=text))
    assert values(found.mesures[1])[JOB] == expected


def test_counts_stand_behind_a_rate_that_they_give(lire: Read) -> None:
    cell = only(lire(row())).cells[1]
    assert cell[2:] == (75, 40, 30, 0)
    near = row(nb_sortants="400", nb_sortants_en_emploi_sal_fr_12="297")
    assert only(lire(near)).cells[1][2:] == (75, 400, None, 0)
    assert only(lire(row(nb_sortants="nd"))).cells[1][2:] == (75, None, None, 0)
    assert only(lire(row(nb_sortants="130 *", nb_sortants_en_emploi_sal_fr_12="nd"))).cells[1][2:] == (75, 130, None, 0)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"nb_sortants_en_emploi_sal_fr_12": "41"}, "«\u00a041\u00a0» dépasse le nombre de sortants, 40"),
        ({"nb_sortants_en_emploi_sal_fr_12": "20"}, "contredit son taux, 75, pour 40 sortants"),
        ({"nb_sortants_en_emploi_sal_fr_12": "3", "nb_sortants": "0"}, "dépasse le nombre de sortants, 0"),
    ],
)
def test_more_in_a_job_than_there_can_be_stop_with_their_line(lire: Read, given: Row, reason: str) -> None:
    with pytest.raises(BadInputError) as stop:
        lire(row(), row(**given))
    words = ("ligne 3", "colonne «\u00a0nb_sortants_en_emploi_sal_fr_12\u00a0»", reason)
    assert [word for word in words if word not in str(stop.value)] == []


@pytest.mark.parametrize("uai", ["1360003P", "9990003P"])
def test_an_establishment_abroad_is_refused_and_said(lire: Read, uai: str) -> None:
    report = Report()
    found = lire(row(), row(etablissement=uai), report=report)
    assert only(found).lieu == "0359910G"
    assert {nom.uai for nom in found.noms} == {o.uai for o in found.offre} == {"0359910G"}
    assert [(r.motif, r.lignes, r.exemples) for r in report.left_out] == [("établissement hors de France", 1, (uai,))]


def test_a_promo_of_the_future_stops_the_build(dossier: Path, construire: Callable[..., Path]) -> None:
    path = dossier / "fr-esr-insersup" / "fr-esr-insersup_invente.csv"
    path.parent.mkdir()
    path.write_text(text_of(row(), row(promo="2033,2034")), encoding="utf-8")
    sentence = "fr-esr-insersup\u00a0: promotion 2033-2034 dans le futur (1 ligne)\u00a0; reprenez le fichier d’origine"
    with pytest.raises(BadInputError, match=re.escape(sentence)):
        construire()


def test_fewer_than_twenty_leave_neither_count_nor_rate_nor_pay(lire: Read) -> None:
    pay = dict(zip(PAY, ("1500", "1700", "1900"), strict=True))
    found = lire(row(), row(diplome="2499002", nb_sortants="19", **pay))
    mesure = found.mesures[1]
    assert [values(mesure)[name] for name in (JOB, *PAY)] == ["sous_seuil"] * 4
    assert {(c.valeur, c.effectif, c.numerateur) for c in mesure.cells} == {(None, None, None)}


def test_quartiles_of_pay_are_all_three_or_none(lire: Read) -> None:
    given = dict(zip(PAY, ("1500", "1700", "1900"), strict=True))
    assert [values(only(lire(row(**given))))[name] for name in PAY] == [1500, 1700, 1900]
    partial = values(only(lire(row(**given | {PAY[0]: "nd"}))))
    assert [partial[name] for name in PAY] == ["non_diffuse"] * 3


def test_quartiles_out_of_order_stop_with_their_line(lire: Read) -> None:
    given = dict(zip(PAY, ("1500", "1700", "1600"), strict=True))
    with pytest.raises(BadInputError, match=r"ligne 3, colonne «\u00a0salaire_q2_12\u00a0».*quartiles"):
        lire(row(), row(**given))


def test_a_horizon_that_no_row_of_the_cohort_has_is_not_yet_known(lire: Read) -> None:
    old = row(promo="2021", sup_taux_emploi_salarie_fr_30m="80", sup_taux_emploi_etranger_6m="2")
    found = {m.millesime: values(m) for m in lire(row(), old).mesures}
    assert found["2024"]["sup_taux_emploi_salarie_fr_18m"] == "horizon_non_observe"
    assert found["2024"]["sup_taux_emploi_salarie_fr_30m"] == "horizon_non_observe"
    assert found["2024"]["sup_taux_emploi_salarie_fr_6m"] == "non_diffuse"
    assert found["2021"]["sup_taux_emploi_salarie_fr_24m"] == "non_diffuse"
    assert found["2021"]["sup_salaire_net_6m_median"] == "non_diffuse"


def test_a_horizon_with_a_mark_was_looked_at(lire: Read) -> None:
    found = lire(row(sup_taux_emploi_stable_30m="nd"), row(diplome="2499002"))
    assert [values(m)["sup_taux_emploi_stable_30m"] for m in found.mesures] == ["non_diffuse", "raison_inconnue"]


def test_a_column_gone_from_the_file_is_not_published_and_one_more_is_told(lire: Read) -> None:
    report = Report()
    header = [name for name in HEADER if "etranger" not in name] + ["nouveaute"]
    found = lire(text=text_of(row(), header=header), report=report)
    assert values(only(found))["sup_taux_emploi_etranger_12m"] == "non_diffuse"
    assert any("«\u00a0nouveaute\u00a0»" in line for line in report.lines)


@pytest.mark.parametrize("name", ["diplome", "promo", "genre", "obtention_diplome", "source", "nb_sortants"])
def test_a_file_without_a_column_that_decides_is_refused(lire: Read, name: str) -> None:
    header = [column for column in HEADER if column != name]
    with pytest.raises(BadInputError, match=rf"ligne 1.*«\u00a0{name}\u00a0» manque"):
        lire(text=text_of(row(), header=header))


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        (JOB, "101", "hors des bornes"), (JOB, "-1", "hors des bornes"), (JOB, "beaucoup", "pas un nombre"),
        ("nb_sortants", "-40", "hors des bornes"), ("nb_sortants", "40.5", "nombre entier"),
        (PAY[1], "0", "hors des bornes"), (PAY[1], "25000", "hors des bornes"), ("diplome", "249900", "code SISE"),
        ("diplome", "2.4E+06", "code SISE"), ("etablissement", "359910G", "numéro d’un établissement"),
    ],
)  # fmt: skip
def test_a_figure_or_a_code_that_cannot_be_stops_with_its_line(lire: Read, column: str, text: str, reason: str) -> None:
    theirs = FIGURES[column][0] if column in FIGURES else column
    pattern = rf"_invente\.csv, ligne 4, colonne «\u00a0{re.escape(theirs)}\u00a0».*«\u00a0{re.escape(text)}\u00a0» .*"
    with pytest.raises(BadInputError, match=pattern + reason):
        lire(row(), row(genre="femme"), row(**{column: text}))


def test_a_cut_line_a_wrong_separator_and_an_empty_choice_are_refused(lire: Read) -> None:
    whole = text_of(row(), row(diplome="2499002"))
    with pytest.raises(BadInputError, match=r"ligne 3.*tronqué"):
        lire(text=whole[:-30])
    with pytest.raises(BadInputError, match="encodage"):
        lire(data=whole.encode() + b"\x81\n")
    with pytest.raises(BadInputError, match="manque"):
        lire(text=whole.replace(";", "|"))
    with pytest.raises(BadInputError, match="sans aucune ligne pour l’ensemble"):
        lire(row(genre="femme"))


def test_a_place_without_a_number_is_left_out_and_reported(lire: Read) -> None:
    report = Report()
    assert only(lire(row(etablissement="", diplome="2499002"), row(), report=report)).lieu == "0359910G"
    assert any("sans numéro UAI" in line for line in report.lines)


def test_every_row_of_the_file_is_counted_kept_or_not(lire: Read) -> None:
    report = Report()
    lire(row(), row(genre="femme"), row(diplome="all"), report=report)
    assert "fr-esr-insersup\u00a0: 3 lignes" in report.lines
    [aside] = report.left_out
    assert (aside.lignes, aside.voulu) == (2, True)


def test_without_the_file_there_is_nothing(tmp_path: Path) -> None:
    assert read_insersup.read(Inputs(tmp_path, sources.load(), Report())) == Reading()


@pytest.mark.parametrize(
    ("long", "short", "expected"),
    [
        ("Licence générale", "licence_generale", ("Licence", 6)),
        ("Licence professionnelle", "licence_pro", ("Licence professionnelle", 6)),
        ("Master LMD", "master_LMD", ("Master", 7)),
        ("Master MEEF", "master_MEEF", ("Master MEEF", 7)),
        ("Bachelor universitaire de technologie", "but", ("BUT", 6)),
        ("Diplôme d'ingénieurs", "Formation ingénieur", ("Diplôme d’ingénieur", 7)),
        ("DUT", "dut", ("DUT", 5)),
        ("", "licence_pro", ("Licence professionnelle", 6)),
        ("Diplôme visé grade de master", "grade_master", ("Diplôme visé grade de master", None)),
        ("Bachelor en ingénierie", "bachelor_ingenieur", ("Bachelor en ingénierie", None)),
    ],
)
def test_a_kind_of_diploma_has_the_name_that_families_use(long: str, short: str, expected: tuple[str, int]) -> None:
    assert kind_of(Diplome("2024", "", long, short)) == expected


BASE = text_of(
    row(**dict(zip(PAY, ("1500", "1700", "1900"), strict=True))),
    row(genre="femme"),
    row(promo="2023,2024", nb_sortants="120 *", sup_taux_emploi_stable_12m="30.5", sup_taux_emploi_salarie_fr_6m="nd"),
    row(uo_lib="National", etablissement="all", nb_sortants="nd", sup_taux_emploi_non_salarie_18m="7.5"),
)
CHIFFRES = Chiffres(
    colonnes={name: columns for name, columns in FIGURES.items() if name.startswith("sup_")},
    cle=lambda one: (
        ("fr" if one["uo_lib"] == "National" else one["etablissement"], one["diplome"], one["promo"].replace(",", "_"))
        if one["source"] == "insersup" and {one[name] for name in WHO} == {"ensemble"} and one["diplome"] != "all"
        else None
    ),
    de=lambda mesure: (mesure.lieu, (mesure.formation or ("", ""))[1], mesure.millesime),
    tous=False,
)


def rightly(found: Reading, lignes: Lignes, report: Report) -> None:
    """Check the figures; a value on two years pooled bears one mark, which is no part of it."""
    CHIFFRES(found, [{name: re.sub(r" ?\*$", "", t) for name, t in ligne.items()} for ligne in lignes], report)


def test_the_file_that_is_damaged_below_is_whole() -> None:
    path = "fr-esr-insersup/fr-esr-insersup_invente.csv"
    found = reads_rightly_or_stops(read_insersup.read, path, BASE.encode(), rightly)
    assert found is not None
    assert len(found.mesures) == 3


@given(abimes(BASE))
def test_a_damaged_file_is_read_rightly_or_refused(data: bytes) -> None:
    reads_rightly_or_stops(read_insersup.read, "fr-esr-insersup/fr-esr-insersup_invente.csv", data, rightly)


@given(st.text(alphabet="0123456789.,*nd -aNDs", max_size=8))
def test_any_text_is_read_rightly_or_refused(text: str) -> None:
    try:
        found = said(text)
    except ValueError:
        return
    digits = re.search(r"[0-9]", text)
    assert (found.number is not None) == bool(digits and not text.strip().endswith("**"))


@given(st.integers(0, 10_000))
def test_a_rate_is_kept_to_one_decimal(hundredths: int) -> None:
    rate = one_decimal(hundredths / 100)
    assert abs(rate - hundredths / 100) <= 0.05 + 1e-9
    assert len(str(rate).partition(".")[2]) <= 1


def test_a_title_in_capitals_gets_its_accents_back_in_the_snapshot(
    dossier: Path, construire: Callable[..., Path]
) -> None:
    path = dossier / "fr-esr-insersup" / "fr-esr-insersup_invente.csv"
    path.parent.mkdir()
    titled = row(libelle_diplome="PATISSERIE DES DRAGONS")
    path.write_text(text_of(titled, row(diplome="2499002", libelle_diplome="Déjà écrit")), encoding="utf-8")
    found = Lecture(construire())
    assert found.formation("2499001", "diplome", "intitule", "libelle_officiel", "libelle_source") == (
        "Licence professionnelle", "Patisserie des dragons", "PATISSERIE DES DRAGONS", "doute",
    )  # fmt: skip
    assert found.formation("2499002", "libelle", "libelle_source") == ("Licence professionnelle Déjà écrit", "source")
    ligne = found.ligne("0359910G", "2024", "2499001")
    assert ligne.cases[JOB] == ("valeur", 75, 40, 30, 0)
    assert len(ligne.cases) == 33
    query = "SELECT o.rentree, o.constat FROM offre o JOIN formation f ON f.id = o.formation WHERE f.code = '2499001'"
    assert found.all(query) == [(2024, "promotion")]


def test_a_diploma_that_only_an_old_cohort_names_is_not_in_the_snapshot(
    dossier: Path, construire: Callable[..., Path]
) -> None:
    path = dossier / "fr-esr-insersup" / "fr-esr-insersup_invente.csv"
    path.parent.mkdir()
    gone = row(promo="2017,2018", diplome="2499002", etablissement="0359911H")
    national = row(uo_lib="National", etablissement="all", diplome="2499003")
    rows = (gone, row(promo="2018"), row(promo="2018", diplome="2499003"), row(promo="2019"), row(), national)
    path.write_text(text_of(*rows), encoding="utf-8")
    found = Lecture(construire())
    assert found.column("SELECT code FROM formation WHERE type_code = 'sise' ORDER BY 1") == ["2499001", "2499003"]
    assert found.column("SELECT uai FROM etablissement WHERE uai LIKE '03599%' AND nature = 'autre'") == ["0359910G"]
    query = "SELECT millesime FROM mesure WHERE portee = 'superieur' ORDER BY 1"
    assert found.column(query) == ["2019", "2024", "2024"]
    assert found.column("SELECT rentree FROM offre WHERE constat = 'promotion'") == [2024]
    assert "promotions 2018, trop anciennes" in found.one("SELECT valeur FROM meta WHERE cle = 'qualite'")
