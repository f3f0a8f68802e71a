"""How parts refer to one another: relationships and content types."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from connectors.workbook.ooxml.package import Package
from connectors.workbook.ooxml.spans import Edit, Element, local, scan, splice

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: its id, the last word of its type, and the part it points to."""

    id: str
    kind: str
    target: str
    external: bool


def relations_part(part: str) -> str:
    """Return the name of the part that holds another part's relationships ("" is the package)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> Iterator[Relation]:
    """Yield the relationships of a part; none where it has none."""
    holder = relations_part(part)
    if holder not in package:
        return
    for element in scan(package.part(holder), {1: {"Relationship"}}):
        target = element.attributes.get("Target", "")
        external = element.attributes.get("TargetMode") == "External"
        if not external:
            joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
            target = package.actual(posixpath.normpath(joined).lstrip("/"))
        yield Relation(
            element.attributes.get("Id", ""), element.attributes.get("Type", "").rpartition("/")[2], target, external
        )


def related(package: Package, part: str, kind: str) -> Relation | None:
    """Return the first relationship of this kind that points to a part which is there."""
    return next((each for each in relations(package, part) if each.kind == kind and each.target in package), None)


def main_part(package: Package) -> str:
    """Return the part that holds the workbook itself; `KeyError` where there is none."""
    found = related(package, "", "officeDocument")
    if found is None:
        raise KeyError("the workbook itself")
    return found.target


def relate(package: Package, part: str, kind: str, target: str) -> tuple[Package, str]:
    """Add a relationship and return its id."""
    holder = relations_part(part)
    taken = {each.id for each in relations(package, part)}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    path = posixpath.relpath(target, posixpath.dirname(part))
    line = f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{escape(path)}"/>'
    if holder in package:
        content = _append(package.part(holder), line)
    else:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        content = f'{head}<Relationships xmlns="{_NAMESPACE}">{line}</Relationships>'.encode()
    return package.with_parts({holder: content}), f"rId{number}"


def unrelate(package: Package, part: str, target: str) -> Package:
    """Remove every relationship of a part to another; a relationships part that is left empty goes too."""
    holder = relations_part(part)
    doomed = {each.id for each in relations(package, part) if each.target == target and not each.external}
    content = _without(package.part(holder), "Relationship", lambda each: each.attributes.get("Id") in doomed)
    return package.with_parts({holder: content if scan(content, {1: None}) else None})


def declare(package: Package, part: str, content_type: str) -> Package:
    """State the content type of a new part; legacy drawings are stated once for their extension."""
    content = package.part(CONTENT_TYPES)
    extension = posixpath.splitext(part)[1].lstrip(".")
    if extension == "vml":
        defaults = {each.attributes.get("Extension", "").lower() for each in scan(content, {1: {"Default"}})}
        if extension in defaults:
            return package
        # Defaults come before overrides in what Excel itself writes, and some readers count on it.
        first = scan(content, {1: None})[0]
        prefix = _prefix(first)
        line = f'<{prefix}Default Extension="vml" ContentType="{content_type}"/>'
        return package.with_parts({CONTENT_TYPES: splice(content, [Edit(first.start, first.start, line.encode())])})
    line = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
    return package.with_parts({CONTENT_TYPES: _append(content, line)})


def remove_part(package: Package, owner: str, part: str) -> Package:
    """Take a part out, with its content type and its owner's relationship to it."""
    package = unrelate(package, owner, part).with_parts({part: None})
    extension = posixpath.splitext(part)[1].lstrip(".")
    last = not any(name.endswith(f".{extension}") for name in package.names())

    def ours(element: Element) -> bool:
        if local(element.name) == "Override":
            return element.attributes.get("PartName") == f"/{part}"
        return extension == "vml" and last and element.attributes.get("Extension", "").lower() == extension

    content = package.part(CONTENT_TYPES)
    for name in ("Override", "Default"):
        content = _without(content, name, ours)
    return package.with_parts({CONTENT_TYPES: content})


def _prefix(element: Element) -> str:
    return element.name[: len(element.name) - len(local(element.name))]


def _append(content: bytes, line: str) -> bytes:
    root = scan(content, {0: None})[0]
    prefixed = line.replace("<", f"<{_prefix(root)}", 1).encode()
    if root.closes_itself:
        opening = content[root.start : root.open_end - 2] + b">"
        whole = opening + prefixed + f"</{root.name}>".encode()
        return splice(content, [Edit(root.start, root.end, whole)])
    return splice(content, [Edit(root.close_start, root.close_start, prefixed)])


def _without(content: bytes, name: str, doomed: Callable[[Element], bool]) -> bytes:
    return splice(content, [Edit(each.start, each.end, b"") for each in scan(content, {1: {name}}) if doomed(each)])
