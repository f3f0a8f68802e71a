"""OWN008: too much of one person in one week, over all releases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.catalogue import ALL
from rules.engine import Checker
from rules.model import Release, State, Unknown
from rules.policy import Policy, Severity, Thresholds
from rules.rule import Example
from rules.samples import MONDAY, example, person, plan, release, work
from tests.rules.verdict import codes, only, untold


def week(count: int, due: str = "2026-08-19", owner: str = "Dee", title: str = "Night Bus", **facts: object) -> Release:
    items = (work(f"{title} photo {n}", owner, due=due, **facts) for n in range(count))
    return release(*items, title=title)


@pytest.mark.parametrize(
    ("releases", "expected"),
    [
        pytest.param((week(8),), [], id="exactly the limit"),
        pytest.param((week(9),), ["OWN008"], id="one above the limit"),
        pytest.param((week(5), week(4, title="Day Train")), ["OWN008"], id="over two releases"),
        pytest.param((week(5, "2026-08-17"), week(4, "2026-08-23", title="B")), ["OWN008"], id="Monday to Sunday"),
        pytest.param((week(5, "2026-08-17"), week(4, "2026-08-16", title="B")), [], id="Sunday before is another week"),
        pytest.param((week(5), week(4, owner="Olu", title="B")), [], id="two people"),
        pytest.param((week(8), week(1, title="B", state=State.DONE)), [], id="done work is no load"),
        pytest.param((week(8), week(1, title="B", state=State.CANCELLED)), [], id="cancelled work is no load"),
        pytest.param((week(9, owner="Designer"),), ["OWN008"], id="a role stands for its holder"),
        pytest.param(
            (week(5, owner="Designer"), week(4, owner="Designer", title="B")),
            [],
            id="a role may be somebody else there",
        ),
    ],
)
def test_one_person_and_one_calendar_week(releases: tuple[Release, ...], expected: list[str]) -> None:
    assert codes(example(*releases)) == expected


def test_a_role_that_one_person_fills_is_that_person() -> None:
    people = (person("Dee", "Designer"),)
    assert codes(example(week(5, owner="Designer"), week(4, title="B"), people=people)) == ["OWN008"]


def test_the_limit_is_the_teams() -> None:
    policy = Policy(thresholds=Thresholds(overload_per_week=3))
    assert codes(example(week(4), policy=policy)) == ["OWN008"]


def test_it_is_a_note_for_the_owner_that_lists_the_work() -> None:
    found = only(example(week(9)), "OWN008")
    assert found.severity is Severity.NOTE
    assert found.who is not None
    assert (found.who.name, len(found.evidence)) == ("Dee", 9)


def test_it_cannot_tell_without_due_dates() -> None:
    bare: Example = plan(work("Press photos", "Dee", due=Unknown.ABSENT))
    assert [entry.fields for entry in untold(bare, "OWN008")] == [("due",)]


def test_a_re_check_of_one_release_counts_its_work_anew() -> None:
    slate = example(week(5), week(4, title="Day Train")).slate
    checker = Checker(slate, Policy(off=frozenset({"PLN009"})), MONDAY, example().memory, ALL)
    other = slate.releases[1]
    lighter = replace(other, deliverables=other.deliverables[:3])
    assert [v.code for v in checker.report().violations] == ["OWN008"]
    assert [v.code for v in checker.recheck(lighter).violations] == []
    assert [v.code for v in checker.recheck(other).violations] == ["OWN008"]
