"""What of a user's workbook could be lost by writing into it: found before, and checked after, every save."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO
from types import MappingProxyType

from connectors.errors import WriteFailed
from connectors.workbook.ooxml.package import Package, read_package
from connectors.workbook.ooxml.relations import CONTENT_TYPES, main_part, relations, relations_part, remove_part
from connectors.workbook.ooxml.sheet import read_sheet
from connectors.workbook.ooxml.spans import local, scan

_STRICT = "http://purl.oclc.org/ooxml/"
_OUR_KINDS = ("comments", "vmlDrawing")


def obstacles(package: Package) -> tuple[str, ...]:
    """Return what a workbook would lose if we wrote into it; then the marks go into a copy beside it."""
    found: list[str] = []
    if any(each.kind == "origin" for each in relations(package, "")):
        found.append("it is digitally signed, and any change breaks the signature")
    book = main_part(package)
    if any(
        local(each.name) == "fileSharing" and any("assword" in key or "hashValue" in key for key in each.attributes)
        for each in scan(package.part(book), {1: {"fileSharing"}})
    ):
        found.append("its author reserved changes to those who know a password")
    if any(each.kind == "revisionHeaders" for each in relations(package, book)):
        found.append("it tracks changes as a shared workbook, and its history would not know ours")
    return tuple(found)


def impossible(package: Package) -> str:
    """Return why the workbook cannot be written at all, not even as a copy; "" when it can."""
    root = scan(package.part(main_part(package)), {0: None})[0]
    if any(value.startswith(_STRICT) for value in root.attributes.values()):
        return "it is saved as “Strict Open XML”; save it as “Excel Workbook (.xlsx)” to have gaps marked in it"
    return ""


def unsigned(package: Package) -> Package:
    """Return the package without its signature, for a copy that the signature would not fit."""
    for origin in [each.target for each in relations(package, "") if each.kind == "origin" and not each.external]:
        for signature in [each.target for each in relations(package, origin) if each.target in package]:
            package = remove_part(package, origin, signature)
        package = remove_part(package, "", origin)
    return package


def check(
    before: Package,
    written: bytes,
    ours: Mapping[str, Collection[int]],
    made: Mapping[str, Collection[int]] = MappingProxyType({}),
    stretched: Collection[str] = (),
) -> None:
    """Compare a workbook with what is about to be saved: `ours` are our columns by worksheet part, `made` likewise the
    rows that were empty before, `stretched` the parts of tables that grew.

    Raises `WriteFailed` when any part or any cell that is not ours differs; then nothing is saved.
    """
    after = read_package(written)
    allowed = {CONTENT_TYPES, *made, *stretched} | {name for sheet in ours for name in _touched(before, after, sheet)}
    lost = [name for name in before.entries if name not in after and name not in allowed]
    lost += [
        name
        for name, entry in before.entries.items()
        if name in after and name not in allowed and not _same(entry, after.entries[name])
    ]
    for sheet in {*ours, *made}:
        columns, rows = ours.get(sheet, ()), made.get(sheet, ())
        if _cells(before.part(sheet), columns, rows) != _cells(after.part(sheet), columns, rows):
            lost.append(f"{sheet} (cells that are not ours)")
    with zipfile.ZipFile(BytesIO(written)) as container:
        if damaged := container.testzip():
            lost.append(damaged)
    if lost:
        raise WriteFailed(
            f"Writing would have changed parts of the workbook that are not ours: {', '.join(sorted(lost))}. "
            "Nothing was written.",
            hint="This is a fault of Streetdate: please report it, with the workbook if you can share it.",
        )


def _touched(before: Package, after: Package, sheet: str) -> set[str]:
    found = {sheet, relations_part(sheet)}
    for package in (before, after):
        found |= {each.target for each in relations(package, sheet) if each.kind in _OUR_KINDS}
    return found


def _same(left: zipfile.ZipInfo, right: zipfile.ZipInfo) -> bool:
    return (left.CRC, left.file_size) == (right.CRC, right.file_size)


def _cells(data: bytes, ours: Collection[int], made: Collection[int]) -> list[tuple[int, int, bytes]]:
    sheet = read_sheet("", data)
    return [
        (number, column, data[cell.start : cell.end])
        for number, row in sheet.rows.items()
        if number not in made
        for column, cell in row.cells.items()
        if column not in ours
    ]
