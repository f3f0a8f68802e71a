"""PLN009: deliverables that the release's template expects are missing from the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.lifecycle import not_yet_out
from rules.model import Unknown
from rules.policy import Policy, Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, work
from rules.templates.template import ANY, template_of
from rules.view import View
from rules.wording import listed

_SINGLES = Policy(templates=(replace(ANY, name="single", phrase="a single", words=frozenset({"single"})),))
"""The policy of the examples: its only template asks the least of a single."""


@rule(
    code="PLN009",
    name="incomplete-plan",
    severity=Severity.WARNING,
    escalates="A note where the release follows no template: it lists what such releases usually have.",
    summary="A release that is not out yet follows a template, and deliverables that the template expects are missing.",
    why="What nobody wrote down is what everybody remembers in the last week.",
    fix="The manager adds what is missing with an owner and a date, or takes the template's name off the release.",
    source="The career operating system: standard templates",
    needs=(),
    flagged=lambda: plan(
        work("Press photos", "Dee"),
        *(work(title, "Mia") for title in ("Master", "Artwork", "Editorial pitch", "Launch posts")),
        template="Single",
        gates=Unknown.ABSENT,
        policy=_SINGLES,
        says="Night Bus follows the template of a single, and its plan has no distributor upload",
    ),
    clean=lambda: plan(
        *(work(title, "Mia") for title in ("Master", "Artwork", "Editorial pitch", "Launch posts")),
        work("Distributor upload", "Mia", due="2026-08-07"),
        template="Single",
        gates=Unknown.ABSENT,
        policy=_SINGLES,
    ),
)
def incomplete_plan(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    # A release that only stray rows imply is no plan that could lack anything.
    if not not_yet_out(release, context) or (release.implied and not release.deliverables):
        return
    named, typed = release.template, release.type
    known = context.policy.templates
    follows = template_of(named, known) if isinstance(named, str) else None
    template = follows or (template_of(typed, known) if isinstance(typed, str) else None) or ANY
    # What was cancelled is not forgotten: somebody decided against it.
    kinds = {item.kind for item in release.deliverables}
    if not (missing := template.missing(kinds)):
        return
    if unseen := context.unseen(release):
        yield Untold(release, f"what is missing may stand in {unseen}")
        return
    lacks = listed(missing, "or")
    if follows:
        message = f"{release.title} follows the template of {template.phrase}, and its plan has no {lacks}"
    else:
        message = f"The plan of {release.title} has no {lacks}; {template.phrase} usually has"
    usual = template.missing_usual(kinds)
    yield Hit(
        release,
        message,
        evidence=(f"{template.phrase} mostly has besides: {', '.join(usual)}",) if usual else (),
        severity=None if follows else Severity.NOTE,
        fix="" if follows else "The manager adds what is missing with an owner and a date, if it is wanted.",
    )
