"""`plan` says what `run` writes; a second `run` writes nothing; guards hold a run back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.report.plan_document import PlanDocument, RunDocument
from tests.cli.calling import (
    COLUMNS,
    HEALTHY,
    NOBODY,
    RELEASES,
    Cli,
    MakePlan,
    cells_of,
    with_cells,
    write_plan,
    write_sheets,
)

SHOWN = """\
plan  1 request to write
  Final master  plan.xlsx#'Deliverables'!A2
    + flag Blocked  OWN001
    + comment  OWN001
      Streetdate: this must not go on yet.
      Blocker OWN001: Final master has no owner; the manager names one person as
      owner; if nobody can be named, the work is not defined well enough yet
"""


def test_a_plan_shows_every_write_with_its_reason(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    ended = cli("plan")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(SHOWN)
    assert "\n1 flag, 1 comment. Nothing was written.\nTo write exactly this: streetdate run --digest " in ended.out


def test_a_plan_without_anything_to_write_says_so(cli: Cli, plan: MakePlan) -> None:
    plan()
    assert cli("plan").out.endswith("Nothing to write: every record shows what it should.\n")


def test_the_plan_for_machines_has_digest_changes_and_requests(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    ended = cli("plan", "--format", "json")
    document = PlanDocument.model_validate_json(ended.out)
    assert [change.action for change in document.changes] == ["set marks", "post comment"]
    assert document.changes[0].after.startswith("Blocked\nBlocker OWN001: ")
    assert document.requests == {"workbook": 2}
    assert document.requests_by_source == {"plan": 2}
    assert document.digest in cli("plan").out
    schema = PlanDocument.model_json_schema(by_alias=True)
    assert set(ended.json) == set(schema["properties"])


def test_a_run_writes_what_was_planned_and_a_second_one_nothing(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    before = cells_of(tmp_path / "plan.xlsx")
    first = cli("run")
    assert first.code == 0
    assert all(line.startswith('{"at": ') for line in first.err.splitlines())
    assert "\nsince the last run: 1 new, 0 still open, 0 worse, 0 closed\n" in first.out
    assert first.out.endswith("\nwrote 1 flag, 1 comment\n")
    after = cells_of(tmp_path / "plan.xlsx")
    assert [cell for cell in after["Deliverables"] if cell not in before["Deliverables"]] == [
        ("G1", "Streetdate flag", "s", ""),
        ("H1", "Streetdate gaps", "s", ""),
        ("G2", "Blocked", "s", after["Deliverables"][-1][3] or comment_on(after, "G2")),
        ("H2", gaps_on(after, "H2"), "s", ""),
    ]
    assert comment_on(after, "G2").startswith("Streetdate: this must not go on yet.\nBlocker OWN001: ")
    written = (tmp_path / "plan.xlsx").read_bytes()
    second = cli("run")
    assert "\nsince the last run: 0 new, 1 still open, 0 worse, 0 closed\n" in second.out
    assert second.out.endswith("\nwrote nothing: every record shows what it should\n")
    assert (tmp_path / "plan.xlsx").read_bytes() == written


def gaps_on(cells: dict[str, list[tuple[str, object, str, str]]], place: str) -> object:
    return next(value for at, value, _, _ in cells["Deliverables"] if at == place)


def comment_on(cells: dict[str, list[tuple[str, object, str, str]]], place: str) -> str:
    return next(comment for at, _, _, comment in cells["Deliverables"] if at == place)


def test_a_closed_gap_is_taken_back(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    cli("run")
    name_the_owner(tmp_path / "plan.xlsx")
    ended = cli("run")
    assert "0 worse, 1 closed\n" in ended.out
    assert ended.out.endswith("\nwrote 1 flag, 1 removed comment\n")
    after = cells_of(tmp_path / "plan.xlsx")
    assert (gaps_on(after, "G2"), comment_on(after, "G2")) == ("Clear", "")


def name_the_owner(path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    book["Deliverables"]["C2"] = "Jo Park"
    book.save(path)


def test_the_run_for_machines_says_what_was_found_and_written(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    document = RunDocument.model_validate_json(cli("run", "--format", "json").out)
    assert [change.action for change in document.written] == ["set marks", "post comment"]
    assert (document.not_written, document.held, document.failures, document.remarks) == ((), (), (), ())
    assert document.new == tuple(violation.fingerprint for violation in document.check.violations)
    again = RunDocument.model_validate_json(cli("run", "--format", "json").out)
    assert (again.written, again.still) == ((), document.new)


def test_a_digest_lets_exactly_the_reviewed_plan_pass(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    digest = cli("plan", "--format", "json").json["digest"]
    before = (tmp_path / "plan.xlsx").read_bytes()
    refused = cli("run", "--digest", "00000000")
    assert refused.code == 4
    assert f"the plan that was reviewed is 00000000 and the plan now is {digest}" in " ".join(refused.out.split())
    assert refused.out.endswith("Nothing was written.\n")
    assert "\nheld back, so this is not kept: " in refused.out
    assert (tmp_path / "plan.xlsx").read_bytes() == before
    assert cli("run", "--digest", digest).code == 0


def many(count: int, owner: str) -> list[list[object]]:
    rows = [[f"Visual {number}", "Night Bus", owner, "Not started", HEALTHY[1][4], ""] for number in range(count)]
    return [list(COLUMNS), *with_cells(HEALTHY, {})[1:], *rows]


@pytest.mark.parametrize(
    ("later", "option"),
    [(many(40, ""), "--allow-many-changes"), (many(5, "Jo Park"), "--allow-fewer-records")],
)
def test_an_unusual_run_is_held_back_until_its_own_option_lets_it_pass(
    cli: Cli, tmp_path: Path, later: list[list[object]], option: str
) -> None:
    path = write_sheets(tmp_path / "plan.xlsx", {"Releases": RELEASES, "Deliverables": many(40, "Jo Park")})
    cli("init", "workbook", path, "--yes")
    assert cli("run").code == 0
    write_sheets(path, {"Releases": RELEASES, "Deliverables": later})
    before = path.read_bytes()
    planned = cli("plan")
    assert planned.code == 0
    held = cli("run")
    assert held.code == 4
    for shown in (planned.out, held.out):
        assert f"to allow it once: streetdate run {option}" in shown
    assert path.read_bytes() == before
    assert cli("run", option).code == 0
    assert cli("run").code == 0


def test_a_vanished_column_holds_the_run_back(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    cli("run")
    narrow = [[value for at, value in enumerate(row) if at != 2] for row in HEALTHY]
    write_sheets(tmp_path / "plan.xlsx", {"Releases": RELEASES, "Deliverables": narrow})
    held = cli("run")
    assert held.code == 4
    assert 'column "Owner" of table "Deliverables"' in " ".join(held.out.split())
    assert cli("run", "--allow-missing-columns").code == 0


def test_a_lost_store_costs_no_second_comment(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    cli("run")
    written = (tmp_path / "plan.xlsx").read_bytes()
    for store in tmp_path.glob("streetdate.db*"):
        store.unlink()
    assert cli("run").out.endswith("wrote nothing: every record shows what it should\n")
    assert (tmp_path / "plan.xlsx").read_bytes() == written


def test_a_source_that_is_only_read_is_not_written(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    config = plan(NOBODY)
    config.write_text(config.read_text().replace('tool = "workbook"', 'tool = "workbook"\nwrite = false'))
    before = (tmp_path / "plan.xlsx").read_bytes()
    ended = cli("run")
    assert ended.code == 0
    assert "\nnote: plan is only read, as the settings say\n" in ended.out
    assert ended.out.endswith("\nwrote nothing\n")
    assert (tmp_path / "plan.xlsx").read_bytes() == before


def test_a_plan_in_another_folder_is_found_from_its_settings(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "label" / "plans"
    folder.mkdir(parents=True)
    write_plan(folder / "plan.xlsx", NOBODY)
    cli("init", "workbook", folder / "plan.xlsx", "--yes")
    assert cli("run", "--config", folder / "streetdate.toml").code == 0
    assert (folder / "streetdate.db").exists()
