"""A release planned into a team's own workbook: silent by the rules, made once, and never at the cost of a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from connectors.mapping.meanings import Subject
from rules.policy import Policy
from rules.templates.parse import read_template
from rules.templates.template import Template
from sync.errors import UsageError
from sync.new.planning import How
from tests.cli.calling import write_sheets
from tests.new.plan import AUTHORITIES, LAYOUTS, OUT, asked, gaps, label, made, planned
from tests.rules.templates.shipped import POLICY

SOLO = replace(POLICY, team_of_one=True)
layouts = pytest.mark.parametrize("layout", LAYOUTS)


@layouts
@pytest.mark.parametrize("template", ["single", "ep", "album"])
@pytest.mark.parametrize("tracks", [(), ("Night Bus", "Cover Me", "Love, and Hate")], ids=["no tracks", "three tracks"])
def test_the_rules_have_nothing_to_say_of_a_new_release(
    tmp_path: Path, layout: str, template: str, tracks: tuple[str, ...]
) -> None:
    with label(tmp_path, layout) as workspace:
        made(workspace, asked(template=template, tracks=tracks))
        assert gaps(workspace) == []


@layouts
@pytest.mark.parametrize("tracks", [(), ("Night Bus", "Cover Me")], ids=["no tracks", "two tracks"])
def test_a_second_call_makes_nothing(tmp_path: Path, layout: str, tracks: tuple[str, ...]) -> None:
    with label(tmp_path, layout) as workspace:
        first = made(workspace, asked(tracks=tracks))
        again = planned(workspace, asked(tracks=tracks))
        assert (again.draft.rows, again.draft.there) == ((), len(first.draft.rows))


@layouts
def test_what_somebody_removed_is_made_again_and_nothing_else(tmp_path: Path, layout: str) -> None:
    with label(tmp_path, layout) as workspace:
        made(workspace)
        path = tmp_path / "plan.xlsx"
        book = openpyxl.load_workbook(path)
        sheet = book["Deliverables"]
        [row] = [cell.row for cell in sheet["A"] if cell.value == "Artwork"]
        sheet.delete_rows(row)
        book.save(path)
        again = planned(workspace)
        assert [each.title for each in again.draft.rows] == ["Artwork"]
        made(workspace)
        assert gaps(workspace) == []


@layouts
def test_every_row_that_was_there_stays_as_it_was(tmp_path: Path, layout: str) -> None:
    with label(tmp_path, layout) as workspace:
        before = {r.ref.key: dict(r.cells) for r in workspace.sources[0].pull("").records}
        made(workspace)
        after = {r.ref.key: dict(r.cells) for r in workspace.sources[0].pull("").records}
    assert before.items() <= after.items()


@layouts
def test_one_person_alone_gets_a_plan_that_the_rules_accept(tmp_path: Path, layout: str) -> None:
    with label(tmp_path, layout, SOLO) as workspace:
        new = made(workspace, asked(), How(owner="Kaya Moon"))
        assert gaps(workspace) == []
    assert {line.owner for line in new.draft.lines} == {"Kaya Moon"}
    assert Subject.HANDOFFS not in new.draft.made
    weeks = [line.due.isocalendar()[:2] for line in new.draft.lines]
    assert max(map(weeks.count, weeks)) <= SOLO.thresholds.overload_per_week


@layouts
@pytest.mark.parametrize("name", ["Kaya Moon", "Sam Okafor", "Ana Reis"])
def test_one_person_s_plan_within_a_team_waits_for_somebody_else_s_yes(tmp_path: Path, layout: str, name: str) -> None:
    with label(tmp_path, layout, replace(POLICY, authorities={})) as workspace:
        plan = made(workspace, asked(), How(solo=True, owner=name))
        assert {line.owner for line in plan.draft.lines} == {name}
        assert not [said for said in plan.draft.remarks if "policy.team_of_one" in said]
        assert gaps(workspace) == []


def test_where_nobody_else_may_say_yes_that_is_said_before_the_rules_do(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        plan = made(workspace, asked(), How(solo=True, owner="Kaya Moon"))
        assert [said for said in plan.draft.remarks if "policy.team_of_one" in said] == [
            "nobody but Kaya Moon may say yes to their own master and artwork, and the rules call that a gap: give "
            "somebody else a say in policy.authorities, or set policy.team_of_one to true where there is nobody else"
        ]
        assert {title for _, title, _ in gaps(workspace)} == {"Master approval", "Artwork approval"}


def test_nothing_can_be_told_of_who_is_alone_without_a_name(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything", SOLO) as workspace, pytest.raises(UsageError, match="who the one"):
        planned(workspace, asked(artist=""))


def test_a_release_next_tuesday_is_refused_with_what_does_not_fit_and_when_it_would(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        with pytest.raises(UsageError) as refused:
            planned(workspace, asked(out=date(2026, 11, 24)))
        assert "not all steps fit" in refused.value.message
        assert "Release brief (2026-09-29)" in refused.value.message
        assert "everything fits from 2027-01-22 on" in refused.value.hint
        pressed = planned(workspace, asked(out=date(2026, 11, 24)), How(compress=True))
        assert min(line.due for line in pressed.draft.lines) >= date(2026, 11, 20)
        assert "2026-11-24 is a Tuesday" in pressed.notes[0]


def test_a_day_that_has_passed_is_refused(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace, pytest.raises(UsageError, match="has passed"):
        planned(workspace, asked(out=date(2026, 11, 19)))


def test_a_release_that_is_there_on_another_day_is_not_planned_twice(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        with pytest.raises(UsageError) as refused:
            planned(workspace, asked(out=date(2027, 4, 23)))
    assert "is in “plan” already, with the release date 2027-04-16" in refused.value.message
    assert 'streetdate move "Long Way Home" --release-date 2027-04-23' in refused.value.hint


def test_a_role_that_nobody_fills_stands_as_the_role_and_is_said(tmp_path: Path) -> None:
    people = [row for row in LAYOUTS["tables of everything"]["People"] if row[1] != "Designer"]
    write_sheets(tmp_path / "plan.xlsx", {**LAYOUTS["tables of everything"], "People": people})
    with label(tmp_path, "tables of everything") as workspace:
        new = made(workspace)
        assert [
            remark
            for remark in new.draft.remarks
            if remark.startswith("nobody is designer: columns of words name the role, others stay empty; say who")
        ]
        assert {code for code, _, _ in gaps(workspace)} == {"OWN004"}
        cast = planned(workspace, asked("Other", cast={"designer": "Ana Reis"}))
        assert {line.owner for line in cast.draft.lines if line.title == "Artwork"} == {"Ana Reis"}


def test_whoever_may_decide_by_the_policy_is_named(tmp_path: Path) -> None:
    policy = replace(POLICY, authorities={**AUTHORITIES, next(iter(AUTHORITIES)): ("Producer",)})
    with label(tmp_path, "tables of everything", policy) as workspace:
        lines = {line.title: line.approver for line in made(workspace).draft.lines}
        assert (lines["Master"], lines["Artwork"]) == ("Ana Reis", "Kaya Moon")
        assert gaps(workspace) == []


def test_a_missing_column_is_said_and_nothing_is_put_elsewhere(tmp_path: Path) -> None:
    with label(tmp_path, "no phases and no release table") as workspace:
        remarks = planned(workspace).draft.remarks
    assert "“Deliverables” has no column for kind or category or phase: left out" in remarks


def test_a_plan_without_a_table_of_releases_says_that_the_date_has_no_place(tmp_path: Path) -> None:
    with label(tmp_path, "no phases and no release table") as workspace:
        said = " ".join(planned(workspace).notes)
    assert f"there is no table of releases: the release date, {OUT}, stands nowhere" in said
    assert "left out, as “plan” has no table of releases: artist, brief and release folder" in said
    (other := tmp_path / "other").mkdir()
    with label(other, "the article's columns") as workspace:
        assert "no table of releases" not in " ".join(planned(workspace).notes)


@pytest.mark.parametrize("how", [How(owner="Kaya Moon"), How(owner="Kaya Moon", optional=True)])
def test_who_does_everything_is_not_asked_of_a_plan_for_a_team(tmp_path: Path, how: How) -> None:
    with label(tmp_path, "tables of everything") as workspace, pytest.raises(UsageError) as refused:
        planned(workspace, how=how)
    assert (
        refused.value.message == "--owner Kaya Moon says who does everything, and this plan is shared out among a team"
    )
    assert "--solo" in refused.value.hint


def test_the_distributor_s_lead_time_moves_the_upload(tmp_path: Path) -> None:
    from sync.settings.templates import lead_times_with

    policy = Policy(templates=POLICY.templates, authorities=AUTHORITIES, lead_times=lead_times_with({}))
    with label(tmp_path, "tables of everything", policy) as workspace:
        new = made(workspace, asked(distributor="The Orchard"))
        [upload] = [line for line in new.draft.lines if line.title == "Distributor upload"]
        assert (new.asked.out - upload.due).days >= 56
        assert gaps(workspace) == []


def test_a_distributor_of_whom_nothing_is_known_is_said(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        known, unknown = (planned(workspace, asked(distributor=name)).notes for name in ("", "Zorp Digital"))
        assert set(unknown) - set(known) == {
            "no lead time of “Zorp Digital” is known: any distributor's counts, 14 days, better 28; put theirs into "
            "[policy.distributors]"
        }


OWN = """
for = "release"
phrase = "a remix"

