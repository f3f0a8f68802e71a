"""A schedule that the plan cannot carry is refused before anything is sent; what people start by hand is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from rules.errors import SettingsError
from sync.connect import connect
from sync.settings.sources import AirtableSettings
from sync.tools.parts import Connected, Surroundings

BINDINGS = tuple(TableBinding(f"tbl{number}", Subject.DELIVERABLES) for number in range(5))


def connected(*, running: bool = True, **settings: Any) -> Connected:
    section = AirtableSettings(tool="airtable", base="app00000000000000", token="${TOKEN}", **settings)
    around = Surroundings(
        Path(), ZoneInfo("UTC"), lambda: datetime(2026, 11, 2, tzinfo=UTC), {"TOKEN": "pat.secret"}, running=running
    )
    with around.opened:
        return connect("label", section, BINDINGS, around)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"runs_per_day": 33},
        {"plan": "team", "runs_per_day": 1440},
        {"webhook": False, "runs_per_day": 6},
        {"webhook": False, "plan": "business", "runs_per_day": 1440},
        {"runs_per_day": 0, "webhook": False},
    ],
)
def test_what_the_plan_carries_is_connected(settings: dict[str, Any]) -> None:
    assert connected(**settings).allowance is not None


@pytest.mark.parametrize(
    ("settings", "sum_"),
    [
        ({"runs_per_day": 48}, "48 runs a day × at least 1 request × 30 days = 1,440 requests a month of the 1,000"),
        ({"webhook": False}, "24 runs a day × at least 5 requests × 30 days = 3,600 requests a month of the 1,000"),
        ({"full_read_hours": 0}, "24 runs a day × at least 6 requests × 30 days = 4,320 requests a month of the 1,000"),
        ({"write": False}, "24 runs a day × at least 5 requests × 30 days = 3,600 requests a month of the 1,000"),
        ({"plan": "team", "monthly_requests": 700}, "= 720 requests a month of the 700 that the setting"),
    ],
)
def test_what_it_does_not_carry_is_refused_with_the_sum(settings: dict[str, Any], sum_: str) -> None:
    with pytest.raises(SettingsError, match="sources") as raised:
        connected(**settings)
    assert sum_ in raised.value.message
    assert "runs_per_day" in (raised.value.hint or "")


def test_a_look_and_an_undo_are_never_refused() -> None:
    assert connected(running=False, runs_per_day=1440).source.name == "label"
