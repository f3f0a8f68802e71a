"""A plan, and what a run wrote of it, in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from rich.console import Console

from connectors.changes import Change
from sync.report.plan_document import shown
from sync.report.terminal import line, print_report
from sync.result import RunResult
from sync.step import Step
from sync.undo import UndoResult

_SIGNS = {"set marks": "~", "post comment": "+", "edit comment": "~", "reply": "+", "remove comment": "-"}
_STYLES = {"+": "green", "~": "yellow", "-": "red"}


def print_plan(console: Console, result: RunResult) -> None:
    """Print every intended write with its record and reason, what is left alone, and how to write exactly this."""
    plan = result.plan
    for source, steps in groupby(plan.steps, key=lambda step: step.source):
        console.print(line((source, "bold"), (f"  {plan.requests.get(source, 0)} requests to write", "dim")))
        for step in steps:
            _print_step(console, step)
    left = ", ".join(f"{count} {why.value}" for why, count in plan.left_alone.items() if count)
    if left:
        console.print(line(("left alone: ", "dim"), left))
    _print_held(console, result)
    if not plan.steps:
        console.print(line("Nothing to write: every record shows what it should."))
        return
    console.print(line((_counted(plan.changes), "bold"), ". Nothing was written."))
    console.print(line("To write exactly this: streetdate run --digest ", (plan.digest, "bold")))


def print_run(console: Console, result: RunResult) -> None:
    """Print what a run found, and what it wrote."""
    print_report(console, result.report, result.sources, result.as_of)
    turns = result.turns
    console.print(
        line(
            ("since the last run  ", "dim"),
            f"{len(turns.new)} new, {len(turns.still)} still open, {len(turns.worse)} worse, "
            f"{len(turns.closed)} closed",
        )
    )
    _print_held(console, result)
    for step in result.refused:
        console.print(line(("left out  ", "yellow"), f"“{step.change.title}”: the record was gone when it was written"))
    if result.held:
        console.print(line(("Nothing was written.", "bold")))
    elif result.receipts:
        console.print(line((f"wrote {_counted(receipt.change for receipt in result.receipts)}", "bold green")))
    elif not result.failures:
        console.print(line(("wrote nothing: every record shows what it should", "bold green")))


def _print_step(console: Console, step: Step) -> None:
    action, before, after = shown(step.change)
    sign = _SIGNS[action]
    head = (after or before).strip().splitlines()
    console.print(
        line((f"  {sign} ", _STYLES[sign]), (step.change.title, "bold"), f"  {action}", (f"  {step.why}", "dim"))
    )
    for text in head:
        console.print(line(("      ", ""), (text, "dim" if not after else "")))


def _print_held(console: Console, result: RunResult) -> None:
    for held in result.held:
        console.print(line(("held back  ", "bold red"), held.reason))
        console.print(line(("           to allow it once: ", "dim"), f"streetdate run {held.option.value}"))


def _counted(changes: Iterable[Change]) -> str:
    counts = Counter(shown(change)[0] for change in changes)
    return ", ".join(f"{count} × {action}" for action, count in counts.items())


def print_again(console: Console, result: RunResult) -> None:
    """Print what a second run did, in one line."""
    found = len(result.report.violations)
    if result.receipts:
        written = _counted(receipt.change for receipt in result.receipts)
        console.print(line((f"second run: found {found} gaps again and wrote {written}", "bold yellow")))
    else:
        console.print(line((f"second run: found the same {found} gaps and wrote nothing", "bold green")))


def print_undo(console: Console, result: UndoResult, *, done: bool) -> None:
    """Print what was taken back, or would be, and what was left because somebody else wrote it."""
    for step in result.plan.steps:
        _print_step(console, step)
    for text in result.retracted:
        console.print(line(("- ", "red"), text))
    for key in result.theirs:
        console.print(line(("left  ", "yellow"), f"{key}: somebody else wrote in our columns there"))
    if done:
        console.print(line((f"took back {_counted(r.change for r in result.receipts) or 'nothing'}", "bold green")))
    elif result.plan.steps:
        console.print(
            line((_counted(result.plan.changes), "bold"), " to take back. Nothing was written; add --yes to do it.")
        )
    else:
        console.print(line("Nothing of ours is on any record."))
