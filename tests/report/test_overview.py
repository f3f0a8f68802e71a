"""What every report is made from: where handoffs and gates stand, who acts, who waits, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.model import Actor, Deliverable, Handoff, Unknown
from rules.policy import Policy
from rules.samples import at, day, gate, handoff, person, release, said, work
from rules.standing import Ruling
from sync.report.page import HandoffState, PointKind, ReleasePage
from tests.report.reporting import page_of, result_of

MIX = work("Mix", "Mara", state="done", done_at=at("2026-07-20 10:00"))
MASTER = work("Master", "Jo", needs=("Mix",))


def only(*works: Deliverable, **facts: Any) -> ReleasePage:
    return page_of(result_of(release(*works, **facts))).releases[0]


@pytest.mark.parametrize(
    ("facts", "state", "troubled"),
    [
        ({}, HandoffState.UNSENT, True),
        ({"sent_at": at("2026-08-01 10:00")}, HandoffState.SENT, True),
        ({"sent": True, "acknowledged": True}, HandoffState.RECEIVED, False),
        ({"sent_at": Unknown.UNREADABLE}, HandoffState.UNKNOWN, False),
        ({"sent": Unknown.ABSENT, "sent_at": Unknown.ABSENT}, HandoffState.UNKNOWN, False),
        ({"sent": True, "acknowledged": Unknown.UNREADABLE}, HandoffState.UNKNOWN, False),
    ],
)
def test_where_a_recorded_handoff_stands(facts: dict[str, object], state: HandoffState, troubled: bool) -> None:
    record: Handoff = handoff("Mix", "Master", sender="Mara", receiver="Jo", **facts)
    (passing,) = only(MIX, MASTER, handoffs=(record,)).passings
    assert (passing.giver, passing.receiver, passing.state, passing.troubled) == ("Mara", "Jo", state, troubled)


def test_a_handoff_of_work_that_is_not_done_is_no_trouble_yet() -> None:
    record = handoff("Mix", "Master", sender="Mara", receiver="Jo")
    (passing,) = only(work("Mix", "Mara"), MASTER, handoffs=(record,)).passings
    assert (passing.state, passing.troubled) == (HandoffState.UNSENT, False)


def test_work_that_changes_hands_without_a_record_is_missing() -> None:
    (passing,) = only(MIX, MASTER).passings
    assert (passing.work, passing.receiver, passing.state) == ("Mix", "Jo", HandoffState.MISSING)


def test_nothing_is_called_missing_where_the_plan_could_not_show_it() -> None:
    assert [p.state for p in only(MIX, MASTER, handoffs=Unknown.ABSENT).passings] == [HandoffState.UNKNOWN]
    down = page_of(result_of(release(MIX, MASTER), down="stopped")).releases[0]
    assert [p.state for p in down.passings] == [HandoffState.UNKNOWN]


def test_a_solo_artist_hands_nothing_to_anybody() -> None:
    policy = Policy(team_of_one=True)
    assert page_of(result_of(release(MIX, MASTER), policy=policy), policy).releases[0].passings == ()


@pytest.mark.parametrize(
    ("word", "ruling", "troubled"),
    [("yes", Ruling.APPROVED, False), ("no", Ruling.REJECTED, True), ("I guess", Ruling.UNCLEAR, True)],
)
def test_where_a_decided_gate_stands(word: str, ruling: Ruling, troubled: bool) -> None:
    row = only(MASTER, gates=(gate("Master", "Robin", said=(said(word, "Robin", at("2026-08-01 10:00")),)),)).rows[0]
    (one,) = row.approvals
    assert (one.ruling, one.by, one.on, one.troubled) == (ruling, "Robin", day("2026-08-01"), troubled)


def test_an_undecided_gate_names_who_is_to_decide_and_is_trouble_once_they_were_asked() -> None:
    waiting = gate("Master", "Robin", said=(said("pending"),))
    (quiet,) = only(MASTER, gates=(waiting,)).undecided
    (asked,) = only(MASTER, gates=(replace(waiting, requested_at=at("2026-08-01 10:00")),)).undecided
    assert [(one.by, one.owner, one.asked, one.troubled) for one in (quiet, asked)] == [
        ("Robin", "Jo", False, False),
        ("Robin", "Jo", True, True),
    ]


def test_a_gap_names_who_waits_and_never_the_one_who_acts() -> None:
    record = handoff("Mix", "Master", sender="Mara", receiver="Jo")
    page = page_of(result_of(release(MIX, MASTER, handoffs=(record,))))
    (unsent,) = [gap for gap in page.releases[0].gaps if gap.violation.code == "HND004"]
    assert (unsent.violation.who and unsent.violation.who.name, unsent.waiting) == ("Mara", ("Jo",))
    assert next(one for one in page.people if one.name == "Mara").waiting == ("Jo",)


def test_gaps_on_handoffs_and_gates_stand_in_the_row_of_their_work() -> None:
    record = handoff("Mix", "Master", sender="Mara", receiver="Jo")
    gates = (gate("Mix", "Robin", said=(said("I guess", "Robin"),)),)
    page = only(MIX, MASTER, handoffs=(record,), gates=gates)
    assert {gap.violation.code for gap in page.rows[0].gaps} >= {"HND004", "GAT004"}


def test_two_people_of_one_name_are_two_people() -> None:
    people = (person("Alex"), replace(person("Alex"), key="alex-2"))
    seats = [replace(Actor.stated("Alex"), person=one, key=one.key) for one in people]
    late = [work(f"Mix {seat.key}", owners=(seat,), due="2026-07-01") for seat in seats]
    found = page_of(result_of(release(*late), people=people)).people
    assert [one.name for one in found].count("Alex") == 2


def test_cancelled_work_is_not_shown_and_a_release_long_out_is_not_checked() -> None:
    page = only(work("Mix", "Mara", state="cancelled"), MASTER, date=day("2026-01-09"))
    assert [row.title for row in page.rows] == ["Master"]
    assert (page.watched, page.days_to_go) == (False, -206)


def test_the_most_troubled_release_comes_first_then_the_earliest() -> None:
    bad = release(work("Mix"), work("Master"), title="Bad")
    late = release(work("Mix", "Mara"), title="Late", date=day("2026-12-04"))
    soon = release(work("Mix", "Mara"), title="Soon", date=day("2026-11-06"))
    undated = release(work("Mix", "Mara"), title="Undated", date=None)
    calm = Policy(off=frozenset({"PLN009", "PLN001", "PLN002"}))
    pages = page_of(result_of(undated, late, bad, soon, policy=calm), calm).releases
    assert [page.title for page in pages] == ["Bad", "Soon", "Late", "Undated"]


def test_the_timeline_is_in_order_and_knows_what_is_late() -> None:
    page = only(work("Mix", "Mara", due="2026-07-20"), MASTER, locked_at=day("2026-07-01"))
    assert [(point.kind, point.title, point.late) for point in page.points] == [
        (PointKind.LOCK, "Plan locked", False),
        (PointKind.DUE, "Mix", True),
        (PointKind.DUE, "Master", False),
        (PointKind.RELEASE, "Night Bus", False),
    ]


def test_done_work_is_counted_and_what_cannot_be_told_is_not_counted_as_open() -> None:
    page = only(MIX, MASTER, work("Cover", "Dee", state=Unknown.UNREADABLE))
    assert (page.done, page.states_known, len(page.rows)) == (1, 2, 3)
