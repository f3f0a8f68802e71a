# ruff: noqa: E501 - a line of XML is read as it is written
"""Where our columns may stand, what is never touched, and what cannot be written in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from connectors.changes import Flag, ReplyComment, SetMarks
from connectors.errors import SourceUnreadable
from connectors.record import NO_MARKS
from tests.connectors.workbook.rich import MAIN, OFFICE, PACKAGE, packed, rels, rich_parts, unpacked
from tests.connectors.workbook.writing import MARK, apply, blocked, comment, edit, marks, records, removal, target_of

ROWS = [["Deliverable", "Owner"], ["Master", "Kaya"], ["Artwork", "Noor"], ["Teaser", "Kaya"]]


class Plan:
    """A workbook that a test can still change before it is saved."""

    def __init__(self, folder: Path, rows: list[list[str]]) -> None:
        self.path = folder / "plan.xlsx"
        self.book = openpyxl.Workbook()
        self.sheet: Any = self.book.worksheets[0]
        for row in rows:
            self.sheet.append(row)

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path, ROWS)


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def header(path: Path) -> dict[str, str]:
    """Return the place of each of our headers."""
    return {
        cell.value: cell.coordinate
        for row in opened(path).iter_rows()
        for cell in row
        if str(cell.value).startswith("Streetdate ")
    }


@pytest.mark.parametrize(
    ("beside", "flag", "gaps"),
    [
        ({}, "C1", "D1"),
        ({"H9": "a note"}, "C1", "D1"),
        ({"C3": "stray"}, "E1", "F1"),
        ({"D2": "stray"}, "F1", "G1"),
        ({"E2": "neighbour"}, "G1", "H1"),
        ({"F2": "far enough"}, "C1", "D1"),
    ],
)
def test_nothing_that_stands_beside_the_table_is_overwritten(
    plan: Plan, beside: dict[str, str], flag: str, gaps: str
) -> None:
    for place, text in beside.items():
        plan.sheet[place] = text
    path = plan.save()
    apply(path, blocked(path, "master"))
    assert header(path) == {"Streetdate flag": flag, "Streetdate gaps": gaps}
    assert all(opened(path)[place].value == text for place, text in beside.items())


def test_merged_cells_beside_the_table_are_not_written_into(plan: Plan) -> None:
    plan.sheet.merge_cells("C2:D4")
    path = plan.save()
    apply(path, blocked(path, "master"))
    assert header(path) == {"Streetdate flag": "F1", "Streetdate gaps": "G1"}


def test_a_title_merged_over_the_columns_does_not_push_us_away(tmp_path: Path) -> None:
    plan = Plan(tmp_path, [["Our great plan 2026"], *ROWS])
    plan.sheet.merge_cells("A1:F1")
    path = plan.save()
    apply(path, blocked(path, "master"))
    assert header(path) == {"Streetdate flag": "C2", "Streetdate gaps": "D2"}


def test_a_format_that_was_there_stays_through_run_and_undo(plan: Plan) -> None:
    fill = PatternFill("solid", fgColor="FFFFEE00")
    plan.sheet["C2"].fill = fill
    plan.sheet.column_dimensions["D"].width = 33
    path = plan.save()
    before = unpacked(path.read_bytes())
    apply(path, blocked(path, "master"))
    assert opened(path)["C2"].fill.fgColor.rgb == "FFFFEE00"
    assert opened(path).column_dimensions["D"].width == 33
    undo(path)
    assert opened(path)["C2"].fill.fgColor.rgb == "FFFFEE00"
    assert {name for name, part in unpacked(path.read_bytes()).items() if before.get(name) != part} <= {
        "xl/worksheets/sheet1.xml"
    }


def test_hidden_columns_are_said(plan: Plan) -> None:
    plan.sheet.column_dimensions["D"].hidden = True
    path = plan.save()
    target = target_of(path)
    list(target.apply(blocked(path, "master")))
    assert target.remarks == ("Sheet: columns C and D are hidden; show them to see the flags.",)


def undo(path: Path) -> list[str]:
    rows = records(path).values()
    apply(path, [change for row in rows for change in (SetMarks(row.ref, "row", None, None), removal(row))])
    return list(target_of(path).retract())


def test_a_deleted_gaps_column_is_made_again_beside_the_flag(plan: Plan) -> None:
    path = plan.save()
    apply(path, blocked(path, "master"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_cols(4)
    book.save(path)
    row = records(path)["master"]
    apply(path, [marks(row, Flag.ATTENTION, "Warning: late")])
    assert header(path) == {"Streetdate flag": "C1", "Streetdate gaps": "D1"}
    assert records(path)["master"].marks.gaps == "Warning: late"


def test_a_text_that_somebody_typed_over_our_flag_stays_and_is_said(plan: Plan) -> None:
    path = plan.save()
    apply(path, blocked(path, "master"))
    seen = records(path)["master"]
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["C2"] = "talked to Kaya"
    book.save(path)
    target = target_of(path)
    assert list(target.apply([marks(seen, Flag.CLEAR, "")])) == []
    assert "talked to Kaya" in target.remarks[0]
    assert records(path)["master"].marks.flag == "talked to Kaya"


def test_undo_keeps_a_column_that_somebody_typed_into(plan: Plan) -> None:
    path = plan.save()
    apply(path, blocked(path, "master"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["D5"] = "my own remark"
    book.save(path)
    said = undo(path)
    assert header(path) == {"Streetdate gaps": "D1"}
    assert opened(path)["D5"].value == "my own remark"
    assert said[1] == "Sheet: “Streetdate gaps” stays, because it holds text that is not ours (D5)."


def test_a_comment_of_somebody_else_on_our_flag_cell_is_never_touched(plan: Plan) -> None:
    path = plan.save()
    row = records(path)["master"]
    apply(path, [marks(row, Flag.BLOCKED, "Blocker")])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["C2"].comment = Comment("I am on it", "Noor")
    book.save(path)
    target = target_of(path)
    row = records(path)["master"]
    assert list(target.apply([comment(row, "ours"), edit(row, "ours")])) == []
    assert all("somebody else's comment" in remark for remark in target.remarks)
    assert len(list(target.apply([removal(row)]))) == 1
    assert opened(path)["C2"].comment.text == "I am on it"
    assert target.find_comments([row.ref], {}) == {}
    undo(path)
    assert opened(path)["C2"].comment.text == "I am on it"


def test_comments_are_posted_once_edited_in_place_found_and_removed(plan: Plan) -> None:
    path = plan.save()
    row = records(path)["master"]
    first = apply(path, [comment(row, "one")])
    assert first[0].remote_id == "Sheet!Streetdate flag:master"
    apply(path, [comment(row, "one")])
    apply(path, [edit(row, "two & <three>")])
    found = target_of(path).find_comments([row.ref], {})
    assert found[row.ref.key].body == f"two & <three>\n{MARK}"
    assert found[row.ref.key].id == first[0].remote_id
    assert records(path)["master"].marks.comment == found[row.ref.key]
    assert len(unpacked(path.read_bytes())["xl/comments1.xml"].split(b"<comment ")) == 2
    apply(path, [removal(row)])
    apply(path, [removal(row)])
    assert target_of(path).find_comments([row.ref], {}) == {}


def test_an_edit_does_not_bring_back_a_comment_that_was_deleted(plan: Plan) -> None:
    path = plan.save()
    row = records(path)["master"]
    target = target_of(path)
    assert list(target.apply([edit(row, "again"), ReplyComment(row.ref, "row", "", "hi", MARK)])) == []
    assert len(target.remarks) == 2
    assert header(path) == {}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " x ", "_x0041_", "a]]>b", "<c>&amp;", '"q"', "1\n2"]
)
def test_every_text_comes_back_as_the_text_it_is(plan: Plan, text: str) -> None:
    path = plan.save()
    row = records(path)["master"]
    apply(path, [marks(row, Flag.BLOCKED, text), comment(row, text)])
    assert records(path)["master"].marks.gaps == text
    assert opened(path)["D2"].data_type == "s"
    assert b"<f>" not in unpacked(path.read_bytes())["xl/worksheets/sheet1.xml"]
    assert target_of(path).find_comments([row.ref], {})[row.ref.key].body == f"{text}\n{MARK}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_text_whatever_breaks_the_workbook(tmp_path: Path, text: str) -> None:
    path = Plan(tmp_path, ROWS).save()
    row = records(path)["master"]
    apply(path, [marks(row, Flag.BLOCKED, text), comment(row, text)])
    once = path.read_bytes()
    apply(path, [marks(row, Flag.BLOCKED, text), comment(row, text)])
    assert path.read_bytes() == once
    assert opened(path)["C2"].value == "Blocked"
    assert records(path)["artwork"].cells["Owner"] == "Noor"


SIGNED = {
    "_rels/.rels": rels(
        ("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml"),
        ("rId9", f"{PACKAGE}/relationships/digital-signature/origin", "_xmlsignatures/origin.sigs"),
    ).encode(),
    "_xmlsignatures/origin.sigs": b"",
    "_xmlsignatures/_rels/origin.sigs.rels": rels(
        ("rId1", f"{PACKAGE}/relationships/digital-signature/signature", "sig1.xml")
    ).encode(),
    "_xmlsignatures/sig1.xml": b"<Signature/>",
}


def _book(extra: bytes) -> dict[str, bytes]:
    book = rich_parts()["xl/workbook.xml"]
    return {"xl/workbook.xml": book.replace(b"<workbookPr/>", extra + b"<workbookPr/>")}


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (SIGNED, "digitally signed"),
        (_book(b'<fileSharing userName="K" reservationPassword="CC1A"/>'), "reserved changes"),
        (_book(b'<fileSharing userName="K" algorithmName="SHA-512" hashValue="x"/>'), "reserved changes"),
    ],
)
def test_what_cannot_be_kept_sends_the_marks_into_a_copy_beside_the_file(
    tmp_path: Path, parts: dict[str, bytes], why: str
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(before := packed({**rich_parts(), **parts}))
    target = target_of(path)
    assert why in target.notice()
    receipts = list(target.apply(blocked(path, "item 2")))
    assert len(receipts) == 2
    assert path.read_bytes() == before
    assert why in target.remarks[0]
    copy = tmp_path / "plan (Streetdate).xlsx"
    assert records(copy)["item 2"].marks.flag == "Blocked"
    assert records(path)["item 2"].marks == records(copy)["item 2"].marks
    assert not [name for name in unpacked(copy.read_bytes()) if "signature" in name]
    once = copy.stat().st_mtime_ns
    list(target.apply(blocked(path, "item 2")))
    assert copy.stat().st_mtime_ns == once


def test_a_copy_made_anew_keeps_the_marks_that_nothing_changed(tmp_path: Path) -> None:
    path, copy = tmp_path / "plan.xlsx", tmp_path / "plan (Streetdate).xlsx"
    path.write_bytes(packed({**rich_parts(), **SIGNED}))
    list(target_of(path).apply(blocked(path, "item 2")))
    first = records(copy)["item 2"].marks
    assert len(list(target_of(path).apply(blocked(path, "item 5")))) == 2
    assert (records(copy)["item 2"].marks, records(copy)["item 5"].marks.flag) == (first, "Blocked")
    row = records(path)["item 2"]
    assert len(list(target_of(path).apply([marks(row, None, None), removal(row)]))) == 2
    assert records(copy)["item 2"].marks == NO_MARKS
    assert records(path)["item 5"].marks.flag == "Blocked"


def test_a_recommendation_to_open_read_only_is_no_reason_for_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(packed({**rich_parts(), **_book(b'<fileSharing readOnlyRecommended="1"/>')}))
    assert target_of(path).notice() == ""


def test_a_strict_workbook_is_declared_as_not_writable(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    strict = MAIN.replace("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/").encode()
    parts = {name: part.replace(MAIN.encode(), strict) for name, part in rich_parts().items()}
    path.write_bytes(packed(parts))
    assert "Strict Open XML" in target_of(path).capabilities.why
    assert not target_of(path).capabilities.flags


def test_a_sheet_with_prefixed_elements_and_no_references_is_written(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Deliverable</x:t></x:is></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>Owner</x:t></x:is></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>Master</x:t>'
        '</x:is></x:c><x:c t="inlineStr"><x:is><x:t>Kaya</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    ).encode()
    path = tmp_path / "plan.xlsx"
    parts = {**rich_parts(), "xl/worksheets/sheet1.xml": sheet}
    del parts["xl/worksheets/_rels/sheet1.xml.rels"]
    path.write_bytes(packed(parts))
    apply(path, blocked(path, "master"))
    assert records(path)["master"].marks.flag == "Blocked"
    assert target_of(path).find_comments([records(path)["master"].ref], {})
    undo(path)
    assert unpacked(path.read_bytes())["xl/worksheets/sheet1.xml"] == sheet


def test_two_tables_on_one_sheet_are_both_flagged_and_both_given_back(tmp_path: Path) -> None:
    second = [[], [], [], ["Task", "Person", "Deadline"], ["Press", "Noor", "soon"], ["Radio", "Kaya", "later"]]
    path = Plan(tmp_path, [*ROWS, *second]).save()
    before = unpacked(path.read_bytes())
    found = records(path)
    if "press" not in found:
        pytest.skip("the reader takes these for one table")
    apply(path, blocked(path, "master", "press"))
    found = records(path)
    assert (found["master"].marks.flag, found["press"].marks.flag) == ("Blocked", "Blocked")
    undo(path)
    assert unpacked(path.read_bytes()) == before


def test_undo_leaves_columns_that_an_excel_table_has_taken_in(plan: Plan) -> None:
    path = plan.save()
    apply(path, blocked(path, "master"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0].add_table(Table(displayName="Grown", ref="A1:D4"))
    book.save(path)
    assert undo(path) == [
        "Sheet: “Streetdate flag” and “Streetdate gaps” now belong to the Excel table “Grown”; delete them in Excel."
    ]
    assert set(header(path)) == {"Streetdate flag", "Streetdate gaps"}


def test_what_unpacks_too_large_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(before := packed({**rich_parts(), "xl/media/image2.png": bytes(3_000_000)}))
    changes = blocked(path, "item 2")
    monkeypatch.setattr("connectors.workbook.ooxml.package._MAX_UNPACKED", 2_000_000)
    with pytest.raises(SourceUnreadable, match="unpacks to 2 MB"):
        apply(path, changes)
    assert path.read_bytes() == before


def test_after_libreoffice_dropped_the_author_our_comments_are_still_ours(plan: Plan) -> None:
    path = plan.save()
    apply(path, blocked(path, "master"))
    parts = unpacked(path.read_bytes())
    parts["xl/comments1.xml"] = parts["xl/comments1.xml"].replace(b"<author>Streetdate<", b"<author> <")
    path.write_bytes(packed(parts))
    row = records(path)["master"]
    apply(path, [edit(row, "new")])
    assert target_of(path).find_comments([row.ref], {})[row.ref.key].body == f"new\n{MARK}"
    assert len(unpacked(path.read_bytes())["xl/comments1.xml"].split(b"<comment ")) == 2
    undo(path)
    assert "xl/drawings/vmlDrawing1.vml" not in unpacked(path.read_bytes())
