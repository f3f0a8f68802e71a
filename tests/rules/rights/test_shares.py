"""SPL001, SPL002, SPL004 and SPL005: whole pies, agreed by everybody on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.normalize.shares import ShareColumn
from rules.model import Split, Unknown
from rules.policy import Severity
from rules.rule import Example
from rules.samples import actors, at, day, plan, share, track, work
from tests.rules.verdict import codes, only, report_on, untold

LOW_TIDE = track("Low Tide", isrc="GB-AYE-26-00002")


THIRD = "33.333333333333"
"""What becomes of "1/3"."""


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
        pytest.param(song(*["16.67"] * 5, "16.66"), ["SPL001"], id="sixths of which one is none"),
        pytest.param(song(*["16.67"] * 4, *["16.66"] * 2), [], id="sixths that somebody made whole"),
        pytest.param(song(*["16.7"] * 6), ["SPL001"], id="rough sixths, two tenths over"),
        pytest.param(song(*["16"] * 6), ["SPL001"], id="sixths in whole numbers"),
        pytest.param(song(*["14.29"] * 7), [], id="sevenths"),
        pytest.param(song(*["14.28"] * 7), [], id="sevenths cut off"),
        pytest.param(song(*["14.3"] * 7), [], id="rough sevenths"),
        pytest.param(song(*["14"] * 7), ["SPL001"], id="sevenths in whole numbers"),
        pytest.param(song(*["14.29"] * 6, "14.2"), ["SPL001"], id="sevenths of which one is none"),
        pytest.param(song(*["11.11"] * 9), [], id="ninths"),
        pytest.param(song(*["8.33"] * 12), [], id="twelfths"),
        pytest.param(song(*["8.3"] * 12), ["SPL001"], id="rough twelfths, four tenths short"),
        pytest.param(song(THIRD, "33.33", "33.33"), [], id="a third spelled out beside rounded ones"),
        pytest.param(song(THIRD, "33.3", "33.33"), [], id="a third in three notations"),
        pytest.param(song(THIRD, "33.33", "33.34"), ["SPL001"], id="a third, one rounded and one rounded up"),
        pytest.param(song(THIRD, "33", "33"), ["SPL001"], id="a third beside whole numbers"),
        pytest.param(song(THIRD, THIRD), ["SPL001"], id="two thirds and nobody else"),
        pytest.param(song(THIRD, THIRD, THIRD), [], id="thirds spelled out"),
        pytest.param(song(THIRD, "66.666666666667"), [], id="a third and two"),
        pytest.param(song(THIRD, "66.67"), ["SPL001"], id="a third spelled out and two that are rounded"),
        pytest.param(song("33.33", "66.67"), [], id="a third and two, both rounded"),
        pytest.param(song("33.33", "66.66"), ["SPL001"], id="a third and two, both cut off"),
        pytest.param(song("50", THIRD, "16.666666666667"), [], id="a half, a third and a sixth"),
        pytest.param(song("50", THIRD, "16.67"), ["SPL001"], id="a half, a third and a rounded sixth"),
        pytest.param(song("50", *["16.666666666667"] * 3), [], id="a half and three sixths"),
        pytest.param(song("50", *["16.67"] * 3), ["SPL001"], id="a half and three rounded sixths"),
        pytest.param(song("16.6666666666667", "16.6666666666667", "66.6666666666667"), [], id="as computed"),
        pytest.param(song("30.000000000000004", "70"), [], id="as computed in binary"),
        pytest.param(song("50", "49.99999"), ["SPL001"], id="a hundred-thousandth short"),
        pytest.param(song("25", "25", "25", "24.99"), ["SPL001"], id="quarters, one a hundredth short"),
        pytest.param(song("33.3", "33.3", "33.3", "0"), [], id="thirds, and somebody with nothing"),
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
        pytest.param(counted(("33.33", "33.33", "33.33"), ("100",)), [], id="one hundred each in thirds"),
        pytest.param(counted((THIRD, "33.33", "33.3"), ("50", "50")), [], id="one hundred each in mixed thirds"),
        pytest.param(counted(("33.33", "33.33", "33.32"), ("100",)), ["SPL001"], id="one hundred each but for a bit"),
        pytest.param(counted(("50",), ("16.67", "16.67", "16.66")), [], id="fifty each, made whole by hand"),
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


@pytest.mark.parametrize("parts", [("100", "100"), ("33.33", "33.33", "33.33", "100"), ["33.33"] * 6, [THIRD] * 6])
def test_two_hundred_without_a_role_column_cannot_be_told(parts: Sequence[str]) -> None:
    found = rights(*song(*parts, role=Unknown.ABSENT))
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


@given(st.lists(st.integers(1, 6), min_size=2, max_size=12))
def test_equal_parts_are_whole_however_each_is_rounded(places: list[int]) -> None:
    part = Decimal(100) / len(places)
    written = [part.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) for digits in places]
    near = abs(sum(written, Decimal(0)) - 100) <= Decimal("0.1")
    assert ("SPL001" in codes(rights(*song(*map(str, written))))) is not near


@given(st.lists(st.integers(1, 20), min_size=2, max_size=7))
def test_ratios_of_one_whole_are_always_whole(weights: list[int]) -> None:
    typed = [f"{weight}/{sum(weights)}" for weight in weights]
    column = ShareColumn(("", words) for words in typed)
    shares = [column.read("", words) for words in typed]
    assert "SPL001" not in codes(rights(*song(*map(str, shares))))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("50", "49.99"), "99.99 %"),
        ((THIRD, THIRD), "66.6667 %"),
        ((THIRD, "33.33", "33.34"), "100.0033 %"),
        (("16.7",) * 6, "100.2 %"),
    ],
)
def test_a_sum_that_is_off_is_one_sentence_with_the_sum(parts: tuple[str, ...], said: str) -> None:
    found = only(rights(*song(*parts)), "SPL001").message
    assert found == f"The shares of the composition of Night Bus add up to {said}, not to 100 %"


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


def test_a_sum_that_is_off_and_somebody_twice_are_one_gap() -> None:
    found = rights(share("Ana", "50"), *(share("Kaya", "50", key=key) for key in ("one", "two")))
    assert codes(found) == ["SPL001"]
    assert only(found, "SPL001").message == (
        "The shares of the composition of Night Bus add up to 150 %, not to 100 %; Kaya stands there 2 times"
    )


def test_whoever_stands_twice_on_another_pie_is_told_beside_a_sum_that_is_off() -> None:
    master = tuple(share("Kaya", "50", key=key, pie="master") for key in ("one", "two"))
    assert codes(rights(share("Ana", "50"), *master)) == ["SPL001", "SPL005"]


def test_somebody_twice_with_a_share_that_could_not_be_read_is_told_without_a_sum() -> None:
    unread = replace(share("Kaya", "50", key="two"), share=Unknown.UNREADABLE)
    said = only(rights(share("Ana", "50"), share("Kaya", "25", key="one"), unread), "SPL005")
    assert (said.message, said.evidence) == ("Kaya stands 2 times on the composition of Night Bus", ())


def test_a_plan_without_shares_is_told_once() -> None:
    found = plan(work("Lyrics", "Dee"), tracks=Unknown.ABSENT, splits=Unknown.ABSENT)
    assert codes(found) == []
    assert [entry.count for entry in untold(found, "SPL001")] == [1]
