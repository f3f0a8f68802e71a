"""Putting new records below the tables of a .csv file; every field that is there already keeps its bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectors.making import RowToMake
from connectors.workbook.append import below_of, text_of
from connectors.workbook.csv_text import DelimitedText, quoted, read_text
from connectors.workbook.places import TablePlace


def append_csv(data: bytes, places: Mapping[str, TablePlace], rows: Sequence[RowToMake]) -> bytes:
    """Return the file with the rows right below the records of their tables, before whatever follows."""
    for table in dict.fromkeys(row.table for row in rows):
        file, place = read_text(data), places[table]
        wanted = [row for row in rows if row.table == table]
        last = below_of(place).like
        data = file.encode(_with_rows(file, place, last, wanted))
    return data


def _with_rows(file: DelimitedText, place: TablePlace, last: int, rows: Sequence[RowToMake]) -> str:
    width = max(len(file.records[place.header_row - 1]), max(place.columns.values()))
    newline = "\r\n" if "\r\n" in file.text else "\n"
    lines = newline.join(_line(file, place, width, row) for row in rows)
    end = file.records[last - 1][-1][1]
    return f"{file.text[:end]}{newline}{lines}{file.text[end:]}"


def _line(file: DelimitedText, place: TablePlace, width: int, row: RowToMake) -> str:
    texts = {place.columns[column]: text_of(value) for column, value in row.values.items()}
    return file.delimiter.join(quoted(texts.get(field, ""), file.delimiter) for field in range(1, width + 1))
