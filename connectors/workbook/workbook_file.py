"""An .xlsx or .xlsm file into its grids: which sheets there are, which are hidden, and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from connectors.errors import SourceUnreadable
from connectors.workbook.cells import Decoder
from connectors.workbook.formats import read_styles
from connectors.workbook.grid import Grid
from connectors.workbook.notes import read_notes
from connectors.workbook.package import Package
from connectors.workbook.sheets import read_sheet
from connectors.workbook.texts import read_strings
from connectors.workbook.xml_events import attribute, ignore, scan
from rules.model import Repair


@dataclass(frozen=True, slots=True)
class Grids:
    """The sheets of one file that are read, and what was left out or put right on the way."""

    grids: tuple[Grid, ...]
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it."""

    title: str
    relation: str
    hidden: bool


def read_workbook_file(data: bytes, name: str, zone: tzinfo) -> Grids:
    """Return the visible worksheets of a workbook. `name` is the file's name, for messages."""
    package = Package(data, name)
    listed, from_1904 = _listed_sheets(package)
    relations = package.relations(package.main)
    decoder = _decoder(package, from_1904, zone)
    grids: list[Grid] = []
    repairs: list[Repair] = []
    for sheet in listed:
        relation = relations.get(sheet.relation)
        if relation is None or relation.kind != "worksheet":
            continue  # A chart sheet or an old dialog: there are no rows in it.
        if sheet.hidden:
            repairs.append(Repair(sheet.title, "hidden sheet, not read: show it if it belongs to the plan"))
            continue
        grids.append(_grid(package, relation.target, sheet.title, decoder))
    if not grids:
        raise SourceUnreadable(
            f"{name}: the workbook has no visible worksheet; expected one that holds the plan.",
            hint="Show the hidden sheet, or name another file.",
        )
    return Grids(tuple(grids), tuple(repairs))


def _decoder(package: Package, from_1904: bool, zone: tzinfo) -> Decoder:
    strings = package.part_of_kind(package.main, "sharedStrings")
    styles = package.part_of_kind(package.main, "styles")
    return Decoder(
        read_strings(package.read(strings), package.where(strings)) if strings else (),
        read_styles(package.read(styles), package.where(styles)) if styles else (),
        from_1904=from_1904,
        zone=zone,
    )


def _grid(package: Package, part: str, title: str, decoder: Decoder) -> Grid:
    relations = package.relations(part)
    targets = {key: r.target for key, r in relations.items() if r.kind == "hyperlink" and r.external}
    comments = package.part_of_kind(part, "comments")
    notes: Mapping[tuple[int, int], str] | None = {}
    if comments:
        try:
            notes = read_notes(package.read(comments), package.where(comments))
        except SourceUnreadable:
            notes = None  # Damaged comments are no reason not to read the plan; ours are then unseen, not absent.
    return read_sheet(package.read(part), package.where(part), title, decoder, targets, notes)


def _listed_sheets(package: Package) -> tuple[list[_Listed], bool]:
    listed: list[_Listed] = []
    from_1904 = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal from_1904
        if name == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            listed.append(_Listed(attribute(attributes, "name"), attribute(attributes, "id"), hidden))

    scan(package.read(package.main), package.where(package.main), start, ignore, ignore)
    return listed, from_1904
