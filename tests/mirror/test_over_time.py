"""A calendar over months: taken back and begun anew, its settings changed, its releases over, its marks stripped."""

from __future__ import annotations

from datetime import date

import pytest

from connectors.calendar import AlreadyThere
from rules.model import State
from sync.milestones.milestone import Milestone, Milestones, Sort
from sync.mirror.course import Action
from sync.mirror.mirror import Mirroring, event_of
from sync.mirror.routes import Routes
from sync.store.sqlite import open_store
from tests.milestones.plans import milestone, of
from tests.mirror.world import World
from tests.standins.faults import refused
from tests.standins.google_calendar import client, refusals, user_credentials
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.wire import Request

DAY, LATER, LONG_AGO = date(2026, 9, 4), date(2026, 9, 11), date(2019, 3, 1)
SHOWN = "Due: Work 1 · Night Bus"
PLAN = tuple(milestone(number, DAY) for number in range(3))


def titles(calendar: Calendar) -> list[str]:
    return sorted(event.body["summary"] for event in calendar.events.values() if not event.dead)


def another(world: World, name: str) -> Calendar:
    made = world.google.add_calendar(world.ana, name)
    world.google.person(world.ana, made).share(world.robot.mail, "writer")
    return made


def into(world: World, calendar: Calendar, *plan: Milestone, complete: bool = True) -> tuple[Mirroring, ...]:
    found = Milestones(plan, complete=complete)
    return world.mirror(routes=Routes(calendar.id)).publish(found, world.store)


def strip(world: World, event: str, day: date) -> None:
    """Write an event whole, as a tool does that knows nothing of private properties."""
    consent = world.google.consent(world.ana, "calendar")
    anas = client(world.server, user_credentials(world.google, world.server, consent))
    world.closing.callback(anas.close)
    bare = {"summary": SHOWN, "start": {"date": str(day)}, "end": {"date": str(date.fromordinal(day.toordinal() + 1))}}
    anas.events().update(calendarId=world.releases.id, eventId=event, body=bare).execute()


def test_what_was_taken_back_is_there_again_after_the_next_run(world: World) -> None:
    world.publish(*PLAN)
    world.mirror().withdraw(world.store)
    assert not world.shown()
    told = world.publish(*PLAN)
    assert told.count(Action.ADD) == 3 and not told.remarks
    assert len(world.shown()) == 3
    assert not world.publish(*PLAN).steps


def test_a_second_undo_asks_nothing_of_a_calendar_that_is_not_there_any_more(world: World) -> None:
    world.publish(*PLAN)
    world.mirror().withdraw(world.store)
    world.hands.delete_calendar()
    assert not [failure for told in world.mirror().withdraw(world.store) for failure in told.failures]


def test_the_milestones_may_go_to_another_calendar_and_come_back(world: World) -> None:
    other = another(world, "Other")
    for here, there in [(world.releases, other), (other, world.releases), (world.releases, other)]:
        told = into(world, here, *PLAN)
        assert not [remark for each in told for remark in each.remarks]
        assert (len(titles(here)), titles(there)) == (3, [])


def test_a_calendar_that_was_left_costs_no_request_once_it_is_empty(world: World) -> None:
    other = another(world, "Other")
    into(world, world.releases, *PLAN)
    into(world, other, *PLAN)
    world.sent()
    (only,) = into(world, other, *PLAN)
    assert only.name == "Other" and world.sent() == {"events.list": 1}


def test_events_in_a_calendar_that_was_left_and_cannot_be_reached_are_told_once(world: World) -> None:
    other = another(world, "Other")
    into(world, world.releases, *PLAN)
    world.hands.withdraw(world.robot.mail)
    _, left = into(world, other, *PLAN)
    assert not left.failures
    assert "3 events of ours may still stand" in left.remarks[0]
    assert len(into(world, other, *PLAN)) == 1


def test_why_an_event_leaves_is_told_as_it_is(world: World) -> None:
    due, release = milestone(1, DAY), milestone(2, DAY, sort=Sort.RELEASE)
    world.publish(due, release, milestone(3, DAY))
    world.publish(due, release, milestone(3, DAY), sorts=frozenset(Sort))
    (step,) = world.publish(due, release, write=False).steps
    assert step.why == "the plan has it no more"
    (step,) = world.publish(due, release, milestone(3, DAY, cancelled=True), write=False).steps
    assert step.why == "it was cancelled"
    steps = world.publish(due, release, milestone(3, DAY), sorts=frozenset({Sort.RELEASE}), write=False).steps
    assert {step.why for step in steps} == {"the settings show it here no more"}


def test_a_plan_that_was_not_read_whole_moves_what_it_knows_and_leaves_the_rest(world: World) -> None:
    other = another(world, "Other")
    into(world, world.releases, *PLAN)
    into(world, other, *PLAN[:2], complete=False)
    assert len(titles(world.releases)) == 1 and len(titles(other)) == 2
    into(world, other, *PLAN)
    assert titles(world.releases) == [] and len(titles(other)) == 3


def test_the_events_of_a_release_that_is_out_stay(world: World) -> None:
    planned = of(date=DAY).found
    world.publish(*planned)
    over = of(date=LONG_AGO, state=State.LIVE).found
    told = world.publish(*over)
    assert told.count(Action.REMOVE) == 0
    assert any(title.startswith("Done: Release day") for title in world.shown())


