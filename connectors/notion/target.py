"""Notion as a target: flags and gaps in our own columns, and one living comment on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from connectors.changes import Capabilities, Change, PostComment, Receipt, SetMarks
from connectors.commenting import write_comment
from connectors.errors import NotShared, PassedOver, WriteFailed
from connectors.mapping.binding import TableBinding
from connectors.notion.client import Notion
from connectors.notion.data_source import TOOL
from connectors.notion.errors import CapabilityMissing, NotAccepted
from connectors.notion.flags import Flags
from connectors.notion.ids import hyphenated
from connectors.notion.threads import Threads
from connectors.notion.wording import gone, in_trash, tick
from connectors.record import OwnComment
from connectors.tally import Tally
from connectors.wanted import wanted_of
from connectors.wording import comments_only, looks_first, titled
from rules.model import Ref

_COMMENT_LIMIT = 6000
"""Notion takes far more; nobody reads it."""
_GAPS_LIMIT = 2000
"""One item of rich text."""


class NotionTarget:
    """Writes on pages by id, one change at a time. A page that is gone is passed over, and the others go on."""

    def __init__(
        self, name: str, notion: Notion, bindings: Sequence[TableBinding], *, clock: Callable[[], datetime]
    ) -> None:
        """`name` is the source's name in the settings; only the data sources of `bindings` get flags."""
        self._name = name
        self._notion = notion
        self._wanted = wanted_of(bindings, key=hyphenated)
        self._clock = clock
        self._flags = Flags(notion, self._wanted)
        self._threads = Threads(notion)
        self._tally = Tally(notion)
        self._unseen: set[str] = set()
        """Keys of records whose comments we were not allowed to look at."""
        self._refusal: WriteFailed | None = None
        """What is to be said of comments once everything else is written."""

    @property
    def name(self) -> str:
        return self._name

    @property
    def capabilities(self) -> Capabilities:
        unflagged = frozenset(wanted.table for wanted in self._flags.missing)
        return Capabilities(comment_limit=_COMMENT_LIMIT, gaps_limit=_GAPS_LIMIT, unflagged=unflagged)

    @property
    def remarks(self) -> tuple[str, ...]:
        return self._tally.remarks

    @property
    def requests(self) -> int:
        return self._tally.requests

    def notice(self) -> str:
        return comments_only((wanted.title for wanted in self._flags.missing if wanted.shows_gaps), TOOL)

    def cost(self, changes: Iterable[Change]) -> int:
        """Return one request for each change, one for each look that it takes, and one for each schema to be read."""
        asked = tuple(changes)
        marked = {change.ref.container for change in asked if isinstance(change, SetMarks)}
        return sum(2 if looks_first(change) else 1 for change in asked) + self._flags.unread(marked)

    def find_comments(self, refs: Iterable[Ref], mark_of: Mapping[str, str]) -> Mapping[str, OwnComment]:
        """Return our comments, one request for each page.

        Without the right to read comments nothing is found, and nothing is posted where something may stand.
        """
        found: dict[str, OwnComment] = {}
        for ref in refs:
            try:
                with self._tally.counting():
                    comment = self._threads.find(ref, mark_of[ref.key])
            except NotShared:
                continue
            except CapabilityMissing:
                self._unseen.add(ref.key)
                continue
            if comment is not None:
                found[ref.key] = OwnComment(comment.id, comment.text or "")
        return found

    def apply(self, changes: Iterable[Change]) -> Iterator[Receipt]:
        """Write the changes one by one; what was passed over is in `remarks`.

        Comments that may not be written keep no flag from being written; that is raised at the end.
        """
        self._tally.clear()
        self._refusal = None
        for change in changes:
            receipt = self._tried(change)
            if receipt is not None:
                yield receipt
        if self._refusal is not None:
            raise self._refusal

    def retract(self) -> Iterator[str]:
        """Delete our columns wherever they are empty; those that are not stay, and `remarks` says so."""
        self._tally.clear()
        for wanted in self._wanted.values():
            line = ""
            with self._tally.passing_over():
                line = self._flags.retract(wanted)
            if line:
                yield line

    def _tried(self, change: Change) -> Receipt | None:
        try:
            with self._tally.passing_over():
                return self._written(change)
        except NotShared:
            self._tally.remark(gone(change))
        except CapabilityMissing:
            if isinstance(change, SetMarks):
                raise CapabilityMissing(
                    f"Notion does not let the connection write on {titled(change)}",
                    hint=f"To have flags written, {tick('Update content')}.",
                ) from None
            self._silence(change, tick("Read comments", "Insert comments"))
        except NotAccepted as refused:
            if isinstance(change, SetMarks):
                raise
            self._silence(change, f"Notion says “{refused.said}”")
        return None

    def _silence(self, change: Change, why: str) -> None:
        """Write no more comments: what Notion says of one it would say of the next. Flags go on."""
        self._refusal = WriteFailed(f"comments were left out from {titled(change)} on: {why}")

    def _written(self, change: Change) -> Receipt | None:
        if isinstance(change, SetMarks):
            self._flags.put(change)
            return Receipt(change, self._clock())
        if self._refusal is not None:
            return None
        if isinstance(change, PostComment) and change.ref.key in self._unseen:
            raise PassedOver(
                "comments were left out where one of ours may stand already, for the connection may not read comments: "
                + tick("Read comments")
            )
        try:
            written = write_comment(self._threads, change, self._tally, tool="Notion")
        except NotAccepted:
            if self._is_in_trash(change.ref):
                raise PassedOver(in_trash(change)) from None
            raise
        return None if written is None else Receipt(change, self._clock(), written)

    def _is_in_trash(self, ref: Ref) -> bool:
        return bool(self._notion.read(f"pages/{ref.record}").get("in_trash"))
