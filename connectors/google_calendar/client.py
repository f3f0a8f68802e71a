"""Google Calendar's API as everything here uses it: one pace, one layer that repeats, and every request counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock, local
from typing import TYPE_CHECKING, Any

import httplib2  # type: ignore[import-untyped]
from google_auth_httplib2 import AuthorizedHttp  # type: ignore[import-untyped]
from googleapiclient.discovery import build  # type: ignore[import-untyped]

from connectors.calls.pace import Pace
from connectors.calls.patience import Caller
from connectors.google_calendar.events import Json
from connectors.google_calendar.judge import judge

if TYPE_CHECKING:
    from google.auth.credentials import Credentials


class GoogleClient:
    """One account's way to its calendars.

    `call` raises `connectors.errors.ConnectorError` (or one of `connectors.google_calendar.errors`) when the request is
    refused or patience ends. May be used by several threads, each of which gets a connection of its own: httplib2's
    may not be shared.
    """

    def __init__(self, credentials: Credentials, who: str, pace: Pace, *, address: str, timeout: float) -> None:
        """`who` names the account in messages; `address` is where the API is, without a path; `timeout` in seconds."""
        self.who = who
        self._credentials = credentials
        self._pace = pace
        self._timeout = timeout
        self._requests = 0
        self._lock = Lock()
        self._local = local()
        self._open: list[AuthorizedHttp] = []
        self._endpoint = f"{address.rstrip('/')}/calendar/v3/"
        self._service: Any = None

    def __repr__(self) -> str:
        return f"GoogleClient({self._requests} requests)"

    @property
    def requests(self) -> int:
        """How many requests were sent so far, the failed and the repeated ones included.

        What the libraries send by themselves is not among them: tokens, and httplib2's second try when a connection
        was closed without an answer.
        """
        return self._requests

    def call(self, ask: Callable[[Any], Any], where: str, version: str = "", *, repeatable: bool = True) -> Json:
        """Send one request, which `ask` makes of the vendor's service object, and return the object it answers.

        `version` makes it conditional on the thing's entity tag. A write that says nothing answers an empty object.
        """
        request = ask(self._described())
        if version:
            request.headers["If-Match"] = version
        caller = Caller(self._pace, partial(judge, where=where, who=self.who))
        return caller(partial(self._once, request), repeatable=repeatable)

    def close(self) -> None:
        """Close the connections; a later call opens one anew."""
        with self._lock:
            for http in self._open:
                http.close()

    def _once(self, request: Any) -> Json:
        with self._lock:
            self._requests += 1
        try:
            answer = request.execute(http=self._http(), num_retries=0)
        except (TypeError, AttributeError, LookupError):
            # google-auth takes whatever the address for tokens answers for an object, and never looks.
            raise ValueError from None
        if answer == "":
            return {}
        if not isinstance(answer, dict):
            raise ValueError
        return answer

    def _described(self) -> Any:
        with self._lock:
            if self._service is None:
                self._service = build(
                    "calendar",
                    "v3",
                    http=httplib2.Http(),
                    client_options={"api_endpoint": self._endpoint},
                    cache_discovery=False,
                )
            return self._service

    def _http(self) -> AuthorizedHttp:
        http = getattr(self._local, "http", None)
        if http is None:
            http = self._local.http = AuthorizedHttp(self._credentials, http=_Transport(timeout=self._timeout))
            with self._lock:
                self._open.append(http)
        return http


class _Transport(httplib2.Http):  # type: ignore[misc]
    """A transport that cannot be copied.

    google-auth copies it into a thread of its own that asks a third host for the account's regions (since 2.5x); where
    that fails it goes on without, and nothing but the calendar and its tokens is ever asked for.
    """

    def __deepcopy__(self, memo: dict[int, object]) -> _Transport:
        raise TypeError("a connection is not copied")
