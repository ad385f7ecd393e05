from __future__ import annotations

import gc
import gzip
import itertools
import re
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import UpdateCancelled, UpdateError
from desktop.policy import Policy
from desktop.update.fetch import fetch_noyau
from desktop.update.refus import INCHANGE
from desktop.update.sources import Absent, Coupe, open_source
from desktop.update.store import Store
from desktop.update.suivi import muet
from desktop.update.trust import Racine
from desktop.update.verify import check
from desktop.update.web import WebSource, system_proxy
from tests.desktop.update.certificat import certificate
from tests.desktop.update.depots import Depot, nouvelles_cles, noyau_invente, sha256
from tests.desktop.update.serveur import Handler, Serveur, proxying, serving

HOST = "depot.invalid"
FILE = "targets/essai.bin"
CONTENT = bytes(range(256)) * 2000


@pytest.fixture
def served(publie: Depot) -> Iterator[Serveur]:
    (publie.folder / FILE).write_bytes(CONTENT)
    with serving(publie.folder) as told:
        yield told
        gc.collect()  # pools of connections close before their server


def whole(source: WebSource, path: str = FILE, offset: int = 0, limit: int = 10**9) -> bytes:
    return b"".join(source.read(path, offset, limit))


def refused(served: Serveur, says: str, path: str = FILE) -> UpdateError:
    with pytest.raises(UpdateError, match=says) as caught:
        whole(WebSource(served.address), path)
    assert caught.value.phrase.endswith(INCHANGE)
    return caught.value


def test_a_file_is_read_whole_from_an_offset_and_no_further(served: Serveur) -> None:
    source = WebSource(served.address)
    assert whole(source) == CONTENT
    assert whole(source, offset=1000, limit=10) == CONTENT[1000:1010]
    assert whole(source, offset=len(CONTENT) - 2) == CONTENT[-2:]
    assert whole(source, offset=len(CONTENT)) == b""
    assert "Range" not in served.asked[0][1]
    assert served.asked[1][1]["Range"] == "bytes=1000-"


def test_a_server_that_ignores_ranges_is_read_from_its_start(served: Serveur) -> None:
    served.ranges = False
    assert whole(WebSource(served.address), offset=300_001, limit=7) == CONTENT[300_001:300_008]


@pytest.mark.parametrize("told", ["bytes 0-9/10", "bytes 5-9/10", "bytes */10", "", "x"])
def test_another_range_than_the_one_asked_is_refused(served: Serveur, told: str) -> None:
    served.before = lambda handler, _: handler.answer(206, CONTENT[:10], ranged=told)
    with pytest.raises(UpdateError, match="transforme"):
        whole(WebSource(served.address), offset=1000)


def test_what_is_sent_says_nothing_of_the_computer_nor_of_earlier_requests(served: Serveur) -> None:
    def cookie(handler: Handler, _: str) -> bool:
        return handler.answer(200, b"{}", Set_Cookie="a=1", ETag='"x"')

    served.before = cookie
    source = WebSource(served.address)
    whole(source)
    whole(source)
    for _, headers in served.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
        assert headers["User-Agent"] == "cote-a-cote"
        assert headers["Accept-Encoding"] == "identity"


def test_an_update_asks_for_six_files_once_each_and_for_nothing_before_it_is_read(publie: Depot, store: Store) -> None:
    with serving(publie.folder) as told:
        source = open_source(told.address, Policy())
        assert told.asked == []
        assert (source.dite, source.web) == (told.address, True)
        found = check(source, Racine(publie.racine, essai=False), store, muet)
        assert fetch_noyau(found, source, store, muet).read_bytes() == noyau_invente()
        assert len(told.asked) == len(set(told.paths())) == 6
        del source
        gc.collect()


