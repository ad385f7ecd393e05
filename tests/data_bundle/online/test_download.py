"""One dataset: fetched once, remembered, replaced only by better, and what is said when it cannot be had."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from data_bundle.builder.errors import BadInputError, CannotWriteError
from data_bundle.builder.online.errors import GoneError, NetworkError, RefusedFileError
from tests.data_bundle.online.conftest import JEU, Banc, lignes
from tests.data_bundle.online.serveur import Answer, Dataset, metadata

OPTIONAL = replace(JEU, obligatoire=False)


def test_a_dataset_is_fetched_as_it_is_and_remembered_in_the_manifest(banc: Banc) -> None:
    content = lignes(20)
    dataset = replace(Dataset.of(content), last_modified="Thu, 05 Mar 2026 10:00:00 GMT")
    banc.portail.on_dataset("fr-essai", dataset, about=metadata(20, "2026-03-05T04:12:09+00:00"))
    assert banc.run() == ["essai\u00a0: téléchargé, 20 lignes"]
    assert banc.file.read_bytes() == content
    assert banc.manifest == {
        "url": f"{banc.portail.url}/api/explore/v2.1/catalog/datasets/fr-essai/exports/csv"
        "?delimiter=%3B&use_labels=false",
        "etag": dataset.etag,
        "last_modified": "Thu, 05 Mar 2026 10:00:00 GMT",
        "sha256": hashlib.sha256(content).hexdigest(),
        "octets": len(content),
        "lignes": 20,
        "telecharge_le": "2026-11-22",
        "mise_a_jour": "2026-03-05",
        "version": "2026-03-05T04:12:09+00:00",
    }
    assert sorted(path.name for path in banc.folder.rglob("*")) == ["essai", "jeu.csv", "manifest.json"]
    assert banc.waited == []


def test_nothing_is_fetched_twice(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    banc.run()
    before = banc.manifest
    assert banc.run() == ["essai\u00a0: inchangé depuis le téléchargement du 2026-11-22"]
    first, second = banc.portail.exports
    assert "if-none-match" not in first.headers
    assert second.headers["if-none-match"] == before["etag"]
    assert banc.manifest == before


def test_a_date_of_modification_is_enough_not_to_fetch_twice(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset(lignes(20), last_modified="Thu, 05 Mar 2026 10:00:00 GMT"))
    banc.run()
    assert "inchangé" in banc.run()[0]
    assert banc.portail.exports[1].headers["if-modified-since"] == "Thu, 05 Mar 2026 10:00:00 GMT"


def test_without_validators_the_portal_s_own_date_tells_that_nothing_changed(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset(lignes(20)), about=metadata(20, "2026-03-05T04:12:09+00:00"))
    banc.run()
    assert "inchangé" in banc.run()[0]
    banc.portail.on_dataset("fr-essai", Dataset(lignes(21)), about=metadata(21, "2026-03-06T04:12:09+00:00"))
    assert banc.run() == ["essai\u00a0: téléchargé, 21 lignes"]
    assert len(banc.portail.exports) == 2


def test_an_unchanged_dataset_keeps_up_with_the_date_of_the_portal(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)), about=metadata(20, "2026-03-05T04:12:09+00:00"))
    banc.run()
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)), about=metadata(20, None, modified="2026-04-01"))
    banc.run()
    assert banc.manifest["mise_a_jour"] == "2026-04-01"


def test_a_file_touched_since_its_download_is_fetched_again(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    banc.run()
    banc.file.write_bytes(lignes(19))
    assert banc.run() == ["essai\u00a0: téléchargé, 20 lignes"]
    assert banc.file.read_bytes() == lignes(20)


def test_an_unchanged_answer_that_contradicts_the_number_of_records_is_not_believed(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset(lignes(20), etag='"toujours-le-même"'), about=metadata(20))
    banc.run()
    banc.portail.on_dataset("fr-essai", Dataset(lignes(25), etag='"toujours-le-même"'), about=metadata(25))
    assert banc.run() == ["essai\u00a0: téléchargé, 25 lignes"]


def test_a_new_version_takes_the_place_of_the_old_one(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    banc.run()
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(30)))
    banc.run()
    assert banc.file.read_bytes() == lignes(30)
    assert banc.manifest["lignes"] == 30


def test_the_filter_and_the_labels_are_asked_for(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(3)), about=metadata(1000))
    assert "3 lignes" in banc.run(replace(JEU, filtre='annee="cumul 2023-2024"', labels=True))[0]
    query = "delimiter=%3B&use_labels=true&where=annee%3D%22cumul%202023-2024%22"
    assert banc.portail.exports[0].query == query


@pytest.mark.parametrize("packed", [Dataset(lignes(500), packed=True), Dataset(lignes(500), packed=True, chunked=True)])
def test_a_packed_answer_is_stored_unpacked(banc: Banc, packed: Dataset) -> None:
    banc.portail.on_dataset("fr-essai", packed)
    banc.run()
    assert banc.file.read_bytes() == lignes(500)
    assert banc.manifest["octets"] == len(lignes(500))


def test_a_file_sent_as_gz_is_stored_unpacked(banc: Banc) -> None:
    sent = Answer(200, gzip.compress(lignes(5)), {"Content-Type": "application/gzip"})
    banc.portail.on_dataset("fr-essai", sent)
    banc.run()
    assert banc.file.read_bytes() == lignes(5)


REFUSED = {
    "une page web": Answer(200, b"<!doctype html><title>Maintenance</title>", {"Content-Type": "text/html"}),
    "page web, message d’erreur": Answer(200, b"\xef\xbb\xbf\n<html><body>;</body></html>\n"),
    "pas un CSV (": Answer(200, b'{"error_code": "ODSQLError"}\n'),
    "mais «\u00a0application/json\u00a0»": Answer(200, b"{}", {"Content-Type": "application/json"}),
    "pas un CSV": Answer(200, b""),
    "séparées par «\u00a0;\u00a0»": Answer(200, b"uai,taux\n0350030T,5\n"),
    "que son en-tête": Answer(200, b"uai;taux\r\n"),
    "La dernière ligne": Answer(200, b"uai;taux\r\n0350030T;5\r\n0350031U;5"),
    "ligne 3\u00a0: 1 colonnes au lieu de 2": Answer(200, b"uai;taux\r\n0350030T;5\r\n0350031U\r\n"),
    "ligne 3\u00a0: le fichier est tronqué": Answer(200, b'uai;taux\r\n0350030T;5\r\n0350031U;"5\r\n'),
    "tronqué ou abîmé": Answer(200, gzip.compress(lignes(50))[:-20]),
    "a rétréci, 94 lignes au lieu de 100 la dernière fois": Answer(200, lignes(94)),
}


@pytest.mark.parametrize(("words", "bad"), REFUSED.items(), ids=REFUSED)
def test_the_last_good_file_stays_when_the_answer_is_not_the_dataset(banc: Banc, words: str, bad: Answer) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(100)))
    banc.run()
    before = banc.manifest
    banc.portail.on_dataset("fr-essai", bad)
    [note] = banc.run()
    assert note.startswith("essai\u00a0: repris du dernier téléchargement (2026-11-22). ")
    assert words in note
    assert banc.file.read_bytes() == lignes(100)
    assert banc.manifest == before
    assert sorted(path.name for path in banc.file.parent.iterdir()) == ["jeu.csv"]


@pytest.mark.parametrize(("words", "bad"), list(REFUSED.items())[:-1], ids=list(REFUSED)[:-1])
def test_without_an_earlier_file_a_bad_answer_stops_the_command(banc: Banc, words: str, bad: Answer) -> None:
    banc.portail.on_dataset("fr-essai", bad)
    with pytest.raises(RefusedFileError) as stop:
        banc.run()
    assert words in str(stop.value)
    assert stop.value.code == 4
    assert not banc.file.exists()


def test_a_dataset_may_lose_a_twentieth_of_its_rows(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(100)))
    banc.run()
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(95)))
    assert banc.run() == ["essai\u00a0: téléchargé, 95 lignes"]


def test_fewer_rows_than_announced_are_refused_unless_accepted(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(100)), about=metadata(101))
    with pytest.raises(RefusedFileError, match=r"100 lignes au lieu des 101 annoncées.*--accepter"):
        banc.run()
    assert banc.run(accept=True) == ["essai\u00a0: téléchargé, 100 lignes"]


def test_another_filter_is_no_loss(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(100)))
    banc.run()
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(10)))
    assert banc.run(replace(JEU, filtre="annee=2025")) == ["essai\u00a0: téléchargé, 10 lignes"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_dataset_that_never_ends_is_refused(banc: Banc, packed: bool) -> None:
    banc.portail.on_dataset("fr-essai", Dataset(b"a;b\n" + b"0;0\n" * 500_000, packed=packed, chunked=True))
    banc.most_bytes = 100_000
    with pytest.raises(RefusedFileError, match="dépassent 0\u00a0Mo"):
        banc.run()
    assert list(banc.folder.rglob("*.csv*")) == []


@pytest.mark.parametrize(
    "said",
    [
        Answer(404),
        Answer(200, b"<html>", {"Content-Type": "text/html"}),
        Answer(200, b"[1, 2]"),
        Answer(200, b'{"metas": {"default": {"records_count": "20", "data_processed": 5, "modified": "hier"}}}'),
        Answer(200, b'{"metas": {"default": null}}'),
        Answer(500),
    ],
)
def test_a_dataset_is_taken_without_metadata(banc: Banc, said: Answer) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)), about=said)
    assert banc.run() == ["essai\u00a0: téléchargé, 20 lignes"]
    assert "mise_a_jour" not in banc.manifest


def test_a_file_placed_by_hand_stands_in_for_a_portal_that_is_down(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Answer(503))
    banc.file.parent.mkdir(parents=True)
    banc.file.with_name("jeu.csv.gz").write_bytes(gzip.compress(lignes(2)))
    [note] = banc.run()
    assert note.startswith("essai\u00a0: repris de essai/jeu.csv.gz, déjà dans le dossier. 127.0.0.1 est en panne")


def test_an_optional_dataset_that_the_portal_does_not_have_is_left_out(banc: Banc) -> None:
    [note] = banc.run(OPTIONAL)
    assert note.startswith("essai\u00a0: laissé de côté. 127.0.0.1 n’a pas ce jeu de données (réponse 404)")
    with pytest.raises(GoneError):
        banc.run()


def test_an_outage_does_not_make_a_snapshot_without_an_optional_dataset(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Answer(500))
    with pytest.raises(NetworkError):
        banc.run(OPTIONAL)


def test_what_was_fetched_before_a_stop_is_kept(banc: Banc) -> None:
    other = replace(JEU, code="autre", jeu="fr-autre", fichiers=("autre.csv",), telecharge="autre.csv")
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    with pytest.raises(GoneError):
        banc.run(JEU, other)
    banc.portail.on_dataset("fr-autre", Dataset.of(lignes(7)))
    notes = banc.run(JEU, other)
    assert [note.partition(",")[0] for note in notes] == [
        "essai\u00a0: inchangé depuis le téléchargement du 2026-11-22",
        "autre\u00a0: téléchargé",
    ]


def test_files_that_only_a_hand_can_place_are_all_named_before_any_download(banc: Banc) -> None:
    nomenclature = replace(JEU, code="bcn", site="bcn.exemple", fichiers=("bcn/A.csv", "bcn/B*.csv"), jeu="")
    half = replace(JEU, fichiers=("essai/jeu.csv", "essai/complement.csv"))
    (banc.folder / "bcn").mkdir(parents=True)
    (banc.folder / "bcn" / "A.csv.gz").touch()
    with pytest.raises(BadInputError) as stop:
        banc.run(half, nomenclature)
    assert "à y placer à la main" in str(stop.value)
    assert "essai/complement.csv (portail.exemple), bcn/B*.csv (bcn.exemple)." in str(stop.value)
    assert banc.portail.asked == []


def test_an_extract_beside_the_whole_dataset_is_pointed_out(banc: Banc) -> None:
    source = replace(JEU, fichiers=("essai/jeu*.csv",))
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    banc.file.parent.mkdir(parents=True)
    banc.file.with_name("jeu_bretagne.csv").write_bytes(lignes(2))
    assert banc.run(source)[1] == "essai\u00a0: retirez essai/jeu_bretagne.csv, que essai/jeu.csv remplace"


def test_what_others_wrote_in_the_manifest_stays(banc: Banc) -> None:
    banc.folder.mkdir()
    manifest = banc.folder / "manifest.json"
    manifest.write_text('{"note": 1, "fichiers": {"bcn/N_MEF.csv": {"mise_a_jour": "2025-09-01"}}}', encoding="utf-8")
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    banc.run()
    text = manifest.read_text(encoding="utf-8")
    assert '"note": 1' in text
    assert '"mise_a_jour": "2025-09-01"' in text


@pytest.mark.parametrize("text", ["{", "[]", '{"fichiers": []}', '{"fichiers": {"a": 1}}', "{}"])
def test_a_damaged_manifest_is_named(banc: Banc, text: str) -> None:
    banc.folder.mkdir()
    (banc.folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=r"manifest\.json est abîmé"):
        banc.run()


def test_a_manifest_of_strange_values_is_no_reason_to_skip_a_download(banc: Banc) -> None:
    banc.folder.mkdir()
    entry = '{"fichiers": {"essai/jeu.csv": {"lignes": "mille", "octets": null, "etag": 5, "url": []}}}'
    (banc.folder / "manifest.json").write_text(entry, encoding="utf-8")
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    assert "téléchargé" in banc.run()[0]


def test_a_folder_that_cannot_be_written_is_named(banc: Banc, tmp_path: Path) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    banc.folder.write_text("un fichier à la place du dossier", encoding="utf-8")
    with pytest.raises(CannotWriteError, match="Impossible d’écrire dans"):
        banc.run()


def test_a_link_to_a_file_elsewhere_is_replaced_and_not_followed(banc: Banc, tmp_path: Path) -> None:
    elsewhere = tmp_path / "ailleurs.csv"
    elsewhere.write_bytes(lignes(1))
    banc.file.parent.mkdir(parents=True)
    try:
        banc.file.symlink_to(elsewhere)
    except OSError:
        pytest.skip("no symbolic link may be made here")
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(20)))
    banc.run()
    assert elsewhere.read_bytes() == lignes(1)
    assert not banc.file.is_symlink()
