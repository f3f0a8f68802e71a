"""The batch endpoint: several calls in one request, each answered, and each counted, by itself."""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message
from email.parser import BytesParser
from http.client import responses
from urllib.parse import parse_qsl

from tests.standins.google_calendar import refusals
from tests.standins.wire import Request, Response

_BOUNDARY = "batch_of_the_stand_in"


def answered(request: Request, most: int, answer: Callable[[Request], Response]) -> Response:
    """Return the answers to all inner requests, in order. Raises the refusal for a batch that is none or too long."""
    kind = request.headers.get("content-type", "")
    outer = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    if not outer.is_multipart():
        raise refusals.Refusal(400, "badRequest", "Failed to parse batch request, error: No boundary found.")
    inner = [part for part in outer.walk() if part.get_content_type() == "application/http"]
    if len(inner) > most:
        raise refusals.Refusal(400, "badRequest", f"The batch request contains more than {most} calls.")
    chunks = [_chunk(str(part["content-id"]), answer(_inner(part, request))) for part in inner]
    body = b"".join(chunks) + f"--{_BOUNDARY}--\r\n".encode()
    return Response(200, body, {"content-type": f"multipart/mixed; boundary={_BOUNDARY}"})


def _inner(part: Message, outer: Request) -> Request:
    """Return an inner request; an outer header counts where it has none of its own."""
    payload = part.get_payload(decode=True)
    text = payload if isinstance(payload, bytes) else b""
    line, _, rest = text.lstrip().partition(b"\n")
    verb, target, *_ = line.decode().split(" ")
    said = BytesParser().parsebytes(rest)
    body = said.get_payload(decode=True)
    inherited = {name: value for name, value in outer.headers.items() if not name.startswith("content-")}
    own = {name.lower(): value for name, value in said.items()}
    path, _, query = target.partition("?")
    pairs = tuple(parse_qsl(query, keep_blank_values=True))
    return Request(outer.number, verb, path, pairs, inherited | own, body if isinstance(body, bytes) else b"")


def _chunk(content_id: str, response: Response) -> bytes:
    headers = {**response.headers, "content-length": str(len(response.body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    name = content_id.strip().removeprefix("<")
    return (
        (
            f"--{_BOUNDARY}\r\nContent-Type: application/http\r\nContent-ID: <response-{name}\r\n\r\n"
            f"HTTP/1.1 {response.status} {responses[response.status]}\r\n{head}\r\n"
        ).encode()
        + response.body
        + b"\r\n"
    )