@pytest.mark.parametrize("status", [403, 404, 410])
def test_what_is_not_there_is_told_as_absent(served: Serveur, status: int) -> None:
    served.before = lambda handler, _: handler.answer(status, b"non", "text/html")
    assert isinstance(refused(served, "Il manque un fichier"), Absent)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (400, "ne donne pas la mise à jour"),
        (204, "ne donne pas la mise à jour"),
        (401, "demande un mot de passe"),
        (407, "demande un nom et un mot de passe"),
        (429, "indisponible pour le moment"),
        (500, "indisponible pour le moment"),
        (503, "indisponible pour le moment"),
    ],
)
def test_each_status_has_its_sentence(served: Serveur, status: int, says: str) -> None:
    served.before = lambda handler, _: handler.answer(status, b"")
    refused(served, says)


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=utf-8", "Application/XHTML+xml"])
def test_a_portal_that_answers_a_page_is_told_as_such(served: Serveur, kind: str) -> None:
    served.before = lambda handler, _: handler.answer(200, b"<html>", kind)
    refused(served, "répond par une page web. Ouvrez un navigateur")


def test_a_compressed_answer_is_refused_and_never_unpacked(served: Serveur) -> None:
    served.before = lambda handler, _: handler.answer(200, gzip.compress(b"\0" * 10_000_000), Content_Encoding="gzip")
    refused(served, "transforme")


def test_a_redirection_inside_the_same_host_is_followed(served: Serveur) -> None:
    def moved(handler: Handler, name: str) -> bool:
        if name == FILE:
            return handler.answer(302, b"", Location="/depot/targets/ailleurs.bin")
        return False

    (served.folder / "targets" / "ailleurs.bin").write_bytes(b"ici")
    served.before = moved
    assert whole(WebSource(served.address)) == b"ici"


@pytest.mark.parametrize("location", ["http://ailleurs.invalid/x", "https://127.0.0.1/x", "http://127.0.0.1:1/x",
    "//ailleurs.invalid/x", "file:///etc/passwd", "http://127.0.0.1@ailleurs.invalid/", "ftp://127.0.0.1/",
    ])  # fmt: skip
def test_a_redirection_to_anywhere_else_is_refused_and_not_followed(
    served: Serveur, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(served.address.split(":")[2].split("/")[0])
    connect, reached = socket.socket.connect, list[object]()

    def watched(self: socket.socket, address: object) -> None:
        reached.append(address)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", watched)
    served.before = lambda handler, _: handler.answer(302, b"", Location=location)
    refused(served, "renvoie vers|renvoie sans fin")
    assert reached == [("127.0.0.1", port)]


def test_redirections_without_end_are_refused(served: Serveur) -> None:
    served.before = lambda handler, name: handler.answer(302, b"", Location=f"/depot/{name}x")
    refused(served, "renvoie sans fin")
    assert len(served.asked) == 4


def test_an_endless_answer_is_left_at_the_length_that_was_asked(served: Serveur) -> None:
    served.before = lambda handler, _: handler.endless()
    assert len(whole(WebSource(served.address), limit=500_000)) == 500_000
    assert served.sent < 20_000_000


def test_an_endless_file_of_metadata_is_refused(publie: Depot, store: Store) -> None:
    with serving(publie.folder, before=lambda handler, name: name.endswith("root.json") and handler.endless()) as told:
        with pytest.raises(UpdateError, match="plus long que prévu"):
            check(WebSource(told.address), Racine(publie.racine, essai=False), store, muet)
        assert told.sent < 20_000_000


def test_an_endless_paquet_stops_at_its_signed_length(publie: Depot, store: Store) -> None:
    with serving(publie.folder, before=lambda handler, name: name.endswith(".xz") and handler.endless()) as told:
        source = WebSource(told.address)
        found = check(source, Racine(publie.racine, essai=False), store, muet)
        with pytest.raises(UpdateError, match="abîmée"):
            fetch_noyau(found, source, store, muet)
        assert list(store.atelier.iterdir()) == []


def test_a_body_cut_before_its_end_is_told_as_broken_off(served: Serveur) -> None:
    served.cut = [1000]
    assert isinstance(refused(served, "s’est interrompue"), Coupe)


def test_a_download_that_is_cut_goes_on_where_it_was_within_the_run(publie: Depot, store: Store) -> None:
    with serving(publie.folder) as told:
        source = WebSource(told.address)
        found = check(source, Racine(publie.racine, essai=False), store, muet)
        told.cut, told.asked = [50_000, 60_000], []
        assert fetch_noyau(found, source, store, muet, lambda _: None).read_bytes() == noyau_invente()
        assert len(told.asked) == 3
        assert told.asked[1][1]["Range"] == "bytes=50000-"
        assert told.asked[2][1]["Range"] == "bytes=110000-"


@pytest.mark.parametrize("ranges", [True, False])
def test_a_download_goes_on_in_the_next_run_also_where_ranges_are_ignored(
    publie: Depot, store: Store, ranges: bool
) -> None:
    content = publie.chemin_paquet.read_bytes()
    with serving(publie.folder, ranges=ranges) as told:
        source = WebSource(told.address)
        found = check(source, Racine(publie.racine, essai=False), store, muet)
        told.cut = [40_000] * 9
        left = 40_000

        def until(step: str, done: int, _total: int) -> None:
            if step == "Téléchargement" and done >= left:
                raise UpdateCancelled

        with pytest.raises(UpdateCancelled):
            fetch_noyau(found, source, store, until, lambda _: None)
        partial = store.atelier / f"{sha256(content)}.partiel"
        assert partial.read_bytes() == content[:40_000]
        told.cut, told.asked, told.sent = [], [], 0
        assert fetch_noyau(found, source, store, muet).read_bytes() == noyau_invente()
        assert told.asked[0][1]["Range"] == "bytes=40000-"
        assert told.sent == len(content) - (40_000 if ranges else 0)


def test_a_part_from_another_content_than_the_server_s_is_thrown_away_and_taken_again(
    publie: Depot, store: Store
) -> None:
    content = publie.chemin_paquet.read_bytes()
    (store.atelier / f"{sha256(content)}.partiel").write_bytes(b"x" * 9000)
    with serving(publie.folder) as told:
        source = WebSource(told.address)
        found = check(source, Racine(publie.racine, essai=False), store, muet)
        assert fetch_noyau(found, source, store, muet).read_bytes() == noyau_invente()
        assert [headers.get("Range") for _, headers in told.asked[-2:]] == ["bytes=9000-", None]


@pytest.mark.parametrize("ended", [True, False])
def test_an_answer_in_pieces_is_read_and_one_without_its_end_is_broken_off(served: Serveur, ended: bool) -> None:
    def pieces(handler: Handler, _: str) -> bool:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for some in (CONTENT[:70_000], CONTENT[70_000:]):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(some), some))
        if ended:
            handler.wfile.write(b"0\r\n\r\n")
        handler.close_connection = True
        return True

    served.before = pieces
    if ended:
        assert whole(WebSource(served.address)) == CONTENT
    else:
        assert isinstance(refused(served, "s’est interrompue"), Coupe)


