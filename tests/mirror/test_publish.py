"""What a run writes into a calendar, and what a second one leaves alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.model import Ref
from rules.samples import work
from sync.milestones.milestone import Milestones, Sort
from sync.mirror.course import Action
from sync.mirror.mirror import Mirroring, event_of
from sync.mirror.routes import Routes
from sync.store.sqlite import open_store
from tests.milestones.plans import gap, milestone, of
from tests.mirror.world import World

DAY = date(2026, 9, 4)
LATER = date(2026, 9, 11)
SHOWN = "Due: Work 1 · Night Bus"


def counts(result: Mirroring) -> tuple[int, int, int, int]:
    assert not result.failures
    added, changed, removed = (result.count(action) for action in Action)
    return added, changed, removed, result.unchanged


def test_every_milestone_becomes_an_event(world: World) -> None:
    assert counts(world.publish(milestone(1, DAY), milestone(2, LATER))) == (2, 0, 0, 0)
    assert world.shown() == {SHOWN: "2026-09-04", "Due: Work 2 · Night Bus": "2026-09-11"}
    assert world.sent() == {"events.list": 1, "events.insert": 2}


def test_a_day_ends_where_the_next_begins_and_blocks_nobodys_time(world: World) -> None:
    world.publish(milestone(1, DAY))
    body = world.events[0].body
    assert (body["start"], body["end"]) == ({"date": "2026-09-04"}, {"date": "2026-09-05"})
    assert body["transparency"] == "transparent" and "attendees" not in body


def test_a_time_carries_its_zone(world: World) -> None:
    world.publish(milestone(1, datetime(2026, 10, 25, 0, 30, 15, tzinfo=UTC)))
    body = world.hands.sees(world.id_of(SHOWN))
    assert body["start"] == {"dateTime": "2026-10-25T02:30:00+02:00", "timeZone": "Europe/Berlin"}
    assert body["end"] == {"dateTime": "2026-10-25T02:00:00+01:00", "timeZone": "Europe/Berlin"}


def test_it_says_what_is_wrong_who_acts_and_where_the_plan_is(world: World) -> None:
    world.publish(milestone(1, DAY, gaps=(gap(),), who=("Kaya",)))
    body = world.events[0].body
    assert body["summary"] == f"Blocked: {SHOWN}" and body["colorId"] == "11"
    lines = body["description"].splitlines()
    assert lines[0].startswith("Blocker GAT005: Final master changed")
    assert lines[1:3] == ["With: Kaya", "Plan: https://tool.example/r1"]


def test_no_title_becomes_markup(world: World) -> None:
    place = Ref("notion", "<a href=evil>Plan</a>", "r1")
    world.publish(milestone(1, DAY, gaps=(gap("<b>Master</b> is late"),), ref=place))
    assert "<" not in world.events[0].body["description"]


def test_a_second_run_asks_once_and_writes_nothing(world: World) -> None:
    plan = [milestone(number, DAY) for number in range(5)]
    world.publish(*plan)
    world.sent()
    assert counts(world.publish(*plan)) == (0, 0, 0, 5)
    assert world.sent() == {"events.list": 1}


def test_what_changed_is_patched_and_nothing_else(world: World) -> None:
    world.publish(*(milestone(number, DAY) for number in range(5)))
    world.sent()
    plan = [milestone(number, LATER if number < 2 else DAY) for number in range(5)]
    assert counts(world.publish(*plan)) == (0, 2, 0, 3)
    assert world.sent() == {"events.list": 1, "events.patch": 2}
    assert [event.body["start"]["date"] for event in world.events].count("2026-09-11") == 2


def test_a_day_may_become_a_time_and_a_time_a_day(world: World) -> None:
    world.publish(milestone(1, DAY))
    world.publish(milestone(1, datetime(2026, 9, 4, 15, tzinfo=UTC)))
    assert world.hands.sees(world.id_of(SHOWN))["start"]["dateTime"] == "2026-09-04T17:00:00+02:00"
    world.publish(milestone(1, LATER))
    assert world.shown() == {SHOWN: "2026-09-11"}


def test_a_time_is_told_in_another_zone_when_the_team_moves(world: World) -> None:
    moment = datetime(2026, 9, 4, 15, tzinfo=UTC)
    world.publish(milestone(1, moment))
    world.publish(milestone(1, moment, zone="Asia/Tokyo"))
    begin = world.hands.sees(world.id_of(SHOWN))["start"]
    assert begin == {"dateTime": "2026-09-04T17:00:00+02:00", "timeZone": "Asia/Tokyo"}


def test_the_colour_comes_and_goes_with_the_trouble(world: World) -> None:
    world.publish(milestone(1, DAY, gaps=(gap(),)))
    assert world.events[0].body["colorId"] == "11"
    world.publish(milestone(1, DAY))
    assert "colorId" not in world.events[0].body


def test_what_is_cancelled_is_taken_out_and_may_come_back(world: World) -> None:
    world.publish(milestone(1, DAY))
    assert counts(world.publish(milestone(1, DAY, cancelled=True))) == (0, 0, 1, 0)
    assert world.shown() == {}
    assert counts(world.publish(milestone(1, DAY))) == (1, 0, 0, 0)
    assert world.shown() == {SHOWN: "2026-09-04"}
    assert counts(world.publish(milestone(1, DAY))) == (0, 0, 0, 1)


def test_what_is_gone_from_the_plan_is_taken_out(world: World) -> None:
    world.publish(milestone(1, DAY), milestone(2, DAY))
    assert counts(world.publish(milestone(2, DAY))) == (0, 0, 1, 1)
    assert list(world.shown()) == ["Due: Work 2 · Night Bus"]


@pytest.mark.parametrize("blind", [{"complete": False}, {"untold": [milestone(1).key]}])
def test_nothing_is_taken_out_because_it_was_not_seen(world: World, blind: dict[str, object]) -> None:
    world.publish(milestone(1, DAY))
    assert counts(world.publish(**blind)) == (0, 0, 0, 0)  # type: ignore[arg-type]
    assert world.shown() == {SHOWN: "2026-09-04"}


def test_a_plan_says_what_a_run_would_write_and_writes_nothing(world: World) -> None:
    told = world.publish(milestone(1, DAY), write=False)
    assert [(step.action, step.title, step.place, step.why) for step in told.steps] == [
        (Action.ADD, SHOWN, "2026-09-04", "new")
    ]
    assert world.sent() == {"events.list": 1}
    assert not world.store.mirrors()


def test_a_lost_store_adopts_what_stands_there(world: World) -> None:
    plan = [milestone(number, DAY, gaps=(gap(),)) for number in range(3)]
    world.publish(*plan)
    world.sent()
    fresh = open_store(":memory:", "label")
    world.closing.callback(fresh.close)
    assert counts(world.publish(*plan, store=fresh)) == (0, 0, 0, 3)
    assert world.sent() == {"events.list": 1}
    assert counts(world.publish(milestone(1, LATER), store=fresh)) == (0, 1, 2, 0)


def test_an_expired_sync_token_costs_one_more_request(world: World) -> None:
    world.publish(milestone(1, DAY))
    world.google.expire_sync_tokens()
    world.sent()
    assert counts(world.publish(milestone(1, DAY))) == (0, 0, 0, 1)
    assert world.sent() == {"events.list": 2}


def test_short_and_empty_pages_are_read_to_the_end(world: World) -> None:
    plan = [milestone(number, DAY) for number in range(6)]
    world.publish(*plan)
    world.google.expire_sync_tokens()
    world.google.state.manners.page_sizes.extend([2500, 2, 0, 1])
    fresh = open_store(":memory:", "label")
    world.closing.callback(fresh.close)
    assert counts(world.publish(*plan, store=fresh)) == (0, 0, 0, 6)


def test_two_workspaces_share_a_calendar_and_leave_each_other_alone(world: World) -> None:
    other = open_store(":memory:", "other")
    world.closing.callback(other.close)
    world.publish(milestone(1, DAY))
    world.publish(milestone(2, DAY), workspace="other", store=other)
    world.publish(workspace="other", store=other)
    assert world.shown() == {SHOWN: "2026-09-04"}
    assert counts(world.publish(milestone(1, DAY))) == (0, 0, 0, 1)


def test_people_keep_their_own_events(world: World) -> None:
    world.hands.add("Ana's birthday", DAY)
    world.publish(milestone(1, DAY))
    world.publish()
    assert world.shown() == {"Ana's birthday": "2026-09-04"}


def test_only_the_chosen_sorts_are_shown(world: World) -> None:
    world.publish(milestone(1, DAY), milestone(2, DAY, sort=Sort.RELEASE))
    world.publish(milestone(1, DAY), milestone(2, DAY, sort=Sort.RELEASE), sorts=frozenset({Sort.RELEASE}))
    assert list(world.shown()) == ["Due: Work 2 · Night Bus"]


def test_a_milestone_goes_to_its_releases_calendar_else_its_artists_else_the_common_one(world: World) -> None:
    bus, kaya = (world.google.add_calendar(world.ana, name) for name in ("Night Bus", "Kaya"))
    for calendar in (bus, kaya):
        world.google.person(world.ana, calendar).share(world.robot.mail, "writer")
    routes = Routes(world.releases.id, {"night  BUS": bus.id}, {"Kaya": kaya.id})
    plan = (
        milestone(1, DAY, artist="Kaya"),
        milestone(2, DAY, release="Glass Hours", artist="Kaya"),
        milestone(3, DAY, release="Else"),
    )
    for _ in range(2):
        world.mirror(routes=routes).publish(Milestones(plan), world.store)
        found = [
            [event.body["summary"] for event in calendar.events.values() if not event.dead]
            for calendar in (bus, kaya, world.releases)
        ]
        assert found == [[SHOWN], ["Due: Work 2 · Glass Hours"], ["Due: Work 3 · Else"]]
    world.mirror().publish(Milestones(plan), world.store)
    assert len(world.shown()) == 3
    assert all(event.dead for calendar in (bus, kaya) for event in calendar.events.values())


def test_a_removal_of_unusually_many_waits_for_its_option(world: World) -> None:
    plan = [milestone(number, DAY) for number in range(40)]
    world.publish(*plan)
    told = world.publish(*plan[:5], milestone(99, DAY))
    assert "would remove 35 of 40 events" in told.failures[0].error.message
    assert "--allow-many-removals" in told.failures[0].error.hint
    assert len(world.shown()) == 41
    assert world.publish(*plan[:5], may_remove_many=True).count(Action.REMOVE) == 36


def test_the_same_words_go_into_any_zone(world: World) -> None:
    on = datetime(2026, 12, 30, 23, 50, tzinfo=ZoneInfo("Pacific/Kiritimati"))
    world.publish(milestone(1, on, zone="Pacific/Kiritimati"))
    world.publish(milestone(1, on, zone="Pacific/Kiritimati"))
    assert world.sent() == {"events.list": 2, "events.insert": 1}


def test_a_title_of_ten_thousand_characters_is_a_line_like_any_other(world: World) -> None:
    endless = work("Master " * 1500, due=DAY)
    found = of(endless, title="Night Bus " * 1000).found
    assert world.publish(*found).unchanged == 0
    assert len(world.shown()) == len(found) > 0
    assert world.publish(*found).steps == ()


def test_every_milestone_of_a_plan_stands_on_its_day(world: World) -> None:
    found = of(work("Master", due=DAY), work("Upload", due=LATER), date=date(2026, 10, 30)).found
    world.publish(*found)
    assert world.shown() == {event_of(each).summary: event_of(each).place for each in found}
