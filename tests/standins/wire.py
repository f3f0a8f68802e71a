"""One request and one response, as every stand-in's application sees them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent. `number` counts the server's requests from 1; header names are in lower case."""

    number: int
    method: str
    path: str
    """As it came, percent-encoded, without the query."""
    query: tuple[tuple[str, str], ...] = ()
    """Decoded, in order, repeats kept."""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def segments(self) -> tuple[str, ...]:
        """The path cut at its slashes, each part decoded."""
        return tuple(unquote(part) for part in self.path.strip("/").split("/"))

    def every(self, name: str) -> tuple[str, ...]:
        """Return all values of a query parameter."""
        return tuple(value for key, value in self.query if key == name)

    def one(self, name: str, default: str = "") -> str:
        """Return the last value of a query parameter."""
        found = self.every(name)
        return found[-1] if found else default

    def json(self) -> Any:
        """Return the decoded body; `{}` where there is none. Raises ValueError where it is not JSON."""
        return json.loads(self.body) if self.body else {}


@dataclass(frozen=True, slots=True)
class Response:
    """What the client gets."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
        """Return a response that carries a value as JSON."""
        body = json.dumps(value, ensure_ascii=False).encode()
        return cls(status, body, {"content-type": "application/json; charset=utf-8", **(headers or {})})

    def json(self) -> Any:
        """Return the decoded body."""
        return json.loads(self.body)


Application: TypeAlias = Callable[[Request], Response]
Matches: TypeAlias = Callable[[Request], bool]
