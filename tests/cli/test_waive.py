"""`waive`: a dated, reasoned exception, written where everybody can read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import NOBODY, Cli, MakePlan

WAIVE = ("waive", "OWN001", "Final master", "--reason", "Jo starts on Friday", "--by", "Sam")


def test_a_waived_gap_is_counted_and_no_longer_a_gap(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    ended = cli(*WAIVE, "--until", "2026-08-31")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "OWN001 missing-owner on “Final master” is waived until 2026-08-31 by Sam\n"
    checked = cli("check")
    assert checked.code == 0
    assert "no gaps; 1 waived" in checked.out
    [waived] = cli("check", "--format", "json").json["waived"]
    assert (waived["code"], waived["by"], waived["until"]) == ("OWN001", "Sam", "2026-08-31")
    assert waived["reason"] == "Jo starts on Friday"


@pytest.mark.parametrize("record", ["final master", "Night Bus/Final master", "plan.xlsx#'Deliverables'!A2"])
def test_a_record_may_be_named_by_title_release_or_link(cli: Cli, plan: MakePlan, record: str) -> None:
    plan(NOBODY)
    cli("waive", "own001", record, "--reason", "Jo starts on Friday", "--until", "2026-08-31")
    assert cli("check").code == 0


def test_an_ended_waiver_shows_the_gap_again_and_itself(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    cli(*WAIVE, "--until", "2026-08-05")
    assert cli("check", "--as-of", "2026-08-05T23:59").code == 0
    ended = cli("check", "--as-of", "2026-08-06")
    assert ended.code == 1
    assert "Waivers that do nothing any more\n  OWN001 on Final master: " in ended.out


def test_a_waiver_takes_back_what_was_written(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    cli("run")
    cli(*WAIVE, "--until", "2026-08-31")
    assert "removed comment" in cli("run").out


def test_comments_and_order_of_the_settings_stay(cli: Cli, plan: MakePlan) -> None:
    config = plan(NOBODY)
    config.write_text(
        "# ours, do not touch\n" + config.read_text() + "\n[policy]  # agreed on Monday\nteam_of_one = false\n"
    )
    before = config.read_text()
    cli(*WAIVE, "--until", "2026-08-31")
    cli("waive", "PLN003", "Cover artwork", "--reason", "no date yet", "--until", "2026-08-31")
    after = config.read_text()
    assert after.startswith(before)
    assert after.count("[[waivers]]") == 2
    assert cli("check").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("waive", "OWN999", "x", "--reason", "because", "--until", "2026-08-31"), "there is no rule OWN999"),
        (("waive", "OWN001", "x", "--reason", "because", "--until", "soon"), '--until is "soon", which is not a day'),
        (("waive", "OWN001", "x", "--reason", "because", "--until", "2026-08-02"), "has passed"),
        (("waive", "OWN001", "x", "--reason", " ", "--until", "2026-08-31"), "--reason is empty"),
        (("waive", "OWN001", " ", "--reason", "because", "--until", "2026-08-31"), "RECORD is empty"),
        (("waive", "OWN001", "x", "--until", "2026-08-31"), "Missing option '--reason'"),
    ],
)
def test_a_waiver_that_says_too_little_is_refused(
    cli: Cli, plan: MakePlan, arguments: tuple[str, ...], said: str
) -> None:
    config = plan()
    before = config.read_text()
    ended = cli(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert config.read_text() == before


def test_without_settings_there_is_nothing_to_waive(cli: Cli, tmp_path: Path) -> None:
    ended = cli(*WAIVE, "--until", "2026-08-31")
    assert ended.code == 2
    assert "there is no settings file streetdate.toml" in ended.err
    assert list(tmp_path.iterdir()) == []
