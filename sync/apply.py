"""Writing a plan: one target after the other, each receipt stored before the next write is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from connectors.changes import EditComment, PostComment, Receipt, ReplyComment, Target
from connectors.errors import ConnectorError
from sync.ledger import Entry, entry_after
from sync.plan import Plan
from sync.step import Step
from sync.store.base import Store


@dataclass(frozen=True, slots=True)
class Failure:
    """A target that stopped in the middle; what it did not take is planned again by the next run."""

    source: str
    error: ConnectorError
    unwritten: int


@dataclass(frozen=True, slots=True)
class ApplyResult:
    """What became of a plan."""

    receipts: tuple[Receipt, ...] = ()
    failures: tuple[Failure, ...] = ()
    refused: tuple[Step, ...] = ()
    """Steps that a target passed over without an error: the record or comment was gone when it came to it."""
    remarks: tuple[str, ...] = ()
    """What the targets left out or did elsewhere, in sentences."""


def apply(
    plan: Plan,
    targets: Mapping[str, Target],
    store: Store,
    run: str,
    alive: Callable[[], None] = lambda: None,
) -> ApplyResult:
    """Write the plan. `alive` is called before every receipt is stored, and stops the run by raising."""
    ledger = dict(store.ledger())
    receipts: list[Receipt] = []
    failures: list[Failure] = []
    refused: list[Step] = []
    remarks: list[str] = []
    for source in dict.fromkeys(step.source for step in plan.steps):
        steps = plan.of(source)
        _announce(steps, ledger, store)
        waiting = {id(step.change): step for step in steps}
        try:
            for receipt in targets[source].apply([step.change for step in steps]):
                step = _taken(waiting, receipt)
                alive()
                entry = entry_after(_entry(ledger, step), receipt, step.told, step.blockers)
                store.save_receipt(run, receipt, entry)
                ledger[entry.ref.key] = entry
                receipts.append(receipt)
        except ConnectorError as error:
            failures.append(Failure(source, error, len(waiting)))
        else:
            refused.extend(waiting.values())
            _learn_refusals(waiting.values(), ledger, store)
        remarks.extend(targets[source].remarks)
    return ApplyResult(tuple(receipts), tuple(failures), tuple(refused), tuple(remarks))


def _announce(steps: Iterable[Step], ledger: dict[str, Entry], store: Store) -> None:
    """Store the mark of every comment that is about to be posted.

    A run that dies between the post and its receipt leaves a mark without an id behind, and the next one looks for
    the comment instead of posting it again.
    """
    announced: list[Entry] = []
    for step in steps:
        if isinstance(step.change, PostComment):
            entry = replace(_entry(ledger, step), mark=step.change.mark, comment_id="", comment_gone=False)
            ledger[entry.ref.key] = entry
            announced.append(entry)
    if announced:
        store.save_entries(announced)


def _learn_refusals(steps: Iterable[Step], ledger: Mapping[str, Entry], store: Store) -> None:
    """Store which comments turned out to be deleted, where the pull does not show comments."""
    keys = {step.change.ref.key for step in steps if isinstance(step.change, EditComment | ReplyComment)}
    if keys:
        store.save_entries(replace(ledger[key], comment_gone=True) for key in sorted(keys & ledger.keys()))


def _entry(ledger: Mapping[str, Entry], step: Step) -> Entry:
    change = step.change
    known = ledger.get(change.ref.key)
    return known if known is not None else Entry(change.ref, step.source, change.title)


def _taken(waiting: dict[int, Step], receipt: Receipt) -> Step:
    """Take the step that a receipt is for out of the waiting ones."""
    step = waiting.pop(id(receipt.change), None)
    if step is not None:
        return step
    found = next((known for known, step in waiting.items() if step.change == receipt.change), None)
    if found is None:
        raise ValueError(f"a target returned a receipt for a change it was not given: {receipt.change!r}")
    return waiting.pop(found)
