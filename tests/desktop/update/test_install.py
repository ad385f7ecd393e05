"""Installing: whole or not at all, from dépôts of small made-up snapshots."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data_bundle.annonce import Retrait
from desktop.errors import UpdateCancelled, UpdateError, WriteError
from desktop.snapshot import integrity, open_snapshot
from desktop.update import control, install, store
from desktop.update.mirror import kept
from desktop.update.service import MiseAJour
from tests.desktop.update.depots import Depot, change
from tests.desktop.update.publications import Publie, depot_de, instantane, publie, service_de

NAME = "invente-2026-06-12-{}.sqlite"


@pytest.fixture(scope="session")
def premier(tmp_path_factory: pytest.TempPathFactory) -> Publie:
    return publie(instantane(tmp_path_factory.mktemp("premier"), "2026-06-12", 3))


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Publie:
    return publie(instantane(tmp_path_factory.mktemp("second"), "2026-09-01", 5, 61.0))


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's own data: made up too."""
    return publie(instantane(tmp_path_factory.mktemp("programme"), "2026-01-02", 2)).fichier


@pytest.fixture
def made(tmp_path: Path, premier: Publie) -> Depot:
    return depot_de(tmp_path / "depot", premier)


@pytest.fixture
def updates(tmp_path: Path, made: Depot, own: Path) -> MiseAJour:
    return service_de(tmp_path / "pc", made, own)


def in_use(updates: MiseAJour) -> str:
    snapshot = open_snapshot(updates.installe.courant)
    integrity(snapshot)
    snapshot.close()
    return snapshot.id


def left(updates: MiseAJour) -> list[str]:
    return sorted(path.name for path in updates.store.instantanes.iterdir())


def test_a_publication_is_installed_as_the_publisher_made_it(updates: MiseAJour, made: Depot, premier: Publie) -> None:
    found, done = updates.installer(str(made.folder))
    assert done is not None
    assert (found.a_jour, found.installe_id, found.source) == (False, "invente-2026-01-02", str(made.folder))
    assert (done.id, done.precedent, done.essai, done.comment) == (
        "invente-2026-06-12", "invente-2026-01-02", False, "complet",
    )  # fmt: skip
    assert done.path == updates.installe.courant
    assert done.path.name == NAME.format(premier_hex(made))
    assert done.path.read_bytes() == premier.fichier.read_bytes()
    assert list(updates.store.atelier.iterdir()) == []
    assert not updates.store.verrou.exists()


def premier_hex(made: Depot) -> str:
    assert made.annonce is not None
    return made.annonce.paquet.sha256_noyau[:12]


def test_what_is_installed_is_up_to_date(updates: MiseAJour, made: Depot) -> None:
    assert not updates.verifier(str(made.folder)).a_jour
    updates.installer(str(made.folder))
    before = left(updates)
    found, done = updates.installer(str(made.folder))
    assert (found.a_jour, found.octets, done) == (True, 0, None)
    assert left(updates) == before


def test_the_program_s_own_data_are_up_to_date_when_they_are_what_is_published(
    tmp_path: Path, made: Depot, premier: Publie
) -> None:
    found = service_de(tmp_path / "pc", made, premier.fichier).verifier(str(made.folder))
    assert (found.a_jour, found.installe_id) == (True, "invente-2026-06-12")


def test_the_same_id_with_another_content_is_another_publication(
    tmp_path: Path, updates: MiseAJour, made: Depot
) -> None:
    updates.installer(str(made.folder))
    corrected = publie(instantane(tmp_path / "corrige", "2026-06-12", 3, 52.0))
    made.publier(corrected.noyau, **corrected.champs)
    found, done = updates.installer(str(made.folder))
    assert not found.a_jour
    assert done is not None
    assert done.path.read_bytes() == corrected.fichier.read_bytes()
    assert len(left(updates)) == 3


