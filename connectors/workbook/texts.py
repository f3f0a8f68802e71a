"""Text as a workbook stores it: shared strings, rich text, escapes; and text as it is safe to hand on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectors.workbook.xml_events import scan

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str | None:
    """Return the text without control characters, which can steer a terminal; `None` when only white space is left."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if text.strip() else None


def unescape(text: str) -> str:
    """Undo the escapes by which a workbook stores characters that XML cannot (`_x000D_`)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def read_strings(data: bytes, part: str) -> list[str | None]:
    """Return the shared strings, rich text as its words; readings of East Asian characters are left out."""
    found: list[str | None] = []
    pieces: list[str] = []
    wanted = False
    readings = 0

    def start(name: str, _: Mapping[str, str]) -> None:
        nonlocal wanted, readings
        if name == "t":
            wanted = not readings
        elif name == "rPh":
            readings += 1

    def end(name: str) -> None:
        nonlocal wanted, readings
        if name == "t":
            wanted = False
        elif name == "rPh":
            readings -= 1
        elif name == "si":
            found.append(clean(unescape("".join(pieces))))
            pieces.clear()

    def text(piece: str) -> None:
        if wanted:
            pieces.append(piece)

    scan(data, part, start, end, text)
    return found
