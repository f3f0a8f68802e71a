"""A workbook on disk as a place where rows are made: all of one call go into one save."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from connectors.errors import SchemaDrift
from connectors.making import MadeRow, RowToMake
from connectors.workbook.append import append
from connectors.workbook.append_csv import append_csv
from connectors.workbook.files import Disk, Files
from connectors.workbook.opening import is_csv, read_bytes
from connectors.workbook.outcome import Outcome
from connectors.workbook.places import Locate, TablePlace
from connectors.workbook.records import TOOL
from connectors.workbook.saving import rewrite
from connectors.workbook.target import WorkbookTarget, said
from rules.model import Ref


class WorkbookMaker:
    """Adds rows below the tables of one .xlsx, .xlsm or .csv file. There is all of them in the file, or none."""

    def __init__(self, name: str, path: Path, locate: Locate, judge: WorkbookTarget, files: Files | None = None):
        """`name` is the source's name in the settings; `judge` knows what keeps the file from being written."""
        self._name = name
        self._path = path
        self._locate = locate
        self._judge = judge
        self._files = files or Disk()
        self._saves = 0

    @property
    def name(self) -> str:
        return self._name

    @property
    def requests(self) -> int:
        """How often the file was saved."""
        return self._saves

    def cost(self, rows: Iterable[RowToMake]) -> int:
        """Return 1 for any number of rows: a file is saved once."""
        return 1 if any(True for _ in rows) else 0

    def refusal(self) -> str:
        """Say why nothing can be made in the file itself: a copy beside it would be nobody's plan."""
        return self._judge.capabilities.why or self._judge.notice()

    def make(self, rows: Sequence[RowToMake]) -> Iterator[MadeRow]:
        """Save all rows at once, then yield their proofs."""
        if not rows:
            return
        rewrite(self._path, self._files, lambda data: Outcome(self._with_rows(data, rows)))
        self._saves += 1
        after = {place.container: place for place in self._locate(read_bytes(self._path), self._path.name)}
        for table in dict.fromkeys(row.table for row in rows):
            wanted = [row for row in rows if row.table == table]
            newest = sorted(after[table].rows.items(), key=lambda record: record[1])[-len(wanted) :]
            for row, (record, _) in zip(wanted, newest, strict=True):
                yield MadeRow(row, Ref(TOOL, table, record))

    def _with_rows(self, data: bytes, rows: Sequence[RowToMake]) -> bytes:
        places = {place.container: place for place in self._locate(data, self._path.name)}
        for row in rows:
            self._refuse_drift(row, places.get(row.table))
        with said(self._path):
            return (append_csv if is_csv(self._path) else append)(data, places, rows)

    def _refuse_drift(self, row: RowToMake, place: TablePlace | None) -> None:
        missing = [] if place is None else [column for column in row.values if column not in place.columns]
        if place is None or missing:
            what = f"the column “{missing[0]}” of “{row.table}”" if missing else f"the table “{row.table}”"
            raise SchemaDrift(
                f"{self._path.name}: {what} is gone; nothing was written.",
                hint="Somebody changed the file meanwhile: run it again.",
            )
