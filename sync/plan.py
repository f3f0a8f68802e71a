"""The plan: everything that will be written, why, and what is left alone. Pure.

`compose` compares what every record should show with what it does show. Equal inputs give equal plans, and what is
already right is no change, so that a second run writes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from connectors.changes import (
    Capabilities,
    Change,
    EditComment,
    PostComment,
    RemoveComment,
    ReplyComment,
    SetMarks,
)
from sync.desired import Wanted
from sync.ledger import Entry
from sync.observed import Observed
from sync.reconcile import reconcile
from sync.step import LeftAlone, Step
from sync.step import Plan as Plan

Cost = Callable[[str, Sequence[Change]], int]
"""How many requests the changes of one source will take at least."""


def compose(
    wanted: Wanted,
    observed: Observed,
    ledger: Mapping[str, Entry],
    capabilities: Mapping[str, Capabilities],
    cost: Cost,
) -> Plan:
    """Return the plan that brings every record to what it should show."""
    steps: list[Step] = []
    adopted: list[Entry] = []
    left: Counter[LeftAlone] = Counter()
    for key in wanted.records:
        record = wanted.records[key]
        outcome = reconcile(record, observed.records[key].marks, ledger.get(key), capabilities[record.source])
        steps.extend(outcome.steps)
        if outcome.adopted is not None:
            adopted.append(outcome.adopted)
        left.update(outcome.left or ([] if outcome.steps else [LeftAlone.RIGHT]))
    left[LeftAlone.UNJUDGED] += len(wanted.unjudged)
    left[LeftAlone.NOWHERE] += wanted.nowhere
    forgotten = tuple(sorted(key for key, entry in ledger.items() if observed.gone(key, entry.source)))
    return assembled(steps, cost, adopted, forgotten, {why: count for why, count in left.items() if count})


def assembled(
    steps: Iterable[Step],
    cost: Cost,
    adopted: Iterable[Entry] = (),
    forgotten: tuple[str, ...] = (),
    left_alone: Mapping[LeftAlone, int] | None = None,
) -> Plan:
    """Return the plan of these steps, sorted once: by source and record, in the order given on each record."""
    ordered = tuple(sorted(steps, key=lambda step: (step.source, step.change.ref.container, step.change.ref.record)))
    by_source: dict[str, list[Change]] = {}
    for step in ordered:
        by_source.setdefault(step.source, []).append(step.change)
    return Plan(
        steps=ordered,
        adopted=tuple(sorted(adopted, key=lambda entry: entry.ref.key)),
        forgotten=forgotten,
        left_alone=left_alone or {},
        requests={source: cost(source, changes) for source, changes in by_source.items()},
        digest=digest(ordered),
    )


def digest(steps: Iterable[Step]) -> str:
    """Return a short name for exactly these changes."""
    lines = [[step.source, type(step.change).__name__, step.change.ref.key, *_content(step.change)] for step in steps]
    return hashlib.blake2b(json.dumps(lines, ensure_ascii=True).encode(), digest_size=4).hexdigest()


def _content(change: Change) -> list[str | None]:
    match change:
        case SetMarks(flag=flag, gaps=gaps):
            return [flag, gaps]
        case PostComment(body=body, mention=mention):
            return [body, mention.key if mention else None]
        case EditComment(comment_id=comment, body=body):
            return [comment, body]
        case ReplyComment(comment_id=comment, body=body, mention=mention):
            return [comment, body, mention.key if mention else None]
        case RemoveComment(comment_id=comment):
            return [comment]
