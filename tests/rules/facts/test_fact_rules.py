"""Facts that agree, as the whole report: each sentence, and the nearest thing that is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.memory import Memory, Stated, statement_mark
from rules.model import Deliverable, Link, Person, Ref, StatedFact, Statement, Unknown
from rules.policy import Severity
from rules.remember import remember
from rules.rule import Example
from rules.samples import MONDAY, actors, at, day, example, handoff, plan, ref, release, work
from tests.rules.verdict import codes, only, report_on, told

PLAN, BOARD = Ref("workbook", "Releases", "Night Bus"), Ref("airtable", "tbl", "rec1", "https://board.test/rec1")


def fact(name: str, *values: str, on: str = "Night Bus", right: str = "", disputed: bool = True) -> StatedFact:
    places = ((PLAN, "plan"), (BOARD, "board"), (Ref("notion", "db", "p1"), "pages"))
    said = tuple(Statement(value, place, source) for value, (place, source) in zip(values, places, strict=False))
    return StatedFact(name, name.replace(".", " "), on, said, disputed, right)


def disputed(*facts: StatedFact, **about: Any) -> Example:
    return plan(work("Press photos", "Dee"), facts=facts, gates=Unknown.ABSENT, **about)


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("date", "blocker"),
        ("locked_at", "blocker"),
        ("split.shares", "blocker"),
        ("upc", "warning"),
        ("artist", "warning"),
        ("distributor", "warning"),
    ],
)
def test_dates_and_splits_block_and_the_rest_warns(name: str, severity: str) -> None:
    assert told(disputed(fact(name, "one", "other"))) == [f"FCT001 {severity} release Night Bus: nobody"]


@pytest.mark.parametrize(
    ("name", "severity"),
    [("deliverable.due", "blocker"), ("deliverable.version", "blocker"), ("deliverable.state", "warning")],
)
def test_a_fact_of_work_stands_on_the_work_and_its_owner_acts(name: str, severity: str) -> None:
    story = disputed(fact(name, "one", "other", on="Press photos"))
    assert told(story) == [f"FCT001 {severity} deliverable Press photos: Dee"]


def test_every_value_is_shown_with_where_it_stands() -> None:
    found = only(disputed(fact("upc", "1", "2", "1")), "FCT001")
    assert found.message == "Night Bus: the upc is 1 in plan and pages, but 2 in board"
    assert [line.partition(",")[0] for line in found.evidence] == ["plan: 1", "board: 2", "pages: 1"]
    assert "https://board.test/rec1" in found.evidence[1]


def test_since_when_is_the_first_run_that_saw_that_very_value() -> None:
    stated = fact("upc", "1", "2")
    plan_says, board_says = stated.statements
    before = at("2026-07-01 10:00")
    memory = Memory(
        stated={
            "Night Bus": {
                statement_mark(stated.on, stated.name, said): Stated(stated.on, stated.name, said, True, before)
                for said in (plan_says, replace(board_says, value="9"))
            }
        }
    )
    evidence = only(disputed(stated, memory=memory), "FCT001").evidence
    assert "there since 2026-07-01" in evidence[0]
    assert "there since 2026-08-03" in evidence[1]


def test_a_first_look_says_that_it_was_one() -> None:
    evidence = only(disputed(fact("upc", "1", "2")), "FCT001").evidence
    assert all("first seen on 2026-08-03" in line for line in evidence)


def test_each_fact_speaks_once_and_keeps_its_own_mark() -> None:
    story = disputed(fact("upc", "1", "2"), fact("artist", "A", "B"))
    found = [v.fingerprint for v in report_on(story).violations if v.code == "FCT001"]
    assert len(found) == len(set(found)) == 2


def test_values_that_agree_are_silent() -> None:
    assert codes(disputed(fact("date", "2026-09-04", "2026-09-04", disputed=False))) == []


def test_where_the_settings_say_who_is_right_the_other_record_is_to_be_corrected() -> None:
    found = only(disputed(fact("date", "2026-09-04", "2026-09-11", right="plan")), "FCT001")
    assert (found.severity, found.subject.ref) == (Severity.WARNING, BOARD)
    assert found.message == "Night Bus: plan is right, the date is 2026-09-04; it is 2026-09-11 in board"
    assert "board" in found.fix


def test_a_fact_of_cancelled_work_is_silent() -> None:
    story = plan(
        work("Press photos", "Dee", state="cancelled"), facts=(fact("deliverable.due", "1", "2", on="Press photos"),)
    )
    assert codes(story) == []


def test_while_a_tool_was_not_read_nothing_is_told_of_disputes() -> None:
    story = plan(work("Press photos", "Dee"), facts=Unknown.UNSEEN, gates=Unknown.ABSENT)
    assert codes(story) == []
    assert [entry.why for entry in report_on(story).cannot_tell if entry.code == "FCT001"] == [
        f"what every tool says of it: {Unknown.UNSEEN.value}"
    ]


def test_a_disputed_date_leaves_every_rule_on_it_without_a_word() -> None:
    story = plan(work("Press photos", "Dee", due="2027-09-07"), date=Unknown.DISPUTED, facts=(fact("date", "1", "2"),))
    assert codes(story) == ["FCT001"]
    assert {"PLN001", "PLN004"} <= {entry.code for entry in report_on(story).cannot_tell}


def test_what_is_stated_is_remembered_and_a_new_value_begins_anew() -> None:
    first = disputed(fact("upc", "1", "2"))
    memory = remember(first.slate, first.policy, Memory(), at("2026-07-01 10:00"))
    second = disputed(fact("upc", "1", "3"))
    seen = remember(second.slate, second.policy, memory, MONDAY).stated["Night Bus"]
    assert sorted((entry.says.value, entry.seen_at) for entry in seen.values()) == [
        ("1", at("2026-07-01 10:00")),
        ("3", MONDAY),
    ]
    third = disputed()
    assert remember(third.slate, third.policy, memory, MONDAY).stated == {}
    dark = plan(work("Press photos", "Dee"), facts=Unknown.UNSEEN)
    assert remember(dark.slate, dark.policy, memory, MONDAY).stated == memory.stated


def twin(title: str = "Cover artwork", **facts: Any) -> Deliverable:
    return replace(work(title, "Dee", key="twin", **facts), ref=ref("twin"))


DOUBLED = [
    ("the same title", work("Cover artwork", "Dee"), twin(), ["FCT002"]),
    ("spelled otherwise", work("Cover artwork", "Dee"), twin("COVER  artwork 🎨"), ["FCT002"]),
    ("done already", work("Cover artwork", "Dee", state="done"), twin(state="done"), ["FCT002"]),
    ("another title", work("Cover artwork", "Dee"), twin("Cover artwork back"), []),
    ("cancelled", work("Cover artwork", "Dee"), twin(state="cancelled"), []),
    ("on two tracks", work("Mix", "Dee", track=Link("One")), twin("Mix", track=Link("Two")), []),
    ("on one track", work("Mix", "Dee", track=Link("One")), twin("Mix", track=Link("One")), ["FCT002"]),
    ("posts on two days", work("Reel", "Dee", due="2026-08-20"), twin("Reel", due="2026-08-27"), []),
    ("posts on one day", work("Reel", "Dee", due="2026-08-20"), twin("Reel", due="2026-08-20"), ["FCT002"]),
    ("in another tool", work("Cover artwork", "Dee"), replace(twin(), ref=BOARD), []),
]


@pytest.mark.parametrize(("one", "other", "expected"), [row[1:] for row in DOUBLED], ids=[row[0] for row in DOUBLED])
def test_work_that_stands_twice(one: Deliverable, other: Deliverable, expected: list[str]) -> None:
    assert codes(plan(one, other, gates=Unknown.ABSENT)) == expected


def test_three_of_one_kind_are_one_violation_with_all_of_them_in_sight() -> None:
    third = replace(work("Cover artwork", "Dee", key="third"), ref=ref("third"))
    found = only(plan(work("Cover artwork", "Dee"), twin(), third, gates=Unknown.ABSENT), "FCT002")
    assert found.message == "Cover artwork stands 3 times in its release"
    assert len(found.evidence) == 3


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["FCT002"]),
        ({"date": None}, ["FCT002"]),
        ({"title": "Night Bus (Remix)"}, []),
        ({"artist": "Lee"}, []),
        ({"type": "EP"}, []),
        ({"date": day("2027-09-04")}, []),
        ({"implied": True}, []),
    ],
)
def test_a_release_that_stands_twice(changes: dict[str, Any], expected: list[str]) -> None:
    one = release(work("Press photos", "Dee"), artist="Kaya", type="single")
    other = replace(release(artist="Kaya", type="single"), key="second", ref=ref("second", "Releases"))
    found = codes(example(one, replace(other, **changes)))
    assert [code for code in found if code == "FCT002"] == expected


def somebody(*missing: str) -> Person:
    return Person("dee", "Dee", ref("Dee", "People"), known_in=("plan",), missing_in=missing)


def test_a_person_whom_another_tool_does_not_know_is_a_note_once() -> None:
    rows = work("Press photos", owners=actors("Dee")), work("Lyrics", owners=actors("Dee"))
    story = example(release(*rows), people=(somebody("board"),))
    assert told(story) == ["FCT003 note person Dee: nobody"]
    assert told(example(release(*rows), people=(somebody(),))) == []


def test_who_has_no_work_is_nobodys_question() -> None:
    assert told(example(release(work("Lyrics", owners=())), people=(somebody("board"),))) == [
        "OWN001 blocker deliverable Lyrics: nobody"
    ]


def test_a_receiver_has_a_seat_too() -> None:
    story = example(
        release(work("Lyrics", "Dee"), handoffs=(handoff("Lyrics", sender="Vic", receiver="Dee"),)),
        people=(somebody("board"), Person("vic", "Vic", ref("Vic", "People"))),
    )
    assert "FCT003" in codes(story)
