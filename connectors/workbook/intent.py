"""What the asked changes come to, cell by cell, on the table as it stands now; shared by .xlsx and .csv."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from connectors.changes import Change, EditComment, Flag, PostComment, RemoveComment, ReplyComment, SetMarks
from connectors.workbook.marks import FLAG_COLUMN, GAPS_COLUMN, comment_id
from connectors.workbook.places import TablePlace
from connectors.workbook.texts import clean


@dataclass(frozen=True, slots=True)
class Shown:
    """What one row shows in our columns. `taken` tells that somebody else's comment is on our flag cell."""

    flag: str = ""
    gaps: str = ""
    comment: str | None = None
    taken: bool = False

    @property
    def ours(self) -> bool:
        """Whether there is anything of ours on the row."""
        return bool(self.flag or self.gaps or self.comment is not None)


@dataclass(slots=True)
class Intent:
    """The rows of each table as they shall be, what was accepted with its remote id, and what was left and why."""

    rows: dict[str, dict[int, Shown]] = field(default_factory=dict)
    accepted: list[tuple[Change, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def settle(
    changes: Iterable[Change],
    places: Mapping[str, TablePlace],
    shown: Callable[[TablePlace, int], Shown],
    *,
    comments: bool,
    carried: Mapping[str, Mapping[str, Shown]] = MappingProxyType({}),
) -> Intent:
    """Work out the rows after the changes, in order; one that would touch what is not ours is left, with a remark.

    `carried` are rows, by container and record id, that are to show the same as before where nothing changes them.
    """
    intent = Intent()
    for container, records in carried.items():
        if container in places:
            at = places[container].rows
            intent.rows[container] = {at[record]: row for record, row in records.items() if record in at and row.ours}
    for change in changes:
        place = places.get(change.ref.container)
        row = place.rows.get(change.ref.record) if place else None
        if place is None or row is None:
            intent.remarks.append(f"“{change.title}”: its row is no longer in the file; nothing was written for it.")
            continue
        table = intent.rows.setdefault(place.container, {})
        before = table.get(row) or shown(place, row)
        after = _after(change, before, comments)
        if isinstance(after, str):
            intent.remarks.append(f"“{change.title}” ({place.sheet}, row {row}): {after}")
            continue
        table[row] = after
        is_comment = not isinstance(change, SetMarks)
        intent.accepted.append((change, comment_id(change.ref.container, change.ref.record) if is_comment else ""))
    return intent


def _after(change: Change, before: Shown, comments: bool) -> Shown | str:
    """Return the row after one change, or the reason why it cannot be made."""
    match change:
        case SetMarks():
            flag, gaps = clean(change.flag or "") or "", clean(change.gaps or "") or ""
            seen = change.was_gaps
            if before.flag not in (flag, "", change.was_flag, *Flag):
                return f"somebody wrote “{before.flag}” into “{FLAG_COLUMN}”; it was left as it is."
            if before.gaps not in (gaps, "") and seen is not None and before.gaps.split() != seen.split():
                return f"somebody changed the text in “{GAPS_COLUMN}”; it was left as it is."
            return replace(before, flag=flag, gaps=gaps)
        case ReplyComment():
            return "a file has no replies to comments; nothing was written."
        case _ if not comments:
            return "a .csv file has no comments; nothing was written."
        case PostComment() | EditComment() if before.taken:
            return f"somebody else's comment is on its cell in “{FLAG_COLUMN}”; ours was not written."
        case PostComment():
            return replace(before, comment=change.body)
        case EditComment():
            if before.comment is None:
                return "our comment was deleted in the file; it was not written again."
            return replace(before, comment=change.body)
        case RemoveComment():
            return replace(before, comment=None)
