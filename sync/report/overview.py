"""From one run to everything a report shows: who owns what, who waits for whom, what changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rules.lifecycle import is_active
from rules.loops.stands import stands_of
from rules.memory import Memory
from rules.model import Actor, Deliverable, Release, Unknown
from rules.neighbours import Neighbours
from rules.planning.lateness import overdue_since
from rules.policy import Policy, Severity
from rules.rule import Context, Rule
from rules.standing import Checkpoint
from rules.view import View
from rules.violation import Violation
from sync.report.fact_sheet import Places, fact_sheet
from sync.report.page import (
    Approval,
    Counts,
    OpenGap,
    Passing,
    PersonPage,
    ReleasePage,
    ReportPage,
    Row,
    Turned,
)
from sync.report.passing import approval_of, passings_of
from sync.report.timeline import points_of
from sync.report.waiting import Waiting
from sync.result import RunResult


def report_page(result: RunResult, policy: Policy, memory: Memory, rules: Sequence[Rule]) -> ReportPage:
    """Return the report of one run. `memory` is the store's, as the run's own check saw it or left it."""
    slate, report, turned = result.slate, result.report, result.turns
    calendar = policy.calendar()
    context = Context(
        result.as_of, calendar.today(result.as_of), calendar, policy, memory, slate.pulled_at, slate.people_known,
        all(source.complete for source in slate.sources),
    )  # fmt: skip
    neighbours = Neighbours(slate.releases)
    places = Places.of(slate)
    by_release: dict[str, list[Violation]] = {}
    for violation in report.violations:
        by_release.setdefault(violation.subject.release_key, []).append(violation)
    worse, new = frozenset(turned.worse), frozenset(turned.new)
    releases: list[ReleasePage] = []
    for release in slate.releases:
        view = View(release, context, neighbours)
        waiting = Waiting(view)
        gaps = tuple(
            OpenGap(violation, _turned(violation.fingerprint, new, worse), waiting.on(violation))
            for violation in sorted(by_release.get(release.key, ()), key=_worst_first)
        )
        releases.append(_release(view, gaps, waiting, context, places))
    found = {gap.violation.fingerprint: gap for release in releases for gap in release.gaps}
    closed = tuple(turned.lives[mark].gap for mark in turned.closed)
    codes = {
        *(violation.code for violation in report.violations),
        *(entry.violation.code for entry in report.waived),
        *(entry.code for entry in report.cannot_tell),
        *(gap.code for gap in (*closed, *turned.kept_gaps)),
    }
    return ReportPage(
        title=result.workspace,
        as_of=result.as_of.astimezone(calendar.zone),
        counts=_counts(report.violations),
        releases=tuple(sorted(releases, key=_most_troubled_first)),
        people=_people(found.values()),
        new=tuple(found[mark] for mark in turned.new if mark in found),
        worse=tuple(found[mark] for mark in turned.worse if mark in found),
        still=tuple(found[mark] for mark in turned.still if mark in found and mark not in worse),
        waived=report.waived,
        lapsed=report.lapsed,
        closed=closed,
        kept=turned.kept_gaps,
        cannot_tell=report.cannot_tell,
        sources=tuple(replace(read, requests=result.requests.get(read.name, read.requests)) for read in result.sources),
        troubles=(
            *(f"held back: {held.reason}; {held.todo}" for held in result.held),
            *(f"{unread.source} could not be read: {unread.error.message}" for unread in result.unread),
            *(f"{failure.source} could not be written: {failure.error.message}" for failure in result.failures),
        ),
        rules=tuple(sorted((rule for rule in rules if rule.code in codes), key=lambda rule: rule.code)),
    )


def _release(view: View, gaps: tuple[OpenGap, ...], waiting: Waiting, context: Context, places: Places) -> ReleasePage:
    release = view.release
    passings: dict[str, list[Passing]] = {}
    for key, passing in passings_of(view, context):
        passings.setdefault(key, []).append(passing)
    approvals: dict[str, list[Approval]] = {}
    for point in view.checkpoints:
        approvals.setdefault(_held_up(point), []).append(approval_of(point, context))
    on_work: dict[str, list[OpenGap]] = {}
    for gap in gaps:
        on_work.setdefault(waiting.work_key(gap.violation), []).append(gap)
    rows = {
        item.key: _row(
            item, passings.get(item.key, ()), approvals.get(item.key, ()), on_work.get(item.key, ()), context
        )
        for item in view.deliverables
    }
    day = release.date
    watched = is_active(release, context)
    return ReleasePage(
        key=release.key,
        title=release.title,
        url=release.ref.url,
        artist=release.artist if isinstance(release.artist, str) else "",
        date=day,
        days_to_go=(day - context.today).days if isinstance(day, date) else None,
        watched=watched,
        counts=_counts(gap.violation for gap in gaps),
        rows=tuple(rows.values()),
        approvals=tuple(approval for key, some in approvals.items() if key not in rows for approval in some),
        passings=tuple(passing for some in passings.values() for passing in some),
        gaps=gaps,
        points=points_of(view, rows, context),
        sheet=fact_sheet(release, places, context) if watched else (),
        loops=stands_of(view, context) if watched else (),
    )


def _row(
    item: Deliverable,
    passings: Iterable[Passing],
    approvals: Iterable[Approval],
    gaps: Iterable[OpenGap],
    context: Context,
) -> Row:
    inherited = not item.owners and item.inherited_owner is not None
    return Row(
        key=item.key,
        title=item.title,
        url=item.ref.url,
        owners=_names((item.inherited_owner,) if inherited and item.inherited_owner else item.owners),
        inherited=inherited,
        state=item.state,
        due=item.due,
        late=overdue_since(item, context) is not None,
        passings=tuple(passings),
        approvals=tuple(approvals),
        gaps=tuple(gaps),
    )


def _people(gaps: Iterable[OpenGap]) -> tuple[PersonPage, ...]:
    """Return everybody who must act, gathered by who they are: two people may bear one name."""
    acting: dict[str, list[OpenGap]] = {}
    names: dict[str, str] = {}
    for gap in sorted(gaps, key=lambda gap: _worst_first(gap.violation)):
        who = gap.violation.who
        key = who.key if who else ""
        names.setdefault(key, who.name if who else "")
        acting.setdefault(key, []).append(gap)
    pages = [
        PersonPage(
            names[key],
            _counts(gap.violation for gap in theirs),
            tuple(theirs),
            tuple(dict.fromkeys(name for gap in theirs for name in gap.waiting)),
        )
        for key, theirs in acting.items()
    ]
    return tuple(sorted(pages, key=lambda page: (-page.counts.blockers, -page.counts.warnings, page.name.casefold())))


def _names(actors: tuple[Actor, ...] | Unknown) -> tuple[str, ...] | Unknown:
    return actors if isinstance(actors, Unknown) else tuple(actor.name for actor in actors)


def _held_up(point: Checkpoint) -> str:
    return point.work.key if isinstance(point.work, (Deliverable, Release)) else ""


def _turned(mark: str, new: frozenset[str], worse: frozenset[str]) -> Turned:
    return Turned.NEW if mark in new else Turned.WORSE if mark in worse else Turned.STILL


def _counts(violations: Iterable[Violation]) -> Counts:
    found = [violation.severity for violation in violations]
    return Counts(found.count(Severity.BLOCKER), found.count(Severity.WARNING), found.count(Severity.NOTE))


def _worst_first(violation: Violation) -> tuple[int, str, str, str]:
    subject = violation.subject
    return (violation.severity.rank, subject.title.casefold(), violation.code, violation.fingerprint)


def _most_troubled_first(release: ReleasePage) -> tuple[int, int, date, str]:
    day = release.date if isinstance(release.date, date) else date.max
    return (-release.counts.blockers, -release.counts.warnings, day, release.title.casefold())
