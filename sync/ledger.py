"""The ledger: what of ours stands on which record, and how one accepted write changes it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from connectors.changes import EditComment, PostComment, Receipt, RemoveComment, ReplyComment, SetMarks
from rules.model import Ref


@dataclass(frozen=True, slots=True)
class Entry:
    """What we last wrote on one record, and what a person did to it since."""

    ref: Ref
    source: str
    title: str
    flag: str = ""
    gaps: str = ""
    restored: bool = False
    """Whether somebody had changed this flag or text and it was put back. It is put back only once."""
    comment_id: str = ""
    comment_gone: bool = False
    """Whether the tool refused to change the comment because somebody had deleted it."""
    body: str = ""
    mark: str = ""
    """Stored before a comment is posted: a mark without an id is a comment that may exist, its receipt lost."""
    told: tuple[str, ...] = ()
    """Keys of the people who must act on a blocker and were told so by the comment or a reply."""
    blockers: tuple[str, ...] = ()
    """Fingerprints of the blockers that the comment spoke of; when it was deleted, only another one brings it back."""
    generation: int = 0
    """How many writes this record took."""

    @property
    def bare(self) -> bool:
        """Whether nothing of ours is on the record, as far as the ledger knows."""
        return not (self.flag or self.gaps or self.comment_id or self.mark)


def entry_after(entry: Entry, receipt: Receipt, told: tuple[str, ...], blockers: tuple[str, ...]) -> Entry:
    """Return the entry as it stands once a write was accepted; `told` and `blockers` are those of the plan's step."""
    generation = entry.generation + 1
    match receipt.change:
        case SetMarks(flag=flag, gaps=gaps):
            shown = (flag or "", gaps or "")
            restored = shown == (entry.flag, entry.gaps)
            return replace(entry, flag=shown[0], gaps=shown[1], restored=restored, generation=generation)
        case PostComment(body=body, mark=mark):
            return replace(
                entry,
                comment_id=receipt.remote_id,
                comment_gone=False,
                body=body,
                mark=mark,
                told=told,
                blockers=blockers,
                generation=generation,
            )
        case EditComment(body=body):
            return replace(entry, body=body, told=told, blockers=blockers, generation=generation)
        case ReplyComment():
            return replace(entry, told=told, blockers=blockers, generation=generation)
        case RemoveComment():
            return replace(without_comment(entry), generation=generation)


def without_comment(entry: Entry) -> Entry:
    """Return the entry with its comment forgotten."""
    return replace(entry, comment_id="", comment_gone=False, body="", mark="", told=(), blockers=())
