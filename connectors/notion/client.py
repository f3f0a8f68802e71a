"""Notion's API as everything here uses it: one version, one pace, one layer that repeats, and every request counted."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any, TypeAlias

import httpx
from notion_client import Client

from connectors.calls.http_date import http_date
from connectors.calls.pace import Pace
from connectors.calls.patience import Caller
from connectors.notion.judge import judge

VERSION = "2026-03-11"
"""Of the API, sent with each request. The newest known; rows belong to data sources, trash is `in_trash`."""

Json: TypeAlias = Mapping[str, Any]
"""An object as Notion sent it, before it is decoded."""


class Notion:
    """One connection to one workspace.

    Every method raises `connectors.errors.ConnectorError` (or one of `connectors.notion.errors`) when the request is
    refused or patience ends. Paths are relative to `/v1/`. May be used by several threads.
    """

    def __init__(self, token: str, pace: Pace, *, address: str, timeout: float) -> None:
        """`address` is where the API is, without a path; `timeout` is in seconds, for each phase of a request."""
        self._token = token
        self._pace = pace
        self._requests = 0
        self._server_time: datetime | None = None
        self._lock = Lock()
        # Without a logger of its own the client adds a handler to a shared one each time it is made.
        logger = logging.Logger("notion", logging.CRITICAL)
        logger.addHandler(logging.NullHandler())
        self._client = Client(
            client=httpx.Client(event_hooks={"request": [self._count], "response": [self._note]}),
            auth=token,
            notion_version=VERSION,
            base_url=address.rstrip("/"),
            timeout_ms=round(timeout * 1000),
            retry=False,
            logger=logger,
            log_level=logging.CRITICAL,
        )

    def __repr__(self) -> str:
        return f"Notion({self._requests} requests)"

    @property
    def requests(self) -> int:
        """How many requests were sent so far, the failed and the repeated ones included."""
        return self._requests

    @property
    def server_time(self) -> datetime | None:
        """Notion's own clock, in whole seconds, as of its newest answer; `None` before any."""
        return self._server_time

    def read(self, path: str, query: Json | None = None) -> Json:
        """Get a thing."""
        return self._send("GET", path, query=query)

    def ask(self, path: str, body: Json, query: Json | None = None) -> Json:
        """Post a question that changes nothing (a query, a search).

        Raises `TooMuchAtOnce` when Notion wants a smaller page.
        """
        return self._send("POST", path, query=query, body=body)

    def patch(self, path: str, body: Json) -> Json:
        """Change a thing that has an id; doing it twice is doing it once."""
        return self._send("PATCH", path, body=body)

    def create(self, path: str, body: Json) -> Json:
        """Make something new; it is never sent again unless Notion is known to have done nothing.

        Raises `OutcomeUnknown` when it may have been saved, `SavedAnyway` when Notion says that it was.
        """
        return self._send("POST", path, body=body, repeatable=False)

    def append(self, path: str, body: Json) -> Json:
        """Add to a thing that has an id; doing it twice would add twice. Raises like `create`."""
        return self._send("PATCH", path, body=body, repeatable=False)

    def delete(self, path: str) -> Json:
        """Delete a thing that has an id."""
        return self._send("DELETE", path)

    def rest(self, seconds: float) -> None:
        """Wait, and let others who use the token go on."""
        self._pace.rest(seconds)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _send(
        self, method: str, path: str, *, query: Json | None = None, body: Json | None = None, repeatable: bool = True
    ) -> Json:
        def once() -> Json:
            # Not the client's named methods: they drop every argument that their list does not know.
            answer = self._client.request(
                path, method, query=dict(query) if query else None, body=None if body is None else dict(body)
            )
            if not isinstance(answer, dict):
                raise ValueError
            return answer

        caller = Caller(self._pace, partial(judge, path=path, secret=self._token, creating=not repeatable))
        return caller(once, repeatable=repeatable)

    def _count(self, request: httpx.Request) -> None:
        del request  # The library calls with it.
        with self._lock:
            self._requests += 1

    def _note(self, response: httpx.Response) -> None:
        self._server_time = http_date(response.headers.get("date", "")) or self._server_time
