"""A workbook on disk as a target: all changes of a run go into one save, and undo takes them out again."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from connectors.changes import Capabilities, Change, Receipt
from connectors.errors import SourceUnreadable
from connectors.record import OwnComment
from connectors.workbook.annotate import annotate, read_shown, withdraw
from connectors.workbook.copies import copy_of, marked_copy
from connectors.workbook.csv_flags import annotate_csv, withdraw_csv
from connectors.workbook.files import Disk, Files
from connectors.workbook.intent import Shown
from connectors.workbook.marks import comment_id
from connectors.workbook.ooxml.package import Package, read_package
from connectors.workbook.ooxml.spans import Malformed
from connectors.workbook.opening import is_csv, read_bytes
from connectors.workbook.outcome import Outcome, Withdraw
from connectors.workbook.package import Package as ReadPackage
from connectors.workbook.places import Locate
from connectors.workbook.preserve import impossible, obstacles, unsigned
from connectors.workbook.saving import rewrite
from rules.model import Ref

Verdict = TypeVar("Verdict")

_XLSX = Capabilities(replies=False, mentions=False, batch=0)
_CSV = replace(_XLSX, comments=False)
_WRITABLE = (".xlsx", ".xlsm")


class WorkbookTarget:
    """Writes marks into one .xlsx, .xlsm or .csv file by record id: rows are found anew in the bytes that change."""

    def __init__(self, name: str, path: Path, locate: Locate, now: Callable[[], datetime], files: Files | None = None):
        """`name` is the source's name in the settings; `locate` finds the rows by the reader's own code."""
        self._name = name
        self._path = path
        self._locate = locate
        self._now = now
        self._files = files or Disk()
        self._remarks: tuple[str, ...] = ()
        self._saves = 0

    @property
    def name(self) -> str:
        return self._name

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the last `apply` or `retract` left out or did elsewhere, in sentences for the report."""
        return self._remarks

    @property
    def requests(self) -> int:
        """How often the file was saved."""
        return self._saves

    @property
    def capabilities(self) -> Capabilities:
        if is_csv(self._path):
            return _CSV
        if why := self._impossible():
            return replace(_XLSX, flags=False, comments=False, why=why)
        return _XLSX

    def notice(self) -> str:
        """Say before writing when the marks will go into a copy beside the file, and why; "" when they will not."""
        if is_csv(self._path):
            return ""
        found = self._judged(obstacles)
        if not found:
            return ""
        return f"{self._path.name} stays as it is, because {'; '.join(found)}: see “{self.copy.name}” beside it."

    @property
    def copy(self) -> Path:
        """Where the annotated copy of a file goes that must not be changed itself."""
        return copy_of(self._path)

    def cost(self, changes: Iterable[Change]) -> int:
        """Return 1 for any number of changes: a file is saved once."""
        return 1 if any(True for _ in changes) else 0

    def find_comments(self, refs: Iterable[Ref], mark_of: Mapping[str, str]) -> Mapping[str, OwnComment]:  # noqa: ARG002
        """Return our comments on these records. `mark_of` is not needed: ours stand in our own column."""
        if is_csv(self._path):
            return {}
        shown = self._shown()
        found: dict[str, OwnComment] = {}
        for ref in refs:
            row = shown.get(ref.container, {}).get(ref.record)
            if row is not None and row.comment is not None:
                found[ref.key] = OwnComment(comment_id(ref.container, ref.record), row.comment)
        return found

    def apply(self, changes: Iterable[Change]) -> Iterator[Receipt]:
        """Save all changes at once, then yield their receipts. What could not be written is in `remarks`."""
        asked = tuple(changes)
        if not asked:
            return
        outcome = self._save(lambda data: self._annotated(data, asked))
        at = self._now()
        yield from (Receipt(change, at, remote_id) for change, remote_id in outcome.accepted)

    def retract(self) -> Iterator[str]:
        """Remove our columns and comments, and yield what went and what had to stay."""
        take_out: Withdraw = withdraw_csv if is_csv(self._path) else withdraw
        if not is_csv(self._path) and self.notice():
            if self.copy.exists():
                yield f"“{self.copy.name}” is a copy with our marks; delete it when nobody works in it."
            return
        outcome = self._save(lambda data: take_out(data, self._locate(data, self._path.name)))
        yield from outcome.remarks

    def _annotated(self, data: bytes, changes: tuple[Change, ...]) -> Outcome:
        places = self._locate(data, self._path.name)
        if is_csv(self._path):
            return annotate_csv(data, places, changes)
        return annotate(data, places, changes, self._shown() if marked_copy(self._path, data) else {})

    def _shown(self) -> Mapping[str, Mapping[str, Shown]]:
        """Return what every record shows of ours, in the file or in the copy that is marked in its stead."""
        data = read_bytes(self._path)
        copy = marked_copy(self._path, data)
        data = read_bytes(copy) if copy else data
        return read_shown(data, self._locate(data, self._path.name))

    def _save(self, change: Callable[[bytes], Outcome]) -> Outcome:
        into: Path | None = None

        def guarded(data: bytes) -> Outcome:
            with said(self._path):
                outcome = change(data)
                return replace(outcome, data=_sealed(outcome.data)) if into else outcome

        notice = self.notice() if not self._impossible() else ""
        into = self.copy if notice else None
        outcome = rewrite(self._path, self._files, guarded, into=into)
        self._saves += 1
        self._remarks = (*((notice,) if notice else ()), *outcome.remarks)
        return outcome

    def _impossible(self) -> str:
        if is_csv(self._path):
            return ""
        if self._path.suffix.lower() not in _WRITABLE:
            return f"{self._path.name} is not an .xlsx, .xlsm or .csv file; save it as one of these"
        return self._judged(impossible)

    def _judged(self, judge: Callable[[Package], Verdict]) -> Verdict:
        data = read_bytes(self._path)
        ReadPackage(data, self._path.name)  # says in one sentence why a file is no workbook
        with said(self._path):
            return judge(read_package(data))


@contextmanager
def said(path: Path) -> Iterator[None]:
    """Turn what goes wrong inside a damaged workbook into a sentence for the person who owns it."""
    try:
        yield
    except (Malformed, zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError) as error:
        raise SourceUnreadable(
            f"{path.name} cannot be written: part of it is damaged or unusual ({error}). It is as it was.",
            hint="Open it in Excel or LibreOffice, save it again as .xlsx, and run again.",
        ) from error


def _sealed(data: bytes) -> bytes:
    package = unsigned(read_package(data))
    return package.to_bytes() if package.changed else data
