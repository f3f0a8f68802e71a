"""A release in the label's own Notion moves to another day, with the dates that hang on it."""

from __future__ import annotations

from tests.cli.calling import Cli
from tests.label.command_line import gaps
from tests.notion_label.conftest import SetUp
from tests.notion_label.test_new import NEW


def test_a_release_moves_with_its_dates_and_stays_silent(cli: Cli, set_up: SetUp) -> None:
    set_up("--no-columns")
    assert cli(*NEW, "--yes").code == 0
    shown = cli("move", "Long Way Home", "--release-date", "2027-03-19")
    assert "2027-01-22 → 2027-02-05  Artwork" in shown.out
    assert "Nothing was written. To go on without being asked: --yes" in shown.out
    moved = cli("move", "Long Way Home", "--release-date", "2027-03-19", "--yes")
    assert moved.code == 0, moved.err
    assert "moved 29 dates" in moved.out
    assert gaps(cli) == []
    again = cli("move", "Long Way Home", "--release-date", "2027-03-19", "--yes")
    assert "moved" not in again.out
