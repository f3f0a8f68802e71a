"""A plan, and what a run wrote of it, in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from connectors.bulletin import Fate
from connectors.changes import Change, EditComment, PostComment, RemoveComment, ReplyComment, SetMarks
from rules.wording import counted, listed
from sync.plan import Plan
from sync.report.calendars_terminal import print_planned, print_written
from sync.report.layout import hang, line
from sync.report.living_terminal import print_kept, print_kept_in_plan
from sync.report.terminal import print_report
from sync.report.told_terminal import print_told, print_would_tell
from sync.result import RunResult
from sync.step import Step
from sync.undo import UndoResult

_STYLES = {"+": "green", "~": "yellow", "-": "red"}
TOLD = 40
"""Gaps that a run prints; `check` prints all, and the page shows them."""


def print_plan(console: Console, result: RunResult) -> None:
    """Print every intended write with its record and reason, what is left alone, and how to write exactly this."""
    plan = result.plan
    _print_steps(console, plan)
    left = ", ".join(f"{count} {why.value}" for why, count in plan.left_alone.items() if count)
    if left:
        hang(console, line(("left alone: ", "dim")), line(left))
    _print_said(console, result.notices)
    _print_held(console, result)
    _print_milestones(console, result)
    print_planned(console, result.mirrored)
    print_kept_in_plan(console, result.living)
    print_would_tell(console, result.told)
    sure = not (result.notices or result.unread or result.held)
    elsewhere = ["the events"] if any(told.steps for told in result.mirrored) else []
    elsewhere += ["the report"] if result.living and result.living.written else []
    elsewhere += ["the messages"] if result.told and not result.held else []
    if not plan.steps and elsewhere:
        records = "No record needs anything" if sure else "Nothing to write on records"
        hang(console, Text(), line(f"Nothing was written. {records}; for {listed(elsewhere)}: streetdate run"))
        return
    if not plan.steps:
        right = ": every record shows what it should" if sure else ""
        hang(console, Text(), line(f"Nothing to write{right}."))
        return
    hang(console, Text(), line((_written(plan.changes), "bold"), ". Nothing was written."))
    hang(console, Text(), line("To write exactly this: streetdate run --digest ", (plan.digest, "bold")))


def print_run(console: Console, result: RunResult) -> None:
    """Print what a run found, and what it wrote."""
    print_report(console, result.report, result.sources, result.as_of, most=TOLD)
    turns = result.turns
    hang(
        console,
        line(("held back, so this is not kept: " if result.stopped else "since the last run: ", "dim")),
        line(
            f"{len(turns.new)} new, {len(turns.still)} still open, {len(turns.worse)} worse, "
            f"{len(turns.closed)} closed" + (f", {len(turns.kept)} kept because unseen" if turns.kept else "")
        ),
    )
    _print_held(console, result)
    _print_said(console, (*result.notices, *result.remarks))
    _print_milestones(console, result)
    print_written(console, result.mirrored)
    print_kept(console, result.living)
    print_told(console, result.told)
    if result.stopped:
        console.print(line(("Nothing was written.", "bold")))
    elif result.receipts:
        hang(console, Text(), line((f"wrote {_written(r.change for r in result.receipts)}", "bold green")))
    elif result.plan.steps or result.held or result.failures or result.unread or result.notices:
        console.print(line(("wrote nothing", "bold yellow")))
    else:
        console.print(line(("wrote nothing: every record shows what it should", "bold green")))


def print_again(console: Console, result: RunResult) -> None:
    """Print what a second run did, in one line."""
    found = counted(len(result.report.violations), "gap")
    if result.receipts:
        wrote = _written(receipt.change for receipt in result.receipts)
        hang(console, Text(), line((f"second run: found {found} again and wrote {wrote}", "bold yellow")))
    else:
        hang(console, Text(), line((f"second run: found the same {found} and wrote nothing", "bold green")))


def print_undo(console: Console, result: UndoResult, *, done: bool) -> None:
    """Print what was taken back, or would be, and what was left because somebody else wrote it."""
    _print_steps(console, result.plan, words=False)
    for text in result.retracted:
        hang(console, line(("- ", "red")), line(text))
    milestones = [f"{counted(result.cancelled, 'milestone')} of the calendar"] if result.cancelled else []
    milestones += [result.living.name or "the report"] if result.living and result.living.fate is Fate.GONE else []
    milestones += [f"{counted(len(told.steps), 'event')} in {told.name}" for told in result.mirrored if told.steps]
    for key in result.theirs:
        hang(console, line(("left: ", "yellow")), line(f"{key}: somebody else wrote in our columns there"))
    _print_said(console, result.remarks)
    if done:
        taken = ", ".join(filter(None, (_taken(r.change for r in result.receipts), *milestones)))
        hang(console, Text(), line((f"took back {taken or 'nothing'}", "bold green")))
    elif found := ", ".join(filter(None, (_taken(result.plan.changes), *milestones))):
        hang(console, Text(), line((found, "bold"), " to take back. Nothing was written; add --yes to do it."))
    else:
        console.print(line("Nothing of ours is on any record."))


def _taken(changes: Iterable[Change]) -> str:
    return _counted(changes, {SetMarks: "flag", RemoveComment: "comment"})


def _print_steps(console: Console, plan: Plan, *, words: bool = True) -> None:
    """Print the steps by source and record; `words` also prints the text that each would write."""
    for source, steps in groupby(plan.steps, key=lambda step: step.source):
        console.print(line((source, "bold"), (f"  {counted(plan.requests.get(source, 0), 'request')} to write", "dim")))
        for _, on_record in groupby(steps, key=lambda step: step.change.ref.key):
            _print_record(console, list(on_record), words=words)


def _print_milestones(console: Console, result: RunResult) -> None:
    """Print what is new in the calendar file; nothing where it says what it should, or stays as it is."""
    told = result.publication
    if told is None or result.stopped:
        return
    news = ((told.new, "new"), (told.changed, "changed"), (told.cancelled, "cancelled"))
    if said := ", ".join(f"{count} {what}" for count, what in news if count):
        hang(console, line(("milestones in the calendar file: ", "dim")), line(said))


def _print_record(console: Console, steps: Sequence[Step], *, words: bool) -> None:
    """Print the steps on one record. The gaps stand in the comment and in the cell: their text is printed once."""
    change = steps[0].change
    hang(console, line("  "), line((change.title, "bold"), (f"  {change.ref.url or change.ref.container}", "dim")))
    for step in steps:
        sign, action = _action(step.change)
        why = f"  {step.why}" if words else ""
        hang(console, line(f"    {sign} "), line((action, _STYLES[sign]), (why, "dim")))
    if words:
        texts = [text for step in steps if (text := _text(step.change))]
        for text in texts[-1:]:
            for each in text.splitlines():
                hang(console, line("      "), line(each))


def _action(change: Change) -> tuple[str, str]:
    """Return the sign of a change, and what it does in a few words."""
    match change:
        case SetMarks(flag=None):
            return "-", f"flag {change.was_flag or ''}".rstrip()
        case SetMarks(was_flag=None) | SetMarks(was_flag=""):
            return "+", f"flag {change.flag}"
        case SetMarks():
            same = change.flag == change.was_flag
            return "~", f"flag {change.flag}, other gaps" if same else f"flag {change.was_flag} → {change.flag}"
        case PostComment():
            return "+", f"comment{f' for {change.mention.name}' if change.mention else ''}"
        case EditComment():
            return "~", "comment"
        case ReplyComment():
            return "+", f"reply{f' for {change.mention.name}' if change.mention else ''}"
        case RemoveComment():
            return "-", "comment"


def _text(change: Change) -> str:
    """Return the words that a change writes, without the comment's mark."""
    match change:
        case SetMarks():
            return change.gaps or ""
        case PostComment() | EditComment() | ReplyComment():
            return change.body.rpartition("\n")[0]
        case RemoveComment():
            return ""


def _print_said(console: Console, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        hang(console, line(("note: ", "yellow")), line(sentence))


def _print_held(console: Console, result: RunResult) -> None:
    for held in result.held:
        hang(console, line(("held back: ", "bold red")), line(held.reason))
        hang(console, line("  "), line((held.todo, "dim")))


def _written(changes: Iterable[Change]) -> str:
    names: dict[type, str] = {
        SetMarks: "flag",
        PostComment: "comment",
        EditComment: "edited comment",
        ReplyComment: "reply",
        RemoveComment: "removed comment",
    }
    return _counted(changes, names)


def _counted(changes: Iterable[Change], names: dict[type, str]) -> str:
    counts = Counter(type(change) for change in changes)
    return ", ".join(counted(counts[kind], name) for kind, name in names.items() if counts[kind])
