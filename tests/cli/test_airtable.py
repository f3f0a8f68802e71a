"""The whole job on Airtable, from the command line: set up, diagnose, look, write, write nothing, take back."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Cli
from tests.standins.airtable import FREE, SCOPES, Airtable, NewField, Role, serve
from tests.standins.clock import Clock
from tests.standins.serving import Server

MONDAY = datetime(2026, 8, 3, 10, tzinfo=UTC)


class Team:
    """A small label in Airtable: releases, and deliverables that belong to them; the master has no owner."""

    def __init__(self) -> None:
        self.airtable = Airtable(Clock(MONDAY))
        self.airtable.settings.base_requests = self.airtable.settings.token_requests = 100_000
        self.jo = self.airtable.person("Jo Park", "jo@label.example")
        self.robot = self.airtable.service_account("Streetdate")
        self.base = self.airtable.workspace(FREE).base("Label")
        self.base.share(self.jo, Role.EDIT)
        self.base.share(self.robot, Role.CREATE)
        self.releases = self.base.add_table(
            "Releases",
            [
                NewField("Release"),
                NewField("Release date", "date"),
                NewField("Type", "singleSelect", ("Single", "EP")),
                NewField("Brief", "multilineText"),
            ],
        )
        self.work = self.base.add_table(
            "Deliverables",
            [
                NewField("Deliverable"),
                NewField("Release", "multipleRecordLinks", to="Releases"),
                NewField("Owner", "singleCollaborator"),
                NewField("Status", "singleSelect", ("Not started", "In progress", "Done")),
                NewField("Due date", "date"),
                NewField("Depends on"),
            ],
        )
        self.bus = self.releases.add(
            {
                "Release": "Night Bus",
                "Release date": "2026-10-30",
                "Type": "Single",
                "Brief": "This is a single. The goal is 500 pre-saves. The message is: go home.",
            }
        )
        self.master = self._work("Final master", "", "In progress", "2026-09-10")
        self._work("Cover artwork", self.jo.id, "In progress", "2026-09-11")
        self._work("Distributor upload", self.jo.id, "Not started", "2026-09-18", "Final master, Cover artwork")
        self._work("Editorial pitch", self.jo.id, "Not started", "2026-09-28", "Distributor upload")
        self._work("Launch posts", self.jo.id, "Not started", "2026-10-29", "Cover artwork")
        self.token = self.airtable.token(self.robot)

    def _work(self, title: str, owner: str, state: str, due: str, needs: str = "") -> str:
        cells = {"Deliverable": title, "Release": [self.bus], "Status": state, "Due date": due, "Depends on": needs}
        return self.work.add({**cells, "Owner": owner or None})

    def state(self) -> Any:
        """Return everything that people see, without the times."""
        tables = (self.releases, self.work)
        return copy.deepcopy(
            [
                ([field.shown() for field in table.fields.values()], [table.row(record) for record in table.records],
                 [[comment.text for comment in record.comments] for record in table.records.values()])
                for table in tables
            ]
        )  # fmt: skip


@pytest.fixture
def team() -> Team:
    return Team()


@pytest.fixture
def server(team: Team, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("AIRTABLE_TOKEN", team.token.secret)
    with serve(team.airtable) as made:
        yield made


@pytest.fixture
def set_up(cli: Cli, server: Server, team: Team) -> str:
    """Set the base up with our fields, and return what that said."""
    ended = cli("init", "airtable", f"https://airtable.com/{team.base.id}/{team.work.id}", "--address", server.url,
                "--yes", "--make-columns", "--time-zone", "Europe/Berlin")  # fmt: skip
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def settings() -> Any:
    return tomllib.loads(Path("streetdate.toml").read_text())["sources"]["airtable"]


def test_init_binds_ids_and_says_the_names_beside_them(set_up: str, team: Team) -> None:
    found = settings()
    assert (found["tool"], found["base"], found["token"]) == ("airtable", team.base.id, "${AIRTABLE_TOKEN}")
    table = found["tables"][team.work.id]
    assert (table["subject"], table["called"]) == ("deliverables", "Deliverables")
    assert table["columns"]["owners"] == team.work.field("Owner").id
    assert "# Owner" in Path("streetdate.toml").read_text()
    assert "made our columns in “Deliverables”" in set_up
    assert (table["flag"], table["gaps"]) == (
        team.work.field("Streetdate flag").id,
        team.work.field("Streetdate gaps").id,
    )
    assert [choice.name for choice in team.work.field("Streetdate flag").choices] == ["Clear", "Attention", "Blocked"]


def test_without_consent_nothing_is_made_and_few_requests_are_sent(cli: Cli, server: Server, team: Team) -> None:
    before = team.state()
    ended = cli("init", "airtable", team.base.id, "--address", server.url, "--yes")
    assert (ended.code, team.state()) == (0, before)
    assert "our columns were not made" in ended.out
    assert "flag" not in settings()["tables"][team.work.id]
    assert server.counts() == {"list_bases": 1, "list_tables": 1, "list_records": 2}


def test_init_again_makes_only_what_is_missing(cli: Cli, server: Server, team: Team) -> None:
    arguments = ("init", "airtable", team.base.id, "--address", server.url)
    assert cli(*arguments, "--yes").code == 0
    assert cli(*arguments, "--make-columns").code == 0
    assert settings()["tables"][team.work.id]["flag"]
    fields = len(team.work.fields)
    assert cli(*arguments, "--make-columns").code == 0
    assert len(team.work.fields) == fields


def test_the_whole_job_and_back(cli: Cli, set_up: str, server: Server, team: Team) -> None:
    before = team.state()
    assert cli("check").code == 1
    planned = cli("plan")
    assert (planned.code, "Final master" in planned.out) == (0, True)
    assert (team.state(), team.base.webhooks) == (before, {})
    assert cli("run").code == 0
    assert team.work.cell(team.master, "Streetdate flag") == "Blocked"
    assert "OWN001" in team.work.cell(team.master, "Streetdate gaps")
    [comment] = team.work.records[team.master].comments
    assert (comment.author, "OWN001" in comment.text) == (team.robot, True)
    written = team.state()
    server.forget()
    assert cli("run").code == 0
    assert (team.state(), server.counts()) == (written, {"list_payloads": 1})
    undone = cli("undo", "--yes")
    assert undone.code == 0
    assert (team.state(), team.base.webhooks) == (before, {})
    said = " ".join(undone.out.split())
    assert "removed our webhook" in said
    assert "Airtable lets no program delete a field" in said


def test_after_an_undo_the_job_goes_on_with_the_fields_that_stayed(
    cli: Cli, set_up: str, server: Server, team: Team
) -> None:
    assert (cli("run").code, cli("undo", "--yes").code, cli("run").code) == (0, 0, 0)
    assert team.work.cell(team.master, "Streetdate flag") == "Blocked"


def test_our_fields_are_known_by_id_when_people_rename_them(cli: Cli, set_up: str, server: Server, team: Team) -> None:
    before = settings()["tables"][team.work.id]["flag"]
    team.work.rename_field("Streetdate flag", "Ampel")
    fields = len(team.work.fields)
    assert cli("init", "airtable", team.base.id, "--address", server.url, "--make-columns").code == 0
    assert (settings()["tables"][team.work.id]["flag"], len(team.work.fields)) == (before, fields)
    assert cli("run").code == 0
    assert team.work.cell(team.master, "Ampel") == "Blocked"


def test_a_token_that_is_not_there_is_said_before_anything_is_sent(
    cli: Cli, server: Server, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AIRTABLE_TOKEN")
    ended = cli("init", "airtable", team.base.id, "--address", server.url, "--yes")
    assert (ended.code, len(server.journal)) == (2, 0)
    assert "AIRTABLE_TOKEN, which is not set" in ended.err


def test_what_is_no_base_is_refused_before_anything_is_sent(cli: Cli, server: Server) -> None:
    ended = cli("init", "airtable", "https://airtable.com/tblAAAAAAAAAAAAAA", "--address", server.url, "--yes")
    assert (ended.code, len(server.journal)) == (2, 0)
    assert "is no base" in ended.err


def test_where_fields_may_not_be_made_init_says_what_to_add(cli: Cli, server: Server, team: Team) -> None:
    team.token.scopes = frozenset(SCOPES) - {"schema.bases:write"}
    ended = cli("init", "airtable", team.base.id, "--address", server.url, "--yes", "--make-columns")
    said = " ".join(ended.err.split())
    assert ended.code == 3
    assert "make fields in “Releases”" in said
    assert "schema.bases:write" in said
    assert "Creator" in said
    assert team.token.secret not in ended.out + ended.err


def test_the_diagnosis_names_every_right(cli: Cli, set_up: str) -> None:
    ended = cli("doctor")
    said = " ".join(ended.out.split())
    assert ended.code == 0
    for right in ("use the token", "open the base", "read “Deliverables”", "write flags", "write comments", "webhook"):
        assert right in said


def test_init_says_what_the_schedule_takes_of_the_month_before_anything_runs(set_up: str) -> None:
    said = " ".join(set_up.split())
    assert (
        "24 runs a day × at least 1 request × 30 days = 720 requests a month of the 1,000 that Airtable's Free plan"
    ) in said
    assert '"plan" and "runs_per_day"' in said


def test_the_diagnosis_counts_the_month_and_refuses_what_the_plan_cannot_carry(
    cli: Cli, set_up: str, server: Server
) -> None:
    server.forget()
    assert cli("run").code == 0
    by_the_run = len(server.journal)
    counted = re.search(r"(\d+) of 1,000 requests of this month used", " ".join(cli("doctor").out.split()))
    assert counted is not None
    assert by_the_run < int(counted[1]) <= len(server.journal)
    config = Path("streetdate.toml")
    config.write_text(config.read_text().replace('tool = "airtable"', 'tool = "airtable"\nruns_per_day = 96'))
    ended = cli("doctor")
    assert ended.code == 2
    assert "96 runs a day × at least 1 request × 30 days = 2,880 requests" in " ".join(ended.out.split())


def test_the_diagnosis_says_what_a_lesser_token_lacks(cli: Cli, set_up: str, team: Team) -> None:
    team.base.share(team.robot, Role.COMMENT)
    ended = cli("doctor")
    said = " ".join(ended.out.split())
    assert ended.code == 3
    assert "write flags: not allowed" in said
    assert "make it Editor" in said
    assert "make a webhook: not allowed" in said
    assert team.token.secret not in ended.out + ended.err


def test_a_second_base_is_a_second_source_with_a_name_of_its_own(
    cli: Cli, set_up: str, server: Server, team: Team
) -> None:
    other = team.airtable.workspace(FREE).base("Second label")
    other.share(team.robot, Role.CREATE)
    other.add_table("Deliverables", [NewField("Deliverable"), NewField("Owner"), NewField("Due date", "date")])
    asked = ("init", "airtable", other.id, "--address", server.url, "--yes", "--no-columns")
    refused = cli(*asked)
    assert (refused.code, "--name NAME" in refused.err) == (2, True)
    assert cli(*asked, "--name", "a/b").code == 2
    assert cli(*asked, "--name", "second").code == 0
    sources = tomllib.loads(Path("streetdate.toml").read_text())["sources"]
    assert {name: source["base"] for name, source in sources.items()} == {"airtable": team.base.id, "second": other.id}
    assert cli("check").code == 1
