"""Every sentence on handoffs, as the whole report: code, severity, subject and who must act."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rules.memory import Acknowledged, Memory, moment_key
from rules.model import Handoff, Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import MONDAY, at, day, gate, handoff, plan, said, work
from tests.rules.verdict import only, told

FULL = {"done": "Final words", "next": "Set the captions", "location": "https://files.example/lyrics.txt"}
OVER_ONE, ONE = at("2026-07-31 09:59"), at("2026-07-31 10:00")
"""A minute over, and exactly, one working day before the Monday of the examples."""
OVER_TWO, TWO = at("2026-07-30 09:59"), at("2026-07-30 10:00")


def record(**facts: Any) -> Handoff:
    return handoff("Lyrics", "Teaser video", **({"sender": "Dee", "receiver": "Vic"} | FULL | facts))


def pair(*records: Handoff, dee: Any = None, vic: Any = None, **facts: Any) -> Example:
    """Lyrics by Dee, and a teaser by Vic that needs them."""
    return plan(
        work("Lyrics", **({"owners": work("", "Dee").owners, "due": "2026-08-05"} | (dee or {}))),
        work("Teaser video", **({"owners": work("", "Vic").owners, "needs": ("Lyrics",)} | (vic or {}))),
        handoffs=facts.pop("handoffs", records),
        **facts,
    )


def done(when: Any) -> dict[str, Any]:
    return {"state": "done", "done_at": when}


NAME = "Lyrics to Teaser video"
ASSUMED = ["HND001 warning deliverable Teaser video: Dee"]
UNSENT = [f"HND004 blocker handoff {NAME}: Dee"]
UNACKNOWLEDGED = [f"HND005 blocker handoff {NAME}: Vic"]
NO_CONTEXT = [f"HND006 warning handoff {NAME}: Dee"]
UNREACHABLE = [f"HND007 warning handoff {NAME}: Dee"]
STARTED = [f"HND008 blocker handoff {NAME}: Vic"]
IMPOSSIBLE = [f"HND009 warning handoff {NAME}: Vic"]
UNAPPROVED = [f"HND010 blocker handoff {NAME}: Dee"]
ACKNOWLEDGED = record(sent_at=OVER_TWO, acknowledged_at=day("2026-07-31"))
STATES = ("in progress", "in review", "done", "scheduled", "live")

SENTENCES: list[tuple[str, Example, list[str]]] = [
    ("no handoff between two owners is recorded", pair(), ASSUMED),
    ("a planned, unsent handoff is a record", pair(record()), []),
    ("so is a dependency written as one", pair(vic={"needs": ("Lyrics handoff",)}), []),
    ("nobody hands work to themselves", pair(vic={"owners": work("", "Dee").owners}), []),
    ("only open work assumes", pair(vic={"state": "done"}, dee={"state": "done"}), []),
    ("8 days before the receiver's due date", pair(vic={"due": "2026-08-11"}), ASSUMED),
    ("7 days before it", pair(vic={"due": "2026-08-10"}), ["HND001 blocker deliverable Teaser video: Dee"]),
    ("there is no due date to count from", pair(vic={"due": None}),
     [*ASSUMED, "PLN003 warning deliverable Teaser video: Vic"]),
    ("a team of one assumes nothing", pair(policy=Policy(team_of_one=True)), []),
    ("the plan has no place for handoffs", pair(handoffs=Unknown.ABSENT), []),
    ("a record to somebody else is not this one", pair(handoff("Lyrics", sender="Dee", receiver="Sam")), ASSUMED),
    ("it has no sender", pair(record(sender="")), [f"HND002 warning handoff {NAME}: Dee"]),
    ("the sender does not own the work", pair(record(sender="Sam")), [f"HND002 warning handoff {NAME}: Dee"]),
    ("the receiver does not own what waits", pair(record(receiver="Sam")), [f"HND003 warning handoff {NAME}: Dee"]),
    ("it has no receiver", pair(record(receiver="")), [f"HND003 warning handoff {NAME}: Dee"]),
    ("no waiting work of the receiver's",
     pair(record(), handoff("Lyrics", sender="Dee", receiver="Ana", title="Lyrics for Ana")), []),
    ("done and unsent for a minute over one working day", pair(record(), dee=done(OVER_ONE)), UNSENT),
    ("done and unsent for exactly one working day", pair(record(), dee=done(ONE)), []),
    ("done on a Friday, its working day is Monday", pair(record(), dee=done(day("2026-07-31"))), []),
    ("done on a Thursday without a clock time", pair(record(), dee=done(day("2026-07-30"))), UNSENT),
    ("done on a Saturday, counted from Monday", pair(record(), dee=done(at("2026-08-01 12:00"))), []),
    ("done and unsent without a record", pair(dee=done(OVER_ONE)), ["HND004 blocker deliverable Lyrics: Dee"]),
    ("done, and nobody waits", pair(record(), dee=done(OVER_ONE), vic={"state": "cancelled"}), []),
    ("done, and whoever waited is done", pair(ACKNOWLEDGED, dee=done(OVER_ONE), vic={"state": "done"}), []),
    ("sent for a minute over two working days", pair(record(sent_at=OVER_TWO)), UNACKNOWLEDGED),
    ("sent for exactly two working days", pair(record(sent_at=TWO)), []),
    ("acknowledged late but now", pair(record(sent_at=day("2026-07-01"), acknowledged_at=MONDAY)), []),
    ("a holiday does not count",
     pair(record(sent_at=OVER_TWO), policy=Policy(holidays=frozenset({date(2026, 7, 31)}))), []),
    ("a clock of another zone", pair(record(sent_at=day("2026-07-30")), now=at("2026-08-03 22:30"),
                                     policy=Policy(zone="Europe/Berlin")), UNACKNOWLEDGED),
    ("the same clock at home", pair(record(sent_at=day("2026-07-30")), now=at("2026-08-03 22:30")), []),
    ("what was done is not given", pair(record(sent_at=TWO, done=None)), NO_CONTEXT),
    ("nothing of the three is given", pair(record(sent_at=TWO, done=None, next="", location=None)), NO_CONTEXT),
    ("an unsent one needs no context yet", pair(record(done=None, next=None, location=None)), []),
    ("a column for it that does not exist", pair(record(sent_at=TWO, next=Unknown.ABSENT)), []),
    ("the location is neither link nor path", pair(record(sent_at=TWO, location="in my inbox")), UNREACHABLE),
    ("the location is a path", pair(record(sent_at=TWO, location="/Night Bus/lyrics.txt")), []),
    ("outside the release folder", pair(record(sent_at=TWO), folder="https://drive.example.org/nb"), UNREACHABLE),
    ("inside the release folder", pair(record(sent_at=TWO), folder="https://files.example/"), []),
    *((f"the receiver's work is {state} and nothing was acknowledged",
       pair(record(sent_at=OVER_TWO), vic={"state": state}, dee=done(TWO)), STARTED) for state in STATES),
    *((f"the receiver's work is {state} and it was acknowledged",
       pair(ACKNOWLEDGED, vic={"state": state}, dee=done(TWO)), []) for state in STATES),
    *((f"work that is {state} has not started", pair(record(sent_at=TWO), vic={"state": state}), [])
      for state in ("not started", "waiting", "cancelled")),
    ("started before anything was sent", pair(record(), vic={"state": "in progress"}), STARTED),
    ("acknowledged before it was sent",
     pair(record(sent_at=TWO, acknowledged_at=day("2026-07-29"))), IMPOSSIBLE),
    ("acknowledged the day it was sent", pair(record(sent_at=TWO, acknowledged_at=day("2026-07-30"))), []),
    ("acknowledged and never sent", pair(record(acknowledged=True)), IMPOSSIBLE),
    ("acknowledged by somebody else",
     pair(record(sent_at=TWO, acknowledged_at=MONDAY, acknowledged_by="Sam")), IMPOSSIBLE),
    ("acknowledged by the receiver", pair(record(sent_at=TWO, acknowledged_at=MONDAY, acknowledged_by="Vic")), []),
    ("sent while the work's own gate is not approved",
     pair(record(sent_at=TWO), gates=(gate("Lyrics", "Ana"),)), UNAPPROVED),
    ("sent while it was refused",
     pair(record(sent_at=TWO), gates=(gate("Lyrics", "Ana", said=[said("no", "Ana", TWO)]),)), UNAPPROVED),
    ("sent too early, approved by now",
     pair(record(sent_at=TWO), gates=(gate("Lyrics", "Ana", said=[said("yes", "Ana", MONDAY)]),)), []),
    ("planned while the gate is not approved", pair(record(), gates=(gate("Lyrics", "Ana"),)), []),
    ("cancelled handoffs are silent", pair(record(), record(key="old", cancelled=True, receiver="Sam")), []),
    ("handoffs of cancelled work are silent",
     pair(record(sent_at=OVER_TWO, done=None), dee={"state": "cancelled"}), []),
    ("only columns on a deliverable", pair(record(sent_at=OVER_TWO, inline=True)),
     ["HND005 blocker deliverable Lyrics: Vic"]),
]  # fmt: skip


@pytest.mark.parametrize(("story", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_the_sentence_holds(story: Example, expected: list[str]) -> None:
    assert told(story) == expected


def test_an_acknowledgement_belongs_to_the_person_who_gave_it() -> None:
    mark = "2026-07-31|"
    changed = Memory(acknowledgements={ACKNOWLEDGED.key: Acknowledged(("name:sam",), MONDAY, mark)})
    same = Memory(acknowledgements={ACKNOWLEDGED.key: Acknowledged(("name:vic",), MONDAY, mark)})
    assert told(pair(ACKNOWLEDGED, memory=changed)) == UNACKNOWLEDGED
    assert told(pair(ACKNOWLEDGED, vic={"state": "in progress"}, memory=changed)) == STARTED
    assert told(pair(ACKNOWLEDGED, memory=same)) == []


@pytest.mark.parametrize(
    ("story", "code", "note"),
    [
        (pair(record(), dee={"state": "done"}, memory=Memory(moments={moment_key("Lyrics", "done"): OVER_ONE})),
         "HND004", "first seen done on 2026-07-31"),
        (pair(record(sent=True), memory=Memory(moments={moment_key(record().key, "sent"): OVER_TWO})),
         "HND005", "first seen sent on 2026-07-30"),
    ],
)  # fmt: skip
def test_a_clock_that_started_with_a_first_look_is_named(story: Example, code: str, note: str) -> None:
    assert any(line.endswith(note) for line in only(story, code).evidence)


def test_what_was_first_seen_today_is_not_late() -> None:
    assert told(pair(record(), dee={"state": "done"})) == told(pair(record(sent=True))) == []
