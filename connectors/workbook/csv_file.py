"""A delimited text file into a grid: encoding and delimiter found out, every value text as it stands."""

from __future__ import annotations

import codecs
import csv
from io import StringIO

from connectors.errors import SourceUnreadable
from connectors.workbook.grid import Grid, Row
from connectors.workbook.limits import MAX_COLUMNS
from connectors.workbook.marks import FLAG_COLUMN, GAPS_COLUMN
from connectors.workbook.texts import clean
from rules.model import Repair

DELIMITERS = (",", ";", "\t")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20


def read_csv(data: bytes, name: str, encoding: str = "") -> tuple[Grid, tuple[Repair, ...]]:
    """Return the file as a grid named after it. `encoding` overrules what the bytes look like."""
    title = name.rpartition(".")[0] or name
    encoding = encoding or encoding_of(data)
    text = _decoded(data, name, encoding)
    repairs: list[Repair] = []
    if encoding == "cp1252":
        repairs.append(Repair(title, "read as Windows-1252 because it is not UTF-8: check the accented letters"))
    rows: dict[int, Row] = {}
    left_out = 0
    for number, fields in enumerate(csv_rows(text, name), start=1):
        row: dict[int, str] = {}
        for column, field in enumerate(fields, start=1):
            value = clean(field)
            if value is None:
                continue
            if column > MAX_COLUMNS and value.strip() not in (FLAG_COLUMN, GAPS_COLUMN):
                left_out = column
                continue
            row[column] = value
        if row:
            rows[number] = dict(row)
    idle = frozenset(
        number
        for number, row in rows.items()
        if all(str(value).strip().casefold() == "false" for value in row.values())
    )
    return Grid(title, rows, idle=idle, columns_left_out=left_out), tuple(repairs)


def encoding_of(data: bytes) -> str:
    """Return the encoding of delimited text: by its byte order mark, else UTF-8 if it is that, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:2000]
    if head and head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head and head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def delimiter_of(text: str) -> str:
    """Return the delimiter whose cut gives the first lines the most even, widest rows; a comma when none does."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE]

    def merit(delimiter: str) -> tuple[int, int]:
        widths: list[int] = []
        try:
            widths.extend(len(fields) for fields in csv.reader(lines, delimiter=delimiter, strict=True))
        except csv.Error as error:
            # A quoted cell that goes on past the sample says nothing against the delimiter; a broken quote does.
            if "end of data" not in str(error):
                return (-1, 0)
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (0, 0) if usual == 1 and max(widths, default=1) == 1 else (widths.count(usual) * (usual > 1), usual)

    return max(DELIMITERS, key=merit)


def csv_rows(text: str, name: str) -> list[list[str]]:
    """Return the records of delimited text, blank lines as empty ones. Raises `SourceUnreadable` for a broken quote."""
    delimiter = delimiter_of(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise SourceUnreadable(
            f"{name}: line {reader.line_num} cannot be read ({error}); "
            "expected every quotation mark to be closed and doubled inside a quoted cell.",
            hint="Export the sheet again as .csv, or put the quotation marks of that line right.",
        ) from error
    return rows


def _decoded(data: bytes, name: str, encoding: str) -> str:
    if not data.strip():
        raise SourceUnreadable(
            f"{name}: the file is empty; expected a header row and the rows of the plan.",
            hint="Export the plan again.",
        )
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise SourceUnreadable(
            f'{name}: there is no encoding "{encoding}".', hint="Use utf-8, utf-16 or cp1252, or leave it out."
        ) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceUnreadable(
            f"{name}: line {line} is not {encoding} text (byte {error.start + 1}); "
            "expected UTF-8, UTF-16 or Windows-1252.",
            hint="Export it again as UTF-8 CSV, or set the encoding that it has.",
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceUnreadable(
            f"{name}: line {line} holds NUL bytes, so this is no delimited text; expected a .csv export.",
            hint="Export the sheet again as .csv, or name the workbook itself.",
        )
    return text
