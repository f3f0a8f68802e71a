"""The signs and the symptoms: figures where something was seen, and "cannot tell" with its reason where not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.memory import moment_key
from rules.model import Kind, Review, State, Unknown
from rules.policy import Policy
from rules.samples import day, ref, release, work
from sync.life import Turn
from sync.review.measure import Measure, Point, Trend
from sync.review.measure import Sort as MeasureSort
from sync.review.measures import measures_of
from sync.review.spark import bars, picture
from tests.review.pasts import DAILY, MASTER, NOW, OUT, happened, opened, past


def review(**answers: str | None) -> Review:
    return Review("review", "Review", ref("review", "Reviews"), day("2026-09-15"), State.DONE, **answers)


ANSWERS = [
    ((), 0.0),
    ((review(worked="The teaser", failed=None, broke=None),), 0.5),
    ((review(worked="The teaser: 500 pre-saves", failed=None, broke=None),), 1.0),
    (Unknown.ABSENT, None),
]


@pytest.mark.parametrize(("reviews", "value"), ANSWERS)
def test_whether_reviews_are_answered_with_data(reviews: Any, value: float | None) -> None:
    one = replace(release(MASTER), reviews=reviews)
    found = {m.name: m for m in measures_of(past(one), NOW.date())}
    assert found["answered with data"].points[-1].value == value


def test_a_release_without_reviews_is_not_due_yet_and_says_so() -> None:
    one = replace(release(MASTER), reviews=())
    early = past(one, now=datetime(2026, 9, 10, tzinfo=UTC))
    found = {m.name: m for m in measures_of(early, early.today)}
    assert found["answered with data"].why_not == "the review has time until 2026-09-18"


def test_nothing_at_all_is_cannot_tell_and_never_a_figure() -> None:
    for measure in measures_of(past(), NOW.date()):
        assert measure.last is None
        assert measure.why_not
        assert measure.trend is Trend.UNKNOWN


TRENDS = [
    ((1.0,), Trend.UNKNOWN),
    ((None, 1.0), Trend.UNKNOWN),
    ((2.0, None, 1.0), Trend.BETTER),
    ((1.0, 2.0), Trend.WORSE),
    ((1.0, 1.0), Trend.SAME),
]


@pytest.mark.parametrize(("values", "trend"), TRENDS)
def test_a_trend_compares_the_last_figure_with_those_before(values: tuple[float | None, ...], trend: Trend) -> None:
    points = tuple(Point(f"{n}", value, "") for n, value in enumerate(values))
    measure = Measure("", "", MeasureSort.SYMPTOM, more_is_better=False, points=points)
    assert measure.trend is trend


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=8))
def test_every_trend_can_be_drawn(values: list[float | None]) -> None:
    points = tuple(Point(f"{n}", value, "") for n, value in enumerate(values))
    measure = Measure("", "", MeasureSort.SIGN, more_is_better=True, points=points)
    assert len(bars(measure)) == len(picture(measure)) == len(values)
    assert [sign == "·" for sign in bars(measure)] == [value is None for value in values]


def test_forgotten_ideas_are_counted_at_the_end_of_each_month() -> None:
    told = (
        happened(Turn.OPENED, "2026-07-02T09:00", opened("PLN003", "idea")),
        happened(Turn.OPENED, "2026-07-02T09:00", opened("PLN003", "looked at")),
        happened(Turn.CLOSED, "2026-07-20T09:00", opened("PLN003", "looked at")),
    )
    found = past(release(MASTER), runs=DAILY, happenings=told)
    ideas = next(m for m in measures_of(found, NOW.date()) if m.name == "forgotten ideas")
    assert [point.value for point in ideas.points] == [None, None, None, 0, 1, 1]


def test_where_the_plan_shows_no_date_nobody_can_tell_of_ideas_without_one() -> None:
    blind = release(replace(MASTER, due=Unknown.ABSENT), date=Unknown.ABSENT)
    found = past(blind, runs=DAILY)
    ideas = next(m for m in measures_of(found, NOW.date()) if m.name == "forgotten ideas")
    assert ideas.why_not == "the plan shows neither release dates nor due dates"


UPLOAD = work("Distributor upload", "Sam", state="done", kind=Kind.UPLOAD)
RUNS = ("2026-07-01T09:00", "2026-08-10T09:00", "2026-08-25T09:00", "2026-09-10T09:00")
"""The release is out on 2026-09-04, and a distributor that nobody names needs 14 days."""


@pytest.mark.parametrize(
    ("done", "seen", "value", "says"),
    [
        ("2026-08-01", None, 34, "34 days before; "),
        ("2026-08-20", None, 15, "15 days before; "),
        ("2026-09-05", None, -1, "not before the release; "),
        (None, RUNS[3], 10, "at most 10 days before; "),
        (None, RUNS[2], None, "it was uploaded on one of the days from 2026-08-10 to 2026-08-25, between two runs"),
        (None, RUNS[1], 25, "at least 25 days before; "),
        (None, RUNS[0], None, "nobody wrote down when it was uploaded, and no run saw it"),
    ],
)
def test_an_upload_that_only_runs_saw_is_late_or_in_time_only_where_every_day_between_them_is(
    done: str | None, seen: str | None, value: int | None, says: str
) -> None:
    item = replace(UPLOAD, done_at=day(done) if done else None)
    moments = {moment_key(item.key, "done"): seen} if seen else {}
    one = release(item)
    [point] = next(
        m for m in measures_of(past(one, moments=moments, runs=RUNS), OUT) if m.name.startswith("upl")
    ).points
    assert (point.value, point.words.startswith(says)) == (value, True), point.words


def test_an_upload_is_not_in_time_while_another_of_the_release_is_unknown() -> None:
    one = release(replace(UPLOAD, done_at=day("2026-07-01")), replace(UPLOAD, key="second", title="Second upload"))
    measure = next(m for m in measures_of(past(one), OUT) if m.name.startswith("upl"))
    assert measure.why_not == "nobody wrote down when all of it was uploaded, and no run saw that"


@pytest.mark.parametrize(
    ("facts", "off", "value"),
    [
        ({}, (), 0),
        ({"handoffs": Unknown.ABSENT}, (), 0),
        ({"handoffs": Unknown.ABSENT, "versions": Unknown.ABSENT}, (), None),
        ({"handoffs": Unknown.ABSENT}, ("AST005", "HND007", "GAT005"), None),
    ],
)
def test_no_wrong_file_is_a_figure_only_where_one_could_have_been_seen(
    facts: dict[str, Any], off: tuple[str, ...], value: int | None
) -> None:
    one = replace(release(replace(MASTER, file=Unknown.ABSENT)), **facts)
    found = past(one, runs=DAILY, policy=Policy(off=frozenset(off)))
    [point] = next(m for m in measures_of(found, OUT) if m.name == "wrong or re-sent files").points
    assert (point.value, bool(point.words)) == (value, True)
