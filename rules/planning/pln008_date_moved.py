"""PLN008: the release date moved after the plan was locked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.lifecycle import not_yet_out
from rules.memory import DateSeen, Memory
from rules.planning.lateness import late_work
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import at, day, plan, work
from rules.view import View
from rules.wording import listed


@rule(
    code="PLN008",
    name="date-moved",
    severity=Severity.WARNING,
    summary="The release date moved after the plan was locked.",
    why="Everybody outside the plan (stores, editors, press, fans) still has the old date until somebody tells them.",
    fix="The manager tells everyone who was given the old date, moves what hangs on it, and locks the plan again.",
    source="The career operating system: signs that it works",
    needs=("release.date", "release.locked_at"),
    flagged=lambda: plan(
        work("Press photos", "Dee"),
        locked_at=day("2026-07-01"),
        memory=_seen("2026-08-28", "2026-09-04"),
        says="The release date of Night Bus moved from 2026-08-28 to 2026-09-04 "
        "after the plan was locked on 2026-07-01",
    ),
    clean=lambda: plan(
        work("Press photos", "Dee"), locked_at=day("2026-07-01"), memory=_seen("2026-09-04", "2026-09-04")
    ),
)
def date_moved(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    now, locked = release.date, release.locked_at
    seen = context.memory.dates.get(release.key)
    if not seen or not isinstance(now, date) or not isinstance(locked, date):
        return
    if seen[-1].date != now:
        seen = (*seen, DateSeen(now, min(context.pulled_at, context.now), late_work(view.open, context)))
    lock = context.calendar.end(locked)
    # What was first seen only after the lock is where the plan stood, as far as anybody can tell.
    start = max((index for index, entry in enumerate(seen) if entry.seen_at <= lock), default=0)
    moves = [(old, new) for old, new in zip(seen[start:], seen[start + 1 :], strict=False) if old.date != new.date]
    before = seen[start].date
    if not moves or before == now or not not_yet_out(release, context):
        return
    way = f"from {before} to {now}"
    moved = f"moved {len(moves)} times, {way}," if len(moves) > 1 else f"moved {way}"
    yield Hit(
        release,
        f"The release date of {release.title} {moved} after the plan was locked on {context.calendar.day(locked)}",
        evidence=tuple(_told(old, new, context) for old, new in moves),
        since=moves[0][1].seen_at,
    )


def _told(old: DateSeen, new: DateSeen, context: Context) -> str:
    late = f"; open and overdue then: {listed(new.late_work)}" if new.late_work else ""
    return f"{old.date} became {new.date}, first seen on {context.calendar.day(new.seen_at)}{late}"


def _seen(first: str, second: str) -> Memory:
    entries = (DateSeen(day(first), at("2026-06-29 09:00")), DateSeen(day(second), at("2026-07-20 09:00")))
    return Memory(dates={"Night Bus": entries})
