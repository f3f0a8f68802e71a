"""What goes wrong on the way to Google: said in one sentence, finished by the next run, nothing doubled."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from connectors.google_calendar.credentials import Way
from connectors.google_calendar.errors import CredentialsRefused
from connectors.google_calendar.events import new_body
from sync.milestones.milestone import Milestone, Milestones
from sync.mirror.course import Action
from sync.mirror.mirror import event_of
from sync.mirror.routes import Routes
from tests.fakes.store import dying
from tests.fakes.tool import Killed
from tests.milestones.plans import gap, milestone
from tests.mirror.world import World
from tests.standins.faults import Fault, dropped, not_json, refused, saved_and_dropped, saved_but
from tests.standins.google_calendar import refusals, writing
from tests.standins.wire import Request

DAY, LATER = date(2026, 9, 4), date(2026, 9, 11)
PLAN = tuple(milestone(number, DAY) for number in range(4))
MOVED = (milestone(0, LATER), milestone(1, DAY, gaps=(gap(),)), PLAN[2], milestone(9, DAY))
"""The plan after a week: one moved, one in trouble, one as it was, one dropped, one new."""
AFTER = {
    "Due: Work 0 · Night Bus": "2026-09-11",
    "Blocked: Due: Work 1 · Night Bus": "2026-09-04",
    "Due: Work 2 · Night Bus": "2026-09-04",
    "Due: Work 9 · Night Bus": "2026-09-04",
}


def api(request: Request) -> bool:
    return request.segments[0] == "calendar"


def writes(request: Request) -> bool:
    return api(request) and request.method != "GET"


@pytest.mark.parametrize("committed", [False, True])
def test_a_run_killed_at_any_write_of_the_store_is_finished_by_the_next(world: World, committed: bool) -> None:
    for step in range(8):
        world.publish(*PLAN)
        try:
            world.publish(*MOVED, store=dying(world.store, step, committed=committed))
        except Killed:
            world.publish(*MOVED)
        assert world.shown() == AFTER
        world.publish(*MOVED)
        assert not world.publish(*MOVED).steps


@pytest.mark.parametrize("saved", [False, True])
@pytest.mark.parametrize("number", range(5))
def test_a_run_killed_at_any_request_is_finished_by_the_next(world: World, number: int, saved: bool) -> None:
    world.publish(*PLAN)
    left = number

    def now(request: Request) -> bool:
        nonlocal left
        if api(request):
            left -= 1
        return left < 0

    world.server.faults.when(now, saved_and_dropped() if saved else dropped(), times=None)
    assert world.publish(*MOVED).failures
    world.server.faults.clear()
    again = world.publish(*MOVED)
    assert not again.failures and world.shown() == AFTER
    assert not world.publish(*MOVED).steps


@pytest.mark.parametrize("seed", range(5))
def test_with_a_fifth_of_all_connections_dropped_nothing_is_doubled_and_nothing_missing(
    world: World, seed: int
) -> None:
    world.server.faults.sometimes(0.2, [dropped(), saved_and_dropped()], seed, api)
    plan = tuple(milestone(number, DAY) for number in range(30))
    assert not world.publish(*plan).failures
    assert len(world.shown()) == 30
    assert not world.publish(*plan[:20], *(milestone(number, LATER) for number in range(20, 30))).failures
    assert list(world.shown().values()).count("2026-09-11") == 10


@pytest.mark.parametrize("collides", [True, False])
def test_an_answer_that_was_lost_makes_no_second_event(world: World, collides: bool) -> None:
    world.google.state.manners.detects_collisions = collides
    world.server.faults.when(writes, saved_but(refusals.backend(503).response))
    world.publish(PLAN[0])
    assert len(world.shown()) == 1
    assert world.publish(PLAN[0]).steps == ()


@pytest.mark.parametrize(
    "fault",
    [
        refused(refusals.rate_limit().response),
        refused(refusals.rate_limit(429).response),
        refused(refusals.user_rate_limit().response),
        refused(refusals.conflict().response),
        refused(refusals.backend(500).response),
        saved_but(refusals.backend(503).response),
        not_json(),
        not_json(502, saved=True),
    ],
)
def test_what_passes_is_waited_for(world: World, fault: Fault) -> None:
    world.server.faults.when(writes, fault, times=2)
    assert not world.publish(*PLAN).failures
    assert len(world.shown()) == 4


def test_the_pace_keeps_within_the_quota_of_a_minute(world: World) -> None:
    world.google.state.quotas.per_user = 600
    plan = tuple(milestone(number, DAY) for number in range(650))
    assert not world.publish(*plan).failures
    assert all(called.status < 400 for called in world.google.state.calls)
    assert world.clock.monotonic() >= 60


def test_a_budget_that_others_spend_too_is_waited_for(world: World) -> None:
    world.google.state.quotas.writes_per_calendar = 10
    assert not world.publish(*(milestone(number, DAY) for number in range(25))).failures


def only_error(world: World, *plan: Milestone) -> tuple[str, str]:
    failures = world.publish(*(plan or MOVED)).failures
    assert len(failures) == 1
    return failures[0].error.message, failures[0].error.hint


def test_a_calendar_that_was_deleted_is_said(world: World) -> None:
    world.publish(*PLAN)
    world.hands.delete_calendar()
    message, hint = only_error(world)
    assert "it was deleted, or is not shared any more" in message and world.robot.mail in hint


def test_sharing_that_was_withdrawn_is_said(world: World) -> None:
    world.publish(*PLAN)
    world.hands.withdraw(world.robot.mail)
    assert "not shared any more" in only_error(world)[0]


def test_sharing_that_only_reads_is_said_before_anything_is_sent(world: World) -> None:
    world.publish(*PLAN)
    world.hands.share(world.robot.mail, "reader")
    world.sent()
    message, hint = only_error(world)
    assert "may only read the calendar “Releases”" in message and "Make changes to events" in hint
    assert set(world.sent()) == {"events.list"}


def test_a_calendar_deleted_in_the_middle_of_a_run_is_said_and_what_was_written_is_known(world: World) -> None:
    world.server.faults.when(writes, refused(refusals.not_found().response), skip=2, times=None)
    told = world.publish(*PLAN)
    assert len(told.steps) == 2 and told.failures[0].unwritten == 2
    world.server.faults.clear()
    assert len(world.publish(*PLAN).steps) == 2


def test_a_scope_that_is_missing_is_said(world: World) -> None:
    client = world.client(Way.MADE)
    world.server.faults.clear()
    told = world.publish(*PLAN, client=client)
    assert "does not reach so far" in told.failures[0].error.message
    assert "calendar.google.access" in told.failures[0].error.hint


def test_a_quota_that_is_spent_ends_it_and_the_next_run_goes_on(world: World) -> None:
    world.google.state.quotas.writes_left = 2
    told = world.publish(*PLAN)
    assert "quota for calendars is spent" in told.failures[0].error.message and told.failures[0].unwritten == 2
    world.google.state.quotas.writes_left = None
    assert world.publish(*PLAN).count(Action.ADD) == 2


def test_a_token_that_expires_in_the_middle_of_a_run_is_fetched_anew(world: World) -> None:
    world.server.faults.when(writes, refused(refusals.bad_credentials().response), skip=1)
    assert not world.publish(*PLAN).failures
    assert len(world.shown()) == 4


def test_access_revoked_in_the_middle_of_a_run_is_said(world: World) -> None:
    def revoke() -> None:
        if len(world.google.state.calls) > 2:
            world.google.revoke(world.robot)

    mirror = world.mirror()
    (told,) = mirror.publish(Milestones(PLAN), world.store, revoke)
    (failure,) = told.failures
    assert isinstance(failure.error, CredentialsRefused) and "access was revoked" in failure.error.message
    assert failure.unwritten == 4 - len(told.steps)
    assert 0 < len(told.steps) < 4


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_clock_that_is_wrong_is_said(world: World, hours: int) -> None:
    world.google.tokens.wall = lambda: time.time() + hours * 3600
    assert "takes the clock of this computer for wrong" in only_error(world)[0]


def test_a_project_without_the_api_is_said(world: World) -> None:
    world.google.state.switched_off.add(world.robot.app)
    assert "has not switched the Calendar API on" in only_error(world)[0]


def test_one_event_that_is_refused_holds_up_no_other(world: World) -> None:
    world.server.faults.when(writes, refused(refusals.invalid("Invalid start time.").response), skip=1)
    told = world.publish(*PLAN)
    assert len(world.shown()) == 3 and not told.failures
    assert "“Due: Work 1 · Night Bus”: Google refuses the request" in told.remarks[0]
    assert len(world.publish(*PLAN).steps) == 1


def test_one_calendar_that_fails_holds_up_no_other(world: World) -> None:
    routes = Routes(world.releases.id, {"Else": "nowhere@group.calendar.google.com"})
    plan = (*PLAN, milestone(7, DAY, release="Else"))
    told = world.mirror(routes=routes).publish(Milestones(plan), world.store)
    assert [len(each.failures) for each in told] == [0, 1]
    assert len(world.shown()) == 4


@pytest.mark.parametrize(
    "on", [date(9999, 12, 30), datetime(9999, 12, 30, 23, 59, tzinfo=UTC), date(1, 1, 1), date(999, 2, 3)]
)
def test_the_ends_of_the_calendar_are_days_like_any_other(world: World, on: date) -> None:
    for _ in range(2):
        assert not world.publish(milestone(1, on, zone="Pacific/Kiritimati")).failures
    assert len(world.shown()) == 1


def test_five_thousand_milestones_are_listed_in_two_pages_once_and_then_by_what_changed(world: World) -> None:
    plan = tuple(milestone(number, DAY) for number in range(5000))
    for each in plan:
        body = dict(new_body(event_of(each), "label", 0))
        writing.insert(world.google.state, world.releases, body, writing.Writer(world.robot.mail))
    assert world.publish(*plan).unchanged == 5000
    assert world.sent() == {"events.list": 2}
    assert world.publish(*plan[:-1], milestone(4999, LATER)).count(Action.CHANGE) == 1
    assert world.sent() == {"events.list": 1, "events.patch": 1}


def test_no_secret_is_in_any_message(world: World) -> None:
    key = dict(world.google.service_account_info(world.robot, world.server))
    world.google.revoke(world.robot)
    told = repr(world.publish(*PLAN)) + repr(world.clients)
    assert key["private_key"][100:140] not in told and "ya29" not in told


@pytest.mark.parametrize("damage", [lambda key: key.pop("private_key"), lambda key: key.update(private_key="secret!")])
def test_a_key_that_is_not_whole_is_refused_without_repeating_it(
    world: World, damage: Callable[[dict[str, str]], object]
) -> None:
    key = dict(world.google.service_account_info(world.robot, world.server))
    damage(key)
    with pytest.raises(CredentialsRefused) as caught:
        world.client(info=key)
    assert "secret!" not in str(caught.value) and caught.value.__suppress_context__


def test_undo_takes_out_what_is_ours_and_leaves_the_rest(world: World) -> None:
    world.hands.add("Ana's birthday", DAY)
    world.publish(*PLAN)
    (told,) = world.mirror().withdraw(world.store)
    assert told.count(Action.REMOVE) == 4 and not told.failures
    assert list(world.shown()) == ["Ana's birthday"]
    (again,) = world.mirror().withdraw(world.store)
    assert not again.steps