def test_going_back_swaps_the_two_and_twice_changes_nothing(updates: MiseAJour, made: Depot, second: Publie) -> None:
    updates.installer(str(made.folder))
    made.publier(second.noyau, **second.champs)
    updates.installer(str(made.folder))
    assert in_use(updates) == "invente-2026-09-01"
    assert updates.precedent() == "les données du 12\u00a0juin\u00a02026"
    back = updates.revenir()
    assert (back.id, back.precedent, back.comment) == ("invente-2026-06-12", "invente-2026-09-01", "retour")
    assert in_use(updates) == "invente-2026-06-12"
    assert updates.revenir().id == "invente-2026-09-01"
    assert in_use(updates) == "invente-2026-09-01"


def test_going_back_also_goes_to_the_program_s_own_data(updates: MiseAJour, made: Depot, own: Path) -> None:
    assert updates.precedent() is None
    with pytest.raises(UpdateError, match="pas de données précédentes"):
        updates.revenir()
    updates.installer(str(made.folder))
    assert updates.precedent() == "les données du 2\u00a0janvier\u00a02026, fournies avec le programme"
    assert updates.revenir().path == own
    assert updates.installe.courant == own
    assert updates.revenir().id == "invente-2026-06-12"


def test_after_going_back_the_same_publication_needs_no_download(updates: MiseAJour, made: Depot, own: Path) -> None:
    updates.installer(str(made.folder))
    updates.revenir()
    made.chemin_paquet.unlink()  # nothing is asked of it
    found, done = updates.installer(str(made.folder))
    assert (found.a_jour, found.octets) == (False, 0)
    assert done is not None
    assert done.comment == "complet"
    assert (in_use(updates), updates.precedent()) == (
        "invente-2026-06-12", "les données du 2\u00a0janvier\u00a02026, fournies avec le programme",
    )  # fmt: skip


def test_only_the_data_before_are_kept(tmp_path: Path, updates: MiseAJour, made: Depot, second: Publie) -> None:
    updates.installer(str(made.folder))
    made.publier(second.noyau, **second.champs)
    updates.installer(str(made.folder))
    third = publie(instantane(tmp_path / "troisieme", "2026-12-01", 4))
    made.publier(third.noyau, **third.champs)
    updates.installer(str(made.folder))
    assert [name[:18] for name in left(updates)] == ["choix", "invente-2026-09-01", "invente-2026-12-01"]


def test_withdrawn_data_are_replaced_by_older_ones_said_and_not_one_click_away(
    updates: MiseAJour, made: Depot, premier: Publie, second: Publie
) -> None:
    updates.installer(str(made.folder))
    made.publier(second.noyau, **second.champs)
    updates.installer(str(made.folder))
    retrait = Retrait("invente-2026-09-01", "Une colonne y était décalée.")
    made.publier(premier.noyau, **premier.champs, retraits=(retrait,))
    found, done = updates.installer(str(made.folder))
    assert found.retrait == (
        "Les données installées, du 1er\u00a0septembre\u00a02026, ont été retirées par leur éditeur\u00a0: "
        "Une colonne y était décalée. Celles du 12\u00a0juin\u00a02026 les remplacent."
    )
    assert done is not None
    assert (in_use(updates), done.precedent) == ("invente-2026-06-12", "invente-2026-01-02")
    assert [name[:18] for name in left(updates)] == ["choix", "invente-2026-06-12", "retires"]


def test_a_damaged_snapshot_in_use_is_repaired(updates: MiseAJour, made: Depot) -> None:
    updates.installer(str(made.folder))
    path = updates.installe.courant
    path.write_bytes(path.read_bytes()[:5000])
    assert in_use(updates) == "invente-2026-01-02"
    _found, done = updates.installer(str(made.folder))
    assert done is not None
    assert in_use(updates) == "invente-2026-06-12"


@pytest.mark.parametrize(
    ("wrong", "value"),
    [
        ("empreinte", "0" * 64),
        ("sha256_installe", "0" * 64),
        ("lignes", {"formation": 3}),
        ("id", "invente-autre"),
        ("construit_le", "2026-06-13"),
        ("perimetre", ("53",)),
        ("schema", "1.0"),
    ],
)
def test_data_that_are_not_those_announced_are_refused(
    tmp_path: Path, premier: Publie, own: Path, wrong: str, value: object
) -> None:
    made = depot_de(tmp_path / "depot", premier, **{wrong: value})
    updates = service_de(tmp_path / "pc", made, own)
    with pytest.raises(UpdateError, match="ne sont pas celles que leur éditeur annonce"):
        updates.installer(str(made.folder))
    assert in_use(updates) == "invente-2026-01-02"
    assert left(updates) == []


