"""The drawing of a release's days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.samples import FRIDAY, MONDAY, release, work
from sync.report.html.timeline import MOST_LABELS, WIDTH, Mark, Timeline, timeline
from sync.report.page import Point, PointKind, ReleasePage
from tests.report.reporting import page_of, result_of

TODAY = MONDAY.date()
DAYS = st.dates(TODAY - timedelta(days=150), TODAY + timedelta(days=90))


def page(*points: Point, out: date | None = FRIDAY) -> ReleasePage:
    made = page_of(result_of(release(work("Mix", "Mara"), date=out))).releases[0]
    return replace(made, points=points)


def drawn(*points: Point, out: date | None = FRIDAY) -> Timeline:
    found = timeline(page(*points, out=out), TODAY)
    assert found is not None
    return found


def point(day: date, title: str = "Mix", **facts: bool) -> Point:
    return Point(day, title, PointKind.DUE, **facts)


def test_nothing_is_drawn_where_no_day_is_known() -> None:
    assert timeline(page(out=None), TODAY) is None


def test_today_stands_before_a_release_to_come_and_after_one_that_is_out() -> None:
    ahead, past = drawn(out=FRIDAY), drawn(out=TODAY - timedelta(days=9))
    assert ahead.out is not None
    assert past.out is not None
    assert ahead.today < ahead.out
    assert past.out < past.today


def test_weeks_are_counted_back_from_release_day() -> None:
    ticks = drawn(point(FRIDAY - timedelta(weeks=3))).ticks
    assert [(tick.upper, tick.lower) for tick in ticks[-3:]] == [("−2 w", "21 Aug"), ("−1 w", "28 Aug"), ("", "4 Sep")]


def test_a_mistyped_year_stands_at_the_end_and_squeezes_nothing() -> None:
    sane = point(FRIDAY - timedelta(days=7))
    found = drawn(point(date(1926, 8, 20)), sane, point(date(9999, 12, 31)))
    first, middle, last = (dot.x for dot in found.dots)
    assert (first, last) == (26, WIDTH - 26)
    assert middle - first > 100


def test_every_mark_has_its_own_look() -> None:
    day = FRIDAY - timedelta(days=7)
    found = drawn(point(day), point(day, done=True), point(day, troubled=True), point(day, late=True, troubled=True))
    assert [dot.mark for dot in found.dots] == [Mark.OPEN, Mark.DONE, Mark.TROUBLED, Mark.LATE]


@given(st.lists(st.builds(point, DAYS, st.text(min_size=1, max_size=40), done=st.booleans(), late=st.booleans())))
def test_every_point_is_drawn_inside_and_time_goes_to_the_right(points: list[Point]) -> None:
    found = timeline(page(*sorted(points, key=lambda p: p.day)), TODAY)
    assert found is not None
    assert len(found.dots) == len(points)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= found.height for dot in found.dots)
    labelled = [dot.x for dot in found.dots if dot.words.strip()]
    assert labelled == sorted(labelled)


@given(st.lists(DAYS, min_size=MOST_LABELS + 1, max_size=60))
def test_of_many_points_the_late_ones_get_words_first(days: list[date]) -> None:
    found = drawn(*(point(day, late=number == 3, done=True) for number, day in enumerate(days)))
    assert sum(1 for dot in found.dots if dot.words) == MOST_LABELS
    assert all(dot.words for dot in found.dots if dot.mark is Mark.LATE)


@given(st.lists(DAYS, max_size=MOST_LABELS))
def test_words_do_not_cover_one_another(days: list[date]) -> None:
    lanes: dict[int, list[tuple[float, float]]] = {}
    for dot in drawn(*(point(day, "Final master") for day in sorted(days))).dots:
        span = (dot.x - 90, dot.x) if dot.left else (dot.x, dot.x + 90)
        assert all(span[0] >= end or span[1] <= start for start, end in lanes.get(dot.y, []))
        lanes.setdefault(dot.y, []).append(span)
