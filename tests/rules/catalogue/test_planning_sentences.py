"""Every sentence on dependencies and dates, as the whole report: code, severity, subject and who must act."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rules.memory import DateSeen, Memory, moment_key
from rules.model import Brief, Link, Need, NeedKind, Phase, Review, State, Unknown
from rules.policy import Policy
from rules.rule import Example
from rules.samples import FRIDAY, actors, at, day, example, gate, plan, ref, release, said, work
from tests.rules.templates.shipped import POLICY
from tests.rules.verdict import report_on, told, untold


def bio(*wanted: Any, **facts: Any) -> Any:
    return work("Bio", "Dee", needs=wanted, **facts)


def photos(**facts: Any) -> Any:
    return work("Press photos", "Dee", **facts)


def upload(**facts: Any) -> Example:
    about = {k: facts.pop(k) for k in ("memory", "now", "policy") if k in facts}
    return plan(work("Distributor upload", "Mia", **facts), gates=Unknown.ABSENT, **about)


def of_release(**facts: Any) -> Example:
    return plan(photos(), owners=actors("Mia"), **facts)


def by(code: str, severity: str = "warning", title: str = "Bio", who: str = "Dee") -> list[str]:
    return [f"{code} {severity} deliverable {title}: {who}"]


def on_release(code: str, severity: str = "warning") -> list[str]:
    return [f"{code} {severity} release Night Bus: Mia"]


def before(days: int) -> Any:
    return FRIDAY - timedelta(days=days)


UPLOAD = "Distributor upload"
LATE_UPLOAD = by("PLN005", "blocker", UPLOAD, "Mia")
PHOTOS = "Press photos"
LOCK = day("2026-07-01")
MOVED = Memory(dates={"Night Bus": (DateSeen(day("2026-08-28"), at("2026-06-20 09:00")),)})
REVIEWED = (Review("r", "Review", ref("r"), state=State.DONE, worked="Reels", failed="Ads", broke="Nothing"),)
PHRASES = (
    Need("Mix approval from Artist", NeedKind.DECISION),
    Need("Date confirmation from Manager", NeedKind.DECISION),
    Need("Creative brief", NeedKind.INPUT),
)

SENTENCES: list[tuple[str, Example, list[str]]] = [
    ("it depends on something that is not in the plan", plan(bio("Moon")), by("DEP001")),
    ("it depends on something that is", plan(bio("Press photos"), photos()), []),
    ("finished work does not nag about its needs", plan(bio("Moon", state="done")), []),
    ("a need written as a phrase about a person or a decision", plan(replace(bio(), needs=PHRASES)), []),
    ("a cancelled need is dropped", plan(bio("Press photos", due="2026-08-10"), photos(state="cancelled")), []),
    ("a parent is no dependency", plan(replace(bio(due="2026-08-10"), parent=Link("Press photos")), photos()), []),
    ("a circle", plan(bio("Press photos"), photos(needs=("Bio",))), by("DEP002", "blocker")),
    ("itself", plan(bio("Bio", due="2026-08-01")), [*by("DEP002", "blocker"), *by("PLN006")]),
    ("a line is no circle", plan(bio("Press photos"), photos(needs=("Lyrics",)), work("Lyrics", "Dee")), []),
    ("due before something it needs is due", plan(bio(PHOTOS, due="2026-08-19"), photos(due="2026-08-20")),
     by("DEP003")),
    ("due the same day", plan(bio(PHOTOS, due="2026-08-20"), photos(due="2026-08-20")), []),
    ("what needs it is done", plan(bio(PHOTOS, due="2026-08-19", state="done"), photos(state="done")), []),
    ("done though something it needs is not", plan(bio(PHOTOS, state="done"), photos(state="in progress")),
     by("DEP004")),
    ("both are done", plan(bio(PHOTOS, state="done"), photos(state="live")), []),
    ("an active release has no date", of_release(date=None), on_release("PLN001", "blocker")),
    ("a release that was cancelled has none", of_release(date=None, state=State.CANCELLED), []),
    ("its date cannot be read", of_release(date=Unknown.UNREADABLE), []),
    ("41 days after the lock", of_release(locked_at=before(41)), on_release("PLN002")),
    ("42 days after the lock", of_release(locked_at=before(42)), []),
    ("the lock's day is the team's", of_release(locked_at=at("2026-07-24 23:00"), policy=Policy(zone="Europe/Berlin")),
     on_release("PLN002")),
    ("a deliverable has no due date", plan(photos(due=None)), by("PLN003", title=PHOTOS)),
    ("a delivered one has none", plan(photos(due=None, state="done")), []),
    ("due the day after the release", plan(photos(due="2026-09-05")), by("PLN004", "blocker", PHOTOS)),
    ("due on release day", plan(photos(due="2026-09-04")), []),
    *((f"{phase} work is due afterwards", plan(photos(due="2026-09-20", phase=phase)), [])
      for phase in (Phase.SUSTAIN, Phase.REVIEW)),
    ("a post or recap with no phase", plan(work("Recap", "Dee", due="2026-09-20")), []),
    ("done 13 days before", upload(due=before(40), state="done", done_at=before(13)), LATE_UPLOAD),
    ("done 14 days before", upload(due=before(40), state="done", done_at=before(14)),
     by("PLN005", "note", UPLOAD, "Mia")),
    ("done in time, due too late", upload(due=before(5), state="done", done_at=before(30)), []),
    ("due 13 days before", upload(due=before(13)), LATE_UPLOAD),
    ("due 14 days before", upload(due=before(14)), by("PLN005", "note", UPLOAD, "Mia")),
    ("due 28 days before", upload(due=before(28)), []),
    ("never due, and too late all the same", upload(due=None, state="done", done_at=before(13)), LATE_UPLOAD),
    ("open after the end of its due date", plan(photos(due="2026-08-02")), by("PLN006", title=PHOTOS)),
    ("open on its due date", plan(photos(due="2026-08-03")), []),
    ("open work depends on it", plan(bio(PHOTOS), photos(due="2026-08-02")), by("PLN006", "blocker", PHOTOS)),
    ("finished work depended on it", plan(bio(PHOTOS, state="cancelled"), photos(due="2026-08-02")),
     by("PLN006", title=PHOTOS)),
    ("scheduled for today", plan(photos(due="2026-08-03", state="scheduled")), []),
    ("scheduled for yesterday", plan(photos(due="2026-08-02", state="scheduled")), by("PLN006", title=PHOTOS)),
    ("yesterday is over where the team works", plan(photos(due="2026-08-03"), now=at("2026-08-03 22:30"),
                                            policy=Policy(zone="Europe/Berlin")), by("PLN006", title=PHOTOS)),
    ("the release has no brief", of_release(brief=None), on_release("PLN007")),
    ("the brief lacks goal and message", of_release(brief=Brief(type="Single", text="A single.")),
     on_release("PLN007")),
    ("the three stand in columns", of_release(brief=Brief("Single", "500 pre-saves", "Night is long")), []),
    ("the date moved after the plan was locked", of_release(locked_at=LOCK, memory=MOVED), on_release("PLN008")),
    ("it moved before", of_release(locked_at=day("2026-07-20"), memory=Memory(dates={"Night Bus": (
        DateSeen(day("2026-08-28"), at("2026-06-20 09:00")), DateSeen(FRIDAY, at("2026-07-01 09:00")))})), []),
    ("a template's deliverables are missing", of_release(template="EP", policy=POLICY), on_release("PLN009")),
    ("what is already out is not planned any more",
     of_release(template="EP", policy=POLICY, brief=None, locked_at=before(20), now=at("2026-09-05 10:00")),
     by("PLN006", title=PHOTOS)),
]  # fmt: skip


@pytest.mark.parametrize(("story", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_the_sentence_holds(story: Example, expected: list[str]) -> None:
    assert told(story) == expected


def test_no_release_date_silences_what_counts_from_it() -> None:
    items = photos(due="2030-01-01"), work("Distributor upload", "Mia", due="2030-01-01")
    facts: dict[str, Any] = {"date": None, "locked_at": LOCK, "memory": MOVED, "gates": Unknown.ABSENT}
    assert told(plan(*items, **facts)) == ["PLN001 blocker release Night Bus: nobody"]


def test_no_due_date_silences_what_counts_from_it_but_not_the_upload_that_happened() -> None:
    assert told(upload(due=None)) == by("PLN003", title=UPLOAD, who="Mia")
    assert told(plan(bio(PHOTOS, due=None), photos(due="2026-09-04"))) == by("PLN003")


@pytest.mark.parametrize("active", [0, 60])
def test_rules_look_at_a_release_until_60_days_after_its_date(active: int) -> None:
    def on(days: int, **facts: Any) -> Example:
        when = at("2026-08-03 10:00").replace(hour=12) + (FRIDAY - day("2026-08-03")) + timedelta(days=days)
        return plan(photos(due="2026-12-31", phase=Phase.SUSTAIN, owners=()), now=when, **facts)

    assert told(on(active)) == ["OWN001 blocker deliverable Press photos: nobody"]
    assert told(on(61)) == []
    assert told(on(active, reviews=REVIEWED)) == []


def test_a_review_among_the_deliverables_ends_the_release_when_it_is_done() -> None:
    def reviewed(state: str, now: str) -> list[str]:
        review = work("Release review", "Mia", due="2026-09-18", state=state)
        return told(plan(photos(due="2026-12-31", phase=Phase.SUSTAIN, owners=()), review, now=at(now)))

    assert reviewed("done", "2026-09-19 10:00") == []
    assert reviewed("in progress", "2026-09-17 10:00") != []
    assert reviewed("done", "2026-08-19 10:00") != []


@pytest.mark.parametrize(
    ("seen", "late"), [(at("2026-08-30 09:00"), True), (at("2026-08-01 09:00"), False)], ids=["late", "in time"]
)
def test_an_upload_that_a_run_saw_happen_counts_from_that_run(seen: Any, late: bool) -> None:
    memory = Memory(
        {moment_key(UPLOAD, "done"): seen}, dates={"Night Bus": (DateSeen(FRIDAY, at("2026-06-01 09:00")),)}
    )
    story = upload(due=before(40), state="done", memory=memory, now=at("2026-08-31 10:00"))
    assert told(story) == (LATE_UPLOAD if late else [])


@pytest.mark.parametrize("size", [1, 2, 7, 300])
def test_a_circle_of_any_size_is_named_once(size: int) -> None:
    titles = [f"Photo {number:03}" for number in range(size)]
    items = (work(title, "Dee", needs=(titles[index - 1],)) for index, title in enumerate(titles))
    ring = plan(*items, policy=Policy(off=frozenset({"OWN008"})))
    assert told(ring) == by("DEP002", "blocker", titles[0])


def test_two_circles_that_share_nothing_are_two() -> None:
    pairs = [work(a, "Dee", needs=(b,)) for a, b in (("A1", "A2"), ("A2", "A1"), ("B1", "B2"), ("B2", "B1"))]
    assert told(plan(*pairs)) == [*by("DEP002", "blocker", "A1"), *by("DEP002", "blocker", "B1")]


def across(there: Any, *gates: Any, other: Any = None, **facts: Any) -> Example:
    """Press photos of Day Train, and a bio of Night Bus that needs them by their record's id."""
    needing = replace(bio(**facts), needs=(Need(PHOTOS, key=PHOTOS),))
    return example(release(needing), release(there, title="Day Train", gates=gates, **(other or {})))


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (across(photos()), []),
        (across(photos(due="2026-08-21")), by("DEP003")),
        (across(photos(state="in progress"), state="done"), by("DEP004")),
        (across(photos(due="2026-08-01")), by("PLN006", "blocker", PHOTOS)),
        (across(photos(due="2026-08-01", state="done"), state="done"), []),
        (across(photos(), gate(PHOTOS, "Ana"), state="in progress"), by("GAT006", "blocker")),
        (across(photos(), gate(PHOTOS, "Ana", said=[said("yes", "Ana", day("2026-08-01"))]), state="in progress"), []),
        (across(photos(state="done"), gate(PHOTOS, "Ana"), due="2026-08-03"),
         ["GAT008 blocker gate Press photos approval: Ana"]),
        (across(photos(due="2026-08-21"), other={"state": State.CANCELLED}), []),
        (across(photos(state="cancelled", due="2026-08-21")), []),
    ],
    ids=["in the plan", "due before", "done before", "waited for", "done", "bypassed", "approved", "held up",
         "cancelled release", "cancelled work"],
)  # fmt: skip
def test_a_dependency_on_another_release_is_one_like_others(story: Example, expected: list[str]) -> None:
    assert told(story) == expected


def test_what_stands_on_work_of_another_release_is_said_of_that_release() -> None:
    story = across(photos(), gate(PHOTOS, "Ana"), state="in progress")
    assert [v.subject.release for v in report_on(story).violations if v.code == "GAT006"] == ["Night Bus"]


def test_a_post_after_the_release_without_a_phase_is_told() -> None:
    assert untold(plan(work("Recap", "Dee", due="2026-09-20")), "PLN004")
