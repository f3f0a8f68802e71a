"""What a number format says a number is: a date, a time, a percentage, a code with leading zeros, or just a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from connectors.workbook.xml_events import attribute, ignore, scan


class Shows(Enum):
    """What a person sees in a cell that holds a number."""

    NUMBER = auto()
    PERCENT = auto()
    DATE = auto()
    DATE_TIME = auto()
    TIME = auto()
    PADDED = auto()
    """Digits filled up with zeros, as in a UPC."""


@dataclass(frozen=True, slots=True)
class Format:
    """One cell format: what it shows; `width` is the number of digits of a padded one."""

    shows: Shows
    width: int = 0


PLAIN = Format(Shows.NUMBER)

# The formats that have a number instead of a code. 27-36 and 50-58 are the dates of East Asian editions.
_BUILT_IN = {
    **dict.fromkeys((9, 10), Format(Shows.PERCENT)),
    **dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), Format(Shows.DATE)),
    **dict.fromkeys((*range(18, 22), *range(45, 48)), Format(Shows.TIME)),
    22: Format(Shows.DATE_TIME),
}
_SPOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")


@lru_cache(maxsize=1024)
def read_format(code: str) -> Format:
    """Return what a format code shows. Only its first section counts, the one for positive numbers."""
    section = _SPOKEN.sub("", code).partition(";")[0]
    if _ELAPSED.search(section):
        return Format(Shows.TIME)
    section = _BRACKETS.sub("", section).strip().lower()
    if section == "general":
        return PLAIN
    if "%" in section:
        return Format(Shows.PERCENT)
    if len(section) > 1 and not section.strip("0"):
        return Format(Shows.PADDED, len(section))
    clock = "h" in section or "s" in section
    if "y" in section or "d" in section or ("m" in section and not clock):
        return Format(Shows.DATE_TIME if clock else Shows.DATE)
    return Format(Shows.TIME) if clock else PLAIN


def read_styles(data: bytes, part: str) -> tuple[Format, ...]:
    """Return the format of every cell style of a workbook, by the style's number."""
    codes: dict[int, str] = {}
    styles: list[Format] = []
    in_cell_styles = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal in_cell_styles
        if name == "cellXfs":
            in_cell_styles = True
        elif name == "numFmt":
            codes[_number(attribute(attributes, "numFmtId"))] = attribute(attributes, "formatCode")
        elif name == "xf" and in_cell_styles:
            number = _number(attribute(attributes, "numFmtId"))
            styles.append(read_format(codes[number]) if number in codes else _BUILT_IN.get(number, PLAIN))

    def end(name: str) -> None:
        nonlocal in_cell_styles
        if name == "cellXfs":
            in_cell_styles = False

    scan(data, part, start, end, ignore)
    return tuple(styles)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
