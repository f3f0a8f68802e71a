"""Looking back: after every release, every month, and with answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.catalogue import ALL
from rules.engine import Checker
from rules.model import Deliverable, Release, Review, State, Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import at, day, example, plan, ref, release, slate, work
from tests.rules.verdict import report_on, untold

RECAP = work("Recap", "Sam", due="2026-09-18", state="done")


def review(on: str | None = None, state: State | None = None, **answers: Any) -> Review:
    said = {"worked": "Reels", "failed": "Ads", "broke": "Stems"} | answers
    return Review("review", "Review", ref("review", "Reviews"), day(on) if on else None, state, **said)


def out(moment: str, *items: Deliverable, **facts: Any) -> Example:
    return plan(RECAP, *items, now=at(f"{moment} 10:00"), **facts)


def found(story: Example, code: str) -> list[str]:
    return [v.message for v in report_on(story).violations if v.code == code]


NONE = ["Night Bus is out since 2026-09-04, and no review is planned until 2026-09-18"]


@pytest.mark.parametrize(
    ("story", "sentences"),
    [
        pytest.param(out("2026-09-04"), [], id="release day"),
        pytest.param(out("2026-09-05"), NONE, id="the day after"),
        pytest.param(out("2026-09-05", reviews=(review("2026-09-18"),)), [], id="two weeks after"),
        pytest.param(out("2026-09-05", reviews=(review("2026-09-19"),)),
                     ["Review is planned for 2026-09-19, 15 days after the release"], id="a day more"),
        pytest.param(out("2026-09-05", reviews=(review("2026-08-19"),)),
                     ["Review is planned for 2026-08-19, before the release on 2026-09-04"], id="before the release"),
        pytest.param(out("2026-09-05", reviews=(review(),)), ["Review has no day"], id="without a day"),
        pytest.param(out("2026-09-05", reviews=(review("2026-09-18", State.CANCELLED),)), NONE, id="dropped"),
        pytest.param(out("2026-09-05", work("Release review", "Mia", due="2026-09-14")), [], id="as work"),
        pytest.param(out("2026-09-05", work("Release review", "Mia", due="2026-09-14", state="cancelled")), NONE,
                     id="as dropped work"),
        pytest.param(out("2026-09-05", state=State.CANCELLED), [], id="the release was cancelled"),
        pytest.param(out("2026-12-05"), [], id="long ago"),
    ],
)  # fmt: skip
def test_a_release_is_looked_back_on_within_two_weeks(story: Example, sentences: list[str]) -> None:
    assert found(story, "REV001") == sentences


@pytest.mark.parametrize(
    "story",
    [
        out("2026-09-05", reviews=Unknown.UNSEEN),
        out("2026-09-05", reviews=(replace(review(), on=Unknown.UNREADABLE),)),
        plan(now=at("2026-09-05 10:00"), reviews=Unknown.ABSENT),
    ],
    ids=["not read", "an unreadable day", "no place for one"],
)
def test_a_review_that_may_be_planned_is_not_missed(story: Example) -> None:
    assert not found(story, "REV001")
    assert untold(story, "REV001")


def test_review_work_without_a_day_is_told_once() -> None:
    report = report_on(out("2026-09-05", work("Release review", "Mia", due=None)))
    assert [v.code for v in report.violations if v.subject.title == "Release review"] == ["PLN003"]


@pytest.mark.parametrize(
    ("one", "sentences"),
    [
        pytest.param(review("2026-09-15", State.DONE), [], id="answered"),
        pytest.param(review("2026-09-15", State.DONE, broke=None), ["Review is done and does not say what broke"],
                     id="one"),
        pytest.param(review("2026-09-15", State.DONE, worked=None, failed="", broke=" "),
                     ["Review is done and does not say what worked, what failed or what broke"], id="all"),
        pytest.param(review("2026-09-15", State.DONE, broke=Unknown.ABSENT), [], id="no column for it"),
        pytest.param(review("2026-09-15", State.IN_PROGRESS, broke=None), [], id="not done yet"),
        pytest.param(review("2026-09-15", None, broke=None), [], id="no status"),
    ],
)  # fmt: skip
def test_a_review_that_is_done_has_its_answers(one: Review, sentences: list[str]) -> None:
    assert found(out("2026-09-16", reviews=(one,)), "REV002") == sentences


def test_a_review_without_answers_does_not_end_the_release() -> None:
    late = work("Press photos", "Dee", due="2026-09-10", state="in progress")
    unanswered = out("2026-09-16", late, reviews=(review("2026-09-15", State.DONE, broke=""),))
    assert {v.code for v in report_on(unanswered).violations} >= {"PLN006", "REV002"}
    assert report_on(out("2026-09-16", late, reviews=(review("2026-09-15", State.DONE),))).violations == ()


MISSED = ["No review was held in September 2026"]


@pytest.mark.parametrize(
    ("today", "reviews", "sentences"),
    [
        ("2026-10-01", (review("2026-08-31", State.DONE),), MISSED),
        ("2026-10-01", (review("2026-10-01"),), MISSED),
        ("2026-10-01", (review("2026-09-01", State.DONE),), []),
        ("2026-10-31", (review("2026-09-30"),), []),
        ("2026-09-30", (review("2026-09-30"),), []),
        ("2026-10-01", (review("2026-09-30", State.CANCELLED),), []),
        ("2026-10-01", (review("2026-08-31"), replace(review(), key="b", on=Unknown.UNREADABLE)), []),
        ("2026-10-01", (), []),
        ("2026-10-01", Unknown.ABSENT, []),
    ],
    ids=["the month before", "this month", "its first day", "its last day", "not out in August", "dropped",
         "one of an unknown day", "a place that was never used", "no place"],
)  # fmt: skip
def test_every_month_has_a_review_once_something_is_out(
    today: str, reviews: tuple[Review, ...] | Unknown, sentences: list[str]
) -> None:
    assert found(out(today, reviews=reviews), "REV003") == sentences


def elsewhere(on: str) -> Release:
    """Return another release whose review is done, so that no other rule looks at it any more."""
    return release(title="Day Train", date=day("2026-08-07"), reviews=(review(on, State.DONE),))


def test_the_review_of_a_release_that_is_over_counts() -> None:
    bus = release(RECAP, reviews=(replace(review("2026-10-20"), key="other"),))
    assert not found(example(bus, elsewhere("2026-09-10"), now=at("2026-10-01 10:00")), "REV003")
    assert found(example(bus, elsewhere("2026-08-20"), now=at("2026-10-01 10:00")), "REV003") == MISSED


def test_a_recheck_of_a_release_that_is_over_finds_what_a_whole_check_finds() -> None:
    bus = release(RECAP, reviews=(replace(review("2026-10-20"), key="other"),))
    now = at("2026-10-01 10:00")
    before, after = slate(bus, elsewhere("2026-09-10")), slate(bus, elsewhere("2026-08-20"))
    checker = Checker(before, Policy(), now, example(bus).memory, ALL)
    again = checker.recheck(after.releases[1])
    whole = Checker(after, Policy(), now, example(bus).memory, ALL).report()
    assert again.violations == whole.violations
