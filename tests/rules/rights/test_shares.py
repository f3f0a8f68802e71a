"""SPL001, SPL002, SPL004 and SPL005: whole pies, agreed by everybody on them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Split, Unknown
from rules.policy import Severity
from rules.rule import Example
from rules.samples import actors, at, day, plan, share, track, work
from tests.rules.verdict import codes, only, report_on, untold

LOW_TIDE = track("Low Tide", isrc="GB-AYE-26-00002")


def rights(*splits: Split, tracks: Any = None, **facts: Any) -> Example:
    tracks = (track(),) if tracks is None else tracks
    return plan(work("Lyrics", "Dee"), tracks=tracks, versions=Unknown.ABSENT, splits=splits, **facts)


def song(*percents: str, **facts: Any) -> tuple[Split, ...]:
    return tuple(share(f"Writer {number}", percent, **facts) for number, percent in enumerate(percents))


def counted(writers: tuple[str, ...], publishers: tuple[str, ...]) -> tuple[Split, ...]:
    return (
        *(share(f"Writer {n}", part, role="Writer") for n, part in enumerate(writers)),
        *(share(f"Company {n}", part, role="Publisher") for n, part in enumerate(publishers)),
    )


@pytest.mark.parametrize(
    ("splits", "expected"),
    [
        pytest.param(song("50", "50"), [], id="halves"),
        pytest.param(song("33.33", "33.33", "33.33"), [], id="thirds"),
        pytest.param(song("33.3", "33.3", "33.3"), [], id="rough thirds"),
        pytest.param(song("33.33", "33.33", "33.34"), [], id="thirds that somebody rounded up"),
        pytest.param(song(*["16.67"] * 6), [], id="sixths"),
        pytest.param(song("50", "49.99"), ["SPL001"], id="a hundredth short"),
        pytest.param(song("50", "50.01"), ["SPL001"], id="a hundredth over"),
        pytest.param(song("33.33", "33.33", "33.32"), ["SPL001"], id="thirds that are none"),
        pytest.param(song("33", "33", "33"), ["SPL001"], id="equal and too far off"),
        pytest.param(song("100", "100"), ["SPL001"], id="two hundred without roles"),
        pytest.param((), [], id="no rows"),
        pytest.param((share("Ana", None),), [], id="nothing but an empty share"),
        pytest.param((*song("60"), share("Ana", None)), ["SPL001"], id="an empty share beside others"),
        pytest.param(counted(("50", "50"), ("100",)), [], id="one hundred each"),
        pytest.param(counted(("25", "25"), ("50",)), [], id="fifty each"),
        pytest.param(counted(("16.67", "16.67", "16.67"), ("50",)), [], id="fifty each in thirds"),
        pytest.param(counted(("60",), ("40",)), [], id="one hundred in all"),
        pytest.param(counted(("100",), ("50",)), ["SPL001"], id="one counted so, the other so"),
        pytest.param(counted(("100",), ()), [], id="writers alone"),
        pytest.param(song("100", pie="master") + song("50", "50"), [], id="each pie by itself"),
        pytest.param(song("60", pie="master") + song("40"), ["SPL001", "SPL001"], id="no pie completes another"),
    ],
)
def test_every_pie_is_whole_by_itself(splits: tuple[Split, ...], expected: list[str]) -> None:
    assert codes(rights(*splits)) == expected


def test_a_master_is_never_counted_twice() -> None:
    twice = tuple(
        share(name, "100", pie="master", role=role) for name, role in (("Ana", "Artist"), ("Co", "Publisher"))
    )
    assert codes(rights(*twice)) == ["SPL001"]


def test_the_two_sums_of_a_composition_are_told_apart() -> None:
    said = only(rights(*counted(("100",), ("50",))), "SPL001").message
    assert said == (
        "The shares of the composition of Night Bus add up to 100 % for the writers and 50 % for the publishers, "
        "which is neither 50 % and 50 % nor 100 % each"
    )


def test_two_hundred_without_a_role_column_cannot_be_told() -> None:
    found = rights(*song("100", "100", role=Unknown.ABSENT))
    assert codes(found) == []
    assert any("200 %" in entry.why for entry in untold(found, "SPL001"))


def test_a_share_that_could_not_be_read_judges_nobody() -> None:
    unread = Split("u", "Kaya of Night Bus", share("Kaya", "1").ref, share("Kaya", "1").track, share=Unknown.UNREADABLE)
    found = rights(*song("50"), unread)
    assert "SPL001" not in codes(found)
    assert [entry.fields for entry in untold(found, "SPL001")] == [("share",)]


@given(st.lists(st.decimals(Decimal("0.01"), Decimal(99), places=2), min_size=1, max_size=8))
def test_exact_sums_and_nothing_else(parts: list[Decimal]) -> None:
    total = sum(parts, Decimal(0))
    fires = "SPL001" in codes(rights(*song(*map(str, parts))))
    equal = len(set(parts)) == 1 and abs(total - 100) <= Decimal("0.1")
    assert fires is not (total == 100 or equal)


def test_each_track_has_pies_of_its_own() -> None:
    other = tuple(share(name, "30", of="Low Tide") for name in ("Ana", "Kaya"))
    found = rights(*song("50", "50"), *other, tracks=(track(), LOW_TIDE))
    assert [v.subject.title for v in report_on(found).violations if v.code == "SPL001"] == ["Low Tide"]


def test_a_share_of_no_track_among_several_is_nobodys() -> None:
    assert codes(rights(*song("30", of=None), tracks=(track(), LOW_TIDE))) == []
    assert codes(rights(*song("30", of=None))) == ["SPL001"]
    assert codes(rights(*song("30", of=None), tracks=Unknown.ABSENT)) == ["SPL001"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"agreed": True}, []),
        ({"agreed": False}, ["SPL002"]),
        ({"agreed": None}, ["SPL002"]),
        ({"agreed": None, "agreed_at": day("2026-07-01")}, []),
        ({"agreed": Unknown.ABSENT, "agreed_at": day("2026-07-01")}, []),
        ({"agreed": Unknown.ABSENT, "agreed_at": None}, ["SPL002"]),
        ({"agreed": False, "agreed_at": day("2026-07-01")}, ["SPL002"]),
        ({"agreed": Unknown.ABSENT, "agreed_at": Unknown.ABSENT}, []),
        ({"agreed": Unknown.UNREADABLE, "agreed_at": None}, []),
    ],
)
def test_everybody_with_a_share_agrees_to_it(facts: dict[str, Any], expected: list[str]) -> None:
    assert codes(rights(*song("100", **facts))) == expected


@pytest.mark.parametrize(
    ("upload", "now", "severity"),
    [
        ({"state": "not started"}, "2026-08-03", Severity.BLOCKER),
        ({"state": "done", "done_at": day("2026-08-03")}, "2026-08-03", Severity.WARNING),
    ],
)
def test_a_share_that_is_not_agreed_is_a_blocker_until_the_upload_is_done(
    upload: dict[str, Any], now: str, severity: Severity
) -> None:
    item = work("Distributor upload", "Mia", due="2026-08-07", **upload)
    found = plan(item, splits=song("100", agreed=None), gates=Unknown.ABSENT, now=at(f"{now} 10:00"))
    assert only(found, "SPL002").severity is severity


def test_without_an_upload_in_the_plan_the_release_day_decides() -> None:
    ahead = rights(*song("100", agreed=None))
    out = rights(*song("100", agreed=None), now=at("2026-09-05 10:00"))
    assert only(ahead, "SPL002").severity is Severity.BLOCKER
    assert only(out, "SPL002").severity is Severity.WARNING


@pytest.mark.parametrize(
    ("credited", "splits", "left_out"),
    [
        (("Ana", "Kaya"), (share("Ana", "100"),), ["Kaya"]),
        (("Ana", "Kaya"), (share("Ana", "100"), share("Kaya", "0")), []),
        (("Ana", "Kaya"), (share("Ana", "100"), share("Kaya", "100", pie="master")), []),
        (("Ana", "Kaya"), (), ["Ana", "Kaya"]),
        (("Kaya",), (share("Kaya Moon", "100"),), []),
        (("TBD",), (share("Ana", "100"),), []),
        (("Ana",), (share("Ana", None),), ["Ana"]),
    ],
)
def test_whoever_is_credited_has_a_share(credited: Any, splits: Any, left_out: list[str]) -> None:
    found = report_on(rights(*splits, tracks=(track(credits=actors(*credited)),))).violations
    assert [v.message.partition(" is")[0] for v in found if v.code == "SPL004"] == left_out


def test_shares_that_are_not_whole_explain_who_is_left_out() -> None:
    credited = (track(credits=actors("Ana", "Kaya")),)
    assert codes(rights(share("Ana", "50"), tracks=credited)) == ["SPL001"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, ["SPL005"]),
        ({"role": "Writer"}, {"role": "writer"}, ["SPL005"]),
        ({"role": "Writer"}, {"role": "Publisher"}, []),
        ({}, {"pie": "master"}, ["SPL001", "SPL001"]),
    ],
)
def test_one_person_stands_once_on_a_pie(first: dict[str, Any], second: dict[str, Any], expected: list[str]) -> None:
    rows = (share("Kaya", "50", key="one", **first), share("Kaya", "50", key="two", **second))
    assert codes(rights(*rows)) == expected


def test_a_plan_without_shares_is_told_once() -> None:
    found = plan(work("Lyrics", "Dee"), tracks=Unknown.ABSENT, splits=Unknown.ABSENT)
    assert codes(found) == []
    assert [entry.count for entry in untold(found, "SPL001")] == [1]
