"""`streetdate new` and `streetdate move` as people call them, on the demonstration's workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.calling import Cli
from tests.label.command_line import command_line, gaps
from tests.label.command_line import now as now

NEW = (
    "new", "Long Way Home", "--release-date", "2027-03-05", "--artist", "Kaya Moon", "--goal", "500 pre-saves",
    "--message", "home is far", "--folder", "https://drive.example/home", "--cast", "mastering engineer=Jo Park",
)  # fmt: skip


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    call = command_line(capfd)
    assert call("demo").code in (0, 1)
    monkeypatch.chdir(tmp_path / "streetdate-demo")
    return call


def test_the_plan_is_shown_and_nothing_is_written_without_a_yes(cli: Cli) -> None:
    before = Path("plan.xlsx").read_bytes()
    shown = cli(*NEW)
    assert shown.code == 0
    assert "Long Way Home, a single, out on Friday 2027-03-05" in shown.out
    assert "1 release, 28 deliverables, 26 handoffs and 13 gates, into “plan” in 1 request." in shown.out
    assert "Nothing was written. To go on without being asked: --yes" in shown.out
    assert Path("plan.xlsx").read_bytes() == before


def test_whoever_only_looks_leaves_no_store_behind(cli: Cli) -> None:
    Path("streetdate.db").unlink()
    assert cli(*NEW).code == 0
    assert not Path("streetdate.db").exists()


def test_it_is_made_is_silent_and_moves_and_a_second_call_adds_nothing(cli: Cli) -> None:
    before = gaps(cli)
    made = cli(*NEW, "--yes")
    assert (made.code, made.err) == (0, "")
    assert "made 68 rows in “plan”" in made.out
    assert gaps(cli) == before
    again = cli(*NEW, "--yes")
    assert "68 rows of it stand in the plan already and are left alone." in again.out
    assert "Nothing to make: the whole plan is there." in again.out
    moved = cli("move", "long way home", "--release-date", "2027-03-19", "--yes")
    assert "moved 29 dates" in moved.out
    assert gaps(cli) == before
    [total] = [row for row in openpyxl.load_workbook("plan.xlsx")["Deliverables"]["A"] if row.value == "TOTAL"]
    assert total.row == 29 + 28


WRONG = [
    (("--release-date", "5 March"), '--release-date is "5 March", which is not a day', "2027-03-05"),
    (("--release-date", "2027-03-05", "--template", "remix"), "which is none", "single, ep, album, content"),
    (("--release-date", "2027-03-05", "--template", "ops-meeting"), "which is none", "single, ep, album, content"),
    (("--release-date", "2027-03-05", "--template", "content"), "belongs to a release", "--into-release TITLE"),
    (("--release-date", "2027-03-05", "--into-release", "Night Bus"), "a release of its own", "--template content"),
    (
        ("--release-date", "2027-03-05", "--template", "content", "--into-release", "Nowhere"),
        "“plan” has no release “Nowhere”",
        "as it stands there",
    ),
    (
        (
            "--release-date",
            "2027-03-05",
            "--template",
            "content",
            "--into-release",
            "Night Bus",
            "--goal",
            "reach",
            "--track",
            "Home",
        ),
        "--track and --goal can be said of a whole release only; “Long Way Home” is a piece of content",
        "“Night Bus” has its own",
    ),
    (
        ("--release-date", "2027-03-05", "--owner", "Dee Castro"),
        "--owner Dee Castro says who does everything",
        "--solo",
    ),
    (("--release-date", "2027-03-05", "--cast", "Dee"), '--cast is "Dee"', "ROLE=NAME"),
    (("--release-date", "2027-03-05", "--cast", "king=Dee"), '--cast is "king=Dee"', "ROLE=NAME"),
    (("--release-date", "2027-03-05", "--into", "notion"), 'there is no source "notion"', "the settings name plan"),
    (("--release-date", "2026-08-02"), "has passed", "a day that is still to come"),
    (("--release-date", "2026-08-11"), "not all steps fit", "--compress"),
]


@pytest.mark.parametrize(("arguments", "error", "hint"), WRONG)
def test_what_cannot_be_planned_is_one_sentence_and_a_hint(
    cli: Cli, arguments: tuple[str, ...], error: str, hint: str
) -> None:
    ended = cli("new", "Long Way Home", *arguments, "--yes")
    assert ended.code == 2
    assert error in ended.err
    assert hint in ended.err.partition("hint:")[2]


def test_a_template_of_the_team_s_own_that_goes_round_in_a_circle_is_one_sentence(cli: Cli) -> None:
    step = '[steps.{}]\ntitle = "{}"\nphase = "assets"\nowner = "manager"\nbefore = 9\nneeds = ["{}"]\n'
    Path("ours").mkdir()
    steps = step.format("mix", "Mix", "master") + step.format("master", "Master", "mix")
    Path("ours/remix.toml").write_text(f'for = "release"\nphrase = "a remix"\n{steps}')
    with Path("streetdate.toml").open("a") as settings:
        settings.write('\n[templates]\nfolder = "ours"\n')
    ended = cli("new", "Long Way Home", "--template", "remix", "--release-date", "2027-03-05", "--yes")
    assert ended.code == 2
    assert 'remix.toml: steps wait for one another in a circle: "mix", which needs "master"' in ended.err
    assert "take one of these needs out" in ended.err


def test_an_empty_title_is_refused(cli: Cli) -> None:
    ended = cli("new", " ", "--release-date", "2027-03-05")
    assert (ended.code, "TITLE is empty" in ended.err) == (2, True)


def test_nothing_is_written_where_the_settings_forbid_it(cli: Cli) -> None:
    path = Path("streetdate.toml")
    path.write_text(path.read_text().replace('tool = "workbook"', 'tool = "workbook"\nwrite = false'))
    ended = cli(*NEW, "--yes")
    assert '"sources.plan.write" is false' in ended.err


def test_hostile_words_do_not_reach_the_terminal_as_they_are(cli: Cli) -> None:
    shown = cli("new", "Long\x1b[31mWay", "--release-date", "2027-03-05")
    assert "\x1b[31m" not in shown.out
