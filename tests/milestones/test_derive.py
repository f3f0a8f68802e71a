"""Which days become milestones, whose they are, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.model import Actor, Kind, Link, Maybe, Moment, Pitch, Review, State, Unknown
from rules.policy import Policy, Severity, Thresholds
from rules.samples import FRIDAY, MONDAY, actors, at, day, gate, handoff, ref, release, said, slate, work
from rules.violation import Report
from sync.milestones.derive import milestones_of
from sync.milestones.milestone import Milestone, Milestones, Sort
from tests.milestones.plans import BERLIN, gap, judged, of, told

SEEN_BADLY = (Unknown.UNREADABLE, Unknown.TRUNCATED, Unknown.UNSEEN, Unknown.DISPUTED)


def only(found: Milestones, sort: Sort) -> Milestone:
    (one,) = [m for m in found.found if m.sort is sort]
    return one


def test_a_release_with_nothing_but_its_day_yields_the_days_that_are_counted_from_it() -> None:
    found = of(locked_at=None)
    assert [(m.sort, m.title, m.on) for m in found.found] == [
        (Sort.LOCK, "Last day to lock the plan", day("2026-07-24")),
        (Sort.DISTRIBUTOR, "Last day at the distributor", day("2026-08-21")),
        (Sort.PITCH, "Last day for the editorial pitch", day("2026-08-28")),
        (Sort.RELEASE, "Release day", FRIDAY),
        (Sort.REVIEW, "Review of the release", day("2026-09-18")),
    ]


def test_the_policy_says_how_long_the_distributor_and_the_runway_take() -> None:
    policy = Policy(thresholds=Thresholds(distributor_days=28, runway_days=56))
    found = milestones_of(slate(release(locked_at=None)), Report(), policy, "label", MONDAY)
    assert told(found, Sort.DISTRIBUTOR) == [("Last day at the distributor", day("2026-08-07"))]
    assert told(found, Sort.LOCK) == [("Last day to lock the plan", day("2026-07-10"))]


def test_a_plan_that_was_locked_shows_when() -> None:
    found = only(of(locked_at=day("2026-07-01")), Sort.LOCK)
    assert (found.title, found.on, found.met) == ("Plan locked", day("2026-07-01"), True)


@pytest.mark.parametrize("nowhere", [None, Unknown.ABSENT])
def test_a_release_without_a_date_gives_only_what_it_knows(nowhere: Maybe[date]) -> None:
    found = of(work("Final master", "Kaya"), date=nowhere, implied=True)
    assert [(m.sort, m.on) for m in found.found] == [(Sort.DUE, day("2026-08-20"))]


@pytest.mark.parametrize("why", SEEN_BADLY)
def test_a_day_that_could_not_be_read_is_no_milestone_and_not_gone_either(why: Unknown) -> None:
    before = of(work("Final master", "Kaya"))
    now = of(work("Final master", "Kaya", due=why), date=why)
    assert now.found == ()
    assert not any(now.gone(m.key) for m in before.found if m.sort is not Sort.LOCK)


def test_a_day_that_was_taken_out_of_the_plan_is_gone() -> None:
    before = only(of(work("Final master", "Kaya")), Sort.DUE)
    assert of(work("Final master", "Kaya", due=None)).gone(before.key)


def test_nothing_is_gone_when_not_everything_was_read() -> None:
    before = only(of(work("Final master", "Kaya")), Sort.DUE)
    assert not of(complete=False).gone(before.key)


def test_work_is_due_from_its_owners_until_it_is_done() -> None:
    open_, done = work("Final master", "Kaya", "Ben"), work("Cover artwork", "Dee", state="done")
    found = {m.title: m for m in of(open_, done).found}
    assert found["Due: Final master"].who == ("Kaya", "Ben")
    assert found["Due: Cover artwork"].who == ()
    assert found["Due: Cover artwork"].met


def test_two_deliverables_on_one_record_have_a_milestone_each() -> None:
    shared = ref("Night Bus", "Releases")
    mix, master = (replace(work(title), ref=shared) for title in ("Mix", "Master"))
    found = [m for m in of(mix, master).found if m.sort is Sort.DUE]
    assert len({m.key for m in found}) == 2


def test_a_key_stays_when_the_milestone_moves_and_differs_between_workspaces() -> None:
    plan = slate(release(work("Final master")))
    moved = slate(release(work("Final master", due="2026-08-27")))
    first, second, other = (
        only(milestones_of(p, Report(), Policy(), name, MONDAY), Sort.DUE).key
        for p, name in ((plan, "label"), (moved, "label"), (plan, "other"))
    )
    assert first == second != other


def test_what_is_scheduled_goes_out_at_an_instant_of_the_teams_zone() -> None:
    at_nine = datetime(2026, 9, 4, 9, tzinfo=ZoneInfo(BERLIN))
    found = only(of(work("Teaser video", "Vic", scheduled_for=at_nine, state="live")), Sort.OUT)
    assert (found.on, found.zone, found.met) == (at_nine, BERLIN, True)


@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=ZoneInfo("America/New_York")), None, Unknown.ABSENT])
def test_an_instant_that_cannot_be_told_in_utc_is_no_milestone(moment: Maybe[Moment]) -> None:
    assert told(of(work("Teaser video", scheduled_for=moment)), Sort.OUT) == []


@pytest.mark.parametrize(
    ("own", "expected"),
    [(day("2026-08-18"), day("2026-08-18")), (None, day("2026-08-20")), (Unknown.ABSENT, day("2026-08-20"))],
)
def test_a_decision_is_due_on_its_own_day_or_when_the_work_is(own: Maybe[date], expected: date) -> None:
    found = only(of(work("Final master", "Kaya"), gates=(gate("Final master", "Ana", due=own),)), Sort.GATE)
    assert (found.title, found.on, found.who) == ("Decision due: Final master", expected, ("Ana",))


def test_a_decision_whose_own_day_is_unreadable_is_not_told() -> None:
    known = of(work("Final master"), gates=(gate("Final master", "Ana"),))
    blind = of(work("Final master"), gates=(gate("Final master", "Ana", due=Unknown.UNREADABLE),))
    assert told(blind, Sort.GATE) == []
    assert not blind.gone(only(known, Sort.GATE).key)


def test_a_yes_meets_the_decision() -> None:
    yes = gate("Final master", "Ana", said=[said("yes", "Ana", at("2026-08-01 10:00"))])
    found = only(of(work("Final master", "Kaya"), gates=(yes,)), Sort.GATE)
    assert (found.met, found.who) == (True, ())


def test_a_yes_that_a_change_voided_does_not() -> None:
    yes = gate("Final master", "Ana", said=[said("yes", "Ana", at("2026-08-01 10:00"))])
    stale = gap(key=yes.key)
    found = only(of(work("Final master", "Kaya"), gates=(yes,), kept=[stale]), Sort.GATE)
    assert (found.met, found.gaps) == (False, (stale,))


def test_several_records_of_one_decision_are_one_milestone() -> None:
    twice = (gate("Final master", "Ana", key="a"), gate("Final master", "Ben", key="b", due=day("2026-08-10")))
    assert told(of(work("Final master"), gates=twice), Sort.GATE) == [("Decision due: Final master", day("2026-08-10"))]


@pytest.mark.parametrize(
    ("facts", "who", "met"),
    [
        ({}, ("Dee",), False),
        ({"sent": True}, ("Vic",), False),
        ({"sent": True, "acknowledged": True}, (), True),
    ],
)
def test_a_handoff_is_the_senders_until_it_is_sent_and_then_the_receivers(
    facts: dict[str, bool], who: tuple[str, ...], met: bool
) -> None:
    plan = (work("Lyrics", "Dee"), work("Teaser video", "Vic", needs=("Lyrics",)))
    given = handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic", due=day("2026-08-12"), **facts)
    found = only(of(*plan, handoffs=(given,)), Sort.HANDOFF)
    assert (found.title, found.on, found.who, found.met) == (
        "Handoff due: Lyrics to Teaser video", day("2026-08-12"), who, met,
    )  # fmt: skip


def test_the_editorial_pitch_has_its_own_day_and_the_last_one() -> None:
    found = of(work("Editorial pitch", "Sam", kind=Kind.EDITORIAL_PITCH, due="2026-08-10"))
    assert told(found, Sort.PITCH) == [
        ("Due: Editorial pitch", day("2026-08-10")),
        ("Last day for the editorial pitch", day("2026-08-28")),
    ]
    assert {m.who for m in found.found if m.sort is Sort.PITCH} == {("Sam",)}


def test_a_pitch_is_met_once_it_is_sent() -> None:
    pitches = (
        Pitch("p1", "Sync for a film", ref("p1"), by=actors("Sam"), due=day("2026-08-11")),
        Pitch("p2", "Sync for a game", ref("p2"), due=day("2026-08-12"), sent_at=day("2026-08-01")),
        Pitch("p3", "Dropped", ref("p3"), due=day("2026-08-13"), state=State.CANCELLED),
        Pitch("p4", "No day", ref("p4")),
    )
    found = [m for m in of(pitches=pitches).found if m.title.startswith("Pitch due")]
    assert [(m.met, m.cancelled, m.who) for m in found] == [
        (False, False, ("Sam",)),
        (True, False, ()),
        (False, True, ()),
    ]


def test_the_upload_meets_the_distributors_deadline() -> None:
    upload = work("Distributor upload", "Mia")
    assert only(of(upload), Sort.DISTRIBUTOR).who == ("Mia",)
    assert only(of(replace(upload, state=State.DONE)), Sort.DISTRIBUTOR).met
    assert only(of(replace(upload, state=State.CANCELLED)), Sort.DISTRIBUTOR).cancelled


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ((), ["Review of the release"]),
        (Unknown.ABSENT, ["Review of the release"]),
        (Unknown.UNSEEN, []),
        ((Review("r", "Look back", ref("r"), day("2026-09-10")),), ["Review: Look back"]),
        ((Review("r", "Look back", ref("r"), None),), []),
        (
            (Review("r", "Look back", ref("r"), day("2026-09-10"), State.CANCELLED),),
            ["Review: Look back", "Review of the release"],
        ),
    ],
)
def test_the_review_is_the_planned_one_or_two_weeks_after(
    reviews: tuple[Review, ...] | Unknown, expected: list[str]
) -> None:
    assert [title for title, _ in told(of(reviews=reviews), Sort.REVIEW)] == expected


def test_a_review_among_the_work_is_a_planned_one() -> None:
    assert told(of(work("Review", due="2026-09-10")), Sort.REVIEW) == [("Due: Review", day("2026-09-10"))]


def test_cancelled_work_is_a_cancellation_and_so_is_its_decision() -> None:
    dropped = work("Teaser video", "Vic", state="cancelled")
    found = of(dropped, gates=(gate("Teaser video", "Ana"),))
    live = of(replace(dropped, state=None), gates=(gate("Teaser video", "Ana"),))
    for sort in (Sort.DUE, Sort.GATE):
        assert only(found, sort).cancelled
        assert only(found, sort).key == only(live, sort).key
        assert not only(live, sort).cancelled


def test_a_cancelled_release_cancels_everything() -> None:
    found = of(work("Final master", "Kaya"), state=State.CANCELLED, kept=[gap()])
    assert all(m.cancelled and not m.gaps and not m.who for m in found.found)
    assert len(found.found) >= 5


def test_trouble_stands_on_what_it_is_about_and_on_release_day_worst_first() -> None:
    note = gap("a note", Severity.NOTE, fingerprint="n", code="OWN006")
    warning = gap("a warning", Severity.WARNING, fingerprint="w", code="AAA001")
    found = of(work("Final master", "Kaya"), work("Lyrics"), kept=[note, warning, gap()])
    by_title = {m.title: m for m in found.found}
    assert [g.message for g in by_title["Due: Final master"].gaps] == [gap().message, "a warning"]
    assert by_title["Due: Final master"].trouble is Severity.BLOCKER
    assert by_title["Release day"].gaps == by_title["Due: Final master"].gaps
    assert by_title["Due: Lyrics"].trouble is None


def test_trouble_with_a_handoff_that_has_no_day_stands_on_the_work_that_is_handed_over() -> None:
    plan = (work("Lyrics", "Dee"), work("Teaser video", "Vic", needs=("Lyrics",)))
    given = handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic")
    found = {m.title: m for m in of(*plan, handoffs=(given,), kept=[gap(key=given.key)]).found}
    assert found["Due: Lyrics"].trouble is Severity.BLOCKER
    assert found["Due: Teaser video"].trouble is None


def test_what_the_rules_find_arrives() -> None:
    found = judged(release(work("Final master"), date=FRIDAY))
    due = only(found, Sort.DUE)
    assert "OWN001" in {g.code for g in due.gaps}


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Final\nmaster\r\n\tv2\x00\x07", "Due: Final master v2"),
        ("🎧 Mix \u202eevil", "Due: 🎧 Mix evil"),
        ("שיר חדש", "Due: שיר חדש"),
        ("   ", "Due: something without a title"),
        ("\ud800", "Due: something without a title"),
    ],
)
def test_titles_are_one_harmless_line(title: str, shown: str) -> None:
    assert told(of(work(title)), Sort.DUE)[0][0] == shown


def test_a_title_of_ten_thousand_characters_is_cut() -> None:
    assert len(told(of(work("x" * 10_000)), Sort.DUE)[0][0]) < 140


def test_the_very_last_day_is_no_milestone_because_servers_refuse_it() -> None:
    assert told(of(date=date.max), Sort.RELEASE) == []


@pytest.mark.parametrize("edge", [date(9999, 12, 30), date.min])
def test_a_release_at_the_end_of_the_calendar_gives_the_days_that_exist(edge: date) -> None:
    found = of(date=edge)
    assert ("Release day", edge) in told(found, Sort.RELEASE)
    assert all(date.min <= m.on <= date.max for m in found.found if not isinstance(m.on, datetime))


def test_the_owner_of_the_release_acts_where_nobody_else_is_named() -> None:
    found = of(owners=actors("Sam"), locked_at=None)
    assert {m.who for m in found.found} == {("Sam",)}


def test_a_gate_on_the_release_date_is_due_only_when_it_says_so() -> None:
    on = gate("release date", "Sam", kind=Kind.DATE, title="Date confirmed")
    assert told(of(gates=(on,)), Sort.GATE) == []
    stated = replace(on, due=day("2026-07-20"), on=Link("Night Bus", "Night Bus"))
    assert told(of(gates=(stated,)), Sort.GATE) == [("Decision due: Date confirmed", day("2026-07-20"))]


def test_an_owner_is_named_once() -> None:
    twice = (Actor.stated("Kaya"), Actor.stated("Kaya"))
    assert only(of(work("Final master", owners=twice)), Sort.DUE).who == ("Kaya",)
