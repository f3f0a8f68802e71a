"""Which open work is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from rules.model import Deliverable, State, Unknown
from rules.rule import Context


def overdue_since(item: Deliverable, context: Context) -> date | None:
    """Return the date that open work has missed; `None` when it is not late, or nothing tells.

    Scheduled work is late once the day that it goes out on is over, wherever that lies after its due date.
    """
    day = item.due
    if not isinstance(day, date) or day >= context.today or not item.open or type(item.state) is Unknown:
        return None
    if item.state is State.SCHEDULED:
        out = item.scheduled_for
        if type(out) is Unknown and out is not Unknown.ABSENT:
            return None
        if isinstance(out, date):
            day = max(day, context.calendar.day(out) if isinstance(out, datetime) else out)
            if day >= context.today:
                return None
    return day


def late_work(items: Iterable[Deliverable], context: Context) -> tuple[str, ...]:
    """Return the titles of the items that are open and overdue."""
    return tuple(item.title for item in items if overdue_since(item, context) is not None)
