"""The gate rules on tables of flagged plans and their near-miss twins, by the codes of the whole report."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rules.memory import Approved, Memory
from rules.model import FileFact, Gate, Kind, Need, NeedKind, Person, Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import FRIDAY, MONDAY, actors, at, day, example, gate, person, plan, release, said, work
from tests.rules.verdict import codes, only, untold

YES = said("yes", "Ana", at("2026-07-30 10:00"))
NO = said("no", "Ana", at("2026-07-31 10:00"))
ANA_DECIDES = Policy(authorities={Kind.ARTWORK: ("Ana",)})
PEOPLE = [person("Ana", "artist"), person("Dee", "designer"), person("Sam", "manager")]
ARTIST_DECIDES = Policy(authorities={Kind.ARTWORK: ("Artist",)})
VIC_TOO = [*PEOPLE, replace(person("Vic"), roles_unseen=Unknown.UNREADABLE)]
"""Vic's roles cannot be read."""
EVE = at("2026-09-03 10:00")
"""The day before the release."""


def cover(*gates: Gate, **facts: Any) -> Example:
    """A cover that Dee owns, with its gates, and a teaser of hers that needs it."""
    teaser = {"needs": ("Cover artwork",)} | facts.pop("teaser", {})
    about = {k: facts.pop(k) for k in ("people", "now", "policy", "memory", "cast") if k in facts}
    owners = actors(facts.pop("owner", "Dee"))
    return plan(
        work("Cover artwork", owners=owners, **facts),
        work("Teaser video", owners=owners, **teaser),
        gates=gates,
        **about,
    )


def asks(*approvers: str, **facts: Any) -> Gate:
    return gate("Cover artwork", *(approvers or ("Ana",)), **facts)


def posts(*gates: Gate, now: Any = EVE, **facts: Any) -> Example:
    return plan(
        work("Launch posts", "Sam", **({"due": "2026-09-04", "state": "scheduled"} | facts)), gates=gates, now=now
    )


def public(*gates: Gate, **facts: Any) -> Example:
    return plan(work("Teaser video", "Vic", **facts), gates=gates)


RUNNING = {"teaser": {"needs": ("Cover artwork",), "state": "in progress"}}

