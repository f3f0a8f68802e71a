"""The promotion loop: pitch, film, tease, release week, sustain."""

from __future__ import annotations

from datetime import date, timedelta

from rules.campaign import PhaseDays, campaign, covers
from rules.loops.assets import finished
from rules.loops.loop import Action, Loop, Stand, all_done
from rules.model import OUT, PUBLIC_KINDS, State, Unknown
from rules.promotion.editorial import editorial_pitches
from rules.rule import Context
from rules.view import View

_BEGINS = 28
"""Calendar days before release: the article's four weeks."""


def promotion(view: View, context: Context) -> Stand:
    """Return where the release stands; four weeks before its day set the loop going."""
    out = view.release.date
    pitches = [pitch.sent for pitch in editorial_pitches(view, context)]
    phases = campaign(out, context.limits) if isinstance(out, date) else ()
    public = [item for item in view.deliverables if item.kind in PUBLIC_KINDS]
    live = any(item.state in OUT for item in public)
    hidden = any(type(item.state) is Unknown for item in public)
    return Stand(
        Loop.PROMOTION,
        trigger="the release is four weeks away",
        triggered=context.today >= out - timedelta(days=_BEGINS) if isinstance(out, date) else None,
        actions=(
            Action("the pitch to editors, sent", all_done(pitches)),
            *(Action(_words(days), _worked(days, view, context)) for days in phases),
        ),
        output="listeners on their way to the song and the pre-save",
        handed_on=(Action("something public that leads somewhere", True if live else None if hidden else False),),
    )


def _words(days: PhaseDays) -> str:
    return f"{days.phase.value}: {days.first:%b} {days.first.day} to {days.last:%b} {days.last.day}"


def _worked(days: PhaseDays, view: View, context: Context) -> bool | None:
    """Whether all work of a phase is done or set to go out; a phase without any is not."""
    told = [(item, covers(item, days, context)) for item in view.deliverables]
    mine = [item for item, covered in told if covered]
    if not mine:
        return None if any(covered is None for _, covered in told) else False
    return all_done([True if item.state is State.SCHEDULED else finished(item) for item in mine])
