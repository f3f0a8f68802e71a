"""Our cell comments in a workbook: found, written and taken back, beside everybody else's."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from connectors.workbook.marks import AUTHOR, is_own_comment
from connectors.workbook.ooxml.cells import xml_text
from connectors.workbook.ooxml.package import Package
from connectors.workbook.ooxml.relations import OFFICE, declare, relate, related, relations, remove_part
from connectors.workbook.ooxml.shapes import EMPTY_DRAWING, add_shapes, has_shapes, remove_shapes
from connectors.workbook.ooxml.sheet import coordinates, letters
from connectors.workbook.ooxml.spans import Edit, Element, local, scan, splice
from connectors.workbook.texts import unescape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NOTHING = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
    "<authors></authors><commentList></commentList></comments>"
).encode()
_AFTER_DRAWING = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment on one cell. `own` tells ours from everybody else's."""

    body: str
    own: bool
    element: Element


def read_comments(package: Package, sheet: str) -> Mapping[tuple[int, int], Comment]:
    """Return the comments of a worksheet part by row and column; a thread shows as its opening comment."""
    holder = related(package, sheet, "comments")
    return _read(package.part(holder.target)) if holder else {}


def write_comments(package: Package, sheet: str, wanted: Mapping[tuple[int, int], str | None]) -> Package:
    """Return the package with our comment on each of these cells, or (`None`) without it.

    Only cells that hold no comment of anybody else may be named.
    """
    holder = related(package, sheet, "comments")
    content = package.part(holder.target) if holder else _NOTHING
    present = _read(content)
    changed = {
        cell: body for cell, body in sorted(wanted.items()) if (present[cell].body if cell in present else None) != body
    }
    if not changed:
        return package
    content, left = _rewritten(content, present, changed)
    if holder is None:
        part = _free_name(package, "xl/comments{}.xml")
        package = declare(package, part, _COMMENTS_TYPE)
        package, _ = relate(package.with_parts({part: content}), sheet, "comments", part)
    elif left:
        package = package.with_parts({holder.target: content})
    else:
        package = remove_part(package, sheet, holder.target)
    added = [cell for cell, body in changed.items() if body is not None and cell not in present]
    gone = {cell for cell, body in changed.items() if body is None}
    return _draw(package, sheet, added, gone)


def _read(content: bytes) -> dict[tuple[int, int], Comment]:
    elements = scan(content, {2: {"author", "comment"}}, texts={"t", "author"})
    authors = [each.text for each in elements if local(each.name) == "author"]
    found: dict[tuple[int, int], Comment] = {}
    for element in elements:
        if local(element.name) == "comment":
            number = int(element.attributes.get("authorId", -1))
            author = authors[number] if 0 <= number < len(authors) else ""
            body = unescape(element.text)
            found[coordinates(element.attributes.get("ref", ""))] = Comment(body, is_own_comment(author, body), element)
    return found


def _rewritten(
    content: bytes, present: Mapping[tuple[int, int], Comment], changed: Mapping[tuple[int, int], str | None]
) -> tuple[bytes, bool]:
    """Return the part with the changes, and whether any comment is left in it."""
    elements = scan(content, {1: {"authors", "commentList"}, 2: {"author"}}, texts={"author"})
    holders = {local(each.name): each for each in elements}
    authors = [each for each in elements if local(each.name) == "author"]
    names = [each.text for each in authors]
    prefix = holders["commentList"].name.removesuffix("commentList")
    number = names.index(AUTHOR) if AUTHOR in names else len(names)
    edits: list[Edit] = []
    new = ""
    for cell, body in changed.items():
        line = _comment(prefix, cell, number, body) if body is not None else ""
        if cell in present:
            element = present[cell].element
            edits.append(Edit(element.start, element.end, line.encode()))
        else:
            new += line
    edits += _append(holders["commentList"], new)
    writing = any(body is not None for body in changed.values())
    left = {cell for cell in present if changed.get(cell, "") is not None}
    if writing and number == len(names):
        edits += _append(holders["authors"], f"<{prefix}author>{AUTHOR}</{prefix}author>")
    elif (
        not writing
        and names[-1:] == [AUTHOR]
        and not any(present[cell].element.attributes.get("authorId") == str(number) for cell in left)
    ):
        edits.append(Edit(authors[-1].start, authors[-1].end, b""))
    return splice(content, edits), writing or bool(left)


def _append(holder: Element, text: str) -> list[Edit]:
    if not text:
        return []
    if holder.closes_itself:
        return [Edit(holder.start, holder.end, f"<{holder.name}>{text}</{holder.name}>".encode())]
    return [Edit(holder.close_start, holder.close_start, text.encode())]


def _comment(p: str, cell: tuple[int, int], author: int, body: str) -> str:
    place = f"{letters(cell[1])}{cell[0]}"
    return (
        f'<{p}comment ref="{place}" authorId="{author}" shapeId="0"><{p}text><{p}r>'
        f'<{p}t xml:space="preserve">{xml_text(body)}</{p}t></{p}r></{p}text></{p}comment>'
    )


def _draw(package: Package, sheet: str, added: list[tuple[int, int]], gone: set[tuple[int, int]]) -> Package:
    """Keep the boxes of the comments in step: without one, a comment is not shown."""
    drawing = _drawing_part(package, sheet)
    if not drawing:
        if not added:
            return package
        drawing = _free_name(package, "xl/drawings/vmlDrawing{}.vml")
        package = declare(package, drawing, _DRAWING_TYPE).with_parts({drawing: EMPTY_DRAWING.encode()})
        package, identifier = relate(package, sheet, "vmlDrawing", drawing)
        package = _show(package, sheet, identifier)
    content = package.part(drawing)
    content = remove_shapes(content, gone) if gone else content
    content = add_shapes(content, added) if added else content
    if not has_shapes(content):
        return _hide(remove_part(package, sheet, drawing), sheet)
    return package.with_parts({drawing: content})


def _frame(package: Package, sheet: str) -> tuple[bytes, Mapping[str, Element]]:
    """Return a worksheet part and its outermost elements by local name."""
    content = package.part(sheet)
    return content, {local(each.name): each for each in scan(content, {0: None, 1: None})}


def _drawing_part(package: Package, sheet: str) -> str:
    _, frame = _frame(package, sheet)
    element = frame.get("legacyDrawing")
    if element is None:
        return ""
    wanted = {value for name, value in element.attributes.items() if local(name) == "id"}
    return next((each.target for each in relations(package, sheet) if each.id in wanted), "")


def _show(package: Package, sheet: str, identifier: str) -> Package:
    """Point the worksheet at its legacy drawing, at the place that the format's fixed order gives it."""
    content, frame = _frame(package, sheet)
    root = frame["worksheet"]
    after = next((frame[name] for name in _AFTER_DRAWING if name in frame), None)
    place = after.start if after else root.close_start
    prefix = root.name.removesuffix("worksheet")
    line = f'<{prefix}legacyDrawing xmlns:r="{OFFICE}" r:id="{identifier}"/>'
    return package.with_parts({sheet: splice(content, [Edit(place, place, line.encode())])})


def _hide(package: Package, sheet: str) -> Package:
    content, frame = _frame(package, sheet)
    element = frame.get("legacyDrawing")
    edits = [Edit(element.start, element.end, b"")] if element else []
    return package.with_parts({sheet: splice(content, edits)})


def _free_name(package: Package, pattern: str) -> str:
    number = 1
    while package.actual(pattern.format(number)) in package:
        number += 1
    return posixpath.normpath(pattern.format(number))
