"""The loopback server under every stand-in: threads, kept connections, faults, a journal, a clock of its own.

`with Server(application, clock=Clock()) as server:` serves on a free port (`server.url`). The application is a function
from `Request` to `Response` (tests/standins/wire.py) and is called by one thread at a time. `server.faults` disturbs
requests (tests/standins/faults.py), `server.journal` tells what came and what became of it.
"""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from tests.standins.clock import Clock, Time
from tests.standins.faults import Faults
from tests.standins.wire import Application, Request, Response


@dataclass(frozen=True, slots=True)
class Entry:
    """One request in the journal."""

    number: int
    kind: str
    method: str
    path: str
    status: int | None
    """What the client was told; None where the connection was dropped."""
    saved: bool
    """Whether the application carried the request out, whatever the client was told."""
    at: float
    """Seconds of the server's clock."""


def by_method(request: Request) -> str:
    """Return the method as the kind of a request."""
    return request.method


class Server:
    """Serves one application on loopback until the context ends; then raises what the application raised, if it did."""

    def __init__(
        self, application: Application, *, clock: Time | None = None, kind: Callable[[Request], str] = by_method
    ) -> None:
        self.clock: Time = clock or Clock()
        self.faults = Faults()
        self.journal: list[Entry] = []
        self._application = application
        self._kind = kind
        self._numbers = 0
        self._lock = Lock()
        self._failure: Exception | None = None
        self._listener = _Listener(self)
        self._thread = Thread(target=self._listener.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        return f"http://127.0.0.1:{self._listener.server_port}"

    def counts(self) -> Counter[str]:
        """Return how many requests of each kind came."""
        with self._lock:
            return Counter(entry.kind for entry in self.journal)

    def forget(self) -> None:
        """Empty the journal; the numbers go on."""
        with self._lock:
            self.journal.clear()

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()
        if self._failure is not None and error is None:
            raise self._failure

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Response | None:
        """Return what the client gets; None where its connection is to be dropped."""
        path, _, query = target.partition("?")
        pairs = tuple(parse_qsl(query, keep_blank_values=True))
        with self._lock:
            self._numbers += 1
            request = Request(self._numbers, method, path, pairs, headers, body)
            fault = self.faults.next(request)
            due = Response(200)
            if fault is None or fault.saved:
                due = self._carried_out(request)
            carried = (fault is None or fault.saved) and due.status < 400
            sent = due if fault is None else fault.answer(due) if fault.answer is not None else None
            status = None if sent is None else sent.status
            self.journal.append(
                Entry(request.number, self._kind(request), method, path, status, carried, self.clock.monotonic())
            )
        if fault is not None and fault.delay:
            self.clock.sleep(fault.delay)
        return sent

    def _carried_out(self, request: Request) -> Response:
        try:
            return self._application(request)
        except Exception as failure:
            self._failure = self._failure or failure
            return Response(500, b"the stand-in itself failed; its error is raised where the server ends")


class _Listener(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, server: Server) -> None:
        self.server = server
        self._open: set[socket.socket] = set()
        self._guard = Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        with self._guard:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        with self._guard:
            for connection in self._open:  # a kept connection's thread waits for a request that will not come
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Listener

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def _respond(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        response = self.server.server.answer(self.command, self.path, headers, body)
        if response is None:
            self.close_connection = True
            return
        self.send_response_only(response.status)
        self.send_header("Date", format_datetime(self.server.server.clock.now(), usegmt=True))
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status != 204:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if response.status != 204:
            self.wfile.write(response.body)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _respond  # noqa: N815 - the standard library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Keep silent; the journal tells."""
