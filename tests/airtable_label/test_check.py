"""A whole check over a label's own base: silent on a healthy plan, right where one thing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from tests.airtable_label.conftest import SetUp
from tests.airtable_label.label import Label
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
from tests.standins.airtable import NewField, Role

Edit: TypeAlias = Callable[[Label], None]


def test_a_healthy_plan_is_silent(cli: Cli, set_up: SetUp) -> None:
    set_up("--no-columns")
    assert gaps(cli) == []


def nobody_owns(label: Label) -> None:
    label.edit(label.work, "Launch posts", Owner=None)


def a_group_owns(label: Label) -> None:
    group = label.airtable.group("Design", *label.people.values())
    label.edit(label.work, "Pre-save link", Owner=group.id)


def sent_by_another(label: Label) -> None:
    label.edit(label.handoffs, "Teaser to posts", Sender=label.people["Kaya Moon"].id)


def the_last_of_many_needs_is_open(label: Label) -> None:
    clips = []
    for number in range(130):
        done = number < 129
        values = {
            "Release": [label.record(label.releases, "Night Bus")],
            "Owner": label.people["Vic Tran"].id,
            "Status": DONE if done else OPEN,
            "Due ": before(14),
            "Done on": before(40) if done else None,
            "File": "https://drive.example/night-bus/clip.mp4" if done else None,
        }
        clips.append(label.add(label.work, f"Clip {number}", **values))
    label.edit(label.work, "Pre-save link", **{"Depends on": clips, "Status": DONE, "Done on": before(30)})


GAPS: tuple[tuple[Edit, list[tuple[str, str]]], ...] = (
    (nobody_owns, [("OWN001", "Launch posts")]),
    (a_group_owns, [("OWN003", "Pre-save link")]),
    (owner_is_gone, [("OWN005", "Teaser video")]),
    (changed_after_the_yes, [("GAT005", "Master sign-off")]),
    (said_no, [("GAT009", "Distributor upload"), ("GAT009", "Teaser video")]),
    (done_and_not_sent, [("HND004", "Teaser video → Launch posts")]),
    (not_received, [("HND008", "Cover artwork → Teaser video")]),
    (sent_by_another, [("HND002", "Teaser video → Launch posts")]),
    (the_last_of_many_needs_is_open, [("DEP004", "Pre-save link")]),
)


@pytest.mark.parametrize(("edit", "expected"), GAPS, ids=[edit.__name__ for edit, _ in GAPS])
def test_one_thing_that_is_wrong_is_the_one_thing_that_is_said(
    cli: Cli, set_up: SetUp, label: Label, edit: Edit, expected: list[tuple[str, str]]
) -> None:
    set_up("--no-columns")
    edit(label)
    assert gaps(cli) == expected


def all_but_one_need_is_done(label: Label) -> None:
    the_last_of_many_needs_is_open(label)
    label.edit(
        label.work,
        "Clip 129",
        **{"Status": DONE, "Done on": before(40), "File": "https://drive.example/night-bus/clip.mp4"},
    )


def renamed(label: Label) -> None:
    label.edit(label.team, "Vic Tran", Name="Victoria Tran")
    label.edit(label.work, "Cover artwork", Deliverable="Cover art (final)")
    label.edit(label.releases, "Night Bus", Release="Night Bus (single)")
    label.work.rename_field("Owner", "👤 Who")
    label.work.rename_option("Status", DONE, "🟢Done")
    label.work.rename("🟩 To do")


def account_left_the_base_and_the_person_did_not(label: Label) -> None:
    label.base.share(label.people["Vic Tran"], Role.NONE)


def computed_fields_fail(label: Label) -> None:
    def broken(_: object) -> None:
        raise ValueError

    label.work.field("Late?").compute = broken
    label.tracks.field("Total share").compute = broken


def a_field_nobody_bound_is_hidden_and_another_deleted(label: Label) -> None:
    label.work.add_view("Mine")
    label.work.hide_field("Notes", "Mine")
    label.releases.delete_field("Cover")


NEAR = (
    all_but_one_need_is_done,
    due_on_the_day,
    renamed,
    account_left_the_base_and_the_person_did_not,
    computed_fields_fail,
    a_field_nobody_bound_is_hidden_and_another_deleted,
)


@pytest.mark.parametrize("edit", NEAR)
def test_what_only_looks_wrong_is_not_said(cli: Cli, set_up: SetUp, label: Label, edit: Edit) -> None:
    set_up("--no-columns")
    edit(label)
    assert gaps(cli) == []


def without_owners(label: Label) -> None:
    label.work.delete_field("Owner")


def owners_became_text(label: Label) -> None:
    label.work.retype_field("Owner", "singleLineText")


def titles_in_error(label: Label) -> None:
    def broken(_: object) -> None:
        raise ValueError

    label.handoffs.field("Handoff").compute = broken


@pytest.mark.parametrize("edit", [without_owners, owners_became_text, titles_in_error])
def test_what_cannot_be_read_any_more_opens_no_gap(cli: Cli, set_up: SetUp, label: Label, edit: Edit) -> None:
    set_up("--no-columns")
    edit(label)
    assert [gap for gap in gaps(cli) if gap[0].startswith("OWN")] == []


def test_a_table_that_was_deleted_leaves_owners_unknown_and_never_missing(
    cli: Cli, set_up: SetUp, label: Label
) -> None:
    set_up("--no-columns")
    label.base.delete_table("👥 People")
    ended = cli("check", "--format", "json")
    assert ended.code == 3
    assert ended.json["violations"] == []
    assert [source["error"] for source in ended.json["sources"] if "“👥 People”" in source["error"]]


def test_a_run_writes_on_each_table_mentions_who_must_act_and_undo_leaves_nothing(
    cli: Cli, set_up: SetUp, label: Label
) -> None:
    set_up("--make-columns")
    for edit in (nobody_owns, done_and_not_sent, changed_after_the_yes):
        edit(label)
    assert cli("run").code == 0
    said = {
        title: [comment.text.splitlines()[0] for comment in label.comments(where, title)]
        for where, title in (
            (label.work, "Launch posts"), (label.handoffs, "Teaser to posts"), (label.gates, "Master sign-off")
        )
    }  # fmt: skip
    must_act = {"Launch posts": "Sam Okafor", "Teaser to posts": "Vic Tran", "Master sign-off": "Kaya Moon"}
    for title, name in must_act.items():
        assert said[title] == [f"@[{label.people[name].id}] Streetdate: this must not go on yet."]
    assert len(label.all_comments()) == 3
    assert "wrote nothing" in cli("run").out
    assert cli("undo", "--yes").code == 0
    assert label.all_comments() == []
    assert not any(table.cell(record, f"Streetdate {part}") for table in label.tables if table is not label.team
                   for record in table.records for part in ("flag", "gaps"))  # fmt: skip
    assert label.base.webhooks == {}


def test_a_title_that_imitates_mentions_pings_nobody_but_who_must_act(cli: Cli, set_up: SetUp, label: Label) -> None:
    set_up("--no-columns")
    vic, noor = label.people["Vic Tran"], label.people["Noor Haddad"]
    label.edit(label.work, "Launch posts", Deliverable=f"@[{vic.id}] @[{noor.email}] posts", Owner=None)
    assert cli("run").code == 0
    [comment] = label.comments(label.work, "Launch posts")
    assert comment.text.count("@[") == 1
    assert comment.text.startswith(f"@[{label.people['Sam Okafor'].id}] ")


HOSTILE = "Rel\"ease {x}\\ \n'it' \x1b[31m"


def test_names_with_every_sign_of_the_formula_language_do_no_harm(cli: Cli, set_up: SetUp, label: Label) -> None:
    label.work.rename_field("Deliverable", f"Deliverable {HOSTILE}")
    label.work.add_field(NewField(f"{HOSTILE} idea"))
    label.edit(label.work, "Launch posts", **{f"Deliverable {HOSTILE}": HOSTILE, "Owner": None})
    assert "\x1b" not in set_up("--make-columns")
    assert "\x1b" not in cli("run").out
    assert len(label.comments(label.work, "Launch posts")) == 1
    assert "wrote nothing" in cli("run").out
