"""The report as Markdown: for an issue, a wiki page or a chat. Renders a `ReportPage`; computes nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from rules.loops.loop import Stand
from rules.model import Maybe, State, Unknown
from rules.wording import counted, listed
from sync.budget import budget_sentence
from sync.gap import Gap
from sync.report.markdown_text import link, table, text
from sync.report.page import Approval, Counts, OpenGap, Passing, ReleasePage, ReportPage, Row
from sync.report.sheet import FactGroup
from sync.review.measures import summary
from sync.review.measures_table import measures_table


def render_markdown(page: ReportPage) -> str:
    """Return the whole report. What other people wrote in it reads as they wrote it and does nothing."""
    parts: list[Iterable[str]] = [_head(page)]
    if page.people:
        parts.append(["## Who must act", "", *_people(page)])
    parts += [_release(release) for release in page.releases if release.watched or release.gaps]
    parts.append(["## Since the last run", "", *_turns(page)])
    if page.waived or page.lapsed:
        parts.append(["## Waived", "", *_waived(page)])
    if page.figures:
        parts.append(["## How the system works", "", text(summary(page.figures)), "", *measures_table(page.figures)])
    if page.cannot_tell:
        parts.append(["## Cannot tell", "", *_untold(page)])
    parts.append(["## Sources", "", *_sources(page)])
    return "\n\n".join("\n".join(part).strip() for part in parts) + "\n"


def _head(page: ReportPage) -> Iterator[str]:
    yield f"# {text(page.title)}: {_counted(page.counts)}"
    yield ""
    yield f"As of {moment(page.as_of)}."
    for trouble in page.troubles:
        yield ""
        yield f"> **Not complete.** {text(trouble)}"


def _people(page: ReportPage) -> Iterator[str]:
    for person in page.people:
        waiting = f"; waiting: {listed(map(text, person.waiting))}" if person.waiting else ""
        yield f"- **{text(person.name) or 'Nobody yet'}**: {_counted(person.counts)}{waiting}"


def _release(release: ReleasePage) -> Iterator[str]:
    yield f"## {link(release.title, release.url)}: {_counted(release.counts)}"
    yield ""
    artist = f"{text(release.artist)}, " if release.artist else ""
    yield f"{artist}{_release_day(release)}."
    if release.rows:
        yield ""
        columns = ("Deliverable", "Owner", "Status", "Due", "Handoff", "Approval", "Gaps")
        yield from table(columns, map(_row, release.rows))
    if release.approvals:
        yield ""
        yield from (f"- {text(approval.title)}: {_approval(approval)}" for approval in release.approvals)
    if release.gaps:
        yield ""
        for gap in release.gaps:
            yield from _gap(gap)
    if release.sheet:
        yield ""
        yield from table(("Fact", "Value", "Stands in"), _sheet(release.sheet))
    if release.loops:
        yield ""
        yield from table(("Loop", "Stage", "Open", "The next needs"), map(_loop, release.loops))


def _loop(stand: Stand) -> tuple[str, ...]:
    open_ = "; ".join(text(action.words) for action in stand.actions if action.done is False)
    return stand.loop.value, stand.stage.value, open_, "; ".join(text(action.words) for action in stand.missing)


def _sheet(groups: Iterable[FactGroup]) -> Iterator[tuple[str, ...]]:
    for group in groups:
        of = f"{text(group.title)}: " if group.named else ""
        for fact in group.lines:
            value = "**the tools disagree**" if fact.disputed and not fact.value else text(fact.value)
            stands = (
                (f"{text(each.value)} in " if fact.disputed or fact.unknown else "")
                + link(each.source, each.url)
                + (f" (not read now, last seen on {each.last_seen})" if each.last_seen else "")
                for each in fact.said
            )
            yield (
                f"{of}{text(fact.name)}",
                value or ("cannot tell" if fact.unknown else "not stated"),
                "; ".join(stands),
            )


def _release_day(release: ReleasePage) -> str:
    if release.days_to_go is None or not isinstance(release.date, date):
        return f"release date {_maybe(release.date)}"
    away = release.days_to_go
    when = "today" if away == 0 else f"in {counted(away, 'day')}" if away > 0 else f"{counted(-away, 'day')} ago"
    return f"out on {day(release.date)}, {when}"


def _row(row: Row) -> tuple[str, ...]:
    if isinstance(row.owners, Unknown):
        owners = "cannot tell"
    else:
        owners = listed(map(text, row.owners)) + (" (by inheritance)" if row.inherited else "")
    due = _maybe(row.due) + (" **late**" if row.late else "")
    codes = ", ".join(dict.fromkeys(gap.violation.code for gap in row.gaps))
    return (
        link(row.title, row.url),
        owners,
        _maybe(row.state),
        due,
        "; ".join(map(_passing, row.passings)),
        "; ".join(map(_approval, row.approvals)),
        codes,
    )


def _passing(passing: Passing) -> str:
    to = f"to {text(passing.receiver)}: " if passing.receiver else ""
    return f"{to}{passing.state}"


def _approval(approval: Approval) -> str:
    who = f" ({text(approval.by)})" if approval.by else ""
    on = f", {day(approval.on)}" if approval.on else ""
    return f"{approval.ruling}{who}{on}"


def _gap(gap: OpenGap) -> Iterator[str]:
    found = gap.violation
    who = text(found.who.name) if found.who else "nobody yet"
    turned = f" _{gap.turned}_" if gap.turned != "still open" else ""
    yield f"- **{found.severity.value}** {found.code} {link(found.message, found.subject.ref.url)}{turned}"
    yield f"  - {who}: {text(found.fix)}"
    if gap.waiting:
        yield f"  - waiting: {listed(map(text, gap.waiting))}"
    yield from (f"  - seen: {text(evidence)}" for evidence in found.evidence)


def _turns(page: ReportPage) -> Iterator[str]:
    for name, gaps in (("New", page.new), ("Worse", page.worse)):
        yield from _turn(name, [(gap.violation.code, gap.violation.message) for gap in gaps])
    yield f"- **Still open**: {len(page.still) or 'none'}"
    for name, ended in (("Closed", page.closed), ("Kept, because this run could not judge it", page.kept)):
        yield from _turn(name, [(gap.code, _said(gap)) for gap in ended])


def _turn(name: str, gaps: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f"- **{name}**: {len(gaps) or 'none'}"
    yield from (f"  - {code} {text(message)}" for code, message in gaps)


def _said(gap: Gap) -> str:
    return f"{gap.message} ({gap.release})" if gap.release else gap.message


def _waived(page: ReportPage) -> Iterator[str]:
    for entry in page.waived:
        waiver, found = entry.waiver, entry.violation
        yield (
            f"- {found.code} {link(found.message, found.subject.ref.url)}: {text(waiver.reason)} "
            f"({text(waiver.by)}, until {day(waiver.until)})"
        )
    for lapsed in page.lapsed:
        yield f"- {text(lapsed.waiver.code)} on {text(lapsed.waiver.subject)}: {text(lapsed.why)}; remove the waiver"


def _untold(page: ReportPage) -> Iterator[str]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for entry in page.cannot_tell:
        grouped.setdefault((entry.table or entry.container, entry.why), []).append(entry.code)
    for (called, why), codes in grouped.items():
        yield f"- {text(called)}: {text(why)} ({', '.join(dict.fromkeys(codes))})"


def _sources(page: ReportPage) -> Iterator[str]:
    columns = ("Source", "Tool", "Read", "Records", "Requests", "Complete")
    rows = (
        (
            text(read.title or read.name),
            text(read.tool),
            moment(read.read_at.astimezone(page.as_of.tzinfo)),
            str(read.records),
            str(read.requests),
            "yes" if read.complete else f"**no**: {text(read.error)}",
        )
        for read in page.sources
    )
    yield from table(columns, rows)
    for read in page.sources:
        if read.budget:
            yield ""
            yield f"- {text(read.title or read.name)}: {budget_sentence(read.budget)}"
        if read.unseen:
            yield ""
            yield f"- {text(read.title or read.name)}: {text(read.unseen)}"
        for value in read.unreadable:
            yield ""
            where = f"{text(read.tables.get(value.ref.container, value.ref.container))}, {text(value.field)}"
            yield f"- {where} is “{text(value.text)}”: {text(value.reason)}"


def _counted(counts: Counts) -> str:
    parts = ((counts.blockers, "blocker"), (counts.warnings, "warning"), (counts.notes, "note"))
    return ", ".join(counted(number, noun) for number, noun in parts if number) or "no gaps"


def _maybe(value: Maybe[date | State]) -> str:
    """Return a fact as a cell: empty and unknown are told apart."""
    if isinstance(value, Unknown):
        return "cannot tell"
    if value is None:
        return ""
    return value.value if isinstance(value, State) else day(value)


def day(value: date) -> str:
    """Return a day as a report writes it."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def moment(value: datetime) -> str:
    """Return an instant as a report writes it, in its own zone."""
    return f"{day(value)} {value:%H:%M %Z}"
