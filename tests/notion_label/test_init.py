"""Setting up on a label's own databases: what is bound, what is left open, what a person is shown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.notion_label.conftest import SetUp
from tests.notion_label.label import Label
from tests.standins.notion import DataSource, select

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


def tables() -> Any:
    return tomllib.loads(Path("streetdate.toml").read_text())["sources"]["notion"]["tables"]


def bound(where: DataSource) -> Mapping[str, str]:
    """Return by meaning which column of a database was bound."""
    columns: Mapping[str, str] = tables()[where.id]["columns"]
    return {meaning: where.properties[column].name for meaning, column in columns.items()}


def test_every_database_of_the_plan_is_known_and_no_other(set_up: SetUp, label: Label) -> None:
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


def test_columns_are_bound_whatever_is_drawn_around_their_names(set_up: SetUp, label: Label) -> None:
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
    assert not UUID.search(said)
    assert "Night Bus" in next(line for line in said.splitlines() if "links to releases" in line)


def test_our_columns_are_made_where_gaps_can_stand(set_up: SetUp, label: Label) -> None:
    set_up("--make-columns")
    with_flag = {table for table, raw in tables().items() if "flag" in raw}
    assert with_flag == {source.id for source in label.databases} - {label.team.id}
    assert not any(
        "Streetdate" in prop.name for where in (label.team, label.notes) for prop in where.properties.values()
    )


def test_two_databases_of_one_name_and_two_data_sources_of_one_database_are_told_apart(
    set_up: SetUp, label: Label
) -> None:
    columns: Any = {"Task": "title", "Owner": "people", "Status": select("To do", "Done"), "Due date": "date"}
    year = label.workspace.database("Campaign", columns)
    other = label.workspace.add_data_source(year, "Campaign 2025", columns)
    again = label.workspace.database("Campaign", columns)
    said = set_up("--no-columns")
    called = [tables()[where.id]["called"] for where in (year, other, again)]
    assert len(set(called)) == 3
    assert all(name in said for name in called)
