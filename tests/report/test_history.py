"""What happened to a gap over all runs, found by its fingerprint or by its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rules.policy import Policy, Severity
from sync.report.history import histories, history_text
from sync.report.history_document import history_document
from sync.report.week import Week, remembered
from sync.result import Mode
from sync.run import run
from sync.store.base import Store
from sync.store.sqlite import open_store
from tests.fakes.tool import WHEN, FakeTool
from tests.fakes.workspace import workspace

BEGIN = datetime.min.replace(tzinfo=UTC)


@pytest.fixture
def store() -> Store:
    """Four runs, a day apart: the gap opens, changes to a blocker, closes, and comes back."""
    store, tool = open_store(":memory:", "label"), FakeTool()
    for days, gaps in enumerate(("warning:Kaya", "blocker:Kaya", "", "blocker:Kaya")):
        tool.put("r1", gaps)
        tool.put("r2", "warning:Ben")
        run(workspace(tool, store, start=WHEN + timedelta(days=days)), Mode.RUN)
    return store


def test_a_record_is_named_by_title_release_and_title_id_or_link_and_a_gap_by_its_fingerprint(store: Store) -> None:
    happenings = store.happenings(BEGIN)
    [known] = histories(happenings, "WORK R2")
    gap = known.gap
    for named in (gap.fingerprint, gap.ref.record, gap.ref.url, gap.ref.key, f"{gap.release}/{gap.title}", " work r2 "):
        assert histories(happenings, named) == (known,)
    assert histories(happenings, "work r3") == ()


def test_everything_that_happened_is_told_in_order_and_in_the_teams_zone(store: Store) -> None:
    shown = history_text(histories(store.happenings(BEGIN), "r1"), ZoneInfo("Europe/Berlin")).splitlines()
    turns = [line.split()[6:8] for line in shown if line.startswith("  ")]
    assert turns == [["opened", "warning"], ["closed", "warning"], ["opened", "blocker"], ["closed", "blocker"],
                     ["opened", "blocker"]]  # fmt: skip
    assert all("CEST" in line for line in shown if line.startswith("  "))


def test_control_characters_of_a_title_do_not_reach_the_terminal(store: Store) -> None:
    happenings = store.happenings(BEGIN)
    dirty = replace(happenings[0], gap=replace(happenings[0].gap, title="\x1b[31mred\x07"))
    shown = history_text(histories([dirty], "\x1b[31mred\x07"), ZoneInfo("UTC"))
    assert "red" in shown
    assert "\x1b" not in shown


def test_the_document_says_what_was_asked_and_every_event(store: Store) -> None:
    found = histories(store.happenings(BEGIN), "r1")
    document = history_document("r1", found)
    assert document.asked == "r1"
    assert [[event.turn for event in gap.events] for gap in document.gaps] == [
        ["opened", "closed"],
        ["opened", "closed", "opened"],
    ]


def test_the_week_remembers_what_closed_and_did_not_come_back(store: Store) -> None:
    past = remembered(store, Week.of(WHEN + timedelta(days=4)))
    [closed] = past.closed
    assert (closed.code, closed.ref.record) == ("TST002", "r1")
    assert len(past.opened) == 3


@pytest.mark.parametrize(("days", "closed", "opened"), [(8, 1, 1), (9, 0, 1), (10, 0, 1), (11, 0, 0)])
def test_what_happened_before_the_week_is_not_part_of_it(store: Store, days: int, closed: int, opened: int) -> None:
    past = remembered(store, Week.of(WHEN + timedelta(days=days)))
    assert (len(past.closed), len(past.opened)) == (closed, opened)


def test_a_gap_that_became_a_blocker_in_the_week_is_worse() -> None:
    store, tool = open_store(":memory:", "label"), FakeTool()
    tool.put("r1", "warning:Kaya")
    run(workspace(tool, store), Mode.RUN)
    assert remembered(store, Week.of(WHEN)).worse == frozenset()
    stricter = Policy(severities={"TST002": Severity.BLOCKER})
    run(workspace(tool, store, start=WHEN + timedelta(days=1), policy=stricter), Mode.RUN)
    [known] = histories(store.happenings(BEGIN), "r1")
    assert remembered(store, Week.of(WHEN + timedelta(days=2))).worse == {known.gap.fingerprint}
