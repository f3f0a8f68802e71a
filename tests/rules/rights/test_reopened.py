"""SPL003: what was agreed is remembered, and a share that moved since is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING, Memory
from rules.model import Slate, Split, Unknown
from rules.policy import Policy
from rules.remember import remember
from rules.samples import MONDAY, day, release, share, slate, work
from rules.violation import Violation

DAY = timedelta(days=1)
POLICY = Policy()
AGREED = {"agreed_at": day("2026-07-20")}
ANEW = {"agreed_at": day("2026-08-02")}


def kaya(percent: str, **facts: Any) -> Slate:
    splits = (share("Ana", str(100 - int(percent))), share("Kaya", percent, key="Kaya's share", **facts))
    return slate(release(work("Lyrics", "Dee"), splits=splits, tracks=Unknown.ABSENT))


def after(*found: Slate) -> tuple[list[Violation], Memory]:
    """Return what the last of these daily runs says of shares, and what it leaves to the next."""
    memory = NOTHING
    for number, seen in enumerate(found):
        now = MONDAY + number * DAY
        said = [v for v in check(seen, POLICY, now, memory, ALL).violations if v.code[:3] == "SPL"]
        memory = remember(seen, POLICY, memory, now)
    return said, memory


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        pytest.param([kaya("50"), kaya("50")], [], id="as it was"),
        pytest.param([kaya("50"), kaya("40")], ["Ana", "Kaya"], id="changed"),
        pytest.param([kaya("50", agreed=None), kaya("40")], ["Ana"], id="never agreed before"),
        pytest.param([kaya("50"), kaya("40"), kaya("50")], [], id="put back"),
        pytest.param([kaya("50"), kaya("40"), kaya("40")], ["Ana", "Kaya"], id="still open the day after"),
        pytest.param([kaya("50", **AGREED), kaya("40", **ANEW)], ["Ana"], id="agreed anew on a later day"),
        pytest.param([kaya("50", **AGREED), kaya("40", **AGREED)], ["Ana", "Kaya"], id="the old day under a new share"),
        pytest.param([kaya("50"), kaya("40", agreed=False)], ["Ana", "Kaya"], id="changed and unticked"),
        pytest.param([kaya("50"), kaya("40", agreed=False), kaya("40")], ["Ana"], id="ticked again"),
        pytest.param([kaya("50"), slate(), kaya("40")], ["Ana", "Kaya"], id="a run that did not see it"),
    ],
)
def test_a_share_that_moved_after_it_was_agreed_is_reopened(runs: list[Slate], expected: list[str]) -> None:
    found, _ = after(*runs)
    assert sorted(v.message.partition("'s")[0] for v in found if v.code == "SPL003") == expected


def test_it_shows_field_old_and_new_and_since_when() -> None:
    found, _ = after(kaya("50", **AGREED), kaya("40", **AGREED), kaya("40", **AGREED))
    [said] = [v for v in found if v.message.startswith("Kaya")]
    assert said.message.endswith("changed after it was agreed: share 50 % → 40 %")
    assert said.evidence == ("agreed on 2026-07-20: holder Kaya, pie composition, share 50 %",)
    assert said.since == MONDAY + DAY
    assert said.who is not None
    assert said.who.name == "Kaya"


def test_a_reopened_share_explains_that_it_is_not_agreed() -> None:
    found, _ = after(kaya("50"), kaya("40", agreed=False))
    assert sorted(v.code for v in found) == ["SPL003", "SPL003"]


def test_another_holder_under_the_same_agreement_is_reopened_and_a_name_spelled_out_is_not() -> None:
    def held(by: str) -> Slate:
        return slate(release(work("Lyrics", "Dee"), splits=(share(by, "100", key="row"),), tracks=Unknown.ABSENT))

    assert [v.message.rpartition(": ")[2] for v in after(held("Kaya"), held("Lee"))[0]] == ["holder Kaya → Lee"]
    assert after(held("Kaya"), held("Kaya Moon"))[0] == []


def test_a_second_look_at_the_same_slate_changes_nothing() -> None:
    assert after(kaya("50"), kaya("50"))[1].shares == after(kaya("50"))[1].shares


def test_a_share_that_cannot_be_read_keeps_what_was_agreed() -> None:
    before = kaya("50")
    [plan] = before.releases
    assert isinstance(plan.splits, tuple)
    hidden = tuple(
        Split(s.key, s.title, s.ref, s.track, holder=s.holder, share=Unknown.UNREADABLE) for s in plan.splits
    )
    unread = slate(release(work("Lyrics", "Dee"), splits=hidden, tracks=Unknown.ABSENT))
    found, memory = after(before, unread)
    assert found == []
    assert memory.shares["Kaya's share"].terms["share"] == "50 %"
