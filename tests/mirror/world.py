"""A team's Google calendar, and Streetdate writing into it through the vendor's own client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from connectors.calls.pace import Pace, Window
from connectors.google_calendar.calendar import GoogleCalendar as MirroredCalendar
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.credentials import Way, credentials_of
from sync.milestones.milestone import Milestone, Milestones
from sync.mirror.course import Customs
from sync.mirror.mirror import Mirror, Mirroring
from sync.mirror.routes import Routes
from sync.store.base import Store
from sync.store.sqlite import open_store
from tests.standins.clock import Clock
from tests.standins.google_calendar import GoogleCalendar, Person
from tests.standins.google_calendar.accounts import Account
from tests.standins.google_calendar.calendars import Calendar, Event
from tests.standins.serving import Server


@dataclass
class World:
    """Ana's calendar “Releases”, shared with a service account; every store in it lasts as long as the world."""

    google: GoogleCalendar
    server: Server
    clock: Clock
    ana: Account
    robot: Account
    releases: Calendar
    store: Store
    closing: ExitStack
    clients: list[GoogleClient] = field(default_factory=list)

    @property
    def hands(self) -> Person:
        """Ana at the calendar."""
        return self.google.person(self.ana, self.releases)

    @property
    def events(self) -> list[Event]:
        """The events that stand, by their place."""
        return sorted((e for e in self.releases.events.values() if not e.dead), key=lambda e: str(e.body["start"]))

    def shown(self) -> dict[str, str]:
        """Return the day or time of every standing event by its title; fails where a title stands twice."""
        titles = [event.body["summary"] for event in self.events]
        assert len(titles) == len(set(titles)), titles
        return {e.body["summary"]: e.body["start"].get("date") or e.body["start"]["dateTime"] for e in self.events}

    def id_of(self, title: str) -> str:
        """Return the id of the one standing event whose title ends so."""
        (found,) = [str(e.body["id"]) for e in self.events if e.body["summary"].endswith(title)]
        return found

    def client(self, way: Way = Way.SHARED, info: Any = None) -> GoogleClient:
        """Return a way to Google at the stand-in's pace and clock."""
        key = info or self.google.service_account_info(self.robot, self.server)
        credentials, who = credentials_of(key, way)
        pace = Pace(Window(600, 60.0), clock=self.clock.monotonic, sleep=self.clock.sleep)
        client = GoogleClient(credentials, who, pace, address=self.server.url, timeout=5.0)
        self.closing.callback(client.close)
        self.clients.append(client)
        return client

    def calendar(self, workspace: str = "label", client: GoogleClient | None = None) -> MirroredCalendar:
        """Return the calendar as a workspace writes it."""
        return MirroredCalendar(client or self.client(), self.releases.id, workspace)

    def mirror(self, *, workspace: str = "label", routes: Routes | None = None, **facts: Any) -> Mirror:
        """Return the mirror of a workspace; like every run, it begins with a client of its own."""
        client = facts.pop("client", None) or self.client()
        return Mirror(routes or Routes(self.releases.id), lambda id_: MirroredCalendar(client, id_, workspace), **facts)

    def publish(
        self,
        *milestones: Milestone,
        complete: bool = True,
        untold: Iterable[str] = (),
        store: Store | None = None,
        write: bool = True,
        put_back: bool = True,
        restore: bool = False,
        **facts: Any,
    ) -> Mirroring:
        """Run once over the one calendar."""
        found = Milestones(milestones, frozenset(untold), complete)
        mirror = self.mirror(customs=Customs(put_back, restore), **facts)
        (only,) = mirror.publish(found, store or self.store, write=write)
        return only

    def sent(self) -> dict[str, int]:
        """Return how many requests of each kind came since this was asked last, those for tokens left out."""
        counts = {kind: count for kind, count in self.server.counts().items() if kind != "token"}
        self.server.forget()
        return counts


@contextmanager
def world() -> Iterator[World]:
    """Open the world, and close everything that was opened in it."""
    clock = Clock()
    google = GoogleCalendar(clock)
    ana = google.add_user("ana@example.com", time_zone="Europe/Berlin")
    robot = google.add_service_account("writer")
    releases = google.add_calendar(ana, "Releases")
    google.person(ana, releases).share(robot.mail, "writer")
    with google.serve() as server, ExitStack() as closing:
        store = open_store(":memory:", "label")
        closing.callback(store.close)
        yield World(google, server, clock, ana, robot, releases, store, closing)
