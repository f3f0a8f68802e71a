"""Every sentence on approval gates, as the whole report: code, severity, subject and who must act."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.memory import Approved, Memory, moment_key
from rules.model import Decision, FileFact, Gate, Kind, Phase, Release, Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import MONDAY, actors, at, day, example, gate, plan, release, said, work
from tests.rules.verdict import told

YES, NO = said("yes", "Ana", at("2026-07-30 10:00")), said("no", "Ana", at("2026-07-30 10:00"))
OVER_TWO, TWO = at("2026-07-30 09:59"), at("2026-07-30 10:00")
ANA = Policy(authorities={Kind.ARTWORK: ("Ana",)})
ALONE = Policy(team_of_one=True)
COLUMNS = {"approvers": (), "inline": True}
GATE = "gate Cover artwork approval"


def asks(*approvers: str, **facts: Any) -> Gate:
    return gate("Cover artwork", *(approvers or ("Ana",)), **facts)


def cover(*gates: Gate, teaser: Any = None, **facts: Any) -> Example:
    """Dee's cover, due on 20 August, and Dee's teaser that needs it, due four days later."""
    about = {k: facts.pop(k) for k in ("people", "now", "policy", "memory", "cast", "owners_of") if k in facts}
    facts.setdefault("owners", actors("Dee"))
    after = {"owners": actors("Dee"), "due": "2026-08-24", "needs": ("Cover artwork",)} | (teaser or {})
    return plan(work("Cover artwork", **facts), work("Teaser video", **after), gates=gates, **about)


def one(title: str, *gates: Any, **facts: Any) -> Example:
    about = {k: facts.pop(k) for k in ("now", "policy", "memory", "date") if k in facts}
    facts.setdefault("due", "2026-08-06")
    return plan(work(title, "Dee", **facts), gates=gates, **about)


def by(code: str, who: str = "Dee", severity: str = "blocker", what: str = GATE) -> list[str]:
    return [f"{code} {severity} {what}: {who}"]


def decided(*words: Decision, approvers: tuple[str, ...] = ("Ana",), **facts: Any) -> Gate:
    return asks(*approvers, said=words, **facts)


RUNS = {"state": "in progress"}
TEASER, COVER = "deliverable Teaser video", "deliverable Cover artwork"
SAM_YES, DEE_YES = said("yes", "Sam", MONDAY), said("yes", "Dee", MONDAY)

SENTENCES: list[tuple[str, Example, list[str]]] = [
    *((f"the policy requires a gate for {title}", one(title, **facts),
       by("GAT001", severity="warning", what=f"deliverable {title}"))
      for title, facts in {"Final master": {}, "Cover artwork": {}, "Distributor upload": {}, "Instagram post": {},
                           "Launch posts": {"due": "2026-09-04"}, "Promotional calendar": {}}.items()),
    *((f"it requires none for {title}", one(title), []) for title in ("Mix", "Lyrics", "Press photos")),
    ("there is a gate", one("Final master", gate("Final master", "Ana")), []),
    ("a gate of another kind is none", one("Final master", gate("Final master", "Ana", kind=Kind.MIX)),
     by("GAT001", severity="warning", what="deliverable Final master")),
    ("done work that nothing waits for", one("Final master", state="done"), []),
    ("done work that open work builds on", cover(state="done"), by("GAT001", severity="warning", what=COVER)),
    ("done work that only cancelled work needs", cover(state="done", teaser={"state": "cancelled"}), []),
    ("columns with no approver and no decision are no gate", cover(asks(**COLUMNS)),
     by("GAT001", severity="warning", what=COVER)),
    ("columns with a decision and no approver", cover(asks(**COLUMNS, said=[said("yes")])), by("GAT002", what=COVER)),
    ("columns with a request and no approver", cover(asks(**COLUMNS, requested_at=MONDAY)), by("GAT002", what=COVER)),
    ("a gate names nobody", cover(asks(approvers=())), by("GAT002")),
    ("a gate names a placeholder", cover(asks("TBD")), by("GAT002")),
    ("its approver column cannot be read", cover(asks(approvers=Unknown.UNREADABLE)), []),
    ("the named approver may not decide", cover(asks("Sam"), policy=ANA), by("GAT003")),
    ("another named person beside an authorised one", cover(asks("Sam", "Ana"), policy=ANA), []),
    ("whoever decided may not", cover(decided(SAM_YES, approvers=("Ana", "Sam")), policy=ANA), by("GAT003")),
    ("nobody listed: whoever the gate names may", cover(asks("Sam")), []),
    ("an unauthorised word after an authorised one", cover(decided(YES, said("no", "Sam", MONDAY)), policy=ANA), []),
    ("an authorised word after an unauthorised one",
     cover(decided(said("no", "Sam", TWO), said("yes", "Ana", MONDAY)), policy=ANA, teaser=RUNS), []),
    ("a decision without authority is no decision", cover(decided(SAM_YES), policy=ANA, teaser=RUNS),
     [*by("GAT003"), *by("GAT006", what=TEASER)]),
    ("only the owner may approve", cover(asks("Dee")), by("GAT003")),
    ("only the owner may, and was asked long ago", cover(asks("Dee", requested_at=OVER_TWO)), by("GAT003")),
    ("only the owner may, and did", cover(decided(DEE_YES, approvers=("Dee",))), by("GAT003")),
    ("only the owner is listed", cover(asks("Sam"), policy=Policy(authorities={Kind.ARTWORK: ("Dee",)})),
     by("GAT003")),
    ("only the owner, in a team of one", cover(decided(DEE_YES, approvers=("Dee",)), policy=ALONE), []),
    ("the owner and another", cover(asks("Dee", "Ana")), []),
    *((f"the decision is {word!r}", cover(decided(said(word, "Ana", MONDAY))), by("GAT004", "Ana"))
      for word in ("I guess", "mostly", "approved with changes")),
    *((f"the decision is {word}", cover(decided(said(word, "Ana", MONDAY))), []) for word in ("yes", "no", "pending")),
    ("an unclear word after a no leaves the no", cover(decided(NO, said("mostly", "Ana", MONDAY)), teaser=RUNS),
     [*by("GAT004", "Ana"), *by("GAT009", what=TEASER)]),
    ("the work changed after the yes", cover(decided(replace(YES, version="v1")), version="v2"), by("GAT005", "Ana")),
    ("it did not", cover(decided(replace(YES, version="v1")), version="V1 "), []),
    ("notes, status, order and links are harmless",
     cover(decided(replace(YES, version="v1")), version="v1", notes="warmer", state="in review"), []),
    ("what depends on it is under way", cover(asks(), teaser=RUNS), by("GAT006", what=TEASER)),
    *((f"what depends on it is {state}", cover(asks(), teaser={"state": state}), by("GAT006", what=TEASER))
      for state in ("in review", "done", "scheduled", "live")),
    *((f"what depends on it is {state}", cover(asks(), teaser={"state": state}), [])
      for state in ("not started", "waiting", "cancelled")),
    ("the gate is approved", cover(decided(YES), teaser=RUNS), []),
    ("finished work waits for its own yes", cover(asks(), state="done"), []),
    ("the gated work is scheduled", one("Lyrics post", gate("Lyrics post", "Ana"), state="scheduled"),
     by("GAT006", what="deliverable Lyrics post")),
    ("the gated work is live", one("Lyrics post", gate("Lyrics post", "Ana"), state="live"),
     by("GAT006", what="deliverable Lyrics post")),
    ("the gated upload is done", one("Distributor upload", gate("Distributor upload", "Ana"), state="done"),
     by("GAT006", what="deliverable Distributor upload")),
    ("the gated upload is under way", one("Distributor upload", gate("Distributor upload", "Ana"), **RUNS), []),
    ("a release-week post that is scheduled waits for the final go", one("Launch posts", gate("Launch posts", "Ana"),
                                                                 state="scheduled", due="2026-09-04"), []),
    ("a post of another week does not", one("Launch posts", gate("Launch posts", "Ana"), state="scheduled"),
     by("GAT006", what="deliverable Launch posts")),
    ("three approvers", cover(asks("Ana", "Ben", "Kaya")), by("GAT007", severity="warning")),
    ("two approvers and an empty seat", cover(asks("Ana", "Ben", "TBD")), []),
    ("asked for and undecided over two working days", cover(asks(requested_at=OVER_TWO)),
     by("GAT008", "Ana", "warning")),
    ("asked for and undecided for exactly two", cover(asks(requested_at=TWO)), []),
    ("asked for on a Saturday", cover(asks(requested_at=at("2026-08-01 09:00"))), []),
    ("undecided the day before the work is due", cover(asks(), due="2026-08-04"), []),
    ("undecided on the day the work is due", cover(asks(), due="2026-08-03"), by("GAT008", "Ana")),
    ("undecided on the day what needs it is due",
     cover(asks(), state="done", teaser={"due": "2026-08-03"}), by("GAT008", "Ana")),
    ("decided on the due date", cover(decided(said("yes", "Ana", MONDAY)), due="2026-08-03"), []),
    ("answered late, but now", cover(decided(YES, requested_at=day("2026-07-01"))), []),
    ("a no that is passed", cover(decided(NO), teaser=RUNS), by("GAT009", what=TEASER)),
    ("a no that is kept", cover(decided(NO), **RUNS), []),
    ("a no stands until a yes", cover(decided(NO, said("pending", "Ana", MONDAY)), teaser=RUNS),
     by("GAT009", what=TEASER)),
    ("the same person says yes", cover(decided(NO, said("yes", "Ana", MONDAY)), teaser=RUNS), []),
    ("somebody with the same authority says yes",
     cover(decided(NO, said("yes", "Ben", MONDAY), approvers=("Ana", "Ben")), teaser=RUNS), []),
    ("all must say yes, and one has", cover(decided(YES, approvers=("Ana", "Ben"), all_must=True), teaser=RUNS),
     by("GAT006", what=TEASER)),
    ("any one may, and one has", cover(decided(YES, approvers=("Ana", "Ben")), teaser=RUNS), []),
    ("several records are one gate's history, the latest word counting",
     cover(decided(NO, key="one"), decided(said("yes", "Ana", MONDAY), key="two"), teaser=RUNS), []),
    ("a yes to one thing never counts for another",
     cover(decided(YES, kind=Kind.PHOTO, key="one"), asks(key="two"), teaser=RUNS), by("GAT006", what=TEASER)),
    ("the owner approves their own work", cover(decided(DEE_YES, approvers=("Dee", "Ana"))),
     by("GAT010", "Ana", "warning")),
    ("the owner is only named", cover(asks("Dee", "Ana")), []),
    ("the owner approves, in a team of one",
     cover(decided(DEE_YES, approvers=("Dee", "Ana")), policy=ALONE), []),
    ("a yes without when", cover(decided(said("yes", "Ana"))), by("GAT011", "Ana", "warning")),
    ("a no without who", cover(decided(said("no", "", MONDAY))), by("GAT011", "Ana", "warning")),
    ("pending needs neither", cover(decided(said("pending"))), []),
    ("cancelled work and its gates", cover(asks(approvers=()), state="cancelled", teaser=RUNS), []),
    ("a cancelled gate", cover(decided(YES, key="one"), asks(approvers=(), key="two", cancelled=True)), []),
]  # fmt: skip


@pytest.mark.parametrize(("story", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_the_sentence_holds(story: Example, expected: list[str]) -> None:
    assert told(story) == expected


def queue(count: int, **facts: Any) -> Release:
    titles = [f"Lyrics {number}" for number in range(count)]
    gates = tuple(gate(title, "Ana", **({"requested_at": MONDAY} | facts)) for title in titles)
    return release(*(work(title, "Dee") for title in titles), gates=gates)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (queue(6), ["GAT012 note gate Lyrics 0 approval: Ana"]),
        (queue(5), []),
        (queue(6, requested_at=None), []),
        (queue(6, said=(YES,)), []),
    ],
    ids=["six", "exactly five", "never asked for", "decided"],
)
def test_one_person_holds_at_most_five_undecided_gates(asked: Release, expected: list[str]) -> None:
    assert told(example(asked)) == expected


DATE, GO = gate("release date", "Mia"), gate("Night Bus", "Mia", kind=Kind.LAUNCH_POST)
THE_DAY_BEFORE = at("2026-09-03 10:00")


def public(title: str, *gates: Gate, **facts: Any) -> list[str]:
    return told(one(title, *gates, **({"due": "2026-08-20", "state": "scheduled"} | facts)))


@pytest.mark.parametrize("title", ["Teaser video", "Pre-save link", "Sync pitch", "Editorial pitch"])
@pytest.mark.parametrize("state", ["scheduled", "live"])
def test_nothing_public_before_the_date_is_confirmed(title: str, state: str) -> None:
    blocked = [f"GAT013 blocker deliverable {title}: Mia"]
    assert public(title, DATE, state=state) == blocked
    assert public(title, replace(DATE, decisions=(said("no", "Mia", TWO),)), state=state) == blocked
    assert public(title, replace(DATE, decisions=(said("yes", "Mia", TWO),)), state=state) == []
    assert public(title, DATE, state="done") == public(title, DATE, state="in progress") == []
    assert public(title, state=state) == []


def test_the_date_may_be_confirmed_on_a_deliverable_of_its_own() -> None:
    def with_row(*words: Decision) -> Example:
        rows = work("Release date", "Mia", due="2026-08-10"), work("Teaser video", "Vic", state="scheduled")
        return plan(*rows, gates=(gate("Release date", "Ana", said=words, title="Date"),))

    assert told(with_row()) == ["GAT013 blocker deliverable Teaser video: Ana"]
    assert told(with_row(YES)) == []


POSTS = {"due": "2026-09-04", "phase": Phase.RELEASE, "state": "scheduled"}
NO_GO = ["GAT014 blocker deliverable Launch posts: Mia"]
OWN = gate("Launch posts", "Mia")


@pytest.mark.parametrize(
    ("gates", "facts", "expected"),
    [
        ((OWN,), {"now": at("2026-09-02 23:59"), "state": "scheduled"}, []),
        ((OWN,), {"now": at("2026-09-03 00:00"), "state": "scheduled"}, NO_GO),
        ((OWN,), {"now": THE_DAY_BEFORE, "state": "done"}, NO_GO),
        ((OWN,), {"now": at("2026-08-20 10:00"), "state": "live"}, NO_GO),
        ((GO, replace(OWN, cancelled=True)), {"now": THE_DAY_BEFORE}, NO_GO),
        ((replace(GO, decisions=(said("yes", "Mia", TWO),)),), {"now": THE_DAY_BEFORE}, []),
        ((replace(OWN, decisions=(said("yes", "Mia", TWO),)),), {"now": THE_DAY_BEFORE}, []),
        ((replace(OWN, decisions=(said("no", "Mia", TWO),)),), {"now": THE_DAY_BEFORE, "state": "done"}, NO_GO),
        ((OWN,), {"now": THE_DAY_BEFORE, "state": "cancelled"}, []),
        ((OWN,), {"now": THE_DAY_BEFORE, "state": Unknown.UNREADABLE}, []),
    ],
    ids=["two days before", "one working day before", "ready", "live", "the go on the release", "given on the release",
         "given on the posts", "refused", "cancelled", "unreadable"],
)  # fmt: skip
def test_nothing_posts_before_the_final_go(gates: tuple[Gate, ...], facts: dict[str, Any], expected: list[str]) -> None:
    assert told(one("Launch posts", *gates, **(POSTS | facts))) == expected


APPROVED = Approved("yes|ana|2026-07-30T10:00:00+00:00|", {"file": "cover.png 1"}, at("2026-07-30 11:00"))


@pytest.mark.parametrize(
    ("file", "stale"),
    [
        (FileFact("cover.png", "https://x.example/a?sig=2", "1"), False),
        (FileFact("cover.png", stable_id="2"), True),
        (FileFact("cover-new.png", stable_id="1"), True),
        (Unknown.UNSEEN, False),
    ],
    ids=["signed afresh", "another file", "another name", "not seen"],
)
def test_an_approval_is_bound_to_the_file_that_stood_there(file: Any, stale: bool) -> None:
    memory = Memory(approvals={"Cover artwork|artwork": APPROVED})
    assert told(cover(decided(YES), file=file, memory=memory)) == (by("GAT005", "Ana") if stale else [])


def test_the_version_that_the_tool_recorded_goes_before_the_memory() -> None:
    word = replace(YES, version="v2")
    known = Approved("yes|ana|2026-07-30T10:00:00+00:00|v2", {"version": "v1"}, at("2026-07-30 11:00"))
    memory = Memory(approvals={"Cover artwork|artwork": known})
    assert told(cover(decided(word), version="v2", memory=memory)) == []


@pytest.mark.parametrize(("began", "passed"), [(at("2026-08-01 09:00"), False), (at("2026-08-02 09:00"), True)])
def test_what_went_ahead_while_the_approval_held_is_the_stale_approvals_alone(began: Any, passed: bool) -> None:
    changed = replace(APPROVED, changed={"file": at("2026-08-01 12:00")})
    memory = Memory({moment_key("Teaser video", "under way"): began}, {"Cover artwork|artwork": changed})
    story = cover(decided(YES), file=FileFact("cover.png", stable_id="2"), memory=memory, teaser=RUNS)
    assert told(story) == [*by("GAT005", "Ana"), *(by("GAT006", what=TEASER) if passed else [])]


@pytest.mark.parametrize(
    ("asked", "late"), [(at("2026-07-29 09:00"), False), (day("2026-08-01"), False), (OVER_TWO, True)]
)
def test_a_stale_yes_waits_two_working_days_from_the_renewed_request(asked: Any, late: bool) -> None:
    changed = replace(APPROVED, changed={"file": at("2026-07-29 12:00")})
    story = cover(
        decided(YES, requested_at=asked), file=FileFact("cover.png", stable_id="2"),
        memory=Memory(approvals={"Cover artwork|artwork": changed}),
    )  # fmt: skip
    assert told(story) == [*by("GAT005", "Ana"), *(by("GAT008", "Ana", "warning") if late else [])]
