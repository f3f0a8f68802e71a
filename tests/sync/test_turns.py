"""What becomes of gaps from run to run, and that nothing closes because of what was not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from connectors.record import Marks
from rules.model import Deliverable, Ref, Slate, State, Unknown
from rules.policy import Severity, Waiver
from rules.samples import release, slate, work
from rules.violation import CannotTell, Report, Subject, Violation, Waived
from sync.gap import Gap
from sync.life import Life, Turn
from sync.observed import Observed, Seen
from sync.sight import Sight
from sync.turns import Turns, turns
from tests.fakes.rules import BLOCKED, RULES

MONDAY = datetime(2026, 8, 3, 12, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
MASTER, COVER = work("Master", "Ana"), work("Cover", "Dee")
UNREADABLE: dict[str, Any] = {"notes": Unknown.UNREADABLE}


def violation(item: Deliverable = MASTER, severity: Severity = Severity.BLOCKER, message: str = "waits") -> Violation:
    subject = Subject("deliverable", item.title, "Night Bus", item.ref, item.key, "Night Bus")
    return Violation(BLOCKED.code, BLOCKED.name, severity, subject, message, (), None, "", MONDAY, f"f-{item.key}")


def found(*violations: Violation) -> Report:
    return Report(violations)


def sight(of: Slate, *, complete: bool = True, untold: tuple[CannotTell, ...] = (), rules: Any = RULES) -> Sight:
    records = {d.ref.key: Seen("plan", d.ref, Marks()) for r in of.releases for d in r.deliverables}
    observed = Observed(records, frozenset({"plan"} if complete else ()), {})
    return Sight(of, observed, rules, untold)


def turn(before: Mapping[str, Life], report: Report, seen: Sight) -> Turns:
    return turns(before, report, lambda ref: "plan", seen, TUESDAY)


BOTH = slate(release(MASTER, COVER))
OPEN = {"f-Master": Life(Gap.of(violation()), "plan", MONDAY, MONDAY)}


@pytest.mark.parametrize(
    ("seen", "closed"),
    [
        pytest.param(sight(BOTH), True, id="seen and silent"),
        pytest.param(sight(slate(release(COVER))), True, id="gone after a complete read"),
        pytest.param(sight(BOTH, complete=False), False, id="read in part"),
        pytest.param(sight(slate(release(COVER)), complete=False), False, id="missing from a part"),
        pytest.param(sight(slate(release(replace(MASTER, **UNREADABLE), COVER))), False, id="what it needs unreadable"),
        pytest.param(sight(slate(release(MASTER, replace(COVER, **UNREADABLE)))), True, id="unreadable elsewhere"),
        pytest.param(
            sight(slate(release(replace(MASTER, state=State.CANCELLED, **UNREADABLE)))), True, id="cancelled meanwhile"
        ),
        pytest.param(sight(slate(release(replace(MASTER, **UNREADABLE))), rules=()), True, id="rule switched off"),
        pytest.param(
            sight(BOTH, untold=(CannotTell("TST001", "", "workbook", "Plan", "why", keys=("Master",)),)),
            False,
            id="the rule says it cannot tell of it",
        ),
        pytest.param(
            sight(BOTH, untold=(CannotTell("TST001", "", "workbook", "Plan", "why", keys=("Cover",)),)),
            True,
            id="the rule cannot tell of another",
        ),
        pytest.param(
            sight(BOTH, untold=(CannotTell("TST002", "", "workbook", "Plan", "why", keys=("Master",)),)),
            True,
            id="another rule cannot tell",
        ),
    ],
)
def test_a_gap_that_is_not_found_closes_only_where_it_could_be_judged(seen: Sight, closed: bool) -> None:
    result = turn(OPEN, found(), seen)
    assert (result.closed, result.kept) == ((("f-Master",), ()) if closed else ((), ("f-Master",)))
    assert (result.lives["f-Master"].closed_at is not None) is closed


def test_what_a_rule_lacked_already_when_it_found_the_gap_does_not_hold_it_open() -> None:
    blind = slate(release(replace(MASTER, **UNREADABLE)))
    opened = turn({}, found(violation()), sight(blind))
    assert turn(opened.lives, found(), sight(blind)).closed == ("f-Master",)


def test_new_still_worse_and_closed_are_told_apart() -> None:
    first = turn({}, found(violation(severity=Severity.WARNING), violation(COVER)), sight(BOTH))
    assert (first.new, [event.turn for event in first.events]) == (("f-Master", "f-Cover"), [Turn.OPENED] * 2)
    second = turn(first.lives, found(violation()), sight(BOTH))
    assert (second.new, second.still, second.worse, second.closed) == ((), ("f-Master",), ("f-Master",), ("f-Cover",))
    assert [event.turn for event in second.events] == [Turn.WORSE, Turn.CLOSED]


def test_nothing_is_said_of_a_gap_that_stands_as_it_stood() -> None:
    again = turn(OPEN, found(violation()), sight(BOTH))
    assert (again.still, again.events, again.lives["f-Master"].changed_at) == (("f-Master",), (), MONDAY)


def test_other_words_are_a_change_and_keep_the_day_it_opened() -> None:
    changed = turn(OPEN, found(violation(message="waits still")), sight(BOTH))
    life = changed.lives["f-Master"]
    assert ([e.turn for e in changed.events], life.opened_at, life.changed_at) == ([Turn.CHANGED], MONDAY, TUESDAY)
    assert changed.opened == {"f-Master": MONDAY}


def test_a_gap_that_comes_back_opens_anew() -> None:
    closed = turn(OPEN, found(), sight(BOTH)).lives
    back = turn(closed, found(violation()), sight(BOTH))
    assert (back.new, back.lives["f-Master"].opened_at, back.lives["f-Master"].closed_at) == (
        ("f-Master",), TUESDAY, None,
    )  # fmt: skip


def test_a_waived_gap_is_not_open_and_is_new_when_the_waiver_ends() -> None:
    waiver = Waiver("TST001", "Master", "agreed", "Ana", date(2026, 8, 9))
    covered = turn(OPEN, Report(waived=(Waived(violation(), waiver),)), sight(BOTH))
    assert (covered.waived, covered.closed, covered.opened) == (("f-Master",), (), {})
    again = turn(covered.lives, Report(waived=(Waived(violation(), waiver),)), sight(BOTH))
    assert (again.waived, again.events) == (("f-Master",), ())
    ended = turn(again.lives, found(violation()), sight(BOTH))
    assert (ended.new, ended.lives["f-Master"].opened_at) == (("f-Master",), MONDAY)


def test_a_gap_on_something_without_a_row_closes_after_a_complete_read_only() -> None:
    life = replace(OPEN["f-Master"], gap=replace(OPEN["f-Master"].gap, ref=Ref("workbook", "Plan", "")))
    assert turn({"f-Master": life}, found(), sight(BOTH)).closed
    assert turn({"f-Master": life}, found(), sight(BOTH, complete=False)).kept
