"""Any months that a plan, its people and their calendar may have: at the end everything stands once, on its day."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date, timedelta

import pytest

from sync.milestones.milestone import Milestone
from sync.mirror.mirror import event_of
from sync.store.base import Store
from sync.store.sqlite import open_store
from tests.milestones.plans import gap, milestone
from tests.mirror.world import World
from tests.standins.faults import dropped, saved_and_dropped

FIRST = date(2026, 9, 4)
NOTE = "Bring cake"


class Months:
    """A plan and its calendar, to which one thing after the other happens, as the dice fall."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.dice = random.Random(seed)
        self.plan = {number: milestone(number, FIRST) for number in range(8)}
        self.deleted: set[str] = set()
        self.noted: set[str] = set()
        self.store: Store = world.store

    def happen(self) -> None:
        self.dice.choice(
            (self.edit_plan, self.edit_plan, self.edit_event, self.edit_event, self.delete, self.note, self.forget)
        )()

    def edit_plan(self) -> None:
        number = self.dice.randrange(10)
        known = self.plan.get(number)
        facts = {"gaps": (gap(),) if self.dice.random() < 0.5 else (), "cancelled": self.dice.random() < 0.2}
        if known is not None and self.dice.random() < 0.2:
            del self.plan[number]
        else:
            self.plan[number] = milestone(number, FIRST + timedelta(days=self.dice.randrange(30)), **facts)

    def edit_event(self) -> None:
        if event := self.any_event():
            deed = self.dice.randrange(3)
            if deed == 0:
                self.world.hands.move(event, FIRST + timedelta(days=self.dice.randrange(30)))
            elif deed == 1:
                self.world.hands.edit(event, summary="Whatever", extendedProperties={"private": _NO_MARKS})
            else:
                self.world.hands.colour(event, "3")

    def delete(self) -> None:
        if event := self.any_event():
            self.world.hands.delete(event)
            self.deleted.add(event)

    def note(self) -> None:
        if event := self.any_event():
            self.world.hands.note(event, NOTE)
            self.noted.add(event)

    def forget(self) -> None:
        self.world.google.expire_sync_tokens()

    def any_event(self) -> str:
        events = [str(event.body["id"]) for event in self.world.events]
        return self.dice.choice(events) if events else ""

    @property
    def wanted(self) -> tuple[Milestone, ...]:
        return tuple(self.plan.values())


_NO_MARKS = {f"streetdate{what}": None for what in ("", "Key", "Generation", "Digest", "Place", "Colour")}


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_everything_stands_once_and_on_its_day(world: World, seed: int) -> None:
    world.google.state.quotas.per_user = 10**9
    months = Months(world, seed)
    faulty = [dropped(), saved_and_dropped()]
    for _ in range(12):
        world.server.faults.sometimes(0.2, faulty, seed, lambda request: request.segments[0] == "calendar")
        world.publish(*months.wanted, store=months.store)
        world.server.faults.clear()
        for _ in range(months.dice.randrange(4)):
            months.happen()
    told = world.publish(*months.wanted, store=months.store)
    assert not told.failures
    assert not world.publish(*months.wanted, store=months.store).steps
    due = {event_of(each).summary: str(each.on) for each in months.wanted if not each.cancelled}
    shown = world.shown()
    assert shown.items() <= due.items()
    assert len(due) - len(shown) <= len(months.deleted)
    standing = {str(event.body["id"]): event.body["description"] for event in world.events}
    assert all(NOTE in standing[event] for event in months.noted & standing.keys())
    with closing(open_store(":memory:", "label")) as lost:
        assert not [step for step in world.publish(*months.wanted, store=lost).steps if step.action == "add"]
    assert world.shown() == shown
