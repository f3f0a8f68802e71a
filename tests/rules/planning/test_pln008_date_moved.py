"""PLN008 where a tool that may state another release date was not read."""

from __future__ import annotations

from datetime import date

from rules.memory import DateSeen, Memory
from rules.model import Unknown
from rules.rule import Example
from rules.samples import at, day, plan, work
from tests.rules.verdict import codes, untold

BEFORE = Memory(dates={"Night Bus": (DateSeen(date(2026, 9, 4), at("2026-06-29 09:00")),)})


def other_day(facts: tuple[()] | Unknown) -> Example:
    return plan(
        work("Press photos", "Dee"), date=day("2026-09-11"), locked_at=day("2026-07-01"), memory=BEFORE, facts=facts
    )


def test_another_day_in_the_only_tool_that_was_read_is_no_move_for_certain() -> None:
    assert "PLN008" not in codes(other_day(Unknown.UNSEEN))
    [entry] = untold(other_day(Unknown.UNSEEN), "PLN008")
    assert "another release date may stand in a source that was not read completely" in str(entry)
    assert "PLN008" in codes(other_day(()))