def test_an_event_keeps_its_identity_when_its_release_is_renamed(world: World) -> None:
    world.publish(milestone(1, DAY))
    before = world.id_of(SHOWN)
    world.publish(milestone(1, DAY, release="Day Bus"))
    assert world.id_of("Due: Work 1 · Day Bus") == before


def test_a_release_of_the_settings_that_the_plan_does_not_have_is_told(world: World) -> None:
    own = another(world, "Own")
    routes = Routes(world.releases.id, {"Nihgt Bus": own.id}, {"Kaya": own.id})
    told = world.mirror(routes=routes).publish(Milestones((milestone(1, DAY, artist="Kaya"),)), world.store)
    assert [each.remarks for each in told] == [
        (),
        ("Own: the settings name it for the release “Nihgt Bus”, of which the plan has no milestone",),
    ]
    unseen = world.mirror(routes=routes).publish(Milestones((), complete=False), world.store)
    assert not [remark for each in unseen for remark in each.remarks]


@pytest.mark.parametrize("listed", ["what changed", "everything"])
def test_an_event_whose_marks_another_tool_stripped_is_known_by_its_id(world: World, listed: str) -> None:
    world.publish(milestone(1, DAY))
    strip(world, world.id_of(SHOWN), LATER)
    if listed == "everything":
        world.google.expire_sync_tokens()
    told = world.publish(milestone(1, DAY))
    assert [step.why for step in told.steps] == ["it lost its mark of ours"] and not told.remarks
    assert world.shown() == {SHOWN: "2026-09-04"}
    assert not world.publish(milestone(1, DAY)).steps


def test_an_event_that_was_stripped_is_taken_back_too(world: World) -> None:
    world.publish(milestone(1, DAY))
    strip(world, world.id_of(SHOWN), DAY)
    world.mirror().withdraw(world.store)
    assert not world.shown()


def patches(request: Request) -> bool:
    return request.method == "PATCH"


def test_an_event_deleted_while_it_is_written_stays_deleted_and_holds_up_no_other(world: World) -> None:
    world.publish(*PLAN)
    event = world.id_of("Due: Work 0 · Night Bus")

    def deleted(request: Request) -> bool:
        if patches(request) and request.segments[-1] == event:
            if not world.releases.events[event].dead:
                world.hands.delete(event)
            return True
        return False

    world.server.faults.when(deleted, refused(refusals.deleted().response), times=None)
    told = world.publish(*(milestone(number, LATER) for number in range(3)))
    assert not told.failures
    assert "somebody deleted “Due: Work 0" in told.remarks[0]
    assert list(world.shown().values()) == ["2026-09-11"] * 2


def test_an_event_that_somebody_else_organises_now_holds_up_no_other(world: World) -> None:
    world.publish(*PLAN)
    event = world.id_of("Due: Work 0 · Night Bus")
    world.releases.events[event].body["organizer"] = "kaya@example.com"
    told = world.publish(*(milestone(number, LATER) for number in range(3)))
    assert not told.failures and "“Due: Work 0 · Night Bus”" in told.remarks[0]
    assert sorted(world.shown().values()) == ["2026-09-04", "2026-09-11", "2026-09-11"]


def test_what_a_plan_says_of_a_moved_event_is_true_before_it_is_written(world: World) -> None:
    world.publish(milestone(1, DAY))
    world.hands.move(world.id_of(SHOWN), LATER)
    (told,) = world.publish(milestone(1, DAY), write=False).remarks
    assert "it goes back to 2026-09-04" in told


def test_a_hundred_moved_events_are_not_a_hundred_sentences(world: World) -> None:
    plan = [milestone(number, DAY) for number in range(30)]
    world.publish(*plan)
    for event in world.events:
        world.hands.move(str(event.body["id"]), LATER)
    told = world.publish(*plan, put_back=False)
    assert len(told.remarks) == 6 and "25 more" in told.remarks[-1]


def test_two_workspaces_of_one_store_and_calendar_are_undone_one_by_one(world: World) -> None:
    other = open_store(":memory:", "other")
    world.closing.callback(other.close)
    world.publish(milestone(1, DAY))
    world.publish(milestone(2, DAY), workspace="other", store=other)
    (told,) = world.mirror(drop=lambda *_: "dropped").withdraw(world.store)
    assert list(world.shown()) == ["Due: Work 2 · Night Bus"] and not told.remarks


def test_a_name_that_would_command_a_terminal_or_fill_it_is_one_short_line(world: World) -> None:
    world.hands.rename_calendar("Releases\x1b[2J\n" + "x" * 10_000)
    told = world.publish(milestone(1, DAY))
    assert told.name.isprintable() and len(told.name) <= 80


def test_an_id_that_is_taken_is_perhaps_ours(world: World) -> None:
    calendar = world.calendar()
    calendar.insert(event_of(milestone(1, DAY)), 0)
    with pytest.raises(AlreadyThere):
        calendar.insert(event_of(milestone(1, DAY)), 0)
    assert len(world.events) == 1


def test_a_stripped_event_is_not_doubled_after_the_store_was_lost(world: World) -> None:
    world.publish(milestone(1, DAY))
    strip(world, world.id_of(SHOWN), LATER)
    fresh = open_store(":memory:", "label")
    world.closing.callback(fresh.close)
    assert not world.publish(milestone(1, DAY), store=fresh).failures
    assert world.shown() == {SHOWN: "2026-09-04"}
    assert not world.publish(milestone(1, DAY), store=fresh).steps
