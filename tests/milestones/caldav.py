"""A real CalDAV server on loopback, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

_CALENDAR = "/milestones/"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        return None


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@dataclass(frozen=True)
class Server:
    """One calendar on the server."""

    port: int

    def ask(self, method: str, name: str = "", body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """Send one request about a resource of the calendar, or about the calendar itself."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        try:
            connection.request(method, _CALENDAR + name, body, {"Content-Type": "text/calendar; charset=utf-8", **sent})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Run Radicale over an empty calendar that anybody on this computer may write."""
    from radicale.app import Application
    from radicale.config import load

    settings = load()
    rights = folder / "rights"
    rights.write_text("[all]\nuser: .*\ncollection: .*\npermissions: RrWw\n", encoding="utf-8")
    settings.update(
        {
            "auth": {"type": "none"},
            "rights": {"type": "from_file", "file": str(rights)},
            "storage": {"filesystem_folder": str(folder)},
        },
        "test",
    )
    with make_server("127.0.0.1", 0, Application(settings), _Threaded, _Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            made = Server(server.server_port)
            assert made.ask("MKCALENDAR")[0] == 201
            yield made
        finally:
            server.shutdown()
            thread.join()
