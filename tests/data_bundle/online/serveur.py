"""A portal on this machine whose answers are written in advance, and a dataset that it serves as a real one would."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

CSV = {"Content-Type": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Answer:
    """``cut``: bytes sent before the connection is cut. ``length``: a Content-Length that lies; -1 for none at all."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: CSV)
    cut: int | None = None
    length: int | None = None
    chunked: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. ``path`` has no query."""

    path: str
    query: str
    headers: dict[str, str]


Reply = Answer | Callable[[Request], Answer]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A file with its validators: answers 304, 206 and 200 as RFC 9110 says. ``packed`` sends it by gzip."""

    content: bytes
    etag: str = ""
    last_modified: str = ""
    packed: bool = False
    cut: int | None = None
    chunked: bool = False
    ranges: bool = True

    @classmethod
    def of(cls, content: bytes) -> Dataset:
        return cls(content, etag=f'"{hashlib.sha256(content).hexdigest()[:12]}"')

    def __call__(self, asked: Request) -> Answer:
        headers = dict(CSV)
        headers |= {"ETag": self.etag} if self.etag else {}
        headers |= {"Last-Modified": self.last_modified} if self.last_modified else {}
        known = asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")
        if (self.etag and known[0] == self.etag) or (self.last_modified and known[1] == self.last_modified):
            return Answer(304, b"", headers)
        body = self.content
        if self.packed and "gzip" in asked.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, mtime=0)
        whole = Answer(200, body, headers, self.cut, chunked=self.chunked)
        wanted = asked.headers.get("range")
        if not wanted or not self.ranges or asked.headers.get("if-range") not in {self.etag, self.last_modified}:
            return whole
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start >= len(body):
            return Answer(416, b"", headers | {"Content-Range": f"bytes */{len(body)}"})
        headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return replace(whole, status=206, body=body[start:], headers=headers)


def metadata(records: int | None = None, processed: str | None = None, **more: object) -> Answer:
    """The answer of ``catalog/datasets/{id}``."""
    default = {"records_count": records, "data_processed": processed} | more
    said = {
        "dataset_id": "x",
        "metas": {"default": {key: value for key, value in default.items() if value is not None}},
    }
    return Answer(200, json.dumps(said).encode(), {"Content-Type": "application/json; charset=utf-8"})


class Serveur:
    """Answers by path, one after the other; the last one again and again. Everything else is 404."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.asked: list[Request] = []
        self._replies: dict[str, list[Reply]] = {}

    def on(self, path: str, *replies: Reply) -> None:
        self._replies[path] = list(replies)

    def on_dataset(self, jeu: str, *replies: Reply, about: Reply | None = None) -> None:
        dataset = f"/api/explore/v2.1/catalog/datasets/{jeu}"
        self.on(f"{dataset}/exports/csv", *replies)
        self.on(dataset, *([about] if about else []))

    def reply(self, request: Request) -> Answer:
        self.asked.append(request)
        replies = self._replies.get(request.path)
        if not replies:
            return Answer(404, b"{}", {"Content-Type": "application/json"})
        chosen = replies.pop(0) if len(replies) > 1 else replies[0]
        return chosen if isinstance(chosen, Answer) else chosen(request)

    @property
    def exports(self) -> list[Request]:
        """The demands for data, without those for metadata."""
        return [request for request in self.asked if request.path.endswith("/exports/csv")]


class _Server(ThreadingHTTPServer):
    script: Serveur

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = f"{where.scheme}://{where.netloc}{where.path}" if where.scheme else where.path  # asked as a proxy
        answer = self.server.script.reply(Request(path, where.query, headers))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.length != -1:
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        self.end_headers()
        sent = answer.body if answer.cut is None else answer.body[: answer.cut]
        if answer.chunked:
            for at in range(0, len(sent), 1000):
                part = sent[at : at + 1000]
                self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            self.wfile.write(b"0\r\n\r\n" if answer.cut is None else b"")
        else:
            self.wfile.write(sent)
        if answer.cut is not None or answer.length is not None:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing on stderr: the tests read it."""


@contextmanager
def serveur() -> Iterator[Serveur]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.script = Serveur(server.server_address[1])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
