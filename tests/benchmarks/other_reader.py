"""The half of a comparison that runs where the other readers are installed; `side_by_side` starts it.

Reads one JSON object from standard input (`reader`, `address`, `token`, `places`: what is to be read, by what holds it,
and `state`: what the reader left the last time) and writes one: `rows` by id, `adds`, `state`, `complaints`. Needs the
standard library and the one reader: nothing of ours is installed there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]


@dataclass(slots=True)
class Job:
    """What is to be read, and what was."""

    address: str
    token: str
    places: Mapping[str, list[str]]
    state: Any = None
    rows: dict[str, Row] = field(default_factory=dict)
    adds: bool = False
    """Whether the rows come on top of those of the last time."""
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def complaining(self) -> Iterator[None]:
        """Go on after a failure, and tell it."""
        try:
            yield
        except Exception as error:
            self.complaints.append(f"{type(error).__name__}: {error}"[:300])


Readers: TypeAlias = Mapping[str, Callable[[Job], None]]


def serve(readers: Readers) -> None:
    """Do the job that stands on standard input."""
    given = json.load(sys.stdin)
    read = readers[given.pop("reader")]
    job = Job(**given)
    # Some readers log to standard output, past sys.stdout.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        with job.complaining():
            read(job)
        answer = {"rows": job.rows, "adds": job.adds, "state": job.state, "complaints": job.complaints}
        json.dump(answer, out)


def redirect_requests(vendor: str, address: str) -> None:
    """Send what `requests` sends to the vendor to the stand-in instead; most readers have no setting for it."""
    from requests import PreparedRequest, Response
    from requests.adapters import HTTPAdapter

    send = HTTPAdapter.send

    def redirected(self: HTTPAdapter, request: PreparedRequest, *args: Any, **named: Any) -> Response:
        request.url = (request.url or "").replace(vendor, address)
        return send(self, request, *args, **named)

    HTTPAdapter.send = redirected  # type: ignore[method-assign]
