"""A report that is kept: what is written, when, and what people did to it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from connectors.bulletin import Fate
from tests.living.documents import NASTY, document
from tests.living.places import Place
from tests.standins import faults

ONE, TWO, THREE = document("Master waits"), document("Master waits", "Cover waits"), document()


def test_the_first_time_it_is_made_and_says_everything(place: Place) -> None:
    kept = place.keep(document("Master waits", warnings=("Not everything was seen.",)))
    assert (kept.fate, kept.failure) == (Fate.MADE, None)
    (text,) = place.shown()
    for words in ("Master waits", "Kaya", "As of Fri 20 Nov 2026 09:00 UTC", "Not everything was seen", "Night Bus"):
        assert words in text
    assert kept.url


def test_nothing_new_takes_no_request(place: Place) -> None:
    place.keep(ONE)
    again = document("Master waits", as_of="Sat 21 Nov 2026 09:00 UTC")
    assert place.sent(lambda: place.keep(again)) == []
    assert place.keep(again).fate is Fate.UNCHANGED
    assert "Fri 20 Nov" in place.shown()[0]


def test_something_new_takes_as_few_requests_as_the_tool_allows(place: Place) -> None:
    place.keep(ONE)
    assert len(place.sent(lambda: place.keep(TWO))) == place.rewriting
    (text,) = place.shown()
    assert "Cover waits" in text
    assert place.keep(THREE).fate is Fate.REWRITTEN
    (text,) = place.shown()
    assert "Nothing is blocked." in text
    assert "Cover" not in text


def test_every_request_is_counted(place: Place) -> None:
    for each in (ONE, TWO):
        place.server.forget()
        assert place.keep(each).requests == len(place.server.journal)


def test_a_plan_sends_nothing_and_says_what_would_be(place: Place) -> None:
    assert place.sent(lambda: place.keep(ONE, write=False)) == []
    assert place.keep(ONE, write=False).fate is Fate.MADE
    place.keep(ONE)
    assert place.keep(ONE, write=False).fate is Fate.UNCHANGED
    assert place.keep(TWO, write=False).fate is Fate.REWRITTEN
    assert "Cover" not in place.shown()[0]


def test_what_people_wrote_beside_it_is_left(place: Place) -> None:
    place.keep(ONE)
    place.write_beside("Agenda: talk about the cover")
    place.keep(TWO)
    place.lose_store()
    place.keep(THREE)
    assert place.beside() == "Agenda: talk about the cover"
    assert len(place.shown()) == 1


def test_a_lost_store_is_adopted_and_rewrites_nothing(place: Place) -> None:
    place.keep(ONE)
    before = place.shown()
    place.lose_store()
    assert place.keep(document("Master waits", as_of="Sat 21 Nov 2026")).fate is Fate.UNCHANGED
    assert place.shown() == before
    assert place.keep(TWO).fate is Fate.REWRITTEN
    assert len(place.shown()) == 1


def test_what_changed_while_the_store_was_lost_is_written_into_the_one_that_stands(place: Place) -> None:
    place.keep(ONE)
    place.lose_store()
    assert place.keep(TWO).fate is Fate.REWRITTEN
    (text,) = place.shown()
    assert "Cover waits" in text


def test_a_copy_that_a_person_made_is_left_alone(place: Place) -> None:
    place.keep(ONE)
    place.copy()
    place.lose_store()
    place.keep(TWO)
    (text,) = place.shown()
    assert "Cover waits" in text


def test_one_that_somebody_deleted_stays_so_and_it_is_said_until_it_is_asked_for(place: Place) -> None:
    place.keep(ONE)
    place.delete()
    for each in (TWO, TWO, THREE):
        kept = place.keep(each)
        assert (kept.fate, kept.failure, place.shown()) == (Fate.GONE, None, [])
        assert "--restore-report" in kept.remarks[0]
    assert place.sent(lambda: place.keep(THREE)) == []
    assert place.keep(THREE, anew=True).fate is Fate.MADE
    assert len(place.shown()) == 1
    assert place.keep(ONE).fate is Fate.REWRITTEN


def test_one_that_somebody_took_back_from_the_bin_is_kept_again(place: Place) -> None:
    place.keep(ONE)
    place.delete()
    place.keep(TWO)
    place.restore()
    assert place.keep(THREE).fate is Fate.REWRITTEN
    assert "Nothing is blocked." in place.shown()[0]


def test_undo_takes_it_away_and_a_second_one_finds_nothing(place: Place) -> None:
    place.keep(ONE)
    assert place.sent(lambda: place.undo(write=False)) == []
    assert place.undo(write=False).fate is Fate.GONE
    kept = place.undo()
    assert (place.shown(), kept.fate, len(kept.remarks)) == ([], Fate.GONE, 1)
    assert place.undo().fate is None
    assert place.keep(TWO).fate is Fate.MADE


def test_undo_after_a_lost_store_takes_it_away_too(place: Place) -> None:
    place.keep(ONE)
    place.lose_store()
    place.undo()
    assert place.shown() == []


def test_undo_leaves_what_people_wrote_and_says_so(place: Place) -> None:
    place.keep(ONE)
    place.write_beside("Agenda")
    assert "others" in place.undo().remarks[0]
    assert place.shown() == []


def test_undo_of_one_that_somebody_deleted_does_nothing(place: Place) -> None:
    place.keep(ONE)
    place.delete()
    assert (place.undo().fate, place.store.bulletin()) == (None, None)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_around_any_write_the_next_run_leaves_exactly_one(
    made: Callable[[], AbstractContextManager[Place]], moment: str
) -> None:
    for first in (True, False):
        number, died = 0, True
        while died:
            number += 1
            with made() as place:
                if not first:
                    place.keep(ONE)
                died = place.dies(lambda connection: place.keep(TWO, connection), moment, number)
                place.keep(THREE)
                (text,) = place.shown()
                assert "Nothing is blocked." in text, f"killed {moment} write {number}"
                assert place.sent(lambda: place.keep(THREE)) == []
        assert number > 1


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("lost", [False, True], ids=["store kept", "store lost"])
def test_killed_around_any_write_of_an_undo_the_next_takes_it_away(
    made: Callable[[], AbstractContextManager[Place]], moment: str, lost: bool
) -> None:
    number, died = 0, True
    while died:
        number += 1
        with made() as place:
            place.keep(ONE)
            died = place.dies(place.undo, moment, number)
            if lost:
                place.lose_store()
            place.undo()
            assert place.shown() == []
    assert number > 1


@pytest.mark.parametrize("seed", range(25))
def test_with_one_request_in_five_failing_there_is_never_a_second_and_in_the_end_it_is_right(
    made: Callable[[], AbstractContextManager[Place]], seed: int
) -> None:
    with made() as place:
        place.server.faults.sometimes(0.2, place.failures, seed)
        for number in range(8):
            place.keep(document(*["Master waits"] * number))
            if number % 3 == 2:
                place.lose_store()
        place.server.faults.clear()
        place.keep(THREE)
        (text,) = place.shown()
        assert "Nothing is blocked." in text


@pytest.mark.parametrize("write", [1, 2])
def test_a_write_whose_answer_is_lost_is_not_made_twice(place: Place, write: int) -> None:
    place.server.faults.when(place.at_write(1), faults.saved_and_dropped())
    assert place.keep(ONE).fate is Fate.MADE
    place.server.faults.when(place.at_write(write), faults.saved_and_dropped())
    assert place.keep(TWO).failure is None
    (text,) = place.shown()
    assert "Cover waits" in text


def test_without_the_right_it_is_a_failure_that_says_what_to_do(place: Place) -> None:
    place.forbid()
    kept = place.keep(ONE)
    assert kept.failure is not None
    assert (kept.fate, place.shown()) == (None, [])
    assert "Insert content" in kept.failure.error.hint or "data.records:write" in kept.failure.error.hint


def test_a_right_that_is_taken_away_later_is_a_failure_and_what_stands_there_stays(place: Place) -> None:
    place.keep(ONE)
    place.forbid()
    assert place.keep(TWO).failure is not None
    assert "Master waits" in place.shown()[0]


def test_the_doctor_tells_whether_it_can_be_kept_and_writes_nothing(place: Place) -> None:
    (access,) = place.bulletin().access()
    assert access.granted is not False
    place.forbid()
    (access,) = place.bulletin().access()
    assert access.granted is False
    assert access.todo
    assert place.shown() == []


def test_a_report_that_is_too_long_is_cut_and_says_so(place: Place) -> None:
    long = document(*(f"Work {number} waits for somebody {'x' * 280}" for number in range(3000)))
    assert place.keep(long).failure is None
    (text,) = place.shown()
    assert "This is cut" in text or "more" in text
    assert "Work 0 waits" in text
    assert place.keep(long).fate is Fate.UNCHANGED
    place.lose_store()
    assert place.keep(long).fate is Fate.UNCHANGED


def test_other_peoples_words_do_no_harm(place: Place) -> None:
    assert place.keep(document(NASTY, warnings=(NASTY,))).failure is None
    (text,) = place.shown()
    assert "bold" in text
    place.lose_store()
    assert place.keep(document(NASTY, warnings=(NASTY,))).fate is Fate.UNCHANGED


def test_another_workspaces_report_is_not_taken_for_ours(place: Place) -> None:
    place.keep(ONE)
    place.lose_store()
    assert place.keep(replace(TWO, mark="99999999")).fate is Fate.MADE
    assert len(place.shown()) == 2