TABLE: list[tuple[str, Example, list[str]]] = [
    ("no gate on a master", plan(work("Final master", "Kaya")), ["GAT001"]),
    ("no gate needed", plan(work("Lyrics", "Kaya")), []),
    ("a mix approval is none of the master",
     plan(work("Final master", "Kaya"), gates=(gate("Final master", "Ana", kind=Kind.MIX),)), ["GAT001"]),
    ("a decision among the needs is no gate",
     plan(work("Final master", "Kaya", needs=(Need("Mix approval", NeedKind.DECISION),))), ["GAT001"]),
    ("a gate on a launch post counts for posts",
     plan(work("Launch posts", "Sam"), gates=(gate("Launch posts", "Ana", kind=Kind.POST),)), []),
    ("a finished master without a gate", plan(work("Final master", "Kaya", state="done")), []),
    ("no place for gates", plan(work("Final master", "Kaya"), gates=Unknown.ABSENT), []),
    ("columns left empty are no gate", cover(asks(approvers=(), inline=True)), ["GAT001"]),
    ("columns with a request are a gate", cover(replace(asks(approvers=(), inline=True), requested_at=MONDAY)),
     ["GAT002"]),
    ("nobody named", cover(asks(approvers=())), ["GAT002"]),
    ("a placeholder named", cover(asks("TBD")), ["GAT002"]),
    ("an unreadable approver", cover(asks(approvers=Unknown.UNREADABLE)), []),
    ("a decision without approver or signature", cover(asks(approvers=(), said=[said("yes", "", MONDAY)])), ["GAT002"]),
    ("a decision names its giver", cover(asks(approvers=(), said=[YES])), []),
    ("no authority", cover(asks("Sam"), policy=ANA_DECIDES), ["GAT003"]),
    ("one of two has authority", cover(asks("Sam", "Ana"), policy=ANA_DECIDES), []),
    ("a yes without authority", cover(asks("Ana", said=[said("yes", "Sam", MONDAY)]), policy=ANA_DECIDES), ["GAT003"]),
    ("a yes without authority lets nobody pass",
     cover(asks("Ana", said=[said("yes", "Sam", MONDAY)]), policy=ANA_DECIDES, **RUNNING), ["GAT003", "GAT006"]),
    ("a stranger's no after a yes that counts", cover(asks(said=[YES, said("no", "Sam", MONDAY)])), []),
    ("somebody the gate does not name", cover(asks(said=[said("yes", "Sam", MONDAY)])), ["GAT003"]),
    ("authority by role of the people table",
     cover(asks("Ana"), policy=Policy(authorities={Kind.ARTWORK: ("Artist",)}), people=PEOPLE), []),
    ("authority by a role that another fills",
     cover(asks("Sam"), policy=Policy(authorities={Kind.ARTWORK: ("Artist",)}), people=PEOPLE), ["GAT003"]),
    ("authority by a role that nobody fills",
     cover(asks("Sam"), policy=Policy(authorities={Kind.ARTWORK: ("Artist",)}), people=PEOPLE[1:]), ["GAT003"]),
    ("authority by a role that somebody may have", cover(asks("Vic"), policy=ARTIST_DECIDES, people=VIC_TOO), []),
    ("one of two may have the role", cover(asks("Sam", "Vic"), policy=ARTIST_DECIDES, people=VIC_TOO), []),
    ("a yes of one who may have the role",
     cover(asks("Vic", said=[said("yes", "Vic", MONDAY)]), policy=ARTIST_DECIDES, people=VIC_TOO), []),
    ("a role that the release gives to another",
     cover(asks("Vic"), policy=ARTIST_DECIDES, people=VIC_TOO, cast=(("Artist", actors("Ana")[0]),)), ["GAT003"]),
    ("a name that is not theirs, whatever their roles", cover(asks("Vic"), policy=ANA_DECIDES, people=VIC_TOO),
     ["GAT003"]),
    ("a role nobody could be asked about",
     cover(asks("Sam"), policy=Policy(authorities={Kind.ARTWORK: ("Artist",)})), []),
    ("authority of another kind", cover(asks("Sam"), policy=Policy(authorities={Kind.MASTER: ("Ana",)})), []),
    ("an approver who left", cover(asks("Ben"), people=[*PEOPLE, person("Ben", active=False)]), ["GAT003"]),
    ("only the owner may approve", cover(asks("Dee")), ["GAT003"]),
    ("a deadlock is not a wait", cover(asks("Dee", requested_at=day("2026-07-20")), state="in review"), ["GAT003"]),
    ("a team of one has no deadlock", cover(asks("Dee"), policy=Policy(team_of_one=True)), []),
    ("a confirmation is the owner's", cover(asks("Dee", confirmation=True)), []),
    ("a kind that the owner confirms",
     plan(work("Distributor upload", "Sam", due="2026-08-06"), gates=(gate("Distributor upload", "Sam"),)), []),
    ("half a yes", cover(asks(said=[said("mostly", "Ana", MONDAY)])), ["GAT004"]),
    ("half a yes on what is overdue",
     cover(asks(said=[said("mostly", "Ana", MONDAY)]), state="in review", due="2026-08-01"), ["GAT004"]),
    ("pending is an answer", cover(asks(said=[said("pending")])), []),
    ("another version", cover(asks(said=[replace(YES, version="v1")]), version="v2"), ["GAT005"]),
    ("the same version, other case", cover(asks(said=[replace(YES, version="V2")]), version="v2 "), []),
    ("a stale yes does not flag what ran under it",
     cover(asks(said=[replace(YES, version="v1")]), version="v2", **RUNNING), ["GAT005"]),
    ("a stale yes asked again is not overdue yet",
     cover(asks(said=[replace(YES, version="v1")], requested_at=at("2026-07-31 09:00")), version="v2"), ["GAT005"]),
    ("a stale yes asked again long ago",
     cover(asks(said=[replace(YES, version="v1", at=day("2026-07-01"))], requested_at=day("2026-07-20")), version="v2"),
     ["GAT005", "GAT008"]),
    ("a dependent is under way", cover(asks(), **RUNNING), ["GAT006"]),
    ("done work waits for its own yes", cover(asks(), state="done"), []),
    ("nothing seen of the decisions", cover(asks(decisions=Unknown.ABSENT), **RUNNING), []),
    ("live without a yes", plan(work("Lyrics post", "Sam", state="live"), gates=(gate("Lyrics post", "Ana"),),
                                now=at("2026-07-30 10:00")), ["GAT006"]),
    ("uploaded without a yes",
     plan(work("Distributor upload", "Sam", state="done"), gates=(gate("Distributor upload", "Ana"),)), ["GAT006"]),
    ("a no that is passed", cover(asks(said=[NO]), **RUNNING), ["GAT009"]),
    ("a no lifted by the same person", cover(asks(said=[NO, said("yes", "Ana", MONDAY)]), **RUNNING), []),
    ("a no lifted by an equal",
     cover(asks("Ana", "Ben", said=[NO, said("yes", "Ben", MONDAY)]), **RUNNING), []),
    ("a no is not lifted by a question", cover(asks(said=[NO, said("pending", "Ana", MONDAY)]), **RUNNING), ["GAT009"]),
    ("three approvers", cover(asks("Ana", "Ben", "Kaya")), ["GAT007"]),
    ("two approvers", cover(asks("Ana", "Ben")), []),
    ("asked and undecided", cover(asks(requested_at=at("2026-07-30 09:59"))), ["GAT008"]),
    ("asked and undecided at the edge", cover(asks(requested_at=at("2026-07-30 10:00"))), []),
    ("ready and due today", cover(asks(), state="in review", due="2026-08-03"), ["GAT008"]),
    ("ready and due tomorrow", cover(asks(), state="in review", due="2026-08-04"), []),
    ("a decision explains what is overdue", cover(asks(), state="in review", due="2026-08-01"), ["GAT008"]),
    ("undecided on its due date, asked for or not", cover(asks(), state="in progress", due="2026-08-03"), ["GAT008"]),
    ("a status nobody can read may say cancelled", cover(asks(), state=Unknown.UNREADABLE, due="2026-08-01"), []),
    ("the owner said yes", cover(asks("Dee", "Ana", said=[said("yes", "Dee", MONDAY)])), ["GAT010"]),
    ("the other one said yes", cover(asks("Dee", "Ana", said=[YES])), []),
    ("the owner of a team of one",
     cover(asks("Dee", said=[said("yes", "Dee", MONDAY)]), policy=Policy(team_of_one=True)), []),
    ("a yes without a day", cover(asks(said=[said("yes", "Ana")])), ["GAT011"]),
    ("a yes without a name", cover(asks(said=[said("yes", "", MONDAY)])), ["GAT011"]),
    ("no column for the day", cover(asks(said=[replace(YES, at=Unknown.ABSENT)])), []),
    ("scheduled before the date is confirmed", public(gate("release date", "Ana"), state="scheduled"), ["GAT013"]),
    ("finished before the date is confirmed", public(gate("release date", "Ana"), state="done"), []),
    ("scheduled with a confirmed date", public(gate("release date", "Ana", said=[YES]), state="scheduled"), []),
    ("scheduled in a plan without such a gate", public(state="scheduled"), []),
    ("the last day before the launch", posts(gate("Launch posts", "Ana")), ["GAT014"]),
    ("two days before the launch", posts(gate("Launch posts", "Ana"), now=at("2026-09-02 10:00")), []),
    ("the final go on the release", posts(gate("Night Bus", "Ana", kind=Kind.LAUNCH_POST, said=[YES])), []),
    ("no final go on the release", posts(gate("Night Bus", "Ana", kind=Kind.LAUNCH_POST)), ["GAT014"]),
    ("scheduled early, waiting for the go", posts(gate("Launch posts", "Ana"), state="scheduled", now=MONDAY), []),
    ("scheduled against a no",
     posts(gate("Launch posts", "Ana", said=[NO]), state="scheduled", now=MONDAY), ["GAT009"]),
    ("cancelled work", cover(asks(approvers=()), state="cancelled", teaser={"state": "cancelled", "needs": ()}), []),
]  # fmt: skip


