"""Runs tell each receiver what is new to it, once, through the real Apprise; what was not taken is told again."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from rules.policy import Severity
from sync.guard import Limits
from sync.notify.message import Message
from sync.notify.post import ApprisePost
from sync.notify.receiver import Topic
from sync.notify.sent import Sent
from sync.notify.told import Kind
from sync.result import Mode
from sync.store.sqlite import open_store
from tests.fakes.store import dying
from tests.fakes.tool import Killed
from tests.notify.team import Team, team
from tests.standins.faults import dropped, refused, saved_and_dropped
from tests.standins.wire import Response


class DyingPost(ApprisePost):
    """Sends, and dies before anybody hears that it did."""

    def send(self, receiver: str, address: str, message: Message) -> None:
        raise Killed


def titles(made: Team, room: str = "room") -> list[str]:
    return [heard.title for heard in made.heard(room)]


def test_what_is_new_worse_and_closed_is_told_as_it_happens_and_nothing_else() -> None:
    with team() as made:
        made.put("a", "blocker:Kaya")
        made.put("b", "warning:Ben")
        assert titles(made) == ["label: 2 new"]
        assert titles(made) == []
        made.put("a")
        made.put("c", "blocker:Cem")
        (heard,) = made.heard()
        assert heard.title == "label: 1 new, 1 closed"
        assert heard.body == (
            "Cem must act\n"
            "• New blocker, Night Bus: Work c waits for Cem → do what is needed\n"
            "  https://tool.example/c\n\n"
            "Closed\n"
            "• Night Bus: Work a waits for Kaya\n"
            "  https://tool.example/a"
        )
        assert titles(made) == []


def test_notes_are_never_told() -> None:
    with team() as made:
        made.put("a", "note:Kaya")
        assert titles(made) == []
        made.put("a")
        assert titles(made) == []


def test_who_must_act_is_named_once_with_all_that_waits_for_them_most_first() -> None:
    with team() as made:
        for record, gaps in {"a": "warning:Ben", "b": "blocker:Kaya", "c": "warning:Kaya"}.items():
            made.put(record, gaps)
        (heard,) = made.heard()
        heads = [line for line in heard.body.splitlines() if line.endswith("must act")]
        assert heads == ["Kaya must act", "Ben must act"]
        assert heard.body.index("blocker") < heard.body.index("warning")


def test_a_message_of_very_many_gaps_is_short_and_says_what_it_leaves_out() -> None:
    with team() as made:
        for number in range(60):
            made.put(f"r{number}", "blocker:Kaya")
        (heard,) = made.heard()
        assert heard.body.count("• ") == 25
        assert heard.body.endswith("… and 35 lines more: see the report")


def test_each_receiver_hears_what_it_asked_for() -> None:
    with team("everything", "kaya", "blockers", "closings", "elsewhere") as made:
        made.wishes = {
            "kaya": {"people": frozenset({"kaya"})},
            "blockers": {"least": Severity.BLOCKER},
            "closings": {"topics": frozenset({Topic.CLOSED})},
            "elsewhere": {"releases": frozenset({"first light"})},
        }
        made.put("a", "warning:Kaya")
        made.put("b", "blocker:Ben")
        made.run()
        got = {name: [heard.title for heard in room.taken()] for name, room in made.rooms.items()}
        assert got == {
            "everything": ["label: 2 new"],
            "kaya": ["label: 1 new"],
            "blockers": ["label: 1 new"],
            "closings": [],
            "elsewhere": [],
        }
        made.put("b")
        made.run()
        assert [heard.title for heard in made.rooms["closings"].taken()] == ["label: 1 closed"]
        assert made.rooms["elsewhere"].taken() == made.rooms["kaya"].taken() == []


def test_a_new_receiver_does_not_get_the_whole_past() -> None:
    with team("old", "late") as made:
        late = made.rooms.pop("late")
        made.put("a", "blocker:Kaya")
        made.run()
        made.rooms["late"] = late
        made.put("b", "blocker:Ben")
        assert titles(made, "late") == ["label: 1 new"]


@pytest.mark.parametrize(
    "fault", [refused(Response(503)), dropped(), saved_and_dropped()], ids=["refused", "dropped", "taken and dropped"]
)
def test_what_was_not_taken_is_a_failure_of_the_run_and_told_by_the_next_with_what_came_to_it(fault: object) -> None:
    with team("room", "other") as made:
        made.wishes = {"other": {"topics": frozenset(Topic) - {Topic.ALARMS}}}
        made.run()
        made.put("a", "blocker:Kaya")
        made.rooms["room"].server.faults.when(lambda _: True, fault)  # type: ignore[arg-type]
        failed = made.run()
        assert failed.exit_code == 3
        assert [failure.source for failure in failed.failures] == ["room"]
        assert [heard.title for heard in made.rooms["other"].taken()] == ["label: 1 new"]
        made.rooms["room"].taken()
        made.put("b", "blocker:Ben")
        (heard,) = made.heard()
        assert heard.title == "label: 2 new"
        assert heard.body.startswith("Some of this may have been said before")
        assert [heard.title for heard in made.rooms["other"].taken()] == ["label: 1 new"]
        assert made.run().exit_code == 0
        assert made.rooms["room"].taken() == []


def test_a_receiver_that_cannot_be_told_for_days_hears_the_sum_once() -> None:
    with team() as made:
        made.run()
        made.rooms["room"].server.faults.when(lambda _: True, refused(Response(500)), times=None)
        made.put("a", "blocker:Kaya")
        made.put("gone", "blocker:Kaya")
        made.run()
        made.put("gone")
        for _ in range(48):
            made.run()
        made.rooms["room"].server.faults.clear()
        made.put("b", "blocker:Ben")
        assert titles(made) == ["label: 2 new"]


def test_a_gap_that_comes_and_goes_between_two_messages_is_not_told() -> None:
    with team() as made:
        made.run()
        made.rooms["room"].server.faults.when(lambda _: True, refused(Response(500)))
        made.put("a", "blocker:Kaya")
        made.run()
        made.put("a")
        assert titles(made) == []
        assert not made.store.told()["room"].attempts


@pytest.mark.parametrize("committed", [False, True])
def test_killed_around_any_write_of_the_store_everything_is_told_and_nothing_twice_without_saying_so(
    committed: bool,
) -> None:
    number, died = 0, True
    while died:
        with team() as made:
            made.run()
            made.put("a", "blocker:Kaya")
            try:
                made.run(dying(made.store, number, committed=committed))
                died = False
            except Killed:
                number += 1
            made.run()
            made.run()
            heard = made.rooms["room"].taken()
            assert {message.title for message in heard} == {"label: 1 new"}
            again = [message for message in heard if message.body.startswith("Some of this may have been said before")]
            assert len(heard) - len(again) <= 1 and len(heard) <= 2
    assert number > 5


def test_killed_twice_over_one_message_it_counts_as_told() -> None:
    with team() as made:
        made.run()
        made.put("a", "blocker:Kaya")
        for _ in range(2):
            made.post = DyingPost()
            with pytest.raises(Killed):
                made.run()
        made.post = ApprisePost()
        assert made.heard() == []
        assert not made.store.told()["room"].attempts


def test_two_runs_at_one_instant_tell_once() -> None:
    with team() as made:
        made.put("a", "blocker:Kaya")
        made.run()
        made.now -= timedelta(hours=1)
        made.run()
        assert len(made.rooms["room"].taken()) == 1


def test_a_run_that_a_guard_stops_tells_so_and_no_news() -> None:
    with team() as made:
        made.put("z", "blocker:Kaya")
        made.run()
        made.rooms["room"].taken()
        made.changes = {"limits": Limits(floor=1)}
        for record in "abcdef":
            made.put(record, "blocker:Kaya")
        (heard,) = made.heard()
        assert heard.title == "label: 1 alarm"
        assert "--allow-many-changes" in heard.body
        assert titles(made) == []
        made.changes = {}
        assert titles(made) == ["label: 1 alarm over", "label: 6 new"]


def test_without_any_memory_what_a_run_newly_wrote_is_told_and_never_the_whole_list() -> None:
    with team() as made:
        made.settings = {"remembers": False}

        def heard() -> list[tuple[str, int]]:
            with closing(open_store(":memory:", "label")) as empty:
                made.run(empty)
            return [(each.title, each.body.count("• ")) for each in made.rooms["room"].taken()]

        made.put("a", "blocker:Kaya")
        made.put("b", "warning:Ben")
        assert heard() == [("label: 2 new", 2)]
        assert heard() == []
        made.put("c", "blocker:Cem")
        made.put("b")
        assert heard() == [("label: 1 new, 1 closed", 2)]
        assert heard() == []


def test_after_the_store_was_lost_nothing_is_told_again_that_stands_on_its_record() -> None:
    with team() as made:
        made.put("a", "blocker:Kaya")
        made.put("b", "warning:Ben")
        assert titles(made) == ["label: 2 new"]
        made.put("c", "blocker:Cem")
        made.put("b")
        with closing(open_store(":memory:", "label")) as empty:
            made.store = empty
            (heard,) = made.heard()
            assert heard.title == "label: 1 new, 1 closed"
            assert "Cem must act" in heard.body and "Kaya" not in heard.body
            assert titles(made) == []
            made.put("a")
            assert titles(made) == ["label: 1 closed"]


def test_a_first_run_tells_of_gaps_that_no_record_shows_too() -> None:
    with team() as made:
        made.changes = {"targets": {}}
        made.put("a", "blocker:Kaya")
        assert titles(made) == ["label: 1 new"]
        assert titles(made) == []


def test_a_check_and_a_plan_tell_nobody_and_the_plan_says_who_would_be_told_what() -> None:
    with team() as made:
        made.put("a", "blocker:Kaya")
        made.post = DyingPost()
        assert made.run(mode=Mode.CHECK).told == ()
        assert made.run(mode=Mode.PLAN).told == (Sent("room", Kind.NEWS, "label: 1 new"),)
        assert made.store.told() == {}
        made.post = ApprisePost()
        assert made.run().told == (Sent("room", Kind.NEWS, "label: 1 new"),)
        assert len(made.rooms["room"].taken()) == 1
        assert made.run(mode=Mode.PLAN).told == ()


def test_a_plan_says_which_alarm_a_held_run_would_tell() -> None:
    with team() as made:
        made.put("a", "blocker:Kaya")
        made.run()
        for record in "bcdefg":
            made.put(record, "blocker:Kaya")
        made.changes = {"limits": Limits(floor=1)}
        (planned,) = made.run(mode=Mode.PLAN).told
        assert (planned.kind, planned.title) == (Kind.ALARMS, "label: 1 alarm")
        assert made.run().told == (planned,)


def test_a_run_says_which_message_was_not_taken() -> None:
    with team() as made:
        made.put("a", "blocker:Kaya")
        made.rooms["room"].server.faults.when(lambda _: True, refused(Response(500)))
        assert made.run().told == (Sent("room", Kind.NEWS, "label: 1 new", taken=False),)
