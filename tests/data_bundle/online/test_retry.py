"""Cut connections, busy and broken servers: what is asked again, how long it is waited, when it is given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data_bundle.builder.online.errors import NetworkError, SilentPortalError
from data_bundle.builder.online.retry import Patience, retry_after
from tests.data_bundle.online.conftest import JEU, Banc, lignes
from tests.data_bundle.online.serveur import CSV, Answer, Dataset, Request

CONTENT = lignes(20_000)
WHOLE = Dataset.of(CONTENT)
CUT = replace(WHOLE, cut=200_000)


def ranges(banc: Banc) -> list[str | None]:
    return [request.headers.get("range") for request in banc.portail.exports]


def test_a_cut_download_goes_on_where_it_stopped(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", CUT, replace(CUT, cut=100_000), WHOLE)
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert ranges(banc) == [None, "bytes=200000-", "bytes=300000-"]
    assert [request.headers.get("if-range") for request in banc.portail.exports[1:]] == [WHOLE.etag] * 2
    assert banc.waited == [1.0, 2.0]


def test_a_cut_packed_download_goes_on_in_the_packed_bytes(banc: Banc) -> None:
    packed = replace(WHOLE, packed=True)
    banc.portail.on_dataset("fr-essai", replace(packed, cut=3000), packed)
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert ranges(banc) == [None, "bytes=3000-"]


def test_a_cut_stream_without_length_is_noticed_and_resumed(banc: Banc) -> None:
    stream = replace(WHOLE, chunked=True)
    banc.portail.on_dataset("fr-essai", replace(stream, cut=200_000), stream)
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert ranges(banc)[0] is None
    assert ranges(banc)[1] is not None


def test_a_version_published_meanwhile_is_fetched_from_its_start(banc: Banc) -> None:
    newer = Dataset.of(lignes(30_000))
    banc.portail.on_dataset("fr-essai", CUT, newer)
    banc.run()
    assert banc.file.read_bytes() == newer.content
    assert banc.manifest["etag"] == newer.etag


def test_a_server_that_cannot_resume_sends_all_again(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", CUT, replace(WHOLE, ranges=False))
    banc.run()
    assert banc.file.read_bytes() == CONTENT


@pytest.mark.parametrize(
    "part",
    [
        Answer(206, CONTENT[100:], CSV | {"Content-Range": f"bytes 100-{len(CONTENT) - 1}/{len(CONTENT)}"}),
        Answer(206, CONTENT[200_000:], CSV),
        Answer(206, CONTENT[200_000:], CSV | {"Content-Range": f"bytes 200000-9/{len(CONTENT)}", "ETag": '"autre"'}),
        Answer(416, b"", CSV | {"Content-Range": "bytes */10"}),
        Answer(304, b"", CSV),
    ],
)
def test_a_part_that_does_not_follow_is_never_glued(banc: Banc, part: Answer) -> None:
    banc.portail.on_dataset("fr-essai", CUT, part, WHOLE)
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert ranges(banc) == [None, "bytes=200000-", None]


@pytest.mark.parametrize("etag", ["", 'W/"faible"'])
def test_without_a_strong_validator_a_cut_download_starts_again(banc: Banc, etag: str) -> None:
    banc.portail.on_dataset("fr-essai", replace(CUT, etag=etag), replace(WHOLE, etag=etag))
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert ranges(banc) == [None, None]


def test_a_date_older_than_a_minute_is_a_validator(banc: Banc) -> None:
    dated = Dataset(CONTENT, last_modified="Thu, 05 Mar 2020 10:00:00 GMT")
    banc.portail.on_dataset("fr-essai", replace(dated, cut=200_000), dated)
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert banc.portail.exports[1].headers["if-range"] == "Thu, 05 Mar 2020 10:00:00 GMT"


def test_a_download_given_up_is_resumed_by_the_next_command(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", CUT, Answer(500))
    with pytest.raises(NetworkError, match=r"est en panne pour le moment \(réponse 500\)"):
        banc.run()
    assert banc.partial.stat().st_size == 200_000
    banc.portail.on_dataset("fr-essai", WHOLE)
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert ranges(banc)[-1] == "bytes=200000-"


def test_an_interruption_keeps_what_is_received_and_changes_nothing_else(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(10)))
    banc.run()
    before = banc.manifest

    class Hand:
        def start(self, code: str) -> None: ...
        def close(self) -> None: ...
        def tell(self, size: int, total: int | None) -> None:
            if size > 150_000:
                raise KeyboardInterrupt

    banc.portail.on_dataset("fr-essai", WHOLE)
    with pytest.raises(KeyboardInterrupt):
        banc.run(received=Hand())
    assert banc.file.read_bytes() == lignes(10)
    assert banc.manifest == before
    size = banc.partial.stat().st_size
    assert 150_000 < size < len(CONTENT)
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert ranges(banc)[-1] == f"bytes={size}-"


def test_a_body_wholly_received_before_the_interruption_is_not_fetched_again(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", replace(WHOLE, chunked=True, cut=len(CONTENT)), WHOLE)
    banc.run()
    assert banc.file.read_bytes() == CONTENT
    assert ranges(banc) == [None, f"bytes={len(CONTENT)}-"]
    assert not banc.partial.exists()


def test_the_server_s_wish_to_wait_is_obeyed_up_to_two_minutes(banc: Banc) -> None:
    def busy(wait: str) -> Answer:
        return Answer(429, b"{}", {"Retry-After": wait})

    later = busy("Sun, 22 Nov 2026 09:30:40 GMT")
    banc.portail.on_dataset("fr-essai", busy("7"), later, busy("86400"), busy("demain"), Answer(503), WHOLE)
    banc.run()
    assert banc.waited == [7.0, 40.0, 120.0, 8.0, 16.0]


def test_patience_doubles_and_has_an_end(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Answer(500))
    with pytest.raises(NetworkError) as stop:
        banc.run()
    assert stop.value.code == 4
    assert len(banc.portail.exports) == 6
    assert banc.waited == [1.0, 2.0, 4.0, 8.0, 16.0]


def test_a_refusal_is_not_asked_again(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Answer(403))
    with pytest.raises(NetworkError, match=r"refuse la demande \(réponse 403\)"):
        banc.run()
    assert len(banc.portail.exports) == 1


def test_a_length_never_reached_is_given_up(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Answer(200, lignes(5), length=5000))
    with pytest.raises(NetworkError, match="coupe la connexion avant la fin"):
        banc.run()
    assert not banc.file.exists()


def test_a_portal_that_never_answers_is_not_waited_for_at_every_dataset(banc: Banc) -> None:
    banc.portail.on_dataset("fr-essai", Dataset.of(lignes(10)))
    other = replace(JEU, code="autre", jeu="fr-autre", fichiers=("autre.csv",), telecharge="autre.csv")
    banc.portail.on_dataset("fr-autre", Dataset.of(lignes(10)))
    banc.run(JEU, other)
    banc.waited.clear()
    notes = banc.run(JEU, other, mirror="http://127.0.0.1:9")  # "discard": nothing listens there
    assert [note.partition(".")[0] for note in notes] == [
        f"{code}\u00a0: repris du dernier téléchargement (2026-11-22)" for code in ("essai", "autre")
    ]
    assert banc.waited == [1.0, 1.0, 2.0, 4.0, 8.0, 16.0]


def test_a_portal_that_never_answers_stops_a_first_download(banc: Banc) -> None:
    with pytest.raises(SilentPortalError, match=r"127\.0\.0\.1 ne répond pas.: vérifiez la connexion"):
        banc.run(mirror="http://127.0.0.1:9", patience=Patience(attempts=2))


def test_a_server_that_stops_speaking_is_left(banc: Banc) -> None:
    def mute(_: Request) -> Answer:
        return Answer(200, CONTENT, CSV, length=len(CONTENT), cut=0)

    banc.portail.on_dataset("fr-essai", mute, WHOLE)
    banc.run()
    assert banc.file.read_bytes() == CONTENT


def test_a_wish_to_wait_is_read_in_seconds_or_as_a_date() -> None:
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert retry_after("30", now) == 30
    assert retry_after("Sun, 22 Nov 2026 09:01:00 GMT", now) == 60
    assert retry_after("Sun, 22 Nov 2026 08:00:00 GMT", now) == 0
    assert retry_after("Sun, 22 Nov 2026 09:01:00 -0000", now) == 60
    assert [retry_after(text, now) for text in (None, "", "-5", "bientôt")] == [None] * 4
