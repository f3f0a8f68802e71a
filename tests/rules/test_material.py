"""What an approval is bound to, and what leaves it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.material import changes_since_yes, decision_mark, material
from rules.memory import Approved
from rules.model import FileFact, Kind, Split, Unknown
from rules.policy import Policy
from rules.samples import actors, at, ref, release, said, work

YES = said("yes", "Ana", at("2026-07-30 10:00"))
NOW = datetime(2026, 8, 3, tzinfo=UTC)


def changed(before: dict[str, Any], after: dict[str, Any], kind: Kind = Kind.MASTER) -> list[str]:
    """Return the fields that void a yes when the work goes from `before` to `after`."""
    policy = Policy()
    old, new = work("Final master", **before), work("Final master", **after)
    known = Approved(decision_mark(YES), material(old, release(old), kind, policy), NOW)
    return [c.field for c in changes_since_yes(YES, new, material(new, release(new), kind, policy), known)]


V1 = FileFact("final.wav", "https://files.example/final.wav?sig=1", "att1")


def bare(path: str) -> FileFact:
    return FileFact("", f"https://a.example/{path}")


@pytest.mark.parametrize(
    ("before", "after", "kind", "fields"),
    [
        ({"version": "v1"}, {"version": "v2"}, Kind.MASTER, ["version"]),
        ({"version": "v1"}, {"version": " V1 "}, Kind.MASTER, []),
        ({"version": "v1"}, {"version": None}, Kind.MASTER, []),
        ({"version": None}, {"version": "v1"}, Kind.MASTER, []),
        ({"version": "v1"}, {"version": Unknown.UNREADABLE}, Kind.MASTER, []),
        ({"file": V1}, {"file": replace(V1, stable_id="att2")}, Kind.MASTER, ["file"]),
        ({"file": V1}, {"file": replace(V1, name="other.wav")}, Kind.MASTER, ["file"]),
        ({"file": V1}, {"file": replace(V1, url="https://files.example/final.wav?sig=2")}, Kind.MASTER, []),
        ({"file": bare("x?1")}, {"file": bare("x?2")}, Kind.MASTER, []),
        ({"file": bare("x")}, {"file": bare("y")}, Kind.MASTER, ["file"]),
        ({"notes": "a", "state": "done"}, {"notes": "b", "state": "in progress"}, Kind.MASTER, []),
        ({"due": "2026-08-01"}, {"due": "2026-08-09"}, Kind.MASTER, []),
        ({"text": "out  now"}, {"text": "out now"}, Kind.POST, []),
        ({"text": "out now"}, {"text": "out soon"}, Kind.POST, ["text"]),
        ({"text": "out now"}, {"text": "out soon"}, Kind.MASTER, []),
        ({"due": "2026-08-01"}, {"due": "2026-08-09"}, Kind.DATE, []),
        ({"due": "2026-08-01"}, {"due": "2026-08-09"}, Kind.PROMO_CALENDAR, ["due"]),
    ],
)  # fmt: skip
def test_only_material_fields_void_a_yes(
    before: dict[str, Any], after: dict[str, Any], kind: Kind, fields: list[str]
) -> None:
    assert changed(before, after, kind) == fields


def test_the_due_date_is_the_value_where_the_release_states_no_date() -> None:
    item = work("Release date", due="2026-09-04")
    assert material(item, release(item, date=None), Kind.DATE, Policy())["due"] == "2026-09-04"
    assert "due" not in material(item, release(item), Kind.DATE, Policy())


SHARES = [
    Split(name, name, ref(name), holder=actors(name)[0], share=Decimal(share))
    for name, share in (("Ana", "50"), ("Ben", "30.0"), ("Kaya", "20"))
]


@given(st.permutations(SHARES))
def test_the_order_of_a_list_never_voids_a_yes(shares: list[Split]) -> None:
    item = work("Split sheet", kind=Kind.SPLITS)
    stands = material(item, release(item, splits=tuple(SHARES)), Kind.SPLITS, Policy())
    assert material(item, release(item, splits=tuple(shares)), Kind.SPLITS, Policy()) == stands


def test_a_changed_share_is_a_changed_value() -> None:
    item = work("Split sheet", kind=Kind.SPLITS)
    moved = (replace(SHARES[0], share=Decimal(40)), *SHARES[1:])
    one, other = (material(item, release(item, splits=s), Kind.SPLITS, Policy()) for s in (tuple(SHARES), moved))
    assert one["splits"] != other["splits"]


def test_the_version_that_the_tool_recorded_goes_before_the_memory() -> None:
    item = work("Final master", version="v2")
    yes = replace(YES, version="v2")
    known = Approved(decision_mark(yes), {"version": "v1"}, NOW)
    assert changes_since_yes(yes, item, {"version": "v2"}, known) == ()


def test_a_memory_of_another_yes_says_nothing_about_this_one() -> None:
    known = Approved(decision_mark(replace(YES, at=at("2026-07-01 10:00"))), {"version": "v1"}, NOW)
    assert changes_since_yes(YES, work("Final master", version="v2"), {"version": "v2"}, known) == ()


def test_the_policy_may_declare_other_fields() -> None:
    item = work("Final master", text="loud")
    assert material(item, release(item), Kind.MASTER, Policy(material={Kind.MASTER: ("text",)})) == {"text": "loud"}
