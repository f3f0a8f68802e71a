"""A release of which another tool has a row: planned by what that tells, never against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calling import Cli, Ended
from tests.label.command_line import now as now
from tests.new.tools import TITLE, Team, open_tool

OUT = "2027-03-05"
NOWHERE = "“plan” has no table of releases"


@pytest.fixture
def team(now: None, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    del now
    with open_tool["csv"](capfd, monkeypatch) as made:
        yield made


def new(cli: Cli, *more: str) -> Ended:
    return cli("new", TITLE, "--release-date", OUT, "--into", "plan", *more)


def notes(ended: Ended) -> str:
    assert ended.code == 0, ended.err
    return " ".join(" ".join(ended.out.split("note: ")[1:]).split())


def test_a_date_that_stands_in_another_tool_is_not_said_to_stand_nowhere(team: Team) -> None:
    team.announce(TITLE, OUT)
    assert NOWHERE not in notes(new(team.cli))


def test_a_tool_that_keeps_releases_is_named_as_the_place_for_this_one(team: Team) -> None:
    said = notes(new(team.cli, "--goal", "reach", "--distributor", "AWAL"))
    assert f"{NOWHERE}: add “{TITLE}” with the release date, {OUT}, to “releases”, or what counts from that" in said
    assert f"left out, as {NOWHERE}: brief and distributor" in said


def test_a_row_without_its_day_is_where_the_day_belongs(team: Team) -> None:
    team.announce(TITLE, "")
    assert f"{NOWHERE}: write the release date, {OUT}, into “releases”" in notes(new(team.cli))


def test_what_was_not_read_may_have_it(team: Team) -> None:
    Path("releases.csv").unlink()
    said = notes(new(team.cli))
    assert (
        f"{NOWHERE}, and “releases” could not be read: whether the release date, {OUT}, stands anywhere cannot" in said
    )


def test_another_day_in_another_tool_is_refused_with_both_ways_out(team: Team) -> None:
    team.announce(TITLE, "2027-03-12")
    before = Path("plan.csv").read_bytes()
    ended = new(team.cli, "--yes")
    assert ended.code == 2
    assert f"“{TITLE}” is in “releases” already, with the release date 2027-03-12" in ended.err
    assert "--release-date 2027-03-12" in ended.err
    assert f'streetdate move "{TITLE}" --release-date {OUT}' in ended.err
    assert Path("plan.csv").read_bytes() == before


def test_another_artist_s_release_of_that_title_is_another_release(team: Team) -> None:
    team.announce(TITLE, "2027-03-12")
    assert f"{NOWHERE}: add “{TITLE}”" in notes(new(team.cli, "--artist", "NOVA"))


def test_content_is_planned_by_the_day_that_another_tool_tells(team: Team) -> None:
    team.announce(TITLE, OUT)
    assert new(team.cli, "--yes").code == 0
    piece = (
        "new",
        "Rooftop",
        "--template",
        "content",
        "--into-release",
        TITLE,
        "--release-date",
        "2027-03-29",
        "--yes",
    )
    assert team.cli(*piece).code == 0
    rows = [row for row in Path("plan.csv").read_text().splitlines() if "for Rooftop" in row]
    assert {row.rsplit(",", 1)[1] for row in rows} == {"Sustain", "Review"}
