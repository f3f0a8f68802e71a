"""Templates on the tools in which teams plan: shown first, made once, silent by the rules, moved with their day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.cli.calling import Ended
from tests.label.command_line import gaps
from tests.label.command_line import now as now
from tests.new.tools import TITLE, TOOLS, Team, open_tool

OUT = "2027-03-05"
CAST = ("mixing engineer=Mara Lind", "mastering engineer=Jo Park", "producer=Jo Park")
HOSTILE = {
    "a formula": '=HYPERLINK("http://evil.example","x")',
    "a sum": "+1+1",
    "a call to everyone": "@everyone",
    "very long": "Long " * 60 + "Way",
    "signs only": "🌊🌊",
    "right to left": "שיר הביתה",
    "markup and commas": "<b>Love</b>, [and](http://evil.example) *hate*",
}


@pytest.fixture(params=TOOLS)
def team(
    request: pytest.FixtureRequest, now: None, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Team]:
    del now
    with open_tool[request.param](capfd, monkeypatch) as made:
        yield made


def new(team: Team, title: str, *more: str, template: str = "single", day: str = OUT, yes: bool = True) -> Ended:
    cast = [word for each in CAST for word in ("--cast", each)]
    agreed = ("--yes",) if yes else ()
    arguments = ("--template", template, "--release-date", day, "--into", team.into, *cast, *more, *agreed)
    ended = team.cli("new", title, *arguments)
    assert ended.code == 0, ended.err
    return ended


def release(team: Team, title: str, *more: str, template: str = "single") -> Ended:
    """Plan a whole release with all that its row can say."""
    team.announce(title, OUT)
    brief = ("--goal", "500 pre-saves", "--message", "home is far", "--folder", "https://drive.example/home")
    return new(team, title, "--artist", "Kaya Moon", *brief, *more, template=template)


def piece(team: Team, title: str, *, yes: bool = True) -> Ended:
    return new(team, title, "--into-release", TITLE, template="content", day="2027-02-12", yes=yes)


@pytest.mark.parametrize("template", ["single", "ep", "album"])
def test_a_release_of_any_template_is_made_once_and_silent(team: Team, template: str) -> None:
    before = gaps(team.cli)
    tracks = ("--track", "Harbour", "--track", "Cover Me") if template != "single" else ()
    assert "made " in release(team, TITLE, *tracks, template=template).out
    assert gaps(team.cli) == before
    assert "Nothing to make: the whole plan is there." in new(team, TITLE, *tracks, template=template).out


@pytest.mark.parametrize("title", ["Rooftop session", "Teaser 2"])
def test_a_piece_of_content_is_shown_first_made_once_and_silent(team: Team, title: str) -> None:
    release(team, TITLE)
    before = gaps(team.cli)
    shown = piece(team, title, yes=False)
    assert f"{title}, a piece of content of “{TITLE}”, out on Friday 2027-02-12" in shown.out
    assert "Nothing was written. To go on without being asked: --yes" in shown.out
    assert "7 deliverables" in shown.out
    assert "made " in piece(team, title).out
    assert gaps(team.cli) == before
    assert "Nothing to make: the whole plan is there." in piece(team, title).out
    assert "7 deliverables" in piece(team, "Teaser 3", yes=False).out


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_title_is_a_title_and_no_more(
    team: Team,
    title: str,
) -> None:
    before = gaps(team.cli)
    release(team, title)
    assert gaps(team.cli) == before
    assert "Nothing to make: the whole plan is there." in new(team, title).out


def moved(team: Team, day: str) -> Ended:
    ended = team.cli("move", TITLE, "--release-date", day, "--yes")
    assert ended.code == 0, ended.err
    return ended


def found(team: Team, code: str) -> list[tuple[str, list[str]]]:
    every = team.cli("check", "--format", "json").json["violations"]
    return [(gap["message"], gap["evidence"]) for gap in every if gap["code"] == code]


def test_a_move_takes_the_template_s_dates_along_and_leaves_those_that_somebody_set(team: Team) -> None:
    release(team, TITLE)
    team.due("Artwork", "2027-01-20")
    ended = moved(team, "2027-03-19")
    assert "2027-01-22 → 2027-02-05  Press photos" in ended.out
    assert "2027-03-05 → 2027-03-19  Long Way Home" in ended.out
    assert "2027-01-20  Artwork (the template gives 2027-02-05)" in ended.out
    assert "moved 28 dates" in ended.out
    again = moved(team, "2027-03-19")
    assert " → " not in again.out
    assert "2027-01-20  Artwork" in again.out


def test_a_release_that_moved_four_times_after_its_lock_is_told_with_every_move(team: Team) -> None:
    release(team, TITLE)
    team.lock("2026-08-02")
    days = [OUT, "2027-03-19", "2027-04-02", "2027-03-26", "2027-04-23"]
    assert team.cli("run").code in (0, 1)
    assert found(team, "PLN008") == []
    for day in days[1:]:
        assert f"to Friday {day}" in moved(team, day).out
        assert "PLN008" in team.cli("move", TITLE, "--release-date", "2027-05-07").out
        assert team.cli("run").code in (0, 1)
    [(message, evidence)] = found(team, "PLN008")
    assert message == (
        f"The release date of {TITLE} moved 4 times, from {days[0]} to {days[-1]}, "
        "after the plan was locked on 2026-08-02"
    )
    assert [said.partition(",")[0] for said in evidence] == [f"{old} became {new}" for old, new in pairwise(days)]
