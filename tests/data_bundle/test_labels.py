"""Labels as families read them: accents and case given back, never guessed."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from pathlib import Path

import pytest

from data_bundle.builder.labels.diplomas import split_bcn, without_diplome
from data_bundle.builder.labels.make import BcnLabel, CertifLabel, Label, LabelReport, make_labels
from data_bundle.builder.labels.titles import intitule_of, same_title, typography
from data_bundle.folding import words
from tests.data_bundle.textes import TEXTS


def bcn(libelle: str, court: str = "CAP", niveau: str = "500", cfd: str = "50000001") -> BcnLabel:
    return BcnLabel(cfd, libelle, court, niveau)


def certif(libelle: str, *, publie: bool = True, cfd: str = "50000001") -> CertifLabel:
    return CertifLabel(cfd, libelle, "", publie, None)


def label(libelle: str, court: str = "CAP", niveau: str = "500", *known: CertifLabel) -> Label:
    labels, _ = make_labels([bcn(libelle, court, niveau)], {"50000001": list(known)}, TEXTS)
    return labels["50000001"]


def test_the_accented_label_of_certif_info_is_taken() -> None:
    found = label("PATISSIER (CAP)", "CAP", "500", certif("CAP pâtissier"))
    assert found == Label("CAP", "Pâtissier", "CAP Pâtissier", "certif-info")


def test_an_option_stands_after_a_comma_without_its_colon() -> None:
    long = "MAINTENANCE DES VEHICULES OPTION A VOITURES PARTICULIERES (BAC PRO)"
    known = certif("Bac pro maintenance des véhicules option A : voitures particulières")
    expected = "Bac pro Maintenance des véhicules, option A voitures particulières"
    assert label(long, "BAC PRO", "400", known).libelle == expected
    assert label(long, "BAC PRO", "400").libelle == expected


def test_a_published_label_wins_over_a_withdrawn_one() -> None:
    old, new = certif("CAP pâtissier (ancien)", publie=False), certif("CAP pâtissier", publie=True)
    same = certif("CAP Pâtissier !", publie=False)
    assert label("PATISSIER (CAP)", "CAP", "500", old, same, new).intitule == "Pâtissier"


def test_of_two_published_labels_the_nearest_then_the_first_wins() -> None:
    far, near = certif("CAP agents du contrôle"), certif("CAP agent de contrôle")
    assert label("AGENT DE CONTROLE (CAP)", "CAP", "500", far, near).intitule == "Agent de contrôle"
    assert label("AGENT DE CONTROLE (CAP)", "CAP", "500", near, near).source == "certif-info"


def test_a_label_that_says_one_mention_of_several_is_refused() -> None:
    known = [certif("BPJEPS spécialité animateur mention cirque"), certif("BPJEPS spécialité animateur mention radio")]
    found = label("SPECIALITE ANIMATEUR (BP JEPS)", "BP JEPS", "446", *known)
    assert (found.libelle, found.source) == ("BPJEPS Animateur", "vocabulaire")


def test_a_label_that_lost_the_letter_of_its_option_is_refused() -> None:
    known = certif("CAP maintenance option matériels")
    found = label("MAINTENANCE OPTION B : MATERIELS (CAP)", "CAP", "500", known)
    assert (found.intitule, found.source) == ("Maintenance, option B matériels", "vocabulaire")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AGENT DE MAINTENANCE", "agent en maintenance"),
        ("TECHNICIEN(NE) EN SOUDAGE", "technicien en soudage"),
        ("ASCENCEURS ET MONTE-CHARGE", "ascenseurs et monte-charge"),
        ("AGRO-EQUIPEMENT", "agroéquipement"),
        ("TRAITEMENTS DES MATERIAUX", "traitement des matériaux"),
    ],
)
def test_endings_links_hyphens_and_slips_make_the_same_title(one: str, other: str) -> None:
    assert same_title(one, other)
    assert same_title(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BOULANGER", "pâtissier"),
        ("MAINTENANCE OPTION A", "maintenance option B"),
        ("MAINTENANCE OPTION A VOITURES", "maintenance option voitures"),
        ("AGENT", "agent de sécurité"),
        ("BOUCHER", "bouchère charcutière"),
    ],
)
def test_another_word_makes_another_title(one: str, other: str) -> None:
    assert not same_title(one, other)
    assert not same_title(other, one)


def test_a_known_word_is_no_slip_of_the_pen() -> None:
    known = {"electricien"}
    assert same_title("ELECTRONICIENN", "électronicien", known.__contains__)
    assert not same_title("ELECTRICIEN", "électronicien", known.__contains__)
    texts = [*TEXTS, "Électricien du bâtiment"]
    labels, _ = make_labels([bcn("ELECTRICIEN (CAP)")], {"50000001": [certif("CAP électronicien")]}, texts)
    assert labels["50000001"] == Label("CAP", "Électricien", "CAP Électricien", "vocabulaire")


def test_without_certif_info_accents_come_back_word_by_word() -> None:
    found = label("CONTROLE ET MAINTENANCE DES VEHICULES (CAP)")
    assert (found.intitule, found.source) == ("Contrôle et maintenance des véhicules", "vocabulaire")


def test_a_word_that_nothing_settles_stays_plain_and_is_reported() -> None:
    labels, report = make_labels([bcn("MACON ZYGOMATE (CAP)")], {}, TEXTS)
    assert labels["50000001"] == Label("CAP", "Maçon zygomate", "CAP Maçon zygomate", "doute")
    assert report == LabelReport({"certif-info": 0, "vocabulaire": 0, "doute": 1}, ("zygomate",))


def test_a_label_that_lost_an_accent_is_mended() -> None:
    known = certif("CAP agent de maintenance des vehicules")
    texts = ["Les véhicules légers", "Peintre en véhicules", "Vendeur de véhicules", "Loueur de véhicules"]
    labels, _ = make_labels([bcn("AGENT DE MAINTENANCE DES VEHICULES (CAP)")], {"50000001": [known]}, texts)
    assert labels["50000001"].intitule == "Agent de maintenance des véhicules"


def test_a_shared_second_year_says_so() -> None:
    long = "METIERS DE LA CONSTRUCTION DURABLE DU BATIMENT ET DES TRAVAUX PUBLICS 2NDE COMMUNE (BAC PRO)"
    found = label(long, "BAC PRO", "400")
    assert found.diplome == "Bac pro"
    assert found.intitule == ("Métiers de la construction durable, du bâtiment et des travaux publics (2de commune)")
    short = label("PRODUCTIONS (SEC PRO AG)", "BAC PRO AG", "403")
    assert short.libelle == "Bac pro agricole Métiers des productions (2de commune)"


def test_a_shared_first_year_says_so() -> None:
    found = label("MAINTENANCE DES VEHICULES BTS 1ERE ANNEE COMMUNE", "BTS", "320")
    assert found.libelle == "BTS Maintenance des véhicules (1re année commune)"


def test_titles_that_share_a_name_are_told_apart_by_their_certifier() -> None:
    rows = [
        bcn("MACON (ECOLE DUPONT)", "TH3-X", "36X", "36X00001"),
        bcn("MACON (CCI FRANCE)", "TH3-X", "36X", "36X00002"),
        bcn("AGENT DE MAINTENANCE (ECOLE DUPONT)", "TH3-X", "36X", "36X00003"),
    ]
    labels, _ = make_labels(rows, {}, TEXTS)
    assert [found.libelle for found in labels.values()] == [
        "Titre Maçon (École Dupont)",
        "Titre Maçon (CCI France)",
        "Titre Agent de maintenance",
    ]


@pytest.mark.parametrize(
    ("niveau", "court", "long", "diplome"),
    [
        ("500", "CAP", "MACON (CAP)", "CAP"),
        ("503", "CAPA", "MACON (CAPA)", "CAP agricole"),
        ("500", "CAPM", "MATELOT (CAPM)", "CAP maritime"),
        ("400", "BAC PRO", "MACON (BAC PRO)", "Bac pro"),
        ("403", "BAC PRO AG", "FORET (BAC PRO AG)", "Bac pro agricole"),
        ("450", "BP", "MACON (BP)", "BP"),
        ("453", "BPA4", "MACON (BP)", "BP agricole"),
        ("553", "BPA5", "MACON (BPA5)", "BPA"),
        ("320", "BTS", "BANQUE (BTS)", "BTS"),
        ("323", "BTSA", "FORET (BTSA)", "BTSA"),
        ("010", "MC4", "SOUDAGE (MC NIVEAU IV)", "MC"),
        ("461", "CS4", "SOUDAGE (CS4)", "CS"),
        ("463", "CSA NIV4", "LAIT (CSA)", "CSA"),
        ("401", "BMA", "HORLOGERIE (BMA)", "BMA"),
        ("350", "DUT", "CHIMIE (DUT)", "DUT"),
        ("355", "DEUST", "FORME (DEUST LYON 1)", "DEUST"),
        ("446", "BP JEPS", "SPECIALITE CIRQUE (BP JEPS)", "BPJEPS"),
        ("56T", "TH5-T", "CUISINIER (TP)", "Titre professionnel"),
        ("46T", "TH4-T", "OPTICIEN", "Titre professionnel"),
        ("36T", "TH3-T", "ETALAGISTE (CNPH)", "Titre"),
        ("36X", "TH3-X", "COMPTABLE (ECOLE DUPONT)", "Titre"),
        ("46M", "TH4-M", "FLEURISTE (BTM APCMA)", "BTM"),
        ("56M", "BCP", "INSTALLATEUR (CTM APCMA)", "CTM"),
        ("560", "DIV-5", "AIDE-SOIGNANT (DIPLOME D'ETAT)", "Diplôme d’État"),
        ("460", "DIV-4", "AIDE-SOIGNANT (DIPLÔME D'ETAT)", "Diplôme d’État"),
        ("336", "DE JEPS", "SPE CIRQUE ( DE JEPS)", "DEJEPS"),
        ("241", "DN MADE", "DESIGN (DN)", "DN MADE"),
    ],
)
def test_the_diploma_has_the_name_that_people_say(niveau: str, court: str, long: str, diplome: str) -> None:
    found = label(long, court, niveau)
    assert found.diplome == diplome
    assert "(" not in found.intitule
    assert found.libelle == f"{diplome} {found.intitule}"


def test_brackets_that_belong_to_the_title_stay() -> None:
    assert split_bcn("400", "VENTE (SUIVI DE CLIENTELE) (BAC PRO)")[0] == "VENTE (SUIVI DE CLIENTELE)"
    assert split_bcn("46T", "TECHNICIEN(NE) (TP)")[0] == "TECHNICIEN(NE)"
    assert split_bcn("46T", "TECHNICIEN(NE)")[0] == "TECHNICIEN(NE)"


def test_brackets_left_open_by_the_source_are_closed_for_it() -> None:
    assert split_bcn("463", "CONSTRUCTIONS  PAYSAGERES (CSA")[:2] == ("CONSTRUCTIONS PAYSAGERES", ("CSA",))


def test_the_diploma_of_a_certif_info_label_is_not_said_twice() -> None:
    assert without_diplome("CAP agricole travaux forestiers") == "travaux forestiers"
    assert without_diplome("BMA spécialité ébéniste") == "ébéniste"
    assert without_diplome("Photographe (BTM)") == "Photographe"
    assert without_diplome("Diplôme d'État d'aide-soignant") == "aide-soignant"
    assert without_diplome("Comptable assistant") == "Comptable assistant"


def test_french_typography() -> None:
    assert typography('l\'art :  "beau" - vrai ,faux') == "l’art\u00a0: «\u00a0beau\u00a0» – vrai, faux"
    assert intitule_of("bâti (option B charpente)") == "Bâti, option B charpente"
    assert intitule_of("technicien (ne)") == "Technicien(ne)"


def _table(path: Path, encoding: str) -> list[dict[str, str]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode(encoding)
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture(scope="module")
def real(opendata: Path) -> tuple[dict[str, Label], LabelReport, dict[str, BcnLabel]]:
    """Labels of every CFD of InserJeunes and of the offer of 2020."""
    bcn_folder = opendata / "bcn"
    mefs = _table(bcn_folder / "N_MEF.csv.gz", "utf-8-sig")
    cfd_of = {r["MEF_STAT_11"]: r["FORMATION_DIPLOME"] for r in mefs}
    regions = _table(opendata / "inserjeunes-regions" / "ij_region_data_counts_under_20_removed.csv.gz", "utf-8")
    offre = _table(opendata / "offre-scolaire" / "constat_rentree_2020_presence.csv.gz", "utf-8")
    used = {r["cfd"] or cfd_of[r["mefstat11"]] for r in regions} | {cfd_of[r["mefstat11"]] for r in offre}
    rows = {
        r["FORMATION_DIPLOME"]: BcnLabel(
            r["FORMATION_DIPLOME"], r["LIBELLE_LONG_200"], r["LIBELLE_COURT"], r["NIVEAU_FORMATION_DIPLOME"]
        )
        for r in _table(bcn_folder / "V_FORMATION_DIPLOME.csv.gz", "utf-8-sig")
        if r["FORMATION_DIPLOME"] in used
    }
    known: dict[str, list[CertifLabel]] = defaultdict(list)
    certifs = _table(opendata / "certif-info" / "certif_info.csv.gz", "utf-8")
    for r in sorted(certifs, key=lambda r: int(r["Code_Diplome"])):
        if cfd := r["Code_Scolarité"]:
            published = r["Etat_Libelle"] == "Publié"
            known[cfd].append(CertifLabel(cfd, r["Libelle_Diplome"], r["Libelle_Type_Diplome"], published, None))
    texts = [t for r in certifs for t in (r["Libelle_Diplome"], r["Libelle_FormaCode"])]
    rome = _table(opendata / "rome" / "metier_appellations.csv.gz", "utf-8")
    texts += [r["libelle_appellation_long"] for r in rome]
    texts += [r["LIBELLE_EDITION"] for r in mefs if not r["LIBELLE_EDITION"].isascii()]
    familles = _table(bcn_folder / "familleMetiers.csv", "utf-8-sig")
    texts += [t for r in familles for t in (r["FAMILLE"], r["SPECIALITE"])]
    labels, report = make_labels(rows.values(), known, texts)
    return labels, report, rows


@pytest.mark.donnees
def test_nearly_every_real_label_has_its_accents(
    real: tuple[dict[str, Label], LabelReport, dict[str, BcnLabel]],
) -> None:
    labels, report, rows = real
    assert len(labels) == len(rows) == 1423
    assert report.parts["certif-info"] >= 0.68 * len(labels)
    assert report.parts["doute"] <= 0.02 * len(labels)
    assert len(report.doute) <= 30


@pytest.mark.donnees
def test_no_real_label_loses_a_word_of_bcn(real: tuple[dict[str, Label], LabelReport, dict[str, BcnLabel]]) -> None:
    labels, _, rows = real
    seen = 0
    for cfd, found in labels.items():
        title, _, _ = split_bcn(rows[cfd].niveau_cfd, rows[cfd].libelle_long)
        if found.source == "certif-info":
            told = re.sub(r" \([^()]*\)$", "", found.intitule)
            assert same_title(title, found.intitule) or same_title(title, told), (cfd, found)
            continue
        seen += 1
        said = set(words(found.intitule))
        swapped = {"spe": "specialite", "options": "option", "1ere": "1re", "2nde": "2de"}
        lost = {w for w in words(title) if not said & {w, swapped.get(w), w.removesuffix("s")}}
        assert not lost, (cfd, found, lost)
    assert seen > 400


@pytest.mark.donnees
def test_real_labels_are_in_sentence_case_and_french_typography(
    real: tuple[dict[str, Label], LabelReport, dict[str, BcnLabel]],
) -> None:
    labels, _, _ = real
    for found in labels.values():
        assert found.intitule[0].isupper() or found.intitule[0].isdigit(), found
        assert "'" not in found.libelle
        assert not re.search(r" [:;!?%»]|« |  ", found.libelle), found
        assert found.intitule.count("(") == found.intitule.count(")"), found
        long = [w for w in re.findall(r"[^\W_]+", found.intitule) if len(w) > 5 and w.isupper()]
        assert not long, found


@pytest.mark.donnees
def test_known_diplomas_read_as_families_say_them(
    real: tuple[dict[str, Label], LabelReport, dict[str, BcnLabel]],
) -> None:
    labels, _, _ = real
    assert labels["40022106"].libelle == "Bac pro Cuisine"
    assert labels["50022136"].libelle == "CAP Pâtissier"
    assert labels["50022137"].libelle == "CAP Boulanger"
    assert labels["40025214"].libelle.startswith("Bac pro Maintenance des véhicules, option A voitures particulières")
    assert labels["40020006"].libelle == (
        "Bac pro Métiers de la construction durable, du bâtiment et des travaux publics (2de commune)"
    )
