"""`streetdate report`: where it goes, what it leaves alone, and what a broken store or folder is answered with."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.settings.templates import shipped_text
from tests.cli.calling import NOBODY, Cli, MakePlan, write_plan

NAMES = {"html": "report.html", "markdown": "report.md", "json": "report.json"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("format_", NAMES)
def test_a_report_is_left_beside_the_settings_and_nothing_else_is_touched(
    cli: Cli, plan: MakePlan, tmp_path: Path, format_: str
) -> None:
    config = plan(NOBODY)
    before = contents(tmp_path)
    ended = cli("report", "--config", config, "--format", format_)
    after = contents(tmp_path)
    assert (ended.code, ended.out, ended.err) == (0, f"wrote {NAMES[format_]}\n", "")
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {NAMES[format_]}
    assert b"Final master has no owner" in after[NAMES[format_]]


def test_without_a_format_it_is_the_page(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    cli("report", "--config", plan(NOBODY))
    assert (tmp_path / "report.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


@pytest.mark.parametrize("format_", [*NAMES, "text"])
def test_a_dash_is_standard_output(cli: Cli, plan: MakePlan, tmp_path: Path, format_: str) -> None:
    config = plan(NOBODY)
    ended = cli("report", "--config", config, "--format", format_, "--out", "-")
    assert ended.code == 0
    assert "Final master has no owner" in ended.out
    assert not any((tmp_path / name).exists() for name in NAMES.values())


def test_the_calendar_is_that_of_a_run_and_remembers_nothing(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    config = plan(NOBODY)
    ended = cli("report", "--config", config, "--format", "ics")
    assert (ended.code, ended.out.count("BEGIN:VCALENDAR")) == (0, 1)
    assert "Night Bus" in ended.out
    assert not (tmp_path / "milestones.ics").exists()
    assert not (tmp_path / "streetdate.db").exists()


def test_no_calendar_where_the_settings_want_none(cli: Cli, plan: MakePlan) -> None:
    config = plan()
    config.write_text(f"{config.read_text()}\n[calendar]\nmilestones = []\n")
    ended = cli("report", "--config", config, "--format", "ics")
    assert (ended.code, ended.out) == (2, "")
    assert "the settings want no milestones" in ended.err


def test_a_file_of_ones_own_in_a_folder_that_does_not_exist_yet(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    ended = cli("report", "--config", plan(), "--format", "json", "--out", tmp_path / "meeting" / "monday.json")
    assert ended.out == "wrote monday.json\n"
    assert json.loads((tmp_path / "meeting" / "monday.json").read_text())["counts"]["blocker"] == 0


def test_the_rules_clock_can_be_set(cli: Cli, plan: MakePlan) -> None:
    ended = cli("report", "--config", plan(), "--format", "json", "--out", "-", "--as-of", "2026-09-12")
    assert ended.json["as_of"] == "2026-09-12T00:00:00Z"
    assert {entry["code"] for entry in ended.json["violations"]} >= {"PLN006"}


def test_what_a_run_found_is_still_open_in_a_report_after_it(cli: Cli, plan: MakePlan) -> None:
    config = plan(NOBODY)
    cli("run", "--config", config)
    reported = cli("report", "--config", config, "--format", "json", "--out", "-").json
    assert {entry["turned"] for entry in reported["violations"]} == {"still open"}


def test_the_agenda_is_printed_and_as_markdown_left_beside_the_settings(
    cli: Cli, plan: MakePlan, tmp_path: Path
) -> None:
    config = plan(NOBODY)
    cli("run", "--config", config)
    printed = cli("report", "--config", config, "--weekly", "--as-of", "2026-08-10T09:00")
    assert printed.code == 0
    assert "ops meeting, Mon 10 Aug 2026" in printed.out
    assert "new blocker: Final master has no owner" in printed.out
    assert cli("report", "--config", config, "--weekly", "--format", "markdown").out == "wrote agenda.md\n"
    assert "## Decisions needed (7 min)" in (tmp_path / "agenda.md").read_text(encoding="utf-8")


MEETING = """
for = "meeting"
phrase = "our Monday"
when = "Monday"
minutes = 15

[[items]]
ask = "What is new?"
figures = "gaps"
minutes = 10

