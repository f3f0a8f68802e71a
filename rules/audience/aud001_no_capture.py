"""AUD001: teasing begins, and there is nowhere for a listener to leave an address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rules.audience.capturing import capturing
from rules.lifecycle import not_yet_out
from rules.model import Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import at, plan, promoted, work
from rules.view import View


@rule(
    code="AUD001",
    name="no-capture",
    severity=Severity.WARNING,
    summary="Teasing has begun (14 days before release), and no pre-save, link or form captures a listener's contact.",
    why="Whoever is reached before the release and cannot leave an address has to be found and paid for again.",
    fix="The manager puts up a pre-save, link or form, and writes its address into the plan.",
    source="The career operating system, audience: capture contacts",
    needs=("release.date",),
    flagged=lambda: plan(
        work("Teaser video", "Vic", due="2026-08-26"),
        now=at("2026-08-24 10:00"),
        gates=Unknown.ABSENT,
        says="Night Bus has no way to capture a listener's contact, and teasing began on 2026-08-21",
    ),
    clean=lambda: plan(
        *promoted(),
        now=at("2026-08-24 10:00"),
        gates=Unknown.ABSENT,
    ),
)
def no_capture(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    out = release.date
    if not isinstance(out, date) or not not_yet_out(release, context) or not release.deliverables:
        return
    began = out - timedelta(days=context.limits.tease_from)
    if context.today < began:
        return
    found = capturing(view)
    if found.ready is None:
        yield Untold(release, "the plan does not tell whether there is a pre-save, link or form")
    elif found.planned:
        for item in found.planned:
            yield Hit(item, f"{item.title} is not ready, and teasing began on {began}", who=item.owner)
    elif not found.ready and (unseen := context.unseen(release)):
        yield Untold(release, f"a pre-save, link or form may stand in {unseen}")
    elif not found.ready:
        sentence = f"{release.title} has no way to capture a listener's contact, and teasing began on {began}"
        yield Hit(release, sentence, evidence=(f"release on {out}",))
