"""What is published is what a client reads; older, withdrawn and partial data only when asked for."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tuf.api.exceptions import BadVersionNumberError, DownloadError, ExpiredMetadataError, RepositoryError
from tuf.api.metadata import Metadata, Timestamp

from data_bundle import noyau
from data_bundle.annonce import Retrait
from data_bundle.builder.errors import BadInputError, NothingFoundError, WrongUsageError
from data_bundle.builder.publish import publish, renew
from data_bundle.builder.publish.history import KEPT
from data_bundle.fingerprint import KEY, fingerprint
from tests.data_bundle.publish.conftest import NOW, Reader


def names(depot: Path, kind: str) -> list[str]:
    return sorted(path.name for path in (depot / "targets").iterdir() if kind in path.name)


def rewritten(source: Path, target: Path, **meta: str) -> Path:
    """A copy that says other things of itself, soundly."""
    shutil.copyfile(source, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        for key, value in meta.items():
            db.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (value, key))
        db.execute("UPDATE meta SET valeur = ? WHERE cle = ?", (fingerprint(db), KEY))
    return target


def test_a_client_reads_what_was_published(small: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader) -> None:
    depot = tmp_path / "depot"
    published = publish(small, depot, keys, notes=["Des chiffres inventés\u00a0: quatre formations."])
    assert read(depot, root) == published
    assert (published.publication, published.deltas, published.retraits) == (1, (), ())
    assert published.id.startswith("controle-")
    assert published.sqlite == noyau.bibliotheque()
    with closing(sqlite3.connect(small)) as db:
        assert published.empreinte == fingerprint(db)
        assert published.lignes["chiffre"] == db.execute("SELECT count(*) FROM chiffre").fetchone()[0]
    assert sorted(path.name for path in depot.iterdir()) == ["LISEZ-MOI.txt", "metadata", "targets"]
    assert sorted(path.name for path in (depot / "metadata").iterdir()) == [
        "1.root.json", "1.snapshot.json", "1.targets.json", "timestamp.json",
    ]  # fmt: skip
    assert not [path for path in depot.rglob("*") if b"PRIVATE" in (path.read_bytes() if path.is_file() else b"")]


def test_what_is_installed_is_what_the_annonce_says(small: Path, keys: Path, tmp_path: Path) -> None:
    import hashlib

    depot = tmp_path / "depot"
    published = publish(small, depot, keys)
    [packed] = (depot / "targets").glob("*.xz")
    sha256 = noyau.unpack(packed, tmp_path / "noyau", published.paquet.taille_noyau, lambda _: None)
    assert sha256 == published.paquet.sha256_noyau
    noyau.complete(tmp_path / "noyau", tmp_path / "installe", published.regle)
    content = (tmp_path / "installe").read_bytes()
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (published.sha256_installe, published.taille_installe)


def test_publishing_the_same_file_at_the_same_moment_gives_the_same_repository(
    small: Path, keys: Path, tmp_path: Path
) -> None:
    for name in ("un", "deux"):
        publish(small, tmp_path / name, keys, now=NOW)
    contents = [
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("un", "deux")
    ]
    assert len(contents[0]) == 7
    assert contents[0] == contents[1]


def test_a_later_snapshot_follows_and_the_small_delta_with_it(
    small: Path, after: Path, third: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    depot = tmp_path / "depot"
    first = publish(small, depot, keys)
    assert read(depot, root) == first
    second = publish(after, depot, keys)
    assert read(depot, root) == second
    assert second.publication == 2
    assert [delta.depuis_noyau for delta in second.deltas] == [first.paquet.sha256_noyau]
    last = publish(third, depot, keys)
    assert read(depot, root) == last
    assert [delta.depuis_noyau for delta in last.deltas] == [second.paquet.sha256_noyau, first.paquet.sha256_noyau]
    assert all(delta.taille < last.paquet.taille / 2 for delta in last.deltas)
    [packed] = [path for path in (depot / "targets").glob("*.xz") if second.paquet.nom in path.name]
    noyau.unpack(packed, tmp_path / "ancien", second.paquet.taille_noyau, lambda _: None)
    [patch] = [path for path in (depot / "targets").glob("*.bsdiff") if last.deltas[0].nom in path.name]
    made = noyau.apply_delta(tmp_path / "ancien", patch, tmp_path / "nouveau", last.paquet.taille_noyau)
    assert made == last.paquet.sha256_noyau


def test_a_delta_that_is_not_worth_it_is_not_published(
    small: Path, after: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data_bundle.builder.publish import parcel

    monkeypatch.setattr(parcel, "WORTH", 0.001)
    publish(small, tmp_path / "depot", keys)
    assert publish(after, tmp_path / "depot", keys).deltas == ()
    assert not names(tmp_path / "depot", "bsdiff")


def test_packed_files_of_long_ago_go_and_the_lists_stay(
    small: Path, after: Path, third: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    depot = tmp_path / "depot"
    for turn in range(5):
        days = f"2026-12-{turn + 1:02d}"
        publish(rewritten(after, tmp_path / "suivant", id=f"{days}-{turn:08x}", construit_le=days), depot, keys)
    assert len(names(depot, "noyau-")) == KEPT
    assert len(names(depot, "instantane.json")) == 5
    assert read(depot, root).publication == 5


def test_data_can_be_withdrawn_by_publishing_the_older_ones_again(
    small: Path, after: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    depot = tmp_path / "depot"
    first, wrong = publish(small, depot, keys), publish(after, depot, keys)
    read(depot, root)
    retrait = Retrait(wrong.id, "Les chiffres des apprentis étaient décalés d’une ligne.")
    back = publish(small, depot, keys, retraits=[retrait])
    assert read(depot, root) == back
    assert (back.publication, back.id, back.retraits) == (3, first.id, (retrait,))
    assert back.paquet == first.paquet
    assert [delta.depuis_noyau for delta in back.deltas] == [wrong.paquet.sha256_noyau]
    with pytest.raises(BadInputError, match="est retiré"):
        publish(after, depot, keys)
    assert publish(after, depot, keys, accepter=True).retraits == ()


def test_only_what_was_published_can_be_withdrawn(small: Path, after: Path, keys: Path, tmp_path: Path) -> None:
    published = publish(small, tmp_path / "depot", keys)
    with pytest.raises(NothingFoundError, match="2026-01-01-abcd"):
        publish(after, tmp_path / "depot", keys, retraits=[Retrait("2026-01-01-abcd", "Inventé.")])
    with pytest.raises(BadInputError, match="est retiré"):
        publish(small, tmp_path / "depot", keys, retraits=[Retrait(published.id, "Inventé.")])


def test_older_data_are_published_only_with_a_reason(small: Path, after: Path, keys: Path, tmp_path: Path) -> None:
    publish(after, tmp_path / "depot", keys)
    with pytest.raises(BadInputError, match="--retrait"):
        publish(small, tmp_path / "depot", keys)
    assert publish(small, tmp_path / "depot", keys, accepter=True).publication == 2


def test_an_extract_does_not_take_the_place_of_the_whole(small: Path, after: Path, keys: Path, tmp_path: Path) -> None:
    whole = rewritten(small, tmp_path / "france", perimetre='["fr"]', id="2026-03-30-france")
    publish(whole, tmp_path / "depot", keys)
    with pytest.raises(BadInputError, match="--accepter"):
        publish(after, tmp_path / "depot", keys)
    assert publish(after, tmp_path / "depot", keys, accepter=True).perimetre == ("53", "04")


def test_a_snapshot_with_a_changed_digit_is_not_published(small: Path, keys: Path, tmp_path: Path) -> None:
    shutil.copyfile(small, tmp_path / "faux")
    with closing(sqlite3.connect(tmp_path / "faux")) as db, db:
        db.execute("UPDATE metier SET libelle = 'Inventé' WHERE code = (SELECT min(code) FROM metier)")
    with pytest.raises(BadInputError, match="n’est plus celui qui a été écrit"):
        publish(tmp_path / "faux", tmp_path / "depot", keys)
    assert not (tmp_path / "depot").exists()


def test_what_the_program_refuses_is_not_published(
    small: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data_bundle.builder.publish import checks

    monkeypatch.setattr(checks, "check", lambda _: None)
    shutil.copyfile(small, tmp_path / "faux")
    with closing(sqlite3.connect(tmp_path / "faux")) as db, db:
        db.execute("UPDATE chiffre SET effectif = 7 WHERE ligne = (SELECT min(ligne) FROM chiffre)")
    with pytest.raises(BadInputError, match="Le programme refuse faux"):
        publish(tmp_path / "faux", tmp_path / "depot", keys)


def test_words_that_this_version_does_not_make_are_not_published(
    small: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data_bundle import search_words

    monkeypatch.setitem(search_words._EXPANSIONS, "bac pro", "mot invente")
    monkeypatch.setitem(search_words._EXPANSIONS, "cap", "mot invente")
    with pytest.raises(BadInputError, match="mots de recherche"):
        publish(small, tmp_path / "depot", keys)


def test_a_note_on_two_lines_cannot_be_announced(small: Path, keys: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="une ligne"):
        publish(small, tmp_path / "depot", keys, notes=["un\ndeux"])
    assert not (tmp_path / "depot").exists()


def test_signatures_hold_as_long_as_asked_from_the_day_given(
    small: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    depot = tmp_path / "depot"
    publish(small, depot, keys, now=NOW - timedelta(days=10), jours=30)
    stamp = Metadata[Timestamp].from_file(str(depot / "metadata" / "timestamp.json")).signed
    assert stamp.expires == NOW + timedelta(days=20)
    read(depot, root)


def test_what_has_expired_is_refused_and_renewing_makes_it_good_again(
    small: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    depot = tmp_path / "depot"
    published = publish(small, depot, keys, now=NOW - timedelta(days=40), jours=30)
    with pytest.raises(ExpiredMetadataError):
        read(depot, root)
    assert renew(depot, keys) == published
    assert read(depot, root) == published
    assert len(names(depot, "instantane.json")) == 1


def test_renewing_what_was_never_published_is_refused(keys: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingFoundError, match="Rien n’est publié"):
        renew(tmp_path / "depot", keys)


def test_an_older_copy_of_the_repository_is_refused_by_who_has_seen_the_newer(
    small: Path, after: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    publish(small, tmp_path / "depot", keys)
    shutil.copytree(tmp_path / "depot", tmp_path / "ancien")
    publish(after, tmp_path / "depot", keys)
    read(tmp_path / "depot", root)
    with pytest.raises(BadVersionNumberError):
        read(tmp_path / "ancien", root)


def test_a_repository_of_other_keys_is_left_alone(small: Path, keys: Path, tmp_path: Path) -> None:
    from data_bundle.builder.publish import create_keys

    publish(small, tmp_path / "depot", keys)
    before = {path: path.read_bytes() for path in (tmp_path / "depot").rglob("*.*")}
    create_keys(tmp_path / "autres")
    with pytest.raises(BadInputError, match="signé par ces clés"):
        publish(small, tmp_path / "depot", tmp_path / "autres")
    assert {path: path.read_bytes() for path in (tmp_path / "depot").rglob("*.*")} == before


def test_a_client_that_trusts_other_keys_refuses_the_repository(
    small: Path, keys: Path, tmp_path: Path, read: Reader
) -> None:
    from data_bundle.builder.publish import create_keys

    publish(small, tmp_path / "depot", keys)
    create_keys(tmp_path / "autres")
    with pytest.raises(RepositoryError):
        read(tmp_path / "depot", (tmp_path / "autres" / "racine.json").read_bytes())


def test_keys_are_never_in_the_folder_that_is_served(small: Path, keys: Path, tmp_path: Path) -> None:
    from data_bundle.builder.publish import create_keys

    create_keys(tmp_path / "depot" / "cles")
    for depot in (tmp_path / "depot", tmp_path / "depot" / "cles", tmp_path / "depot" / "cles" / "d"):
        with pytest.raises(WrongUsageError, match="à part"):
            publish(small, depot, tmp_path / "depot" / "cles")


def test_root_keys_need_not_be_there_to_publish_and_the_others_must(small: Path, keys: Path, tmp_path: Path) -> None:
    daily = tmp_path / "cles"
    shutil.copytree(keys, daily)
    for name in ("racine-1", "racine-2", "racine-3"):
        (daily / f"{name}.pem").unlink()
    publish(small, tmp_path / "depot", daily)
    (daily / "horodatage.pem").unlink()
    with pytest.raises(BadInputError, match=r"horodatage\.pem"):
        publish(small, tmp_path / "depot", daily)


def test_a_root_that_has_expired_signs_nothing_any_more(small: Path, tmp_path: Path) -> None:
    from data_bundle.builder.publish import create_keys

    create_keys(tmp_path / "cles", now=NOW - timedelta(days=40), jours=30)
    with pytest.raises(BadInputError, match="cles tourner"):
        publish(small, tmp_path / "depot", tmp_path / "cles")


def test_an_annonce_changed_on_the_server_is_not_what_was_signed(
    small: Path, keys: Path, root: bytes, tmp_path: Path, read: Reader
) -> None:
    from data_bundle.annonce import decode, encode

    depot = tmp_path / "depot"
    publish(small, depot, keys)
    [path] = (depot / "targets").glob("*.instantane.json")
    path.write_bytes(encode(replace(decode(path.read_bytes()), notes=("Inventé",))))
    with pytest.raises((RepositoryError, DownloadError)):
        read(depot, root)
    with pytest.raises(BadInputError, match="abîmé"):
        publish(small, depot, keys)
