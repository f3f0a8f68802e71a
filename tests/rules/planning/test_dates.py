"""PLN001, PLN003, PLN004 and PLN006: dates that are missing, too late, or past."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Deliverable, Phase, Review, State, Unknown
from rules.policy import Policy, Severity, Thresholds
from rules.samples import actors, at, day, plan, ref, work
from tests.rules.verdict import codes, only, untold

REVIEWED = Review("r", "Review", ref("r"), state=State.DONE, worked="Reels", failed="Ads", broke="Nothing")


def photos(**facts: object) -> Deliverable:
    return work("Press photos", "Dee", **facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"date": None}, ["PLN001"], id="no date"),
        pytest.param({}, [], id="a date"),
        pytest.param({"date": Unknown.UNMAPPED}, [], id="an unmapped date"),
        pytest.param({"date": Unknown.DISPUTED}, [], id="a disputed date"),
        pytest.param({"date": None, "state": State.CANCELLED}, [], id="cancelled"),
        pytest.param({"date": None, "reviews": (REVIEWED,)}, [], id="reviewed and over"),
        pytest.param(
            {"date": None, "reviews": (Review("r", "Review", ref("r")),)}, ["PLN001"], id="review not done yet"
        ),
    ],
)
def test_an_active_release_has_a_date(facts: dict[str, object], expected: list[str]) -> None:
    assert codes(plan(photos(), **facts)) == expected


def test_a_release_without_a_date_silences_what_counts_from_it() -> None:
    items = (photos(due="2030-01-01"), work("Distributor upload", "Mia", due="2030-01-01"))
    assert codes(plan(*items, date=None, locked_at=day("2026-08-03"), gates=Unknown.ABSENT)) == ["PLN001"]


def test_an_unmapped_date_is_told() -> None:
    example = plan(photos(), date=Unknown.UNMAPPED)
    assert [entry.fields for entry in untold(example, "PLN001")] == [("date",)]
    assert [entry.fields for entry in untold(example, "PLN004")] == [("date",)]


def test_the_release_owner_acts_where_the_cast_names_no_manager() -> None:
    who = only(plan(photos(), date=None, owners=actors("Mia")), "PLN001").who
    assert who is not None
    assert who.name == "Mia"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(photos(due=None), ["PLN003"], id="none"),
        pytest.param(photos(), [], id="one"),
        pytest.param(photos(due=None, state=State.DONE), [], id="done"),
        pytest.param(photos(due=None, state=State.LIVE), [], id="live"),
        pytest.param(photos(due=None, state=State.CANCELLED), [], id="cancelled"),
        pytest.param(photos(due=None, state=Unknown.UNREADABLE), [], id="a state nobody can read"),
        pytest.param(photos(due=None, state=Unknown.ABSENT), ["PLN003"], id="a plan without states"),
        pytest.param(photos(due=Unknown.ABSENT), [], id="no column for it"),
        pytest.param(photos(due=Unknown.UNREADABLE), [], id="a date that is not one"),
        pytest.param(photos(due=None, state=State.SCHEDULED), ["PLN003"], id="scheduled for no day"),
        pytest.param(
            photos(due=None, state=State.SCHEDULED, scheduled_for=day("2026-08-28")), [], id="scheduled for a day"
        ),
    ],
)
def test_open_work_has_a_due_date(item: Deliverable, expected: list[str]) -> None:
    assert codes(plan(item)) == expected


AFTER = "2026-09-05"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(photos(due="2026-09-04"), [], id="on release day"),
        pytest.param(photos(due=AFTER), ["PLN004"], id="the day after"),
        pytest.param(photos(due=AFTER, state=State.DONE), [], id="done"),
        pytest.param(photos(due=AFTER, state=State.CANCELLED), [], id="cancelled"),
        pytest.param(photos(due=AFTER, state=Unknown.UNREADABLE), [], id="a state nobody can read"),
        pytest.param(photos(due=AFTER, phase=Phase.SUSTAIN), [], id="sustain work"),
        pytest.param(photos(due=AFTER, phase=Phase.REVIEW), [], id="review work"),
        pytest.param(photos(due=AFTER, phase=Phase.ASSETS), ["PLN004"], id="asset work"),
        pytest.param(photos(due="2026-09-07", phase=Phase.RELEASE), [], id="in release week"),
        pytest.param(photos(due="2026-09-08", phase=Phase.RELEASE), ["PLN004"], id="after release week"),
        pytest.param(photos(due=AFTER, phase=Unknown.ABSENT), ["PLN004"], id="a plan without phases"),
        pytest.param(photos(due=AFTER, phase=Unknown.UNMAPPED), [], id="an unmapped phase"),
        pytest.param(work("Week 2 recap reel", "Dee", due=AFTER), [], id="a recap without a phase"),
        pytest.param(work("Instagram post", "Dee", due=AFTER), [], id="a post without a phase"),
        pytest.param(
            work("Instagram post", "Dee", due=AFTER, phase=Phase.TEASE), ["PLN004"], id="a post meant to tease"
        ),
        pytest.param(work("Release review", "Dee", due="2026-09-18"), [], id="the review itself"),
    ],
)
def test_work_for_the_release_is_due_before_it_is_over(item: Deliverable, expected: list[str]) -> None:
    assert codes(plan(item, gates=Unknown.ABSENT)) == expected


@pytest.mark.parametrize(
    "item",
    [work("Week 2 recap reel", "Dee", due=AFTER), photos(due=AFTER, phase=Unknown.UNMAPPED)],
    ids=["post", "hidden"],
)
def test_it_is_told_that_a_date_after_the_release_may_be_meant(item: Deliverable) -> None:
    assert len(untold(plan(item, gates=Unknown.ABSENT), "PLN004")) == 1


def test_release_week_is_as_long_as_the_team_says() -> None:
    policy = Policy(thresholds=Thresholds(release_week_days=5))
    assert codes(plan(photos(due="2026-09-09", phase=Phase.RELEASE), policy=policy)) == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(photos(due="2026-08-03"), [], id="due today"),
        pytest.param(photos(due="2026-08-02"), ["PLN006"], id="due yesterday"),
        pytest.param(photos(due="2026-08-02", state=State.IN_REVIEW), ["PLN006"], id="under way"),
        pytest.param(photos(due="2026-08-02", state=State.DONE), [], id="done"),
        pytest.param(photos(due="2026-08-02", state=State.LIVE), [], id="live"),
        pytest.param(photos(due="2026-08-02", state=State.CANCELLED), [], id="cancelled"),
        pytest.param(photos(due="2026-08-02", state=Unknown.ABSENT), [], id="a plan without states"),
        pytest.param(photos(due="2026-08-02", state=Unknown.UNREADABLE), [], id="a state nobody can read"),
        pytest.param(photos(due="2026-08-02", state=Unknown.UNMAPPED), [], id="an unmapped state"),
        pytest.param(photos(due=None), ["PLN003"], id="no date"),
        pytest.param(photos(due="2026-08-03", state=State.SCHEDULED), [], id="scheduled, due today"),
        pytest.param(photos(due="2026-08-02", state=State.SCHEDULED), ["PLN006"], id="scheduled, due yesterday"),
        pytest.param(
            photos(due="2026-07-20", state=State.SCHEDULED, scheduled_for=day("2026-08-03")), [], id="goes out today"
        ),
        pytest.param(
            photos(due="2026-07-20", state=State.SCHEDULED, scheduled_for=at("2026-08-02 18:00")),
            ["PLN006"],
            id="was to go out yesterday",
        ),
        pytest.param(
            photos(due="2026-07-20", state=State.SCHEDULED, scheduled_for=Unknown.UNMAPPED), [], id="hidden queue"
        ),
        pytest.param(
            photos(due="2026-07-20", state=State.SCHEDULED, scheduled_for=Unknown.ABSENT), ["PLN006"], id="no queue"
        ),
        pytest.param(
            photos(due="2026-07-20", state=State.IN_PROGRESS, scheduled_for=day("2026-08-28")),
            ["PLN006"],
            id="meant for later, but not scheduled",
        ),
    ],
)
def test_open_work_is_late_once_its_day_is_over(item: Deliverable, expected: list[str]) -> None:
    assert codes(plan(item)) == expected


@pytest.mark.parametrize(
    ("waiting", "severity"),
    [
        pytest.param({}, Severity.BLOCKER, id="open"),
        pytest.param({"state": State.WAITING}, Severity.BLOCKER, id="waiting"),
        pytest.param({"state": State.CANCELLED}, Severity.WARNING, id="cancelled"),
        pytest.param({"state": Unknown.UNREADABLE}, Severity.WARNING, id="a state nobody can read"),
        pytest.param({"needs": ()}, Severity.WARNING, id="independent"),
    ],
)
def test_late_work_is_a_blocker_when_open_work_waits_for_it(waiting: dict[str, object], severity: Severity) -> None:
    facts: dict[str, object] = {"needs": ("Press photos",), **waiting}
    found = only(plan(photos(due="2026-08-01"), work("Bio", "Dee", **facts)), "PLN006")
    assert found.severity is severity
    assert found.evidence == (("Bio waits for it (Dee)",) if severity is Severity.BLOCKER else ())


def test_the_day_ends_where_the_team_works() -> None:
    late_evening = datetime(2026, 8, 3, 23, 30, tzinfo=UTC)
    item = photos(due="2026-08-03")
    assert codes(plan(item, now=late_evening)) == []
    assert codes(plan(item, now=late_evening, policy=Policy(zone="Europe/Berlin"))) == ["PLN006"]


def test_it_is_told_that_a_plan_without_states_shows_nothing_late() -> None:
    example = plan(photos(due="2026-08-01", state=Unknown.ABSENT))
    assert [entry.why for entry in untold(example, "PLN006")] == ["status: the plan has no column for it"]


@given(st.dates(min_value=day("2026-07-01"), max_value=day("2026-09-04")), st.sampled_from(list(State)))
def test_late_is_exactly_open_and_due_before_today(due: object, state: State) -> None:
    closed = state in (State.DONE, State.LIVE, State.CANCELLED)
    late = not closed and str(due) < "2026-08-03"
    assert codes(plan(photos(due=due, state=state))) == (["PLN006"] if late else [])


def test_the_gap_stands_since_the_day_after() -> None:
    found = only(plan(photos(due="2026-07-31")), "PLN006")
    assert found.since == at("2026-08-01 00:00")
