"""A real CalDAV server takes every event that is published, and gives it back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component, Event

from rules.policy import Severity
from sync.calendar_file.event import calendar
from sync.calendar_file.publish import Publication, publish
from sync.calendar_file.published import Published
from sync.milestones.milestone import Milestones
from tests.milestones.caldav import Server, serving
from tests.milestones.plans import NOW, gap, later, milestone

PLAN = (
    milestone(
        1, date(2026, 9, 4), gaps=(gap(), gap("a; warning, \\with signs", Severity.WARNING)), who=("Kaya", "Ben")
    ),
    milestone(2, datetime(2026, 9, 4, 9, tzinfo=ZoneInfo("Europe/Berlin"))),
    milestone(3, date(2026, 9, 11), title="🎧 שיר חדש, «live»; \\n", release="x" * 80, met=True),
    milestone(4, date(9999, 12, 30)),
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as running:
        yield running


def put(server: Server, publication: Publication) -> None:
    """Put every event where a CalDAV client keeps it: in a resource of its own."""
    for known in publication.events.values():
        status, answer = server.ask("PUT", f"{known.uid}.ics", calendar([known], "label"))
        assert status in (201, 204), answer


def got(server: Server, known: Published) -> Component:
    status, body = server.ask("GET", f"{known.uid}.ics")
    assert status == 200
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    return event


def test_every_event_comes_back_as_it_was_published(server: Server) -> None:
    publication = publish(Milestones(PLAN), {}, "label", NOW)
    put(server, publication)
    assert len(publication.events) == len(PLAN)
    for known in publication.events.values():
        assert got(server, known) == Event.from_ical(known.body)


def test_moves_and_cancellations_arrive_under_the_same_name(server: Server) -> None:
    first = publish(Milestones(PLAN), {}, "label", NOW)
    put(server, first)
    moved = replace(PLAN[0], on=date(2026, 9, 7))
    second = publish(Milestones((moved, *PLAN[2:])), first.events, "label", later(1))
    put(server, second)
    seen = {uid: got(server, known) for uid, known in second.events.items()}
    assert seen.keys() == first.events.keys()
    assert sorted((str(e["STATUS"]), int(str(e["SEQUENCE"]))) for e in seen.values()) == [
        ("CANCELLED", 1), ("CONFIRMED", 0), ("CONFIRMED", 0), ("CONFIRMED", 1),
    ]  # fmt: skip


def test_the_whole_calendar_holds_each_event_once(server: Server) -> None:
    publication = publish(Milestones(PLAN), {}, "label", NOW)
    put(server, publication)
    put(server, publication)
    status, body = server.ask("GET")
    assert status == 200
    assert sorted(str(e["UID"]) for e in Calendar.from_ical(body).walk("VEVENT")) == sorted(publication.events)


def test_the_server_finds_a_day_by_its_day(server: Server) -> None:
    put(server, publish(Milestones(PLAN[:1]), {}, "label", NOW))
    assert b"Work 1" in _between(server, "20260904T000000Z", "20260905T000000Z")
    assert b"Work 1" not in _between(server, "20260905T000000Z", "20260906T000000Z")
    assert b"Work 1" not in _between(server, "20260903T000000Z", "20260904T000000Z")


def _between(server: Server, start: str, end: str) -> bytes:
    query = f"""<?xml version="1.0"?><C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{start}" end="{end}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""
    status, body = server.ask("REPORT", "", query.encode(), Content_Type="application/xml", Depth="1")
    assert status == 207
    return body
