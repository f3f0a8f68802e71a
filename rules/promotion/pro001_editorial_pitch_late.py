"""PRO001: the editorial pitch is not sent, and editors soon take none any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.lifecycle import not_yet_out
from rules.model import Unknown
from rules.policy import Severity
from rules.promotion.editorial import editorial_pitches
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import at, plan, promoted, work
from rules.view import View


@rule(
    code="PRO001",
    name="editorial-pitch-late",
    severity=Severity.WARNING,
    escalates="A blocker from 7 days before the release: the last day on which Spotify takes a pitch.",
    summary="The editorial pitch is planned and not sent, and the release is at most 21 days away.",
    why="Editors decide weeks ahead, and a pitch in the last week is not read: the chance comes once per song.",
    fix="Whoever pitches sends it today, for which the song has to show as upcoming in the store's artist tool.",
    source="The career operating system, promotion; Spotify for Artists: at least 7 days before release",
    needs=("release.date",),
    flagged=lambda: plan(
        work("Editorial pitch", "Mia", due="2026-08-20"),
        *promoted(),
        now=at("2026-08-20 10:00"),
        gates=Unknown.ABSENT,
        says="Editorial pitch is not sent, and the release is on 2026-09-04",
    ),
    clean=lambda: plan(
        work("Editorial pitch", "Mia", due="2026-08-20", state="done"),
        *promoted(),
        now=at("2026-08-20 10:00"),
        gates=Unknown.ABSENT,
    ),
)
def editorial_pitch_late(view: View, context: Context) -> Iterator[Finding]:
    out = view.release.date
    if not isinstance(out, date) or not not_yet_out(view.release, context):
        return
    left = (out - context.today).days
    limits = context.limits
    if left > limits.pitch_advised_days:
        return
    for pitch in editorial_pitches(view, context):
        if pitch.sent is None:
            yield Untold(pitch.on, "the plan does not tell whether the pitch was sent")
        elif not pitch.sent:
            last = left <= limits.pitch_days
            yield Hit(
                pitch.on,
                f"{pitch.on.title} is not sent, and the release is on {out}",
                who=pitch.who,
                evidence=(f"due on {pitch.due}",) if isinstance(pitch.due, date) else (),
                severity=Severity.BLOCKER if last else None,
            )
