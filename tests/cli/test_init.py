"""`init`: proposes, asks only where it doubts, writes settings that the other verbs can use."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from sync.report.mapping_document import MappingDocument
from tests.cli.calling import NOBODY, Cli, write_plan, write_sheets


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plan.xlsx", NOBODY)


def test_the_sure_meanings_are_taken_and_the_settings_written_beside_the_file(cli: Cli, file: Path) -> None:
    before = file.read_bytes()
    ended = cli("init", "workbook", file, "--yes")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("wrote streetdate.toml: 10 columns bound, 0 undecided\nnext: streetdate check\n")
    settings = tomllib.loads((file.parent / "streetdate.toml").read_text())
    assert (settings["workspace"], settings["sources"]["plan"]["file"]) == ("plan", "plan.xlsx")
    assert settings["sources"]["plan"]["tables"]["Deliverables"]["columns"]["owners"] == "Owner"
    assert file.read_bytes() == before
    assert cli("check").code == 1


def test_every_column_is_shown_with_score_samples_and_reason(cli: Cli, file: Path) -> None:
    shown = cli("init", "workbook", file, "--yes").out
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert re.search(r"^  Due date +due +\d\d%  2026-09-10, 2026-09-11, ", shown, re.MULTILINE)
    assert "(named 'Owner'" in shown


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    rows = [
        ("Deliverable", "Owner", "Vibe", "Date", "Status"),
        ("Master", "Ana", "warm", date(2026, 9, 1), "Done"),
        ("Cover", "Ben", "blue", date(2026, 9, 4), "Done"),
    ]
    return write_sheets(tmp_path / "plan.xlsx", {"Plan": rows})


def columns(folder: Path, key: str) -> dict[str, object]:
    settings = tomllib.loads((folder / "streetdate.toml").read_text())
    found = settings["sources"]["plan"]["tables"]["Plan"].get(key, {})
    assert isinstance(found, dict)
    return found


def test_what_is_not_sure_stays_open_and_is_listed(cli: Cli, doubtful: Path) -> None:
    ended = cli("init", "workbook", doubtful, "--yes")
    assert ended.code == 0
    assert "3 columns bound, 1 undecided\n  undecided: “Date” in “Plan”: due or scheduled_for\n" in ended.out
    assert columns(doubtful.parent, "undecided") == {"Date": ["due", "scheduled_for"]}
    assert "Vibe" not in str(columns(doubtful.parent, "columns"))


@pytest.mark.parametrize(
    ("typed", "meaning", "open_"),
    [
        ("1\n", "due", False),
        ("2\n", "scheduled_for", False),
        ("due\n", "due", False),
        ("7\nwhat?\n1\n", "due", False),
        ("0\n", "", False),
        ("\n", "", True),
    ],
)
def test_in_a_terminal_it_asks_only_where_it_doubts(
    cli: Cli, doubtful: Path, monkeypatch: pytest.MonkeyPatch, typed: str, meaning: str, open_: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    ended = cli("init", "workbook", doubtful)
    assert ended.code == 0
    assert ended.out.count("what does it mean?") == typed.count("\n")
    assert "“Date” in “Plan”, e.g. 2026-09-01, 2026-09-04" in ended.out
    assert {name for name, column in columns(doubtful.parent, "columns").items() if column == "Date"} == (
        {meaning} if meaning else set()
    )
    assert ("Date" in columns(doubtful.parent, "undecided")) is open_


@pytest.mark.parametrize(
    ("typed", "subject"), [("2\n", "deliverables"), ("9\nreleases\n", "releases"), ("0\n", ""), ("\n", "")]
)
def test_in_a_terminal_it_asks_what_the_rows_are_where_that_is_not_sure(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, subject: str
) -> None:
    rows = [("Title", "Status", "Date"), ("Night Bus", "Done", "2027-01-02"), ("Glass", "In progress", "2027-01-03")]
    path = write_sheets(tmp_path / "list.xlsx", {"Plan": rows})
    monkeypatch.setattr("sys.stdin", Terminal(typed + "\n" * 9))
    ended = cli("init", "workbook", path)
    assert ended.out.count("what is one row of it?") == typed.count("\n")
    assert ended.code == (0 if subject else 2)
    if subject:
        settings = tomllib.loads((tmp_path / "streetdate.toml").read_text())
        assert settings["sources"]["plan"]["tables"]["Plan"]["subject"] == subject


def test_without_a_terminal_it_asks_nothing(cli: Cli, doubtful: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("1\n"))
    ended = cli("init", "workbook", doubtful)
    assert (ended.code, "what does it mean?" in ended.out) == (0, False)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_the_document_lists_meanings_with_scores_and_the_settings_are_written(cli: Cli, file: Path) -> None:
    ended = cli("init", "workbook", file, "--format", "json")
    document = MappingDocument.model_validate_json(ended.out)
    columns = {column.name: column for table in document.tables for column in table.columns}
    assert columns["Owner"].meaning == "owners"
    assert columns["Owner"].candidates[0].score > 0.8
    assert columns["Owner"].samples
    assert (file.parent / "streetdate.toml").exists()


def test_settings_that_are_there_are_never_overwritten(cli: Cli, file: Path) -> None:
    (file.parent / "streetdate.toml").write_text("# mine\n")
    for arguments in ((), ("--yes",), ("--format", "json")):
        ended = cli("init", "workbook", file, *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("error: streetdate.toml is there already, and ")
    assert (file.parent / "streetdate.toml").read_text() == "# mine\n"


BOARD = {
    "Board": [
        ("Deliverable", "Release", "Owner", "Status", "Due date"),
        ("Lyric video", "Night Bus", "Jo Park", "In progress", date(2026, 9, 20)),
        ("Merch", "Night Bus", "Jo Park", "Not started", date(2026, 9, 25)),
    ]
}


def sources(config: Path) -> dict[str, str]:
    """Return the file of each source by its name."""
    found = tomllib.loads(config.read_text(encoding="utf-8"))["sources"]
    return {name: section["file"] for name, section in found.items()}


@pytest.mark.parametrize(("given", "called"), [((), "board 2"), (("--name", "Team board"), "Team board")])
def test_a_second_workbook_becomes_one_more_source_and_what_was_there_stays(
    cli: Cli, file: Path, given: tuple[str, ...], called: str
) -> None:
    cli("init", "workbook", file, "--yes")
    config = file.parent / "streetdate.toml"
    before = config.read_text(encoding="utf-8")
    second = write_sheets(file.parent / "board 2.xlsx", BOARD)
    ended = cli("init", "workbook", second, "--yes", *given)
    assert (ended.code, ended.err) == (0, "")
    assert sources(config) == {"plan": "plan.xlsx", called: "board 2.xlsx"}
    assert config.read_text(encoding="utf-8").startswith(before)
    checked = cli("check", "--format", "json").json
    assert {source["name"]: source["complete"] for source in checked["sources"]} == {"plan": True, called: True}


def test_a_workbook_that_is_a_source_already_is_not_added_twice(cli: Cli, file: Path) -> None:
    cli("init", "workbook", file, "--yes")
    ended = cli("init", "workbook", file, "--yes", "--name", "again")
    assert (ended.code, ended.out) == (2, "")
    assert 'streetdate.toml is there already, with plan.xlsx as its source "plan"' in ended.err
    assert sources(file.parent / "streetdate.toml") == {"plan": "plan.xlsx"}


@pytest.mark.parametrize(
    ("name", "sheets", "error", "hint"),
    [
        ("plan", BOARD, 'there already, with the source "plan"', "a name of its own with --name NAME"),
        ("../x", BOARD, "a source cannot be called “../x”", "letters, digits"),
        ("", {"Deliverables": BOARD["Board"]}, "plan and board both have a sheet “Deliverables”", "rename the sheet"),
    ],
)
def test_a_second_workbook_that_could_not_be_told_from_the_first_is_refused_and_nothing_is_written(
    cli: Cli, file: Path, name: str, sheets: dict[str, list[tuple[object, ...]]], error: str, hint: str
) -> None:
    cli("init", "workbook", file, "--yes")
    config = file.parent / "streetdate.toml"
    before = config.read_bytes()
    ended = cli("init", "workbook", write_sheets(file.parent / "board.xlsx", sheets), "--yes", "--name", name)
    assert ended.code == 2
    assert error in ended.err
    assert hint in ended.err.partition("hint:")[2]
    assert config.read_bytes() == before


def test_settings_may_have_another_name_and_place(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    config = tmp_path / "settings" / "bus.toml"
    ended = cli("init", "workbook", file, "--yes", "--config", config)
    assert "next: streetdate check --config" in ended.out
    assert tomllib.loads(config.read_text())["sources"]["plan"]["file"] == "../plan.xlsx"
    assert cli("check", "--config", config).code == 1


def test_the_zone_is_the_teams(cli: Cli, file: Path) -> None:
    ended = cli("init", "workbook", file, "--yes", "--time-zone", "Europe/Berln")
    assert ended.code == 2
    assert "did you mean Europe/Berlin" in ended.err
    assert not (file.parent / "streetdate.toml").exists()
    cli("init", "workbook", file, "--yes", "--time-zone", "Europe/Berlin")
    assert tomllib.loads((file.parent / "streetdate.toml").read_text())["time_zone"] == "Europe/Berlin"


def test_a_workbook_that_is_no_plan_is_refused_by_name(cli: Cli, tmp_path: Path) -> None:
    rows = [("Date", "Amount", "Account"), ("2026-01-02", 12.5, "4400"), ("2026-01-03", 99, "4930")]
    path = write_sheets(tmp_path / "ledger.xlsx", {"Bookings": rows})
    ended = cli("init", "workbook", path, "--yes")
    assert ended.code == 2
    assert "no table in ledger.xlsx could be recognised as part of a release plan" in ended.err
    assert not (tmp_path / "streetdate.toml").exists()


@pytest.mark.parametrize("name", ["nowhere.xlsx", "folder"])
def test_a_file_that_cannot_be_read_is_said_with_what_to_do(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    ended = cli("init", "workbook", tmp_path / name, "--yes")
    assert (ended.code, ended.out) == (3, "")
    assert name in ended.err
    assert "hint: " in ended.err


def test_a_folder_that_may_not_be_written_is_said(cli: Cli, file: Path, tmp_path: Path) -> None:
    ended = cli("init", "workbook", file, "--yes", "--config", tmp_path / "no" / "such" / "folder.toml")
    assert ended.code == 2
    assert "folder.toml cannot be written: No such file or directory" in ended.err
