"""What a run tells about itself while it goes on: stages and figures, never a word from anybody's plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rules.model import Slate
from rules.policy import Severity
from rules.violation import Report

if TYPE_CHECKING:
    from sync.apply import ApplyResult
    from sync.living.living import Kept
    from sync.notify.tell import Telling
    from sync.publishing import Publishing
    from sync.pull import Pulled
    from sync.step import Plan


@dataclass(frozen=True, slots=True)
class Figures:
    """What one stage came to, for one source or, without a source, for all of them."""

    counts: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    requests: int = 0


@dataclass(frozen=True, slots=True)
class Passed:
    """One stage that is over."""

    stage: str
    seconds: float
    """Of the whole stage, also where sources that were read side by side are told one by one."""
    figures: Figures


def unheard(_: Passed) -> None:
    """Hear nothing."""


def of_pull(pulled: Pulled) -> Iterator[Figures]:
    """Yield what each source brought."""
    for source, pull in pulled.pulls.items():
        yield Figures({"records": len(pull.records), "complete": int(pull.complete)}, source, pull.requests)


def of_slate(slate: Slate) -> Figures:
    """Return how much there is to judge."""
    work = sum(len(release.deliverables) for release in slate.releases)
    unreadable = sum(len(source.unreadable) for source in slate.sources)
    return Figures({"releases": len(slate.releases), "deliverables": work, "unreadable": unreadable})


def of_report(report: Report) -> Figures:
    """Return how many gaps were found."""
    found = [violation.severity for violation in report.violations]
    return Figures(
        {
            **{severity.value: found.count(severity) for severity in Severity},
            "waived": len(report.waived),
            "untold": len(report.cannot_tell),
        }
    )


def of_plan(plan: Plan) -> Iterator[Figures]:
    """Yield what each target is to be asked for; one line without a source where nothing is."""
    for source, requests in plan.requests.items():
        yield Figures({"changes": len(plan.of(source))}, source, requests)
    if not plan.requests:
        yield Figures({"changes": 0})


def of_writing(written: ApplyResult, requests: int) -> Figures:
    """Return what became of the plan, and how many requests that took."""
    return Figures(
        {
            "written": len(written.receipts),
            "refused": len(written.refused),
            "failures": len(written.failures),
            "unwritten": sum(failure.unwritten for failure in written.failures),
        },
        requests=requests,
    )


def of_publishing(publishing: Publishing) -> Figures:
    """Return what became of the events in all calendars, and how many requests that took."""
    return Figures(
        {
            **publishing.events,
            "failures": len(publishing.failures),
            "unwritten": sum(failure.unwritten for failure in publishing.failures),
        },
        requests=sum(each.requests for each in publishing.mirrored),
    )


def of_telling(telling: Telling) -> Figures:
    """Return how many messages were sent, and how many receivers were not reached."""
    return Figures({"messages": sum(each.taken for each in telling.messages), "failures": len(telling.failures)})


def of_living(kept: Kept) -> Figures:
    """Return what became of the report that is kept in a tool."""
    return Figures(
        {"written": int(kept.written), "failures": int(kept.failure is not None)}, kept.source, kept.requests
    )
