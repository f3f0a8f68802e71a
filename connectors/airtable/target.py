"""Airtable as a target: flags and gaps in our own fields, ten records at once, and one living comment on a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from connectors.airtable import webhook
from connectors.airtable.batches import MOST, Batch, batches
from connectors.airtable.client import Airtable
from connectors.airtable.errors import NotAccepted, TokenRefused
from connectors.airtable.flags import Flags
from connectors.airtable.schema import SITE, TOOL
from connectors.airtable.texts import ADDED, COMMENT_LIMIT
from connectors.airtable.threads import Threads
from connectors.airtable.wording import gone
from connectors.changes import Capabilities, Change, CommentChange, PostComment, Receipt, SetMarks
from connectors.commenting import write_comment
from connectors.errors import AccessDenied, ConnectorError, NotShared, WriteFailed
from connectors.mapping.binding import TableBinding
from connectors.record import OwnComment
from connectors.tally import Tally
from connectors.wanted import wanted_of
from connectors.wording import comments_only, looks_first, titled
from rules.model import Ref

_GAPS_LIMIT = 2000
"""Airtable takes far more; nobody reads it."""


class AirtableTarget:
    """Writes on records by id. A record that is gone is passed over, and the others go on."""

    def __init__(
        self, name: str, airtable: Airtable, bindings: Sequence[TableBinding], *, clock: Callable[[], datetime]
    ) -> None:
        """`name` is the source's name in the settings; only the tables of `bindings` get flags."""
        self._name = name
        self._airtable = airtable
        self._wanted = wanted_of(bindings)
        self._clock = clock
        self._flags = Flags(airtable, self._wanted)
        self._threads = Threads(airtable)
        self._tally = Tally(airtable)
        self._unseen: dict[str, AccessDenied] = {}
        """By the key of the record: why its comments could not be looked at."""
        self._gone: set[str] = set()
        """Keys of records that were seen to be gone."""
        self._refusal: ConnectorError | None = None
        """What is to be said, once everything else is written, of comments that could not be."""
        self._silenced = False

    @property
    def name(self) -> str:
        return self._name

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            batch=MOST,
            comment_limit=COMMENT_LIMIT - ADDED,
            gaps_limit=_GAPS_LIMIT,
            unflagged=frozenset(wanted.table for wanted in self._flags.missing),
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        return self._tally.remarks

    @property
    def requests(self) -> int:
        return self._tally.requests

    def notice(self) -> str:
        return comments_only((wanted.title for wanted in self._flags.missing if wanted.shows_gaps), TOOL)

    def cost(self, changes: Iterable[Change]) -> int:
        """Return one request for each batch of flags, one for each comment, and one for each look that one takes."""
        return sum(
            bool(batch.marks) + sum(1 + looks_first(change) for change in (*batch.before, *batch.after))
            for batch in batches(changes)
        )

    def find_comments(self, refs: Iterable[Ref], mark_of: Mapping[str, str]) -> Mapping[str, OwnComment]:
        """Return our comments, one request for each record.

        Without the right to read comments nothing is found, and nothing is posted where something may stand.
        """
        found: dict[str, OwnComment] = {}
        denied: AccessDenied | None = None
        for ref in refs:
            if denied is not None:
                self._unseen[ref.key] = denied
                continue
            try:
                with self._tally.counting():
                    comment = self._threads.find(ref, mark_of[ref.key])
            except NotShared:
                continue
            except TokenRefused:
                raise
            except AccessDenied as refused:
                self._unseen[ref.key] = denied = refused
                continue
            if comment is not None:
                found[ref.key] = OwnComment(comment.id, comment.body)
        return found

    def apply(self, changes: Iterable[Change]) -> Iterator[Receipt]:
        """Write the changes, flags in batches; what was passed over is in `remarks`.

        A comment that is refused keeps nothing else from being written; what refused it is raised at the end.
        """
        self._tally.clear()
        self._gone = set()
        self._refusal = None
        self._silenced = False
        for batch in batches(changes):
            yield from self._sent(batch)
        if self._refusal is not None:
            raise self._refusal

    def retract(self) -> Iterator[str]:
        """Remove our webhook. Our fields stay, for the API deletes none; `remarks` says where."""
        self._tally.clear()
        with self._tally.counting():
            removed = webhook.remove(self._airtable, self._wanted)
        if removed:
            yield f"removed our webhook from {SITE}/{self._airtable.base}"
        with self._tally.counting():
            self._tally.remark(*self._flags.remaining())

    def _sent(self, batch: Batch) -> Iterator[Receipt]:
        yield from self._commented(batch.before)
        if batch.marks:
            yield from self._marked(batch.marks)
        yield from self._commented(batch.after)

    def _marked(self, changes: Sequence[SetMarks]) -> Iterator[Receipt]:
        lost: frozenset[str] | None = None
        with self._tally.passing_over():
            lost = self._flags.put(changes)
        if lost is None:
            return
        for change in changes:
            if change.ref.record in lost:
                self._pass_over(change)
            else:
                yield Receipt(change, self._clock())

    def _commented(self, changes: Iterable[CommentChange]) -> Iterator[Receipt]:
        for change in changes:
            if change.ref.key in self._gone or self._silenced:
                continue
            receipt = self._tried(change)
            if receipt is not None:
                yield receipt

    def _tried(self, change: CommentChange) -> Receipt | None:
        if isinstance(change, PostComment) and change.ref.key in self._unseen:
            self._refusal = self._refusal or self._unseen[change.ref.key]
            return None
        try:
            with self._tally.counting():
                written = write_comment(self._threads, change, self._tally, tool="Airtable")
        except NotShared:
            self._pass_over(change)
            return None
        except TokenRefused:
            raise
        except AccessDenied as refused:
            # What Airtable says of one comment it would say of the next; flags are not comments and go on.
            self._refusal = self._refusal or refused
            self._silenced = True
            return None
        except NotAccepted as refused:
            said = refused.said or refused.code
            self._refusal = self._refusal or WriteFailed(f"Airtable takes no comment on {titled(change)}: “{said}”")
            return None
        return None if written is None else Receipt(change, self._clock(), written)

    def _pass_over(self, change: Change) -> None:
        self._gone.add(change.ref.key)
        self._tally.remark(gone(change))
