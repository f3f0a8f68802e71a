"""The findings in a terminal: worst first, each with where it stands, who acts, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from rules.model import SourceRead
from rules.policy import Severity
from rules.violation import CannotTell, Report, Violation

_STYLES = {Severity.BLOCKER: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_report(console: Console, report: Report, sources: Sequence[SourceRead], as_of: datetime) -> None:
    """Print what was read, what was found per release, and what could not be told."""
    for read in sources:
        console.print(_source_line(read))
    for read in sources:
        _print_reading(console, read)
    by_release: dict[str, list[Violation]] = {}
    for violation in report.violations:
        by_release.setdefault(violation.subject.release, []).append(violation)
    for title, violations in by_release.items():
        console.print()
        console.print(line((title, "bold"), (f"  {_counted(violations)}", "dim")))
        for violation in sorted(violations, key=lambda v: (v.severity.rank, v.subject.title, v.code)):
            console.print(_gap(violation))
    _print_untold(console, report.cannot_tell)
    for lapsed in report.lapsed:
        console.print(line(("waiver  ", "dim"), f"{lapsed.waiver.code} on {lapsed.waiver.subject}: {lapsed.why}"))
    console.print()
    console.print(closing_line(report, as_of))


def closing_line(report: Report, as_of: datetime) -> Text:
    """Return the one line that counts everything: kept, waived, and what could not be told."""
    head = _counted(report.violations) if report.violations else "no gaps"
    waived, untold = len(report.waived), len(report.cannot_tell)
    tail = f"{waived} waived, {untold} could not be told; as of {as_of:%a %d %b %Y %H:%M %Z}"
    worst = min((v.severity for v in report.violations), key=lambda s: s.rank, default=None)
    return line((head, _STYLES[worst] if worst else "bold green"), f"  ({tail})")


def _counted(violations: Iterable[Violation]) -> str:
    counts: dict[Severity, int] = {}
    for violation in violations:
        counts[violation.severity] = counts.get(violation.severity, 0) + 1
    return ", ".join(
        f"{counts[severity]} {severity.value}{'s' if counts[severity] > 1 else ''}"
        for severity in Severity
        if severity in counts
    )


def _source_line(read: SourceRead) -> Text:
    state = ("read completely", "green") if read.complete else (f"not read completely: {read.error}", "bold red")
    return line(
        ("source  ", "dim"), read.title or read.name, (f"  {read.tool}, {read.records} records, ", "dim"), state
    )


def _print_reading(console: Console, read: SourceRead) -> None:
    for repair in read.repairs:
        times = f" ({repair.count} times)" if repair.count > 1 else ""
        console.print(line(("read as  ", "dim"), f"{repair.where}: {repair.what}{times}"))
    for value in read.unreadable[:10]:
        console.print(
            line(
                ("unread  ", "yellow"),
                f"{value.ref.container}, {value.field} is “{_short(value.text)}”: {value.reason}",
            )
        )
    if len(read.unreadable) > 10:
        console.print(line((f"unread  and {len(read.unreadable) - 10} more values; see --format json", "dim")))


def _gap(violation: Violation) -> Group:
    who = violation.who.name if violation.who else "nobody yet"
    head = line(
        (f"{violation.severity.value:<8}", _STYLES[violation.severity]),
        (violation.code, "bold"),
        f"  {violation.message}",
    )
    lines: list[Text] = [line(("who   ", "dim"), (who, "bold"), f": {violation.fix}")]
    lines += [line(("seen  ", "dim"), evidence) for evidence in violation.evidence]
    where = violation.subject.ref.url or violation.subject.ref.container
    lines.append(line(("where ", "dim"), (where, "dim")))
    return Group(head, Padding(Group(*lines), (0, 0, 0, 8)))


def _print_untold(console: Console, untold: Sequence[CannotTell]) -> None:
    """Print what could not be told, one line per source and reason with the codes it concerns."""
    if not untold:
        return
    grouped: dict[tuple[str, str], list[CannotTell]] = {}
    for entry in untold:
        grouped.setdefault((entry.container, entry.why), []).append(entry)
    console.print()
    console.print(Text("Cannot tell", "bold"))
    for (container, why), entries in grouped.items():
        codes = ", ".join(entry.code for entry in entries)
        count = max(entry.count for entry in entries)
        records = f"{count} records" if count > 1 else entries[0].example
        console.print(line((f"{container}: ", "bold"), why, (f"  {records}; {codes}", "dim")))


def line(*parts: str | tuple[str, str]) -> Text:
    """Return one line of text and styled text; control characters, which a terminal would obey, are dropped."""
    return Text.assemble(*(_safe(part) if isinstance(part, str) else (_safe(part[0]), part[1]) for part in parts))


def _safe(text: str) -> str:
    return "".join(char if char.isprintable() or char == " " else "�" for char in text)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