def test_a_server_that_keeps_us_waiting_is_given_up(served: Serveur) -> None:
    """The clock is ours: every piece comes after forty seconds of it."""
    served.before = lambda handler, _: handler.endless(pause=0.01, piece=b"x")
    clock = itertools.count(step=40)
    with pytest.raises(Coupe, match="répond trop lentement"):
        whole(WebSource(served.address, clock=lambda: float(next(clock))))


def test_a_server_that_says_nothing_is_given_up_after_the_time_out(publie: Depot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        source = WebSource(f"http://127.0.0.1:{silent.getsockname()[1]}/depot", timeouts=(0.2, 0.2))
        with pytest.raises(Coupe, match="s’est interrompue"):
            whole(source)


def test_an_answer_that_is_not_http_is_told_as_broken_off(publie: Depot) -> None:
    with serving(publie.folder) as told:

        def nonsense(handler: Handler, _: str) -> bool:
            handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")
            handler.close_connection = True
            return True

        told.before = nonsense
        assert isinstance(refused(told, "s’est interrompue"), Coupe)


def test_nobody_at_the_address_is_told(publie: Depot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(UpdateError, match="ne répond pas"):
        whole(WebSource(f"http://127.0.0.1:{port}/depot"))


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **_named: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UpdateError, match="est introuvable"):
        whole(WebSource(f"https://{HOST}/depot"))


def trusting(public: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(public))


def test_an_update_goes_through_the_proxy_of_the_environment_to_the_asked_host_only(
    publie: Depot, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CONNECT, the name looked up by the proxy, the certificate checked against the name that was asked."""
    public, context = certificate(tmp_path, HOST)
    with serving(publie.folder, context) as told:
        port = int(told.address.split(":")[2].split("/")[0])
        with proxying(port) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", f"http://nom:mot%20de%20passe@127.0.0.1:{proxy.port}")
            source = WebSource(f"https://{HOST}/depot", context=lambda: trusting(public))
            found = check(source, Racine(publie.racine, essai=False), store, muet)
            assert fetch_noyau(found, source, store, muet).read_bytes() == noyau_invente()
            del source
            gc.collect()
            heads = proxy.asked
    assert {head.split(" HTTP/")[0] for head in heads} == {f"CONNECT {HOST}:443"}
    assert len(heads) <= 2  # one passage, opened again after the answer « absent » that isn't read to its end
    assert all("proxy-authorization: Basic bm9tOm1vdCBkZSBwYXNzZQ==" in head for head in heads)
    assert not any("roxy" in name for _, headers in told.asked for name in headers)


def test_the_system_s_own_certificates_are_those_that_count(
    publie: Depot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An administrator's authority is trusted when the system trusts it, and not otherwise."""
    public, context = certificate(tmp_path, HOST)
    with serving(publie.folder, context) as told, proxying(int(told.address.split(":")[2].split("/")[0])) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(UpdateError, match=r"certificat de .* n’est pas reconnu. Vérifiez la date de ce PC"):
            whole(WebSource(f"https://{HOST}/depot"), "metadata/timestamp.json")
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
        assert whole(WebSource(f"https://{HOST}/depot"), "metadata/timestamp.json")
        gc.collect()


@pytest.mark.parametrize(("host", "jours"), [("autre.invalid", 30), (HOST, -1)])
def test_a_certificate_for_another_name_or_out_of_date_is_refused(
    publie: Depot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, jours: int
) -> None:
    public, context = certificate(tmp_path, host, jours)
    with serving(publie.folder, context) as told, proxying(int(told.address.split(":")[2].split("/")[0])) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.port}")
        with pytest.raises(UpdateError, match="n’est pas reconnu"):
            whole(WebSource(f"https://{HOST}/depot", context=lambda: trusting(public)))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n\r\n", "demande un nom et un mot"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "n’a pas ouvert le passage"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "n’a pas ouvert le passage"),
        (b"", "n’a pas ouvert le passage|s’est interrompue"),
    ],
)
def test_a_proxy_that_refuses_is_told_as_such(monkeypatch: pytest.MonkeyPatch, answer: bytes, says: str) -> None:
    with proxying(1, answer) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(UpdateError, match=says) as caught:
            whole(WebSource(f"https://{HOST}/depot"))
    assert caught.value.phrase.endswith(INCHANGE)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "http://127.0.0.1:1", "http://[::1", "http://:x@/"])