[[items]]
ask = "Who needs what?"
minutes = 5
"""
OWN = '[templates]\nfolder = "ours"\n[notify.room]\nurl = "${ROOM}"\ndigest = "weekly"\n'


def test_the_agenda_and_the_weekly_digest_follow_the_team_s_own_meeting(
    cli: Cli, plan: MakePlan, tmp_path: Path
) -> None:
    config = plan(NOBODY)
    (tmp_path / "ours").mkdir()
    own = tmp_path / "ours" / "ops-meeting.toml"
    own.write_text(MEETING, encoding="utf-8")
    config.write_text(config.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    printed = cli("report", "--config", config, "--weekly").out
    heads = ("15 minutes.", "What is new? (10 min)", "Who needs what? (5 min)", "Done last week\n")
    places = [printed.index(head) for head in heads]
    assert places == sorted(places)
    digest = cli("digest", "--config", config, "--dry-run").out
    assert ("What is new?" in digest, "Gaps, new or worse" in digest) == (True, False)
    daily = cli("digest", "--config", config, "--dry-run", "--daily").out
    assert ("What is new?" in daily, "Gaps, new or worse" in daily) == (False, True)
    own.write_text(MEETING.replace('"gaps"', '"broke"'), encoding="utf-8")
    refused = cli("report", "--config", config, "--weekly")
    assert (refused.code, 'ops-meeting.toml, item 1: "figures" is "broke"' in refused.err) == (2, True)
    own.write_text(shipped_text("content"), encoding="utf-8")
    refused = cli("report", "--config", config, "--weekly")
    assert (refused.code, "ops-meeting.toml is no agenda" in refused.err) == (2, True)


def test_the_history_of_a_gap_is_told_from_the_store_alone(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    config = plan(NOBODY)
    cli("run", "--config", config)
    (tmp_path / "plan.xlsx").unlink()
    ended = cli("report", "--config", config, "--history", "final master")
    assert ended.code == 0
    assert ended.out.splitlines()[0].startswith("OWN001 missing-owner on Final master (Night Bus)")
    assert "opened   blocker  Final master has no owner" in ended.out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("--history", "Nobody knows this"), "no run has seen a gap", "streetdate check --format json"),
        (("--history", "x", "--weekly"), "--weekly and --history are two reports", "ask for one"),
        (("--weekly", "--format", "html"), "--weekly cannot be made as html", "--format text or markdown"),
        (("--history", "x", "--format", "html"), "--history cannot be made as html", "--format text or json"),
        (("--out", "plan.xlsx/report.html"), "report.html cannot be written in plan.xlsx", "name another place"),
        (("--as-of", "friday"), '--as-of is "friday"', "2026-11-27"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(
    cli: Cli, plan: MakePlan, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    ended = cli("report", "--config", plan(), *arguments)
    assert ended.code == 2
    assert message in ended.err
    assert hint in ended.err
    assert ended.out == ""


def test_a_source_that_cannot_be_read_is_told_in_the_report_and_by_the_exit_code(
    cli: Cli, plan: MakePlan, tmp_path: Path
) -> None:
    config = plan(NOBODY)
    cli("run", "--config", config)
    (tmp_path / "plan.xlsx").write_bytes(b"not a workbook")
    ended = cli("report", "--config", config, "--format", "markdown", "--out", "-")
    assert ended.code == 3
    assert "> **Not complete.** plan could not be read" in ended.out
    assert "- **Closed**: none" in ended.out
    assert ended.err.count("error:") == 1


def newer(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("insert into migration (number) values (999)")


def corrupt(store: Path) -> None:
    for beside in store.parent.glob("streetdate.db-*"):
        beside.unlink()
    store.write_bytes(b"\x00\x01" * 4096)


def folder_instead(store: Path) -> None:
    store.unlink()
    store.mkdir()


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (newer, "was written by a newer Streetdate"),
        (corrupt, "is damaged, or is no store"),
        (folder_instead, "error: the store "),
    ],
)
@pytest.mark.parametrize("asked", [(), ("--weekly",), ("--history", "Final master")])
def test_a_store_that_cannot_be_used_is_one_clear_sentence(
    cli: Cli, plan: MakePlan, tmp_path: Path, damage: object, message: str, asked: tuple[str, ...]
) -> None:
    config = plan(NOBODY)
    cli("run", "--config", config)
    assert callable(damage)
    damage(tmp_path / "streetdate.db")
    before = (tmp_path / "report.html").read_bytes()
    ended = cli("report", "--config", config, *asked)
    assert ended.code == 3
    assert message in ended.err
    assert ended.err.count("error:") == ended.err.count("hint:") == 1
    assert (tmp_path / "report.html").read_bytes() == before


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.store.sqlite_file.PATIENCE", 0.0)


@pytest.fixture
def locked(plan: MakePlan, cli: Cli, tmp_path: Path, impatient: None) -> Iterator[Path]:
    """Settings whose store another program holds for itself alone, in the middle of a write."""
    config = plan(NOBODY)
    cli("run", "--config", config)
    with closing(sqlite3.connect(tmp_path / "streetdate.db", isolation_level=None)) as other:
        other.execute("pragma journal_mode = delete")
        other.execute("begin exclusive")
        other.execute("delete from run")
        yield config


def test_a_store_that_another_program_holds_is_one_clear_sentence(cli: Cli, locked: Path) -> None:
    ended = cli("report", "--config", locked)
    assert ended.code == 3
    assert "is locked by another program" in ended.err
    assert ended.err.count("error:") == 1


@pytest.fixture
def read_only(cli: Cli) -> Iterator[Path]:
    """Settings in a folder in which nothing may be written, by somebody who is not root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plan(folder / "plan.xlsx", NOBODY)
        config = folder / "streetdate.toml"
        cli("init", "workbook", folder / "plan.xlsx", "--yes", "--time-zone", "UTC")
        cli("run", "--config", config)
        cli("report", "--config", config, "--weekly")
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield config
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


