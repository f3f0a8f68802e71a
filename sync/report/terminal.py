"""The findings in a terminal: per release, worst first, each with who should do what, what was seen, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

from rules.model import SourceRead
from rules.policy import Severity
from rules.violation import Report, Violation
from rules.wording import counted
from sync.budget import budget_sentence
from sync.report.layout import hang, hanging, line, put
from sync.report.untold import print_untold
from sync.wording import who_does_what

STYLES = {Severity.BLOCKER: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MARGIN = 16
"""Where sentences begin: right of severity and code."""
_MOST = 10
"""Repairs and unreadable values that are listed; the document for machines has them all."""


def print_report(
    console: Console, report: Report, sources: Sequence[SourceRead], as_of: datetime, most: int | None = None
) -> None:
    """Print what was read, what was found per release, and what could not be told.

    With `most`, only that many gaps are told, the worst of all releases, and how many more there are.
    """
    for read in sources:
        _print_reading(console, read)
    by_release: dict[str, list[Violation]] = {}
    left = 0 if most is None else max(0, len(report.violations) - most)
    for violation in sorted(report.violations, key=lambda v: v.severity.rank)[:most] if left else report.violations:
        by_release.setdefault(violation.subject.release, []).append(violation)
    for title, violations in by_release.items():
        console.print()
        heading = hanging(console, Text(), line((title, "bold"), (f"  {severities(violations)}", "dim")))
        violations.sort(key=lambda v: (v.severity.rank, v.subject.title, v.code))
        put(console, [heading, *(row for violation in violations for row in _gap(console, violation))])
    if left:
        console.print()
        hang(console, Text(), line((f"and {left} more", "bold"), ": streetdate check prints them all"))
    print_untold(console, report.cannot_tell)
    if report.lapsed:
        console.print()
        console.print(Text("Waivers that do nothing any more", "bold"))
    for lapsed in report.lapsed:
        hang(console, line("  "), line(f"{lapsed.waiver.code} on {lapsed.waiver.subject}: {lapsed.why}"))
    console.print()
    hang(console, Text(), closing_line(report, as_of, whole=all(read.complete for read in sources)))


def closing_line(report: Report, as_of: datetime, *, whole: bool = True) -> Text:
    """Return the one line that counts everything: kept, waived, and what could not be told."""
    head = severities(report.violations) or ("no gaps" if whole else "no gaps in what could be read")
    worst = min((v.severity for v in report.violations), key=lambda s: s.rank, default=None)
    return line(
        (head, STYLES[worst] if worst else "bold green" if whole else "bold yellow"),
        f"; {len(report.waived)} waived, {len(report.cannot_tell)} could not be told",
        (f"  (as of {as_of:%a} {as_of.day} {as_of:%b %Y, %H:%M %Z})", "dim"),
    )


def severities(violations: Iterable[Violation]) -> str:
    """Return "2 blockers, 1 note", worst first."""
    found = [violation.severity for violation in violations]
    return ", ".join(counted(found.count(each), each.value) for each in Severity if each in found)


def _print_reading(console: Console, read: SourceRead) -> None:
    state = ("read completely", "green") if read.complete else ("not read completely", "bold red")
    hang(
        console,
        Text(),
        line((read.title or read.name, "bold"), (f"  {read.tool}, {counted(read.records, 'record')}, ", "dim"), state),
    )
    if read.error:
        hang(console, line("  "), line((read.error, "red")))
    if read.budget:
        over = read.budget.projected > read.budget.limit
        hang(console, line(("  budget   ", "yellow" if over else "dim")), line(budget_sentence(read.budget)))
    if read.unseen:
        hang(console, line(("  later    ", "dim")), line(read.unseen))
    for gone in read.drift:
        hang(console, line(("  settings ", "yellow")), line(gone))
    for repair in read.repairs[:_MOST]:
        times = f" ({repair.count} times)" if repair.count > 1 else ""
        hang(console, line(("  read as  ", "dim")), line(f"{repair.where}: {repair.what}{times}"))
    for value in read.unreadable[:_MOST]:
        where = value.ref.url or f"{read.tables.get(value.ref.container, value.ref.container)}, {value.ref.record}"
        hang(
            console,
            line(("  unread   ", "yellow")),
            line(f"{value.field} is “{_short(value.text)}”: {value.reason}", (f"  {where}", "dim")),
        )
    if (more := len(read.repairs[_MOST:]) + len(read.unreadable[_MOST:])) > 0:
        console.print(line((f"  and {more} more; see --format json", "dim")))


def _gap(console: Console, violation: Violation) -> Iterator[Text]:
    severity, subject = violation.severity, violation.subject
    head = line((f"{severity.value:<8}", STYLES[severity]), (violation.code, "bold"), "  ")
    yield hanging(console, head, line(violation.message))
    who = violation.who.name if violation.who else ""
    yield hanging(console, _label("who" if who else "do"), _asked(who, violation.fix))
    for evidence in violation.evidence:
        yield hanging(console, _label("seen"), line(evidence))
    where = subject.ref.url or subject.ref.container or subject.title
    yield hanging(console, _label("where"), line((where, "dim")))


def _label(word: str) -> Text:
    return line((f"{word:>{_MARGIN - 2}}  ", "dim"))


def _asked(who: str, fix: str) -> Text:
    asked = who_does_what(who, fix)
    return line((who, "bold"), asked.removeprefix(who)) if who and asked.startswith(who) else line(asked)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
