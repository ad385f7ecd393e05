"""Where a demand may go: redirects, proxies, certificates, and which addresses a mirror may have."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from urllib3 import Timeout

from data_bundle.builder.errors import WrongUsageError
from data_bundle.builder.online.endpoints import endpoints, parse_mirror
from data_bundle.builder.online.errors import NetworkError
from data_bundle.builder.online.folder import present
from data_bundle.builder.online.retry import PassingError, Patience
from data_bundle.builder.online.transport import Transport, is_loopback
from data_bundle.builder.sources import load
from tests.data_bundle.online.conftest import Banc, lignes
from tests.data_bundle.online.serveur import Answer, Dataset, Serveur

EXPORT = "/api/explore/v2.1/catalog/datasets/fr-essai/exports/csv"
OPENSSL = shutil.which("openssl")


@pytest.fixture
def transport() -> Iterator[Transport]:
    made = Transport(proxies={}, timeout=Timeout(connect=2, read=2))
    yield made
    made.close()


def test_a_redirect_on_the_same_server_is_followed(banc: Banc) -> None:
    banc.portail.on(EXPORT, Answer(302, b"", {"Location": "/ailleurs.csv"}))
    banc.portail.on("/ailleurs.csv", Dataset.of(lignes(20)))
    assert "20 lignes" in banc.run()[0]


@pytest.mark.parametrize("target", ["http://autre.exemple/x.csv", "//autre.exemple/x.csv", "ftp://127.0.0.1/x.csv"])
def test_a_redirect_to_another_server_without_https_is_refused(banc: Banc, target: str) -> None:
    banc.portail.on(EXPORT, Answer(301, b"", {"Location": target}))
    with pytest.raises(NetworkError, match="sans https\u00a0: le téléchargement est refusé"):
        banc.run()
    assert len(banc.portail.exports) == 1


def test_a_redirect_to_https_is_followed(banc: Banc) -> None:
    """The script does not speak TLS: that the demand fails there says that it was sent there."""
    banc.portail.on(EXPORT, Answer(307, b"", {"Location": banc.portail.url.replace("http", "https") + "/x.csv"}))
    with pytest.raises(NetworkError, match="ne répond pas en https"):
        banc.run(patience=Patience(attempts=1))


def test_redirects_without_end_are_left(banc: Banc) -> None:
    banc.portail.on(EXPORT, Answer(302, b"", {"Location": EXPORT}))
    with pytest.raises(NetworkError, match="renvoie sans fin"):
        banc.run()


def test_a_redirect_that_cannot_be_read_is_an_outage(portail: Serveur, transport: Transport) -> None:
    portail.on("/x", Answer(302, b"", {"Location": "http://[::1/x"}))
    with pytest.raises(PassingError, match="illisible"):
        transport.get(f"{portail.url}/x", {})


def test_the_proxy_of_the_system_is_used_with_its_password(portail: Serveur, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("http_proxy", portail.url.replace("://", "://profil:mot%20de%20passe@"))
    portail.on("http://portail.exemple/x.csv", Answer(200, b"par le proxy"))
    transport = Transport()
    try:
        answer = transport.get("http://portail.exemple/x.csv", {})
        assert answer.read() == b"par le proxy"
        answer.close()
        assert portail.asked[0].headers["proxy-authorization"] == "Basic cHJvZmlsOm1vdCBkZSBwYXNzZQ=="
    finally:
        transport.close()


def test_this_machine_is_never_asked_through_a_proxy(portail: Serveur) -> None:
    portail.on("/x.csv", Answer(200, b"en direct"))
    transport = Transport(proxies={"http": "http://127.0.0.1:9"})
    try:
        answer = transport.get(f"{portail.url}/x.csv", {})
        assert answer.read() == b"en direct"
        answer.close()
    finally:
        transport.close()
    assert [host for host in ("localhost", "127.0.0.2", "::1", "10.0.0.1", "exemple.fr") if is_loopback(host)] == [
        "localhost",
        "127.0.0.2",
        "::1",
    ]


@pytest.mark.parametrize(
    ("proxy", "words"),
    [("socks5://127.0.0.1:9", "adresse du proxy"), ("127.0.0.1:9", "n’est pas joignable à travers le proxy")],
)
def test_a_proxy_that_is_of_no_use_is_named(proxy: str, words: str) -> None:
    transport = Transport(proxies={"all": proxy})
    try:
        with pytest.raises((NetworkError, PassingError), match=words):
            transport.get("http://portail.exemple/x.csv", {})
    finally:
        transport.close()


@pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificate of this test")
def test_a_certificate_that_the_system_does_not_know_is_refused(tmp_path: Path, transport: Transport) -> None:
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "cle.pem"]
    command = [str(OPENSSL), *made, "-out", "certificat.pem", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificat.pem", tmp_path / "cle.pem")

    class Quiet(HTTPServer):
        def handle_error(self, request: object, client_address: object) -> None: ...

    server = Quiet(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        with pytest.raises(NetworkError, match="Le certificat de localhost n’est pas reconnu"):
            transport.get(f"https://localhost:{server.server_address[1]}/x.csv", {})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("text", ["http://127.0.0.1:8000", "https://miroir.exemple/donnees", "http://miroir.exemple/"])
def test_a_mirror_is_an_address_in_http_or_https(text: str) -> None:
    assert parse_mirror(text) == text.rstrip("/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "miroir.exemple",
        "ftp://miroir.exemple",
        "file:///donnees",
        "https://",
        "https://nom:secret@miroir.exemple",
        "https://miroir.exemple/?jeu=1",
        "https://miroir.exemple:port",
        "https://miroir.exemple ",
        "http://[::1",
    ],
)
def test_anything_else_is_no_mirror(text: str) -> None:
    with pytest.raises(WrongUsageError, match="donnez à --portail une adresse"):
        parse_mirror(text)


def test_every_portal_of_the_catalogue_is_asked_in_https() -> None:
    served = [source for source in load().sources if source.jeu or source.portail or source.telecharge]
    assert len(served) >= 4
    for source in served:
        where = endpoints(source)
        dataset = f"https://{source.portail}/api/explore/v2.1/catalog/datasets/{source.jeu}"
        assert where.metadata == dataset
        assert where.export.startswith(f"{dataset}/exports/csv?delimiter=%3B&use_labels=")
        assert parse_mirror(f"https://{source.portail}")


def test_every_download_is_a_file_that_the_builder_reads(tmp_path: Path) -> None:
    served = [source for source in load().sources if source.jeu]
    for source in served:
        file = tmp_path / source.telecharge
        file.parent.mkdir(exist_ok=True)
        file.touch()
        assert present(tmp_path, source) == [source.telecharge]
    assert len({source.telecharge for source in served}) == len(served) >= 4
