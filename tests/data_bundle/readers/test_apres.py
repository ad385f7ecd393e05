"""« Et après ? »: diplomas one level above of the same speciality group, on formations made up and on the real ones."""

from __future__ import annotations

from dataclasses import replace

from data_bundle.builder import apres
from data_bundle.builder.formations import Formation
from data_bundle.builder.measures import Key, Mesure
from data_bundle.builder.offre import Offre
from tests.data_bundle.lecture import Lecture

DAY = "2026-03-30"
TEMPLATE = Formation(
    type_code="mefstat11", code="23220099901", voie="scolaire", cfd="50099901", mefstat11="23220099901", mef10=None,
    dispositif=None, diplome="CAP", intitule="Conteur", libelle="CAP Conteur", libelle_source="source",
    libelle_officiel="CONTEUR", anciens_libelles=None, niveau=3, duree=2, annee=2, terminale=1, commune=0, nsf="999",
    nsf_libelle=None, domaine=None, domaine_libelle=None, ouverture="2015-09-01", fermeture=None,
    premiere_session=None, derniere_session=None, famille=None, famille_libelle=None, rncp=None, rome=None,
)  # fmt: skip
CAP = TEMPLATE
CAP_APPRENTI = replace(CAP, type_code="cfd", code="50099901", voie="apprentissage", mefstat11=None)
BAC = replace(CAP, code="23830099902", cfd="40099902", niveau=4, duree=3, libelle="Bac pro Contes")
BAC_APPRENTI = replace(BAC, type_code="cfd", code="40099902", voie="apprentissage", mefstat11=None)


def linked(*rows: Formation, unseen: tuple[Formation, ...] = (), worth: set[Key] | None = None) -> set[tuple[str, str]]:
    """Return the links as pairs of codes; every row is seen in one establishment but those ``unseen``."""
    offre = [Offre(row.key, "0350001A", 2020, None) for row in rows if row not in unseen]
    found = apres.links(rows, {row.key for row in rows} if worth is None else worth, offre, [], DAY)
    assert {genre for genre, _, _ in found} <= {"apres"}
    return {(a[1], b[1]) for _, a, b in found}


def test_a_cap_leads_to_a_bac_pro_of_its_group_and_not_the_other_way() -> None:
    assert linked(CAP, BAC) == {(CAP.code, BAC.code)}


def test_another_group_or_two_levels_above_is_no_link() -> None:
    assert linked(CAP, replace(BAC, nsf="998")) == set()
    assert linked(replace(CAP, nsf="998"), BAC) == set()
    assert linked(CAP, replace(BAC, niveau=5)) == set()
    assert linked(CAP, replace(BAC, niveau=3)) == set()
    assert linked(replace(CAP, niveau=6), replace(BAC, niveau=7)) == set()
    assert linked(replace(CAP, niveau=None), replace(BAC, niveau=None)) == set()


def test_each_diploma_is_there_once_by_the_voie_of_the_start() -> None:
    assert linked(CAP, CAP_APPRENTI, BAC, BAC_APPRENTI) == {
        (CAP.code, BAC.code),
        (CAP_APPRENTI.code, BAC_APPRENTI.code),
    }


def test_the_other_voie_stands_in_where_it_is_the_only_one() -> None:
    assert linked(CAP, BAC_APPRENTI) == {(CAP.code, BAC_APPRENTI.code)}


def test_the_cycle_seen_in_most_places_stands_for_the_diploma() -> None:
    short = replace(BAC, code="23620099902", duree=1)
    rows = [CAP, BAC, short]
    offre = [Offre(short.key, uai, 2020, None) for uai in ("0350001A", "0350002B")]
    offre.append(Offre(BAC.key, "0350001A", 2020, None))
    worth = {row.key for row in rows}
    assert [b[1] for _, _, b in apres.links(rows, worth, offre, [], DAY)] == [short.code]


def test_closed_not_yet_open_private_or_unseen_diplomas_are_no_way_on() -> None:
    for other in (
        replace(BAC, fermeture="2025-08-31"),
        replace(BAC, ouverture="2026-09-01"),
        replace(BAC, cfd="46T99902"),
    ):
        assert linked(CAP, other) == set()
    assert linked(CAP, BAC, unseen=(BAC,)) == set()
    assert linked(CAP, BAC, worth={CAP.key}) == set()
    assert linked(CAP, BAC, worth={BAC.key}) == set()


def test_figures_are_a_sight_too_unless_they_are_those_of_a_later_version() -> None:
    own = Mesure(BAC.key, "reg:53", "scolaire", "2022_2023", None, "s", ())
    worth = {CAP.key, BAC.key}
    assert len(apres.links([CAP, BAC], worth, [], [own], DAY)) == 1
    assert apres.links([CAP, BAC], worth, [], [replace(own, origine="nouvelle")], DAY) == []


def test_shared_first_years_and_years_before_the_last_neither_start_nor_end_a_link() -> None:
    for change in ({"commune": 1}, {"terminale": 0}, {"libelle": "Bac pro agricole Contes (2de)"}):
        assert linked(CAP, replace(BAC, **change)) == set()
        assert linked(replace(CAP, **change), BAC) == set()


def test_cap_cuisine_leads_to_bac_pro_cuisine_and_bp_arts_de_la_cuisine(complet: Lecture) -> None:
    query = """SELECT o.libelle FROM lien l JOIN formation f ON f.id = l.de JOIN formation o ON o.id = l.vers
               WHERE l.genre = 'apres' AND f.code = '23220022146'"""
    found = complet.column(query)
    assert {"Bac pro Cuisine", "BP Arts de la cuisine", "BP Boulanger"} <= set(found)
    assert len(found) == len(set(found))


def test_every_link_of_the_snapshot_goes_one_level_up_in_one_group_or_trade_to_something_open(complet: Lecture) -> None:
    day = complet.one("SELECT valeur FROM meta WHERE cle = 'construit_le'")
    query = """SELECT count(*), sum((b.nsf = a.nsf OR metier_commun(a.rome, b.rome)) AND b.niveau = a.niveau + 1
                                    AND a.terminale AND b.terminale
                                    AND NOT a.commune AND NOT b.commune AND coalesce(a.fermeture, '9') > ?
                                    AND coalesce(b.fermeture, '9') > ? AND b.type_code IN ('mefstat11', 'cfd'))
               FROM lien l JOIN formation a ON a.id = l.de JOIN formation b ON b.id = l.vers WHERE l.genre = 'apres'"""
    complet.db.create_function("metier_commun", 2, lambda a, b: bool({*(a or "").split()} & {*(b or "").split()}))
    [(count, right)] = complet.all(query, day, day)
    assert count == right
    assert 5_000 < count < 12_000
    most = complet.one("SELECT max(n) FROM (SELECT count(*) AS n FROM lien WHERE genre = 'apres' GROUP BY de)")
    assert most <= 30
