"""Delimited text as records and fields with their places, so that single fields change and all else keeps its bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from connectors.workbook.csv_file import delimiter_of, encoding_of

_NEWLINE = re.compile(r"\r\n|\r|\n")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDERS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class DelimitedText:
    """One file: what it is written in, and for each record the places of its fields (none: a blank line)."""

    text: str
    mark: bytes
    encoding: str
    delimiter: str
    records: Sequence[Sequence[tuple[int, int]]]

    def value(self, record: int, field: int) -> str:
        """Return a field's text; record and field count from 1, and "" stands for what is not there."""
        fields = self.records[record - 1] if record <= len(self.records) else ()
        if field > len(fields):
            return ""
        start, end = fields[field - 1]
        raw = self.text[start:end]
        return raw[1:-1].replace('""', '"') if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw

    def encode(self, text: str) -> bytes:
        """Return the bytes of a file like this one; a letter that its encoding does not have becomes "?"."""
        return self.mark + text.encode(self.encoding, errors="replace")


def read_text(data: bytes) -> DelimitedText:
    """Find the places of all fields, by the same encoding and delimiter as the reader."""
    mark, encoding = next(((m, e) for m, e in _BYTE_ORDERS if data.startswith(m)), (b"", encoding_of(data)))
    text = data[len(mark) :].decode(encoding)
    delimiter = delimiter_of(text)
    return DelimitedText(text, mark, encoding, delimiter, _records(text, delimiter))


def quoted(text: str, delimiter: str) -> str:
    """Return a field that every program reads back as this text, and none as a formula."""
    if text.startswith(_FORMULA_STARTS):
        text = "'" + text
    if text != text.strip() or any(each in text for each in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _records(text: str, delimiter: str) -> list[list[tuple[int, int]]]:
    field = re.compile(rf'(?:"(?:[^"]|"")*")?[^{re.escape(delimiter)}\r\n]*')
    records: list[list[tuple[int, int]]] = []
    fields: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        found = field.match(text, position)
        end = found.end() if found else position
        newline = _NEWLINE.match(text, end)
        if fields or end > position or not (newline or end == len(text)):
            fields.append((position, end))
        position = end
        if newline:
            records.append(fields)
            fields = []
            position = newline.end()
        elif position < len(text):
            position += 1
            if position == len(text):
                fields.append((position, position))
    if fields:
        records.append(fields)
    return records
