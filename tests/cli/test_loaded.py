"""What a call loads: a check of a workbook has to be over before anybody waits, and most of that is loading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import MakePlan

PROGRAM = """
import json, sys
from sync.cli import main
try:
    main()
except SystemExit as ended:
    print(json.dumps([ended.code, *sys.modules]), file=sys.stderr)
"""
LIBRARIES = (
    "apprise", "asyncio", "concurrent", "google", "googleapiclient", "grandalf", "http", "httplib2", "httpx",
    "icalendar", "jinja2", "markupsafe", "notion_client", "oauthlib", "openpyxl", "prometheus_client", "psycopg",
    "pyairtable", "rapidfuzz", "requests", "ssl", "structlog", "tenacity", "tomlkit", "urllib3",
)  # fmt: skip
OTHER_TOOLS = (
    "connectors.airtable", "connectors.calls", "connectors.google_calendar", "connectors.notion",
    "sync.store.postgres", "sync.tools.airtable", "sync.tools.google_calendar", "sync.tools.notion",
)  # fmt: skip
PROPOSING = (
    "connectors.explore", "connectors.mapping.candidates", "connectors.mapping.names", "connectors.mapping.proposal",
    "connectors.mapping.propose", "connectors.mapping.rows", "connectors.mapping.synonyms",
    "connectors.mapping.table_words",
)  # fmt: skip
WRITING = (
    "connectors.bulletin", "connectors.calendar", "connectors.changes", "connectors.filling", "connectors.making",
    "connectors.redating", "connectors.workbook.annotate", "connectors.workbook.maker", "connectors.workbook.target",
    "sync.affordable", "sync.apply", "sync.calendar_file.event", "sync.calendar_file.publish",
    "sync.calendar_file.showing", "sync.desired", "sync.guard", "sync.lease", "sync.ledger", "sync.living",
    "sync.mirror", "sync.notify", "sync.own_columns", "sync.plan", "sync.planning", "sync.publishing",
    "sync.reconcile", "sync.undo", "sync.writing",
)  # fmt: skip
OTHER_VERBS = (
    "connectors.workbook.csv_file", "rules.explain", "rules.loops", "rules.templates.schedule", "sync.demo",
    "sync.doctor", "sync.figures", "sync.fleet", "sync.move", "sync.new", "sync.report.document", "sync.report.html",
    "sync.report.page", "sync.review", "sync.settings.edit",
)  # fmt: skip


def loaded(*arguments: str) -> tuple[int, list[str]]:
    """Return the exit code of a call in a process of its own, and every module that it loaded."""
    ended = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True)
    code, *modules = json.loads(ended.stderr.splitlines()[-1])
    return code, modules


def within(modules: list[str], *packages: str) -> list[str]:
    return [name for name in modules if any(name == package or name.startswith(f"{package}.") for package in packages)]


@pytest.mark.parametrize("verb", [(), ("check",), ("new",)], ids=lambda verb: "-".join(verb) or "root")
def test_help_loads_no_rule_no_tool_and_no_library_but_the_one_that_prints_it(verb: tuple[str, ...]) -> None:
    _, modules = loaded(*verb, "--help")
    if not verb:
        ours = {"sync", "sync.cli", "sync.cli.root", "sync.place", "sync.report", "sync.report.harmless"}
        assert set(within(modules, "sync")) == ours
        assert within(modules, "click") and not within(modules, "connectors", "pydantic", "rich", "sqlite3")
    assert not within(modules, *LIBRARIES, *OTHER_TOOLS, "rules.catalogue")


def test_a_check_of_a_workbook_loads_nothing_that_it_does_not_use(plan: MakePlan, tmp_path: Path) -> None:
    code, modules = loaded("check", "--config", str(plan()), "--as-of", "2026-08-03")
    assert code in (0, 1)
    assert within(modules, "rules.catalogue") and within(modules, "connectors.workbook.reader")
    for parts in (LIBRARIES, OTHER_TOOLS, PROPOSING, WRITING, OTHER_VERBS):
        assert not within(modules, *parts)


@pytest.mark.parametrize("name", [*OTHER_TOOLS, *PROPOSING, *WRITING, *OTHER_VERBS])
def test_what_is_not_to_be_loaded_exists(name: str) -> None:
    root = Path(__file__).parents[2].joinpath(*name.split("."))
    assert root.is_dir() or root.with_suffix(".py").is_file()
