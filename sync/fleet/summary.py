"""The summary of a fleet: for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rules.wording import counted
from sync.fleet.outcome import Outcome, Row
from sync.report.harmless import harmless
from sync.report.markdown_text import table, text

if TYPE_CHECKING:
    from rich.console import Console

_SORTS: Mapping[Outcome, str] = {
    Outcome.DONE: "well",
    Outcome.GAPS: "well",
    Outcome.INCOMPLETE: "incomplete",
    Outcome.TIMED_OUT: "incomplete",
    Outcome.HELD: "held",
    Outcome.FAILED: "failed",
    Outcome.DIED: "failed",
    Outcome.STOPPED: "stopped",
}


def counts(rows: Sequence[Row]) -> Mapping[str, int]:
    """Return how many workspaces there are of each sort, and the sums of their figures."""
    sorts = [_SORTS[row.outcome] for row in rows]
    return {
        "workspaces": len(rows),
        **{sort: sorts.count(sort) for sort in dict.fromkeys(_SORTS.values())},
        "blocker": sum(row.blockers for row in rows),
        "new": sum(row.new for row in rows),
        "worse": sum(row.worse for row in rows),
        "closed": sum(row.closed for row in rows),
        "requests": sum(row.requests for row in rows),
    }


def total(rows: Sequence[Row]) -> str:
    """Return the sums in one sentence."""
    found = counts(rows)
    sorts = [f"{found[sort]} {sort}" for sort in dict.fromkeys(_SORTS.values()) if found[sort]]
    turned = f"{found['new']} new, {found['worse']} worse, {found['closed']} closed"
    return (
        f"{counted(found['workspaces'], 'workspace')}: {', '.join(sorts) or 'none'}; "
        f"{counted(found['blocker'], 'open blocker')} ({turned}), {counted(found['requests'], 'request')}"
    )


def what_to_do(rows: Iterable[Row]) -> str:
    """Return the one line that says what to do; "" where all is well."""
    troubled = [row.name for row in rows if not row.well]
    if not troubled:
        return ""
    named = ", ".join(troubled[:3]) + (f" and {len(troubled) - 3} more" if len(troubled) > 3 else "")
    return f"see to {named}: the reasons stand above; whatever is put right, the next fleet goes on from here"


def print_summary(console: Console, rows: Sequence[Row], seconds: float) -> None:
    """Print a line for each workspace, the reasons below those that are not well, and the sums."""
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False)
    shown.add_column("workspace", overflow="fold")
    shown.add_column("outcome")
    for name in ("blockers", "new", "worse", "closed", "requests", "seconds"):
        shown.add_column(name, justify="right")
    for row in rows:
        style = "" if row.well else "yellow" if row.outcome is Outcome.HELD else "red"
        shown.add_row(Text(harmless(row.name)), Text(row.outcome.value, style=style), *_figures(row))
    console.print(shown)
    for row in rows:
        for line in _reasons(row):
            console.print(Text(harmless(line)), soft_wrap=True)
    console.print(Text(f"\n{total(rows)}, {seconds:.1f} seconds"), soft_wrap=True)


def _figures(row: Row) -> tuple[str, ...]:
    if not row.judged:
        return ("–",) * 5 + (f"{row.seconds:.1f}",)
    return (*map(str, (row.blockers, row.new, row.worse, row.closed, row.requests)), f"{row.seconds:.1f}")


def _reasons(row: Row) -> Iterator[str]:
    if row.said:
        yield f"{row.name}: {row.said}"
    if row.todo:
        yield f"  → {row.todo}"
    for warning in row.warnings:
        yield f"{row.name}: beside it, {warning}"


def render_markdown(rows: Sequence[Row], seconds: float) -> str:
    """Return the summary as Markdown; what other people wrote in it does nothing."""
    columns = ("Workspace", "Outcome", "Blockers", "New", "Worse", "Closed", "Requests", "Seconds", "What to do")
    lines = [f"### {total(rows)}, {seconds:.0f} seconds", ""]
    lines += table(columns, ((text(row.name), _state(row), *_figures(row), _todo(row)) for row in rows))
    if todo := what_to_do(rows):
        lines += ["", f"**{text(todo)}**"]
    return "\n".join(lines) + "\n\n"


def _state(row: Row) -> str:
    return row.outcome.value if row.well else f"**{row.outcome.value}**"


def _todo(row: Row) -> str:
    return text("; ".join(part for part in (row.said, row.todo, *row.warnings) if part))
