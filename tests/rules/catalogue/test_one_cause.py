"""One cause, one violation: who speaks, and who would have spoken if the first rule were switched off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.catalogue import ALL
from rules.model import Kind
from rules.policy import Policy, Waiver
from rules.precedence import TABLE
from rules.rule import Example
from rules.samples import MONDAY, actors, at, day, gate, handoff, plan, said, work
from tests.rules.verdict import codes, report_on

FULL = {"done": "Final words", "next": "Set the captions", "location": "https://files.example/lyrics.txt"}
OLD = at("2026-07-29 10:00")
YES, NO = said("yes", "Ana", OLD), said("no", "Ana", OLD)
ANA = {Kind.ARTWORK: ("Ana",)}


def pair(*gates: Any, dee: Any = None, vic: Any = None, sent: Any = None, more: Any = None, **facts: Any) -> Example:
    """Dee's cover, Vic's teaser that needs it, and the handoff between them unless `handoffs` says otherwise."""
    given = {"sender": "Dee", "receiver": "Vic"} | FULL | (sent or {})
    facts.setdefault("handoffs", (handoff("Cover artwork", "Teaser video", **given),))
    teaser = {"owners": actors("Vic"), "due": "2026-08-24", "needs": ("Cover artwork",)} | (vic or {})
    return plan(
        work("Cover artwork", **({"owners": actors("Dee"), "due": "2026-08-10"} | (dee or {}))),
        work("Teaser video", **teaser),
        *((more,) if more else ()),
        gates=gates or (gate("Cover artwork", "Ana", said=[YES]),),
        **facts,
    )  # fmt: skip


def asks(*approvers: str, **facts: Any) -> Any:
    return gate("Cover artwork", *(approvers or ("Ana",)), **facts)


DONE = {"state": "done", "done_at": OLD}
RUNS, ENDED, LATE = {"state": "in progress"}, {"state": "done"}, {"due": "2026-08-01"}
SENT = {"sent_at": OLD}
WAITING = {"state": "waiting", "due": "2026-08-01"}
IN_REVIEW = {"state": "in review", "due": "2026-08-01"}
RESTING = {"due": "2026-08-01", "state": "not started"}
NEXT_DUE = {"due": "2026-08-12"}

ROWS: list[tuple[str, Example, list[str], list[str]]] = [
    # what it shows, the plan, who speaks (the cause first), who speaks when the cause is switched off
    ("a missing owner explains the handoff", pair(dee={"owners": ()}, handoffs=()), ["OWN001"], []),
    ("a missing owner explains its sender", pair(dee={"owners": ()}, sent={"sender": ""}), ["OWN001"], []),
    ("a group as owner explains its receiver", pair(vic={"owners": actors("Team")}), ["OWN003"], []),
    ("a circle explains its edges", pair(dee={"needs": ("Teaser video",), "due": "2026-08-25"}, handoffs=(),
                                         policy=Policy(team_of_one=True)), ["DEP002"], ["DEP003"]),
    ("unsent explains unrecorded", pair(dee=DONE, handoffs=()), ["HND004"], ["HND001"]),
    ("an impossible acknowledgement explains the missing one",
     pair(sent=SENT | {"acknowledged": True, "acknowledged_by": "Sam"}, vic=RUNS), ["HND009"], []),
    ("nobody named explains every wait", pair(asks(approvers=(), requested_at=OLD), dee=IN_REVIEW),
     ["GAT002"], ["GAT008"]),
    ("no authority explains every wait",
     pair(asks("Sam", requested_at=OLD), dee=IN_REVIEW, policy=Policy(authorities=ANA)), ["GAT003"], ["GAT008"]),
    ("a deadlock explains the owner's yes", pair(asks("Dee", said=[said("yes", "Dee", OLD)])), ["GAT003"], ["GAT010"]),
    ("half a yes explains the missing day", pair(asks(said=[said("no", "Ana"), said("mostly", "Ana")])),
     ["GAT004"], ["GAT011"]),
    ("half a yes does not excuse who went ahead", pair(asks(said=[said("mostly", "Ana", OLD)]), vic=RUNS,
                                                       sent=SENT | {"acknowledged_at": MONDAY}), ["GAT004", "GAT006"],
     ["GAT006"]),
    ("a no explains the bypass", pair(asks(said=[NO]), vic=RUNS, sent=SENT | {"acknowledged_at": MONDAY}),
     ["GAT009"], ["HND010"]),
    ("a bypass explains the handoff before the yes", pair(asks(), vic=RUNS, sent=SENT | {"acknowledged_at": MONDAY}),
     ["GAT006"], ["HND010"]),
    ("a bypass explains starting without the handoff", pair(asks(), vic=RUNS), ["GAT006"], ["HND008"]),
    ("a bypass explains being done too early", pair(asks(), vic=ENDED, handoffs=(), dee={"owners": actors("Vic")}),
     ["GAT006"], ["DEP004"]),
    ("a bypass leaves what was sent and not acknowledged", pair(asks(), vic=RUNS, sent=SENT), ["GAT006", "HND005"],
     ["HND008", "HND010"]),
    ("starting without the handoff explains the missing acknowledgement", pair(vic=RUNS, sent=SENT, dee=ENDED),
     ["HND008"], ["HND005"]),
    ("starting without the handoff explains being done too early", pair(vic=ENDED), ["HND008"], ["DEP004"]),
    ("an undecided gate explains the work that waits for it", pair(asks(requested_at=OLD), dee=WAITING, vic=NEXT_DUE),
     ["GAT008"], ["PLN006"]),
    ("an undecided gate explains what only waits behind it",
     pair(asks(requested_at=OLD), dee=ENDED, vic=RESTING, sent={"sent": False}), ["GAT008"], ["PLN006"]),
    ("work that is being made is late itself", pair(asks(requested_at=OLD), dee=RUNS | LATE, vic=NEXT_DUE),
     ["GAT008", "PLN006"], ["PLN006"]),
    ("a missing acknowledgement explains the receiver's lateness", pair(dee=ENDED, vic=RESTING, sent=SENT),
     ["HND005"], ["PLN006"]),
    ("a receiver who waits for more is late",
     pair(dee=ENDED, vic=RESTING | {"needs": ("Cover artwork", "Lyrics")}, sent=SENT,
          more=work("Lyrics", "Vic", due="2026-08-01")),
     ["HND005", "PLN006", "PLN006"], ["PLN006", "PLN006"]),
    ("no due date explains itself", pair(vic={"due": None}), ["PLN003"], []),
    ("due after the release explains the order", pair(dee={"due": "2026-09-07"}, vic={"due": "2026-09-06"}),
     ["PLN004", "PLN004"], ["DEP003"]),
]  # fmt: skip


@pytest.mark.parametrize(("story", "speaks"), [row[1:3] for row in ROWS], ids=[row[0] for row in ROWS])
def test_only_the_cause_speaks(story: Example, speaks: list[str]) -> None:
    assert codes(story) == sorted(speaks)


@pytest.mark.parametrize(("story", "speaks", "silent"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_the_cause_silenced_speaks_when_it_is_switched_off(
    story: Example, speaks: list[str], silent: list[str]
) -> None:
    policy = replace(story.policy, off=frozenset({speaks[0]}))
    assert codes(replace(story, policy=policy)) == silent


def test_whoever_speaks_was_itself_kept() -> None:
    for place, row in enumerate(TABLE):
        for later in TABLE[place + 1 :]:
            assert set(row.speaks).isdisjoint(later.silent), (row, later)


def test_no_rule_silences_itself_or_a_code_that_cannot_be() -> None:
    known = {rule.code for rule in ALL} | {
        "AST003",
        "AST004",
        "AST005",
        "SPL001",
        "SPL002",
        "SPL003",
        "SPL004",
        "PRO001",
    }
    for row in TABLE:
        assert set(row.speaks).isdisjoint(row.silent)
        assert {*row.speaks, *row.silent} <= known


def test_a_waived_cause_still_keeps_what_it_explains_silent() -> None:
    waiver = Waiver("GAT006", "Teaser video", "the label agreed", "Mia", day("2026-08-31"))
    report = report_on(pair(asks(), vic=RUNS, policy=Policy(waivers=(waiver,))))
    assert [entry.violation.code for entry in report.waived] == ["GAT006"]
    assert [v.code for v in report.violations if v.code != "PLN009"] == []
