"""The audience loop: from a listener to somebody who can be written to."""

from __future__ import annotations

from datetime import date, timedelta

from rules.audience.capturing import capturing, capturing_work, stated
from rules.loops.loop import Action, Loop, Stand
from rules.model import OUT, Kind, State, Unknown
from rules.rule import Context
from rules.view import View


def audience(view: View, context: Context) -> Stand:
    """Return where the release stands; teasing sets the loop going, for then the first listeners come."""
    release = view.release
    out = release.date
    found = capturing(view)
    on = next(iter(capturing_work(view)), None)
    capture = Action("a pre-save, link or form", found.ready, on or release)
    return Stand(
        Loop.AUDIENCE,
        trigger="teasing begins, and new listeners come",
        triggered=context.today >= out - timedelta(days=context.limits.tease_from) if isinstance(out, date) else None,
        actions=(capture, Action("a welcome for whoever signs up", _welcomed(view))),
        output="contacts of our own, for the next release",
        handed_on=(Action("a place where the contacts can be counted", found.ready, on or release),),
    )


def _welcomed(view: View) -> bool | None:
    if stated(view.release.welcome):
        return True
    work = view.of_kind(Kind.WELCOME)
    if any(item.state in OUT or item.state is State.DONE for item in work):
        return True
    hidden = type(view.release.welcome) is Unknown and view.release.welcome is not Unknown.ABSENT
    return None if hidden or any(type(item.state) is Unknown for item in work) else False
