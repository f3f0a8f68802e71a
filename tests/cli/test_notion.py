"""The whole job on Notion, from the command line: set up, diagnose, look, write, write nothing, take back."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Cli
from tests.standins.clock import Clock
from tests.standins.notion import ALL, Capability, Token, Workspace, relation, select, serve, status
from tests.standins.serving import Server

MONDAY = datetime(2026, 8, 3, 10, tzinfo=UTC)
STATES = status("Not started", "In progress", "Done")


class Team:
    """A small label in Notion: releases, and deliverables that belong to them; the master has no owner."""

    def __init__(self) -> None:
        self.workspace = Workspace(Clock(MONDAY))
        self.workspace.limits.connection = 100_000
        self.jo = self.workspace.member("Jo Park", "jo@label.example")
        self.kaya = self.workspace.member("Kaya Lind", "kaya@label.example")
        self.releases = self.workspace.database(
            "Releases",
            {"Release": "title", "Release date": "date", "Type": select("Single", "EP"), "Brief": "rich_text"},
        )
        self.work = self.workspace.database(
            "Deliverables",
            {
                "Deliverable": "title",
                "Release": relation(self.releases),
                "Owner": "people",
                "Status": STATES,
                "Due date": "date",
                "Depends on": "rich_text",
            },
        )
        self.bus = self.workspace.add_page(
            self.releases,
            {
                "Release": "Night Bus",
                "Release date": "2026-10-30",
                "Type": "Single",
                "Brief": "This is a single. The goal is 500 pre-saves. The message is: go home.",
            },
        )
        self.master = self._work("Final master", [], "In progress", "2026-09-10")
        self._work("Cover artwork", [self.jo], "In progress", "2026-09-11")
        self._work("Distributor upload", [self.jo], "Not started", "2026-09-18", "Final master, Cover artwork")
        self._work("Editorial pitch", [self.jo], "Not started", "2026-09-28", "Distributor upload")
        self._work("Launch posts", [self.jo], "Not started", "2026-10-29", "Cover artwork")

    def _work(self, title: str, owners: list[Any], state: str, due: str, needs: str = "") -> Any:
        values = {"Deliverable": title, "Release": [self.bus], "Owner": owners, "Status": state, "Due date": due}
        return self.workspace.add_page(self.work, {**values, "Depends on": needs})

    def connect(self, capabilities: frozenset[Capability] = ALL) -> Token:
        return self.workspace.connect("Streetdate", capabilities)

    def shown(self, page: Any, name: str) -> str:
        """Return what a column of ours shows on a page of the deliverables: an option's name, or text."""
        column = next(p for p in self.work.properties.values() if p.name == name)
        value = page.values[column.id]
        if isinstance(value, list):
            return "".join(part["plain_text"] for part in value)
        return next(option.name for option in column.options if option.id == value)

    def state(self) -> Any:
        """Return everything that people see, without the times."""
        return copy.deepcopy(({p.id: p.values for p in self.workspace.pages.values()}, list(self.workspace.comments)))


@pytest.fixture
def team() -> Team:
    return Team()


