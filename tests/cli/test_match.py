"""`streetdate match`: what is joined, what is asked, and what an answer writes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from sync.cli.root import root
from sync.settings.load import load

PLAN = [["Deliverable", "Release", "Owner", "Due"], ["Final master", "Night Bus", "Kaya", "2027-02-01"]]
SETTINGS = """\
# The label's own words stay.
workspace = "label"

{sources}
"""
SOURCE = """\
[sources.{name}]
tool = "workbook"
file = "{name}.xlsx"

[sources.{name}.tables."{sheet}"]
subject = "deliverables"

[sources.{name}.tables."{sheet}".columns]
title = "Deliverable"
release = "Release"
owners = "Owner"
due = "Due"
"""


def sheet(path: Path, title: str, *rows: list[str]) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(row)
    book.save(path)
    book.close()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    sheet(tmp_path / "plan.xlsx", "Plan", *PLAN, ["Press photos", "Night Bus", "Dee", ""])
    sheet(tmp_path / "board.xlsx", "Board", *PLAN, ["Press photo", "Night Bus", "Dee", ""])
    sources = "\n".join(SOURCE.format(name=n, sheet=s) for n, s in (("plan", "Plan"), ("board", "Board")))
    path = tmp_path / "streetdate.toml"
    path.write_text(SETTINGS.format(sources=sources), encoding="utf-8")
    return path


def match(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(root, ["match", "--config", str(config), *arguments], standalone_mode=False)


def test_it_lists_what_is_joined_and_what_is_in_doubt_with_the_reasons(config: Path) -> None:
    shown = match(config, "--list").output
    assert "1 pair joined" in shown
    assert "the same title in the same release" in shown
    assert "1 pair in doubt" in shown
    assert "“Press photos” in plan, “Press photo” in board" in shown


def test_an_accepted_doubt_is_written_and_joins_from_then_on(config: Path) -> None:
    match(config, "--accept", "1")
    text = config.read_text(encoding="utf-8")
    assert text.startswith("# The label's own words stay.")
    assert "# Press photos (plan)" in text
    assert [answer.kind for answer in load(config).same] == ["deliverable"]
    found = json.loads(match(config, "--format", "json").output)
    assert (found["joined"][0]["reason"], found["proposed"]) == ("the settings say so", [])


@pytest.mark.parametrize(
    ("typed", "table"),
    [("y", "same"), ("NO", "different"), ("maybe\nno", "different"), ("", ""), ("q", "")],
    ids=["yes", "no", "not understood and asked again", "later", "stop"],
)
def test_at_a_terminal_each_doubt_is_asked_and_the_answer_written(config: Path, typed: str, table: str) -> None:
    before = config.read_text(encoding="utf-8")
    keyboard, terminal = pty.openpty()
    try:
        os.write(keyboard, f"{typed}\n".encode())
        call = [sys.executable, "-c", "from sync.cli import main; main()", "match", "--config", str(config)]
        done = subprocess.run(call, stdin=terminal, capture_output=True, timeout=60, text=True, check=False)
    finally:
        os.close(terminal)
        os.close(keyboard)
    assert done.returncode == 0, done.stderr
    assert "are they one?" in done.stdout
    written = config.read_text(encoding="utf-8").removeprefix(before)
    assert [name for name in ("same", "different") if f"[[{name}]]" in written] == ([table] if table else [])
    assert ("is not one of" in done.stdout + done.stderr) is ("maybe" in typed)


def test_a_refused_doubt_is_not_asked_again(config: Path) -> None:
    match(config, "--different", "1")
    found = json.loads(match(config, "--format", "json").output)
    assert (len(found["joined"]), found["proposed"]) == (1, [])


def test_numbers_are_the_same_from_one_call_to_the_next(config: Path) -> None:
    calls = [json.loads(match(config, "--format", "json").output)["proposed"] for _ in range(2)]
    assert calls[0] == calls[1]
    assert [pair["number"] for pair in calls[0]] == [1]


@pytest.mark.parametrize("arguments", [("--accept", "7"), ("--accept", "1", "--different", "1")])
def test_an_answer_that_cannot_be_meant_writes_nothing(config: Path, arguments: tuple[str, ...]) -> None:
    before = config.read_bytes()
    assert match(config, *arguments).exception is not None
    assert config.read_bytes() == before


def test_two_workbooks_with_one_name_for_their_sheets_are_refused(config: Path) -> None:
    sheet(config.parent / "board.xlsx", "Plan", *PLAN)
    config.write_text(config.read_text(encoding="utf-8").replace('"Board"', '"Plan"'), encoding="utf-8")
    assert "plan and board both have a sheet “Plan”" in str(match(config).exception)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('date = "board"', ""),
        ('deliverable.due = "board"', ""),
        ('"deliverable.due" = "board"', ""),
        ('deliverable.duo = "board"', "did you mean deliverable.due?"),
        ('date = "bord"', "did you mean board?"),
    ],
)
def test_the_settings_name_facts_and_sources_that_exist(config: Path, line: str, says: str) -> None:
    config.write_text(f"{config.read_text(encoding='utf-8')}\n[facts]\n{line}\n", encoding="utf-8")
    error = match(config, "--list").exception
    assert getattr(error, "hint", "") == says


def test_the_right_tools_value_is_used_and_the_other_record_is_to_be_corrected(config: Path) -> None:
    sheet(config.parent / "board.xlsx", "Board", PLAN[0], [*PLAN[1][:3], "2027-02-08"])
    check = ["check", "--config", str(config), "--fail-on", "never", "--as-of", "2027-01-04", "--format", "json"]

    def found() -> list[tuple[str, str]]:
        shown = json.loads(CliRunner().invoke(root, check, standalone_mode=False).stdout)
        return [(v["severity"], v["message"]) for v in shown["violations"] if v["code"] == "FCT001"]

    assert found() == [("blocker", "Final master: the due date is 2027-02-01 in plan, but 2027-02-08 in board")]
    config.write_text(f'{config.read_text(encoding="utf-8")}\n[facts]\n"deliverable.due" = "board"\n', encoding="utf-8")
    assert found() == [
        ("warning", "Final master: board is right, the due date is 2027-02-08; it is 2027-02-01 in plan")
    ]
