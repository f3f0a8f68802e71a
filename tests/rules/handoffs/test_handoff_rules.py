"""The handoff rules on tables of flagged plans and their near-miss twins, by the codes of the whole report."""

from __future__ import annotations

from typing import Any

import pytest

from rules.memory import Acknowledged, Memory
from rules.model import Actor, Handoff, Need, Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import MONDAY, at, day, gate, handoff, person, plan, said, work
from tests.rules.verdict import codes, only, untold

OLD = at("2026-07-30 09:59")
"""Just over two working days before the clock of the examples."""
EDGE = at("2026-07-30 10:00")
"""Exactly two working days before it."""
FULL = {"done": "Final words", "next": "Set the captions", "location": "https://files.example/lyrics.txt"}


def given(**facts: Any) -> Handoff:
    return handoff("Lyrics", "Teaser video", **({"sender": "Dee", "receiver": "Vic"} | FULL | facts))


def story(*records: Handoff, before: Any = None, after: Any = None, **facts: Any) -> Example:
    """Two pieces of work by two people, the second needing the first, and the handoffs between them."""
    lyrics = work("Lyrics", **({"owners": (Actor.stated("Dee"),)} | (before or {})))
    teaser = work("Teaser video", **({"owners": (Actor.stated("Vic"),), "needs": ("Lyrics",)} | (after or {})))
    return plan(lyrics, teaser, handoffs=facts.pop("handoffs", records), **facts)


ACKNOWLEDGED = given(sent_at=OLD, acknowledged_at=at("2026-07-31 10:00"))
DONE_LATE = {"state": "done", "done_at": at("2026-07-31 09:59")}
DONE_EDGE = {"state": "done", "done_at": at("2026-07-31 10:00")}

TABLE: list[tuple[str, Example, list[str]]] = [
    ("nothing recorded", story(), ["HND001"]),
    ("a planned handoff is a record", story(given()), []),
    ("written as a handoff", story(after={"needs": ("Lyrics handoff",)}), []),
    ("one person at both ends", story(before={"owners": (Actor.stated("Vic"),)}), []),
    ("the receiver is done", story(before={"state": "done"}, after={"state": "done"}), []),
    ("the need is cancelled", story(before={"state": "cancelled"}), []),
    ("no place to record it", story(handoffs=Unknown.ABSENT), []),
    ("a team of one", story(policy=Policy(team_of_one=True)), []),
    ("a record that names no work may be it", story(given(key="h") and Handoff("h", "?", given().ref)), []),
    ("a role may be anybody", story(before={"owners": (Actor.stated("Designer"),)}), []),
    ("two different roles", story(before={"owners": (Actor.stated("Designer"),)},
                                  after={"needs": ("Lyrics",), "owners": (Actor.stated("Manager"),)}), ["HND001"]),
    ("a missing owner is its own cause", story(before={"owners": ()}), ["OWN001"]),
    ("a group as owner is its own cause", story(before={"owners": (Actor.stated("marketing team"),)}), ["OWN003"]),
    ("a wrong sender", story(given(sender="Sam")), ["HND002"]),
    ("no sender", story(given(sender="")), ["HND002"]),
    ("a role as sender", story(given(sender="Designer")), []),
    ("a first name is the same person", story(given(sender="Dee"), before={"owners": (Actor.stated("Dee Park"),)}), []),
    ("a wrong receiver", story(given(receiver="Sam")), ["HND003"]),
    ("a placeholder receives", story(given(receiver="TBD")), ["HND003"]),
    ("no receiver", story(given(receiver="")), ["HND003"]),
    ("an unknown receiver", story(given(receivers=Unknown.UNMAPPED)), []),
    ("done and unsent", story(given(), before=DONE_LATE), ["HND004"]),
    ("done and unsent at the edge", story(given(), before=DONE_EDGE), []),
    ("done and nothing recorded", story(before=DONE_LATE), ["HND004"]),
    ("done just now and nothing recorded", story(before=DONE_EDGE), ["HND001"]),
    ("unknown whether it was sent", story(given(sent_at=Unknown.ABSENT, sent=Unknown.ABSENT), before=DONE_LATE), []),
    ("done and sent", story(given(sent_at=EDGE), before=DONE_LATE), []),
    ("whoever waits is cancelled", story(given(), before=DONE_LATE, after={"state": "cancelled"}), []),
    ("unacknowledged", story(given(sent_at=OLD)), ["HND005"]),
    ("unacknowledged at the edge", story(given(sent_at=EDGE)), []),
    ("acknowledged late is closed", story(ACKNOWLEDGED), []),
    ("sent by bare date, the day not over", story(given(sent_at=day("2026-07-30"))), []),
    ("sent by bare date, days over", story(given(sent_at=day("2026-07-29"))), ["HND005"]),
    ("unknown whether acknowledged",
     story(given(sent_at=OLD, acknowledged_at=Unknown.ABSENT, acknowledged=Unknown.ABSENT)), []),
    ("a checkbox says so", story(given(sent_at=OLD, acknowledged=True)), []),
    ("overdue only for want of acknowledgement",
     story(given(sent_at=OLD), before=DONE_LATE, after={"due": "2026-08-01", "state": "not started"}), ["HND005"]),
    ("no context", story(given(sent_at=EDGE, done=None, next="", location=None)), ["HND006"]),
    ("no context before it is sent", story(given(done=None, next=None, location=None)), []),
    ("columns that do not exist", story(given(sent_at=EDGE, done=Unknown.ABSENT)), []),
    ("a location nobody can open", story(given(sent_at=EDGE, location="see mail")), ["HND007"]),
    ("elsewhere than the folder", story(given(sent_at=EDGE), folder="https://drive.other/nb"), ["HND007"]),
    ("inside the folder", story(given(sent_at=EDGE), folder="https://files.example/"), []),
    ("started unsent", story(given(), after={"state": "in progress"}), ["HND008"]),
    ("started unacknowledged says it once", story(given(sent_at=OLD), after={"state": "in progress"}), ["HND008"]),
    ("done unsent by its maker", story(given(), before=DONE_LATE, after={"state": "in progress"}), ["HND008"]),
    ("started after the acknowledgement", story(ACKNOWLEDGED, after={"state": "in progress"}), []),
    ("acknowledged before it was sent",
     story(given(sent_at=day("2026-07-30"), acknowledged_at=day("2026-07-29"))), ["HND009"]),
    ("both on one day", story(given(sent_at=EDGE, acknowledged_at=day("2026-07-30"))), []),
    ("acknowledged by another",
     story(given(sent_at=OLD, acknowledged=True, acknowledged_by="Sam"), after={"state": "in progress"}), ["HND009"]),
    ("acknowledged by the receiver", story(given(sent_at=OLD, acknowledged=True, acknowledged_by="Vic")), []),
    ("acknowledged and never sent", story(given(acknowledged=True)), ["HND009"]),
    ("sent before the gate said yes", story(given(sent_at=EDGE), gates=(gate("Lyrics", "Ana"),)), ["HND010"]),
    ("sent after the gate said yes",
     story(given(sent_at=EDGE), gates=(gate("Lyrics", "Ana", said=[said("yes", "Ana", EDGE)]),)), []),
    ("the bypass explains it",
     story(given(sent_at=EDGE), after={"state": "in progress"}, gates=(gate("Lyrics", "Ana"),)), ["GAT006"]),
    ("brought to its approver for the decision",
     story(given(key="plan"), handoff("Lyrics", sender="Dee", receiver="Ana", sent_at=EDGE, **FULL),
           gates=(gate("Lyrics", "Ana"),)), []),
    ("a healthy pair", story(ACKNOWLEDGED, before=DONE_LATE, after={"state": "in progress"}), []),
]  # fmt: skip


