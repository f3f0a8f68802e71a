"""The agenda of the ops meeting: which week it is about, and what is on the table."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.memory import Memory, moment_key
from rules.model import Release
from rules.policy import Policy
from rules.samples import MONDAY, at, day, gate, handoff, release, said, work
from rules.templates.agenda import Agenda as Meeting
from rules.templates.agenda import Figures
from rules.templates.agenda import Item as Asked
from sync.gap import Gap
from sync.report.agenda import MOST, agenda_markdown, agenda_text
from sync.report.week import Remembered, Week
from sync.report.weekly import Agenda, agenda_of
from tests.report.reporting import life_of, page_of, result_of
from tests.rules.templates.shipped import ALL

BERLIN = ZoneInfo("Europe/Berlin")
MONDAYS = cast(Meeting, ALL["ops-meeting"])
"""The meeting as it is shipped."""


def agenda(
    *releases: Release,
    now: datetime = MONDAY,
    policy: Policy | None = None,
    memory: Memory | None = None,
    past: Remembered | None = None,
    down: str = "",
    meeting: Meeting = MONDAYS,
) -> Agenda:
    memory = memory or Memory()
    result = result_of(*releases, now=now, policy=policy, memory=memory, down=down)
    return agenda_of(page_of(result, policy, memory), result.slate, memory, past or Remembered(), meeting)


def told(agenda: Agenda, title: str) -> list[str]:
    [section] = [section for section in agenda.sections if section.title == title]
    return [f"{item.lead}: {item.words}" for item in section.items]


@pytest.mark.parametrize(
    ("due", "said_of_it"),
    [
        ("2026-08-02", "Night Bus: Teaser video (Vic), late since Sun 2 Aug"),
        ("2026-08-03", "Night Bus: Teaser video (Vic), due Mon 3 Aug"),
        ("2026-08-09", "Night Bus: Teaser video (Vic), due Sun 9 Aug"),
        ("2026-08-10", None),
    ],
)
def test_this_week_is_today_and_the_six_days_after(due: str, said_of_it: str | None) -> None:
    shown = told(agenda(release(work("Teaser video", "Vic", due=due))), "Due this week")
    assert shown == ([said_of_it] if said_of_it else [])


@pytest.mark.parametrize(
    ("done", "shown"), [("2026-07-26", 0), ("2026-07-27", 1), ("2026-08-02", 1), ("2026-08-03", 1)]
)
def test_last_week_is_the_seven_days_before_and_this_morning(done: str, shown: int) -> None:
    item = work("Teaser video", "Vic", state="done", done_at=day(done))
    assert len(told(agenda(release(item)), "Done last week")) == shown


def test_work_without_a_day_is_done_when_a_run_first_saw_it() -> None:
    item = work("Teaser video", "Vic", state="done")
    seen = Memory(moments={moment_key(item.key, "done"): at("2026-07-31 08:00")})
    assert told(agenda(release(item), memory=seen), "Done last week") == [
        "Night Bus: Teaser video (Vic), done Fri 31 Jul"
    ]
    assert told(agenda(release(item)), "Done last week") == []


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 8, 3, 10, tzinfo=BERLIN), 178),
        (datetime(2026, 10, 26, 10, tzinfo=BERLIN), 179),
        (datetime(2026, 3, 30, 10, tzinfo=BERLIN), 177),
    ],
)
def test_the_week_begins_at_the_teams_midnight_also_where_the_clocks_changed_in_it(now: datetime, hours: int) -> None:
    week = Week.of(now)
    assert (week.since.hour, week.since.date()) == (0, now.date() - timedelta(days=7))
    assert now.astimezone(UTC) - week.since.astimezone(UTC) == timedelta(hours=hours)


def test_what_was_done_late_on_a_sunday_evening_counts_in_the_teams_zone() -> None:
    policy = Policy(zone="America/Los_Angeles")
    item = work("Teaser video", "Vic", state="done", done_at=at("2026-07-27 05:00"))
    assert told(agenda(release(item), policy=policy), "Done last week") == []
    assert len(told(agenda(release(item)), "Done last week")) == 1


@given(
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/Los_Angeles"]),
)
def test_two_meetings_a_week_apart_leave_no_day_out(monday: date, zone: str) -> None:
    one, next_one = (
        Week.of(datetime.combine(day, time(10), ZoneInfo(zone))) for day in (monday, monday + timedelta(days=7))
    )
    assert next_one.first == one.today
    assert next_one.today == one.last + timedelta(days=1)
    assert all(one.ahead(one.today + timedelta(days=n)) is (0 <= n < 7) for n in range(-1, 9))
    assert all(one.behind(one.today - timedelta(days=n)) is (0 <= n <= 7) for n in range(-1, 9))


def test_who_is_waited_for_stands_first_with_what_they_owe_to_whom() -> None:
    shown = told(
        agenda(
            release(
                work("Mix", "Mara", state="done", done_at=day("2026-07-20")),
                work("Lyrics", "Dee", state="done", done_at=day("2026-07-20")),
                work("Final master", "Jo", needs=("Mix",)),
                work("Cover artwork", "Dee", state="in review"),
                work("Teaser video", "Vic", needs=("Lyrics",)),
                handoffs=(
                    handoff("Mix", "Final master", sender="Mara", receiver="Jo", sent_at=at("2026-07-29 09:00")),
                ),
                gates=(gate("Cover artwork", "Kaya", requested_at=at("2026-07-29 09:00")),),
            )
        ),
        "Who waits for whom",
    )
    assert shown == [
        "Dee: hand Lyrics (Night Bus) over to Vic",
        "Jo: acknowledge Mix (Night Bus), which Mara sent",
        "Kaya: decide on Cover artwork (Night Bus), for Dee",
    ]


@pytest.mark.parametrize(
    ("facts", "said_of_it"),
    [
        ({"requested_at": at("2026-07-29 09:00")}, "Kaya: yes or no to Cover artwork (Night Bus), by Thu 20 Aug"),
        ({"due": day("2026-08-05")}, "Kaya: yes or no to Cover artwork (Night Bus), by Wed 5 Aug"),
        (
            {"said": (said("mostly", "Kaya", at("2026-07-30 09:00")),)},
            "Kaya: yes or no to Cover artwork (Night Bus), by Thu 20 Aug; the answer was neither yes nor no",
        ),
        ({}, None),
        ({"said": (said("yes", "Kaya", at("2026-07-30 09:00")),)}, None),
        ({"said": (said("no", "Kaya", at("2026-07-30 09:00")),)}, None),
    ],
)
def test_a_decision_is_needed_once_it_was_asked_for_is_due_or_is_unclear(
    facts: dict[str, object], said_of_it: str | None
) -> None:
    approval = gate("Cover artwork", "Kaya", **facts)  # type: ignore[arg-type]
    shown = told(agenda(release(work("Cover artwork", "Dee"), gates=(approval,))), "Decisions needed")
    assert shown == ([said_of_it] if said_of_it else [])


def test_a_decision_that_nobody_is_named_for_says_so() -> None:
    approval = gate("Cover artwork", due=day("2026-08-05"))
    [shown] = told(agenda(release(work("Cover artwork", "Dee"), gates=(approval,))), "Decisions needed")
    assert shown.startswith("nobody is named: yes or no to Cover artwork")


def test_gaps_are_new_for_the_week_not_for_the_last_run() -> None:
    plan = release(work("Final master"))
    first = result_of(plan)
    lives = list(first.turns.lives.values())
    result = result_of(plan, before=lives)
    page = page_of(result)
    assert page.new == ()
    mark = next(life.gap.fingerprint for life in lives if life.gap.code == "OWN001")
    for past, expected in (
        (Remembered(), []),
        (Remembered(opened=frozenset({mark})), ["new"]),
        (Remembered(worse=frozenset({mark})), ["worse"]),
    ):
        shown = told(agenda_of(page, result.slate, Memory(), past, MONDAYS), "Gaps, new or worse")
        assert [line.split()[2] for line in shown] == expected


def test_a_gap_that_closed_in_the_week_is_done() -> None:
    life = life_of(result_of(release(work("Final master"))), "OWN001", message="Final master has no owner")
    gap: Gap = life.gap
    shown = told(agenda(release(work("Mix", "Mara")), past=Remembered(closed=(gap,))), "Done last week")
    assert shown == ["Night Bus: gap closed: Final master has no owner"]


def test_a_release_that_is_not_watched_any_more_is_not_on_the_table() -> None:
    old = release(work("Final master", "Jo", due="2026-01-02"), date=date(2026, 1, 5))
    for section in agenda(old).sections:
        assert section.items == ()


def test_every_empty_section_says_so_in_one_line_and_the_boxes_make_thirty_minutes() -> None:
    quiet = agenda()
    assert sum(section.minutes for section in quiet.sections) == 30
    plain, marked = agenda_text(quiet), agenda_markdown(quiet)
    for words in (
        "Nothing was finished.", "Nothing is due.", "Nobody waits for anybody.", "No decision is needed.",
        "No gap is new or got worse.",
    ):  # fmt: skip
        assert f"\n  {words}\n" in plain
        assert f"\n\n{words}\n" in marked


OWN = Meeting(
    "ops-meeting",
    "our Monday",
    "Monday",
    20,
    (
        Asked("What *is* due?\x1b[31m", 15, "Nothing moves <later>.", Figures.DUE),
        Asked("How is everybody?", 5, "Go round the table."),
        Asked("And again", 0, "", Figures.DUE),
    ),
)


def test_the_team_s_own_meeting_says_the_order_the_titles_and_the_minutes_and_no_figures_are_lost() -> None:
    plan = release(work("Teaser video", "Vic", due="2026-08-05"))
    shown = agenda(plan, meeting=OWN)
    assert [(section.title, section.minutes, len(section.items)) for section in shown.sections][:3] == [
        (OWN.items[0].ask, 15, 1), ("How is everybody?", 5, 0), ("And again", 0, 0),
    ]  # fmt: skip
    assert [section.title for section in shown.sections][3:] == [
        "Done last week", "Who waits for whom", "Decisions needed", "Gaps, new or worse",
    ]  # fmt: skip
    plain, marked = agenda_text(shown), agenda_markdown(shown)
    assert plain.startswith(
        "night shift: our Monday, Mon 3 Aug 2026\n=======================================\n20 minutes"
    )
    assert marked.startswith("# night shift: our Monday, Mon 3 Aug 2026\n")
    assert "20 minutes. Behind:" in plain
    assert "How is everybody? (5 min)\n  Go round the table.\n\nAnd again\n\nDone last week\n" in plain
    assert "## How is everybody? (5 min)\n\nGo round the table.\n" in marked
    assert "\x1b" not in plain + marked
    assert "<later>" not in marked
    assert "What \\*is\\* due?" in marked


def test_a_day_has_no_meeting_and_keeps_the_usual_order() -> None:
    result = result_of(release(work("Teaser video", "Vic", due="2026-08-03")))
    day_of = Week.of_day(MONDAY, date(2026, 7, 31))
    shown = agenda_of(page_of(result), result.slate, Memory(), Remembered(), OWN, day_of)
    assert [section.title for section in shown.sections] == [
        "Done since Fri 31 Jul", "Due today", "Who waits for whom", "Decisions needed", "Gaps, new or worse",
    ]  # fmt: skip


def test_a_source_that_was_down_is_said_before_the_lists() -> None:
    plain = agenda_text(agenda(release(work("Mix", "Mara")), down="plan.xlsx does not answer"))
    assert plain.index("Not everything was seen: plan could not be read: plan.xlsx") < plain.index("Done last week")


def test_what_nobody_can_go_through_in_the_minutes_is_counted() -> None:
    many = release(*(work(f"Clip {number:02}", "Vic", due="2026-08-05") for number in range(MOST + 4)))
    for shown in (agenda_text(agenda(many)), agenda_markdown(agenda(many))):
        assert "… and 4 more, in the report" in shown


def test_the_text_has_no_markup_and_nothing_a_terminal_obeys() -> None:
    shown = agenda_text(agenda(release(work("\x1b[31mTeaser\x07 video", "Vic", due="2026-08-05"))))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "<" not in shown


def test_the_agenda_of_a_small_plan_is_exactly_this() -> None:
    plan = release(
        work("Lyrics", "Dee", state="done", done_at=day("2026-07-30")),
        work("Teaser video", "Vic", due="2026-08-05", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic", sent_at=at("2026-07-31 09:00")),),
    )
    policy = Policy(zone="Europe/Berlin", off=frozenset({"HND006", "PLN009", "GAT001"}))
    assert agenda_text(agenda(plan, policy=policy)) == EXACT


EXACT = """\
night shift: Monday ops meeting, Mon 3 Aug 2026
===============================================
30 minutes. Behind: Mon 27 Jul 2026 to now; ahead: Mon 3 Aug 2026 to Sun 9 Aug 2026. As of Mon 3 Aug 2026 12:00 CEST.

Done last week (4 min)
  Night Bus
    - Lyrics (Dee), done Thu 30 Jul

Due this week (8 min)
  Night Bus
    - Teaser video (Vic), due Wed 5 Aug

Who waits for whom (7 min)
  Vic
    - acknowledge Lyrics (Night Bus), which Dee sent

Decisions needed (7 min)
  No decision is needed.

Gaps, new or worse (4 min)
  No gap is new or got worse.
"""
