"""A small web server for repositories, that can answer wrongly in every way a test asks for. On this computer only."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reponse = Callable[[BaseHTTPRequestHandler, bytes], None]


def _tout(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """Answer as a plain server without ranges does."""
    _tete(handler, 200, {"Content-Length": str(len(content))})
    handler.wfile.write(content)


def _tete(handler: BaseHTTPRequestHandler, code: int, headers: Mapping[str, str]) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()


def _sans_fin(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    _tete(handler, 200, {})
    handler.wfile.write(content)
    while True:
        handler.wfile.write(bytes(65536))


def _morceaux_sans_fin(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    _tete(handler, 200, {"Transfer-Encoding": "chunked"})
    while True:
        handler.wfile.write(b"10000\r\n" + bytes(65536) + b"\r\n")


def _lent(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """Send one byte now and then, more often than any single reading waits."""
    _tete(handler, 200, {"Content-Length": str(len(content))})
    for one in content:
        handler.wfile.write(bytes([one]))
        handler.wfile.flush()
        time.sleep(0.1)


def _muet(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    time.sleep(60)


def _tete_sans_fin(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-Rien: " + b"x" * 60000 + b"\r\n")


def _coupe(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    _tete(handler, 200, {"Content-Length": str(len(content))})
    handler.wfile.write(content[: len(content) // 2])
    handler.close_connection = True


def _dit(code: int, **headers: str) -> Reponse:
    def answer(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        body = b"<html>Portail</html>" if code >= 400 else content
        _tete(handler, code, {"Content-Length": str(len(body))} | {n.replace("_", "-"): v for n, v in headers.items()})
        handler.wfile.write(body)

    return answer


def _gzip(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    body = gzip.compress(bytes(2**26))
    _tete(handler, 200, {"Content-Encoding": "gzip", "Content-Length": str(len(body))})
    handler.wfile.write(body)


def _brut(octets: bytes) -> Reponse:
    def answer(handler: BaseHTTPRequestHandler, content: bytes) -> None:
        handler.wfile.write(octets)

    return answer


REPONSES: dict[str, Reponse] = {
    "corps sans fin": _sans_fin,
    "morceaux sans fin": _morceaux_sans_fin,
    "en-tête sans fin": _tete_sans_fin,
    "un octet à la fois": _lent,
    "muet": _muet,
    "coupé au milieu": _coupe,
    "longueur annoncée d’un téraoctet": _dit(200, Content_Length=str(2**40)),
    "longueur négative": _dit(200, Content_Length="-5"),
    "gzip qui se déplie en 64 Mio": _gzip,
    "encodage inconnu": _dit(200, Content_Encoding="br, gzip, x"),
    "portail d’un hôtel": _dit(200, Content_Type="text/html"),
    "renvoi vers un fichier": _dit(302, Location="file:///etc/passwd"),
    "renvoi vers un autre hôte": _dit(302, Location="http://exemple.invalid/"),
    "renvoi en boucle": _dit(302, Location="/metadata/timestamp.json"),
    "renvoi sans adresse": _dit(302),
    "suite demandée, autre suite": _dit(206, Content_Range="bytes 7-9/10"),
    "refusé (403)": _dit(403),
    "identification demandée (401)": _dit(401, WWW_Authenticate="Basic"),
    "absent (404)": _dit(404),
    "panne (500)": _dit(500),
    "code inconnu": _dit(299),
    "vide": _brut(b""),
    "pas du web": _brut(b"SSH-2.0-autre\r\n"),
    "octets quelconques": _brut(bytes(range(256)) * 40),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    files: Mapping[str, bytes] = {}
    answers: Mapping[str, Reponse] = {}

    def do_GET(self) -> None:
        name = self.path.lstrip("/")
        part = next((part for part in self.answers if part in name), None)
        try:
            if part is not None:
                self.close_connection = True
                self.answers[part](self, self.files.get(name, b""))
            elif name in self.files:
                _tout(self, self.files[name])
            else:
                _dit(404)(self, b"")
        except OSError:  # the client has gone, as it should
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Serveur(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that leave."""


@contextmanager
def serveur(files: Mapping[str, bytes], answers: Mapping[str, Reponse]) -> Iterator[str]:
    """Serve files, with other answers for the paths that contain some words; give the address."""
    handler = type("Handler", (_Handler,), {"files": files, "answers": answers})
    with _Serveur(("127.0.0.1", 0), handler) as held:
        thread = threading.Thread(target=held.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{held.server_address[1]}"
        finally:
            held.shutdown()
            thread.join()
