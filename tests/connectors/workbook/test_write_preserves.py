"""Writing changes our columns and our comments, and nothing else of the user's workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from connectors.changes import Flag
from connectors.errors import WriteFailed
from connectors.workbook.ooxml.package import read_package
from connectors.workbook.ooxml.sheet import read_sheet
from connectors.workbook.preserve import check
from tests.connectors.workbook.rich import packed, rich_parts, unpacked
from tests.connectors.workbook.writing import apply, blocked, marks, records, removal, target_of

SHEET = "xl/worksheets/sheet1.xml"
OURS_TO_CHANGE = {SHEET, "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(packed(rich_parts()))
    return path


@pytest.fixture
def simple(tmp_path: Path) -> Path:
    """A workbook as another library writes it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Deliverable", "Owner", "Cost"], ["Master", "Kaya", 1], ["Artwork", "Noor", "=SUM(1,2)"]):
        sheet.append(row)
    sheet["C1"].font = Font(bold=True)
    sheet["A2"].comment = Comment("mine", "Kaya")
    sheet.add_table(Table(displayName="PlanTable", ref="A1:C3"))
    validation = DataValidation(type="list", formula1='"Done"')
    validation.add("B2:B9")
    sheet.add_data_validation(validation)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3))
    sheet.add_chart(chart, "J2")
    path = tmp_path / "simple.xlsx"
    book.save(path)
    return path


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def cells(part: bytes, below: int) -> dict[tuple[int, int], bytes]:
    sheet = read_sheet("", part)
    return {
        (number, column): part[cell.start : cell.end]
        for number, row in sheet.rows.items()
        for column, cell in row.cells.items()
        if column < below
    }


def test_every_other_part_keeps_every_byte(plan: Path) -> None:
    before = unpacked(plan.read_bytes())
    apply(plan, blocked(plan, "item 2", "item 5"))
    after = unpacked(plan.read_bytes())
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == OURS_TO_CHANGE


def test_every_other_cell_keeps_every_byte_formulas_and_stored_values_included(plan: Path) -> None:
    before = unpacked(plan.read_bytes())[SHEET]
    apply(plan, blocked(plan, "item 2"))
    after = unpacked(plan.read_bytes())[SHEET]
    assert cells(after, below=6) == cells(before, below=6)
    assert b"<f>SUM(E2:E10)</f><v>4711</v>" in after


def test_all_of_the_sheet_around_the_cells_stays(plan: Path) -> None:
    before = unpacked(plan.read_bytes())[SHEET]
    apply(plan, blocked(plan, "item 2"))
    after = unpacked(plan.read_bytes())[SHEET]
    tail = before[before.index(b"</sheetData>") :]
    assert after.endswith(tail)


def test_the_users_notes_and_their_boxes_stay_as_they_are(plan: Path) -> None:
    before = unpacked(plan.read_bytes())
    apply(plan, blocked(plan, "item 2"))
    after = unpacked(plan.read_bytes())
    for comment in re.findall(rb"<comment .*?</comment>", before["xl/comments1.xml"], re.DOTALL):
        assert comment in after["xl/comments1.xml"]
    shape = re.search(rb"<v:shape .*</v:shape>", before["xl/drawings/vmlDrawing1.vml"], re.DOTALL)
    assert shape is not None
    assert shape[0] in after["xl/drawings/vmlDrawing1.vml"]


def test_our_columns_stand_right_of_the_table_in_the_look_of_its_last_header(simple: Path) -> None:
    apply(simple, blocked(simple, "master"))
    sheet = opened(simple)
    assert (sheet["D1"].value, sheet["E1"].value) == ("Streetdate flag", "Streetdate gaps")
    assert sheet["D1"].font.b
    assert sheet.tables["PlanTable"].ref == "A1:C3"
    assert sheet["D2"].value == "Blocked"
    assert sheet["D2"].comment.text.startswith("Please look: master")
    assert sheet["D2"].comment.author == "Streetdate"


def test_openpyxl_opens_it_with_formulas_notes_charts_and_validations(simple: Path) -> None:
    apply(simple, blocked(simple, "master"))
    sheet = opened(simple)
    assert sheet["C3"].value == "=SUM(1,2)"
    assert (sheet["A2"].comment.text, sheet["A2"].comment.author) == ("mine", "Kaya")
    assert sheet.data_validations.dataValidation[0].formula1 == '"Done"'
    assert len(sheet._charts) == 1


def test_writing_the_same_again_writes_nothing(plan: Path) -> None:
    changes = blocked(plan, "item 2", "item 5")
    assert len(apply(plan, changes)) == 4
    first, modified = plan.read_bytes(), plan.stat().st_mtime_ns
    assert len(apply(plan, changes)) == 4
    assert plan.read_bytes() == first
    assert plan.stat().st_mtime_ns == modified


def test_a_run_and_its_undo_give_the_workbook_back_byte_by_byte_per_part(plan: Path) -> None:
    before = unpacked(plan.read_bytes())
    apply(plan, blocked(plan, "item 2", "item 5"))
    rows = records(plan)
    apply(plan, [change for row in rows.values() for change in (marks(row, None, None), removal(row))])
    said = list(target_of(plan).retract())
    assert unpacked(plan.read_bytes()) == before
    assert said == ["Plan: removed the column “Streetdate flag”.", "Plan: removed the column “Streetdate gaps”."]


def test_undo_gives_back_a_workbook_that_had_no_comments_and_no_widths(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Deliverable", "Owner"], ["Master", "Kaya"], ["Artwork", "Noor"]):
        book.worksheets[0].append(row)
    path = tmp_path / "bare.xlsx"
    book.save(path)
    before = unpacked(path.read_bytes())
    apply(path, blocked(path, "master", "artwork"))
    assert opened(path)["C2"].comment.author == "Streetdate"
    assert set(unpacked(path.read_bytes())) - set(before) == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    rows = records(path)
    apply(path, [change for row in rows.values() for change in (marks(row, None, None), removal(row))])
    list(target_of(path).retract())
    assert unpacked(path.read_bytes()) == before


def test_the_check_before_saving_notices_a_lost_part_and_a_changed_cell() -> None:
    parts = rich_parts()
    before = read_package(packed(parts))
    check(before, packed(parts), {SHEET: {6, 7}})
    without = packed({name: part for name, part in parts.items() if "chart1" not in name})
    with pytest.raises(WriteFailed, match=r"xl/charts/chart1\.xml"):
        check(before, without, {SHEET: {6, 7}})
    other = packed({**parts, SHEET: parts[SHEET].replace(b"<v>4711</v>", b"<v>4712</v>")})
    with pytest.raises(WriteFailed, match="cells that are not ours"):
        check(before, other, {SHEET: {6, 7}})
    elsewhere = packed({**parts, "xl/worksheets/sheet2.xml": parts["xl/worksheets/sheet2.xml"] + b" "})
    with pytest.raises(WriteFailed, match="sheet2"):
        check(before, elsewhere, {SHEET: {6, 7}})


def test_closing_every_gap_leaves_no_comment_behind(plan: Path) -> None:
    before = unpacked(plan.read_bytes())
    apply(plan, blocked(plan, "item 2"))
    row = records(plan)["item 2"]
    apply(plan, [marks(row, Flag.CLEAR, ""), removal(row)])
    after = unpacked(plan.read_bytes())
    assert after["xl/comments1.xml"] == before["xl/comments1.xml"]
    assert after["xl/drawings/vmlDrawing1.vml"] == before["xl/drawings/vmlDrawing1.vml"]
    assert records(plan)["item 2"].marks.flag == "Clear"
