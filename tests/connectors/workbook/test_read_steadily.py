"""Our own marks change nothing about what is read: else one run would undo what the run before it said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.workbook.grid import Grid, Row, Value
from connectors.workbook.identity import identify
from connectors.workbook.marks import FLAG_COLUMN, GAPS_COLUMN
from connectors.workbook.regions import Region, find_regions

WORDS = st.sampled_from(
    ["Deliverable", "Owner", "Status", "Name", "Role", "Master", "Art", "Kaya", "Done", "Total", "3 Aug", "k@x.example"]
)
CELLS = st.none() | WORDS
PLANS = st.builds(
    lambda header, rows, looks: Grid(
        "Plan",
        {
            number: cells
            for number, row in enumerate([header, *rows], start=1)
            if (cells := {column: cell for column, cell in enumerate(row, start=1) if cell is not None})
        },
        looks=dict(enumerate(looks, start=1)),
    ),
    st.sampled_from([("Deliverable", "Owner", "Status", None, None), ("Song", "Status", None, "Name", "Role")]),
    st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=12),
    st.lists(st.integers(0, 2), min_size=13, max_size=13),
)


def marked(grid: Grid, regions: tuple[Region, ...]) -> Grid:
    """Return the grid with our two columns right of each table and a flag on every record."""
    rows: dict[int, Row] = dict(grid.rows)
    for region in regions:
        at = max(column for row in grid.rows.values() for column in row) + 1
        rows[region.header_row] = {**rows[region.header_row], at: FLAG_COLUMN, at + 1: GAPS_COLUMN}
        for number in region.rows:
            marks: dict[int, Value] = {at: "Blocked", at + 1: f"gap of row {number}"}
            rows[number] = {**rows[number], **marks}
    return replace(grid, rows=rows)


@settings(max_examples=200)
@given(PLANS)
def test_flagging_every_record_changes_no_record_and_no_column(grid: Grid) -> None:
    before = find_regions(grid)
    flagged = marked(grid, before)
    after = find_regions(flagged)
    assert [(r.header_row, r.headings, r.rows, r.last_column) for r in after] == [
        (r.header_row, r.headings, r.rows, r.last_column) for r in before
    ]
    assert [identify(flagged, region) for region in after] == [identify(grid, region) for region in before]
    assert all(region.flag_column and region.gaps_column == region.flag_column + 1 for region in after)