def test_a_proxy_that_is_absent_or_of_another_kind_is_told_as_such(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(UpdateError, match=r"mandataire|ne répond pas") as caught:
        whole(WebSource(f"https://{HOST}/depot"))
    assert caught.value.phrase.endswith(INCHANGE)


def test_excepted_hosts_and_this_very_computer_are_reached_without_the_proxy(
    served: Serveur, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert whole(WebSource(served.address)) == CONTENT
    assert system_proxy("https", HOST) == "http://127.0.0.1:1"
    monkeypatch.setenv("NO_PROXY", "autre.fr,.invalid")
    assert system_proxy("https", HOST) is None
    assert system_proxy("https", f"{HOST}:8443") is None
    assert system_proxy("https", "depot.fr") is not None


def test_a_root_rotation_is_followed_over_the_web(publie: Depot, store: Store) -> None:
    publie.tourner(nouvelles_cles())
    with serving(publie.folder) as told:
        source = WebSource(told.address)
        assert "2.root.json" in check(source, Racine(publie.racine, essai=False), store, muet).metadonnees


def test_only_this_file_of_ours_names_a_network(root: Path) -> None:
    asks = re.compile(r"\b(?:import|from) (?:socket|ssl|http|urllib\.request|urllib3|truststore|requests)\b")
    ours = [path for folder in ("ui", "desktop") for path in (root / folder).rglob("*.py")]
    found = {path.name for path in ours if asks.search(path.read_text(encoding="utf-8"))}
    assert found == {"web.py", "web_words.py"}
