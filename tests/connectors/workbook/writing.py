"""What the writing tests share: a target over a file in a folder, and changes by row title."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from connectors.changes import Change, EditComment, Flag, PostComment, Receipt, RemoveComment, SetMarks
from connectors.record import Pull, Record
from connectors.workbook.files import Files
from connectors.workbook.reader import locate, read_workbook
from connectors.workbook.target import WorkbookTarget

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MARK = "[sd:0123abcd]"


def target_of(path: Path, files: Files | None = None) -> WorkbookTarget:
    return WorkbookTarget("plan", path, locate, lambda: NOON, files)


def pull(path: Path) -> Pull:
    return read_workbook(path, UTC, read_at=NOON)


def records(path: Path) -> dict[str, Record]:
    """Return the records by their id: the folded title, where nothing stands twice."""
    return {record.ref.record: record for record in pull(path).records}


def marks(record: Record, flag: Flag | None, gaps: str | None) -> SetMarks:
    return SetMarks(record.ref, "row", flag, gaps, was_flag=record.marks.flag, was_gaps=record.marks.gaps)


def comment(record: Record, body: str) -> PostComment:
    return PostComment(record.ref, "row", f"{body}\n{MARK}", MARK)


def edit(record: Record, body: str) -> EditComment:
    return EditComment(record.ref, "row", "id", f"{body}\n{MARK}")


def removal(record: Record) -> RemoveComment:
    return RemoveComment(record.ref, "row", "id")


def apply(path: Path, changes: Iterable[Change]) -> list[Receipt]:
    return list(target_of(path).apply(changes))


def blocked(path: Path, *ids: str) -> list[Change]:
    """Return the changes that flag these rows and comment on them."""
    rows = records(path)
    found: list[Change] = []
    for title in ids:
        found += [marks(rows[title], Flag.BLOCKED, f"Blocker: {title}"), comment(rows[title], f"Please look: {title}")]
    return found