@pytest.mark.parametrize(("story", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_plan_yields_exactly_these_codes(story: Example, expected: list[str]) -> None:
    assert codes(story) == expected


@pytest.mark.parametrize(
    ("gates", "rule"),
    [((), "GAT013"), (Unknown.ABSENT, "GAT013"), (Unknown.ABSENT, "GAT001")],
)
def test_a_plan_without_the_gate_cannot_tell(gates: Any, rule: str) -> None:
    assert untold(plan(work("Teaser video", "Vic", state="scheduled"), gates=gates), rule)


def test_a_plan_without_a_final_go_cannot_tell_once_the_launch_is_near() -> None:
    assert untold(posts(gate("Lyrics", "Ana")), "GAT014")
    assert not untold(posts(now=MONDAY), "GAT014")


@pytest.mark.parametrize(
    ("approvers", "decided", "tells"),
    [
        (("Vic",), "", True),
        (("Sam", "Vic"), "", True),
        (("Vic", "Ana"), "", False),
        (("Vic", "Ana"), "Vic", True),
        (("Vic", "Ana"), "Ana", False),
        (("Sam",), "", False),
    ],
)
def test_roles_that_are_not_shown_are_told_where_authority_hangs_on_them(
    approvers: tuple[str, ...], decided: str, tells: bool
) -> None:
    words = [said("yes", decided, MONDAY)] if decided else []
    found = untold(cover(asks(*approvers, said=words), policy=ARTIST_DECIDES, people=VIC_TOO), "GAT003")
    assert [entry.why for entry in found] == ["who has which role: the value could not be read"] * tells


def test_a_missing_column_for_who_decided_is_told_not_flagged() -> None:
    assert untold(cover(asks(said=[replace(YES, by=Unknown.ABSENT)])), "GAT011")


@pytest.mark.parametrize(
    ("owner", "approvers", "policy", "people", "candidate"),
    [
        ("Dee", ("Dee",), Policy(authorities={Kind.ARTWORK: ("Dee", "Ana")}), PEOPLE, "Ana"),
        ("Dee", ("Dee", "Sam"), Policy(authorities={Kind.ARTWORK: ("Dee",)}), PEOPLE, "Sam"),
        ("Dee", ("Sam",), Policy(authorities={Kind.ARTWORK: ("Designer",)}), PEOPLE, "Sam"),
        ("Dee", ("Dee",), Policy(), [], "Mo"),
    ],
    ids=["listed", "named without authority", "only the owner is listed", "the manager"],
)
def test_a_deadlock_names_who_could_be_given_authority(
    owner: str, approvers: tuple[str, ...], policy: Policy, people: list[Person], candidate: str
) -> None:
    cast = (("manager", actors("Mo")[0]),)
    found = only(cover(asks(*approvers), owner=owner, policy=policy, people=people, cast=cast), "GAT003")
    assert found.message == (
        f"Only {owner} may approve Cover artwork, and {owner} made it: {candidate} could be given authority"
    )


def test_a_decision_that_is_due_blocks_and_one_that_is_only_slow_warns() -> None:
    slow = only(cover(asks(requested_at=day("2026-07-20"))), "GAT008")
    due = only(cover(asks(), state="in review", due="2026-08-03"), "GAT008")
    assert (slow.severity.value, due.severity.value) == ("warning", "blocker")
    assert due.who is not None
    assert due.who.name == "Ana"


def test_a_material_change_shows_field_old_new_and_when() -> None:
    approved = Approved(
        "yes|ana|2026-07-30T10:00:00+00:00|", {"file": "cover.png 1"}, day_at(1), {"file": at("2026-08-01 09:00")}
    )
    memory = Memory(approvals={"Cover artwork|artwork": approved})
    story = cover(asks(said=[YES]), file=FileFact("cover.png", stable_id="2"), memory=memory)
    found = only(story, "GAT005")
    assert found.message == "Cover artwork changed after Ana approved it: file cover.png 1 → cover.png 2"
    assert found.evidence == ("file: “cover.png 1” when approved, “cover.png 2” now; first seen 2026-08-01",)


@pytest.mark.parametrize(("started", "expected"), [(-1, ["GAT005"]), (1, ["GAT005", "GAT006"])])
def test_work_that_evidently_began_after_the_change_is_a_bypass_too(started: int, expected: list[str]) -> None:
    changed = at("2026-08-01 09:00")
    approved = Approved("yes|ana|2026-07-30T10:00:00+00:00|v1", {}, day_at(1), {"version": changed})
    memory = Memory(
        approvals={"Cover artwork|artwork": approved},
        moments={"Teaser video|under way": changed + timedelta(hours=started)},
    )
    assert codes(cover(asks(said=[replace(YES, version="v1")]), version="v2", memory=memory, **RUNNING)) == expected


def test_the_release_date_moving_voids_its_confirmation() -> None:
    approved = Approved("yes|ana|2026-07-30T10:00:00+00:00|", {"date": "2026-08-28"}, day_at(1))
    memory = Memory(approvals={"Night Bus|release date": approved})
    story = plan(work("Lyrics", "Dee"), gates=(gate("release date", "Ana", said=[YES]),), memory=memory)
    assert only(story, "GAT005").message.endswith(f"date 2026-08-28 → {FRIDAY}")


def test_one_persons_queue_is_counted_across_releases_and_roles_without_a_table_are_not_one_person() -> None:
    def slate(approver: str) -> Example:
        return example(
            *(
                release(
                    *(work(f"Lyrics {n}{i}", "Dee", key=f"{n}{i}") for i in range(3)),
                    title=f"R{n}",
                    gates=tuple(gate(f"Lyrics {n}{i}", approver, requested_at=MONDAY) for i in range(3)),
                )
                for n in range(2)
            )
        )

    assert "GAT012" in codes(slate("Ana"))
    assert "GAT012" not in codes(slate("Artist"))


def day_at(number: int) -> Any:
    return at(f"2026-07-{number:02} 10:00")
