"""PIT001 to PIT005: who offers what to whom, when, with what."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model import State, Unknown
from rules.rule import Example
from rules.samples import actors, at, day, pitch, plan, share, track, work
from tests.rules.verdict import codes, only, untold

LOW_TIDE = track("Low Tide", isrc="GB-AYE-26-00002")


def offered(*pitches: Any, tracks: Any = None, **facts: Any) -> Example:
    tracks = (track(),) if tracks is None else tracks
    return plan(work("Lyrics", "Dee"), tracks=tracks, versions=Unknown.ABSENT, pitches=pitches, **facts)


@pytest.mark.parametrize(
    ("allowed", "by", "expected"),
    [
        (actors("Lee"), "Lee", []),
        (actors("Lee Ost"), "Lee", []),
        (actors("Rae", "Lee"), "Lee", []),
        (actors("Rae"), "Lee", ["PIT001"]),
        ((), "Lee", ["PIT001"]),
        (Unknown.ABSENT, "Lee", []),
        (actors("Rae"), "TBD", []),
        (actors("Rae"), "", []),
    ],
)
def test_only_who_is_on_record_pitches(allowed: Any, by: str, expected: list[str]) -> None:
    assert codes(offered(pitch("Films", by), tracks=(track(may_pitch=allowed),))) == expected


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Lee is to pitch Night Bus"),
        ({"sent_at": day("2026-08-03")}, "Lee pitched Night Bus"),
        ({"sent_at": day("2026-08-04")}, "Lee is to pitch Night Bus"),
        ({"sent_at": day("2026-08-04"), "state": State.WAITING}, "Lee pitched Night Bus"),
    ],
)
def test_what_is_planned_is_told_from_what_went_out(facts: dict[str, Any], words: str) -> None:
    assert only(offered(pitch("Films", **facts), tracks=(track(may_pitch=()),)), "PIT001").message.startswith(words)


def test_a_day_that_is_still_to_come_is_told_as_planned() -> None:
    found = only(
        offered(pitch("Films", sent_at=day("2026-09-01")), tracks=(track(pitch_until=day("2026-08-31")),)), "PIT002"
    )
    assert found.message == "Night Bus to Films is due on 2026-09-01, and Night Bus may be pitched until 2026-08-31"


def test_a_pitch_that_is_off_is_silent() -> None:
    assert codes(offered(pitch("Films", version=None, state=State.CANCELLED), tracks=(track(may_pitch=()),))) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"sent_at": day("2026-08-09")}, ["PIT002"]),
        ({"sent_at": day("2026-08-10")}, []),
        ({"sent_at": at("2026-08-31 21:00")}, []),
        ({"sent_at": day("2026-09-01")}, ["PIT002"]),
        ({"due": day("2026-09-01")}, ["PIT002"]),
        ({"sent_at": day("2026-08-20"), "due": day("2026-09-01")}, []),
        ({"sent_at": None, "due": None}, []),
        ({"state": State.DONE, "due": day("2026-09-01")}, []),
        ({"sent_at": Unknown.ABSENT, "due": Unknown.ABSENT}, []),
    ],
)
def test_a_pitch_lies_inside_its_window_first_and_last_day_included(facts: dict[str, Any], expected: list[str]) -> None:
    window = track(pitch_from=day("2026-08-10"), pitch_until=day("2026-08-31"))
    assert codes(offered(pitch("Films", **facts), tracks=(window,))) == expected


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ({"pitch_from": day("2026-08-10")}, "from 2026-08-10"),
        ({"pitch_until": day("2026-08-01")}, "until 2026-08-01"),
        ({"pitch_from": Unknown.ABSENT, "pitch_until": day("2026-08-01")}, "until 2026-08-01"),
    ],
)
def test_half_a_window_is_a_window(window: dict[str, Any], words: str) -> None:
    found = offered(pitch("Films", sent_at=day("2026-08-02")), tracks=(track(**window),))
    assert only(found, "PIT002").message.endswith(f"may be pitched {words}")


def test_all_that_a_pitch_lacks_is_one_gap() -> None:
    bare = pitch("Films", version=None, contacts=None, splits=None, clearance=None)
    assert only(offered(bare), "PIT003").message.endswith("its version, contacts, splits and clearance")


def test_shares_that_the_plan_records_are_known() -> None:
    assert codes(offered(pitch("Films", splits=None), splits=(share("Ana", "100"),))) == []
    assert codes(offered(pitch("Films", splits=None))) == ["PIT003"]
    assert codes(offered(pitch("Films", splits=Unknown.ABSENT, clearance=Unknown.ABSENT))) == []


def exclusive(to: str, first: str | None, last: str | None, **facts: Any) -> Any:
    facts = {"exclusive": True} | facts
    return pitch(to, from_day=day(first) if first else None, until_day=day(last) if last else None, **facts)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (exclusive("B", "2026-08-14", "2026-08-31"), ["PIT004"]),
        (exclusive("B", "2026-08-15", "2026-08-31"), []),
        (exclusive("B", "2026-08-02", "2026-08-03"), ["PIT004"]),
        (exclusive("B", "2026-07-01", "2026-07-31"), []),
        (exclusive("B", "2026-07-01", None), ["PIT004"]),
        (exclusive("B", "2026-08-10", "2026-08-31", exclusive=False), []),
        (exclusive("B", "2026-08-10", "2026-08-31", exclusive=Unknown.ABSENT), []),
        (exclusive("B", "2026-08-10", "2026-08-31", state=State.CANCELLED), []),
        (exclusive("B", "2026-08-10", "2026-08-31", state=State.DONE), ["PIT004"]),
        (exclusive("B", "2026-08-10", "2026-08-31", state=State.DONE, refused=True), []),
        (exclusive("B", "2026-08-10", "2026-08-31", state=Unknown.ABSENT), ["PIT004"]),
        (exclusive("B", "2026-08-10", "2026-08-31", state=Unknown.UNREADABLE), []),
        (exclusive("B", "2026-08-10", "2026-08-31", of="Low Tide"), []),
        (exclusive("B", None, "2026-08-31", sent_at=day("2026-08-20")), []),
    ],
)
def test_two_exclusive_pitches_of_one_track_do_not_overlap(second: Any, expected: list[str]) -> None:
    first = exclusive("A", "2026-08-01", "2026-08-14")
    assert codes(offered(first, second, tracks=(track(), LOW_TIDE))) == expected


def test_three_that_overlap_are_told_by_pair() -> None:
    three = [exclusive(to, "2026-08-01", "2026-08-14") for to in "ABC"]
    assert codes(offered(*three)) == ["PIT004"] * 3


@pytest.mark.parametrize(
    ("tracks", "of", "expected"),
    [
        ((track(), LOW_TIDE), None, ["PIT005"]),
        ((track(), LOW_TIDE), "Old Road", ["PIT005"]),
        ((track(), LOW_TIDE), "low tide", []),
        ((track("Rain"), LOW_TIDE), "Night Bus", []),
        ((track(), LOW_TIDE), "all", []),
        ((track(), LOW_TIDE), "The whole EP", []),
        ((track(), LOW_TIDE), "The whole night", ["PIT005"]),
        ((track(),), None, []),
        (Unknown.ABSENT, None, []),
        ((), None, []),
    ],
)
def test_a_pitch_names_a_track_of_the_plan(tracks: Any, of: str | None, expected: list[str]) -> None:
    assert codes(offered(pitch("Films", of=of), tracks=tracks)) == expected


def test_a_plan_without_pitches_is_told_once_per_rule() -> None:
    found = plan(work("Lyrics", "Dee"), pitches=Unknown.ABSENT)
    assert [entry.why for entry in untold(found, "PIT001")] == ["pitches: the plan has no column for it"]
