"""Bursts with their penalty, and the calls of a month."""

from __future__ import annotations

import pytest
import requests

from tests.standins.airtable.online import Online, online
from tests.standins.airtable.settings import BUSINESS, FREE, TEAM, BurstAnswer, Plan, Settings


def _get(on: Online) -> requests.Response:
    return on.send("GET", f"{on.base.id}/Tracks")


def _burst(on: Online) -> list[int]:
    return [_get(on).status_code for _ in range(6)]


def test_the_sixth_request_in_a_second_begins_a_penalty_that_refuses_everything() -> None:
    with online(paced=False) as on:
        assert _burst(on) == [200] * 5 + [429]
        on.clock.advance(29.9)
        assert on.send("GET", f"meta/bases/{on.base.id}/tables").status_code == 429
        on.clock.advance(0.1)
        assert _get(on).status_code == 200
        assert on.airtable.limits.provoked == {on.base.id: 1}
        assert on.airtable.limits.refused == {on.base.id: 1}


def test_five_requests_a_second_go_on_for_ever() -> None:
    with online(paced=False) as on:
        for _ in range(50):
            assert _get(on).status_code == 200
            on.clock.advance(0.2)
        assert not on.airtable.limits.provoked


def test_a_burst_on_one_base_leaves_another_alone() -> None:
    with online(paced=False) as on:
        other = on.airtable.base("Other")
        other.share(on.robot, other.role(on.airtable.owner))
        _burst(on)
        assert on.send("GET", f"meta/bases/{other.id}/tables").status_code == 200


def test_fifty_requests_a_second_are_what_an_account_may_send() -> None:
    with online(paced=False) as on:
        answers = [on.send("GET", "meta/whoami").status_code for _ in range(51)]
        assert answers == [200] * 50 + [429]
        assert on.airtable.limits.provoked == {on.robot.id: 1}
        assert _get(on).status_code == 429


def test_a_penalty_that_others_brought_about_is_not_counted_as_ours() -> None:
    with online(paced=False) as on:
        on.airtable.limits.penalize(on.base.id)
        assert _get(on).status_code == 429
        assert not on.airtable.limits.provoked


@pytest.mark.parametrize(
    ("form", "body"),
    [
        (BurstAnswer.LIST, {"errors": [{"error": "RATE_LIMIT_REACHED"}]}),
        (BurstAnswer.OBJECT, {"error": {"type": "RATE_LIMIT_REACHED"}}),
        (BurstAnswer.EMPTY, None),
    ],
)
def test_a_burst_is_answered_in_any_of_the_reported_forms(form: BurstAnswer, body: object) -> None:
    message = "Rate limit exceeded. Please try again later"
    with online(Settings(burst_answer=form), paced=False) as on:
        _burst(on)
        answer = _get(on)
        assert "retry-after" not in answer.headers
        if form is BurstAnswer.LIST:
            assert answer.json() == {"errors": [{"error": "RATE_LIMIT_REACHED", "message": message}]}
        elif form is BurstAnswer.OBJECT:
            assert answer.json() == {"error": {"type": "RATE_LIMIT_REACHED", "message": message}}
        else:
            assert answer.content == b""


def test_a_free_workspace_is_shut_until_the_month_turns() -> None:
    with online(plan=FREE) as on:
        on.base.workspace.calls["2026-11"] = 999
        assert _get(on).status_code == 200
        answer = _get(on)
        assert (answer.status_code, answer.json()["error"]["type"]) == (429, "PUBLIC_API_BILLING_LIMIT_EXCEEDED")
        assert on.send("GET", "meta/whoami").status_code == 200
        on.clock.advance(29 * 86_400)
        assert _get(on).status_code == 200
        assert on.base.workspace.calls == {"2026-11": 1_000, "2026-12": 1}


def test_the_first_overrun_is_forgiven_for_thirty_days() -> None:
    with online(plan=FREE) as on:
        on.base.workspace.grace = True
        on.base.workspace.calls |= {"2026-11": 1_000, "2026-12": 1_000}
        assert _get(on).status_code == 200
        on.clock.advance(29 * 86_400)
        assert _get(on).status_code == 200
        on.clock.advance(2 * 86_400)
        assert _get(on).status_code == 429


def test_a_team_workspace_is_slowed_to_two_requests_a_second() -> None:
    with online(plan=TEAM, paced=False) as on:
        on.base.workspace.calls["2026-11"] = 100_000
        assert [_get(on).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("counts", [True, False])
def test_reading_the_schema_may_count_as_a_call(counts: bool) -> None:
    with online(Settings(schema_calls_count=counts), plan=Plan("tiny", 1)) as on:
        assert on.send("GET", f"meta/bases/{on.base.id}/tables").status_code == 200
        assert _get(on).status_code == (429 if counts else 200)


def test_a_larger_plan_has_no_limit() -> None:
    with online(plan=BUSINESS) as on:
        on.base.workspace.calls["2026-11"] = 10_000_000
        assert _get(on).status_code == 200