@pytest.mark.parametrize(("example", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_plan_yields_exactly_these_codes(example: Example, expected: list[str]) -> None:
    assert codes(example) == expected


@pytest.mark.parametrize(("due", "severity"), [("2026-08-10", "blocker"), ("2026-08-11", "warning")])
def test_an_assumed_handoff_blocks_from_seven_days_before_the_receivers_due_date(due: str, severity: str) -> None:
    found = only(story(after={"due": due}), "HND001")
    assert (found.severity.value, found.who.name if found.who else "") == (severity, "Dee")


def test_a_plan_without_a_place_for_handoffs_cannot_tell() -> None:
    plan_without = story(handoffs=Unknown.ABSENT)
    assert untold(plan_without, "HND001")
    assert untold(plan_without, "HND004")


def test_an_acknowledgement_is_void_when_the_receiver_changes_and_the_evidence_says_so() -> None:
    memory = Memory(acknowledgements={ACKNOWLEDGED.key: Acknowledged(("name:sam",), MONDAY, _mark(ACKNOWLEDGED))})
    example = story(ACKNOWLEDGED, memory=memory)
    found = only(example, "HND005")
    assert codes(example) == ["HND005"]
    assert any("the receiver changed" in line for line in found.evidence)


@pytest.mark.parametrize(
    "known",
    [
        Acknowledged(("name:vic",), MONDAY, "2026-07-31T10:00:00+00:00|"),
        Acknowledged(("name:sam",), MONDAY, "2026-07-20T10:00:00+00:00|"),
    ],
    ids=["the same receiver", "an older acknowledgement"],
)
def test_an_acknowledgement_holds_for_whoever_gave_it(known: Acknowledged) -> None:
    assert codes(story(ACKNOWLEDGED, memory=Memory(acknowledgements={ACKNOWLEDGED.key: known}))) == []


def test_a_people_table_added_later_voids_no_acknowledgement() -> None:
    known = Acknowledged(("name:vic",), MONDAY, _mark(ACKNOWLEDGED))
    people = [person("Dee"), person("Vic")]
    assert codes(story(ACKNOWLEDGED, memory=Memory(acknowledgements={ACKNOWLEDGED.key: known}), people=people)) == []


def test_a_clock_that_started_with_a_first_look_says_so() -> None:
    memory = Memory(moments={"Lyrics|done": at("2026-07-29 10:00")})
    found = only(story(given(), before={"state": "done"}, memory=memory), "HND004")
    assert "the plan does not say when; first seen done on 2026-07-29" in found.evidence


def test_a_handoff_written_in_words_alone_is_not_judged_for_sending() -> None:
    need = (Need("Lyrics", handed=True),)
    assert codes(story(handoffs=(), before=DONE_LATE, after={"needs": need})) == []


def _mark(record: Handoff) -> str:
    at_, by = record.acknowledged_at, record.acknowledged_by
    return f"{at_.isoformat()}|{by.text if isinstance(by, Actor) else ''}"  # type: ignore[union-attr]
