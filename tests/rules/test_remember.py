"""What the next run must know, run after run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING, Memory
from rules.model import FileFact, Handoff, Slate, SourceRead, Unknown
from rules.policy import Policy
from rules.remember import remember
from rules.samples import MONDAY, at, day, gate, handoff, release, said, slate, work

DAY = timedelta(days=1)
POLICY = Policy()


def seen(*facts: Slate, memory: Memory = NOTHING) -> Memory:
    """Return the memory after daily runs over these slates, beginning on Monday."""
    for number, found in enumerate(facts):
        memory = remember(found, POLICY, memory, MONDAY + number * DAY)
    return memory


def lyrics(**facts: Any) -> Slate:
    return slate(release(work("Lyrics", "Dee", **facts)))


@pytest.mark.parametrize(
    ("states", "moments"),
    [
        (["done", "done"], {"done": 0, "under way": 0}),
        (["in progress", "done"], {"under way": 0, "done": 1}),
        (["done", "in progress"], {"under way": 0}),
        (["done", "in progress", "done"], {"under way": 0, "done": 2}),
        (["scheduled", "live"], {"under way": 0, "live": 1, "done": 1}),
        (["done", Unknown.UNREADABLE], {"done": 0, "under way": 0}),
        (["not started"], {}),
    ],
)
def test_first_moments_stand_while_the_condition_holds(states: list[Any], moments: dict[str, int]) -> None:
    memory = seen(*(lyrics(state=state) for state in states))
    assert memory.moments == {f"Lyrics|{what}": MONDAY + run * DAY for what, run in moments.items()}


def test_records_that_were_not_seen_keep_their_memory() -> None:
    memory = seen(lyrics(state="done"), slate())
    assert memory == replace(seen(lyrics(state="done")), all_read_at=MONDAY + DAY)


def test_a_second_look_at_the_same_slate_changes_nothing() -> None:
    found = slate(_with_gate("v1", said("yes", "Ana", day("2026-07-30"))))
    assert seen(found, found) == replace(seen(found), all_read_at=MONDAY + DAY)


def _with_gate(version: str | None, *decisions: Any, name: str = "") -> Any:
    file = FileFact(name) if name else None
    return release(
        work("Final master", "Kaya", version=version, file=file), gates=(gate("Final master", "Ana", said=decisions),)
    )


YES = said("yes", "Ana", at("2026-07-30 10:00"))
AGAIN = said("yes", "Ana", at("2026-08-04 10:00"))


def stale(memory: Memory, found: Slate, now: datetime) -> bool:
    return any(v.code == "GAT005" for v in check(found, POLICY, now, memory, ALL).violations)


def test_a_change_after_a_remembered_yes_is_seen_and_dated() -> None:
    memory = seen(slate(_with_gate("v1", YES)), slate(_with_gate("v2", YES)), slate(_with_gate("v2", YES)))
    approved = memory.approvals["Final master|master"]
    assert (approved.material["version"], approved.changed) == ("v1", {"version": MONDAY + DAY})
    assert stale(memory, slate(_with_gate("v2", YES)), MONDAY + 3 * DAY)


def test_a_change_that_is_put_back_is_forgotten() -> None:
    memory = seen(slate(_with_gate("v1", YES)), slate(_with_gate("v2", YES)), slate(_with_gate("v1", YES)))
    assert memory.approvals["Final master|master"].changed == {}
    assert not stale(memory, slate(_with_gate("v1", YES)), MONDAY + 3 * DAY)


def test_a_renewed_yes_is_for_whatever_the_work_is_then() -> None:
    memory = seen(slate(_with_gate("v1", YES)), slate(_with_gate("v2", YES)), slate(_with_gate("v2", AGAIN)))
    assert memory.approvals["Final master|master"].material["version"] == "v2"
    assert not stale(memory, slate(_with_gate("v2", AGAIN)), MONDAY + 3 * DAY)


def test_a_yes_that_is_taken_back_leaves_nothing_behind() -> None:
    undated = said("yes", "Ana")
    runs = [_with_gate("v1", undated), _with_gate("v1", said("pending")), _with_gate("v2", undated)]
    assert seen(*map(slate, runs[:2])).approvals == {}
    assert not stale(seen(*map(slate, runs)), slate(runs[-1]), MONDAY + 3 * DAY)


def test_a_field_that_was_empty_at_the_yes_is_bound_when_it_is_filled_in() -> None:
    memory = seen(slate(_with_gate(None, YES)), slate(_with_gate("v1", YES)))
    assert not stale(memory, slate(_with_gate("v1", YES)), MONDAY + 2 * DAY)
    assert stale(memory, slate(_with_gate("v2", YES)), MONDAY + 2 * DAY)


def test_what_the_work_became_after_a_recorded_version_is_never_bound_to_the_yes() -> None:
    yes = replace(YES, version="v1")
    later, back = _with_gate("v2", yes, name="b.wav"), _with_gate("v1", yes, name="a.wav")
    memory = seen(slate(later), slate(later))
    assert memory.approvals["Final master|master"].material == {}
    assert not stale(memory, slate(back), MONDAY + 2 * DAY)


def test_decisions_that_are_not_shown_forget_no_approval() -> None:
    hidden = release(
        work("Final master", "Kaya"), gates=(replace(gate("Final master", "Ana"), decisions=Unknown.UNSEEN),)
    )
    memory = seen(slate(_with_gate("v1", YES)))
    assert seen(slate(hidden), memory=memory).approvals == memory.approvals


def handed(receiver: str, on: str | None = "2026-07-31", **facts: Any) -> Slate:
    record: Handoff = handoff(
        "Lyrics", sender="Dee", receiver=receiver, sent_at=day("2026-07-28"),
        acknowledged_at=day(on) if on else None, **facts,
    )  # fmt: skip
    return slate(release(work("Lyrics", "Dee"), handoffs=(replace(record, key="h"),)))


def void(memory: Memory, found: Slate) -> bool:
    return any(v.code == "HND005" for v in check(found, POLICY, MONDAY + 3 * DAY, memory, ALL).violations)


@pytest.mark.parametrize(
    ("earlier", "now", "expected"),
    [
        (handed("Vic"), handed("Vic"), False),
        (handed("Vic"), handed("Sam"), True),
        (handed("Vic"), handed("Sam", "2026-08-03"), False),
        (handed("Vic"), handed("Vic", None), True),
        (handed("Vic"), handed("Sam", acknowledged_by="Sam"), False),
    ],
    ids=["the same", "another receiver", "acknowledged anew", "taken back", "signed by the new one"],
)
def test_an_acknowledgement_belongs_to_whoever_gave_it(earlier: Slate, now: Slate, expected: bool) -> None:
    assert void(seen(earlier), now) is expected
    assert void(seen(earlier, now), now) is expected


def test_an_acknowledgement_that_is_taken_back_is_forgotten() -> None:
    assert set(seen(handed("Vic")).acknowledgements) == {"h"}
    assert seen(handed("Vic"), handed("Vic", None)).acknowledgements == {}


def test_release_dates_are_a_history_with_the_late_work_of_each_move() -> None:
    item = work("Lyrics", "Dee", due="2026-08-03")
    first = slate(release(item, date=day("2026-09-04")))
    moved = slate(release(item, date=day("2026-09-11")))
    gone = slate(release(item, date=None))
    history = seen(first, first, moved, gone).dates["Night Bus"]
    assert [(entry.date.day, entry.seen_at, entry.late_work) for entry in history] == [
        (4, MONDAY, ()),
        (11, MONDAY + 2 * DAY, ("Lyrics",)),
    ]


def test_the_first_release_date_waits_until_every_tool_was_read() -> None:
    one = slate(release(date=day("2026-09-11"), facts=Unknown.UNSEEN))
    both = slate(release(date=day("2026-09-04")))
    assert "Night Bus" not in seen(one).dates
    assert [entry.date.day for entry in seen(both, one).dates["Night Bus"]] == [4, 11]


def test_when_every_tool_was_last_read_is_remembered() -> None:
    whole = SourceRead("plan", "workbook", "plan", MONDAY)
    found, part = (replace(lyrics(), sources=(replace(whole, complete=complete),)) for complete in (True, False))
    assert seen(part).all_read_at is None
    assert seen(found, part, part).all_read_at == MONDAY


def test_when_the_plan_was_locked_and_a_decision_asked_for_is_remembered() -> None:
    found = slate(
        release(
            work("Final master", "Kaya"),
            locked_at=day("2026-07-01"),
            gates=(gate("Final master", "Ana", requested_at=day("2026-08-01")),),
        )
    )
    assert set(seen(found).moments) == {"Night Bus|locked", "Final master|master|asked"}


def test_what_it_was_given_stays_as_it_was() -> None:
    memory = seen(lyrics(state="done"))
    before = dict(memory.moments)
    seen(lyrics(state="in progress"), memory=memory)
    assert memory.moments == before
