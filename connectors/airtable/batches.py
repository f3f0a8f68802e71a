"""Changes in the order in which they are sent: ten flags of one table at once, comments around them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from connectors.changes import Change, CommentChange, SetMarks

MOST = 10
"""Records that Airtable takes in one request."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Neighbours of a plan. On each record they are sent in the order of the plan."""

    before: tuple[CommentChange, ...]
    """What is to be sent before the record's own flag: a comment is taken back while the flag still tells of it."""
    marks: tuple[SetMarks, ...]
    """For different records of one table; none when there is nothing to mark."""
    after: tuple[CommentChange, ...]


def batches(changes: Iterable[Change]) -> Iterator[Batch]:
    """Yield the changes as batches, as full as neighbours of one table make them."""
    some: list[Change] = []
    marked: dict[str, SetMarks] = {}
    for change in changes:
        if isinstance(change, SetMarks):
            other_table = any(mark.ref.container != change.ref.container for mark in marked.values())
            if len(marked) == MOST or change.ref.key in marked or other_table:
                yield _batch(some, marked)
                some, marked = [], {}
            marked[change.ref.key] = change
        some.append(change)
    if some:
        yield _batch(some, marked)


def _batch(changes: Iterable[Change], marked: dict[str, SetMarks]) -> Batch:
    waiting = set(marked)
    before: list[CommentChange] = []
    after: list[CommentChange] = []
    for change in changes:
        if isinstance(change, SetMarks):
            waiting.discard(change.ref.key)
        else:
            (before if change.ref.key in waiting else after).append(change)
    return Batch(tuple(before), tuple(marked.values()), tuple(after))
