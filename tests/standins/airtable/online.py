"""A small base online, with the real SDK in front of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyairtable
import requests

from tests.standins.airtable.airtable import Airtable
from tests.standins.airtable.application import serve
from tests.standins.airtable.base import Base
from tests.standins.airtable.people import SCOPES, User
from tests.standins.airtable.schema import NewField
from tests.standins.airtable.settings import Plan, Role, Settings
from tests.standins.airtable.table import Table
from tests.standins.clock import Clock
from tests.standins.serving import Server

PLAIN = Plan("any", None)


@dataclass(frozen=True, slots=True)
class Online:
    """A base with releases and tracks, a robot that reads and writes it, and a person who edits it."""

    airtable: Airtable
    clock: Clock
    base: Base
    releases: Table
    tracks: Table
    robot: User
    ana: User
    server: Server
    api: pyairtable.Api

    @property
    def remote(self) -> pyairtable.Table:
        """The tracks through the SDK."""
        return self.api.table(self.base.id, self.tracks.id)

    def send(self, method: str, path: str, json: Any = None, query: Mapping[str, Any] | str = "") -> requests.Response:
        """Send a request that the SDK has no call for, with its session."""
        url = f"{self.server.url}/v0/{path}"
        return self.api.session.request(method, url, params=query, json=json, timeout=30)


@contextmanager
def online(
    settings: Settings | None = None,
    *,
    scopes: tuple[str, ...] = SCOPES,
    role: Role = Role.CREATE,
    plan: Plan = PLAIN,
    paced: bool = True,
) -> Iterator[Online]:
    """Serve a small base. `paced` lets a second pass after every answer, so that no limit is met by accident."""
    clock = Clock()
    airtable = Airtable(clock, settings)
    robot, ana = airtable.service_account("Robot"), airtable.person("Ana", "ana@example.com")
    base = airtable.workspace(plan).base("Plan")
    base.share(robot, role)
    base.share(ana, Role.EDIT)
    releases = base.add_table("Releases", [NewField("Title")])
    tracks = base.add_table(
        "Tracks",
        [
            NewField("Title"),
            NewField("Status", "singleSelect", ("Todo", "Done")),
            NewField("Tags", "multipleSelects", ("A", "B")),
            NewField("Ready", "checkbox"),
            NewField("Bars", "number"),
            NewField("Due", "date"),
            NewField("Owner", "singleCollaborator"),
            NewField("Files", "multipleAttachments"),
            NewField("Release", "multipleRecordLinks", to="Releases"),
            NewField("Release title", "multipleLookupValues", link="Release", of="Title"),
            NewField("Loud", "formula", compute=lambda row: row["Title"].upper()),
        ],
    )
    token = airtable.token(robot, scopes)
    api = pyairtable.Api(token.secret, endpoint_url="", retry_strategy=None, timeout=(5, 30))
    with serve(airtable) as server, api.session:
        api.endpoint_url = pyairtable.utils.Url(server.url)
        if paced:
            api.session.hooks["response"].append(lambda *_, **__: clock.advance(1))
        yield Online(airtable, clock, base, releases, tracks, robot, ana, server, api)
