"""One record: what it should show against what it shows, and the few writes between them. Pure.

The etiquette: one living comment, edited in place; a reply only when somebody new must act on a blocker; a comment
that a person deleted comes back only for a new blocker; a flag that a person changed is put back once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from connectors.changes import Capabilities, EditComment, Flag, PostComment, RemoveComment, ReplyComment, SetMarks
from connectors.record import Marks, OwnComment
from rules.model import Ref, Unknown
from rules.policy import Severity
from sync.desired import Desired
from sync.ledger import Entry, without_comment
from sync.step import LeftAlone, Step
from sync.wording import mark_of_reply, reply_body, same_text


@dataclass(slots=True)
class Outcome:
    """What is to be done about one record. `adopted` is what the ledger learns without a write."""

    steps: list[Step] = field(default_factory=list)
    adopted: Entry | None = None
    left: list[LeftAlone] = field(default_factory=list)


def reconcile(want: Desired, marks: Marks, entry: Entry | None, able: Capabilities) -> Outcome:
    """Return the writes that bring one record to what it should show.

    The flag goes first, so that a record with a comment of ours is recognisable even if the store is lost.
    """
    outcome = Outcome()
    known = entry or Entry(want.ref, want.source, want.title)
    known = _flag(want, marks, known, outcome) if able.flags_on(want.ref) else known
    if able.comments:
        known = _comment(want, marks, known, able, outcome)
    if known != (entry or Entry(want.ref, want.source, want.title)):
        outcome.adopted = known
    return outcome


def unseen_comment(ref: Ref, marks: Marks, entry: Entry | None, able: Capabilities) -> bool:
    """Whether the target must be asked for our comment on this record: there may be one that nobody remembers.

    That is so when a receipt was lost, and when the store was. Flags are written before the first comment, so that a
    record of a target with flags which shows none has no comment either.
    """
    if marks.comment is not Unknown.UNSEEN or not able.comments:
        return False
    if entry is not None:
        return bool(entry.mark) and not entry.comment_id
    return not able.flags_on(ref) or bool(marks.flag or marks.gaps)


def _flag(want: Desired, marks: Marks, known: Entry, outcome: Outcome) -> Entry:
    shown_gaps = marks.gaps or ""
    if (marks.flag or "") == want.flag and same_text(shown_gaps, want.gaps):
        if (known.flag, known.gaps) == (want.flag, want.gaps):
            return known
        return replace(known, flag=want.flag, gaps=want.gaps, restored=False)
    ours_was_changed = (known.flag, known.gaps) == (want.flag, want.gaps)
    tidied = want.flag is Flag.CLEAR and not marks.flag and not shown_gaps
    if ours_was_changed and (known.restored or tidied):
        outcome.left.append(LeftAlone.OVERRULED)
        return known
    why = "put back once: somebody changed it" if ours_was_changed else _why(want)
    change = SetMarks(
        want.ref, want.title, want.flag, want.gaps or None, was_flag=marks.flag, was_gaps=marks.gaps, reasons=want.codes
    )
    outcome.steps.append(Step(want.source, change, why))
    return known


def _comment(want: Desired, marks: Marks, known: Entry, able: Capabilities, outcome: Outcome) -> Entry:
    shown = marks.comment
    if shown is Unknown.UNSEEN and known.comment_id:
        shown = None if known.comment_gone else OwnComment(known.comment_id, known.body)
    if not want.comment:
        return _without(want, shown, known, outcome)
    if isinstance(shown, OwnComment):
        return _edited(want, shown, known, able, outcome)
    new = [gap for gap in want.blockers if gap not in known.blockers]
    if known.comment_id and not new:
        outcome.left.append(LeftAlone.DELETED)
        return known
    mention = want.acting[0] if want.acting and able.mentions else None
    post = PostComment(want.ref, want.title, want.comment, want.mark, mention, want.codes, looked=True)
    why = "a new blocker, after the comment was deleted" if known.comment_id else _why(want)
    outcome.steps.append(Step(want.source, post, why, want.must_act, want.blockers))
    return known


def _without(want: Desired, shown: OwnComment | Unknown | None, known: Entry, outcome: Outcome) -> Entry:
    if isinstance(shown, OwnComment):
        remove = RemoveComment(want.ref, want.title, shown.id, shown.body, want.codes)
        outcome.steps.append(Step(want.source, remove, _why(want)))
        return known
    return without_comment(known) if known.comment_id or known.mark else known


def _edited(want: Desired, shown: OwnComment, known: Entry, able: Capabilities, outcome: Outcome) -> Entry:
    adopting = known.comment_id != shown.id
    if adopting:
        known = replace(
            known, comment_id=shown.id, body=shown.body, mark=want.mark, told=want.must_act, blockers=want.blockers
        )
    told = tuple(key for key in known.told if key in want.must_act)
    if not same_text(shown.body, want.comment):
        if not adopting and same_text(known.body, want.comment):
            outcome.left.append(LeftAlone.EDITED)
        else:
            edit = EditComment(want.ref, want.title, shown.id, want.comment, shown.body, want.codes)
            outcome.steps.append(Step(want.source, edit, _why(want), told, want.blockers))
    elif (known.body, known.told, known.blockers) != (want.comment, told, want.blockers):
        known = replace(known, body=want.comment, told=told, blockers=want.blockers)
    for actor in want.acting if able.replies else ():
        if actor.key in told:
            continue
        told = (*told, actor.key)
        theirs = [gap for gap in want.found if gap.severity is Severity.BLOCKER and gap.who_key == actor.key]
        mark = mark_of_reply(want.mark, actor.key, theirs)
        body = reply_body(theirs, mark, able.comment_limit)
        mention = actor if able.mentions else None
        reply = ReplyComment(want.ref, want.title, shown.id, body, mark, mention, want.codes)
        outcome.steps.append(Step(want.source, reply, f"{actor.name} must act now", told, want.blockers))
    return known


def _why(want: Desired) -> str:
    return ", ".join(want.codes) or "its gaps are closed"
