"""Milestones of small plans, as the tests ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING
from rules.model import Deliverable, Moment, Ref, Release, Slate, SourceRead
from rules.policy import Policy, Severity
from rules.samples import MONDAY, release, slate
from rules.violation import Report
from sync.gap import Gap
from sync.milestones.derive import milestones_of
from sync.milestones.milestone import Milestone, Milestones, Sort, key_of

BERLIN = "Europe/Berlin"


def judged(
    *releases: Release, policy: Policy | None = None, kept: Iterable[Gap] = (), complete: bool = True
) -> Milestones:
    """Return the milestones of these releases with everything that the rules find wrong with them."""
    policy = policy or Policy(zone=BERLIN)
    plan = seen(slate(*releases), complete=complete)
    return milestones_of(plan, check(plan, policy, MONDAY, NOTHING, ALL), policy, "label", MONDAY, kept)


def of(*deliverables: Deliverable, complete: bool = True, kept: Iterable[Gap] = (), **facts: Any) -> Milestones:
    """Return the milestones of one release with which nothing is wrong."""
    plan = seen(slate(release(*deliverables, **facts)), complete=complete)
    return milestones_of(plan, Report(), Policy(zone=BERLIN), "label", MONDAY, kept)


def seen(plan: Slate, *, complete: bool) -> Slate:
    """Return the slate as read completely, or not."""
    return replace(plan, sources=(SourceRead("plan", "workbook", "Plan", MONDAY, complete=complete),))


def told(found: Milestones, sort: Sort) -> list[tuple[str, Moment]]:
    """Return title and day of the milestones of one sort."""
    return [(m.title, m.on) for m in found.found if m.sort is sort]


def milestone(number: int = 1, on: Moment = MONDAY, **facts: Any) -> Milestone:
    """Return a milestone that needs no plan."""
    known: dict[str, Any] = {
        "key": key_of("label", f"record {number}", "due"),
        "sort": Sort.DUE,
        "title": f"Due: Work {number}",
        "on": on,
        "zone": BERLIN,
        "release": "Night Bus",
        "ref": Ref("notion", "Plan", f"r{number}", f"https://tool.example/r{number}"),
    }
    return Milestone(**{**known, **facts})


def gap(
    message: str = "Final master changed after the yes", severity: Severity = Severity.BLOCKER, **facts: Any
) -> Gap:
    """Return a gap on the final master."""
    known: dict[str, Any] = {
        "fingerprint": "f1", "code": "GAT005", "name": "stale-approval", "severity": severity, "message": message,
        "fix": "Ask Ana for a new yes.", "who": "Kaya", "who_key": "name:kaya",
        "ref": Ref("notion", "Plan", "r1"), "kind": "deliverable", "key": "Final master", "title": "Final master",
        "release": "Night Bus", "release_key": "Night Bus",
    }  # fmt: skip
    return Gap(**{**known, **facts})


def later(days: float) -> datetime:
    """Return the instant so many days after the examples' Monday."""
    return MONDAY + timedelta(days=days)


NOW = MONDAY.astimezone(UTC)
