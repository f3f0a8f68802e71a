"""What a target sent, and what it left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from connectors.errors import PassedOver


class Client(Protocol):
    """What sends the requests, for others too."""

    @property
    def requests(self) -> int: ...


class Tally:
    """The requests of one target, and its remarks since they were last cleared."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._remarks: list[str] = []
        self.requests = 0

    @property
    def remarks(self) -> tuple[str, ...]:
        """Each sentence once."""
        return tuple(dict.fromkeys(self._remarks))

    def clear(self) -> None:
        """Forget the remarks; what was sent stays counted."""
        self._remarks = []

    def remark(self, *sentences: str) -> None:
        """Keep sentences for the person who reads the report."""
        self._remarks.extend(sentences)

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count what is sent meanwhile: the source sends through the same connection at other times."""
        before = self._client.requests
        try:
            yield
        finally:
            self.requests += self._client.requests - before

    @contextmanager
    def passing_over(self) -> Iterator[None]:
        """Count what is sent meanwhile, and end with a remark where `PassedOver` is raised."""
        try:
            with self.counting():
                yield
        except PassedOver as why:
            self.remark(why.message)
