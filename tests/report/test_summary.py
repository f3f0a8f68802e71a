"""The short summary for a job's page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.policy import Policy
from sync.cli.root import run as streetdate
from sync.report.overview import report_page
from sync.report.summary import MOST, render_summary
from sync.result import Mode
from sync.run import run
from tests.cli.calling import NOBODY, write_plan
from tests.fakes.rules import RULES
from tests.fakes.source import FakeSource
from tests.fakes.tool import FakeTool
from tests.fakes.workspace import workspace

HOSTILE = "<img src=x> | @everyone [click](javascript:x) `rm`\n# Head"


def summary(tool: FakeTool, down: str = "", again: bool = False) -> str:
    made = workspace(tool, source=FakeSource(tool, down=down) if down else None)
    result = run(made, Mode.RUN)
    if again:
        result = run(made, Mode.RUN)
    return render_summary(report_page(result, Policy(), made.store.memory(), RULES))


def plan(gaps: int = 1, title: str = "Master") -> FakeTool:
    tool = FakeTool()
    for number in range(gaps):
        tool.put(f"r{number}", "blocker:Kaya", name=f"{title} {number}")
    tool.put("other", "warning:Ben")
    return tool


def test_it_says_what_is_new_who_must_act_and_what_was_read() -> None:
    text = summary(plan())
    assert text.startswith("### label: 1 blocker, 1 warning")
    assert "2 new" in text and "**New**" in text
    assert "| Kaya | 1 |" in text and "| Ben |" not in text
    assert "- read " in text and "2 records" in text


def test_when_nothing_is_new_it_says_so_and_keeps_to_who_must_act() -> None:
    text = summary(plan(), again=True)
    assert "nothing new" in text and "**New**" not in text and "| Kaya | 1 |" in text


def test_a_long_list_is_cut_and_counted() -> None:
    text = summary(plan(MOST + 10))
    assert f"…and {11} more" in text
    assert len(text.splitlines()) < 60


def test_a_source_that_is_down_is_said_first() -> None:
    text = summary(plan(), down="it does not answer")
    assert text.splitlines()[4].startswith("> **Not complete.**")


def test_hostile_words_do_nothing() -> None:
    tool = plan(title=HOSTILE)
    tool.put("person", f"blocker:{HOSTILE.replace(' ', '')}")
    text = summary(tool)
    for word in ("<img", "@everyone", "\n# Head"):
        assert word not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)


def test_run_and_check_append_it_to_what_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert streetdate(["init", "workbook", str(write_plan(tmp_path / "plan.xlsx", NOBODY)), "--yes"]) == 0
    page = tmp_path / "page.md"
    page.write_text("before\n")
    assert streetdate(["check", "--summary", str(page)]) == 1
    assert streetdate(["run", "--summary", str(page)]) == 0
    text = page.read_text()
    assert text.startswith("before\n### plan: ") and text.count("### plan: ") == 2
    assert "plan.xlsx#" in text and "](plan.xlsx" not in text, "a place in a file is named, not linked"
    capfd.readouterr()
    assert streetdate(["run", "--summary", str(tmp_path / "missing" / "page.md")]) == 0
    assert "warning: page.md cannot be written in missing" in capfd.readouterr().err
