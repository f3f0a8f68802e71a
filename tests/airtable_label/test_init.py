"""Setting up on a label's own base: what is bound, what is left open, what a person is shown, what it costs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.airtable_label.conftest import SetUp
from tests.airtable_label.label import Label
from tests.cli.calling import Cli
from tests.standins.airtable import NewField, Role
from tests.standins.airtable.table import Table
from tests.standins.serving import Server

ID = re.compile(r"\b(rec|fld|tbl|sel|usr)[A-Za-z0-9]{14}\b")


def tables() -> Any:
    return tomllib.loads(Path("streetdate.toml").read_text())["sources"]["airtable"]["tables"]


def bound(where: Table) -> Mapping[str, str]:
    """Return by meaning which field of a table was bound."""
    columns: Mapping[str, str] = tables()[where.id]["columns"]
    return {meaning: where.fields[column].name for meaning, column in columns.items()}


def test_every_table_of_the_plan_is_known_and_no_other(set_up: SetUp, label: Label) -> None:
    set_up("--no-columns")
    assert {table: raw["subject"] for table, raw in tables().items()} == {
        label.team.id: "people",
        label.releases.id: "releases",
        label.tracks.id: "tracks",
        label.work.id: "deliverables",
        label.handoffs.id: "handoffs",
        label.gates.id: "gates",
        label.splits.id: "splits",
        label.pitches.id: "pitches",
    }


def test_fields_are_bound_whatever_is_drawn_around_their_names_and_no_lookup_is_taken_for_the_fact(
    set_up: SetUp, label: Label
) -> None:
    set_up("--no-columns")
    assert bound(label.releases)["date"] == "🗓 Release Date"
    assert bound(label.team) == {"name": "Name", "roles": "Role", "mail": "Email", "active": "Active?"}
    assert bound(label.work) == {
        "title": "Deliverable",
        "release": "Release",
        "owners": "Owner",
        "state": "Status",
        "due": "Due ",
        "done_at": "Done on",
        "needs": "Depends on",
        "version": "Version",
        "file": "File",
        "notes": "Notes",
    }
    assert bound(label.gates)["on"] == "Deliverable"
    assert bound(label.splits) == {
        "title": "Split", "track": "Track", "holder": "Writer", "share": "Share %", "agreed": "Signed"
    }  # fmt: skip


def test_a_person_is_shown_titles_and_names_and_no_ids(set_up: SetUp) -> None:
    said = set_up("--no-columns")
    assert not ID.search(said)
    assert "Night Bus" in next(line for line in said.splitlines() if "links to releases" in line)


def test_our_fields_are_made_where_gaps_can_stand(set_up: SetUp, label: Label) -> None:
    set_up("--make-columns")
    with_flag = {table for table, raw in tables().items() if "flag" in raw}
    assert with_flag == {table.id for table in label.tables} - {label.team.id}
    assert not any("Streetdate" in field.name for where in (label.team, label.notes) for field in where.fields.values())


def test_a_base_of_five_hundred_tables_is_looked_at_in_few_requests_and_the_plan_is_found_in_it(
    set_up: SetUp, label: Label, server: Server
) -> None:
    for number in range(500 - len(label.base.tables)):
        label.base.add_table(f"List {number}", [NewField("Name"), NewField("Count", "number")])
    set_up("--make-columns")
    assert set(tables()) == {table.id for table in label.tables}
    assert server.counts() == {"list_bases": 1, "list_tables": 1, "list_records": 8, "create_field": 14}


def test_our_fields_of_an_earlier_set_up_are_found_when_the_settings_are_lost(
    set_up: SetUp, label: Label, cli: Cli
) -> None:
    set_up("--make-columns")
    fields = {table.id: list(table.fields) for table in label.tables}
    before = tables()
    Path("streetdate.toml").unlink()
    set_up("--yes")
    assert (tables(), {table.id: list(table.fields) for table in label.tables}) == (before, fields)


def test_without_a_base_the_one_that_the_token_opens_is_taken(cli: Cli, server: Server, label: Label) -> None:
    ended = cli("init", "airtable", "--address", server.url, "--yes", "--time-zone", "UTC")
    assert (ended.code, set(tables())) == (0, {table.id for table in label.tables})


def test_without_a_base_several_are_listed_with_their_links_and_nothing_else_is_asked(
    cli: Cli, server: Server, label: Label
) -> None:
    other = label.airtable.workspace().base("Tour \x1b[31m")
    other.share(label.robot, Role.READ)
    ended = cli("init", "airtable", "--address", server.url, "--yes")
    assert (ended.code, server.counts()) == (2, {"list_bases": 1})
    for base in (label.base, other):
        assert f"https://airtable.com/{base.id}" in ended.err
    assert "“Kaya Moon HQ 🌙”" in ended.err
    assert "\x1b" not in ended.err


def test_without_any_base_what_to_add_is_said(cli: Cli, server: Server, label: Label) -> None:
    label.base.share(label.robot, Role.NONE)
    ended = cli("init", "airtable", "--address", server.url, "--yes")
    assert (ended.code, "add the base" in ended.err) == (2, True)
    assert not Path("streetdate.toml").exists()
