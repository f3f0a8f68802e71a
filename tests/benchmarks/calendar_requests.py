"""A month of edits to 200 milestones, mirrored by Streetdate and by a script on gcsa: requests, duplicates, wrong days.

python -m tests.benchmarks.calendar_requests

Both write into the same stand-in, four runs a day. The script does what public ones do: it lists, finds its events by
their titles, adds, updates and deletes. People meanwhile note, move and delete. Then the same with a tenth of all
connections dropped.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import perf_counter

from gcsa.event import Event as Entry  # type: ignore[import-untyped]
from gcsa.google_calendar import GoogleCalendar as Gcsa  # type: ignore[import-untyped]

from sync.milestones.milestone import Milestone
from sync.mirror.mirror import event_of
from tests.milestones.plans import gap, milestone
from tests.mirror.world import World, world
from tests.standins.faults import dropped, saved_and_dropped
from tests.standins.google_calendar import client, service_credentials

SIZE, DAYS, RUNS = 200, 22, 4
FIRST = date(2027, 3, 1)
MARK = "mirrored by a script"
Run = Callable[[World, tuple[Milestone, ...]], None]


@dataclass(frozen=True)
class Tally:
    """What a month came to."""

    requests: int
    idle: int
    doubled: int
    missing: int
    wrong: int
    notes: int
    back: int
    failed: int
    seconds: float


def plans() -> Iterator[tuple[Milestone, ...]]:
    """Yield the plan of each day: some move, some get into trouble or out of it, one is new, one is dropped."""
    draw = random.Random(7)
    plan = [milestone(number, FIRST + timedelta(days=draw.randrange(60))) for number in range(SIZE)]
    for day in range(DAYS):
        # Those that people have their hands on stay as they are.
        free = range(6, len(plan))
        for number in draw.sample(free, 6):
            on = plan[number].on
            plan[number] = replace(plan[number], on=on + timedelta(days=draw.randrange(1, 9)))
        for number in draw.sample(free, 4):
            plan[number] = replace(plan[number], gaps=() if plan[number].gaps else (gap(),))
        plan[draw.choice(free)] = milestone(1000 + day, FIRST + timedelta(days=day))
        yield tuple(plan)


def ours(place: World, plan: tuple[Milestone, ...]) -> None:
    told = place.publish(*plan)
    if told.failures:
        raise ConnectionError(told.failures[0].error.message)


def on_gcsa(place: World) -> Run:
    """Return the script's run."""
    credentials = service_credentials(place.google, place.server, place.robot, "calendar.events")
    calendar = Gcsa(place.releases.id, credentials=credentials)
    calendar.service.close()
    calendar.service = client(place.server, credentials)
    place.closing.callback(calendar.service.close)

    def run(_: World, plan: tuple[Milestone, ...]) -> None:
        standing = calendar.get_events(date(2026, 1, 1), date(2029, 1, 1), single_events=True)
        known = {event.summary: event for event in standing if MARK in (event.description or "")}
        for each in map(event_of, plan):
            event = known.pop(each.summary, None)
            if event is None:
                calendar.add_event(Entry(each.summary, start=each.on, description=f"{each.description}\n{MARK}"))
            elif event.start != each.on:
                event.start, event.end = each.on, each.on + timedelta(days=1)
                calendar.update_event(event)
        for event in known.values():
            calendar.delete_event(event)

    return run


def month(share: float, make: Callable[[World], Run]) -> Tally:
    """Return what a month with this share of dropped connections came to."""
    with world() as place:
        place.google.state.quotas.per_user = 10**9
        run = make(place)
        place.server.faults.sometimes(share, [dropped(), saved_and_dropped()], 7, lambda r: r.segments[0] == "calendar")
        requests = idle = failed = 0
        noted, deleted = "", ""
        begun = perf_counter()
        for day, plan in enumerate(plans()):
            for number in range(RUNS):
                try:
                    run(place, plan)
                except Exception:
                    failed += 1
                sent = sum(place.sent().values())
                requests += sent
                idle += sent if number else 0
            if day == 2:
                noted, deleted = (_named(place, plan[number]) for number in (3, 4))
                place.hands.note(noted, "Bring cake")
                place.hands.move(_named(place, plan[5]), FIRST)
                place.hands.delete(deleted)
        seconds = perf_counter() - begun
        due = {event_of(each).summary: str(each.on) for each in plan}
        shown = [(event.body["summary"], event.body["start"].get("date")) for event in place.events]
        titles = [title for title, _ in shown]
        gone = event_of(plan[4]).summary
        return Tally(
            requests, idle, len(titles) - len(set(titles)), len(due.keys() - set(titles) - {gone}),
            sum(due.get(title) != day for title, day in shown),
            sum("Bring cake" in event.body.get("description", "") for event in place.events),
            titles.count(gone), failed, seconds,
        )  # fmt: skip


def _named(place: World, of: Milestone) -> str:
    title = event_of(of).summary
    return next(str(event.body["id"]) for event in place.events if event.body["summary"] == title)


def main() -> None:
    for share in (0.0, 0.1):
        print(f"{DAYS} days of {RUNS} runs, {SIZE} milestones, {share:.0%} of all connections dropped")
        for name, make in (("Streetdate", lambda _: ours), ("a script on gcsa", on_gcsa)):
            told = month(share, make)
            quiet = told.idle / (DAYS * (RUNS - 1))
            print(f"  {name}: {told.requests} requests, {quiet:.1f} in a run with nothing to do, {told.seconds:.1f} s")
            print(f"    {told.doubled} doubled, {told.missing} missing, {told.wrong} on a wrong day")
            print(f"    {told.notes} of 1 note kept, {told.back} of 1 deleted came back, {told.failed} runs failed")


if __name__ == "__main__":
    main()
