"""Putting flags and gaps into two columns of their own of a .csv file, and taking them out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectors.changes import Change, Flag
from connectors.workbook.csv_text import DelimitedText, quoted, read_text
from connectors.workbook.intent import Shown, settle
from connectors.workbook.marks import FLAG_COLUMN, GAPS_COLUMN
from connectors.workbook.outcome import Outcome
from connectors.workbook.places import TablePlace


def annotate_csv(data: bytes, places: Sequence[TablePlace], changes: Sequence[Change]) -> Outcome:
    """Put the flags and gaps into the file; every other field keeps its bytes."""
    file = read_text(data)

    def shown(place: TablePlace, row: int) -> Shown:
        flag, gaps = place.flag_column, place.gaps_column
        return Shown(file.value(row, flag) if flag else "", file.value(row, gaps) if gaps else "")

    intent = settle(changes, {place.container: place for place in places}, shown, comments=False)
    fields: dict[int, dict[int, str]] = {}
    for place in places:
        rows = intent.rows.get(place.container, {})
        new = {row: after for row, after in rows.items() if after != shown(place, row)}
        if new:
            _lay_out(file, place, new, fields)
    if not fields:
        return Outcome(data, tuple(intent.accepted), tuple(intent.remarks))
    written = file.encode(_with_fields(file, fields))
    return Outcome(written, tuple(intent.accepted), tuple(intent.remarks))


def withdraw_csv(data: bytes, places: Sequence[TablePlace]) -> Outcome:
    """Take our columns out; a column that somebody typed into stays, and that is said."""
    file = read_text(data)
    remarks: list[str] = []
    doomed: set[int] = set()
    for place in places:
        for column, name in ((place.flag_column, FLAG_COLUMN), (place.gaps_column, GAPS_COLUMN)):
            if not column:
                continue
            texts = {row: file.value(row, column).strip() for row in range(1, len(file.records) + 1)}
            texts.pop(place.header_row)
            ours = ("", *Flag) if name == FLAG_COLUMN else ("",)
            foreign = [row for row, text in texts.items() if text not in ours]
            if foreign:
                lines = ", ".join(str(row) for row in foreign[:5])
                remarks.append(f"{place.sheet}: “{name}” stays, because it holds text that is not ours (rows {lines}).")
            else:
                doomed.add(column)
                remarks.append(f"{place.sheet}: removed the column “{name}”.")
    if not doomed:
        return Outcome(data, remarks=tuple(remarks))
    return Outcome(file.encode(_without_fields(file, doomed)), remarks=tuple(remarks))


def _lay_out(
    file: DelimitedText, place: TablePlace, rows: Mapping[int, Shown], fields: dict[int, dict[int, str]]
) -> None:
    width = max(len(record) for record in file.records)
    flag = place.flag_column or width + 1
    gaps = place.gaps_column or max(width, flag) + 1
    for column, known, name in ((flag, place.flag_column, FLAG_COLUMN), (gaps, place.gaps_column, GAPS_COLUMN)):
        if known:
            continue
        fields.setdefault(place.header_row, {})[column] = name
        for number, record in enumerate(file.records, start=1):
            # Rows of full width stay of full width; ragged ones are lengthened only where there is something to say.
            if len(record) == width and number != place.header_row:
                fields.setdefault(number, {})[column] = ""
    for number, row in rows.items():
        fields.setdefault(number, {}).update({flag: row.flag, gaps: row.gaps})


def _with_fields(file: DelimitedText, wanted: Mapping[int, Mapping[int, str]]) -> str:
    pieces: list[str] = []
    position = 0
    for number, texts in sorted(wanted.items()):
        record = file.records[number - 1]
        length = len(record)
        for column, text in sorted(texts.items()):
            raw = quoted(text, file.delimiter)
            if column <= len(record):
                start, end = record[column - 1]
            else:
                start = end = record[-1][1]
                raw = file.delimiter * (column - length) + raw
                length = column
            pieces += (file.text[position:start], raw)
            position = end
    return "".join((*pieces, file.text[position:]))


def _without_fields(file: DelimitedText, doomed: set[int]) -> str:
    pieces: list[str] = []
    position = 0
    for record in file.records:
        for column in sorted(doomed):
            if 1 < column <= len(record):
                pieces.append(file.text[position : record[column - 1][0] - len(file.delimiter)])
                position = record[column - 1][1]
    return "".join((*pieces, file.text[position:]))
