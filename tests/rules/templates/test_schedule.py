"""Dates counted back from a release day."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import WorkingCalendar
from rules.lead_times import LeadTime
from rules.model import Kind
from rules.templates.schedule import Planned, first_day_for, notes_on, past, schedule, squeezed, titled_for
from rules.templates.template import Template
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.phrases import read_needs
from tests.rules.templates.shipped import RELEASES, TEMPLATES

WEEK = WorkingCalendar(ZoneInfo("UTC"))
FRIDAY = date(2027, 3, 5)
TODAY = date(2026, 8, 3)
SINGLE, CONTENT = TEMPLATES["single"], TEMPLATES["content"]
ANYONE = LeadTime("the distributor", 14, 28)
ORCHARD = LeadTime("The Orchard", 42, 56)

days = st.dates(date(2026, 1, 1), date(2029, 12, 31))
calendars = st.builds(
    lambda weekdays, holidays: WorkingCalendar(ZoneInfo("UTC"), weekdays, frozenset(holidays)),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.lists(days, max_size=20),
)
templates = st.sampled_from(RELEASES)
tracks = st.lists(
    st.sampled_from(["Intro", "Cover Me", "Master Plan", "Love and Hate", "A, B"]), unique=True, max_size=4
)


def due(rows: tuple[Planned, ...]) -> dict[str, date]:
    return {row.key: row.due for row in rows}


def test_days_are_counted_back_from_the_release_and_on_from_it() -> None:
    dates = due(schedule(SINGLE, FRIDAY, WEEK))
    assert (dates["master"], dates["launch"], dates["check"]) == (date(2027, 1, 22), date(2027, 3, 2), FRIDAY)
    assert (dates["recap"], dates["review"]) == (date(2027, 3, 12), date(2027, 3, 19))


def test_what_would_fall_on_a_day_off_is_due_the_working_day_before() -> None:
    calendar = WorkingCalendar(ZoneInfo("UTC"), holidays=frozenset({date(2027, 3, 2), date(2027, 3, 1)}))
    assert due(schedule(SINGLE, FRIDAY, calendar))["launch"] == date(2027, 2, 26)


@given(templates, days, calendars, tracks, st.booleans(), st.sampled_from([0, 4, 8]))
def test_no_row_is_due_on_a_day_off_or_before_what_it_needs(
    template: Template, out: date, calendar: WorkingCalendar, named: list[str], optional: bool, solo: int
) -> None:
    rows = schedule(template, out, calendar, tracks=named, lead=ORCHARD, optional=optional, solo=solo)
    dates = due(rows)
    seen: set[str] = set()
    for row in rows:
        assert calendar.works(row.due)
        assert all(need in seen and dates[need] <= row.due for need in row.needs)
        assert (row.due > out) == (row.step.days < 0)
        seen.add(row.key)
    assert len({row.title for row in rows}) == len(rows)


def test_each_track_has_its_own_mix_and_the_upload_waits_for_all_masters() -> None:
    rows = {row.key: row for row in schedule(SINGLE, FRIDAY, WEEK, tracks=["Night Bus", "Cover Me"])}
    assert rows["master/Night Bus"].title == "Master: Night Bus"
    assert rows["master/Night Bus"].needs == ("mix/Night Bus",)
    assert {"master/Night Bus", "master/Cover Me"} <= set(rows["upload"].needs)


def test_a_track_whose_name_would_be_read_as_another_kind_of_work_goes_by_its_number() -> None:
    rows = {row.key: row for row in schedule(SINGLE, FRIDAY, WEEK, tracks=["Night Bus", "Cover Me"])}
    assert rows["master/Cover Me"].title == "Master (track 2)"


@given(st.text(min_size=1, max_size=12))
def test_whatever_a_track_is_called_its_rows_can_be_named_in_a_list(name: str) -> None:
    titles = frozenset(row.title for row in schedule(SINGLE, FRIDAY, WEEK, tracks=[name]))
    for title in titles:
        [need] = read_needs(f"{title} handoff", titles)
        assert (need.text, need.handed) == (title, True)


def test_a_distributor_that_wants_more_time_moves_the_upload_and_all_that_it_needs() -> None:
    usual, early = due(schedule(SINGLE, FRIDAY, WEEK)), due(schedule(SINGLE, FRIDAY, WEEK, lead=ORCHARD))
    assert (FRIDAY - early["upload"]).days >= ORCHARD.advised
    assert early["master"] < usual["master"]
    assert early["pitch"] == usual["pitch"]
    assert due(schedule(SINGLE, FRIDAY, WEEK, lead=ANYONE)) == usual


def test_what_is_optional_is_left_out_unless_asked() -> None:
    assert "clearance" not in due(schedule(SINGLE, FRIDAY, WEEK))
    assert "clearance" in due(schedule(SINGLE, FRIDAY, WEEK, optional=True))


@given(templates, days, st.sampled_from([3, 5, 8]))
def test_one_person_alone_has_fewer_steps_and_no_week_too_full(template: Template, out: date, most: int) -> None:
    rows = schedule(template, out, WEEK, solo=most)
    assert len(rows) < len(schedule(template, out, WEEK))
    weeks = [row.due.isocalendar()[:2] for row in rows if row.due <= out]
    assert max(map(weeks.count, weeks)) <= most


def test_a_need_that_falls_away_hands_its_own_needs_on() -> None:
    rows = {row.key: row for row in schedule(SINGLE, FRIDAY, WEEK, solo=8)}
    assert "stems" not in rows
    assert {row.step.kind for row in rows.values()} >= {Kind.MASTER, Kind.ARTWORK, Kind.UPLOAD, Kind.LAUNCH_POST}


TODAY = date(2026, 11, 20)


def test_next_tuesday_leaves_most_of_it_in_the_past() -> None:
    rows = schedule(SINGLE, date(2026, 11, 24), WEEK)
    assert {"mix", "master", "upload", "pitch"} <= set(due(past(rows, TODAY)))
    assert past(schedule(SINGLE, FRIDAY, WEEK), TODAY) == ()


@given(templates, days, st.integers(1, 100), calendars)
def test_what_is_squeezed_is_never_due_in_the_past_and_keeps_its_order(
    template: Template, today: date, ahead: int, calendar: WorkingCalendar
) -> None:
    out = today + timedelta(days=ahead)
    rows = schedule(template, out, calendar)
    pressed = due(squeezed(rows, out, today, calendar))
    assert all(day >= min(today, due(rows)[key]) for key, day in pressed.items())
    assert past(squeezed(rows, out, today, calendar), today) == ()
    assert all(pressed[need] <= pressed[row.key] for row in rows for need in row.needs)


@given(templates, days, st.integers(-30, 200))
def test_on_the_day_that_is_offered_instead_everything_fits(template: Template, today: date, ahead: int) -> None:
    out = today + timedelta(days=ahead)
    offered = first_day_for(schedule(template, out, WEEK), out, today)
    assert offered.weekday() == 4
    assert past(schedule(template, offered, WEEK), today) == ()


@pytest.mark.parametrize(
    ("out", "lead", "said"),
    [
        (date(2027, 3, 2), ANYONE, "2027-03-02 is a Tuesday; records go on sale on Fridays all over the world"),
        (FRIDAY, ANYONE, "lock the plan between 2027-01-08 and 2027-01-22, eight to six weeks before the release"),
        (FRIDAY, ORCHARD, "the upload is due 30 days before the release; The Orchard needs 42"),
        (FRIDAY, LeadTime("Slow", 14, 42), "the upload is due 30 days before the release; Slow advises 42"),
        (date(2027, 12, 3), ANYONE, "stores are slow in November and December: upload 14 days earlier, by 2027-10-20"),
    ],
)
def test_what_is_worth_knowing_of_a_day_is_said(out: date, lead: LeadTime, said: str) -> None:
    assert [note for note in notes_on(out, schedule(SINGLE, out, WEEK), lead, TODAY) if note.startswith(said)]


def test_a_friday_in_spring_leaves_nothing_to_say_but_when_to_lock() -> None:
    assert len(list(notes_on(FRIDAY, schedule(SINGLE, FRIDAY, WEEK), ANYONE, TODAY))) == 1


@given(st.text(min_size=1, max_size=30))
def test_whatever_a_piece_is_called_its_steps_read_as_their_own_work_and_stay_whole_in_a_list(text: str) -> None:
    name = " ".join(text.split()) or "Clip"
    titles = titled_for(CONTENT.steps, name)
    known = frozenset(titles.values())
    for step in CONTENT.steps:
        title = titles[step.id]
        [need] = read_needs(f"{title} handoff", known)
        assert (need.text, need.handed) == (title, True)
        assert kind_of(title) is kind_of(step.title)


@pytest.mark.parametrize("name", ["Teaser 2", "Artwork reveal", "Rain, and sun", "Week 1 recap", 'Say "hi", and go'])
def test_a_name_that_would_read_as_something_else_stands_in_quotation_marks(name: str) -> None:
    assert titled_for(CONTENT.steps, name)["film"] == f'Film it with the others for "{name.replace(chr(34), chr(39))}"'


@pytest.mark.parametrize("name", ["Rooftop session", "Day 2", "R&B night", "Countdown 3-2-1"])
def test_a_plain_name_stands_as_it_is(name: str) -> None:
    assert titled_for(CONTENT.steps, name)["film"] == f"Film it with the others for {name}"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (TODAY, "lock the plan between 2027-01-08 and 2027-01-22, eight to six weeks before the release"),
        (date(2027, 1, 15), "lock the plan between 2027-01-15 and 2027-01-22, eight to six weeks before the release"),
        (date(2027, 1, 22), "lock the plan at once: that is best done eight to six weeks before the release"),
        (date(2027, 3, 1), "lock the plan at once: that is best done eight to six weeks before the release"),
    ],
)
def test_the_plan_is_locked_in_days_that_are_still_to_come(today: date, said: str) -> None:
    assert list(notes_on(FRIDAY, schedule(SINGLE, FRIDAY, WEEK), ANYONE, today)) == [said]
