"""PRO004: something that goes out in release week is not scheduled when the week is about to begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rules.gates.launch import goes_out, is_launch_post
from rules.lifecycle import not_yet_out
from rules.model import OUT, Deliverable, Kind, Phase, Release, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import at, plan, promoted, work
from rules.view import View

_QUEUED = frozenset({Kind.POST, Kind.TEASER, Kind.EMAIL, Kind.VIDEO})
"""Kinds that a tool can be told to send on a day; launch posts besides."""


@rule(
    code="PRO004",
    name="assets-not-queued",
    severity=Severity.WARNING,
    summary="Posts, mails or videos of release week are not scheduled two days before the release.",
    why="On the day itself everybody is answering messages: what is not in the queue by then goes out late or never.",
    fix="The owner schedules it in the tool that sends it, and says so in the plan.",
    source="The career operating system, promotion: release week",
    needs=("release.date", "deliverable.state"),
    flagged=lambda: plan(
        work("Launch posts", "Sam", due="2026-09-04", state="in progress"),
        *promoted(),
        now=at("2026-09-03 07:00"),
        gates=Unknown.ABSENT,
        says="Launch posts is not scheduled, and the release is on 2026-09-04",
    ),
    clean=lambda: plan(
        work("Launch posts", "Sam", due="2026-09-04", state="scheduled"),
        *promoted(),
        now=at("2026-09-03 07:00"),
        gates=Unknown.ABSENT,
    ),
)
def assets_not_queued(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    out = release.date
    if not isinstance(out, date) or not not_yet_out(release, context):
        return
    if (out - context.today).days >= context.limits.queue_days:
        return
    for item in view.open:
        if item.state not in OUT and type(item.state) is not Unknown and _of_release_week(item, release, context):
            yield Hit(item, f"{item.title} is not scheduled, and the release is on {out}", who=item.owner)


def _of_release_week(item: Deliverable, release: Release, context: Context) -> bool:
    if is_launch_post(item, release, context):
        return True
    if item.kind not in _QUEUED:
        return False
    if isinstance(item.phase, Phase):
        return item.phase is Phase.RELEASE
    goes, out = goes_out(item), release.date
    week = timedelta(days=context.limits.release_week_days)
    # Before the day itself it belongs to the teasing.
    return isinstance(out, date) and goes is not None and out <= context.calendar.day(goes) <= out + week