def test_a_noyau_that_is_no_database_is_refused(tmp_path: Path, premier: Publie, own: Path) -> None:
    made = depot_de(tmp_path / "depot", Publie(premier.fichier, b"pas une base" * 500, premier.champs))
    updates = service_de(tmp_path / "pc", made, own)
    with pytest.raises(UpdateError, match="abîmées"):
        updates.installer(str(made.folder))
    assert left(updates) == []


def test_figures_that_no_snapshot_may_hold_are_refused(tmp_path: Path, own: Path) -> None:
    absurd = publie(instantane(tmp_path / "absurde", "2026-06-12", 3, 140.0))
    made = depot_de(tmp_path / "depot", absurd)
    updates = service_de(tmp_path / "pc", made, own)
    with pytest.raises(UpdateError, match="abîmées"):
        updates.installer(str(made.folder))


def test_a_newer_schema_is_refused_before_anything_is_downloaded(tmp_path: Path, premier: Publie, own: Path) -> None:
    made = depot_de(tmp_path / "depot", premier, schema="2.0")
    made.chemin_paquet.unlink()
    updates = service_de(tmp_path / "pc", made, own)
    for ask in (updates.verifier, updates.installer):
        with pytest.raises(UpdateError, match="version plus récente de Côte à Côte") as refused:
            ask(str(made.folder))
        assert refused.value.code == 6


def test_words_made_by_another_rule_are_made_here_by_ours(tmp_path: Path, premier: Publie, own: Path) -> None:
    counts = premier.champs["lignes"] | {"mot_formation": 999_999}
    other = {"regle": "autre", "empreinte": "1" * 64, "sha256_installe": "2" * 64, "lignes": counts}
    made = depot_de(tmp_path / "depot", premier, **other)
    updates = service_de(tmp_path / "pc", made, own)
    _found, done = updates.installer(str(made.folder))
    assert done is not None
    assert in_use(updates) == "invente-2026-06-12"
    assert updates.verifier(str(made.folder)).a_jour


def test_made_by_another_sqlite_the_rows_are_compared_by_their_fingerprint(
    tmp_path: Path, premier: Publie, own: Path
) -> None:
    other = {"sqlite": "3.0.0-autre", "sha256_installe": "2" * 64}
    made = depot_de(tmp_path / "depot", premier, **other)
    _found, done = service_de(tmp_path / "pc", made, own).installer(str(made.folder))
    assert done is not None
    noyau = tmp_path / "change.noyau"
    noyau.write_bytes(premier.noyau)
    with closing(sqlite3.connect(noyau)) as db, db:
        db.execute("UPDATE chiffre SET valeur = 51")
    changed = Publie(premier.fichier, noyau.read_bytes(), premier.champs)
    made = depot_de(tmp_path / "autre-depot", changed, **other)
    with pytest.raises(UpdateError, match="ne sont pas celles que leur éditeur annonce"):
        service_de(tmp_path / "autre-pc", made, own).installer(str(made.folder))


def test_a_person_who_stops_keeps_the_data_in_use(tmp_path: Path, made: Depot, own: Path) -> None:
    steps: list[str] = []
    service_de(tmp_path / "pc", made, own).installer(str(made.folder), lambda step, _done, _total: steps.append(step))
    assert steps[-1] == install.RANGEMENT
    for number, at in enumerate(dict.fromkeys(steps[:-1])):
        updates = service_de(tmp_path / f"pc-{number}", made, own)

        def stop(step: str, _done: int, _total: int, at: str = at) -> None:
            if step == at:
                raise UpdateCancelled

        with pytest.raises(UpdateCancelled):
            updates.installer(str(made.folder), stop)
        assert in_use(updates) == "invente-2026-01-02"
    assert len(set(steps)) >= 4


