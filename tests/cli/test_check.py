"""`check`: what it prints, what it returns, what it never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.report.document import CheckDocument
from tests.cli.calling import NOBODY, Cli, MakePlan

REPORT = """\
plan  workbook, 6 records, read completely

Night Bus  1 blocker
blocker OWN001  Final master has no owner
            do  the manager names one person as owner; if nobody can be named,
                the work is not defined well enough yet
         where  plan.xlsx#'Deliverables'!A2
"""


def test_a_gap_is_told_with_what_to_do_and_where(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    ended = cli("check")
    assert ended.code == 1
    assert ended.err == ""
    assert ended.out.startswith(REPORT)
    assert "\n1 blocker; 0 waived, " in ended.out
    assert "(as of Mon 3 Aug 2026, 10:00 UTC)" in ended.out


def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(cli: Cli, plan: MakePlan) -> None:
    plan({**NOBODY, ("Cover artwork", "Depends on"): "Something that is not in the plan at all, and never was before"})
    for line in cli("check").out.splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()


def test_a_plan_in_order_has_no_gaps(cli: Cli, plan: MakePlan) -> None:
    plan()
    ended = cli("check", "--fail-on", "warning")
    assert (ended.code, ended.err) == (0, "")
    assert "\nno gaps; 0 waived" in ended.out


def test_a_check_writes_neither_the_plan_nor_a_store(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    cli("check")
    cli("check", "--format", "json")
    cli("plan")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("cells", "fail_on", "code"),
    [
        (NOBODY, "blocker", 1),
        (NOBODY, "warning", 1),
        (NOBODY, "note", 1),
        (NOBODY, "never", 0),
        ({("Cover artwork", "Due date"): ""}, "blocker", 0),
        ({("Cover artwork", "Due date"): ""}, "warning", 1),
        ({("Cover artwork", "Due date"): ""}, "note", 1),
        ({}, "warning", 0),
    ],
)
def test_the_exit_code_follows_the_mildest_gap_that_matters(
    cli: Cli, plan: MakePlan, cells: dict[tuple[str, str], str], fail_on: str, code: int
) -> None:
    plan(cells)
    assert cli("check", "--fail-on", fail_on).code == code


def test_the_document_has_the_shape_that_others_build_on(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    ended = cli("check", "--format", "json")
    assert ended.code == 1
    document = ended.json
    assert {"schema", "as_of", "violations", "waived", "cannot_tell", "sources"} <= document.keys()
    [violation] = document["violations"]
    assert violation.keys() == {
        "code", "name", "severity", "subject", "message", "evidence", "who", "fix", "since", "fingerprint",
    }  # fmt: skip
    assert violation["subject"] == {
        "kind": "deliverable",
        "title": "Final master",
        "release": "Night Bus",
        "tool": "workbook",
        "record": "night bus / final master",
        "url": "plan.xlsx#'Deliverables'!A2",
    }
    assert document["as_of"].startswith("2026-08-03T10:00:0")
    assert CheckDocument.model_validate_json(ended.out).counts["blocker"] == 1


def test_the_document_validates_against_its_own_schema(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    schema = CheckDocument.model_json_schema(by_alias=True)
    assert set(cli("check", "--format", "json").json) == set(schema["properties"]) == set(schema["required"])


@pytest.mark.parametrize(
    ("as_of", "told", "code"),
    [
        ("2026-09-12", "2026-09-12T00:00:00", 1),
        ("2026-09-11", "2026-09-11T00:00:00", 1),
        ("2026-09-10", "2026-09-10T00:00:00", 0),
        ("2026-09-10T09:30", "2026-09-10T09:30:00", 0),
        ("2026-09-10T09:30+02:00", "2026-09-10T07:30:00", 0),
    ],
)
def test_the_rules_clock_can_be_set(cli: Cli, plan: MakePlan, as_of: str, told: str, code: int) -> None:
    plan()
    ended = cli("check", "--as-of", as_of, "--format", "json")
    assert ended.json["as_of"].startswith(told)
    assert ended.code == code
    assert {violation["code"] for violation in ended.json["violations"]} <= {"PLN006"}


def test_a_day_begins_in_the_zone_of_the_team(cli: Cli, plan: MakePlan) -> None:
    config = plan()
    config.write_text(config.read_text().replace('"UTC"', '"Europe/Berlin"'))
    assert cli("check", "--as-of", "2026-09-10", "--format", "json").json["as_of"] == "2026-09-10T00:00:00+02:00"
    assert "10:00 UTC" not in cli("check").out
    assert "12:00 CEST" in cli("check").out


@pytest.mark.parametrize("as_of", ["tomorrow", "", "2026-13-01", "12/05/2026", "2026-09-10T25:00", "9999999999999"])
def test_an_instant_that_is_none_says_how_to_write_one(cli: Cli, plan: MakePlan, as_of: str) -> None:
    plan()
    ended = cli("check", "--as-of", as_of)
    assert (ended.code, ended.out) == (2, "")
    assert f'--as-of is "{as_of}", which is neither a day nor an instant' in ended.err
    assert "hint: write 2026-11-27" in ended.err


def test_the_manager_of_the_people_acts_where_a_seat_is_empty(cli: Cli, tmp_path: Path) -> None:
    from tests.cli.calling import HEALTHY, RELEASES, with_cells, write_sheets

    people = (("Name", "Role"), ("Jo Park", "Producer"), ("Sam Okafor", "Manager"))
    rows = {"Releases": RELEASES, "Deliverables": with_cells(HEALTHY, NOBODY), "People": people}
    cli("init", "workbook", write_sheets(tmp_path / "plan.xlsx", rows), "--yes")
    assert "who  Sam Okafor: the manager names one person as owner" in cli("check").out
