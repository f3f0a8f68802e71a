"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.binding import DateOrder
from connectors.normalize.dates import DateColumn
from connectors.normalize.doubt import Doubt
from rules.model import Moment
from tests.connectors.normalize.sheets import BERLIN


def column(*texts: str, stated: DateOrder | None = None) -> DateColumn:
    return DateColumn(texts, stated, BERLIN)


def alone(text: str) -> Moment | Doubt | None:
    return column(text).read(text)


def reason(text: str) -> str:
    found = alone(text)
    assert isinstance(found, Doubt)
    return found.reason


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-04", date(2026, 9, 4)),
        ("2026/9/4", date(2026, 9, 4)),
        ("2026.09.04", date(2026, 9, 4)),
        ("13/04/2026", date(2026, 4, 13)),
        ("04/13/26", date(2026, 4, 13)),
        ("13.4.26", date(2026, 4, 13)),
        ("03/03/2026", date(2026, 3, 3)),
        ("4 Sep 2026", date(2026, 9, 4)),
        ("4. September 2026", date(2026, 9, 4)),
        ("Sep 4, 2026", date(2026, 9, 4)),
        ("September 4th 2026", date(2026, 9, 4)),
        ("4th of September, 2026", date(2026, 9, 4)),
        ("Fri, 4 Sept '26", date(2026, 9, 4)),
        ("Friday 4-Sep-26", date(2026, 9, 4)),
        ("Freitag, 4. März 2026", date(2026, 3, 4)),
        ("4 de septiembre de 2026", date(2026, 9, 4)),
        ("1º de maio de 2026", date(2026, 5, 1)),
        ("1er août 2026", date(2026, 8, 1)),
        ("4 Dez. 2026", date(2026, 12, 4)),
        ("martes 4 marzo 2026", date(2026, 3, 4)),
        ("mar 4, 2026", date(2026, 3, 4)),
        ("29 Feb 2028", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_in_the_forms_that_teams_write(text: str, day: date) -> None:
    assert alone(text) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("4 Sep 2026 14:30", time(14, 30)),
        ("4 Sep 2026, 2:30 pm", time(14, 30)),
        ("4 Sep 2026 at 12:00 am", time(0, 0)),
        ("2026-09-04 14:30", time(14, 30)),
        ("2026-09-04T14:30:00", time(14, 30)),
        ("04.09.2026 um 14:30 Uhr", time(14, 30)),
    ],
)
def test_a_time_of_day_without_a_zone_is_the_teams(text: str, clock: time) -> None:
    found = column(text, stated=DateOrder.DAY_FIRST).read(text)
    assert found == datetime.combine(date(2026, 9, 4), clock, BERLIN)


def test_an_instant_with_a_zone_keeps_it() -> None:
    assert alone("2026-09-04T14:30:00+00:00") == datetime.fromisoformat("2026-09-04T14:30:00+00:00")


@pytest.mark.parametrize("text", ["TBA", "tbd", "?", "n/a", "-", "to be confirmed"])
def test_a_word_for_no_date_yet_is_empty(text: str) -> None:
    assert alone(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026", "only a year"),
        ("Q3", "a quarter"),
        ("Q3 2026", "a quarter"),
        ("KW 36", "a week"),
        ("1 Sep 2026 - 5 Sep 2026", "a range"),
        ("3–5 Sep 2026", "a range"),
        ("2026-09-01 to 2026-09-05", "a range"),
        ("September 2026", "a month without a day"),
        ("4 Sep", "the year is missing"),
        ("04/09", "the year is missing"),
        ("next week", "not a date"),
        ("46000", "a number"),
        ("31 Feb 2026", "no such day"),
        ("13/13/2026", "no such day"),
        ("4 Sep 2026 25:00", "no such time"),
        ("4 Foo 2026", "not a date"),
        ("04/09/2026 (moved)", "more in the cell"),
    ],
)
def test_what_is_not_one_day_is_refused_with_the_reason(text: str, words: str) -> None:
    assert words in reason(text)


@pytest.mark.parametrize(
    ("other", "day"),
    [("25/12/2026", date(2026, 4, 3)), ("12/25/2026", date(2026, 3, 4))],
)
def test_any_day_over_twelve_decides_for_the_whole_column(other: str, day: date) -> None:
    assert column("03/04/2026", other).read("03/04/2026") == day


def test_a_column_that_does_not_tell_leaves_only_the_ambiguous_values_unread() -> None:
    dates = column("03/04/2026", "03/03/2026", "4 May 2026")
    found = dates.read("03/04/2026")
    assert isinstance(found, Doubt)
    assert "cannot tell day-first or month-first" in found.reason
    assert 'dates = "day first"' in found.reason
    assert dates.read("03/03/2026") == date(2026, 3, 3)
    assert dates.read("4 May 2026") == date(2026, 5, 4)


def test_a_column_with_both_orders_is_read_only_where_it_is_certain() -> None:
    dates = column("13/04/2026", "04/14/2026", "03/04/2026")
    assert dates.read("13/04/2026") == date(2026, 4, 13)
    assert dates.read("04/14/2026") == date(2026, 4, 14)
    found = dates.read("03/04/2026")
    assert isinstance(found, Doubt)
    assert "both orders" in found.reason


@pytest.mark.parametrize(
    ("stated", "day"),
    [(DateOrder.DAY_FIRST, date(2026, 4, 3)), (DateOrder.MONTH_FIRST, date(2026, 3, 4))],
)
def test_the_teams_setting_goes_before_the_column(stated: DateOrder, day: date) -> None:
    assert column("03/04/2026", "25/12/2026", "12/25/2026", stated=stated).read("03/04/2026") == day


def test_a_value_against_the_setting_is_refused_rather_than_turned_round() -> None:
    found = column("04/13/2026", stated=DateOrder.DAY_FIRST).read("04/13/2026")
    assert found == Doubt("there is no such day when dates are read day first")


@given(st.text(max_size=40), st.lists(st.text(alphabet="0123456789/.- ", max_size=12), max_size=4))
def test_no_text_stops_the_reader(text: str, others: list[str]) -> None:
    found = column(text, *others).read(text)
    assert found is None or isinstance(found, (date, Doubt))


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(DateOrder), st.sampled_from("/.-"))
def test_a_date_written_in_the_stated_order_is_read_back(day: date, order: DateOrder, sign: str) -> None:
    form = sign.join(["%d", "%m", "%Y"] if order is DateOrder.DAY_FIRST else ["%m", "%d", "%Y"])
    text = day.strftime(form)
    assert column(text, stated=order).read(text) == day


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 12, 31)), min_size=1, max_size=8), st.sampled_from(DateOrder))
def test_a_column_of_one_order_is_never_read_in_the_other(days: list[date], order: DateOrder) -> None:
    form = "%d/%m/%Y" if order is DateOrder.DAY_FIRST else "%m/%d/%Y"
    texts = [day.strftime(form) for day in days]
    dates = column(*texts)
    for day, text in zip(days, texts, strict=True):
        found = dates.read(text)
        assert found == day or isinstance(found, Doubt)
