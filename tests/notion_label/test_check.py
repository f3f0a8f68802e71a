"""A whole check over a label's own databases: silent on a healthy plan, right where one thing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.cli.calling import Cli
from tests.label.command_line import gaps
from tests.label.edits import (
    changed_after_the_yes,
    done_and_not_sent,
    due_on_the_day,
    not_received,
    owner_is_gone,
    said_no,
)
from tests.label.night_bus import DONE, OPEN, before
from tests.notion_label.conftest import SetUp
from tests.notion_label.label import Label

Edit: TypeAlias = Callable[[Label], None]


def test_a_healthy_plan_is_silent(cli: Cli, set_up: SetUp) -> None:
    set_up("--no-columns")
    assert gaps(cli) == []


def nobody_owns(label: Label) -> None:
    label.edit(label.work, "Launch posts", Owner=[])


def two_own(label: Label) -> None:
    label.edit(label.work, "Pre-save link", Owner=[label.page(label.team, n) for n in ("Noor Haddad", "Vic Tran")])


def sent_by_another(label: Label) -> None:
    label.edit(label.handoffs, "Teaser to posts", Sender=[label.page(label.team, "Kaya Moon")])


def the_last_of_thirty_needs_is_open(label: Label) -> None:
    clips = []
    for number in range(30):
        done = number < 29
        values = {
            "Release": [label.page(label.releases, "Night Bus")],
            "Owner": [label.page(label.team, "Vic Tran")],
            "Status": DONE if done else OPEN,
            "Due ": before(14),
            "Done on": before(40) if done else None,
            "File": "https://drive.example/night-bus/clip.mp4" if done else None,
        }
        clips.append(label.add(label.work, f"Clip {number}", **values))
    label.edit(label.work, "Pre-save link", **{"Depends on": clips, "Status": DONE, "Done on": before(30)})


GAPS: tuple[tuple[Edit, list[tuple[str, str]]], ...] = (
    (nobody_owns, [("OWN001", "Launch posts")]),
    (two_own, [("OWN002", "Pre-save link")]),
    (owner_is_gone, [("OWN005", "Teaser video")]),
    (changed_after_the_yes, [("GAT005", "Master sign-off")]),
    (said_no, [("GAT009", "Distributor upload"), ("GAT009", "Teaser video")]),
    (done_and_not_sent, [("HND004", "Teaser to posts")]),
    (not_received, [("HND008", "Cover to teaser")]),
    (sent_by_another, [("HND002", "Teaser to posts")]),
    (the_last_of_thirty_needs_is_open, [("DEP004", "Pre-save link")]),
)


@pytest.mark.parametrize(("edit", "expected"), GAPS, ids=[edit.__name__ for edit, _ in GAPS])
def test_one_thing_that_is_wrong_is_the_one_thing_that_is_said(
    cli: Cli, set_up: SetUp, label: Label, edit: Edit, expected: list[tuple[str, str]]
) -> None:
    set_up("--no-columns")
    edit(label)
    assert gaps(cli) == expected


def all_but_one_need_is_done(label: Label) -> None:
    the_last_of_thirty_needs_is_open(label)
    label.edit(
        label.work,
        "Clip 29",
        **{"Status": DONE, "Done on": before(40), "File": "https://drive.example/night-bus/clip.mp4"},
    )


def renamed(label: Label) -> None:
    label.edit(label.team, "Vic Tran", Name="Victoria Tran")
    label.edit(label.work, "Cover artwork", Deliverable="Cover art (final)")
    label.edit(label.releases, "Night Bus", Release="Night Bus (single)")
    label.workspace.rename_property(label.work, "Owner", "👤 Who")
    label.workspace.rename_option(label.work, "Status", DONE, "🟢Done")


def account_is_gone_and_the_person_is_not(label: Label) -> None:
    label.workspace.remove_member(label.people["Vic Tran"])


NEAR = (all_but_one_need_is_done, due_on_the_day, renamed, account_is_gone_and_the_person_is_not)


@pytest.mark.parametrize("edit", NEAR)
def test_what_only_looks_wrong_is_not_said(cli: Cli, set_up: SetUp, label: Label, edit: Edit) -> None:
    set_up("--no-columns")
    edit(label)
    assert gaps(cli) == []


def test_a_people_database_that_is_not_shared_leaves_owners_unknown_and_never_missing(
    cli: Cli, set_up: SetUp, label: Label
) -> None:
    set_up("--no-columns")
    label.workspace.unshare(label.team)
    ended = cli("check", "--format", "json")
    assert ended.code == 3
    assert ended.json["violations"] == []
    assert [source["error"] for source in ended.json["sources"] if "“👥 Team”" in source["error"]]


def test_owners_in_a_database_that_nobody_bound_are_unknown_and_told(cli: Cli, set_up: SetUp, label: Label) -> None:
    set_up("--no-columns")
    settings = Path("streetdate.toml").read_text()
    table = f"[sources.notion.tables.{label.team.id}]"
    following = settings.index(
        "[sources.notion.tables.", settings.index("[sources.notion.tables.", settings.index(table) + 1) + 1
    )
    Path("streetdate.toml").write_text(settings[: settings.index(table)] + settings[following:])
    label.edit(label.work, "Spotify editorial pitch", **{"Due ": "2026-07-20"})
    ended = cli("check", "--format", "json")
    assert [gap["code"] for gap in ended.json["violations"]] == ["PLN006"]
    [source] = ended.json["sources"]
    assert {value["reason"] for value in source["unreadable"]} == {"it links to a table that the settings do not name"}
    assert not any(
        page.id in str(ended.json["violations"])
        for page in label.workspace.pages.values()
        if page.source == label.team.id
    )


def test_a_run_writes_on_each_database_and_undo_leaves_nothing(cli: Cli, set_up: SetUp, label: Label) -> None:
    set_up("--make-columns")
    for edit in (nobody_owns, done_and_not_sent, changed_after_the_yes):
        edit(label)
    assert cli("run").code == 0
    pages = [
        label.page(label.work, "Launch posts"),
        label.page(label.handoffs, "Teaser to posts"),
        label.page(label.gates, "Master sign-off"),
    ]
    assert [len(label.comments(page)) for page in pages] == [1, 1, 1]
    assert sum(len(label.comments(page)) for page in label.workspace.pages.values()) == 3
    assert "wrote nothing" in cli("run").out
    assert cli("undo", "--yes").code == 0
    assert not any(label.comments(page) for page in label.workspace.pages.values())
    assert not any("Streetdate" in p.name for where in label.databases for p in where.properties.values())
