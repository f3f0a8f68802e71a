"""Writing a planned comment, whatever the tool."""

from __future__ import annotations

from typing import Protocol

from connectors.changes import CommentChange, EditComment, PostComment, RemoveComment, ReplyComment
from connectors.errors import PassedOver
from connectors.mention import account_of
from connectors.tally import Tally
from connectors.wording import comment_gone, titled
from rules.model import Ref


class Threads(Protocol):
    """The comments of one tool, written by one account; comments go by the tool's ids.

    Every method may raise `connectors.errors.ConnectorError`, and `PassedOver` where our comment stands and may not be
    changed; its message goes on after the title of the record.
    """

    def post(self, ref: Ref, body: str, mark: str, mention: str, *, looked: bool) -> str:
        """Start a comment on a record, unless ours stands there already, and return its id."""
        ...

    def edit(self, ref: Ref, comment: str, body: str, /) -> bool:
        """Change our comment in place; `False` when it is gone. Whoever was mentioned in it is not mentioned again."""
        ...

    def reply(self, ref: Ref, comment: str, body: str, mark: str, mention: str) -> str | None:
        """Answer our comment, unless that was done already, and return the answer's id; `None` when it is gone."""
        ...

    def remove(self, ref: Ref, comment: str) -> None:
        """Take our comment back, and our answers to it; to take back what is gone is no error."""
        ...


def write_comment(threads: Threads, change: CommentChange, tally: Tally, *, tool: str) -> str | None:
    """Write a comment and return its id; `None` when it was passed over, and `tally` has the remark.

    `tool` is the tool's name as people write it. Raises as `threads` does, but for `PassedOver`.
    """
    try:
        written = _written(threads, change)
    except PassedOver as why:
        tally.remark(f"{titled(change)}: {why.message}")
        # One that cannot be taken back counts as taken back: trying again would say the same in every run.
        return change.comment_id if isinstance(change, RemoveComment) else None
    if written is None:
        tally.remark(comment_gone(change, tool))
    return written


def _written(threads: Threads, change: CommentChange) -> str | None:
    tool = change.ref.tool
    match change:
        case PostComment(ref=ref, body=body, mark=mark, mention=who, looked=looked):
            return threads.post(ref, body, mark, account_of(who, tool), looked=looked)
        case ReplyComment(ref=ref, comment_id=comment, body=body, mark=mark, mention=who):
            return threads.reply(ref, comment, body, mark, account_of(who, tool))
        case EditComment(ref=ref, comment_id=comment, body=body):
            return comment if threads.edit(ref, comment, body) else None
        case RemoveComment(ref=ref, comment_id=comment):
            threads.remove(ref, comment)
            return comment
