"""The server: finds the wire by the path, writes every request down, answers with the turn that is due."""

from __future__ import annotations

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from tests.clients.model import anthropic, chat, gemini, responses
from tests.clients.script import due, follow, thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from tests.clients.script import Asked, Script

WIRES = (
    ("/messages", anthropic),
    ("/chat/completions", chat),
    ("/responses", responses),
    (":generateContent", gemini),
    (":streamGenerateContent", gemini),
)
MODELS = [{"id": name, "object": "model", "created": 1, "owned_by": "scripted"} for name in ("scripted", "gpt-5.5")]


class Server(ThreadingHTTPServer):
    """One scripted model on loopback."""

    daemon_threads = True

    def __init__(self, port: int, script: Script, log: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.script, self.log, self.lock = script, log, threading.Lock()

    def note(self, path: str, body: Any, asked: Asked | None = None) -> None:
        """Write one request down, and where in the script it stands."""
        where = {"thread": thread(asked), "due": due(self.script, asked), "news": asked.news} if asked else {}
        with self.lock, open(self.log, "a", encoding="utf-8") as log:
            log.write(json.dumps({"path": path, **where, "body": body}) + "\n")


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_args: Any) -> None:
        """Say nothing: the log of requests is the record."""

    def do_GET(self) -> None:
        self.server.note(self.path, None)
        self._whole({"object": "list", "data": MODELS, "models": []} if "models" in self.path else {})

    def do_POST(self) -> None:
        path = self.path.partition("?")[0]
        body = self._body()
        wire = next((module for end, module in WIRES if path.endswith(end)), None)
        if wire is None:  # counting tokens, telemetry
            self.server.note(path, body)
            self._whole({"input_tokens": 10, "totalTokens": 10})
        else:
            self._answer(wire, path, body)

    def _answer(self, wire: ModuleType, path: str, body: dict[str, Any]) -> None:
        asked = wire.read(body)
        self.server.note(path, body, asked)
        turn = follow(self.server.script, asked)
        if body.get("stream") or "stream" in path:
            self._stream(wire.streamed(body, turn))
        else:
            self._whole(wire.whole(body, turn))

    def _body(self) -> Any:
        chunked = "chunked" in self.headers.get("transfer-encoding", "")
        raw = b"".join(self._chunks()) if chunked else self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.headers.get("content-encoding") == "gzip":
            raw = gzip.decompress(raw)
        return json.loads(raw or b"{}")

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def _whole(self, answer: dict[str, Any]) -> None:
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, frames: Iterator[str]) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        for frame in frames:
            self.wfile.write(frame.encode())
        self.close_connection = True
