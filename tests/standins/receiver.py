"""Where messages go: a chat room over HTTP and a mailbox over SMTP, both on loopback, with the addresses Apprise takes.

`with Room() as room:` collects what is posted to `room.address`; `room.server.faults` disturbs it. `with Mailbox() as
mailbox:` is a real SMTP server. What came is in `messages`, oldest first.
"""

from __future__ import annotations

import email
import email.policy
import socket
from dataclasses import dataclass
from types import TracebackType

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.standins.clock import Time
from tests.standins.serving import Server
from tests.standins.wire import Request, Response


@dataclass(frozen=True, slots=True)
class Heard:
    """One message as a receiver got it."""

    title: str
    body: str
    html: str = ""
    """The same as a page, where it came as mail."""


class Room:
    """A room that takes JSON by POST at a secret path, and a dead man's switch beside it."""

    secret = "r00m-zebra"

    def __init__(self, clock: Time | None = None) -> None:
        self.messages: list[Heard] = []
        self.beats: list[str] = []
        """What the switch was told: "" for a run that was well, "fail" for another."""
        self.server = Server(self._answer, clock=clock, kind=lambda request: request.segments[0])

    @property
    def address(self) -> str:
        """The room's address, as Apprise writes it."""
        return f"{self.server.url.replace('http', 'json', 1)}/{self.secret}/"

    @property
    def switch(self) -> str:
        """The address of the dead man's switch."""
        return f"{self.server.url}/switch-{self.secret}"

    def taken(self) -> list[Heard]:
        """Return the messages so far, and forget them."""
        found, self.messages = self.messages, []
        return found

    def __enter__(self) -> Room:
        self.server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.__exit__(kind, error, trace)

    def _answer(self, request: Request) -> Response:
        place, *rest = request.segments
        if place == f"switch-{self.secret}":
            self.beats.append("/".join(rest))
            return Response(200, b"OK")
        if place != self.secret or request.method != "POST":
            return Response(404)
        said = request.json()
        self.messages.append(Heard(said["title"], said["message"]))
        return Response(200)


class Mailbox:
    """A mailbox behind a real SMTP server that asks for no password."""

    def __init__(self) -> None:
        self.messages: list[Heard] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=_free_port())

    @property
    def address(self) -> str:
        """The mailbox's address, as Apprise writes it."""
        return f"mailto://127.0.0.1:{self._controller.port}?smtp=127.0.0.1&from=streetdate@label.example&to=kaya@mail.example"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail; the name is aiosmtpd's."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        mail = email.message_from_bytes(content, policy=email.policy.default)
        parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
        self.messages.append(Heard(str(mail["subject"]), parts.get("text/plain", ""), parts.get("text/html", "")))
        return "250 OK"

    def __enter__(self) -> Mailbox:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


def _free_port() -> int:
    """Return a port that nobody listens on; aiosmtpd looks for itself at the port that it was given, and not at 0."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port