[steps.mix]
title = "Remix, and mix"
kind = "mix"
phase = "assets"
owner = "producer"
before = 60
approver = "artist"

[steps.art]
title = "Sleeve + back / inlay"
kind = "artwork"
phase = "assets"
owner = "designer"
before = 50
approver = "artist"

[steps.master]
title = "Master"
kind = "master"
phase = "assets"
owner = "mastering engineer"
before = 45
needs = ["mix"]
approver = "artist"

[steps.upload]
title = "Distributor upload"
kind = "distributor upload"
phase = "assets"
owner = "manager"
before = 30
needs = ["master", "art"]
approver = "manager"
"""


@layouts
def test_a_team_s_own_template_whose_titles_hold_parting_signs_is_silent_too(tmp_path: Path, layout: str) -> None:
    own = read_template(OWN, "remix.toml")
    assert isinstance(own, Template)
    with label(tmp_path, layout) as workspace:
        new = made(workspace, replace(asked(), template=own))
        assert gaps(workspace) == []
        assert planned(workspace, replace(asked(), template=own)).draft.rows == ()
    assert len(new.draft.lines) == 4


def test_with_handoffs_in_words_a_title_that_holds_parting_signs_is_handed_over_whole(tmp_path: Path) -> None:
    own = read_template(OWN, "remix.toml")
    assert isinstance(own, Template)
    with label(tmp_path, "the article's columns") as workspace:
        rows = {row.title: row.values for row in made(workspace, replace(asked(), template=own)).draft.rows}
    assert rows["Master"]["Depends on"] == '"Remix, and mix" handoff'
    assert rows["Distributor upload"]["Depends on"] == 'Master handoff, "Sleeve + back / inlay" handoff'
