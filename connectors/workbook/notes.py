"""The comments on a sheet's cells, as far as they could be ours."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.workbook.grid import read_span
from connectors.workbook.marks import is_own_comment
from connectors.workbook.texts import unescape
from connectors.workbook.xml_events import scan


def read_notes(data: bytes, part: str) -> dict[tuple[int, int], str]:
    """Return the texts of the comments that are ours by author or mark, by (row, column).

    Threads and notes by anybody else are passed over. Only a comment on our own flag cell is taken for ours in the end.
    """
    authors: list[str] = []
    found: dict[tuple[int, int], str] = {}
    pieces: list[str] = []
    wanted = False
    where = ""
    author = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal wanted, where, author
        if name in ("author", "t"):
            wanted = True
        elif name == "comment":
            where = attributes.get("ref", "")
            number = attributes.get("authorId", "")
            author = int(number) if number.isascii() and number.isdigit() else -1
            pieces.clear()

    def end(name: str) -> None:
        nonlocal wanted
        if name in ("author", "t"):
            wanted = False
        if name == "author":
            authors.append("".join(pieces))
            pieces.clear()
        elif name == "comment":
            span = read_span(where)
            by = authors[author] if 0 <= author < len(authors) else ""
            body = unescape("".join(pieces))
            if span is not None and is_own_comment(by, body):
                found[span.top, span.left] = body

    def text(piece: str) -> None:
        if wanted:
            pieces.append(piece)

    scan(data, part, start, end, text)
    return found
