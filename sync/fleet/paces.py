"""One pace for each token and base, for all processes of a fleet: the vendors count per token, not per workspace.

The process that started the fleet keeps the paces. A worker opens a line to it for each request and closes it after
the answer, so a worker that dies in the middle gives its turn back by dying. A token never travels: its place is taken
by a keyed digest, which says of two workspaces that they share a token and nothing else.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener

from connectors.calls.pace import Pace, Window
from rules.errors import StreetdateError

_WAITING = 128
"""Lines that may wait to be taken: more than all workers open at a time."""


class FleetGone(StreetdateError):
    """The process that started this worker, and keeps the paces, is no more."""

    exit_code = 130


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """Where the keeper of the paces is reached."""

    address: str
    key: bytes

    def pace(self, owner: Sequence[str], windows: Sequence[Window]) -> Pace:
        """Return the pace of a token or base, the same for the whole fleet."""
        name = hmac.new(self.key, "\0".join(owner).encode(), "sha256").hexdigest()
        return _Distant(self, name, windows)

    @contextmanager
    def asking(self, question: object) -> Iterator[None]:
        """Ask the keeper and wait for its answer; what runs inside has what was asked for. Raises `FleetGone`."""
        try:
            line = Client(self.address, authkey=self.key)
        except (OSError, EOFError, AuthenticationError):
            raise _gone() from None
        with line:
            try:
                line.send_bytes(json.dumps(question).encode())
                line.recv_bytes()
            except (OSError, EOFError):
                raise _gone() from None
            yield


def _gone() -> FleetGone:
    return FleetGone("the fleet that this run belongs to was ended", hint="start the fleet again: it goes on from here")


class _Distant(Pace):
    """A pace that is kept in another process."""

    def __init__(self, line: Line, name: str, windows: Sequence[Window]) -> None:
        super().__init__()
        self._line = line
        self._name = name
        self._windows = [(window.most, window.seconds) for window in windows]

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._line.asking({"pace": self._name, "windows": self._windows}):
            self._sent += 1
            yield

    def hold(self, seconds: float) -> None:
        with self._line.asking({"pace": self._name, "windows": self._windows, "hold": seconds}):
            pass


class _Over(Exception):
    """The keeper is closed."""


class Paces:
    """Keeps the paces of a fleet until it is closed."""

    def __init__(self) -> None:
        key = secrets.token_bytes(32)
        self._listener = Listener(backlog=_WAITING, authkey=key)
        self.line = Line(str(self._listener.address), key)
        self._paces: dict[str, Pace] = {}
        self._over = threading.Event()
        self._lines: set[threading.Thread] = set()
        self._door = threading.Thread(target=self._take, name="paces")
        self._door.start()

    def stop(self) -> None:
        """Hand out no more turns: whoever waits for one is sent home, and a worker can tidy up."""
        self._over.set()
        with suppress(OSError, EOFError, AuthenticationError):
            Client(self.line.address, authkey=self.line.key).close()  # wakes whoever waits at the door
        self._door.join()

    def close(self) -> None:
        """Stop, and wait for the lines that are open: their workers have to be gone."""
        self.stop()
        for thread in tuple(self._lines):
            thread.join()

    def _take(self) -> None:
        while not self._over.is_set():
            try:
                line = self._listener.accept()
            except (OSError, EOFError, AuthenticationError):
                continue  # Somebody who is none of our workers, or died on the way.
            thread = threading.Thread(target=self._serve, args=(line,))
            self._lines = {each for each in self._lines if each.is_alive()} | {thread}
            thread.start()
        self._listener.close()  # Here, so that whoever still knocks is turned away and does not wait for ever.

    def _serve(self, line: Connection) -> None:
        with line, suppress(OSError, EOFError, _Over):
            question = json.loads(line.recv_bytes())
            windows = (Window(most, seconds) for most, seconds in question["windows"])
            pace = self._paces.setdefault(
                question["pace"], Pace(*windows, clock=time.monotonic, sleep=self._rest)
            )  # fmt: skip
            if "hold" in question:
                pace.hold(question["hold"])
                line.send_bytes(b"held")
                return
            with pace.turn():
                line.send_bytes(b"go")
                line.recv_bytes()  # ends when the worker closes the line, or dies

    def _rest(self, seconds: float) -> None:
        if self._over.wait(seconds):
            raise _Over
