"""Airtable's API as everything here uses it: two paces, one layer that repeats, and every request counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any, TypeAlias

from pyairtable import Api
from pyairtable.utils import Url
from requests import PreparedRequest, Response

from connectors.airtable.judge import judge
from connectors.airtable.places import place_of
from connectors.calls.http_date import http_date
from connectors.calls.pace import Pace
from connectors.calls.patience import Caller

Json: TypeAlias = Mapping[str, Any]
"""An object as Airtable sent it, before it is decoded."""
_NO_TITLES: Mapping[str, str] = {}


class Airtable:
    """One token on one base.

    Every method raises `connectors.errors.ConnectorError` (or one of `connectors.airtable.errors`) when the request is
    refused or patience ends. Paths are relative to `/v0/` and hold ids only. May be used by several threads.
    """

    def __init__(
        self,
        token: str,
        base: str,
        paces: tuple[Pace, ...],
        *,
        address: str,
        timeout: float,
        titles: Mapping[str, str] = _NO_TITLES,
    ) -> None:
        """Each request takes a turn in every pace: the base's, then the token's.

        `address` is where the API is, without a path; `timeout` is in seconds, for connecting and for each silence;
        `titles` are what the tables are called, by id, for whoever reads an error.
        """
        self.base = base
        self._token = token
        self._paces = paces
        self._titles = titles
        self._requests = 0
        self._server_time: datetime | None = None
        self._lock = Lock()
        self._api = Api(token, retry_strategy=None, endpoint_url=address.rstrip("/"))
        self._api.timeout = (timeout, timeout)  # type: ignore[assignment]  # It is handed on; fractions are fine.
        session = self._api.session
        # Whatever stands in a .netrc would take the place of the token.
        session.auth = _as_it_is
        # A redirected POST would be sent on as a GET, and look like a success.
        session.max_redirects = 0
        # The library looks into a failure's body before it raises, and breaks on a body that is no object.
        session.hooks["response"].append(self._read)

    def __repr__(self) -> str:
        return f"Airtable({self.base}, {self._requests} requests)"

    @property
    def requests(self) -> int:
        """How many requests were sent so far, the failed and the repeated ones included."""
        return self._requests

    @property
    def server_time(self) -> datetime | None:
        """Airtable's own clock, in whole seconds, as of its newest answer; `None` before any."""
        return self._server_time

    def read(self, path: str, query: Json | None = None) -> Json:
        """Get a thing."""
        return self._send("GET", path, params=query)

    def records(self, table: str, options: Json) -> Json:
        """Get one page of a table's records; the options are `pyairtable`'s. What is too long for a URL is posted."""
        url = self._url(f"{self.base}/{table}")
        return self._send("GET", f"{self.base}/{table}", options=options, fallback=("POST", url / "listRecords"))

    def change(self, path: str, body: Json) -> Json:
        """Change a thing that has an id; doing it twice is doing it once."""
        return self._send("PATCH", path, json=body)

    def create(self, path: str, body: Json) -> Json:
        """Make something new; it is never sent again unless Airtable is known to have done nothing.

        Raises `OutcomeUnknown` when it may have been saved.
        """
        return self._send("POST", path, json=body, repeatable=False)

    def delete(self, path: str) -> Json:
        """Delete a thing that has an id. Raises `NotShared` where a first try that seemed lost had deleted it."""
        return self._send("DELETE", path)

    def rest(self, seconds: float) -> None:
        """Wait, and let others who use the token go on."""
        self._paces[0].rest(seconds)

    def close(self) -> None:
        """Close the connections."""
        self._api.session.close()

    def _send(self, method: str, path: str, *, repeatable: bool = True, **parts: Any) -> Json:
        url = self._url(path)

        def once() -> Json:
            with self._lock:
                self._requests += 1
            answer = self._api.request(method, url, **parts)
            if answer is None and method == "DELETE":
                return {}
            if not isinstance(answer, dict):
                raise ValueError
            return answer

        place = place_of(path, self._titles)
        caller = Caller(self._paces, partial(judge, place=place, secret=self._token))
        return caller(once, repeatable=repeatable)

    def _read(self, response: Response, *_: Any, **__: Any) -> None:
        """Read the answer to its end, and raise `requests.HTTPError` for a failure."""
        bytes(response.content)
        self._server_time = http_date(response.headers.get("Date", "")) or self._server_time
        response.raise_for_status()

    def _url(self, path: str) -> Url:
        return self._api.build_url(*path.split("/"))


def _as_it_is(request: PreparedRequest) -> PreparedRequest:
    return request