def test_stopping_once_the_new_data_are_in_use_changes_nothing(updates: MiseAJour, made: Depot) -> None:
    def stop(step: str, _done: int, _total: int) -> None:
        if step == install.RANGEMENT:
            raise UpdateCancelled

    _found, done = updates.installer(str(made.folder), stop)
    assert done is not None
    assert in_use(updates) == "invente-2026-06-12"


def test_a_full_disk_is_said_before_anything_is_downloaded(
    updates: MiseAJour, made: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 1000

    monkeypatch.setattr(store.shutil, "disk_usage", lambda _path: Usage)
    with pytest.raises(WriteError, match="Il manque de la place\u00a0: il faut environ 6\u00a0Mo") as refused:
        updates.installer(str(made.folder))
    assert refused.value.code == 5
    assert in_use(updates) == "invente-2026-01-02"


@pytest.mark.parametrize(
    "place", ["desktop.update.install.sync", "desktop.update.install.write_choice", "data_bundle.noyau.complete"]
)
def test_a_disk_that_fills_up_leaves_the_data_in_use(
    updates: MiseAJour, made: Depot, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def full(*_: object, **__: object) -> None:
        if place.endswith("complete"):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = 13
            raise ValueError("not a noyau") from error
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place, full)
    with pytest.raises(WriteError, match="Il manque de la place"):
        updates.installer(str(made.folder))
    monkeypatch.undo()
    assert in_use(updates) == "invente-2026-01-02"
    assert left(updates) in ([], [NAME.format(premier_hex(made))])
    _found, done = updates.installer(str(made.folder))
    assert done is not None


def test_what_a_dead_process_left_is_taken_away(updates: MiseAJour, made: Depot) -> None:
    updates.store.make()
    for name in (".123.partiel", ".123.partiel-journal", ".choix.99.partiel", f"vieux-{'0' * 12}.sqlite"):
        (updates.store.instantanes / name).write_bytes(b"reste")
    (updates.store.instantanes / "notes.txt").write_bytes(b"pas a nous")
    updates.installer(str(made.folder))
    assert left(updates) == ["choix", NAME.format(premier_hex(made)), "notes.txt"]


def test_a_file_that_another_window_has_open_gets_a_neighbour(
    updates: MiseAJour, made: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    updates.installer(str(made.folder))
    updates.revenir()
    path = updates.store.instantanes / NAME.format(premier_hex(made))
    replace = Path.replace

    def as_on_windows(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", as_on_windows)
    _found, done = updates.installer(str(made.folder))
    assert done is not None
    assert done.path.name == path.name.replace(".sqlite", "~2.sqlite")
    assert in_use(updates) == "invente-2026-06-12"


def test_the_delta_gives_the_very_same_file(updates: MiseAJour, made: Depot, premier: Publie, second: Publie) -> None:
    updates.installer(str(made.folder))
    made.publier(second.noyau, delta_depuis=premier.noyau, **second.champs)
    assert made.annonce is not None
    if made.annonce.deltas[0].taille >= made.annonce.paquet.taille:
        pytest.skip("the made-up snapshots are too small for a delta to spare anything")
    found, done = updates.installer(str(made.folder))
    assert done is not None
    assert (done.comment, found.octets) == ("delta", made.annonce.deltas[0].taille)
    assert done.path.read_bytes() == second.fichier.read_bytes()
    here = kept(updates.store)
    assert here is not None
    assert here.annonce == made.annonce
    assert here.paquet.read_bytes() == made.chemin_paquet.read_bytes()


def test_the_look_is_not_fooled_by_one_changed_byte_of_the_noyau(tmp_path: Path, premier: Publie, own: Path) -> None:
    for seed in range(6):
        noyau = change(premier.noyau, 0.00002, seed)
        if noyau == premier.noyau:
            continue
        made = depot_de(tmp_path / f"depot-{seed}", Publie(premier.fichier, noyau, premier.champs))
        updates = service_de(tmp_path / f"pc-{seed}", made, own)
        try:
            _found, done = updates.installer(str(made.folder))
        except UpdateError:
            assert in_use(updates) == "invente-2026-01-02"
        else:  # in a part of a page that holds nothing
            assert done is not None
            assert done.path.read_bytes() == premier.fichier.read_bytes()
    assert control.refuse_newer is not None
