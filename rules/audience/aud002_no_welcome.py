"""AUD002: contacts are captured, and nobody is welcomed."""

from __future__ import annotations

from collections.abc import Iterator

from rules.audience.capturing import captures_by, capturing_work, stated
from rules.model import FINISHED, OUT, Kind, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, work
from rules.view import View

_CAPTURES_NOW = OUT | FINISHED


@rule(
    code="AUD002",
    name="no-welcome",
    severity=Severity.NOTE,
    summary="Listeners' contacts are captured, and the plan has no welcome sequence for them.",
    why="An address that hears nothing for weeks has forgotten why it was left; the first mail decides.",
    fix="The manager plans a short welcome: who we are, the song, what comes next.",
    source="The career operating system, audience: the welcome sequence",
    needs=(),
    flagged=lambda: plan(
        work("Pre-save link", "Sam", due="2026-08-20", state="live"),
        gates=Unknown.ABSENT,
        says="Pre-save link of Night Bus captures contacts, and the plan has no welcome sequence",
    ),
    clean=lambda: plan(
        work("Pre-save link", "Sam", due="2026-08-20", state="live"),
        work("Welcome sequence", "Sam", due="2026-08-20", state="live"),
        gates=Unknown.ABSENT,
    ),
)
def no_welcome(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    by = captures_by(release) or next((item.title for item in capturing_work(view) if item.state in _CAPTURES_NOW), "")
    if not by or stated(release.welcome) or view.of_kind(Kind.WELCOME):
        return
    if type(release.welcome) is Unknown and release.welcome is not Unknown.ABSENT:
        yield Untold(release, "the plan does not tell whether there is a welcome sequence")
    elif unseen := context.unseen(release):
        yield Untold(release, f"a welcome sequence may stand in {unseen}")
    else:
        # A link is never repeated in a sentence that is written back: it may hold a key.
        what = "The sign-up link" if captures_by(release) else by
        yield Hit(release, f"{what} of {release.title} captures contacts, and the plan has no welcome sequence")
