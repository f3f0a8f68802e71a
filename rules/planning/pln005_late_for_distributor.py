"""PLN005: the upload is due, or happens, too late for the distributor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.lifecycle import not_yet_out
from rules.memory import moment_key
from rules.model import Deliverable, Kind, Release, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, work
from rules.view import View
from rules.wording import counted


@rule(
    code="PLN005",
    name="late-for-distributor",
    severity=Severity.BLOCKER,
    escalates="A note where it keeps the lead time but not the advised one (28 days, or what is known of the "
    "distributor).",
    summary="The upload is due, or happened, less than the distributor's lead time before the release: 14 days, or "
    "what is known of the distributor that the release names.",
    why="Stores take the time they take: an upload inside it misses the date or the editorial playlists, or both.",
    fix="The owner uploads earlier or asks the distributor for a word in writing; else the manager moves the release.",
    source="The career operating system: distributors need two to four weeks",
    needs=("release.date", "deliverable.open", "deliverable.due"),
    flagged=lambda: plan(
        work("Distributor upload", "Mia", due="2026-08-28"),
        gates=Unknown.ABSENT,
        says="Distributor upload is due on 2026-08-28, 7 days before the release; the distributor needs 14",
    ),
    clean=lambda: plan(work("Distributor upload", "Mia", due="2026-08-07"), gates=Unknown.ABSENT),
)
def late_for_distributor(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    out = release.date
    if not isinstance(out, date) or not not_yet_out(release, context):
        return
    needed = context.policy.lead_time(release.distributor)
    for item in view.of_kind(Kind.UPLOAD):
        day, seen = _uploaded(item, release, context) if item.finished else (item.due, "")
        if not item.finished and not item.open:
            continue
        if item.finished and day is None:
            yield Untold(item, "the plan does not say when the upload was done")
        if not isinstance(day, date) or (lead := (out - day).days) >= needed.advised:
            continue
        verb = "was done" if item.finished else "is due"
        short = lead < needed.floor
        asked = f"needs {needed.floor}" if short else f"advises {needed.advised}"
        before = f"{counted(lead, 'day')} before" if lead > 0 else "not before"
        yield Hit(
            item,
            f"{item.title} {verb} on {day}, {before} the release; {needed.name} {asked}",
            who=item.owner,
            evidence=(f"release on {out}", *([seen] if seen else ())),
            severity=None if short else Severity.NOTE,
        )


def _uploaded(item: Deliverable, release: Release, context: Context) -> tuple[date | None, str]:
    """Return the day on which a finished upload happened, and a note where only a run saw it.

    An upload that was done already when a run first saw the release happened on some earlier day: that first look
    proves nothing against it.
    """
    stated = item.done_at
    if stated is not None and type(stated) is not Unknown:
        return context.calendar.day(stated), ""
    seen = context.memory.moments.get(moment_key(item.key, "done"))
    first = context.memory.dates.get(release.key)
    if seen is None or (first and seen <= first[0].seen_at):
        return None, ""
    day = context.calendar.day(seen)
    return day, f"the plan does not say when; first seen done on {day}"