@pytest.fixture
def server(team: Team, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NOTION_TOKEN", team.connect().secret)
    with serve(team.workspace) as made:
        yield made


@pytest.fixture
def set_up(cli: Cli, server: Server) -> str:
    """Set the workspace up with our columns, and return what that said."""
    ended = cli("init", "notion", "--address", server.url, "--yes", "--make-columns", "--time-zone", "Europe/Berlin")
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def settings() -> Any:
    return tomllib.loads(Path("streetdate.toml").read_text())["sources"]["notion"]


def test_init_binds_ids_and_says_the_names_beside_them(set_up: str, team: Team) -> None:
    found = settings()
    assert (found["tool"], found["token"]) == ("notion", "${NOTION_TOKEN}")
    table = found["tables"][team.work.id]
    owner = next(p for p in team.work.properties.values() if p.name == "Owner")
    assert (table["subject"], table["called"]) == ("deliverables", "Deliverables")
    assert table["columns"]["owners"] == owner.id
    assert "# Owner" in Path("streetdate.toml").read_text()
    assert "made our columns in “Deliverables”" in set_up
    assert table["flag"] and table["gaps"]


def test_without_consent_nothing_is_made(cli: Cli, server: Server, team: Team) -> None:
    before = team.state()
    ended = cli("init", "notion", "--address", server.url, "--yes")
    assert (ended.code, team.state()) == (0, before)
    assert "our columns were not made" in ended.out
    assert "flag" not in settings()["tables"][team.work.id]


def test_init_again_makes_only_what_is_missing(cli: Cli, server: Server, team: Team) -> None:
    assert cli("init", "notion", "--address", server.url, "--yes").code == 0
    assert cli("init", "notion", "--address", server.url, "--make-columns").code == 0
    assert settings()["tables"][team.work.id]["flag"]
    columns = len(team.work.properties)
    assert cli("init", "notion", "--address", server.url, "--make-columns").code == 0
    assert len(team.work.properties) == columns


def test_the_whole_job_and_back(cli: Cli, set_up: str, server: Server, team: Team) -> None:
    before = team.state()
    assert cli("check").code == 1
    planned = cli("plan")
    assert (planned.code, "Final master" in planned.out) == (0, True)
    assert team.state() == before
    assert cli("run").code == 0
    assert team.shown(team.master, "Streetdate flag") == "Blocked"
    assert "OWN001" in team.shown(team.master, "Streetdate gaps")
    written = team.state()
    seen = len(server.journal)
    again = cli("run", "--format", "json")
    assert (again.code, again.json["plan"]["changes"] if "plan" in again.json else []) == (0, [])
    assert team.state() == written
    assert server.counts()["data_sources.query"] and len(server.journal) - seen == 2
    undone = cli("undo", "--yes")
    assert undone.code == 0
    assert not any("Streetdate" in prop.name for prop in team.work.properties.values())


def test_after_an_undo_our_columns_can_be_made_again(cli: Cli, set_up: str, server: Server, team: Team) -> None:
    assert (cli("run").code, cli("undo", "--yes").code) == (0, 0)
    assert "init notion" in cli("plan").out
    assert cli("init", "notion", "--address", server.url, "--make-columns").code == 0
    assert cli("run").code == 0
    assert team.shown(team.master, "Streetdate flag") == "Blocked"


def test_our_columns_are_known_by_id_when_people_rename_them(cli: Cli, set_up: str, server: Server, team: Team) -> None:
    before = settings()["tables"][team.work.id]["flag"]
    team.workspace.rename_property(team.work, "Streetdate flag", "Status of the plan")
    columns = len(team.work.properties)
    assert cli("init", "notion", "--address", server.url, "--make-columns").code == 0
    assert (settings()["tables"][team.work.id]["flag"], len(team.work.properties)) == (before, columns)


def test_init_again_reaches_the_workspace_as_the_settings_say(
    cli: Cli, set_up: str, server: Server, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("token").write_text(team.connect().secret)
    file = Path("streetdate.toml")
    file.write_text(file.read_text().replace('token = "${NOTION_TOKEN}"', 'token_file = "token"'))
    monkeypatch.delenv("NOTION_TOKEN")
    team.workspace.delete_property(team.work, "Streetdate flag")
    assert cli("init", "notion", "--make-columns").code == 0
    assert team.work.named("Streetdate flag") is not None


def test_init_does_not_take_a_workbook_of_that_name_for_the_workspace(cli: Cli, server: Server) -> None:
    Path("streetdate.toml").write_text(
        'workspace = "W"\ntime_zone = "UTC"\n[sources.notion]\ntool = "workbook"\nfile = "plan.xlsx"\n'
    )
    ended = cli("init", "notion", "--address", server.url, "--yes")
    assert (ended.code, len(server.journal)) == (2, 0)
    assert 'its source "notion" is another' in ended.err


def test_a_token_that_is_not_there_is_said_before_anything_is_sent(
    cli: Cli, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NOTION_TOKEN")
    ended = cli("init", "notion", "--address", server.url, "--yes")
    assert (ended.code, len(server.journal)) == (2, 0)
    assert "NOTION_TOKEN, which is not set" in ended.err


def test_the_diagnosis_names_every_right(cli: Cli, set_up: str) -> None:
    ended = cli("doctor")
    assert ended.code == 0
    assert "Deliverables" in ended.out
    assert "access" in ended.out
