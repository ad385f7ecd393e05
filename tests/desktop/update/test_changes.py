"""What changed between two made-up snapshots, as a counsellor reads it."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.comparison import compare
from desktop.selection import Selection, parse_selection
from desktop.snapshot import open_snapshot
from desktop.update.changes import Sections, changes
from desktop.update.changes_words import NOTHING, NOTHING_TOLD
from tests.desktop.inventes import Invente
from tests.desktop.test_french import faults

CUISINE, SERVICE = "99990001", "99990002"
REFS = [f"cfd:{CUISINE}@reg:90", f"cfd:{SERVICE}@reg:90"]
Write = Callable[[Invente], None]


def usual(made: Invente) -> None:
    made.formation(CUISINE, "CAP Cuisine inventée")
    made.formation(SERVICE, "CAP Service inventé", "apprentissage")
    made.etablissement("0900001A", "Lycée inventé", commune_nom="Ville inventée")
    made.mesure(1, "reg:90", "2021_2022", {"taux_emploi_6m": (50, 100, None), "part_emploi_6m": (30, 200, None)})
    made.db.execute("UPDATE meta SET valeur = '2026-01-02' WHERE cle = 'construit_le'")


@pytest.fixture
def between(tmp_path: Path) -> Callable[..., dict[str, tuple[str, ...]]]:
    """Return the sections that tell the change from what ``old`` writes to what ``new`` writes."""

    def told(old: Write, new: Write, refs: list[str] | None = None, **more: object) -> dict[str, tuple[str, ...]]:
        paths = []
        for number, write in enumerate((old, new)):
            made = Invente(tmp_path / f"{number}.sqlite")
            usual(made)
            write(made)
            paths.append(made.write())
        before, after = map(open_snapshot, paths)
        selection = parse_selection(refs) if refs else None
        return dict(changes(before, after, selection, **more).sections)  # type: ignore[arg-type]

    return told


Between = Callable[..., dict[str, tuple[str, ...]]]


def nothing(_made: Invente) -> None:
    pass


def test_nothing_is_said_in_so_many_words(between: Between) -> None:
    assert between(nothing, nothing, REFS) == {"Ce qui a changé": (NOTHING,)}


def test_new_cohorts_are_told_beside_those_that_stay(between: Between) -> None:
    def new(made: Invente) -> None:
        made.mesure(1, "reg:90", "2022_2023", {"taux_emploi_6m": (61, 100, None)})
        made.mesure(2, "fr", "2023", {"taux_emploi_6m": (61, 100, None)}, "apprentissage")
        made.mesure(1, "0900001A", "2025", {"capacite": (24, None, None)}, portee="acces")

    assert between(nothing, new)["Promotions"] == (
        "Apprentissage, France entière\u00a0: promotion 2023.",
        "Voie scolaire, par région\u00a0: promotions 2022 et 2023, qui s’ajoutent à celles de 2021 et 2022.",
        "Voie scolaire, places et candidatures\u00a0: session 2025.",
    )


def test_a_cohort_that_goes_is_told(between: Between) -> None:
    def old(made: Invente) -> None:
        made.mesure(2, "reg:90", "2019_2020", {"taux_emploi_6m": (61, 100, None)})

    assert between(old, nothing)["Promotions"] == (
        "Voie scolaire, par région\u00a0: plus de chiffres pour les promotions 2019 et 2020.",
    )


def test_formations_come_close_are_renewed_and_go(between: Between) -> None:
    def old(made: Invente) -> None:
        made.formation("99990009", "CAP Disparu inventé")
        made.formation("99990010", "CAP Fermé inventé")
        made.formation("99990011", "CAP Bientôt fermé inventé")

    def new(made: Invente) -> None:
        made.formation("99990003", "CAP Cuisine inventée", ouverture="2026-09-01")
        made.formation("99990004", "CAP Nouveau inventé")
        made.formation("99990010", "CAP Fermé inventé", fermeture="2025-08-31")
        made.formation("99990011", "CAP Bientôt fermé inventé", fermeture="2027-08-31")
        made.lien("continuum", 1, 3)

    told = between(old, new)
    assert told == {
        "Formations nouvelles dans les données": ("CAP Nouveau inventé (voie scolaire).",),
        "Formations qui ont une nouvelle version": (
            "CAP Cuisine inventée (voie scolaire)\u00a0: nouvelle version, à partir de septembre\u00a02026.",
        ),
        "Formations qui ferment": (
            "CAP Fermé inventé (voie scolaire)\u00a0: fermée depuis août\u00a02025.",
            "CAP Bientôt fermé inventé (voie scolaire)\u00a0: fermeture prévue en août\u00a02027.",
        ),
        "Formations qui ne sont plus dans les données": ("CAP Disparu inventé (voie scolaire).",),
    }


def test_long_lists_end(between: Between) -> None:
    def new(made: Invente) -> None:
        for number in range(40):
            made.formation(f"9998{number:04}", f"CAP Nouveau inventé {number:02}")
            made.etablissement(f"091{number:04}A", f"Lycée inventé {number:02}")

    told = between(nothing, new)
    assert len(told["Formations nouvelles dans les données"]) == 13
    assert told["Formations nouvelles dans les données"][-1] == "et 28 autres."
    assert told["Établissements"] == (
        "40\u00a0établissements de plus\u00a0: Lycée inventé 00\u00a0; Lycée inventé 01\u00a0; Lycée inventé 02"
        "\u00a0; Lycée inventé 03\u00a0; et 36 autres.",
    )


def test_figures_of_the_basket_are_those_of_the_comparison_before_and_after(between: Between, tmp_path: Path) -> None:
    def new(made: Invente) -> None:
        made.mesure(1, "reg:90", "2022_2023", {"taux_emploi_6m": (61, 120, None), "part_emploi_6m": (33, 200, None)})

    told = between(nothing, new, REFS)["Votre sélection"]
    assert told == (
        "CAP Cuisine inventée (voie scolaire), Région inventée. Région · Région inventée, 2021 et 2022 → 2022 et 2023"
        "\u00a0: travaillent 6\u00a0mois après, 30\u00a0% → 33\u00a0%\u00a0; "
        "en emploi 6\u00a0mois après, parmi les sortants, 50\u00a0% → 61\u00a0%.",
        "Avant 2022, les emplois publics n’étaient pas comptés. Le service civique non plus\u00a0: "
        "l’écart entre ces promotions ne se compare pas.",
    )
    from desktop.catalogue import Catalogue

    for name, value in (("0.sqlite", 50), ("1.sqlite", 61)):
        snapshot = open_snapshot(tmp_path / name)
        ligne = compare(Catalogue(snapshot), parse_selection(REFS)).ligne("taux_emploi_6m")
        assert ligne is not None
        assert ligne.cellules[0].valeur == value


def test_a_figure_of_the_same_cohort_was_corrected(between: Between) -> None:
    def new(made: Invente) -> None:
        made.db.execute("UPDATE chiffre SET valeur = 52 WHERE valeur = 50")

    assert between(nothing, new, REFS)["Votre sélection"] == (
        "CAP Cuisine inventée (voie scolaire), Région inventée. Région · Région inventée, 2021 et 2022\u00a0: "
        "en emploi 6\u00a0mois après, parmi les sortants, 50\u00a0% → 52\u00a0%.",
        "Même promotion, autre chiffre\u00a0: les données ont été corrigées.",
    )


def test_a_gap_that_is_filled_and_a_figure_that_goes_are_told_with_their_reason(between: Between) -> None:
    def new(made: Invente) -> None:
        made.db.execute("DELETE FROM chiffre")
        made.db.execute("DELETE FROM ligne")
        made.mesure(2, "reg:90", "2021_2022", {"taux_emploi_6m": (61, 100, None)}, "apprentissage")
        made.mesure(1, "reg:90", "2021_2022", {"taux_emploi_6m": ("sous_seuil", "sortants")})

    told = between(nothing, new, REFS)["Votre sélection"]
    assert "50\u00a0% → moins de 20\u00a0sortants" in told[0]
    assert told[1].startswith("CAP Service inventé (apprentissage), Région inventée. Région · Région inventée, 2021")
    assert "→ 61\u00a0%" in told[1]


def test_a_formation_that_the_new_data_do_not_know_is_told(between: Between) -> None:
    def new(made: Invente) -> None:
        made.db.execute("DELETE FROM formation WHERE id = 2")

    told = between(nothing, new, REFS)
    assert told["Votre sélection"] == (
        "CAP Service inventé (apprentissage), Région inventée\u00a0: n’est plus dans les données.",
    )


def test_a_formation_that_the_old_data_did_not_know_is_told(between: Between) -> None:
    def new(made: Invente) -> None:
        made.formation("99990003", "CAP Nouveau inventé")

    told = between(nothing, new, [*REFS, "cfd:99990003@reg:90"])
    assert told["Votre sélection"] == (
        "CAP Nouveau inventé (voie scolaire), Région inventée\u00a0: est maintenant dans les données.",
    )


def test_other_places_are_said_once_and_not_as_thousands_of_new_formations(between: Between) -> None:
    def old(made: Invente) -> None:
        made.db.execute("""UPDATE meta SET valeur = '["90"]' WHERE cle = 'perimetre'""")

    def new(made: Invente) -> None:
        made.formation("99990004", "CAP Nouveau inventé")

    assert between(old, new) == {
        "Territoire couvert": (
            "Les données couvrent maintenant la France entière\u00a0; "
            "celles d’avant couvraient la région Région inventée.",
        )
    }


def test_what_was_withdrawn_and_what_the_publisher_says_come_first(between: Between) -> None:
    told = between(nothing, nothing, REFS, retrait="Retirées.", notes=("Une note.",))
    assert list(told.items()) == [("Données retirées", ("Retirées.",)), ("Le mot des éditeurs", ("Une note.",))]


def test_sources_that_are_new_or_of_another_date_are_told(between: Between) -> None:
    def new(made: Invente) -> None:
        made.db.execute("UPDATE source SET sha256 = 'y', mise_a_jour = '2026-06-12' WHERE id = 1")

    assert between(nothing, new)["Sources"] == (
        "Jeu inventé (Producteur inventé)\u00a0: nouvelle version du 12\u00a0juin\u00a02026.",
    )


@pytest.fixture
def full_pair(tmp_path: Path, instantane_complet: Path) -> tuple[Path, Path]:
    """The full snapshot, and one without its last cohort and with other dates of closing."""
    older = tmp_path / "ancien.sqlite"
    shutil.copyfile(instantane_complet, older)
    db = sqlite3.connect(older)
    with db:
        (last,) = db.execute("SELECT max(millesime) FROM promotion").fetchone()
        db.execute(
            "CREATE TEMP TABLE l AS SELECT id FROM ligne WHERE lot IN (SELECT id FROM lot WHERE millesime = ?)", (last,)
        )
        for table, column in (("chiffre", "ligne"), ("ligne", "id")):
            db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM l)")
        db.execute("DELETE FROM promotion WHERE millesime = ?", (last,))
        db.execute("UPDATE formation SET fermeture = NULL WHERE id % 7 = 0")
        db.execute("DELETE FROM lien WHERE genre = 'continuum' AND de % 11 = 0")
        db.execute("UPDATE etablissement SET uai = '9' || substr(uai, 2) WHERE id % 900 = 0")
    db.close()
    return older, instantane_complet


def test_the_whole_country_takes_a_few_seconds_and_is_typeset_in_french(full_pair: tuple[Path, Path]) -> None:
    before, after = map(open_snapshot, full_pair)
    selection = parse_selection(["mefstat11:23220022139@reg:53", "cfd:50022139@reg:53", "mefstat11:23830033403@reg:53"])
    start = time.process_time()
    sections: Sections = changes(before, after, selection).sections
    assert time.process_time() - start < 4.0
    lines = [line for title, some in sections for line in (title, *some)]
    assert len(sections) >= 4
    assert len(lines) < 60
    assert [line for line in lines if faults(line)] == []
    assert [line for line in lines if any(w in line.lower() for w in ("hausse", "baisse", "progresse", "mieux"))] == []


def test_an_empty_basket_is_no_basket(extrait: Path) -> None:
    snapshot = open_snapshot(extrait)
    assert changes(snapshot, snapshot, Selection()).sections == (("Ce qui a changé", (NOTHING,)),)


def test_figures_corrected_outside_the_basket_are_counted_by_cohort(between: Between) -> None:
    def old(made: Invente) -> None:
        made.mesure(2, "fr", "2023", {"taux_emploi_6m": (60, 100, None)}, "apprentissage")
        made.mesure(1, "0900001A", "2025", {"capacite": (24, None, None)}, portee="acces")

    def new(made: Invente) -> None:
        made.mesure(2, "fr", "2023", {"part_emploi_6m": (60, 100, None)}, "apprentissage")
        made.mesure(1, "0900001A", "2025", {"capacite": (24, None, None)}, portee="acces")
        made.mesure(2, "reg:90", "2021_2022", {"taux_emploi_6m": (60, 100, None)})
        made.db.execute("UPDATE chiffre SET valeur = valeur + 1")

    assert between(old, new)["Mêmes promotions, autres chiffres"] == (
        "Voie scolaire, places et candidatures, session 2025\u00a0: 1\u00a0chiffre modifié.",
        "Apprentissage, France entière, promotion 2023\u00a0: 1\u00a0chiffre retiré, 1\u00a0chiffre de plus.",
        "Voie scolaire, par région, promotions 2021 et 2022\u00a0: 2\u00a0chiffres modifiés, 1\u00a0chiffre de plus.",
    )


def test_a_closing_that_is_put_off_or_called_off_is_told(between: Between) -> None:
    def old(made: Invente) -> None:
        made.formation("99990010", "CAP Reporté inventé", fermeture="2026-08-31")
        made.formation("99990011", "CAP Gardé inventé", fermeture="2026-08-31")

    def new(made: Invente) -> None:
        made.formation("99990010", "CAP Reporté inventé", fermeture="2028-08-31")
        made.formation("99990011", "CAP Gardé inventé")

    assert between(old, new) == {
        "Formations qui ferment": ("CAP Reporté inventé (voie scolaire)\u00a0: fermeture prévue en août\u00a02028.",),
        "Formations qui ne ferment plus": ("CAP Gardé inventé (voie scolaire).",),
    }


def test_an_établissement_that_changes_its_name_is_told_by_both(between: Between) -> None:
    def new(made: Invente) -> None:
        made.db.execute("UPDATE etablissement SET nom = 'Lycée renommé'")

    assert between(nothing, new)["Établissements"] == (
        "1\u00a0établissement change de nom\u00a0: Lycée inventé (Ville inventée) → Lycée renommé (Ville inventée).",
    )


def test_a_return_to_older_data_calls_no_source_new(between: Between) -> None:
    def old(made: Invente) -> None:
        made.db.execute("UPDATE source SET sha256 = 'y', mise_a_jour = '2027-06-12' WHERE id = 1")

    def new(made: Invente) -> None:
        made.db.execute("UPDATE source SET mise_a_jour = '2026-06-12' WHERE id = 1")

    assert between(old, new)["Sources"] == (
        "Jeu inventé (Producteur inventé)\u00a0: version du 12\u00a0juin\u00a02026, plus ancienne.",
    )


def test_what_an_older_file_could_not_say_is_not_called_new(between: Between) -> None:
    """In version 1.0 nothing told which figures were those of an établissement, of places or of wages."""

    def both(made: Invente) -> None:
        made.mesure(1, "0900001A", "2025", {"capacite": (24, None, None)}, portee="acces")

    def old(made: Invente) -> None:
        both(made)
        made.db.execute("UPDATE meta SET valeur = '1.0' WHERE cle = 'schema'")

    assert between(old, both) == {"Ce qui a changé": (NOTHING_TOLD,)}


def test_data_that_were_deleted_meanwhile_are_still_compared(tmp_path: Path) -> None:
    """As those are that were taken back: their corrections matter most."""
    paths = [tmp_path / "avant.sqlite", tmp_path / "apres.sqlite"]
    for number, path in enumerate(paths):
        made = Invente(path)
        usual(made)
        made.db.execute("UPDATE chiffre SET valeur = valeur + ?", (number,))
        made.write()
    before, after = map(open_snapshot, paths)
    paths[0].unlink()
    for _ in range(2):
        assert dict(changes(before, after).sections)["Mêmes promotions, autres chiffres"]
    with pytest.raises(sqlite3.OperationalError):
        before.connection.execute("CREATE TEMP TABLE x (y)")
