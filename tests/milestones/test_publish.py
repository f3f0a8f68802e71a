"""What the calendar says of milestones, and how it changes with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from rules.model import Ref
from rules.policy import Severity
from sync.calendar_file.event import events_in
from sync.calendar_file.publish import Publication, publish
from sync.calendar_file.published import Published, uid_of
from sync.milestones.milestone import Milestone, Milestones
from tests.milestones.plans import BERLIN, NOW, gap, later, milestone

DAY = date(2026, 9, 4)
TOMORROW = later(1)
ONE = milestone(1, DAY)
TWO = milestone(2, date(2026, 9, 11))


def first(*found: Milestone, **facts: Any) -> Publication:
    return publish(Milestones(found, **facts), {}, "label", NOW)


def then(before: Publication, *found: Milestone, now: datetime = TOMORROW, **facts: Any) -> Publication:
    return publish(Milestones(found, **facts), before.events, "label", now)


def event_of(publication: Publication, of: Milestone = ONE) -> Any:
    (event,) = [e for e in Calendar.from_ical(publication.data).walk("VEVENT") if e["UID"] == uid_of(of.key)]
    return event


def test_an_event_says_what_when_who_and_where() -> None:
    event = event_of(first(replace(ONE, who=("Kaya", "Ben"))))
    assert event["SUMMARY"] == "Due: Work 1 · Night Bus"
    assert event["DESCRIPTION"] == "With: Kaya and Ben\nPlan: https://tool.example/r1"
    assert event["URL"] == "https://tool.example/r1"
    assert event["CATEGORIES"].cats == ["Due date"]
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 0)


def test_a_day_is_a_day_and_ends_before_the_next() -> None:
    lines = event_of(first(ONE)).to_ical().decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20260904" in lines
    assert "DTEND;VALUE=DATE:20260905" in lines


def test_an_instant_is_in_utc_and_told_in_the_teams_zone() -> None:
    nine = datetime(2026, 9, 4, 9, tzinfo=ZoneInfo(BERLIN))
    event = event_of(first(replace(ONE, on=nine)))
    assert "DTSTART:20260904T070000Z" in event.to_ical().decode().split("\r\n")
    assert "At: 09:00 (Europe/Berlin)" in event["DESCRIPTION"].split("\n")
    assert "DTEND" not in event


def test_trouble_is_in_the_title_the_description_the_category_and_the_colour() -> None:
    event = event_of(first(replace(ONE, gaps=(gap(), gap("a warning", Severity.WARNING)))))
    assert event["SUMMARY"] == "Blocked: Due: Work 1 · Night Bus"
    assert event["DESCRIPTION"].split("\n")[0].startswith("Blocker GAT005: Final master changed after the yes")
    assert event["CATEGORIES"].cats == ["Due date", "Blocked"]
    assert event["COLOR"] == "crimson"
    assert event_of(first(replace(ONE, gaps=(gap("w", Severity.WARNING),))))["SUMMARY"].startswith("Attention: ")


def test_what_is_met_says_so_unless_there_is_trouble() -> None:
    assert event_of(first(replace(ONE, met=True)))["SUMMARY"] == "Done: Due: Work 1 · Night Bus"
    assert event_of(first(replace(ONE, met=True, gaps=(gap(),))))["SUMMARY"].startswith("Blocked: ")


def test_the_file_has_a_name_asks_to_be_read_again_and_needs_no_zone() -> None:
    data = first(ONE).data.decode()
    for line in (
        "VERSION:2.0", "PRODID:-//Streetdate//Milestones//EN", "NAME:label", "X-WR-CALNAME:label",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ):  # fmt: skip
        assert f"\r\n{line}\r\n" in data
    assert "VTIMEZONE" not in data
    assert "METHOD" not in data


def test_lines_are_folded_at_75_octets_and_end_as_the_standard_wants() -> None:
    long = replace(ONE, title="Due: " + "שיר 🎧 " * 20, gaps=(gap("x" * 290),))
    data = first(long).data
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\r\n\r\n" not in data


def test_an_unchanged_plan_leaves_the_file_as_it_is_to_the_byte() -> None:
    before = first(ONE, TWO)
    again = then(before, TWO, ONE)
    assert again.data == before.data
    assert (again.new, again.changed, again.cancelled) == (0, 0, 0)


def test_a_change_takes_the_sequence_one_step_on_and_leaves_the_others() -> None:
    before = first(ONE, TWO)
    after = then(before, replace(ONE, on=date(2026, 9, 7)), TWO)
    assert event_of(after)["SEQUENCE"] == 1
    assert event_of(after)["DTSTAMP"].dt == event_of(after)["LAST-MODIFIED"].dt == later(1)
    assert event_of(after, TWO).to_ical() == event_of(before, TWO).to_ical()
    assert (after.new, after.changed, after.cancelled) == (0, 1, 0)


def test_what_is_gone_is_cancelled_under_its_own_name() -> None:
    after = then(first(ONE, TWO), TWO)
    event = event_of(after)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["SUMMARY"] == "Cancelled: Due: Work 1 · Night Bus"
    assert event.start == DAY
    assert after.cancelled == 1


def test_what_the_plan_cancels_is_cancelled_even_where_not_everything_was_read() -> None:
    after = then(first(ONE), replace(ONE, cancelled=True), complete=False)
    assert event_of(after)["STATUS"] == "CANCELLED"


def test_what_was_cancelled_before_anybody_saw_it_is_never_published() -> None:
    assert not first(replace(ONE, cancelled=True)).events


@pytest.mark.parametrize("facts", [{"complete": False}, {"untold": frozenset({ONE.key})}])
def test_what_could_not_be_seen_stays_as_it_was(facts: dict[str, Any]) -> None:
    before = first(ONE)
    assert then(before, **facts).data == before.data


def test_a_cancellation_stays_for_thirty_days_and_comes_back_one_step_on() -> None:
    gone = then(first(ONE))
    kept = then(gone, now=later(31))
    assert kept.data == gone.data
    dropped = then(kept, now=later(31.1))
    assert not Calendar.from_ical(dropped.data).walk("VEVENT")
    back = then(dropped, ONE, now=later(40))
    assert (event_of(back)["STATUS"], event_of(back)["SEQUENCE"]) == ("CONFIRMED", 2)
    assert event_of(back)["SUMMARY"] == "Due: Work 1 · Night Bus"


def test_the_file_itself_is_a_memory() -> None:
    before = then(first(ONE, TWO), replace(ONE, on=date(2026, 9, 7)))
    assert events_in(before.data) == before.events


@pytest.mark.parametrize(
    "data",
    [b"", b"\r\n", b"PRODID:-//Streetdate//Milestones//EN\r\nBEGIN:VEV", first(ONE).data[:-40], first(ONE).data[:200]],
)
def test_a_damaged_file_of_ours_is_an_empty_memory(data: bytes) -> None:
    assert events_in(data) == {}


@pytest.mark.parametrize(
    "data", [b"my notes", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"]
)
def test_a_file_of_somebody_elses_is_not_ours(data: bytes) -> None:
    assert events_in(data) is None


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("SEQUENCE:0", "SEQUENCE:-1"), ("SEQUENCE:0", "SEQUENCE:99999999999999999999"), ("SEQUENCE:0", "SEQUENCE:x"),
        ("LAST-MODIFIED:20260803T100000Z", "LAST-MODIFIED:x"), ("LAST-MODIFIED:20260803T100000Z", "X-NOTHING:1"),
        ("LAST-MODIFIED:20260803T100000Z", "LAST-MODIFIED:20260803T100000"), ("@streetdate", "@elsewhere"),
    ],
)  # fmt: skip
def test_an_event_that_is_not_whole_or_not_ours_is_not_remembered(line: str, instead: str) -> None:
    data = first(ONE).data.decode()
    assert line in data
    assert events_in(data.replace(line, instead).encode()) == {}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "file:///etc/passwd", "plan.xlsx#'Plan'!A4", "", "https://", "https://a b",
        "https://tool.example/\r\nSUMMARY:evil", "https://tool.example/<script>", f"https://tool.example/{'x' * 3000}",
    ],
)  # fmt: skip
def test_only_a_link_that_a_phone_can_open_becomes_one(url: str) -> None:
    event = event_of(first(replace(ONE, ref=Ref("workbook", "Plan", "r1", url))))
    assert "URL" not in event
    assert event["SUMMARY"] == "Due: Work 1 · Night Bus"
    assert event["DESCRIPTION"].startswith("Plan: ")


def test_a_thousand_gaps_are_told_within_bounds() -> None:
    many = tuple(gap(f"{number} " + "x" * 9_000, fingerprint=str(number)) for number in range(1_000))
    described = str(event_of(first(replace(ONE, gaps=many)))["DESCRIPTION"])
    assert len(described) < 6_000
    assert "\n… and 992 more\n" in described


@pytest.mark.parametrize("edge", [date.min, date(9999, 12, 30)])
def test_the_ends_of_the_calendar_are_days_too(edge: date) -> None:
    event = event_of(first(replace(ONE, on=edge)))
    assert event.start == edge


TEXTS = st.text(max_size=300)


@example("\\N", "", "", date(2027, 1, 1))
@example("C:\\new", "\\\\n", "", date(2027, 1, 1))
@given(TEXTS, TEXTS, TEXTS, st.dates(max_value=date(9999, 12, 30)))
def test_any_text_survives_the_way_through_the_file(title: str, release: str, container: str, on: date) -> None:
    from sync.wording import folded

    made = replace(
        ONE, title=folded(title, 120), release=folded(release, 80), ref=Ref("notion", container, "r1"), on=on,
        gaps=(gap(title),),
    )  # fmt: skip
    published = first(made)
    (known,) = published.events.values()
    event = event_of(published)
    assert event.start == on
    assert folded(title, 120).replace("\\n", "⧵n").replace("\\N", "⧵N") in event["SUMMARY"]
    assert events_in(published.data) == {known.uid: known}
    assert then(published, made).data == published.data


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[Milestone, ...]]:
    days = st.dates(date(2026, 1, 1), date(2027, 1, 1))
    return draw(
        st.lists(
            st.dictionaries(st.integers(1, 4), days, max_size=4).map(
                lambda chosen: tuple(milestone(number, on) for number, on in chosen.items())
            ),
            min_size=1,
            max_size=6,
        )
    )


@given(plans(), st.booleans())
def test_over_any_life_sequences_only_grow_and_the_last_plan_is_what_is_shown(
    lives: list[tuple[Milestone, ...]], lost: bool
) -> None:
    memory: dict[str, Published] = {}
    highest: dict[str, int] = {}
    for number, found in enumerate(lives):
        publication = publish(Milestones(found), memory, "label", NOW + timedelta(days=number))
        for uid, known in publication.events.items():
            before = memory.get(uid)
            assert known.sequence >= highest.get(uid, 0)
            assert before is None or (known == before) is (known.sequence == before.sequence)
            highest[uid] = known.sequence
        memory = dict(events_in(publication.data) or {}) if lost else dict(publication.events)
        confirmed = {
            str(event["UID"]): event.start
            for event in Calendar.from_ical(publication.data).walk("VEVENT")
            if isinstance(event, Event) and event["STATUS"] == "CONFIRMED"
        }
        assert confirmed == {uid_of(m.key): m.on for m in found}


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert publish(Milestones((ONE,)), {}, "label", NOW).data == first(ONE).data
    assert first(ONE).events[uid_of(ONE.key)].changed_at == NOW.astimezone(UTC)
