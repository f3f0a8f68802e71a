"""What the pure parts say of a past: tables, edges, and properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.memory import DateSeen, moment_key
from rules.model import Release, State, Unknown
from rules.policy import Policy
from rules.samples import day, gate, handoff, release, said, work
from rules.templates.parse import read_template
from rules.templates.template import Template
from sync.life import Event, Happening, Turn
from sync.review.answers import open_words
from sync.review.durations import Sort, steps_of, waits_of
from sync.review.lateness import late_work
from sync.review.lead_times import propose
from sync.review.month_review import review_month
from sync.review.months import Month
from sync.review.parts import lateness_part
from sync.review.past import Past, When
from sync.review.release_review import review_release
from sync.review.sheets import release_sheet
from sync.review.spans import rules_fired, spans_of
from sync.store.base import RunRecord
from tests.review.pasts import DAILY, MASTER, NOW, OUT, SINGLE, at, happened, linked, opened, past

DONE = moment_key(MASTER.key, "done")

SEEN = [
    ("2026-07-01T09:00", None),  # The first look found it done: on which day, nobody knows.
    ("2026-07-10T09:00", (0, -1)),
    ("2026-07-14T09:00", (4, 3)),
]


@pytest.mark.parametrize(("moment", "late"), SEEN)
def test_a_day_that_runs_saw_lies_between_two_of_them(moment: str, late: tuple[int, int] | None) -> None:
    one = release(MASTER)
    [step] = steps_of(one, past(one, moments={DONE: moment}, runs=DAILY))
    assert (step.most, step.least) == (late or (None, None))


def test_what_the_plan_states_goes_before_what_runs_saw() -> None:
    one = release(replace(MASTER, done_at=day("2026-07-12")))
    [step] = steps_of(one, past(one, moments={DONE: "2026-07-20T09:00"}, runs=DAILY))
    assert step.done == When(date(2026, 7, 12), date(2026, 7, 12), stated=True)
    assert (step.least, step.most) == (2, 2)


def test_a_run_that_was_held_back_saw_nothing() -> None:
    one = release(MASTER)
    found = past(one, moments={DONE: "2026-07-14T09:00"}, runs=("2026-07-01T09:00",))
    held = RunRecord("h", at("2026-07-13T09:00"), NOW, NOW, "held")
    looked = RunRecord("d", at("2026-07-01T09:00"), NOW, NOW, "done")
    again = Past("label", found.slate, found.memory, (), [looked, held], Policy(), NOW)
    assert steps_of(one, again)[0].least == -9
    assert late_work(one, steps_of(one, again), (), again) == ()


def test_work_that_is_late_and_open_is_late_up_to_now() -> None:
    one = release(replace(MASTER, state=State.IN_PROGRESS), date=date(2026, 10, 2))
    found = past(one)
    [late] = late_work(one, steps_of(one, found), (), found)
    assert late.words == "late by 72 days and still open"


def test_a_state_that_cannot_be_read_is_neither_late_nor_in_time() -> None:
    one = release(replace(MASTER, state=Unknown.UNREADABLE))
    found = review_release(one, past(one, runs=DAILY))
    assert (found.late, found.steps[0].least) == ((), None)
    assert found.untold[0] == "how far Master is: the status cannot be read"


def test_late_work_names_what_it_waited_for_and_what_stood_open() -> None:
    mix = replace(work("Mix", "Mara", due="2026-07-05", state="done"), done_at=day("2026-07-11"))
    master = replace(work("Master", "Jo", due="2026-07-10", state="done", needs=("Mix",)), done_at=day("2026-07-14"))
    one = linked(release(mix, master))
    told = (
        happened(Turn.OPENED, "2026-07-09T12:00", opened(key=master.key, on=one.key)),
        happened(Turn.CLOSED, "2026-07-12T12:00", opened(key=master.key, on=one.key)),
    )
    found = past(one, runs=DAILY, happenings=told)
    late = {each.step.title: each for each in review_release(one, found).late}
    assert late["Master"].reasons == ("Mix was done on 2026-07-11, after this was due",)
    [meanwhile] = late["Master"].meanwhile
    assert (meanwhile.code, meanwhile.days) == ("HND005", 3)
    assert late["Mix"].meanwhile == ()


def test_gaps_stand_open_from_opened_to_closed_or_waived_and_open_anew() -> None:
    events = (
        happened(Turn.OPENED, "2026-07-01T09:00"),
        happened(Turn.WORSE, "2026-07-02T09:00"),
        happened(Turn.CLOSED, "2026-07-03T09:00"),
        happened(Turn.OPENED, "2026-07-05T09:00"),
        happened(Turn.WAIVED, "2026-07-10T09:00"),
        happened(Turn.OPENED, "2026-07-12T09:00"),
    )
    spans = spans_of(events, lambda _: at("2026-07-01T09:00"))
    assert [span.days(at("2026-07-20T09:00")) for span in spans] == [2, 5, 8]
    assert [span.began_before for span in spans] == [True, False, False]
    [rule] = rules_fired(spans, at("2026-07-20T09:00"))
    assert (rule.times, rule.still, rule.days, rule.at_least) == (3, 1, 5, True)


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        ([(Turn.OPENED, "2026-07-01T09:00")], "longer than anybody has looked"),
        ([(Turn.OPENED, "2026-07-01T09:05")], "less than a day so far"),
        ([(Turn.OPENED, "2026-07-01T09:05"), (Turn.CLOSED, "2026-07-01T10:00")], "less than a day"),
    ],
)
def test_what_stood_there_at_the_first_look_was_open_for_nobody_knows_how_long(
    turns: list[tuple[Turn, str]], says: str
) -> None:
    told = tuple(happened(turn, when) for turn, when in turns)
    found = past(release(MASTER), runs=DAILY[:1], happenings=told, now=at("2026-07-01T12:00"))
    [rule] = rules_fired(found.spans, found.now)
    assert open_words(rule) == says


def test_late_work_names_each_gap_that_stood_open_once() -> None:
    one = linked(release(replace(MASTER, state=State.IN_PROGRESS), date=date(2026, 10, 2)))
    gaps = (opened("GAT006"), replace(opened("GAT006"), fingerprint="another"))
    told = tuple(happened(Turn.OPENED, "2026-07-01T09:00", gap) for gap in gaps)
    found = past(one, runs=DAILY, happenings=told)
    [line] = lateness_part(late_work(one, steps_of(one, found), (), found)).lines
    assert line.below == ("meanwhile open: GAT006 gat006, for at least 81 days",)


def test_nine_late_things_are_eight_and_one_more() -> None:
    items = [work(f"Item {n}", "Jo", due="2026-07-10") for n in range(9)]
    one = linked(release(*items, date=date(2026, 10, 2)))
    assert review_release(one, past(one)).answers.failed[-1] == "1 more was late"


@given(st.lists(st.tuples(st.sampled_from(list(Turn)), st.integers(0, 400)), max_size=30))
def test_spans_of_one_gap_never_overlap(events: list[tuple[Turn, int]]) -> None:
    start = at("2026-01-01T00:00")
    told = [
        Happening(Event("HND005/Master", start + timedelta(hours=hour), turn, "warning", ""), opened(), "plan", "r")
        for turn, hour in sorted(events, key=lambda each: each[1])
    ]
    spans = spans_of(told, lambda _: None)
    for one, other in pairwise(spans):
        assert one.ended is not None
        assert one.ended <= other.opened
    assert sum(span.ended is None for span in spans) <= 1


EDGES = [
    ("Europe/Berlin", Month(2026, 3), "2026-02-28T23:00", "2026-03-31T22:00"),
    ("Europe/Berlin", Month(2026, 10), "2026-09-30T22:00", "2026-10-31T23:00"),
    ("America/New_York", Month(2026, 12), "2026-12-01T05:00", "2027-01-01T05:00"),
    ("Asia/Kolkata", Month(2024, 2), "2024-01-31T18:30", "2024-02-29T18:30"),
]


@pytest.mark.parametrize(("zone", "month", "first", "after"), EDGES)
def test_a_month_begins_and_ends_where_the_teams_clocks_say(zone: str, month: Month, first: str, after: str) -> None:
    assert tuple(edge.astimezone(UTC) for edge in month.bounds(ZoneInfo(zone))) == (at(first), at(after))


def test_a_gap_counts_in_the_month_in_which_it_opened_to_the_second() -> None:
    one = release(MASTER)
    policy = Policy(zone="Europe/Berlin")
    edges = ("2026-07-31T21:59:59", "2026-07-31T22:00:00", "2026-08-31T21:59:59", "2026-08-31T22:00:00")
    told = tuple(happened(Turn.OPENED, edge, opened(key=edge)) for edge in edges)
    found = past(one, runs=DAILY, happenings=told, policy=policy)
    assert [sum(rule.times for rule in review_month(Month(2026, n), found).opened) for n in (7, 8, 9)] == [1, 2, 1]


@given(st.dates(date(2001, 1, 1), date(2100, 1, 1)))
def test_every_day_is_in_exactly_its_month(today: date) -> None:
    month = Month.of(today)
    assert month.first <= today <= month.last
    assert month.next.before == month
    assert month.last + timedelta(days=1) == month.next.first
    assert month.back(13)[0] == Month(month.year - 1, month.number)


def single(title: str, late: int, due: int = 42, out: date = OUT) -> Release:
    planned = out - timedelta(days=due)
    item = replace(
        work("Master", "Jo", due=f"{planned}", state="done"),
        key=f"{title}/master",
        done_at=planned + timedelta(days=late),
    )
    return replace(release(item, date=out, type="Single"), key=title, title=title)


def learned(*late: int, template: Template = SINGLE) -> Any:
    releases = [single(f"R{n}", days, out=OUT - timedelta(days=7 * n)) for n, days in enumerate(late)]
    found = propose(template, past(*releases, policy=Policy(templates=(template,))))
    return next(each for each in found.steps if each.step.title == "Master"), found


LESSONS = [
    ((5, 5), None),
    ((5, 5, 5), 47),
    ((3, 4, 9), 46),
    ((0, 0, 20), None),
    ((-5, -4, -3), 39),
    ((-5, -4, -2), None),
    ((4, 5), None),
    ((5, 6, 40), 48),
]


@pytest.mark.parametrize(("late", "days"), LESSONS)
def test_the_median_of_three_releases_is_proposed_and_less_is_not(late: tuple[int, ...], days: int | None) -> None:
    master, _ = learned(*late)
    assert master.proposed == days


def test_an_outlier_is_named() -> None:
    master, _ = learned(5, 6, 5, 40)
    assert [each.release for each in master.said if each.outlier] == ["R3"]


def test_a_step_that_was_never_seen_done_gets_no_proposal() -> None:
    _, proposal = learned(5, 5, 5)
    mix = next(each for each in proposal.steps if each.step.title == "Clean version")
    assert (mix.proposed, mix.said) == (None, ())
    assert mix.why.startswith("never seen done")


@given(st.lists(st.integers(-40, 60), min_size=3, max_size=8))
def test_an_accepted_proposal_is_a_template_that_proposes_nothing_more(late: list[int]) -> None:
    _, proposal = learned(*late)
    changed = replace(
        SINGLE,
        steps=tuple(replace(step, days=proposal.changes.get(step.id, step.days)) for step in SINGLE.steps),
    )
    by_id = {step.id: step for step in changed.steps}
    assert all(by_id[need].days >= step.days for step in changed.steps for need in step.needs)
    _, again = learned(*late, template=changed)
    assert again.changes == {}


def test_what_is_needed_moves_earlier_with_what_needs_it() -> None:
    _, proposal = learned(10, 10, 10)
    assert proposal.changes["master"] == 52
    assert proposal.changes["mix"] == 52
    mix = next(each for each in proposal.steps if each.step.id == "mix")
    assert mix.why == "“Master” needs it first"


def test_a_lead_time_is_measured_against_the_date_that_stood_then() -> None:
    one = single("R0", 5)
    moved = replace(one, date=OUT + timedelta(days=10))
    seen = (DateSeen(OUT, at("2026-07-01T09:00")), DateSeen(OUT + timedelta(days=10), at("2026-08-20T09:00")))
    found = propose(SINGLE, past(moved, dates={"R0": seen}, policy=Policy(templates=(SINGLE,))))
    master = next(each for each in found.steps if each.step.title == "Master")
    assert [each.needed for each in master.said] == [47]


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        (OUT, "Out since 2026-09-04, 16 days ago."),
        (date(2026, 10, 2), "It is not out before 2026-10-02: this is how it stands so far."),
        (None, "It has no release date, so that little can be said of it."),
        (
            Unknown.DISPUTED,
            "Its release date cannot be told (two tools state different values), so that little can be said of it.",
        ),
    ],
)
def test_a_review_begins_with_where_the_release_stands_and_takes_no_unknown_day_for_none(
    stated: Any, says: str
) -> None:
    one = linked(release(replace(MASTER), date=stated))
    sheet = release_sheet(review_release(one, past(one)), (), None, "", past(one), ())
    assert says in sheet.notes


def test_a_decision_and_a_handoff_are_held_against_what_is_allowed() -> None:
    asked, told = day("2026-07-10"), said("yes", "Kaya", on=day("2026-07-16"))
    yes = gate("Master", "Kaya", said=(told,), requested_at=asked)
    given_ = handoff(
        "Master", sender="Jo", receiver="Sam", sent_at=day("2026-07-13"), acknowledged_at=day("2026-07-14")
    )
    one = linked(release(replace(MASTER, done_at=asked), gates=(yes,), handoffs=(given_,)))
    waits = {wait.sort: wait for wait in waits_of(one, past(one))}
    assert (waits[Sort.DECISION].days, waits[Sort.DECISION].over, waits[Sort.DECISION].who) == (6, True, "Kaya")
    assert (waits[Sort.RECEIPT].days, waits[Sort.RECEIPT].over) == (1, False)
    assert (waits[Sort.SENDING].days, waits[Sort.SENDING].over) == (3, False)


def test_shipped_agendas_name_only_figures_that_exist() -> None:
    text = 'for = "meeting"\nphrase = "m"\nwhen = "w"\nminutes = 1\n[[items]]\nask = "a"\nminutes = 1\nfigures = "x"\n'
    with pytest.raises(Exception, match='"figures" is "x", which does not exist'):
        read_template(text, "mine.toml")
