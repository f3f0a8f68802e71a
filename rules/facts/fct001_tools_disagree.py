"""FCT001: two tools state different values for one fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rules.facts.since import stated_since
from rules.model import (
    Deliverable,
    Gate,
    Handoff,
    Link,
    Pitch,
    Ref,
    Release,
    Split,
    StatedFact,
    Statement,
    Track,
    Version,
)
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, plan, work
from rules.view import View
from rules.wording import listed

_GRAVE = frozenset(
    {
        "date", "locked_at", "deliverable.due", "deliverable.scheduled_for", "deliverable.version", "gate.due",
        "gate.decisions", "handoff.due", "version.canonical", "version.file", "track.pitch_from", "track.pitch_until",
        "pitch.due", "pitch.version", "pitch.from_day", "pitch.until_day", "split.shares", "split.agreed",
    }
)  # fmt: skip
"""Dates that somebody works towards, versions, decisions and splits. When something happened is none of them."""
_LONGEST = 80
"""Characters of a value that a sentence holds."""

_OWNER_SETTLES = (
    "The owner settles the value, and corrects it where it is wrong; or the settings say which tool is right."
)

_Record = Release | Deliverable | Track | Gate | Handoff | Version | Split | Pitch


def _two_dates(right: str = "") -> tuple[StatedFact, ...]:
    plan_says = Statement("2026-09-04", Ref("workbook", "Releases", "Night Bus"), "plan")
    board_says = Statement("2026-09-11", Ref("airtable", "Releases", "rec1"), "board")
    return (StatedFact("date", "release date", "Night Bus", (plan_says, board_says), disputed=True, right=right),)


@rule(
    code="FCT001",
    name="tools-disagree",
    severity=Severity.BLOCKER,
    escalates="A warning where neither a date, a version, a decision nor a split is meant, or where the settings say "
    "which tool is right.",
    summary="Two tools state different values for one fact of the same release, track or piece of work.",
    why="Whoever looks into the other tool works towards another day, with another file, on another decision.",
    fix="The manager settles the value, and corrects it where it is wrong; or the settings say which tool is right.",
    source="The coordination layer: one place where the facts agree",
    needs=("release.facts",),
    flagged=lambda: plan(
        work("Press photos", "Dee"),
        facts=_two_dates(),
        says="Night Bus: the release date is 2026-09-04 in plan, but 2026-09-11 in board",
    ),
    clean=lambda: plan(work("Press photos", "Dee"), date=day("2026-09-04")),
)
def tools_disagree(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    if not isinstance(release.facts, tuple):
        return
    disputed = [fact for fact in release.facts if fact.disputed]
    if not disputed:
        return
    records = _records(view)
    for fact in disputed:
        record = records.get(fact.on)
        if record is None:
            continue
        evidence = tuple(_seen(release, fact, statement, context) for statement in fact.statements)
        called = _called(record, release)
        owner = record.owner if isinstance(record, Deliverable) else None
        if fact.right:
            told = next(statement for statement in fact.statements if statement.source == fact.right)
            wrong = [statement for statement in fact.statements if statement.value != told.value]
            others = listed(f"{_short(each.value)} in {each.source}" for each in wrong)
            yield Hit(
                replace(record, ref=wrong[0].ref) if wrong else record,
                f"{called}: {fact.right} is right, the {fact.words} is {_short(told.value)}; it is {others}",
                who=owner,
                evidence=evidence,
                detail=fact.name,
                severity=Severity.WARNING,
                fix=f"Whoever keeps {listed(dict.fromkeys(each.source for each in wrong))} corrects it there.",
            )
            continue
        values: dict[str, list[str]] = {}
        for statement in fact.statements:
            values.setdefault(_short(statement.value), []).append(statement.source)
        said = ", but ".join(f"{value} in {listed(dict.fromkeys(sources))}" for value, sources in values.items())
        yield Hit(
            record,
            f"{called}: the {fact.words} is {said}",
            who=owner,
            evidence=evidence,
            detail=fact.name,
            severity=None if fact.name in _GRAVE else Severity.WARNING,
            fix="" if owner is None else _OWNER_SETTLES,
        )


def _records(view: View) -> dict[str, _Record]:
    """Return everything in the release that is still wanted, by key."""
    release = view.release
    found: dict[str, _Record] = {item.key: item for item in view.deliverables}
    for some in (release.tracks, release.gates, release.handoffs, release.versions, release.splits, release.pitches):
        if isinstance(some, tuple):
            found.update((item.key, item) for item in some if not getattr(item, "cancelled", False))
    found[release.key] = release
    return found


def _called(record: _Record, release: Release) -> str:
    """Return what the fact is about: a pie is its track's, not that of the first who holds a share of it."""
    if not isinstance(record, Split):
        return record.title
    return record.track.text if isinstance(record.track, Link) and record.track.text else release.title


def _seen(release: Release, fact: StatedFact, statement: Statement, context: Context) -> str:
    seen = stated_since(release, fact, statement, context.memory)
    since: date = context.calendar.day(min(seen or context.pulled_at, context.now))
    where = f", {statement.ref.url}" if statement.ref.url else ""
    # A first look finds values of any age.
    known = release.key in context.memory.stated
    return (
        f"{statement.source}: {_short(statement.value)}, {'there since' if known else 'first seen on'} {since}{where}"
    )


def _short(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
