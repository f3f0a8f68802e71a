"""SPL002: somebody with a share has not agreed to it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.model import Actor
from rules.policy import Severity
from rules.rights.agreement import is_agreed, percent
from rules.rights.before_upload import before_upload
from rules.rights.pies import holder_of, pies_of
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, share, track, work
from rules.view import View


@rule(
    code="SPL002",
    name="split-not-agreed",
    severity=Severity.WARNING,
    escalates="A blocker until the upload is done.",
    summary="Somebody with a share of a track has not agreed to it. A share of zero needs no yes.",
    why="Without a signed agreement the law decides, mostly for equal shares, and nobody can be held to what was said.",
    fix="The holder agrees to the share, or says what it should be; the day is written down.",
    source="Field notes on rights: ftsmusic.com, no paper means equal shares",
    needs=("release.splits", "split.share", "split.agreed|split.agreed_at"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        splits=(share("Ana", "50"), share("Kaya", "50", agreed=None)),
        says="Kaya has not agreed to 50 % of the composition of Night Bus",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        splits=(share("Ana", "50"), share("Kaya", "50"), share("Lee", "0", agreed=None)),
    ),
)
def split_not_agreed(view: View, context: Context) -> Iterator[Finding]:
    for slices in pies_of(view.release):
        for split in slices.splits:
            if not isinstance(split.share, Decimal) or not split.share or is_agreed(split) is not False:
                continue
            yield Hit(
                split,
                f"{holder_of(split)} has not agreed to {percent(split.share)} of {slices.name}",
                who=split.holder if isinstance(split.holder, Actor) else None,
                about=(f"share:{split.key}",),
                severity=Severity.BLOCKER if before_upload(view, context) else None,
            )
