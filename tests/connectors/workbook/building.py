"""Workbooks for the reading tests: written with openpyxl, odd parts put in afterwards."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from connectors.record import Cell, Pull
from connectors.workbook.reader import read_workbook

READ_AT = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
HEADER = ("Deliverable", "Owner", "Due", "Status")
MASTER = ("Final master", "Kaya", "3 Aug", "Done")
ARTWORK = ("Cover artwork", "Marcus", "5 Aug", "In progress")


def write_plan(path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Any], object] | None = None) -> Path:
    """Write one sheet "Plan" with these rows; `change` may touch the worksheet before it is saved."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    book.save(path)
    return path


def read(path: Path) -> Pull:
    return read_workbook(path, UTC, read_at=READ_AT)


def read_rows(path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Any], object] | None = None) -> Pull:
    return read(write_plan(path, rows, change))


def titles(pull: Pull, container: str = "Plan") -> list[Cell]:
    """Return the first column of every record of one table."""
    column = next(table for table in pull.tables if table.id == container).columns[0].id
    return [record.cells.get(column) for record in pull.records if record.ref.container == container]


def column_ids(pull: Pull, table: int = 0) -> list[str]:
    return [column.id for column in pull.tables[table].columns]


def said(pull: Pull) -> dict[str, int]:
    return {repair.what: repair.count for repair in pull.repairs}


def replace_parts(path: Path, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> Path:
    """Rewrite parts of a workbook, byte by byte; a part that is not there is added."""
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    for name, new in parts.items():
        found[name] = new if isinstance(new, bytes) else new(found[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return path


SHEET_PART = "xl/worksheets/sheet1.xml"


def replace_sheet_data(path: Path, rows_xml: str) -> Path:
    """Put raw rows where the sheet's own were."""

    def change(data: bytes) -> bytes:
        text = data.decode()
        before, _, rest = text.partition("<sheetData>")
        _, _, after = rest.partition("</sheetData>")
        return f"{before}<sheetData>{rows_xml}</sheetData>{after}".encode()

    return replace_parts(path, {SHEET_PART: change})


def share_strings(path: Path, strings_xml: str) -> Path:
    """Give the workbook a part of shared strings; openpyxl here writes every text into its cell."""
    relation = (
        '<Relationship Id="rIdS" Target="sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return replace_parts(
        path,
        {
            "xl/_rels/workbook.xml.rels": lambda data: data.replace(b"</Relationships>", relation.encode()),
            "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings_xml}</sst>'.encode(),
        },
    )
