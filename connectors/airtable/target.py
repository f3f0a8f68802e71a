"""Airtable as a target: flags and gaps in our own fields, ten records at once, and one living comment on a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from connectors.airtable import webhook
from connectors.airtable.batches import MOST, Batch, CommentChange, batches
from connectors.airtable.client import Airtable
from connectors.airtable.errors import NotAccepted, TokenRefused
from connectors.airtable.flags import Flags
from connectors.airtable.schema import SITE, TOOL
from connectors.airtable.texts import ADDED, COMMENT_LIMIT
from connectors.airtable.threads import Threads
from connectors.airtable.wording import gone
from connectors.changes import (
    Capabilities,
    Change,
    EditComment,
    PostComment,
    Receipt,
    RemoveComment,
    ReplyComment,
    SetMarks,
)
from connectors.errors import AccessDenied, ConnectorError, NotShared, PassedOver, WriteFailed
from connectors.mapping.binding import TableBinding
from connectors.mention import account_of
from connectors.record import OwnComment
from connectors.wanted import wanted_of
from connectors.wording import comment_gone, comments_only, looks_first, titled
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
        self._remarks: list[str] = []
        self._requests = 0
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
        return tuple(dict.fromkeys(self._remarks))

    @property
    def requests(self) -> int:
        return self._requests

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
                with self._counted():
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
        self._remarks = []
        self._gone = set()
        self._refusal = None
        self._silenced = False
        for batch in batches(changes):
            yield from self._sent(batch)
        if self._refusal is not None:
            raise self._refusal

    def retract(self) -> Iterator[str]:
        """Remove our webhook. Our fields stay, for the API deletes none; `remarks` says where."""
        self._remarks = []
        with self._counted():
            removed = webhook.remove(self._airtable, self._wanted)
        if removed:
            yield f"removed our webhook from {SITE}/{self._airtable.base}"
        with self._counted():
            self._remarks.extend(self._flags.remaining())

    def _sent(self, batch: Batch) -> Iterator[Receipt]:
        yield from self._commented(batch.before)
        if batch.marks:
            yield from self._marked(batch.marks)
        yield from self._commented(batch.after)

    def _marked(self, changes: Sequence[SetMarks]) -> Iterator[Receipt]:
        lost: frozenset[str]
        try:
            with self._counted():
                lost = self._flags.put(changes)
        except PassedOver as why:
            self._remarks.append(why.message)
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
            with self._counted():
                written = self._written(change)
        except NotShared:
            self._pass_over(change)
            return None
        except PassedOver as why:
            self._remarks.append(f"{titled(change)}: {why.message}")
            # One that cannot be taken back counts as taken back: trying again would say the same in every run.
            return Receipt(change, self._clock(), change.comment_id) if isinstance(change, RemoveComment) else None
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
        if written is None:
            self._remarks.append(comment_gone(change, "Airtable"))
            return None
        return Receipt(change, self._clock(), written)

    def _written(self, change: CommentChange) -> str | None:
        """Write a comment and return its id; `None` when the comment it is about is gone."""
        threads = self._threads
        match change:
            case PostComment(ref=ref, body=body, mark=mark, mention=who, looked=looked):
                return threads.post(ref, body, mark, account_of(who, TOOL), looked=looked)
            case ReplyComment(ref=ref, comment_id=comment, body=body, mark=mark, mention=who):
                return threads.reply(ref, comment, body, mark, account_of(who, TOOL))
            case EditComment(ref=ref, comment_id=comment, body=body):
                return comment if threads.edit(ref, comment, body) else None
            case RemoveComment(ref=ref, comment_id=comment):
                threads.remove(ref, comment)
                return comment

    def _pass_over(self, change: Change) -> None:
        self._gone.add(change.ref.key)
        self._remarks.append(gone(change))

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count what is sent meanwhile: the source sends through the same connection at other times."""
        before = self._airtable.requests
        try:
            yield
        finally:
            self._requests += self._airtable.requests - before
