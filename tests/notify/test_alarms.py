"""Something wrong with the runs is told once, and once when it is over; digests come when they are due, never empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from connectors.errors import ConnectorError
from rules.model import Budget
from rules.policy import Policy
from sync.notify.alarms import Alarm, alarm_of_failure, alarms_of_run, alarms_of_tokens, ringing, unjudged_by
from sync.notify.health import pulse_of
from sync.notify.receiver import Rhythm, Topic
from sync.notify.told import Attempt, Kind, Stood, Told
from sync.result import RunResult
from sync.store.base import RunRecord
from tests.fakes.source import FakeSource
from tests.notify.team import Team, team

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
NOBODY = Told("room", NOON, NOON)
A, B = Alarm("unread:plan", "plan is away", "wait"), Alarm("held:x:", "held")


def titles(made: Team) -> list[str]:
    return [heard.title for heard in made.heard()]


def test_a_source_that_is_away_is_told_once_and_once_when_it_is_back() -> None:
    with team() as made:
        made.put("a", "blocker:Kaya")
        made.run()
        made.rooms["room"].taken()
        made.source = FakeSource(made.tool, down="the tool is closed for today")
        (heard,) = made.heard()
        assert heard.title == "label: 1 alarm"
        assert heard.body == (
            "Something needs a look\n• plan could not be read: the tool is closed for today → wait a little"
        )
        assert [title for _ in range(30) for title in titles(made)] == []
        made.source = FakeSource(made.tool)
        (heard,) = made.heard()
        assert heard.title == "label: 1 alarm over"
        assert "plan could not be read" in heard.body
        assert titles(made) == []


def test_a_source_that_is_read_in_part_is_an_alarm_of_its_own() -> None:
    with team() as made:
        made.put("a", "blocker:Kaya")
        made.source = FakeSource(made.tool, only=0)
        (heard,) = made.heard()
        assert "plan was not read completely: the tool stopped answering" in heard.body


def test_a_target_that_fails_is_told_and_not_called_over_by_a_run_that_could_not_try() -> None:
    def refuses(moment: str, _: int) -> None:
        if moment == "before":
            raise ConnectorError("no right to write", hint="give it")

    with team() as made:
        made.wishes = {"room": {"topics": frozenset({Topic.ALARMS})}}
        made.put("a", "blocker:Kaya")
        made.tool.fault = refuses
        assert ["could not be written" in heard.body for heard in made.heard()] == [True]
        made.source = FakeSource(made.tool, down="away")
        assert titles(made) == ["label: 1 alarm"]
        made.tool.fault = lambda *_: None
        made.source = FakeSource(made.tool)
        assert titles(made) == ["label: 2 alarms over"]


def test_a_receiver_that_is_not_reached_is_told_to_the_others() -> None:
    from tests.standins.faults import refused
    from tests.standins.wire import Response

    with team("deaf", "room") as made:
        made.run()
        made.rooms["deaf"].server.faults.when(lambda _: True, refused(Response(404)), times=2)
        made.put("a", "blocker:Kaya")
        assert titles(made) == ["label: 1 new"]
        assert ["deaf could not be told" in heard.body for heard in made.heard()] == [True]
        assert titles(made) == []
        assert titles(made) == ["label: 1 alarm over"]


def test_a_pause_without_runs_is_told_by_the_next_and_nobody_hears_of_its_end() -> None:
    with team() as made:
        made.run()
        made.now += timedelta(days=3)
        (heard,) = made.heard()
        assert "no run finished between Mon 3 Aug 2026 11:00 and Thu 6 Aug 2026 12:00; this one did" in heard.body
        assert titles(made) == []


def test_a_token_that_is_about_to_end_is_told_in_time_and_once() -> None:
    with team() as made:
        made.settings = {"expiries": {"plan": made.now.date() + timedelta(days=15)}}
        assert titles(made) == []
        made.now += timedelta(days=1)
        (heard,) = made.heard()
        assert "the token of plan ends on Tue 18 Aug 2026" in heard.body
        assert titles(made) == []
        made.settings = {"expiries": {"plan": made.now.date() + timedelta(days=300)}}
        assert titles(made) == ["label: 1 alarm over"]


@pytest.mark.parametrize(("days", "words"), [(0, "ends"), (14, "ends"), (-1, "ended"), (15, "")])
def test_a_token_is_told_of_from_so_many_days_before_its_last_on(days: int, words: str) -> None:
    today = date(2026, 8, 3)
    found = list(alarms_of_tokens({"plan": today + timedelta(days=days)}, today, 14))
    assert bool(found) is bool(words) and all(words in alarm.words for alarm in found)


def test_a_month_that_will_not_last_is_told() -> None:
    with team() as made:
        result: RunResult = made.run()
        read = replace(result.sources[0], budget=Budget(900, 1200, 1000))
        spent = replace(result, slate=replace(result.slate, sources=(read,)))
        assert ["900 of 1,000 are used, 1,200 are expected" in alarm.words for alarm in alarms_of_run(spent)] == [True]


@pytest.mark.parametrize(("projected", "over"), [(1200, False), (1000, False), (950, False), (900, True)])
def test_a_month_is_called_safe_again_only_with_some_room_left(projected: int, over: bool) -> None:
    with team() as made:
        result: RunResult = made.run()
        read = replace(result.sources[0], budget=Budget(500, projected, 1000))
        easier = replace(result, slate=replace(result.slate, sources=(read,)))
        stood = Stood(f"budget:{read.name}", "will not last")
        heard = ringing(alarms_of_run(easier), replace(NOBODY, alarms=(stood,)), unjudged_by(easier))
        assert (heard.over == (stood,)) is over and not heard.begun


@pytest.mark.parametrize(
    ("now", "stood", "begun", "over", "standing"),
    [
        ([A], [], [A], [], [A]),
        ([A], [A], [], [], [A]),
        ([A, B], [A], [B], [], [A, B]),
        ([], [A], [], [A], []),
        ([B], [A], [B], [A], [B]),
        ([], [], [], [], []),
    ],
)
def test_each_state_rings_once(
    now: list[Alarm], stood: list[Alarm], begun: list[Alarm], over: list[Alarm], standing: list[Alarm]
) -> None:
    told = replace(NOBODY, alarms=tuple(alarm.stood for alarm in stood))
    heard = ringing(now, told)
    assert list(heard.begun) == begun
    assert list(heard.over) == [alarm.stood for alarm in over]
    assert list(heard.standing) == [alarm.stood for alarm in standing]


def test_an_alarm_in_other_words_is_the_same_alarm() -> None:
    assert not ringing([replace(A, words="plan is away again")], replace(NOBODY, alarms=(A.stood,))).any


def test_what_a_run_could_not_judge_goes_on() -> None:
    told = replace(NOBODY, alarms=(A.stood, Stood("unwritten:plan", "x")))
    heard = ringing([A], told, {"unwritten:"})
    assert not heard.any and heard.standing == told.alarms


def test_what_is_over_by_itself_is_said_again_where_it_did_not_get_through() -> None:
    once = Stood("silence:x", "no run finished", once=True)
    told = replace(NOBODY, attempts=(Attempt(Kind.ALARMS, NOON, (once,), failed=True),))
    assert [alarm.key for alarm in ringing([], told).begun] == ["silence:x"]


def test_of_a_bug_only_the_name_is_told() -> None:
    assert "zebra" not in repr(alarm_of_failure(RuntimeError("zebra")))


@pytest.mark.parametrize(
    ("runs", "well", "words"),
    [
        ([], False, "no run has finished yet"),
        ([(1, "done")], True, "finished on 2026-08-03 at 11:00 UTC"),
        ([(26, "done")], True, "finished"),
        ([(27, "done")], False, "more than 26 hours ago"),
        ([(1, "held")], False, "a guard held it back"),
        ([(1, "incomplete")], False, "streetdate doctor"),
        ([(None, ""), (1, "done")], True, "finished"),
        ([(None, "")], False, "no run has finished yet"),
    ],
)
def test_the_pulse_is_that_of_the_last_finished_run(runs: list[tuple[int | None, str]], well: bool, words: str) -> None:
    records = [
        RunRecord("r", NOON, NOON, NOON - timedelta(hours=ago) if ago is not None else None, outcome)
        for ago, outcome in runs
    ]
    pulse = pulse_of(records, NOON, timedelta(hours=26))
    assert pulse.well is well and words in pulse.sentence and "\n" not in pulse.sentence


def test_a_digest_comes_once_at_the_first_run_from_its_time_on_and_says_what_is_new() -> None:
    with team(start=datetime(2026, 8, 2, 20, 30, tzinfo=UTC)) as made:
        made.wishes = {"room": {"digest": Rhythm.WEEKLY, "topics": frozenset()}}
        made.put("a", "blocker:Kaya")
        sent = [(made.now, heard) for _ in range(24 * 8) for heard in made.heard()]
        assert [moment.isoformat() for moment, _ in sent] == ["2026-08-03T09:30:00+00:00"]
        assert sent[0][1].title == "label: the week of Mon 3 Aug"
        assert "Gaps, new or worse" in sent[0][1].body and "Work a waits for Kaya; Kaya acts" in sent[0][1].body


def test_over_two_weeks_of_runs_every_daily_digest_with_something_to_say_comes_once_also_where_clocks_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    with team(start=datetime(2026, 10, 19, 0, 10, tzinfo=UTC)) as made:
        made.changes = {"policy": Policy(zone=zone.key)}
        made.wishes = {"room": {"digest": Rhythm.DAILY, "topics": frozenset()}}
        days = []
        for hour in range(24 * 14):
            if hour % 24 == 0:
                made.put("a", f"blocker:Kaya{hour // 24}")
            days += [made.now.astimezone(zone) for _ in made.heard()]
        assert all(moment.hour == 9 and moment.weekday() < 5 for moment in days)
        assert len(days) == 10
        assert all(before.date() < after.date() for before, after in pairwise(days))


def test_a_digest_with_nothing_to_say_is_not_sent_and_not_caught_up_with_later() -> None:
    with team(start=datetime(2026, 8, 2, 20, 30, tzinfo=UTC)) as made:
        made.wishes = {"room": {"digest": Rhythm.WEEKLY, "topics": frozenset()}}
        assert [heard for _ in range(24) for heard in made.heard()] == []
        made.put("a", "blocker:Kaya")
        assert made.heard() == []


def test_a_digest_of_one_release_keeps_to_it() -> None:
    with team(start=datetime(2026, 8, 3, 8, 30, tzinfo=UTC)) as made:
        made.wishes = {"room": {"digest": Rhythm.DAILY, "topics": frozenset(), "releases": frozenset({"other"})}}
        made.run()
        made.put("a", "blocker:Kaya")
        made.now += timedelta(days=1)
        assert made.heard() == []
        made.wishes = {"room": {"digest": Rhythm.DAILY, "topics": frozenset(), "releases": frozenset({"night bus"})}}
        made.put("b", "blocker:Kaya")
        made.now += timedelta(days=1)
        assert len(made.heard()) == 1
