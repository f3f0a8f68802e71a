"""Taking every trace back: comments, flags and texts, our own columns. Works after a lost store too.

What is ours is told by the ledger and by what the records show. Text that somebody typed into our columns is theirs
and stays. History and memory stay; the ledger is cleared once everything is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from connectors.changes import Flag, Receipt, RemoveComment, SetMarks
from connectors.errors import ConnectorError
from connectors.record import OwnComment
from rules.model import Unknown
from sync.apply import ApplyResult, Failure, apply
from sync.calendar_file.file import CalendarNotWritten
from sync.lease import leased
from sync.ledger import Entry
from sync.living.document import mark_of_report
from sync.living.living import Kept, left_behind
from sync.mirror.mirror import Mirroring
from sync.mirror.mirror import left_behind as events_left_behind
from sync.observed import Observed, Seen, observe
from sync.own_columns import lost_columns, without_flags_on
from sync.plan import Plan, assembled
from sync.planning import costs
from sync.pull import Pulled, pull_all
from sync.reconcile import unseen_comment
from sync.result import Unread
from sync.step import Step
from sync.store.base import RunRecord
from sync.wording import codes_in, mark_of, same_text
from sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What was taken back, or would be."""

    plan: Plan
    receipts: tuple[Receipt, ...] = ()
    retracted: tuple[str, ...] = ()
    """One line for each further thing of ours that was removed."""
    cancelled: int = 0
    """Milestones that were cancelled in the calendar file, or would be."""
    mirrored: tuple[Mirroring, ...] = ()
    """Events that were taken out of each calendar, or would be."""
    living: Kept | None = None
    """What became of the report that was kept in a tool, or would."""
    theirs: tuple[str, ...] = ()
    """Keys of records whose flag or gaps text somebody else wrote; left as they are."""
    remarks: tuple[str, ...] = ()
    """What the targets left out or did elsewhere, in sentences."""
    unread: tuple[Unread, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def exit_code(self) -> int:
        return 3 if self.unread or self.failures else 0


def undo(workspace: Workspace, *, write: bool) -> UndoResult:
    """Take back everything of ours; with `write` false only say what would be done."""
    if not write:
        plan, theirs, pulled = _plan(workspace)
        notices = tuple(filter(None, (workspace.targets[source].notice() for source in plan.requests)))
        cancelled, failures = _withdrawn(workspace, workspace.clock(), write=False)
        mirrored = _taken_out(workspace, write=False)
        living = _report_taken_away(workspace, write=False)
        return UndoResult(
            plan,
            cancelled=cancelled,
            mirrored=mirrored,
            living=living,
            theirs=theirs,
            remarks=(*notices, *_said(mirrored), *(living.remarks if living else ())),
            unread=pulled.unread,
            failures=(*failures, *_failed(mirrored)),
        )
    with leased(workspace) as alive:
        store, started = workspace.store, workspace.clock()
        plan, theirs, pulled = _plan(workspace)
        record = RunRecord(workspace.new_id(), started, started)
        store.save_run(record)
        written = apply(plan, workspace.targets, store, record.id, alive)
        retracted, kept, failures = _retract(workspace, pulled, written)
        cancelled, unpublished = _withdrawn(workspace, started, write=True)
        mirrored = _taken_out(workspace, alive, write=True)
        alive()
        living = _report_taken_away(workspace, write=True)
        lost = (living.failure,) if living and living.failure else ()
        failures = (*failures, *unpublished, *_failed(mirrored), *lost)
        if all(pull.complete for pull in pulled.pulls.values()) and not failures:
            store.clear_ledger()
        store.save_run(
            RunRecord(record.id, started, started, workspace.clock(), "undone", {"written": len(written.receipts)})
        )
        told = living.remarks if living else ()
        remarks = tuple(dict.fromkeys((*written.remarks, *kept, *_said(mirrored), *told)))
        return UndoResult(
            plan, written.receipts, retracted, cancelled, mirrored, living, theirs, remarks, pulled.unread, failures
        )


def _plan(workspace: Workspace) -> tuple[Plan, tuple[str, ...], Pulled]:
    # Only a whole read tells of comments by their number; the ledger may not know all that are ours.
    pulled = pull_all(workspace, whole=True)
    ledger = workspace.store.ledger()
    observed = _with_comments(workspace, pulled, ledger)
    steps: list[Step] = []
    theirs: list[str] = []
    for key, seen in observed.records.items():
        if seen.source in workspace.targets:
            steps.extend(_taken_back(seen, ledger.get(key)))
            if (seen.marks.flag or seen.marks.gaps) and not _ours(seen, ledger.get(key)):
                theirs.append(key)
    return assembled(steps, costs(workspace)), tuple(theirs), pulled


def _with_comments(workspace: Workspace, pulled: Pulled, ledger: Mapping[str, Entry]) -> Observed:
    """Ask the targets for our comments wherever neither the pull nor the ledger tells."""
    observed = observe(pulled.pulls)
    for source, target in workspace.targets.items():
        if not pulled.pulls[source].records:
            continue
        bindings = workspace.bindings.get(source, ())
        able = without_flags_on(target.capabilities, lost_columns(pulled.pulls[source], bindings))
        gapless = {b.table for b in bindings} - {b.table for b in bindings if b.shows_gaps}
        asked = {
            key: seen.ref
            for key, seen in observed.records.items()
            if seen.source == source
            and seen.ref.container not in gapless
            and unseen_comment(seen.ref, seen.marks, ledger.get(key), able)
        }
        if asked:
            marks = {key: mark_of(workspace.name, key) for key in asked}
            observed = observed.with_comments(target.find_comments(asked.values(), marks), frozenset(asked))
    return observed


def _known_comment(entry: Entry | None) -> OwnComment | None:
    return OwnComment(entry.comment_id, entry.body) if entry is not None and entry.comment_id else None


def _taken_back(seen: Seen, entry: Entry | None) -> Iterator[Step]:
    """Yield the writes that empty one record of ours; the comment first, while the flag still tells it is ours."""
    marks = seen.marks
    title = entry.title if entry else seen.ref.record
    comment = _known_comment(entry) if marks.comment is Unknown.UNSEEN else marks.comment
    if isinstance(comment, OwnComment):
        yield Step(seen.source, RemoveComment(seen.ref, title, comment.id, comment.body), "undo")
    if _ours(seen, entry):
        empty = SetMarks(seen.ref, title, None, None, was_flag=marks.flag, was_gaps=marks.gaps)
        yield Step(seen.source, empty, "undo")


def _ours(seen: Seen, entry: Entry | None) -> bool:
    """Whether the flag and the gaps text on a record are what we wrote."""
    flag, gaps = seen.marks.flag or "", seen.marks.gaps or ""
    if not flag and not gaps:
        return False
    if entry is not None and flag == entry.flag and same_text(gaps, entry.gaps):
        return True
    return flag in {"", *Flag} and (not gaps or bool(codes_in(gaps)))


def _taken_out(workspace: Workspace, alive: Callable[[], None] = lambda: None, *, write: bool) -> tuple[Mirroring, ...]:
    """Take our events out of calendars; say where no settings tell how."""
    if workspace.mirror is None:
        return events_left_behind(workspace.store)
    return workspace.mirror.withdraw(workspace.store, alive, write=write)


def _report_taken_away(workspace: Workspace, *, write: bool) -> Kept | None:
    """Take the report out of its tool; say where no settings tell how."""
    if workspace.living is None:
        return left_behind(workspace.store)
    return workspace.living.withdraw(mark_of_report(workspace.name), workspace.store, write=write)


def _said(mirrored: Iterable[Mirroring]) -> Iterator[str]:
    for each in mirrored:
        yield from each.remarks


def _failed(mirrored: Iterable[Mirroring]) -> Iterator[Failure]:
    for each in mirrored:
        yield from each.failures


def _withdrawn(workspace: Workspace, now: datetime, *, write: bool) -> tuple[int, tuple[Failure, ...]]:
    """Cancel our milestones; the file stays until every calendar that subscribed to it has read that."""
    calendar = workspace.calendar
    if calendar is None:
        return 0, ()
    try:
        return calendar.withdraw(workspace.store, now, write=write), ()
    except CalendarNotWritten as error:
        return 0, (Failure(calendar.path.name, error, 0),)


def _retract(
    workspace: Workspace, pulled: Pulled, written: ApplyResult
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Failure, ...]]:
    """Remove our columns where every record was read and emptied; elsewhere they still hold something of ours.

    Return what was removed, what could not be, and what failed.
    """
    failures = list(written.failures)
    failed = {failure.source for failure in failures}
    lines: list[str] = []
    kept: list[str] = []
    for source, target in workspace.targets.items():
        if source in failed or not pulled.pulls[source].complete:
            continue
        try:
            lines.extend(target.retract())
            kept.extend(target.remarks)
        except ConnectorError as error:
            failures.append(Failure(source, error, 0))
    return tuple(lines), tuple(kept), tuple(failures)
