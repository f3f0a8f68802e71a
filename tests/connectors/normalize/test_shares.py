"""Shares as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.normalize.doubt import Doubt
from connectors.normalize.shares import ShareColumn

Value = Decimal | str


def read(*pies: tuple[Value, ...]) -> list[list[Decimal | Doubt | None]]:
    column = ShareColumn((str(n), value) for n, pie in enumerate(pies) for value in pie)
    return [[column.read(str(n), value) for value in pie] for n, pie in enumerate(pies)]


def d(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("pie", "percent"),
    [
        (("50%", "50 %"), d("50", "50")),
        (("33,33 %", "66.67%"), d("33.33", "66.67")),
        ((Decimal("0.5"), Decimal("0.5")), d("50", "50")),
        (("0,5", "0.5"), d("50", "50")),
        ((Decimal(50), "50"), d("50", "50")),
        ((Decimal(1),), d("100")),
        ((Decimal(1), Decimal(49), Decimal(50)), d("1", "49", "50")),
        ((Decimal("0.5"), Decimal("99.5")), d("0.5", "99.5")),
        (("1/2", "1/4", "1/4"), d("50", "25", "25")),
        (("1/3", "1/3", "1/3"), d(*["33.333333333333"] * 3)),
        (("100/3", "100 / 3", "100/3"), d(*["33.333333333333"] * 3)),
        (("33 1/3 %", "33 1/3", "33⅓%"), d(*["33.333333333333"] * 3)),
        (("⅓", "⅔"), d("33.333333333333", "66.666666666667")),
        (("½", "¼", "¼"), d("50", "25", "25")),
        (("1/6", "1/6", "2/3"), d("16.666666666667", "16.666666666667", "66.666666666667")),
        (("1/3", "33.33", "33.33 %"), d("33.333333333333", "33.33", "33.33")),
        (("1/3", Decimal("0.333"), Decimal("0.333")), d("33.333333333333", "33.3", "33.3")),
        (("12 1/2 %", "87.5"), d("12.5", "87.5")),
        (("50%", Decimal("0.5")), d("50", "50")),
        ((Decimal("0.333"), Decimal("0.333"), Decimal("0.333")), d("33.3", "33.3", "33.3")),
        ((Decimal(0), Decimal(100)), d("0", "100")),
        (("100 percent",), d("100")),
    ],
)
def test_the_whole_column_tells_fractions_from_percentages(pie: tuple[Value, ...], percent: list[Decimal]) -> None:
    assert read(pie) == [percent]


def test_fractions_are_recognised_over_all_tracks_together() -> None:
    found = read((Decimal("0.5"), Decimal("0.5")), (Decimal("0.4"), Decimal("0.6")), (Decimal("0.25"),))
    assert found == [d("50", "50"), d("40", "60"), d("25")]


@pytest.mark.parametrize(
    "pies",
    [
        ((Decimal("0.25"),),),
        ((Decimal("0.2"), Decimal("0.3")),),
    ],
)
def test_small_numbers_that_make_no_whole_are_not_guessed(pies: tuple[tuple[Value, ...], ...]) -> None:
    assert all(isinstance(value, Doubt) for pie in read(*pies) for value in pie)


def test_a_lone_one_among_percentages_is_not_guessed() -> None:
    lone, others = read((Decimal(1),), (Decimal(50), Decimal(50)))
    assert isinstance(lone[0], Doubt)
    assert others == d("50", "50")


@pytest.mark.parametrize(
    "value",
    [
        "50/50",
        "60/40",
        "100/100",
        "100/0",
        "100/50",
        "33 4/3",
        "1/3/3",
        "half",
        "~50",
        "110%",
        "1.000,5",
        Decimal(-5),
        Decimal("NaN"),
    ],
)
def test_what_is_no_share_is_refused(value: Value) -> None:
    assert isinstance(read((value,))[0][0], Doubt)


@pytest.mark.parametrize("value", ["", "-", "TBD", "?"])
def test_a_blank_share_is_empty_and_not_zero(value: str) -> None:
    assert read((value, "50%"))[0] == [None, Decimal(50)]


@given(st.lists(st.lists(st.decimals() | st.text(max_size=8), max_size=4), max_size=4))
def test_no_value_stops_the_reader(pies: list[list[Value]]) -> None:
    for pie in read(*(tuple(pie) for pie in pies)):
        for value in pie:
            assert value is None or isinstance(value, Doubt) or 0 <= value <= 100


@given(st.lists(st.integers(1, 99), min_size=2, max_size=5))
def test_the_same_shares_read_alike_as_fractions_and_as_percentages(parts: list[int]) -> None:
    whole = sum(parts)
    percents = [Decimal(part * 10_000 // whole) / 100 for part in parts]
    percents[-1] = Decimal(100) - sum(percents[:-1], Decimal(0))
    fractions = tuple(percent / 100 for percent in percents)
    signed = tuple(f"{percent}%" for percent in percents)
    assert read(fractions) == [percents]
    assert read(signed) == [percents]
