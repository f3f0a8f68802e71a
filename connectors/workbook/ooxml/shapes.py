"""The boxes in which cell comments are shown: the legacy drawing (VML) of a worksheet.

VML is written by many programs and is not always well-formed XML, so it is edited as text: whole shapes go in and out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_SHAPE = re.compile(r"<(\w+):shape\s.*?</\1:shape\s*>", re.DOTALL)
_ROW = re.compile(r"<\w+:Row>\s*(\d+)\s*</\w+:Row>")
_COLUMN = re.compile(r"<\w+:Column>\s*(\d+)\s*</\w+:Column>")
_NUMBER = re.compile(r"_x0000_s(\d+)")
_CLOSE = re.compile(r"</(?:\w+:)?xml\s*>\s*$")
_TYPE_ID = "_x0000_t202"
_FIRST_NUMBER = 1025

EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="{_TYPE_ID}" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def add_shapes(drawing: bytes, cells: Iterable[tuple[int, int]]) -> bytes:
    """Return the drawing with a hidden comment box for each cell, given as row and column from 1."""
    text = drawing.decode("utf-8")
    close = _CLOSE.search(text)
    if close is None:
        raise ValueError("the drawing of the comments has no end")
    number = max((int(found) for found in _NUMBER.findall(text)), default=_FIRST_NUMBER - 1)
    pieces = [] if _TYPE_ID in text else [_TYPE]
    for row, column in cells:
        number += 1
        pieces.append(_shape(number, row - 1, column - 1))
    return (text[: close.start()] + "".join(pieces) + text[close.start() :]).encode()


def remove_shapes(drawing: bytes, cells: Collection[tuple[int, int]]) -> bytes:
    """Return the drawing without the comment boxes of these cells, and without the type that only ours used."""

    def kept(match: re.Match[str]) -> str:
        row, column = _ROW.search(match[0]), _COLUMN.search(match[0])
        ours = row and column and 'ObjectType="Note"' in match[0] and (int(row[1]) + 1, int(column[1]) + 1) in cells
        return "" if ours else match[0]

    text = _SHAPE.sub(kept, drawing.decode("utf-8"))
    return (text if _SHAPE.search(text) else text.replace(_TYPE, "")).encode()


def has_shapes(drawing: bytes) -> bool:
    """Tell whether a drawing shows anything."""
    return _SHAPE.search(drawing.decode("utf-8")) is not None


def _shape(number: int, row: int, column: int) -> str:
    # The box opens over the gaps column: two cells right of the flag's left edge, eight rows high.
    anchor = f"{column + 1}, 15, {row}, 4, {column + 1}, 375, {row + 8}, 4"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#{_TYPE_ID}" '
        'style="position:absolute;margin-left:80pt;margin-top:2pt;width:270pt;height:120pt;z-index:1;'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
