"""GAT015: one person's own yes, and the night that should lie before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from rules.model import Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import at, day, gate, plan, said, work
from tests.rules.verdict import codes, only

ALONE = Policy(team_of_one=True)
MONDAY = "2026-08-03"


def own_yes(done: object = day(MONDAY), by: str = "Kaya", word: str = "yes", on: object = day(MONDAY)) -> Example:
    return plan(
        work("Final master", "Kaya", state="done", done_at=done, file=None),
        gates=(gate("Final master", "Kaya", said=(said(word, by, on),)),),  # type: ignore[arg-type]
        policy=ALONE,
    )


@pytest.mark.parametrize(
    ("now", "fires"),
    [
        ("2026-08-03 09:00", True),
        ("2026-08-04 23:59", True),
        ("2026-08-05 00:00", False),
    ],
)
def test_it_lasts_until_the_next_working_day_is_over(now: str, fires: bool) -> None:
    assert ("GAT015" in codes(replace(own_yes(), now=at(now)))) is fires


def test_a_yes_on_friday_waits_for_monday() -> None:
    friday = own_yes(day("2026-07-31"), on=day("2026-07-31"))
    assert "GAT015" in codes(replace(friday, now=at("2026-08-02 10:00")))
    assert "GAT015" in codes(replace(friday, now=at("2026-08-03 10:00")))
    assert "GAT015" not in codes(replace(friday, now=at("2026-08-04 10:00")))


@pytest.mark.parametrize(
    ("approved", "again"),
    [("2026-08-03", "2026-08-04"), ("2026-07-31", "2026-08-03"), ("2026-08-01", "2026-08-03")],
    ids=["Monday", "Friday", "Saturday"],
)
def test_it_names_the_day_on_which_to_look_again_for_it_may_be_read_then(approved: str, again: str) -> None:
    found = only(replace(own_yes(day(approved), on=day(approved)), now=at(f"{approved} 18:00")), "GAT015")
    assert found.message == f"Kaya approved Final master on {approved}, the day it was done: look again on {again}"


@pytest.mark.parametrize(
    "example",
    [
        own_yes(day("2026-08-02")),
        own_yes(None),
        own_yes(Unknown.ABSENT),
        own_yes(by="Ana"),
        own_yes(word="no"),
        own_yes(on=None),
        replace(own_yes(), policy=Policy()),
    ],
    ids=["done before", "nobody says when", "no such column", "by another", "a no", "no day of the yes", "a team"],
)
def test_otherwise_it_is_silent(example: Example) -> None:
    assert "GAT015" not in codes(replace(example, now=datetime.fromisoformat("2026-08-03T10:00:00+00:00")))


@pytest.mark.parametrize(
    ("now", "approver", "policy", "expected"),
    [
        ("2026-08-03 18:00", "Kaya", ALONE, []),
        ("2026-08-04 18:00", "Kaya", ALONE, []),
        ("2026-08-05 00:00", "Kaya", ALONE, ["GAT008"]),
        ("2026-08-03 18:00", "Ana", ALONE, ["GAT008"]),
        ("2026-08-03 18:00", "Ana", Policy(), ["GAT008"]),
    ],
)
def test_whoever_works_alone_may_sleep_on_what_was_finished_on_its_day(
    now: str, approver: str, policy: Policy, expected: list[str]
) -> None:
    finished = work("Final master", "Kaya", state="done", due=MONDAY, done_at=day(MONDAY), file=None)
    found = codes(plan(finished, gates=(gate("Final master", approver),), policy=policy, now=at(now)))
    assert [code for code in found if code == "GAT008"] == expected


def test_what_waits_for_it_today_cannot_wait_for_the_night() -> None:
    finished = work("Final master", "Kaya", state="done", due=MONDAY, done_at=day(MONDAY), file=None)
    upload = work("Distributor upload", "Kaya", needs=("Final master",), due=MONDAY)
    found = codes(plan(finished, upload, gates=(gate("Final master", "Kaya"),), policy=ALONE))
    assert "GAT008" in found
