"""A small server on 127.0.0.1 that serves a dépôt, badly when told so, and counts what it was asked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[["Handler", str], bool]


@dataclass
class Serveur:
    """What is served and how; ``asked``: (path, headers) of each request, ``sent``: bytes of bodies written."""

    folder: Path
    ranges: bool = True
    before: Answer | None = None  # answers in place of the dépôt when it returns True
    cut: list[int] = field(default_factory=list)  # bytes of a body after which the connection is cut, once each
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: int = 0
    address: str = ""

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    serveur: Serveur

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        told = self.serveur
        told.asked.append((self.path, dict(self.headers)))
        name = self.path.removeprefix("/depot/")
        if told.before is not None and told.before(self, name):
            return
        path = told.folder / name
        if not path.is_file():
            self.answer(404, b"absent", "text/plain")
            return
        content = path.read_bytes()
        asked = self.headers.get("Range") if told.ranges else None
        if asked is None:
            self.answer(200, content)
            return
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(content):
            self.answer(416, b"")
            return
        self.answer(206, content[start:], ranged=f"bytes {start}-{len(content) - 1}/{len(content)}")

    def answer(
        self, status: int, body: bytes, kind: str = "application/octet-stream", ranged: str = "", **headers: str
    ) -> bool:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if ranged:
            self.send_header("Content-Range", ranged)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        cut = self.serveur.cut.pop(0) if self.serveur.cut and len(body) > self.serveur.cut[0] else None
        self.serveur.sent += len(body[:cut])  # before: the reader may look as soon as it has the bytes
        self.wfile.write(body[:cut])
        if cut is not None:
            self.wfile.flush()
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
        return True

    def endless(self, kind: str = "application/octet-stream", pause: float = 0.0, piece: bytes = b"x" * 65536) -> bool:
        """Send until the reader goes away."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.close_connection = True
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(piece)
                self.serveur.sent += len(piece)
                time.sleep(pause)
        return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass  # a reader that goes away is what several tests are about


@contextlib.contextmanager
def serving(folder: Path, context: ssl.SSLContext | None = None, **options: object) -> Iterator[Serveur]:
    """Serve a dépôt under ``/depot`` while the block runs."""
    told = Serveur(folder, **options)  # type: ignore[arg-type]
    handler = type("Bound", (Handler,), {"serveur": told})
    server = _Server(("127.0.0.1", 0), handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    told.address = f"http{'s' if context else ''}://127.0.0.1:{server.server_address[1]}/depot"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Mandataire:
    """A proxy that tunnels every host to one port here; ``asked``: the first line and headers of each request."""

    port: int = 0
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def proxying(target: int, answer: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> Iterator[Mandataire]:
    """Run a CONNECT proxy while the block runs; ``answer`` other than 200 refuses."""
    told = Mandataire()
    listening = socket.create_server(("127.0.0.1", 0))
    told.port = listening.getsockname()[1]

    def pipe(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while some := one.recv(65536):
                other.sendall(some)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_WR)

    def serve(client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            head = b""
            while not head.endswith(b"\r\n\r\n") and (some := client.recv(1)):
                head += some
            told.asked.append(head.decode("latin-1"))
            client.sendall(answer)
            if b" 200 " not in answer:
                return
            with socket.create_connection(("127.0.0.1", target)) as server:
                back = threading.Thread(target=pipe, args=(server, client), daemon=True)
                back.start()
                pipe(client, server)
                back.join()

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listening.accept()
                threading.Thread(target=serve, args=(client,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
