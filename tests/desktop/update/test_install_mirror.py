"""The dépôt kept beside what is installed: complete, verified again by others, never half written."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from data_bundle.noyau import pack
from desktop.errors import UpdateError
from desktop.policy import Policy
from desktop.update import sources
from desktop.update.fetch import fetch_noyau
from desktop.update.install import install
from desktop.update.mirror import kept
from desktop.update.service import MiseAJour
from desktop.update.sources import Source
from desktop.update.store import Store
from desktop.update.suivi import muet
from desktop.update.trust import Racine
from desktop.update.verify import check
from tests.desktop.update.depots import Depot, autres_cles, nouvelles_cles
from tests.desktop.update.publications import Publie, depot_de, instantane, publie, service_de


@pytest.fixture(scope="session")
def contenu(tmp_path_factory: pytest.TempPathFactory) -> Publie:
    return publie(instantane(tmp_path_factory.mktemp("miroir"), "2026-06-12", 3))


@pytest.fixture(scope="session")
def suivant(tmp_path_factory: pytest.TempPathFactory) -> Publie:
    return publie(instantane(tmp_path_factory.mktemp("suivant"), "2026-09-01", 4, 61.0))


@pytest.fixture
def made(tmp_path: Path, contenu: Publie) -> Depot:
    return depot_de(tmp_path / "depot", contenu)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_another_computer_is_updated_from_the_shared_folder_of_this_one(
    tmp_path: Path, made: Depot, contenu: Publie
) -> None:
    here, there = service_de(tmp_path / "a", made), service_de(tmp_path / "b", made)
    here.installer(str(made.folder))
    for shared in (here.store.depot, here.store.folder):
        found = there.verifier(str(shared))
        assert not found.a_jour
    _found, done = there.installer(str(here.store.folder))
    assert done is not None
    assert done.path.read_bytes() == contenu.fichier.read_bytes()
    assert names(there.store.depot) == names(here.store.depot)


def test_the_mirror_is_the_dépôt_byte_for_byte(tmp_path: Path, made: Depot) -> None:
    here = service_de(tmp_path / "a", made)
    here.installer(str(made.folder))
    mine = names(here.store.depot)
    assert mine - names(made.folder) == {"LISEZ-MOI.txt"}
    assert all((here.store.depot / n).read_bytes() == (made.folder / n).read_bytes() for n in mine - {"LISEZ-MOI.txt"})
    assert "Partagez ce dossier" in (here.store.depot / "LISEZ-MOI.txt").read_text(encoding="utf-8")


def test_a_computer_two_root_keys_behind_follows_the_mirror(tmp_path: Path, made: Depot, contenu: Publie) -> None:
    made.tourner(autres_cles())
    made.tourner(nouvelles_cles())
    newest = made.racines[-1]
    here = service_de(tmp_path / "a", made, root=lambda: Racine(newest, essai=False))
    here.installer(str(made.folder))
    assert {"metadata/1.root.json", "metadata/2.root.json", "metadata/3.root.json"} <= names(here.store.depot)
    _found, done = service_de(tmp_path / "b", made).installer(str(here.store.depot))
    assert done is not None
    assert done.path.read_bytes() == contenu.fichier.read_bytes()


def test_a_second_publication_replaces_the_first_one_and_nothing_old_is_left(
    tmp_path: Path, made: Depot, suivant: Publie
) -> None:
    here = service_de(tmp_path / "a", made)
    here.installer(str(made.folder))
    made.publier(suivant.noyau, **suivant.champs)
    here.installer(str(made.folder))
    mine = names(here.store.depot)
    assert len([n for n in mine if n.startswith("targets/")]) == 2
    assert len([n for n in mine if n.startswith("metadata/")]) == 4
    assert made.annonce is not None
    here_kept = kept(here.store)
    assert here_kept is not None
    assert here_kept.annonce == made.annonce
    _found, done = service_de(tmp_path / "b", made).installer(str(here.store.depot))
    assert done is not None
    assert done.id == "invente-2026-09-01"


def test_a_mirror_that_can_t_be_written_does_not_matter_to_what_is_installed(
    tmp_path: Path, made: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Iterator[None]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.update.install.mirror", full)
    here = service_de(tmp_path / "a", made)
    _found, done = here.installer(str(made.folder))
    assert done is not None
    assert kept(here.store) is None


def test_a_mirror_that_was_not_written_is_at_the_next_look_for_data(
    tmp_path: Path, made: Depot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = service_de(tmp_path / "a", made)
    with monkeypatch.context() as patch:
        patch.setattr("desktop.update.install.mirror", lambda *_: False)
        here.installer(str(made.folder))
    assert kept(here.store) is None
    found, done = here.installer(str(made.folder))
    assert (found.a_jour, done) == (True, None)
    assert service_de(tmp_path / "b", made).verifier(str(here.store.depot)).annonce == made.annonce


def test_without_the_source_the_mirror_is_made_from_what_is_here(tmp_path: Path, made: Depot) -> None:
    """As the self-check installs."""
    store = Store(tmp_path / "a")
    source = sources.open_source(str(made.folder), Policy())
    trouve = check(source, Racine(made.racine, essai=False), store, muet)
    done = install(trouve, fetch_noyau(trouve, source, store, muet), store, muet)
    assert done.id == "invente-2026-06-12"
    assert service_de(tmp_path / "b", made).verifier(str(store.depot)).annonce == made.annonce


def test_the_mirror_is_not_believed_by_others(tmp_path: Path, made: Depot) -> None:
    here = service_de(tmp_path / "a", made)
    here.installer(str(made.folder))
    stamp = here.store.depot / "metadata" / "timestamp.json"
    told = json.loads(stamp.read_bytes())
    told["signed"]["version"] += 1
    stamp.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(UpdateError):
        service_de(tmp_path / "b", made).installer(str(here.store.depot))


def test_a_mirror_of_something_else_is_no_base(tmp_path: Path, made: Depot) -> None:
    here: MiseAJour = service_de(tmp_path / "a", made)
    assert kept(here.store) is None
    here.installer(str(made.folder))
    for path in (here.store.depot / "targets").glob("*.instantane.json"):
        path.write_bytes(b"{}")
    assert kept(here.store) is None


@dataclass(frozen=True)
class AsWeb:
    """A folder read as an address is: nothing more than needed is taken from it."""

    folder: Source
    web: bool = True
    asked: list[str] = field(default_factory=list)

    @property
    def dite(self) -> str:
        return self.folder.dite

    def read(self, path: str, offset: int, limit: int) -> Iterator[bytes]:
        self.asked.append(path)
        return self.folder.read(path, offset, limit)


@pytest.mark.parametrize("same", [True, False])
def test_after_a_delta_from_the_web_the_paquet_is_made_here_when_it_is_the_signed_one(
    tmp_path: Path, contenu: Publie, suivant: Publie, monkeypatch: pytest.MonkeyPatch, same: bool
) -> None:
    made = depot_de(tmp_path / "depot", contenu)
    here = service_de(tmp_path / "a", made)
    here.installer(str(made.folder))
    packed = pack(suivant.noyau) if same else lzma.compress(suivant.noyau, preset=1)
    made.publier(suivant.noyau, paquet=packed, delta_depuis=contenu.noyau, **suivant.champs)
    real = sources.open_source
    monkeypatch.setattr(sources, "open_source", lambda text, policy: AsWeb(real(text, policy)))
    _found, done = here.installer(str(made.folder))
    monkeypatch.undo()
    assert done is not None
    assert (done.comment, done.id) == ("delta", "invente-2026-09-01")
    _found, other = service_de(tmp_path / "b", made).installer(str(here.store.depot))
    assert other is not None
    assert other.id == ("invente-2026-09-01" if same else "invente-2026-06-12")


@pytest.mark.parametrize("ask", ["verifier", "installer"])
def test_a_publication_that_is_only_signed_again_is_so_in_the_mirror_too(tmp_path: Path, made: Depot, ask: str) -> None:
    """Else who is updated from it would be told one day that it is no longer valid."""
    here = service_de(tmp_path / "a", made)
    here.installer(str(made.folder))
    made.tourner(nouvelles_cles()).resigner(jours=900)
    getattr(here, ask)(str(made.folder))
    now = (made.folder / "metadata" / "timestamp.json").read_bytes()
    assert (here.store.depot / "metadata" / "timestamp.json").read_bytes() == now
    assert service_de(tmp_path / "b", made).verifier(str(here.store.depot)).annonce == made.annonce
    getattr(here, ask)(str(here.store.depot))
    assert service_de(tmp_path / "c", made).verifier(str(here.store.depot)).annonce == made.annonce


@pytest.mark.parametrize("bad", ["damaged", "forged"])
def test_an_older_root_that_does_not_lead_to_the_ones_trusted_is_not_mirrored(
    tmp_path: Path, made: Depot, contenu: Publie, bad: str
) -> None:
    """This computer needs none of them and could not tell; those that are updated from it would be stopped there."""
    made.tourner(nouvelles_cles()).tourner(nouvelles_cles())
    newest, second = made.racines[-1], made.folder / "metadata" / "2.root.json"
    genuine = second.read_bytes()
    other = Depot(tmp_path / "autre", cles=autres_cles()).publier().tourner(nouvelles_cles())
    second.write_bytes(genuine[:-20] if bad == "damaged" else other.racines[1])
    here = service_de(tmp_path / "a", made, root=lambda: Racine(newest, essai=False))
    here.installer(str(made.folder))
    metadata = here.store.depot / "metadata"
    assert {"1.root.json", "2.root.json"}.isdisjoint(names(metadata))
    second.write_bytes(genuine)
    made.resigner()
    here.installer(str(made.folder))
    assert (metadata / "2.root.json").read_bytes() == genuine
    assert service_de(tmp_path / "b", made).verifier(str(here.store.depot)).annonce == made.annonce