@pytest.mark.parametrize(
    ("verb", "code", "said"),
    [
        (("report", "--out", "-"), 0, ""),
        (("report", "--weekly"), 0, ""),
        (("report",), 2, "report.html cannot be written"),
        (("run",), 3, "streetdate.db cannot be written"),
    ],
)
def test_a_folder_that_may_only_be_read_is_enough_to_look_and_one_clear_sentence_for_the_rest(
    cli: Cli, read_only: Path, verb: tuple[str, ...], code: int, said: str
) -> None:
    ended = cli(*verb, "--config", read_only)
    assert (ended.code, ended.err.count("error:"), ended.err.count("hint:")) == (code, bool(said), bool(said))
    assert said in ended.err


def test_a_run_leaves_what_the_settings_ask_for(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    config = plan(NOBODY)
    assert cli("run", "--config", config).code == 0
    assert {path.name for path in tmp_path.glob("report.*")} == {"report.html", "report.json"}
    config.write_text(f'{config.read_text()}\n[reports]\nformats = ["markdown"]\nfolder = "meeting"\n')
    assert cli("run", "--config", config).code == 0
    assert [path.name for path in (tmp_path / "meeting").iterdir()] == ["report.md"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (("--format", "html"), "report.html"),
        (("--format", "markdown"), "report.md"),
        (("--format", "json"), "report.json"),
        (("--weekly", "--format", "markdown"), "agenda.md"),
    ],
)
def test_a_report_by_hand_goes_where_runs_leave_theirs_unless_told_otherwise(
    cli: Cli, plan: MakePlan, tmp_path: Path, asked: tuple[str, ...], name: str
) -> None:
    config = plan(NOBODY)
    config.write_text(f'{config.read_text()}\n[reports]\nformats = []\nfolder = "meeting"\n')
    assert cli("report", "--config", config, *asked).out == f"wrote {name}\n"
    assert ((tmp_path / "meeting" / name).is_file(), (tmp_path / name).exists()) == (True, False)
    assert cli("report", "--config", config, *asked, "--out", tmp_path / "mine").out == "wrote mine\n"
    assert (tmp_path / "mine").is_file()


def test_a_run_that_is_to_leave_nothing_leaves_nothing(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    config = plan(NOBODY)
    config.write_text(f"{config.read_text()}\n[reports]\nformats = []\n")
    assert cli("run", "--config", config).code == 0
    assert not list(tmp_path.glob("report.*"))


@pytest.mark.parametrize("verb", ["check", "plan"])
def test_looking_leaves_no_report(cli: Cli, plan: MakePlan, tmp_path: Path, verb: str) -> None:
    cli(verb, "--config", plan(NOBODY))
    assert not list(tmp_path.glob("report.*"))


def test_a_report_that_cannot_be_written_is_a_warning_and_the_run_is_done(
    cli: Cli, plan: MakePlan, tmp_path: Path
) -> None:
    config = plan(NOBODY)
    (tmp_path / "report.html").mkdir()
    ended = cli("run", "--config", config)
    assert ended.code == 0
    assert "warning: report.html cannot be written" in ended.err
    assert (tmp_path / "report.json").exists()
    assert not list(tmp_path.glob(".report*"))
    assert "wrote nothing" in cli("run", "--config", config).out


def test_a_report_that_cannot_be_made_is_a_warning_and_the_run_is_done(
    cli: Cli, plan: MakePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise KeyError("somebody's title")

    config = plan(NOBODY)
    monkeypatch.setattr("sync.report.html.render.render_html", broken)
    ended = cli("run", "--config", config)
    assert ended.code == 0
    assert "warning: report.html could not be made: KeyError" in ended.err
    assert "somebody" not in ended.err
    assert (tmp_path / "report.json").exists()


def test_a_report_is_replaced_whole(cli: Cli, plan: MakePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = plan(NOBODY)
    cli("run", "--config", config)
    before = (tmp_path / "report.json").read_bytes()

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sync.whole_file.os.fsync", no_room)
    ended = cli("run", "--config", config)
    assert "warning: report.json cannot be written" in ended.err
    assert "No space left on device" in ended.err
    assert (tmp_path / "report.json").read_bytes() == before
    assert not list(tmp_path.glob(".report*"))


def test_demo_leaves_the_page_and_the_document(cli: Cli, tmp_path: Path) -> None:
    assert cli("demo", "--dir", tmp_path / "demo").code == 0
    assert {path.name for path in (tmp_path / "demo").glob("report.*")} == {"report.html", "report.json"}
