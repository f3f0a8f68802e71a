"""Dates of a workbook that move: in their own look, and only where a plain date stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from connectors.errors import WriteFailed
from connectors.redating import DateToSet
from connectors.workbook.ooxml.package import read_package
from connectors.workbook.reader import locate
from connectors.workbook.redater import WorkbookRedater
from tests.connectors.workbook.building import write_plan
from tests.connectors.workbook.rich import unpacked
from tests.connectors.workbook.writing import records, target_of

HEADER = ("Deliverable", "Owner", "Due")
OLD, NEW = date(2026, 8, 3), date(2026, 8, 17)


def redater(path: Path) -> WorkbookRedater:
    return WorkbookRedater("plan", path, locate, target_of(path))


def to_set(path: Path, title: str, table: str = "Plan") -> DateToSet:
    return DateToSet(records(path)[title.casefold()].ref, table, "Due", title, OLD, NEW)


def plan(folder: Path, value: Any) -> Path:
    def dress(sheet: Any) -> None:
        sheet["C2"].number_format = "d mmm yyyy"

    return write_plan(folder / "plan.xlsx", (HEADER, ("Mix", "Kaya", value), ("Master", "Jo", OLD)), dress)


def test_a_date_moves_and_keeps_its_look_and_nothing_else_changes(tmp_path: Path) -> None:
    path = plan(tmp_path, OLD)
    before = unpacked(path.read_bytes())
    change = to_set(path, "Mix")
    assert redater(path).cost([change]) == 1
    assert list(redater(path).redate([change])) == [change]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet["C2"].value.date(), sheet["C2"].number_format, sheet["C3"].value.date()) == (NEW, "d mmm yyyy", OLD)
    after = unpacked(path.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet1.xml"}


@pytest.mark.parametrize("value", ["=DATE(2026,8,3)", "3 Aug 2026", None])
def test_what_is_no_plain_date_is_left_as_it_is(tmp_path: Path, value: object) -> None:
    path = plan(tmp_path, value)
    before = path.read_bytes()
    assert list(redater(path).redate([to_set(path, "Mix")])) == []
    assert path.read_bytes() == before


def test_a_date_that_is_text_in_our_own_spelling_moves_as_text(tmp_path: Path) -> None:
    path = plan(tmp_path, "2026-08-03")
    assert len(list(redater(path).redate([to_set(path, "Mix")]))) == 1
    assert openpyxl.load_workbook(path).worksheets[0]["C2"].value == "2026-08-17"


def test_a_row_that_is_gone_is_passed_over_and_the_others_go_on(tmp_path: Path) -> None:
    path = plan(tmp_path, OLD)
    lost, kept = to_set(path, "Mix"), to_set(path, "Master")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(2)
    book.save(path)
    assert list(redater(path).redate([lost, kept])) == [kept]


@pytest.mark.parametrize(("stands", "moves"), [("2026-08-03", True), ("03/08/2026", False), ("3 Aug", False)])
def test_in_a_csv_only_a_date_that_is_written_as_we_write_it_moves(tmp_path: Path, stands: str, moves: bool) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(f"Deliverable,Owner,Due\nMix,Kaya,{stands}\nMaster,Jo,x\n", encoding="utf-8")
    change = to_set(path, "Mix", "plan")
    assert list(redater(path).redate([change])) == ([change] if moves else [])
    due = "2026-08-17" if moves else stands
    assert path.read_text(encoding="utf-8") == f"Deliverable,Owner,Due\nMix,Kaya,{due}\nMaster,Jo,x\n"


def test_a_file_that_may_not_be_changed_stays_as_it_is(tmp_path: Path) -> None:
    path = plan(tmp_path, OLD)
    package = read_package(path.read_bytes())
    reserved = b'<fileSharing userName="K" reservationPassword="CC1A"/>'
    book = package.part("xl/workbook.xml").replace(b"<sheets>", reserved + b"<sheets>")
    path.write_bytes(package.with_parts({"xl/workbook.xml": book}).to_bytes())
    before = path.read_bytes()
    with pytest.raises(WriteFailed, match=r"no date was moved: .*its author reserved changes"):
        list(redater(path).redate([to_set(path, "Mix")]))
    assert path.read_bytes() == before
