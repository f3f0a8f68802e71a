"""PLN002, PLN005 and PLN008: enough time before the date, and a date that stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.memory import DateSeen, Memory, moment_key
from rules.model import Deliverable, State, Unknown
from rules.policy import Policy, Severity, Thresholds
from rules.rule import Example
from rules.samples import FRIDAY, at, day, plan, work
from tests.rules.verdict import codes, only, report_on, untold


def photos(**facts: object) -> Deliverable:
    return work("Press photos", "Dee", **facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"locked_at": FRIDAY - timedelta(days=42)}, [], id="exactly six weeks"),
        pytest.param({"locked_at": FRIDAY - timedelta(days=41)}, ["PLN002"], id="a day less"),
        pytest.param({"locked_at": at("2026-07-24 23:00")}, [], id="six weeks by the day, not the hour"),
        pytest.param({"locked_at": None}, [], id="not locked"),
        pytest.param({"locked_at": Unknown.UNMAPPED}, [], id="unmapped"),
        pytest.param({"locked_at": day("2026-08-03"), "state": State.LIVE}, [], id="already live"),
        pytest.param({"locked_at": day("2026-08-03"), "now": at("2026-09-04 10:00")}, ["PLN002"], id="release day"),
        pytest.param({"locked_at": day("2026-08-03"), "now": at("2026-09-05 10:00")}, [], id="out since yesterday"),
    ],
)
def test_six_weeks_lie_between_lock_and_release(facts: dict[str, object], expected: list[str]) -> None:
    assert codes(plan(photos(due="2026-09-04", state=State.DONE), **facts)) == expected


def test_a_lock_that_was_taken_back_is_no_lock_even_where_an_earlier_run_saw_it() -> None:
    memory = Memory(moments={moment_key("Night Bus", "locked"): at("2026-08-01 09:00")})
    assert codes(plan(photos(), locked_at=None, memory=memory)) == []


def test_the_runway_is_the_teams() -> None:
    policy = Policy(thresholds=Thresholds(runway_days=30))
    assert codes(plan(photos(), locked_at=day("2026-08-03"), policy=policy)) == []


def upload(due: object = None, *, memory: Memory | None = None, out: date = FRIDAY, **facts: object) -> Example:
    item = work("Distributor upload", "Mia", due=due, **facts)
    return plan(item, gates=Unknown.ABSENT, memory=memory or Memory(), date=out)


def lead(days: int) -> date:
    return FRIDAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        pytest.param(upload(lead(13)), [("PLN005", Severity.BLOCKER)], id="due 13 days before"),
        pytest.param(upload(lead(14)), [("PLN005", Severity.NOTE)], id="due 14 days before"),
        pytest.param(upload(lead(27)), [("PLN005", Severity.NOTE)], id="due 27 days before"),
        pytest.param(upload(lead(28)), [], id="due 28 days before"),
        pytest.param(upload(FRIDAY), [("PLN005", Severity.BLOCKER)], id="due on release day"),
        pytest.param(upload(lead(-1)), [("PLN004", Severity.BLOCKER)], id="due after release: one cause"),
        pytest.param(upload(None), [("PLN003", Severity.WARNING)], id="no due date"),
        pytest.param(upload(Unknown.UNREADABLE), [], id="an unreadable date"),
        pytest.param(upload(lead(5), state=State.CANCELLED), [], id="cancelled"),
        pytest.param(upload(lead(5), state=Unknown.UNREADABLE), [], id="a state nobody can read"),
        pytest.param(upload(lead(5), state=State.DONE, done_at=lead(29)), [], id="due late, done early"),
        pytest.param(
            upload(lead(40), state=State.DONE, done_at=lead(13)),
            [("PLN005", Severity.BLOCKER)],
            id="due early, done late",
        ),
        pytest.param(
            upload(None, state=State.DONE, done_at=lead(13)), [("PLN005", Severity.BLOCKER)], id="done late, never due"
        ),
        pytest.param(upload(lead(40), state=State.DONE), [], id="done, nobody knows when"),
    ],
)
def test_the_upload_keeps_the_distributors_lead_time(example: Example, expected: list[tuple[str, Severity]]) -> None:
    found = [(v.code, v.severity) for v in report_on(example).violations if v.code != "PLN009"]
    assert found == expected


def test_other_work_may_be_due_in_the_last_fortnight() -> None:
    assert codes(plan(photos(due=lead(5)))) == []


def test_an_upload_without_a_moment_is_told() -> None:
    assert [e.why for e in untold(upload(lead(40), state=State.DONE), "PLN005")] == [
        "the plan does not say when the upload was done"
    ]


SEEN_DONE = {moment_key("Distributor upload", "done"): at("2026-08-28 09:00")}


def test_an_upload_that_a_run_saw_happen_late_says_whose_clock_it_is() -> None:
    known = {"Night Bus": (DateSeen(FRIDAY, at("2026-06-01 09:00")),)}
    found = only(upload(lead(40), state=State.DONE, memory=Memory(moments=SEEN_DONE, dates=known)), "PLN005")
    assert "the plan does not say when; first seen done on 2026-08-28" in found.evidence


def test_a_first_look_proves_nothing_against_an_upload_that_was_done_before_it() -> None:
    known = {"Night Bus": (DateSeen(FRIDAY, at("2026-08-28 09:00")),)}
    assert codes(upload(lead(40), state=State.DONE, memory=Memory(moments=SEEN_DONE, dates=known))) == []


@given(st.integers(min_value=0, max_value=60))
def test_the_lead_time_alone_decides(days: int) -> None:
    found = [
        v.severity
        for v in report_on(upload(lead(days), out=FRIDAY, state=State.SCHEDULED)).violations
        if v.code == "PLN005"
    ]
    assert found == ([Severity.BLOCKER] if days < 14 else [Severity.NOTE] if days < 28 else [])


FIRST, SECOND = day("2026-08-28"), FRIDAY
LOCKED = day("2026-07-01")


def moved(*seen: tuple[date, str], locked: object = LOCKED, now: datetime | None = None, **facts: object) -> Example:
    memory = Memory(dates={"Night Bus": tuple(DateSeen(out, at(f"{when} 09:00"), ("Master",)) for out, when in seen)})
    return plan(photos(), locked_at=locked, memory=memory, **facts)


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        pytest.param(moved((FIRST, "2026-06-20"), (SECOND, "2026-07-20")), ["PLN008"], id="after the lock"),
        pytest.param(moved((FIRST, "2026-06-20"), (SECOND, "2026-06-25")), [], id="before the lock"),
        pytest.param(moved((FIRST, "2026-06-20"), (SECOND, "2026-07-01")), [], id="on the day of the lock"),
        pytest.param(
            moved((FIRST, "2026-06-20"), (SECOND, "2026-07-20"), locked=at("2026-07-20 09:00")), [], id="at the lock"
        ),
        pytest.param(
            moved((FIRST, "2026-06-20"), (SECOND, "2026-07-20"), locked=at("2026-07-20 08:59")),
            ["PLN008"],
            id="a minute after the lock",
        ),
        pytest.param(moved((FIRST, "2026-07-10")), ["PLN008"], id="seen in this very run"),
        pytest.param(moved((SECOND, "2026-06-20")), [], id="never"),
        pytest.param(moved(), [], id="nothing remembered"),
        pytest.param(
            moved((SECOND, "2026-06-20"), (FIRST, "2026-07-10"), (SECOND, "2026-07-20")), [], id="there and back"
        ),
        pytest.param(moved((FIRST, "2026-06-20"), (SECOND, "2026-07-20"), locked=None), [], id="never locked"),
        pytest.param(
            moved((FIRST, "2026-06-20"), (SECOND, "2026-07-20"), locked=Unknown.UNMAPPED), [], id="hidden lock"
        ),
        pytest.param(moved((FIRST, "2026-06-20"), date=None), ["PLN001"], id="taken away"),
        pytest.param(moved((FIRST, "2026-06-20"), date=Unknown.UNREADABLE), [], id="unreadable now"),
        pytest.param(moved((FIRST, "2026-06-20"), (SECOND, "2026-07-20"), state=State.LIVE), [], id="already out"),
    ],
)
def test_a_locked_date_stays(example: Example, expected: list[str]) -> None:
    assert codes(example) == expected


def test_every_move_is_told_with_the_work_that_was_late_then() -> None:
    third = day("2026-09-11")
    found = only(moved((FIRST, "2026-06-20"), (SECOND, "2026-07-10"), (third, "2026-07-20"), date=third), "PLN008")
    assert found.message == (
        "The release date of Night Bus moved 2 times, from 2026-08-28 to 2026-09-11, after the plan was locked on "
        "2026-07-01"
    )
    assert found.evidence == (
        "2026-08-28 became 2026-09-04, first seen on 2026-07-10; open and overdue then: Master",
        "2026-09-04 became 2026-09-11, first seen on 2026-07-20; open and overdue then: Master",
    )


def test_a_move_of_this_run_names_what_is_late_now() -> None:
    memory = Memory(dates={"Night Bus": (DateSeen(FIRST, at("2026-06-20 09:00")),)})
    items = (photos(due="2026-07-31"), work("Bio", "Dee", due="2026-08-03"))
    found = only(plan(*items, locked_at=LOCKED, memory=memory), "PLN008")
    assert found.evidence == (
        "2026-08-28 became 2026-09-04, first seen on 2026-08-03; open and overdue then: Press photos",
    )
