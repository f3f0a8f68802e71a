"""One single over several weeks, through the command line: what happens between runs is what opens and closes gaps."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from sync.cli.root import root

COLUMNS = (
    "Deliverable", "Owner", "Status", "Due date", "Depends on", "Version", "File",
    "Approver", "Approval", "Approved on",
)  # fmt: skip
ROWS: tuple[tuple[object, ...], ...] = (
    ("Final master", "Jo Park", "In progress", date(2027, 1, 15), "", "", "master-a.wav", "Kaya Moon", "Approved",
     date(2027, 1, 11)),
    ("Cover artwork", "Dee Castro", "In progress", date(2027, 1, 15), "", "", "cover.png", "Kaya Moon", "", None),
    ("Distributor upload", "Sam Okafor", "Not started", date(2027, 1, 29), "Master + Artwork handoffs", "", "",
     "Sam Okafor", "", None),
)  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Night Bus"
    sheet.append(COLUMNS)
    for row in ROWS:
        sheet.append(row)
    people = book.create_sheet("People")
    people.append(("Name", "Role", "Email"))
    for name, role in (("Kaya Moon", "Artist"), ("Jo Park", "Producer"), ("Dee Castro", "Designer"),
                       ("Sam Okafor", "Manager")):  # fmt: skip
        people.append((name, role, f"{name.split()[0].lower()}@night.example"))
    path = tmp_path / "plan.xlsx"
    book.save(path)
    streetdate("init", "workbook", str(path), "--yes", "--time-zone", "UTC")
    return path


def streetdate(*words: str) -> str:
    shown = CliRunner().invoke(root, words, standalone_mode=False)
    if shown.exception is not None:
        raise shown.exception
    return shown.stdout


def run(plan: Path, day: str) -> dict[str, list[str]]:
    """Run on a day; return the codes by record title, and what was written."""
    words = ("--config", str(plan.parent / "streetdate.toml"), "--as-of", f"{day}T10:00", "--format", "json")
    found = json.loads(streetdate("run", *words))
    codes: dict[str, list[str]] = {"written": [entry["action"] for entry in found["written"]]}
    for entry in found["check"]["violations"]:
        if entry["severity"] != "note":
            codes.setdefault(entry["subject"]["title"], []).append(entry["code"])
            codes.setdefault("evidence", []).extend(entry["evidence"])
    return codes


def type_into(plan: Path, deliverable: str, **cells: object) -> None:
    """Change cells as a person would, in a program of their own."""
    book = load_workbook(plan)
    sheet = book["Night Bus"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    row = next(cells[0].row for cells in sheet.iter_rows(min_row=2) if cells[0].value == deliverable)
    for name, value in cells.items():
        sheet.cell(row, headers[name.replace("_", " ")]).value = value  # type: ignore[index]
    book.save(plan)


def shown(plan: Path, deliverable: str) -> tuple[str | None, str | None, str]:
    """Return flag, gaps and comment as they stand on the row."""
    sheet = load_workbook(plan)["Night Bus"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    row = next(cells[0].row for cells in sheet.iter_rows(min_row=2) if cells[0].value == deliverable)
    flag = sheet.cell(row, headers["Streetdate flag"])
    return flag.value, sheet.cell(row, headers["Streetdate gaps"]).value, flag.comment.text if flag.comment else ""


def test_an_approval_is_void_after_the_file_changed_and_holds_again_after_a_new_yes(plan: Path) -> None:
    first = run(plan, "2027-01-12")
    assert "Final master" not in first

    type_into(plan, "Final master", File="master-b.wav")
    changed = run(plan, "2027-01-13")
    assert changed["Final master"] == ["GAT005"]
    assert any("master-a.wav" in line and "master-b.wav" in line for line in changed["evidence"])
    flag, gaps, comment = shown(plan, "Final master")
    assert flag == "Blocked"
    assert gaps is not None and gaps.startswith("Blocker GAT005: Final master changed after Kaya Moon approved it")
    assert "GAT005" in comment

    type_into(plan, "Final master", Approved_on=date(2027, 1, 14))
    renewed = run(plan, "2027-01-14")
    assert "Final master" not in renewed
    assert shown(plan, "Final master") == ("Clear", None, "")
    assert run(plan, "2027-01-14")["written"] == []


def test_a_note_or_a_new_due_date_voids_no_approval(plan: Path) -> None:
    run(plan, "2027-01-12")
    type_into(plan, "Final master", Due_date=date(2027, 1, 16))
    assert "Final master" not in run(plan, "2027-01-13")


def test_a_date_that_passes_opens_a_gap_and_finished_work_closes_it(plan: Path) -> None:
    run(plan, "2027-01-15")
    assert "PLN006" in run(plan, "2027-01-16")["Cover artwork"]
    type_into(plan, "Cover artwork", Status="Done", Approval="Approved", Approved_on=date(2027, 1, 16))
    assert "PLN006" not in run(plan, "2027-01-16").get("Cover artwork", [])


def test_a_row_that_was_removed_leaves_nothing_behind(plan: Path) -> None:
    run(plan, "2027-01-18")
    assert shown(plan, "Cover artwork")[0] == "Blocked"
    book = load_workbook(plan)
    book["Night Bus"].delete_rows(3)
    book.save(plan)
    run(plan, "2027-01-18")
    assert run(plan, "2027-01-18")["written"] == []
    flags = [cell.value for cell in load_workbook(plan)["Night Bus"]["A"]]
    assert "Cover artwork" not in flags


def test_undo_leaves_the_plan_as_it_was(plan: Path) -> None:
    before = [[cell.value for cell in row] for row in load_workbook(plan)["Night Bus"].iter_rows()]
    run(plan, "2027-01-18")
    streetdate("undo", "--yes", "--config", str(plan.parent / "streetdate.toml"))
    assert [[cell.value for cell in row] for row in load_workbook(plan)["Night Bus"].iter_rows()] == before
