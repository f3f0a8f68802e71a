"""What people do to our events: kept where it is theirs, put right or told where it is ours, never silently undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from connectors.calendar_words import LINE
from sync.milestones.milestone import Milestones
from sync.mirror.course import Action
from sync.mirror.mirror import Mirror, Mirroring
from sync.mirror.routes import Routes
from sync.store.base import Store
from sync.store.sqlite import open_store
from tests.milestones.plans import gap, milestone
from tests.mirror.world import World
from tests.standins.google_calendar import client, user_credentials

DAY, LATER, ELSEWHERE = date(2026, 9, 4), date(2026, 9, 11), date(2026, 9, 7)
SHOWN = "Due: Work 1 · Night Bus"
PLAIN, TROUBLED = milestone(1, DAY), milestone(1, DAY, gaps=(gap(),))


@pytest.fixture
def event(world: World) -> str:
    """The id of the one event that a first run made."""
    world.publish(PLAIN)
    return world.id_of(SHOWN)


@pytest.fixture(params=[False, True], ids=["with its store", "with a lost store"])
def store(request: pytest.FixtureRequest, world: World) -> Store:
    if not request.param:
        return world.store
    fresh = open_store(":memory:", "label")
    world.closing.callback(fresh.close)
    return fresh


def wrote(result: Mirroring) -> int:
    assert not result.failures
    return len(result.steps)


def test_a_note_below_the_line_survives_every_change(world: World, event: str, store: Store) -> None:
    world.hands.note(event, "Bring cake")
    assert wrote(world.publish(PLAIN, store=store)) == 0
    world.publish(TROUBLED, store=store)
    body = world.hands.sees(event)
    assert body["description"].splitlines()[-2:] == [LINE, "Bring cake"]
    assert body["description"].startswith("Blocker GAT005")


def test_a_note_that_an_editor_made_html_of_survives(world: World, event: str, store: Store) -> None:
    lines = [*world.hands.sees(event)["description"].splitlines(), "Bring <b>cake</b> &amp; tea"]
    world.hands.edit(event, description="<br>".join(lines))
    assert wrote(world.publish(PLAIN, store=store)) == 0
    world.publish(TROUBLED, store=store)
    assert world.hands.sees(event)["description"].endswith(f"{LINE}\nBring <b>cake</b> &amp; tea")


def test_a_note_above_our_lines_moves_below_them(world: World, event: str) -> None:
    world.hands.edit(event, description="Bring cake\n" + world.hands.sees(event)["description"])
    world.publish(TROUBLED)
    assert world.hands.sees(event)["description"].endswith(f"{LINE}\nBring cake")
    assert wrote(world.publish(TROUBLED)) == 0


def test_a_note_in_place_of_our_lines_stays_below_them(world: World, event: str) -> None:
    world.hands.edit(event, description="Bring cake")
    assert [step.why for step in world.publish(PLAIN).steps] == ["somebody changed our words"]
    assert world.hands.sees(event)["description"] == f"Plan: https://tool.example/r1\n{LINE}\nBring cake"
    assert wrote(world.publish(PLAIN)) == 0


@pytest.mark.parametrize("size", [7900, 8150, 8192])
def test_a_note_that_leaves_no_room_is_never_cut(world: World, event: str, size: int) -> None:
    world.hands.edit(event, description=f"{LINE}\n{'x' * (size - len(LINE) - 1)}")
    for _ in range(2):
        told = world.publish(TROUBLED)
        assert not told.failures and not any("refuses" in remark for remark in told.remarks)
    assert wrote(told) == 0
    assert world.hands.sees(event)["description"].count("x") >= size - len(LINE) - 1


def test_guests_reminders_and_place_survive(world: World, event: str, store: Store) -> None:
    world.hands.invite(event, "kaya@example.com")
    world.hands.remind(event, 60)
    world.hands.edit(event, location="Studio B")
    mails = len(world.google.state.mails)
    assert wrote(world.publish(PLAIN, store=store)) == 0
    world.publish(milestone(1, LATER, gaps=(gap(),)), store=store)
    body = world.hands.sees(event)
    assert [guest["email"] for guest in body["attendees"]] == ["kaya@example.com"]
    assert body["reminders"]["overrides"] == [{"method": "popup", "minutes": 60}]
    assert (body["location"], body["start"]["date"]) == ("Studio B", "2026-09-11")
    assert len(world.google.state.mails) == mails


def test_a_colour_that_somebody_chose_is_theirs_from_then_on(world: World, event: str, store: Store) -> None:
    world.hands.colour(event, "3")
    assert wrote(world.publish(PLAIN, store=store)) == 0
    world.publish(TROUBLED, store=store)
    world.publish(PLAIN, store=store)
    assert world.hands.sees(event)["colorId"] == "3"


def test_a_title_that_somebody_changed_is_ours_again(world: World, event: str, store: Store) -> None:
    world.hands.edit(event, summary="Whatever")
    assert wrote(world.publish(PLAIN, store=store)) == 1
    assert list(world.shown()) == [SHOWN]


def test_a_moved_event_is_put_back_and_that_is_told(world: World, event: str, store: Store) -> None:
    world.hands.move(event, ELSEWHERE)
    told = world.publish(PLAIN, store=store)
    assert world.shown() == {SHOWN: "2026-09-04"}
    assert told.remarks == (
        f"Releases: somebody moved “{SHOWN}” to 2026-09-07; it goes back to 2026-09-04, where the plan has it",
    )
    assert not world.publish(PLAIN, store=store).remarks


def test_a_moved_event_may_stay_as_a_wish(world: World, event: str, store: Store) -> None:
    world.hands.move(event, ELSEWHERE)
    for _ in range(2):
        told = world.publish(PLAIN, store=store, put_back=False)
        assert wrote(told) == 0
        assert "moved" in told.remarks[0] and "change the plan, or move it back" in told.remarks[0]
    for _ in range(2):
        assert world.publish(TROUBLED, store=store, put_back=False).remarks
    assert world.shown() == {f"Blocked: {SHOWN}": "2026-09-07"}


def test_a_wish_that_the_plan_fulfils_is_no_longer_told(world: World, event: str, store: Store) -> None:
    world.hands.move(event, ELSEWHERE)
    world.publish(PLAIN, store=store, put_back=False)
    assert not world.publish(milestone(1, ELSEWHERE), store=store, put_back=False).remarks
    assert wrote(world.publish(milestone(1, ELSEWHERE), store=store, put_back=False)) == 0


@pytest.mark.parametrize("put_back", [True, False])
def test_the_plan_moves_an_event_that_somebody_moved_and_says_so(
    world: World, event: str, store: Store, put_back: bool
) -> None:
    world.hands.move(event, ELSEWHERE)
    told = world.publish(milestone(1, LATER), store=store, put_back=put_back)
    assert world.shown() == {SHOWN: "2026-09-11"}
    assert told.remarks == (
        f"Releases: somebody moved “{SHOWN}” to 2026-09-07; since then the plan moved it to 2026-09-11",
    )


@pytest.mark.parametrize("first", [datetime(2026, 9, 4, 9, tzinfo=UTC), DAY])
def test_an_event_that_somebody_stretched_is_moved(world: World, event: str, first: Any) -> None:
    world.hands.move(event, first, timedelta(days=3))
    assert "moved" in world.publish(PLAIN).remarks[0]
    assert world.shown() == {SHOWN: "2026-09-04"}


@pytest.mark.parametrize("bare", [False, True])
def test_a_deleted_event_stays_deleted_and_is_told_until_it_is_asked_for(
    world: World, event: str, store: Store, bare: bool
) -> None:
    world.google.state.manners.bare_tombstones = bare
    world.hands.delete(event)
    for _ in range(2):
        told = world.publish(PLAIN, store=store)
        assert world.shown() == {} and told.unchanged == 0
        assert f"somebody deleted “{SHOWN}”; it stays deleted" in told.remarks[0]
    told = world.publish(PLAIN, store=store, restore=True)
    assert world.shown() == {SHOWN: "2026-09-04"}
    assert told.count(Action.ADD) == 1 and not told.remarks
    assert wrote(world.publish(PLAIN, store=store)) == 0


def test_it_stays_deleted_when_the_bin_is_emptied(world: World, event: str) -> None:
    world.hands.delete(event)
    world.publish(PLAIN)
    world.hands.empty_bin()
    world.google.expire_sync_tokens()
    assert world.publish(PLAIN).remarks
    assert world.shown() == {}


def test_an_event_taken_out_of_the_bin_is_ours_as_before(world: World, event: str) -> None:
    world.hands.delete(event)
    world.publish(PLAIN)
    world.hands.restore(event)
    assert not world.publish(milestone(1, LATER)).remarks
    assert world.shown() == {SHOWN: "2026-09-11"}


def test_an_earlier_one_taken_out_of_the_bin_does_not_stand_beside_the_later(world: World, event: str) -> None:
    world.hands.delete(event)
    world.publish(PLAIN, restore=True)
    world.hands.restore(event)
    assert [step.why for step in world.publish(PLAIN).steps] == ["it stands twice"]
    assert world.shown() == {SHOWN: "2026-09-04"}
    assert wrote(world.publish(PLAIN)) == 0


def test_a_series_that_somebody_made_is_told_and_its_first_day_kept_right(world: World, event: str) -> None:
    world.hands.repeat(event)
    world.hands.edit(world.hands.occurrence(event, date(2026, 9, 18)), summary="Party")
    told = world.publish(PLAIN)
    assert wrote(told) == 0 and "made a series" in told.remarks[0]
    world.publish(milestone(1, LATER))
    body = world.hands.sees(event)
    assert body["recurrence"] and body["start"]["date"] == "2026-09-11"


def test_a_copy_that_somebody_made_is_theirs(world: World, event: str) -> None:
    body = world.hands.sees(event)
    world.hands.add("My copy", DAY, extendedProperties=body["extendedProperties"])
    assert wrote(world.publish(PLAIN)) == 0
    world.publish()
    assert list(world.shown()) == ["My copy"]


def test_marks_that_somebody_stripped_off_come_back(world: World, event: str) -> None:
    consent = world.google.consent(world.ana, "calendar")
    anas = client(world.server, user_credentials(world.google, world.server, consent))
    world.closing.callback(anas.close)
    bare = {"summary": SHOWN, "start": {"date": "2026-09-04"}, "end": {"date": "2026-09-05"}}
    anas.events().update(calendarId=world.releases.id, eventId=event, body=bare).execute()
    world.publish(milestone(1, LATER))
    assert world.shown() == {SHOWN: "2026-09-11"}
    assert wrote(world.publish(milestone(1, LATER))) == 0


def test_an_edit_in_the_middle_of_a_run_is_seen_before_the_write(world: World, event: str) -> None:
    other = milestone(2, DAY)
    world.publish(PLAIN, other)

    class Meddling(type(world.calendar())):  # type: ignore[misc]
        def patch(self, standing: Any, *rest: Any) -> Any:
            if standing.id == event and not moved:
                moved.append(1)
                world.hands.note(event, "Bring cake")
            return super().patch(standing, *rest)

    moved: list[int] = []
    calendar = Meddling(world.client(), world.releases.id, "label")
    (told,) = Mirror(Routes(world.releases.id), lambda _: calendar).publish(Milestones((TROUBLED, other)), world.store)
    assert moved and not told.failures
    assert world.hands.sees(event)["description"].endswith(f"{LINE}\nBring cake")
    assert world.shown()[f"Blocked: {SHOWN}"] == "2026-09-04"
