"""OWN007: names that cover many outputs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rules.model import Deliverable, Link, SourceRead, State, Unknown
from rules.policy import Policy, Thresholds
from rules.samples import plan, work
from tests.rules.verdict import codes, untold


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (work("Promo", "Mia"), ["OWN007"]),
        (work("CONTENT ", "Mia"), ["OWN007"]),
        (work("Social media", "Mia"), ["OWN007"]),
        (work("📣 Marketing!", "Mia"), ["OWN007"]),
        (work("Promo photos", "Mia"), []),
        (work("Content plan", "Mia"), []),
        (work("Promo", "Mia", state=State.DONE), []),
        (work("Promo", "Mia", state=State.CANCELLED), []),
        (work("Promo", "Mia", state=Unknown.UNREADABLE), []),
    ],
    ids=lambda value: f"{value.title}, {value.state}" if isinstance(value, Deliverable) else "",
)
def test_the_whole_name_counts_and_not_a_part_of_it(item: Deliverable, expected: list[str]) -> None:
    assert codes(plan(item)) == expected


@pytest.mark.parametrize("parent", [Link("Promo"), Link("promo"), Link("", "Promo")], ids=repr)
def test_an_umbrella_that_other_items_are_parts_of_is_broken_down(parent: Link) -> None:
    assert codes(plan(work("Promo", "Mia"), work("Lyric sheet", "Dee", parent=parent))) == []


def test_parts_of_something_else_do_not_break_it_down() -> None:
    parts = (work("Lyric sheet", "Dee"), work("Translation", "Dee", parent=Link("Lyric sheet")))
    assert codes(plan(work("Promo", "Mia"), *parts)) == ["OWN007"]


def test_a_plan_without_parent_items_breaks_nothing_down() -> None:
    example = plan(work("Promo", "Mia", parent=Unknown.ABSENT))
    assert (codes(example), untold(example, "OWN007")) == (["OWN007"], [])


@pytest.mark.parametrize("parent", [Unknown.UNMAPPED, Unknown.UNREADABLE, Unknown.TRUNCATED])
def test_it_cannot_tell_while_items_hide_what_they_are_parts_of(parent: Unknown) -> None:
    example = plan(work("Promo", "Mia"), work("Lyric sheet", "Dee", parent=parent))
    assert codes(example) == []
    assert [entry.why for entry in untold(example, "OWN007")] == ["it was not seen which items are parts of which"]


def test_it_cannot_tell_after_an_incomplete_read() -> None:
    example = plan(work("Promo", "Mia"))
    partly = SourceRead("plan", "workbook", "Plan", datetime(2026, 8, 3, tzinfo=UTC), complete=False)
    example = replace(example, slate=replace(example.slate, sources=(partly,)))
    assert codes(example) == []
    assert len(untold(example, "OWN007")) == 1


def test_the_team_decides_which_names_are_umbrellas() -> None:
    policy = Policy(thresholds=Thresholds(umbrella_names=("lyric sheet",)))
    assert codes(plan(work("Promo", "Mia"), work("Lyric sheet", "Dee"), policy=policy)) == ["OWN007"]
